"""The verbs over inputs of every kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from input_files import PARAGRAPHS, TITLE, docx, lines, page, pdf, response, rows, table, warc_record
from samples import TEXT

from extract.cli import main


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def call(*arguments: str, data: bytes | None = None) -> Result:
    outcome = CliRunner().invoke(main, list(arguments), input=data)
    assert "Traceback" not in outcome.output
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit), outcome.exception
    return outcome


def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path("out", f"{name}.json").read_text("utf-8"))["document"]
    return found


def test_columns_are_named_by_options(place: Path) -> None:
    row = {"body": TEXT, "no": 7, "day": "2019-03-20T01:00:00Z", "link": "https://example.org/7"}
    Path("x.parquet").write_bytes(table([row]))
    columns = ("--text-column", "body", "--id-column", "no", "--published-column", "day", "--url-column", "link")
    assert call("run", "x.parquet", "-o", "out", *columns).exit_code == 0
    found = document("7")
    assert (found["source"], found["published"]) == ("https://example.org/7", "2019-03-20T08:00")
    outcome = call("run", "x.parquet", "-o", "other")
    assert outcome.exit_code == 1
    assert "there is no column 'text'; there are 'body', 'no', 'day', 'link'" in outcome.stderr


def test_a_format_is_given_by_an_option(place: Path) -> None:
    Path("x.txt").write_bytes(lines(rows(1)))
    assert call("run", "x.txt", "-o", "out", "--input-format", "text").exit_code == 0
    assert document("x")["characters"] == len(lines(rows(1)).decode())
    assert call("run", "x.txt", "-o", "out", "--input-format", "doc").exit_code == 2


def test_rows_from_standard_input(place: Path) -> None:
    assert call("run", "-", "-o", "out", data=lines(rows(2))).exit_code == 0
    assert document("tin-1")["source"] == "https://example.org/1"


def test_texts_that_were_taken_out_are_written_shown_and_checked(place: Path) -> None:
    Path("in").mkdir()
    Path("in/a.html").write_text(page(), encoding="utf-8")
    Path("in/b.docx").write_bytes(docx(TITLE, *PARAGRAPHS))
    Path("in/c.pdf").write_bytes(pdf([[TITLE, *PARAGRAPHS]]))
    Path("in/d.warc").write_bytes(warc_record("response", "https://a.vn/1", response(page().encode())))
    Path("in/e.txt").write_text(TEXT, encoding="utf-8")
    assert call("run", "in", "-o", "out", "--with-text").exit_code == 0
    texts = {path.stem: path.read_bytes() for path in Path("out").glob("*.txt")}
    assert texts == dict.fromkeys(["a", "b", "c", "d~1"], "\n".join([TITLE, *PARAGRAPHS]).encode())
    outcome = call("validate", "out")
    assert outcome.exit_code == 0
    assert "5 results checked, 4 of them against their text, 0 invalid" in outcome.stderr
    for name in ("a", "b", "c", "d~1"):
        assert document(name)["title"] == TITLE
    for file in ("in/a.html", "in/b.docx", "in/c.pdf", "out/b.json"):
        shown = call("show", file)
        assert shown.exit_code == 0
        assert "Lò Văn Mừng" in shown.stdout
    place_of_name = texts["b"].decode().index("Lò Văn Mừng")
    assert "Lò Văn Mừng" in call("explain", "in/b.docx", "--at", str(place_of_name)).stdout
    Path("in/b.docx").write_bytes(docx(TITLE, *PARAGRAPHS[1:]))
    assert "sha256" in call("validate", "out/b.json").stdout
    Path("in/b.docx").write_bytes(b"PK\x03\x04")
    assert (
        "its source in/b.docx cannot be read: the DOCX or ZIP file is damaged" in call("validate", "out/b.json").stdout
    )


def test_a_spreadsheet_is_not_one_text(place: Path) -> None:
    Path("x.csv").write_text(f"id,text\n1,{TEXT}\n", encoding="utf-8")
    outcome = call("run", "x.csv", "-o", "out")
    assert outcome.exit_code == 1
    assert "x.csv: read: its rows would be taken for one text: save them as JSON Lines or Parquet" in outcome.stderr
    assert call("run", "x.csv", "-o", "out", "--input-format", "text").exit_code == 0


def test_one_document_is_shown_not_many(place: Path) -> None:
    Path("x.jsonl").write_bytes(lines(rows(2)))
    outcome = call("show", "x.jsonl")
    assert outcome.exit_code == 1
    assert "x.jsonl: it holds many documents" in outcome.stderr
