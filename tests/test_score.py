"""Scoring against gold: what counts as right, and that the figures are those of the project's own scorer."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from click.testing import CliRunner
from gold_results import GOLD, SEEDS, gold_result, seed_results

from extract.cli import main
from extract.gold import read_gold
from extract.model import AnyRecord, Date, LegalReference, Meeting, Official, Result, Target
from extract.score import TYPES, Report, alike, fold, score


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A gold folder of the seeds."""
    folder = tmp_path / "gold"
    folder.mkdir()
    for path in GOLD.glob("*.json"):
        shutil.copy(path, folder)
        shutil.copy(SEEDS / f"{path.stem}.txt", folder)
    return folder


def with_records(result: Result, change: Any) -> Result:
    """A result with each record changed, or left out where the change gives None."""
    records = [changed for record in result.records if (changed := change(record)) is not None]
    return msgspec.structs.replace(result, records=records)


def test_gold_against_itself_is_all_right(gold: Path) -> None:
    report = score(gold, seed_results())
    assert report.macro == 1
    assert all(right == of for right, of in report.attributes.values())
    assert not report.errors
    assert not report.missing


def test_nothing_found_is_all_missed(gold: Path) -> None:
    report = score(gold, [])
    assert (report.macro, len(report.missing)) == (0, 5)
    assert {error.kind for error in report.errors} == {"missed"}
    assert "no output for 5 documents" in str(report)


WRONG: dict[str, Callable[[AnyRecord], AnyRecord]] = {
    "date": lambda r: msgspec.structs.replace(r, value="1900") if isinstance(r, Date) else r,
    "official": lambda r: msgspec.structs.replace(r, name="Ai Đó") if isinstance(r, Official) else r,
    "legal_reference": lambda r: msgspec.structs.replace(r, number="0") if isinstance(r, LegalReference) else r,
    "meeting": lambda r: msgspec.structs.replace(r, kind="training") if isinstance(r, Meeting) else r,
    "target": lambda r: msgspec.structs.replace(r, value=-1) if isinstance(r, Target) else r,
}


@pytest.mark.parametrize("kind", TYPES)
def test_a_wrong_value_is_missed_and_extra(gold: Path, kind: str) -> None:
    report = score(gold, [with_records(result, WRONG[kind]) for result in seed_results()])
    assert report.scores[kind].f1 == 0
    assert all(report.scores[other].f1 == 1 for other in TYPES if other != kind)
    extra = [error for error in report.errors if error.type == kind and error.kind == "extra"]
    assert len(extra) == report.scores[kind].extra
    assert extra[0].rule == f"{kind}.gold"


def test_attributes_and_offsets_are_counted(gold: Path) -> None:
    def change(record: AnyRecord) -> AnyRecord:
        if isinstance(record, Meeting):
            return msgspec.structs.replace(record, chairs=[], date=None)
        if isinstance(record, Date):
            return msgspec.structs.replace(record, text="x")
        return record

    report = score(gold, [with_records(result, change) for result in seed_results()])
    assert report.attributes["meeting.chairs"] == (0, 1)
    assert report.attributes["meeting.date"][0] == 0
    assert report.scores["offsets"].extra == report.scores["date"].gold
    assert report.scores["date"].f1 == 1


def test_strings_are_compared_as_they_are_read() -> None:
    assert fold("Uỷ viên  “BCH”") == fold("ủy viên bch")
    assert alike("Phó Bí thư TT Huyện ủy", "phó bí thư TT huyện uỷ,")
    assert not alike(None, None)


def altered(results: list[Result]) -> list[Result]:
    """Results with every sort of fault in them, the same each time."""

    def change(record: AnyRecord) -> AnyRecord | None:
        number = sum(map(ord, record.id))
        if number % 11 == 0:
            return None
        if number % 7 == 0:
            return WRONG[record.type](record) if record.type in WRONG else record
        if number % 5 == 0 and isinstance(record, Meeting):
            return msgspec.structs.replace(record, chairs=record.attendees, location="nhà văn hóa")
        if number % 5 == 0 and isinstance(record, LegalReference):
            return msgspec.structs.replace(record, issued="2000", title=None, issuer="ai đó")
        if number % 5 == 0 and isinstance(record, Target):
            return msgspec.structs.replace(record, unit=None, period="1999", indicator="gì đó")
        if number % 3 == 0:
            return msgspec.structs.replace(record, start=record.start + 1, end=record.end + 1)
        return record

    return [with_records(result, change) for result in results]


def test_figures_are_those_of_the_projects_scorer(shared: Path, tmp_path: Path) -> None:
    dev = shared / "gold" / "dev"
    results = [gold_result(path, path.with_suffix(".txt")) for path in sorted(dev.glob("*.json"))]
    results = altered(results)[3:]
    for result in results:
        (tmp_path / f"{result.document.id}.json").write_bytes(result.to_json())
    command = [sys.executable, str(shared / "tools" / "evaluate.py"), str(dev), str(tmp_path)]
    expected = subprocess.run([*command, "--json"], check=True, capture_output=True).stdout
    report = score(dev, results)
    assert report.to_dict() == json.loads(expected)
    assert 0.5 < report.macro < 0.95
    table = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    assert str(report) == table.rstrip("\n")


def test_the_command(gold: Path, tmp_path: Path) -> None:
    output = tmp_path / "all.jsonl"
    results = [with_records(result, WRONG["date"]) for result in seed_results()]
    output.write_bytes(b"".join(result.to_json() + b"\n" for result in results))
    run = CliRunner().invoke
    shown = run(main, ["score", str(gold), str(output), "--errors", "date"])
    assert shown.exit_code == 0
    assert "missed" in shown.output
    assert "[date.gold]" in shown.output
    assert "macro F1 0.800" in shown.output
    assert json.loads(run(main, ["score", str(gold), str(output), "--json"]).output)["date"]["f1"] == 0
    assert run(main, ["score", str(gold), str(output), "--errors", "nothing"]).exit_code == 2
    assert run(main, ["score", str(gold), str(tmp_path / "none")]).exit_code == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "no gold file"),
        ('{"id": "bac-kan-2018"}', "no gold file"),
        (None, "cannot be read"),
        ("quote", "times"),
    ],
)
def test_gold_that_cannot_be_used(gold: Path, text: str | None, reason: str) -> None:
    path = gold / "bac-kan-2018.json"
    if text is None:
        path.with_suffix(".txt").unlink()
    elif text == "quote":
        path.write_text(path.read_text(encoding="utf-8").replace("Năm 2018", "Năm 2088"), encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=reason):
        score(gold, [])
    done = CliRunner().invoke(main, ["score", str(gold), str(GOLD)])
    assert done.exit_code == 1


def test_an_empty_folder_is_no_gold(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no gold file"):
        list(read_gold(tmp_path))


def test_a_report_of_nothing_has_no_division_by_zero() -> None:
    assert Report().macro == 0
