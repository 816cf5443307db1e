"""Finds legal references: numbered documents, and documents that are named without a number.

A cue is a type word ("nghị quyết", "luật", …). What follows it decides: a number (with or without `số`), more numbers
after it, a name, or nothing that tells one document from others, and then there is no candidate.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from extract.context import Context
from extract.cues import Cue, CueSet
from extract.finders import legal_known, legal_names, legal_numbers, legal_plans, legal_titles
from extract.finders.legal_names import Name
from extract.finders.legal_numbers import Number
from extract.finders.legal_text import issuer_at, issuer_heads, spaced
from extract.lazy import re
from extract.letters import LETTER
from extract.lexicon import load
from extract.model import DocumentType
from extract.parts import legal as parts
from extract.view import View


class TypeWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A type word and how a number may follow it.

    `serial`: a serial alone counts after the bare word (`bare`), after a capitalised one (`capital`), only after `số`
    (`lead`); only a number with a code counts (`code`), or a serial that the text cites or gives in full elsewhere
    (`cited`, for abbreviations with other senses); the word takes no number (`none`).
    """

    word: str
    type: DocumentType
    serial: Literal["bare", "capital", "lead", "code", "cited", "none"]
    example: str
    cited: bool = False
    """Whether a serial counts without `số`, too, if who issued it or when follows: "Văn bản 81 của …"."""
    glued: bool = False
    """Whether a number may stand right behind the word, without a space: "NQ18"."""


@dataclass(slots=True)
class LegalReferenceCandidate:
    """A mention of one document (view offsets). `start` to `end` is the quote, from the type word on.

    Of several numbers after one type word, the later ones begin at their own number (`head` is the first one's start).
    """

    start: int
    end: int
    rule: str
    document_type: DocumentType
    head: int
    number: Number | None = None
    name: Name | None = None
    serial_of: str | None = None
    """The code that a later number of the same list brings: "187" of "187, 188-KL/TW"."""
    title: tuple[int, int] | None = None
    uncertain: bool = False
    """Whether it is a serial after an abbreviation that has other senses: "CT 5"."""
    repeats: bool = False
    """Whether it is a serial that counts only where the text has the number in full: "Thông báo 151"."""


def cue_sets() -> list[CueSet]:
    """The words that make this finder look."""
    words = {spelling: entry for entry in type_words() for spelling in _broken(entry.word)}
    return [
        CueSet("legal_type", words),
        CueSet("legal_glued", {entry.word: entry for entry in type_words() if entry.glued}, right=False),
        CueSet("legal_law_short", {short: name for name, short in legal_names.short_laws().items()}),
        CueSet("legal_short", legal_known.abbreviations()),
        CueSet("legal_code", dict.fromkeys(parts.words("lone_code")), left=False, right=False),
    ]


def _broken(word: str) -> list[str]:
    """A type word as it stands on one line, and with one of its gaps a line end or two spaces."""
    places = [i for i, c in enumerate(word) if c == " "]
    return [word, *(word[:i] + gap + word[i + 1 :] for i in places for gap in ("\n", " \n", "\n ", "  "))]


@cache
def type_words() -> tuple[TypeWord, ...]:
    """The type words of the lexicon."""
    return load("document_types", TypeWord)


_OF_TAX_OFFICE = re.compile(r"CT-(?:TTHT|HTr|KTT|TNCN|TTr|KK|QLN)")  # a tax office (Cục Thuế), no directive
_SERIAL_BEFORE = re.compile(r"(?<![\w/.,-])\d{1,5}[a-z]?[ \n]?(?:/[ \n]?(?:19|20)\d\d[ \n]?)?$")
_LONE_AFTER = re.compile(
    r"(?:(?<![ẫểụệ\w])(?P<lead>số)|theo|và|hoặc|bởi|bằng|tại|của|với|thay thế|bổ sung|[,;(])[ \n]{1,3}$|\($"
)

_LEAD = re.compile(r"[ \n]{1,3}(?:mang[ \n]{1,3})?(?:số|so|só)[ \n]{0,3}:?[ \n]{0,3}(?=\d)|[ \n]{0,3}\(số[ ](?=\d)")
_PLAIN = re.compile(r"[ \n]{1,3}(?=\d)")
_BLOCK = re.compile(r"[A-ZĐ]{1,3}\d{1,2}")
_GLUED = re.compile(r"[ \n]{0,3}(?=\d)")
_ADJUNCT = re.compile(
    rf"(?P<words>(?:[ \n]{{1,3}}[{LETTER}]{{1,12}},?){{1,9}})[ \n]{{1,3}}số[ \n]{{0,3}}:?[ \n]{{0,3}}(?=\d)"
)
_OF = re.compile(r"[ \n]{1,3}của[ \n]{1,3}")
_ADJUNCT_STOP = parts.pattern(r"\b(?:{other_numbered}|theo|tại|trong|và|này|đó|được|là|có|với|từ|vào)\b")
_NEXT_NUMBER = re.compile(
    r"[ \n]{0,2}(?:[,;](?:[ \n]{1,3}và)?|[ \n]và|hoặc|[ ]?&)[ \n]{1,3}(?P<lead>số[ \n:]{1,3})?(?=\d)"
)
# "Nghị quyết số 57, 59, 66 và 68 của …": serials alone after one `số`
_BARE_LIST = re.compile(r"(?:,[ \n]\d{1,4}){1,8}[ \n]và[ \n]\d{1,4}(?=[ \n](?:của|về|ngày|đã|được)[ \n]|[.;)])")
_PLURAL = re.compile(r"(?<!\w)(?:các|những|hai|ba|bốn|hai bản|cả|[2-9]|0[2-9])[ \n]{1,3}$")
# What makes a number after a type word a count: "nghị quyết 5 năm", "thông tư 15 trang".
_COUNTED = parts.pattern(
    r"[ \n]{1,2}(?:năm(?![ \n]{1,2}(?:(?:19|20)\d\d|nay|qua|ngoái|trước))|ngày(?![ \n]{1,2}\d)|{counted_noun})(?!\w)"
)


_DATED_BEHIND = spaced(r",? ngày \d{1,2}[/.-]\d{1,2}[/.-]\d{4}", whole=False)
_OF_ISSUER = spaced(" của (?!(?:tỉnh|huyện|xã|thành phố)(?! ủy))", whole=False)  # a place alone issues nothing


def _cites_one(lower: str, place: int) -> bool:
    """Whether what follows makes a serial after a small type word a document's: "quyết định 551 của Bộ …"."""
    of = _OF_ISSUER.match(lower, place)
    return bool(_DATED_BEHIND.match(lower, place) or (of and issuer_heads().match(lower, of.end())))


def find(context: Context) -> list[LegalReferenceCandidate]:
    """The candidates of a document, in the order of their start; none lies inside another."""
    found: list[LegalReferenceCandidate] = []
    covered = 0
    for cue in _cues(context):
        if cue.start < covered:
            continue
        candidates = _at(context, cue)
        if candidates:
            found.extend(candidates)
            covered = candidates[-1].end
    found.extend(_repeated(context, found))
    found = _without_uncited(context, found)
    found.extend(_law_abbreviations(context, found))
    found.extend(_abbreviations(context, found))
    found.extend(_lone_numbers(context, found))
    return sorted(found, key=lambda candidate: candidate.start)


def _cues(context: Context) -> list[Cue]:
    """The type words, and the abbreviations that a number touches, in the order of their start."""
    text = context.view.text
    glued = [cue for cue in context.cues["legal_glued"] if text[cue.end : cue.end + 1].isdigit()]
    return sorted([*context.cues["legal_type"], *glued], key=lambda cue: (cue.start, -cue.end))


_TITLED = frozenset(
    f"legal_reference.{name}" for name in ("subject", "dated_plan", "placed_plan", "named", "titled", "attached")
)
_BEFORE_TITLE = re.compile(r"[ \n]{1,3}(?:về[ \n]{1,3}(?:việc[ \n]{1,3})?)?\"?")
_MOST_TITLES = 200


def _repeated(context: Context, found: list[LegalReferenceCandidate]) -> list[LegalReferenceCandidate]:
    """The places that name a document with the same title as one found, in small letters or as a draft."""
    view = context.view
    titles: dict[tuple[str, str], list[LegalReferenceCandidate]] = {}
    for c in found[:_MOST_TITLES]:
        if c.name is not None and c.name.rule in _TITLED and len(c.name.identity.split()) >= 4:
            same = titles.setdefault((c.document_type, c.name.identity.split()[0]), [])
            if len(same) < 8 and all(other.name and other.name.identity != c.name.identity for other in same):
                same.append(c)
    if not titles:
        return []
    found = sorted(found, key=lambda candidate: candidate.start)
    starts = [c.start for c in found]
    again: list[LegalReferenceCandidate] = []
    for cue in context.cues["legal_type"]:
        at = bisect_right(starts, cue.start) - 1
        if (at >= 0 and found[at].end > cue.start) or (again and again[-1].end > cue.start):
            continue
        body = legal_titles.body_behind(view, cue.end)
        lead = _BEFORE_TITLE.match(view.lower, body[1] if body else cue.end)
        first = re.compile(r"\w+").match(view.lower, lead.end()) if lead else None
        if lead is None or first is None or view.text[cue.start : cue.end].isupper():
            continue  # headings in capitals are the text's own
        if _PLURAL.search(view.lower, max(0, cue.start - 12), cue.start):
            continue
        for other in titles.get((cue.entry.type, first[0]), []):
            assert other.name is not None
            match = spaced(re.escape(other.name.identity).replace(r"\ ", " ")).match(view.lower, lead.end())
            if match is not None:
                name = Name(match.end(), "legal_reference.repeated", other.name.identity, title=match.span())
                again.append(
                    LegalReferenceCandidate(cue.start, name.end, name.rule, cue.entry.type, cue.start, name=name)
                )
                break
    return again


_CITING = spaced(
    r"(?:{document_verb}|{issue_verb}|theo|tại|của|trong|bởi|và|khoản \d{1,2}|điều \d{1,3})(?: các)? $"
    r"|(?:theo|tại|học tập|thực hiện) [^.,;()\n]{1,20} và $",
    whole=False,
)
_WEAK_CITING = spaced(r"(?:và|tại|trong|của|và các) $", whole=False)


def _without_uncited(context: Context, found: list[LegalReferenceCandidate]) -> list[LegalReferenceCandidate]:
    """Without the serials after an abbreviation ("TT 15") that nothing shows to be a document's.

    It is one where the text has the full number, or a word that cites stands before it. `và`, `tại` cite only where
    another document stands before them or the text cites the same number so elsewhere.
    """
    full = {
        (c.document_type, c.number.serial.lstrip("0"))
        for c in found
        if c.number is not None and (c.number.code or c.number.year)
    }
    cited: set[tuple[str, str]] = set()
    pending: list[LegalReferenceCandidate] = []
    ends = {c.end for c in found}
    for c in found:
        if not c.uncertain or c.number is None:
            continue
        pending.append(c)
        low = max(0, c.start - 40)
        citing = _CITING.search(context.view.lower, low, c.start)
        weak = _WEAK_CITING.search(context.view.lower, low, c.start)
        if citing and not c.repeats and (weak is None or weak.start() - 1 in ends):
            cited.add((c.document_type, c.number.serial.lstrip("0")))
    dropped = set()
    for c in pending:
        if c.number is not None and (c.document_type, c.number.serial.lstrip("0")) not in full | cited:
            context.reject("legal_reference.short", c.start, c.end, "an abbreviation with a number that nothing cites")
            dropped.add(id(c))
    return [c for c in found if id(c) not in dropped]


def _law_abbreviations(context: Context, found: list[LegalReferenceCandidate]) -> list[LegalReferenceCandidate]:
    """The codes that stand by their abbreviation: "BLHS 2015"."""
    view = context.view
    starts = [c.start for c in found]
    short: list[LegalReferenceCandidate] = []
    for cue in context.cues["legal_law_short"]:
        at = bisect_right(starts, cue.start) - 1
        if not view.text[cue.start : cue.start + 4].isupper() or (at >= 0 and found[at].end > cue.start):
            continue
        if _in_bracket(view, cue):
            context.reject("legal_reference.law", cue.start, cue.end, "a short form told beside the full name")
            continue
        name = legal_names.named_law(view, cue.end, cue.entry)
        short.append(LegalReferenceCandidate(cue.start, name.end, name.rule, "law", cue.start, name=name))
    return short


def _in_bracket(view: View, cue: Cue) -> bool:
    return view.text[cue.start - 1 : cue.start] == "(" and view.text[cue.end : cue.end + 1] == ")"


def _abbreviations(context: Context, found: list[LegalReferenceCandidate]) -> list[LegalReferenceCandidate]:
    """The places where a document that the text names in full stands by its abbreviation: "ký DOC"."""
    if not context.cues["legal_short"]:
        return []
    view, named = context.view, {c.name.identity: c for c in found if c.name is not None}
    spans = sorted((c.start, c.end) for c in found)
    short: list[LegalReferenceCandidate] = []
    for cue in context.cues["legal_short"]:
        at = bisect_right(spans, (cue.start, len(view))) - 1
        full = named.get(cue.entry)
        if full is None or full.name is None or _in_bracket(view, cue) or not view.text[cue.start : cue.end].isupper():
            context.reject("legal_reference.named", cue.start, cue.end, "the text has no document of this abbreviation")
        elif at < 0 or spans[at][1] <= cue.start:
            name = Name(cue.end, full.name.rule, cue.entry)
            short.append(
                LegalReferenceCandidate(cue.start, cue.end, name.rule, full.document_type, cue.start, name=name)
            )
    return short


def _lone_numbers(context: Context, found: list[LegalReferenceCandidate]) -> list[LegalReferenceCandidate]:
    """The numbers that stand without a type word: their code tells the kind of document."""
    view = context.view
    found = sorted(found, key=lambda candidate: candidate.start)
    starts = [c.start for c in found]
    lone: list[LegalReferenceCandidate] = []
    for cue in context.cues["legal_code"]:
        at = bisect_right(starts, cue.start) - 1
        if (at >= 0 and found[at].end > cue.start) or (lone and lone[-1].end > cue.start):
            continue
        low = max(0, cue.start - 16)
        serial = _SERIAL_BEFORE.search(view.lower[low : cue.start])
        number = legal_numbers.read(view.text, low + serial.start(), short=False) if serial else None
        if number is None or number.code is None:
            continue
        before = view.lower[max(0, number.start - 24) : number.start]
        after = _LONE_AFTER.search(before)
        kind = legal_numbers.type_of(number)
        if number.code.upper().startswith("QH"):
            kind = "law"
        elif _OF_TAX_OFFICE.match(number.code):
            kind = "official_letter"
        if kind is None or after is None:
            context.reject("legal_reference.lone", number.start, number.end, "a number with nothing that cites it")
            continue
        start = number.start - (len(before) - after.start("lead")) if after["lead"] else number.start
        if view.text[start] == "S" and view.text[max(0, start - 8) : start].rstrip(" ")[-1:] in ("", "\n"):
            context.reject("legal_reference.lone", start, number.end, "the text's own number")
            continue
        lone.append(LegalReferenceCandidate(start, number.end, "legal_reference.lone", kind, start, number))
    return lone


_PLENUM_WORDS = frozenset({"nqtw", "nqtư"})


def _at(context: Context, cue: Cue) -> list[LegalReferenceCandidate]:
    """The candidates of one type word: more than one if several numbers follow it."""
    view, entry = context.view, cue.entry
    if (len(entry.word) <= 2 or entry.word in _PLENUM_WORDS) and not view.text[cue.start : cue.end].isupper():
        return []
    if entry.word in _PLENUM_WORDS:
        name = legal_names.plenum(view, cue.start + 2)
        return (
            [LegalReferenceCandidate(cue.start, name.end, name.rule, entry.type, cue.start, name=name)] if name else []
        )
    if entry.serial != "none":
        number, lead = _number_after(view, cue)
        if number is not None:
            return _numbered(context, cue, number, lead)
    if entry.word == "nghị quyết" and (listed := legal_titles.subjects(view, cue.start, cue.end)):
        return [
            LegalReferenceCandidate(start, name.end, name.rule, entry.type, cue.start, name=name)
            for start, name in listed
        ]
    candidate = None if _ends_there(view, cue) else _named(context, cue)
    if candidate is None:
        context.reject("legal_reference.named", cue.start, cue.end, "no number and no name of its own follows")
    return [candidate] if candidate else []


def _ends_there(view: View, cue: Cue) -> bool:
    """Whether a stop or a stroke stands at once behind a type word that is no name by itself, and no mark opens it."""
    if cue.entry.type in ("constitution", "charter") or view.text[cue.start - 1 : cue.start] == '"':
        return False
    return view.text[cue.end : cue.end + 1] in (",", ".", ";", "/", ")", "?", "!", "")


def _number_after(view: View, cue: Cue) -> tuple[Number | None, bool]:
    """The number after a type word, and whether `số` or the like stands before it."""
    text, entry = view.text, cue.entry
    if lead := _LEAD.match(view.lower, cue.end):
        number = legal_numbers.read(text, lead.end(), short=entry.serial != "code")
        return number, True
    if plain := (_GLUED if entry.glued else _PLAIN).match(text, cue.end):
        capital = text[cue.start].isupper()
        short = entry.serial in ("bare", "cited") or (entry.serial == "capital" and capital)
        short = short or (entry.serial == "lead" and capital and entry.word not in parts.words("law_word"))
        if "\n" in plain[0]:
            short = False
        number = legal_numbers.read(text, plain.end(), short=short)
        if number is None and entry.serial == "capital" and "\n" not in plain[0]:
            small = legal_numbers.SHORT.match(text, plain.end())
            if small and len(small[0]) >= 2 and _cites_one(view.lower, small.end()):
                number = legal_numbers.read(text, plain.end())
        if number is not None and number.code is None and _COUNTED.match(text, number.end):
            staged = entry.word == "đề án" and len(number.serial) >= 3 and text.startswith(" giai đoạn", number.end)
            if not staged:  # "Đề án 322 giai đoạn II"
                return None, False
        if number is not None and number.code and entry.glued and _BLOCK.fullmatch(number.code):
            return None, False  # "CT1-CT2"
        return number, False
    if entry.word in parts.words("law_word"):
        return None, False  # its name stands before its number
    if (of := _OF.match(view.lower, cue.end)) and (issuer := issuer_at(view, of.end())):
        lead = _LEAD.match(view.lower, issuer[1])  # "báo cáo của UBND tỉnh số 218/BC-UBND"
        return legal_numbers.read(text, lead.end(), short=False) if lead else None, True
    if (adjunct := _ADJUNCT.match(text, cue.end)) and not _ADJUNCT_STOP.search(adjunct["words"].lower()):
        number = legal_numbers.read(text, adjunct.end(), short=False)
        if number is not None and _is_of_another(entry, number, adjunct["words"].lower()):
            return None, False
        return number, True
    return None, False


def _is_of_another(entry: TypeWord, number: Number, words: str) -> bool:
    """Whether the number is, by its code, of a document named between: "Kế hoạch thực hiện Kết luận số 9-KL/TW"."""
    coded = legal_numbers.type_of(number)
    if coded in (None, entry.type):
        return False
    return any(other.type == coded and words.endswith(other.word) for other in type_words())


def _numbered(context: Context, cue: Cue, number: Number, lead: bool) -> list[LegalReferenceCandidate]:
    """The candidate of a number, and of those that follow it in a list."""
    view = context.view
    kind = _type_of(cue.entry, number)
    rule = "legal_reference.numbered" if number.code else "legal_reference.short"
    first = LegalReferenceCandidate(cue.start, number.end, rule, kind, cue.start, number)
    cited = cue.entry.cited and _cites_one(view.lower, number.end)
    first.repeats = (
        cue.entry.serial == "lead" and not lead and not cited and number.code is None and number.year is None
    )
    first.uncertain = first.repeats or (cue.entry.serial == "cited" and number.code is None and number.year is None)
    found = [first]
    plural = bool(_PLURAL.search(view.lower, max(0, cue.start - 12), cue.start))
    plural = plural or (lead and number.code is None and bool(_BARE_LIST.match(view.lower, number.end)))
    while len(found) < 20:
        last = found[-1]
        joint = _NEXT_NUMBER.match(view.lower, last.end)
        if joint is None:
            break
        listed = plural or bool(joint["lead"]) or _like_the_last(view, last.number, joint.end())
        following = legal_numbers.read(view.text, joint.end(), short=listed)
        if following is None or (following.code is None and _COUNTED.match(view.text, following.end)):
            break
        start = joint.start("lead") if joint["lead"] else following.start
        found.append(
            LegalReferenceCandidate(
                start, following.end, "legal_reference.listed", _type_of(cue.entry, following), cue.start, following
            )
        )
    brought: str | None = None
    for candidate in reversed(found):
        assert candidate.number is not None
        if candidate.number.code and candidate.number.year is None:
            brought = candidate.number.text[len(candidate.number.serial) :]
        elif candidate.number.code is None and candidate.number.year is None and brought:
            candidate.serial_of = brought
    return found


_ENDS_LIST = re.compile(r"[ ]?[,.;)]|[ \n]{1,3}(?:của|tại|có|về|ngày|đã|được|và|là|để|nhằm|cho|vào|trong)(?!\w)|$|\n")


def _like_the_last(view: View, last: Number | None, place: int) -> bool:
    """Whether a serial at `place` goes on with a list of serials of its size: "Quyết định 935, 936 của …"."""
    if last is None or last.code is not None or last.year is not None:
        return False
    if len(last.serial) < 3 and not (last.serial.startswith("0") and view.text[place] == "0"):
        return False
    serial = legal_numbers.SHORT.match(view.text, place)
    return serial is not None and len(serial[0]) == len(last.serial) and bool(_ENDS_LIST.match(view.text, serial.end()))


_OF_ANY_TYPE = frozenset({"văn bản", "quy trình", "qui trình"})


def _type_of(entry: TypeWord, number: Number) -> DocumentType:
    """The type that the word tells; "văn bản" and "quy trình" leave it to the number's code."""
    if entry.word in _OF_ANY_TYPE and number.code:
        return legal_numbers.type_of(number) or "other"
    return entry.type


_NOT_LAW_AFTER = parts.pattern(r"{law_compound_head}[ \n]{1,3}$")
_OF_TOWN = re.compile(r"[ \n]{1,3}TP(?!\w)")  # a school: "Đại học Kinh tế - Luật TP An Bình"


_DRAFT_BEFORE = re.compile(r"(?<!\w)(?:dự thảo|dự án|dự)[ \n]{1,3}$")
_SOME = re.compile(r"(?<!\w)(?:các|những|nhiều|mọi)[ \n]{1,3}$")


def _named(context: Context, cue: Cue) -> LegalReferenceCandidate | None:
    """The candidate of a type word with a name of its own."""
    view, entry = context.view, cue.entry
    before = view.lower[max(0, cue.start - 20) : cue.start]
    name: Name | None = None
    if entry.word in parts.words("law_word"):
        if _NOT_LAW_AFTER.search(before) or _OF_TOWN.match(view.text, cue.end):
            context.reject("legal_reference.law", cue.start, cue.end, "the word names no law here")
            return None
        gap = re.compile(r"[ \n]{1,20}").match(view.text, cue.end)
        if gap is None:
            return None
        name = legal_names.law(view, gap.end(), view.text[cue.start].isupper())
        name = name or legal_names.law_of_year(view, cue.start, gap.end())
        if name is not None and legal_names.is_common_noun(name.identity) and _SOME.search(before):
            context.reject("legal_reference.law", cue.start, cue.end, "laws of a kind, not one law")
            return None
        if name is not None:
            name.draft = bool(_DRAFT_BEFORE.search(before))
            return _with_law_number(view, cue, name)
    elif entry.type == "constitution":
        name = legal_names.constitution(view, cue.end, before)
    elif entry.type == "charter":
        name = legal_names.charter(view, cue.end)
    elif entry.word in ("nghị quyết", "nq", "kết luận", "thông báo") and not _PLURAL.search(before):
        name = legal_names.plenum(view, cue.end) or legal_names.congress(view, cue.end)
        if name is None and entry.type == "resolution":
            name = legal_names.session(view, cue.end)
    name = name or legal_titles.quoted(view, entry.word, entry.type, cue.start, cue.end)
    name = name or legal_known.named(view, entry.word, cue.end)
    name = name or legal_titles.attached(view, entry.type, cue.end)
    name = name or legal_plans.dated_plan(view, entry.word, cue.start, cue.end)
    name = name or legal_plans.placed_plan(view, entry.word, cue.start, cue.end)
    name = name or legal_plans.unquoted(view, entry.word, cue.start, cue.end)
    name = name or legal_plans.standing_orders(view, entry.word, cue.start, cue.end)
    name = name or legal_titles.treaty(view, entry.word, cue.start, cue.end)
    if name is None:
        return None
    return LegalReferenceCandidate(cue.start, name.end, name.rule, entry.type, cue.start, name=name)


_LAW_LEAD = re.compile(r"[ \n]{0,3}\(?[ \n]{0,2}(?:luật[ \n])?(?:số[ \n]{0,3}:?)?[ \n]{0,3}(?=\d)")


def _with_law_number(view: View, cue: Cue, name: Name) -> LegalReferenceCandidate:
    """A law's name with the number after it, if one follows."""
    candidate = LegalReferenceCandidate(cue.start, name.end, name.rule, cue.entry.type, cue.start, name=name)
    candidate.number = name.number
    if name.rule == "legal_reference.law_amending":
        return candidate
    lead = _LAW_LEAD.match(view.lower, name.end)
    number = legal_numbers.read(view.text, lead.end(), short=False) if lead else None
    if number is None and (adjunct := _ADJUNCT.match(view.text, cue.end)) and adjunct.end() > name.end:
        words = adjunct["words"]  # the name goes on beyond what the lexicon knows of it
        if not _LAW_ADJUNCT_STOP.search(words.lower()):
            number = legal_numbers.read(view.text, adjunct.end(), short=False)
            name.identity, name.end = " ".join(words.lower().split()), adjunct.end("words")
    if number is not None and number.year and _LAW_CODE.match(number.code or ""):
        candidate.number, candidate.end, candidate.rule = number, number.end, "legal_reference.law_numbered"
    return candidate


_LAW_CODE = re.compile(r"(?!(?i:nđ|tt|qđ|ct|nq-cp))")
_LAW_ADJUNCT_STOP = parts.pattern(r"\b(?:{other_numbered}|theo|tại|trong|này|đó|được|là|có|từ|căn cứ)\b")
