"""Documents that everybody calls by their name and not by a number: rules of the Party, declarations of states."""

from __future__ import annotations

from functools import cache

import msgspec

from extract.finders.legal_names import Name
from extract.finders.legal_text import spaced
from extract.lazy import re
from extract.lexicon import load
from extract.view import View


class NamedDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document with a name: the type word, the name in lower case, and an abbreviation that stands for both."""

    word: str
    name: str
    example: str
    short: str | None = None


@cache
def _identities() -> dict[str, dict[str, str]]:
    """By type word: the names, the longer first, each with what is the same in all names of its document."""
    words: dict[str, dict[str, str]] = {}
    for entry in sorted(load("named_documents", NamedDocument), key=lambda entry: -len(entry.name)):
        words.setdefault(entry.word, {})[entry.name] = abbreviations().get((entry.short or "").lower(), entry.name)
    return words


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """By type word: its names, each with or without `về` before it."""
    return {
        word: spaced("(?: về)? (?P<name>" + "|".join(re.escape(name).replace("\\ ", " ") for name in names) + ")")
        for word, names in _identities().items()
    }


@cache
def abbreviations() -> dict[str, str]:
    """The abbreviations in lower case, each for what is the same in all names of its document: the first of them."""
    shorts: dict[str, str] = {}
    for entry in load("named_documents", NamedDocument):
        if entry.short:
            shorts.setdefault(entry.short.lower(), entry.name)
    return shorts


_SHORT_FORM = re.compile(r"[ \n]\((?P<short>[A-Z]{2,6})\)")


def named(view: View, word: str, end: int) -> Name | None:
    """The document that is named after the type word which ends at `end`: "quy chế bổ nhiệm cán bộ và …"."""
    known = _patterns().get(word)
    match = known.match(view.lower, end) if known else None
    if match is None:
        return None
    identity = _identities()[word][" ".join(match["name"].split())]
    name = Name(match.end(), "legal_reference.named", identity)
    name.title = match.span("name") if word != "điều lệ" else None  # a charter has no title beside its name
    short = _SHORT_FORM.match(view.text, name.end)
    if short is not None and abbreviations().get(short["short"].lower()) == identity:
        name.end = short.end()
    return name
