"""Finds official candidates."""

from __future__ import annotations

from dataclasses import dataclass

from extract.context import Context
from extract.cues import CueSet


@dataclass(slots=True)
class OfficialCandidate:
    """A place that reads as a official (view offsets)."""

    start: int
    end: int
    rule: str


def cue_sets() -> list[CueSet]:
    """The words that make this finder look."""
    return []


def find(context: Context) -> list[OfficialCandidate]:
    """The candidates of a document, in the order of their start."""
    return []
