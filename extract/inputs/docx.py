"""DOCX: the text of a Word document, through python-docx."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import IO, Any, BinaryIO

from extract.inputs.encodings import check
from extract.inputs.extras import need
from extract.inputs.files import read_all
from extract.inputs.parts import Failure, Item, Options, Part

_OTHERS = {
    "xl/workbook.xml": "an XLSX file", "ppt/presentation.xml": "a PPTX file", "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an EPUB file", "META-INF/MANIFEST.MF": "a program",
}  # fmt: skip
_WHAT_TO_DO = {
    "an XLSX file": ": save its rows as JSON Lines", "an OpenDocument file": ": save it as DOCX",
    "a ZIP file": ": unpack it",
}  # fmt: skip
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    {f"{_WORD}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr")} | {_FALLBACK}
)
_SIGNS = {
    f"{_WORD}tab": "\t", f"{_WORD}ptab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n", f"{_WORD}noBreakHyphen": "-",
}  # fmt: skip


def read(file: BinaryIO, part: Part, options: Options) -> Iterator[Item | Failure]:
    """The one document of a file."""
    yield item(BytesIO(read_all(file, options.largest)), options, id=part.id, source=part.source)


def item(file: IO[bytes], options: Options, *, id: str, source: str | None) -> Item:
    """The text of the body. Raises `Failure` where there is none.

    A paragraph is a line; of a table a row is a line with tabs between its cells, or, where cells have several
    paragraphs, each of them is a line, cell after cell. Deleted text, notes, headers and footers are left out, and so
    are the numbers that Word gives by itself.
    """
    _check_archive(file, options)
    package = need("docx")
    try:
        body = package.Document(file).element.body
        text = "\n".join(_lines(body)).strip("\n")
    except Exception as error:  # what a package lacks shows anywhere in it
        raise Failure("read", f"the DOCX file is damaged: {type(error).__name__}: {str(error)[:200]}") from None
    if not text.strip():
        raise Failure("read", "there is no text in it")
    encoded = text.encode()
    check(text, encoded)
    return Item(id, text, source, sha256(encoded).hexdigest(), extracted=True)


def _check_archive(file: IO[bytes], options: Options) -> None:
    """Raises `Failure` for a ZIP file that is no DOCX, or that holds more than a document may."""
    try:
        with zipfile.ZipFile(file) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            locked = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError, EOFError) as error:
        raise Failure("read", f"the DOCX or ZIP file is damaged or cut off: {error}") from None
    if "word/document.xml" not in sizes:
        kind = next((kind for name, kind in _OTHERS.items() if name in sizes), "a ZIP file")
        raise Failure("decode", f"not a text: it looks like {kind}, not a DOCX file{_WHAT_TO_DO.get(kind, '')}")
    if locked:
        raise Failure("read", "the DOCX file is locked with a password")
    if sum(sizes.values()) > options.largest:
        raise Failure("read", f"it holds more than a document may ({options.largest >> 20} MiB when unpacked)")


def _lines(element: Any) -> Iterator[str]:
    """The lines of what holds paragraphs and tables."""
    for child in element:
        if child.tag == f"{_WORD}p":
            yield from _paragraph(child)
        elif child.tag == f"{_WORD}tbl":
            for row in _inside(child, f"{_WORD}tr"):
                yield from _row(row)
        elif child.tag not in _LEFT_OUT:
            yield from _lines(child)


def _row(row: Any) -> Iterator[str]:
    cells = [[line for line in _lines(cell) if line.strip()] for cell in _inside(row, f"{_WORD}tc")]
    if all(len(cell) <= 1 for cell in cells):
        yield "\t".join(cell[0].strip() if cell else "" for cell in cells).strip("\t")
    else:
        for cell in cells:
            yield from cell


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The elements of a tag in another, but not those within one of them (of a table in a table)."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag not in _LEFT_OUT:
            yield from _inside(child, tag)


def _paragraph(paragraph: Any) -> Iterator[str]:
    """The lines of a paragraph, then those of text boxes in it."""
    boxes: list[Any] = []
    yield from "".join(_words(paragraph, boxes)).split("\n")
    for box in boxes:
        yield from _lines(box)


def _words(element: Any, boxes: list[Any]) -> Iterator[str]:
    """What is written in an element; text boxes go to `boxes`."""
    for child in element:
        if child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_WORD}txbxContent":
            boxes.append(child)
        elif child.tag not in _LEFT_OUT:
            yield from _words(child, boxes)
