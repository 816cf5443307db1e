"""`trichluc explain`: which rules fired or gave up at a place, and why."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from click.testing import CliRunner
from rich.console import Console

from extract import explain as explaining
from extract import pipeline
from extract.cli import main
from extract.context import Context
from extract.cues import Cue
from extract.explain import Explanation, explain, where
from extract.model import Date

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "giang-thanh-2019.txt"
TEXT = "Ngày 18/1/2019, xã Tân Phong có 16/21 thôn."


class Found:
    """A candidate as a finder makes it."""

    def __init__(self, start: int, end: int, rule: str) -> None:
        self.start, self.end, self.rule = start, end, rule


@pytest.fixture
def _planted(monkeypatch: pytest.MonkeyPatch) -> None:
    """One cue that led to a record, one where the rule gave up, a candidate that became nothing."""
    real = pipeline.read

    def read(text: str, *, published: str | None = None, explain: bool = False) -> Context:
        assert explain
        context = real(text, published=published, explain=True)
        lower = context.view.lower
        day, part, what = lower.index("ngày"), lower.index("16/21"), lower.index("thôn")
        context.cues = {"date.lead": [Cue({"lead": "ngày"}, day, day + 4)], "date.slash": [Cue(None, part, part + 3)]}
        context.rejections = []
        context.reject("date.day_and_month", part, part + 5, "21 is no month")
        context.date_candidates = [Found(day, day + 14, "date.numeric")]  # type: ignore[list-item]
        context.quantity_candidates = [Found(what, what + 4, "quantity.words")]  # type: ignore[list-item]
        context.dates = [
            Date(
                start=day,
                end=day + 14,
                rule="date.numeric",
                value="2019-01-18",
                granularity="day",
                resolved_from="text",
            )
        ]
        for name in ("officials", "legal_references", "meetings", "targets", "actuals"):
            setattr(context, name, [])
        return context

    monkeypatch.setattr(pipeline, "read", read)
    monkeypatch.setattr(explaining, "_finder_of", lambda kind: f"extract/finders/{kind.split('.')[0]}.py")


def rendered(explanation: Explanation) -> str:
    console = Console(file=io.StringIO(), width=180)
    explaining.render(explanation, console)
    out = console.file
    assert isinstance(out, io.StringIO)
    return out.getvalue()


@pytest.mark.usefixtures("_planted")
def test_a_rule_that_fired() -> None:
    found = explain(TEXT, 6)
    assert [c.rule for c in found.candidates] == ["date.numeric"]
    assert found.candidates[0].became == ("document/date/0",)
    assert [r.id for r in found.records] == ["document/date/0"]
    assert found.cues == ()
    assert '"value": "2019-01-18"' in rendered(found)


@pytest.mark.usefixtures("_planted")
def test_a_rule_that_gave_up_and_why() -> None:
    found = explain(TEXT, TEXT.index("/21"))
    assert [(r.rule, r.reason) for r in found.gave_up] == [("date.day_and_month", "21 is no month")]
    assert found.records == ()
    assert "21 is no month" in rendered(found)
    assert "no record here" in rendered(found)


@pytest.mark.usefixtures("_planted")
def test_a_candidate_that_became_nothing_names_the_resolvers() -> None:
    found = explain(TEXT, TEXT.index("thôn"))
    assert found.candidates[0].became == ()
    said = rendered(found)
    assert "extract/resolve/target.py" in said
    assert "extract/resolve/actual.py" in said


@pytest.mark.usefixtures("_planted")
def test_a_place_without_a_cue_names_the_nearest() -> None:
    found = explain(TEXT, TEXT.index("Tân"))
    assert found.cues == ()
    assert found.nearest_cue is not None
    assert "no cue stands here" in rendered(found)


@pytest.mark.usefixtures("_planted")
def test_around_looks_further() -> None:
    at = TEXT.index(" có ")
    assert not explain(TEXT, at).cues
    assert [c.kind for c in explain(TEXT, at, around=6).cues] == ["date.slash"]


@pytest.mark.usefixtures("_planted")
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_offsets_are_of_the_source(form: Literal["NFC", "NFD"]) -> None:
    text = "\u200b" + unicodedata.normalize(form, TEXT)
    found = explain(text, text.index("2019"))
    (candidate,) = found.candidates
    assert unicodedata.normalize("NFC", text[candidate.start : candidate.end]) == "Ngày 18/1/2019"
    late = text.index("21 th")
    (gave_up,) = explain(text, late).gave_up
    assert text[gave_up.start : gave_up.end] == "16/21"


@pytest.mark.parametrize("at", [-1, len(TEXT), 10**9])
def test_an_offset_outside_the_text(at: int) -> None:
    with pytest.raises(ValueError, match=rf"offset {at} is not in the text: it has {len(TEXT)} characters"):
        explain(TEXT, at)


def test_an_empty_text_has_no_offset() -> None:
    with pytest.raises(ValueError, match="it is empty"):
        explain("", 0)


def test_every_rule_of_the_seeds_can_be_looked_up() -> None:
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        for record in pipeline.extract(path.read_text(encoding="utf-8")).records:
            place = where(record.rule)
            file, _, line = place.partition(":")
            assert (ROOT / file).exists(), place
            if line:  # an id that is put together in many places has only the file
                what = record.rule.partition(".")[2]
                assert what in (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_where_a_rule_gave_up_is_told_to_the_line() -> None:
    told = 0
    for rejection in pipeline.read(SEED.read_text(encoding="utf-8"), explain=True).rejections or ():
        file, _, line = explaining.where_gave_up(rejection.rule, rejection.reason).partition(":")
        said = (ROOT / file).read_text(encoding="utf-8").splitlines()
        told += bool(line) and rejection.reason in said[int(line) - 1]
    assert told


def test_every_place_of_a_text_can_be_asked_for() -> None:
    text = SEED.read_text(encoding="utf-8")[:600]
    for at in range(0, len(text), 37):
        assert rendered(explain(text, at))


def test_the_verb_explains_a_file_and_standard_input() -> None:
    runner = CliRunner()
    from_file = runner.invoke(main, ["explain", str(SEED), "--at", "4579"])
    from_stdin = runner.invoke(main, ["explain", "-", "--at", "4579"], input=SEED.read_bytes())
    assert from_file.exit_code == 0
    assert from_stdin.exit_code == 0
    for stage in ("Cues", "Rules that gave up", "Candidates", "Records"):
        assert stage in from_file.output
    assert "offset 4579 of 5973" in from_file.output


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ([str(SEED), "--at", "99999"], 2, "offset 99999 is not in the text: it has 5973 characters"),
        ([str(SEED), "--at", "-5"], 2, "offset -5 is not in the text"),
        ([str(SEED), "--at", "x"], 2, "not a valid integer"),
        ([str(SEED)], 2, "--at"),
        (["nowhere.txt", "--at", "1"], 1, "no such file"),
    ],
)
def test_what_cannot_be_explained_is_said(arguments: list[str], status: int, said: str) -> None:
    done = CliRunner().invoke(main, ["explain", *arguments])
    assert done.exit_code == status
    assert said in done.output
    assert "Traceback" not in done.output


def test_a_title_leads_to_its_person() -> None:
    found = explain(SEED.read_bytes().decode(), 384, document_id="giang-thanh-2019")
    assert [record.id for record in found.records] == ["giang-thanh-2019/official/366"]
