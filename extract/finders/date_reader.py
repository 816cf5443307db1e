"""The state of one pass of the date finder over a document, and what every form asks of a place."""

from __future__ import annotations

from bisect import bisect_right

from extract.context import Context
from extract.finders.date_candidate import DateCandidate, Point
from extract.finders.date_words import unit_after
from extract.lazy import pattern
from extract.model import PartOfDay

_NAMED_BY_YEAR = frozenset(("law", "ordinance", "constitution", "charter", "other"))
_OWN_YEAR = pattern(r"(?:đến|tới|hết|vào|trong|từ|định hướng|tầm nhìn)\s{1,3}$")


class Reader:
    """A document under the date finder: the candidates found so far, in the order of their start."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.lower = context.view.lower
        self.found: list[DateCandidate] = []
        spans = sorted((c.start, c.end, c.document_type) for c in context.legal_reference_candidates)
        self._reference_starts = [start for start, _, _ in spans]
        self._references = spans

    def in_reference(self, place: int) -> bool:
        """Inside the name or number of a legal document."""
        index = bisect_right(self._reference_starts, place) - 1
        return index >= 0 and place < self._references[index][1]

    def in_law(self, place: int) -> bool:
        """Inside the name of a law or agreement, whose year tells it from others of its name; a plan's is its time."""
        index = bisect_right(self._reference_starts, place) - 1
        return self.in_reference(place) and self._references[index][2] in _NAMED_BY_YEAR

    def left(self, place: int, size: int = 24) -> str:
        """The `size` characters before a place."""
        return self.lower[max(0, place - size) : place]

    def add(
        self,
        start: int,
        end: int,
        rule: str,
        first: Point,
        last: Point | None = None,
        *,
        part_of_day: PartOfDay | None = None,
        separator: str | None = None,
        weak: bool = False,
        named: bool = False,
    ) -> bool:
        """Keep a candidate; False where its year belongs to the name of a document."""
        if rule == "year" and self.in_law(end - 1) and not _OWN_YEAR.search(self.left(start, 12)):
            return self.no(rule, start, end, "the year is part of the name of a law")
        self.found.append(
            DateCandidate(start, end, f"date.{rule}", first, last, part_of_day, separator, weak=weak, named=named)
        )
        return True

    def no(self, rule: str, start: int, end: int, reason: str) -> bool:
        """Give a place up, with the reason; never a date."""
        self.context.reject(f"date.{rule}", start, end, reason)
        return False

    def capital(self, place: int) -> bool:
        """Whether a capital letter stands at a place."""
        return self.context.view.text[place : place + 1].isupper()

    def unit_follows(self, end: int) -> bool:
        """Whether what stands behind a number makes it a quantity; a capitalised word begins something else."""
        unit = unit_after().match(self.lower, end)
        if unit is None or self.lower.startswith((" đầu", " thứ"), unit.end()):
            return False
        place = unit.end() - len(unit[0].lstrip(" \n"))
        return not self.context.view.text[place : place + 2].istitle() or unit.end() - place < 2
