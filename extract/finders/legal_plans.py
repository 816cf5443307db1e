"""Plans, strategies, schemes, programmes and rules with a name of their own that is not in quotation marks.

A capital tells the name from the common noun: "thực hiện Đề án nuôi biển", but "lập đề án nuôi biển". Names of plans
end with their years ("Chiến lược phát triển thủy sản đến năm 2030, tầm nhìn đến năm 2045"). All places are view
offsets.
"""

from __future__ import annotations

from extract.finders.legal_names import Name
from extract.finders.legal_text import issuer_at, spaced, trimmed
from extract.finders.legal_title_end import title_end
from extract.finders.legal_titles import UNQUOTED_STOP
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.view import View

# ---- names that end with their years ----

_PLANNED_TYPES = frozenset({"quy hoạch", "chiến lược", "đề án", "chương trình", "kế hoạch"})
_YEARS = r"\d{4}\s?-\s?\d{4}"
_PLAN_SPAN = spaced(
    rf"(?P<title> (?!này|đó|trên)(?:[^.;:\"()!?\n]|\n(?=[{LOWER}\d])){{8,170}}?)"
    rf"(?: (?:giai đoạn|thời kỳ|(?:5|05|10|ba|năm|mười) năm)(?: \(?{_YEARS}\)?)|,? đến (?:năm )?20\d\d| {_YEARS}|"
    r" (?P<one>năm (?:19|20)\d\d))(?!\d)"
    r"(?:,? (?:và )?(?:(?:có )?(?:tầm nhìn|định hướng|xét) (?:đến )?(?:năm )?|đến năm )20\d\d(?!\d))?",
    whole=False,
)
_CITED = spaced(
    r"(?:(?<!\w)(?:theo|trong|tại|phê duyệt|(?:điều chỉnh|sửa đổi)(?: cục bộ| tổng thể)?|ban hành|thực hiện|triển khai|"
    r"thông qua|và|gắn với|xây dựng|vào|bám sát|hoàn thành|kết quả|mục tiêu của|góp ý|trình|thẩm định|lập|hiệu quả|"
    r"nội dung|cùng|với|từ|cho)|[,;:-]) (?:nội dung |các nhiệm vụ của |dự thảo )?\"?$",
    whole=False,
)
_NOT_IN_NAME = re.compile(
    r"(?<!\w)(?:của|được|đã|sẽ|này|theo|tại|trong đó|cũng|cần|phải|là|cho biết|phấn đấu|khi|để|từ|với|"
    r"nhằm|yêu cầu|nghị quyết|quyết định|chỉ thị|kế hoạch số|đạt|tăng|đặt|phê duyệt|công ty|ngân hàng|tập đoàn)(?!\w)"
)
_NEW_SUBJECT = re.compile(rf",[ \n]{{1,3}}[{UPPER}]")
_PLURAL = re.compile(r"(?<!\w)(?:các|những|nhiều|mọi|\d{1,2}|hồ sơ|tổ chức|một)[ \n]{1,3}$")
# The subject of a resolution that every year has: "giải pháp chủ yếu thực hiện Kế hoạch … năm 2021".
_YEARLY = re.compile(r"giải pháp chủ yếu[^.;]{0,40}$")
# Offices, and what is on a stage.
_OF_OFFICE = re.compile(r"(?:(?<!cục[ ])bộ|sở|viện|hội|ban|vụ|cục|phòng|khoa|đồ án|truyền hình|công bố)[ \n]{1,3}$")
# How a programme is carried out is no part of its name: "triển khai Chương trình kịp thời, hiệu quả …".
_MANNER = spaced(
    r" (?:kịp thời|hiệu quả|có hiệu quả|đồng bộ|quyết liệt|tốt|đúng|nghiêm túc|đầy đủ|toàn diện|trên|ở|cấp)"
)
_POWER_PLAN = spaced(
    r" (?:phát triển )?điện (?:lực )?(?:quốc gia )?(?:[ivx]{1,5}|[4-9])(?![\w%]|[.,]\d)(?: điều chỉnh| sửa đổi)?",
    whole=False,
)
_FIRST_OF_PLAN = frozenset({("quy hoạch", "chung"), ("quy hoạch", "tổng")})
# "ban hành Kế hoạch … như sau": the text is that plan.
_IS_THE_TEXT = re.compile(r"[^.;:\n]{0,80}(?:như sau|với các nội dung|với những nội dung|cụ thể(?=[ ]như|[ ]?:))")
# A document that is named in the name has its own record.
_NUMBERED_INSIDE = re.compile(
    r"(?:quyết|thị|luận|định|tư|báo|lệnh|hoạch)[ \n]{1,3}(?:số[ \n]{1,3})?\d|(?<!\w)ngày[ \n]\d"
)


def dated_plan(view: View, word: str, start: int, end: int) -> Name | None:
    """A capitalised plan, strategy, scheme or programme whose name ends with its years; or a power plan ("VIII")."""
    text, lower = view.text, view.lower
    if word not in _PLANNED_TYPES or not text[start].isupper() or text[start:end].isupper():
        return None
    before = lower[max(0, start - 24) : start]
    if _PLURAL.search(before) or _OF_OFFICE.search(before):
        return None
    if word == "quy hoạch" and (power := _POWER_PLAN.match(lower, end)):
        return _named(view, end, power.end(), "legal_reference.named")
    match = None if _MANNER.match(lower, end) else _PLAN_SPAN.match(lower, end)
    if match is None or _NUMBERED_INSIDE.search(match["title"]):
        return None
    if _NOT_IN_NAME.search(match["title"]) or _NEW_SUBJECT.search(text, end, match.end()):
        return None
    first = match["title"].split()[0]
    if len(match["title"].split()) < 2 or (first in UNQUOTED_STOP and (word, first) not in _FIRST_OF_PLAN):
        return None
    if match["one"] and (word not in ("chương trình", "kế hoạch") or len(match["title"].split()) < 3):
        return None
    if word == "kế hoạch" and _YEARLY.search(lower, max(0, start - 70), start):
        return None
    cited = _CITED.search(lower, max(0, start - 40), start)
    if word == "kế hoạch" and _IS_THE_TEXT.match(lower, match.end()):
        return None
    if word == "quy hoạch" and cited is not None and cited[0][0] == ",":
        return None
    if cited is None and word not in ("chiến lược", "đề án"):
        return None
    return _named(view, match.start("title"), match.end(), "legal_reference.dated_plan")


def _named(view: View, start: int, end: int, rule: str) -> Name | None:
    span = trimmed(view, start, end)
    if span is None:
        return None
    return Name(span[1], rule, " ".join(view.lower[slice(*span)].split()), title=span)


# ---- schemes and rules ----

_NAME_STOP = spaced(
    r"(?: (?:để|nhằm|theo|do|mà)(?!\w)|(?<!đối) với(?! (?:hàng|người|các|doanh|tổ|cơ|việc))(?!\w)|"
    r"\n(?=(?:Với|Theo|Sau|Trước|Trong|Ngoài|Khi|Do|Từ|Tại|Đây|Hiện|Mới|Vừa|Qua|Cùng|Ông|Bà|Đồng chí)(?!\w))|"
    r" (?:đảm bảo|bảo đảm) (?:hiệu quả|đúng|chất lượng|tiến độ|phù hợp)(?!\w)|"
    r" (?:sáng|chiều|tối|hôm) (?=\d)| và (?:kiến nghị|đề nghị|nhiệm vụ do)(?!\w))",
    whole=False,
)
_BODY = spaced(r" của ", whole=False)
_SENTENCE_STOP = re.compile(r"[.;:][ \n]")
_REVISED = re.compile(r"[ \n]{1,3}\((?:sửa đổi|bổ sung)[^()\n]{0,30}\)")
_NAMED_PROJECT = re.compile(rf"[ \n]{{1,3}}(?P<first>[{UPPER}{LOWER}][^\W\d_]*)")
_ISSUED_BEFORE = re.compile(
    r"(?:ban hành|phê duyệt|thông qua|thực hiện|triển khai|vi phạm|theo|trình|đề án|xây dựng|lập|về|tại|và|;|"
    r",|:|-|\"|trong|hoàn thiện|hoàn thành|thảo luận|nghiên cứu|thẩm định|mục tiêu của|chính phủ|quốc hội)[ \n]{1,3}"
    r"(?:(?:dự thảo|bản|nội dung|tốt|có hiệu quả|hiệu quả)[ \n]{1,3})?\"?$"
)
# Schemes that every agency has one of.
_OF_EVERY_BODY = spaced(
    r" (?:hàng năm|hằng năm|vị trí việc làm|sử dụng tài sản|tinh giảm biên chế|tinh giản biên chế|tuyển sinh|phân loại)"
)
_RULES_ISSUED = re.compile(r"(?:ban hành|vi phạm|phê duyệt|thông qua|thực hiện)[ \n]{1,3}$")
_WORKING_RULES = spaced(r" làm việc của ", whole=False)


def unquoted(view: View, word: str, start: int, end: int) -> Name | None:
    """A capitalised `Đề án` or `Quy chế` with a name of its own that is not in quotation marks."""
    text, lower = view.text, view.lower
    if word not in ("đề án", "quy chế", "qui chế") or text[start:end].isupper():
        return None
    if not text[start].isupper():
        return _working_rules(view, end) if word != "đề án" else None
    match = _NAMED_PROJECT.match(text, end)
    if match is None or match["first"].lower() in UNQUOTED_STOP or lower.startswith("dân chủ", match.start("first")):
        return None
    before = lower[max(0, start - 30) : start]
    proper = match["first"][0].isupper()
    working = lower.startswith("làm việc", match.start("first"))
    if word != "đề án" and not proper and not working and not _RULES_ISSUED.search(before):
        return None
    common = _PLURAL.search(before) or not _ISSUED_BEFORE.search(before) or _OF_EVERY_BODY.match(lower, end)
    if word == "đề án" and not proper and common:
        return None
    name_end = _name_end(view, match.start("first"))
    name = _named(view, match.start("first"), name_end, "legal_reference.named")
    if name is None or (word == "đề án" and not proper and len(name.identity.split()) < 3):
        return None
    if revised := _REVISED.match(lower, name.end):
        name.end = revised.end()
    return name


def _working_rules(view: View, end: int) -> Name | None:
    """The working rules of one body, in small letters: "quy chế làm việc của Chính phủ"."""
    of = _WORKING_RULES.match(view.lower, end)
    body = issuer_at(view, of.end()) if of else None
    if body is None or view.text[body[0]].islower():
        return None
    return _named(view, end, body[1], "legal_reference.named")


def _name_end(view: View, place: int) -> int:
    """Where a name that is not in quotation marks ends; more narrowly than a title after `về`."""
    at = place
    stop = _SENTENCE_STOP.search(view.text, place, place + 60)
    body = _BODY.search(view.lower, place, stop.start() if stop else place + 60)
    if body and (issuer := issuer_at(view, body.end())):
        at = issuer[1]  # "Quy chế làm việc của Ban Chấp hành, Ban Thường vụ và Thường trực"
    end = title_end(view, at, name=True) if at < len(view) else at
    if revised := _REVISED.search(view.lower, at, end + 40):
        end = min(end, revised.start())
    for stop in _NAME_STOP.finditer(view.text, at, end):
        if stop[0].strip() != "với" or " giữa " not in view.text[place : stop.start()]:
            return stop.start()
    return end


# ---- standing orders ----

_SESSION_ORDERS = spaced(r" kỳ họp(?: (?:quốc hội|hđnd|hội đồng nhân dân)(?!\w))?", whole=False)


def standing_orders(view: View, word: str, start: int, end: int) -> Name | None:
    """The standing orders of an assembly: "Nội quy kỳ họp Quốc hội"."""
    match = _SESSION_ORDERS.match(view.lower, end) if word == "nội quy" and view.text[start].isupper() else None
    return Name(match.end(), "legal_reference.named", " ".join(match[0].split())) if match else None
