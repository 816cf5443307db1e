"""Makes official records of candidates: one record a person, all mentions and titles of the document together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import ahocorasick_rs
import msgspec

from extract import lexicon, names
from extract.context import Context
from extract.finders.official import OfficialCandidate, ShortMention, TitleSpan
from extract.finders.official_row import named_after
from extract.lazy import later, re
from extract.letters import LETTER, UPPER
from extract.model import Mention, Official, Position
from extract.parts import official as parts


class Abbreviation(msgspec.Struct, frozen=True):
    """An entry of `title_abbreviations.json`: a short form in lower case and what it stands for."""

    short: str
    full: str
    example: str


@cache
def _abbreviations() -> dict[str, str]:
    return {entry.short: entry.full for entry in lexicon.load("title_abbreviations", Abbreviation)}


@dataclass(slots=True)
class _Person:
    """A person of the document: `key` is the name in lower case."""

    key: str
    candidates: list[OfficialCandidate] = field(default_factory=list)
    mentions: set[tuple[int, int]] = field(default_factory=set)


def resolve(context: Context) -> list[Official]:
    """The records of a document (view offsets), in the order of their start."""
    if not context.official_candidates:
        return []
    people = _people(context)
    _find_names(context, people)
    positions = {key: _positions(context, person) for key, person in people.items()}
    _find_short(context, people, positions)
    places = _Places(context)
    records = [_record(context, person, positions[key], places) for key, person in people.items()]
    return sorted(records, key=lambda record: record.start)


# -- who is who --------


def _people(context: Context) -> dict[str, _Person]:
    """The candidates by person."""
    people: dict[str, _Person] = {}
    for candidate in context.official_candidates:
        key = " ".join(context.view.lower[candidate.start : candidate.end].split())
        people.setdefault(key, _Person(key)).candidates.append(candidate)
    endings: dict[str, list[str]] = {}
    for key in people:
        words = key.split(" ")
        for size in range(1, min(3, len(words))):
            endings.setdefault(" ".join(words[-size:]), []).append(key)
    for key in list(people):
        other = _same_as(key, people, endings)
        if other is not None:
            person = people.pop(key)
            for candidate in person.candidates:
                if len(other) < len(key):  # the name of another with the first word of the next sentence
                    candidate.end = candidate.start + len(other)
            people[other].candidates.extend(person.candidates)
            people[other].candidates.sort(key=lambda c: c.start)
    _join_misspelt(people)
    return people


_SURE = 6  # letters of a word in which one that is wrong leaves no doubt which word is meant
_MOST_FOREIGNERS = 60


def _join_misspelt(people: dict[str, _Person]) -> None:
    """Make one of foreigners whose names differ by one letter: the name that stands more often is theirs."""
    foreign = [key for key in people if " " in key and names.is_foreign_name(key)][:_MOST_FOREIGNERS]
    for index, key in enumerate(foreign):
        for other in foreign[:index]:
            if key in people and other in people and _misspelt(key, other):
                wrong, right = sorted((key, other), key=lambda k: len(people[k].candidates))
                people[right].candidates.extend(people.pop(wrong).candidates)
                people[right].candidates.sort(key=lambda c: c.start)


def _misspelt(one: str, other: str) -> bool:
    """Whether two names differ in one letter of a long word alone, which is missing, too many or another."""
    pairs = list(zip(one.split(" "), other.split(" "), strict=False))
    different = [pair for pair in pairs if pair[0] != pair[1]]
    if one.count(" ") != other.count(" ") or len(different) != 1:
        return False
    short, long = sorted(different[0], key=len)
    if len(short) < _SURE or len(long) > len(short) + 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[same + (len(short) == len(long)) :] == long[same + 1 :]


def _same_as(key: str, people: dict[str, _Person], endings: dict[str, list[str]]) -> str | None:
    """The fuller name that `key` is a short form of, or the name that `key` holds with a word too many."""
    words = key.split(" ")
    for size in (len(words) - 1, len(words) - 2):
        if size >= 3 and " ".join(words[:size]) in people:
            return " ".join(words[:size])
    fuller = [other for other in endings.get(key, [])[:8] if other != key and other in people]
    return fuller[0] if len(fuller) == 1 else None


_PIECE = 1 << 20
"""How many characters are searched at once: the automaton takes eight times their memory."""


_FEW = 24


def _occurrences(automaton: ahocorasick_rs.AhoCorasick, text: str, longest: int) -> Iterator[tuple[int, int, int]]:
    """What the automaton finds in a text: the number of a name of at most `longest` characters, its start and end."""
    place = 0
    while place < len(text):
        end = place
        for index, start, stop in automaton.find_matches_as_indexes(text[place : place + _PIECE + longest]):
            if start >= _PIECE:
                break
            end = place + stop
            yield index, place + start, end
        place = max(place + _PIECE, end)


def _find_names(context: Context, people: dict[str, _Person]) -> None:
    """Every place where a name stands in full."""
    keys = list(people)
    # For a few names making the automaton takes longer than passing over the text: this kind is made in half the time.
    kind = ahocorasick_rs.Implementation.NoncontiguousNFA if len(keys) <= _FEW else None
    automaton = ahocorasick_rs.AhoCorasick(
        keys, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest, implementation=kind
    )
    text = context.view.lower
    for index, start, end in _occurrences(automaton, text, max(map(len, keys))):
        if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
            # What is named after him stands in nearly every text; the city is no mention of him.
            if keys[index] == "hồ chí minh" and named_after().search(text, max(0, start - 24), start):
                continue
            people[keys[index]].mentions.add((start, end))
    for person in people.values():
        for candidate in person.candidates:
            person.mentions.add((candidate.start, candidate.end))


def _find_short(
    context: Context, people: dict[str, _Person], positions: dict[str, list[tuple[TitleSpan, frozenset[str]]]]
) -> None:
    """Give each short mention to the one person whom it can mean."""
    by_name: dict[str, list[str]] = {}
    by_role: dict[str, list[str]] = {}
    for key in {*people, *context.addressed}:  # a farmer of the same given name makes "ông Hùng" anyone's
        words = key.split(" ")
        for short in {words[-1], " ".join(words[-2:]), words[0]} if len(words) > 1 else set():
            by_name.setdefault(short, []).append(key)
        for span, _ in positions.get(key, ()):
            by_role.setdefault(span.role.role, []).append(key)
    firsts = {key: min(person.mentions)[0] for key, person in people.items()}
    for mention in context.short_mentions:
        meant = _meant(context, mention, by_name, by_role, positions)
        if meant is not None and mention.start > firsts[meant]:
            people[meant].mentions.add((mention.start, mention.end))


def _meant(
    context: Context,
    mention: ShortMention,
    by_name: dict[str, list[str]],
    by_role: dict[str, list[str]],
    positions: dict[str, list[tuple[TitleSpan, frozenset[str]]]],
) -> str | None:
    """The one person whom a short mention can mean."""
    if mention.name is not None:
        short = mention.name.lower()
        found = by_name.get(short, [])[:8]
        vietnamese = [key for key in found if key.endswith(" " + short) or names.is_foreign_name(key)]
        known = [key for key in vietnamese if key in positions]
        return known[0] if len(known) == 1 and not _others(vietnamese, known[0]) else None
    if mention.title is None:
        return None
    title = mention.title
    wanted = frozenset(_tokens(context.view.text[title.start : title.end]))
    fitting = {
        key
        for key in by_role.get(title.role.role, [])[:40]
        for span, tokens in positions[key]
        if wanted <= tokens and _head(context, span) == _head(context, title)
    }
    return fitting.pop() if len(fitting) == 1 else None


def _others(keys: list[str], known: str) -> bool:
    """Whether some of the names are not the known one, in full or in part."""
    return any(key not in known and known not in key for key in keys)


def _record(
    context: Context, person: _Person, positions: list[tuple[TitleSpan, frozenset[str]]], places: _Places
) -> Official:
    spans = sorted(person.mentions)
    first = spans[0]
    own = _own_places(context, [span for span, _ in positions])
    titled = next((c for c in person.candidates if c.titles), person.candidates[0])
    honorific = next((c.honorific for c in person.candidates if c.honorific is not None), None)
    return Official(
        start=first[0],
        end=first[1],
        rule=titled.rule,
        name=_name(context, person),
        honorific=context.view.written(*honorific) if honorific else None,
        positions=[
            Position(
                title=context.view.written(span.start, span.end),
                role=_role(context, span),
                organization=_organization(context, span, places, own),
                start=span.start,
                end=span.end,
            )
            for span, _ in positions
        ],
        mentions=[Mention(start=a, end=b, text="") for a, b in spans],
    )


def _name(context: Context, person: _Person) -> str:
    written = [context.view.written(c.start, c.end) for c in person.candidates]
    plain = [name for name in written if not name.isupper()]
    if plain:
        plain = [name for name in plain if name.lower() == person.key] or plain
        return max(plain, key=lambda name: len(name.split()))  # the first of the fullest
    return " ".join(word if "." in word else word.capitalize() for word in written[0].split())


# -- positions --------

_TOKEN = re.compile(rf"[{LETTER}0-9&]+")


def _tokens(text: str) -> list[str]:
    """The words of a title in lower case, abbreviations spelled out; words that join may be left out or be others."""
    tokens: list[str] = []
    for token in _TOKEN.findall(text.lower().replace("t.ư", "tư").replace("t.w", "tw").replace("tp.", "tp ")):
        tokens.extend(_abbreviations().get(token, token).split())
    return [token for token in tokens if token not in ("và", "&", "tại", "ở")]


def _head(context: Context, span: TitleSpan) -> list[str]:
    return _tokens(context.view.text[span.start : span.head_end])


def _positions(context: Context, person: _Person) -> list[tuple[TitleSpan, frozenset[str]]]:
    """The distinct positions, each in its fullest wording, with its words."""
    kept: list[tuple[TitleSpan, frozenset[str]]] = []
    by_role: dict[str, list[int]] = {}
    for candidate in person.candidates:
        for span in candidate.titles:
            whole = frozenset(_tokens(context.view.text[span.start : span.end]))
            same = by_role.setdefault(_kind(context, span), [])
            for index in same[:20]:
                former, other = kept[index]
                nested = whole <= other or other <= whole or _nest_without_term(context, span, former)
                if nested or _same_initials(context, span, former):
                    text = context.view.text[former.start : former.end]
                    if len(whole) > len(other) or (whole == other and text.isupper() and " " in text):
                        kept[index] = (span, whole)
                    break
            else:
                same.append(len(kept))
                kept.append((span, whole))
    return kept


def _nest_without_term(context: Context, one: TitleSpan, other: TitleSpan) -> bool:
    """Whether the words of one of two titles are among those of the other but for a term that one alone tells."""
    first, second = (f" {context.view.text[span.start : span.end]}" for span in (one, other))
    bare = _TERM.sub("", first), _TERM.sub("", second)
    if (bare[0] == first) == (bare[1] == second):
        return False
    words = frozenset(_tokens(bare[0])), frozenset(_tokens(bare[1]))
    return words[0] <= words[1] or words[1] <= words[0]


_SHORT_FORM = re.compile(rf"[{UPPER}]{{2,}}")


def _initials(text: str) -> str:
    """The first letters of the words of a title, acronyms letter by letter: "Bộ KH&ĐT" and "Bộ Kế hoạch và Đầu tư"."""
    letters: list[str] = []
    for token in _TOKEN.findall(text.replace("&", " ")):
        if _SHORT_FORM.fullmatch(token):
            letters.append(_initials(_abbreviations()[token.lower()]) if token.lower() in _abbreviations() else token)
        elif token.lower() not in ("và", "của", "các"):
            letters.append(token[0])
    return "".join(letters).lower()


def _same_initials(context: Context, one: TitleSpan, other: TitleSpan) -> bool:
    """Whether one of two titles writes with an acronym what the other spells out or writes with another acronym."""
    first = context.view.text[one.start : one.end]
    second = context.view.text[other.start : other.end]
    if first.isupper() or second.isupper() or not (_SHORT_FORM.search(first) or _SHORT_FORM.search(second)):
        return False
    return _initials(first) == _initials(second)


# Roles that may be told by another: "Chủ tịch Trần Văn A" of the President.
_SHORTER = {"Đại biểu Quốc hội": "Đại biểu", "Chủ tịch nước": "Chủ tịch"}
_LEVEL = parts.pattern(r"{before_role}")


def _kind(context: Context, span: TitleSpan) -> str:
    """The role with what stands before it: positions of two kinds are never one ("Phó Chủ tịch", "Chủ tịch")."""
    before = _LEVEL.findall(context.view.lower[span.start : span.head])
    role = span.role.role
    role = _SHORTER.get(role, role)
    return " ".join([*before, role]).lower().replace("p. ", "phó ")


_SPACES = re.compile(r"\s+")
_AFTER = {"thường trực": "Thường trực", "tt": "Thường trực"}
_NO_PART_OF_ROLE = "đầu tiên"


def _role(context: Context, span: TitleSpan) -> str:
    """The role in its standard spelling, with what stands before and after it ("nguyên Phó Bí thư Thường trực")."""
    before = (
        _SPACES.sub(" ", context.view.lower[span.start : span.head]).strip().replace("q.", "quyền").replace("p.", "phó")
    )
    words = [word if word in ("nguyên", "cựu") else word.capitalize() for word in before.split()]
    words.append(span.role.role)
    written = _SPACES.sub(" ", context.view.lower[span.head : span.head_end])
    form = max((f for f in span.role.forms if written.startswith(f)), key=len, default=written)
    after = written[len(form) :].removesuffix(_NO_PART_OF_ROLE).strip()
    if after:
        words.append(_AFTER.get(after, after))
    elif context.view.text.startswith(" TT ", span.head_end):
        words.append("Thường trực")
    return " ".join(words)


_LEAD = re.compile(r"^(?:của|tại|TT)\s+")
_TERM = re.compile(
    r",?\s+(?:các\s|từ\s)?kh(?:óa|oá)\s(?:thứ\s)?(?:[IVXLC]{1,7}\b|\d{1,4})"
    r"(?:(?:[,;]| và| đến)(?: kh(?:óa|oá))? (?:[IVXLC]{1,7}|\d{1,2})\b){0,9}(?:\s?[-–]\s?\d{4})?",
    re.IGNORECASE,
)


def _organization(context: Context, span: TitleSpan, places: _Places, own: list[_OwnPlace]) -> str | None:
    """The body of a position as written, in full where the document tells its place.

    `own`: the places that the positions of the same person name.
    """
    body = _LEAD.sub("", context.view.written(span.head_end, span.end).strip(" ,-("))
    body = _TERM.sub("", f" {body}").strip()
    unit = span.role.unit
    if unit == "Quốc hội":
        return unit  # "đại biểu Quốc hội tỉnh A" is one of the Assembly
    if unit and not body.lower().startswith(unit.lower()):
        if not body and unit in ("Ban", "Phòng", "Đoàn", "Khoa", "Văn phòng", "Trạm", "Bộ phận", "Cơ quan", "Công an"):
            return None
        body = f"{unit} {body}".strip()
    if not body:
        return None
    if span.role.role in _MINISTERS and names.place_level(names.run_at(body, 0, len(body))) is None:
        body = body if _MINISTRY.match(body) or not body[0].isupper() else f"Bộ {body}"
    return places.complete(body, span, own)


_MINISTERS = ("Bộ trưởng", "Thứ trưởng")
_MINISTRY = parts.pattern(r"{ministry_head}(?!\w)")


class UnitWord(msgspec.Struct, frozen=True):
    """An entry of `unit_words.json`: a word for a kind of place, or for a body of one, and the kind of place."""

    word: str
    level: str
    example: str


@cache
def _levels() -> dict[str, str]:
    return {entry.word: entry.level for entry in lexicon.load("unit_words", UnitWord)}


def _unit_words() -> str:
    return "|".join(map(re.escape, sorted(_levels(), key=len, reverse=True)))


_UNIT_WORD = later(lambda: rf"(?i)(?<!\S)({_unit_words()})$")


class _Places:
    """Which province, district or commune the document is about, looked up when first asked for."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.names: dict[str, str | None] = {}
        self.counted: dict[str, Counter[str]] | None = None

    def complete(self, body: str, span: TitleSpan, own: list[_OwnPlace]) -> str:
        """The body of a position with the name of its place, where it ends in the kind of place, if the text tells it.

        The positions of the same person tell it first: the one beside it, then all of them; then the document.
        """
        match = _UNIT_WORD.search(body)
        if match is None:
            return body
        word = _SPACES.sub(" ", match[1].lower()).replace("uỷ", "ủy")
        level = _levels()[word]
        named = [place for place in own if place.level == level]
        beside = [place for place in named if -_BESIDE < place.start - span.start < _BESIDE]
        told = {place.name for place in beside} or {place.name for place in named}
        name = (told.pop() if len(told) == 1 else None) if told else self._name(level)
        if name and name.upper().startswith("TP") and word in ("tp", "tp."):
            return f"{body[: match.start()]}{name}"  # "Công an TP" and "TP.HCM"
        return f"{body} {name}" if name else body

    def _name(self, level: str) -> str | None:
        if level not in self.names:
            counts = self._count().get(level, Counter()).most_common(2)
            sure = bool(counts) and (len(counts) == 1 or counts[0][1] >= 3 * counts[1][1])
            self.names[level] = counts[0][0] if sure else None
        return self.names[level]

    def _count(self) -> dict[str, Counter[str]]:
        """How often each place is named after each kind of unit."""
        if self.counted is None:
            self.counted = {}
            text = self.context.view.text
            for match in _PLACED.finditer(text):
                if (place := _place_of(text, match)) is not None:
                    self.counted.setdefault(place[0], Counter())[place[1]] += 1
        return self.counted


_BESIDE = 90  # characters between two positions that are told in one breath


class _OwnPlace(NamedTuple):
    """A place that a position of a person names: where, what kind of place, and its name."""

    start: int
    level: str
    name: str


def _own_places(context: Context, spans: list[TitleSpan]) -> list[_OwnPlace]:
    """The places that some positions name with their kind ("tỉnh Lào Cai")."""
    text = context.view.text
    found = []
    for span in spans:
        for match in _PLACED.finditer(text, span.start, span.end):
            place = _place_of(text, match)
            if place is not None:
                found.append(_OwnPlace(span.start, *place))
    return found


def _place_of(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """The kind and the name of the place behind a word for its kind."""
    run = names.run_at(text, match.end(), match.end() + 40)
    size = next((n for n in range(min(3, len(run)), 0, -1) if names.place_level(run[:n])), 0)
    return (_levels()[match[1].lower()], names.joined(run[:size])) if size else None


def _placed() -> str:
    """A word for a kind of place or its body before a name, with a small or a capital letter; TP in capitals alone."""
    words = sorted(_levels(), key=len, reverse=True)
    choices = [
        f"(?<={word[0].upper()}){re.escape(word[1:].upper())}"
        if word.isascii()
        else f"(?<=[{word[0]}{word[0].upper()}]){word[1:]}"
        for word in words
    ]
    firsts = "".join({letter for word in words for letter in (word[0], word[0].upper())})
    return rf"([{firsts}](?<![{LETTER}].)(?:{'|'.join(choices)})) (?=[{UPPER}])"


_PLACED = later(_placed)
