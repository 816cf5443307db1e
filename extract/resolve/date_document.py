"""What the date resolver asks of a document: its candidates, and the words and references around one."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from extract.context import Context
from extract.finders.date_candidate import DateCandidate
from extract.lazy import pattern
from extract.parts import date as parts

_WILL = pattern(r"(?:sẽ|dự kiến|dự định|sắp|tới đây|sắp tới)(?!\w)")
_NUMBER_BEFORE = pattern(
    r"(?:\d\w{0,6}[-/](?=[\d/-]{0,8}[^\W\d])[\w/-]{2,30}|(?:số|quyết|luận|định|thị) \d{1,5})\s{0,3}[,;]?\s{0,3}\(?$"
)
# What may stand between a document's number and its day: who issued it, or that it was.
_ISSUED = parts.pattern(
    r"(?:\s?\([^()\n]{1,20}\))?[\s,;(]{0,4}"
    r"(?:của (?:(?!(?:về|tại|để|cho|từ|trong|đến|vào|sẽ|đã|được|là|do|với|có)\s)[^\s,.;:()]{1,20}[\s,]{1,2}){1,10})?"
    r"(?:được\s)?{issuing_verb}?\s{0,2}(?:vào\s)?$"
)
_ISSUER_REACH = 80
_BESIDE = 30  # a day as near as that to a reference is of that document or of none


class Document:
    """The date candidates of a text (view offsets) and the places of its legal references."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.lower = context.view.lower
        self.candidates = self._in_style()
        self.starts = [candidate.start for candidate in self.candidates]

    @cached_property
    def references(self) -> list[tuple[int, int]]:
        """Where the legal references stand, in order."""
        return sorted((c.start, c.end) for c in self.context.legal_reference_candidates)

    @cached_property
    def _reference_ends(self) -> list[int]:
        return sorted(end for _, end in self.references)

    def _in_style(self) -> list[DateCandidate]:
        """Without the weak ones whose separator the document does not use for days."""
        style = {c.separator for c in self.context.date_candidates if not c.weak and c.separator} | {"/"}
        kept = []
        for candidate in self.context.date_candidates:
            if candidate.weak and not candidate.named and candidate.separator not in style:
                self.context.reject(candidate.rule, candidate.start, candidate.end, "the document writes no days so")
            else:
                kept.append(candidate)
        return kept

    def left(self, candidate: DateCandidate, size: int = 48) -> str:
        """The `size` characters before a candidate."""
        return self.lower[max(0, candidate.start - size) : candidate.start]

    def reference_before(self, candidate: DateCandidate) -> int | None:
        """Where the legal reference ends that ends shortly before a candidate."""
        index = bisect_right(self._reference_ends, candidate.start) - 1
        if index >= 0 and candidate.start - self._reference_ends[index] <= _ISSUER_REACH:
            return self._reference_ends[index]
        return None

    def issued(self, candidate: DateCandidate) -> bool:
        """Whether the day stands right behind the number or name of a document."""
        if candidate.first.grain != "day" or candidate.last is not None or candidate.part_of_day is not None:
            return False
        if self.context.view.text[candidate.start].isupper():
            return False  # it begins a sentence
        end = self.reference_before(candidate)
        if end is not None and _ISSUED.fullmatch(self.lower[end : candidate.start]):
            return True
        beside = end is not None and candidate.start - end <= _BESIDE
        return not beside and bool(_NUMBER_BEFORE.search(self.left(candidate)))

    def will(self, candidate: DateCandidate) -> bool:
        """Whether the sentence up to the date speaks of what is to come."""
        start = max(self.context.view.sentence(candidate.start)[0], candidate.start - 160)
        return bool(_WILL.search(self.lower, start, candidate.start))
