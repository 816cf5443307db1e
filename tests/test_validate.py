"""`trichluc validate`: a good result passes, and every way to break one is named with its record and the reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from samples import TEXT, plain

from extract.cli import main
from extract.validate import check_content, check_schema, check_source, fast_validator

Json = dict[str, Any]


def of(data: Json, kind: str) -> Json:
    return next(record for record in data["records"] if record["type"] == kind)


def shift(data: Json) -> None:
    date = of(data, "date")
    date["start"] += 1
    date["end"] += 1
    date["id"] = f"sample/date/{date['start']}"


SCHEMA_CASES: list[tuple[str, Callable[[Json], Any], str, str]] = [
    ("a field left out", lambda d: of(d, "date").pop("role"), "date", "'role' is a required property"),
    ("an unknown field", lambda d: of(d, "date").update(colour="red"), "date", "'colour' was unexpected"),
    ("a wrong enum", lambda d: of(d, "meeting").update(kind="party"), "meeting", "kind: 'party' is not one of"),
    ("a wrong type", lambda d: of(d, "target").update(value="80"), "target", "value: '80' is not of type 'number'"),
    ("a negative offset", lambda d: of(d, "actual").update(start=-1), "actual", "start: -1 is less than the minimum"),
    ("an unknown record type", lambda d: of(d, "date").update(type="place"), "date", "type is 'place', not one of"),
    ("no day", lambda d: of(d, "date").update(end_date="12/3/2019"), "date", "end_date: '12/3/2019' is not valid"),
    (
        "a line end after a day",
        lambda d: of(d, "date").update(end_date="2019-01-18\n"),
        "date",
        "end_date: '2019-01-18",
    ),
    ("a rule without a type", lambda d: of(d, "date").update(rule="Day"), "date", "rule: 'Day' does not match"),
    ("a record that is none", lambda d: d["records"].append(7), "records[7]", "not one of"),
    ("another version", lambda d: d.update(schema_version="2.0.0"), "document", "schema_version: '1.0.0' was expected"),
    ("no document", lambda d: d.pop("document"), "document", "'document' is a required property"),
    ("records not a list", lambda d: d.update(records={}), "document", "records: {} is not of type 'array'"),
]

CONTENT_CASES: list[tuple[str, Callable[[Json], Any], str, str]] = [
    ("an id of another form", lambda d: of(d, "date").update(id="date-1"), "date-1", "id is not <document id>/<type>"),
    ("an id twice", lambda d: d["records"].insert(1, dict(d["records"][0])), "date", "id is not unique"),
    ("out of order", lambda d: d["records"].reverse(), "legal_reference", "out of order"),
    ("an empty span", lambda d: of(d, "date").update(end=0), "date", "0-0 is no span"),
    ("beyond the text", lambda d: of(d, "target").update(end=999), "target", "-999 is no span of a text of"),
    (
        "a position beyond the text",
        lambda d: of(d, "official")["positions"][0].update(end=999),
        "official",
        "positions[0]: ",
    ),
    ("no mention", lambda d: of(d, "meeting").update(mentions=[]), "meeting", "the first is not the record's own span"),
    (
        "the first mention elsewhere",
        lambda d: of(d, "official")["mentions"].insert(0, {"start": 1, "end": 2, "text": "á"}),
        "official",
        "mentions: the first is not the record's own span",
    ),
    (
        "mentions out of order",
        lambda d: of(d, "official")["mentions"].append({"start": 1, "end": 2, "text": "á"}),
        "official",
        "mentions: not in order",
    ),
    (
        "a link to nothing",
        lambda d: of(d, "meeting").update(chairs=["sample/official/1"]),
        "meeting",
        "chairs: there is no record sample/official/1",
    ),
    (
        "a link to another type",
        lambda d: of(d, "meeting").update(attendees=[of(d, "date")["id"]]),
        "meeting",
        "is a record of type date, not official",
    ),
    (
        "a link twice",
        lambda d: of(d, "meeting").update(concerns=of(d, "meeting")["concerns"] * 2),
        "meeting",
        "concerns: an id twice",
    ),
    ("30 February", lambda d: of(d, "date").update(end_date="2019-02-30"), "date", "is no day of the calendar"),
    ("an end before its start", lambda d: of(d, "date").update(end_date="2019-01-17"), "date", "is after end_date"),
    ("a range upside down", lambda d: of(d, "target").update(max=1), "target", "max 1 is less than value 80"),
    ("month 13", lambda d: d["document"].update(published="2019-13-01"), "document", "is no day of the calendar"),
    (
        "hour 25",
        lambda d: d["document"].update(published="2019-01-18T25:00"),
        "document",
        "25:00 is no time of the day",
    ),
]

SOURCE_CASES: list[tuple[str, Callable[[Json], Any], str, str]] = [
    ("another text", lambda d: d["document"].update(sha256="0" * 64), "document", "sha256 is 0000"),
    (
        "another length",
        lambda d: d["document"].update(characters=9999),
        "document",
        "characters is 9999, the source has",
    ),
    ("a shifted record", shift, "date", "text is 'Sáng 18/1/2019', the source has 'áng 18/1/2019,'"),
    (
        "a shifted mention",
        lambda d: of(d, "official")["mentions"].append({"start": 200, "end": 203, "text": "xyz"}),
        "official",
        "mentions[2]: text is 'xyz', the source has",
    ),
]


def ids(cases: list[tuple[str, Any, str, str]]) -> list[str]:
    return [case[0] for case in cases]


def test_a_good_result_has_no_problem() -> None:
    data = plain()
    assert not list(check_schema(data))
    assert not list(check_content(data))
    assert not list(check_source(data, TEXT))


@pytest.mark.parametrize(("what", "break_it", "record", "reason"), SCHEMA_CASES, ids=ids(SCHEMA_CASES))
def test_the_schema_names_record_and_reason(
    what: str, break_it: Callable[[Json], Any], record: str, reason: str
) -> None:
    data = plain()
    break_it(data)
    problems = list(check_schema(data))
    assert any(record in p.record and reason in p.reason for p in problems), problems


@pytest.mark.parametrize(("what", "break_it", "record", "reason"), SCHEMA_CASES, ids=ids(SCHEMA_CASES))
def test_both_validators_refuse_it(what: str, break_it: Callable[[Json], Any], record: str, reason: str) -> None:
    data = plain()
    assert fast_validator("document").is_valid(data)
    break_it(data)
    assert not fast_validator("document").is_valid(data)


@pytest.mark.parametrize(("what", "break_it", "record", "reason"), CONTENT_CASES, ids=ids(CONTENT_CASES))
def test_what_a_schema_cannot_state(what: str, break_it: Callable[[Json], Any], record: str, reason: str) -> None:
    data = plain()
    break_it(data)
    assert not list(check_schema(data)), "this case is for the schema"
    problems = list(check_content(data))
    assert any(record in p.record and reason in p.reason for p in problems), problems


@pytest.mark.parametrize(("what", "break_it", "record", "reason"), SOURCE_CASES, ids=ids(SOURCE_CASES))
def test_against_the_source(what: str, break_it: Callable[[Json], Any], record: str, reason: str) -> None:
    data = plain()
    break_it(data)
    problems = list(check_source(data, TEXT))
    assert any(record in p.record and reason in p.reason for p in problems), problems


# --- the verb ------------------------------------------------------------------------------------------------------


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `records/sample.json` and its text, which is also the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts/sample.txt").write_bytes(TEXT.encode())
    (tmp_path / "records").mkdir()
    (tmp_path / "records/sample.json").write_text(json.dumps(plain()))
    return tmp_path


def validate(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments])


def test_valid_is_0(place: Path) -> None:
    outcome = validate("records")
    assert outcome.exit_code == 0, outcome.output
    assert outcome.stdout == ""
    assert "1 results checked, 1 of them against their text, 0 invalid" in outcome.stderr


def test_invalid_is_1_and_names_file_record_and_reason(place: Path) -> None:
    data = plain()
    of(data, "meeting")["chairs"] = ["sample/official/1"]
    (place / "records/sample.json").write_text(json.dumps(data))
    outcome = validate("records")
    assert outcome.exit_code == 1
    start = of(data, "meeting")["start"]
    assert outcome.stdout == (
        f"records/sample.json: sample/meeting/{start}: chairs: there is no record sample/official/1\n"
    )


@pytest.mark.parametrize("arguments", [[], ["nowhere"], ["records", "--source", "nowhere"], ["texts"]])
def test_wrong_usage_is_2(place: Path, arguments: list[str]) -> None:
    assert validate(*arguments).exit_code == 2


def test_the_source_is_found_by_its_name_in_the_folder_given(place: Path) -> None:
    (place / "texts").rename(place / "elsewhere")
    assert "0 of them against their text, 0 invalid" in validate("records").stderr
    assert "1 of them against their text, 0 invalid" in validate("records", "--source", "elsewhere").stderr


def test_a_source_that_is_asked_for_must_be_there(place: Path) -> None:
    (place / "texts/sample.txt").unlink()
    outcome = validate("records", "--source", "texts")
    assert outcome.exit_code == 1
    assert "document: its source was not found in texts" in outcome.stdout


def test_a_changed_source_is_noticed(place: Path) -> None:
    (place / "texts/sample.txt").write_bytes(TEXT.encode().replace(b"26.000", b"27.000"))
    outcome = validate("records")
    assert outcome.exit_code == 1
    assert "sha256" in outcome.stdout
    assert "text is '26.000', the source has '27.000'" in outcome.stdout


def test_json_lines_are_named_by_line(place: Path) -> None:
    bad = plain()
    bad["records"].reverse()
    lines = [json.dumps(plain()), "", json.dumps(bad), "{"]
    (place / "records/all.jsonl").write_text("\n".join(lines))
    (place / "records/sample.json").unlink()
    (place / "records/errors.jsonl").write_text('{"id": "x", "reason": "y"}\n')
    outcome = validate("records")
    assert outcome.exit_code == 1
    assert "records/all.jsonl:1" not in outcome.stdout
    assert "records/all.jsonl:3: sample/" in outcome.stdout
    assert "records/all.jsonl:4: file: not JSON" in outcome.stdout
    assert "3 results checked" in outcome.stderr


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe", b"[NaN]", b"7", b"[]", b"null", b'"\\ud800"'])
def test_what_is_no_result_is_said_and_never_a_traceback(place: Path, content: bytes) -> None:
    (place / "records/sample.json").write_bytes(content)
    outcome = validate("records")
    assert outcome.exit_code == 1
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit)
    assert "records/sample.json: " in outcome.stdout
