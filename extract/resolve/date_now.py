"""When a document speaks: the day, month and year that it implies for what it dates without a year.

A reader who meets "ngày 5/6" without a year asks when the text was written. Where it says when it was put out, that
tells. Else the procedure is:

1. Find the *event*: the first day without a year that is told as past. The text was written in its month.
2. Gather the *evidence*: each year that the text names, and in what capacity (`date_evidence`).
3. Weigh each year that may be meant. `_YEARS_AGO` and `_MONTHS_AGO` say, for each capacity, how long before the writing
   the years and months so named lie; a year is as likely as it makes all that is named usual. Mentions in one text
   depend on each other, so what they say together counts for less than its sum (`_TEMPER`).
4. Take the likeliest year if it is more likely than all others together (`_CLEAR`). Else nothing is implied and the
   year stays unknown.

The shares are those of 3,365 news articles of 2017 whose month is known from outside the text, smoothed where only the
calendar of that year spoke (five-year plans). The year was right in 84 of 100 such articles on Party and government to
which one was given, and in 56 of 100 of those whose year had a share of less than 0.6.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Literal

from dateutil.relativedelta import relativedelta

from extract.finders.date_candidate import Point
from extract.lazy import pattern
from extract.resolve.date_document import Document
from extract.resolve.date_evidence import Evidence, gather
from extract.resolve.date_value import as_date

Source = Literal["text", "published", "number", "told", "implied"]
"""How a year is known."""

_MODERN = 1995  # a document does not speak of itself in an earlier year, unless it is a history
_TEMPER = (1.0, 0.85, 0.7)  # of one, two, more mentions
_CLEAR = 0.5
_SURE = 0.9
_JUBILEE = 8.0  # what an anniversary adds to the logarithm of the likelihood

# Shares in 100 mentions of years named more than 5, 5, 4, 3, 2, 1 years ahead, in the year of writing, and 1, 2, 3, 4,
# 5, more than 5 years before.
_YEARS_AGO: dict[str, tuple[int, ...]] = {
    "bare": (3, 0, 0, 0, 0, 3, 21, 13, 4, 4, 6, 2, 45),
    "beside": (0, 0, 0, 0, 0, 2, 90, 5, 1, 0, 0, 0, 2),
    "cited": (0, 0, 0, 0, 0, 0, 23, 22, 13, 10, 10, 5, 18),
    "compared": (2, 0, 0, 1, 1, 1, 3, 22, 20, 5, 5, 2, 37),
    "day": (0, 0, 0, 0, 1, 1, 47, 24, 6, 2, 1, 1, 17),
    "day_ahead": (0, 0, 1, 2, 1, 18, 64, 5, 2, 0, 2, 0, 4),
    "due": (7, 3, 1, 3, 1, 10, 16, 22, 12, 9, 1, 1, 12),
    "half": (0, 0, 0, 0, 0, 1, 86, 11, 0, 0, 1, 0, 1),
    "horizon": (48, 6, 6, 6, 6, 6, 6, 5, 4, 3, 2, 2, 18),
    "in_force": (0, 0, 1, 2, 1, 22, 60, 7, 2, 0, 2, 0, 4),
    "month": (0, 0, 0, 0, 0, 2, 30, 35, 10, 4, 3, 3, 14),
    "month_ahead": (0, 0, 0, 3, 2, 10, 72, 7, 2, 0, 0, 0, 3),
    "name": (2, 0, 0, 1, 1, 3, 32, 9, 3, 2, 1, 1, 44),
    "named": (0, 0, 0, 0, 1, 1, 20, 18, 7, 4, 3, 3, 42),
    "number": (0, 0, 0, 0, 0, 0, 17, 17, 17, 17, 10, 6, 16),
    "period_first": (16, 3, 3, 3, 4, 6, 11, 12, 8, 6, 5, 4, 19),
    "period_last": (48, 6, 6, 6, 6, 6, 6, 6, 5, 3, 2, 2, 20),
    "planned": (1, 0, 0, 1, 0, 4, 73, 15, 5, 0, 0, 0, 1),
    "quarter": (0, 0, 0, 0, 0, 2, 76, 19, 2, 0, 2, 0, 0),
    "same_period": (0, 0, 0, 0, 0, 0, 3, 80, 15, 1, 0, 0, 1),
    "school_first": (0, 0, 0, 0, 0, 7, 40, 38, 8, 2, 3, 0, 2),
    "since": (0, 0, 0, 0, 0, 0, 4, 14, 8, 8, 6, 2, 57),
    "term_first": (4, 1, 1, 2, 4, 10, 18, 17, 14, 11, 9, 7, 8),
    "until": (4, 1, 2, 4, 4, 10, 40, 15, 5, 3, 2, 2, 8),
    "told": (1, 0, 0, 0, 0, 3, 24, 27, 9, 5, 3, 2, 24),
}
# At the turn of the year the plans are for the next one and the results of the one before.
_LATE = {
    "planned": (1, 0, 0, 0, 1, 50, 40, 6, 2, 0, 0, 0, 0),
    "told": (1, 0, 0, 0, 1, 12, 42, 18, 6, 4, 2, 2, 12),
    "name": (2, 0, 0, 1, 1, 12, 30, 8, 3, 2, 1, 1, 40),
    "named": (1, 0, 0, 0, 1, 10, 34, 14, 6, 4, 3, 3, 24),
    "horizon": (40, 6, 6, 6, 6, 14, 6, 5, 4, 3, 2, 2, 18),
}
_EARLY = {
    "told": (1, 0, 0, 0, 0, 2, 26, 34, 8, 5, 3, 2, 19),
    "compared": (2, 0, 0, 0, 1, 1, 3, 16, 32, 4, 3, 2, 36),
}
_JANUARY = {
    "told": (1, 0, 0, 0, 0, 2, 16, 44, 9, 5, 3, 2, 18),
    "named": (1, 0, 0, 0, 0, 1, 14, 28, 7, 4, 3, 2, 40),
    "compared": (2, 0, 0, 0, 1, 1, 3, 14, 34, 4, 3, 2, 36),
    "same_period": (0, 0, 0, 0, 0, 0, 2, 28, 66, 2, 1, 0, 1),
    "horizon": (44, 6, 6, 6, 6, 6, 14, 4, 3, 3, 2, 2, 14),
}

_MONTH_LIMITS = (
    -6,
    -3,
    -1,
    0,
    1,
    2,
    4,
    7,
    13,
    25,
    49,
)  # lower limits of the shares in `_MONTHS_AGO` from the second on
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
    "newest_month": (0, 2, 2, 5, 13, 15, 15, 8, 14, 12, 4, 6),
    "quarter": (4, 9, 7, 19, 2, 4, 31, 15, 2, 6, 0, 2),
}
_DAY_LIMITS = (
    -400,
    -60,
    -30,
    -9,
    -3,
    0,
    1,
    4,
    11,
    32,
    63,
    121,
    251,
    346,
    386,
    701,
    1501,
)  # as `_MONTH_LIMITS`, in days
# Shares in 10,000 mentions of days for each day of distance.
_DAYS_AGO: dict[str, tuple[float, ...]] = {
    "day": (0.01, 0.5, 4, 10, 20, 93, 1140, 124, 40, 23, 20, 10, 11, 5, 8, 2.3, 0.8, 0.2),
    "newest_day": (0.01, 0.4, 4, 10, 20, 93, 1300, 150, 55, 30, 22, 12, 10, 5, 6, 1.5, 0.6, 0.1),
    "day_ahead": (0.5, 4, 57, 40, 120, 330, 1250, 100, 15, 8, 3, 2, 2, 1, 1, 0.5, 0.3, 0.2),
    "cited": (0.01, 0.1, 0.1, 2, 3, 20, 30, 60, 40, 35, 16, 16, 9, 4, 6, 3, 2.5, 0.5),
    "until": (3, 6, 12, 20, 40, 60, 300, 80, 40, 23, 15, 8, 6, 4, 3, 1.5, 0.7, 0.3),
    "in_force": (0.02, 22, 30, 25, 20, 20, 100, 30, 30, 10, 5, 5, 8, 3, 3, 1, 0.5, 0.3),
}
_LONG_AGO = 0.04  # texts of all times name what was long ago: it says little of when they were written
_OF_ITS_TIME = frozenset(
    ("planned", "half", "quarter", "beside", "day_ahead", "month_ahead", "school_first", "same_period")
)
_KINDS = {"half_ahead": "half", "quarter_ahead": "quarter"}
# Capacities in which a year far from the writing is as usual as one near: such a year alone is no witness.
_AHEAD = frozenset(("day_ahead", "month_ahead", "in_force", "until"))
_AIMED_AT = _AHEAD | {"horizon", "due", "period_last", "period_first", "term_last", "term_first"}

_DATED = frozenset(("day", "month", "cited", "number", "half", "quarter"))
_MAY_BE_AIMED_AT = frozenset(("told", "named", "bare", "name", "period_first", "term_first"))

_ANNIVERSARY = pattern(r"k[ỷỉ] niệm (?:lần thứ |tròn )?(\d{1,3}) năm(?!\w)")
_NOT_TOLD = pattern(
    r"(?:sẽ|dự kiến|phấn đấu|hoàn thành|trước(?! đó| đây| khi)|chậm nhất|muộn nhất|đến|tới|từ|hiệu lực|áp dụng|"
    r"thi hành|hết|tầm nhìn|định hướng|mục tiêu|sang|phải)(?!\w)[^.;!?\n]{0,40}$"
)


class Now:
    """When the document speaks, as far as it is known, and how that is known."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source: Source = "implied"
        self.year: int | None = None
        self.month: int | None = None
        self.day: date | None = None
        self.share = 0.0  # of the likelihood that the implied year has
        published = document.context.published
        if published:
            self.source = "published"
            self.year = int(published[:4])
            self.month = int(published[5:7]) if len(published) >= 7 else None
            self.day = date.fromisoformat(published[:10]) if len(published) >= 10 else None
        else:
            self._infer()

    @cached_property
    def evidence(self) -> list[Evidence]:
        """What the document tells of its own time."""
        return gather(self.document)

    @cached_property
    def sure(self) -> bool:
        """Whether the text has a day of its own, not only years that it speaks of."""
        halves = any(e.low is not None and e.high is not None and e.high > e.low for e in self.evidence)
        return self.year is not None and (self.month is not None or halves or self.share >= _SURE)

    @cached_property
    def history(self) -> bool:
        """A text that tells of many years: each date belongs to the year told before it."""
        years = sorted({e.year for e in self.evidence if e.kind == "day"})
        return len(years) >= 6 and years[-1] - years[0] >= 10

    def near(self, point: Point, *, future: bool) -> int | None:
        """The year that puts a day or month of the calendar next to now."""
        if self.year is None:
            return None
        if self.month is None or point.month is None:
            return self.year
        now = self.day or date(self.year, self.month, 15)
        best = None
        for year in (self.year - 1, self.year, self.year + 1):
            last = monthrange(year, point.month)[1]
            away = (date(year, point.month, min(point.day or 15, last)) - now).days
            cost = (away * (0.7 if future else 1.6)) if away > 0 else -away * (1.4 if future else 1.0)
            if best is None or cost < best[0]:
                best = (cost, year)
        return best[1] if best else None

    # Inference --------------------------------------------------------------------------------------------------

    def _infer(self) -> None:
        event = self._event()
        if event is None:
            self._without_event()
            return
        point, today = event
        year = self._likeliest(point)
        if year is None:
            return
        self.year, self.month = year, point.month
        day = as_date(replace(point, year=year))
        self.day = day - relativedelta(days=today) if day else None

    def _event(self) -> tuple[Point, int] | None:
        """The day that the document reports of: the first day without a year that is told as past, and its distance
        from now."""
        if self.document.context.layout.official:
            return None
        for candidate in self.document.candidates:
            point = candidate.first
            if point.grain != "day" or point.year is not None or point.month is None or point.year_shift is not None:
                continue
            if candidate.named or candidate.last is not None or self.document.issued(candidate):
                continue
            if _NOT_TOLD.search(self.document.left(candidate, 24)):
                continue
            return point, point.shift or 0
        return None

    def _likeliest(self, event: Point | None) -> int | None:
        """The year of writing that the evidence speaks for, if it speaks clearly; `event` is a day of that time."""
        shares = self.shares(event)
        if not shares:
            return None
        best = max(shares, key=lambda year: shares[year])
        self.share = shares[best]
        return best if self.share >= _CLEAR else None

    def shares(self, event: Point | None) -> dict[int, float]:
        """The years in which the text may have been written, each with its share of the likelihood."""
        told = [(e.year, e.high or 0, e.day or 0, e.kind) for e in self.evidence if e.kind in ("day", "month")]
        newest = max(told, default=None)
        dated = max((e.year for e in self.evidence if e.kind in _DATED), default=2100)
        evidence: Counter[Evidence] = Counter()
        for e in self.evidence:
            kind = _KINDS.get(e.kind, e.kind)
            if event is not None and newest == (e.year, e.high or 0, e.day or 0, e.kind):
                kind = f"newest_{kind}"
            elif kind in _MAY_BE_AIMED_AT and e.year > dated + 2:
                kind = "horizon"  # long after all that the text dates: what is aimed at, whatever the words
            evidence[e._replace(kind=kind)] += 1
        jubilees = self._jubilees
        years = {year for year, _ in jubilees}
        for e in evidence:
            years |= _meant(e)
        mentions = sum(1 for e in evidence if e.kind not in _AIMED_AT)
        temper = _TEMPER[min(len(_TEMPER), max(1, mentions)) - 1]
        scores = {}
        for year in sorted(years):
            day = as_date(replace(event, year=year)) if event is not None else None
            if event is not None and day is None:
                continue
            scores[year] = sum((1 + 0.5 * math.log2(n)) * _log_share(e, year, day) for e, n in evidence.items())
            scores[year] *= temper
            for jubilee, founded in jubilees:
                near = day is None or founded is None or abs(founded - day.timetuple().tm_yday) <= 10
                if jubilee == year and near:
                    scores[year] += _JUBILEE
        best = max(scores.values(), default=0.0)
        total = sum(math.exp(score - best) for score in scores.values())
        return {year: math.exp(score - best) / total for year, score in scores.items()}

    @cached_property
    def _jubilees(self) -> set[tuple[int, int | None]]:
        """The years that an anniversary tells, with the day of the year if it is known: "kỷ niệm 10 năm" of what was
        founded on 15/6/2007, or "(1997-2007)"."""
        lower = self.document.lower
        ages = {int(found[1]) for found in _ANNIVERSARY.finditer(lower)} if " niệm " in lower else set()
        newest = max((e.year for e in self.evidence if e.kind not in _AIMED_AT), default=None)
        if not ages or len(ages) > 4 or newest is None:
            return set()
        found: set[tuple[int, int | None]] = set()
        for candidate in self.document.candidates:
            first, last = candidate.first, candidate.last
            if first.year is None:
                continue
            if last is not None and last.year is not None and last.year - first.year in ages:
                found.add((last.year, None))
            elif last is None and first.grain == "day" and (then := as_date(first)) is not None:
                found |= {(then.year + age, then.timetuple().tm_yday) for age in ages}
        # an age belongs to one of the days told: that which it leads from to the time of the text
        near = min((abs(year - newest) for year, _ in found), default=0)
        return {(year, day) for year, day in found if abs(year - newest) == near <= 10}

    def _without_event(self) -> None:
        """A document without a day of its own: the year that its evidence speaks for, and its newest day."""
        year = self._likeliest(None)
        if year is None:
            return
        self.year = year
        self.month = max((e.low for e in self.evidence if e.kind == "day" and e.year == year and e.low), default=None)
        lead = next((c for c in self.document.candidates if c.first.grain == "day" and c.first.year), None)
        if lead is not None and lead.first.year == year and lead.start < 700 and not self.document.issued(lead):
            self.day = as_date(lead.first)
            self.month = lead.first.month


def _meant(evidence: Evidence) -> set[int]:
    """The years of writing to consider for a year that is named: what is told is past, what is to come is near."""
    year = evidence.year
    if year < _MODERN:
        return set()
    if evidence.kind in _AHEAD:
        return {year - 1, year}
    return set() if evidence.kind in _AIMED_AT else {year, year + 1, year + 2, year + 3, year + 4}


def _log_share(evidence: Evidence, year: int, day: date | None) -> float:
    """How usual it is that a text written in `year` (at the time of `day`, if that is known) names what it names."""
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
        turn = _LATE if month >= 11 else _JANUARY if month == 1 else _EARLY if month <= 3 else {}
        shares = turn.get(kind, shares)
    ago = year - evidence.year
    width = 8 if ago < -5 else 15 if ago > 5 else 1
    share = (shares[min(12, max(0, ago + 6))] + 0.3) / 100 / width
    return math.log(max(share, _LONG_AGO) if ago > 2 and kind not in _OF_ITS_TIME else share)
