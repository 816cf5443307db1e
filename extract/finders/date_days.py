"""Days, days with a clock time, relative days, and intervals: forms that begin at a lead word or a digit."""

from __future__ import annotations

import re
from dataclasses import replace

from extract.finders.date_candidate import Point
from extract.finders.date_points import interval_end_after, read_point, with_clock
from extract.finders.date_reader import Reader
from extract.finders.date_words import (
    AFTER_YEAR,
    BEFORE_WEAK,
    CLOCK,
    DAY_LEAD,
    DD,
    DMY,
    DMY2,
    GAP,
    MONTH,
    MONTH_YEAR,
    NUMBERED,
    PART,
    PART_RE,
    QUARTER,
    ROMAN,
    SP,
    YEAR,
    YYYY,
    afternoon_hour,
    clock_time,
    month_point,
)
from extract.lazy import pattern
from extract.model import PartOfDay

_CLOCK_TO_DAY = pattern(
    rf"(?:[ ,|(\[-]{{0,5}}|{GAP})(?:(?:thứ{GAP}[^\W_]{{1,4}}|chủ{GAP}nhật)(?:,? ?\(?| )(?=\d|ngày))?"
)
_WEEKDAY = pattern(rf"(?:thứ{GAP}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ{GAP}nhật)(?!\w)[ ,(]{{0,3}}")
_TO = pattern(
    rf"(?:{SP}-{SP}(?:(?:đến|tới){GAP})?|{SP}÷{SP}|/(?= ?\d)"
    rf"|,?{GAP}(?:cho{GAP})?(?:đến|tới){GAP}(?:hết{GAP}|đầu{GAP}|giữa{GAP}|cuối{GAP})?)"
)
_LIST_MORE = pattern(rf"(?:, ?|,?{GAP}và{GAP}|{GAP}hoặc{GAP})(?:ngày{GAP})?({DD})(?!\d)(?!\.\d{{3}})")
_TIGHT_RANGE = pattern(rf"({DD})(?:{SP}-{SP}|,?{GAP}(?:đến|tới|và){GAP}(?:hết{GAP})?(?:ngày{GAP})?)(?=\d)")
_NOW_DAY = pattern(rf"(?:hôm{GAP}(nay|qua|kia)|ngày{GAP}(?:hôm{GAP})?(nay|qua|mai|mốt|kia))(?!\w)")
_PART_DAY = pattern(rf"({PART_RE})(?:{GAP}(?:hôm{GAP}|ngày{GAP}hôm{GAP}|ngày{GAP})?(nay|qua|mai|kia)(?!\w))?")
_DAY_SHIFT = {"nay": 0, "qua": -1, "kia": -2, "mai": 1, "mốt": 2}
_APPOSED = pattern(
    rf"(?:,{GAP}|{GAP}?\({SP}|{GAP})(?:(?:tức|thứ{GAP}[^\W_]{{1,4}}|chủ{GAP}nhật),?{GAP}\(?)?(?:ngày{GAP})?(?=\d)"
)
_HOM_DIGIT = pattern(rf"hôm{GAP}(?=\d)")
_DAY_NUMBER = pattern(rf"({DD})(?![\d.])")
_SPACE = pattern(GAP)
_HOM = pattern(rf"hôm{GAP}")
_FROM = pattern(rf"từ{GAP}(?:(?:đầu|giữa|cuối|rạng){GAP})?")
_PART_LEAD = pattern(rf"(?:{PART_RE}){GAP}(?:ngày{GAP})?(?=\d)")
_DAY_ALONE = pattern(rf"({DD})(?![\d./,])")
_YEAR_LED = pattern(rf"(?:đầu{GAP}|cuối{GAP}|hết{GAP})?năm{GAP}({YYYY})(?!\d)(?![/-]\d)")


def day(reader: Reader, start: int) -> bool:
    """ "ngày 18/1/2019", "ngày 3 đến 5/6", "mùng 2 tháng 9", "ngày 7 và 8/6"."""
    lead = DAY_LEAD.match(reader.lower, start)
    if lead is None:
        return False
    if reader.left(start, 5).endswith(("mỗi ", "hằng ")):
        return reader.no("day", start, lead.end(), "what is of every day")
    return _days(reader, start, lead.end(), "day")


def day_after_hom(reader: Reader, start: int) -> bool:
    """ "hôm 5/6": the word itself adds nothing."""
    found = _HOM_DIGIT.match(reader.lower, start)
    return bool(found) and _days(reader, start, found.end(), "day")  # type: ignore[union-attr]


def _days(reader: Reader, start: int, place: int, rule: str, part_of_day: PartOfDay | None = None) -> bool:
    """One day, an interval or a list of days whose digits begin at `place`; its lead word begins at `start`."""
    lower = reader.lower
    if not lower[place : place + 1].isdigit():
        return False
    point = read_point(reader, place)
    if point is not None:
        end, first, separator = point
        tight = _TIGHT_RANGE.match(lower, place)
        if first.year is None and separator in ("-", ".") and tight and _better_range(reader, place, point):
            point = None
        else:
            last = interval_end_after(reader, end, first)
            if last is not None:
                return reader.add(start, last[0], "interval", first, last[1], separator=separator)
            end, first = with_clock(reader, end, first)
            return reader.add(start, end, rule, first, part_of_day=part_of_day, separator=separator)
    tight = _TIGHT_RANGE.match(lower, place)
    if tight:
        after = read_point(reader, tight.end())
        if after is not None and int(tight[1]) < (after[1].day or 0):
            first = replace(after[1], day=int(tight[1]))
            if "và" in tight[0] and first.day + 1 < (after[1].day or 0):  # type: ignore[operator]
                reader.add(start, place + len(tight[1]), rule, first, part_of_day=part_of_day, separator=after[2])
                return reader.add(tight.end(), after[0], rule, after[1], part_of_day=part_of_day, separator=after[2])
            return reader.add(start, after[0], "interval", first, after[1], separator=after[2])
    return _day_list(reader, start, place, rule, part_of_day)


def _better_range(reader: Reader, place: int, point: tuple[int, Point, str | None]) -> bool:
    """ "3-5/6": a dash after which day and month stand is a range, not a day and a month."""
    tight = _TIGHT_RANGE.match(reader.lower, place)
    after = read_point(reader, tight.end()) if tight else None
    return after is not None and after[0] > point[0] and (after[1].day or 0) > int(tight[1])  # type: ignore[index]


def _day_list(reader: Reader, start: int, place: int, rule: str, part_of_day: PartOfDay | None) -> bool:
    """ "ngày 5, 6 và 7/3/2020" is one interval, of "ngày 5, 8 và 12/3" each is a date; the last has month and year."""
    days: list[tuple[int, int]] = []
    head = _DAY_NUMBER.match(reader.lower, place)
    if head is None:
        return reader.no(rule, start, place, "no day and month after the lead word")
    days.append(head.span(1))
    at = head.end()
    while len(days) < 10:
        item = _LIST_MORE.match(reader.lower, at)
        if item is None:
            break
        point = read_point(reader, item.start(1))
        if point is not None:
            numbers = [int(reader.lower[a:b]) for a, b in days]
            if [*numbers, point[1].day] == list(range(numbers[0], numbers[0] + len(numbers) + 1)):
                first = replace(point[1], day=numbers[0])
                return reader.add(start, point[0], "interval", first, point[1], separator=point[2])
            for index, (a, b) in enumerate(days):
                first = replace(point[1], day=int(reader.lower[a:b]))
                reader.add(start if index == 0 else a, b, rule, first, part_of_day=part_of_day, separator=point[2])
            return reader.add(item.start(1), point[0], rule, point[1], part_of_day=part_of_day, separator=point[2])
        days.append(item.span(1))
        at = item.end()
    return reader.no(rule, start, head.end(), "a day without its month")


def relative_day(reader: Reader, start: int) -> bool:
    """ "hôm nay", "ngày mai", "hôm nay, ngày 19 tháng 1 năm 2019"."""
    found = _NOW_DAY.match(reader.lower, start)
    if found is None:
        return False
    word = found[1] or found[2]
    if found[2] and "hôm" not in found[0] and word in ("nay", "kia", "qua"):
        return False  # "ngày nay": nowadays; "những ngày qua": of late
    return _relative(reader, start, found.end(), _DAY_SHIFT[word], None)


def _relative(reader: Reader, start: int, end: int, shift: int, part: PartOfDay | None) -> bool:
    """A day told by its distance from now, and the digits that say it again."""
    gap = _APPOSED.match(reader.lower, end)
    if gap:
        point = read_point(reader, gap.end())
        plain = gap[0].strip(" \n") == ""
        if point is not None and not (plain and point[1].year is None and reader.unit_follows(point[0])):
            last, first = point[0], replace(point[1], shift=shift)
            return reader.add(start, last, "relative_day", first, part_of_day=part, separator=point[2])
    return reader.add(start, end, "relative_day", Point("day", shift=shift), part_of_day=part)


def part(reader: Reader, start: int) -> bool:
    """ "sáng nay (13/7)", "chiều 22.4", "sáng ngày 27/6/2018", "tối thứ bảy (3/6)"."""
    found = _PART_DAY.match(reader.lower, start)
    if found is None:
        return False
    part = PART[found[1]]
    if found[2]:
        return _relative(reader, start, found.end(), _DAY_SHIFT[found[2]], part)
    gap = _SPACE.match(reader.lower, found.end())
    if gap is None:
        return False
    place = gap.end()
    weekday = _WEEKDAY.match(reader.lower, place)
    if weekday:
        place = weekday.end()
    lead = DAY_LEAD.match(reader.lower, place) or _HOM.match(reader.lower, place)
    if lead:
        place = lead.end()
    if not reader.lower[place : place + 1].isdigit():
        return False
    if not lead and not weekday:
        point = read_point(reader, place)
        if point is None or reader.unit_follows(point[0]):
            return reader.no("day", start, place, "no day and month after the part of the day")
    return _days(reader, start, place, "day", part_of_day=part)


def clock(reader: Reader, start: int) -> bool:
    """ "13h45 ngày 6/2", "8h30 sáng nay (18/4)", "14:11 | 20/01/2019"."""
    clock = CLOCK.match(reader.lower, start)
    if clock is None:
        return False
    hour, minute = clock_time(clock)
    gap = _CLOCK_TO_DAY.match(reader.lower, clock.end())
    if gap is None:
        return False
    place = gap.end()
    before = len(reader.found)
    made = _day_after_clock(reader, place)
    if not made:
        return False
    # The part that was read behind the clock time becomes one candidate that begins at the clock time.
    candidate = reader.found[before]
    del reader.found[before + 1 :]
    hour = afternoon_hour(hour, candidate.part_of_day)
    candidate.start = start
    candidate.rule = "date.clock"
    candidate.first = replace(candidate.first, hour=hour, minute=minute)
    return True


def _day_after_clock(reader: Reader, place: int) -> bool:
    lower = reader.lower
    if _PART_DAY.match(lower, place) and part(reader, place):
        return True
    if lower.startswith(("ngày", "mùng", "mồng"), place):
        return relative_day(reader, place) or day(reader, place)
    if lower.startswith("hôm", place):
        return relative_day(reader, place)
    point = read_point(reader, place) if lower[place : place + 1].isdigit() else None
    if point is None or (point[1].year is None and reader.unit_follows(point[0])):
        return False
    return reader.add(place, point[0], "day", point[1], separator=point[2])


def full(reader: Reader, start: int) -> bool:
    """A day in digits with its year: "20/01/2019", "2017-05-13", "27.6.2018 - 15:31"; an interval that ends so."""
    lower = reader.lower
    if start and lower[start - 1] in "/.,-" and start > 1 and lower[start - 2].isalnum():
        return False
    tight = _TIGHT_RANGE.match(lower, start)
    if tight and not DMY.match(lower, start):
        after = read_point(reader, tight.end())
        if after and after[1].year and _in_row(tight, after[1]):
            first = replace(after[1], day=int(tight[1]))
            return reader.add(start, after[0], "interval", first, after[1], separator=after[2])
    point = read_point(reader, start)
    if point is None:
        return False
    end, first, separator = point
    last = interval_end_after(reader, end, first)
    if first.year is None:
        # "19/5 - 20/6/2017": the year stands at the end of the interval
        if last is None or last[1].year is None or separator is None:
            return False
        return reader.add(start, last[0], "interval", first, last[1], separator=separator)
    if DMY2.fullmatch(lower, start, end) and not _short_year_ok(reader, start, end):
        return reader.no("day", start, end, "two digits for a year need a lead word or brackets")
    if NUMBERED.search(reader.left(start)):
        return reader.no("day", start, end, "the number of a document or a form")
    if last is not None and last[1].year is not None:
        return reader.add(start, last[0], "interval", first, last[1], separator=separator)
    end, first = with_clock(reader, end, first)
    return reader.add(start, end, "day", first, separator=separator)


def _in_row(tight: re.Match[str], last: Point) -> bool:
    """Whether the days of "27 và 28-2" or "3-5/6" make an interval: joined by a dash, or one next to the other."""
    first, end = int(tight[1]), last.day or 0
    return first + 1 == end if "và" in tight[0] else first < end


def bare_range(reader: Reader, start: int) -> tuple[int, Point, Point, str | None] | None:
    """ "22 - 23.4", "27 và 28/2" without a lead word: its end, both ends and the separator of the last."""
    tight = _TIGHT_RANGE.match(reader.lower, start)
    after = read_point(reader, tight.end()) if tight else None
    if tight is None or after is None or not _in_row(tight, after[1]):
        return None
    return after[0], replace(after[1], day=int(tight[1])), after[1], after[2]


def _short_year_ok(reader: Reader, start: int, end: int) -> bool:
    left = reader.left(start)
    return bool(BEFORE_WEAK.search(left)) and reader.lower[end : end + 1] != "."


def interval(reader: Reader, start: int) -> bool:
    """ "từ ngày 3 đến 5/6", "từ tháng 5/2016 đến tháng 6/2017", "từ năm 1000 đến 1471", "từ 23.4 - 1.5"."""
    lower = reader.lower
    head = _FROM.match(lower, start)
    if head is None:
        return False
    first = _interval_end(reader, head.end(), None)
    if first is None:
        return False
    end, point, kind, bare = first
    gap = _TO.match(lower, end)
    if gap is None or ("/" in gap[0]):
        return False
    last = _interval_end(reader, gap.end(), kind)
    if last is None:
        return False
    last_end, last_point, last_kind, last_bare = last
    if kind == "number":  # "từ ngày 3 đến 5/6", "từ 11 đến 13/5"
        if last_kind != "day" or point.day is None or (last_point.day or 0) <= point.day:
            return False
        point = replace(last_point, day=point.day)
    elif kind != last_kind and not _years_in_order(point, last_point):
        if kind != "month" or last_kind != "day" or point.year is not None or last_point.year is None:
            return False
        if (point.month or 0) > (last_point.month or 0):
            return False
        point = replace(point, year=last_point.year)  # "từ tháng 3 đến 31/12/2016"
    if kind in ("day", "number") and bare and last_bare and last_point.year is None:
        if reader.unit_follows(last_end):
            return reader.no("interval", start, last_end, "a unit follows: quantities, not days")
        dotted = lower[head.end() : last_end].count("/") == 0
        return reader.add(start, last_end, "interval", point, last_point, weak=dotted, separator="." if dotted else "/")
    if kind == "year" and bare and last_bare and not AFTER_YEAR.match(lower, last_end):
        return False
    if kind == "year" and (point.year or 0) >= (last_point.year or 9999):
        return False
    return reader.add(start, last_end, "interval", point, last_point)


def _years_in_order(first: Point, last: Point) -> bool:
    """Whether two ends of different grain each tell their year: "từ năm 2011 đến tháng 2/2016"."""
    return first.year is not None and last.year is not None and first.year < last.year


def _interval_end(reader: Reader, place: int, like: str | None) -> tuple[int, Point, str, bool] | None:
    """One end of "từ X đến Y": its end, what it says, of what kind, and whether it has no lead word."""
    lower = reader.lower
    lead = DAY_LEAD.match(lower, place) or _PART_LEAD.match(lower, place)
    digits = lead.end() if lead else place
    if lower[digits : digits + 1].isdigit():
        point = read_point(reader, digits)
        full = point is not None and point[1].year is not None and like == "month"
        if point is not None and (full or lead is not None or like not in ("month", "year")):
            return point[0], point[1], "day", lead is None
        month = MONTH_YEAR.match(lower, digits)
        if month and lead is None and like in (None, "month"):
            return month.end(), Point("month", int(month[3]), int(month[1])), "month", True
        year = YEAR.match(lower, digits)
        if year and lead is None and like in (None, "year"):
            return year.end(), Point("year", int(year[1])), "year", True
        number = _DAY_ALONE.match(lower, digits)
        if number and like is None:
            return number.end(), Point("day", day=int(number[1])), "number", lead is None
        return None
    month = MONTH.match(lower, place)
    if month:
        point_month = month_point(month)
        return (month.end(), point_month, "month", False) if point_month else None
    quarter = QUARTER.match(lower, place)
    if quarter and (told := quarter[2] or quarter[3] or quarter[4]):
        return quarter.end(), Point("quarter", int(told), number=ROMAN[quarter[1]]), "quarter", False
    year = _YEAR_LED.match(lower, place)
    if year:
        return year.end(), Point("year", int(year[1])), "year", False
    return None
