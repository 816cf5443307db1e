"""The figures of a budget that an assembly or an authority has decided on: told with "là", and set all the same."""

from __future__ import annotations

from extract import anchors
from extract.lazy import re
from extract.parts import quantity as parts

_BODIES = ("dự toán", "nhiệm vụ thu", "phương án phân bổ")
_DECIDED = parts.pattern(
    r"(?<!\w)(?:{decided}|nghị quyết(?=[^.;\n]{0,40}(?<!\w)về ))[ \n:]{1,2}"
    r"[^.;\n]{0,60}(?<!\w)(?:dự toán(?! chi tiết)|nhiệm vụ thu,? (?:và )?chi|phương án phân bổ)(?!\w)"
)
_ITEM_MARK = r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-zđ])[.)][ ])?"
_FIGURE = parts.pattern(
    rf"\W{{0,6}}{_ITEM_MARK}(?:(?:trong đó|theo đó|cụ thể|bao gồm|gồm)[,:]?[ \n])?"
    r"(?:(?:tổng|mức|số|các khoản|nguồn)[ \n]){0,3}{budget_figure}(?!\w)"
)
_NAMES = re.compile(r"(?:[ \n]là|:)[ \n]?$|(?:sử dụng|bố trí)[ \n](?:tối đa |khoảng )?$")
_TOLD = parts.pattern(r"(?<!\w){budget_done}(?!\w)")
REACH = 1600
"""How far behind the word that decides on a budget its figures are told (characters)."""


def is_figure(lower: str, first: int, start: int) -> bool:
    """Whether the quantity at `start`, in the sentence from `first`, is a figure of a budget that was decided on."""
    floor = max(0, first - REACH, start - 2 * REACH)
    if not anchors.occur(lower, _BODIES, floor, start) or not _NAMES.search(lower, max(first, start - 24), start):
        return False
    begin = max(first, start - REACH)
    clause = max(begin, lower.rfind(";", begin, start) + 1, lower.rfind(": ", begin, start - 3) + 1)
    item = max(begin, lower.rfind("\n", begin, start) + 1)
    if not (_FIGURE.match(lower, clause) or _FIGURE.match(lower, item)) or _TOLD.search(lower, clause, start):
        return False
    decided = [match.end() for match in _DECIDED.finditer(lower, floor, start)]
    return bool(decided) and not _TOLD.search(lower, decided[-1], start)
