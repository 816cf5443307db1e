"""Reads the amount that a number begins: its value, the upper end of a range, the whole of a part, and the unit."""

from __future__ import annotations

from typing import NamedTuple

from extract.finders import quantity_bare as bare
from extract.finders import quantity_numbers as numbers
from extract.finders import quantity_units as units
from extract.finders.quantity_lookalikes import OVER
from extract.finders.quantity_units import Unit
from extract.lazy import re
from extract.parts import quantity as parts


class Amount(NamedTuple):
    """What a number and its unit say; `end` is where they end in the view."""

    value: float
    unit: Unit
    end: int
    max: float | None = None
    """The upper end of a range."""
    total: float | None = None
    """The whole that the value is a part of."""
    is_fraction: bool = False
    """Whether part and whole share one unit ("2/3 số xã", not "2 xã/3 xã")."""


FRACTION = re.compile(
    r"[ ]?/[ ]?(\d{1,3}(?:\.\d{3}){1,3}(?:,\d{1,3})?|\d{1,7},\d{1,3}|\d{1,7})"
    r"(?:(?=(?:km|ha|m2|m3|m²|m³|tấn)(?!\w))|(?![\d/.,-]\d|\w))"  # "16,6/21,9km"
)
SHARES = {(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 10)}
"""Parts and wholes that are read as a share, and not as so many out of so many."""
MONTHS = 12
"""A part of so few, of something that no lexicon knows, may be a day and its month."""
_SECOND = re.compile(rf"(?:{numbers.NUMBER})")
_TO = re.compile(r"[ \n]{0,2}-[ \n]{0,2}|[ \n](?:đến|tới)[ \n](?:khoảng |gần |hơn |trên |dưới )?")
_SHARE_OF = re.compile(
    r"(?<!\w)(?:chiếm|bằng|hơn|gần|khoảng|đạt|tới|đến|trên|quá|ít nhất|còn|giảm|tăng|được|có|chỉ|là)[ \n]$"
)
_GROWTH = re.compile(
    r"(?<!\w)(?:tăng|tăng trưởng|tốc độ|lạm phát|cpi|gdp|grdp|lợi nhuận|doanh thu|lãi|mức)(?!\w)[^.;:\d]{0,50}(?<!là )$"
)
# What is done is counted that is else only named: "hoàn thành xuất sắc 18 nhiệm vụ".
_DONE = parts.pattern(r"(?<!\w){completed}[ \n](?:xuất sắc |tốt |toàn bộ |cả |được ){0,2}$")
_MASSES = ("kế hoạch", "lợi nhuận", "doanh thu", "tài sản", "khối lượng", "diện tích", "dân số", "lượng")


def read(
    text: str, lower: str, number: re.Match[str], *, spelled: bool, before: bare.Counted | None = None
) -> Amount | None:
    """The amount that begins with `number`, in digits or (`spelled`) in words; None if it is none.

    `text` is the view and `lower` the same lowered; `before` is what the quantity before counts.
    """
    if in_figures := _in_figures(lower, number, spelled=spelled):
        return in_figures
    if spelled:
        return _in_words(text, lower, number)
    if fraction := FRACTION.match(text, number.end()):
        return _fraction(text, lower, number, fraction)
    return _range(text, lower, number) or _plain(text, lower, number, before)


def _in_figures(lower: str, number: re.Match[str], *, spelled: bool) -> Amount | None:
    """ "tăng trưởng hai con số": ten at least."""
    start, end = number.span()
    if not lower.startswith("con số", end + 1) or (spelled and (number["share"] or number["fold"])):
        return None
    if not spelled and not number[0].isdigit():
        return None
    size = units.digits(lower, end, numbers.numeral_value(number) if spelled else int(number[0]))
    if size is None or not _GROWTH.search(lower, max(0, start - 60), start):
        return None
    return Amount(10.0, size, size.end)


def _in_words(text: str, lower: str, number: re.Match[str]) -> Amount | None:
    """ "một nửa số xã", "gấp đôi", "năm dự án"."""
    end, value = number.end(), numbers.numeral_value(number)
    if number["share"]:
        whole = units.share_of(lower, end)
        return Amount(value, whole, whole.end)
    if number["fold"]:
        return Amount(value, Unit(end, end, "times"), end)
    unit = units.read(lower, end, text)
    return Amount(value, unit, unit.end) if unit else None


def _fraction(text: str, lower: str, number: re.Match[str], fraction: re.Match[str]) -> Amount | None:
    """ "16/21 sở", "5/7 mục tiêu", "2/3 diện tích", "560/690 tỷ đồng"."""
    unit = units.read(lower, fraction.end(), text, in_parts=True)
    part = (int(number[0]), int(fraction[1])) if number[0].isdigit() and fraction[1].isdigit() else (0, 0)
    if unit and part in SHARES and _is_mass(text, lower, number.start(), unit):
        return Amount(round(part[0] / part[1], 4), Unit(unit.start, unit.end, "percent"), unit.end)
    if unit and unit.unlisted and part[1] <= MONTHS:
        return None  # "Quốc khánh 2/9 mãi ngời": a day
    if unit and (unit.kind == "count" or (unit.kind in ("money", "measure") and not unit.adds)):
        counts = unit.kind == "count"
        low, total = numbers.parse(number[0], counts=counts), numbers.parse(fraction[1], counts=counts)
        if low <= total:
            return Amount(low, unit, unit.end, total=total, is_fraction=True)
        return None if counts else Amount(low, unit, unit.end)
    if part in SHARES and _SHARE_OF.search(lower, max(0, number.start() - 9), number.start()):
        whole = units.share_of(lower, fraction.end())
        return Amount(round(part[0] / part[1], 4), whole, whole.end)
    return None


def _is_mass(text: str, lower: str, start: int, unit: Unit) -> bool:
    """Whether a share in digits ("1/3 kế hoạch") is one of a mass, and does not count so many out of so many."""
    if text[start] == "0" or not (unit.unlisted or lower.startswith(_MASSES, unit.start)):
        return False
    return unit.kind == "count"


def _range(text: str, lower: str, number: re.Match[str]) -> Amount | None:
    """ "7,5-8%", "5 tỷ đồng đến 6 tỷ đồng"."""
    unit = units.read(lower, number.end(), text)
    joint = _TO.match(lower, unit.end if unit else number.end())
    second = _SECOND.match(text, joint.end()) if joint else None
    if second is None or FRACTION.match(text, second.end()):
        return None
    other = units.read(lower, second.end(), text)
    if other is None or (unit and not lower[other.start : other.end].startswith(lower[unit.start : unit.end])):
        return None
    counts = other.kind == "count"
    low, high = numbers.parse(number[0], counts=counts), numbers.parse(second[0], counts=counts)
    return Amount(low + other.adds, other, other.end, max=high + other.adds) if low < high else None


def _plain(text: str, lower: str, number: re.Match[str], before: bare.Counted | None) -> Amount | None:
    """ "25 tỷ đồng", "hoàn thành 18 nhiệm vụ", "tổng số hồ sơ là 3.512", "560 tỷ đồng/690 tỷ đồng"."""
    start, end = number.span()
    lead = lower[max(0, start - 30) : start].replace("\n", " ")
    is_done = any(word in lead for word in parts.words("completed")) and _DONE.search(lead)
    unit = units.read(lower, end, text, in_parts=bool(is_done)) or bare.unit(lower, start, end, before)
    if unit is None:
        return None
    low = numbers.parse(number[0], counts=unit.kind == "count") + unit.adds
    total, end = _whole(text, lower, unit)
    if total is None or low > total:
        return Amount(low, unit, unit.end)
    return Amount(low, unit, end, total=total)


def _whole(text: str, lower: str, unit: Unit) -> tuple[float | None, int]:
    """The whole and where it ends, where a part is written with it ("560 tỷ đồng/690 tỷ đồng")."""
    over = OVER.match(text, unit.end)
    second = _SECOND.match(text, over.end()) if over else None
    other = units.read(lower, second.end(), text) if second else None
    if second is None or other is None or unit.kind not in ("money", "measure", "count"):
        return None, unit.end
    if not lower.startswith(lower[unit.start : unit.end], other.start, other.end):
        return None, unit.end
    return numbers.parse(second[0], counts=unit.kind == "count") + other.adds, other.end
