"""What the name of an event tells of its identity, and when two names can be of one event."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon, ordinals
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.model import MeetingKind
from extract.parts import meeting as parts

_TOKEN = re.compile(rf"[{LETTER}0-9]+(?:/[{LETTER}0-9\-/]+)?")
_ORDINAL = re.compile(
    r"(?:lần (?:thứ )?|(?<!năm )thứ |đại hội (?:đảng |đại biểu |toàn quốc |của đảng ){0,3}|trung ương (?:lần thứ )?|"
    r"t\.?ư |tw |kỳ họp |nhiệm kỳ (?=[ivx]))"
    r"(\d{1,3}|[ivxlc]{1,7}|nhất|hai|nhì|ba|tư|bốn|năm(?! \d)|sáu|bảy|tám|chín|mười)(?!\w)"
)
_DOCUMENT = parts.pattern(r"{paper}|văn kiện|ngày")
_ACRONYM = re.compile(rf"(?<!\w)[{UPPER}]{{3,8}}(?!\w)")
_WITH = parts.pattern(r"(?:{meet_verb}|{talk_verb})[ \n](?:[^ ]{1,8}[ \n]){0,3}?với[ \n]")
_SOME = frozenset(["nhiều", "một", "số", "các", "những", "lãnh", "đạo", "đại", "diện", "cộng", "đồng", "hơn", "trên"])
_PROPER = re.compile(rf"(?<!\w)[{UPPER}][{LOWER}]{{0,6}}(?:[ \n][{UPPER}][{LOWER}]{{0,6}})+(?!\w)")
_SHARES = re.compile(r"cổ đông|đhđ?cđ")
_CAPITAL = re.compile(rf"(?<!\w)(?!ĐHĐ?CĐ|Cổ |Công |Ngân |Tập |Tổng |CTCP|TMCP)[{UPPER}][{LETTER}]{{2,20}}(?!\w)")
_PERSON = re.compile(rf"(?<!\w)(?:ông|bà|anh|chị|cụ|mẹ)(?:[ \n][{UPPER}][{LOWER}]{{0,6}}){{1,5}}")
_YEAR = re.compile(r"(?:19|20)(?<!\w..)\d\d\b")
_LOCAL = parts.pattern(r"{unit_noun}|{cell}|{local_body}")
_NATIONAL = re.compile(r"toàn quốc|(?<!\w)đảng(?! bộ| ủy| viên)(?!\w)")
_PAPER = parts.pattern(r"{paper}[ \n](?:số[ \n])?(\d{1,5}(?:[-/][\w\-/]+)?)")
_LEVEL = parts.pattern(r"{level_body}[ \n]({unit_noun})(?!\w)")
_ASSEMBLY = re.compile(r"(?<!\w)(?:(?P<national>quốc hội|qh)|(?P<council>hđnd|hội đồng nhân dân))(?!\w)")
LEAST_SHARED = 3
"""How many words of a name must stand in that of a numbered plenum for the two to be of one."""
_PLENUM = re.compile(r"trung ương|tw\b|t\.ư|bch|ban chấp hành")
# Names of one country, and the one that stands for them.
_SAME_COUNTRY = (
    ("Cộng hòa Nhân dân Trung Hoa", "Trung Quốc"),
    ("CHND Trung Hoa", "Trung Quốc"),
    ("nước ta", "Việt Nam"),
    ("Hợp chúng quốc Hoa Kỳ", "Hoa Kỳ"),
)


class Related(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The kinds by whose nouns a text may speak of an event of a `kind` (with the `noun` of its own), nearest first."""

    noun: str
    kind: MeetingKind
    related: tuple[MeetingKind, ...]
    example: str


class Filler(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word in the name of an event that does not tell which event is meant.

    A `function` word tells nothing at all ("của"), one of `manner` how the event is held or how wide ("trực tuyến").
    """

    word: str
    role: Literal["function", "manner"]
    example: str


@cache
def related(kind: MeetingKind) -> tuple[MeetingKind, ...]:
    """The kinds by whose nouns a text may speak of an event of a kind, nearest first."""
    return next((entry.related for entry in lexicon.load("meeting_related", Related) if entry.kind == kind), ())


@cache
def _function_words() -> frozenset[str]:
    return frozenset(f.word for f in lexicon.load("meeting_filler", Filler) if f.role == "function")


@cache
def manner_words() -> frozenset[str]:
    """The syllables that tell only how an event is held or how wide."""
    return frozenset(w for f in lexicon.load("meeting_filler", Filler) if f.role == "manner" for w in f.word.split())


class Name(NamedTuple):
    """What a name tells of the event's identity; `ordinal` is the number of a congress, plenum or session."""

    kind: MeetingKind
    words: frozenset[str]
    ordinal: int | None
    years: frozenset[str]
    local: bool
    national: bool
    plenum: bool
    acronyms: frozenset[str]
    proper: frozenset[str]
    """The names of places, bodies and people in it, in lower case; none where all is written in capitals."""
    met: tuple[str, ...] = ()
    """The first words of whom it was held with ("làm việc với ⟨Sở Nội vụ …⟩"), in lower case."""
    owners: frozenset[str] = frozenset()
    """The words with a capital in the name of a shareholders' meeting, which are those of the company."""
    papers: frozenset[str] = frozenset()
    """The numbers of the documents in it."""
    levels: frozenset[str] = frozenset()
    """The levels of the bodies in it: "tỉnh", "xã"."""
    assembly: str | None = None
    """Whose session it is, of the National Assembly ("national") or of a people's council ("council"), if told."""

    def of_all(self) -> bool | None:
        """Whether it is of the whole country or Party, or else of a part of it; None where that is not told."""
        return None if self.local == self.national else self.national

    def with_other(self, other: Name) -> Name:
        """What two names of one event tell together."""
        fuller = other if len(other.words) > len(self.words) else self
        ordinal = self.ordinal if self.ordinal is not None else other.ordinal
        return fuller._replace(
            kind=self.kind,
            words=self.words | other.words,
            ordinal=ordinal,
            years=self.years | other.years,
            local=self.local or other.local,
            papers=self.papers | other.papers,
            levels=self.levels | other.levels,
            assembly=self.assembly or other.assembly,
            proper=self.proper | other.proper,
            met=self.met or other.met,
            owners=self.owners | other.owners,
        )


def one_event(known: Name, other: Name) -> bool:
    """Whether two names can be of one event."""
    if known.ordinal is not None and other.ordinal is not None:
        return _of_one_number(known, other)
    if _of_two_matters(known, other):
        return False
    if known.kind == other.kind:
        return not _two_of_a_kind(known, other) and _alike_in_kind(known, other)
    return _alike_in_kin(known, other)


def _of_one_number(known: Name, other: Name) -> bool:
    """Whether two names that both have a number can be of one event."""
    if known.ordinal != other.ordinal or known.kind != other.kind:
        return False
    if known.kind == "congress":
        return known.local == other.local or _of_one_term(known, other)
    if known.kind == "session" and _of_other_assemblies(known, other):
        return False
    if known.kind == "session" and min(len(known.words), len(other.words)) <= 2:
        return True
    return alike(known.words, other.words) >= 0.3


def _of_two_matters(known: Name, other: Name) -> bool:
    """Whether two names, of whatever kinds, cannot be of one event by what they are about or with whom it was held."""
    if _differ(known.papers, other.papers):
        return True  # "… thực hiện Nghị quyết số 12 …", "… thực hiện Nghị quyết số 15 …"
    if _differ(known.acronyms, other.acronyms):
        return True  # "… cấp cao APEC", "… cấp cao ASEM"
    if ("sơ" in known.words) != ("sơ" in other.words) and ("tổng" in known.words) != ("tổng" in other.words):
        return True  # "sơ kết …", "tổng kết …"
    return bool(known.met and other.met) and not _same_hosts(known.met, other.met)


def _two_of_a_kind(known: Name, other: Name) -> bool:
    """Whether two names of one kind cannot be of one event by whose it is, by its number or its year."""
    if known.ordinal != other.ordinal and _only_one_is_a_plenum(known, other):
        return True
    if known.kind == "congress" and {known.of_all(), other.of_all()} == {True, False}:
        return True  # "Đại hội Đảng bộ xã", "Đại hội toàn quốc của Đảng"
    if _differ(known.levels, other.levels):
        return True  # "Đại hội Đảng bộ xã", "Đại hội Đảng bộ tỉnh"
    if _name_others(known, other):
        return True  # "làm việc với huyện An Bình", "làm việc với huyện Tân Hòa"
    if _differ(known.owners, other.owners):
        return True  # "đại hội đồng cổ đông Sơn Khê", "đại hội đồng cổ đông Tân Hòa"
    return _differ(known.years, other.years)


def _only_one_is_a_plenum(known: Name, other: Name) -> bool:
    """Whether the name that has a number is of a plenum, and the one that has none does not repeat its business."""
    numbered, bare = (known, other) if known.ordinal is not None else (other, known)
    if numbered.kind not in ("conference", "congress") or not numbered.plenum:
        return False
    business = bare.words - manner_words()
    return len(business) < LEAST_SHARED or not business <= numbered.words


def _alike_in_kind(known: Name, other: Name) -> bool:
    """Whether two names of one kind that nothing tells apart have words enough in common."""
    likeness = alike(known.words, other.words)
    if known.kind in ("working_session", "reception"):
        hosted = len(known.met) > LEAST_SHARED and known.met == other.met
        return likeness >= (0.3 if hosted else 0.7)  # who is met tells them apart
    return likeness >= 0.6 or (likeness >= 0.5 and len(known.words & other.words) >= 3)


def _alike_in_kin(known: Name, other: Name) -> bool:
    """Whether a name of another kind can stand for one that is known: of a related kind, shorter, with its words."""
    if {known.kind, other.kind} == {"ceremony", "reception"} and other.proper:
        return False  # who was welcomed is also received
    kin = other.kind in related(known.kind) or known.kind in related(other.kind)
    return kin and 3 <= len(other.words) <= len(known.words) and alike(known.words, other.words) >= 0.8


def _differ(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both names tell something and have nothing of it in common."""
    return bool(a and b) and a.isdisjoint(b)


def _of_other_assemblies(known: Name, other: Name) -> bool:
    """Whether two sessions of one number are of two assemblies: "kỳ họp thứ nhất, Quốc hội", "… HĐND tỉnh", "… HĐND
    xã", for every assembly has a first session."""
    if known.assembly and other.assembly and known.assembly != other.assembly:
        return True
    if _differ(known.levels, other.levels):
        return True
    return "council" in (known.assembly, other.assembly) and _name_others(known, other)


def _of_one_term(known: Name, other: Name) -> bool:
    """Whether two names tell of congresses of one term, of which one does not tell whose it is, as a heading may."""
    whose = other if known.local else known
    return bool(known.years) and known.years == other.years and not whose.national


def _name_others(known: Name, other: Name) -> bool:
    """Whether both names name places or people, and none in common, be it in a shorter form in one of them."""
    a, b = known.proper, other.proper
    shared = any(p == q or (p in q and p != "việt nam") or (q in p and q != "việt nam") for p in a for q in b)
    return bool(a and b) and not shared


def _same_hosts(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two names can be of a meeting with the same body: "lãnh đạo huyện An Bình", "huyện An Bình"."""
    return set(a[:2]) <= set(b) or set(b[:2]) <= set(a)


def _hosts(name: str) -> tuple[str, ...]:
    """The first words of whom an event was held with, without "nhiều", "lãnh đạo" and the like."""
    met = _WITH.search(name)
    return tuple(w for w in _TOKEN.findall(name, met.end())[:9] if w not in _SOME)[:6] if met else ()


def alike(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the shorter name stands in the other."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def ordinal(name: str) -> int | None:
    """The number of a congress, plenum or session: 13 for "đại hội xiii", None where it has none."""
    document = _DOCUMENT.search(name)
    found = _ORDINAL.search(name, 0, document.start() if document else len(name))
    return ordinals.ordinal(found[1]) if found else None


def words_of(tail: str) -> frozenset[str]:
    """The words that tell of the business, of what follows the kind word (lower case)."""
    return frozenset(_TOKEN.findall(tail)) - _function_words()


def name_of(kind: MeetingKind, written: str, tail_at: int) -> Name:
    """What a name as `written` tells, whose kind word ends at `tail_at`."""
    written = written.replace("\n", " ")
    for form, same in _SAME_COUNTRY:
        if form in written:
            written = written.replace(form, same)
    name = written.lower()
    # a visit may be paid to several people
    visited = _PERSON.sub(lambda m: " " * len(m[0]), written) if kind == "inspection" else written
    tail = name[tail_at:]
    return Name(
        kind,
        words_of(visited.lower()[tail_at:]),
        ordinal(name),
        frozenset(_YEAR.findall(name)),
        bool(_LOCAL.search(tail)),
        bool(_NATIONAL.search(tail)),
        bool(_PLENUM.search(tail)),
        frozenset() if written.isupper() else frozenset(_ACRONYM.findall(written)),
        frozenset() if written.isupper() else frozenset(p.lower() for p in _PROPER.findall(visited, tail_at)),
        _hosts(name),
        frozenset(_CAPITAL.findall(written, tail_at)) if _SHARES.search(name) else frozenset(),
        frozenset(_PAPER.findall(name, tail_at)),
        frozenset(_LEVEL.findall(name, tail_at)),
        _assembly(name),
    )


def _assembly(name: str) -> str | None:
    """Which kind of assembly a name (in lower case) tells of, the first that it names."""
    told = _ASSEMBLY.search(name)
    return told.lastgroup if told else None
