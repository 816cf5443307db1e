"""Word documents and PDF: their text, and why there is none."""

from __future__ import annotations

import importlib
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from input_files import PARAGRAPHS, TITLE, documents, docx, failures, pdf, saved

from extract.inputs import Options, read_source
from extract.inputs.docx import item

MAIN = "\n".join([TITLE, *PARAGRAPHS])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def text_of(data: bytes) -> str:
    return item(io.BytesIO(data), Options(), id="x", source=None).text


def new() -> Any:
    return importlib.import_module("docx").Document()


def test_a_paragraph_is_a_line(place: Path) -> None:
    Path("x.docx").write_bytes(docx(TITLE, *PARAGRAPHS))
    (found,) = documents("x.docx")
    assert (found.id, found.text, found.source, found.extracted) == ("x", MAIN, "x.docx", True)
    assert read_source(Path("x.docx")) == (found.text, found.sha256)


def test_tables_stand_in_their_place() -> None:
    document = new()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "HUYỆN ỦY TÂN PHONG\n*\nSố 12-NQ/HU"
    head.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM"
    head.cell(0, 1).add_paragraph("Tân Phong, ngày 12 tháng 3 năm 2019")
    head.cell(0, 0).add_paragraph("Mật")
    document.add_paragraph(PARAGRAPHS[0])
    figures = document.add_table(2, 3)
    for row, cells in enumerate([("Xã", "Chỉ tiêu", "Thực hiện"), ("Mường Lạn", "65%", "70%")]):
        for column, cell in enumerate(cells):
            figures.cell(row, column).text = cell
    merged = document.add_table(1, 3)
    merged.cell(0, 0).merge(merged.cell(0, 1)).text = "Tổng"
    merged.cell(0, 2).text = "135"
    inner = document.add_table(1, 1).cell(0, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "trong", "bảng"
    document.add_paragraph("Hết.")
    assert text_of(saved(document)) == (
        "HUYỆN ỦY TÂN PHONG\n*\nSố 12-NQ/HU\nMật\nĐẢNG CỘNG SẢN VIỆT NAM\nTân Phong, ngày 12 tháng 3 năm 2019\n"
        f"{PARAGRAPHS[0]}\nXã\tChỉ tiêu\tThực hiện\nMường Lạn\t65%\t70%\nTổng\t135\ntrong\tbảng\nHết."
    )


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (RUN.format("Hội ") + RUN.format("nghị"), "Hội nghị"),
        ("<w:r><w:t>Hội</w:t><w:tab/><w:t>nghị</w:t><w:br/><w:t>xã</w:t></w:r>", "Hội\tnghị\nxã"),
        ("<w:r><w:t>25</w:t><w:noBreakHyphen/><w:t>NQ/TW ở xã</w:t></w:r>", "25-NQ/TW ở xã"),
        (f"<w:ins w:id='1'>{RUN.format('Hội nghị')}</w:ins>", "Hội nghị"),
        (RUN.format("Hội nghị") + "<w:del w:id='1'><w:r><w:delText>cũ</w:delText></w:r></w:del>", "Hội nghị"),
        (f"<w:hyperlink>{RUN.format('Hội nghị')}</w:hyperlink>", "Hội nghị"),
        (f"<w:sdt><w:sdtContent>{RUN.format('Hội nghị')}</w:sdtContent></w:sdt>", "Hội nghị"),
        (f"<w:smartTag>{RUN.format('Hội nghị')}</w:smartTag>", "Hội nghị"),
        ("<w:r><w:fldChar/><w:instrText>PAGE</w:instrText></w:r>" + RUN.format("Hội nghị"), "Hội nghị"),
        (
            "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>Khung ở lề</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
            + RUN.format("Hội nghị"),
            "Hội nghị\nKhung ở lề",
        ),
    ],
)
def test_what_is_written_in_a_paragraph(inside: str, text: str) -> None:
    def put(xml: str) -> str:
        return xml.replace("<w:sectPr", f"<w:p>{inside}</w:p><w:sectPr", 1)

    assert text_of(changed(docx(), put)) == text


def changed(data: bytes, change: Callable[[str], str]) -> bytes:
    """A DOCX file with another text of its body."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as made:
        for name in old.namelist():
            content = old.read(name)
            made.writestr(name, change(content.decode()) if name == "word/document.xml" else content)
    return file.getvalue()


def archive(*names: str, data: bytes = b"<x/>") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "stage", "reason"),
    [
        (archive("xl/workbook.xml"), "decode", "not a text: it looks like an XLSX file, not a DOCX file"),
        (archive("ppt/presentation.xml"), "decode", "a PPTX file"),
        (archive("mimetype", "content.xml"), "decode", "an OpenDocument file"),
        (archive("a.txt"), "decode", "a ZIP file"),
        (archive(), "decode", "not a text"),
        (archive("word/document.xml"), "read", "the DOCX file is damaged"),
        (archive("word/document.xml", data=b"\0" * (2 << 20)), "read", "it holds more than a document may (1 MiB"),
        (docx(TITLE)[:-30], "read", "the DOCX or ZIP file is damaged or cut off"),
        (docx(TITLE)[:3000], "read", "the DOCX or ZIP file is damaged or cut off"),
        (docx(), "read", "there is no text in it"),
        (docx("No Vietnamese."), "language", "no Vietnamese in it"),
        (changed(docx(TITLE), lambda xml: xml[:-30]), "read", "the DOCX file is damaged: XMLSyntaxError"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "decode", "not a text: it looks like an old Word or Excel file"),
    ],
)
def test_a_word_document_without_a_text_is_said(place: Path, data: bytes, stage: str, reason: str) -> None:
    Path("x.docx").write_bytes(data)
    ((id, source, was, why),) = failures("x.docx", largest=1 << 20)
    assert (id, source, was) == ("x", "x.docx", stage)
    assert reason in why


def test_entities_of_a_word_document_are_not_expanded() -> None:
    entity = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY file SYSTEM "file:///etc/passwd">]>'

    def put(xml: str) -> str:
        xml = re.sub(r"(<\?xml[^>]*\?>)", rf"\1{entity}", xml)
        return xml.replace("<w:sectPr", f"<w:p>{RUN.format('Hội nghị &file;&a;')}</w:p><w:sectPr", 1)

    assert text_of(changed(docx(), put)) == "Hội nghị "


def test_the_text_layer_of_a_pdf(place: Path) -> None:
    Path("x.pdf").write_bytes(pdf([[TITLE, *PARAGRAPHS[:2]], [], [PARAGRAPHS[2]]]))
    (found,) = documents("x.pdf")
    assert (found.id, found.text, found.source, found.extracted) == ("x", MAIN, "x.pdf", True)
    assert read_source(Path("x.pdf")) == (found.text, found.sha256)


LOCKED = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -44 >> /ID [<00> <00>]"


@pytest.mark.parametrize(
    ("data", "stage", "reason"),
    [
        (pdf([[], []]), "read", "there is no text layer in its 2 pages (are they pictures of a text?)"),
        (pdf([]), "read", "the PDF"),
        (pdf([[TITLE]], encrypt=LOCKED), "read", "the PDF is locked with a password"),
        (pdf([[TITLE]])[:300], "read", "the PDF is damaged or cut off"),
        (pdf([["No Vietnamese."]]), "language", "no Vietnamese in it"),
        (pdf([["®­îc cña ng­êi nh÷ng víi mét"] * 5]), "language", "it looks like TCVN3 (ABC)"),
    ],
)
def test_a_pdf_without_a_text_is_said(place: Path, data: bytes, stage: str, reason: str) -> None:
    Path("x.pdf").write_bytes(data)
    ((id, source, was, why),) = failures("x.pdf")
    assert (id, source, was) == ("x", "x.pdf", stage)
    assert reason in why
