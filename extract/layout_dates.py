"""When a page was put out: the header line of a portal page, the dateline of a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import Literal

from extract.layout_page import HEAD, SHORT, TAIL, Header, Line, Page, Zone, label_words, publishers
from extract.lazy import pattern
from extract.letters import UPPER
from extract.parts import layout as parts

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
_BESIDE = parts.pattern(
    r"thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|hôm nay|bây giờ là|gmt ?[+]? ?7|utc ?[+]? ?7|[+]07:?00"
    r"|(?:số )?lượt (?:xem|đọc|truy cập) ?:? ?[\d.]{0,9}|(?:đã )?xem ?:? ?[\d.]{1,9}|views? ?:? ?[\d.]{0,9}"
    r"|{beside_date}|a[+-]|[\s,|()\[\]•·:;+./-]"
)


_DATELINE = pattern(
    rf"(?P<place>(?!Hôm nay)[{UPPER}][^\n\d,;:()]{{1,40}}(?:\n[^\n\d,;:()]{{1,40}})?),\s{{0,4}}"
    r"(?P<date>(?P<day>[Nn]gày\s{1,4}(?P<d>[0-3]?\d)\s{1,4}|[Nn]gày[\s.…_]{1,12})"
    r"(?P<month>tháng\s{1,4}(?P<m>[01]?\d)\s{1,4}năm\s{1,4}(?P<y>[12]\d{3})))(?!\d)"
)


_DIGIT = pattern(r"\d")


_SECTION_AFTER = pattern(r"[|-] ?[^\W\d][^\d|]{1,39}")


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


def dateline_value(found: re.Match[str]) -> str | None:
    """The ISO day or month of a dateline, None where it is none of the calendar."""
    if found["d"]:
        return _iso(int(found["y"]), int(found["m"]), int(found["d"]))
    month = int(found["m"])
    return f"{found['y']}-{month:02d}" if 1 <= month <= 12 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


class Dates(Page):
    """Reads the dates of a page."""

    def header(self) -> Header | None:
        """The header line with the date of publication; the page-view date is marked on the way."""
        found: list[Header] = []
        last = len(self.lines) - 1
        body = False
        for index, line in enumerate(self.lines):
            if index >= HEAD and index < last - TAIL:
                continue
            head = self._stamp(index, line)
            # A bare date is a header only above the body; below it, a form or a table.
            if head is not None and not (body and head.kind in ("day", "weekday")):
                found.append(head)
            body = body or line.end - line.start > SHORT
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

    def _is_page_view(self, header: Header) -> bool:
        """A bare day at the top of a page, before anything else, or one called today."""
        if header.kind == "today":
            return True
        return header.kind == "weekday" and all(
            self.kinds.get(i) in ("furniture", "masthead") for i in range(header.line)
        )

    def _stamp(self, index: int, line: Line) -> Header | None:
        text = self.lower(line)
        if len(text) > SHORT:
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
            return Header(index, start, end, value, label)
        rest = _BESIDE.sub("", text[: found.start()] + " " + text[found.end() :])
        if rest:
            return self._stamp_beside_name(index, line, text, found, value)
        if "hôm nay" in text or "bây giờ" in text:
            return Header(index, start, end, value, "today")
        if "T" in value:
            return Header(index, start, end, value, "clock")
        weekday = text.startswith(("thứ ", "chủ nhật"))
        return Header(index, start, end, value, "weekday" if weekday else "day")

    def _date_label(self, before: str) -> Literal["labelled", "updated"] | None:
        """The kind of the label that a date stands behind: "Ngày đăng: ", "Tác giả: Lê Mận  Cập nhật lúc "."""
        kinds, labels = label_words()
        last = None
        for found in labels.finditer(before):
            if kinds[found["label"]] in ("published", "updated") and not _BESIDE.sub("", before[found.end() :]):
                last = kinds[found["label"]]
        if last is None:
            return None
        return "labelled" if last == "published" else "updated"

    def _stamp_beside_name(self, index: int, line: Line, text: str, found: re.Match[str], value: str) -> Header | None:
        """ "Lê Mận | 08:40 08/02/2017", "Chính trị - 12/5/2017", "Báo An Sơn, 12/5/2017": a name or a section."""
        before, after = text[: found.start()].rstrip(), text[found.end() :].strip(" )]")
        if not before and _SECTION_AFTER.fullmatch(after):
            return Header(index, line.start + found.start(), line.start + found.end(), value, "clock")
        if after.strip("|") or not before.endswith(("|", "-", ",", "(")) or _DIGIT.search(before):
            return None
        if len(before) > (60 if "T" in value else 30) or (
            "T" not in value and not (before[-1] in "|-" or publishers().match(text))
        ):
            return None
        kind: Literal["clock", "day"] = "clock" if "T" in value else "day"
        return Header(index, line.start + found.start(), line.start + found.end(), value, kind)

    def _stamp_in_paragraph(self, index: int, line: Line) -> Header | None:
        """A stamp at either end of a flattened text: "[17/05/2017 17:49:47] Chiều …", "… | 08:40 08/02/2017"."""
        lower = self.view.lower
        opening = re.compile(r"[\[(]").match(lower, line.start)
        if opening:
            found = _STAMP.match(lower, opening.end(), min(line.end, opening.end() + 60))
            if found and lower[found.end() : found.end() + 4].lstrip(" :0123456789")[:1] in ("]", ")"):
                value = _stamp_value(found)
                if value and "T" in value:
                    return Header(index, found.start(), found.end(), value, "clock")
        tail_start = max(line.start, line.end - 40)
        bar = lower.rfind("|", tail_start, line.end)
        if index == len(self.lines) - 1 and bar >= 0:
            found = _STAMP.match(lower, bar + 1 + (lower[bar + 1 : bar + 2] == " "), line.end)
            value = _stamp_value(found) if found else None
            if found and value and "T" in value and found.end() == line.end:
                self.extra.append(Zone("dateline", found.start(), found.end()))
                return Header(index, found.start(), found.end(), value, "clock")
        return None

    def find_dateline(self, start: int, end: int) -> re.Match[str] | None:
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
                    value = dateline_value(found)
                    if value:
                        return found
        return None

    def _nothing_after(self, place: int) -> bool:
        end = self.view.line(place)[1]
        return end - place <= 6 and not any(c.isalnum() for c in self.view.text[place:end])
