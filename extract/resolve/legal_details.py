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
from extract.finders import legal_numbers
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.finders.legal_text import (
    ISSUER_TERM,
    any_of,
    closing,
    issuer_at,
    issuer_heads,
    spaced,
    trimmed,
)  # fmt: skip
from extract.finders.legal_title_end import MAX_TITLE, title_end
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.lexicon import load
from extract.names import surnames
from extract.ordinals import ordinal, roman
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


# ---- after the mention ----

_DAY = spaced(
    r"\s{0,40}[,(]?\s{0,3}(?:(?:được )?(?:ký|ra|ban hành)?\s{0,3}(?:ngày|hôm)? )?"
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}) năm (?P<y2>(?:19|20)\d\d))(?!\d)(?:\s?\))?",
    whole=False,
)
# The next line begins with a day of its own.
_NEW_SENTENCE = re.compile(r"[ ]{0,3}\n\s{0,20}(?:N|\d{1,2}[/.-]\d{1,2}[/.-]\d{4},)|[ ]{0,3}\n[ ]{0,3}\n")
_YEAR = spaced(r"\s{0,3}[,(]?\s{0,3}năm (?P<y>(?:19|20)\d\d)(?![\d/])\)?", whole=False)
_TERM = spaced(r"\s{0,3}[,(]?\s{0,3}khóa (?P<n>[ivxl]{1,6}|\d{1,2})(?!\w)(?:\s?\))?", whole=False)
_OF = spaced(r"(?:,? |(?<=\d))(?:của|do) (?:(?:đồng chí|ông) )?", whole=False)
_SIGN = re.compile(r"[ \n]{1,3}\((?![ ]?(?:khóa|ngày|ban hành|ký|số|về))[^()\n]{1,90}\)")
_OPENING_GAP = re.compile(r"[ \n]{1,3}")
_BARE = spaced(
    "(?:bộ chính trị|ban bí thư|chính phủ|quốc hội|thủ tướng chính phủ|ubnd|hđnd|tchq|bch trung ương|bct|"
    "hội nghị (?:lần thứ|trung ương|tw))"
)
_AFTER_BARE = re.compile(r"[ \n]{1,3}(?:về|ngày|khóa|\()|[ ]?[.,;)]")
_ABOUT = spaced(
    r"\s{0,3}[,:]?\s{0,3}(?:\(\s?)?(?:(?:mà |có )?nội dung là )?"
    r"(?:(?:về|v/v)(?! (?:đích|đến|tới|phía|quê|thăm|dự(?! (?:toán|án|thảo|báo|trữ|phòng))|trước|cơ bản|"
    r"việc này|với|các địa phương)(?!\w))"
    r"(?: việc(?! làm))?[\s:]{1,3}|\"(?=\s?\w))\"?",
    whole=False,
)


class SubjectVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb that opens the subject of a document right after its number, without `về`."""

    verb: str
    example: str


@cache
def _verb_title() -> re.Pattern[str]:
    """A subject that opens with a verb of the lexicon."""
    verbs = sorted((entry.verb for entry in load("subject_verbs", SubjectVerb)), key=len, reverse=True)
    return spaced(
        rf"\s{{0,3}}[,:]?\s{{1,3}}(?=(?:{'|'.join(verbs)})(?!\w)"
        r"(?! (?:\d|(?:số(?! (?:lượng(?! \()|hóa|hiệu))|cụ thể|này|rõ|như|thì|tại|theo|trên|rất|đã|cũng)\b))(?!:))",
        whole=False,
    )


_CITED_FOR = re.compile(r"(?:^|\n|[.(])[ ]?(?:căn cứ|theo|tại)(?!\w)[^.\n]{0,240}(?:khoản|điều)[ ]\d[^.\n]{0,200}$")
_STATES = spaced(
    r"\s{0,3},? (?:(?:quy định|qui định) (?:nêu|thủ tướng|chính phủ|rằng|phải|không được|nếu|khi|trường hợp)"
    r"|triển khai đến|giao (?:bộ|cho|các|ubnd|sở|chính phủ|ủy ban|thủ tướng)|thực hiện (?:tốt|nghiêm|từ|được)"
    r"|công bố (?:ngày|hôm|rộng)|quyết định của|ban hành (?:kèm|ngày|năm|theo|để|nhằm)"
    r"|bổ sung nhiều|(?:bổ sung|cấp|chuyển|áp dụng|hỗ trợ|phân bổ) (?:cho|thêm|từ|ngày|vào|đến)"
    r"|(?:chỉ đạo|hướng dẫn|quy định|đề nghị|thực hiện) (?:của|nhiều)"
    r"|thay thế (?:cho )?(?:nghị|thông|quyết|chỉ)|chỉ đạo (?:các|ubnd))"
)
_INNER_ABOUT = spaced(r"\s?về (?:việc )?", whole=False)
_SENT_TO_PLACE = re.compile(r"(?:đưa|mang|chuyển|gửi)[ \n]{1,3}(?:các[ \n])?$")


def after(context: Context, candidate: LegalReferenceCandidate) -> Details:
    """What stands after a mention: date, issuer, term in any order, then the title."""
    view, details = context.view, Details()
    place = candidate.end
    for _ in range(7):
        end = _one_part(view, details, place)
        if end is None:
            break
        place = end
    _passed(view, details, place, candidate.document_type)
    if candidate.document_type in _PASSED_BY_ASSEMBLY and not _by_assembly(view, details.issuer):
        details.issuer = None  # who lays the draft before the house
    if not _has_no_title(candidate) and not _SENT_TO_PLACE.search(view.lower, max(0, place - 90), candidate.start):
        details.title = _title_at(view, place, numbered=candidate.number is not None)
    return details


_PASSED = spaced(
    r"\s{0,3}[,(]?\s{0,3}(?:(?:đã|vừa|mới|chính thức) ){0,2}được (?P<who>[^.;:()\n]{2,70}?)"
    r"(?:,? tại (?:kỳ|phiên) họp[^.;()\n]{0,60}?)? (?:(?:đã|vừa|mới|chính thức|biểu quyết|xem xét,?|nhất trí|ký) ){0,2}"
    r"(?:thông qua|ban hành|phê duyệt)(?!\w)",
    whole=False,
)
_PASSED_BY_ASSEMBLY = frozenset({"law", "ordinance", "constitution"})
_ASSEMBLY = spaced(r"(?:quốc hội|qh|ủy ban thường vụ|ubtvqh|chủ tịch nước|đại biểu|hội đồng nhà nước|nhà nước|nước)")
_WHEN_PASSED = spaced(r"(?: (?:tại|trong) (?:kỳ họp|phiên họp)[^.;()\n]{0,70}?)?,?(?: vào)?(?= ngày \d)", whole=False)


def _by_assembly(view: View, issuer: Span | None) -> bool:
    return issuer is not None and bool(_ASSEMBLY.match(view.lower, issuer[0]))


def _passed(view: View, details: Details, place: int, kind: str) -> None:
    """Who passed or issued the document and when, told behind it: "được Quốc hội thông qua ngày 18/2/2025"."""
    passed = _PASSED.match(view.lower, place)
    who = issuer_at(view, passed.start("who")) if passed else None
    if passed is None or who is None or who[1] < passed.end("who") or view.text[who[0]].islower():
        return
    if kind in _PASSED_BY_ASSEMBLY and not _by_assembly(view, who):
        return  # the decree that carries out the law
    details.issuer = details.issuer or (passed.start("who"), passed.end("who"))
    when = _WHEN_PASSED.match(view.lower, passed.end())
    if details.issued is None and when and (day := _DAY.match(view.lower, when.end())):
        details.issued = _iso(day)


def _has_no_title(candidate: LegalReferenceCandidate) -> bool:
    """Laws and the like have their name; a congress resolution has no subject."""
    if candidate.name is None:
        return False
    return candidate.document_type in ("law", "ordinance", "constitution", "charter") or (
        candidate.name.rule == "legal_reference.congress"
    )


def _one_part(view: View, details: Details, place: int) -> int | None:
    """Read a date, a term, an issuer or a bracket at `place` into `details`; where it ends, or None."""
    lower = view.lower
    if details.issued is None:
        match = _DAY.match(lower, place)
        if match and not _NEW_SENTENCE.match(view.text, place):
            details.issued = _iso(match)
            return match.end()
        if match := _YEAR.match(lower, place):
            details.issued = match["y"]
            return match.end()
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
            office_end = _without_person(view, *found)
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
    if not view.text[place : place + 1].isupper() or not _BARE.match(view.lower, place):
        return None
    found = issuer_at(view, place)
    return found if found and _AFTER_BARE.match(view.lower, found[1]) else None


def _title_at(view: View, place: int, *, numbered: bool) -> Span | None:
    """The title that begins at `place`: after `về`, in quotation marks, or with a verb of its own."""
    text, lower = view.text, view.lower
    if about := _ABOUT.match(lower, place):
        start = about.end()
        if ":" in about[0] and not re.search("về|v/v", about[0]):
            return None  # what it says, in quotation marks
        if text[start - 1] == '"' and (_closes(view, start - 1) or _IS_CITED.match(lower, start)):
            return None
        if text[start - 1] == '"' and (close := closing(view, start - 1, MAX_TITLE)) is not None:
            if inner := _INNER_ABOUT.match(lower, start):
                start = inner.end()
            quoted = trimmed(view, start, close)
            short = quoted is not None and len(text[slice(*quoted)].split()) < 4 and text[quoted[0]].islower()
            return None if short or _PASSAGE.match(text, start) else quoted
        return trimmed(view, start, title_end(view, start, opened="(" in about[0]))
    if numbered and (verb := _verb_title().match(lower, place)) and not _STATES.match(lower, place):
        if ":" in verb[0] and _CITED_FOR.search(lower, max(0, place - 260), place):
            return None  # what the provision says: "theo khoản 2 Thông tư 12: quy định các khoản …"
        if "\n\n" in verb[0].replace(" ", "") or lower.startswith("hướng dẫn cách ", verb.end()):
            return None  # the next paragraph
        found = trimmed(view, verb.end(), title_end(view, verb.end()))
        return found if found and len(text[slice(*found)].split()) >= 4 else None
    return None


_PASSAGE = re.compile(r"\d{1,2}[.)]")  # a numbered passage of the document, quoted
# Words that begin what a document says, in quotation marks, and no subject.
_IS_CITED = spaced(r"(?:căn cứ|trường hợp|tại|theo|đối với|khi|nếu|kể từ|người|các|doanh nghiệp|công ty)")


def _closes(view: View, mark: int) -> bool:
    """Whether a quotation mark closes a quotation that was opened before the document."""
    sign = view.source[view.span(mark, mark + 1)[0]]
    return sign in "”’»" or (sign not in "“‘«" and not view.text[mark - 1].isspace())


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = (int(match[k] or match[k + "2"]) for k in ("d", "m", "y"))
    return _calendar_day(year, month, day)


def _calendar_day(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


# ---- before the mention ----

_PROVISION = spaced(
    r"(?<!\w)(?:(?:điểm [\wđ]{1,4}|tiết [\w.]{1,6}|khoản \d{1,2}[a-zđ]?|điều \d{1,3}[a-zđ]?|"
    r"chương [ivxl\d]{1,5}|mục [ivxl\d]{1,5})"
    r"(?:, | và | hoặc | của | )?){1,8}$",
    whole=False,
)
_DONE_BY = (
    r"(?P<verb>ký ban hành|ban hành|thông qua|phê duyệt|ra|công bố|ký|có|xem xét)"
    r"(?: (?:dự thảo|dự án|toàn văn|các|bản|mới|tiếp|liên tiếp|một số|nhiều|\d{1,2})){0,3}"
    r"(?: (?:dự án )?(?:luật|bộ luật|nghị quyết|pháp lệnh|văn bản)(?: mới)?(?: như|,? gồm)?:?)? \"?$"
)
_BEFORE_ISSUE = spaced(rf" {_DONE_BY}", whole=False)
_PASSIVE = spaced(
    r"(?:được|do) (?P<issuer>[^.;,\"()]{3,90}?) (?:đã |về )?(?:phê duyệt|ban hành|ký|giao|quy định|"
    r"thông qua|công nhận|thành lập|thống nhất|đồng ý|chấp thuận|cho phép)(?: \w{1,12}){0,8}"
    r" (?:theo|tại|kèm theo|bằng|trong) $",
    whole=False,
)
_ADVERBS = spaced(
    r"(?:,? "
    + any_of(
        "đã, vừa, mới, mới đây, cũng, biểu quyết, chính thức, qua, kịp thời, tiếp tục, nhanh chóng, nhất "
        "trí, có, thống nhất,"
        "bấm nút, vừa qua, cho ý kiến, sẽ, đồng ý, ký, còn, lần lượt, xem xét"
    )
    + r"){1,5}$",
    whole=False,
)
_OF_BEFORE = spaced(
    r"(?:của|do) (?P<issuer>[^.;\"()]{3,90}?(?:\s\(khóa \w{1,5}\))?) (?:về|gồm:?|ban hành|là|tại|theo)(?: các)? \"?$",
    whole=False,
)
_LIST_HEAD = spaced(r"(?:của|do) (?P<issuer>[^.;:\"()]{3,90}?) (?:gồm|như|sau|sau đây|về)\s?:?", whole=False)
_TITLE_BEFORE = spaced(r"\",? (?:theo|trong|của|tại|được nêu trong) (?:(?:tinh thần|nội dung) )?$", whole=False)
_PERSON_DECIDES = re.compile(r"[ ]?,[ ]?\n?[ ]{0,3}(?!\n)")
_DECIDES = spaced(
    r" (?:đã |vừa |cũng )?(?:quyết định|yêu cầu|giao|chỉ đạo|cho phép|đồng ý|phê duyệt|quy định|quyết nghị|bổ sung|"
    r"điều chỉnh|thành lập|phê chuẩn|bổ nhiệm|công nhận|truyền đạt)"
)
_IN_DOCUMENT = spaced(r"(?<!\w)(?:tại|theo|trong) $", whole=False)
_ON_BEHALF_OF = spaced(r"thay mặt ", whole=False)
_PERSONAL_OFFICE = spaced("(?:phó thủ tướng|phó chủ tịch|thứ trưởng)")
BEFORE_WINDOW = 220


def before(context: Context, candidate: LegalReferenceCandidate, day_starts: list[int]) -> Details:
    """What stands before a mention: a provision, who issued it and when, a title in quotation marks.

    `day_starts` are the starts of `context.dates`.
    """
    view, details = context.view, Details()
    lower, start = view.lower, candidate.head
    low = max(0, start - BEFORE_WINDOW, _sentence_start(view, start))
    if match := _PROVISION.search(lower, low, start):
        details.provision = _provision(lower, match)
    match = _BEFORE_ISSUE.search(lower, low, start)
    if match and match["verb"] != "công bố":  # who announces a document has not issued it, nor on that day
        _who_issued(view, details, low, match.start())
        details.by_act = details.issuer is not None and match["verb"] in ("thông qua", "ban hành", "ký ban hành")
        if candidate.number is None and details.issuer is not None:
            details.issued = _day_of_sentence(context, day_starts, low, match.start("verb"))
        elif candidate.number is not None:
            details.issued = _opening_day(context, day_starts, low, match.start("verb"), candidate.number.year)
            details.opening = details.issued is not None
    elif match is None:
        details.issuer = _issuer_of_act(view, candidate, low)
    if (match := _TITLE_BEFORE.search(lower, low, start)) and candidate.document_type not in _PASSED_BY_ASSEMBLY:
        opening = view.text.rfind('"', low, match.start())
        if opening >= 0:
            details.title = trimmed(view, opening + 1, match.start())
    return details


_LINE_GOES_ON = re.compile(
    r"(?<!\w)(?:sở|bộ|ban|ủy|uỷ|chính|quốc|thủ|văn|tổng|viện|cục|vụ|hội đồng|của|giám đốc|chủ tịch|công|thành phố|"
    r"tỉnh|và)[ ]?\n$"
)


def _sentence_start(view: View, place: int) -> int:
    """Where the sentence around a place begins, across lines that were broken before a capital: "Sở\nTài chính"."""
    start = view.sentence(place)[0]
    for _ in range(4):
        if place - start > BEFORE_WINDOW or not _LINE_GOES_ON.search(view.lower, max(0, start - 12), start):
            break
        start = view.sentence(start - 2)[0]
    return start


# "phụ cấp của tỉnh theo Nghị quyết 03": whose allowance it is.
_BARE_LEVELS = frozenset({"tỉnh", "huyện", "xã", "thành phố", "ngành"})


def _issuer_of_act(view: View, candidate: LegalReferenceCandidate, low: int) -> Span | None:
    """Who does what the document is cited for: "được Chính phủ giao theo …", "theo …, Bộ A quyết định"."""
    lower, start = view.lower, candidate.head
    found: Span | None = None
    if match := _PASSIVE.search(lower, low, start):
        found = _whole_issuer(view, *match.span("issuer"))
    if found is None and (match := _OF_BEFORE.search(lower, low, start)):
        of_level = view.text[slice(*match.span("issuer"))] in _BARE_LEVELS
        found = None if of_level else _whole_issuer(view, *match.span("issuer"))
    if found is None and candidate.number is not None and (match := _APPROVES.search(lower, low, start)):
        found = _subject_before(view, low, match.start())
    if found is None and _IN_DOCUMENT.search(lower, low, start):
        found = _decider_after(view, candidate.end)
    return found


# "UBND tỉnh phê duyệt dự án tại Quyết định số …"
_APPROVES = spaced(r" (?:đã |vừa )?phê duyệt (?:[^.;,:()]{3,90}? )?(?:tại|theo|bằng) $", whole=False)


def _provision(lower: str, match: re.Match[str]) -> Span:
    end = match.end()
    for tail in (" ", "\n", ",", "của", " "):
        while lower.endswith(tail, 0, end) and end > match.start():
            end -= len(tail)
    return match.start(), end


def _whole_issuer(view: View, start: int, end: int) -> Span | None:
    """The last body named between two places, if its name fills the stretch up to the end."""
    subject_end = end
    for head in issuer_heads().finditer(view.lower, max(start, end - 120), end):
        if head.start() > start and view.lower[head.start() - 1].isalnum():
            continue
        office_end = _without_person(view, head.start(), subject_end)
        if _PERSONAL_OFFICE.match(view.lower, head.start()) or office_end is None:
            return None
        found = issuer_at(view, head.start())
        if found is not None and found[1] >= office_end:
            return found[0], office_end
    return None


# A name of three words before one of four, as the name of a place may end like a surname: "Tiền Giang Nguyễn Văn Mận".
_PERSONS = tuple(
    re.compile(rf"[ \n]{{1,3}}(?P<surname>{surname})(?:[ \n][{UPPER}][{LOWER}]{{0,7}}){{{more}}}$")
    for surname, more in ((rf"(?!Văn )[{UPPER}][{LOWER}]{{1,6}}", 2), (rf"[{UPPER}][{LOWER}]{{1,6}}", 3))
)
_HELD_BY = spaced(
    r"(?:thủ tướng|chủ tịch|bộ trưởng|tổng cục trưởng|cục trưởng|tổng giám đốc|giám đốc|bí thư|thống đốc|chánh án|"
    r"viện trưởng|tổng thanh tra)"
)
_SIGNS_FOR_A_BODY = spaced(r"chủ tịch (?:quốc hội|hđnd|hội đồng nhân dân)")


def _without_person(view: View, start: int, end: int) -> int | None:
    """Where an office ends whose holder's name stands behind it; None if the holder signs for a body."""
    if not _HELD_BY.match(view.lower, start):
        return end
    people = (pattern.search(view.text, start, end) for pattern in _PERSONS)
    person = next((found for found in people if found and found["surname"] in surnames()), None)
    if person is None or view.lower.endswith("hồ chí minh", start, end):
        return end
    return None if _SIGNS_FOR_A_BODY.match(view.lower, start) else person.start()


def _decider_after(view: View, place: int) -> Span | None:
    """The issuer of "tại Quyết định số …, Thủ tướng quyết định …"."""
    day = _DAY.match(view.lower, place)
    comma = _PERSON_DECIDES.match(view.lower, day.end() if day else place)
    if comma is None:
        return None
    found = issuer_at(view, comma.end())
    return found if found and _DECIDES.match(view.lower, found[1]) else None


def _who_issued(view: View, details: Details, low: int, end: int) -> None:
    """The body in front of `ban hành` or `thông qua`."""
    details.issuer = _on_behalf_of(view, low, end) or _subject_before(view, low, end)


def _on_behalf_of(view: View, low: int, end: int) -> Span | None:
    """The body that a person signs for: "Thay mặt Quốc hội, Chủ tịch Quốc hội … ký"."""
    signs = _ON_BEHALF_OF.search(view.lower, low, end)
    found = issuer_at(view, signs.end()) if signs else None
    if found is None or view.text[found[1] : found[1] + 1] != ",":
        return None
    also = issuer_at(view, found[1] + 2)  # "Thay mặt Bộ Chính trị, Ban Bí thư, đồng chí …"
    return (found[0], also[1]) if also and view.text[also[1] : also[1] + 1] == "," else found


def _subject_before(view: View, low: int, end: int) -> Span | None:
    """The body that is the subject of a verb at `end`."""
    while (cut := _ADVERBS.search(view.lower, low, end)) is not None:
        end = cut.start()
    while end > low and view.lower[end - 1] in " \n,":
        end -= 1
    chunk = max(low, view.lower.rfind(", ", low, end) + 1, view.lower.rfind(";", low, end) + 1)
    return _whole_issuer(view, chunk, end)


def _day_of_sentence(context: Context, starts: list[int], low: int, high: int) -> str | None:
    """The last day, else the last year, that the sentence names before its verb."""
    last = bisect_left(starts, high) - 1
    for i in range(last, max(-1, last - 10), -1):
        date = context.dates[i]
        if date.start < low:
            return None
        if date.granularity in ("day", "minute") and re.match(r"\d{4}-\d\d-\d\d", date.value):
            return date.value[:10]
        if date.granularity == "year" and re.match(r"\d{4}", date.value):
            return date.value[:4]
    return None


_CITATION = re.compile(
    r"\([ \n]{0,3}$"
    r"|\((?=(?:nghị quyết|quyết định|chỉ thị|nghị định|thông tư|công văn|kế hoạch|văn bản)[ \n])"
    r"[^()]{1,120}(?:,|;|[ \n]và)[ \n]{1,3}$"
)
_ACT = spaced(
    r"(?:(?:đã |vừa |mới |ký ){0,2}(?:ban hành|phê duyệt|thông qua)|(?:đã|vừa|mới) quyết định) "
    r"(?:kèm theo )?(?:về (?:việc )?)?",
    whole=False,
)
_REPEATS_TYPE = spaced(
    r"(?:nghị quyết|quyết định|chỉ thị|nghị định|thông tư|công văn|kế hoạch|văn bản)"
    r"(?: (?:của [^,;.()]{3,40}?))? (?:về|v/v)(?: việc)? ",
    whole=False,
)
_HAS_DONE = spaced(r" (?:đã|vừa|cũng|còn|có)")
_ENDS_ACT = re.compile(r"[:\"()…]|[.;!?](?=[\s]|$)|,[ \n](?:đồng thời|trong đó|theo đó|đã|ban hành|phê duyệt)(?!\w)")


def bracketed(view: View, candidate: LegalReferenceCandidate) -> Details | None:
    """What stands before a citation in brackets: "Thủ tướng đã ban hành Quy chế làm việc (Quyết định số …)"."""
    lower, start = view.lower, candidate.head
    citation = _CITATION.search(lower, max(0, start - 130), start)
    if citation is None:
        return None
    close = lower.find(")", candidate.end, candidate.end + 130)
    end = citation.start()
    low = max(view.sentence(end)[0], end - 300)
    acts = list(_ACT.finditer(lower, low, end)) if close >= 0 else []
    if not acts:
        return None
    act = acts[-1]
    subject = act.end()
    if repeated := _REPEATS_TYPE.match(lower, subject, end):
        subject = repeated.end()
    if _ENDS_ACT.search(lower, subject, end) or end - subject > MAX_TITLE or len(lower[subject:end].split()) < 4:
        return None
    details = Details(title=trimmed(view, subject, end))
    for place in (act.start(), acts[0].start()):
        _who_issued(view, details, low, place)
        if details.issuer is not None:
            return details
    sentence = view.sentence(end)[0]
    opening = issuer_at(view, sentence) if end - sentence <= 500 else None
    if opening is not None and _HAS_DONE.match(lower, opening[1]):
        details.issuer = opening
    return details


# What stands before the day of an act: the start of the sentence, perhaps with a short adverbial, or a comma.
_OPENS = re.compile(r"(?:[,;:.)-][ \n]{1,4}|\n)(?:(?:vào|đến|cũng|cụ thể|còn|và|[-+*])[ ])?$")
_ANOTHER_ACT = re.compile(
    r"[;:]|,[ \n](?:đồng thời|sau đó|tiếp đó)(?!\w)|(?<!\w)(?:đã|vừa|được|ban hành|tổ chức)[ \n](?!$)"
)
_ACT_WORDS = re.compile(r"[ \n](?:(?:đã|vừa|mới|cũng|lại|tiếp tục|chính thức|thống nhất|ký,?|biểu quyết)[ \n]?){1,4}$")


def _opening_day(context: Context, starts: list[int], low: int, verb: int, year: str | None) -> str | None:
    """The day that stands before the subject of the act by which a numbered document is issued.

    "Ngày 5/3/2016, Bộ A ban hành …", "Sau đó, ngày 5/3/2016, Bộ A ban hành …"; a year only where nothing else tells it.
    """
    last = bisect_left(starts, verb) - 1
    if last < 0 or starts[last] < low:
        return None
    date = context.dates[last]
    lower = context.view.lower
    between = lower[date.end : verb]
    if acts := _ACT_WORDS.search(between):
        between = between[: acts.start()]
    first = context.view.sentence(date.start)[0] >= date.start - 2
    if _ANOTHER_ACT.search(between + " ") or not (between.startswith((",", " ,")) or (first and between[:1] == " ")):
        return None
    if not first and not _OPENS.search(lower, max(0, date.start - 14), date.start):
        return None
    if date.granularity == "year" and year is None and lower.startswith("năm", date.start):
        return date.value[:4]
    if date.granularity not in ("day", "minute") or not re.match(r"\d{4}-\d\d-\d\d", date.value):
        return None
    return date.value[:10] if year in (None, date.value[:4]) else None


def list_issuer(view: View, candidate: LegalReferenceCandidate) -> Span | None:
    """The issuer of "các Thông tư của Bộ trưởng Bộ Tài chính gồm: …" before the first of a list."""
    low = max(0, candidate.start - 120)
    for match in _LIST_HEAD.finditer(view.lower, low, candidate.start):
        if view.lower[match.end() : candidate.start].strip(' \n"') in ("", "các"):
            return _whole_issuer(view, *match.span("issuer"))
    return None


# ---- the text's own number, in the head of an official document ----

HEAD_SIZE = 1200
_OWN_NUMBER = re.compile(r"(?:^|\n)[^\n]{0,40}?Số[ ]?:[ \n]{1,4}(?=\d)")
_OWN_DAY = spaced(r"ngày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>(?:19|20)\d\d)")


@dataclass(slots=True)
class OwnDocument:
    """The document that the text is, as its head gives it."""

    number: str
    issued: str | None
    issuer: Span | None


def own_document(view: View) -> OwnDocument | None:
    """The number, day and issuer in the head of an official document, which opens with its issuer and `Số: …`."""
    lead = _OWN_NUMBER.search(view.text, 0, HEAD_SIZE) if "Số" in view.text[:HEAD_SIZE] else None
    number = legal_numbers.read(view.text, lead.end(), short=False) if lead else None
    if number is None:
        return None
    issued = None
    if day := _OWN_DAY.search(view.lower, number.end, number.end + 200):
        year, month, date = int(day["y"]), int(day["m"]), int(day["d"])
        issued = _calendar_day(year, month, date)
    first = re.compile(r"\s*").match(view.text)
    start = first.end() if first else 0
    head_end = re.compile(r"\n[ ]*\n|cộng hòa|-----").search(view.lower, start, start + 300)
    issuer = None
    if head_end is not None and issuer_heads().match(view.lower, start):
        issuer = trimmed(view, start, head_end.start())
    return OwnDocument(number.text, issued, issuer)
