"""PDF: the text layer, through PDFium. Pages that are pictures have none; nothing is recognised in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO

from extract.inputs.encodings import check
from extract.inputs.extras import need
from extract.inputs.files import read_all
from extract.inputs.parts import Failure, Item, Options, Part

_LINE_END = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c]")
_SOFT_HYPHEN = re.compile("[\u0002\u00ad\ufffe]\n?")


def read(file: BinaryIO, part: Part, options: Options) -> Iterator[Item | Failure]:
    """The one document of a file."""
    yield item(read_all(file, options.largest), id=part.id, source=part.source)


def item(data: bytes, *, id: str, source: str | None) -> Item:
    """The text of all pages, line by line. Raises `Failure` where there is none."""
    pages = _pages(data)
    text = "\n".join(page for page in map(_tidy, pages) if page)
    if not text:
        raise Failure("read", f"there is no text layer in its {len(pages)} pages (are they pictures of a text?)")
    encoded = text.encode("utf-8", "replace")
    text = encoded.decode()
    check(text, encoded)
    return Item(id, text, source, sha256(encoded).hexdigest(), extracted=True)


def _pages(data: bytes) -> list[str]:
    """The text of each page."""
    pdfium = need("pypdfium2")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise Failure("read", "the PDF is locked with a password") from None
        raise Failure("read", f"the PDF is damaged or cut off: {error}") from None
    try:
        return [_page(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise Failure("read", f"a page of the PDF is damaged: {error}") from None
    finally:
        document.close()


def _page(document: Any, number: int) -> str:
    page = document[number]
    try:
        return str(page.get_textpage().get_text_bounded())
    finally:
        page.close()


def _tidy(page: str) -> str:
    """The text of a page with plain line ends."""
    return _SOFT_HYPHEN.sub("", _LINE_END.sub("\n", page)).replace("\0", "").strip()
