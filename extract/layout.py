"""The parts of a page: masthead, dateline, title, body, caption, byline, page furniture.

Three kinds of page are told apart. A *portal page* has a header line with the date of publication
("27.6.2018 - 15:31"), often below a masthead with the day on which the page was looked at. An *official document* has
the national motto or a dateline ("An Sơn, ngày 5 tháng 6 năm 2019"), which is when it was put out. *Flattened news* is
a title, a lead and a body with the byline at its end. Only the head and the tail of a text are read for its title, date
and author; in between each short line is looked at on its own (captions, furniture).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon
from extract.lazy import pattern
from extract.letters import LETTER, LOWER, UPPER
from extract.view import View

ZoneKind = Literal["masthead", "dateline", "title", "body", "caption", "byline", "furniture"]

_HEAD = 40  # lines with text in which a header may stand
_TAIL = 14  # lines with text in which a byline may stand
_SHORT = 160  # a line longer than this is a paragraph
_TITLE = 260  # no title is longer
_LONG_TITLE = 500  # but for what a document in capitals is called, on one line


class Zone(NamedTuple):
    """A run of lines of one kind (view offsets, half-open)."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The zones of a document in order, and what they tell of it as a whole.

    `published` is an ISO date, with a clock time where the page gives one; `published_span` is where it stands.
    `page_view_span` is the date on which the page was looked at, `official` says that the text is a document of an
    office (with a motto or a dateline), not an article.
    """

    zones: tuple[Zone, ...] = ()
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    published_span: tuple[int, int] | None = field(default=None)
    page_view_span: tuple[int, int] | None = field(default=None)
    official: bool = False
    _starts: tuple[int, ...] = field(default=(), repr=False)

    def zone_at(self, place: int) -> ZoneKind:
        """The kind of the zone that a place in the view stands in; `body` where nothing else is known."""
        index = bisect_right(self._starts, place) - 1
        if index >= 0:
            zone = self.zones[index]
            if place < zone.end:
                return zone.kind
        return "body"


class _Furniture(msgspec.Struct):
    text: str
    at: Literal["line", "start"]
    example: str


class _Label(msgspec.Struct):
    label: str
    kind: Literal["published", "updated", "author", "source"]
    example: str


class _Publisher(msgspec.Struct):
    prefix: str
    example: str


class _Caption(msgspec.Struct):
    opening: str
    example: str


class _DocumentType(msgspec.Struct):
    name: str
    example: str


class _Line(NamedTuple):
    """A line with text: its bounds in the view without spaces at either end, and its number among all lines."""

    start: int
    end: int
    number: int


class _Header(NamedTuple):
    """A date that stands in a header line."""

    line: int
    start: int
    end: int
    value: str
    kind: Literal["labelled", "clock", "weekday", "day", "today", "updated"]


_CLOCK = (
    r"(?P<{0}h>[01]?\d|2[0-3]) ?[:hg] ?(?P<{0}m>[0-5]\d)(?::[0-5]\d)?(?: ?phút|')?(?: ?(?P<{0}half>am|pm|sa|ch)\b)?"
)
_DAY = (
    r"(?:ngày )?(?:(?P<{0}d>[0-3]?\d) ?(?:/|\.|-|tháng) ?(?P<{0}mo>[01]?\d)(?:,? ?(?:/|\.|-|năm) ?|,? )"
    r"(?P<{0}y>[12]\d{{3}})(?!\d)"
    r"|(?P<{0}y2>[12]\d{{3}})[-/](?P<{0}mo2>[01]\d)[-/](?P<{0}d2>[0-3]\d)(?!\d))"
)
_GAP = r"(?:[ ,|(\[\]-]{0,5}(?:lúc |vào lúc )?|t(?=\d))"
_WEEKDAY = r"(?:(?:thứ [^\W\d_]{2,4}|thứ [2-7]|chủ nhật)[, ]{1,3})?"
_STAMP = pattern(
    rf"(?<![\d/.,-])(?:{_CLOCK.format('a')}{_GAP}{_WEEKDAY}{_DAY.format('a')}"
    rf"|{_DAY.format('b')}(?:{_GAP}{_CLOCK.format('b')})?)"
)
_YEAR = pattern(r"[12]\d{3}")  # every stamp has one
# What may stand beside the date in a header line.
_BESIDE = pattern(
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|hôm nay|bây giờ là|gmt ?[+]? ?7|utc ?[+]? ?7|[+]07:?00"
    r"|(?:số )?lượt (?:xem|đọc|truy cập) ?:? ?[\d.]{0,9}|(?:đã )?xem ?:? ?[\d.]{1,9}|lượt|views? ?:? ?[\d.]{0,9}"
    r"|in bài(?: viết)?|email|print|facebook|twitter|zalo|a[+-]|bình luận|[\s,|()\[\]•·:;+./-]"
)
_DATELINE = pattern(
    rf"(?P<place>(?!Hôm nay)[{UPPER}][^\n\d,;:()]{{1,40}}(?:\n[^\n\d,;:()]{{1,40}})?),\s{{0,4}}"
    r"(?P<date>(?P<day>[Nn]gày\s{1,4}(?P<d>[0-3]?\d)\s{1,4}|[Nn]gày[\s.…_]{1,12})"
    r"(?P<month>tháng\s{1,4}(?P<m>[01]?\d)\s{1,4}năm\s{1,4}(?P<y>[12]\d{3})))(?!\d)"
)
_MOTTO = pattern(
    r"^ {0,20}(?:CỘNG\s{1,3}H\S{1,3}A\s{1,3}X\S\s{1,3}HỘI\s{1,3}CHỦ\s{1,3}NGHĨA\s{1,3}VIỆT\s{1,3}NAM"
    r"|ĐẢNG CỘNG SẢN VIỆT NAM {0,20}$)",
    re.MULTILINE,
)
_RECIPIENTS = pattern(r"^ {0,20}nơi nhận ?:?", re.MULTILINE)
_URL = pattern(
    r"(?:https?://|www\.)\S{3,80}|[a-z0-9-]{2,30}(?:\.[a-z0-9-]{2,20}){0,2}\.(?:gov|dcs|org|com|edu|net)?\.?vn\b"
)
_IMAGE_FILE = pattern(r"[\w .()-]{1,60}\.(?:jpe?g|png|gif|bmp|webp)")
_CREDIT = pattern(r"\(? ?(?:ảnh|nguồn ảnh)(?: minh họa)? ?[:.] ?[^\n]{1,60}$|\((?:ảnh)[^)\n]{0,60}\)")
_SOURCE_PREFIX = pattern(
    rf"[({{\[] ?(?P<name>[{UPPER}][{UPPER}&Đ0-9]{{1,9}}|[A-Za-z0-9.-]{{3,30}}\.vn) ?[)\]}}] ?[-:] ?"
)
_NAME = rf"(?:[{UPPER}][{LETTER}]{{0,9}}|[{UPPER}](?:\.[{UPPER}{LOWER}][{LETTER}]{{0,8}}){{1,3}})\.?"
_BYLINE = pattern(
    rf"(?P<name>{_NAME}(?:[ ]{_NAME}){{0,4}})"
    rf"(?P<more>(?: ?[-,/&] ?| và | - Ảnh: ?|\.? Ảnh: ?){_NAME}(?:[ ]{_NAME}){{0,5}}){{0,3}}"
    rf"(?: ?\((?P<agency>[^()\n]{{2,30}})\))?"
)
_DONE = pattern(r"(?:tổng hợp|(?:lược )?(?:ghi|dịch|thuật)|biên (?:dịch|soạn)|thực hiện|theo .{1,20}|ảnh.{0,20})")
_DEGREE = pattern(r"(?:(?:PGS|GS|TS|ThS|BS|KS|LS|NSƯT|NSND)[.,]? ?){1,3}")


@cache
def _furniture() -> re.Pattern[str]:
    entries = lexicon.load("layout_furniture", _Furniture)
    whole = "|".join(re.escape(e.text) for e in entries if e.at == "line")
    prefix = "|".join(re.escape(e.text) for e in entries if e.at == "start")
    # The buttons of a page run into each other: "In tin bàiLưu tin bài".
    return re.compile(rf"(?:{whole})\W*$|(?:{prefix})[^\n]{{0,100}}$")


@cache
def _labels() -> tuple[dict[str, str], re.Pattern[str]]:
    kinds = {e.label: e.kind for e in lexicon.load("layout_label", _Label)}
    words = "|".join(re.escape(w) for w in sorted(kinds, key=len, reverse=True))
    return dict(kinds), re.compile(rf"\W{{0,3}}(?<!\w)(?P<label>{words})(?P<colon> ?:|(?!\w))\s*")


@cache
def _publishers() -> re.Pattern[str]:
    words = "|".join(re.escape(e.prefix) for e in lexicon.load("layout_publisher", _Publisher))
    return re.compile(rf"(?:{words})(?!\w)")


@cache
def _captions() -> re.Pattern[str]:
    words = "|".join(re.escape(e.opening) for e in lexicon.load("layout_caption", _Caption))
    return re.compile(rf"(?:{words})(?!\w)")


@cache
def _document_types() -> re.Pattern[str]:
    names = sorted((e.name for e in lexicon.load("layout_document_type", _DocumentType)), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})$")


_DIGIT = pattern(r"\d")
_SECTION_AFTER = pattern(r"[|-] ?[^\W\d][^\d|]{1,39}")
_YEARS_ALONE = pattern(r"\d{4}(?: ?- ?\d{4})?")
# Who issues a document stands in capitals between its title and its legal grounds.
_ISSUES = pattern(
    r"(?:chính phủ|quốc hội|thủ tướng|chủ tịch|bộ trưởng|giám đốc|hội đồng nhân dân|ủy ban|ban chấp hành|ban thường vụ|"
    r"bộ chính trị|ban bí thư|tổng cục trưởng|cục trưởng|thống đốc|chánh án|viện trưởng|tổng kiểm toán|bộ )(?!\w)"
)
_PRESS = pattern(r"(?:báo|ttx|đài|tạp chí|cổng|vov|vtv|vgp|vnexpress|vietnam|online|tin tức|\.vn|\.com|lđo|nld|nlđ)")
_CREDITED = pattern(r"(?:Bài và ảnh|Bài, ảnh|Ảnh và bài|Tin, ảnh|Tin và ảnh|Tin, bài|Bài) ?: ?(?P<name>[^\n:]{4,50})$")
_LEGAL_BODY = pattern(r"(?:căn cứ|thực hiện|ngày|để|điều \d|kính gửi|phần|chương|xét|theo|nhằm|trong|i\.|1\.)(?!\w)")


def read_layout(view: View) -> Layout:
    """The layout of a text."""
    return _Reader(view).read()


class _Reader:
    """Reads one text. Everything it keeps is in view offsets."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.lines = _lines(view.text)
        self.kinds: dict[int, ZoneKind] = {}
        self.extra: list[Zone] = []  # zones that begin or end within a line
        self.official = False
        self.title: tuple[int, int] | None = None
        self.author: str | None = None
        self.publisher: str | None = None
        self.published: str | None = None
        self.published_span: tuple[int, int] | None = None
        self.page_view_span: tuple[int, int] | None = None

    def read(self) -> Layout:
        if not self.lines:
            return Layout()
        self._mark_short_lines()
        header = self._header()
        self._official()
        if self.official:
            self._official_title()
        else:
            self._article_head(header)
            self._tail()
            self._captions()
        zones = self._zones()
        return Layout(
            zones=zones,
            title=self.view.written(*self.title) if self.title else None,
            published=self.published,
            publisher=self.publisher,
            author=self.author,
            published_span=self.published_span,
            page_view_span=self.page_view_span,
            official=self.official,
            _starts=tuple(zone.start for zone in zones),
        )

    # Lines ------------------------------------------------------------------------------------------------------

    def _lower(self, line: _Line) -> str:
        return self.view.lower[line.start : line.end]

    def _mark_short_lines(self) -> None:
        """Furniture and captions: what a short line tells by itself."""
        furniture = _furniture()
        for index, line in enumerate(self.lines):
            if line.end - line.start > _SHORT:
                continue
            low = self._lower(line)
            if furniture.match(low) or _IMAGE_FILE.fullmatch(low):
                self.kinds[index] = "furniture"
            elif _URL.fullmatch(low):
                self.kinds[index] = "masthead" if index < _HEAD else "furniture"
            elif _CREDIT.search(low) or (low.endswith("|") and len(low) > 8):
                self.kinds[index] = "caption"

    # The date of a portal page ----------------------------------------------------------------------------------

    def _header(self) -> _Header | None:
        """The header line with the date of publication; the page-view date is marked on the way."""
        found: list[_Header] = []
        last = len(self.lines) - 1
        body = False
        for index, line in enumerate(self.lines):
            if index >= _HEAD and index < last - _TAIL:
                continue
            head = self._stamp(index, line)
            # A bare date is a header only above the body; below it, a form or a table.
            if head is not None and not (body and head.kind in ("day", "weekday")):
                found.append(head)
            body = body or line.end - line.start > _SHORT
        view_date = next((h for h in found if self._is_page_view(h)), None)
        if view_date is not None:
            self.kinds[view_date.line] = "masthead"
            self.page_view_span = (view_date.start, view_date.end)
        rank = {"labelled": 0, "clock": 1, "day": 2, "weekday": 2, "updated": 3}
        usable = [h for h in found if h is not view_date and h.kind in rank]
        if not usable:
            return None
        best = min(usable, key=lambda h: (rank[h.kind], h.start))
        self.published, self.published_span = best.value, (best.start, best.end)
        if self.kinds.get(best.line) != "byline":
            self.kinds[best.line] = "dateline"
        return best

    def _is_page_view(self, header: _Header) -> bool:
        """A bare day at the top of a page, before anything else, or one called today."""
        if header.kind == "today":
            return True
        return header.kind == "weekday" and all(
            self.kinds.get(i) in ("furniture", "masthead") for i in range(header.line)
        )

    def _stamp(self, index: int, line: _Line) -> _Header | None:
        text = self._lower(line)
        if len(text) > _SHORT:
            return self._stamp_in_paragraph(index, line)
        found = _STAMP.search(text) if _YEAR.search(text) else None
        value = _stamp_value(found) if found else None
        if found is None or value is None:
            return None
        start, end = line.start + found.start(), line.start + found.end()
        if found["ah"] is None and found["bh"] is None:
            start += 5 if text.startswith("ngày ", found.start()) else 0
        label = self._date_label(text[: found.start() + (5 if text.startswith("ngày ", found.start()) else 0)])
        if label is not None:
            return _Header(index, start, end, value, label)
        rest = _BESIDE.sub("", text[: found.start()] + " " + text[found.end() :])
        if rest:
            return self._stamp_beside_name(index, line, text, found, value)
        if "hôm nay" in text or "bây giờ" in text:
            return _Header(index, start, end, value, "today")
        if "T" in value:
            return _Header(index, start, end, value, "clock")
        weekday = text.startswith(("thứ ", "chủ nhật"))
        return _Header(index, start, end, value, "weekday" if weekday else "day")

    def _date_label(self, before: str) -> Literal["labelled", "updated"] | None:
        """The kind of the label that a date stands behind: "Ngày đăng: ", "Tác giả: Lê Mận  Cập nhật lúc "."""
        kinds, labels = _labels()
        last = None
        for found in labels.finditer(before):
            if kinds[found["label"]] in ("published", "updated") and not _BESIDE.sub("", before[found.end() :]):
                last = kinds[found["label"]]
        if last is None:
            return None
        return "labelled" if last == "published" else "updated"

    def _stamp_beside_name(
        self, index: int, line: _Line, text: str, found: re.Match[str], value: str
    ) -> _Header | None:
        """ "Lê Mận | 08:40 08/02/2017", "Chính trị - 12/5/2017", "12/5/2017 08:40 | Chính trị": a name or a section."""
        before, after = text[: found.start()].rstrip(), text[found.end() :].strip(" )]")
        if not before and _SECTION_AFTER.fullmatch(after):
            return _Header(index, line.start + found.start(), line.start + found.end(), value, "clock")
        if after.strip("|") or not before.endswith(("|", "-", ",", "(")) or _DIGIT.search(before):
            return None
        if len(before) > (60 if "T" in value else 30) or ("T" not in value and before[-1] not in "|-"):
            return None
        kind: Literal["clock", "day"] = "clock" if "T" in value else "day"
        return _Header(index, line.start + found.start(), line.start + found.end(), value, kind)

    def _stamp_in_paragraph(self, index: int, line: _Line) -> _Header | None:
        """A stamp at either end of a flattened text: "[17/05/2017 17:49:47] Chiều …", "… | 08:40 08/02/2017"."""
        lower = self.view.lower
        opening = re.compile(r"[\[(]").match(lower, line.start)
        if opening:
            found = _STAMP.match(lower, opening.end(), min(line.end, opening.end() + 60))
            if found and lower[found.end() : found.end() + 4].lstrip(" :0123456789")[:1] in ("]", ")"):
                value = _stamp_value(found)
                if value and "T" in value:
                    return _Header(index, found.start(), found.end(), value, "clock")
        tail_start = max(line.start, line.end - 40)
        bar = lower.rfind("|", tail_start, line.end)
        if index == len(self.lines) - 1 and bar >= 0:
            found = _STAMP.match(lower, bar + 1 + (lower[bar + 1 : bar + 2] == " "), line.end)
            value = _stamp_value(found) if found else None
            if found and value and "T" in value and found.end() == line.end:
                self.extra.append(Zone("dateline", found.start(), found.end()))
                return _Header(index, found.start(), found.end(), value, "clock")
        return None

    # Official documents -----------------------------------------------------------------------------------------

    def _official(self) -> None:
        """The motto or a dateline makes a document official; the dateline says when it was put out."""
        if len(self.lines) < 3:
            return
        head_end = self.lines[min(_HEAD, len(self.lines)) - 1].end
        last = min(head_end, 1500)
        motto = _MOTTO.search(self.view.text, 0, last) if self.view.text.find("CỘNG", 0, last) >= 0 else None
        tail_start = self.lines[max(0, len(self.lines) - 60)].start
        recipients = "nơi nhận" in self.view.lower and _RECIPIENTS.search(self.view.lower, tail_start)
        dateline = self._find_dateline(0, min(head_end, 2500))
        if dateline is None and (motto or recipients):
            dateline = self._find_dateline(max(head_end, tail_start), len(self.view.text))
        self.official = bool(motto or dateline or recipients) and self._opens_official(motto)
        if not self.official:
            return
        if dateline is not None:
            self.published = _dateline_value(dateline)
            self.published_span = dateline.span("date" if dateline["d"] else "month")
            self._mark(dateline.start(), dateline.end(), "dateline")
        if motto:
            self._official_masthead(motto)
        if recipients:
            self._recipients(recipients.start())

    def _opens_official(self, motto: re.Match[str] | None) -> bool:
        """Whether the head is that of an office: capitals from the first line on. An article may reprint a document."""
        if motto is None:
            return self._in_capitals(self.lines[0]) or self._lower(self.lines[0]).startswith(("kính gửi", "số"))
        above = [line for line in self.lines[:_HEAD] if line.start < motto.start()]
        return all(self._in_capitals(line) or self._lower(line).startswith(("số", "nghị quyết số")) for line in above)

    def _in_capitals(self, line: _Line) -> bool:
        letters = [c for c in self.view.text[line.start : line.end] if c.isalpha()]
        return 5 * sum(c.isupper() for c in letters) >= 4 * len(letters)

    def _find_dateline(self, start: int, end: int) -> re.Match[str] | None:
        """ "An Sơn, ngày 5 tháng 6 năm 2019" at the start of a line, with nothing after it."""
        at = start
        while at < end:
            comma = self.view.lower.find("ngày", at, end)
            if comma < 0:
                return None
            at = comma + 4
            index = max(0, bisect_right(self.lines, comma, key=lambda line: line.start) - 1)
            for first in (index, index - 1):
                if first < 0 or comma - self.lines[first].start > 90:
                    continue
                found = _DATELINE.match(self.view.text, self.lines[first].start)
                if found and found.start("date") == comma and self._nothing_after(found.end()):
                    value = _dateline_value(found)
                    if value:
                        return found
        return None

    def _nothing_after(self, place: int) -> bool:
        end = self.view.line(place)[1]
        return end - place <= 6 and not any(c.isalnum() for c in self.view.text[place:end])

    def _official_masthead(self, motto: re.Match[str]) -> None:
        start, end = motto.span()
        self._mark(self.lines[0].start, end, "masthead")
        body_end = re.compile(r"\n\s*(?:nghị quyết |quyết định )?số\s*:|\n\s*-{3,}|\n\s*\*|$").search(
            self.view.lower, self.lines[0].start, start
        )
        first = self.lines[0].start
        stop = body_end.start() if body_end else start
        name = self.view.text[first:stop].strip(" \n/-*_")
        if 4 < len(name) < 160:
            offset = self.view.text.find(name, first)
            self.publisher = self.view.written(offset, offset + len(name))

    def _official_title(self) -> None:
        """ "KẾ HOẠCH" and the lines below it that say what of."""
        types = _document_types()
        for index, line in enumerate(self.lines[:_HEAD]):
            low = self._lower(line)
            joined = low
            last = index
            if index + 1 < len(self.lines) and len(low) < 12 and not types.match(low):
                joined, last = f"{low} {self._lower(self.lines[index + 1])}", index + 1
            if not types.match(" ".join(joined.split())) or not self.view.text[line.start].isupper():
                continue
            if self.view.text[line.start : line.end] != self.view.text[line.start : line.end].upper():
                continue
            end = self._title_end(last)
            self.title = (line.start, end)
            self._mark(line.start, end, "title")
            return

    def _title_end(self, index: int) -> int:
        """Where the lines end that say what a document is of: before its legal grounds, its issuer or its text."""
        first = end = self.lines[index].end
        for line in self.lines[index + 1 : index + 9]:
            low = self._lower(line)
            apart = self.view.text.count("\n", end, line.start) > 1
            if self._in_capitals(line):
                if (apart and _ISSUES.match(low)) or line.end - line.start > _LONG_TITLE:
                    break
            elif (apart and end > first) or _LEGAL_BODY.match(low) or line.end - line.start > _SHORT:
                break
            if not any(c.isalpha() for c in low) and not _YEARS_ALONE.fullmatch(low):
                break
            end = line.end
            if self.view.text[line.end - 1] in ".;":
                break
        return end

    def _recipients(self, start: int) -> None:
        """The list of recipients: "Nơi nhận:" and the lines with a dash after it; who signs is not part of it."""
        index = max(0, bisect_right(self.lines, start, key=lambda line: line.start) - 1)
        if self.lines[index].start < start:
            index += 1
        self.kinds[index] = "furniture"
        for at in range(index + 1, len(self.lines)):
            line = self.lines[at]
            text = self.view.text[line.start : line.end]
            if text[0] in "-+*" or text[-1] in ";," or (text[-1] == "." and "lưu" in text.lower()):
                self.kinds[at] = "furniture"
            else:
                break

    # Articles ---------------------------------------------------------------------------------------------------

    def _article_head(self, header: _Header | None) -> None:
        """Title, publisher and what stands above them."""
        in_head = header is not None and header.line < _HEAD
        candidates: list[int] = []
        for index, line in enumerate(self.lines[:_HEAD]):
            if header is not None and in_head and index == header.line:
                if candidates:
                    break
                continue
            kind = self.kinds.get(index)
            if kind in ("furniture", "masthead", "dateline"):
                continue
            if kind is None and not self._may_be_title(line):
                break
            if kind is None:
                candidates.append(index)
            if not in_head and len(candidates) == 3:
                break
        above = self._publisher(candidates)
        candidates = [i for i in candidates if i not in above]
        above_date = header is not None and in_head and bool(candidates) and candidates[-1] < header.line
        title = (candidates[-1] if above_date else candidates[0]) if candidates else None
        if above_date and len(candidates) > 1 and self._names_author(candidates[-1]):
            title = candidates[-2]
        if title is None:
            self._title_before_source()
            return
        if not self._has_text_after(title):
            return
        end = self.lines[title].end
        if _document_types().fullmatch(self._lower(self.lines[title])):
            end = self._title_end(title)  # "NGHỊ QUYẾT" alone says nothing
        self.title = (self.lines[title].start, end)
        self._mark(self.lines[title].start, end, "title")
        for index in range(title):
            if self.kinds.get(index) is None:
                self.kinds[index] = "masthead"

    def _names_author(self, index: int) -> bool:
        """A byline between the title and the date."""
        line = self.lines[index]
        text = self.view.text[line.start : line.end]
        if len(text) > 40 or text.isupper() or not self._is_byline(line.start, text):
            return False
        self.kinds[index] = "byline"
        return True

    def _may_be_title(self, line: _Line) -> bool:
        text = self.view.text[line.start : line.end]
        if len(text) > _TITLE or not any(c.isalpha() for c in text) or text[0] in "-+*•":
            return False
        if _SOURCE_PREFIX.match(text) or text.lower().startswith(("số:", "số :")):
            return False
        if (degree := _DEGREE.match(text)) and _BYLINE.fullmatch(text[degree.end() :]):
            return False  # who wrote it stands above the text
        if text.endswith((";", ":", ",")) or (text.endswith(".") and not text.endswith("...")):
            return False
        return not (len(text) > 200 and "," in text and ". " in text)

    def _has_text_after(self, index: int) -> bool:
        """A title has a text below it that is longer than itself."""
        title = self.lines[index]
        return self.lines[-1].end - title.end > title.end - title.start

    def _publisher(self, candidates: list[int]) -> set[int]:
        """The lines at the top that name whose page it is, and what section: not titles."""
        above: set[int] = set()
        for position, index in enumerate(candidates[:-1]):
            line = self.lines[index]
            text = self._lower(line)
            if len(text) > 90 or len(text.split()) > 12:
                break
            first = text.split("|")[0].strip()
            if _publishers().match(text):
                if self.publisher is None:
                    self.publisher = self.view.written(line.start, line.start + len(first))
                above.add(index)
            elif "|" in text or (above and len(text.split()) <= 4) or _is_crumb(text):
                above.add(index)
            elif position == 0:
                break
        if self.publisher is None and len(candidates) == 1:
            self._publisher_before(candidates[0])
        return above

    def _publisher_before(self, index: int) -> None:
        for line in self.lines[:index]:
            text = self._lower(line)
            if len(text) <= 90 and _publishers().match(text):
                first = text.split("|")[0].strip()
                self.publisher = self.view.written(line.start, line.start + len(first))
                return

    def _title_before_source(self) -> None:
        """Flattened news: "Title (NLĐ) - Ngày 3-2, …"; also a paragraph that opens with its source."""
        line = self.lines[0]
        window = self.view.text[line.start : min(line.end, line.start + _TITLE)]
        for found in _SOURCE_PREFIX.finditer(window):
            name = line.start + found.start("name")
            self.publisher = self.publisher or self.view.written(name, line.start + found.end("name"))
            title = window[: found.start()].rstrip()
            if len(title) > 15 and not title.endswith((".", ",")):
                self.title = (line.start, line.start + len(title))
                self.extra.append(Zone("title", *self.title))
            return

    def _captions(self) -> None:
        """Short lines without a full stop between paragraphs, and short lines under a picture."""
        body_seen = False
        for index, line in enumerate(self.lines):
            kind = self.kinds.get(index)
            size = line.end - line.start
            body_seen = body_seen or (kind is None and size > _SHORT) or kind == "title"
            if kind is not None or size > _SHORT or not body_seen:
                continue
            previous = self.lines[index - 1]
            after_image = self.kinds.get(index - 1) == "furniture" and (
                self._lower(previous) == "[img]" or _IMAGE_FILE.fullmatch(self._lower(previous)) is not None
            )
            low = self._lower(line)
            if after_image or (low[-1] not in ".;:?!…," and _captions().match(low)):
                self.kinds[index] = "caption"

    # The tail of an article -------------------------------------------------------------------------------------

    def _tail(self) -> None:
        """Labels, byline and source at the end (or right under the title)."""
        last = len(self.lines) - 1
        for index in [*range(min(_HEAD, last + 1)), *range(max(_HEAD, last - _TAIL), last + 1)]:
            if self.kinds.get(index) in (None, "dateline", "caption"):
                self._labelled(index)
        if self.author is None:
            self._byline_line()
        if self.author is None:
            self._byline_at_end()

    def _labelled(self, index: int) -> None:
        line = self.lines[index]
        if line.end - line.start > _SHORT:
            return
        kinds, pattern = _labels()
        found = pattern.match(self._lower(line))
        if found is None or ":" not in found["colon"]:
            return
        kind = kinds[found["label"]]
        start, end = line.start + found.end(), line.end
        value = self.view.text[start:end]
        if kind == "author":
            name = re.split(r" - | \| |\(|;", value)[0].strip(" .-")
            if self.author is None and _BYLINE.fullmatch(name):
                offset = self.view.text.find(name, start)
                self.author = self.view.written(offset, offset + len(name))
                self.kinds[index] = "byline"
        elif kind == "source" and value:
            self.publisher = self.publisher or self.view.written(start, end)
            self.kinds[index] = "byline"

    def _byline_line(self) -> None:
        """A line of its own with nothing but a name, after the body."""
        seen = 0
        for index in range(len(self.lines) - 1, max(0, len(self.lines) - _TAIL), -1):
            line = self.lines[index]
            if self.kinds.get(index) in ("furniture", "dateline", "byline"):
                continue
            text = self.view.text[line.start : line.end].strip("./ ")
            if len(text) <= 60 and self._signs(index) and _BYLINE.fullmatch(text):
                return
            if len(text) <= 60 and self._is_byline(line.start, text):
                self.kinds[index] = "byline"
                return
            seen += self.kinds.get(index) != "caption"
            if seen > 2:  # a flattened summary may follow the byline, no more
                return

    def _signs(self, index: int) -> bool:
        """Whether a post in capitals stands above the name: who signs is no author."""
        above = self.lines[index - 1]
        return above.end - above.start <= 80 and self._in_capitals(above) and self.kinds.get(index - 1) is None

    def _byline_at_end(self) -> None:
        """Flattened news: "… giải pháp. Lê Mận" on the last line."""
        line = self.lines[-1]
        if self.published_span and line.start <= self.published_span[0] < line.end:
            return
        window_start = max(line.start, line.end - 110)
        window = self.view.text[window_start : line.end]
        credited = _CREDITED.search(window.rstrip("./ "))
        if credited and self._is_byline(window_start + credited.start("name"), credited["name"].strip("./ ")):
            self.extra.append(Zone("byline", window_start + credited.start(), line.end))
            return
        cut = None
        for found in re.compile(r"(?:[.!?…](?:/\.)?[\"')\]]{0,3}|/\.) +").finditer(window):
            cut = found.end()
            rest = window[cut:].strip("./ ")
            if 3 < len(rest) <= 60 and self._is_byline(window_start + cut, rest):
                self.extra.append(Zone("byline", window_start + cut, line.end))
                return

    def _is_byline(self, start: int, text: str) -> bool:
        degree = _DEGREE.match(text)
        bare = text[degree.end() :] if degree else text
        if bare.startswith("Theo "):
            return True  # a source, not an author
        found = _BYLINE.fullmatch(bare)
        if found is None:
            return False
        words = found["name"].split()
        if len(words) < 2 and "." not in found["name"]:
            return False
        names = re.split(r"\.? Ảnh: ?| - Ảnh: ?|/|\(", found[0])[0].rstrip(" .-,")
        offset = self.view.text.find(names, start)
        self.author = self.view.written(offset, offset + len(names))
        if found["agency"] and self.publisher is None and _is_press(found["agency"]):
            at = self.view.text.find(found["agency"], offset)
            self.publisher = self.view.written(at, at + len(found["agency"]))
        return True

    # Zones ------------------------------------------------------------------------------------------------------

    def _mark(self, start: int, end: int, kind: ZoneKind) -> None:
        first = max(0, bisect_right(self.lines, start, key=lambda line: line.start) - 1)
        for index in range(first, len(self.lines)):
            if self.lines[index].start >= end:
                break
            self.kinds[index] = kind

    def _zones(self) -> tuple[Zone, ...]:
        """Lines of one kind that follow each other as one zone; parts of a line cut out of their line."""
        zones: list[Zone] = []
        extra = sorted(self.extra, key=lambda zone: zone.start)
        for index, line in enumerate(self.lines):
            pieces = [Zone(self.kinds.get(index, "body"), line.start, line.end)]
            while extra and extra[0].start < line.end:
                part = extra.pop(0)
                whole = pieces.pop()
                if whole.start < part.start:
                    pieces.append(Zone(whole.kind, whole.start, part.start))
                pieces.append(part)
                if part.end < whole.end:
                    pieces.append(Zone(whole.kind, part.end, whole.end))
            for piece in pieces:
                if zones and zones[-1].kind == piece.kind:
                    zones[-1] = Zone(piece.kind, zones[-1].start, piece.end)
                else:
                    zones.append(piece)
        return tuple(zones)


def _lines(text: str) -> list[_Line]:
    """The lines with text in them."""
    lines = []
    start = 0
    for number, raw in enumerate(text.split("\n")):
        stripped = raw.strip()
        if stripped:
            begin = start + len(raw) - len(raw.lstrip())
            lines.append(_Line(begin, begin + len(stripped), number))
        start += len(raw) + 1
    return lines


def _is_press(agency: str) -> bool:
    """Whether what stands in brackets behind a byline publishes news ("TTXVN", "Báo An Bình"), and is no office."""
    low = agency.lower()
    return not _DONE.fullmatch(low) and (bool(_PRESS.search(low)) or (agency.isupper() and " " not in agency))


def _is_crumb(text: str) -> bool:
    """A path through a site: "Trang chủ > Tin tức", "Tin tức - Sự kiện"."""
    return (
        " > " in text
        or " » " in text
        or text in ("tin tức", "tin tức - sự kiện", "tin hoạt động", "thời sự", "chính trị")
    )


def _stamp_value(found: re.Match[str]) -> str | None:
    """The ISO value of a stamp; None if there is no such day."""
    for side in ("a", "b"):
        year = found[f"{side}y"] or found[f"{side}y2"]
        if year is None:
            continue
        month = int(found[f"{side}mo"] or found[f"{side}mo2"])
        day = int(found[f"{side}d"] or found[f"{side}d2"])
        value = _iso(int(year), month, day)
        hour = found[f"{side}h"]
        if value is None or hour is None:
            return value
        number = int(hour)
        half = found[f"{side}half"]
        if half in ("pm", "ch") and number < 12:
            number += 12
        return f"{value}T{number:02d}:{found[f'{side}m']}"
    return None


def _dateline_value(found: re.Match[str]) -> str | None:
    if found["d"]:
        return _iso(int(found["y"]), int(found["m"]), int(found["d"]))
    month = int(found["m"])
    return f"{found['y']}-{month:02d}" if 1 <= month <= 12 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
