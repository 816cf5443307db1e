"""A text cut at the edges of its records' mentions, and into parts that make pages of bounded size."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

NAMED = 8
"""How many of the records over one piece of text it names; beyond that only those that begin there."""

LINE = re.compile(r"[^\n]{0,1000}\n?")
MARK_SIZE = 220
NUMBER_SIZE = 16


class Mark(NamedTuple):
    """A mention: its offsets in the text, and the number of its record in the document, from 1."""

    start: int
    end: int
    number: int


class Piece(NamedTuple):
    """A stretch of text between two edges: the records over it, the innermost first, and those that begin and end."""

    start: int
    end: int
    records: tuple[int, ...]
    first: tuple[int, ...] = ()
    last: bool = False


class Part(NamedTuple):
    """What goes on one page: pieces of the text, and the numbers of the records whose cards stand beside them."""

    pieces: list[Piece]
    records: list[int]


def pieces(length: int, marks: Iterable[Mark]) -> Iterator[Piece]:
    """A text of `length` characters cut at every edge of a mark. The pieces are in order and without gaps."""
    found = sorted({mark for mark in marks if mark.start < mark.end}, key=lambda m: (m.start, -m.end, m.number))
    edges = sorted({0, length, *(m.start for m in found), *(m.end for m in found)})
    ends = {m.end for m in found}
    active: dict[Mark, None] = {}
    closing: dict[int, list[Mark]] = {}
    at = 0
    for start, end in pairwise(edges):
        for mark in closing.pop(start, ()):
            active.pop(mark, None)
        first = []
        while at < len(found) and found[at].start == start:
            active[found[at]] = None
            closing.setdefault(found[at].end, []).append(found[at])
            first.append(found[at].number)
            at += 1
        inner = islice(reversed(active), max(NAMED, len(first)))
        records = tuple(dict.fromkeys(mark.number for mark in inner))
        yield Piece(start, end, records, tuple(dict.fromkeys(first)), end in ends)


def parts(text: str, marks: list[Mark], cards: dict[int, int], limit: int) -> list[Part]:
    """Divide a document into parts whose pages are about `limit` bytes: a line or a card more, not less than one.

    `cards` gives the size of each record's card in bytes. A card stands in the part where its first mark begins, or in
    the next where there are too many.
    """
    found = [Part([], [])]
    size = 0
    waiting = _first_marks(marks)
    late = [number for number in cards if number not in waiting]
    owners: dict[int, list[int]] = {}
    for number, start in waiting.items():
        owners.setdefault(start, []).append(number)
    for piece in pieces(len(text), marks):
        for small in _lines(text, piece):
            cost = _size(text, small)
            if size and size + cost > limit:
                found.append(Part([], []))
                size = 0
            found[-1].pieces.append(small)
            size += cost
        for number in owners.get(piece.start, ()):
            size = _add_card(found, size, number, cards, limit)
    for number in late:
        size = _add_card(found, size, number, cards, limit)
    return found


def _add_card(found: list[Part], size: int, number: int, cards: dict[int, int], limit: int) -> int:
    if size and size + cards[number] > limit:
        found.append(Part([], []))
        size = 0
    found[-1].records.append(number)
    return size + cards[number]


def _first_marks(marks: list[Mark]) -> dict[int, int]:
    starts: dict[int, int] = {}
    for mark in marks:
        if mark.start < mark.end:
            starts[mark.number] = min(mark.start, starts.get(mark.number, mark.start))
    return starts


def _lines(text: str, piece: Piece) -> Iterator[Piece]:
    """A piece as it is, or where it is long, its lines."""
    if piece.end - piece.start <= 1000:
        yield piece
        return
    at = piece.start
    while at < piece.end:
        match = LINE.match(text, at, piece.end)
        assert match is not None
        end = match.end()
        yield Piece(at, end, piece.records, piece.first if at == piece.start else (), piece.last and end == piece.end)
        at = end


def _size(text: str, piece: Piece) -> int:
    inside = len(escape(text[piece.start : piece.end]).encode())
    return inside + (MARK_SIZE + NUMBER_SIZE * (len(piece.records) + len(piece.first)) if piece.records else 0)


class Places:
    """In which part of a document an offset and a record's card are."""

    def __init__(self, divided: list[Part]) -> None:
        self._starts = []
        self._parts = []
        for index, part in enumerate(divided):
            if part.pieces:
                self._starts.append(part.pieces[0].start)
                self._parts.append(index)
        self._cards = {number: index for index, part in enumerate(divided) for number in part.records}

    def of_offset(self, offset: int) -> int:
        """The part, from 0, that an offset is in."""
        return self._parts[max(0, bisect_right(self._starts, offset) - 1)] if self._parts else 0

    def of_card(self, number: int) -> int:
        """The part, from 0, that has a record's card."""
        return self._cards[number]


def render(text: str, part: Part, kinds: list[str], href: Callable[[int], str]) -> Markup:
    """The text of a part with its marks. `kinds` are the records' types by number, `href` links their cards."""
    out = []
    for piece in part.pieces:
        inside = escape(text[piece.start : piece.end])
        out.append(_marked(piece, inside, kinds, href) if piece.records else inside)
    return Markup("").join(out)


def _marked(piece: Piece, inside: Markup, kinds: list[str], href: Callable[[int], str]) -> Markup:
    inner = piece.records[0]
    classes = f"m t-{kinds[inner]}"
    if len(piece.records) > 1:
        classes += f" over o-{kinds[piece.records[1]]}"
    if piece.last:
        classes += " end"
    begins = Markup(' id="o{}" data-n="{}"').format(piece.start, "·".join(map(str, piece.first[:4])))
    return Markup('<a class="{}" href="{}" data-r="{}"{}{}>{}</a>').format(
        classes,
        href(inner),
        " ".join(map(str, piece.records)),
        begins if piece.first else "",
        "" if piece.first else Markup(' tabindex="-1"'),
        inside,
    )
