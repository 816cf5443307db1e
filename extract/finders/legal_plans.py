"""Plans, strategies, schemes, programmes and rules with a name of their own that is not in quotation marks.

A capital tells the name from the common noun: "thực hiện Đề án nuôi biển", but "lập đề án nuôi biển". Names of plans
end with their years ("Chiến lược phát triển thủy sản đến năm 2030, tầm nhìn đến năm 2045"). All places are view
offsets.
"""

from __future__ import annotations

from extract.finders.legal_names import Name
from extract.finders.legal_text import issuer_at, spaced
from extract.finders.legal_title_end import MAKERS, title_end
from extract.finders.legal_titles import begins_name, by_title
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.names import never_in_names
from extract.parts import legal as parts
from extract.view import View

# ---- names that end with their years ----

_YEARS = r"\d{4}\s?-\s?\d{4}"
_VISION = (
    r"(?:,? (?:và )?(?P<vision>(?:có )?(?:tầm nhìn|định hướng|xét) (?:đến |tới )?(?:năm )?|đến năm )20\d\d(?!\d))?"
)
_PLAN_SPAN = spaced(
    rf"(?P<title> (?!này|đó|trên)(?:[^.;:\"()!?\n]|\n(?=[{LOWER}\d])){{8,170}}?)"
    rf"(?: (?:giai đoạn|thời kỳ|(?:5|05|10|ba|năm|mười) năm)(?: \(?{_YEARS}\)?)|,? (?:đến|tới) (?:năm )?20\d\d"
    rf"| {_YEARS}|(?<!cuối)(?<!đầu) (?P<one>năm (?:19|20)\d\d))(?!\d){_VISION}",
    whole=False,
)
_CITED = spaced(
    r"(?:(?<!\w)(?:{document_verb}|{issue_verb}|theo|trong|tại|và|vào|cùng|với|từ|cho)|[,;:-]) "
    r"(?:{part_of_document} )?\"?$",
    whole=False,
)
_NOT_IN_NAME = parts.pattern(
    r"(?<!\w)(?:của|được|đã|sẽ|này|theo|tại|trong đó|cũng|cần|phải|là|khi|để|từ|với|nhằm|{plan_name_break})(?!\w)"
    r"|(?<!\w)và[ \n]{1,3}(?:khung|điều chỉnh)?[ \n]{0,3}{plan_type}(?!\w)"
)
_NEW_SUBJECT = re.compile(rf",[ \n]{{1,3}}[{UPPER}]")
_PLURAL = re.compile(r"(?<!\w)(?:các|những|nhiều|mọi|\d{1,2}|hồ sơ|tổ chức|một)[ \n]{1,3}$")
# The subject of a resolution that every year has: "giải pháp chủ yếu thực hiện Kế hoạch … năm 2021".
_YEARLY = re.compile(r"giải pháp chủ yếu[^.;]{0,40}$")
# Offices, and what is on a stage.
_OF_OFFICE = parts.pattern(r"{office_noun}[ \n]{1,3}$")
# How a programme is carried out is no part of its name: "triển khai Chương trình kịp thời, hiệu quả …".
_MANNER = spaced(" {manner}")
_POWER_PLAN = spaced(
    r" (?:phát triển )?điện (?:lực )?(?:quốc gia )?(?:[ivx]{1,5}|[4-9])(?![\w%]|[.,]\d)(?: điều chỉnh| sửa đổi)?",
    whole=False,
)
# "ban hành Kế hoạch … như sau": the text is that plan.
_IS_THE_TEXT = re.compile(
    r"(?:[^.;:\n]|\n(?!\n)){0,120}(?:như sau|với các nội dung|với những nội dung|cụ thể(?=[ ]như|[ ]?:))"
)
_ISSUED_HERE = re.compile(r"(?<!\w)này[ \n:]{1,3}$")
# A document that is named in the name has its own record.
_NUMBERED_INSIDE = parts.pattern(r"{document_noun}[ \n]{1,3}(?:số[ \n]{1,3})?\d|(?<!\w)ngày[ \n]\d")


def dated_plan(view: View, word: str, start: int, end: int) -> Name | None:
    """A capitalised plan, strategy, scheme or programme whose name ends with its years; or a power plan ("VIII")."""
    text, lower = view.text, view.lower
    if word not in parts.words("plan_type") or not text[start].isupper() or text[start:end].isupper():
        return None
    before = lower[max(0, start - 24) : start]
    if _PLURAL.search(before) or _OF_OFFICE.search(before):
        return None
    if word == "quy hoạch" and (power := _POWER_PLAN.match(lower, end)):
        return by_title(view, end, power.end(), "legal_reference.named")
    match = None if _MANNER.match(lower, end) else _PLAN_SPAN.match(lower, end)
    if match is None or _NUMBERED_INSIDE.search(match["title"]):
        return None
    if _NOT_IN_NAME.search(match["title"]) or _NEW_SUBJECT.search(text, end, match.end()):
        return None
    if len(match["title"].split()) < 2 or not begins_name(word, match["title"]):
        return None
    if match["one"] and (word not in ("chương trình", "kế hoạch") or len(match["title"].split()) < 3):
        return None
    if word == "kế hoạch" and _YEARLY.search(lower, max(0, start - 70), start):
        return None
    cited = _CITED.search(lower, max(0, start - 40), start)
    if _ISSUED_HERE.search(before) or (word == "kế hoạch" and _IS_THE_TEXT.match(lower, match.end())):
        return None
    if word == "quy hoạch" and cited is not None and cited[0][0] == ",":
        return None
    if cited is None and match["vision"] is None and word not in ("chiến lược", "đề án"):
        return None
    return by_title(view, match.start("title"), match.end(), "legal_reference.dated_plan")


# ---- plans that are named after a place ----

_KIND_OF_PLAN = spaced(" {kind_of_plan}")
_WHOLE_PLAN = spaced(" (?:tổng thể|chung)")
_PLACE_ENDS = re.compile(
    r"[.,;:\"()!?\n]|(?<!\w)(?:không|có|do|trước|đang|còn|mới|thì|gồm|thuộc|ở|nay|nếu|mà|đối|như|trong|lên|vừa|làm|số)(?!\w)"
)
_PLACE_WORD = re.compile(rf"(?<!\w)[{UPPER}][{LETTER}]*")
_YEAR_TAIL = spaced(
    rf"(?: \([A-ZĐ]{{2,9}}\))?(?: (?:giai đoạn|thời kỳ) {_YEARS}|,? (?:đến|tới) (?:năm )?20\d\d)(?!\d){_VISION}",
    whole=False,
)
_TO_PLAN = re.compile(r"(?<!\w)(?:việc|để|sẽ|đã|cần)[ \n]{1,3}$")
_BEING_MADE = re.compile(r"(?<!\w)lập[ \n]{1,3}$")
# A word of two syllables of which the first has a capital: "cơ sở Văn hóa và Thể thao".
_HALF_WORD = re.compile(rf"[{UPPER}][{LOWER}]{{1,6}}[ \n][{LOWER}]{{2,6}}(?!\w)")
_IS_NAME = re.compile(rf"[{UPPER}][{LETTER}]*[ \n][{UPPER}]")


def placed_plan(view: View, word: str, start: int, end: int) -> Name | None:
    """The plan of one place: "Quy hoạch tổng thể phát triển Khu du lịch quốc gia Núi Đá"."""
    text, lower = view.text, view.lower
    kinds = _KIND_OF_PLAN if text[start].isupper() else _WHOLE_PLAN
    if word != "quy hoạch" or text[start:end].isupper() or not kinds.match(lower, end):
        return None
    before = lower[max(0, start - 24) : start]
    planned = _TO_PLAN.search(before) or (text[start].islower() and _BEING_MADE.search(before))
    if planned or _PLURAL.search(before) or _OF_OFFICE.search(before):
        return None
    limit = end + 140
    for stops in (_PLACE_ENDS.search(text, end, limit), _NOT_IN_NAME.search(lower, end, limit)):
        limit = min(limit, stops.start()) if stops else limit
    words = list(_PLACE_WORD.finditer(text, end, limit))
    if len(words) < 2 or len(text[end : words[-1].end()].split()) < 3:
        return None
    stop = words[-1].end()
    if not _IS_NAME.match(text, words[-2].start()) and (half := _HALF_WORD.match(text, words[-1].start())):
        stop = half.end()
    tail = _YEAR_TAIL.match(lower, stop)
    return by_title(view, end, tail.end() if tail else stop, "legal_reference.placed_plan")


# ---- schemes and rules ----

_NAME_STOP = spaced(
    r"(?: (?:để|nhằm|theo|do|mà|kèm|trên tinh thần|trên cơ sở)(?!\w)|"
    r"(?<!đối) với(?! (?:hàng|người|các|doanh|tổ|cơ|việc))(?!\w)|"
    rf"\n(?=(?P<opener>[{UPPER}][{LETTER}]*))|"
    r" (?:đảm bảo|bảo đảm) {well_done}(?!\w)|"
    r" (?:sáng|chiều|tối|hôm) (?=\d)| và (?:kiến nghị|đề nghị|nhiệm vụ do)(?!\w))",
    whole=False,
)
_BODY = spaced(r" của ", whole=False)
_OF_MAKER = spaced(rf" của {MAKERS}")
_SCHEME_STOP = re.compile(r"[.,;:()\"]|\n\n")
_SENTENCE_STOP = re.compile(r"[.;:][ \n]")
_REVISED = re.compile(r"[ \n]{1,3}\((?:sửa đổi|bổ sung)[^()\n]{0,30}\)")
_NAMED_PROJECT = re.compile(rf"[ \n]{{1,3}}(?P<first>[{UPPER}{LOWER}][^\W\d_]*)")
_ISSUED_BEFORE = parts.pattern(
    r"(?:{document_verb}|{issue_verb}|theo|đề án|về|tại|và|;|,|:|-|\"|trong|chính phủ|quốc hội)[ \n]{1,3}"
    r"(?:(?:{part_of_document}|tốt|có hiệu quả|hiệu quả)[ \n]{1,3})?\"?$"
)
# Schemes that every agency has one of.
_OF_EVERY_BODY = spaced(" {scheme_of_all}")
_RULES_ISSUED = parts.pattern(r"{issue_verb}[ \n]{1,3}$")
_WORKING_RULES = spaced(r" làm việc của ", whole=False)


def unquoted(view: View, word: str, start: int, end: int) -> Name | None:
    """A capitalised `Đề án` or `Quy chế` with a name of its own that is not in quotation marks."""
    text, lower = view.text, view.lower
    if word not in ("đề án", "quy chế", "qui chế") or text[start:end].isupper():
        return None
    if not text[start].isupper():
        return _working_rules(view, end) if word != "đề án" else None
    match = _NAMED_PROJECT.match(text, end)
    if match is None or not begins_name(word, lower[match.start("first") : match.end() + 40]):
        return None
    if lower.startswith("dân chủ", match.start("first")):
        return None
    before = lower[max(0, start - 30) : start]
    proper = match["first"][0].isupper()
    working = lower.startswith(("làm việc", "bầu cử"), match.start("first"))
    if word != "đề án" and not proper and not working and not _RULES_ISSUED.search(before):
        return None
    common = _PLURAL.search(before) or not _ISSUED_BEFORE.search(before) or _OF_EVERY_BODY.match(lower, end)
    if word == "đề án" and not proper and common:
        return None
    name_end = _scheme_end(view, match.start("first")) if word == "đề án" else None
    name_end = name_end or _name_end(view, match.start("first"))
    name = by_title(view, match.start("first"), name_end, "legal_reference.named")
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
    return by_title(view, end, body[1], "legal_reference.named")


def _scheme_end(view: View, place: int) -> int | None:
    """Where the name of a scheme ends before who made it: "Đề án trồng cây của Thủ tướng Chính phủ"."""
    of = _OF_MAKER.search(view.text, place, place + 120)
    between = of is not None and not _SCHEME_STOP.search(view.text, place, of.start())
    return of.start() if of is not None and between else None


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
        between = stop[0].strip() == "với" and " giữa " in view.text[place : stop.start()]
        if not between and (stop["opener"] is None or never_in_names(stop["opener"])):
            return stop.start()
    return end


# ---- standing orders ----

_SESSION_ORDERS = spaced(r" kỳ họp(?: (?:quốc hội|hđnd|hội đồng nhân dân)(?!\w))?", whole=False)


def standing_orders(view: View, word: str, start: int, end: int) -> Name | None:
    """The standing orders of an assembly: "Nội quy kỳ họp Quốc hội"."""
    match = _SESSION_ORDERS.match(view.lower, end) if word == "nội quy" and view.text[start].isupper() else None
    return Name(match.end(), "legal_reference.named", " ".join(match[0].split())) if match else None
