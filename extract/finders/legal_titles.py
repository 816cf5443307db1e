"""Documents named by a title of their own: `Đề án "…"`, `Quy chế làm việc của …`, `quy chế … ban hành kèm theo …`.

A type word with only a subject ("báo cáo về tình hình …", "kế hoạch sản xuất") names no document and is left out.
"""

from __future__ import annotations

from functools import cache

from extract.finders.legal_names import Name, congress, plenum, session
from extract.finders.legal_text import closing, issuer_at, spaced, trimmed
from extract.finders.legal_title_end import MAX_TITLE, title_end
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.parts import legal as parts
from extract.view import View

_QUOTED_TYPES = frozenset(
    {"regulation", "plan", "programme", "project", "resolution", "directive", "guideline", "other", "decision"}
)
_OPEN = re.compile(r"[ \n]{1,3}(?:(?:về|là|mang tên|có tên)[ \n:]{1,3}(?:việc[ \n]{1,3})?)?(?=\"|')")


@cache
def _no_name() -> frozenset[str]:
    """The words behind a type word that begin no name."""
    return frozenset((*parts.words("name_end"), *parts.words("no_name")))


def begins_name(word: str, following: str) -> bool:
    """Whether the words behind a type word may begin a name: not "Đề án đã …", but "Đề án tổng thể …"."""
    first, *rest = re.findall(r"\w+", following.lower()[:80]) or [""]
    if first == "tổng" and rest[:1] == ["thể"]:
        return len(rest) > 1 and rest[1] not in _no_name()
    return first not in _no_name() or (first == "chung" and word == "quy hoạch")


# A programme on a stage or on the air is no document: one that is approved or carried out is.
_PROGRAMME_BEFORE = parts.pattern(r"{carried_out}[ \n]{1,3}$")
_TAKES_PLACE = spaced(r",? {takes_place}")
_NO_NAME = re.compile(r"\n\n|[.;?!][ \n]")
_CALLED = parts.pattern(r"{called}[ \n]\"$")
_NOT_ATTACHED = parts.pattern(r"\b(?:này|theo|tại|đã|được|của pháp luật)\b|{document_noun}[ ](?:số[ ])?\d")
_ATTACHED = re.compile(
    r"(?P<title>[ \n]{1,3}[^.;:\"()\n]{8,160}?)[ \n,(]{1,3}(?:được[ \n]{1,3})?ban hành[ \n]{1,3}kèm[ \n]{1,3}theo[ \n]"
)


_QUOTED_OTHERS = frozenset({"chiến lược", "quy hoạch", "tuyên bố chung"})


def quoted(view: View, word: str, kind: str, start: int, end: int) -> Name | None:
    """A type word at `start` to `end` with its title in quotation marks after it, or both inside the marks."""
    text = view.text
    if kind not in _QUOTED_TYPES or (kind == "other" and word not in _QUOTED_OTHERS):
        return None
    if kind == "other" and not text[start].isupper():
        return None  # what the other side is up to: "chiến lược “Diễn biến hòa bình”"
    before = view.lower[max(0, start - 40) : start]
    if (match := _OPEN.match(text, end)) and (kind != "regulation" or text[start].isupper()):
        opening = match.end()
        close = closing(view, opening, MAX_TITLE)
        if close is None or not re.match(rf"[\"'][ ]?[{UPPER}\d]", text[opening : opening + 3]):
            return None
        title = text[opening + 1 : close]
        least = 5 if kind == "programme" else 3
        if len(title.split()) < least or "\n\n" in title or title.rstrip().endswith(":"):
            return None
        if kind == "programme" and not _PROGRAMME_BEFORE.search(before):
            return None
        if kind == "programme" and _TAKES_PLACE.match(view.lower, close + 1):
            return None
        return Name(close + 1, "legal_reference.titled", " ".join(title.lower().split()), title=(opening + 1, close))
    named = kind in ("regulation", "project") or word in ("chiến lược", "quy hoạch")
    if start and text[start - 1] == '"' and text[start].isupper() and named and not _CALLED.search(before):
        close = closing(view, start - 1, MAX_TITLE)
        if close is not None and len(text[end:close].split()) >= 4 and not _NO_NAME.search(text, end, close):
            lead = _LEAD.match(text, end)
            if lead is not None and begins_name(word, text[lead.end() : close]):
                name = " ".join(text[lead.end() : close].lower().split())
                return Name(close, "legal_reference.titled", name, title=(lead.end(), close))
    return None


def attached(view: View, kind: str, end: int) -> Name | None:
    """A regulation that the text says was issued with another document (`ban hành kèm theo`)."""
    if kind not in ("regulation", "programme", "plan", "project"):
        return None
    match = _ATTACHED.match(view.text, end)
    if match is None:
        return None
    first = match["title"].split()[0].lower()
    if first in _no_name() or _NOT_ATTACHED.search(match["title"].lower()):
        return None
    start = match.start("title") + len(match["title"]) - len(match["title"].lstrip())
    if view.lower.startswith("về ", start):
        return None
    identity = " ".join(view.lower[start : match.end("title")].split())
    return Name(match.end("title"), "legal_reference.attached", identity, title=(start, match.end("title")))


# ---- documents that stand by their subject in a list of what was passed ----

_SUBJECT = spaced(r":? (?:về|phê chuẩn)(?: việc)? (?!các |việc này|những)", whole=False)
_OF_BODY = spaced(r" (?:của )?", whole=False)
# "Nghị quyết Quy định mức chi …": what it lays down, with a capital, is its name
_LAYS_DOWN = re.compile(r"[ \n]{1,3}(?=Quy[ \n]định[ \n])")
_ISSUES = re.compile(r"ban[ \n]hành[ \n]{1,3}$")  # mostly the text that is read: "… ban hành Nghị quyết Quy định …"
_PASSED_BEFORE = parts.pattern(
    r"(?:{taken_up}|nếu|theo|gồm:?|[;-]|(?<!\w)\d{1,2}|ba|hai|bốn)[ \n]{1,3}(?:dự thảo[ \n])?$"
)
_NOT_PASSED = re.compile(r"(?:đề nghị|xây dựng|trình)[^.;]{0,40}$|(?<!\w)các[ \n](?:dự thảo[ \n])?$")
_DRAFT = parts.pattern(r"{draft_act}[ \n](?:dự thảo|dự án)[ \n]{1,3}$")
_JUST_PASSED = re.compile(r"(?:đã|vừa|biểu quyết|bấm nút)[^.;,]{0,20}thông qua[ \n]{1,3}$")
_MORE = re.compile(r";[ \n]{1,3}(?:và[ \n]{1,3})?(?=[Vv]ề[ \n])")


_ESTABLISHES = spaced(
    r" (?:về (?:việc )?)?(?P<title>{unit_change} {unit_level} "
    rf"(?=[{UPPER}]))",
    whole=False,
)


def _established(view: View, start: int, end: int) -> Name | None:
    """A resolution that makes or changes one named unit: its subject is a name of its own."""
    match = _ESTABLISHES.match(view.text, end) if view.text[start].isupper() else None
    if match is None or _PLURAL_BEFORE.search(view.lower, max(0, start - 8), start):
        return None
    return by_title(view, match.start("title"), title_end(view, match.end()), "legal_reference.subject")


# A resolution that changes one named document is named by it.
_AMENDS = spaced(
    r" (?:của (?:quốc hội|qh|ủy ban thường vụ quốc hội|ubtvqh) )?(?P<title>sửa đổi(?:,| và) bổ sung (?:một số )?"
    r"(?:điều|nội dung|khoản)(?: của| trong)?) (?={document_noun}|nội quy|quy chế|điều lệ)",
    whole=False,
)


def _amending(view: View, start: int, end: int) -> Name | None:
    match = _AMENDS.match(view.lower, end) if view.text[start].isupper() else None
    if match is None or not view.text[match.end()].isupper() or view.text[start:end].isupper():
        return None  # all in capitals: the heading of the resolution itself
    return by_title(view, match.start("title"), title_end(view, match.end()), "legal_reference.subject")


def by_title(view: View, start: int, end: int, rule: str) -> Name | None:
    """A document by the title that stands between two places; None if nothing is left of it when it is trimmed."""
    span = trimmed(view, start, end)
    if span is None:
        return None
    return Name(span[1], rule, " ".join(view.lower[slice(*span)].split()), title=span)


def body_behind(view: View, end: int) -> tuple[int, int] | None:
    """The body whose document a type word names that ends at `end`: "Nghị quyết của Quốc hội về …".

    None where a meeting stands there, whose resolution is named by it.
    """
    lead = _OF_BODY.match(view.lower, end)
    body = issuer_at(view, lead.end()) if lead else None
    return None if body is None or any(read(view, end) for read in (plenum, congress, session)) else body


def subjects(view: View, start: int, end: int) -> list[tuple[int, Name]]:
    """The resolutions that a text names by subject where it tells what was passed, each with the start of its quote.

    "thông qua Nghị quyết về …" is one; "3 nghị quyết: Về …; Về …" are several, the later from `Về` on.
    """
    if named := _established(view, start, end) or _amending(view, start, end):
        return [(start, named)]
    body = body_behind(view, end) if view.text[start].isupper() else None
    behind = body[1] if body else end
    lays_down = None if _ISSUES.search(view.lower, max(0, start - 12), start) else _LAYS_DOWN.match(view.text, behind)
    lead = lays_down or _SUBJECT.match(view.lower, behind)
    before = view.lower[max(0, start - 70) : start]
    # "Nghị quyết Về tổng kết …": the subject stands as a name
    proper = lead is not None and ":" not in lead[0] and view.text[behind : lead.end()].strip().startswith("V")
    proper = (proper or lays_down is not None) and not view.text[start:end].isupper()
    if lead is None or not (proper or _PASSED_BEFORE.search(before) or _DRAFT.search(before)):
        return []
    several = ":" in lead[0] and view.text[end : lead.end()].lstrip(": \n").startswith("V")
    capital = view.text[start].isupper()
    if not several and not capital and not _JUST_PASSED.search(before):
        return []
    if not several and _NOT_PASSED.search(before) and not (capital and (proper or _DRAFT.search(before))):
        return []
    found: list[tuple[int, Name]] = []
    approves = view.lower.find("phê chuẩn", end, lead.end())
    at = approves if approves >= 0 else lead.end()
    while len(found) < 10:
        name = by_title(view, at, title_end(view, at), "legal_reference.subject")
        if name is None or len(name.identity.split()) < 4:
            break
        name.issuer = body
        found.append((start if not found else at - 3, name))
        more = _MORE.match(view.text, name.end) if several else None
        if more is None:
            break
        at = more.end() + 3
    return found


# ---- treaties and other documents with a proper name ----

_DECLARATIONS = frozenset({"tuyên bố chung", "tuyên bố tầm nhìn chung"})
_TREATY_STOP = spaced(
    r"(?! cho (?:các )?(?:dự án|chương trình))"
    r"(?:[.;:!?\"()…]|,(?! [^.,;:()\n]{8,60} \([A-Z][A-Z/]+\))|\n\n|(?<!tự) do(?!\w)"
    r"|(?<!quyền)(?<!đầu) của(?! {treaty_party})(?!\w)| (?:{name_end}|{treaty_end})(?!\w))",
    whole=False,
)
_AND = spaced(r" (?:và|hoặc) ", whole=False)
_TREATY_GOES_ON = spaced(rf"(?:{{treaty_subject}}|(?!(?:các|những|nhiều|việc)(?!\w))[{LOWER}])", whole=False)
_TREATY_TAIL = spaced(
    r"(?:\s\((?P<short>[A-Z][A-Za-z&+\x20-]{1,14}|năm \d{4})\))?"
    r"(?: năm (?P<year>\d{4})| (?P<bare>(?:19|20)\d\d)(?![\d/.]))?",
    whole=False,
)
_NAMED_PAPERS = {
    "tuyên ngôn": spaced(r" độc lập"),
    "cương lĩnh": spaced(r" (?:chính trị )?(?:xây dựng đất nước(?: trong thời kỳ quá độ lên (?:chủ nghĩa xã hội|"
    r"cnxh))?|năm \d{4}|đầu tiên|chính trị(?=\s?[,.;]| (?:và|của Đảng|của đảng)(?!\w)))"),
}  # fmt: skip
_PLURAL_BEFORE = re.compile(r"(?<!\w)(?:các|những|nhiều|\d{1,2})[ \n]{1,3}$")
# "Tuyên bố chung Việt Nam - Lào về hợp tác biên giới"; that of one visit has no name.
_DECLARED = spaced(
    rf"(?:(?: |\s?-\s?)[{UPPER}][{LETTER}]{{0,7}}){{0,8}} về (?!kết quả|chuyến|việc|những|các)",
    whole=False,
)


def treaty(view: View, word: str, start: int, end: int) -> Name | None:
    """A treaty, or another document outside the numbering, with a proper name of its own."""
    text, lower = view.text, view.lower
    if word == "báo cáo" and (political := _POLITICAL.match(lower, end)):
        if text[start].isupper() or _DRAFT_BEFORE.search(lower, max(0, start - 20), start):
            return Name(political.end(), "legal_reference.named", "báo cáo chính trị")
        return None
    if word not in parts.words("treaty_noun"):
        return None
    if not text[start].isupper() or _PLURAL_BEFORE.search(lower, max(0, start - 8), start):
        return None
    if view.lower.endswith("tổ chức ", 0, start):
        return None
    if fixed := _NAMED_PAPERS.get(word):
        match = fixed.match(lower, end)
        if match is None:
            return None
        return _with_tail(view, Name(match.end(), "legal_reference.treaty", " ".join(match[0].split())))
    if word in _DECLARATIONS:
        return _declaration(view, end)
    stop = _treaty_end(view, end)
    name = text[end:stop]
    if (
        len(name) < 3
        or name.strip().lower().startswith(("giữa", "khung", "hợp tác", "của", "và "))
        or (name.strip().lower().startswith("về") and not _ABOUT_NAME.match(name))
        or text[start:stop].isupper()
    ):
        return None
    if not re.search(rf"[ \n][{UPPER}]", name[:90]) and not lower.startswith(" hữu nghị", end):
        return None
    if word == "thỏa thuận" and not re.match(rf"[ \n][{UPPER}]", name) and not _ABOUT_NAME.match(name):
        return None
    identity = " ".join(name.lower().split())
    found = _with_tail(view, Name(stop, "legal_reference.treaty", identity))
    lead = _LEAD.match(text, end)
    found.title = trimmed(view, lead.end() if lead else end, stop) if len(identity.split()) > 1 else None
    return found


def _declaration(view: View, end: int) -> Name | None:
    """A joint declaration with a subject, behind the type word that ends at `end`."""
    lead = _DECLARED.match(view.text, end)
    if lead is None:
        return None
    return by_title(view, lead.end(), title_end(view, lead.end(), name=True), "legal_reference.treaty")


# What stands between a type word and the title behind it.
_LEAD = re.compile(r"[ \n]{1,3}(?:về[ \n]{1,3})?")
_ABOUT_NAME = spaced(r" về {treaty_about} ", whole=False)
_DRAFT_BEFORE = re.compile(r"(?:dự thảo|toàn văn)[ \n]{1,3}$")
_POLITICAL = spaced(r" chính trị")


def _treaty_end(view: View, place: int) -> int:
    """Where the name of a treaty ends."""
    text = view.text
    limit = min(len(text), place + 240)
    stop = _TREATY_STOP.search(text, place, limit)
    end = stop.start() if stop else limit if limit == len(text) else max(place, text.rfind(" ", place, limit))
    for joint in _AND.finditer(text, place, end):
        if "giữa " not in text[place : joint.start()] and not _TREATY_GOES_ON.match(text, joint.end()):
            return joint.start()
    while end > place and text[end - 1] in " \n-,":
        end -= 1
    return end - 3 if text.endswith(" về", place, end) else end


def _with_tail(view: View, name: Name) -> Name:
    """The name with its short form in brackets and its year."""
    tail = _TREATY_TAIL.match(view.text, name.end)
    if tail is not None and tail.end() > name.end:
        name.end = tail.end()
        name.year = tail["year"] or tail["bare"] or (tail["short"] or "")[-4:] if "năm" in tail[0] else tail["bare"]
    return name
