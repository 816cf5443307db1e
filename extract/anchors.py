"""Patterns over a whole text by way of the fixed words that they begin with.

A pattern that is tried at every character of a text costs a hundred times what it costs to look for a word. Where every
match begins with one of a few words, the words are looked for, and the pattern is asked there alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise


def places(text: str, words: Sequence[str]) -> list[int]:
    """Where the words stand in a text, in order; a place where two of them begin comes twice."""
    found: list[int] = []
    for word in words:
        place = text.find(word)
        while place >= 0:
            found.append(place)
            place = text.find(word, place + 1)
    found.sort()
    return found


def finditer(pattern: re.Pattern[str], text: str, begin: Iterable[int]) -> Iterator[re.Match[str]]:
    """What `pattern.finditer(text)` gives, for a pattern whose every match begins at one of the places, in order.

    The places are those of the words that it begins with: of `places`, or better of cues, which cost next to nothing.
    """
    end = 0
    for place in begin:
        if place >= end and (match := pattern.match(text, place)):
            yield match
            end = match.end()


def occur(text: str, words: Sequence[str], start: int, end: int) -> bool:
    """Whether one of the words stands in a stretch of a text: asked before a pattern that cannot do without them."""
    for word in words:  # noqa: SIM110  (a generator takes half as long again)
        if text.find(word, start, end) >= 0:
            return True
    return False


def precede(text: str, words: tuple[str, ...], start: int, place: int) -> bool:
    """Whether one of the words and a space or line end stand in front of `place`, behind `start`."""
    return text[place - 1 : place] in (" ", "\n") and text.endswith(words, start, place - 1)


def any_of(words: Iterable[str], *, not_behind: Sequence[str] = ()) -> str:
    """The source of a pattern that finds any of the words where it stands alone, the longest of those that do.

    What begins with a letter is found by leaping from one such letter to the next; what begins with a look behind, as
    in `(?<!\\w)`, is tried at every character. So each letter comes first here, and the look behind after it.
    `not_behind` are strings that none of the words stands behind ("thực ", for "hiện").
    """
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    choices = []
    for letter, rests in by_letter.items():
        first = re.escape(letter)
        behind = "".join(f"(?<!{re.escape(other)}{first})" for other in not_behind)
        choices.append(rf"{first}(?<!\w{first}){behind}(?:{'|'.join(rests)})")
    return rf"(?:{'|'.join(choices)})(?!\w)"


def by_letter(choices: str) -> str:
    """The source of the same alternation, with its choices grouped by the letters that they begin with.

    At each place only the choices of its letter are tried, where a plain alternation that ignores case, or begins with
    looks behind, tries all. `choices` are of letters in any case, joined by `|`, and keep their order: those that begin
    with different letters cannot stand at one place. What begins with no letter is tried everywhere.
    """
    letters: dict[str, list[str]] = {}
    alternatives = _split(choices)
    begins = [_first_letters(one) for one in alternatives]
    everywhere = [one for one, first in zip(alternatives, begins, strict=True) if first is None]
    for first in begins:
        for letter in first or ():
            letters.setdefault(letter, [])
    for letter, group in letters.items():
        group += (one for one, first in zip(alternatives, begins, strict=True) if first is None or letter in first)
    groups = [rf"(?=[{letter}{letter.upper()}])(?:{'|'.join(group)})" for letter, group in sorted(letters.items())]
    return "|".join([*groups, *everywhere])


def _split(choices: str) -> list[str]:
    """The choices of an alternation: what stands between the `|` that no bracket holds."""
    bars = [place for place, depth in _brackets_and_bars(choices) if choices[place] == "|" and not depth]
    return [choices[begin + 1 : end] for begin, end in pairwise((-1, *bars, len(choices)))]


def _first_letters(choice: str) -> frozenset[str] | None:
    """The letters, in lower case, that a choice may begin with, behind its looks behind; None if they may be any."""
    while choice.startswith("(?<!"):
        choice = choice[_closing(choice) + 1 :]
    if choice[:1].isalpha():
        return None if choice[1:2] in ("?", "*", "{") else frozenset(choice[0].lower())
    group = re.match(r"\((?:\?(?:-?i)?:)", choice)
    if group is None:
        return None
    end = _closing(choice)
    inner = [_first_letters(one) for one in _split(choice[group.end() : end])]
    if choice[end + 1 : end + 2] in ("?", "*", "{"):
        inner.append(_first_letters(choice[end + 2 :]) if choice[end + 1] == "?" else None)
    return None if None in inner else frozenset().union(*(one for one in inner if one))


def _closing(choice: str) -> int:
    """Where the bracket closes that a choice begins with."""
    return next(place for place, depth in _brackets_and_bars(choice) if choice[place] == ")" and not depth)


def _brackets_and_bars(source: str) -> Iterator[tuple[int, int]]:
    """Where the round brackets and the `|` of a pattern's source stand that are not escaped and in no class, each with
    the number of brackets open behind it."""
    depth = place = 0
    while place < len(source):
        char = source[place]
        if char == "\\":
            place += 1
        elif char == "[":
            place = source.index("]", place + 2)
        elif char in "()|":
            depth += {"(": 1, ")": -1, "|": 0}[char]
            yield place, depth
        place += 1
