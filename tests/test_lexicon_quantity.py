"""Every entry of the lexicons of quantities is used: its example gives what the entry stands for."""

from __future__ import annotations

import re

import pytest
from parts import changed

from extract import Actual, Target, extract, lexicon
from extract.finders import quantity_measures as measures
from extract.finders.quantity_asked import Opener
from extract.finders.quantity_comparator import ComparatorWord
from extract.finders.quantity_lookalikes import OrdinalWord
from extract.finders.quantity_measures import MeasureNoun
from extract.finders.quantity_numbers import Numeral
from extract.finders.quantity_units import UnitEntry
from extract.finders.quantity_words import NormWord, Word
from extract.parts import Part
from extract.pipeline import read
from extract.resolve.quantity_clause import IndicatorWord


def found(text: str) -> list[Target | Actual]:
    return [r for r in extract(text, published="2022-06-01").records if isinstance(r, Target | Actual)]


@pytest.mark.parametrize("entry", lexicon.load("units", UnitEntry), ids=lambda e: e.unit)
def test_unit(entry: UnitEntry) -> None:
    records = found(entry.example)
    wanted = f"/{entry.unit}" if entry.kind == "per" else entry.unit
    assert any(wanted in (r.unit or "").lower() for r in records) == (entry.kind != "not"), records


@pytest.mark.parametrize("entry", [e for e in lexicon.load("units", UnitEntry) if e.in_parts], ids=lambda e: e.unit)
def test_unit_in_parts(entry: UnitEntry) -> None:
    (record,) = found(f"Đến nay, huyện Đông Lạc đã hoàn thành 5/7 {entry.unit}.")
    assert isinstance(record, Actual)
    assert (record.value, record.total, record.unit) == (5, 7, entry.unit)


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


@pytest.mark.parametrize("entry", lexicon.load("indicator_words", IndicatorWord), ids=lambda e: f"{e.role}-{e.word}")
def test_indicator_word(entry: IndicatorWord) -> None:
    assert entry.indicator in [r.indicator for r in found(entry.example)]
    *_, after = re.split(rf"(?i)(?<!\w){re.escape(entry.word)}(?!\w)", entry.example)
    start = len(entry.example) - len(after) - len(entry.word)
    without = f"{entry.example[:start]}xyz{after}"
    assert entry.indicator not in [r.indicator for r in found(without)]


@pytest.mark.parametrize("entry", lexicon.load("measure_nouns", MeasureNoun), ids=lambda e: e.noun)
def test_measure_noun(entry: MeasureNoun) -> None:
    assert entry.indicator in [r.indicator for r in found(entry.example)]
    without = [r.indicator for r in found(entry.example.replace(entry.noun, "xyz", 1))]
    assert entry.indicator.replace(entry.noun, "xyz", 1) not in without


@pytest.mark.parametrize(
    ("noun", "other"),
    [(e.noun, other) for e in lexicon.load("measure_nouns", MeasureNoun) for other in e.not_before],
)
def test_measure_noun_in_another_word(noun: str, other: str) -> None:
    pattern = re.compile(measures.nouns())
    assert pattern.match(f"{noun} của huyện")
    assert not pattern.match(f"{noun} {other} của huyện")


# What a word of a role makes of a quantity of its example: a goal, a result, one with a comparator, a baseline or a
# period, or the reason for which it is left out; behind a hyphen, what it keeps it from being.
ROLES = {
    "acting_body": "another indicator",
    "adopts_plan": "target",
    "already": "actual",
    "amount_lead": "baseline",
    "amount_link": "comparator",
    "amount_noun": "-actual",
    "area": "another indicator",
    "asking": "target",
    "attained": "another indicator",
    "authority": "target",
    "bare_bearer": "another indicator",
    "bare_deed": "another indicator",
    "bare_unit": "another indicator",
    "base_noun": "another indicator",
    "before_need": "-target/actual",
    "body_noun": "names bodies, and counts nothing",
    "break_word": "-target",
    "budget_done": "actual",
    "budget_figure": "target",
    "build_verb": "target",
    "built_verb": "actual",
    "carried_out": "-target",
    "causes": "another indicator",
    "change_degree": "another indicator",
    "change_manner": "another indicator/another change",
    "change_of": "another indicator/another change",
    "change_verb": "another indicator/another change",
    "changed_to": "baseline",
    "circumstances": "-actual",
    "clause_apart": "-period",
    "clause_begin": "another indicator",
    "clause_word": "-target",
    "comes_to": "target",
    "company": "another indicator",
    "compared_thing": "-period",
    "compared_to": "-comparator",
    "compares_with": "-period",
    "comparing": "actual",
    "completed": "actual",
    "condition": "a condition",
    "contribution": "-target",
    "cost_noun": "what a policy grants",
    "count_link": "actual",
    "count_noun": "actual/target",
    "count_other": "-actual",
    "counted_again": "two results",
    "dated_plan": "another period/period/-period",
    "dated_thing": "period/-period/another period",
    "decided": "target",
    "decided_plan": "target",
    "decrease": "another direction",
    "deed_begin": "another indicator",
    "deed_lead": "another indicator",
    "dimension": "-actual",
    "divided": "how many parts a thing is divided into",
    "due_verb": "-actual",
    "empty_rest": "another indicator",
    "ends_comparison": "period",
    "equals": "another indicator",
    "event_word": "period",
    "family": "a figure of a private person",
    "firm_noun": "a kind of company",
    "fold_verb": "actual",
    "forecast": "-actual",
    "foreseen": "target",
    "gathered": "all provinces, and none counted",
    "goal_giver": "another indicator",
    "goal_heading": "target",
    "goal_kind": "how many goals there are",
    "goal_listed": "target",
    "goals_headed": "target",
    "goals_set": "how many goals were set",
    "goals_title": "another period/period/-period",
    "goals_told": "target",
    "goes_on": "period",
    "goods": "a price",
    "goods_per": "a price",
    "growth_wanted": "a growth that is worked for",
    "harm": "another indicator",
    "hollow_measure": "another indicator",
    "in_detail": "-no word tells that it is a goal or a result",
    "income_noun": "actual",
    "increase": "another direction",
    "kin": "a figure of a private person",
    "land_noun": "what a rate is taken of",
    "length_lead": "another period/period/-period",
    "level": "another period/period/-period",
    "light_verb": "another indicator",
    "limit_reached": "actual",
    "list_head": "another indicator",
    "long_plan": "-target",
    "maintain": "another direction",
    "measure_heading": "-target",
    "measured": "-twice or half of nothing that is measured",
    "measured_by": "-target",
    "met": "names a group by its number, and counts nothing",
    "money_verb": "target",
    "name_head": "another indicator",
    "named_by_letter": "told of whom a letter names: an example",
    "named_event": "another period/period",
    "no_asking": "actual",
    "no_duty": "-a duty, not a result",
    "no_estimate": "-comparator",
    "no_goal": "-target",
    "no_need": "-target/actual",
    "no_request": "-target",
    "no_requirement": "actual",
    "no_requirement_told": "-target",
    "no_task": "-target",
    "norm_figure": "actual",
    "not_set": "-target",
    "noun_break": "-target",
    "now_word": "-period",
    "number_noun": "another indicator",
    "number_of": "actual",
    "occasion": "another indicator",
    "one_more": "actual",
    "other_feast": "period/-period/another period",
    "other_months": "another period/period/-period",
    "own_body": "another indicator",
    "part_of": "another indicator",
    "partner_link": "the parties spoken of",
    "passed": "another indicator",
    "pay_noun": "target",
    "pay_per": "a price or a rate of pay",
    "people": "actual",
    "per_head": "what a rate is taken of",
    "permission": "how much is allowed",
    "personal_verb": "a figure of a private person",
    "placed": "says where, not how many",
    "plan_decided": "target",
    "plan_item": "target",
    "plan_kind": "target",
    "plan_noun": "target",
    "plan_number": "target",
    "plan_title": "target",
    "plot_noun": "the size of a plot",
    "praises": "another period/period/-period",
    "predicate": "actual",
    "price_noun": "what a rule sets",
    "private_payment": "a figure of a private person",
    "project_noun": "says which project, not how much is to be spent",
    "public_noun": "actual",
    "raise_begun": "target",
    "raise_share": "target",
    "raise_task": "target",
    "raise_verb": "target",
    "raised_to": "target",
    "rate_noun": "what a rule sets",
    "rate_of": "another indicator",
    "rate_supposed": "a rule, a tariff or a price: “lãi suất”",
    "rate_told": "actual",
    "reach": "another direction",
    "reached": "-target",
    "reached_by": "baseline",
    "reached_how": "target",
    "region_noun": "names a group by its number, and counts nothing",
    "report_on": "another period/period/-period",
    "report_word": "actual",
    "request": "target",
    "request_formal": "target",
    "request_verb": "target",
    "required_of": "target",
    "required_verb": "a rule, not a result",
    "rest_end": "another indicator",
    "rest_of": "another period/period/-period",
    "result_heading": "actual",
    "review_word": "period",
    "rule_word": "-actual",
    "said_with_cho": "another indicator",
    "says": "another indicator",
    "says_amount": "another indicator",
    "scale": "another indicator",
    "scored": "points for a score",
    "second_verb": "another indicator",
    "set_by": "another indicator",
    "set_noun": "-comparator",
    "set_out": "target",
    "share": "target",
    "share_noun": "target",
    "size_noun": "target",
    "size_of_thing": "the size of a thing",
    "sized": "target",
    "so_far": "another indicator",
    "source_noun": "another indicator",
    "source_of": "another indicator",
    "spoke_verb": "who spoke at one event",
    "spoken_of": "names a group by its number, and counts nothing",
    "state": "another indicator",
    "stock_noun": "of one month",
    "strives": "-actual/target/-target",
    "striving": "comparator",
    "structured": "another indicator",
    "sum_verb": "period",
    "sum_word": "period",
    "task_begun": "target",
    "task_manner": "-no word tells that it is a goal or a result",
    "task_of": "-period",
    "task_verb": "-no word tells that it is a goal or a result",
    "there_is": "-target/actual",
    "throughout": "target",
    "to_be": "target",
    "told_before": "another indicator",
    "told_with": "another indicator",
    "turn": "actual/a condition",
    "vote": "another indicator",
    "whole_of": "another scope",
    "will_become": "target",
    "will_verb": "target",
    "word_end": "period/-actual",
    "word_start": "-actual",
    "year_over": "-target",
    "year_planned": "-target",
}
# What stands for a word that another of its kind must stand for.
STAND_INS = {"goods_per": "người", "goes_on": "Xyz"}


# The roles of words that tell of which year a text speaks that does not say when it was published.
UNDATED = {"there_is", "year_over", "year_planned"}
# The fields that a word is asked for whether they come out otherwise without it ("another indicator").
FIELDS = {"indicator", "period", "scope", "direction", "change", "compared_with"}


def told(text: str, published: str | None = "2022-06-01") -> set[str]:
    """What the quantities of a text are, what is told with them, and for which reasons numbers were left out."""
    context = read(text, published=published, explain=True)
    said = {r.reason for r in context.rejections or () if r.rule == "quantity.number"}
    records: list[Target | Actual] = [*context.targets, *context.actuals]
    said |= {
        field for r in records for field in ("baseline", "deadline", "period") if getattr(r, field, None) is not None
    }
    said |= {"comparator" for r in records if r.comparator != "="}
    said |= {"of one month" for r in records if r.period and len(r.period) == len("2022-04")}
    said |= {"two results"} if len(context.actuals) == 2 else set()
    return said | ({"target"} if context.targets else set()) | ({"actual"} if context.actuals else set())


def made(entry: Part, stand_in: str = "xyz") -> set[str]:
    """What the word of an entry makes in its example, and with which fields its records come out otherwise for it."""
    word = stand_in.capitalize() if entry.word[:1].isupper() else stand_in
    without = re.sub(re.escape(entry.word), word, entry.example, count=1, flags=re.IGNORECASE)
    assert without != entry.example
    published = None if entry.role in UNDATED else "2022-06-01"
    before, after = told(without, published), told(entry.example, published)
    fields = {f for type_ in ("target", "actual") for f in changed(entry, type_, stand_in) & FIELDS}
    return (after - before) | {f"-{what}" for what in before - after} | {f"another {field}" for field in fields}


@pytest.mark.parametrize("entry", lexicon.load("quantity_parts", Part), ids=lambda e: f"{e.role}-{e.word}")
def test_part(entry: Part) -> None:
    assert made(entry, STAND_INS.get(entry.role, "xyz")) & set(ROLES[entry.role].split("/"))
