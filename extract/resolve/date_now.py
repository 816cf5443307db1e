"""When a document speaks: the day, month and year that it implies for what it dates without a year.

A reader who meets "ngày 5/6" without a year asks when the text was written. Where it says when it was put out, that
tells. Else the procedure is:

1. Find the *event*: the first day without a year that is told as past. The text was written in its month.
2. Gather the *evidence*: each year that the text names, and in what capacity (`date_evidence`).
3. Weigh each year that may be meant: `date_usage` says, for each capacity, how long before the writing the years and
   months so named lie; a year is as likely as it makes all that is named usual. Mentions in one text depend on each
   other, so what they say together counts for less than its sum (`_TEMPER`, `_WEIGHT`). Anniversaries, days of the week
   and years counted to a goal weigh more than any mention. Sessions, plenums, terms and holders of office that the text
   names (`date_chronicle`) tell which of the years can be meant.
4. Take the likeliest year if its share of the likelihood is at least `_CLEAR` and the text names that year, or the year
   before as one that it looks back on; else nothing is implied and the year stays unknown: what a reader only knows of
   sessions and holders is no year that the document gives. Below the limit a year is wrong oftener than right.

With these limits the year was right in 91 of 100 articles on Party and government for which one is given.
"""

from __future__ import annotations

import math
from calendar import monthrange
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Literal

from dateutil.relativedelta import relativedelta

from extract.finders.date_candidate import DateCandidate, Point
from extract.lazy import pattern
from extract.parts import date as parts
from extract.resolve import date_chronicle
from extract.resolve.date_calendar import anniversaries, falls_on, weekday, years_left
from extract.resolve.date_document import Document
from extract.resolve.date_evidence import Evidence, gather
from extract.resolve.date_usage import log_share
from extract.resolve.date_value import as_date

Source = Literal["text", "published", "number", "told", "implied"]
"""How a year is known."""

_MODERN = 1995  # a document does not speak of itself in an earlier year, unless it is a history
_TEMPER = (1.0, 0.85, 0.7)  # of one, two, more mentions
# What says less than its share: days and months of a text's past come in groups.
_WEIGHT = {
    "day": 0.45, "month": 0.3, "compared": 0.55, "school": 0.5, "into": 0.75, "result": 0.75, "newest_day": 0.75,
    "newest_month": 0.8,
}  # fmt: skip
_CLEAR = 0.5
_CLEAR_UNNAMED = 0.95
_OPEN = 6  # years that may be open
_SURE = 0.9
_JUBILEE = 8.0  # what an anniversary adds to the logarithm of the likelihood
_COUNTED = 4.0  # what years left to a goal add, or the age of what is known from elsewhere
_OTHER_WEEKDAY = -4.0  # what a day of the week adds to a year in which the day falls on another

_KINDS = {"half_ahead": "half"}
# Capacities in which a year far from the writing is as usual as one near: such a year alone is no witness.
_AHEAD = frozenset(("day_ahead", "month_ahead", "in_force", "until"))
_SPANS = frozenset(
    ("period_last", "period_first", "term_last", "term_first", "stretch_first", "stretch_last", "elected_last")
)
_AIMED_AT = _AHEAD | _SPANS | {"horizon", "due"}
_FAR_AHEAD = _AIMED_AT - {"day_ahead", "month_ahead"}
_NOT_LATELY = _FAR_AHEAD | {"cited", "number", "law"}  # not what a text of the year after looks back on
_SOON = frozenset(("in_force", "day_ahead", "month_ahead", "soon", "planned"))
_DATED = frozenset(("day", "month", "from_day", "cited", "number", "half", "quarter"))
_SAID_AGAIN = frozenset(("told", "named", "bare", "name", "result"))
_PLANS = frozenset(("planned", "soon", "due"))
_MAY_BE_AIMED_AT = frozenset(("told", "named", "bare", "name", "result", "period_first", "term_first", "stretch_first"))

_HELD = frozenset(("holder", "term", "party_term"))
_ANNIVERSARY = pattern(r"k[ỷỉ] niệm (?:lần thứ |tròn )?(\d{1,3}) năm(?!\w)")
_NOT_TOLD = parts.pattern(
    r"(?<!\w)(?:(?:sẽ|dự kiến|hoàn thành|phải|{ahead_word}|{in_force})(?!\w)[^.;!?\n]{0,40}|"
    r"(?:trước(?! đó| đây| khi)|(?<!tính )đến|tới|từ|hết|sang|kể)(?: (?:hết|từ|đến|hạn|trước|khoảng)){0,2}\s{1,3})$"
)


class Now:
    """When the document speaks, as far as it is known, and how that is known."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source: Source = "implied"
        self.year: int | None = None
        self.month: int | None = None
        self.day: date | None = None
        self.told = False  # whether `day` is only one that the text tells of: it was written then or soon after
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

    @cached_property
    def looks_back(self) -> bool:
        """Whether the text is of a January and reports on the year before."""
        if self.month != 1 or self.year is None:
            return False
        return any(e.kind in ("reported", "result") and e.year == self.year - 1 for e in self.evidence)

    def days_of(self, year: int) -> int:
        """How many days of a year the text tells in full."""
        return sum(e.kind == "day" and e.year == year for e in self.evidence)

    def near(self, point: Point, *, future: bool, past: bool = False) -> int | None:
        """The year that puts a day or month of the calendar next to now; `past` if it lies before."""
        if self.year is None:
            return None
        if self.month is None or point.month is None:
            return self.year
        now = self.day or date(self.year, self.month, 15)
        best = None
        for year in (self.year - 1, self.year, self.year + 1):
            last = monthrange(year, point.month)[1]
            away = (date(year, point.month, min(point.day or 15, last)) - now).days
            if past and away > 0:
                continue
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
            if candidate.named or self.document.issued(candidate):
                continue
            if _NOT_TOLD.search(self.document.left(candidate, 24)):
                continue
            if candidate.last is not None:
                point = candidate.last
                if point.year is not None or point.grain != "day":
                    continue
            return point, point.shift or 0
        return None

    def _reports(self, candidate: DateCandidate) -> bool:
        """Whether a day is one that the text tells of, not one of a document or still to come."""
        return not (self.document.issued(candidate) or _NOT_TOLD.search(self.document.left(candidate, 24)))

    def _likeliest(self, event: Point | None) -> int | None:
        """The year of writing that the evidence speaks for, if it speaks clearly; `event` is a day of that time."""
        shares = self.shares(event)
        if not shares:
            return None
        best = max(shares, key=lambda year: shares[year])
        self.share = shares[best]
        return best if self.share >= (_CLEAR if self._named(best) else _CLEAR_UNNAMED) else None

    def _named(self, year: int) -> bool:
        """Whether the text itself names a year, or the one before as past: what it does not name it does not imply."""
        named = any(
            e.year == year
            or (e.year == year - 1 and e.kind not in _NOT_LATELY)
            or (e.year == year + 1 and e.kind in _SOON)
            for e in self.evidence
        )
        return named or any(jubilee == year for jubilee, _ in self._jubilees) or year in self._counted

    def shares(self, event: Point | None) -> dict[int, float]:
        """The years in which the text may have been written, each with its share of the likelihood."""
        evidence = self._heard(event)
        years = {year for year, _ in self._jubilees} | self._counted
        for e in evidence:
            years |= _meant(e)
        if years:
            years |= self._possible
        scores = {}
        for year in sorted(years):
            day = as_date(replace(event, year=year)) if event is not None else None
            if event is None or day is not None:
                scores[year] = self._score(evidence, year, day)
        best = max(scores.values(), default=0.0)
        total = sum(math.exp(score - best) for score in scores.values())
        return {year: math.exp(score - best) / total for year, score in scores.items()}

    def _heard(self, event: Point | None) -> dict[Evidence, float]:
        """The evidence in the capacities in which it is to be weighed, each with what it weighs."""
        told = [(e.year, e.high or 0, e.day or 0, e.kind) for e in self.evidence if e.kind in ("day", "month")]
        newest = max(told, default=None)
        dated = max((e.year for e in self.evidence if e.kind in _DATED), default=2100)
        goals = {e.year for e in self.evidence if e.kind == "horizon" and e.year % 5 == 0}
        others = max((e.year for e in self.evidence if e.kind not in _AIMED_AT and e.year not in goals), default=2100)
        evidence: Counter[Evidence] = Counter()
        lead: Evidence | None = None
        for e in self.evidence:
            kind = _KINDS.get(e.kind, e.kind)
            if newest == (e.year, e.high or 0, e.day or 0, e.kind):
                kind = f"newest_{kind}" if event is not None else kind
                lead = e._replace(kind=kind)
            elif (kind in _MAY_BE_AIMED_AT and (e.year > dated + 2 or (kind in _SAID_AGAIN and e.year in goals))) or (
                kind in _PLANS and e.year in goals and e.year > others + 2
            ):
                # Said again, or long after all that the text dates: what is aimed at, whatever the words.
                kind = "horizon"
            evidence[e._replace(kind=kind)] += 1
        mentions = sum(1 for e in evidence if e.kind not in _AIMED_AT)
        temper = _TEMPER[min(len(_TEMPER), max(1, mentions)) - 1]
        return {
            e: temper * (1 + 0.5 * math.log2(n)) * (1.0 if event is None and e == lead else _WEIGHT.get(e.kind, 1.0))
            for e, n in evidence.items()
        }

    def _score(self, evidence: dict[Evidence, float], year: int, day: date | None) -> float:
        """How much speaks for a year of writing (at the time of `day`, if that is known)."""
        score = sum(weight * log_share(e, year, day) for e, weight in evidence.items())
        if self._times:
            months = (12 * year + day.month - 1,) if day is not None else range(12 * year, 12 * year + 12)
            score += max(self._fits(month) for month in months)
        for jubilee, founded in self._jubilees:
            near = day is None or founded is None or abs(founded - day.timetuple().tm_yday) <= 10
            if jubilee == year and near:
                score += _JUBILEE
        if year in self._counted or year == self._anniversary:
            score += _COUNTED
        for point, number in self._weekdays:
            score += 0.0 if falls_on(point, number, year, day) else _OTHER_WEEKDAY
        return score

    def _fits(self, month: int) -> float:
        """How usual it is that a text of a month (from the year 0) names the sessions, holders and bodies that it
        names: the logarithm of a share. Holders of one time say together what the one says that fits least."""
        held, met = 0.0, 0.0
        for times in self._times:
            fit = math.log(max(date_chronicle.share(time, month) for time in times))
            if times[0].kind in _HELD:
                held = min(held, fit)
            else:
                met += fit
        return held + met

    @cached_property
    def _possible(self) -> set[int]:
        """The years that all sessions, terms and holders named leave open, if these are few."""
        held = [times[0] for times in self._times if len(times) == 1 and times[0].kind in _HELD]
        met = [times[0] for times in self._times if len(times) == 1 and times[0].kind not in _HELD]
        first = max((time.first for time in held + met), default=0) // 12
        last = min((time.last for time in held), default=0) // 12
        return set(range(first, last + 1)) if first <= last <= first + _OPEN else set()

    @cached_property
    def _times(self) -> list[tuple[date_chronicle.Span, ...]]:
        return date_chronicle.spans(self.document)

    @cached_property
    def _counted(self) -> set[int]:
        """The years of writing that the text tells by counting what is left to a goal."""
        candidates = self.document.candidates
        goals = [(c.start, c.first.year) for c in candidates if c.first.grain == "year" and c.last is None]
        return set(years_left(self.document.lower, [(place, year) for place, year in goals if year is not None]))

    @cached_property
    def _anniversary(self) -> int | None:
        """The newest year that an age tells of what is known from elsewhere; one that a text does not name otherwise
        it does not imply."""
        return max(anniversaries(self.document.lower), default=None)

    @cached_property
    def _weekdays(self) -> list[tuple[Point, int]]:
        """The days without a year that the text gives a day of the week."""
        days = [c for c in self.document.candidates if c.first.day and c.first.month and c.first.year is None]
        found = ((c.first, weekday(self.document, c)) for c in days[:200])
        return [(point, number) for point, number in found if number is not None]

    @cached_property
    def _jubilees(self) -> set[tuple[int, int | None]]:
        """The years that an anniversary tells, with the day of the year if it is known: "kỷ niệm 10 năm" of what was
        founded on 15/6/2007, or "(1997-2007)"."""
        lower = self.document.lower
        ages = {int(found[1]) for found in _ANNIVERSARY.finditer(lower)} if " niệm " in lower else set()
        if not ages or len(ages) > 4:
            return set()
        newest = max((e.year for e in self.evidence if e.kind not in _AIMED_AT), default=0)
        held = {(c.first.month, c.first.day) for c in self.document.candidates if c.first.day and not c.first.year}
        found: set[tuple[int, int | None]] = set()
        sure: set[tuple[int, int | None]] = set()
        for candidate in self.document.candidates:
            first, last = candidate.first, candidate.last
            if first.year is None:
                continue
            if last is not None and last.year is not None and last.year - first.year in ages:
                sure.add((last.year, None))
            elif last is None and first.grain == "day" and (then := as_date(first)) is not None:
                told = {(then.year + age, then.timetuple().tm_yday) for age in ages}
                if len(ages) == 1 and (then.month, then.day) in held:
                    sure |= told
                found |= told
        if sure and max(year for year, _ in sure) >= newest:
            return sure
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
        if lead is not None and lead.first.year == year and lead.start < 700 and self._reports(lead):
            self.day = as_date(lead.first)
            self.told = True
            self.month = lead.first.month


def _meant(evidence: Evidence) -> set[int]:
    """The years of writing to consider for a year that is named: what is told is past, what is to come is near."""
    year = evidence.year
    if year < _MODERN:
        return set()
    if evidence.kind in _AHEAD or evidence.kind == "soon":
        return {year - 1, year, year + 1}
    if evidence.kind in ("period_first", "term_first", "stretch_first"):
        return {year - 1, year, year + 1, year + 2}
    if evidence.kind in ("elected_first", "elapsed"):
        return {year - 1, year, year + 1}
    return set() if evidence.kind in _AIMED_AT else {year, year + 1, year + 2, year + 3, year + 4}
