"""What the dates of a text can be to its quantities: their time, what they are compared with, or nothing to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cache, cached_property
from operator import attrgetter

from extract import anchors
from extract.context import Context
from extract.finders.quantity_document import sentence, years
from extract.lazy import re
from extract.model import Date
from extract.parts import quantity as parts
from extract.resolve.date_evidence import BORN

# What a date stands behind that something is compared with: no time of the thing itself.
_COMPARISON_BEFORE = parts.pattern(
    r"(?<!nếu ){compares_with}(?: {compared_thing}){0,4}[ \n]{1,2}$"
    r"|(?<!\w)so(?: với)?(?:[ \n](?!{ends_comparison}[ \n])[^\W\d_]{1,8}){0,9}[ \n]{1,2}$"
    r"|\d lần(?: so với)?[ \n]{1,2}$"
)
_COMPARISON_REACH = 60
# The plan that a result is a share of: its year is not yet the time of the result ("đạt 95% kế hoạch năm 2020").
_SHARE_OF_PLAN = parts.pattern(r"%[ \n](?:so (?:với )?)?(?:tổng[ ])?{set_noun}(?:[ \n][^\W\d_]{1,8}){0,10}[ \n]$")
_UNTIL_NOW = re.compile(r"[ \n](?:cho )?(?:đến|tới)[ \n](?:nay|giờ|thời điểm này|hiện nay)(?!\w)")
_SINCE = re.compile(r"(?<!\w)(?:kể )?từ[ \n](?:cuối |đầu |giữa )?$")
_AIMED = re.compile(r"(?<!tính )(?:đến|tới|vào|trước)[ \n](?:hết |cuối |đầu )?$")
_IN_FORCE = re.compile(r"(?:hiệu lực|thi hành|áp dụng)(?: thi hành)?(?: kể)?(?: từ)?[ \n]$")
_OPENED = re.compile(r"[^,;.:()\d]{0,60}\((?!tăng|giảm)[^()\d]{0,20}")  # "so với kế hoạch năm 2021 (7,4%)"
# What is in brackets behind an amount: what it is made of, not when it was.
_PART_ASIDE = re.compile(r"\([ ]?(?:đã |không |chưa )?(?:(?:bao gồm|gồm|trong đó)(?: cả)?|kể cả|tính cả)(?!\w)")
LONGEST_HEADING = 160
_UP_TO = re.compile(r"(?<!\w)hết[ \n](?:(?:đầu|giữa|cuối)[ \n])?$")
# What there is at the end of a month, not what came in up to it: "hết tháng 6/2020, huyện có 397 doanh nghiệp".
_STOCK = parts.pattern("{^stock_noun}")
_THERE_IS = re.compile(r"(?<!\w)(?:có|còn)(?: (?:gần|hơn|trên|khoảng|tổng số|tổng cộng)){0,2}[ \n]$")
_COUNTED_BY = re.compile(r"(?:tính|tính từ đầu năm|lũy kế|thời điểm)(?: đến)?[ \n](?:hết |cuối )?$")
# The time from the beginning of a year to a day of it: "từ đầu năm 2018 đến ngày 15/5".
_FROM_NEW_YEAR = re.compile(
    r"(?<!\w)từ[ \n]đầu[ \n]năm(?:[ \n](?:\d{4}|nay))?[ \n](?:cho[ \n])?(?:đến|tới)[ \n](?:hết[ \n])?(?:ngày[ \n])?$"
)
_OF_NOUN = parts.pattern(
    r"(?<!\w)(?:{dated_thing}|kế hoạch \d{1,2} năm|(?:chuẩn|tiêu chí)(?:[ \n][^\W\d_]{1,8}){0,6})[ \n]$"
)
# How far a plan looks ahead, beside the time that it is for: "thời kỳ 2021 - 2030, tầm nhìn đến năm 2050".
_VISION = re.compile(r"[\d)],?[ \n](?:và )?tầm nhìn[ \n](?:đến |tới )?$")
# The year that money is left over from, or goes over to.
_OF_REST = parts.pattern(
    r"(?<!\w)(?:(?:chuyển nguồn|kết dư)(?:[ \n](?:{rest_of}|năm \d{4})){0,4}"
    r"|năm[ \n]\d{4}[ \n]chuyển[ \n]sang)[ \n]$"
)
# The name of an event, which a year ends: "Giải cầu lông … năm 2025".
_NAMED_EVENT = parts.pattern(r"(?<!\w){named_event}[ \n][^,.;:()\n]{0,100}$")
_start = attrgetter("start")
_EVENT_DAY_REACH = 1200
_BIRTH = 24
INDENT = 3
_BRACKET_REACH = 260
_REST_REACH = 48
_NEW_YEAR_REACH = 44


@cache
def _comparing() -> tuple[str, ...]:
    """The words one of which stands in each comparison."""
    return (*parts.words("compares_with"), "so", "lần")


class QuantityDates:
    """The dates of one document that can tell the time of its quantities."""

    def __init__(self, context: Context, times: list[Date]) -> None:
        """`times` are the dates of the document and what else tells the time of figures (`figure_times`)."""
        self.context = context
        self.view = context.view
        self.candidates = context.quantity_candidates
        self.starts = [c.start for c in self.candidates]
        legal_ends = {c.end for c in context.legal_reference_candidates}
        self.dates = [d for d in times if not self._is_of_document(d, legal_ends) and not self._is_birth(d)]
        self.date_starts = [d.start for d in self.dates]

    def _is_of_document(self, date: Date, legal_ends: set[int]) -> bool:
        """Whether a date tells when a document was issued or put out; not where it opens a sentence that tells what
        was done on that day ("Ngày 5/3/2022, Quốc hội đã thông qua Luật …")."""
        if any(date.start - gap in legal_ends for gap in (1, 2, 3)) or date.role == "published":
            return True
        if date.end in legal_ends and date.rule == "date.year" and self.view.lower.startswith(" với ", date.end):
            return True  # "thông qua Nghị quyết về đầu tư công năm 2021 với 31 đại biểu tán thành"
        if date.role != "issued":
            return False
        opens = self.view.text.startswith(",", date.end) and date.start - self.view.sentence(date.start)[0] <= INDENT
        return not opens

    def _is_birth(self, date: Date) -> bool:
        """Whether someone was born then ("ông An (sinh năm 1970) … 20 ha")."""
        return BORN.search(self.view.lower, max(0, date.start - _BIRTH), date.start) is not None

    def _is_time_of(self, date: Date, place: int, *, result: bool) -> bool:
        """Whether a date earlier in the sentence is the time of the quantity at `place`."""
        if self._is_compared(date) and not self._is_of_compared(date, place):
            return False
        if self._is_enclosed(date, place) or self._is_attribute(date):
            return False
        if self.view.lower.startswith("cùng kỳ", date.start) and self._follows_number(date.start):
            return False  # "tăng 32% cùng kỳ năm trước"
        if self._is_in_force(date) or self._is_of_item(date, place):
            return False
        return not (result and self._is_to_come(date))

    def _is_of_item(self, date: Date, place: int) -> bool:
        """Whether a date is of one item of a list, which another item at `place` is no part of, and the list has a time
        of its own: "Trong 5 năm 2011-2015 …; thu nhập năm 2015 là …; sản lượng …"."""
        text = self.view.text
        if date.end > place or text.find(";", date.end, place) < 0:
            return False
        first, _ = sentence(self.view, place)
        if text.find(";", first, date.start) < 0:
            return False
        i = bisect_left(self.date_starts, first)
        head = self.dates[i]
        return text.find(";", first, head.start) < 0 and self._is_time_of(head, place, result=False)

    def _is_of_compared(self, date: Date, place: int) -> bool:
        """Whether the quantity at `place` is in brackets what something is compared with: not where a change stands
        before it ("thấp hơn so với kế hoạch năm 2021 (7%)", but "tăng 7% so với năm 2021 (12 hộ)")."""
        if not _OPENED.fullmatch(self.view.lower, date.end, place):
            return False
        before = bisect_left(self.starts, date.start) - 1
        if before < 0 or not self.view.lower.startswith((" so với", "\nso với"), self.candidates[before].end):
            return True
        this = bisect_left(self.starts, place)
        changed, told = self.candidates[before], self.candidates[this]
        return changed.unit.kind == told.unit.kind != "percent" and changed.value < told.value

    def _is_of_plan(self, date: Date) -> bool:
        """Whether a date is the year of the plan that a result is a share of."""
        return bool(_SHARE_OF_PLAN.search(self.view.lower, max(0, date.start - 100), date.start))

    def _is_in_force(self, date: Date) -> bool:
        """Whether a date tells from when a document is in force."""
        return bool(_IN_FORCE.search(self.view.lower, max(0, date.start - 30), date.start))

    def _follows_number(self, place: int) -> bool:
        """Whether a quantity ends right before `place`."""
        before = bisect_left(self.starts, place) - 1
        return before >= 0 and 0 <= place - self.candidates[before].end <= 1

    def _is_named(self, date: Date, dates: list[Date]) -> bool:
        """Whether a year only ends the name of an event whose day the sentence tells too."""
        return (
            date.granularity == "year"
            and any(d.granularity in ("day", "minute") and d.value[:4] in (date.value, "XXXX") for d in dates)
            and bool(_NAMED_EVENT.search(self.view.lower, max(0, date.start - 110), date.start))
        )

    def _is_to_come(self, date: Date) -> bool:
        """Whether a year is to come at the time of the text ("đến năm 2030"): no result was reached then."""
        year = date.value[:4]
        if date.granularity in ("day", "minute") or self.now is None or not year.isdigit() or int(year) <= self.now:
            return False
        published = self.context.published or "9999"
        return year > published[:4] or bool(_AIMED.search(self.view.lower, max(0, date.start - 12), date.start))

    def _goes_on_yet(self, date: Date) -> bool:
        """Whether a time goes on beyond that of the text: a plan has it ("giai đoạn 2021 - 2030"), and no result was
        reached in it unless its own sentence says so."""
        first, _, last = (year[:4] for year in date.value.partition("/"))
        if self.now is None or not (first.isdigit() and last.isdigit()):
            return False
        return int(last) > self.now and int(last) - int(first) > 1  # (not a school year)

    def _value(self, date: Date, *, result: bool, own: bool = True) -> str:
        """The value of a date in the `own` sentence of the quantity or in another.

        Of "từ năm 2016 đến nay" it is the years from then to the document's; of "(đến) hết tháng 9" the months of a
        `result`, while a goal is set for the last of them.
        """
        if date.granularity == "minute":
            return date.value.partition("T")[0]
        if self._is_from_new_year(date):
            return f"{date.value[:4]}-01/{date.value}"
        if until := self._until_now(date):
            return f"{date.value}/{until}"
        up_to = result and date.granularity == "month"
        if up_to and _UP_TO.search(self.view.lower, max(0, date.start - 16), date.start):
            return self._from_new_year_to(date, own=own)
        return date.value

    def _from_new_year_to(self, date: Date, *, own: bool) -> str:
        """The months of a year up to the end of a month ("hết tháng 9"); the month itself, of what its `own` sentence
        says there is then."""
        year, _, month = date.value.partition("-")
        first = bisect_left(self.starts, date.end)
        counted = self.candidates[first] if own and first < len(self.candidates) else None
        if counted:
            between = date.end, counted.number_start or counted.start
            if _THERE_IS.search(self.view.lower, *between) or _STOCK.search(self.view.lower, *between):
                return date.value
        return {"01": date.value, "06": f"{year}-H1", "12": year}.get(month, f"{year}-01/{date.value}")

    def _until_now(self, date: Date) -> str:
        """The year, month or day of the text, like that of a date that a time begins with which goes on to it ("từ
        tháng 9/2020 đến nay")."""
        year = str(max(self.now or 0, self.latest))
        published = self.context.published or ""
        now = {"year": year, "month": published[:7], "day": published[:10]}.get(date.granularity, "")
        if not date.value < now or not _UNTIL_NOW.match(self.view.lower, date.end):
            return ""
        return now if _SINCE.search(self.view.lower, max(0, date.start - 14), date.start) else ""

    @cached_property
    def now(self) -> int | None:
        """The year the text speaks in."""
        return years(self.context).now

    @cached_property
    def latest(self) -> int:
        """The latest year of a day that the text tells, up to that of its publication; 0 if it tells none."""
        published = int((self.context.published or "9999")[:4])
        years = (int(d.value[:4]) for d in self.dates if d.granularity == "day" and d.value[:4].isdigit())
        return max((year for year in years if year <= published), default=0)

    @cached_property
    def event_days(self) -> list[Date]:
        """The days that an event which the text reports can have been on: those of its latest year."""
        published = self.context.published or ""
        days = [
            d
            for d in self.dates
            if d.granularity in ("day", "minute")
            and not self._is_compared(d)
            and not self._is_in_force(d)
            and not (published and d.value[:10] > published and d.value[:4].isdigit())
        ]
        now = str(self.now or 9999)
        latest = max((d.value[:4] for d in days if d.value[:4].isdigit() and d.value[:4] <= now), default="")
        return [d for d in days if not latest or d.value[:4] == latest or not d.value[:4].isdigit()]

    def _event_day(self, place: int) -> str:
        """The day of the event that `place` tells of: the latest told not far before it, else the first told."""
        days = self.event_days
        low = bisect_left(days, place - _EVENT_DAY_REACH, key=_start)
        near = [day.value for day in days[low : bisect_left(days, place, key=_start)]]
        return max(near, default=days[0].value).partition("T")[0]

    def _is_enclosed(self, date: Date, place: int) -> bool:
        """Whether a date belongs to another quantity, in brackets that closed before `place`."""
        shut = self.view.text.find(")", date.end, min(place, date.end + _BRACKET_REACH))
        opened = self.view.text.rfind("(", max(0, date.start - _BRACKET_REACH), date.start)
        if (
            shut < 0
            or opened < 0
            or "(" in self.view.text[date.end : shut]
            or ")" in self.view.text[opened : date.start]
        ):
            return False
        return bool(_PART_ASIDE.match(self.view.lower, opened)) or (
            bisect_left(self.starts, opened) < bisect_left(self.starts, date.start)
        )

    def _is_compared(self, date: Date) -> bool:
        begin = max(0, date.start - _COMPARISON_REACH)
        if anchors.occur(self.view.lower, _comparing(), begin, date.start) and _COMPARISON_BEFORE.search(
            self.view.lower, begin, date.start
        ):
            return True
        before = bisect_left(self.date_starts, date.start) - 1  # "tốt hơn tháng 4 và quý I"
        return (
            before >= 0
            and self.view.lower[self.dates[before].end : date.start] == " và "
            and bool(_COMPARISON_BEFORE.search(self.view.lower, max(0, date.start - 90), self.dates[before].start))
        )

    def _line(self, place: int) -> int:
        """The number of the line that a place stands in."""
        return bisect_right(self.view.line_starts, place)

    def _heads(self, date: Date) -> bool:
        """Whether a date stands in a line that heads a section or a list: short, and without a stop at its end."""
        begin, end = self.view.line(date.start)
        line = self.view.text[begin : min(end, begin + LONGEST_HEADING + 1)].strip()
        return len(line) <= LONGEST_HEADING and not line.endswith((".", ";", ","))

    def _is_reached_by(self, date: Date) -> bool:
        """Whether a day is one up to which things were counted ("tính đến ngày 31/12/2017")."""
        return date.granularity == "day" and (self._is_counted_by(date) or self._is_from_new_year(date))

    def _is_counted_by(self, date: Date) -> bool:
        begin = max(0, date.start - 30)
        return anchors.occur(self.view.lower, ("tính", "lũy kế", "thời điểm"), begin, date.start) and bool(
            _COUNTED_BY.search(self.view.lower, begin, date.start)
        )

    def _is_from_new_year(self, date: Date) -> bool:
        """Whether a day ends a time that begins with its year."""
        return date.granularity == "day" and bool(
            _FROM_NEW_YEAR.search(self.view.lower, max(0, date.start - _NEW_YEAR_REACH), date.start)
        )

    def _is_attribute(self, date: Date) -> bool:
        """Whether a date only says which thing is meant ("cổ tức năm 2016 cho cổ đông")."""
        lower = self.view.lower
        if _OF_NOUN.search(lower, max(0, date.start - 24), date.start):
            return True
        if _VISION.search(lower, max(0, date.start - 24), date.start):
            return True
        return bool(_OF_REST.search(lower, max(0, date.start - _REST_REACH), date.start))

    def _is_time(self, date: Date) -> bool:
        """Whether a date can be the time of figures: no single day, nothing compared with, and no term of office but
        one that a sentence begins with ("Nhiệm kỳ 2020 - 2025, Đảng bộ …")."""
        if self._is_compared(date):
            return False
        opens = date.start - self.view.sentence(date.start)[0] <= INDENT
        if self.view.lower.startswith("nhiệm kỳ", date.start) and not opens:
            return False
        if date.granularity == "month" and not date.value[:4].isdigit():
            return False
        return date.granularity not in ("day", "minute")
