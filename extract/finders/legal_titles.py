"""Documents named by a title of their own: `Đề án "…"`, `Quy chế làm việc của …`, `quy chế … ban hành kèm theo …`.

A type word with only a subject ("báo cáo về tình hình …", "kế hoạch sản xuất") names no document and is left out.
"""

from __future__ import annotations

import re

from extract.finders.legal_names import Name
from extract.finders.legal_text import closing, title_end, trimmed
from extract.letters import LOWER, UPPER
from extract.view import View

MAX_TITLE = 400

_QUOTED_TYPES = frozenset(
    {"regulation", "plan", "programme", "project", "resolution", "directive", "guideline", "other", "decision"}
)
_OPEN = re.compile(r"[ \n]{1,3}(?:(?:về|là|mang tên|có tên)[ \n:]{1,3}(?:việc[ \n]{1,3})?)?(?=\"|')")
_NOT_A_DOCUMENT = re.compile(
    r"(?:tổ chức|tham dự|dự|xem|truyền hình|phát sóng|diễn ra|khai mạc|tham gia|tại|trong|xây dựng phim|"
    r"đêm|bình chọn(?:[ ]\w+){0,3})[ \n]{1,3}(?:các[ \n])?$"
)
_ISSUED_BEFORE = re.compile(
    r"(?:ban hành|phê duyệt|thông qua|thực hiện|triển khai|vi phạm|theo|trình|đề án|xây dựng|về|tại|và|;|"
    r",|:|-|\"|trong)[ \n]{1,3}"
    r"(?:(?:dự thảo|bản|nội dung|tốt|có hiệu quả|hiệu quả)[ \n]{1,3})?\"?$"
)
_UNQUOTED_STOP = frozenset({
    "này", "đó", "nêu", "trên", "ấy", "đã", "được", "bị", "có", "là", "thì", "cũng", "sẽ", "đang", "chưa",
    "không", "để", "nhằm", "cho", "với", "từ", "tại", "trong", "theo", "như", "do", "mà", "khi", "nên", "của",
    "về", "vào", "và", "hoặc", "hay", "số", "ngày", "năm", "mới", "vừa", "cần", "phải", "gồm", "ra", "đến",
    "trước", "sau", "còn", "vẫn", "chỉ", "nói", "đề", "nhận", "đạt", "xác", "cụ", "thể", "tổng", "sơ", "bao",
    "tập", "chung", "chuyên", "bộ", "đặt", "riêng", "hiện", "hoạt",
})  # fmt: skip
_ATTACHED = re.compile(
    r"(?P<title>[ \n]{1,3}[^.;:\"()\n]{8,160}?)[ \n,]{1,3}(?:được[ \n]{1,3})?ban hành[ \n]{1,3}kèm[ \n]{1,3}theo[ \n]"
)


def quoted(view: View, kind: str, start: int, end: int) -> Name | None:
    """A type word at `start` to `end` with its title in quotation marks after it, or both inside the marks."""
    text = view.text
    if kind not in _QUOTED_TYPES:
        return None
    before = view.lower[max(0, start - 40) : start]
    if match := _OPEN.match(text, end):
        opening = match.end()
        close = closing(view, opening, MAX_TITLE)
        if close is None or not re.match(rf"[\"'][ ]?[{UPPER}\d]", text[opening : opening + 3]):
            return None
        title = text[opening + 1 : close]
        if len(title.split()) < 3 or "\n\n" in title:
            return None
        if kind == "programme" and (not _ISSUED_BEFORE.search(before) or _NOT_A_DOCUMENT.search(before)):
            return None
        return Name(close + 1, "legal_reference.titled", " ".join(title.lower().split()), title=(opening + 1, close))
    if start and text[start - 1] == '"' and text[start].isupper() and kind in ("regulation", "project"):
        close = closing(view, start - 1, MAX_TITLE)
        if close is not None and len(text[end:close].split()) >= 4 and "\n\n" not in text[end:close]:
            lead = re.compile(r"[ \n]{1,3}(?:về[ \n]{1,3})?").match(text, end)
            if lead is not None:
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
    if first in _UNQUOTED_STOP or re.search(r"\b(?:này|theo|tại|đã|được|của pháp luật)\b", match["title"].lower()):
        return None
    start = match.start("title") + len(match["title"]) - len(match["title"].lstrip())
    if view.lower.startswith("về ", start):
        return None
    identity = " ".join(view.lower[start : match.end("title")].split())
    return Name(match.end("title"), "legal_reference.attached", identity, title=(start, match.end("title")))


_REVISED = re.compile(r"[ \n]{1,3}\((?:sửa đổi|bổ sung)[^()\n]{0,30}\)")
_NAMED_PROJECT = re.compile(rf"[ \n]{{1,3}}(?P<first>[{UPPER}{LOWER}][^\W\d_]*)")


def unquoted(view: View, word: str, start: int, end: int) -> Name | None:
    """A capitalised `Đề án` or `Quy chế` with a name of its own that is not in quotation marks."""
    text = view.text
    if word not in ("đề án", "quy chế", "qui chế") or not text[start].isupper():
        return None
    if text[start:end].isupper():
        return None
    match = _NAMED_PROJECT.match(text, end)
    if match is None or match["first"].lower() in _UNQUOTED_STOP:
        return None
    if view.lower.startswith("dân chủ", match.start("first")):
        return None
    before = view.lower[max(0, start - 30) : start]
    proper = match["first"][0].isupper()
    if word != "đề án":
        issued = re.search(r"(?:ban hành|vi phạm|phê duyệt|thông qua)[ \n]{1,3}$", before)
        if not proper and not issued and not view.lower.startswith("làm việc", match.start("first")):
            return None
    elif not (proper or _ISSUED_BEFORE.search(before)):
        return None
    at = match.start("first")
    span = trimmed(view, at, title_end(view, at))
    if span is None:
        return None
    end = span[1]
    if revised := _REVISED.match(view.lower, end):
        end = revised.end()
    return Name(end, "legal_reference.named", " ".join(view.lower[slice(*span)].split()), title=span)
