"""The TIMEX3 value of a date, its first and last day and its granularity, of the points that an expression names."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from extract.finders.date_candidate import Point
from extract.model import Granularity


def as_date(point: Point) -> date | None:
    """The day of a point; None if it is no whole day or there is no such day."""
    if point.year is None or point.month is None or point.day is None:
        return None
    try:
        return date(point.year, point.month, point.day)
    except ValueError:
        return None


def timex(first: Point, last: Point | None) -> tuple[str, date | None, date | None]:
    """The TIMEX3 value of a date or interval, its first and its last day."""
    if last is None:
        return span(first)
    left, start, _ = span(first)
    right, _, end = span(last)
    return f"{left}/{right}", start, end


def span(point: Point) -> tuple[str, date | None, date | None]:
    """The TIMEX3 value of one point (`XXXX` for an unknown year), its first and its last day."""
    year = f"{point.year:04d}" if point.year is not None else "XXXX"
    if point.grain == "day":
        value = f"{year}-{point.month:02d}-{point.day:02d}"
        if point.hour is not None:
            value += f"T{point.hour:02d}:{point.minute or 0:02d}"
        then = as_date(point)
        return value, then, then
    if point.grain == "month":
        return f"{year}-{point.month:02d}", *_months(point.year, point.month or 1, point.month or 1)
    if point.grain == "quarter":
        number = point.number or 1
        return f"{year}-Q{number}", *_months(point.year, 3 * number - 2, 3 * number)
    if point.grain == "half":
        number = point.number or 1
        return f"{year}-H{number}", *_months(point.year, 6 * number - 5, 6 * number)
    if point.grain == "months":
        number = point.number or 1
        low, high = (1, number) if number > 0 else (13 + number, 12)
        return f"{year}-{low:02d}/{year}-{high:02d}", *_months(point.year, low, high)
    if point.grain == "decade":
        assert point.year is not None
        return f"{point.year}/{point.year + 9}", date(point.year, 1, 1), date(point.year + 9, 12, 31)
    return year, *_months(point.year, 1, 12)


def _months(year: int | None, low: int, high: int) -> tuple[date | None, date | None]:
    if year is None:
        return None, None
    return date(year, low, 1), date(year, high, monthrange(year, high)[1])


def granularity(first: Point, last: Point | None) -> Granularity:
    """What the value counts in; an interval if it has two ends or covers several months or years."""
    if last is not None or first.grain in ("months", "decade"):
        return "interval"
    if first.grain == "day":
        return "day" if first.hour is None else "minute"
    if first.grain in ("month", "quarter", "half", "year"):
        return first.grain
    return "interval"
