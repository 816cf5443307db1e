"""The tables in files: what CSV shows and Parquet holds, also of texts that mean harm."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from gold_results import seed_results

from extract.export import ExportError, export
from extract.export.reading import read
from extract.model import RECORD_TYPES, Date, Document, Meeting, Official, Result, Target

RESULTS = seed_results()
EXPECTED = Counter(record.type for result in RESULTS for record in result.records)


def rows(path: Path) -> list[dict[str, str]]:
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "the mark by which Excel knows UTF-8"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_file_a_type_and_a_row_a_record(tmp_path: Path) -> None:
    summary = export(RESULTS, f"csv:{tmp_path / 'tables'}")
    assert summary.records == EXPECTED
    names = {"documents.csv", "positions.csv", *(f"{kind}s.csv" for kind in RECORD_TYPES)}
    assert {path.name for path in (tmp_path / "tables").iterdir()} == names
    for kind in RECORD_TYPES:
        found = rows(tmp_path / "tables" / f"{kind}s.csv")
        records = [record for result in RESULTS for record in result.records if record.type == kind]
        assert [(row["id"], row["text"]) for row in found] == [(record.id, record.text) for record in records]


def test_csv_shows_names_and_titles_for_lists(tmp_path: Path) -> None:
    export(RESULTS, f"csv:{tmp_path}")
    meetings = {row["document_id"]: row for row in rows(tmp_path / "meetings.csv")}
    assert meetings["giang-thanh-2019"]["attendees"] == "Tạ Văn Dũng"
    assert meetings["lang-son-2021"]["chairs"] == "Bùi Thị Minh Hoài"
    officials = {row["name"]: row for row in rows(tmp_path / "officials.csv")}
    assert officials["Tạ Văn Dũng"]["positions"] == "Phó Bí thư TT Huyện ủy"
    assert {row["value"] for row in rows(tmp_path / "targets.csv")} >= {"65"}
    titles = {r.name: r.positions for result in RESULTS for r in result.records if isinstance(r, Official)}
    several = next(name for name, positions in titles.items() if len(positions) > 1)
    assert officials[several]["positions"].split(" | ") == [position.title for position in titles[several]]


def test_csv_has_a_row_a_post(tmp_path: Path) -> None:
    export(RESULTS, f"csv:{tmp_path}")
    told = [
        (official.id, official.name, position.title, position.role or "", position.organization or "")
        for result in RESULTS
        for official in result.records
        if isinstance(official, Official)
        for position in official.positions
    ]
    found = rows(tmp_path / "positions.csv")
    assert [(r["official_id"], r["name"], r["title"], r["role"], r["organization"]) for r in found] == told
    post = next(row for row in found if row["name"] == "Tạ Văn Dũng")
    assert (post["document_id"], post["title"]) == ("giang-thanh-2019", "Phó Bí thư TT Huyện ủy")


@pytest.mark.parametrize("text", ['=HYPERLINK("http://x","y")', "+1", "-1+2", "@SUM(A1)", "\tx", "\r=1"])
def test_csv_has_no_formula_from_a_text(tmp_path: Path, text: str) -> None:
    target = Target(
        id="d/target/0", start=0, end=1, text=text, rule="target.x", indicator=text, value=-5, comparator="="
    )
    document = Document(id="d", sha256="0" * 64, characters=9, title=text)
    export([Result(document=document, records=[target])], f"csv:{tmp_path}")
    row = rows(tmp_path / "targets.csv")[0]
    assert (row["text"], row["indicator"], row["value"], row["comparator"]) == (f"'{text}", f"'{text}", "-5", "=")
    assert rows(tmp_path / "documents.csv")[0]["title"] == f"'{text}"


def test_csv_keeps_line_breaks_quotes_and_unknown_links(tmp_path: Path) -> None:
    text = 'họp "giao ban"\nvề việc, x'
    meeting = Meeting(
        id="d/meeting/0", start=0, end=1, text=text, rule="meeting.x", kind="meeting", name=text,
        chairs=["d/official/7"], attendees=[], concerns=[], mentions=[],
    )  # fmt: skip
    document = Document(id="d", sha256="0" * 64, characters=9)
    export([Result(document=document, records=[meeting])], f"csv:{tmp_path}")
    row = rows(tmp_path / "meetings.csv")[0]
    assert (row["name"], row["chairs"], row["mentions"]) == (text, "d/official/7", "0")


def test_parquet_holds_all_and_comes_back(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="the extra `tables` is not installed")
    summary = export(RESULTS, f"parquet:{tmp_path}")
    assert summary.records == EXPECTED
    for kind in RECORD_TYPES:
        assert pq.read_metadata(tmp_path / f"{kind}s.parquet").num_rows == EXPECTED[kind]
    assert list(read([tmp_path])) == RESULTS
    schema = pq.read_schema(tmp_path / "dates.parquet")
    assert str(schema.field("start_date").type) == "date32[day]"
    assert schema.field("value").metadata[b"description"]
    for struct in RECORD_TYPES.values():
        fields = {*struct.__struct_fields__, "document_id"}
        assert set(pq.read_schema(tmp_path / f"{struct.__struct_config__.tag}s.parquet").names) == fields


def test_parquet_of_many_batches_comes_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr("extract.export.tables.BATCH_ROWS", 3)
    many = []
    for number in range(40):
        name = f"d{number}"
        date = Date(
            id=f"{name}/date/0", start=0, end=1, text="x", rule="date.x", value="2018", granularity="year",
            resolved_from="text", start_date="2018-01-01", end_date="2018-12-31",
        )  # fmt: skip
        document = Document(id=name, sha256="0" * 64, characters=9)
        many.append(Result(document=document, records=[date] if number % 3 else []))
    export(many, f"parquet:{tmp_path}")
    assert list(read([tmp_path])) == many


def test_parquet_that_is_incomplete_or_of_another_version_is_an_error(tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    export(RESULTS, f"parquet:{tmp_path}")
    dates = tmp_path / "dates.parquet"
    whole = dates.read_bytes()
    dates.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ExportError, match="cannot be read"):
        list(read([tmp_path]))
    dates.unlink()
    with pytest.raises(ExportError, match=r"dates\.parquet"):
        list(read([tmp_path]))
    dates.write_bytes(whole)
    documents = pq.read_table(tmp_path / "documents.parquet")
    pq.write_table(documents.slice(1), tmp_path / "documents.parquet")
    with pytest.raises(ExportError, match="whose document is not there"):
        list(read([tmp_path]))
    pq.write_table(documents.replace_schema_metadata({}), tmp_path / "documents.parquet")
    with pytest.raises(ExportError, match="version unknown"):
        list(read([tmp_path]))


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_an_error_leaves_the_folder_as_it_was(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("pyarrow")
    export(RESULTS[:2], f"{kind}:{tmp_path / 'tables'}")
    (tmp_path / "tables" / "mine.txt").write_text("kept", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()}
    bad = Date(
        id="d/date/0", start=0, end=1, text="x", rule="date.x", value="2018-02-30", granularity="day",
        resolved_from="text", start_date="2018-02-30",
    )  # fmt: skip
    document = Document(id="d", sha256="0" * 64, characters=9)

    def broken() -> object:
        yield RESULTS[2]
        if kind == "csv":
            raise ExportError("a truncated line")
        yield Result(document=document, records=[bad])

    with pytest.raises(ExportError):
        export(broken(), f"{kind}:{tmp_path / 'tables'}")  # type: ignore[arg-type]
    assert {path.name: path.read_bytes() for path in (tmp_path / "tables").iterdir()} == before
    with pytest.raises(ExportError):
        export(broken(), f"{kind}:{tmp_path / 'new'}")  # type: ignore[arg-type]
    assert not (tmp_path / "new").exists()
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ExportError, match="cannot be written to"):
        export(RESULTS, f"{kind}:{tmp_path / 'file'}")
