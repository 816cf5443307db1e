"""Differences between two runs: gained, lost, changed, whatever the order of the documents."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from gold_results import seed_results

from extract.cli import main
from extract.diff import Change, counts, diff
from extract.model import Date, Document, Result

RESULTS = seed_results()


def date(start: int, end: int, value: str = "2018", name: str = "d") -> Date:
    return Date(
        id=f"{name}/date/{start}", start=start, end=end, text="x" * (end - start), rule="date.x", value=value,
        granularity="year", resolved_from="text",
    )  # fmt: skip


def result(*records: Date, name: str = "d") -> Result:
    return Result(document=Document(id=name, sha256="0" * 64, characters=100), records=list(records))


def changes(old: Result, new: Result) -> list[tuple[str, int | None, int | None]]:
    """Kind of each change, with the start of the old record and of the new."""

    def start(record: dict[str, int] | None) -> int | None:
        return record["start"] if record else None

    return sorted(((c.kind, start(c.old), start(c.new)) for c in diff([old], [new])), key=repr)


def test_the_same_output_has_no_difference() -> None:
    assert list(diff(RESULTS, RESULTS)) == []
    assert list(diff(RESULTS, reversed(RESULTS))) == []


def test_gained_lost_and_changed() -> None:
    old = result(date(0, 4), date(10, 14), date(20, 24))
    new = result(date(0, 4), date(10, 14, "2019"), date(30, 34))
    assert changes(old, new) == [("changed", 10, 10), ("gained", None, 30), ("lost", 20, None)]
    change = next(c for c in diff([old], [new]) if c.kind == "changed")
    assert change.fields == ("value",)
    assert str(change) == 'changed  d/date/10  value: "2018" -> "2019"'


def test_a_record_that_moved_has_changed() -> None:
    old = result(date(10, 14), date(20, 24), date(40, 50), date(45, 55))
    new = result(date(8, 14), date(24, 28), date(42, 44))
    assert changes(old, new) == [
        ("changed", 10, 8), ("changed", 40, 42), ("gained", None, 24), ("lost", 20, None), ("lost", 45, None)
    ]  # fmt: skip
    moved = next(c for c in diff([old], [new]) if c.old and c.old["start"] == 10)
    assert moved.fields == ("start", "text")


def test_a_document_that_only_one_run_has() -> None:
    found = list(diff([result(date(0, 4))], [result(date(0, 4, name="e"), name="e")]))
    assert [(c.kind, c.type, c.id) for c in found] == [
        ("lost", "document", "d"), ("lost", "date", "d/date/0"), ("gained", "document", "e"),
        ("gained", "date", "e/date/0"),
    ]  # fmt: skip


def test_what_is_known_of_the_document_counts_but_not_where_it_lay() -> None:
    old = result()
    moved = msgspec.structs.replace(old, document=msgspec.structs.replace(old.document, source="x/d.txt"))
    titled = msgspec.structs.replace(old, document=msgspec.structs.replace(old.document, title="Hội nghị"))
    assert list(diff([old], [moved])) == []
    assert [(c.type, c.fields) for c in diff([old], [titled])] == [("document", ("title",))]


def test_documents_in_another_order() -> None:
    old = [result(date(0, 4, name=f"d{i}"), name=f"d{i}") for i in range(50)]
    new = [*old[25:], *old[:20]]
    found: list[Change] = list(diff(old, new))
    assert counts(found) == {("document", "lost"): 5, ("date", "lost"): 5}


def test_the_command(tmp_path: Path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    old.write_bytes(result(date(0, 4), date(10, 14)).to_json())
    new.write_bytes(result(date(0, 4, "2020")).to_json())
    run = CliRunner().invoke
    same = run(main, ["diff", str(old), str(old)])
    assert (same.exit_code, same.output) == (0, "no difference\n")
    other = run(main, ["diff", str(old), str(new)])
    assert other.exit_code == 1
    assert other.stdout.splitlines() == ['changed  d/date/0  value: "2018" -> "2020"', "lost     d/date/10  xxxx"]
    assert "0 gained, 1 lost, 1 changed" in other.stderr
    lines = run(main, ["diff", str(old), str(new), "--json"]).stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == ["changed", "lost"]
    assert run(main, ["diff", str(old), str(new), "--only", "meeting"]).exit_code == 0
    new.write_bytes(old.read_bytes()[:-30])
    broken = run(main, ["diff", str(old), str(new)])
    assert broken.exit_code == 2
    assert "new.jsonl:1: not JSON, or cut off" in broken.output


@pytest.mark.parametrize("kind", ["gained", "lost"])
def test_a_change_of_one_side_shows_the_quote(kind: str) -> None:
    one, other = ([], [result(date(3, 6))]) if kind == "gained" else ([result(date(3, 6))], [])
    assert f"{kind:8} d/date/3  xxx" in [str(change) for change in diff(one, other)]
