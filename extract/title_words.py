"""The words that titles are made of, from the lexicons: roles, bodies, and what never continues a title."""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from extract import lexicon, names
from extract.lazy import re
from extract.letters import LETTER


class Role(msgspec.Struct, frozen=True):
    """An entry of `roles.json`.

    `forms`: as written, in lower case; `body`: what may follow ("own": only what the lexicons know, "none": nothing);
    `foreign`: foreigners hold it too; `unit`: the part of the role that belongs to the organisation ("Ban").
    """

    role: str
    forms: tuple[str, ...]
    body: Literal["open", "own", "none"]
    foreign: bool
    unit: str
    example: str


class Body(msgspec.Struct, frozen=True):
    """An entry of `bodies.json`: a word or phrase that names, or begins the name of, a body or a kind of place.

    A `field` is what bodies have in their charge; they are named after several ("văn hóa, thể thao và du lịch").
    """

    form: str
    kind: Literal["body", "place", "field"]
    example: str


class Stop(msgspec.Struct, frozen=True):
    """An entry of `title_stops.json`: what never continues a title."""

    form: str
    example: str


@cache
def roles() -> dict[str, Role]:
    """Each written form of a role, in lower case."""
    return {form: entry for entry in lexicon.load("roles", Role) for form in entry.forms}


@cache
def bodies() -> dict[str, Body]:
    """Each body word or phrase, in lower case."""
    return {entry.form: entry for entry in lexicon.load("bodies", Body)}


@cache
def _fields() -> frozenset[str]:
    return frozenset(entry.form for entry in bodies().values() if entry.kind == "field")


@cache
def stops() -> frozenset[str]:
    """The words and word pairs that end a title."""
    return frozenset(entry.form for entry in lexicon.load("title_stops", Stop))


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    """The body phrases by their first word, the longest first."""
    table: dict[str, list[str]] = {}
    for form in bodies():
        table.setdefault(FIRST_WORD.match(form)[0], []).append(form)  # type: ignore[index]
    return {word: tuple(sorted(forms, key=len, reverse=True)) for word, forms in table.items()}


FIRST_WORD = re.compile(rf"[{LETTER}0-9&]+")


# What makes a phrase part of a longer word; not the number of the next entry ("Chính phủ8. Trần Văn A").
_GLUED = re.compile(rf"[{LETTER}]|[0-9](?!\d?\. ?[{LETTER}])|[.&/\-][{LETTER}0-9]")


_PARTY = "đảng"  # ends the name of one body and begins that of the party whose body it is


def phrase_at(lower: str, start: int, limit: int) -> int | None:
    """The end of the longest body phrase that begins at `start` of a lower-case text and ends by `limit`."""
    first = FIRST_WORD.match(lower, start, start + 24)
    if first is None:
        return None
    for form in _by_first_word().get(first[0], ()):
        end = start + len(form)
        if end <= limit and lower.startswith(form, start) and not _GLUED.match(lower, end):
            longer = phrase_at(lower, end - len(_PARTY), limit) if form.endswith(f" {_PARTY}") else None
            return longer or end  # "Ban Chấp hành Trung ương Đảng Cộng sản …"
    return None


# Between two fields that a body is named after; before a comma's one more, so that no verb is taken for a field
# ("Giám đốc Sở Y tế, tổ chức hội nghị").
_JOINS_FIELDS = re.compile(r" ?[-&] ?|, ?")
_LAST_OF_FIELDS = re.compile(r",? và | ?& ?|, ?")


def fields_behind(lower: str, place: int, limit: int) -> int | None:
    """The end of the fields that are joined to the one that ends at `place` by a dash, "&" or commas."""
    join = _JOINS_FIELDS.match(lower, place, limit)
    start = _last_field(lower, place) if join else None
    if join is None or start is None:
        return None
    end = _field_at(lower, join.end(), limit)
    if end is None or "," not in join[0]:
        return end
    if lower.endswith(", ", 0, start) and _last_field(lower, start - 2) is not None:
        return end
    last = _LAST_OF_FIELDS.match(lower, end, limit)
    return _field_at(lower, last.end(), limit) if last else None


def _field_at(lower: str, start: int, limit: int) -> int | None:
    end = phrase_at(lower, start, limit)
    return end if end is not None and lower[start:end] in _fields() and lower[start:end] not in stops() else None


def _last_field(lower: str, end: int) -> int | None:
    """Where the field begins that ends at `end`, None if there is none."""
    start = end
    for _ in range(4):
        start = lower.rfind(" ", max(0, end - 30), start)
        if start < 0:
            return None
        if lower[start + 1 : end] in _fields():
            return start + 1
    return None


def capital_name(text: str, run: list[names.Word]) -> tuple[int, int] | None:
    """The name at the start of a run of words in capitals: a surname and what follows up to a word no name has."""
    size = 0
    for word in run[:4]:
        if not names.is_syllable(word.text) or word.text.lower() in stops() or word.text.lower() in ("và", "các"):
            break
        size += 1
    common = names.surnames().get(run[0].text.capitalize()) if run else None
    if not common or size < 2:
        return None
    return run[0].start, run[size - 1].end
