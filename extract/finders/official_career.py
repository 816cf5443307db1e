"""Curricula vitae: the posts of one person as a list of years ("3/1989: Ủy viên Ban Chấp hành …").

Pages on elected people give a heading ("Tóm tắt quá trình công tác"), then one entry a post or two, each opened by a
month, a year or a span of years. No name stands beside such a post; it is that of the person named last before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extract import anchors, names, titles
from extract.context import Context
from extract.finders.official_candidate import OfficialCandidate, span_of
from extract.finders.official_links import is_weak
from extract.finders.official_text import Flow
from extract.lazy import re

_HEADINGS = ("quá trình công tác", "tiểu sử", "quá trình hoạt động")
_POINT = r"(?:\d{1,2} ?[/.-] ?)?(?:19|20)\d{2}"
# The head of an entry: after a stop, or anywhere before a colon, since flattened pages lose their line ends.
_ENTRY = re.compile(
    rf"(?<![\w/.-])(?:(?:[Tt]ừ|[Tt]háng|[Nn]ăm) ){{0,2}}{_POINT}"
    rf"(?: ?(?:-|đến)(?: tháng| năm)? ?(?:{_POINT}|nay|đến nay))? ?:"
    rf"|(?<=[.;\n])[ \-+*]{{0,3}}{_POINT} ?- ?(?:{_POINT}|nay),"
)
_NAMED = re.compile(rf"[Hh]ọ và tên(?: khai sinh)?(?: ?\([^()\n]{{1,30}}\))? ?: ?(?=({names.WORD}))")
_OWNER_BEFORE = 1200  # characters between a person's name and the first entry
_ENTRY_LIMIT = 500
_LEAST = 3  # entries; fewer are a chronicle of something else


def careers(context: Context, flow: Flow, people: Sequence[OfficialCandidate]) -> list[OfficialCandidate]:
    """The people whose posts stand in a curriculum vitae, each with those posts.

    `people`: who is named in the text, with or without a post.
    """
    headings = anchors.places(context.view.lower, _HEADINGS)
    if not headings:
        return []
    people = sorted(people, key=lambda person: person.start)
    found: list[OfficialCandidate] = []
    for entries in _lists(flow.text):
        first = entries[0][0]
        index = bisect_left(headings, first) - 1
        if index < 0 or first - headings[index] > _OWNER_BEFORE:
            continue
        owner = _owner(flow, people, first)
        if owner is None:
            context.reject("official.career", *entries[0], "no person is named before this list of posts")
            continue
        _take_posts(flow, owner, entries)
        if owner.titles:
            found.append(owner)
    return found


def _lists(text: str) -> Iterator[list[tuple[int, int]]]:
    """The lists of entries, each entry from behind its head to the next one or the end of the line."""
    heads: list[re.Match[str]] = []
    for match in _ENTRY.finditer(text):
        if heads and match.start() - heads[-1].end() > _OWNER_BEFORE:
            yield from _bounded(text, heads)
            heads = []
        heads.append(match)
    yield from _bounded(text, heads)


def _bounded(text: str, heads: list[re.Match[str]]) -> Iterator[list[tuple[int, int]]]:
    """The entries of one list, if they are enough for one."""
    if len(heads) < _LEAST:
        return
    nexts = [head.start() for head in heads[1:]] + [heads[-1].end() + _ENTRY_LIMIT]
    entries = []
    for head, following in zip(heads, nexts, strict=True):
        stop = min(following, head.end() + _ENTRY_LIMIT, len(text))
        line = text.find("\n", head.end(), stop)
        entries.append((head.end(), stop if line < 0 else line))
    yield entries


def _owner(flow: Flow, people: Sequence[OfficialCandidate], before: int) -> OfficialCandidate | None:
    """A candidate without posts for the person named last before the list."""
    first = max(0, before - _OWNER_BEFORE)
    index = bisect_left(people, before, key=lambda person: person.start) - 1
    nearest = people[index] if index >= 0 and people[index].start >= first else None
    for match in _NAMED.finditer(flow.text, first, before):
        run = _best_name(names.run_at(flow.text, match.end(), match.end() + 60))
        if run and (nearest is None or nearest.start <= run[0].start):
            nearest = OfficialCandidate(run[0].start, run[-1].end, "official.career")
    if nearest is None:
        return None
    owner = OfficialCandidate(nearest.start, nearest.end, "official.career")
    owner.honorific, owner.comrade = nearest.honorific, nearest.comrade
    return owner


def _best_name(run: list[names.Word]) -> list[names.Word]:
    """The words at the start of a run that read best as one name (flattened forms run on: "Lê Thị A Giới tính")."""
    scores = {size: names.name_score(run[:size]) or 0.0 for size in range(2, len(run) + 1)}
    best = max(scores, key=scores.__getitem__, default=0)
    return run[:best] if best and scores[best] > 0 else []


def _take_posts(flow: Flow, owner: OfficialCandidate, entries: list[tuple[int, int]]) -> None:
    """Give the owner each post of the entries that no one else's name stands behind."""
    for start, end in entries:
        last = start
        for cue in flow.roles[bisect_left(flow.role_starts, start) : bisect_left(flow.role_starts, end)]:
            if cue.start < last:
                continue
            title = titles.read(flow.ground, cue.start, cue.end, cue.role, end)
            last = title.reach
            bare = is_weak(title.role.role) and title.end == title.head_end
            if title.name is None and not bare:
                owner.titles.append(span_of(title))
