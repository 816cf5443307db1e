"""The words that the patterns of the rules are built of, by their role: the lexicons `<type>_parts`.

A rule states its grammar in a pattern and names there the roles of the words that fill it:

- `{task_verb}` stands for any word of the role `task_verb`, where the pattern itself sees to what stands around it;
- `{^task_verb}` for the same standing alone as a word, found fast;
- `{+body_noun}` for any of them with a small or a capital letter at its beginning;
- `{!no_asking}` for none of them standing at once before, with a space or line end between.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import msgspec

from extract import anchors, lexicon
from extract.lazy import later, re


class Part(msgspec.Struct, frozen=True):
    """A word as the pattern meets it, and the role that it has in a rule.

    The word is none where one of `not_before` follows or one of `not_behind` precedes it ("Báo" before " cáo"). The
    example is a sentence that comes out as the rule says only because of the word.
    """

    word: str
    role: str
    example: str
    not_before: tuple[str, ...] = ()
    not_behind: tuple[str, ...] = ()

    def source(self, *, capital: bool = False) -> str:
        """The source of a pattern that matches the word, with any space or line end between its syllables."""
        word = _spaced(self.word)
        if capital:
            word = f"[{word[0].lower()}{word[0].upper()}]{word[1:]}"
        before = "".join(f"(?<!{_spaced(other)})" for other in self.not_behind)
        behind = f"(?!{'|'.join(map(_spaced, self.not_before))})" if self.not_before else ""
        return f"{before}{word}{behind}"


def _spaced(words: str) -> str:
    return r"[ \n]".join(map(re.escape, words.split(" ")))


class Parts:
    """The words of one lexicon, by their role, read when they are first asked for."""

    def __init__(self, name: str) -> None:
        self.name = name

    def words(self, role: str) -> tuple[str, ...]:
        """The words of a role, the longest first.

        Raises `KeyError` if there is no such role.
        """
        return self._words[role]

    def endings(self, role: str) -> tuple[str, ...]:
        """The words of a role with a space or a line end behind each."""
        return tuple(word + space for word in self.words(role) for space in " \n")

    def pattern(self, source: str) -> re.Pattern[str]:
        """A pattern with the roles in it filled, compiled at first use."""
        return later(lambda: self.fill(source))

    def fill(self, source: str) -> str:
        """The source of a pattern with the roles in it filled."""
        return _ROLE.sub(lambda role: _SOURCES[role[1]](self._by_role[role[2]]), source)

    @cached_property
    def _words(self) -> dict[str, tuple[str, ...]]:
        return {role: tuple(part.word for part in parts) for role, parts in self._by_role.items()}

    @cached_property
    def _by_role(self) -> dict[str, tuple[Part, ...]]:
        roles: dict[str, list[Part]] = {}
        for part in lexicon.load(self.name, Part):
            roles.setdefault(part.role, []).append(part)
        return {role: tuple(sorted(found, key=lambda part: -len(part.word))) for role, found in roles.items()}


_ROLE = re.compile(r"\{([!^+]?)([a-z_]{2,})\}")


def _any_of(parts: tuple[Part, ...]) -> str:
    return f"(?:{'|'.join(part.source() for part in parts)})"


def _in_any_case(parts: tuple[Part, ...]) -> str:
    return f"(?:{'|'.join(part.source(capital=True) for part in parts)})"


def _none_before(parts: tuple[Part, ...]) -> str:
    return "".join(f"(?<!{part.source()}[ \\n])" for part in parts)


def _alone(parts: tuple[Part, ...]) -> str:
    return anchors.any_of(part.word for part in parts)


_SOURCES: dict[str, Callable[[tuple[Part, ...]], str]] = {
    "": _any_of,
    "+": _in_any_case,
    "!": _none_before,
    "^": _alone,
}

date = Parts("date_parts")
layout = Parts("layout_parts")
legal = Parts("legal_parts")
meeting = Parts("meeting_parts")
official = Parts("official_parts")
quantity = Parts("quantity_parts")
