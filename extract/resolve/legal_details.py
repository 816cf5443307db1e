"""What the text around a mention of a document tells of it: day of issue, issuer, term, title, provision.

All readers work on view offsets and look at most a few hundred characters around the mention.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

import msgspec

from extract.context import Context
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.finders.legal_text import (
    ISSUER_TERM,
    MAX_ISSUER,
    any_of,
    closes,
    closing,
    issuer_at,
    spaced,
    trimmed,
)  # fmt: skip
from extract.finders.legal_title_end import MAX_TITLE, title_end
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.lexicon import load
from extract.names import surnames
from extract.ordinals import ordinal, roman
from extract.parts import legal as parts
from extract.view import View

Span = tuple[int, int]


@dataclass(slots=True)
class Details:
    """What one mention tells (spans of the view; `issued` as ISO)."""

    issued: str | None = None
    issuer: Span | None = None
    term: str | None = None
    title: Span | None = None
    provision: Span | None = None
    issuer_behind: bool = False
    """Whether `issuer` stands behind the number, where it may hold for the documents before it too."""
    by_act: bool = False
    """Whether `issuer` is who passes or issues it, by the verb before it; it then does so with the whole list."""
    opening: bool = False
    """Whether `issued` is the day that the sentence opens with, which is less sure than one behind the number."""


def amends(view: View, details: Details) -> bool:
    """Whether the subject of a document is that it changes another."""
    return details.title is not None and view.lower.startswith(("sửa", "bổ sung", "thay thế"), details.title[0])


# ---- after the mention ----

DAY = spaced(
    r"\s{0,40}[,(]?\s{0,3}(?:(?:được )?(?:ký|ra|ban hành)?\s{0,3}(?:ngày|hôm)? )?"
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}) năm (?P<y2>(?:19|20)\d\d))(?!\d)(?:\s?\))?",
    whole=False,
)
# The next line begins with a day of its own.
_NEW_SENTENCE = re.compile(r"[ ]{0,3}\n\s{0,20}(?:N|\d{1,2}[/.-]\d{1,2}[/.-]\d{4},)|[ ]{0,3}\n[ ]{0,3}\n")
# A day without its year ("ngày 15/10"), which the date's record may know, and a month.
_SHORT_DAY = spaced(
    r"\s{0,3}[,(]?\s{0,3}(?:(?:được )?(?:ký|ra|ban hành) )?(?=ngày \d{1,2}\s?[/.-]\s?\d{1,2}(?!\d|[/.-]\d))",
    whole=False,
)
_MONTH = spaced(
    r"\s{0,3}[,(]?\s{0,3}(?:(?:được )?(?:ký|ra đời|ban hành) )?(?:vào )?"
    r"tháng (?P<m>1[0-2]|0?[1-9])(?:\s?[/-]\s?| năm )(?P<y>(?:19|20)\d\d)(?![\d/])\)?",
    whole=False,
)
_YEAR = spaced(r"\s{0,3}[,(]?\s{0,3}năm (?P<y>(?:19|20)\d\d)(?![\d/])\)?", whole=False)
_TERM = spaced(r"\s{0,3}[,(]?\s{0,3}khóa (?P<n>[ivxl]{1,6}|\d{1,2})(?!\w)(?:\s?\))?", whole=False)
_OF = spaced(r"(?:,? |(?<=\d))(?:của|do) (?:(?:đồng chí|ông) )?", whole=False)
_SIGN = re.compile(r"[ \n]{1,3}\((?![ ]?(?:khóa|ngày|ban hành|ký|số|về))[^()\n]{1,90}\)")
_OPENING_GAP = re.compile(r"[ \n]{1,3}")
_BARE = spaced(r"(?:(?i:{one_name_body})|ubnd|hđnd|tchq|bch trung ương|bct|hội nghị (?:lần thứ|trung ương|tw))")
_AFTER_BARE = re.compile(r"[ \n]{1,3}(?:về|ngày|khóa|\()|[ ]?[.,;)]")
_ABOUT = spaced(
    r"\s{0,3}[,:]?\s{0,3}(?:\(\s?)?(?:(?:mà |có )?nội dung là |của (?=về việc)|về (?=về việc))?"
    r"(?:(?:về|v/v)(?! {not_about}(?!\w))(?: việc(?! làm))?[\s:]{1,3}|\"(?=\s?\w))\"?",
    whole=False,
)


class SubjectVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb that opens the subject of a document right after its number, without `về`."""

    verb: str
    example: str


@cache
def _verb_title() -> re.Pattern[str]:
    """A subject that opens with a verb of the lexicon."""
    verbs = any_of(entry.verb for entry in load("subject_verbs", SubjectVerb))
    return spaced(
        rf"\s{{0,3}}[,:]?\s{{1,3}}(?={verbs}(?!\w)"
        r"(?! (?:\d|(?:số(?! (?:lượng(?! \()|hóa|hiệu))|cụ thể|này|rõ|như|thì|tại|theo|trên|rất|đã|cũng)\b))(?!:))",
        whole=False,
    )


_CITED_FOR = re.compile(r"(?:^|\n|[.(])[ ]?(?:căn cứ|theo|tại)(?!\w)[^.\n]{0,240}(?:khoản|điều)[ ]\d[^.\n]{0,200}$")
_STATES = spaced(r"\s{0,3},? (?:{states}|ban hành \w{1,7} \w{1,7} số \d{1,5})")
# What a document says in a clause, which is no subject: "quy định doanh nghiệp phải …", "cho phép hộ dân được …".
_LAYS_DOWN_CLAUSE = spaced(
    r"(?i:quy định|qui định|cho phép|yêu cầu|hướng dẫn) (?:(?:các|những|mọi|mỗi) )?"
    r"{bound_party}(?!\w)"
    r"[^.;:]{3,120}? (?:không được|phải|được phép|có trách nhiệm|có quyền|sẽ|thì|được (?!ban|quy|phê))",
    whole=False,
)
_INNER_ABOUT = spaced(r"\s?về (?:việc )?", whole=False)
_ABOUT_ACTION = spaced(r",? (?:về )?(?:về việc|v/v) ", whole=False)
_SENT_TO_PLACE = parts.pattern(r"{carry_verb}[ \n]{1,3}(?:các[ \n])?$")


def after(context: Context, candidate: LegalReferenceCandidate, day_starts: list[int]) -> Details:
    """What stands after a mention: date, issuer, term in any order, then the title.

    `day_starts` are the starts of `context.dates`.
    """
    view, details = context.view, Details()
    days = _Days(context, day_starts, candidate.number.year if candidate.number else None)
    place = candidate.end
    details.issuer = _before_number(view, candidate)
    for _ in range(7):
        end = _one_part(view, days, details, place)
        if end is None:
            break
        place = end
    if candidate.document_type in _SENT and (sent := _sent(view, place)):
        place = sent
    _passed(view, days, details, place, candidate.document_type)
    if candidate.document_type in PASSED_BY_ASSEMBLY and not _by_assembly(view, details.issuer):
        details.issuer = None  # who lays the draft before the house
    to_place = _SENT_TO_PLACE.search(view.lower, max(0, candidate.start - 20), candidate.start)
    if not _has_no_title(candidate) and (to_place is None or _ABOUT_ACTION.match(view.lower, place)):
        details.title = _title_at(view, place, candidate)
        if details.title is not None and _begins_clause(view, candidate, place, details.title[0]):
            details.title = None
        if details.title is not None and details.title[0] >= place:
            _passed(view, days, details, details.title[1], candidate.document_type)
    return details


_OF_ISSUER = spaced(r" của ", whole=False)


def _before_number(view: View, candidate: LegalReferenceCandidate) -> Span | None:
    """Who issued it, told between the type word and the number: "Báo cáo của UBND tỉnh số 218/BC-UBND"."""
    if candidate.number is None or candidate.number.start - candidate.start > MAX_ISSUER:
        return None
    of = _OF_ISSUER.search(view.lower, candidate.start, candidate.number.start)
    issuer = issuer_at(view, of.end()) if of else None
    return issuer if issuer is not None and issuer[1] < candidate.number.start else None


_LAYS_DOWN = spaced(r"(?:{document_act}|truyền đạt)")
_CITED_BEFORE = spaced(r"(?<!\w)(?:theo|tại|trong|căn cứ)(?: (?:nội dung|tinh thần))? $", whole=False)


def _begins_clause(view: View, candidate: LegalReferenceCandidate, place: int, start: int) -> bool:
    """Whether what follows the comma is what somebody does by the document: "Theo Báo cáo số 5, thực hiện …"."""
    comma = re.match(r"[ ]?,", view.text[place : place + 2])
    if comma is None or view.lower[place:start].strip(", \n") != "" or _LAYS_DOWN.match(view.lower, start):
        return False
    low = max(0, candidate.start - 24)
    return _CITED_BEFORE.search(view.lower, low, candidate.start) is not None


class _Days:
    """The days that stand at places of a text; `year` is the one that the document's number tells."""

    def __init__(self, context: Context, starts: list[int], year: str | None) -> None:
        self.context, self.starts, self.year = context, starts, year

    def at(self, place: int) -> tuple[str | None, int] | None:
        """The day, month or year of issue at `place` as ISO, None if its year is unknown, and where it ends."""
        lower = self.context.view.lower
        if not _NEW_SENTENCE.match(self.context.view.text, place):
            if match := DAY.match(lower, place):
                return iso_day(match), match.end()
            if match := _SHORT_DAY.match(lower, place):
                return self._short(match.end())
        if match := _MONTH.match(lower, place):
            return f"{match['y']}-{int(match['m']):02}", match.end()
        if match := _YEAR.match(lower, place):
            return match["y"], match.end()
        return None

    def _short(self, place: int) -> tuple[str | None, int] | None:
        """The day that begins at `place` by its record."""
        i = bisect_left(self.starts, place)
        if i == len(self.starts) or self.starts[i] != place:
            return None
        date = self.context.dates[i]
        known = date.granularity == "day" and date.value[:4].isdigit() and self.year in (None, date.value[:4])
        return date.value if known else None, date.end


# Documents that are sent: to whom may stand between the number and the subject.
_SENT = frozenset({"official_letter", "submission", "report", "telegram", "notice", "other"})
_ADDRESSED = spaced(
    r",? (?:đã )?{sends} (?P<whom>[^.;:\"]{2,160}?)(?= (?:về|v/v) )",
    whole=False,
)
_SAYS = parts.pattern(r"\n[ ]?\n|(?<!\w){says}(?!\w)")


def _sent(view: View, place: int) -> int | None:
    """Where the addressee of a letter ends, which stands before its subject."""
    sent = _ADDRESSED.match(view.lower, place)
    return None if sent is None or _SAYS.search(sent["whom"]) else sent.end()


_PASSED = spaced(
    r"\"?\s{0,3}[,(]?\s{0,3}(?:(?:đã|vừa|mới|chính thức) ){0,2}được(?: (?P<who>[^.;:()\n]{2,70}?))??"
    r"(?:,? tại (?:kỳ|phiên) họp[^.;()\n]{0,60}?)? (?:{act_adverb},? ){0,2}"
    r"(?:thông qua|ban hành|phê duyệt)(?!\w)",
    whole=False,
)
PASSED_BY_ASSEMBLY = frozenset({"law", "ordinance", "constitution"})
_ASSEMBLY = spaced(r"{assembly}")
_WHEN_PASSED = spaced(
    r"(?: (?:tại|trong) (?:kỳ họp|phiên họp)[^.;()\n]{0,70}?)?,?(?: vào)?(?= (?:ngày|tháng) \d)", whole=False
)


def _by_assembly(view: View, issuer: Span | None) -> bool:
    return issuer is not None and bool(_ASSEMBLY.match(view.lower, issuer[0]))


def _passed(view: View, days: _Days, details: Details, place: int, kind: str) -> None:
    """Who passed or issued the document and when, told behind it: "được Quốc hội thông qua ngày 18/2/2025"."""
    passed = _PASSED.match(view.lower, place)
    if passed is None:
        return
    if passed["who"]:
        who = issuer_at(view, passed.start("who"))
        if who is None or who[1] < passed.end("who") or view.text[who[0]].islower():
            return
        if kind in PASSED_BY_ASSEMBLY and not _by_assembly(view, who):
            return  # the decree that carries out the law
        details.issuer = details.issuer or (passed.start("who"), passed.end("who"))
    when = _WHEN_PASSED.match(view.lower, passed.end())
    if details.issued is None and when and (day := days.at(when.end())):
        details.issued = day[0]


def _has_no_title(candidate: LegalReferenceCandidate) -> bool:
    """Laws and the like have their name; a congress resolution has no subject."""
    if candidate.name is None:
        return False
    return candidate.document_type in ("law", "ordinance", "constitution", "charter") or (
        candidate.name.rule in ("legal_reference.congress", "legal_reference.treaty")
    )


# "do ông Trần Văn Mẫu, Phó Chủ tịch tỉnh ký về việc …", "…, ông Trần Văn Mẫu ký về việc …"
_SIGNED = spaced(
    r"(?:,? do (?P<who>[^.;:\"()\n]{4,110}?)|, (?:ông|bà|đồng chí) [^.;:,\"()\n]{4,30}) ký(?: ban hành)?"
    r"(?=,? (?:về|v/v|ngày \d)|[,.;])",
    whole=False,
)
_OF_DEPUTY = spaced("(?:phó|thứ trưởng)")


def _signer(view: View, details: Details, place: int) -> int | None:
    """Read who signed it at `place`, and for whom; where that ends."""
    signed = _SIGNED.match(view.lower, place)
    if signed is None:
        return None
    if signed["who"] and details.issuer is None and not _OF_DEPUTY.match(view.lower, signed.start("who")):
        found = issuer_at(view, signed.start("who"))
        office_end = without_person(view, *found) if found else None
        if found is not None and office_end:
            details.issuer = (found[0], office_end)
    return signed.end()


def _one_part(view: View, days: _Days, details: Details, place: int) -> int | None:
    """Read a date, a term, an issuer or a bracket at `place` into `details`; where it ends, or None."""
    lower = view.lower
    if details.issued is None and (day := days.at(place)):
        details.issued = day[0]
        return day[1]
    if end := _signer(view, details, place):
        return end
    if details.term is None and (match := _TERM.match(lower, place)):
        details.term = _term(match["n"])
        return match.end()
    if details.issuer is None:
        found = None
        if match := _OF.match(lower, place):
            found = issuer_at(view, match.end())
        elif match := _OPENING_GAP.match(lower, place):
            found = _bare_issuer(view, match.end())
        if found is not None:
            office_end = without_person(view, *found)
            details.issuer = (found[0], office_end) if office_end else found
            return found[1]
    if match := _SIGN.match(lower, place):
        return match.end()
    return None


def term_of(view: View, issuer: Span) -> str | None:
    """The term that an issuer's name tells: "Bộ Chính trị khóa XII"."""
    match = ISSUER_TERM.search(view.lower, *issuer)
    return _term(match["n"]) if match else None


def _term(written: str) -> str | None:
    number = ordinal(written)
    return roman(number) if number else None


def _bare_issuer(view: View, place: int) -> Span | None:
    """A body right after the number, without `của`, that does nothing there itself."""
    if not _BARE.match(view.lower, place):
        return None
    found = issuer_at(view, place)
    if found is None or not _AFTER_BARE.match(view.lower, found[1]):
        return None
    small = view.text[place].islower()  # "nghị quyết số 35-NQ/TW bộ chính trị về …": only before the subject
    return None if small and not view.lower.startswith("về ", found[1] + 1) else found


def _title_at(view: View, place: int, candidate: LegalReferenceCandidate) -> Span | None:
    """The title that begins at `place`: after `về`, in quotation marks, or with a verb of its own."""
    text, lower = view.text, view.lower
    if about := _ABOUT.match(lower, place):
        start = about.end()
        if ":" in about[0] and not re.search("về|v/v", about[0]):
            return None  # what it says, in quotation marks
        if text[start - 1] == '"' and (closes(view, start - 1) or _IS_CITED.match(lower, start)):
            return None
        if text[start - 1] == '"' and (close := closing(view, start - 1, MAX_TITLE)) is not None:
            if inner := _INNER_ABOUT.match(lower, start):
                start = inner.end()
            quoted = trimmed(view, start, close)
            short = quoted is not None and len(text[slice(*quoted)].split()) < 4 and text[quoted[0]].islower()
            return None if short else quoted
        return trimmed(view, start, title_end(view, start, opened="(" in about[0], head=candidate.head))
    if candidate.number is not None and (verb := _verb_title().match(lower, place)) and not _STATES.match(lower, place):
        if _LAYS_DOWN_CLAUSE.match(text, verb.end()):
            return None
        if ":" in verb[0] and _CITED_FOR.search(lower, max(0, place - 260), place):
            return None  # what the provision says: "theo khoản 2 Thông tư 12: quy định các khoản …"
        if "\n\n" in verb[0].replace(" ", "") or lower.startswith("hướng dẫn cách ", verb.end()):
            return None  # the next paragraph
        found = trimmed(view, verb.end(), title_end(view, verb.end(), head=candidate.head))
        return found if found and len(text[slice(*found)].split()) >= 4 else None
    return None


# Words that begin what a document says, in quotation marks, and no subject.
_IS_CITED = spaced(r"{quotes}")


def iso_day(match: re.Match[str]) -> str | None:
    """The day of a match of `DAY` as ISO, None where the calendar has no such day."""
    day, month, year = (int(match[k] or match[k + "2"]) for k in ("d", "m", "y"))
    return calendar_day(year, month, day)


def calendar_day(year: int, month: int, day: int) -> str | None:
    """A day as ISO, None where the calendar has no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


# A name of three words before one of four, as the name of a place may end like a surname: "Tiền Giang Nguyễn Văn Mận".
_PERSONS = tuple(
    re.compile(rf"[ \n]{{1,3}}(?P<surname>{surname})(?:[ \n][{UPPER}][{LOWER}]{{0,7}}){{{more}}}$")
    for surname, more in ((rf"(?!Văn )[{UPPER}][{LOWER}]{{1,6}}", 2), (rf"[{UPPER}][{LOWER}]{{1,6}}", 3))
)
_HELD_BY = spaced(r"{office_held}")
_SIGNS_FOR_A_BODY = spaced(r"chủ tịch (?:quốc hội|hđnd|hội đồng nhân dân)")


def without_person(view: View, start: int, end: int) -> int | None:
    """Where an office ends whose holder's name stands behind it; None if the holder signs for a body."""
    if not _HELD_BY.match(view.lower, start):
        return end
    people = (pattern.search(view.text, start, end) for pattern in _PERSONS)
    person = next((found for found in people if found and found["surname"] in surnames()), None)
    if person is None or view.lower.endswith("hồ chí minh", start, end):
        return end
    return None if _SIGNS_FOR_A_BODY.match(view.lower, start) else person.start()
