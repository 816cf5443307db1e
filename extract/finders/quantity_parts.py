"""The words that the patterns of the quantity rules are built of, by their role: the lexicon `quantity_parts`.

A rule states its grammar in a pattern and names there the roles of the words that fill it: `{task_verb}` stands for any
of the verbs of a task where the pattern sees to what stands before it, `{^task_verb}` for the same standing alone as a
word, found fast; `{!no_asking}` for none of the words of that role standing at once before.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import msgspec

from extract import anchors, lexicon
from extract.lazy import later, re


class Part(msgspec.Struct, frozen=True):
    """A word, in lower case, and the role that it has in a rule. The example is one that comes out as the rule says
    only because of the word: a goal, a result, or a quantity left out for the reason of that rule."""

    word: str
    role: str
    example: str


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of a role, the longest first.

    Raises `KeyError` if there is no such role.
    """
    return _by_role()[role]


@cache
def endings(role: str) -> tuple[str, ...]:
    """The words of a role with a space or a line end behind each."""
    return tuple(word + space for word in words(role) for space in " \n")


def pattern(source: str) -> re.Pattern[str]:
    """A pattern with the roles in it filled, compiled at first use."""
    return later(lambda: fill(source))


def fill(source: str) -> str:
    """The source of a pattern with the roles in it filled."""
    return _ROLE.sub(lambda role: _SOURCES[role[1]](words(role[2])), source)


_ROLE = re.compile(r"\{([!^]?)([a-z_]{2,})\}")


def _any_of(choices: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(map(_source, choices))})"


def _none_before(choices: tuple[str, ...]) -> str:
    return "".join(f"(?<!{_source(word)}[ \\n])" for word in choices)


def _source(word: str) -> str:
    return r"[ \n]".join(map(re.escape, word.split(" ")))


_SOURCES: dict[str, Callable[[tuple[str, ...]], str]] = {"": _any_of, "!": _none_before, "^": anchors.any_of}


@cache
def _by_role() -> dict[str, tuple[str, ...]]:
    roles: dict[str, list[str]] = {}
    for part in lexicon.load("quantity_parts", Part):
        roles.setdefault(part.role, []).append(part.word)
    return {role: tuple(sorted(found, key=len, reverse=True)) for role, found in roles.items()}
