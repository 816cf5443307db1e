"""A page and its lines: what the readers of a layout share."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon
from extract.lazy import pattern
from extract.letters import LETTER, LOWER, UPPER
from extract.parts import layout as parts
from extract.view import View

ZoneKind = Literal["masthead", "dateline", "title", "body", "caption", "byline", "furniture"]

HEAD = 40  # lines with text in which a header may stand
TAIL = 14  # lines with text in which a byline may stand
SHORT = 160  # a line longer than this is a paragraph


class Zone(NamedTuple):
    """A run of lines of one kind (view offsets, half-open)."""

    kind: ZoneKind
    start: int
    end: int


class _Label(msgspec.Struct):
    label: str
    kind: Literal["published", "updated", "author", "source"]
    example: str


class _Publisher(msgspec.Struct):
    prefix: str
    example: str


class _DocumentType(msgspec.Struct):
    name: str
    example: str


class Line(NamedTuple):
    """A line with text: its bounds in the view without spaces at either end, and its number among all lines."""

    start: int
    end: int
    number: int


class Header(NamedTuple):
    """A date that stands in a header line."""

    line: int
    start: int
    end: int
    value: str
    kind: Literal["labelled", "clock", "weekday", "day", "today", "updated"]


_NAME = rf"(?:[{UPPER}][{LETTER}]{{0,9}}|[{UPPER}](?:\.[{UPPER}{LOWER}][{LETTER}]{{0,8}}){{1,3}})\.?"


BYLINE = pattern(
    rf"(?P<name>{_NAME}(?:[ ]{_NAME}){{0,4}})"
    rf"(?P<more>(?: ?[-,/&] ?| và | - Ảnh: ?|\.? Ảnh: ?){_NAME}(?:[ ]{_NAME}){{0,5}}){{0,3}}"
    rf"(?: ?\((?P<agency>[^()\n]{{2,30}})\))?"
)


DEGREE = parts.pattern(r"(?:{degree}[.,]? ?){1,3}")


@cache
def label_words() -> tuple[dict[str, str], re.Pattern[str]]:
    """The kinds of labels by their words, and a pattern that finds one."""
    kinds = {e.label: e.kind for e in lexicon.load("layout_label", _Label)}
    words = "|".join(re.escape(w) for w in sorted(kinds, key=len, reverse=True))
    return dict(kinds), re.compile(rf"\W{{0,3}}(?<!\w)(?P<label>{words})(?P<colon> ?:|(?!\w))\s*")


@cache
def document_types() -> re.Pattern[str]:
    """Matches the type of a document as it stands on a line of its own (lower case)."""
    names = sorted((e.name for e in lexicon.load("layout_document_type", _DocumentType)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})$")


@cache
def publishers() -> re.Pattern[str]:
    """Matches the words that the name of a publisher begins with (lower case)."""
    words = "|".join(re.escape(e.prefix) for e in lexicon.load("layout_publisher", _Publisher))
    return re.compile(rf"(?:{words})(?!\w)")


def _lines(text: str) -> list[Line]:
    """The lines with text in them."""
    lines = []
    start = 0
    for number, raw in enumerate(text.split("\n")):
        stripped = raw.strip()
        if stripped:
            begin = start + len(raw) - len(raw.lstrip())
            lines.append(Line(begin, begin + len(stripped), number))
        start += len(raw) + 1
    return lines


class Page:
    """One text while its layout is read. Everything it keeps is in view offsets."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lines = _lines(view.text)
        self.kinds: dict[int, ZoneKind] = {}
        self.extra: list[Zone] = []  # zones that begin or end within a line
        self.official = False
        self.title: tuple[int, int] | None = None
        self.author: str | None = None
        self.publisher: str | None = None
        self.published: str | None = None
        self.published_span: tuple[int, int] | None = None
        self.page_view_span: tuple[int, int] | None = None

    def lower(self, line: Line) -> str:
        """A line in lower case."""
        return self.view.lower[line.start : line.end]

    def in_capitals(self, line: Line) -> bool:
        """Whether four letters in five of a line are capitals."""
        letters = [c for c in self.view.text[line.start : line.end] if c.isalpha()]
        return 5 * sum(c.isupper() for c in letters) >= 4 * len(letters)

    def mark(self, start: int, end: int, kind: ZoneKind) -> None:
        """Say of what kind the lines between two places are."""
        first = max(0, bisect_right(self.lines, start, key=lambda line: line.start) - 1)
        for index in range(first, len(self.lines)):
            if self.lines[index].start >= end:
                break
            self.kinds[index] = kind
