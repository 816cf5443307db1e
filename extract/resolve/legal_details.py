"""What the text around a mention of a document tells of it: day of issue, issuer, term, title, provision.

All readers work on view offsets and look at most a few hundred characters around the mention.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from dataclasses import dataclass
from functools import cache

import msgspec

from extract.context import Context
from extract.finders.legal_names import ordinal, roman
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.finders.legal_titles import closing
from extract.letters import LETTER, LOWER, UPPER
from extract.lexicon import load
from extract.view import View

MAX_ISSUER = 160
MAX_TITLE = 420


class IssuerHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that the name of an issuing body or office begins with."""

    head: str
    example: str


@dataclass(slots=True)
class Details:
    """What one mention tells (spans of the view; `issued` as ISO)."""

    issued: str | None = None
    issuer: tuple[int, int] | None = None
    term: str | None = None
    title: tuple[int, int] | None = None
    provision: tuple[int, int] | None = None


@cache
def _issuer_head() -> re.Pattern[str]:
    heads = sorted((entry.head for entry in load("issuers", IssuerHead)), key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(h).replace(r"\ ", r"[ \n]{1,3}") for h in heads) + r")(?!\w)")


_G = r"[ \n]{1,3}"
_DAY = re.compile(
    rf"[ \n]{{0,3}}[,(]?[ \n]{{0,3}}(?:(?:được[ \n])?(?:ký|ra|ban hành|có hiệu lực)?[ \n]{{0,3}}(?:ngày|"
    rf"từ ngày|hôm)?[ \n]{{1,3}})?"
    rf"(?:(?P<d>\d{{1,2}})[ ]?[/.-][ ]?(?P<m>\d{{1,2}})[ ]?[/.-][ ]?(?P<y>(?:19|20)\d\d)"
    rf"|(?P<d2>\d{{1,2}}){_G}tháng{_G}(?P<m2>\d{{1,2}}){_G}năm{_G}(?P<y2>(?:19|20)\d\d))(?!\d)(?:[ ]?\))?"
)
_YEAR = re.compile(rf"[ \n]{{0,3}}[,(]?[ \n]{{0,3}}năm{_G}(?P<y>(?:19|20)\d\d)(?![\d/])\)?")
_TERM = re.compile(rf"[ \n]{{0,3}}[,(]?[ \n]{{0,3}}khóa{_G}(?P<n>[ivxl]{{1,6}}|\d{{1,2}})(?!\w)(?:[ ]?\))?")
_OF = re.compile(rf",?[ \n]{{1,3}}(?:của|do|từ){_G}(?:(?:đồng chí|ông){_G})?")
_SIGN = re.compile(r"[ \n]{1,3}\((?![ ]?(?:khóa|ngày|ban hành|ký|số))[^()\n]{1,90}\)")
_ABOUT = re.compile(
    rf"[ \n]{{0,3}}[,:]?[ \n]{{0,3}}(?:[(][ ]?)?(?:(?:mà nội dung là|có nội dung là)[ \n])?"
    rf"(?:(?:về|v/v)(?!{_G}(?:đích|đến|tới|phía|quê|nước|nhà|thăm|dự|trước|cơ bản|"
    rf"việc này))(?:{_G}việc(?!{_G}làm(?!\w)))?[ \n:]{{1,3}}|\"(?=[ ]?\w))\"?"
)
_VERB_TITLE = re.compile(
    r"[ \n]{0,3},?[ \n]{1,3}(?=(?:quy định|qui định|hướng dẫn|sửa đổi|phê duyệt|phê chuẩn|ban hành|"
    r"triển khai|công bố|thành lập|bổ nhiệm|"
    r"điều chỉnh|giao|bãi bỏ|thay thế|tổ chức thực hiện|góp vốn|chỉ đạo|kiện toàn|công nhận|cho phép|"
    r"tăng cường|đẩy mạnh|thực hiện|đính chính|quyết định|xử lý|ban bố)(?!\w))"
)
_NOT_TITLE = re.compile(
    r"[ \n]{0,3},?[ \n]{1,3}(?:quy định (?:tại|này|trên|rất|rõ|như|thì|đã|cũng|đối tượng|mức|cán bộ|người|"
    r"doanh|các|cụ|nêu|thủ tướng|chính phủ)"
    r"|hướng dẫn (?:cụ thể|này)|triển khai (?:trên|tại|đến)|giao (?:bộ|cho|các|ubnd|sở|chính phủ|ủy ban|"
    r"thủ tướng)|thực hiện (?:tốt|nghiêm|tại|từ|được)|công bố (?:ngày|hôm|rộng)|quyết định (?:này|của))"
)
_ISSUER_STOP = re.compile(
    r"[.;:!?\"()\[\]…]|\n\n|,|[ \n](?:về|v/v|ngày|ban hành|quy định|qui định|hướng dẫn|phê duyệt|đã|được|"
    r"có|là|để|nhằm|trong|gắn|với|vào|từ|tại|thì|cũng|đang|sẽ|"
    r"như|nêu|yêu cầu|cho|do|mà|khi|theo|đến|tới|trên|sửa đổi|giai đoạn|thông qua|chỉ đạo|triển khai|"
    r"thực hiện|cần|phải|vừa|mới|trước|sau|đối|đề ra|"
    r"hoặc|và|số|năm|nhiệm kỳ|khóa|ký|gửi|này|đó|nhưng|nên|xác định|giao|còn|chưa|không|bị|so|tăng|"
    r"liên quan|kèm|hôm|tháng|tập trung|chỉ|góp|khẳng định|nhấn mạnh|ra|đưa|hiện|"
    r"sẽ|đề nghị|hỗ trợ|-|tạo|lần|cùng|bằng|quyết định|thành lập|điều chỉnh|công bố|tiếp tục|đi|cấm|nói|"
    r"rất|xử lý|bãi bỏ|thay thế|phù hợp|hết|quy|công nhận|bổ nhiệm|đánh giá)(?![\w])"
)
_JOINED_ISSUER = re.compile(rf"(?:,|{_G}và|[ ]?-|,[ \n]và){_G}?")
_ISSUER_TERM = re.compile(
    rf"[ \n]{{0,3}},?[ \n]{{0,3}}(?:\([ ]?)?khóa{_G}(?P<n>[ivxl]{{1,6}}|"
    rf"\d{{1,2}})(?!\w)(?:{_G}(?:của{_G})?đảng)?(?:[ ]?\))?"
)
_NTH = re.compile(rf"{_G}lần{_G}thứ{_G}[\wà-ỹ]{{1,6}}(?:{_G}(?:của{_G})?(?=(?:ban chấp hành|bch|trung ương)))?")

_AND_PROPER = re.compile(rf"[ \n]và[ \n]{{1,3}}[{UPPER}][{LETTER}]{{1,12}}(?:[ \n](?!số|\d)|[,.;])")
_AND_OTHER = re.compile(
    r"[ \n]và[ \n]{1,3}(?:nghị|quyết|chỉ|kết|thông tư|luật|kế|chương|công văn|ủy ban|bộ|ban|chính|đoàn|quy|hướng|"
    r"đề|hội đồng)"
)


def issuer_at(view: View, place: int) -> tuple[int, int] | None:
    """The span of the issuing body whose name begins at `place`, or None if no known kind of body does."""
    lower, text = view.lower, view.text
    head = _issuer_head().match(lower, place)
    if head is None:
        return None
    end = _issuer_end(view, head.end(), place + MAX_ISSUER)
    for _ in range(3):
        joint = _JOINED_ISSUER.match(lower, end)
        if joint is None:
            break
        more = _issuer_head().match(lower, joint.end())
        if more is None or not text[joint.end()].isupper():
            break
        end = _issuer_end(view, more.end(), place + MAX_ISSUER)
    if term := _ISSUER_TERM.match(lower, end):
        end = term.end()
    while end > place and text[end - 1] in " \n,":
        end -= 1
    return place, end


def _issuer_end(view: View, place: int, limit: int) -> int:
    """Where the words of a body's name end, from the end of its first words on."""
    lower = view.lower
    if nth := _NTH.match(lower, place):
        place = nth.end()
    for stop in _ISSUER_STOP.finditer(lower, place, limit):
        if _AND_PROPER.match(view.text, stop.start()) and not _AND_OTHER.match(lower, stop.start()):
            continue  # "Bộ Giáo dục và Đào tạo", but not "… và Nghị quyết số"
        if stop[0] == "(" and re.match(r"\([A-ZĐ&]{2,12}\)", view.text[stop.start() : stop.start() + 16]):
            continue
        if stop[0] == ")" and re.search(r"\([A-ZĐ&]{2,12}$", view.text[max(place, stop.start() - 16) : stop.start()]):
            continue
        if (
            stop[0].strip() == "."
            and re.match(rf"\.[ ]?[{UPPER}]", view.text[stop.start() : stop.start() + 3])
            and lower[stop.start() - 2 : stop.start()] in ("tp", "tx", "tt", ".ư")
        ):
            continue
        return stop.start()
    sentence = lower.find("\n\n", place, limit)
    return sentence if sentence >= 0 else min(limit, len(lower))


# ---- titles ----

_TITLE_STOP = re.compile(
    r"\n[ ]{0,8}\n|\n(?=[ ]{0,8}(?:[-+*•]|\d{1,2}[.)]))|[.;!?…](?=[ \n\"]|$)|:(?=[ \n])|[()\"]|,[ \n]|"
    r"[ \n](?:gắn với|nhằm|đã|được (?:ban hành|sửa|thông qua|phê duyệt|thực hiện|triển khai)|có hiệu lực|"
    r"thì|sẽ|đang|cũng|trong đó|kể từ ngày|là một|là|yêu cầu|nêu rõ|quy định rõ|và (?=nghị|chỉ thị|"
    r"kết luận|quyết định|thông tư|công văn|kế hoạch|luật|các))[ \n]"
    r"|[ \n](?:và|hoặc)[ \n](?=(?:nghị quyết|chỉ thị|kết luận|quyết định|nghị định|thông tư|kế hoạch|luật|"
    r"bộ luật|công văn|quy định|hướng dẫn|chương trình|đề án)[ \n])"
)
_AFTER_COMMA_ENDS = re.compile(
    r",[ \n]{1,3}(?:gắn với|nhất là|trong đó|đồng thời|đặc biệt|tuy nhiên|theo đó|nhằm|qua đó|từ đó|"
    r"đến nay|ngày|trong|với|được|đã|cần|phải|do|căn cứ|trên cơ sở|"
    r"tạo|để|có|là|thời gian|hôm|sáng|chiều|ông|bà|đồng chí|tỉnh|huyện|xã|phường|quận|ban|bộ|sở|ubnd|hđnd|"
    r"ủy ban|hội đồng|chính phủ|thủ tướng|quốc hội|theo|"
    r"từng bước|sau|trước|thay thế|kèm|kế hoạch|chương trình|nghị|quyết định|chỉ thị|kết luận|thông tư|"
    r"luật|công văn|hướng dẫn|quy định số|qua|tính đến|mới|một số|các|những|lãnh|tập thể|tổng|cục|"
    r"hải quan|địa phương|doanh nghiệp|bước đầu|công tác dân vận|toàn|mỗi|cả|người)(?!\w)"
)
_TITLE_COMMA_GOES_ON = re.compile(r",[ \n]{1,3}(?:công tác|ban hành kèm)")


def title_end(view: View, start: int, opened: bool) -> int:
    """Where a title that is not in quotation marks ends; `opened`: a bracket before it is still open."""
    text, lower = view.text, view.lower
    limit = min(len(text), start + MAX_TITLE)
    at = start
    while True:
        stop = _TITLE_STOP.search(lower, at, limit)
        if stop is None:
            cut = text.rfind(" ", start, limit)
            return cut if limit < len(text) and cut > start else limit
        sign = stop[0][0]
        if sign == "(":
            close = text.find(")", stop.start(), stop.start() + 80)
            if close < 0 or opened:
                return stop.start()
            after = text[close + 1 : close + 3]
            if not re.match(rf"[ \n][{LOWER}]|[,;.]", after) or re.match(r"[.;,]", after):
                return stop.start()
            at = close + 1
            continue
        if sign == '"':
            inner = closing(view, stop.start(), 160)
            if inner is None:
                return stop.start()
            at = inner + 1
            continue
        if sign == ",":
            if _AFTER_COMMA_ENDS.match(lower, stop.start()) or not re.match(
                rf",[ \n]+[{LOWER}]", text[stop.start() : stop.start() + 5]
            ):
                return stop.start()
            at = stop.end()
            continue
        if sign == "." and text[stop.start() - 2 : stop.start()] in ("TP", "Tp", "TX", "TT", ".Ư"):
            at = stop.end()
            continue
        return stop.start()


def _trimmed(view: View, start: int, end: int) -> tuple[int, int] | None:
    text = view.text
    while start < end and text[start] in ' \n",:-(':
        start += 1
    while end > start and text[end - 1] in " \n,;:-":
        end -= 1
    return (start, end) if len(text[start:end].split()) >= 2 else None


# ---- after and before the mention ----


def after(context: Context, candidate: LegalReferenceCandidate) -> Details:
    """What stands after a mention: date, issuer, term, title in any order."""
    view, details = context.view, Details()
    lower = view.lower
    place = candidate.end
    named_law = (
        candidate.document_type in ("law", "ordinance", "constitution", "charter") and candidate.name is not None
    )
    for _ in range(7):
        if details.issued is None and (match := _DAY.match(lower, place)):
            details.issued = _iso(match)
            place = match.end()
        elif details.issued is None and (match := _YEAR.match(lower, place)):
            details.issued = match["y"]
            place = match.end()
        elif details.term is None and (match := _TERM.match(lower, place)):
            number = ordinal(match["n"])
            details.term = roman(number) if number else None
            place = match.end()
        elif details.issuer is None and (match := _OF.match(lower, place)) and (found := issuer_at(view, match.end())):
            details.issuer = found
            if term := _ISSUER_TERM.search(lower, *found):
                number = ordinal(term["n"])
                details.term = roman(number) if number else None
            place = found[1]
        elif (
            details.issuer is None
            and (match := re.compile(r"[ \n]{1,3}").match(lower, place))
            and _bare_issuer(view, match.end())
        ):
            details.issuer = issuer_at(view, match.end())
            place = details.issuer[1] if details.issuer else place
        elif match := _SIGN.match(lower, place):
            place = match.end()
        else:
            break
    if not named_law:
        details.title = _title_at(view, place, numbered=candidate.number is not None)
    return details


_BARE = re.compile(
    r"(?:bộ chính trị|ban bí thư|chính phủ|quốc hội|thủ tướng chính phủ|ubnd|hđnd|tchq|bch trung ương)(?!\w)"
)


def _bare_issuer(view: View, place: int) -> bool:
    """Whether a body stands right after the number, without `của`, and does nothing there itself."""
    if not view.text[place : place + 1].isupper() or not _BARE.match(view.lower, place):
        return False
    found = issuer_at(view, place)
    return (
        found is not None
        and re.match(r"[ \n]{1,3}(?:về|ngày|khóa|\()|[.,;)]", view.lower[found[1] : found[1] + 8]) is not None
    )


def _title_at(view: View, place: int, *, numbered: bool) -> tuple[int, int] | None:
    text, lower = view.text, view.lower
    about = _ABOUT.match(lower, place)
    if about is not None:
        start = about.end()
        if start and text[start - 1] == '"':
            close = closing(view, start - 1, MAX_TITLE)
            if close is not None:
                if inner := re.compile(r"[ ]?về(?:[ ]việc)?[ ]").match(lower, start):
                    start = inner.end()
                return _trimmed(view, start, close)
        return _trimmed(view, start, title_end(view, start, "(" in about[0]))
    if numbered and (verb := _VERB_TITLE.match(lower, place)) and not _NOT_TITLE.match(lower, place):
        return _trimmed(view, verb.end(), title_end(view, verb.end(), False))
    return None


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = (int(match[k] or match[k + "2"]) for k in ("d", "m", "y"))
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


_PROVISION = re.compile(
    r"(?:(?:điểm[ \n]{1,3}[\wđ]{1,4}|tiết[ \n]{1,3}[\w.]{1,6}|khoản[ \n]{1,3}\d{1,2}[a-zđ]?|"
    r"điều[ \n]{1,3}\d{1,3}[a-zđ]?|chương[ \n]{1,3}[ivxl\d]{1,5}|mục[ \n]{1,3}[ivxl\d]{1,5})"
    r"(?:,?[ \n]{1,3}(?:và[ \n]{1,3}|của[ \n]{1,3})?)?){1,8}$"
)
_BEFORE_ISSUE = re.compile(
    r"(?P<verb>(?:ký[ \n]{1,3})?ban hành|thông qua|phê duyệt|ra|công bố)(?:[ \n]{1,3}(?:dự thảo|dự án|"
    r"toàn văn|các|bản|mới))?[ \n]{1,3}\"?$"
)
_ADVERBS = re.compile(
    r"(?:[ \n,]{1,3}(?:đã|vừa|mới|mới đây|cũng|biểu quyết|chính thức|qua|kịp thời|tiếp tục|nhanh chóng|"
    r"nhất trí|có|thống nhất|bấm nút|vừa qua|cho ý kiến))+$"
)
_OF_BEFORE = re.compile(
    r"(?:của|do)[ \n]{1,3}(?P<issuer>[^.;\"()]{3,90}?)[ \n]{1,3}(?:về|gồm:?|ban hành|là)[ \n]{1,3}\"?$"
)
_TITLE_BEFORE = re.compile(
    r"\"[ ,]{1,3}(?:theo|trong|của|tại|được nêu trong)[ \n]{1,3}(?:(?:tinh thần|nội dung)[ \n]{1,3})?$"
)


def before(context: Context, candidate: LegalReferenceCandidate) -> Details:
    """What stands before a mention: a provision, who issued it and when, a title in quotation marks."""
    view, details = context.view, Details()
    lower, start = view.lower, candidate.head
    low = max(0, start - 220, view.sentence(start)[0])
    window = lower[low:start]
    if match := _PROVISION.search(window):
        end = low + match.end()
        while end > low and lower[end - 1] in " \n,":
            end -= 1
        if lower[low + match.start() : end].endswith(" của"):
            end -= 4
        details.provision = (low + match.start(), end)
    if match := _BEFORE_ISSUE.search(window):
        _who_issued(context, candidate, details, low, match)
    elif match := _OF_BEFORE.search(window):
        details.issuer = issuer_at(view, low + match.start("issuer"))
    if match := _TITLE_BEFORE.search(window):
        close = low + match.start()
        opening = view.text.rfind('"', low, close)
        if opening >= 0:
            details.title = _trimmed(view, opening + 1, close)
    return details


def _who_issued(
    context: Context, candidate: LegalReferenceCandidate, details: Details, low: int, match: re.Match[str]
) -> None:
    """The body in front of `ban hành` or `thông qua`, and the day that the sentence gives for it."""
    view = context.view
    subject = view.lower[low : low + match.start("verb")].rstrip(" \n,")
    while (cut := _ADVERBS.search(subject)) is not None:
        subject = subject[: cut.start()]
    for head in _issuer_head().finditer(subject, max(0, len(subject) - 90)):
        if head.start() and subject[head.start() - 1].isalnum():
            continue
        found = issuer_at(view, low + head.start())
        if found is not None and found[1] >= low + len(subject):
            details.issuer = (found[0], low + len(subject))
            break
    if details.issuer is None and candidate.number is not None:
        return
    if candidate.number is None and not view.text[candidate.start].islower():
        details.issued = _day_of_sentence(context, low, low + match.start("verb"), bool(details.issuer))


def _day_of_sentence(context: Context, low: int, high: int, year_too: bool) -> str | None:
    """The last day (or the last year, if `year_too`) that the sentence names before its verb."""
    starts = [d.start for d in context.dates]
    for i in range(bisect_left(starts, high) - 1, -1, -1):
        date = context.dates[i]
        if date.start < low:
            return None
        if date.granularity == "day" and re.fullmatch(r"\d{4}-\d\d-\d\d", date.value):
            return date.value
        if date.granularity == "minute" and re.match(r"\d{4}-\d\d-\d\dT", date.value):
            return date.value[:10]
        if year_too and date.granularity == "year":
            return date.value[:4] if date.value[:4].isdigit() else None
    return None
