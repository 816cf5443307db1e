"""What the stages know of one document while it is read.

Finders put candidates in, resolvers make records of them. Offsets here are of the view; the last stage maps them to the
source. Nothing in it outlives the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from extract.model import Actual, Date, LegalReference, Meeting, Official, Target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from extract.cues import Cue
    from extract.finders.date_candidate import DateCandidate
    from extract.finders.legal_reference import LegalReferenceCandidate
    from extract.finders.meeting import MeetingCandidate
    from extract.finders.official import OfficialCandidate, ShortMention
    from extract.finders.quantity import QuantityCandidate
    from extract.finders.quantity_document import Years
    from extract.layout import Layout
    from extract.resolve.quantity import Reading
    from extract.view import View


class Rejection(NamedTuple):
    """A place where a rule looked and gave up (view offsets), for `trichluc explain`."""

    rule: str
    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Context:
    """One document on its way through the pipeline."""

    view: View
    layout: Layout
    cues: Mapping[str, list[Cue]]
    published: str | None = None
    """The date of publication (ISO), from the caller or from the layout; relative dates are resolved against it."""

    year: int | None = None
    """The year the text speaks in, once its dates are resolved, if they tell it."""
    legal_reference_candidates: list[LegalReferenceCandidate] = field(default_factory=list)
    date_candidates: list[DateCandidate] = field(default_factory=list)
    official_candidates: list[OfficialCandidate] = field(default_factory=list)
    short_mentions: list[ShortMention] = field(default_factory=list)
    """Places that name an official without the full name ("ông Thụ", "đồng chí Bí thư Tỉnh ủy")."""
    addressed: frozenset[str] = frozenset()
    """The full names that stand behind an honorific, officials or not, in lower case."""
    meeting_candidates: list[MeetingCandidate] = field(default_factory=list)
    quantity_candidates: list[QuantityCandidate] = field(default_factory=list)
    years: Years | None = None
    """The years of the text, once something of it is counted."""
    quantity_readings: list[Reading] | None = None
    """What the clauses of the quantity candidates say, once the first resolver has read them."""

    dates: list[Date] = field(default_factory=list)
    legal_references: list[LegalReference] = field(default_factory=list)
    officials: list[Official] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    actuals: list[Actual] = field(default_factory=list)

    rejections: list[Rejection] | None = None
    """Filled only when someone asks for an explanation."""

    def reject(self, rule: str, start: int, end: int, reason: str) -> None:
        """Note that `rule` looked at a place (view offsets) and gave up, and why."""
        if self.rejections is not None:
            self.rejections.append(Rejection(rule, start, end, reason))
