"""Finds quantity candidates."""

from __future__ import annotations

from dataclasses import dataclass

from extract.context import Context
from extract.cues import CueSet


@dataclass(slots=True)
class QuantityCandidate:
    """A number with its unit and comparator, of a target or an actual (view offsets)."""

    start: int
    end: int
    rule: str


def cue_sets() -> list[CueSet]:
    """The words that make this finder look."""
    return []


def find(context: Context) -> list[QuantityCandidate]:
    """The candidates of a document, in the order of their start."""
    return []
