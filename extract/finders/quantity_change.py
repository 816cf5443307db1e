"""Changes from one amount to another: "từ 401 vụ xuống còn 208 vụ"."""

from __future__ import annotations

from extract.finders import quantity_numbers as numbers
from extract.finders import quantity_units as units
from extract.finders.quantity_lookalikes import YEAR
from extract.lazy import re
from extract.parts import quantity as parts

_NUMBER = re.compile(numbers.ALONE)
_FROM_NUMBER = parts.pattern(rf"(?<!\w)từ[ \n](?:{{amount_lead}} |con số )?(âm[ \n])?({numbers.NUMBER})")
_FROM_LOOSE = parts.pattern(r"(?:^|\W)từ[ \n](?:{amount_lead} |âm |con số ){0,2}$")
_ELSE = re.compile(r";|\)[^)\n]{0,60},|(?<![\d.,])(?!(?:19|20)\d\d(?!\d))\d{1,3}(?![\d])")
_CHANGED_TO = parts.pattern(
    r"[ \n,]{^changed_to}[ \n](?:{amount_lead} |còn |dưới )?$"
    r"|[ \n](?:đến|tới)[ \n](?:cuối )?năm \d{4}[ \n](?:đã )?{^reached_by}[ \n](?:gần |hơn |trên )?$"
)
BEGIN_REACH = 24
"""How far before a number "từ" stands where a change begins with it (characters)."""
END_REACH = 60
"""How far behind the number that a change begins from the one stands that it ends at (characters)."""
BASELINE_REACH = 80
"""How far before a number the beginning of its change is looked for (characters)."""


def begins(text: str, lower: str, start: int, end: int) -> bool:
    """Whether a change begins from the amount at (start, end): "từ 401 vụ xuống còn 208 vụ" at 401."""
    floor = max(0, start - BEGIN_REACH)
    if lower.find("từ", floor, start) < 0 or not _FROM_LOOSE.search(lower, floor, start):
        return False
    stop = min(len(text), end + END_REACH)
    number = _NUMBER.search(text, end, stop)
    while number and YEAR.fullmatch(number[0]):
        number = _NUMBER.search(text, number.end(), stop)
    return bool(number and _CHANGED_TO.search(lower, end, number.start()))


def baseline(lower: str, start: int) -> float | None:
    """The number that a change begins from, if the number at `start` is where it ends."""
    floor = max(0, start - BASELINE_REACH)
    if lower.find("từ", floor, start) < 0:
        return None
    window = lower[floor:start]
    changed = _FROM_NUMBER.search(window)
    if not changed:
        return None
    unit = units.read(window, changed.end())
    stop = unit.end if unit else changed.end()
    if not _CHANGED_TO.search(window, stop) or _ELSE.search(window, stop):
        return None
    return -numbers.parse(changed[2]) if changed[1] else numbers.parse(changed[2])
