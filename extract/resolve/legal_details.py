"""What the text around a mention of a document tells of it: day of issue, issuer, term, title, provision.

All readers work on view offsets and look at most a few hundred characters around the mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass

from extract.context import Context
from extract.finders import legal_numbers
from extract.finders.legal_names import ordinal, roman
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.finders.legal_text import (
    ISSUER_TERM,
    MAX_TITLE,
    any_of,
    closing,
    issuer_at,
    issuer_heads,
    spaced,
    title_end,
    trimmed,
)  # fmt: skip
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


# ---- after the mention ----

_DAY = spaced(
    r"\s{0,40}[,(]?\s{0,3}(?:(?:được )?(?:ký|ra|ban hành|có hiệu lực)?\s{0,3}(?:từ ngày|ngày|hôm)? )?"
    r"(?:(?P<d>\d{1,2})\s?[/.-]\s?(?P<m>\d{1,2})\s?[/.-]\s?(?P<y>(?:19|20)\d\d)"
    r"|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}) năm (?P<y2>(?:19|20)\d\d))(?!\d)(?:\s?\))?",
    whole=False,
)
_YEAR = spaced(r"\s{0,3}[,(]?\s{0,3}năm (?P<y>(?:19|20)\d\d)(?![\d/])\)?", whole=False)
_TERM = spaced(r"\s{0,3}[,(]?\s{0,3}khóa (?P<n>[ivxl]{1,6}|\d{1,2})(?!\w)(?:\s?\))?", whole=False)
_OF = spaced(r",? (?:của|do) (?:(?:đồng chí|ông) )?", whole=False)
_SIGN = re.compile(r"[ \n]{1,3}\((?![ ]?(?:khóa|ngày|ban hành|ký|số|về))[^()\n]{1,90}\)")
_OPENING_GAP = re.compile(r"[ \n]{1,3}")
_BARE = spaced("(?:bộ chính trị|ban bí thư|chính phủ|quốc hội|thủ tướng chính phủ|ubnd|hđnd|tchq|bch trung ương|bct)")
_AFTER_BARE = re.compile(r"[ \n]{1,3}(?:về|ngày|khóa|\()|[ ]?[.,;)]")
_ABOUT = spaced(
    r"\s{0,3}[,:]?\s{0,3}(?:\(\s?)?(?:(?:mà |có )?nội dung là )?"
    r"(?:(?:về|v/v)(?! (?:đích|đến|tới|phía|quê|thăm|dự(?! (?:toán|án|thảo|báo|trữ|phòng))|trước|cơ bản|"
    r"việc này|với|các địa phương)(?!\w))"
    r"(?: việc(?! làm))?[\s:]{1,3}|\"(?=\s?\w))\"?",
    whole=False,
)
_VERB_TITLE = spaced(
    r"\s{0,3}[,:]?\s{1,3}(?="
    + any_of(
        "quy định, qui định, hướng dẫn, sửa đổi, phê duyệt, phê chuẩn, ban hành, triển khai, công bố, thành "
        "lập, bổ nhiệm,"
        "điều chỉnh, giao, bãi bỏ, thay thế, tổ chức thực hiện, góp vốn, chỉ đạo, kiện toàn, công nhận, cho "
        "phép, tăng cường,"
        "đẩy mạnh, thực hiện, đính chính, quyết định, xử lý, ban bố"
    )
    + r"(?!\w)(?! (?:\d|(?:số|cụ thể|này|rõ|như|thì|tại|theo|trên|rất|đã|cũng)\b))(?!:))",
    whole=False,
)
_STATES = spaced(
    r"\s{0,3},? (?:(?:quy định|qui định) (?:nêu|thủ tướng|chính phủ|rằng)"
    r"|triển khai đến|giao (?:bộ|cho|các|ubnd|sở|chính phủ|ủy ban|thủ tướng)|thực hiện (?:tốt|nghiêm|từ|được)"
    r"|công bố (?:ngày|hôm|rộng)|quyết định của|ban hành (?:kèm|ngày|năm|theo)"
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
    if not _has_no_title(candidate) and not _SENT_TO_PLACE.search(view.lower, max(0, place - 90), candidate.start):
        details.title = _title_at(view, place, numbered=candidate.number is not None)
    return details


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
        if match := _DAY.match(lower, place):
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
            details.issuer = found
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
        if text[start - 1] == '"' and (close := closing(view, start - 1, MAX_TITLE)) is not None:
            if inner := _INNER_ABOUT.match(lower, start):
                start = inner.end()
            return trimmed(view, start, close)
        return trimmed(view, start, title_end(view, start, opened="(" in about[0]))
    if numbered and (verb := _VERB_TITLE.match(lower, place)) and not _STATES.match(lower, place):
        found = trimmed(view, verb.end(), title_end(view, verb.end()))
        return found if found and len(text[slice(*found)].split()) >= 4 else None
    return None


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
    r"(?P<verb>ký ban hành|ban hành|thông qua|phê duyệt|ra|công bố)"
    r"(?: (?:dự thảo|dự án|toàn văn|các|bản|mới|\d{1,2}))? \"?$"
)
_BEFORE_ISSUE = spaced(rf" {_DONE_BY}", whole=False)
_PASSIVE = spaced(
    r"(?:được|do) (?P<issuer>[^.;,\"()]{3,90}?) (?:đã |về )?(?:phê duyệt|ban hành|ký|giao|quy định|"
    r"thông qua|công nhận|thành lập)(?: \w{1,12}){0,3}"
    r" (?:theo|tại|kèm theo|bằng|trong) $",
    whole=False,
)
_ADVERBS = spaced(
    r"(?:,? "
    + any_of(
        "đã, vừa, mới, mới đây, cũng, biểu quyết, chính thức, qua, kịp thời, tiếp tục, nhanh chóng, nhất "
        "trí, có, thống nhất,"
        "bấm nút, vừa qua, cho ý kiến, sẽ, đồng ý, ký, còn, lần lượt"
    )
    + r"){1,5}$",
    whole=False,
)
_OF_BEFORE = spaced(
    r"(?:của|do) (?P<issuer>[^.;\"()]{3,90}?) (?:về|gồm:?|ban hành|là|tại|theo)(?: các)? \"?$", whole=False
)
_LIST_HEAD = spaced(r"(?:của|do) (?P<issuer>[^.;:\"()]{3,90}?) (?:gồm|như|sau|sau đây|về)\s?:?", whole=False)
_TITLE_BEFORE = spaced(r"\",? (?:theo|trong|của|tại|được nêu trong) (?:(?:tinh thần|nội dung) )?$", whole=False)
_PERSON_DECIDES = spaced(r"\s{0,3},\s{1,3}", whole=False)
_DECIDES = spaced(
    r" (?:đã |vừa |cũng )?(?:quyết định|yêu cầu|giao|chỉ đạo|cho phép|đồng ý|phê duyệt|quy định|quyết nghị)"
)
_IN_DOCUMENT = spaced(r"(?<!\w)(?:tại|theo|trong) $", whole=False)
_PERSONAL_OFFICE = spaced("(?:phó thủ tướng|phó chủ tịch|thứ trưởng)")
BEFORE_WINDOW = 220


def before(context: Context, candidate: LegalReferenceCandidate, day_starts: list[int]) -> Details:
    """What stands before a mention: a provision, who issued it and when, a title in quotation marks.

    `day_starts` are the starts of `context.dates`.
    """
    view, details = context.view, Details()
    lower, start = view.lower, candidate.head
    low = max(0, start - BEFORE_WINDOW, view.sentence(start)[0])
    if match := _PROVISION.search(lower, low, start):
        details.provision = _provision(lower, match)
    if match := _BEFORE_ISSUE.search(lower, low, start):
        _who_issued(view, details, low, match)
        if candidate.number is None and details.issuer is not None:
            details.issued = _day_of_sentence(context, day_starts, low, match.start("verb"))
    elif (match := _PASSIVE.search(lower, low, start)) or (match := _OF_BEFORE.search(lower, low, start)):
        details.issuer = _whole_issuer(view, *match.span("issuer"))
    elif _IN_DOCUMENT.search(lower, low, start):
        details.issuer = _decider_after(view, candidate.end)
    if match := _TITLE_BEFORE.search(lower, low, start):
        opening = view.text.rfind('"', low, match.start())
        if opening >= 0:
            details.title = trimmed(view, opening + 1, match.start())
    return details


def _provision(lower: str, match: re.Match[str]) -> Span:
    end = match.end()
    for tail in (" ", "\n", ",", "của", " "):
        while lower[:end].endswith(tail) and end > match.start():
            end -= len(tail)
    return match.start(), end


def _whole_issuer(view: View, start: int, end: int) -> Span | None:
    """The last body named between two places, if its name fills the stretch up to the end."""
    subject_end = end
    for head in issuer_heads().finditer(view.lower, max(start, end - 120), end):
        if head.start() > start and view.lower[head.start() - 1].isalnum():
            continue
        if _PERSONAL_OFFICE.match(view.lower, head.start()):
            return None
        found = issuer_at(view, head.start())
        if found is not None and found[1] >= subject_end:
            return found[0], subject_end
    return None


def _decider_after(view: View, place: int) -> Span | None:
    """The issuer of "tại Quyết định số …, Thủ tướng quyết định …"."""
    comma = _PERSON_DECIDES.match(view.lower, place)
    if comma is None:
        return None
    found = issuer_at(view, comma.end())
    return found if found and _DECIDES.match(view.lower, found[1]) else None


def _who_issued(view: View, details: Details, low: int, match: re.Match[str]) -> None:
    """The body in front of `ban hành` or `thông qua`."""
    end = match.start()
    while (cut := _ADVERBS.search(view.lower, low, end)) is not None:
        end = cut.start()
    while end > low and view.lower[end - 1] in " \n,":
        end -= 1
    chunk = max(low, view.lower.rfind(", ", low, end) + 1, view.lower.rfind(";", low, end) + 1)
    details.issuer = _whole_issuer(view, chunk, end)


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
    lead = _OWN_NUMBER.search(view.text, 0, HEAD_SIZE)
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
