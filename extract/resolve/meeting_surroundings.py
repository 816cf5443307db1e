"""The text around the places where an event is spoken of, to be looked up by place. All offsets are of the view."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date as day
from functools import cached_property

from extract import anchors
from extract.context import Context
from extract.finders.meeting import MeetingCandidate
from extract.finders.meeting_name import sentence
from extract.lazy import re
from extract.letters import UPPER
from extract.model import Date, MeetingMode, Official
from extract.parts import meeting as parts
from extract.view import View

REACH = 320
"""How far around a mention of an event its circumstances are looked for, in characters."""
HELD_REACH = 260
"""How far behind a name "được tổ chức tại …" still tells of it, in characters."""

# The event is only referred to: the time, place and body of the sentence are not its own.
_REFERRED = parts.pattern(
    r"(?<!\w)(?:{refers}|(?:dự kiến|vào|về) chương trình|trước khi|"
    r"(?<!báo cáo )(?<!phát biểu )(?<!trình bày )trước(?: thềm)?|"
    r"(?<!ngay )sau|từ sau|kể từ|từ|đến|do|theo|so với|về)(?: của)?(?: (?:các|một))?\s$"
)
_MODES = ("trực tuyến", "trực tiếp", "cầu truyền hình")  # without which none of the patterns finds anything
_HYBRID = re.compile(
    r"trực tiếp (?:kết hợp|và|với|kết hợp với) (?:với )?trực tuyến|trực tuyến kết hợp (?:với )?trực tiếp"
)
_ONLINE = parts.pattern(
    r"(?:{event_noun}|{online_noun})[ \n]trực tuyến|"
    r"trực tuyến (?:toàn quốc|tới|đến|với|từ|tại|kết nối)|cầu truyền hình"
)
_IN_PERSON = re.compile(r"(?:hình thức|phương thức) trực tiếp(?! (?:kết hợp|và|với|lẫn|hoặc|hay))")
_DAYS = re.compile(r"([\dX]{4})-\d\d-\d\d/([\dX]{4})-\d\d-\d\d")
_CIRCUMSTANCE_WORDS = (
    r"(?:{hold_verb}|{day_word}|{solemnly}|{course}|dự kiến|sẽ|đã|vừa|đang|tiếp tục|mới đây|mới|vào|trong|từ|đến|lúc|"
    r"hồi|hai|ba|buổi|qua|nay|tháng|năm|và|thông qua|(?:ngày )?làm việc(?! với)(?: thứ \w+(?: mươi \w+)?)?)(?!\w)"
)
_CIRCUMSTANCE = parts.pattern(_CIRCUMSTANCE_WORDS + r"|[\d/.\-]+\)?")
_CIRCUMSTANCE_NEXT = parts.pattern(r"[ \n,(]+(?=" + _CIRCUMSTANCE_WORDS + r")")
_CIRCUMSTANCE_HEAD = re.compile(r"(?:của|tại|ở|do|được|với sự|bởi)(?=[ \n])")
_SAYS = parts.pattern(r"{say_verb}(?!\w)")
_HELD_HERE = parts.pattern(
    r"(?:diễn ra|được tổ chức|[ \n]tổ chức|khai mạc|bế mạc|khai giảng)(?: (?:{solemnly}|{day_word}|chính thức|"
    r"thành công|vào|trong|từ|lúc|tại|đầu|cuối|giữa)| [\dhg:/.\-]+){0,6}[ \n]?\(?$"
)
_CLAUSE_ENDS = parts.pattern(r"[.;!?](?=[ \n])|[ \n](?:{say_verb}|quyết định|thông qua|thống nhất|sẽ được)(?!\w)")
_BETWEEN = re.compile(r"[ \n,(\"]*")
LAST_LEAD = 1200
"""How far before the end of a text its lead is looked for, in characters."""
# What opens the lead of a news text: "(TTXVN) - Ngày 3/6, …".
_DATELINE = re.compile(rf"\([{UPPER}]{{2,10}}\) {{0,2}}- {{0,2}}")


class Surroundings:
    """The dates, people, documents and events of a text around a place.

    `text` and `lower` are those of the view, with a space for each line end that stands inside a sentence.
    """

    def __init__(self, context: Context) -> None:
        self.view = context.view
        self.context = context
        self.text, self.lower = _lines_joined(context.view)
        self.dates = sorted(context.dates, key=lambda d: d.start)
        self._date_starts = [d.start for d in self.dates]
        people = [(m.start, m.end, o) for o in context.officials for m in o.mentions]
        self.people: list[tuple[int, int, Official]] = sorted(people, key=lambda p: (p[0], p[1]))
        self._people_starts = [p[0] for p in self.people]
        cited = [(m.start, m.end, r.start) for r in context.legal_references for m in r.mentions]
        self.cited = sorted(cited)
        self._cited_starts = [c[0] for c in self.cited]
        self.spoken = sorted(context.meeting_candidates, key=lambda c: c.start)
        self.starts = [c.start for c in self.spoken]
        self._referred: dict[int, bool] = {}
        self._told_days: dict[tuple[int, int], Date | None] = {}
        self._sentences: dict[tuple[int, int], tuple[int, int]] = {}

    @cached_property
    def lead(self) -> tuple[int, int]:
        """The first sentence of the body that is longer than a headline, or an empty span."""
        dateline = _DATELINE.search(self.text, max(0, len(self.text) - LAST_LEAD))
        if dateline and self.days(dateline.end(), end := self.view.sentence(dateline.end())[1]):
            return dateline.end(), end  # a portal that puts the lead of its articles behind them
        for end in self.view.sentence_ends[:12]:
            start, _ = self.view.sentence(end - 1)
            if self.days(start, end) and self.context.layout.zone_at(start) in ("body", "caption"):
                return start, end
        return 0, 0

    def sentence(self, candidate: MeetingCandidate) -> tuple[int, int]:
        """The sentence of a mention, no further than `REACH` from it."""
        place = (candidate.start, candidate.end)
        if place not in self._sentences:
            start, end = sentence(self.view, candidate.start)
            self._sentences[place] = max(start, place[0] - REACH), min(max(end, place[1]), place[1] + REACH)
        return self._sentences[place]

    def days(self, start: int, end: int) -> list[Date]:
        """The dates between two places that give days."""
        first, last = bisect_left(self._date_starts, start), bisect_left(self._date_starts, end)
        return [d for d in self.dates[first:last] if d.granularity != "month" and day_of(d) is not None]

    def officials(self, start: int, end: int) -> list[tuple[int, int, Official]]:
        """The mentions of people between two places."""
        return self.people[bisect_left(self._people_starts, start) : bisect_left(self._people_starts, end)]

    def referred(self, candidate: MeetingCandidate) -> bool:
        """Whether a mention only refers to the event ("chào mừng Đại hội"), so that its sentence tells of another."""
        if candidate.word.form == "act":
            return False
        place = candidate.start
        if place not in self._referred:
            self._referred[place] = bool(_REFERRED.search(self.view.lower, max(0, place - 30), place))
        return candidate.inside or self._referred[place]

    def event_between(self, start: int, end: int) -> bool:
        """Whether an event is spoken of between two places."""
        i = bisect_left(self.starts, start)
        return i < len(self.starts) and self.starts[i] < end

    def told_at(self, candidate: MeetingCandidate, place: int) -> bool:
        """Whether a verb of holding right before `place` tells of the event, with no other event named in between."""
        start = max(candidate.end, place - REACH)
        i = bisect_right(self.starts, candidate.start)
        while i < len(self.starts) and self.starts[i] < place:
            if self.spoken[i].word.form == "noun":
                return False
            i += 1
        lower = self.view.lower
        return place - candidate.end <= HELD_REACH and bool(
            _HELD_HERE.search(lower, start, place) and not _CLAUSE_ENDS.search(lower, candidate.end, place)
        )

    def mode(self, candidates: list[MeetingCandidate]) -> MeetingMode | None:
        """Whether people meet online, told in a sentence that speaks of the event."""
        lower = self.view.lower
        spans = [(c.start, c.end) if self.referred(c) else self.sentence(c) for c in candidates[:12]]
        spans = [(a, b) for a, b in spans if anchors.occur(lower, _MODES, a, b)]
        if any(_HYBRID.search(lower, a, b) for a, b in spans):
            return "hybrid"
        if any(_ONLINE.search(lower, a, b) for a, b in spans):
            return "online"
        return "in_person" if any(_IN_PERSON.search(lower, a, b) for a, b in spans) else None

    def concerns(self, start: int, end: int) -> list[int]:
        """The starts of the documents that a stretch of text cites."""
        first, last = bisect_left(self._cited_starts, start), bisect_left(self._cited_starts, end)
        return list(dict.fromkeys(c[2] for c in self.cited[first:last]))


def _lines_joined(view: View) -> tuple[str, str]:
    """The text of a view and the same lowered, with a space for each line end that stands inside a sentence."""
    if not view.is_wrapped:
        return view.text, view.lower
    inside = {end.start() for end in re.finditer(r"\n", view.text) if view.goes_on(end.end())}
    text, lower = (
        re.sub(r"\n", lambda end: " " if end.start() in inside else "\n", form) for form in (view.text, view.lower)
    )
    return text, lower


def only_circumstances(lower: str, start: int, end: int) -> bool:
    """Whether nothing but the course, time, place and organiser of an event is told between two places.

    Reads from left to right without going back, so that the work is linear.
    """
    place = start
    for _ in range(24):
        space = _BETWEEN.match(lower, place, end)
        place = space.end() if space else place
        if place >= end:
            return True
        if word := _CIRCUMSTANCE.match(lower, place, end):
            place = word.end()
        elif head := _CIRCUMSTANCE_HEAD.match(lower, place, end):
            onward = _CIRCUMSTANCE_NEXT.search(lower, head.end(), min(end, head.end() + 100))
            place = onward.start() if onward else end
            if _SAYS.search(lower, head.end(), place):
                return False
            if any(mark in lower[head.end() : place] for mark in (". ", ";", ":", "!", "?", "\n\n")):
                return False
        else:
            return False
    return False


def day_of(date: Date) -> str | None:
    """The ISO day or interval of days that a date gives (or a month), None for years and the like."""
    value = date.value
    if date.granularity == "minute":
        return value.split("T")[0]
    if date.granularity in ("day", "month"):
        return value
    if date.granularity == "interval" and (days := _DAYS.fullmatch(value)) and days[1] == days[2]:
        return value
    return None


def days_apart(a: Date, b: Date) -> int:
    """How many days lie between two dates at the least; 0 where they overlap, or where one tells too little."""
    (a_first, a_last), (b_first, b_last) = _first_and_last(a), _first_and_last(b)
    if a_first is None or a_last is None or b_first is None or b_last is None:
        return 0
    return max(0, (b_first - a_last).days, (a_first - b_last).days)


def _first_and_last(date: Date) -> tuple[day | None, day | None]:
    """The first and last day of a date; of a year that both lack, any leap year."""
    value = day_of(date)
    if value is None:
        return None, None
    if date.start_date and date.end_date:
        return day.fromisoformat(date.start_date), day.fromisoformat(date.end_date)
    try:
        days = [day.fromisoformat(v.replace("XXXX", "2000")) for v in value.split("/")]
    except ValueError:  # a month of an unknown year
        return None, None
    return days[0], days[-1]
