"""The words of a clause around a quantity: what joins, opens and ends what is measured, and its trimming."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from extract import anchors, lexicon
from extract.finders.quantity_words import Word
from extract.lazy import later, re

_SLACK = 3


class IndicatorWord(msgspec.Struct, frozen=True):
    """A word at an end of an indicator, and no part of it.

    A `link` joins it to its number, a `lead` leads into it; a `clause` word opens the clause that it stands in, a
    `stop` is what it ends before; one too long ends before a `joint`, and begins behind a `joint` or a `cut`. What is
    `asking` says only that something is asked for. And further: what opens a `predicate` of a measure, the place or the
    office `whose` it is, the `manner` of a deed, a `pointer` to what was told.

    `not_behind` and `not_before` are words beside which a link or a lead is a part of another word, `before` those that
    it leads into alone.
    """

    word: str
    role: Literal["link", "lead", "clause", "stop", "joint", "cut", "asking", "predicate", "whose", "manner", "pointer"]
    example: str
    indicator: str
    """What the number of the example measures."""
    not_behind: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    before: tuple[str, ...] = ()


@cache
def words(role: str) -> tuple[IndicatorWord, ...]:
    """The entries of a role, the longest first."""
    found = (w for w in lexicon.load("indicator_words", IndicatorWord) if w.role == role)
    return tuple(sorted(found, key=lambda w: len(w.word), reverse=True))


@cache
def of_role(*roles: str) -> tuple[str, ...]:
    """The words of some roles."""
    return tuple(w.word for role in roles for w in words(role))


@cache
def bound(role: str) -> re.Pattern[str]:
    """What finds the words of a role: those that open the clause of an indicator, or those that it ends before."""
    return re.compile(anchors.any_of(of_role(role), not_behind=("từ ", "sau ", "trước ") if role == "clause" else ()))


@cache
def _joints() -> frozenset[str]:
    return frozenset(of_role("joint"))


@cache
def _cuts() -> frozenset[str]:
    return frozenset(of_role("joint", "cut"))


@cache
def _link_ends() -> frozenset[str]:
    """The last words of the links: without one of them at its end a piece has no link."""
    return frozenset(["-", *(word.split()[-1] for word in of_role("link"))])


def _link() -> str:
    links = ("".join(f"(?<!{re.escape(b)} )" for b in w.not_behind) + re.escape(w.word) for w in words("link"))
    return rf"(?:^|[ \n])(?:{'|'.join(links)}|-)$"


def _leading() -> str:
    leads = anchors.by_letter("|".join(map(_lead, words("lead"))))
    return rf"^(?:[^\w(\[]|\d{{1,2}}[.)] |[a-zđ]\) |(?:{leads})(?=[\s,]|$)){{1,8}}"


def _lead(word: IndicatorWord) -> str:
    apart = "|".join(map(re.escape, word.not_before))
    alone = "|".join(map(re.escape, word.before))
    return (
        re.escape(word.word)
        + (rf"(?! (?:{apart})(?!\w))" if apart else "")
        + (rf"(?= (?:{alone})(?!\w))" if alone else "")
    )


_LINK = later(_link)
_LEADING = later(lambda: rf"(?i:{_leading()})")
_LONGEST_LINK = 24


class _Opener(msgspec.Struct, frozen=True):
    word: str


@cache
def opener() -> re.Pattern[str]:
    """The first word of the next sentence, where no stop stands before it (a heading, a caption)."""
    openers = (w.word for w in lexicon.load("sentence_openers", _Opener) if w.word[1:].islower())
    words = "|".join(map(re.escape, openers))
    inside = "".join(
        f"(?<![ ]{word}[ ])" for word in (*of_role("joint"), "vào", "bởi", "là", "được")
    )  # asked behind the space, to leap to it
    return re.compile(rf" (?<=[^\W\d_] ){inside}(?:{words})(?= [^\W\d_])")


@cache
def _frame() -> re.Pattern[str]:
    """The words that say that something is a goal or a result, not what it is."""
    told = [*lexicon.load("goal_words", Word), *lexicon.load("result_words", Word)]
    words = {e.word for e in told if e.strength not in ("weak", "noun") and not e.content} | set(of_role("asking"))
    inside = ("phát ", "thực ", "thể ", "xuất ", "biểu ")  # "phát hiện tại" is not "hiện tại"
    nouns = anchors.any_of(("mục tiêu", "chỉ tiêu"), not_behind=(*inside, "so với ", "vượt ")) + r"(?! tốn| dùng| hao)"
    return re.compile(f"{anchors.any_of(words, not_behind=inside)}|{nouns}")


def without_frame(piece: str) -> list[str]:
    """What stands between the words of the frame, in any case."""
    lower = piece.lower()
    parts: list[str] = []
    place = 0
    for told in _frame().finditer(lower if len(lower) == len(piece) else piece):
        parts.append(piece[place : told.start()])
        place = told.end()
    parts.append(piece[place:])
    return parts


def without_link(piece: str) -> str:
    """A piece without the words at its end that join it to its number."""
    while piece[max(piece.rfind(" "), piece.rfind("\n")) + 1 :] in _link_ends():
        link = _LINK.search(piece, max(0, len(piece) - _LONGEST_LINK))
        if link is None:
            return piece
        piece = piece[: link.start()].rstrip(" ,")
    return piece


def last_words(part: str, most: int) -> str:
    """The last words of a part, about `most` of them: from behind a joining word if one stands near, never from within
    a name ("Trung ương"); all of them where few more would be left out than that."""
    words = part.split()
    cut = len(words) - most
    if cut <= _SLACK:
        return " ".join(words)
    near = sorted(range(cut - _SLACK, cut + _SLACK + 1), key=lambda i: abs(i - cut))
    first = next((i for i in near if words[i - 1].lower() in _cuts()), cut)
    if words[first - 1][:1].isupper() and words[first][:1].islower():
        first -= 1
    return " ".join(words[first:])


def first_words(words: list[str], most: int) -> str:
    """The first words of what follows a quantity; one that is too long ends before its last joining word."""
    if len(words) <= most + _SLACK:
        return " ".join(words)
    for i in range(most - 1, most // 2, -1):
        if words[i] in _joints() or words[i - 1].endswith(","):
            return " ".join(words[:i]).rstrip(",")
    return " ".join(words[:most])


def trim(piece: str) -> str:
    """A piece of a clause without what leads into it and what joins it to its number."""
    while True:
        shorter = without_link(piece.rstrip(" \n-,:")).strip()
        if leading := _LEADING.match(shorter):
            shorter = shorter[leading.end() :].strip()
        elif len(shorter) == len(piece.strip()):
            return shorter
        piece = shorter
