"""Finds official candidates: names with the titles that the text puts beside them.

Each paragraph with a role word or an honorific in it is read once, as a row of titles, honorifics and names with the
text between them; a small machine goes along the row and gives each title its person. Signature blocks are read apart.
"""

from __future__ import annotations

from extract import titles
from extract.context import Context
from extract.cues import CueSet
from extract.finders.official_candidate import OfficialCandidate, ShortMention, TitleSpan
from extract.finders.official_career import careers
from extract.finders.official_links import is_weak
from extract.finders.official_people import Machine
from extract.finders.official_signature import signatures, signs_for_body
from extract.finders.official_text import Flow, honorifics
from extract.finders.official_told import told
from extract.parts import official as parts

__all__ = ["OfficialCandidate", "ShortMention", "TitleSpan", "cue_sets", "find"]


def cue_sets() -> list[CueSet]:
    """The words that make this finder look."""
    return [
        CueSet("official.role", titles.roles()),
        CueSet("official.honorific", honorifics(), right=False),
    ]


_ENOUGH = ("comrade", "rank")
"""The kinds of honorific that make an official of a name, with no post beside it."""


def find(context: Context) -> list[OfficialCandidate]:
    """The candidates of a document, in the order of their start."""
    roles = context.cues["official.role"]
    honorifics = context.cues["official.honorific"]
    if not roles and not honorifics:
        return []
    if not roles and context.rejections is None and not any(c.entry.kind in _ENOUGH for c in honorifics):
        return signatures(context, Flow(context)) if signs_for_body(context.view.text) else []
    flow = Flow(context)
    context.addressed = frozenset(name.lower() for name in flow.ground.addressed)
    found: list[OfficialCandidate] = []
    unposted: list[OfficialCandidate] = []
    for start, end in flow.paragraphs():
        machine = Machine(context, flow, start, end)
        found.extend(machine.run())
        unposted.extend(machine.unposted)
        context.short_mentions.extend(machine.short)
    _leave_to_holders(context, found)
    unposted.extend(candidate for candidate in found if not _counts(candidate))
    found = [candidate for candidate in found if _counts(candidate)]
    found.extend(_by_short_mentions(context, found, unposted))
    found.extend(signatures(context, flow))
    found.extend(careers(context, flow, [*found, *unposted]))
    found.extend(told(context, flow, [*found, *unposted]))
    found.sort(key=lambda candidate: (candidate.start, candidate.end))
    return found


def _of_several(lower: str, span: TitleSpan) -> bool:
    """Whether several people hold a post at once."""
    if span.role.role == "Bí thư":
        return lower.startswith((" trung ương", " t.ư", " tw"), span.head_end)
    return span.role.role in parts.words("shared_post") or "phó" in lower[span.start : span.head + 4]


def _alike(one: str, other: str) -> bool:
    """Whether two names may be one person's, of which one has a word more than the other."""
    return one.startswith(other) or one.endswith(other) or other.startswith(one) or other.endswith(one)


def _counts(candidate: OfficialCandidate) -> bool:
    return bool(candidate.titles) or candidate.comrade or candidate.rank


def _leave_to_holders(context: Context, found: list[OfficialCandidate]) -> None:
    """Take from people the doubtful titles that someone else of the document surely holds.

    "Về ý kiến của bà A, Chủ tịch Quốc hội Lào nói …": the title is that of the Speaker, named elsewhere.
    """
    if not any(candidate.doubtful for candidate in found):
        return
    lower = context.view.lower
    holders: dict[str, set[str]] = {}
    for candidate in found:
        for span in candidate.titles:
            if span not in candidate.doubtful:
                name = lower[candidate.start : candidate.end]
                holders.setdefault(lower[span.start : span.end], set()).add(name)
    for candidate in found:
        name = lower[candidate.start : candidate.end]
        for span in candidate.doubtful:
            others = holders.get(lower[span.start : span.end], set())
            if others and not _of_several(lower, span) and not any(_alike(name, other) for other in others):
                candidate.titles.remove(span)


def _by_short_mentions(
    context: Context, found: list[OfficialCandidate], unposted: list[OfficialCandidate]
) -> list[OfficialCandidate]:
    """The people whose post stands only beside a short mention: "Ông Trần Văn A …", later "ông A, Giám đốc Sở B".

    A post counts only where one person of the document alone can be meant.
    """
    people: dict[str, dict[str, OfficialCandidate]] = {}
    known = {context.view.lower[candidate.start : candidate.end] for candidate in found}
    for candidate in [*found, *unposted]:
        name = context.view.lower[candidate.start : candidate.end]
        if " " in name and (candidate.honorific is not None or name in known):
            people.setdefault(name.rpartition(" ")[2], {}).setdefault(name, candidate)
    posted: list[OfficialCandidate] = []
    for mention in context.short_mentions:
        span = mention.behind or mention.title
        if mention.name is None or span is None or (is_weak(span.role.role) and span.end == span.head_end):
            continue
        if mention.behind is None:
            span = span._replace(end=span.head_end)  # the name may have been read as the body
        meant = people.get(mention.name.lower().rpartition(" ")[2], {})
        if len(meant) != 1:
            continue
        name, candidate = next(iter(meant.items()))
        if not f" {name}".endswith(" " + mention.name.lower()) or candidate.start > mention.start:
            continue
        if name not in known:
            known.add(name)
            posted.append(candidate)
            candidate.rule = "official.short_mention"
        elif mention.behind is None:
            continue
        if span not in candidate.titles:
            candidate.titles.append(span)
    return posted
