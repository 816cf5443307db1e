"""A goal said twice: where no word tells what a quantity is, it is what the text says of the same quantity elsewhere.

A headline, a heading or a question names a goal by its number alone ("Giấc mơ 10 tỷ USD"); the sentence that sets it
stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from extract.finders.quantity_units import Unit
from extract.lazy import re
from extract.parts import quantity as parts


class Mention(NamedTuple):
    """A quantity as it is told again: its value, the upper end of a range, and its unit."""

    value: float
    max: float | None
    unit: Unit


MANY = 1000
"""So many things of one kind are not met twice by chance."""
_Key = tuple[float, float | None, str, str]
# Amounts that are not met twice by chance: of billions, or of foreign money.
_LARGE = re.compile(r"tỷ|tỉ|usd|đô la|euro|eur|yên")
# What is measured of land and works is not met twice by chance either.
_OF_LAND = ("ha", "héc ta", "hecta", "km", "mw")
_NEXT = re.compile(r"[ \n]?([^\s,.;:()]{1,12}[ \n][^\s,.;:()]{1,12})")
# A result that happens to be as large: what is compared or reached, and what is measured against a plan.
_TOLD_BEFORE = re.compile(r"(?<!\w)(?:được|thấp hơn|cao hơn|lớn hơn|nhiều hơn|ít hơn)[ \n]$")
_TOLD_BEHIND = re.compile(r",?[ \n](?:(?:đạt|bằng)[ \n]\d|(?:so với[ \n])?(?:kế hoạch|dự toán)(?! vốn))")
FEW = 10
"""Fewer things than this are counted again and again, and are not the same."""


def is_known(lower: str, told: Mention, start: int, known: frozenset[_Key]) -> bool:
    """Whether the quantity whose number begins at `start` is one of the goals of a text (as `keys` gives them)."""
    if _TOLD_BEFORE.search(lower, max(0, start - 12), start):
        return False
    if (told.unit.kind != "percent" or not told.value % 1) and _TOLD_BEHIND.match(lower, told.unit.end):
        return False
    return any(key in known for key in _keys(lower, told))


def is_amount(lower: str, unit: Unit, start: int) -> bool:
    """Whether a quantity only says of which amount it is told: "với khoản vay 300 triệu USD, bộ vừa cho biết …"."""
    if unit.kind != "money" or not _LARGE.search(lower, unit.start, unit.end):
        return False
    return _AMOUNT_NAMED.search(lower, max(0, start - AMOUNT_REACH), start) is not None


_AMOUNT_NAMED = parts.pattern(r"(?<!\w){amount_noun}(?:[ \n](?!thu |chi |là )[^\s,.;:()\d]{1,9}){0,4}[ \n]$")
AMOUNT_REACH = 60
"""How far before an amount the noun stands that names it (characters)."""


def keys(lower: str, goals: Iterable[Mention]) -> frozenset[_Key]:
    """What the goals of a text are known by when they are told again."""
    return frozenset(key for goal in goals for key in _keys(lower, goal))


def _keys(lower: str, told: Mention) -> Iterable[_Key]:
    """What makes a quantity the same as another: value and unit, of a round share or a count also the words behind."""
    unit = told.unit
    if unit.kind not in ("money", "percent", "count", "measure") or unit.unlisted or unit.written:
        return
    name = lower[unit.start : unit.end].replace("\n", " ").replace("tỉ", "tỷ").removesuffix(" đồng")
    if unit.kind == "money" and _LARGE.search(name):
        yield told.value, told.max, name, ""
    if unit.kind == "percent" and (told.max is not None or told.value % 1):
        yield told.value, told.max, name, ""
    if unit.kind in ("count", "measure") and told.value >= (FEW if name in _OF_LAND else MANY):
        yield told.value, told.max, name, ""
    if (unit.kind == "percent" or told.value >= FEW) and (behind := _NEXT.match(lower, unit.end)):
        yield told.value, told.max, name, behind[1].replace("\n", " ")
