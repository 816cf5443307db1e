"""How usual it is to name a year in a text, by the capacity in which it is named and by how long ago it is.

The shares are those of 3,365 news articles of February to July 2017 whose month is known from outside the text, by
counting; smoothed where only the calendar of that year spoke (five-year plans, the law of one year that all cite).
Those of November, December and January are by judgement, tried on texts of other years: what is planned is then the
next year, and what is reported the one that ends.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from datetime import date

from extract.resolve.date_evidence import Evidence

# Shares in 100 mentions of years named more than 5, 5, 4, 3, 2, 1 years ahead, in the year of writing, and 1, 2, 3, 4,
# 5, more than 5 years before.
_YEARS_AGO: dict[str, tuple[int, ...]] = {
    "asked": (0, 0, 0, 1, 1, 6, 58, 22, 4, 2, 2, 1, 3),
    "bare": (1, 0, 0, 0, 0, 2, 12, 11, 5, 6, 4, 2, 50),
    "beside": (0, 0, 0, 0, 0, 2, 90, 5, 1, 0, 0, 0, 2),
    "cited": (0, 0, 0, 0, 0, 0, 23, 22, 13, 10, 10, 5, 18),
    "compared": (2, 0, 0, 2, 2, 1, 4, 16, 26, 4, 4, 2, 37),
    "day": (0, 0, 0, 0, 1, 1, 47, 24, 6, 2, 1, 1, 17),
    "day_ahead": (0, 0, 1, 2, 1, 18, 64, 5, 2, 0, 2, 0, 4),
    "due": (7, 3, 1, 3, 1, 10, 16, 22, 12, 9, 1, 1, 12),
    "elapsed": (2, 0, 0, 1, 2, 9, 45, 30, 5, 2, 1, 1, 2),
    "elected_first": (0, 0, 0, 0, 1, 5, 50, 16, 12, 6, 4, 2, 4),
    "from_day": (0, 0, 0, 0, 2, 6, 52, 22, 8, 2, 0, 0, 8),
    "half": (0, 0, 0, 0, 0, 1, 86, 11, 0, 0, 1, 0, 1),
    "horizon": (48, 6, 6, 6, 6, 6, 6, 5, 4, 3, 2, 2, 18),
    "in_force": (0, 0, 1, 2, 1, 22, 60, 7, 2, 0, 2, 0, 4),
    "month": (0, 0, 0, 0, 0, 2, 30, 35, 10, 4, 3, 3, 14),
    "into": (4, 1, 1, 3, 2, 10, 3, 20, 3, 4, 4, 3, 42),
    "law": (0, 0, 0, 0, 0, 1, 5, 12, 16, 14, 12, 10, 30),
    "month_ahead": (0, 0, 0, 3, 2, 10, 72, 7, 2, 0, 0, 0, 3),
    "name": (1, 0, 0, 1, 1, 6, 48, 10, 3, 2, 1, 1, 26),
    "named": (1, 0, 0, 0, 1, 1, 24, 18, 10, 4, 3, 3, 35),
    "new_year": (0, 0, 0, 0, 0, 18, 60, 8, 3, 0, 0, 0, 11),
    "number": (0, 0, 0, 0, 0, 0, 17, 17, 17, 17, 10, 6, 16),
    "period_first": (16, 3, 3, 3, 4, 6, 11, 12, 8, 6, 5, 4, 19),
    "period_last": (48, 6, 6, 6, 6, 6, 6, 6, 5, 3, 2, 2, 20),
    "planned": (1, 0, 0, 1, 0, 4, 73, 15, 5, 0, 0, 0, 1),
    "quarter": (0, 0, 0, 0, 0, 2, 76, 19, 2, 0, 2, 0, 0),
    "quarter_ahead": (0, 0, 0, 0, 1, 10, 80, 6, 1, 0, 1, 0, 1),
    "reported": (0, 0, 0, 0, 0, 0, 14, 52, 22, 4, 2, 1, 5),
    "result": (1, 0, 0, 1, 0, 1, 15, 62, 8, 2, 2, 1, 8),
    "same_period": (0, 0, 0, 0, 0, 0, 3, 80, 15, 1, 0, 0, 1),
    "risen": (0, 0, 0, 1, 1, 1, 4, 44, 16, 8, 6, 4, 16),
    "row_last": (0, 0, 0, 1, 1, 6, 14, 60, 6, 3, 2, 1, 5),
    "stretch_first": (1, 0, 0, 0, 1, 5, 24, 9, 7, 6, 5, 5, 37),
    "stretch_last": (5, 4, 5, 9, 7, 8, 11, 14, 5, 4, 3, 3, 22),
    "soon": (3, 0, 1, 1, 1, 17, 56, 20, 0, 0, 0, 0, 1),
    "since": (0, 0, 0, 0, 0, 0, 4, 14, 8, 8, 6, 2, 57),
    "term_first": (4, 1, 1, 2, 4, 10, 18, 17, 14, 11, 9, 7, 8),
    "until": (4, 1, 2, 4, 4, 10, 40, 15, 5, 3, 2, 2, 8),
    "yearly": (0, 0, 0, 0, 1, 1, 64, 20, 2, 2, 1, 1, 8),
    "told": (2, 0, 0, 1, 1, 3, 32, 29, 7, 3, 3, 2, 17),
}
# At the turn of the year the plans are for the next one and the results of the one before.
_LATE = {
    "planned": (1, 0, 0, 0, 1, 54, 36, 6, 2, 0, 0, 0, 0),
    "told": (1, 0, 0, 0, 1, 18, 40, 16, 6, 4, 2, 2, 12),
    "reported": (0, 0, 0, 0, 0, 2, 62, 24, 6, 2, 1, 1, 2),
    "result": (1, 0, 0, 0, 0, 4, 58, 24, 5, 2, 1, 1, 4),
    "soon": (3, 0, 1, 1, 2, 52, 36, 4, 0, 0, 0, 0, 1),
    "bare": (3, 0, 0, 0, 1, 14, 22, 8, 3, 3, 4, 2, 42),
    "name": (2, 0, 0, 1, 1, 12, 30, 8, 3, 2, 1, 1, 40),
    "named": (1, 0, 0, 0, 1, 14, 32, 14, 6, 4, 3, 3, 24),
    "horizon": (40, 6, 6, 6, 6, 14, 6, 5, 4, 3, 2, 2, 18),
}
_DECEMBER = {
    "planned": (0, 0, 0, 0, 0, 66, 28, 4, 2, 0, 0, 0, 0),
    "told": (1, 0, 0, 0, 0, 26, 40, 14, 5, 3, 2, 2, 11),
    "reported": (0, 0, 0, 0, 0, 2, 78, 14, 3, 1, 1, 0, 1),
    "result": (1, 0, 0, 0, 0, 6, 68, 14, 4, 2, 1, 1, 3),
    "soon": (2, 0, 0, 1, 2, 68, 22, 4, 0, 0, 0, 0, 1),
    "bare": (3, 0, 0, 0, 1, 20, 22, 8, 3, 3, 4, 2, 36),
    "name": (2, 0, 0, 1, 1, 16, 30, 8, 3, 2, 1, 1, 35),
    "named": (1, 0, 0, 0, 1, 20, 32, 12, 6, 4, 3, 3, 20),
    "yearly": (0, 0, 0, 0, 1, 14, 58, 15, 2, 2, 1, 1, 6),
    "period_first": (14, 3, 3, 3, 4, 20, 8, 10, 7, 5, 4, 3, 16),
    "horizon": (40, 6, 6, 6, 6, 18, 4, 4, 3, 2, 2, 2, 16),
}
# From September on plans for the next year are drawn up.
_SEPTEMBER = {"planned": (0, 0, 0, 0, 1, 14, 66, 12, 4, 0, 0, 0, 1)}
_OCTOBER = {"planned": (0, 0, 0, 0, 1, 28, 60, 8, 2, 0, 0, 0, 0)}
_EARLY = {
    "planned": (0, 0, 0, 0, 0, 3, 86, 8, 2, 0, 0, 0, 1),
    "reported": (0, 0, 0, 0, 0, 0, 12, 72, 8, 3, 2, 1, 2),
    "result": (0, 0, 0, 0, 0, 0, 8, 78, 5, 2, 1, 1, 5),
    "told": (1, 0, 0, 0, 0, 2, 26, 34, 8, 5, 3, 2, 19),
    "compared": (2, 0, 0, 0, 1, 1, 3, 16, 32, 4, 3, 2, 36),
}
_JANUARY = {
    "planned": (0, 0, 0, 0, 0, 3, 90, 5, 1, 0, 0, 0, 1),
    "reported": (0, 0, 0, 0, 0, 0, 5, 82, 6, 2, 2, 1, 2),
    "result": (0, 0, 0, 0, 0, 0, 4, 84, 4, 2, 1, 1, 4),
    "told": (1, 0, 0, 0, 0, 2, 16, 44, 9, 5, 3, 2, 18),
    "named": (1, 0, 0, 0, 0, 1, 14, 28, 7, 4, 3, 2, 40),
    "compared": (2, 0, 0, 0, 1, 1, 3, 14, 34, 4, 3, 2, 36),
    "same_period": (0, 0, 0, 0, 0, 0, 2, 28, 66, 2, 1, 0, 1),
    "horizon": (44, 6, 6, 6, 6, 6, 14, 4, 3, 3, 2, 2, 14),
}

# Lower limits of the shares in `_MONTHS_AGO` from the second on.
_MONTH_LIMITS = (-6, -3, -1, 0, 1, 2, 4, 7, 13, 25, 49)
_MONTH_WIDTHS = (24, 3, 2, 1, 1, 1, 2, 3, 6, 12, 24, 60)
# Shares in 100 mentions of days, months, quarters and halves by how many months before the writing they end.
_MONTHS_AGO: dict[str, tuple[int, ...]] = {
    "cited": (0, 0, 0, 0, 6, 9, 6, 10, 8, 15, 19, 26),
    "day": (0, 1, 2, 3, 27, 8, 9, 9, 9, 7, 5, 19),
    "day_ahead": (24, 13, 8, 19, 33, 2, 4, 3, 2, 2, 4, 6),
    "half": (1, 20, 1, 1, 14, 46, 5, 1, 7, 2, 0, 2),
    "in_force": (36, 13, 17, 11, 15, 2, 2, 9, 9, 0, 4, 4),
    "month": (0, 1, 1, 2, 6, 10, 11, 10, 16, 16, 7, 18),
    "month_ahead": (30, 17, 16, 26, 10, 0, 2, 3, 0, 3, 0, 3),
    "new_year": (1, 4, 30, 26, 25, 5, 2, 1, 2, 2, 1, 1),
    "school": (1, 4, 8, 5, 6, 6, 11, 14, 26, 8, 4, 7),
    "newest_month": (0, 2, 2, 5, 13, 15, 15, 8, 14, 12, 4, 6),
    "since_month": (0, 0, 0, 0, 2, 4, 8, 14, 28, 22, 12, 10),
    "quarter": (1, 4, 4, 14, 3, 5, 37, 20, 3, 7, 0, 2),
    "quarter_ahead": (10, 18, 16, 40, 2, 2, 6, 3, 1, 1, 0, 1),
}
# As `_MONTH_LIMITS`, in days.
_DAY_LIMITS = (-400, -60, -30, -9, -3, 0, 1, 4, 11, 32, 63, 121, 251, 346, 386, 701, 1501)
# Shares in 10,000 mentions of days for each day of distance.
_DAYS_AGO: dict[str, tuple[float, ...]] = {
    "day": (0.01, 0.5, 4, 10, 20, 93, 1140, 124, 40, 23, 20, 10, 11, 5, 8, 2.3, 0.8, 0.2),
    "newest_day": (0.01, 0.4, 4, 10, 20, 93, 1300, 150, 55, 30, 22, 12, 10, 5, 6, 1.5, 0.6, 0.1),
    "day_ahead": (0.5, 4, 57, 40, 120, 330, 1250, 100, 15, 8, 3, 2, 2, 1, 1, 0.5, 0.3, 0.2),
    "cited": (0.01, 0.1, 0.1, 2, 3, 20, 30, 60, 40, 35, 16, 16, 9, 4, 6, 3, 2.5, 0.5),
    "until": (3, 6, 12, 20, 40, 60, 300, 80, 40, 23, 15, 8, 6, 4, 3, 1.5, 0.7, 0.3),
    "from_day": (0.05, 2.4, 27, 38, 90, 60, 500, 130, 30, 20, 20, 9, 4, 6, 6, 2, 1.2, 0.2),
    "in_force": (0.02, 22, 30, 25, 20, 20, 100, 30, 30, 10, 5, 5, 8, 3, 3, 1, 0.5, 0.3),
}
_LONG_AGO = 0.04  # texts of all times name what was long ago: it says little of when they were written
_OF_ITS_TIME = frozenset(
    ("planned", "half", "quarter", "quarter_ahead", "beside", "day_ahead", "month_ahead", "school", "same_period")
)
_TURNS = {1: _JANUARY, 2: _EARLY, 3: _EARLY, 9: _SEPTEMBER, 10: _OCTOBER, 11: _LATE, 12: _DECEMBER}


def log_share(evidence: Evidence, year: int, day: date | None) -> float:
    """How usual it is that a text written in `year` (at the time of `day`, if that is known) names what it names: the
    logarithm of a share."""
    kind = evidence.kind
    month = day.month if day is not None else None
    if day is not None and evidence.day is not None and kind in _DAYS_AGO:
        ago = (day - date(evidence.year, evidence.low or 1, evidence.day)).days
        return math.log(_DAYS_AGO[kind][bisect_right(_DAY_LIMITS, ago)] / 10_000)
    if month is not None and evidence.high is not None and kind in _MONTHS_AGO:
        ago = 12 * (year - evidence.year) + month - evidence.high
        index = bisect_right(_MONTH_LIMITS, ago)
        return math.log((_MONTHS_AGO[kind][index] + 0.3) / 100 / _MONTH_WIDTHS[index])
    shares = _YEARS_AGO.get(kind)
    if shares is None:
        return 0.0
    if month is not None:
        turn = _TURNS.get(month, {})
        shares = turn.get(kind, shares)
    ago = year - evidence.year
    width = 8 if ago < -5 else 15 if ago > 5 else 1
    share = (shares[min(12, max(0, ago + 6))] + 0.3) / 100 / width
    return math.log(max(share, _LONG_AGO) if ago > 2 and kind not in _OF_ITS_TIME else share)
