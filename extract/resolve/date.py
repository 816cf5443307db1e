"""Makes date records of candidates: what needs more than one place of the text.

A reader who meets "ngày 5/6" without a year takes it from what the document tells of its own time: when it was put out,
else the days it dates in full, the plans and results it reports ("nhiệm vụ năm 2021"), the decisions it cites. `_Now`
gathers that evidence once for a document; each expression is then placed next to it. Where nothing implies the year it
stays XXXX.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cached_property

from dateutil.relativedelta import relativedelta

from extract.context import Context
from extract.finders.date_candidate import DateCandidate, Point
from extract.lazy import pattern
from extract.model import Date, DateRole, Granularity, ResolvedFrom

_FUTURE = pattern(
    r"(?:sẽ|dự kiến|phấn đấu|hoàn thành|trước(?! đó| đây| khi)|chậm nhất|muộn nhất|đến|tới|từ nay|hiệu lực|"
    r"áp dụng|thi hành|hết|tầm nhìn|định hướng|mục tiêu|sang|phải)(?!\w)[^.;!?\n]{0,40}$"
)
_WILL = pattern(r"(?:sẽ|dự kiến|dự định|sắp|tới đây|sắp tới)(?!\w)")
_HORIZON = pattern(
    r"(?:đến|tới|tầm nhìn|định hướng|sau|từ nay|hiệu lực|mục tiêu|giai đoạn|vào)"
    r"(?:\s(?:đến|tới|hết|cuối|đầu|thi hành|kể|từ)){0,3}\s{0,3}$"
)
_COMPARED = pattern(r"(?:so|với|cùng kỳ|hơn|từ|trước)\s{1,3}$")
_DUE = pattern(r"(?:sẽ|đến|tới|hoàn thành trong|hoàn thành vào|trước|phải)(?!\w)[^.;!?\n]{0,24}$")
_PLANNED = pattern(
    r".*(?:nhiệm vụ|kế hoạch|chỉ tiêu|dự toán|phương hướng|mục tiêu|chương trình|giải pháp|bước sang|phấn đấu)"
    r"(?!\w)(?P<tail>[^.;!?\n]{0,60})$",
    re.DOTALL,
)
_NUMBER_YEAR = pattern(r"\d[/-]((?:19|20)\d\d)[/-]")
_NEW_YEAR = pattern(r"(?<!\w)(?:tết|xuân)(?:\s[^\W\d_]{2,10}){0,5}[ ,(-]{1,3}$")
_TAKES_PLACE = pattern(r"^[^.;!?\n]{0,40}(?:tổ chức|diễn ra|khai mạc|bắt đầu)(?!\w)(?! sẽ)")
_WILL_AFTER = pattern(r"[^.;!?\n]{0,30}(?:sẽ|dự kiến|phấn đấu)(?!\w)")
# "Giải thưởng An Sơn năm 2017": the year belongs to the name of something, mostly of that which is reported.
_ATTRIBUTE = pattern(
    r"(?<![^\W\d_])(?!(?:trong|của|từ|vào|là|hết|cả|riêng|đầu|cuối|giữa|các|hai|khi|ngay|như|và|theo|qua|ra|đã|được|"
    r"luật|nhiệm|tháng|quý)\s)[^\W\d_]{2,12}[ \n]$"
)
_RESULT = pattern(r"(?:tổng kết|sơ kết|kết quả|thực hiện|đạt|vượt|bằng|hoàn thành|báo cáo|trong)(?!\w)")
_NUMBER_BEFORE = pattern(
    r"(?:\d\w{0,6}[-/](?=[\d/-]{0,8}[^\W\d])[\w/-]{2,30}|(?:số|quyết|luận|định|thị) \d{1,5})\s{0,3}[,;]?\s{0,3}\(?$"
)
_DEADLINE = pattern(
    r"(?:trước|chậm nhất|muộn nhất|hạn|hạn chót|thời hạn)(?:\s(?:là|vào|đến|trong|hết|nộp)){0,3}\s{1,3}$"
)
_EVENT = pattern(
    r"(?:tổ chức|diễn ra|khai mạc|bế mạc|chủ trì|làm việc|tiếp|gặp mặt|hội nghị|đại hội|kỳ họp|phiên họp|cuộc họp|"
    r"hội thảo|lễ |mít tinh|tọa đàm|đối thoại|thăm|kiểm tra|giám sát|khảo sát|họp báo)"
)
_ISSUED = pattern(r"[\s,;(]{0,4}(?:được\s)?(?:ban hành|ký|ký ban hành|công bố|thông qua)?\s{0,2}(?:vào\s)?$")

_ANNIVERSARY = pattern(r"k[ỷỉ] niệm (?:lần thứ |tròn )?(\d{1,3}) năm(?!\w)")

_MODERN = 1995  # a document does not speak of itself in an earlier year, unless it is a history
_ENOUGH = 2.0
_DAYS_BACK = 100  # how long ago a cited document may have been issued to tell the year of an event


def resolve(context: Context) -> list[Date]:
    """The records of a document (view offsets), in the order of their start."""
    resolver = _Resolver(context)
    records = [record for candidate in resolver.candidates if (record := resolver.record(candidate))]
    return sorted(records, key=lambda record: (record.start, record.end))


class _Resolver:
    """Places the candidates of one document in time."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.lower = context.view.lower
        self.reference_ends = sorted(c.end for c in context.legal_reference_candidates)
        self.candidates = self._in_style()
        self.starts = [c.start for c in self.candidates]
        self.now = _Now(self)
        self.years: dict[int, int] = {}  # of candidates already placed: index to year
        self.months: dict[int, tuple[int, int]] = {}

    def _in_style(self) -> list[DateCandidate]:
        """Without the weak ones whose separator the document does not use for days."""
        style = {c.separator for c in self.context.date_candidates if not c.weak and c.separator} | {"/"}
        kept = []
        for candidate in self.context.date_candidates:
            if candidate.weak and not candidate.named and candidate.separator not in style:
                self.context.reject(candidate.rule, candidate.start, candidate.end, "the document writes no days so")
            else:
                kept.append(candidate)
        return kept

    def left(self, candidate: DateCandidate, size: int = 48) -> str:
        return self.lower[max(0, candidate.start - size) : candidate.start]

    def issued(self, candidate: DateCandidate) -> bool:
        """Whether the day stands right behind the number or name of a document."""
        if candidate.first.grain != "day" or candidate.last is not None:
            return False
        index = bisect_right(self.reference_ends, candidate.start) - 1
        if index >= 0 and candidate.start - self.reference_ends[index] <= 30:
            return bool(_ISSUED.fullmatch(self.lower[self.reference_ends[index] : candidate.start]))
        return bool(_NUMBER_BEFORE.search(self.left(candidate)))

    # Records ----------------------------------------------------------------------------------------------------

    def record(self, candidate: DateCandidate) -> Date | None:
        """The record of a candidate, or None where the text gives no way to resolve a relative date."""
        index = bisect_right(self.starts, candidate.start) - 1
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
        value, start, end = _value(first, last)
        return Date(
            start=candidate.start,
            end=candidate.end,
            rule=candidate.rule,
            value=value,
            start_date=start.isoformat() if start else None,
            end_date=end.isoformat() if end else None,
            granularity=_granularity(first, last),
            part_of_day=candidate.part_of_day,
            resolved_from=source,
            role=self._role(candidate, first, last),
        )

    def _place_last(self, first: Point, last: Point, candidate: DateCandidate, index: int) -> Point:
        if last.year is None and last.shift is None and first.year is not None and last.grain in ("day", "month"):
            crosses = (last.month or 0, last.day or 0) < (first.month or 0, first.day or 0)
            return replace(last, year=first.year + (1 if crosses else 0))
        placed, _ = self.place(last, candidate, index)
        return placed or last

    def place(self, point: Point, candidate: DateCandidate, index: int) -> tuple[Point | None, ResolvedFrom]:
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
            base = self._local_year(index) if candidate.rule == "date.part_of_year" else None
            year = base if base is not None else self.now.year
            if year is None:
                return None, "context"
            return replace(point, year=year + point.year_shift), self.now.source
        if point.grain in ("half", "months", "quarter"):
            return self._part_of_year(point, candidate, index)
        numbered = self._year_of_document(candidate)
        if numbered is not None:
            return replace(point, year=numbered), "context"
        local = self._told_year(candidate, index)
        if local is not None:
            return replace(point, year=local), "context"
        if candidate.named and self.context.layout.official:
            return point, "context"  # a day of every year, in a rule
        if re.compile(r"[ \n]{1,3}(?:hằng|hàng|mỗi)[ \n]{1,3}năm").match(self.lower, candidate.end):
            return point, "context"
        year = self.now.near(point, future=bool(_FUTURE.search(self.left(candidate, 30))))
        return (replace(point, year=year) if year is not None else point), self.now.source

    def _year_of_document(self, candidate: DateCandidate) -> int | None:
        """The year in the number of a document, for its issue date: "Nghị định 12/2020/NĐ-CP ngày 5/6"."""
        if candidate.first.grain != "day" or candidate.first.month is None or not self.issued(candidate):
            return None
        index = bisect_right(self.reference_ends, candidate.start) - 1
        if index < 0 or candidate.start - self.reference_ends[index] > 30:
            return None
        end = self.reference_ends[index]
        found = _NUMBER_YEAR.search(self.lower, max(0, end - 30), end)
        return int(found[1]) if found else None

    def _part_of_year(self, point: Point, candidate: DateCandidate, index: int) -> tuple[Point, ResolvedFrom]:
        """The year of "6 tháng đầu năm" or "quý I": that of the next of its kind in the sentence, else of now."""
        sentence_end = self.context.view.sentence(candidate.start)[1]
        for other in self.candidates[index + 1 : index + 4]:
            if other.start >= sentence_end or other.start - candidate.end > 120:
                break
            if other.first.grain in ("half", "months", "quarter") and other.first.year is not None:
                return replace(point, year=other.first.year), "context"
        year = self.now.year
        before = self._before(index, 200)
        if before is not None and (year is None or before < year - 1):
            year = before
        return (replace(point, year=year) if year is not None else point), self.now.source

    def _relative(self, point: Point, candidate: DateCandidate, index: int) -> tuple[Point | None, ResolvedFrom]:
        shift = point.shift or 0
        if point.grain == "day":
            today = self.now.day
            if today is None and shift == 0 and candidate.part_of_day is not None:
                return self._told_day(point), "context"
            if today is None or (self.now.source == "context" and not self._spoken_today(candidate)):
                return None, "context"
            then = today + relativedelta(days=shift)
            return replace(point, year=then.year, month=then.month, day=then.day), self.now.source
        if point.grain == "month":
            base = self._local_month(index) if shift < 0 else None
            if base is None and self.now.month is not None and self.now.year is not None:
                base = (self.now.year, self.now.month)
            if base is None:
                return None, "context"
            moved = date(base[0], base[1], 1) + relativedelta(months=shift)
            return replace(point, year=moved.year, month=moved.month), self.now.source
        told = (
            self.lower[candidate.start : candidate.end].endswith(("trước", "trước đó"))
            or candidate.rule == "date.same_period"
        )
        year = self._local_year(index) if told else None
        if year is None and self.now.sure and candidate.rule != "date.year_before":
            year = self.now.year
        return (replace(point, year=year + shift) if year is not None else None), self.now.source

    def _told_day(self, point: Point) -> Point | None:
        """The day of "sáng nay" in a text of an unknown year that tells of one morning or evening: "sáng 19/4"."""
        if len(self.told_days) != 1:
            return None
        ((month, day),) = self.told_days
        return replace(point, month=month, day=day, shift=None)

    @cached_property
    def told_days(self) -> set[tuple[int, int | None]]:
        """The days without a year of which the text tells a part: "sáng 19/4"."""
        return {
            (other.first.month, other.first.day)
            for other in self.candidates
            if other.part_of_day is not None and other.last is None and other.first.year is None and other.first.month
        }

    def _spoken_today(self, candidate: DateCandidate) -> bool:
        """Whether "hôm nay" is a day and not a figure of speech ("thế hệ trẻ hôm nay")."""
        left = self.left(candidate, 24)
        return not re.search(r"(?:thế hệ|trẻ|ngày|thành tựu|vị thế|đất nước|việt nam|như|được)\s{1,3}$", left)

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
        if self.issued(candidate) or candidate.last is not None or candidate.first.grain == "decade":
            return False
        left = self.left(candidate, 24)
        return not (_HORIZON.search(left) or re.search(r"(?:so|với|cùng kỳ|hơn)\s{1,3}$", left)) and candidate.rule != (
            "date.same_period"
        )

    def _local_year(self, index: int) -> int | None:
        year = self._before(index, 500)
        if year is None:
            return None
        return year if self.now.year is None or abs(year - self.now.year) <= 2 else None

    def _local_month(self, index: int) -> tuple[int, int] | None:
        candidate = self.candidates[index]
        for other in range(index - 1, max(-1, index - 8), -1):
            if candidate.start - self.candidates[other].end > 500:
                return None
            if other in self.months and self._tells_time(other):
                return self.months[other]
        return None

    def _told_year(self, candidate: DateCandidate, index: int) -> int | None:
        """The year of a narrative: told before in the same sentence and long past, or the text is a history."""
        if index and candidate.start - self.candidates[index - 1].end <= 3 and index - 1 in self.years:
            before = self.candidates[index - 1]
            if before.first.grain == "year" and before.last is None:
                return self.years[index - 1]  # "năm 1935, ngày 31 tháng 3"
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
        if year >= self.now.year - 1:
            return None
        sentence = self.context.view.sentence(candidate.start)[0]
        return year if self.candidates[index - 1].start >= sentence else None

    def _opens_sentence(self, index: int) -> bool:
        """Whether the date before is a year that opens the sentence: "Năm 1968, … từ ngày 10 đến 19-5"."""
        if index == 0 or self.candidates[index - 1].first.grain != "year":
            return False
        before = self.candidates[index - 1].start
        sentence = self.context.view.sentence(self.candidates[index].start)[0]
        return before >= sentence and not self.lower[sentence:before].strip(" \n\"'-(")

    def _role(self, candidate: DateCandidate, first: Point, last: Point | None) -> DateRole | None:
        span = self.context.layout.published_span
        if span is not None and candidate.start < span[1] and span[0] < candidate.end:
            return "published"
        if last is not None or first.grain != "day":
            return "period"
        if self.issued(candidate):
            return "issued"
        if _DEADLINE.search(self.left(candidate, 30)):
            return "deadline"
        sentence = self.context.view.sentence(candidate.start)
        after = self.lower[candidate.end : min(sentence[1], candidate.end + 120)]
        before = self.lower[max(sentence[0], candidate.start - 80) : candidate.start]
        if _EVENT.search(after) or _EVENT.search(before):
            return "held"
        return None


class _Now:
    """When the document speaks: its day, month and year as far as they are known, and how they are known."""

    def __init__(self, resolver: _Resolver) -> None:
        self.resolver = resolver
        self.source: ResolvedFrom = "context"
        self.year: int | None = None
        self.sure = False  # whether the text has a day of its own, not only years that it speaks of
        self.month: int | None = None
        self.day: date | None = None
        self.told: Counter[int] = Counter()  # years told of as past: "năm 2019 đạt …"
        self.planned: Counter[int] = Counter()  # years planned for: "nhiệm vụ năm 2020"
        self.named: Counter[int] = Counter()  # years in the name of something: "Giải thưởng An Sơn năm 2020"
        self.days: list[tuple[date, int]] = []  # days dated in full that have been, with their weight
        self.spans: list[tuple[int, int, int, bool]] = []  # months, quarters, halves: year, months, whether to come
        self.cited: list[date] = []  # when the documents it cites were issued
        self.ahead: set[int] = set()  # years to come: "đến năm 2030", "có hiệu lực từ ngày 1/7/2021"
        self.beside: Counter[int] = Counter()  # years in one sentence with a day that has none
        self.jubilees: list[tuple[int, int | None]] = []  # the year of an anniversary, and the day of that year
        self._gather()
        self.history = self._is_history()
        published = resolver.context.published
        if published:
            self.source = "published"
            self.year = int(published[:4])
            self.month = int(published[5:7]) if len(published) >= 7 else None
            self.day = date.fromisoformat(published[:10]) if len(published) >= 10 else None
        else:
            self._infer()
        self.sure = self.year is not None and (self.month is not None or any(span[2] > span[1] for span in self.spans))

    def near(self, point: Point, *, future: bool) -> int | None:
        """The year that puts a day or month of the calendar next to now."""
        if self.year is None:
            return None
        if self.month is None or point.month is None:
            return self.year
        now = self.day or date(self.year, self.month, 15)
        best = None
        for year in (self.year - 1, self.year, self.year + 1):
            last = monthrange(year, point.month)[1]
            away = (date(year, point.month, min(point.day or 15, last)) - now).days
            cost = (away * (0.7 if future else 1.6)) if away > 0 else -away * (1.4 if future else 1.0)
            if best is None or cost < best[0]:
                best = (cost, year)
        return best[1] if best else None

    # Evidence ---------------------------------------------------------------------------------------------------

    def _gather(self) -> None:
        view_span = self.resolver.context.layout.page_view_span
        for index, candidate in enumerate(self.resolver.candidates):
            if view_span is not None and candidate.start < view_span[1] and view_span[0] < candidate.end:
                continue
            if candidate.first.year is not None:
                self._weigh(candidate, index)
        self._celebrate()

    def _celebrate(self) -> None:
        """The years that an anniversary tells: "kỷ niệm 10 năm" of what was founded on 15/6/2007, or "(1997-2007)"."""
        newest = self._newest()
        ages = {int(found[1]) for found in _ANNIVERSARY.finditer(self.resolver.lower)}
        if not ages or len(ages) > 4 or newest is None:
            return
        for candidate in self.resolver.candidates:
            first, last = candidate.first, candidate.last
            if first.year is None:
                continue
            if last is not None and last.year is not None and last.year - first.year in ages:
                self.jubilees.append((last.year, None))
            elif last is None and first.grain == "day" and (then := _as_date(first)) is not None:
                self.jubilees += [(then.year + age, then.timetuple().tm_yday) for age in ages]
        # an age belongs to one of the days told: that which it leads from to the time of the text
        near = min((abs(jubilee[0] - newest) for jubilee in self.jubilees), default=0)
        self.jubilees = [j for j in self.jubilees if abs(j[0] - newest) == near <= 10][:40]

    def _weigh(self, candidate: DateCandidate, index: int) -> None:
        first, last = candidate.first, candidate.last
        assert first.year is not None
        left = self.resolver.left(candidate)
        if first.grain == "day":
            self._weigh_day(candidate, left)
        elif last is not None or first.grain == "decade":
            return
        elif first.grain in ("half", "months", "quarter", "month"):
            _, start, end = _single(first)
            if start is not None and end is not None:
                ahead = bool(_FUTURE.search(left)) or self._will(candidate)
                self.spans.append((first.year, start.month, end.month, ahead))
        elif candidate.rule == "date.year":
            self._weigh_year(first.year, left, index)
        elif _NEW_YEAR.search(left):
            self.spans.append((first.year, 1, 2, False))

    def _weigh_year(self, year: int, left: str, index: int) -> None:
        if _COMPARED.search(left):
            return
        if _HORIZON.search(left) or _WILL_AFTER.match(self.resolver.lower, self.resolver.candidates[index].end):
            self.ahead.add(year)
            return
        plan = _PLANNED.match(left)
        if plan and not _RESULT.search(plan["tail"]):
            self.planned[year] += 1
        elif _ATTRIBUTE.search(left) and not _RESULT.search(left[-40:]) and not _DUE.search(left):
            self.named[year] += 1
            if self._beside_day(index):
                self.beside[year] += 1
        elif not _DUE.search(left):
            self.told[year] += 1
            if self._beside_day(index):
                self.beside[year] += 1

    def _beside_day(self, index: int) -> bool:
        """Whether a day without a year stands shortly behind, in the same sentence."""
        candidates = self.resolver.candidates
        if index + 1 >= len(candidates):
            return False
        point = candidates[index + 1].first
        between = self.resolver.lower[candidates[index].end : candidates[index + 1].start]
        return point.grain == "day" and point.year is None and len(between) <= 60 and bool(_TAKES_PLACE.search(between))

    def _weigh_day(self, candidate: DateCandidate, left: str) -> None:
        first, last = candidate.first, candidate.last
        assert first.year is not None
        point = last if last is not None and last.year is not None else first
        then = _as_date(point)
        if then is None:
            return
        if self.resolver.issued(candidate):
            self.cited.append(then)
        elif _FUTURE.search(left) or self._will(candidate):
            self.ahead.add(then.year)
        else:
            self.days.append((then, 4 if last is not None and then.year - first.year >= 3 else 3))

    def _will(self, candidate: DateCandidate) -> bool:
        """Whether the sentence up to the date speaks of what is to come."""
        start = max(self.resolver.context.view.sentence(candidate.start)[0], candidate.start - 160)
        return bool(_WILL.search(self.resolver.lower, start, candidate.start))

    def _is_history(self) -> bool:
        """A text that tells of many years: each date belongs to the year told before it."""
        years = sorted({day.year for day, _ in self.days})
        return len(years) >= 6 and years[-1] - years[0] >= 10

    # Now --------------------------------------------------------------------------------------------------------

    def _infer(self) -> None:
        event = self._event()
        if event is None:
            self._without_event()
            return
        point, today = event
        year = self._year_of(point)
        if year is None:
            return
        self.year, self.month = year, point.month
        day = _as_date(replace(point, year=year))
        self.day = day - relativedelta(days=today) if day else None

    def _event(self) -> tuple[Point, int] | None:
        """The day that the document reports of: the first day without a year that is not to come, and its distance
        from now."""
        if self.resolver.context.layout.official:
            return None
        for candidate in self.resolver.candidates:
            point = candidate.first
            if point.grain != "day" or point.year is not None or point.month is None or point.year_shift is not None:
                continue
            if candidate.named or candidate.last is not None or self.resolver.issued(candidate):
                continue
            if _FUTURE.search(self.resolver.left(candidate, 24)):
                continue
            return point, point.shift or 0
        return None

    def _year_of(self, event: Point) -> int | None:
        """The year of a day of the calendar that the evidence speaks for, if it speaks clearly."""
        years = {*self.told, *self.planned, *self.named}
        years |= (
            {day.year for day, _ in self.days} | {day.year for day in self.cited} | {span[0] for span in self.spans}
        )
        years |= {year + 1 for year in years} | {year for year, _ in self.jubilees}
        floor = self._floor()
        newest = self._newest()
        best: tuple[float, int] | None = None
        for year in sorted(years):
            then = _as_date(replace(event, year=year))
            limit = max([newest or year, *(jubilee for jubilee, _ in self.jubilees)])
            if then is None or year < _MODERN or year > limit + 1:
                continue
            score = self._support(then) - (3.0 if (year, then.month) < floor else 0.0)
            if score >= _ENOUGH and (best is None or score >= best[0]):
                best = (score, year)
        return best[1] if best else None

    def _floor(self) -> tuple[int, int]:
        """The latest month that the text speaks of as past: it cannot have been written before."""
        months = [(day.year, day.month) for day, weight in self.days if weight == 3]
        months += [(day.year, max(1, day.month - 2)) for day, weight in self.days if weight > 3]
        months += [(day.year, day.month) for day in self.cited]
        months += [(year, low) for year, low, high, ahead in self.spans if not ahead and (low == 1 or high < 12)]
        months += [(year, 1) for year in self.told]
        return max([*months, (0, 0)])

    def _newest(self) -> int | None:
        """The latest year that the text speaks of as past or present."""
        years = [day.year for day, _ in self.days] + [day.year for day in self.cited] + list(self.told)
        years += [span[0] for span in self.spans if not span[3]]
        return max(years, default=None)

    def _support(self, then: date) -> float:
        """How much of the evidence speaks for a document of that day."""
        year, month = then.year, then.month
        score = sum(
            float(weight) for day, weight in self.days if (-31 if weight == 3 else -60) <= (then - day).days <= 45
        )
        score += sum(self._support_of_span(year, month, *span) for span in self.spans)
        if month <= 10:
            score += min(6.0, 2.0 * self.planned[year])
        elif self.told[year] or self.planned[year]:  # at the end of a year: its results and the plans for the next
            score += min(6.0, 2.0 * self.planned[year + 1]) + min(1.0, 0.3 * self.planned[year])
        if month <= 3:
            score += min(3.0, 0.7 * (self.told[year - 1] + self.told[year]))
        else:
            score += min(3.0, self.told[year]) if month >= 11 else min(1.5, 0.4 * self.told[year])
        score += min(2.0, 1.0 * self.named[year]) + 2.0 * min(2, self.beside[year])
        score += 3.0 * any(
            y == year and (d is None or abs(d - then.timetuple().tm_yday) <= 10) for y, d in self.jubilees
        )
        if self.cited and -31 <= (then - max(self.cited)).days <= _DAYS_BACK:
            fresh = sum(1 for day in self.cited if (then - day).days <= 365)
            score += 2.0 if fresh > 1 or self.ahead & {year, year + 1} else 1.0
        return score

    def _support_of_span(self, year: int, month: int, span_year: int, low: int, high: int, ahead: bool) -> float:
        """How a month, quarter or half that the text speaks of fits a document of that month."""
        weight = 3.0 if high > low else 2.0
        until = 12 * (span_year - year) + low - month
        if (ahead or (high == 12 and low > 1)) and -(high - low) <= until <= 3:
            return weight
        since = 12 * (year - span_year) + month - high
        return weight if not ahead and -1 <= since <= 2 else 0.0

    def _without_event(self) -> None:
        """A document without a day of its own: the latest year that it speaks of, and its newest day."""
        weights: Counter[int] = Counter()
        for day, weight in self.days:
            weights[day.year] += weight
        for span_year, low, high, _ in self.spans:
            weights[span_year] += 3 if high > low else 2
        for year in {*self.told, *self.planned, *self.named}:
            weights[year] += 2 * self.planned[year] + self.told[year] + self.named[year]
        newest = self._newest()
        strong = [y for y in weights if y >= _MODERN and weights[y] >= 3 and (newest is None or y <= newest + 1)]
        if not strong:
            return
        latest = max(strong)
        if weights[latest] <= 4 and weights[latest - 1] >= 3 * weights[latest]:
            latest -= 1  # a single plan for next year
        self.year = latest
        days = [day for day, _ in self.days if day.year == latest]
        if days:
            self.month = max(days).month
        lead = next((c for c in self.resolver.candidates if c.first.grain == "day" and c.first.year is not None), None)
        if lead is not None and lead.first.year == latest and lead.start < 700 and not self.resolver.issued(lead):
            self.day = _as_date(lead.first)
            self.month = lead.first.month


def _as_date(point: Point) -> date | None:
    if point.year is None or point.month is None or point.day is None:
        return None
    try:
        return date(point.year, point.month, point.day)
    except ValueError:
        return None


def _value(first: Point, last: Point | None) -> tuple[str, date | None, date | None]:
    """The TIMEX3 value of a date or interval, its first and its last day."""
    if last is None:
        return _single(first)
    left, start, _ = _single(first)
    right, _, end = _single(last)
    return f"{left}/{right}", start, end


def _single(point: Point) -> tuple[str, date | None, date | None]:
    year = f"{point.year:04d}" if point.year is not None else "XXXX"
    if point.grain == "day":
        value = f"{year}-{point.month:02d}-{point.day:02d}"
        if point.hour is not None:
            value += f"T{point.hour:02d}:{point.minute or 0:02d}"
        then = _as_date(point)
        return value, then, then
    if point.grain == "month":
        return f"{year}-{point.month:02d}", *_months(point.year, point.month or 1, point.month or 1)
    if point.grain == "quarter":
        number = point.number or 1
        return f"{year}-Q{number}", *_months(point.year, 3 * number - 2, 3 * number)
    if point.grain == "half":
        number = point.number or 1
        return f"{year}-H{number}", *_months(point.year, 6 * number - 5, 6 * number)
    if point.grain == "months":
        number = point.number or 1
        low, high = (1, number) if number > 0 else (13 + number, 12)
        return f"{year}-{low:02d}/{year}-{high:02d}", *_months(point.year, low, high)
    if point.grain == "decade":
        assert point.year is not None
        return f"{point.year}/{point.year + 9}", date(point.year, 1, 1), date(point.year + 9, 12, 31)
    return year, *_months(point.year, 1, 12)


def _months(year: int | None, low: int, high: int) -> tuple[date | None, date | None]:
    if year is None:
        return None, None
    return date(year, low, 1), date(year, high, monthrange(year, high)[1])


def _granularity(first: Point, last: Point | None) -> Granularity:
    if last is not None or first.grain in ("months", "decade"):
        return "interval"
    if first.grain == "day":
        return "day" if first.hour is None else "minute"
    if first.grain in ("month", "quarter", "half", "year"):
        return first.grain
    return "interval"
