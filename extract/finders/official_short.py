"""Mentions of people without the full name: "ông Thụ", "Bí thư Thăng", "đồng chí Bí thư Tỉnh ủy"."""

from __future__ import annotations

from extract import names
from extract.finders import official_links as links
from extract.finders.official_candidate import ShortMention, TitleSpan, span_of
from extract.finders.official_row import Token
from extract.finders.official_text import Flow


def short_mentions(flow: Flow, tokens: list[Token], end: int) -> list[ShortMention]:
    """The titles and honorifics of a paragraph, which ends at `end`, that stand before a single syllable of a name, and
    the titles after đồng chí alone."""
    short: list[ShortMention] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        gap = flow.text[token.end : following.start] if following else None
        if token.kind == "name" or token.plural:
            continue
        title = token.title
        comrade = token.honorific is not None and token.honorific.kind == "comrade"
        if comrade and following is not None and following.title is not None and gap == " ":
            after = tokens[index + 2] if index + 2 < len(tokens) else None
            named = after is not None and after.kind == "name" and after.start - following.end <= 1
            if not named and not _short_name(flow.text, following.end, end):
                short.append(ShortMention(token.start, following.end, None, span_of(following.title)))
            continue
        if following is not None and gap == " ":
            continue
        name = _short_name(flow.text, title.head_end if title else token.end, end)
        if title and name is not None and name[0] != title.end and title.end != title.head_end:
            continue  # a body, or more than a name
        if name is not None:
            place, word = name
            behind = None if title else _post_behind(flow.text, tokens, index, place)
            short.append(ShortMention(token.start, place, word, span_of(title) if title else None, behind))
    return short


def _post_behind(text: str, tokens: list[Token], index: int, place: int) -> TitleSpan | None:
    """The title that stands behind a short mention: "ông Tuấn, Giám đốc Sở A, cho biết"."""
    title = tokens[index + 1].title if index + 1 < len(tokens) else None
    if title is None or title.name is not None or tokens[index + 1].plural:
        return None
    gap = text[place : title.start]
    if gap.strip() == "" or ":" in gap or links.TO_TITLE.fullmatch(gap) is None:
        return None
    if index + 2 < len(tokens) and links.ADJACENT.fullmatch(text[title.reach : tokens[index + 2].start]):
        return None
    return span_of(title)


def _short_name(text: str, place: int, end: int) -> tuple[int, str] | None:
    """One or two capitalised words right after `place` that are no full name: where they end, and they."""
    if text[place : place + 1] != " ":
        return None
    run = names.run_at(text, place + 1, min(end, place + 60))
    for index in range(1, len(run)):
        if names.opens_sentence(text, run, index):
            run = run[:index]
            break
    if not 1 <= len(run) <= 2:
        return None
    return run[-1].end, names.joined(run)
