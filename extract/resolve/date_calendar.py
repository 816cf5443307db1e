"""What a calendar and a simple sum tell of the year: names of lunar years, days of the week, years left to a goal, the
age of what everybody knows the founding of.

Each of these leaves little to weigh: a lunar name comes again after sixty years, a day falls on the same day of the
week after five, six or eleven, and what is three years before 2020 is 2017.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from functools import cache

import msgspec

from extract import anchors, lexicon
from extract.finders.date_candidate import DateCandidate, Point
from extract.finders.date_words import BRANCHES, Word
from extract.lazy import pattern
from extract.resolve.date_document import Document
from extract.resolve.date_value import as_date

_NEW_YEARS = pattern(r"(?:tết|xuân)(?: (?:nguyên đán|cổ truyền|năm|mới)){0,2} ([^\W\d_]{1,4}) ([^\W\d_]{1,4})(?!\w)")
_DIGITS_FOLLOW = pattern(r"[ ,(-]{1,3}(?:năm )?(?:19|20)\d\d")
_FIRST_LUNAR = 1995  # the first of the sixty years that a name may mean
_TET_OF_1968 = ("mậu", "thân")  # a name of history, in texts of all times

_DAY_OF_WEEK = r"(?:thứ (hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(chủ nhật))"
_WEEKDAY_BEFORE = pattern(
    r"(?:\(|(?<!\w)(?:sáng|trưa|chiều|tối|đêm|ngày|hôm|vào|từ|đến|tới)(?: nay| hôm)?[ ,]{1,2})"
    rf"{_DAY_OF_WEEK}[ ,(]{{1,3}}$"
)
_WEEKDAY_WITHIN = pattern(rf"(?<!lần ){_DAY_OF_WEEK}(?!\w)")
_WEEKDAY_AFTER = pattern(rf" ?[,(] ?{_DAY_OF_WEEK}(?= ?[),.]| tuần này| tới)")
_WEEKDAYS = {
    "hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5,
    "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5,
}  # fmt: skip

_AGE = pattern(r"k[ỷỉ] niệm (?:lần thứ |tròn )?(\d{1,3}) năm (?:(?:ngày|lễ|truyền thống) ){0,2}")
_YEARS_LEFT = pattern(r"(?<!\d)(\d{1,2}) năm nữa(?!\w)")


class _Founding(msgspec.Struct):
    """An entry of `date_foundings.json`: what is celebrated each year, by how its name begins, and its year."""

    event: str
    year: int
    example: str


@cache
def _foundings() -> dict[str, int]:
    return {entry.event: entry.year for entry in lexicon.load("date_foundings", _Founding)}


def anniversaries(lower: str) -> set[int]:
    """The years in which what everybody knows the founding of is as old as a text tells ("kỷ niệm 89 năm Ngày thành
    lập Đảng Cộng sản" is of 2019)."""
    if " niệm " not in lower:
        return set()
    return {
        founded + int(found[1])
        for found in _AGE.finditer(lower)
        for event, founded in _foundings().items()
        if lower.startswith(event, found.end())
    }


@cache
def _stems() -> list[str]:
    return [entry.word for entry in lexicon.load("date_stem", Word)]


def lunar_years(lower: str) -> list[int]:
    """The years of the Tết that a text names by their lunar names alone ("mừng xuân Đinh Dậu" is of 2017)."""
    years = []
    for found in anchors.finditer(_NEW_YEARS, lower, anchors.places(lower, ("tết ", "xuân "))):
        stem, branch = found.groups()
        if stem not in _stems() or branch not in BRANCHES or (stem, branch) == _TET_OF_1968:
            continue
        if _DIGITS_FOLLOW.match(lower, found.end()):
            continue
        ten, twelve = _stems().index(stem), BRANCHES[branch]
        years += [y for y in range(_FIRST_LUNAR, _FIRST_LUNAR + 60) if ((y - 4) % 10, (y - 4) % 12) == (ten, twelve)]
    return years


def weekday(document: Document, candidate: DateCandidate) -> int | None:
    """The day of the week (Monday is 0) that the text gives a day: "thứ hai (5/6)", "ngày 5/6, chủ nhật"."""
    if candidate.first.grain != "day" or candidate.last is not None:
        return None
    found = (
        _WEEKDAY_WITHIN.search(document.lower, candidate.start, candidate.end)
        or _WEEKDAY_BEFORE.search(document.left(candidate, 30))
        or _WEEKDAY_AFTER.match(document.lower, candidate.end)
    )
    if found is None:
        return None
    return 6 if found[2] else _WEEKDAYS[found[1]]


_FORESEEN = 2  # months by which the first months of a year may be told ahead


def year_of_first_months(count: int, year: int, month: int | None) -> int:
    """The year whose first months a text of a `month` (of the end of a year, if it tells none) speaks of: nine months
    told of in January are those of the year before."""
    return year - 1 if count > (month or 12) + _FORESEEN else year


def falls_on(point: Point, weekday: int, year: int, event: date | None) -> bool:
    """Whether a day without a year falls on that day of the week in `year`, or where it is next to `event` in time."""
    day = as_date(replace(point, year=year))
    if day is not None and event is not None and abs((day - event).days) > 183:
        day = as_date(replace(point, year=year + (1 if day < event else -1)))
    return day is not None and day.weekday() == weekday


def years_left(lower: str, goals: list[tuple[int, int]]) -> list[int]:
    """The years in which a text may have been written that counts the years left to its goals: "đến năm 2020, chỉ còn
    3 năm nữa". `goals` are the places of years that lie ahead, in order, and the years."""
    if " năm nữa" not in lower or not goals:
        return []
    starts = [place for place, _ in goals]
    years = []
    for found in _YEARS_LEFT.finditer(lower):
        index = bisect_left(starts, found.start()) - 1
        if index >= 0:
            years.append(goals[index][1] - int(found[1]))
    return years
