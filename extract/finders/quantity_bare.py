"""Numbers without a unit behind a measure that counts something: "tổng số tờ khai là 35.928"."""

from __future__ import annotations

from extract.finders import quantity_parts as parts
from extract.finders import quantity_units as units
from extract.finders.quantity_units import Unit
from extract.lazy import re

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){1,4}")
_ENDS = re.compile(r"[ ]?(?:[,;)…]|\.(?:\s|$)|\(|và(?!\w)|\n|$)")
# What is counted, and the word that joins the number to it.
_COUNTED = parts.pattern(
    r"(?<!\w){count_noun}[ ](?!{count_other})([^,.;:()\d\n]{2,60}?)[ ](?:{count_link}[ ]){1,3}"
    r"(?:(?:khoảng|gần|hơn|trên)[ ])?$"
)
_REACH = 100


def unit(lower: str, start: int, end: int) -> Unit | None:
    """The unit of the number at (start, end), where it is told before it; None if the number counts nothing."""
    if not _GROUPED.fullmatch(lower, start, end) or not _ENDS.match(lower, end):
        return None
    counted = _COUNTED.search(lower, max(0, start - _REACH), start)
    if counted is None:
        return None
    return Unit(end, end, "count", written=units.noun(lower, counted.start(1)))
