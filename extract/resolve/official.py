"""Makes official records of candidates: what needs more than one place of the text."""

from __future__ import annotations

from extract.context import Context
from extract.model import Official


def resolve(context: Context) -> list[Official]:
    """The records of a document (view offsets), in the order of their start."""
    return []
