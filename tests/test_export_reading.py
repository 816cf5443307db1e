"""Reading outputs back: every form a run writes, and what is none, with a reason that names the place."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from gold_results import SEEDS, seed_results

from extract.cli import main
from extract.export import ExportError, parse_target
from extract.export.calendar import day, days
from extract.export.reading import read
from extract.export.texts import Texts
from extract.model import Result

RESULTS = seed_results()


def write_folder(folder: Path) -> Path:
    folder.mkdir()
    for result in RESULTS:
        (folder / f"{result.document.id}.json").write_bytes(result.to_json(indent=2))
    (folder / "errors.jsonl").write_text('{"id": "x", "stage": "read", "reason": "gone"}\n', encoding="utf-8")
    (folder / ".hidden.json").write_text("unfinished", encoding="utf-8")
    return folder


def write_lines(path: Path) -> Path:
    path.write_bytes(b"\n".join(result.to_json() for result in RESULTS) + b"\n\n")
    return path


def test_every_form_gives_the_same_results(tmp_path: Path) -> None:
    folder, lines = write_folder(tmp_path / "output"), write_lines(tmp_path / "all.jsonl")
    assert list(read([folder])) == RESULTS
    assert list(read([lines])) == RESULTS
    assert list(read(sorted(folder.glob("[a-z]*.json")))) == RESULTS


def broken(tmp_path: Path, data: bytes, name: str = "x.json") -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


GOOD = RESULTS[0].to_json()


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (GOOD[:-100], "x.json", r"x\.json: not JSON, or cut off"),
        (GOOD + b"\n" + RESULTS[1].to_json()[:-20] + b"\n", "x.jsonl", r"x\.jsonl:2: not JSON, or cut off"),
        (GOOD + b"\n" + GOOD, "x.jsonl", r"x\.jsonl:2: the document \S+ was read before, from .*x\.jsonl:1"),
        (GOOD.replace(b'"1.0.0"', b'"2.0.0"'), "x.json", r"written in version 2\.0\.0 .* reads 1\."),
        (GOOD.replace(b'"1.0.0"', b'"1.9.0"').replace(b'"author"', b'"x":1,"author"'), "x.json", r"version 1\.9\.0"),
        (GOOD.replace(b'"document_type":', b'"kind_of":'), "x.json", r"not a valid result: "),
        (b"{}", "x.json", r"not a result of a run"),
        (b"[1]", "x.json", r"not a result of a run"),
        (b"", "x.json", r"not JSON"),
        (b'{\n "schema_version": "1.0.0"\n "document": {}\n}', "x.json", r"not JSON, or cut off: .*, line 3$"),
        (b"\xff\xfe{", "x.json", r"not JSON"),
    ],
)
def test_what_is_no_result_is_an_error_with_its_place(tmp_path: Path, data: bytes, name: str, reason: str) -> None:
    with pytest.raises(ExportError, match=reason):
        list(read([broken(tmp_path, data, name)]))


def test_a_record_id_twice_is_an_error(tmp_path: Path) -> None:
    result = msgspec.structs.replace(RESULTS[0], records=RESULTS[0].records[:1] * 2)
    with pytest.raises(ExportError, match="not the only one"):
        list(read([broken(tmp_path, result.to_json())]))


def test_missing_and_empty_places(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no such file"):
        list(read([tmp_path / "nothing"]))
    with pytest.raises(ExportError, match="no result in this folder"):
        list(read([tmp_path]))


def test_texts_are_found_and_checked(tmp_path: Path) -> None:
    result = RESULTS[0]
    name = result.document.id
    text = (SEEDS / f"{name}.txt").read_bytes().decode()
    assert Texts(SEEDS).of(result) == text
    lines = tmp_path / "texts.jsonl"
    lines.write_bytes(
        b"".join(msgspec.json.encode({"id": i, "text": t}) + b"\n" for i, t in (("a", "b"), (name, text)))
    )
    assert Texts(lines).of(result) == text
    with pytest.raises(ExportError, match="was not found"):
        Texts(lines).of(RESULTS[1])
    (tmp_path / f"{name}.txt").write_text("x" + text, encoding="utf-8")
    with pytest.raises(ExportError, match="not the text that the records were taken from"):
        Texts(tmp_path).of(result)
    lines.write_text(f'{{"id": "{name}"}}\n', encoding="utf-8")
    with pytest.raises(ExportError, match=r"texts\.jsonl:1: its text cannot be read: there is no column 'text'"):
        Texts(lines).of(result)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2019-01-20T14:11", "2019-01-20", "2019-01-20"),
        ("2018-06-27", "2018-06-27", "2018-06-27"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2025-Q1", "2025-01-01", "2025-03-31"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("2017/2020", "2017-01-01", "2020-12-31"),
        ("2017-01/2017-09", "2017-01-01", "2017-09-30"),
    ],
)
def test_days_of_a_value(value: str, first: str, last: str) -> None:
    found = days(value)
    assert found is not None
    assert (found[0].isoformat(), found[1].isoformat()) == (first, last)
    assert (day(value) is not None) == (first == last)


@pytest.mark.parametrize("value", [None, "", "XXXX-07-13", "2018-02-30", "0000", "2018-13", "2018/XXXX", "năm 2018"])
def test_values_without_days(value: str | None) -> None:
    assert days(value) is None


def test_the_command_says_what_it_did_and_what_went_wrong(tmp_path: Path) -> None:
    pytest.importorskip("sqlalchemy")
    folder = write_folder(tmp_path / "output")
    run = CliRunner().invoke
    done = run(main, ["export", str(folder), "--to", f"sqlite:///{tmp_path / 'records.db'}"])
    assert (done.exit_code, done.output.splitlines()[0]) == (0, "documents  5")
    before = (tmp_path / "records.db").read_bytes()
    (folder / "zz.json").write_bytes(GOOD[:50])
    failed = run(main, ["export", str(folder), "--to", f"sqlite:///{tmp_path / 'records.db'}"])
    assert failed.exit_code == 1
    assert "zz.json: not JSON, or cut off" in failed.output
    assert (tmp_path / "records.db").read_bytes() == before
    for target in ("oracle://x", "records.db", "sqlite:///", "sqlite"):
        assert run(main, ["export", str(folder), "--to", target]).exit_code == 2


@pytest.mark.parametrize("given", ["", ":", "sqlite:", "csv", "csv:/"])
def test_targets_that_are_none(given: str) -> None:
    with pytest.raises(ExportError):
        parse_target(given)


def test_results_come_back_as_they_were() -> None:
    assert [Result.from_json(result.to_json()) for result in RESULTS] == RESULTS
