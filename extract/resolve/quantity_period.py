"""When a quantity was reached or is to be reached: the date of its clause, its sentence, its event or its section."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from extract import anchors
from extract.context import Context
from extract.finders.quantity_document import sentence
from extract.lazy import later, re
from extract.model import Date
from extract.parts import quantity as parts
from extract.resolve.quantity_dates import INDENT, LONGEST_HEADING, QuantityDates
from extract.resolve.quantity_times import SamePeriod, compared_period, is_reported, same_period

# What a date stands behind that something is compared with: no time of the thing itself.
_PLAN_BEFORE = parts.pattern(
    r"(?:{dated_plan}|cho)[ \n]"
    r"(?:(?:của|cả|đề ra|được giao)[ \n]){0,3}$"
)
_SAID = parts.pattern(r"(?<!\w)(?:{says}|thông tin|báo cáo)(?!\w)")
# The whole of a share, in the words between it and a date ("bằng 115% tổng lợi nhuận của cả năm 2019").
_SHARE = re.compile(r"(?<!\w)bằng[ \n]$")
_EVENT = parts.pattern("{^event_word}")
# The state of things when the text was written: what was reached in an earlier sentence's year is something else.
_NOT_NOW = ("phát ", "so với ", "như ", "cụm ", "trước ", "nhất ")
_NOW = later(
    lambda: (
        anchors.any_of(
            parts.words("now_word"), not_behind=(*(f"{word} " for word in parts.words("word_start")), *_NOT_NOW)
        )
        + parts.fill(r"(?! (?:{word_end}|trường)(?!\w)| có,)")
    )
)
_REPORT_OF = re.compile(r"(?<!\w)báo cáo[ \n](?:[^\W\d_]{1,8}[ \n]){0,8}$")
_MERITS = re.compile(r"(?<!\w)(?:thành tích|đóng góp|xuất sắc)(?!\w)")
_GIVEN = parts.pattern(r"(?<!\w){praises}(?!\w)")
_APART = re.compile(r"[,;:(]| và | nâng ")
_OTHER_CLAUSE = parts.pattern(r"{^clause_apart}")
_REACH_AFTER = 90
_LINES_NEAR = 5
_LINES_BACK = 14
# What is still to be done in a time, in the words before it, unless they review it.
_STRETCH = re.compile(r"[,.;:()\d]| và ")
_TASKS = parts.pattern("{^task_of}")
_REVIEWS = parts.pattern("{^review_word}")
_TASKS_REACH = 60
_GOES_ON = parts.pattern(r"[\s\"“'-]{0,4}{^goes_on}")
# A heading of goals up to its date, and how it ends behind it.
_GOALS = parts.pattern(
    r"(?:^|\n)[ ]*(?:[ivx]{1,4}[.)]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?|[a-zđ][.)]|[-+*])?[ ]*"
    r"(?=[^.;\n]{0,70}(?:\n[^.;\n]{0,70})?{goals_title})"
    r"[^.;:\n]{0,70}(?:\n[^.;:\n]{0,70})?$"
)
_HEADING_ENDS = re.compile(r"[ ]?:?[ ]*(?:\n|$)")
# The new year's feast of the year that the text speaks in.
_NEW_YEAR = parts.pattern(r"(?<!\w)(?<!trước )(?<!sau )tết(?! (?:{other_feast}|năm (?:sau|tới)))(?!\w)")
_SINCE_SAME = re.compile(r"(?<!\w)so với (?:cùng kỳ|năm (?:trước|ngoái))")
_WHOLE_YEAR = re.compile(r"(?<!\w)cả[ \n]năm(?! (?:19|20)\d\d| nay| trước)[^,;.:()\d]{0,40}$")
_BUDGETED = parts.pattern(r"(?<!\w){set_noun}(?![ \n](?:tháng|quý|\d))(?:[ \n][^\W\d_]{1,8}){0,12}[ \n]\(?$")
_PART_OF_YEAR = re.compile(r"(\d{4})-(?:[HQ]\d|\d\d(?:/\1-\d\d)?|\d\d-\d\d)")
_YEAR_ENDS = ("-H2", "-Q4")
_EVENT_REACH = 300
_WHOLE_REACH = 80
_FORWARD = 400
_TITLE_LINES = 2
_TERMS = ("nhiệm kỳ", "thời kỳ")
_LONGEST_TITLE = 600
_NOT_ROUND = 100
_MOST_RETOLD = 4
_OFTEN = 3
_NEAR = 350
_FAR = 1000
_SAME_REACH = 90
_SAME_LEAD = 12
_NOW_REACH = 200
_ADJACENT = 12


class _Beside(NamedTuple):
    """What the sentence of a quantity tells of its time."""

    value: str | None = None
    is_told: bool = False
    """Whether it tells a time, if only to say that the quantity is not of that time."""
    is_now: bool = False
    """Whether it tells the state of things."""


class Periods(QuantityDates):
    """The periods of the quantities of one document."""

    def __init__(self, context: Context, times: list[Date]) -> None:
        """`times` are the dates of the document and what else tells the time of figures (`figure_times`)."""
        super().__init__(context, times)
        self._known: dict[int, str | None] = {}
        self._sentences: dict[int, tuple[int, int]] = {}
        self._amounts: dict[tuple[float, str, str], list[int]] = {}

    def of(self, index: int) -> str | None:
        """The date, year or interval that the quantity at `index` is set for or was reached in.

        It is the first of these that the text gives:

        1. a date behind it in its clause ("120 hộ trong năm 2021");
        2. the nearest date before it in its sentence, if that is its time and not, say, what it is compared with;
        3. a date behind it further on in its sentence, before the next quantity;
        4. none, for a result that the clause tells as the state of things ("hiện nay", "đến nay");
        5. of what happens at an event (prizes, votes), the day of the event;
        6. the nearest date of the sentences before that can be the time of figures;
        7. for a title, the first such date behind it.
        """
        if index not in self._known:
            self._known[index] = self._of(index)
        return self._known[index]

    def _sentence(self, index: int) -> tuple[int, int]:
        """The sentence of the quantity at `index`: asked again and again, found once."""
        if index not in self._sentences:
            self._sentences[index] = sentence(self.view, self.candidates[index].start)
        return self._sentences[index]

    def _of(self, index: int) -> str | None:
        earlier = self._same_period(index)
        if earlier is not None:
            return earlier.of(self.of(index - 1) if index else None)
        if index and self._goes_on_with_same_period(index):
            return self.of(index - 1)
        found = self._found(index)
        year = _PART_OF_YEAR.fullmatch(found or "")
        if year and self._is_of_year(index):
            return year[1]
        if found is None and self.now and self._tells_whole_year(index):
            return str(self.now)
        return found

    def _same_period(self, index: int) -> SamePeriod | None:
        """The earlier period that a result was reached in, told beside that of this year ("tăng 7%, cùng kỳ là 6%")."""
        candidate = self.candidates[index]
        if candidate.sense != "actual":
            return None
        if found := compared_period(self.view.lower, candidate.start, candidate.end):
            return found
        first, _ = self._sentence(index)
        begin = self.candidates[index - 1].end if index else first
        behind = bisect_left(self.date_starts, candidate.start) - 1
        same = max(0, self.dates[behind].start - _SAME_LEAD) if behind >= 0 else 0
        if behind >= 0 and "cùng kỳ" not in self.view.lower[same : self.dates[behind].end]:
            begin = max(begin, self.dates[behind].start)
        return same_period(self.view.lower, max(first, begin, candidate.start - _SAME_REACH), candidate.start)

    def _goes_on_with_same_period(self, index: int) -> bool:
        """Whether the quantity at `index` is of the period of the one before, in a sentence that opens with "Cùng kỳ
        năm 2017": no other time stands between them."""
        previous, candidate = self.candidates[index - 1], self.candidates[index]
        first, _ = self._sentence(index)
        if previous.start < first or "cùng kỳ" not in self.view.lower[first : first + INDENT + 7]:
            return False
        return bisect_left(self.date_starts, previous.end) == bisect_left(self.date_starts, candidate.start)

    def _is_of_year(self, index: int) -> bool:
        """Whether a quantity is one of a whole year, though parts of it are spoken of: "tăng trưởng cả năm", or a goal
        that a budget sets."""
        candidate = self.candidates[index]
        begin = max(0, candidate.start - _WHOLE_REACH)
        if self._tells_whole_year(index):
            return True
        if candidate.sense == "actual" or candidate.unit.kind == "percent":
            return False
        return bool(_BUDGETED.search(self.view.lower, begin, candidate.number_start or candidate.start))

    def _tells_whole_year(self, index: int) -> bool:
        start = self.candidates[index].start
        return bool(_WHOLE_YEAR.search(self.view.lower, max(0, start - _WHOLE_REACH), start))

    def _found(self, index: int) -> str | None:
        """The period as `of` describes it."""
        candidate = self.candidates[index]
        result = candidate.sense == "actual"
        beside = self._beside(index)
        if beside.value or beside.is_told:
            return beside.value
        first, last = self._sentence(index)
        event = result and _EVENT.search(
            self.view.lower, max(first, candidate.start - _EVENT_REACH), min(last, candidate.end + 80)
        )
        if event and self.event_days:
            return self._event_day(candidate.start)
        if (
            result
            and self.now
            and _NEW_YEAR.search(self.view.lower, max(first, candidate.start - _NOW_REACH), candidate.start)
        ):
            return str(self.now)
        if beside.is_now:
            return None
        if self._is_in_title(candidate.end) and (retold := self._retold(index)):
            return retold
        low, high = bisect_left(self.date_starts, first), bisect_left(self.date_starts, candidate.start)
        before = self._before(index, low, first, result=result) or self._behind(high, candidate.end, result=result)
        if before or candidate.unit.kind == "percent":
            return before or (self._plan_year(high, candidate.end) if result else self._title_term)
        return self._retold(index) or (None if result else self._title_term)

    def _plan_year(self, behind: int, end: int) -> str | None:
        """The year of the plan that a result ending at `end` is a share of, where no other time is told of it."""
        date = self.dates[behind] if behind < len(self.dates) else None
        return date.value if date and date.start - end <= _REACH_AFTER and self._is_of_plan(date) else None

    @cached_property
    def _title_term(self) -> str | None:
        """The term of office or the time of a plan that the title of the text names: a goal told without a time is of
        it."""
        for date in self.dates:
            if not self._is_in_title(date.end):
                break
            if date.granularity == "interval" and self.view.lower.startswith(_TERMS, date.start):
                return date.value
        return None

    def _beside(self, index: int) -> _Beside:
        """What the sentence of the quantity at `index` tells of its time."""
        candidate = self.candidates[index]
        result = candidate.sense == "actual"
        first, last = self._sentence(index)
        after = self._after(index, last)
        if after:
            return _Beside(self._value(after, result=result))
        low, high = bisect_left(self.date_starts, first), bisect_left(self.date_starts, candidate.start)
        is_now = self._now(max(first, candidate.start - _NOW_REACH), candidate.start) if result else 0
        before = self.dates[low:high]
        times = [d for d in reversed(before) if self._is_time_of(d, candidate.start, result=result)]
        times = [d for d in times if not self._is_named(d, before)]
        if result and (reviewed := self._reviewed(times, candidate.start)):
            return _Beside(self._value(reviewed, result=True), is_told=True)
        of_plan = [d for d in times if result and self._is_of_plan(d)]
        if times:
            date = next((d for d in times if d not in of_plan), times[0])
            stands = is_now and is_now > date.end + _ADJACENT and not self._is_said_on(date, first, is_now)
            return _Beside(None if stands else self._value(date, result=result), is_told=True)
        near = None if is_now else self._after(index, last, anywhere=True)
        if near and not (result and self._is_to_come(near)):
            return _Beside(self._value(near, result=result))
        return _Beside(is_now=bool(is_now))

    def _reviewed(self, times: list[Date], place: int) -> Date | None:
        """The time that is reported on where a result is told on a day: "tại hội nghị tổng kết năm 2020 ngày 28/1, ông
        An cho biết". `times` are those of the sentence, from the nearest to `place`."""
        if len(times) < 2 or times[0].granularity != "day":
            return None
        if not _SAID.search(self.view.lower, times[0].end, min(place, times[0].end + _NOW_REACH)):
            return None
        return next((d for d in times[1:] if self._is_time(d) and self._is_reported(d)), None)

    def _retold(self, index: int) -> str | None:
        """The time that another sentence tells of the same quantity: of one in a title, or one that is no round one."""
        this = self.candidates[index]
        if not self._amounts:
            for i, other in enumerate(self.candidates):
                self._amounts.setdefault((other.value, other.unit.kind, other.sense), []).append(i)
        same = self._amounts[this.value, this.unit.kind, this.sense]
        if len(same) == 1 or not (self._is_in_title(this.end) or this.value % 1 or this.value >= _NOT_ROUND):
            return None
        unit = self.view.lower[this.unit.start : this.unit.end]
        for i in same[:_MOST_RETOLD]:
            told_unit = self.candidates[i].unit
            if (
                i != index
                and self.view.lower[told_unit.start : told_unit.end] == unit
                and (told := self._beside(i).value)
            ):
                return told
        return None

    def _is_in_title(self, end: int) -> bool:
        return end <= _LONGEST_TITLE and self.view.text.count("\n", 0, end) <= _TITLE_LINES

    def _now(self, begin: int, end: int) -> int:
        """Where the words end that tell of the state of things, before `end`; 0 if there are none."""
        return max((m.end() for m in _NOW.finditer(self.view.lower, begin, end)), default=0)

    def _is_said_on(self, date: Date, first: int, now_end: int) -> bool:
        """Whether the state of things is told on a day that opens the sentence ("Ngày 7/7, ông cho biết: Đến nay")."""
        opens = date.granularity == "day" and date.start - first <= INDENT
        return opens and bool(_SAID.search(self.view.lower, date.end, now_end))

    def _after(self, index: int, last: int, *, anywhere: bool = False) -> Date | None:
        """The date that follows in the clause, before the next quantity."""
        candidate = self.candidates[index]
        stop = min(last, candidate.end + _REACH_AFTER)
        if index + 1 < len(self.starts):
            stop = min(stop, self.starts[index + 1])
        i = bisect_left(self.date_starts, candidate.end)
        while i < len(self.dates) and self.dates[i].start < stop and self._is_attribute(self.dates[i]):
            i += 1
        if i == len(self.dates) or self.dates[i].start >= stop or self._is_compared(self.dates[i]):
            return None
        between = self.view.lower[candidate.end : self.dates[i].start]
        if candidate.unit.kind == "times" and between.strip() in ("", "so với", "so", "của"):
            return None  # what it is a multiple of: "gấp đôi năm 2015"
        if self.view.lower.startswith("cùng kỳ", self.dates[i].start) and "(" not in between:
            return None  # "tăng 32% cùng kỳ năm trước"
        if _OTHER_CLAUSE.search(between):
            return None  # "đạt 80%, trong khi năm 2012 chỉ có 30%"
        if not anywhere and (_APART.search(between) or _PLAN_BEFORE.search(between) or _REPORT_OF.search(between)):
            return None
        if candidate.sense == "actual" and self._is_of_plan(self.dates[i]) and "," not in between:
            return None  # "đạt 62% kế hoạch thu năm 2020": reached before the year of the plan was over
        if _MERITS.search(between) and self.event_days and self._is_given(candidate.start):
            return None  # "trao giấy khen cho 8 tập thể có thành tích năm 2017": on the day of the event
        if not anywhere and _SHARE.search(self.view.lower, max(0, candidate.start - 20), candidate.start):
            return None
        return self.dates[i]

    def _is_given(self, place: int) -> bool:
        """Whether something is given away before `place` in its sentence."""
        first, _ = sentence(self.view, place)
        return bool(_GIVEN.search(self.view.lower, max(first, place - _EVENT_REACH), place))

    def _before(self, index: int, before: int, first: int, *, result: bool) -> str | None:
        """The period that the sentences before tell; of a `result`, none that tasks are set for."""
        for date in self._dates_before(before, first):
            if self._is_attribute(date):
                continue
            if not (self._is_time(date) or self._is_reached_by(date)) and (result or not self._heads_goals(date)):
                continue  # a goal may be of a term of office: "MỤC TIÊU NHIỆM KỲ 2022-2025"
            if not result and self.view.text.startswith("(", date.start - 1):
                continue  # "tập thể: Chi bộ 2 (giai đoạn 2020 - 2021)" tells of that alone
            if result and self._is_of_tasks(date):
                continue
            if result and self._is_to_come(date):
                continue
            if not self._reaches(date, first, index, result=result):
                continue
            if result:
                return None if self._goes_on_yet(date) else self._value(date, result=result, own=False)
            part = (
                None
                if date.value.endswith(_YEAR_ENDS) or self._heads_goals(date)
                else _PART_OF_YEAR.fullmatch(date.value)
            )
            return part[1] if part else self._value(date, result=result)  # goals are set for a year, not for May
        return None

    def _reaches(self, date: Date, place: int, index: int, *, result: bool) -> bool:
        """Whether a time told in an earlier sentence is still that of the quantity at `index`, whose sentence begins at
        `place`: one that the text tells again and again reaches far, one that is told but once hardly beyond its own
        paragraph, and to a goal only from another or from tasks."""
        told, away = self._tellings[date.value], place - date.end
        if not result:
            if told >= _OFTEN or self._heads_goals(date):
                return True
            before = self.candidates[index - 1] if index and away < _NEAR else None
            of_goal = before is not None and before.sense == "target" and self.of(index - 1) == date.value
            return away < _NEAR and (of_goal or self._is_of_tasks(date))
        if away < _NEAR or told > _OFTEN or (away < _FAR and (told > 1 or self._goes_on(place))):
            return True
        if away < _FAR and self.view.lower.startswith(_TERMS, date.start):
            return True  # a review of a term: "Nhiệm kỳ 2020 - 2025, Đảng bộ xã đã …"
        return self._is_reached_by(date) or self._is_reported(date)

    def _is_of_tasks(self, date: Date) -> bool:
        """Whether something is to be done in a time ("triển khai kế hoạch công tác năm 2026")."""
        before = bisect_left(self.date_starts, date.start) - 1
        if before >= 0 and self.view.lower[self.dates[before].end : date.start] == " và ":
            return self._is_of_tasks(self.dates[before])  # "nhiệm vụ quý IV và năm 2026"
        stretch = _STRETCH.split(self.view.lower[max(0, date.start - _TASKS_REACH) : date.start])[-1]
        return bool(_TASKS.search(stretch)) and not (_REVIEWS.search(stretch) or self._is_of_plan(date))

    def _heads_goals(self, date: Date) -> bool:
        """Whether a date ends a heading of goals ("2. Mục tiêu cụ thể đến năm 2030")."""
        if not _HEADING_ENDS.match(self.view.text, date.end):
            return False
        return bool(_GOALS.search(self.view.lower, max(0, date.start - LONGEST_HEADING), date.start))

    def _goes_on(self, place: int) -> bool:
        """Whether the sentence that begins at `place` goes on with what was told, or tells a change."""
        if _GOES_ON.match(self.view.lower, place):
            return True
        return bool(_SINCE_SAME.search(self.view.lower, *sentence(self.view, place)))

    def _is_reported(self, date: Date) -> bool:
        """Whether a text reports on a time ("hội nghị sơ kết công tác dân vận 6 tháng đầu năm")."""
        return is_reported(self.view.lower, date)

    @cached_property
    def _tellings(self) -> Counter[str]:
        """How often the text tells each time."""
        return Counter(date.value for date in self.context.dates)

    def _dates_before(self, before: int, first: int) -> Iterator[Date]:
        """The dates of the lines before `first`, from the nearest; `before` is the index behind the last of them."""
        lines = 0
        place = first
        for date in reversed(self.dates[max(0, before - 12) : before]):
            lines += self._line(place) - self._line(date.end)
            place = date.start
            if lines > _LINES_BACK:
                return
            if lines <= _LINES_NEAR or self._heads(date):
                yield date

    def _behind(self, behind: int, end: int, *, result: bool) -> str | None:
        """The first date that the text tells behind a title, where nothing stands before it: of a `result` also the
        day of the event that is reported."""
        if not self._is_in_title(end):
            return None
        for date in self.dates[behind : behind + 3]:
            if date.start > end + _FORWARD:
                break
            if self._is_compared(date) or self._is_in_force(date):
                continue
            if result and date.granularity == "day" and date.role != "issued":
                return date.value
            if self._is_time(date) and not (result and self._is_to_come(date)):
                return date.value
        return None
