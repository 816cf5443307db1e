"""WARC: a document a page or file that was fetched, if it is of a kind that is read."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from hashlib import sha256
from io import BytesIO
from typing import Any, BinaryIO

from extract.inputs import docx, html, pdf
from extract.inputs.cutting import Begin, cut
from extract.inputs.encodings import check, to_text
from extract.inputs.extras import need
from extract.inputs.files import buffered, read_all, until
from extract.inputs.naming import plain
from extract.inputs.parts import Failure, Item, Options, Part, TooLongError
from extract.inputs.published import published
from extract.inputs.rows import place
from extract.inputs.sniffing import format_of

_PROTOCOLS = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/2", "HTTP/3"]
_RECORDS = ("response", "resource", "conversion")
_KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "wordprocessingml.document")
_VERSIONS = (b"WARC/1.1", b"WARC/1.0", b"WARC/0.18", b"WARC/0.17")
_HEADERS = 1 << 16
_SKIPPED = 1 << 20


def split(file: BinaryIO, part: Part, options: Options) -> Iterator[Part]:
    """A file, from a stream of what it holds, as parts of about `part_bytes`, each of whole records.

    Only the lengths of the records are read. Where one is not as the standard (ISO 28500) has it there is no further
    cut: the reader of the last part is left to find out.
    """
    return cut((Begin(at, number) for number, at in enumerate(_starts(file), 1)), part, options)


def _starts(file: BinaryIO) -> Iterator[int]:
    """Where the records of a stream begin, in bytes, up to one that is damaged or cut off."""
    at = 0
    line = file.readline(_HEADERS)
    while line.strip() in _VERSIONS:
        yield at
        length: int | None = None
        while line.strip():
            at += len(line)
            line = file.readline(_HEADERS)
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length":
                if length is not None or not value.strip().isdigit():
                    return
                length = int(value)
        if length is None:
            return
        at += len(line)
        while length and (data := file.read(min(length, _SKIPPED))):
            length -= len(data)
            at += len(data)
        while (line := file.readline(_HEADERS)) and not line.strip():
            at += len(line)


def read(file: BinaryIO, part: Part, options: Options) -> Iterator[Item | Failure]:
    """The documents of a part: HTML, text, PDF and DOCX that a server gave with status 200, and texts made of such.

    They are called by the number of their record. Other records (requests, redirects, images) are passed over. The
    stream is of the file at its beginning; of a compressed one, of what it holds, at the beginning of the part.
    """
    need("warcio.archiveiterator")
    if part.start and not part.compression:
        file.seek(part.start)
    if part.stop is not None:
        file = until(file, part.stop - part.start)
    if not buffered(file).peek().startswith(b"WARC/"):
        raise Failure("read", "it is no WARC file")
    number, given = part.line - 1, 0
    records = _records(file)
    while True:
        try:
            record = next(records, None)
        except Failure as failure:
            failure.id, failure.source, failure.of_file = part.id, place(part, number + 1), True
            yield failure
            return
        if record is None:
            break
        number += 1
        if record.rec_type is None:
            given += 1
            yield Failure("read", "the record has no type", id=part.id, source=place(part, number), of_file=True)
        elif record.rec_type in _RECORDS:
            found = _document(record, part, options, number, skip=given in part.skip)
            if found is not None:
                given += 1
                yield found


def _records(file: BinaryIO) -> Iterator[Any]:
    """The records of a file, their HTTP headers unread. Raises `Failure` where they break off."""
    iterator = need("warcio.archiveiterator").ArchiveIterator(file, no_record_parse=True)
    failed = need("warcio.exceptions").ArchiveLoadFailed
    while True:
        try:
            record = next(iterator, None)
        except (failed, ValueError, AttributeError) as error:
            raise Failure("read", f"the WARC file is damaged or cut off: {str(error)[:200]}") from None
        if record is None:
            return
        yield record


def _document(record: Any, part: Part, options: Options, number: int, *, skip: bool) -> Item | Failure | None:
    """The document of a record, why there is none where one should be, or None for a record of another kind."""
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    source = url or place(part, number)
    id = plain(part.id, part.alone, None, number)
    try:
        headers = record.rec_headers
        if record.rec_type == "response":
            headers = _http_headers(record)
            if headers.get_statuscode() != "200":
                return None
        kind, charset = _content_type(headers.get_header("Content-Type") or "")
        if kind and not kind.endswith(_KINDS):
            return None
        data = _content(record, options)
        if not kind and format_of(data, None) == "text":
            return None
        if skip:
            return Failure("read", "passed over", id=id, source=source)
        crawled = _day(record.rec_headers.get_header("WARC-Date"))
        return _item(data, id, source, url, charset, crawled, options)
    except Failure as failure:
        failure.id, failure.source = id, source
        return failure
    except TooLongError as error:
        return Failure("read", str(error), id=id, source=source)


def _http_headers(record: Any) -> Any:
    """What the server said. Raises `Failure`."""
    module = need("warcio.statusandheaders")
    try:
        record.http_headers = module.StatusAndHeadersParser(_PROTOCOLS, verify=True).parse(record.raw_stream)
    except (module.StatusAndHeadersParserException, EOFError, ValueError) as error:
        raise Failure("read", f"the HTTP headers of the record are damaged: {str(error)[:200]}") from None
    return record.http_headers


def _content(record: Any, options: Options) -> bytes:
    """The bytes of a page, without the encoding of the transfer."""
    try:
        return read_all(record.content_stream(), options.largest)
    except Failure:
        raise
    except Exception as error:  # what its decoders raise is theirs
        raise Failure("read", f"the content of the record is damaged: {str(error)[:200]}") from None


def _content_type(header: str) -> tuple[str, str | None]:
    """The kind of content, and its encoding if it is said."""
    message = Message()
    message["Content-Type"] = header.encode("ascii", "ignore").decode().replace("\n", " ")
    charset = message.get_param("charset")
    return (message.get_content_type() if "/" in header else ""), charset if isinstance(charset, str) else None


def _day(header: str | None) -> str | None:
    try:
        return (published(header) or "")[:10] or None
    except ValueError:
        return None


def _item(
    data: bytes, id: str, source: str, url: str | None, charset: str | None, crawled: str | None, options: Options
) -> Item:
    """A page or file as a document, by what it is, whatever the server said it is."""
    match format_of(data, None):
        case "html":
            return html.item(data, id=id, source=source, url=url, charset=charset, crawled=crawled)
        case "pdf":
            return pdf.item(data, id=id, source=source)._replace(url=url)
        case "docx":
            return docx.item(BytesIO(data), options, id=id, source=source)._replace(url=url)
    text = to_text(data)
    encoded = text.encode()
    check(text, encoded)
    return Item(id, text, source, sha256(encoded).hexdigest(), url=url)
