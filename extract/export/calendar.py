"""First and last day of a date value, for targets that know days only."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

_POINT = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})(?:T.*)?)?))?"
)


def days(value: str | None) -> tuple[date, date] | None:
    """First and last day of a value such as `2018-06-27`, `2025-Q1`, `2017/2020`.

    None for no value, a year that is not known (`XXXX-07-13`), and what is no date of the calendar.
    """
    if not value:
        return None
    first, _, last = value.partition("/")
    start, end = _point(first), _point(last or first)
    return (start[0], end[1]) if start and end else None


def day(value: str | None) -> date | None:
    """The day of a value that is as exact as a day or a minute, else None."""
    bounds = days(value)
    return bounds[0] if bounds and bounds[0] == bounds[1] else None


def _point(value: str) -> tuple[date, date] | None:
    found = _POINT.fullmatch(value)
    if not found:
        return None
    year = int(found["year"])
    if found["quarter"]:
        last_month = int(found["quarter"]) * 3
        first_month = last_month - 2
    elif found["half"]:
        last_month = int(found["half"]) * 6
        first_month = last_month - 5
    elif found["month"]:
        first_month = last_month = int(found["month"])
    else:
        first_month, last_month = 1, 12
    try:
        if found["day"]:
            only = date(year, first_month, int(found["day"]))
            return only, only
        return date(year, first_month, 1), date(year, last_month, monthrange(year, last_month)[1])
    except ValueError:
        return None
