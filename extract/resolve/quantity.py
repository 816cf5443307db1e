"""What targets and actuals share: the fields of a quantity that its clause, sentence and section tell."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from extract import anchors
from extract.context import Context
from extract.finders.quantity import QuantityCandidate
from extract.finders.quantity_document import Sense, now, sentence
from extract.lazy import re
from extract.model import Comparator, Date, Direction
from extract.resolve.quantity_indicator import Indicators


@dataclass(slots=True)
class Reading:
    """All fields of a target or an actual (view offsets)."""

    start: int
    end: int
    rule: str
    value: float
    comparator: Comparator
    max: float | None = None
    total: float | None = None
    unit: str | None = None
    baseline: float | None = None
    indicator: str | None = None
    direction: Direction | None = None
    change: float | None = None
    compared_with: str | None = None
    period: str | None = None
    scope: str | None = None


def read(context: Context, sense: Sense) -> list[Reading]:
    """The readings of the candidates of one sense, in the order of their start. All are read at once: targets and
    actuals lean on each other."""
    candidates = context.quantity_candidates
    if candidates and context.quantity_readings is None:
        resolver = _Resolver(context)
        context.quantity_readings = [resolver.read(i) for i in range(len(candidates))]
    readings = context.quantity_readings or ()
    return [reading for reading, candidate in zip(readings, candidates, strict=False) if candidate.sense == sense]


_DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(("tăng", "nâng", "mở rộng", "bổ sung"), "increase"),
    **dict.fromkeys(("giảm", "hạ", "kéo giảm", "cắt giảm", "tinh giản", "rút ngắn", "xuống"), "decrease"),
    **dict.fromkeys(("duy trì", "giữ vững", "giữ", "ổn định"), "maintain"),
    **dict.fromkeys(("đạt", "hoàn thành", "còn", "có", "thu", "hướng tới", "hướng đến", "phục vụ", "là"), "reach"),
}
_DIRECTION = re.compile(anchors.any_of(_DIRECTIONS))
_CHANGE = re.compile(
    r"(?<!\w)(tăng|giảm)(?: (?:trưởng|thêm|đi|tới|đến|mạnh|nhẹ|được|khoảng|thu|bình quân|trung bình)){0,3}[ \n]{1,2}$"
)
_COMPARED = re.compile(r"[ \n,]{0,2}(?:\([^()\n]{1,20}\))?[ ]?(?:so với|so|với)[ \n]")
_COMPARISON_BEFORE = re.compile(
    r"(?:so với|so|hơn|cùng kỳ|bằng|như)(?: (?:cùng kỳ|kế hoạch|dự toán|tết|thực hiện|của|bình quân|mức|biên chế"
    r"|được giao|cả|kết quả|ước)){0,4}[ \n]{1,2}$"
)
_PLAN_BEFORE = re.compile(
    r"(?:kế hoạch|dự toán|nghị quyết|chương trình|đại hội|nhiệm kỳ|luật|tổng kết|sơ kết|cho)[ \n]$"
)
_EVENT_WORDS = (
    "tặng", "trao", "khen", "tán thành", "biểu quyết", "phiếu", "đại biểu", "tuyên dương", "ký kết", "tham dự",
    "biểu diễn", "vắng", "dự đại hội", "dự hội nghị", "đã ký", "trong buổi", "tại buổi", "lần này", "kỳ họp này",
    "hội nghị này", "đại hội này", "phiên họp này", "cuộc họp này",
)  # fmt: skip
_EVENT = re.compile(anchors.any_of(_EVENT_WORDS))
_SCOPE_WORDS = ("toàn ", "cả nước", "trên địa bàn ")  # what it begins with
_UNTIL_NOW = re.compile(r"[ \n](?:cho )?(?:đến|tới)[ \n](?:nay|giờ|thời điểm này|hiện nay)(?!\w)")
_SINCE = re.compile(r"(?<!\w)(?:kể )?từ[ \n]$")
_IN_FORCE = re.compile(r"(?:hiệu lực|thi hành|áp dụng)(?: thi hành)?(?: kể)?(?: từ)?[ \n]$")
_SCOPE = re.compile(
    r"(?<!\w)(?:toàn (?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|ngành|quốc|đảng bộ|tp|vùng|cục|đơn vị|hệ thống)"
    r"|cả nước|trên địa bàn (?:tỉnh|huyện|thành phố|thị xã|quận|xã|tp)(?: [A-ZĐ][^\W\d_]{0,7}){0,4})(?!\w)"
)
_APART = re.compile(r"[,;:(]| và | nâng ")
_REACH_AFTER = 90
_LINES_BACK = 14
_UP_TO = re.compile(r"(?:hết|tính đến|đến hết|tính hết)[ \n]$")
_COUNTED_BY = re.compile(
    r"(?:tính|tính từ đầu năm|lũy kế|thời điểm|tính đến thời điểm|đến thời điểm)(?: đến)?[ \n](?:hết |cuối )?$"
)
_TASKS_OF = re.compile(r"(?<!\w)(?:nhiệm vụ|phương hướng|giải pháp|chương trình công tác|triển khai)[ \n]$")
_OF_NOUN = re.compile(
    r"(?<!\w)(?:cổ tức|trái phiếu|quyết toán|đề án|chương trình|nghị quyết|luật|quy hoạch|chiến lược|dự án|giải thưởng"
    r")[ \n]$"
)
_EVENT_REACH = 300
_FORWARD = 900


class _Resolver:
    """Reads the fields of the quantities of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.view = context.view
        self.candidates = context.quantity_candidates
        self.starts = [c.start for c in self.candidates]
        self.indicators = Indicators(context)
        legal_ends = {c.end for c in context.legal_reference_candidates}
        self.dates = [d for d in context.dates if not self._is_of_document(d, legal_ends)]
        self.date_starts = [d.start for d in self.dates]

    def _is_of_document(self, date: Date, legal_ends: set[int]) -> bool:
        """Whether a date tells when a document was issued or put out."""
        return date.role in ("issued", "published") or any(date.start - gap in legal_ends for gap in (1, 2, 3))

    def read(self, index: int) -> Reading:
        """All fields of the candidate at `index`."""
        candidate = self.candidates[index]
        unit = candidate.unit
        direction = self._direction(candidate)
        change = self._change(candidate, direction)
        return Reading(
            candidate.start,
            candidate.end,
            candidate.rule,
            candidate.value,
            candidate.comparator,
            candidate.max,
            candidate.total,
            unit.written or (self.view.written(unit.start, unit.end) if unit.end > unit.start else None),
            candidate.baseline,
            self.indicators.of(index),
            direction,
            change,
            self._compared_with(candidate) if change is not None else None,
            self._period(index),
            self._scope(candidate),
        )

    def _direction(self, candidate: QuantityCandidate) -> Direction | None:
        found = _DIRECTION.findall(self.view.lower, max(0, candidate.start - 28), candidate.start)
        return _DIRECTIONS[found[-1]] if found else None

    def _change(self, candidate: QuantityCandidate, direction: Direction | None) -> float | None:
        """By how much something changed, if that is what the number says; less than nothing for a decrease."""
        if candidate.baseline is not None:
            return None
        floor = max(0, candidate.start - 40)
        if not anchors.occur(self.view.lower, ("tăng", "giảm"), floor, candidate.start):
            return None
        verb = _CHANGE.search(self.view.lower, floor, candidate.start)
        if verb is None or self.view.lower.startswith("gấp", candidate.number_start):
            return None
        return -candidate.value if verb[1] == "giảm" else candidate.value

    def _compared_with(self, candidate: QuantityCandidate) -> str | None:
        lead = _COMPARED.match(self.view.lower, candidate.end)
        if lead is None:
            return None
        i = bisect_left(self.date_starts, lead.end() - 1)
        if i < len(self.dates) and self.dates[i].start <= lead.end() + 12:
            return self.dates[i].value
        return None

    def _scope(self, candidate: QuantityCandidate) -> str | None:
        first, last = sentence(self.view, candidate.start)
        begin, stop = max(first, candidate.start - 150), min(last, candidate.end + 80)
        if not anchors.occur(self.view.text, _SCOPE_WORDS, begin, stop):
            return None
        found = list(_SCOPE.finditer(self.view.text, begin, candidate.start))
        if found:
            return self.view.written(*found[-1].span())
        after = _SCOPE.search(self.view.text, candidate.end, stop)
        return self.view.written(*after.span()) if after else None

    def _period(self, index: int) -> str | None:
        """The date, year or interval that a quantity is set for or was reached in."""
        candidate = self.candidates[index]
        first, last = sentence(self.view, candidate.start)
        after = self._after(index, last)
        if after:
            return self._value(after)
        low, high = bisect_left(self.date_starts, first), bisect_left(self.date_starts, candidate.start)
        for date in reversed(self.dates[low:high]):
            if not self._is_compared(date) and not self._is_enclosed(date, candidate.start):
                return self._value(date)
        near = self._after(index, last, anywhere=True)
        if near:
            return self._value(near)
        event = candidate.sense == "actual" and _EVENT.search(
            self.view.lower, max(first, candidate.start - _EVENT_REACH), min(last, candidate.end + 80)
        )
        if event and self.event_day:
            return self.event_day
        return self._period_before(low, first, result=candidate.sense == "actual") or self._period_behind(
            high, candidate.end
        )

    def _value(self, date: Date) -> str:
        """The value of a date; of "từ năm 2016 đến nay" the years from then to the document's."""
        if date.granularity == "minute":
            return date.value.partition("T")[0]
        this_year = str(self.now or "")
        since = (
            date.granularity == "year"
            and date.value < this_year
            and _SINCE.search(self.view.lower, max(0, date.start - 8), date.start)
            and _UNTIL_NOW.match(self.view.lower, date.end)
        )
        if since:
            return f"{date.value}/{this_year}"
        from_january = f"{date.value[:4]}-01/{date.value}"
        if from_january in self.values and _UP_TO.search(self.view.lower, max(0, date.start - 12), date.start):
            return from_january  # "hết tháng 5", in a text of the first five months
        return date.value

    @cached_property
    def now(self) -> int | None:
        """The year the text speaks in."""
        return now(self.context)

    @cached_property
    def values(self) -> set[str]:
        """The values of all dates."""
        return {date.value for date in self.dates}

    @cached_property
    def event_day(self) -> str | None:
        """The day of the event that the text reports: the first day it names that is not long past."""
        published = self.context.published or ""
        days = [
            d
            for d in self.dates
            if d.granularity in ("day", "minute")
            and not self._is_compared(d)
            and not _IN_FORCE.search(self.view.lower, max(0, d.start - 30), d.start)
            and not (published and d.value[:10] > published and d.value[:4].isdigit())
        ]
        latest = max((d.value[:4] for d in days if d.value[:4].isdigit()), default="")
        for date in days:
            if not latest or date.value[:4] == latest or not date.value[:4].isdigit():
                return date.value.partition("T")[0]
        return None

    def _is_enclosed(self, date: Date, place: int) -> bool:
        """Whether a date belongs to another quantity, in brackets that closed before `place`."""
        shut = self.view.text.find(")", date.end, min(place, date.end + 60))
        opened = self.view.text.rfind("(", max(0, date.start - 80), date.start)
        if shut < 0 or opened < 0 or "(" in self.view.text[date.end : shut]:
            return False
        return bisect_left(self.starts, opened) < bisect_left(self.starts, date.start)

    def _after(self, index: int, last: int, *, anywhere: bool = False) -> Date | None:
        """The date that follows in the clause, before the next quantity."""
        candidate = self.candidates[index]
        stop = min(last, candidate.end + _REACH_AFTER)
        if index + 1 < len(self.starts):
            stop = min(stop, self.starts[index + 1])
        i = bisect_left(self.date_starts, candidate.end)
        if i == len(self.dates) or self.dates[i].start >= stop or self._is_compared(self.dates[i]):
            return None
        between = self.view.lower[candidate.end : self.dates[i].start]
        if candidate.unit.kind == "times" and between.strip() in ("", "so với", "so", "của"):
            return None  # what it is a multiple of: "gấp đôi năm 2015"
        if self.view.lower.startswith("cùng kỳ", self.dates[i].start) and not between.strip():
            return None  # "tăng 32% cùng kỳ năm trước"
        if not anywhere and (_APART.search(between) or _PLAN_BEFORE.search(between)):
            return None
        return self.dates[i]

    def _is_compared(self, date: Date) -> bool:
        return bool(_COMPARISON_BEFORE.search(self.view.lower, max(0, date.start - 60), date.start))

    def _period_before(self, before: int, first: int, *, result: bool) -> str | None:
        """The period that the sentences before tell; of a `result`, none that tasks are set for."""
        lines = 0
        place = first
        for date in reversed(self.dates[max(0, before - 12) : before]):
            lines += self.view.text.count("\n", date.end, place)
            place = date.start
            if lines > _LINES_BACK:
                break
            if not (self._is_time(date) or self._is_reached_by(date)) or self._is_attribute(date):
                continue
            if result and _TASKS_OF.search(self.view.lower, max(0, date.start - 24), date.start):
                continue
            return self._value(date)
        return None

    def _is_reached_by(self, date: Date) -> bool:
        """Whether a day is one up to which things were counted ("tính đến ngày 31/12/2017")."""
        return date.granularity == "day" and bool(
            _COUNTED_BY.search(self.view.lower, max(0, date.start - 30), date.start)
        )

    def _is_attribute(self, date: Date) -> bool:
        """Whether a date only says which thing is meant ("cổ tức năm 2016 cho cổ đông")."""
        lower = self.view.lower
        return bool(_OF_NOUN.search(lower, max(0, date.start - 24), date.start))

    def _period_behind(self, behind: int, end: int) -> str | None:
        """The first period that the text tells behind a title or a lead, where nothing stands before it."""
        for date in self.dates[behind : behind + 12]:
            if date.start > end + _FORWARD:
                break
            if self._is_time(date):
                return date.value
        return None

    def _is_time(self, date: Date) -> bool:
        """Whether a date can be the time of figures: no single day, no term of office, nothing compared with."""
        if self._is_compared(date) or self.view.lower.startswith("nhiệm kỳ", date.start):
            return False
        return date.granularity not in ("day", "minute")
