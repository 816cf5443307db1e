"""Documents that are named without a number: laws, the constitution, charters, resolutions of congresses and plenums.

Each reader gets the view and the place after the type word, and gives back a `Name` (view offsets) or None. All look at
most a few hundred characters ahead.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from extract.finders import legal_numbers
from extract.finders.legal_numbers import Number
from extract.finders.legal_text import ISSUER_TERM, issuer_at, spaced
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.lexicon import load
from extract.ordinals import PATTERN as ORDINAL
from extract.ordinals import ordinal, roman
from extract.parts import legal as parts
from extract.view import View

_WORD = re.compile(rf"(?:[{LETTER}0-9]|(?<=[{LETTER}])[-&/](?=[{LETTER}]))+")
_SEPARATOR = re.compile(r"(?:[ ]?,)?[ \n]{1,20}(?:- )?")
_LAW_WORD = r"(?:{law_word}|hiến pháp)"

_REVISED = parts.pattern(
    r"[ \n]{1,3}(?:\({revision}[^()\n]{0,40}\)|sửa đổi(?![ \n,]{1,3}(?:bổ sung|một|"
    r"các|điều|và|theo|quy)))"
)
_NAME_YEAR = re.compile(
    r"[ \n]{0,3},?[ \n]{1,3}(?:năm[ \n]{1,3})?(?P<year>(?:19|20)\d{2})(?![\d/.-]\d)|"
    r"[ \n]{1,3}\(năm (?P<inside>(?:19|20)\d{2})\)"
)
_AMENDING = spaced(
    r"(?:về )?sửa đổi(?:,| và)? bổ sung (?:(?:một số|các(?! luật)|nhiều) )?(?:điều )?(?:khoản )?"
    r"(?:(?:của|tại|trong) )?",
    whole=False,
)
_COUNTED_LAWS = spaced(
    r"(?:các|\d{1,2}) luật(?: thuế|(?: về [^.;,()\n]{2,40}?| (?:có )?liên quan[^.;,()\n]{0,80}?)"
    r"(?=[.;,()\n]|$| (?:số \d|có hiệu lực|còn|được|đã|ngày|năm|gồm|là|sẽ|vừa|nhằm)))?"
)
_LAW_LIST_JOINT = parts.pattern(
    rf"[ \n]{{0,2}}(?:[,;](?:[ \n]{{1,3}}và)?|và)[ \n]{{1,3}}(?={_LAW_WORD}[ \n])|"
    rf"[ \n]{{1,3}}và[ \n]{{1,3}}(?={_LAW_WORD}[ \n])"
)
_LAW_HEAD = parts.pattern(rf"{_LAW_WORD}[ \n]{{1,20}}")
_LAW_NUMBER = re.compile(
    r"[ \n]{1,3}(?:số[ \n:]{1,3})?(?P<number>\d{1,3}/(?:19|20)\d{2}/(?:qh|ubtvqh|pl-ubtvqh)\d{1,2})"
)

_NUMBER_OF_LAW = re.compile(r" (?:số )?\d{1,3}/\d{4}/(?:qh|ubtvqh|pl-ubtvqh)\d+$")

_ENDS_BEFORE = re.compile(r"(?:ban[ \n]hành|quốc[ \n]hội)(?!\w)")


class LawEntry(msgspec.Struct, forbid_unknown_fields=True):
    """A law, code or ordinance: its name in lower case without the type word, and other ways to write it.

    `numbers` are those of the laws of this name that amend no other: the number at the end of "Luật sửa đổi … của Luật
    … số …" is the amending law's own unless it is one of these.
    """

    name: str
    aliases: list[str] = []
    numbers: list[str] = []
    short: str | None = None
    """An abbreviation that stands for the type word and the name: "BLHS"."""


@dataclass(slots=True)
class Name:
    """A document named at a place of the view. `identity` is what is the same in every way to write it."""

    end: int
    rule: str
    identity: str
    year: str | None = None
    term: str | None = None
    issuer: tuple[int, int] | None = None
    title: tuple[int, int] | None = None
    number: Number | None = None
    revised: bool = False
    """Whether "(sửa đổi)" belongs to the name: it is not the law of that name which has a number or year."""
    draft: bool = False
    """Whether a draft is meant: it is not the law of that name which has a year."""
    partial: dict[str, str] = field(default_factory=dict)


@cache
def law_names() -> dict[str, Any]:
    """The names of laws as a tree of words; the key `""` of a node holds the main name."""
    tree: dict[str, Any] = {}
    for entry in load("laws", LawEntry):
        for name in (entry.name, *entry.aliases):
            node = tree
            for word in _WORD.findall(name):
                node = node.setdefault(word, {})
            node[""] = entry.name
    return tree


@cache
def law_numbers() -> dict[str, frozenset[str]]:
    """The numbers of the laws of each name that amend no other."""
    return {entry.name: frozenset(entry.numbers) for entry in load("laws", LawEntry) if entry.numbers}


@cache
def short_laws() -> dict[str, str]:
    """The laws with an abbreviation, by their main name."""
    return {entry.name: entry.short.lower() for entry in load("laws", LawEntry) if entry.short}


def named_law(view: View, end: int, identity: str) -> Name:
    """The law that an abbreviation names which ends at `end`, with its year."""
    name = Name(end, "legal_reference.law", identity)
    _read_law_tail(view, name)
    return name


def listed_law(view: View, place: int) -> tuple[int, str] | None:
    """The end and the main name of the longest listed law name that begins at `place`."""
    node, text = law_names(), view.lower
    found: tuple[int, str] | None = None
    while (match := _WORD.match(text, place)) is not None and (match[0] in node or match[0] == "các"):
        node = node.get(match[0], node)  # "Luật Ban hành các văn bản …": a word more than its name has
        if "" in node and match[0] != "các":
            found = (match.end(), node[""])
        gap = _SEPARATOR.match(text, match.end())
        if gap is None:
            break
        place = gap.end()
    return found


def unlisted_law(view: View, place: int) -> tuple[int, str] | None:
    """The end and the name of a law that the lexicon does not know: a capitalised word and what belongs to it."""
    text = view.text
    if not re.match(rf"[{UPPER}]", text[place : place + 1]):
        return None
    if text[place - 1] == "\n" and text[place : place + 2].isupper():
        return None  # the next row of a table
    end = at = place
    words: list[str] = []
    ends = (*parts.words("name_end"), *parts.words("law_name_end"))
    for _ in range(12):
        match = _WORD.match(text, at)
        if match is None:
            break
        word = match[0].lower()
        if word[0].isdigit() or (words and (word in ends or _ENDS_BEFORE.match(view.lower, at))):
            break
        words.append(word)
        end = match.end()
        gap = re.compile(r"[ \n]{1,3}").match(text, end)
        if gap is None or "\n\n" in gap[0] or ("\n" in gap[0] and text[gap.end() : gap.end() + 1].isupper()):
            break
        at = gap.end()
    while words and words[-1] in ("các", "về", "những", "một"):
        end = end - len(words.pop()) - 1
    if not words or words[0] in ends:
        return None
    return end, " ".join(words)


def law(view: View, place: int, capital: bool) -> Name | None:
    """The law whose name begins at `place`, after `luật`, `bộ luật` or `pháp lệnh`; `capital`: that word has one."""
    new_paragraph = "\n\n" in view.text[max(0, place - 4) : place].replace(" ", "")
    amending = _AMENDING.match(view.lower, place)
    if amending:
        return _amending_law(view, place, amending.end())
    found = listed_law(view, place)
    ordinance = view.lower.startswith("pháp lệnh", max(0, place - 10))
    about = view.lower.startswith("về ", place)  # "Luật về Hội", "pháp lệnh về cảnh vệ"
    if found is None and about and (ordinance or (capital and view.text[place + 3].isupper())):
        found = listed_law(view, place + 3)
    rule = "legal_reference.law"
    if found is None and capital and not new_paragraph:
        found = unlisted_law(view, place)
        rule = "legal_reference.law_unlisted"
    if found is None:
        return None
    if not ordinance and not capital and view.text[place].islower() and is_common_noun(found[1]):
        return None
    name = Name(found[0], rule, found[1])
    _read_law_tail(view, name)
    return name


_OF_YEAR = re.compile(r"năm[ \n]{1,3}(?P<year>(?:19|20)\d\d)(?![\d/.-]\d|\d)")


def is_common_noun(name: str) -> bool:
    """Whether the name of a law is also a common noun after a small `luật`."""
    return name in parts.words("law_common_noun")


def law_of_year(view: View, start: int, place: int) -> Name | None:
    """A law called by its year only ("so với Luật năm 2015"): which one it is, the rest of the text tells."""
    year = _OF_YEAR.match(view.lower, place) if view.text[start] == "L" else None
    return Name(year.end(), "legal_reference.law_of_year", "", year=year["year"]) if year else None


def _read_law_tail(view: View, name: Name) -> None:
    """Take `(sửa đổi)`, a year and a number after a law's name into it."""
    lower = view.lower
    for _ in range(3):
        if match := _REVISED.match(lower, name.end):
            name.end = match.end()
            name.revised = True
        elif name.year is None and (match := _NAME_YEAR.match(lower, name.end)):
            name.year = match["year"] or match["inside"]
            name.end = match.end()
        else:
            break


@dataclass(slots=True)
class _Amended:
    """The laws that another amends: where their names end, and the number behind the last one."""

    end: int
    number: re.Match[str] | None = None
    last: str = ""
    """The name of the law named last."""
    named: int = 0
    """How many laws are named."""

    def end_at(self, lower: str, end: int) -> None:
        """Let the names end at `end`, or behind the number that stands there."""
        self.number = _LAW_NUMBER.match(lower, end)
        self.end = self.number.end() if self.number else end


def _amending_law(view: View, start: int, place: int) -> Name | None:
    """A law that amends others has their names in its own."""
    lower = view.lower
    amended = _amended_laws(view, place, start + 1500)
    end = amended.end
    if end <= start or lower[start:end].strip().endswith(("của", "bổ sung", "điều")):
        return None
    identity = _NUMBER_OF_LAW.sub("", " ".join(lower[start:end].split()))
    name = Name(end, "legal_reference.law_amending", identity)
    if amended.number is not None:
        number = legal_numbers.read(view.text, amended.number.start("number"), short=False)
        if number is not None and number.text.upper() not in law_numbers().get(amended.last, ()):
            name.number = number
            name.partial["inner"] = amended.last
    if match := _NAME_YEAR.match(lower, end):
        name.end = match.end()
        if amended.named != 1:  # the year behind one law is that of the law which is changed
            name.year = match["year"] or match["inside"]
    return name


def _amended_laws(view: View, place: int, limit: int) -> _Amended:
    """The laws that are named or counted from `place` on; none that begins behind `limit`."""
    lower = view.lower
    amended = _Amended(place)
    if counted := _COUNTED_LAWS.match(lower, place):
        amended.end_at(lower, counted.end())
    for _ in range(30):
        head = _LAW_HEAD.match(lower, place)
        if head is None or head.end() > limit:
            break
        if lower.startswith("hiến pháp", place):
            amended.end_at(lower, place + len("hiến pháp"))
        else:
            law_named = listed_law(view, head.end()) or unlisted_law(view, head.end())
            if law_named is None:
                break
            amended.end_at(lower, law_named[0])
            amended.last = law_named[1]
            amended.named += 1
        joint = _LAW_LIST_JOINT.match(lower, amended.end)
        if joint is None:
            break
        place = joint.end()
    return amended


# ---- constitution and charters ----

_CONSTITUTION = re.compile(
    r"(?:[ \n]{1,3}nước[ \n]{1,3}(?:cộng hòa xã hội chủ nghĩa|chxhcn|cộng hòa xhcn)[ \n]{1,3}việt nam|"
    r"[ \n]{1,3}việt nam(?! cộng)"
    r"|[ \n]{1,3}nước[ \n]{1,3}việt nam dân chủ cộng hòa)?"
)
_CHARTER = parts.pattern(
    r"[ \n]{1,3}(?:của[ \n]{1,3})?(?:(?P<party>{party})(?!\w)"
    r"|(?P<body>(?:{mass_organisation}|đoàn(?=[ ,.;]))(?:[ \n]{1,3}{body_name_tail}){0,3}))"
)
_NOT_OURS_BEFORE = parts.pattern(r"{constitutional_noun}[ \n]{1,3}$")


def constitution(view: View, end: int, before: str) -> Name | None:
    """`hiến pháp` that ends at `end`; `before` is the lower-case text in front of it."""
    if _NOT_OURS_BEFORE.search(before):
        return None
    if re.match(r"[ \n]{1,3}(?:các nước|của các|một số|những|cũ|của nhiều)", view.lower[end : end + 20]):
        return None
    match = _CONSTITUTION.match(view.lower, end)
    assert match is not None
    name = Name(match.end(), "legal_reference.constitution", "hiến pháp")
    _read_law_tail(view, name)
    return name


def charter(view: View, end: int) -> Name | None:
    """The charter whose body follows `điều lệ` at `end`."""
    match = _CHARTER.match(view.lower, end)
    if match is None:
        return None
    party = match["party"] is not None
    identity = "đảng cộng sản việt nam" if party else " ".join((match["body"] or "").split())
    name = Name(match.end(), "legal_reference.charter", identity)
    _read_law_tail(view, name)
    return name


# ---- resolutions of congresses and plenums ----

_NTH = r"(?:(?:lần\s)?thứ|lần)"
_CENTRAL = r"{central}(?![^\W\d])"
_COMMITTEE = rf"(?:(?:ban[ \n]{{1,3}}chấp hành|bch)[ \n]{{1,3}}{_CENTRAL}|bchtw|bchtư)(?:[ \n]{{1,3}}đảng(?!\w))?"
_TERM = (
    rf"(?:,?[ \n]{{1,3}}|,?[ \n]{{0,3}}\([ ]?)khóa[ \n]{{1,3}}(?P<term>{ORDINAL})"
    rf"(?P<terms>(?:(?:,|[ ]và)[ ]{ORDINAL}){{0,3}})(?:[ ]?\))?"
)
_OF_PARTY = r"(?:[ \n]{1,3}(?:của[ \n]{1,3})?{party}(?!\w))"
_PLENUM = parts.pattern(
    rf"(?:[ \n]{{1,3}}|(?=t[wư]))(?:của[ \n]{{1,3}})?(?P<body>(?:(?:hội nghị|hn)[ \n]{{1,3}})?(?:"
    rf"{_NTH}[ \n]{{1,3}}(?P<a>{ORDINAL})(?:[ \n]{{1,3}}(?:\(lần[ \n]\d\)))?(?:,|"
    rf"[ \n]{{1,3}}của)?[ \n]{{1,3}}{_COMMITTEE}"
    rf"|{_COMMITTEE}[ \n]{{1,3}}lần[ \n]{{1,3}}(?:thứ[ \n]{{1,3}})?(?P<b>{ORDINAL})"
    rf"|"
    rf"{_CENTRAL}(?:[ \n]{{1,3}}đảng)?[ \n]{{0,3}}(?:lần[ \n]{{1,3}})?(?:thứ[ \n]{{1,3}})?(?P<c>{ORDINAL})"
    rf"(?P<more>(?:(?:,|[ ]và)[ ]\d{{1,2}}(?![\d/])){{0,4}})(?:[ \n]{{1,3}}\(lần[ \n]\d\))?"
    rf")(?:{_TERM})?(?:{_OF_PARTY})?)"
)
_CONGRESS_HEAD = re.compile(
    r"[ \n]{1,3}(?:của[ \n]{1,3})?(?P<body>(?:đại hội|đh)(?![ \n]{1,3}đồng|đcđ|[ \n]{1,3}cổ đông)(?!\w))"
)
_ELEVENTH = parts.pattern(
    rf"[ \n]{{1,3}}(?:của[ \n]{{1,3}})?(?P<body>lần[ \n]{{1,3}}thứ[ \n]{{1,3}}(?P<n>{ORDINAL})[ "
    rf"\n]{{1,3}}của[ \n]{{1,3}}{{party}})"
)
_PROPER = rf"[{UPPER}][{LETTER}-]*"
# "Tổng cục Hải quan", "tỉnh Bắc Ninh", "Quân đội"
_WHERE = (
    r"(?:(?: (?i:{agency})(?!\w)){1,3}"
    rf"(?: {_PROPER}(?: (?!(?:{{name_end}}|{{law_name_end}})(?!\w))[{LOWER}]{{1,7}}(?!\w))?){{1,3}}"
    rf"|(?: (?i:{{unit_level}}|{{agency}})(?!\w)){{0,3}}(?: {_PROPER}){{0,6}})"
)
_PIECES = spaced(
    r" (?:(?P<whole>(?i:đại biểu )?(?i:toàn quốc)|(?i:đại biểu))(?!\w)"
    rf"|(?P<ordinal>(?i:lần thứ|lần|thứ) (?P<n>(?i:{ORDINAL})))"
    r"|(?:(?i:khóa) )?(?P<n2>(?:[IVXL]{1,6}|\d{1,2})(?![\w/.,]?\d|\w))"
    rf"|(?P<branch>(?:(?i:của) )?(?i:{{party_branch}})(?!\w){_WHERE})"
    r"|(?P<party>(?:(?i:của) )?(?i:{party})(?!\w))"
    rf"|(?P<other>(?:(?i:của) )?(?i:{{mass_organisation}}|đoàn|phụ nữ)(?!\w){_WHERE})"
    r"|(?P<period>(?i:nhiệm kỳ) \d{4}\s?-\s?\d{4}))",
    whole=False,
)
_ALL_LEVELS = re.compile(r"[ \n]{1,3}(?:đảng )?(?:bộ )?(?:các cấp|cấp (?:trên|dưới|mình|cơ sở))")


def plenum(view: View, place: int) -> Name | None:
    """The plenum of the Central Committee whose resolution is named from `place` on, after the type word."""
    match = _PLENUM.match(view.lower, place)
    if match is None:
        return None
    number = ordinal(match["a"] or match["b"] or match["c"])
    if number is None:
        return None
    term = ordinal(match["term"]) if match["term"] and not match["terms"] else None
    body = match.span("body") if match["body"].startswith(("hội nghị", "hn")) else None
    end = match.end()
    if match[0].endswith(")") and "(" not in match[0]:  # the bracket was opened before the type word
        end -= 1
        body = (body[0], end) if body else None
    name = Name(end, "legal_reference.plenum", f"plenum-{number}", issuer=body)
    name.term = roman(term) if term else None
    if match["terms"]:
        name.partial["terms"] = match["terms"]
    return name


@dataclass(slots=True)
class _Congress:
    """What is said of a congress: which one, whose and of what period; its name ends at `end`.

    `reach`: as far as it is read, with a period that is part of the name only if more follows.
    """

    end: int
    reach: int
    number: int | None = None
    body: str = ""
    period: str = ""

    def take(self, piece: re.Match[str]) -> bool:
        """Take in what a piece says; False if it is another congress's, since this one has its number or body."""
        if piece["period"]:
            self.period = " ".join(piece["period"].split())
            self.reach = piece.end()
            return True
        if piece["n"] or piece["n2"]:
            if self.number is not None:
                return False
            self.number = ordinal(piece["n"] or piece["n2"])
        elif piece["branch"] or piece["other"]:
            if self.body:
                return False
            self.body = " ".join((piece["branch"] or piece["other"]).lower().split()).removeprefix("của ")
        self.end = self.reach = piece.end()
        return True

    def is_told(self) -> bool:
        """Whether it is told which congress of which body is meant."""
        if self.number is not None:
            return True
        if not self.body or (not self.period and self.body in ("đảng bộ", "chi bộ")):
            return False
        return bool(self.period) or self.body.split()[0] not in ("đoàn", "công đoàn", "phụ")


def congress(view: View, place: int) -> Name | None:
    """The congress whose resolution is named from `place` on, after the type word."""
    if name := _party_congress(view.lower, place):
        return name
    head = _CONGRESS_HEAD.match(view.lower, place)
    said = _said_of_congress(view, head.end()) if head else None
    if head is None or said is None or not said.is_told():
        return None
    end = said.reach if said.number is None and said.period else said.end
    name = Name(end, "legal_reference.congress", said.body or "party", issuer=(head.start("body"), end))
    name.term = roman(said.number) if said.number else None
    if said.period:
        name.partial["period"] = said.period
    return name


def _party_congress(lower: str, place: int) -> Name | None:
    """The congress of the Party that is called by its number alone: "lần thứ XI của Đảng"."""
    match = _ELEVENTH.match(lower, place)
    term = ordinal(match["n"]) if match else None
    if match is None or term is None:
        return None
    return Name(match.end(), "legal_reference.congress", "party", term=roman(term))


def _said_of_congress(view: View, place: int) -> _Congress | None:
    """What is said of the congress from `place` on; None if it is said of those of all levels."""
    said = _Congress(place, place)
    for _ in range(8):
        if _ALL_LEVELS.match(view.lower, said.reach):
            return None
        if piece := _PIECES.match(view.text, said.reach):
            if not said.take(piece):
                break
        else:
            break
    return said


_MEETS = "(?: của| tại)? (?P<body>(?:hội nghị|kỳ họp|phiên họp))"
_NUMBER_FIRST = spaced(rf"{_MEETS} {_NTH} (?P<n>{ORDINAL}),?(?: của)? ", whole=False)
_BODY_FIRST = spaced(rf"{_MEETS} ", whole=False)
_NUMBER_BEHIND = spaced(rf",? {_NTH} (?P<n>{ORDINAL})", whole=False)


# "Nghị quyết phiên họp Chính phủ thường kỳ tháng 4/2021"
_OF_MONTH = spaced(
    r" (?:của )?(?P<body>phiên họp (?:(?:trực tuyến )?thường kỳ )?(?:của )?(?:chính phủ )(?:thường kỳ )?"
    r"tháng (?P<month>0?[1-9]|1[0-2])(?: năm |[/.-])(?P<year>20\d\d))(?!\d)",
    whole=False,
)


def session(view: View, place: int) -> Name | None:
    """The meeting of a body whose resolution is named from `place` on, which its number or its month tells.

    "kỳ họp thứ 4, HĐND tỉnh khóa X", "phiên họp Chính phủ thường kỳ tháng 4/2021".
    """
    lower = view.lower
    if monthly := _OF_MONTH.match(lower, place):
        identity = f"phiên họp chính phủ tháng {int(monthly['month'])}/{monthly['year']}"
        return Name(monthly.end(), "legal_reference.session", identity)
    first = _NUMBER_FIRST.match(lower, place)
    lead = first or _BODY_FIRST.match(lower, place)
    body = issuer_at(view, lead.end()) if lead else None
    number = first or (_NUMBER_BEHIND.match(lower, body[1]) if body else None)
    if lead is None or body is None or number is None:
        return None
    end = max(body[1], number.end())
    term = None
    if match := ISSUER_TERM.match(lower, end):
        end, term = match.end(), ordinal(match["n"])
    name = Name(end, "legal_reference.session", " ".join(lower[lead.start("body") : end].split()))
    name.issuer = (lead.start("body"), end)
    name.term = roman(term) if term else None
    return name
