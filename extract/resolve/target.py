"""Makes target records of quantity candidates."""

from __future__ import annotations

from extract.context import Context
from extract.model import Target
from extract.resolve import quantity


def resolve(context: Context) -> list[Target]:
    """The records of a document (view offsets), in the order of their start."""
    return [
        Target(
            start=read.start,
            end=read.end,
            rule=read.rule,
            indicator=read.indicator,
            value=read.value,
            max=read.max,
            unit=read.unit,
            comparator=read.comparator,
            baseline=read.baseline,
            direction=read.direction,
            period=read.period,
            scope=read.scope,
        )
        for read in quantity.read(context, "target")
    ]
