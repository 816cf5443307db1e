"""The database targets, on SQLite and on a real PostgreSQL server: what is loaded, again, anew, and when it fails."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import msgspec
import pytest
from gold_results import ROOT, seed_results

from extract.export import ExportError, export, relational
from extract.export.sql import _url
from extract.model import RECORD_TYPES, Document, Meeting, Official, Result

sqlalchemy = pytest.importorskip("sqlalchemy", reason="the extra `sql` is not installed")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'records.db'}"
    return str(request.getfixturevalue("postgres"))


def query(address: str, *statements: str) -> list[tuple[Any, ...]]:
    """The rows of the last of the statements."""
    engine = sqlalchemy.create_engine(address.replace("postgresql:", "postgresql+pg8000:"))
    try:
        with engine.begin() as connection:
            for statement in statements:
                found = connection.exec_driver_sql(statement)
            return [tuple(row) for row in found] if found.returns_rows else []
    finally:
        engine.dispose()


def everything(address: str) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, in any order."""
    engine = sqlalchemy.create_engine(address.replace("postgresql:", "postgresql+pg8000:"))
    try:
        with engine.connect() as connection:
            tables = {name: connection.exec_driver_sql(f"SELECT * FROM {name}") for name in relational.tables()}
            return {name: sorted((tuple(row) for row in rows), key=repr) for name, rows in tables.items()}
    finally:
        engine.dispose()


def test_counts_are_those_of_the_output(address: str) -> None:
    results = seed_results()
    summary = export(results, address)
    expected = Counter(record.type for result in results for record in result.records)
    assert summary.records == expected
    for kind in RECORD_TYPES:
        assert query(address, f"SELECT count(*) FROM {kind}s") == [(expected[kind],)]
    records = [record for result in results for record in result.records]
    lists = {
        "positions": sum(len(getattr(record, "positions", ())) for record in records),
        "mentions": sum(len(getattr(record, "mentions", ())) for record in records),
        "meeting_chairs": sum(len(getattr(record, "chairs", ())) for record in records),
        "meeting_attendees": sum(len(getattr(record, "attendees", ())) for record in records),
        "meeting_concerns": sum(len(getattr(record, "concerns", ())) for record in records),
    }
    assert {table: query(address, f"SELECT count(*) FROM {table}")[0][0] for table in lists} == lists
    assert all(lists.values())


def test_values_arrive_with_their_types(address: str) -> None:
    results = seed_results()
    export(results, address)
    for kind, struct in RECORD_TYPES.items():
        names = [column.name for column in relational.scalar_columns(struct)]
        columns = ", ".join(relational.RENAMED.get(name, name) for name in names)
        stored = {row[0]: row for row in query(address, f"SELECT {columns} FROM {kind}s")}
        for record in (r for result in results for r in result.records if r.type == kind):
            got = [value.isoformat() if hasattr(value, "isoformat") else value for value in stored[record.id]]
            assert got == [getattr(record, name) for name in names]
    days = query(address, "SELECT start_date, end_date FROM meetings WHERE date = '2019-01-18'")
    assert [tuple(map(str, row)) for row in days] == [("2019-01-18", "2019-01-18")]


def test_loading_again_changes_nothing(address: str) -> None:
    export(seed_results(), address)
    before = everything(address)
    summary = export(seed_results(), address)
    assert everything(address) == before
    assert "5 were there" in summary.notes[0]


def test_a_newer_version_replaces_the_old_records_and_no_others(address: str) -> None:
    first, *others = seed_results()
    export([first, *others], address)
    before = everything(address)
    newer = msgspec.structs.replace(first, records=first.records[:3])
    assert "1 replaced" in export([newer], address).notes[0]
    after = everything(address)
    name = first.document.id
    for kind in RECORD_TYPES:
        theirs = [row for row in before[f"{kind}s"] if row[1] != name]
        assert [row for row in after[f"{kind}s"] if row[1] != name] == theirs
        expected = sum(record.type == kind for record in newer.records)
        assert sum(row[1] == name for row in after[f"{kind}s"]) == expected
    assert len(after["documents"]) == 5
    export([first], address)
    assert everything(address) == before


def test_what_cannot_be_loaded_leaves_the_database_as_it_was(address: str) -> None:
    first, *others = seed_results()
    export([first], address)
    before = everything(address)

    def broken() -> Iterator[Result]:
        yield from others
        raise ExportError("a truncated line")

    with pytest.raises(ExportError, match="truncated"):
        export(broken(), address)
    assert everything(address) == before
    with pytest.raises(ExportError, match=r"nothing was changed"):
        export([others[0], others[0]], address)
    assert everything(address) == before


def test_hostile_text_is_stored_as_it_is(address: str) -> None:
    name = "'); DROP TABLE documents; --\t\\N\n\\.\r\n\u202e💥 \\\\ %s :x ?"
    official = Official(
        id="d'/official/0", start=0, end=3, text=name, rule="official.x", name=name, positions=[], mentions=[]
    )
    document = Document(id="d'", sha256="0" * 64, characters=9, title=name)
    export([Result(document=document, records=[official])], address)
    assert query(address, "SELECT name FROM officials") == [(name,)]
    assert query(address, "SELECT id, title FROM documents") == [("d'", name)]


def test_values_that_are_no_plain_day(address: str) -> None:
    def meeting(at: int, date: str | None) -> Meeting:
        return Meeting(
            id=f"d/meeting/{at}", start=at, end=at + 1, text="x", rule="meeting.x", kind="meeting", name="họp",
            date=date, chairs=["d/official/7"], attendees=[], concerns=[], mentions=[],
        )  # fmt: skip

    dates = ["2018-06", "2020-07-15/2020-07-16", "XXXX-07-13", None, "2018-06-27T08:00"]
    document = Document(id="d", sha256="0" * 64, characters=9, published="2018")
    export([Result(document=document, records=[meeting(at, date) for at, date in enumerate(dates)])], address)
    rows = query(address, "SELECT start_date, end_date FROM meetings ORDER BY start_offset")
    assert [tuple(str(value) if value else None for value in row) for row in rows] == [
        ("2018-06-01", "2018-06-30"), ("2020-07-15", "2020-07-16"), (None, None), (None, None),
        ("2018-06-27", "2018-06-27"),
    ]  # fmt: skip
    assert query(address, "SELECT published, published_on FROM documents") == [("2018", None)]
    assert query(address, "SELECT official_id FROM meeting_chairs LIMIT 1") == [("d/official/7",)]


def test_a_database_of_another_version_is_refused(address: str) -> None:
    export(seed_results()[:1], address)
    query(address, "UPDATE trichluc SET schema_version = '0.9.0'")
    with pytest.raises(ExportError, match=r"version 0\.9\.0 of the format"):
        export(seed_results(), address)
    assert query(address, "SELECT count(*) FROM documents") == [(1,)]


def test_tables_of_others_are_left_alone(address: str) -> None:
    query(address, "CREATE TABLE documents (name TEXT)", "INSERT INTO documents VALUES ('mine')")
    with pytest.raises(ExportError, match=r"did not make \(documents\)"):
        export(seed_results(), address)
    assert query(address, "SELECT * FROM documents") == [("mine",)]


def test_loads_at_the_same_time_wait_for_each_other(address: str) -> None:
    results = seed_results()
    with ThreadPoolExecutor(3) as pool:
        loads = [pool.submit(export, results, address) for _ in range(3)]
        told = sorted(load.result().notes[0] for load in loads)
    assert [note.startswith("of the documents 5 are new") for note in told] == [False, False, True]
    assert query(address, "SELECT count(*) FROM documents") == [(5,)]


ENDLESS = """
import itertools, sys
from gold_results import seed_results
from extract.export import export
import msgspec

result = seed_results()[0]

def endless():
    for number in itertools.count():
        if number == 1100:  # two batches are in the tables
            print("under way", flush=True)
        document = msgspec.structs.replace(result.document, id=f"d{number}")
        records = [msgspec.structs.replace(r, id=f"d{number}/{r.id}") for r in result.records]
        yield msgspec.structs.replace(result, document=document, records=records)

export(endless(), sys.argv[1])
"""


def test_a_killed_load_leaves_the_database_as_it_was(address: str) -> None:
    export(seed_results(), address)
    before = everything(address)
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, address], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"under way\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert everything(address) == before
    assert "1 were there" in export(seed_results()[:1], address).notes[0]


def test_a_new_file_is_taken_away_when_the_load_fails(tmp_path: Path) -> None:
    result = seed_results()[0]
    with pytest.raises(ExportError):
        export([result, result], f"sqlite:///{tmp_path / 'new.db'}")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a database, but somebody's notes " * 100, encoding="utf-8")
    with pytest.raises(ExportError, match="not a database"):
        export(seed_results(), f"sqlite:///{path}")
    assert path.read_text(encoding="utf-8").startswith("not a database")
    with pytest.raises(ExportError, match="unable to open"):
        export(seed_results(), f"sqlite:///{tmp_path / 'missing' / 'x.db'}")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("sqlite:///:memory:", "give a file"),
        ("sqlite:records.db", "no address"),
        ("postgresql+asyncpg://me@localhost/records", "not supported"),
        ("postgresql://me:secret@127.0.0.1:1/records", r"me:\*\*\*@127"),
    ],
)
def test_addresses_that_are_refused(address: str, reason: str) -> None:
    with pytest.raises(ExportError, match=reason):
        export(seed_results(), address)


def test_what_is_searched_by_has_an_index(address: str) -> None:
    export(seed_results()[:1], address)
    export(seed_results(), address)
    engine = sqlalchemy.create_engine(address.replace("postgresql:", "postgresql+pg8000:"))
    inspector = sqlalchemy.inspect(engine)
    for table in relational.tables().values():
        indexed = {column for index in inspector.get_indexes(table.name) for column in index["column_names"]}
        assert indexed == set(table.searched)
        assert "document_id" in table.searched or table.name == "documents"
    engine.dispose()


def test_what_the_server_says_is_told(postgres: str) -> None:
    with pytest.raises(ExportError, match=r'database "nowhere" does not exist; nothing was changed'):
        export(seed_results(), postgres.replace("/records", "/nowhere"))


def test_the_password_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pg8000")
    monkeypatch.setenv("PGPASSWORD", "secret")
    assert _url("postgresql://me@localhost/records").password == "secret"
    assert _url("postgresql://me:other@localhost/records").password == "other"


def test_the_user_is_that_of_psql_where_none_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pg8000")
    monkeypatch.setenv("PGUSER", "reader")
    assert _url("postgresql://host/name").username == "reader"
    assert _url("postgresql://u@host/name").username == "u"
    monkeypatch.delenv("PGUSER")
    monkeypatch.setattr("getpass.getuser", lambda: "me")
    assert _url("postgresql://host/name").username == "me"


def test_postgresql_refuses_nul_with_a_reason(postgres: str) -> None:
    document = Document(id="d", sha256="0" * 64, characters=9, title="a\0b")
    with pytest.raises(ExportError, match=r"d: .*NUL"):
        export([Result(document=document, records=[])], postgres)


def test_postgresql_columns_carry_their_description(postgres: str) -> None:
    export(seed_results()[:1], postgres)
    found = query(postgres, "SELECT col_description('legal_references'::regclass, 6)")
    assert found[0][0]


def test_every_field_of_the_model_has_a_place() -> None:
    tables = relational.tables()
    for kind, struct in RECORD_TYPES.items():
        columns = {column.name for column in tables[f"{kind}s"].columns}
        for field in struct.__struct_fields__:
            lists = {field, f"{kind}_{field}", f"meeting_{field}"} & tables.keys()
            assert relational.RENAMED.get(field, field) in columns or lists, (kind, field)
