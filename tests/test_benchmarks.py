"""The measuring scripts: what they call gained, lost, moved, changed and left over."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import samples

from extract import pipeline
from extract.gold import Gold, GoldDate, GoldText
from extract.model import RECORD_TYPES

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture
def corpus_diff(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import corpus_diff

    return corpus_diff


@pytest.fixture
def leftovers(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import leftovers

    return leftovers


def record(start: int, end: int, kind: str = "date", **fields: Any) -> dict[str, Any]:
    return {"type": kind, "start": start, "end": end, "text": "x" * (end - start), **fields}


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ([record(0, 4)], [record(0, 4)], []),
        ([], [record(0, 4)], ["gained"]),
        ([record(0, 4)], [], ["lost"]),
        ([record(0, 4)], [record(2, 6)], ["moved"]),
        ([record(0, 4, value="2018")], [record(0, 4, value="2019")], ["changed"]),
        ([record(0, 4)], [record(0, 4, "target")], ["gained", "lost"]),
        ([record(0, 4)], [record(4, 8)], ["lost", "gained"]),
        ([record(0, 9)], [record(0, 4), record(5, 9)], ["moved", "gained"]),
    ],
)
def test_differences(corpus_diff: ModuleType, old: list[Any], new: list[Any], kinds: list[str]) -> None:
    assert [change.kind for change in corpus_diff.compare("d", old, new)] == kinds


def test_a_changed_record_names_the_fields(corpus_diff: ModuleType) -> None:
    old, new = record(0, 4, value="2018", role=None), record(0, 4, value="2019", role=None)
    (change,) = corpus_diff.compare("d", [old], [new])
    said = corpus_diff.describe(change, "xxxx và", 10)
    assert 'value: "2018" → "2019"' in said
    assert "role" not in said


def test_the_working_tree_is_read_in_a_process_of_its_own(corpus_diff: ModuleType) -> None:
    rows = corpus_diff.records_of(None, [("a", "Ngày 18/1/2019."), ("b", "Không có gì.")])
    assert rows.keys() == {"a", "b"}
    assert rows["b"] == []


def test_what_no_record_covers_is_left_over(leftovers: ModuleType) -> None:
    context = pipeline.read(samples.TEXT, explain=True)
    for name in ("dates", "officials", "legal_references", "meetings", "targets", "actuals"):
        setattr(context, name, [])
    found = {kind: [samples.TEXT[a:b] for _, a, b, _ in leftovers.leftovers(context, kind)] for kind in RECORD_TYPES}
    assert "năm 2018" in found["date"]
    assert found["official"] == ["Lê Thị Mẫu"]
    assert "25-NQ/TW" in found["legal_reference"]
    assert found["meeting"] == ["hội nghị"]
    assert found["target"] == ["80%"]
    context.officials = [r for r in samples.result().records if r.type == "official"]  # type: ignore[misc]
    assert not list(leftovers.leftovers(context, "official"))


def test_a_shape_has_no_digits_and_no_names(leftovers: ModuleType) -> None:
    cue = leftovers.CUES["official"][0]
    match = cue.pattern.search("đồng chí Lê Thị Mẫu, Bí thư")
    assert leftovers.shape(cue, match) == "đồng chí: đồng chí X X X"


def test_a_pattern_is_worth_what_is_lost_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import ablation

    dates = [GoldDate(quote="tháng 6 năm 2018", value="2018-06")]
    gold = Gold(id="x", published=None, dates=dates, officials=[], legal_references=[], meetings=[], targets=[])
    text = GoldText("x", gold, "Hội nghị họp trong tháng 6 năm 2018.")
    (month,) = (each for each in ablation.measure([text], ".MONTH", 1) if each.name.endswith(".MONTH"))
    assert (month.texts, month.changed, month.counts["date right"]) == (1, 1, -1)
    assert month.gain < 0
    assert {each.changed for each in ablation.measure([text], ".MONTH", 0) if each.texts} == {-1}
    assert pipeline.extract(text.text).records, "the patterns are put back"


@pytest.mark.parametrize("script", ["leftovers.py", "corpus_diff.py", "throughput.py"])
def test_help(script: str) -> None:
    done = subprocess.run(
        [sys.executable, str(BENCHMARKS / script), "--help"], capture_output=True, encoding="utf-8", check=True
    )
    assert "--documents" in done.stdout


def test_a_sample_is_of_texts_of_ones_own() -> None:
    command = [sys.executable, str(BENCHMARKS / "sample.py"), "meeting", "-n", "1", "--corpus"]
    done = subprocess.run([*command, str(BENCHMARKS.parent / "seeds")], capture_output=True, check=False)
    assert "⟦" in done.stdout.decode()
    missing = subprocess.run([*command, "nowhere"], capture_output=True, check=False)
    assert missing.returncode == 1
    assert b"there is no nowhere: give --corpus a folder" in missing.stderr
