"""A day in digits or words, with or without its year and its clock time, at a known place."""

from __future__ import annotations

from dataclasses import replace

from extract.finders.date_candidate import Point
from extract.finders.date_reader import Reader
from extract.finders.date_words import (
    CLOCK,
    DAY_LEAD,
    DD,
    DMY,
    DMY2,
    END,
    GAP,
    LUNAR,
    MM,
    MONTH_WORD,
    RELATIVE_YEAR,
    ROMAN_MONTH,
    SEP,
    SP,
    YEAR_SHIFT,
    YYYY,
    clock_time,
    day_point,
    full_year,
    month_number,
)
from extract.lazy import pattern

_YMD = pattern(rf"({YYYY})([/-])(1[0-2]|0[1-9])\2(3[01]|[12]\d|0[1-9]){END}")
# As `END`, but the other end of an interval may follow a dash: "30/5-7/6".
_END_OF_DAY = r"(?!\w)(?![/.,]\d)(?!-\d{1,2}(?!\d|[/.]\d))(?!-\d{3})(?! ?%)"
_DM = pattern(rf"({DD})( ?)([/.\-])( ?)({MM}){_END_OF_DAY}")
_D_WORDS = pattern(
    rf"({DD})(?!\d){GAP}tháng{GAP}(1[0-2]|0?[1-9]|{MONTH_WORD}|[ivx]{{1,4}})(?!\w)"
    rf"(?:(?:,?{GAP}năm{GAP}|{SEP}|,?{GAP})({YYYY})(?!\d)(?![/-]\d)|{GAP}(?:của{GAP})?năm{GAP}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
_DAY_TO_CLOCK = pattern(r"(?: ?[,|-] ?| )(?:(?:vào )?(?:lúc|hồi) )?(?=\d{1,2} ?(?:[:hg]|giờ))")
_DASH = pattern(rf" {{0,2}}-{SP}(?:đến|tới){GAP}| {{0,2}}[-÷](?:{GAP}| ?)| ?/ (?=\d)")
_UNTIL = pattern(rf",?{GAP}(?:cho{GAP})?(?:đến|tới){GAP}(?:hết{GAP})?")


def read_point(reader: Reader, place: int) -> tuple[int, Point, str | None] | None:
    """A day at `place`, with or without its year: its end, what it says, the separator."""
    lower = reader.lower
    found = DMY.match(lower, place)
    if found:
        point = day_point(int(found[1]), int(found[3]), int(found[5]))
        return (found.end(), point, found[2]) if point else None
    found = _D_WORDS.match(lower, place)
    if found:
        month = month_number(found[2])
        if month and (found[3] or found[2] not in ROMAN_MONTH):
            shift = YEAR_SHIFT[found[4]] if found[4] else None
            point = day_point(int(found[1]), month, int(found[3]) if found[3] else None, shift)
            if point and not LUNAR.match(lower, found.end()):
                return found.end(), point, None
        return None
    found = _YMD.match(lower, place)
    if found:
        point = day_point(int(found[4]), int(found[3]), int(found[1]))
        return (found.end(), point, None) if point else None
    found = DMY2.match(lower, place)
    if found and (int(found[4]) > 31 or int(found[4]) >= 0):
        point = day_point(int(found[1]), int(found[3]), full_year(int(found[4])))
        return (found.end(), point, found[2]) if point else None
    found = _DM.match(lower, place)
    if found and (found[3] == "/" or not (found[2] and not found[4])):
        point = day_point(int(found[1]), int(found[5]))
        end = found.end()
        if point is None or LUNAR.match(lower, end):
            return None
        tail = RELATIVE_YEAR.match(lower, end + 1) if lower[end : end + 1] == " " else None
        if tail and tail[1] != "trước":
            return tail.end(), replace(point, year_shift=YEAR_SHIFT[tail[1]]), found[3]
        return end, point, found[3]
    return None


def with_clock(reader: Reader, end: int, point: Point) -> tuple[int, Point]:
    """The clock time that follows a day: "27.6.2018 - 15:31", "ngày 6/2 lúc 13h45"."""
    gap = _DAY_TO_CLOCK.match(reader.lower, end)
    if gap is None:
        return end, point
    word = "lúc" in gap[0] or "hồi" in gap[0]
    if point.year is None and not word:
        return end, point
    clock = CLOCK.match(reader.lower, gap.end())
    if clock is None or (not word and ":" not in clock[0] and point.year is None):
        return end, point
    hour, minute = clock_time(clock)
    return clock.end(), replace(point, hour=hour, minute=minute)


def interval_end_after(reader: Reader, end: int, first: Point) -> tuple[int, Point] | None:
    """The other end of an interval of days after a dash or `đến`."""
    lower = reader.lower
    gap = _DASH.match(lower, end)
    if gap is None:
        gap = _UNTIL.match(lower, end)
        if gap is None:
            return None
    lead = DAY_LEAD.match(lower, gap.end())
    place = lead.end() if lead else gap.end()
    point = read_point(reader, place)
    if point is None or (point[1].year is None and first.year is not None):
        return None
    if "/" in gap[0] and first.year is None:
        return None
    return point[0], point[1]
