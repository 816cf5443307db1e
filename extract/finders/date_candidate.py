"""What the date finder hands to the resolver: candidates, and the ends of the time that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from extract.model import PartOfDay

PointGrain = Literal["day", "month", "quarter", "half", "months", "year", "decade"]


@dataclass(frozen=True, slots=True)
class Point:
    """What an expression says of one end of a date. What it does not say is None.

    `number` is the quarter, the half, or a count of months (negative: counted from the end of the year). `shift` is a
    distance from now in units of the grain ("hôm qua" is a day with shift -1), `year_shift` one in years ("tháng 11 năm
    ngoái"). A day with both a month and `shift` says twice what it is ("sáng nay (13/7)").
    """

    grain: PointGrain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    hour: int | None = None
    minute: int | None = None
    shift: int | None = None
    year_shift: int | None = None


@dataclass(slots=True)
class DateCandidate:
    """A place that reads as a date (view offsets).

    `first` and `last` are its ends (`last` only for an interval), `separator` is what stands between day and month.
    A `weak` candidate has no lead word: it is a date only if the document writes days and months like that. `named`
    is a day of the year by name ("Ngày Quốc tế lao động 1-5").
    """

    start: int
    end: int
    rule: str
    first: Point
    last: Point | None = None
    part_of_day: PartOfDay | None = None
    separator: str | None = None
    weak: bool = False
    named: bool = False
