"""Numbers without a unit, where what they count is told before: by a measure ("tổng số tờ khai là 35.928"), or by the
count before them ("giảm từ 349 đầu mối xuống còn 268")."""

from __future__ import annotations

from typing import NamedTuple

from extract.finders import quantity_units as units
from extract.finders.quantity_units import Unit
from extract.lazy import re
from extract.parts import quantity as parts


class Counted(NamedTuple):
    """What the quantity before counts: where it ends in the view, and its unit as it is written."""

    end: int
    unit: str


_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3}){1,4}")
_WHOLE = re.compile(r"[1-9]\d{1,2}|\d{1,3}(?:\.\d{3}){1,4}")
_ENDS = re.compile(r"[ ]?(?:[,;)…]|\.(?:\s|$)|\(|và(?!\w)|\n|$)")
_GOES_ON = re.compile(r"[ ](?:tại|ở|vào|so với|trong số|trong tổng số|cùng kỳ|hiện nay|như hiện nay)(?!\w)")
_DATE = r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/(?:19|20)\d\d|(?<!\d)(?:19|20)\d\d(?!\d)"
# What is counted, and the word that joins the number to it.
_COUNTED = parts.pattern(
    rf"(?<!\w){{count_noun}}[ ](?!{{count_other}})((?:[^,.;:()\d\n]|{_DATE}){{2,70}}?)[ ](?:{{count_link}}[ ]){{1,3}}"
    r"(?:(?:khoảng|gần|hơn|trên)[ ])?$"
)
_REACH = 110
_AGAIN = parts.pattern(rf"(?:[^.;:\d\n]|{_DATE}){{0,90}}?[ (]{{counted_again}}[ ](?:(?:khoảng|gần|hơn|trên)[ ])?")
AGAIN_REACH = 110
"""How far behind a count the same is counted again without a unit (characters)."""


def unit(lower: str, start: int, end: int, before: Counted | None) -> Unit | None:
    """The unit of the number at (start, end), where it is told before it; None if the number counts nothing.

    `before` is what the quantity before it counts.
    """
    ends = _ENDS.match(lower, end)
    if ends and _GROUPED.fullmatch(lower, start, end):
        counted = _COUNTED.search(lower, max(0, start - _REACH), start)
        if counted:
            return Unit(end, end, "count", written=units.noun(lower, counted.start(1)))
    if before is None or start - before.end > AGAIN_REACH or not _WHOLE.fullmatch(lower, start, end):
        return None
    if not (ends or _GOES_ON.match(lower, end)) or not _AGAIN.fullmatch(lower, before.end, start):
        return None
    return Unit(end, end, "count", written=before.unit)
