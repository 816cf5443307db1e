"""The parts of a page: masthead, dateline, title, body, caption, byline, page furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from extract.view import View

ZoneKind = Literal["masthead", "dateline", "title", "body", "caption", "byline", "furniture"]


class Zone(NamedTuple):
    """A run of lines of one kind (view offsets, half-open)."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a document in order, and what they tell of it as a whole."""

    zones: tuple[Zone, ...] = ()
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_span: tuple[int, int] | None = field(default=None)

    def zone_at(self, place: int) -> ZoneKind:
        """The kind of the zone that a place in the view stands in; `body` where nothing else is known."""
        for zone in self.zones:
            if zone.start <= place < zone.end:
                return zone.kind
        return "body"


def read_layout(view: View) -> Layout:
    """The layout of a text."""
    return Layout()
