"""Makes actual records of quantity candidates."""

from __future__ import annotations

from extract.context import Context
from extract.model import Actual
from extract.resolve import quantity


def resolve(context: Context) -> list[Actual]:
    """The records of a document (view offsets), in the order of their start."""
    return [
        Actual(
            start=read.start,
            end=read.end,
            rule=read.rule,
            indicator=read.indicator,
            value=read.value,
            max=read.max,
            total=read.total,
            unit=read.unit,
            comparator=read.comparator,
            baseline=read.baseline,
            direction=read.direction,
            change=read.change,
            compared_with=read.compared_with,
            period=read.period,
            scope=read.scope,
        )
        for read in quantity.read(context, "actual")
    ]
