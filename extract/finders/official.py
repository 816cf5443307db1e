"""Finds official candidates: names with the titles that the text puts beside them.

Each paragraph with a role word or an honorific in it is read once, as a row of titles, honorifics and names with the
text between them; a small machine goes along the row and gives each title its person. Signature blocks are read apart.
"""

from __future__ import annotations

from extract import titles
from extract.context import Context
from extract.cues import CueSet
from extract.finders.official_candidate import OfficialCandidate, ShortMention, TitleSpan
from extract.finders.official_people import Machine
from extract.finders.official_signature import signatures
from extract.finders.official_text import Flow, honorifics

__all__ = ["OfficialCandidate", "ShortMention", "TitleSpan", "cue_sets", "find"]


def cue_sets() -> list[CueSet]:
    """The words that make this finder look."""
    return [
        CueSet("official.role", titles.roles()),
        CueSet("official.honorific", honorifics(), right=False),
    ]


def find(context: Context) -> list[OfficialCandidate]:
    """The candidates of a document, in the order of their start."""
    roles = context.cues["official.role"]
    honorifics = context.cues["official.honorific"]
    if not roles and not honorifics:
        return []
    flow = Flow(context)
    context.addressed = frozenset(name.lower() for name in flow.ground.addressed)
    found: list[OfficialCandidate] = []
    for start, end in flow.paragraphs():
        machine = Machine(context, flow, start, end)
        found.extend(machine.run())
        context.short_mentions.extend(machine.short)
    found.extend(signatures(context, flow))
    found.sort(key=lambda candidate: (candidate.start, candidate.end))
    return found
