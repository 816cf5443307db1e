"""When an event takes place: the day told around its mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from extract.finders.meeting import MeetingCandidate
from extract.lazy import re
from extract.model import Date
from extract.parts import meeting as parts
from extract.resolve.meeting_surroundings import Surroundings, days_apart, only_circumstances

_NOT_THE_DAY = parts.pattern(
    r"(?:{other_day}|(?!chương trình|đề án){paper}|trước|đến hết|kể từ|đến|số [^\s,;]{1,25}) ?,? ?\(?$|thời gian sau $|"
    r"(?<!\w)(?:nhân|mừng|hưởng ứng) (?:dịp )?(?:ngày|tết|quốc khánh|quốc tế)(?! \d)[^,.;\d]{0,40}$|{holiday} ?\(?$"
)
# The days between which an event may be held, and not those on which it is: "Theo quy định, hội nghị … từ ngày …".
_BY_RULE = re.compile(r"(?<!\w)theo (?:quy định|luật định),? $")
_IN_MONTH = re.compile(
    r"(?: của [^,.;()\n]{2,60})?,? ?(?:(?:mới đây|gần đây)(?: nhất)? |mới nhất |"
    r"vừa qua )?(?:họp |diễn ra )?(?:tại [^,.;]{2,40}?(?:, [^,.;]{2,30}?)? )?(?:diễn ra |được tổ chức |"
    r"tổ chức |sẽ |đã |dự kiến ){0,4}(?:vào |trong )?"
    r"(?:hồi |cuối |đầu )?\(?(?:vào |trong )?"
)
_IN_A_SPEECH = parts.pattern(r"(?:{say_verb}|{remark_verb}|báo cáo)[,:][ \n]|[ \n]là năm ")
# The day is that of a paper which tells of the event.
_IN_A_PAPER = parts.pattern(
    r"nhận được {official_letter}|(?:thư|điện|bài viết)(?: chúc mừng| mừng)? (?:gửi|về)|"
    r"(?:ban hành|có|ra|gửi) {official_letter}"
)
_ANOTHER_TIME = parts.pattern(r"{another_time}(?!\w)")
_BESIDE = parts.pattern(r"[ \n\-]{0,3}(?:{beside}|nhân|sau|trước|để|nhằm)(?!\w)")
_BESIDE_IT = re.compile(r"(?<!\w)(?:bên lề|trong khuôn khổ|nhân dịp)[ \n]")
_APART = re.compile(r"(?: ?\([^()\n]{1,20}\))?,[ \n]")
_MONTH_LED = re.compile(r"(?:^ ?|[,.\n] ?|vào |hồi )(?:đầu|cuối|giữa|trong|vào|hồi) $|, $")
_OPEN_END = re.compile(r"(?:từ|đến|trước|hiệu lực|thông qua|có|\()\s?$")
_AND_DAY = re.compile(r"[ \n](?:và|đến)[ \n](?:ngày[ \n])?")
_ONLY_A_YEAR = re.compile(r"[ \n]năm[ \n]\d{4}")
_YEAR_BEHIND = re.compile(
    r"[ \n]\(?(?:diễn ra |được tổ chức |tổ chức )?(?:vào |trong )?(?:khoảng )?(?:đầu |cuối |giữa )?"
)
_COMPARED = re.compile(r"[.;]|(?<!\w)(?:sẽ|phấn đấu|tiếp tục|các|nhiều|mỗi|nghị quyết|\d+ (?:cuộc|hội|lần|đợt))(?!\w)")
_HANGS_ON = parts.pattern(r"[ \n](?:trước|sau|về|trước thềm|(?:(?:về |công bố |thông báo )?kết quả )?của)[ \n]")
# A sitting that prepares another: "phiên họp cho ý kiến về việc chuẩn bị ⟨kỳ họp thứ 3⟩ sáng 17/5".
_PREPARES = re.compile(
    r"[^.;:\n]{0,70}(?<!\w)(?:chuẩn bị (?:các )?(?:nội dung )?(?:cho |trình |phục vụ )?|(?:dự kiến|về) chương trình )"
)
_OPENS_WITH = parts.pattern(
    r"[\s\-*+•(]{0,6}(?:(?:Cũng )?(?:[Tt]ại|[Ởở]) [^,.;:\n]{2,50}, )?"
    r"(?:(?:{+then_word}|Trước đó|Theo đó|Cũng)[, ]{0,2})?(?:[Vv]ào )?\(?"
)
# What was said that day of an event of another: "Cùng ngày, … khẳng định ⟨chuyến thăm⟩ của Đoàn".
_SAID_OF_IT = parts.pattern(
    r"[ \n](?:(?!phát biểu){say_verb}|đánh giá cao|tin tưởng|chúc mừng)[ \n](?:[^,.;:\n]{0,40}[ \n])?$"
)
_SAME_DAY = parts.pattern(
    r"(?:{then_word}|ngay sau (?:đó|khi|phần|họp|{classifier}|{event_noun}|{talks})|"
    r"(?:kết thúc|sau) (?:cuộc )?{talks})(?!\w)"
)
# Kinds of events that are over within hours, so that what comes right after is of the same day.
TAKES_HOURS = frozenset({"working_session", "reception", "ceremony", "press_conference", "meeting", "dialogue"})
_RIGHT_AFTER = re.compile(r"\)?,[ \n](?:ngay )?(?:sau|trước)(?: khi (?:kết thúc|dự|tham dự))?[ \n]")


class When(Surroundings):
    """Looks for the day of an event."""

    def date(self, candidate: MeetingCandidate) -> Date | None:
        """The date on which the event of a mention takes place, told in its sentence."""
        place = (candidate.start, candidate.end)
        if place not in self._told_days:  # asked again for each event that it may be of
            self._told_days[place] = self._date(candidate)
        return self._told_days[place]

    def _date(self, candidate: MeetingCandidate) -> Date | None:
        start, end = self.sentence(candidate)
        lower = self.lower
        days = [d for d in self.days(start, end) if d.end <= candidate.start or d.start >= candidate.end]
        days = [d for d in days if not self._dates_a_document(d) or self._behind_a_law(candidate, d)]
        days = [d for d in days if not _NOT_THE_DAY.search(lower, max(start, d.start - 30), d.start)]
        if _BY_RULE.search(lower, start, candidate.start):
            days = [d for d in days if d.granularity != "interval"]
        if month := self._month_in_name(candidate) or self._month(candidate, end):
            inside = [d for d in days if d.end <= candidate.start and d.value.startswith(month.value)]
            return inside[-1] if inside else month
        after = [] if self._hangs_on(candidate) else [d for d in days if d.start >= candidate.end]
        for day in after[:1]:
            if self._opens_clause(day, start, candidate):
                after = []
            elif only_circumstances(lower, candidate.end, day.start) or self.told_at(candidate, day.start):
                return day
        if self.referred(candidate):
            return self._day_around(candidate, start, days)
        before = [d for d in days if d.end <= candidate.start and not self._told_of(d.end, candidate.start)]
        if before:
            return before[-1]
        if (month := self._lead_month(candidate, start)) and not after:
            return month
        for day in after[:1]:
            others = self.starts[bisect_right(self.starts, candidate.start) : bisect_left(self.starts, day.start)]
            if (
                not others
                and day.start - candidate.end <= 100
                and (
                    not _OPEN_END.search(lower, candidate.end, day.start)
                    or (lower.startswith(")", day.end) and lower.endswith("(", candidate.end, day.start))
                )
            ):
                return day
        return None

    def _day_around(self, candidate: MeetingCandidate, start: int, days: list[Date]) -> Date | None:
        """The day that opens a sentence, of what was done right before or after: "Chiều 8/7, sau ⟨buổi làm việc …⟩"."""
        first = days[0] if days and days[0].end <= candidate.start else None
        if first is None or candidate.word.kind not in TAKES_HOURS:
            return None
        if not _OPENS_WITH.fullmatch(self.text, start, first.start):
            return None
        return first if _RIGHT_AFTER.fullmatch(self.lower, first.end, candidate.start) else None

    def day_told(self, mentions: list[MeetingCandidate]) -> Date | None:
        """The first day told around the mentions of an event, or the days it lasts, where one is the first of them.

        A day in figures comes before "hôm qua" and the like.
        """
        days = [d for d in map(self.date, mentions) if d is not None]
        figures = [d for d in days if any(c.isdigit() for c in self.text[d.start : d.end])]
        first = next(iter(figures or days), None)
        whole = (d for d in figures if d.granularity == "interval" and first is not None and not days_apart(d, first))
        return next(whole, first)

    def second_day(self, first: Date) -> Date | None:
        """The second of two days that are told together: "hai ngày 14.4 và 15.4.2006"."""
        i = bisect_right(self._date_starts, first.start)
        if i == len(self.dates) or not _AND_DAY.fullmatch(self.lower, first.end, self.dates[i].start):
            return None
        return self.dates[i] if self.dates[i].granularity == "day" else None

    def year(self, candidate: MeetingCandidate) -> Date | None:
        """The year of an event where the text gives no day: "kỳ họp năm 2003", "Năm 1960, Bác về thăm …"."""
        lower = self.lower
        start, end = self.sentence(candidate)
        if _ONLY_A_YEAR.fullmatch(lower, candidate.word_end, candidate.end):
            inside = bisect_left(self._date_starts, candidate.word_end)
            return self.dates[inside] if inside < len(self.dates) and self.dates[inside].start < candidate.end else None
        i = bisect_left(self._date_starts, candidate.end)
        behind = self.dates[i] if i < len(self.dates) and self.dates[i].start < end else None
        if behind and behind.granularity == "year" and _YEAR_BEHIND.fullmatch(lower, candidate.end, behind.start):
            return behind
        if behind and behind.granularity == "year" and candidate.word.kind == "inspection":
            return behind if lower[candidate.end : behind.start] == ", " else None
        first = bisect_left(self._date_starts, start)
        if first < len(self.dates) and self.dates[first].granularity == "year" and not self.referred(candidate):
            opens = _OPENS_WITH.fullmatch(self.text, start, self.dates[first].start)
            near = self.dates[first].end <= candidate.start <= self.dates[first].end + 120
            if opens and near and not _COMPARED.search(lower, self.dates[first].end, candidate.start):
                return self.dates[first]
        return None

    def own_day(self, candidate: MeetingCandidate) -> Date | None:
        """The day of a mention where it is told right behind it or opens its sentence, so that it is of no other."""
        day = self.date(candidate)
        if day is None:
            return None
        if day.start >= candidate.end:
            return day if only_circumstances(self.lower, candidate.end, day.start) else None
        start, _ = self.sentence(candidate)
        return day if _OPENS_WITH.fullmatch(self.text, start, day.start) else None

    def own_year(self, candidate: MeetingCandidate) -> str | None:
        """The year of a mention, where it is told of no other: by its own day, or "Năm 1960, Bác về thăm …"."""
        time = self.own_day(candidate) or self.year(candidate)
        year = time.value[:4] if time else ""
        return year if year.isdigit() else None

    def _behind_a_law(self, candidate: MeetingCandidate, day: Date) -> bool:
        """Whether a day stands behind a law without number that closes the name: "… Luật Đất đai ⟨ngày 25/4⟩"."""
        i = bisect_left(self._cited_starts, day.start) - 1
        start, end = self.cited[i][:2]
        closes = candidate.word_end <= start and abs(end - candidate.end) <= 1 and day.start - end <= 6
        return closes and not any(c.isdigit() for c in self.text[start:end])

    def _hangs_on(self, candidate: MeetingCandidate) -> bool:
        """Whether it only tells when or about what another event is held: "họp báo trước ⟨kỳ họp⟩ chiều 19/5"."""
        i = bisect_left(self.starts, candidate.start)
        if not i:
            return False
        outer = self.spoken[i - 1]
        if outer.end > candidate.start or candidate.start - outer.end > 120:
            return False
        if outer.word.form == "noun" and _PREPARES.fullmatch(self.lower, outer.end, candidate.start):
            return True
        return outer.word.kind != candidate.word.kind and bool(
            _HANGS_ON.fullmatch(self.lower, outer.end, candidate.start)
        )

    def _opens_clause(self, day: Date, start: int, candidate: MeetingCandidate) -> bool:
        """Whether a day behind an event opens what the sentence tells: "Nhân dịp dự hội nghị …, ngày 6/6, …"."""
        lower = self.lower
        return (
            _APART.fullmatch(lower, candidate.end, day.start) is not None
            and lower.startswith(",", day.end)
            and bool(
                _BESIDE.match(lower, start, candidate.start)
                or _BESIDE_IT.search(lower, max(start, candidate.start - 120), candidate.start)
            )
        )

    def _told_of(self, start: int, end: int) -> bool:
        """Whether what stands between a day and an event is what someone said or wrote on that day."""
        lower = self.lower
        return bool(_IN_A_SPEECH.search(lower, start, end) or _IN_A_PAPER.search(lower, start, end))

    def _lead_month(self, candidate: MeetingCandidate, start: int) -> Date | None:
        """The month that opens the sentence of a mention: "Tháng 11/2016, cuộc họp do …"."""
        lower = self.lower
        first, last = bisect_left(self._date_starts, start), bisect_left(self._date_starts, candidate.start)
        for month in self.dates[first:last]:
            before = lower[max(start, month.start - 12) : month.start]
            opens = not before.strip(" -\n(") or _MONTH_LED.search(before)
            if (
                month.granularity == "month"
                and opens
                and month.end <= candidate.start
                and not self.event_between(month.end, candidate.start)
                and not self._told_of(month.end, candidate.start)
                and not self._dates_a_document(month)
            ):
                return month
        return None

    def _month_in_name(self, candidate: MeetingCandidate) -> Date | None:
        """The month that stands right behind the kind word in a name: "phiên họp ⟨tháng 4/2017⟩ về quyết toán"."""
        i = bisect_left(self._date_starts, candidate.word_end)
        if i == len(self.dates) or self.dates[i].end > candidate.end or self.dates[i].granularity != "month":
            return None
        alone = self.lower[candidate.word_end : self.dates[i].start] in (" ", "\n")
        return self.dates[i] if alone and self.lower.startswith(" về", self.dates[i].end) else None

    def _month(self, candidate: MeetingCandidate, end: int) -> Date | None:
        """The month that stands right behind the name: "Hội nghị … vào tháng 11/2017"."""
        i = bisect_left(self._date_starts, candidate.end)
        if i == len(self.dates) or self.dates[i].start >= end or self.dates[i].granularity != "month":
            return None
        between = self.lower[candidate.end : self.dates[i].start]
        if self.event_between(candidate.end, self.dates[i].start):
            return None
        told = _IN_MONTH.fullmatch(between) or self.told_at(candidate, self.dates[i].start)
        return self.dates[i] if told else None

    def lead_date(self, *, days_on_end: bool = True) -> Date | None:
        """The first day that the first sentence with a date tells, as the day of what the text reports.

        Without `days_on_end` an interval of days is passed over.
        """
        for day in self.days(*self.lead):
            if day.granularity == "interval" and not days_on_end:
                continue
            start = max(0, day.start - 30)
            told = not (
                _NOT_THE_DAY.search(self.lower, start, day.start) or _OPEN_END.search(self.lower, start, day.start)
            )
            if told and not self._dates_a_document(day):
                return day
        return None

    def another_time(self, candidate: MeetingCandidate) -> bool:
        """Whether the sentence of a mention speaks of another time than the text's own ("cuối năm ngoái")."""
        start, end = self.sentence(candidate)
        lower = self.lower
        said_there = lower.endswith("tại ", start, candidate.start)
        told_of = (_IN_A_PAPER,) if said_there else (_IN_A_PAPER, _IN_A_SPEECH)
        if any(pattern.search(lower, start, candidate.start) for pattern in told_of):
            return True
        return _ANOTHER_TIME.search(lower, start, end) is not None

    def same_day(self, candidate: MeetingCandidate) -> bool:
        """Whether the sentence says that the event follows another of the same day."""
        start, _ = self.sentence(candidate)
        lower = self.lower
        follows = _SAME_DAY.search(lower, start, candidate.start)
        return follows is not None and not _SAID_OF_IT.search(lower, follows.end(), candidate.start)

    def _dates_a_document(self, day: Date) -> bool:
        i = bisect_left(self._cited_starts, day.start) - 1
        return i >= 0 and 0 <= day.start - self.cited[i][1] <= 8 and "\n" not in self.text[self.cited[i][1] : day.start]
