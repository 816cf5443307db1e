"""Every entry of the lexicons of quantities is used: its example gives what the entry stands for."""

from __future__ import annotations

import re

import pytest

from extract import Actual, Target, extract, lexicon
from extract.finders.quantity_asked import Opener
from extract.finders.quantity_comparator import ComparatorWord
from extract.finders.quantity_lookalikes import OrdinalWord
from extract.finders.quantity_numbers import Numeral
from extract.finders.quantity_parts import Part
from extract.finders.quantity_units import UnitEntry
from extract.finders.quantity_words import NormWord, Word
from extract.pipeline import read
from extract.resolve.quantity_clause import IndicatorWord


def found(text: str) -> list[Target | Actual]:
    return [r for r in extract(text, published="2022-06-01").records if isinstance(r, Target | Actual)]


@pytest.mark.parametrize("entry", lexicon.load("units", UnitEntry), ids=lambda e: e.unit)
def test_unit(entry: UnitEntry) -> None:
    records = found(entry.example)
    wanted = f"/{entry.unit}" if entry.kind == "per" else entry.unit
    assert any(wanted in (r.unit or "").lower() for r in records) == (entry.kind != "not"), records


@pytest.mark.parametrize("entry", lexicon.load("comparators", ComparatorWord), ids=lambda e: e.word)
def test_comparator(entry: ComparatorWord) -> None:
    records = found(entry.example)
    assert [r.comparator for r in records if entry.word in r.text.lower()] == [entry.comparator]


@pytest.mark.parametrize("entry", lexicon.load("numerals", Numeral), ids=lambda e: e.word)
def test_numeral(entry: Numeral) -> None:
    records = found(entry.example)
    assert any(r.value == entry.value or r.value % 10 == entry.value for r in records), records


@pytest.mark.parametrize("entry", lexicon.load("goal_words", Word), ids=lambda e: e.word)
def test_goal_word(entry: Word) -> None:
    assert [r.type for r in found(entry.example)] == ["target"]
    assert entry.word in read(entry.example).view.lower


@pytest.mark.parametrize("entry", lexicon.load("result_words", Word), ids=lambda e: e.word)
def test_result_word(entry: Word) -> None:
    assert {r.type for r in found(entry.example)} == {"actual"}
    assert entry.word in read(entry.example).view.lower


@pytest.mark.parametrize("entry", lexicon.load("list_openers", Opener), ids=lambda e: e.word)
def test_list_opener(entry: Opener) -> None:
    records = found(entry.example)
    assert len(records) == 2
    assert {r.type for r in records} == {"target"}
    assert f". {entry.word}" in entry.example.lower()


@pytest.mark.parametrize("entry", lexicon.load("norm_words", NormWord), ids=lambda e: e.word)
def test_norm_word(entry: NormWord) -> None:
    assert not found(entry.example)
    assert entry.word in read(entry.example).view.lower


@pytest.mark.parametrize("entry", lexicon.load("ordinal_words", OrdinalWord), ids=lambda e: e.word)
def test_ordinal_word(entry: OrdinalWord) -> None:
    assert not found(entry.example)
    assert entry.word in entry.example


@pytest.mark.parametrize("entry", lexicon.load("indicator_words", IndicatorWord), ids=lambda e: e.word)
def test_indicator_word(entry: IndicatorWord) -> None:
    assert entry.indicator in [r.indicator for r in found(entry.example)]
    assert entry.word in entry.example


# What a word of a role makes of the quantity of its example: a goal, a result, or the reason for which it is left out.
ROLES = {
    "already": "actual",
    "build_verb": "target",
    "pay_noun": "target",
    "people": "actual",
    "plan_noun": "target",
    "raise_verb": "target",
    "raised_to": "target",
    "size_noun": "target",
    "to_be": "target",
}


def told(text: str) -> set[str]:
    """What the quantities of a text are, and for which reasons numbers were left out."""
    context = read(text, published="2022-06-01", explain=True)
    said = {r.reason for r in context.rejections or () if r.rule == "quantity.number"}
    return said | ({"target"} if context.targets else set()) | ({"actual"} if context.actuals else set())


@pytest.mark.parametrize("entry", lexicon.load("quantity_parts", Part), ids=lambda e: f"{e.role}-{e.word}")
def test_part(entry: Part) -> None:
    without = re.sub(re.escape(entry.word), "xyz", entry.example, count=1, flags=re.IGNORECASE)
    assert without != entry.example
    assert ROLES[entry.role] in told(entry.example)
    assert ROLES[entry.role] not in told(without)
