"""HTML: the main text of a page and its date of publication, through trafilatura."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, BinaryIO

from extract.inputs.encodings import VIETNAMESE_SHARE, check, is_vietnamese, to_text
from extract.inputs.extras import need
from extract.inputs.files import read_all
from extract.inputs.parts import Failure, Item, Options, Part
from extract.inputs.published import published

if TYPE_CHECKING:
    from types import ModuleType

_CHARSET = re.compile(rb"""<meta[^>]{1,300}?charset\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{1,40})""", re.IGNORECASE)
_PROLOG = re.compile(r"\s{0,99}<\?xml[^>]{0,300}\?>")
_HEAD = 1 << 14
_LONG_CELL = 300
_DAMAGED = 1 / 1000
"""The most characters of a page in UTF-8 that may be damaged; they become U+FFFD."""


def read(file: BinaryIO, part: Part, options: Options) -> Iterator[Item | Failure]:
    """The one document of a page."""
    yield item(read_all(file, options.largest), id=part.id, source=part.source)


def item(
    data: bytes, *, id: str, source: str | None, url: str | None = None, charset: str | None = None,
    crawled: str | None = None,
) -> Item:  # fmt: skip
    """The main text of a page. Raises `Failure` where there is none.

    `url` is where the page was, `charset` what its server said, `crawled` the day on which it was fetched (ISO): it was
    not published later. The headline is the first line of the text, also where the page has it only in its metadata.
    """
    page = _decoded(data, charset)
    if "&#" not in page:  # no letters as entities
        _check_language(page)
    found = _extracted(page, url, crawled)
    text = (found.text or "").strip() if found is not None else ""
    if not text:
        raise Failure("read", "no main text was found in the page")
    title = " ".join((found.title or "").split())
    if title and title not in " ".join(text[: 2 * len(title) + 500].split()) and text.partition("\n")[0] not in title:
        text = f"{title}\n{text}"
    encoded = text.encode("utf-8", "replace")
    text = encoded.decode()
    check(text, encoded)
    try:
        day = published(found.date)
    except ValueError:
        day = None  # what a page says of itself may be anything
    return Item(id, text, source, sha256(encoded).hexdigest(), day, url, extracted=True)


def _decoded(data: bytes, charset: str | None) -> str:
    """A page as text: in UTF-8 or UTF-16, in the encoding that it or its server names, or in an older one if clear."""
    declared = [charset] if charset else []
    if match := _CHARSET.search(data[:_HEAD]):
        declared.append(match[1].decode())
    try:
        return to_text(data)
    except Failure as failure:
        if failure.reason.startswith("not a text"):
            raise
        for name in map(_codec, declared):
            if name == "utf-8":
                text = data.decode("utf-8", "replace")
                if text.count("\ufffd") <= _DAMAGED * len(text):
                    return text
            elif name is not None and name not in _WESTERN:
                try:
                    return data.decode(name)
                except (UnicodeDecodeError, LookupError):
                    continue
        raise


_WESTERN = frozenset({"cp1252", "iso8859-1", "ascii"})
"""What pages in TCVN3 and VNI say of themselves."""


def _codec(name: str) -> str | None:
    """Python's name of an encoding of texts, if it has it."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", True) else None


def _check_language(page: str) -> None:
    """Raises `Failure` for a page without a word of Vietnamese, before it is parsed."""
    data = page.encode("utf-8", "replace")
    if not is_vietnamese(data, int(VIETNAMESE_SHARE * len(page))):
        raise Failure("language", "no Vietnamese in it")


@cache
def _trafilatura() -> ModuleType:
    import logging

    module = need("trafilatura")
    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what is wrong with a page is told by a Failure
    return module


def _extracted(page: str, url: str | None, crawled: str | None) -> Any:
    """What trafilatura finds: `text`, `title` and `date`; None for nothing."""
    dates = {"extensive_search": False, "original_date": True, "max_date": crawled or "2100-01-01"}
    trafilatura = _trafilatura()
    try:
        tree = trafilatura.load_html(_PROLOG.sub("", page, count=1))
        if tree is None:
            return None
        _open_layout_tables(tree)
        return trafilatura.bare_extraction(
            tree,
            url=url,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dates,
        )
    except Failure:
        raise
    except Exception as error:  # pages may be anything, and it parses them with several libraries
        raise Failure("read", f"the page cannot be parsed: {type(error).__name__}: {str(error)[:200]}") from None


_CELLS = frozenset({"td", "th"})
_ROWS = frozenset({"tbody", "thead", "tfoot", "tr"})
_BLOCKS = frozenset({"p", "div", "ul", "ol", "table", "h1", "h2", "h3", "h4", "hr"})


def _open_layout_tables(tree: Any) -> None:
    """Make plain blocks of tables that only lay a page out, so that what is in them stays lines of its own.

    Their cells hold blocks, line breaks or long texts; trafilatura would write a row of them as one line. Pages of
    before 2010 and the heads and signatures of documents are made so.
    """
    for table in list(tree.iter("table")):
        cells = [part for part in _rows_and_cells(table) if part.tag in _CELLS]
        if any(map(_is_layout, cells)):
            for part in list(_rows_and_cells(table)):
                if part.tag in _CELLS:
                    _put_words_into_paragraphs(part)
                part.tag = "div"
            table.tag = "div"


def _rows_and_cells(part: Any) -> Iterator[Any]:
    """The parts of a table that are not in a cell."""
    for child in part:
        if child.tag in _CELLS:
            yield child
        elif child.tag in _ROWS:
            yield child
            yield from _rows_and_cells(child)


def _is_layout(cell: Any) -> bool:
    return any(c.tag in _BLOCKS or c.tag == "br" for c in cell) or sum(map(len, cell.itertext())) > _LONG_CELL


def _put_words_into_paragraphs(cell: Any) -> None:
    """Make paragraphs of the words that stand in a cell beside its blocks."""
    children = list(cell)
    words = cell.makeelement("p")
    words.text, cell.text = cell.text, None
    for child in [*children, None]:
        if child is not None and child.tag not in _BLOCKS:
            words.append(child)
            continue
        if any(text.strip() for text in words.itertext()):
            cell.append(words)
        if child is not None:
            words = cell.makeelement("p")
            words.text, child.tail = child.tail, None
            cell.append(child)
