"""Makes date records of candidates: what needs more than one place of the text.

A year that an expression does not give comes, in this order, from

1. the other end of its interval, which counts as the text itself;
2. the number of the document whose issue date it is ("Nghị định 12/2020/NĐ-CP ngày 5/6"): `_by_number`;
3. the year told right before it, in the same sentence or in a text that tells a history: `_by_told_year`;
4. the day on which the text was put out: `_by_published`;
5. the time that the whole text implies, as `date_now` works it out: `_implied`.

Days and months are put next to the day of 4 or 5, on the side that the words before them say. Where nothing tells the
year it stays XXXX (`_yearless`), and what is relative to an unknown now is left out. The rule id ends with how the year
came; without an ending the expression gives it itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from functools import cached_property

from dateutil.relativedelta import relativedelta

from extract.context import Context
from extract.finders.date_candidate import DateCandidate, Point
from extract.lazy import pattern
from extract.model import Date, DateRole
from extract.parts import date as parts
from extract.resolve.date_calendar import year_of_first_months
from extract.resolve.date_document import Document
from extract.resolve.date_evidence import HORIZON, UP_TO
from extract.resolve.date_now import Now, Source
from extract.resolve.date_value import granularity, timex

_FUTURE = parts.pattern(
    r"(?:sẽ|dự kiến|hoàn thành|trước(?! đó| đây| khi)|đến|tới|hết|sang|phải|{ahead_word}|{in_force})(?!\w)"
    r"[^.;!?\n]{0,40}$"
)
_EVERY_YEAR = parts.pattern(r"[ \n]{1,3}(?:(?:hằng|hàng|mỗi)[ \n]{1,3}năm|(?:của )?năm {rule_year})(?!\w)")
# "Huyện An Bình hôm nay đã đổi thay", "hành động của chúng ta hôm nay"; "tại xã An Bình hôm nay" is a day.
_FIGURE = parts.pattern(
    r"(?:(?<!\w){figure_of_today}|"
    r"(?<!tại )(?<!ở )(?<!về )(?<!với )(?<!của )(?<!\w)(?:huyện|xã|tỉnh|phường|làng|thôn)"
    r"(?: [^\W\d_]{1,7}){1,3})\s{1,3}$"
)
_FIGURE_MORROW = pattern(r" (?:phải|có|lại|không|sẽ)(?!\w)")
_FIGURE_AFTER = pattern(r"(?: và mai sau|[^.;!?\n]{0,24}[ ,]mai (?:phải|có|lại|không|sau))(?!\w)")
_STORY = 3  # days in full of one year, from which on a text tells a story of it
_TO_NOW = pattern(r"[ \n]{1,2}(?:đến|tới) nay(?!\w)")
_TOLD_IN_FULL = 1500  # characters back to a day in full that a day without a year repeats
_COMPARED_REACH = 300
_COMPARED_WITH = pattern(r"(?:so với|so|với|cùng kỳ|hơn)(?: cùng kỳ)?(?: của)?\s{1,3}$")
# What another time is compared with: "doanh thu quý III gấp 3 lần quý III/2019".
_COMPARED_BEFORE = pattern(
    r"(?<!\w)(?:(?:so với|so|với|cùng kỳ|hơn|kém|bằng|như)(?: (?:cùng kỳ|mức|của)){0,2}"
    r"|lần(?: so với)?(?: của)?)\s{1,3}$"
)
_IN_EVERY_YEAR = pattern(r"(?:^|[.;:\n-] {0,2})(?:hằng|hàng|mỗi) năm,? [^.;:\n]{0,70}$")
_NUMBER_YEAR = pattern(r"\d[/-]((?:19|20)\d\d)[/-]")
_DEADLINE = parts.pattern(r"(?:trước|{deadline_word})(?:\s(?:là|vào|đến|trong|hết|nộp)){0,3}\s{1,3}$")
_EVENT = parts.pattern(r"{event_act}|lễ ")
# How the year came, as it is told at the end of the rule id.
_BY: dict[Source, str] = {
    "text": "", "published": "_by_published", "number": "_by_number", "told": "_by_told_year", "implied": "_implied",
}  # fmt: skip


def resolve(context: Context) -> list[Date]:
    """The records of a document (view offsets), in the order of their start."""
    if not context.date_candidates:
        return []
    resolver = _Resolver(context)
    context.year = resolver.now.year
    records = [record for candidate in resolver.candidates if (record := resolver.record(candidate))]
    return sorted(records, key=lambda record: (record.start, record.end))


class _Resolver:
    """Places the candidates of one document in time."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.document = Document(context)
        self.lower = self.document.lower
        self.candidates = self.document.candidates
        self.now = Now(self.document)
        self.years: dict[int, int] = {}  # of candidates already placed: index to year
        self.months: dict[int, tuple[int, int]] = {}

    # Records ----------------------------------------------------------------------------------------------------

    def record(self, candidate: DateCandidate) -> Date | None:
        """The record of a candidate, or None where the text gives no way to resolve a relative date."""
        index = bisect_right(self.document.starts, candidate.start) - 1
        first, source = self.place(candidate.first, candidate, index)
        if first is None:
            self.context.reject(candidate.rule, candidate.start, candidate.end, "nothing tells what day or year is now")
            return None
        last = candidate.last
        if last is not None:
            last = self._place_last(first, last, candidate, index)
        if first.year is not None:
            self.years[index] = last.year if last is not None and last.year is not None else first.year
            if first.month is not None:
                self.months[index] = (first.year, first.month)
        value, start, end = timex(first, last)
        return Date(
            start=candidate.start,
            end=candidate.end,
            rule=candidate.rule + ("_yearless" if value.startswith("XXXX") else _BY[source]),
            value=value,
            start_date=start.isoformat() if start else None,
            end_date=end.isoformat() if end else None,
            granularity=granularity(first, last),
            part_of_day=candidate.part_of_day,
            resolved_from=source if source in ("text", "published") else "context",
            role=self._role(candidate, first, last),
        )

    def _place_last(self, first: Point, last: Point, candidate: DateCandidate, index: int) -> Point:
        if last.year is None and last.shift is None and first.year is not None and last.grain in ("day", "month"):
            crosses = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
            return replace(last, year=first.year + (1 if crosses else 0))
        placed, _ = self.place(last, candidate, index)
        return placed or last

    def place(self, point: Point, candidate: DateCandidate, index: int) -> tuple[Point | None, Source]:
        """A point with its year, and how it was known. None if it is relative to an unknown now."""
        if point.year is not None:
            return point, "text"
        if point.shift is not None and point.month is None:
            return self._relative(point, candidate, index)
        last = candidate.last
        if point is candidate.first and last is not None and last.year is not None:
            before = (point.month or 0, point.day or 0) <= (last.month or 12, last.day or 31)
            return replace(point, year=last.year - (0 if before else 1)), "text"
        if point.year_shift is not None:
            told = candidate.rule == "date.part_of_year" and not self._reaches_now(candidate)
            base = self._local_year(index) if told else None
            if base is not None and not (self.now.year is not None and base > self.now.year):
                return replace(point, year=base + point.year_shift), "told"
            if self.now.year is None:
                return None, "implied"
            return replace(point, year=self.now.year + point.year_shift), self.now.source
        if point.grain in ("half", "months", "quarter"):
            return self._part_of_year(point, candidate, index)
        numbered = self._year_of_document(candidate)
        if numbered is not None:
            return replace(point, year=numbered), "number"
        listed = self._listed_year(point, index)
        if listed is not None:
            return replace(point, year=listed), "text"
        local = self._told_year(candidate, index)
        if local is not None:
            return replace(point, year=local), "told"
        if candidate.named and self.context.layout.official:
            return point, "implied"  # a day of every year, in a rule
        if _EVERY_YEAR.match(self.lower, candidate.end) or _IN_EVERY_YEAR.search(self.document.left(candidate, 90)):
            return point, "implied"
        past = bool(_TO_NOW.match(self.lower, candidate.end))
        year = self.now.near(point, future=bool(_FUTURE.search(self.document.left(candidate, 30))), past=past)
        return (replace(point, year=year) if year is not None else point), self.now.source

    def _reaches_now(self, candidate: DateCandidate) -> bool:
        """Whether a part of the year ends or begins now: "đến cuối năm", "từ đầu năm đến nay"."""
        left = self.document.left(candidate, 8)
        return bool(UP_TO.search(left) or _TO_NOW.match(self.lower, candidate.end))

    def _year_of_document(self, candidate: DateCandidate) -> int | None:
        """The year in the number of a document, for its issue date: "Nghị định 12/2020/NĐ-CP ngày 5/6"."""
        if candidate.first.month is None or not self.document.issued(candidate):
            return None
        end = self.document.reference_before(candidate)
        found = _NUMBER_YEAR.search(self.lower, max(0, end - 30), end) if end is not None else None
        return int(found[1]) if found else None

    def _part_of_year(self, point: Point, candidate: DateCandidate, index: int) -> tuple[Point, Source]:
        """The year of "6 tháng đầu năm" or "quý I": that of the next of its kind in the sentence, else of now."""
        sentence_end = self.context.view.sentence(candidate.start)[1]
        for other in self.candidates[index + 1 : index + 4]:
            if other.start >= sentence_end or other.start - candidate.end > 120:
                break
            part = other.first.grain in ("half", "months", "quarter")
            if part and other.first.year is not None and not _COMPARED_BEFORE.search(self.document.left(other, 30)):
                return replace(point, year=other.first.year), "told"
        year = self.now.year
        sentence = candidate.start - self.context.view.sentence(candidate.start)[0]
        before = self._before(index, 200 if year is None else min(200, sentence))
        if before is not None and (year is None or before < year - 1):
            return replace(point, year=before), "told"
        if year is not None and point.grain == "months":
            year = year_of_first_months(point.number or 0, year, self.now.month)
        return (replace(point, year=year) if year is not None else point), self.now.source

    def _relative(self, point: Point, candidate: DateCandidate, index: int) -> tuple[Point | None, Source]:
        shift = point.shift or 0
        if point.grain == "day":
            today = self.now.day
            if today is None and (candidate.part_of_day is not None or shift):
                return self._told_day(point, shift), "told"
            implied = self.now.source == "implied"
            if today is None or (shift and self.now.told):
                return None, "implied"
            if self._ends_title(candidate):
                return None, "implied"
            if (implied and self.now.history) or not self._spoken_today(candidate):
                return None, "implied"
            then = today + relativedelta(days=shift)
            return replace(point, year=then.year, month=then.month, day=then.day), self.now.source
        if point.grain == "month":
            base = self._local_month(index) if shift <= 0 else None
            if base is None and self.now.month is not None and self.now.year is not None:
                base = (self.now.year, self.now.month)
            if base is None:
                return None, "implied"
            moved = date(base[0], base[1], 1) + relativedelta(months=shift)
            return replace(point, year=moved.year, month=moved.month), self.now.source
        told = (
            self.lower[candidate.start : candidate.end].endswith(("trước", "trước đó"))
            or candidate.rule == "date.same_period"
        )
        if told and candidate.rule != "date.year_before" and (year := self._compared_year(index)) is not None:
            return replace(point, year=year), "told"
        year = self._local_year(index) if told else None
        if year is None and self.now.sure and candidate.rule != "date.year_before":
            year = self.now.year
            if told and year is not None and self.now.looks_back:
                year -= 1
        return (replace(point, year=year + shift) if year is not None else None), self.now.source

    def _told_day(self, point: Point, shift: int) -> Point | None:
        """The day of "sáng nay" or "hôm qua" in a text of an unknown year that tells it elsewhere, and one alone."""
        days = {day for day, said in self.told_days if said == shift}
        if len(days) != 1:
            return None
        ((month, day),) = days
        return replace(point, month=month, day=day, shift=None)

    @cached_property
    def told_days(self) -> set[tuple[tuple[int, int | None], int]]:
        """The days without a year that the text calls "hôm qua" and the like, or of which it tells a part ("sáng
        19/4"), each with its distance from the day of writing."""
        return {
            ((other.first.month, other.first.day), other.first.shift or 0)
            for other in self.candidates
            if (other.part_of_day is not None or other.first.shift)
            and other.last is None
            and other.first.year is None
            and other.first.month
        }

    def _ends_title(self, candidate: DateCandidate) -> bool:
        """Whether a day is the last word of a short title: the song "Thành phố hôm nay"."""
        return self.lower[candidate.end : candidate.end + 1] == '"' and '"' in self.document.left(candidate, 40)

    def _spoken_today(self, candidate: DateCandidate) -> bool:
        """Whether "hôm nay" is a day and not a figure of speech ("thế hệ trẻ hôm nay")."""
        if _FIGURE.search(self.document.left(candidate, 48)):
            return False
        said = self.lower[candidate.start : candidate.end]
        if said == "ngày mai":
            return "hôm nay" not in self.document.left(candidate, 24) or not _FIGURE_MORROW.match(
                self.lower, candidate.end
            )
        return said != "hôm nay" or not _FIGURE_AFTER.match(self.lower, candidate.end)

    # The year told nearby ---------------------------------------------------------------------------------------

    def _before(self, index: int, reach: int) -> int | None:
        """The year of the nearest date before, in the same line, within `reach` characters."""
        candidate = self.candidates[index]
        line_start = self.lower.rfind("\n", max(0, candidate.start - reach), candidate.start)
        floor = max(line_start, candidate.start - reach)
        for other in range(index - 1, max(-1, index - 6), -1):
            if self.candidates[other].end <= floor:
                return None
            if other in self.years and self._tells_time(other):
                return self.years[other]
        return None

    def _tells_time(self, index: int) -> bool:
        """Whether a date tells when the sentence plays: not what is compared with, aimed at or cited."""
        candidate = self.candidates[index]
        if self.document.issued(candidate) or candidate.last is not None or candidate.first.grain == "decade":
            return False
        left = self.document.left(candidate, 24)
        return not (HORIZON.search(left) or re.search(r"(?:so|với|cùng kỳ|hơn)\s{1,3}$", left)) and candidate.rule != (
            "date.same_period"
        )

    def _local_year(self, index: int) -> int | None:
        year = self._before(index, 500)
        if year is None:
            return None
        return year if self.now.year is None or abs(year - self.now.year) <= 2 else None

    def _compared_year(self, index: int) -> int | None:
        """The year that a report at the turn of a year compares with right beside: in January "cùng kỳ năm trước" of
        last year's results is the year before that."""
        if self.now.year is None or self.now.month not in (1, 2):
            return None
        candidate = self.candidates[index]
        for other in (index - 1, index + 1, index - 2, index + 2):
            if not 0 <= other < len(self.candidates):
                continue
            beside = self.candidates[other]
            if abs(beside.start - candidate.start) > _COMPARED_REACH or beside.first.grain != "year" or beside.last:
                continue
            if beside.first.year == self.now.year - 2 and _COMPARED_WITH.search(self.document.left(beside, 24)):
                return beside.first.year
        return None

    def _local_month(self, index: int) -> tuple[int, int] | None:
        candidate = self.candidates[index]
        for other in range(index - 1, max(-1, index - 8), -1):
            if candidate.start - self.candidates[other].end > 500:
                return None
            if other in self.months and self._tells_time(other):
                return self.months[other]
        return None

    def _listed_year(self, point: Point, index: int) -> int | None:
        """The year that ends a list of days or months: of "tháng 3 và tháng 5/2018" the first is of 2018, too."""
        for other in self.candidates[index + 1 : index + 4]:
            between = self.lower[self.candidates[index].end : other.start]
            last = other.first
            if between not in (", ", " và ", ", và ", ",\n") or last.grain != point.grain or other.last is not None:
                return None
            if last.year is not None:
                earlier = (point.month or 0, point.day or 0) < (last.month or 0, last.day or 0)
                return last.year if earlier else None
            index += 1
        return None

    def _told_year(self, candidate: DateCandidate, index: int) -> int | None:
        """The year of a narrative: told before in the same sentence and long past, or the text is a history."""
        if index - 1 in self.years:
            before = self.candidates[index - 1]
            between = self.lower[before.end : candidate.start]
            beside = between in (", ", ",") or (between == " " and self.now.year is None)
            if beside and before.first.grain == "year" and before.last is None:
                return self.years[index - 1]  # "năm 1935, ngày 31 tháng 3"
        again = self._told_in_full(index)
        if again is not None:
            return again
        if candidate.part_of_day is not None and not self.now.history:
            return None
        reach = 400 if self.now.history else 160
        year = self._before(index, reach)
        if year is None:
            return None
        if self.now.history:
            return year
        if self.now.year is None:
            return year if self._opens_sentence(index) else None
        if year == self.now.year - 1 and candidate.first.grain == "month" and self._is_topic(index):
            return year
        if year >= self.now.year - 1:
            return None
        sentence = self.context.view.sentence(candidate.start)[0]
        return year if self.candidates[index - 1].start >= sentence else None

    def _told_in_full(self, index: int) -> int | None:
        """The year of a day told in full shortly before, in a story of that year: "19.2.1947 … đêm 19.2"."""
        candidate = self.candidates[index]
        point = candidate.first
        if (
            point.grain != "day"
            or candidate.named
            or re.match(r" (?:tới|này|năm nay)", self.lower[candidate.end : candidate.end + 9])
        ):
            return None
        line_start = self.context.view.line(candidate.start)[0]
        for other in range(index - 1, max(-1, index - 16), -1):
            before = self.candidates[other]
            if before.start < max(line_start, candidate.start - _TOLD_IN_FULL):
                return None
            same = (before.first.grain, before.first.month, before.first.day) == ("day", point.month, point.day)
            if same and before.first.year is not None and self.now.days_of(before.first.year) >= _STORY:
                return before.first.year
        return None

    def _opens_sentence(self, index: int) -> bool:
        """Whether the date before is a year that opens the sentence: "Năm 1968, … từ ngày 10 đến 19-5"."""
        if index == 0 or self.candidates[index - 1].first.grain != "year":
            return False
        before = self.candidates[index - 1].start
        sentence = self.context.view.sentence(self.candidates[index].start)[0]
        return before >= sentence and not self.lower[sentence:before].strip(" \n\"'-(")

    def _is_topic(self, index: int) -> bool:
        """Whether a month stands in the clause of a year that opens it: "năm 2016, đơn vị đến cuối tháng 6 mới họp"."""
        before, candidate = self.candidates[index - 1], self.candidates[index]
        if before.first.grain != "year" or before.last is not None or not self.lower.startswith(",", before.end):
            return False
        between = self.lower[before.end : candidate.start]
        after = self.lower[candidate.end : candidate.end + 10]
        return not re.search(r"[.;!?\n\d]", between) and not after.startswith((" này", " tới", " vừa", " năm"))

    def _role(self, candidate: DateCandidate, first: Point, last: Point | None) -> DateRole | None:
        span = self.context.layout.published_span
        if span is not None and candidate.start < span[1] and span[0] < candidate.end:
            return "published"
        if last is not None or first.grain != "day":
            return "period"
        if self.document.issued(candidate):
            return "issued"
        if _DEADLINE.search(self.document.left(candidate, 30)):
            return "deadline"
        sentence = self.context.view.sentence(candidate.start)
        after = self.lower[candidate.end : min(sentence[1], candidate.end + 120)]
        before = self.lower[max(sentence[0], candidate.start - 80) : candidate.start]
        if _EVENT.search(after) or _EVENT.search(before):
            return "held"
        return None
