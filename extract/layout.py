"""The parts of a page: masthead, dateline, title, body, caption, byline, page furniture.

Three kinds of page are told apart. A *portal page* has a header line with the date of publication
("27.6.2018 - 15:31"), often below a masthead with the day on which the page was looked at. An *official document* has
the national motto or a dateline ("An Sơn, ngày 5 tháng 6 năm 2019"), which is when it was put out. *Flattened news* is
a title, a lead and a body with the byline at its end. Only the head and the tail of a text are read for its title, date
and author; in between each short line is looked at on its own (captions, furniture).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from extract.layout_article import Article
from extract.layout_page import Zone, ZoneKind
from extract.view import View


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a document in order, and what they tell of it as a whole.

    `published` is an ISO date, with a clock time where the page gives one; `published_span` is where it stands.
    `page_view_span` is the date on which the page was looked at, `official` says that the text is a document of an
    office (with a motto or a dateline), not an article.
    """

    zones: tuple[Zone, ...] = ()
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_span: tuple[int, int] | None = field(default=None)
    page_view_span: tuple[int, int] | None = field(default=None)
    official: bool = False
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def zone_at(self, place: int) -> ZoneKind:
        """The kind of the zone that a place in the view stands in; `body` where nothing else is known."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0:
            zone = self.zones[index]
            if place < zone.end:
                return zone.kind
        return "body"


def read_layout(view: View) -> Layout:
    """The layout of a text."""
    return _Reader(view).read()


class _Reader(Article):
    """Reads one text."""

    def read(self) -> Layout:
        if not self.lines:
            return Layout()
        self.mark_short_lines()
        header = self.header()
        self.read_official()
        if self.official:
            self.official_title()
        else:
            self.article_head(header)
            self.tail()
            self.mark_captions()
        zones = self._zones()
        return Layout(
            zones=zones,
            title=self.view.written(*self.title) if self.title else None,
            published=self.published,
            publisher=self.publisher,
            author=self.author,
            published_span=self.published_span,
            page_view_span=self.page_view_span,
            official=self.official,
            _starts=tuple(zone.start for zone in zones),
        )

    def _zones(self) -> tuple[Zone, ...]:
        """Lines of one kind that follow each other as one zone; parts of a line cut out of their line."""
        zones: list[Zone] = []
        extra = sorted(self.extra, key=lambda zone: zone.start)
        for index, line in enumerate(self.lines):
            pieces = [Zone(self.kinds.get(index, "body"), line.start, line.end)]
            while extra and extra[0].start < line.end:
                part = extra.pop(0)
                whole = pieces.pop()
                if whole.start < part.start:
                    pieces.append(Zone(whole.kind, whole.start, part.start))
                pieces.append(part)
                if part.end < whole.end:
                    pieces.append(Zone(whole.kind, part.end, whole.end))
            for piece in pieces:
                if zones and zones[-1].kind == piece.kind:
                    zones[-1] = Zone(piece.kind, zones[-1].start, piece.end)
                else:
                    zones.append(piece)
        return tuple(zones)
