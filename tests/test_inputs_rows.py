"""Rows of JSON Lines and Parquet: columns, ids, dates, bad rows; the same from either."""

from __future__ import annotations

import importlib
import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from input_files import compressed, documents, failures, items, lines, rows, table
from samples import TEXT

from extract.inputs import Failure, Options, Part, plan
from extract.inputs.naming import Names, plain, safe
from extract.inputs.published import published


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


WRITERS: dict[str, Callable[[list[dict[str, Any]]], bytes]] = {"x.jsonl": lines, "x.parquet": table}


@pytest.mark.parametrize("name", WRITERS)
def test_a_row_is_a_document(place: Path, name: str) -> None:
    row = {"id": "tin-1", "text": TEXT, "published": "2019-03-20", "url": "https://example.org/1", "more": [1]}
    Path(name).write_bytes(WRITERS[name]([row]))
    (item,) = documents(name)
    assert item == (
        "tin-1", TEXT, "https://example.org/1", sha256(TEXT.encode()).hexdigest(), "2019-03-20",
        "https://example.org/1", False,
    )  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
def test_columns_of_culturax_and_fineweb(place: Path, name: str) -> None:
    """The days on which pages were crawled say nothing of when they were published."""
    crawled = {"text": TEXT, "timestamp": "2021/03/05 10:11:12", "url": "https://a.vn/1", "source": "mC4"}
    Path(name).write_bytes(WRITERS[name]([crawled]))
    (item,) = documents(name)
    assert (item.id, item.source, item.published) == ("x~1", "https://a.vn/1", None)
    assert documents(name, published_column="timestamp")[0].published == "2021-03-05T10:11"

    fine = {
        "text": TEXT,
        "id": "<urn:uuid:0a1b>",
        "dump": "CC-MAIN-2021-10",
        "url": "https://a.vn/2",
        "date": "2021-03-05T10:11:12Z",
    }
    Path(name).write_bytes(WRITERS[name]([fine]))
    (item,) = documents(name)
    assert (item.id, item.source, item.published) == ("urn_uuid_0a1b", "https://a.vn/2", None)


@pytest.mark.parametrize("name", WRITERS)
def test_columns_can_be_named(place: Path, name: str) -> None:
    row = {"noi_dung": TEXT, "ma": 17, "ngay": "2019-03-20T07:30:00+07:00", "dia_chi": "https://a.vn/17", "id": "no"}
    Path(name).write_bytes(WRITERS[name]([row]))
    chosen = {"text_column": "noi_dung", "id_column": "ma", "published_column": "ngay", "url_column": "dia_chi"}
    (item,) = documents(name, **chosen)
    assert (item.id, item.published, item.url) == ("17", "2019-03-20T07:30", "https://a.vn/17")
    for option in chosen:
        given = failures(name, **(chosen | {option: "none"}))
        assert [(stage, reason.partition(";")[0]) for *_, stage, reason in given] == [
            ("read", "there is no column 'none'")
        ]
    assert failures(name)[0][3] == (
        "there is no column 'text'; there are 'noi_dung', 'ma', 'ngay', 'dia_chi', 'id'; "
        "say with --text-column which one has the texts"
    )


BAD: list[tuple[dict[str, Any], str, str]] = [
    ({"text": None}, "read", "the column 'text' is null"),
    ({"text": ""}, "read", "the column 'text' is empty"),
    ({"text": " \n"}, "decode", "nothing but blanks"),
    ({"text": "No Vietnamese at all."}, "language", "no Vietnamese in it"),
    ({"text": TEXT, "published": "6/5/2018"}, "read", "the column 'published' holds no date such as 2018-06-27"),
    ({"text": "\x01\x02" * 20 + "Hội nghị"}, "decode", "it looks like binary data"),
]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(("bad", "stage", "reason"), BAD)
def test_a_bad_row_costs_itself(place: Path, name: str, bad: dict[str, Any], stage: str, reason: str) -> None:
    good = {"text": TEXT, "published": None}
    Path(name).write_bytes(WRITERS[name]([good, {"published": None, **bad}, good]))
    assert [item.id for item in items(name)] == ["x~1", "x~2", "x~3"]
    ((id, source, was, why),) = failures(name)
    assert (id, source, was) == ("x~2", f"{name}:2", stage)
    assert reason in why


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "the line is no JSON: Input data was truncated"),
        (b'{"text": 3}', "the column 'text' is int, not a string"),
        (b'{"text": ["a"]}', "the column 'text' is list, not a string"),
        (b'{"text": "\xff"}', "the line is no JSON"),
        (b'{"text": "\\ud800"}', "the line is no JSON"),
        (b'{"text": NaN}', "the line is no JSON"),
        (b"[1]", "the line is no JSON object"),
        (b"{}", "there is no column 'text'; there are none"),
        (b'{"a": 1}', "there is no column 'text'; there are 'a'"),
        (b"[" * 100_000, "the line is no JSON"),
    ],
)
def test_a_bad_line_costs_itself(place: Path, line: bytes, reason: str) -> None:
    first, last = lines(rows(2)).splitlines()
    Path("x.jsonl").write_bytes(first + b"\n" + line + b"\n" + last)
    assert [item.id for item in items("x.jsonl")] == ["tin-0", "x~2", "tin-1"]
    assert failures("x.jsonl")[0][1:3] == ("x.jsonl:2", "read")
    assert failures("x.jsonl")[0][3].startswith(reason)


def test_blank_lines_line_ends_and_a_mark_are_no_documents(place: Path) -> None:
    whole = lines(rows(2))
    Path("x.jsonl").write_bytes(b"\xef\xbb\xbf" + whole.replace(b"\n", b"\r\n\r\n \n"))
    assert [item.text for item in documents("x.jsonl")] == [row["text"] for row in rows(2)]
    Path("y.jsonl").write_bytes(b"\n\n")
    assert failures("y.jsonl") == [("y", "y.jsonl", "read", "there is no line in it")]


def test_an_object_over_several_lines_is_said_to_be_none(place: Path) -> None:
    Path("x.json").write_text(json.dumps(rows(1)[0], indent=2, ensure_ascii=False), encoding="utf-8")
    assert "JSON over several lines" in failures("x.json")[0][3]


# ids


@pytest.mark.parametrize("name", WRITERS)
def test_like_ids_are_told_apart_at_any_split(place: Path, name: str) -> None:
    ids = ["a", "A", "b/c", "b_c", "a-3", "a", "", None, "x~8", "a"]
    values = [{"id": id, "text": f"{TEXT} {n}"} for n, id in enumerate(ids)]
    data = table(values, row_group_size=2) if name == "x.parquet" else lines(values)
    Path(name).write_bytes(data)
    expected = ["a", "A-2", "b_c", "b_c-4", "a-3", "a-6", "x~7", "x~8", "x_8", "a-10"]
    for size in (1, 300, 1000, 1 << 20):
        assert [item.id for item in documents(name, part_bytes=size)] == expected
    assert len(list(plan([name], Options(part_bytes=1)))) >= 5


def test_documents_of_several_files_have_the_file_in_front(place: Path) -> None:
    Path("a.jsonl").write_bytes(lines(rows(2)))
    Path("b.jsonl").write_bytes(lines([{"text": TEXT}]))
    Path("a~1.txt").write_text(TEXT, encoding="utf-8")
    ids = [item.id for item in documents("a.jsonl", "b.jsonl", "a~1.txt")]
    assert ids == ["a~tin-0", "a~tin-1", "b~1", "a~1"]
    assert [item.id for item in documents("b.jsonl")] == ["b~1"]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("tin-1", "tin-1"),
        ("https://baochi.vn/tin/1.html?a=b", "https_baochi.vn_tin_1.html_a=b"),
        ("../../etc/passwd", "etc_passwd"),
        ("Tin số 1", "Tin_số_1"),
        ("-rf", "rf"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("a\0b\nc", "a_b_c"),
        ("a~b", "a_b"),
        (" . ", ""),
    ],
)
def test_ids_are_safe_as_file_names(value: str, name: str) -> None:
    assert safe(value) == name


def test_long_ids_are_cut_and_stay_apart() -> None:
    first, second = (plain("f", True, "ư" * 300 + end, 1) for end in "ab")
    assert first != second
    assert len(first.encode()) <= 150
    assert len(plain("f" * 250, False, "ư" * 300, 1).encode()) <= 150


def test_many_ids_get_no_line_without_need() -> None:
    names = Names("x", True)
    given = [names.give(f"id-{n}", n)[0] for n in range(20_000)]
    assert given == [f"id-{n}" for n in range(20_000)]
    assert names.give("id-7", 20_001) == ("id-7-20001", True)


# dates


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("", None),
        (float("nan"), None),
        ("2018-06-27", "2018-06-27"),
        ("2018/6/7", "2018-06-07"),
        ("2018.06.27", "2018-06-27"),
        ("20180627", "2018-06-27"),
        ("2018/06/27 15:31:00", "2018-06-27T15:31"),
        ("2018-06-27T15:31:59.999", "2018-06-27T15:31"),
        ("2018-06-27T20:31:00Z", "2018-06-28T03:31"),
        ("2018-06-27 20:31:00 UTC", "2018-06-28T03:31"),
        ("2018-06-27 20:31:00+0700", "2018-06-27T20:31"),
        ("Wed, 27 Jun 2018 15:31:00 GMT", "2018-06-27T22:31"),
        (1530113460, "2018-06-27T22:31"),
        ("1530113460", "2018-06-27T22:31"),
        (1530113460000, "2018-06-27T22:31"),
        (1530113460.5, "2018-06-27T22:31"),
        (date(2018, 6, 27), "2018-06-27"),
        (datetime(2018, 6, 27, 15, 31, 5), "2018-06-27T15:31"),
        (datetime(2018, 6, 27, 20, 31, tzinfo=UTC), "2018-06-28T03:31"),
        (datetime(2018, 6, 27, 20, 31, tzinfo=timezone(timedelta(hours=9))), "2018-06-27T18:31"),
    ],
)
def test_dates_of_any_usual_form(value: object, expected: str | None) -> None:
    assert published(value) == expected


@pytest.mark.parametrize(
    "value",
    ["27/06/2018", "6/5/2018", "2018", "2018-06", "2018-13-01", "2018-02-30", "20181301", "nay", "0001-01-01", 2018,
     True, [], {}, 1e30, "2018-06-27 25:00", "Wed, 99 Jun 2018 15:31:00 GMT", "9999-12-31T23:00:00Z", b"2018-06-27"],
)  # fmt: skip
def test_what_is_no_date_is_no_date(value: object) -> None:
    with pytest.raises(ValueError, match="no date such as"):
        published(value)


def test_dates_of_a_table(place: Path) -> None:
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    when = datetime(2018, 6, 27, 20, 31, 5, 999999)
    kinds = {
        "s": arrow.timestamp("s"), "ns": arrow.timestamp("ns"), "utc": arrow.timestamp("us", "UTC"),
        "day": arrow.date32(), "text": arrow.string(),
    }  # fmt: skip
    expected = {
        "s": "2018-06-27T20:31", "ns": "2018-06-27T20:31", "utc": "2018-06-28T03:31", "day": "2018-06-27",
        "text": "2018-06-27T20:31",
    }  # fmt: skip
    for name, kind in kinds.items():
        value = when.date() if name == "day" else when.isoformat(" ") if name == "text" else when.replace(microsecond=0)
        made = arrow.table({"text": [TEXT], "published": arrow.array([value], type=kind)})
        parquet.write_table(made, f"{name}.parquet")
        assert documents(f"{name}.parquet")[0].published == expected[name]


# tables


def test_a_table_that_is_damaged_is_said(place: Path) -> None:
    data = table(rows(200), row_group_size=20)
    Path("x.parquet").write_bytes(data[: len(data) // 2])
    assert failures("x.parquet")[0][3].startswith("the Parquet file is damaged or cut off")
    Path("y.parquet").write_bytes(table([{"text": "", "id": ""}]).replace(b"PAR1", b"PAR2"))
    assert failures("y.parquet")


@pytest.mark.parametrize("size", [1, 1 << 20])
def test_a_damaged_row_group_costs_itself(place: Path, size: int) -> None:
    noise = random.Random(7)
    values = [{"id": f"t{n}", "text": TEXT + "".join(noise.choices("abcdefgh", k=400))} for n in range(60)]
    data = bytearray(table(values, row_group_size=10, use_dictionary=False, write_page_checksum=True))
    middle = len(data) // 2
    data[middle : middle + 40] = bytes(40)
    Path("x.parquet").write_bytes(bytes(data))
    found = items("x.parquet", part_bytes=size)
    assert any(isinstance(item, Failure) for item in found)
    assert {item.id for item in found} >= {f"t{n}" for n in (*range(10), *range(50, 60))}


def test_bytes_that_are_no_text_in_a_table(place: Path) -> None:
    arrow: Any = importlib.import_module("pyarrow")
    parquet: Any = importlib.import_module("pyarrow.parquet")
    column = arrow.array([TEXT.encode(), b"\xff\xfe", TEXT.encode()], type=arrow.binary()).view(arrow.string())
    parquet.write_table(arrow.table({"text": column}), "x.parquet")
    assert [item.id for item in items("x.parquet")] == ["x~1", "x~2", "x~3"]
    assert failures("x.parquet")[0][1:] == ("x.parquet:2", "read", failures("x.parquet")[0][3])
    assert "the row is damaged" in failures("x.parquet")[0][3]


def test_a_compressed_table_cannot_be_read(place: Path) -> None:
    Path("x.parquet.gz").write_bytes(compressed(table(rows()), ".gz"))
    assert failures("x.parquet.gz")[0][3] == "Parquet can be read from a plain file alone: unpack it"


def test_parts_are_of_the_size_that_is_asked_for(place: Path) -> None:
    Path("x.jsonl").write_bytes(lines(rows(500)))
    parts = [part for part in plan(["x.jsonl"], Options(part_bytes=20_000)) if isinstance(part, Part)]
    assert [part.start for part in parts[1:]] == [part.stop for part in parts[:-1]]
    assert parts[-1].stop == Path("x.jsonl").stat().st_size
    assert all(20_000 <= part.size < 21_000 for part in parts[:-1])
    assert sum(part.size for part in parts) == Path("x.jsonl").stat().st_size


def test_parts_of_a_table_are_about_as_large_as_its_file(place: Path) -> None:
    Path("x.parquet").write_bytes(table(rows(500), row_group_size=50))
    parts = [part for part in plan(["x.parquet"], Options(part_bytes=2000)) if isinstance(part, Part)]
    assert len(parts) > 3
    assert [part.line for part in parts[:2]] == [1, 1 + 50 * (parts[0].stop or 0)]
    assert 0.5 < sum(part.size for part in parts) / Path("x.parquet").stat().st_size <= 1
