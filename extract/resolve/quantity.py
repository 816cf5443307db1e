"""What targets and actuals share: the fields of a quantity that its clause, sentence and section tell."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from extract import anchors
from extract.context import Context
from extract.finders.quantity import QuantityCandidate
from extract.finders.quantity_document import Sense, sentence
from extract.lazy import later, re
from extract.model import Comparator, Direction
from extract.parts import quantity as parts
from extract.resolve.quantity_indicator import Indicators
from extract.resolve.quantity_period import Periods
from extract.resolve.quantity_times import figure_times


@dataclass(slots=True)
class Reading:
    """All fields of a target or an actual (view offsets)."""

    start: int
    end: int
    rule: str
    value: float
    comparator: Comparator
    max: float | None = None
    total: float | None = None
    unit: str | None = None
    baseline: float | None = None
    indicator: str | None = None
    direction: Direction | None = None
    change: float | None = None
    compared_with: str | None = None
    period: str | None = None
    scope: str | None = None


def read(context: Context, sense: Sense) -> list[Reading]:
    """The readings of the candidates of one sense, in the order of their start. All are read at once: targets and
    actuals lean on each other."""
    candidates = context.quantity_candidates
    if candidates and context.quantity_readings is None:
        resolver = _Resolver(context)
        context.quantity_readings = [resolver.read(i) for i in range(len(candidates))]
    readings = context.quantity_readings or ()
    return [reading for reading, candidate in zip(readings, candidates, strict=False) if candidate.sense == sense]


_DIRECTIONS: tuple[Direction, ...] = ("increase", "decrease", "maintain", "reach")


@cache
def _directions() -> dict[str, Direction]:
    """The verbs that tell where a measure goes, and where."""
    return {verb: direction for direction in _DIRECTIONS for verb in parts.words(direction)}


_DIRECTION = later(lambda: anchors.any_of(_directions()))
_CHANGE = parts.pattern(r"(?<!\w)(tăng|giảm)(?: (?:{change_of}|{change_manner}|khoảng|trung bình)){0,3}[ \n]{1,2}$")
_COMPARED = re.compile(r"[ \n,]{0,2}(?:\([^()\n]{1,20}\))?[ ]?(?:so với|so|với)[ \n]")
_SCOPE_WORDS = ("toàn ", "cả nước", "trên địa bàn ")  # what it begins with
_SCOPE = parts.pattern(
    r"(?<!\w)(?:toàn (?:{area}|{whole_of})(?! hội)|cả nước|trên địa bàn {area}(?: [A-ZĐ][^\W\d_]{0,7}){0,4})(?!\w)"
)


class _Resolver:
    """Reads the fields of the quantities of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.view = context.view
        self.candidates = context.quantity_candidates
        times = figure_times(context)
        self.indicators = Indicators(context, times)
        self.periods = Periods(context, times)

    def read(self, index: int) -> Reading:
        """All fields of the candidate at `index`."""
        candidate = self.candidates[index]
        unit = candidate.unit
        direction = self._direction(candidate)
        change = self._change(candidate, direction)
        indicator = self.indicators.of(index)
        return Reading(
            candidate.start,
            candidate.end,
            candidate.rule,
            candidate.value,
            candidate.comparator,
            candidate.max,
            candidate.total,
            unit.written or (self.view.written(unit.start, unit.end) if unit.end > unit.start else None),
            candidate.baseline,
            indicator.phrase or (unit.written if unit.end == unit.start else None),
            direction,
            change,
            self._compared_with(candidate) if change is not None else None,
            self.periods.of(index),
            self._scope(candidate) or indicator.whose or None,
        )

    def _direction(self, candidate: QuantityCandidate) -> Direction | None:
        found = _DIRECTION.findall(self.view.lower, max(0, candidate.start - 28), candidate.start)
        return _directions()[found[-1]] if found else None

    def _change(self, candidate: QuantityCandidate, direction: Direction | None) -> float | None:
        """By how much something changed, if that is what the number says; less than nothing for a decrease."""
        if candidate.baseline is not None:
            return None
        floor = max(0, candidate.start - 40)
        if not anchors.occur(self.view.lower, ("tăng", "giảm"), floor, candidate.start):
            return None
        verb = _CHANGE.search(self.view.lower, floor, candidate.start)
        if verb is None or self.view.lower.startswith("gấp", candidate.number_start):
            return None
        return -candidate.value if verb[1] == "giảm" else candidate.value

    def _compared_with(self, candidate: QuantityCandidate) -> str | None:
        lead = _COMPARED.match(self.view.lower, candidate.end)
        if lead is None:
            return None
        dates = self.periods.dates
        i = bisect_left(self.periods.date_starts, lead.end() - 1)
        if i < len(dates) and dates[i].start <= lead.end() + 12:
            return dates[i].value
        return None

    def _scope(self, candidate: QuantityCandidate) -> str | None:
        first, last = sentence(self.view, candidate.start)
        begin, stop = max(first, candidate.start - 150), min(last, candidate.end + 80)
        if not anchors.occur(self.view.text, _SCOPE_WORDS, begin, stop):
            return None
        found = list(_SCOPE.finditer(self.view.text, begin, candidate.start))
        if found:
            return self.view.written(*found[-1].span())
        after = _SCOPE.search(self.view.text, candidate.end, stop)
        return self.view.written(*after.span()) if after else None
