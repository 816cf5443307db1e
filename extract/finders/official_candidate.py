"""What the finder of officials gives: names with the titles beside them, and mentions without the full name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from extract import titles
from extract.titles import Title


class TitleSpan(NamedTuple):
    """A title as given to a person (view offsets); `head` and `head_end` bound the role with its modifiers after it."""

    start: int
    end: int
    head: int
    head_end: int
    role: titles.Role


class ShortMention(NamedTuple):
    """A later mention without the full name (view offsets): "ông Thụ", "Bí thư Thăng", "đồng chí Bí thư Tỉnh ủy".

    `start` to `end` hold the honorific or title; `name` is what stands of the name, if anything does; `behind` is the
    title that follows the name ("ông Thụ, Giám đốc Sở A").
    """

    start: int
    end: int
    name: str | None
    title: TitleSpan | None
    behind: TitleSpan | None = None


@dataclass(slots=True)
class OfficialCandidate:
    """A name with what stands beside it (view offsets).

    `start` and `end` are of the name alone; `comrade`: called đồng chí there; `rank`: with a military rank.
    """

    start: int
    end: int
    rule: str
    titles: list[TitleSpan] = field(default_factory=list)
    honorific: tuple[int, int] | None = None
    comrade: bool = False
    rank: bool = False
    doubtful: list[TitleSpan] = field(default_factory=list)
    """Those of the titles that may as well be the subject of what follows: another's, if he holds it elsewhere."""


def span_of(title: Title) -> TitleSpan:
    """The title as it is given to a person."""
    return TitleSpan(title.start, title.end, title.head, title.head_end, title.role)
