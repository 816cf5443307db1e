"""Dates of publication as data sets have them, in the form that `extract` takes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
_YEARS = range(1900, 2100)
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:T| {1,2})(\S.{0,30}))?")
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, {1,2})?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d")
_SECONDS = (10**8, 10**10)  # 1973 to 2286
_MILLISECONDS = (10**11, 10**13)  # the same years


def published(value: object) -> str | None:
    """`2018-06-27`, or `2018-06-27T15:31` in the time of Vietnam, of a date of any usual form; None for none.

    Taken are dates and times of Python, ISO 8601 with and without a zone, `2018/06/27 15:31:00`, dates of HTTP and
    mail, and seconds or milliseconds since 1970. A time with a zone is an instant and is told in the time of Vietnam.
    Raises `ValueError` for all else, for 6/5/2018 too, since nothing tells which is the month.
    """
    if value is None or value != value or (isinstance(value, str) and not value.strip()):  # NaN, NaT
        return None
    if isinstance(value, str):
        found = _of_text(value.strip())
    elif isinstance(value, int | float) and not isinstance(value, bool):
        found = _of_number(value)
    else:
        found = value if isinstance(value, date) else None
    if found is None or found.year not in _YEARS:
        shown = repr(value)
        raise ValueError(f"no date such as 2018-06-27 or 2018-06-27T15:31: {shown[:60]}{'…' * (len(shown) > 60)}")
    if not isinstance(found, datetime):
        return found.isoformat()
    if found.tzinfo is not None:
        found = found.astimezone(VIETNAM)
    return found.replace(tzinfo=None).isoformat(timespec="minutes")


def _of_text(value: str) -> date | None:
    if match := _DAY.fullmatch(value):
        year, _, month, day, clock = match.groups()
        whole = f"{year}-{month:0>2}-{day:0>2}"
        try:
            return (
                datetime.fromisoformat(f"{whole}T{clock.replace(' UTC', 'Z').replace(' ', '')}")
                if clock
                else date.fromisoformat(whole)
            )
        except ValueError:
            return None
    if _MAIL.match(value):
        from email.utils import parsedate_to_datetime  # slow to load, and seldom needed

        try:
            return parsedate_to_datetime(value)
        except ValueError:
            return None
    if value.isascii() and value.isdigit():
        return _of_number(int(value)) if len(value) != 8 else _of_digits(value)
    return None


def _of_digits(value: str) -> date | None:
    """Of `20180627`."""
    try:
        return date(int(value[:4]), int(value[4:6]), int(value[6:]))
    except ValueError:
        return None


def _of_number(value: float) -> datetime | None:
    if _MILLISECONDS[0] <= value < _MILLISECONDS[1]:
        value /= 1000
    elif not _SECONDS[0] <= value < _SECONDS[1]:
        return None
    return datetime.fromtimestamp(value, UTC)
