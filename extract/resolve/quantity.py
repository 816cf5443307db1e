"""What targets and actuals share: indicator, direction, period and scope of a quantity, from where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from extract.context import Context
from extract.finders.quantity import QuantityCandidate
from extract.finders.quantity_sense import Sense
from extract.model import Comparator, Direction


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
    """The readings of the candidates of one sense, in the order of their start."""
    return [_Resolver(context).read(c) for c in context.quantity_candidates if c.sense == sense]


class _Resolver:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.view = context.view

    def read(self, candidate: QuantityCandidate) -> Reading:
        unit = candidate.unit
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
            self._indicator(candidate),
        )

    def _indicator(self, candidate: QuantityCandidate) -> str | None:
        return None
