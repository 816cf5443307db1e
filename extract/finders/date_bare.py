"""Days, months and years without a lead word: dates only in the right company."""

from __future__ import annotations

import re

from extract.finders.date_candidate import Point
from extract.finders.date_days import bare_range
from extract.finders.date_points import interval_end_after, read_point
from extract.finders.date_reader import Reader
from extract.finders.date_spans import glued_left, glued_right, span_of_years
from extract.finders.date_words import (
    AFTER_YEAR,
    BEFORE_WEAK,
    GAP,
    MM,
    MONTH_YEAR,
    NUMBERED,
    TO_MONTH,
    YEAR,
    YYYY,
    noun_before,
    place_before,
)
from extract.lazy import pattern
from extract.parts import date as parts

_BEFORE_YEAR = pattern(
    r"(?:^|[\s(\"'])(?:từ|đến|tới|với|vào|trong|sau|trước|hết|kể từ|cùng kỳ|so|hơn|bằng|năm|là|quanh|khoảng|của|sang|"
    r"sn|sinh|(?:cả )?giai đoạn)[ \n]{1,3}$"
)
_GOAL_BEFORE = pattern(r"(?<!\w)(?:đến|tới|tầm nhìn|định hướng) $")
_PLACE = pattern(r"(?<!\w)(?:đầu|giữa|cuối) $")
_IS_YEAR = pattern(r" (?:(?:cũng|sẽ|vẫn|tiếp tục) )?là (?:một )?năm(?!\w)")
_YEAR_LIST = pattern(rf"\((?:{YYYY}(?:, ?|,? và )){{0,9}}$")
_LIST_GOES_ON = pattern(rf"(?:(?:, ?|,? và ){YYYY}(?!\d)){{0,9}}\)")
_ROW = pattern(r"(?:^|\n) {0,9}(?:[•*+-] {0,3})?$")
_VITA = pattern(rf"(?:({MM})/)?({YYYY}) {{0,2}}(?:-|÷|đến) {{0,2}}(?:({MM})/)?({YYYY})(?![\d/])")
_VITA_ROW = pattern(rf"({MM})/({YYYY})(?= ?:(?:\s|[^\W\d_])| ?- ?(?:đến )?nay(?!\w))")
_NAMED_DAY = parts.pattern(
    r"{named_day}\s[^\n.;:!?\d]{1,70}$|(?<!\w)quốc tế\s[^\n.;:,!?\d]{1,30}$|(?<!\w)quốc khánh\s$"
)
_HOLIDAYS = frozenset(((3, 2), (8, 3), (30, 4), (1, 5), (27, 7), (19, 8), (2, 9), (20, 10), (20, 11), (22, 12)))
_HOLIDAY_BEFORE = pattern(r"(?<!\w)(?:lễ|dịp|nghỉ)[ \n]$")
_RECENT_DAY = pattern(r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?[ \n]{0,2}(?:và|,|hoặc|đến|-)[ \n]{1,2}$")
_AFTER_NAMED = pattern(
    r"\s{0,3}(?:[.,;:)!?\"'\]…-]|$|\n)|[ \n]{1,3}(?:và|đến|tại|năm|là|của|diễn|được|do|sẽ|đã|với|để|trong|ở|cho|vào|"
    r"hằng năm|hàng năm|tới|vừa|này|nhằm|bằng|theo)(?!\w)"
)
_STOP = pattern(r"\s{0,3}(?:[.,;:)!?]|$|\n)")
_BEFORE_FRACTION = pattern(r"(?:đến|tới|vào|là|và|hoặc|\()\s*$")
_SHARE = parts.pattern(r"(?<!\w){share_verb}(?: (?:đến|tới|gần|trên|hơn|khoảng)){0,2}\s{1,3}$")
_BEFORE_QUANTITY = pattern(r"(?:hơn|bằng|là|khoảng|quanh|so|của|sang)\s{1,3}$")
_THEME = pattern(r"(?:^|[^\d\s][\s\"'(]{1,2}|[\"'(])năm (?!nay|qua|ngoái)[^\W\d_]+(?: [^\W\d_]+){1,4} $")
_WHOLE_PLACE = parts.pattern(rf"{GAP}{{whole_place}}(?!\w)")


def weak(reader: Reader, start: int) -> bool:
    """ "đến 31/7", "(18/4)", "Quốc tế lao động 1-5", "vào 6/2018", "so với 2015": only in the right company."""
    lower = reader.lower
    if (
        start
        and (lower[start - 1] in "/.,-+" or lower[start - 1 : start] == "'")
        and start > 1
        and lower[start - 2].isalnum()
    ):
        return False
    if reader.left(start, 2).endswith("("):
        days = bare_range(reader, start)
        if days is not None and lower[days[0] : days[0] + 1] in (")", ",", ";"):
            return reader.add(start, days[0], "interval", days[1], days[2], separator=days[3], weak=True)
    month = MONTH_YEAR.match(lower, start)
    if month:
        return _weak_month(reader, start, month)
    if YEAR.match(lower, start):
        return _bare_year(reader, start)
    point = read_point(reader, start)
    if point is None or point[1].year is not None or point[1].month is None:
        return False
    return _weak_day(reader, start, point)


def _weak_day(reader: Reader, start: int, found: tuple[int, Point, str | None]) -> bool:
    end, point, separator = found
    left = reader.left(start, 80)
    if place_before().search(left):
        return reader.no("weak_day", start, end, "a place named after a day")
    if NUMBERED.search(left) or reader.unit_follows(end):
        return reader.no("weak_day", start, end, "a number or a quantity, not a day")
    if separator is None:
        led = BEFORE_WEAK.search(left) or _NAMED_DAY.search(left)
        return bool(led) and reader.add(start, end, "weak_day", point)
    named = bool(_NAMED_DAY.search(left))
    named = named or ((point.day, point.month) in _HOLIDAYS and bool(_HOLIDAY_BEFORE.search(left)))
    beside = bool(BEFORE_WEAK.search(left)) or bool(_RECENT_DAY.search(left)) or _follows_date(reader, start)
    if not beside and (not named or (point.day, point.month) == (24, 7)):
        return reader.no("weak_day", start, end, "two numbers without a word that makes them a day")
    if named and not beside and not (_AFTER_NAMED.match(reader.lower, end) or reader.capital(end + 1)):
        return reader.no("weak_day", start, end, "what follows counts something")
    proper = (point.day or 0) < (point.month or 0) and separator == "/"
    if proper and _SHARE.search(left):
        return reader.no("weak_day", start, end, "a share")
    if proper and not named and _BEFORE_FRACTION.search(left):
        follows = _STOP.match(reader.lower, end)
        if not follows:
            return reader.no("weak_day", start, end, "reads as a fraction")
    last = interval_end_after(reader, end, point)
    if last is not None and not reader.unit_follows(last[0]):
        return reader.add(start, last[0], "interval", point, last[1], separator=separator, weak=not named)
    return reader.add(start, end, "weak_day", point, separator=separator, weak=True, named=named)


def _follows_date(reader: Reader, start: int) -> bool:
    """Right behind another date: "ngày 5/6, 7/6 và 9/6"."""
    if not reader.found:
        return False
    between = reader.lower[reader.found[-1].end : start]
    return len(between) <= 5 and between.strip() in (",", "và", "hoặc") and reader.found[-1].first.grain == "day"


def _weak_month(reader: Reader, start: int, month: re.Match[str]) -> bool:
    left = reader.left(start)
    point = Point("month", int(month[3]), int(month[1]))
    if NUMBERED.search(left):
        return reader.no("weak_month", start, month.end(), "the number of a document")
    follows = _follows_month(reader, start)
    if not (BEFORE_WEAK.search(left) or follows):
        return reader.no("weak_month", start, month.end(), "a month and year need a word before them")
    if reader.unit_follows(month.end()) or reader.lower[month.end() : month.end() + 1] == "/":
        return reader.no("weak_month", start, month.end(), "a number or a quantity")
    last = TO_MONTH.match(reader.lower, month.end())
    if last:
        return reader.add(start, last.end(), "interval", point, Point("month", int(last[3]), int(last[1])))
    return reader.add(start, month.end(), "weak_month", point)


def _follows_month(reader: Reader, start: int) -> bool:
    if not reader.found or reader.found[-1].first.grain != "month":
        return False
    between = reader.lower[reader.found[-1].end : start]
    return len(between) <= 5 and between.strip() in (",", "và")


def bare_years(reader: Reader, start: int) -> bool:
    """ "2016-2020", "2021 - 2030" without a lead word."""
    return span_of_years(reader, start, start, "years", bare=True)


def goal_year(reader: Reader, start: int) -> bool:
    """ "Đề án nuôi biển đến 2030", "tầm nhìn 2045": the year that a plan's name aims at."""
    found = YEAR.match(reader.lower, start)
    if found is None or not _GOAL_BEFORE.search(reader.left(start, 16)):
        return False
    return reader.add(start, found.end(), "bare_year", Point("year", int(found[1])))


def _bare_year(reader: Reader, start: int) -> bool:
    found = YEAR.match(reader.lower, start)
    if found is None:
        return False
    year, end = int(found[1]), found.end()
    left = reader.left(start, 40)
    if not 1800 <= year <= 2100 or glued_left(reader, start) or glued_right(reader, end):
        return False
    place = _PLACE.search(left)
    if place and AFTER_YEAR.match(reader.lower, end):
        return reader.add(start - len(place[0]), end, "bare_year", Point("year", year))
    if _IS_YEAR.match(reader.lower, end) or (_ROW.search(left) and reader.lower[end : end + 2] == ": "):
        return reader.add(start, end, "bare_year", Point("year", year))
    bracket = bool(_YEAR_LIST.search(left)) and bool(_LIST_GOES_ON.match(reader.lower, end))
    quoted_year = _year_of_theme(reader, start)
    lead = _BEFORE_YEAR.search(left)
    noun = noun_before().search(left)
    if noun and noun["common"] and _in_name(reader, start - len(left) + noun.start()):
        noun = None
    follows = _follows_year(reader, start)
    if not (bracket or lead or noun or quoted_year or follows):
        return reader.no("bare_year", start, end, "a number without a word that makes it a year")
    until = 2000 <= year <= 2060 and left.rstrip().endswith((" đến", " tới", "tầm nhìn"))
    if until and reader.unit_follows(end) and not _WHOLE_PLACE.match(reader.lower, end):
        until = False
    listed = follows and not reader.unit_follows(end)
    if not (bracket or quoted_year or until or listed) and not AFTER_YEAR.match(reader.lower, end):
        return reader.no("bare_year", start, end, "what follows counts something")
    if lead and not (noun or follows) and _BEFORE_QUANTITY.search(left) and reader.unit_follows(end):
        return reader.no("bare_year", start, end, "a quantity")
    return reader.add(start, end, "bare_year", Point("year", year))


def _in_name(reader: Reader, place: int) -> bool:
    """Whether a noun is part of a name ("Diễn đàn Kinh tế 2017"): capitalised, behind another word of its line."""
    text = reader.context.view.text
    before = text[max(0, place - 2) : place]
    return text[place : place + 2].istitle() and bool(before.strip(" \n(\"'")) and before[-2:-1] not in ".:;!?"


def vita(reader: Reader, start: int) -> bool:
    """Rows of a life or a chronicle: "11/1986-2/1989: Bí thư …", "1962 - 1963: …", "9/1992: …", "10/2015 - nay"."""
    before = reader.lower[max(0, start - 2) : start]
    if before[-1:] in ("/", ",", "-", "+", ".") and before[:1].isdigit():
        return False
    row = _VITA_ROW.match(reader.lower, start)
    if row and not NUMBERED.search(reader.left(start)):
        return reader.add(start, row.end(), "row", Point("month", int(row[2]), int(row[1])))
    found = _VITA.match(reader.lower, start)
    if found is None or NUMBERED.search(reader.left(start)):
        return False
    months = found[1] is not None and found[3] is not None
    if not months and not reader.lower.startswith((":", " :"), found.end()):
        return False
    first, last = (_end(found[1], found[2]), _end(found[3], found[4]))
    if (first.year, first.month or 0) >= (last.year, last.month or 12):
        return reader.no("row", start, found.end(), "the second end is not after the first")
    return reader.add(start, found.end(), "row", first, last)


def _end(month: str | None, year: str) -> Point:
    return Point("month", int(year), int(month)) if month else Point("year", int(year))


def _year_of_theme(reader: Reader, start: int) -> bool:
    """ "Năm kỷ cương hành chính 2017": the lead word stands before the year's theme."""
    return bool(_THEME.search(reader.left(start, 50)))


def _follows_year(reader: Reader, start: int) -> bool:
    """ "năm 2014 và 2015", "các năm 2015, 2016"."""
    if not reader.found or reader.found[-1].first.grain != "year" or reader.found[-1].first.year is None:
        return False
    between = reader.lower[reader.found[-1].end : start]
    return len(between) <= 6 and between.strip() in (",", "và", "đến", "hoặc", "/")
