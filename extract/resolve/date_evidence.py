"""What a document tells of its own time: each year that it names, and in what capacity.

A year told of as past ("năm 2019 đạt …") says something else of the day on which the text was written than one planned
for, compared with, aimed at or borne by the name of an event. `gather` lists what there is to hear; how much each kind
says is in `date_now`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from extract import anchors
from extract.finders.date_candidate import DateCandidate
from extract.finders.date_words import counts
from extract.lazy import pattern
from extract.parts import date as parts
from extract.resolve.date_calendar import lunar_years
from extract.resolve.date_document import Document
from extract.resolve.date_value import span


class Evidence(NamedTuple):
    """A year named in a capacity (`kind`), the first and last month meant, where it is not the whole year, and the
    day, where one is meant."""

    kind: str
    year: int
    low: int | None = None
    high: int | None = None
    day: int | None = None


_AHEAD = parts.pattern(r"(?:sẽ|{ahead_word})(?!\w)[^.;!?\n]{0,40}$")
# Who was born when says nothing; what is behind other words with `sinh` does ("tuyển sinh năm 2017").
BORN = parts.pattern(r"(?<!\w){born} (?:vào )?$")
_IN_FORCE = parts.pattern(r"{in_force}(?!\w)[^.;!?\n]{0,40}$")
_FROM = pattern(r"(?<!\w)(?:từ|kể từ|tính từ)(?: (?:đầu|giữa|cuối))?\s{1,3}$")
_UNTIL = pattern(r"(?<!tính )(?:đến|tới|hết|trước)(?:\s(?:hết|trước|cuối|đầu)){0,2}\s{1,3}$")
_WILL_AFTER = parts.pattern(r"[^.;!?\n]{0,30}(?:sẽ|có thể|dự kiến|phấn đấu|{forecast})(?!\w)")
_IF_AFTER = pattern(r",? (?:nếu|mỗi năm)(?!\w)")
_WILL_BEFORE = parts.pattern(
    r"(?<!\w)(?:sẽ|dự kiến|phấn đấu|{forecast})(?: (?:trong|cả|của|riêng|hoàn thành|khởi công|triển khai)){0,2}\s{1,3}$"
)
# "Năm 2019, huyện đạt 5.000 tỷ đồng", "báo cáo kết quả công tác năm 2019": what is known of a year that is over.
_RESULT_AFTER = parts.pattern(r",?[^.;!?\n]{0,70}?(?<!\w){result_verb}(?!\w)[^.;!?\n]{0,40}?\d")
_PLAN_WORD = parts.pattern(r"(?<!\w)(?:{plan_word}|giao|sẽ|phải|cần)(?!\w)")
_REPORTED = parts.pattern(r"(?<!\w)(?:{outcome_word}|{report_word})(?!\w)[^.;!?\n]{0,60}$")
_INTO = pattern(r"(?<!\w)vào (?:đầu |giữa |cuối )?$")
# "tăng từ 12% lên 13% năm 2016": what is known of a whole year is told when it is over.
_RISEN_TO = pattern(r"(?<!\w)(?:lên|xuống)(?: còn| mức| tới| đến){0,2} \d[\d.,]{0,9} ?[^.;,()\n\d]{0,25}?(?<!trong) $")
_FORECAST = parts.pattern(r"(?<!\w)(?:sẽ|có thể|mục tiêu|dự kiến|phấn đấu|{forecast})(?!\w)[^.;!?\n]{0,90}$")
UP_TO = pattern(r"(?<!\w)(?:đến|tới|hết)\s{1,3}$")
_COUNTED_UP_TO = pattern(r"tính đến(?: hết| cuối)? $")
_FROM_NOW = pattern(r"từ nay (?:cho )?(?:đến|tới)(?: hết| cuối)? $")
# "Đến hết năm 2016, toàn vùng có 64 hợp tác xã": what was counted then.
_REACHED_AFTER = parts.pattern(
    r"(?:(?!phải|sẽ|cần|có thể|hoàn thành|mục tiêu|dự kiến|phấn đấu|{forecast})[^.;!?\n]){0,60}?"
    r"(?<!\w)(?:đã|có|còn|mới|là|{result_verb})(?!\w)(?! thể)[^.;!?\n]{0,30}?\d"
)
HORIZON = parts.pattern(
    r"(?:đến|tới|sau|giai đoạn|vào|{ahead_word}|{in_force})"
    r"(?:\s(?:đến|tới|hết|cuối|đầu|thi hành|kể|từ)){0,3}\s{0,3}$"
)
_SINCE = pattern(r"(?:từ|kể từ)\s(?:(?:đầu|giữa|cuối|sau)\s)?$")
_TO_NOW = pattern(r"[^.;\n]{0,20}(?:đến|tới)\s(?:nay|giờ)(?!\w)")
_COMPARED = pattern(
    r"(?:(?:so|với|hơn|từ|trước)|gấp [\d.,]{1,6} lần|"
    r"(?<!\w)từ (?:mức |khoảng |hơn |gần |trên )?\d[\d.,]{0,9} ?[^.;,()\n\d]{0,25}?)[ (]{1,3}$"
)
# "Kết quả thực hiện nhiệm vụ năm 2016": what was planned is looked back on.
_REPORTED_PLAN = parts.pattern(
    r"(?<!\w)(?:{outcome_word}|tình hình)(?!\w)[^.;!?\n,]{0,50}(?:thực hiện|hoàn thành)(?!\w)"
    r"[^.;!?\n,]{0,40}$|(?<!\w)đã hoàn thành(?!\w)[^.;!?\n,]{0,50}$"
)
_HELD_LATER = pattern(r"(?<!\w)(?:sẽ|đăng cai|chuẩn bị|tiến tới)(?!\w)[^.;!?\n]{0,80}$")
# "giảm 8% so với cùng kỳ năm 2019": the text tells of the year after.
_SAME_PERIOD = pattern(r"cùng kỳ(?: của)?\s{1,3}$")
_DUE = pattern(r"(?:sẽ|đến|tới|hoàn thành trong|hoàn thành vào|trước|phải)(?!\w)[^.;!?\n]{0,24}$")
_PLANNED = parts.pattern(r"[\s\S]*{plan_word}(?!\w)(?P<tail>[^.;!?\n]{0,60})$")
# "Giải thưởng An Sơn năm 2017": the year belongs to the name of something, mostly of that which is reported.
_ATTRIBUTE = pattern(
    r"(?<![^\W\d_])(?!(?:trong|của|từ|vào|là|hết|cả|riêng|đầu|cuối|giữa|các|hai|khi|ngay|như|và|theo|qua|ra|đã|được|"
    r"luật|nhiệm|tháng|quý)\s)(?:[^\W\d_]{2,12}|[ivx])(?: -)?[ \n]$"
)
# What is held each year anew is named with the year in which it is held.
_YEARLY = parts.pattern(r"(?<!\w){yearly_event}(?!\w)[^.;!?\n]{0,60}$")
# "Đại hội Công đoàn lần thứ V, nhiệm kỳ 2017-2022": the term begins with the congress that the text tells of.
_ELECTED = pattern(
    r"(?<!nghị quyết )(?<!tiến tới )(?<!chuẩn bị )(?<!trình )(?<!\w)đại hội(?!\w)(?:(?!bầu cử)[^.;!?\n]){0,110}$"
)
# "Sơ kết 5 năm thực hiện Luật An Sơn năm 2012", "sau 3 năm triển khai Nghị định 67/2014/NĐ-CP".
_ELAPSED = pattern(
    r"(?<!\d)(\d{1,2}) năm (?:thực hiện|triển khai|thi hành)(?!\w)"
    r"(?:(?!đến năm|tầm nhìn|giai đoạn)[^.;!?\n,(]|\.(?=\w)){0,100}?(?:năm |[/-])((?:19|20)\d\d)(?!\d)"
)
# "áp dụng từ ngày 1/1/2011. Qua hơn 6 năm thực hiện …"
_SINCE_THEN = pattern(
    r"((?:19|20)\d\d)(?![\d/-])[^\d\n]{0,60}(?<!\w)(?:qua|sau) (?:(?:hơn|gần|trên) )?(?P<years>\d{1,2})$"
)
_OBLIGED = parts.pattern(r"[^.;!?\n\d]{0,50}(?<!\w)(?:cần|phải|{request})(?!\w)")
_OBLIGED_BEFORE = parts.pattern(r"(?<!\w)(?:{request}|chỉ đạo|đặt ra|giao|phấn đấu)(?!\w)[^.;!?\n\d]{0,30}$")
_RESULT = parts.pattern(r"(?:{done_word}|trong)(?!\w)")
_TAKES_PLACE = parts.pattern(r"^[^.;!?\n]{0,40}(?:{event_act}|bắt đầu)(?!\w)(?! sẽ)")
_NEW_YEAR = pattern(r"(?<!\w)(?:tết|xuân)(?:\s[^\W\d_]{2,10}){0,5}[ ,(-]{1,3}$")
_IN_NUMBER = pattern(r"(?<![12]\d\d\d)(?<![12]\d\d\d )[/-]((?:19|20)\d\d)(?!\d)")
_OF_LAW = pattern(r"(?:luật|pháp lệnh)(?!\w).{0,120} năm ((?:19|20)\d\d)$", re.DOTALL)
# A year without a lead word behind a word: "Giải Bóng đá An Sơn 2017".
_IN_NAME = pattern(r"((?:19|20)(?<=[^\W\d_] ..)\d\d)(?!\w|[./,-]\d| ?%)")


def gather(document: Document) -> list[Evidence]:
    """The evidence of a document, in the order of the text; that of a page-view counter is left out."""
    view_span = document.context.layout.page_view_span
    found: list[Evidence] = []
    rows = _rows(document)
    for index, candidate in enumerate(document.candidates):
        if index in rows:
            found += [row for row in (rows[index],) if row is not None]
            continue
        if view_span is not None and candidate.start < view_span[1] and view_span[0] < candidate.end:
            continue
        if candidate.first.year is not None or (candidate.last is not None and candidate.last.year is not None):
            found += _of_candidate(document, candidate, index)
    for start, end in document.references:
        year = _IN_NUMBER.search(document.lower, start, end)
        law = _OF_LAW.match(document.lower, start, end)
        if year:
            found.append(Evidence("number", int(year[1])))
        elif law:
            found.append(Evidence("law", int(law[1])))
    found += [Evidence("new_year", year, 1, 2) for year in lunar_years(document.lower)]
    found += _elapsed(document)
    return found + _in_names(document)


def _rows(document: Document) -> dict[int, Evidence | None]:
    """The candidates that are of years in a row ("2014, 2015 và 2016"): the last with what the row tells, the others
    with None. What is told of such years is mostly told in the year after; what is to be done begins in the first."""
    candidates = document.candidates
    rows: dict[int, Evidence | None] = {}
    run: list[int] = []
    for index, candidate in enumerate(candidates):
        year = candidate.first.year if candidate.first.grain == "year" and candidate.last is None else None
        if run and year is not None:
            before = candidates[run[-1]]
            between = document.lower[before.end : candidate.start].strip(" \n")
            if before.first.year == year - 1 and between in (",", "và", ", và", "-", ";"):
                run.append(index)
                rows.update(dict.fromkeys(run))
                ahead = _WILL_AFTER.match(document.lower, candidate.end) or _IF_AFTER.match(
                    document.lower, candidate.end
                )
                first = candidates[run[0]].first.year
                rows[index] = Evidence("planned", first) if ahead and first is not None else Evidence("row_last", year)
                continue
        run = [index] if year is not None else []
    return rows


def _elapsed(document: Document) -> list[Evidence]:
    """The years in which a document of a known year has been carried out for as long as the text counts."""
    lower = document.lower
    found = []
    words = (" năm thực hiện", " năm triển khai", " năm thi hành", " năm áp dụng")
    for place in anchors.places(lower, words):
        start = place - 2 if lower[place - 2 : place].isdigit() else place - 1
        match = _ELAPSED.match(lower, max(0, start))
        before = _SINCE_THEN.search(lower, max(0, place - 90), place)
        if match:
            found.append(Evidence("elapsed", int(match[2]) + int(match[1])))
        elif before:
            found.append(Evidence("elapsed", int(before[1]) + int(before["years"])))
    return found


def _of_candidate(document: Document, candidate: DateCandidate, index: int) -> list[Evidence]:
    first, last = candidate.first, candidate.last
    grain = first.grain
    left = document.left(candidate)
    if grain == "decade" or BORN.search(left):
        return []
    if last is not None and grain == "year":
        assert first.year is not None
        assert last.year is not None
        kind = {"date.term": "term", "date.school_year": "school"}.get(candidate.rule, "period")
        if kind == "school":
            return [Evidence("school", first.year, 9, 9)]
        if kind == "term" and _ELECTED.search(document.left(candidate, 120)):
            kind = "elected"
        if kind == "period" and not (first.year % 5 in (0, 1) and (last.year - first.year) % 5 in (0, 4)):
            kind = "stretch"
        return [Evidence(f"{kind}_first", first.year), Evidence(f"{kind}_last", last.year)]
    if grain == "year":
        assert first.year is not None
        if _NEW_YEAR.search(left):
            return [Evidence("new_year", first.year, 1, 2)]
        return [Evidence(_capacity(document, candidate, left, index), first.year)]
    point = last if last is not None and last.year is not None else first
    assert point.year is not None
    _, start, end = span(point)
    if start is None or end is None:
        return []
    if document.issued(candidate):
        kind = "cited"
    elif grain == "day" and _IN_FORCE.search(left):
        kind = "in_force"
    elif grain == "day" and _UNTIL.search(left):
        kind = "until"
    elif grain == "day" and last is None and _FROM.search(left):
        kind = "from_day"
    elif grain == "month" and _TO_NOW.match(document.lower, candidate.end):
        return [Evidence("since_month", point.year, start.month, end.month)]
    else:
        kind = "half" if grain == "months" else grain
        if _AHEAD.search(left) or document.will(candidate):
            kind += "_ahead"
    return [Evidence(kind, point.year, start.month, end.month, start.day if grain == "day" else None)]


def _capacity(document: Document, candidate: DateCandidate, left: str, index: int) -> str:
    """In what capacity a year is named."""
    if _SINCE.search(left) and _TO_NOW.match(document.lower, candidate.end):
        return "since"
    if _SAME_PERIOD.search(left):
        return "same_period"
    if _COMPARED.search(left):
        return "compared"
    if _RISEN_TO.search(left) and not _FORECAST.search(document.left(candidate, 110)):
        return "risen"
    will = bool(_WILL_AFTER.match(document.lower, candidate.end) or _WILL_BEFORE.search(left))
    if HORIZON.search(left) or will:
        return _distance(document, candidate, left, will=will)
    wide = document.left(candidate, 90)
    if _REPORTED_PLAN.search(wide):
        return "reported"
    plan = _PLANNED.match(wide)
    if plan and not _RESULT.search(plan["tail"].removesuffix("trong ")):
        return "planned"
    if _DUE.search(left):
        return "due"
    if _beside_day(document, index):
        return "beside"
    result = _RESULT_AFTER.match(document.lower, candidate.end)
    if result and not _PLAN_WORD.search(result[0]):
        return "told" if _AHEAD.search(left) else "result"
    if _REPORTED.search(wide):
        return "reported"
    if candidate.rule == "date.bare_year":
        return "bare"
    if not _ATTRIBUTE.search(left) or _RESULT.search(left[-40:]):
        return "asked" if _OBLIGED.match(document.lower, candidate.end) or _OBLIGED_BEFORE.search(left) else "told"
    if not _YEARLY.search(wide):
        return "named"
    return "soon" if _HELD_LATER.search(wide) else "yearly"


def _distance(document: Document, candidate: DateCandidate, left: str, *, will: bool) -> str:
    """In what capacity a year is named that something leads up to; round years are aimed at from far."""
    year = candidate.first.year
    assert year is not None
    part = document.lower.startswith(("đầu", "giữa", "cuối"), candidate.start)
    ahead = will or bool(_AHEAD.search(left))
    if _COUNTED_UP_TO.search(left) and not ahead:
        return "result"
    if year % 5 == 0 and not part:
        return "horizon"
    if _FROM_NOW.search(left):
        return "soon"
    if not ahead and UP_TO.search(left) and _REACHED_AFTER.match(document.lower, candidate.end):
        return "result"
    if not ahead and UP_TO.search(left) and document.lower.startswith("cuối", candidate.start):
        return "result"
    if not ahead and _INTO.search(left):
        return "into"
    return "soon" if will and not UP_TO.search(left) else "horizon"


def _beside_day(document: Document, index: int) -> bool:
    """Whether a day without a year stands shortly behind, in the same sentence."""
    candidates = document.candidates
    if index + 1 >= len(candidates):
        return False
    point = candidates[index + 1].first
    between = document.lower[candidates[index].end : candidates[index + 1].start]
    return point.grain == "day" and point.year is None and len(between) <= 60 and bool(_TAKES_PLACE.search(between))


def _in_names(document: Document) -> list[Evidence]:
    """Years without a lead word at the end of a name, outside of dates and of documents."""
    taken = sorted([*document.references, *((c.start, c.end) for c in document.candidates)])
    starts = [start for start, _ in taken]
    found = []
    for year in anchors.finditer(_IN_NAME, document.lower, anchors.places(document.lower, ("19", "20"))):
        index = bisect_right(starts, year.start()) - 1
        inside = index >= 0 and year.start() < taken[index][1]
        aimed = document.lower.endswith(("tầm nhìn", "đến", "định hướng"), max(0, year.start() - 12), year.start(1) - 1)
        if not inside and not aimed and not counts(document.lower, year.end()):
            found.append(Evidence("name", int(year[1])))
    return found
