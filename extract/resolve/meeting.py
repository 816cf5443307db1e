"""Makes meeting records of candidates: one record an event, with all its mentions and what the text tells of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple, TypeVar

from extract import anchors
from extract.context import Context
from extract.finders.meeting import MeetingCandidate
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.model import Date, Meeting, Mention, Official, PartOfDay
from extract.parts import meeting as parts
from extract.resolve.meeting_events import Event, Gatherer
from extract.resolve.meeting_links import Scene
from extract.resolve.meeting_surroundings import REACH, day_of

_T = TypeVar("_T")
SUBJECT_BY = 800
"""Where the event that a text reports is named at the latest, in characters."""
LOOKED_AT = 40
"""How many mentions of one event are searched for its circumstances."""
COMPARED = 4
"""How many of them are asked for the fullest name of the place."""
_PLANNED = parts.pattern(r"(?:{planned_word}|{regular}|sẽ|cần|phải|việc|để|nhằm)\b")
_NEXT_CONGRESS = re.compile(r"(?:chuẩn bị|thềm|trước|dự|tại|thành công)(?: cho| của)?[ \n]$")
# Kinds of which a text names one only where it means one.
_FEW_MEET = frozenset({"working_session", "meeting", "reception", "press_conference", "seminar"})
_OF_AN_ASSEMBLY = frozenset({"kỳ họp", "phiên chất vấn", "phiên thảo luận"})
WHOLE_NAME = 6
"""How many words a name has at the least that tells by itself which event is meant."""
_PRESENT_AT = re.compile(r"(?:tại|dự|chứng kiến|kết thúc)(?: (?:buổi|cuộc|phiên))?\s$")
ONE_DAY = len("2000-01-01")
"""How long the value of a date is that is one day, and no days on end."""
# Kinds of events that may last for days on end.
_DAYS_ON_END = frozenset({"inspection", "conference", "congress", "session", "seminar", "training"})
HO_CHI_MINH_UNTIL = 1969
"""The last year in which the man whom later speakers quote most took part in anything."""
_ANNOUNCED = parts.pattern(r"(?:sẽ|dự kiến|{announced_verb})[ \n](?:[^ ,.;]{1,8}[ \n]){0,4}$")
_ANNOUNCED_BEHIND = parts.pattern(
    r"(?:,[ \n](?:(?i:{assembly})|ubnd|các đại biểu)(?:[ \n][^ ,.;:\n]+){0,5}?)?"
    r"[ \n](?:(?:này|tới)[ \n])?(?:dự kiến|sẽ)(?!\w)"
)
_BOUND = re.compile(r"(?:từ sau|kể từ|từ|sau|(?<!gửi.)đến)\s$")
_HONOURS = parts.pattern(r"{memory}|kỷ niệm|tang")
_REGULAR = parts.pattern(r"(?<!\w){regular}(?!\w)")
_OFTEN = re.compile(
    r"(?:^|[.;:\n”\"]\s?|, )(?:định kỳ|(?:hằng|hàng|mỗi) (?:năm|quý|tháng|tuần)|cứ (?:hai|ba|\d) (?:năm|"
    r"tháng))(?!\w)[^.;:]*$"
)
_FIRST_DAY = re.compile(r"(?:ngày,?|\() ?\(?(\d{1,2})(?:[/.\-](\d{1,2}))?(?:[/.\-]\d{4})? (?:và|đến) (?:ngày )?$")
_SUMMIT = re.compile(r"hội nghị (?:thượng đỉnh|cấp cao)[ \n]\w")
# A conference that is known by the foreign place where it met: "Hội nghị ⟨Pa-ri⟩", "Hội nghị ⟨Genève⟩".
_AFTER_A_PLACE = re.compile(
    rf"[ \n](?!Đảng|Hội)(?:[{UPPER}][{LOWER}]{{3,11}}|[{UPPER}][{LOWER}]{{0,5}}(?:-[{LETTER}][{LOWER}]{{0,5}}){{1,4}})"
)
_DEICTIC = parts.pattern(r"[ \n]{deictic}(?!\w)")
_ARTICLE = re.compile(r"^ {0,8}Điều \d{1,3}[.:]?", re.M)


@cache
def _plan() -> re.Pattern[str]:
    headings = parts.fill("{plan_heading}")
    return re.compile(rf"^\s{{0,10}}{headings}\s*$", re.M)


class _Circumstances(NamedTuple):
    """What a text tells of an event; places and bodies are spans."""

    date: Date | None
    chairs: list[Official]
    attendees: list[Official]
    organizer: tuple[int, int] | None
    """Whose event it is."""
    held_by: tuple[int, int] | None
    """Who is told to hold it, or whose its name says it is: a firmer organizer."""
    location: tuple[int, int] | None


class _Maker:
    """Makes records of events."""

    def __init__(self, context: Context, scene: Scene, events: list[Event]) -> None:
        self.context = context
        self.events = events
        self.only_one = sum(e.told for e in events) == 1
        self.told = sorted(c.start for e in events if e.told for c in e.mentions)
        self.scene = scene
        self.view = context.view
        text = self.view.text
        self.law = text.count("Điều ") >= 3 and len(list(zip(range(3), _ARTICLE.finditer(text), strict=False))) == 3
        self.normative = self.law or (
            anchors.occur(text, parts.words("plan_heading"), 0, 3000) and bool(_plan().search(text[:3000]))
        )
        self.previous: str | None = None
        self.first = True
        self.days = {id(e): scene.day_told(_fullest_first(e)) for e in events}
        told_days = ((c.start, self.days[id(e)]) for e in events if e.told for c in e.mentions[:LOOKED_AT])
        self.known = sorted((start, day.value) for start, day in told_days if day and len(day.value) == ONE_DAY)

    def make(self, event: Event) -> Meeting | None:
        """The record of an event, None where the text only speaks of events of the kind."""
        best, ordered = event.best, _fullest_first(event)
        found = self._told_by_mentions(event, ordered)
        if reason := self._doubt(event, best, found):
            self.context.reject(best.rule, best.start, best.end, reason)
            return None
        announced = self._is_announced(best, found.date)
        found = self._with_speakers(event, ordered, found, announced=announced)
        value, part = self._when(event, ordered, found.date, announced=announced)
        found = self._with_lead(event, found, value)
        if event.told and not announced:
            self.first = False
        if event.told:
            self.previous = value if value and len(value) == ONE_DAY else self.previous
        return Meeting(
            start=event.mentions[0].start,
            end=event.mentions[0].end,
            rule=best.rule,
            kind=event.kind,
            name=self.view.written(best.start, best.end),
            date=value,
            part_of_day=part,
            organizer=self.view.written(*found.organizer) if found.organizer else None,
            location=self.view.written(*found.location) if found.location else None,
            mode=self.scene.mode(ordered),
            chairs=[str(o.start) for o in found.chairs],
            attendees=[str(o.start) for o in self._took_part(best, found, value)],
            concerns=list(
                dict.fromkeys(str(r) for c in ordered if c.named for r in self.scene.concerns(c.start, c.end))
            ),
            mentions=[Mention(start=c.start, end=c.end, text="") for c in event.mentions],
        )

    def _told_by_mentions(self, event: Event, ordered: list[MeetingCandidate]) -> _Circumstances:
        """What is told of an event where it is named, and in the labels of a notice ("Thời gian: …")."""
        scene, best, own = self.scene, event.best, _starts(event)
        label_date, label_place, label_chairs = scene.labelled(best) if event.told or self.first else (None, None, [])
        organizer, held_by = self._holders(event, ordered)
        return _Circumstances(
            date=self.days[id(event)] or self._first(scene.year(c) for c in ordered) or label_date,
            chairs=self._people(o for c in ordered for o in scene.chairs(c, own)) or self._people(label_chairs),
            attendees=self._attendees(event, ordered),
            organizer=organizer,
            held_by=held_by,
            location=self._location(ordered, label_place),
        )

    def _holders(
        self, event: Event, ordered: list[MeetingCandidate]
    ) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Whose event it is, and who is told to hold it or is named in it as who does."""
        scene, best = self.scene, event.best
        holder = self._first(scene.holder(c) for c in ordered)
        organizer = holder or self._first(scene.organizer(c) for c in ordered[:4])
        if organizer is None and event.told and self.first and event.kind == "ceremony":
            holder = organizer = scene.lead_holder()
        if organizer is None and self.first and event.kind == "session" and not best.named:
            organizer = scene.lead_assembly()
        if organizer is None and (event.told or best.word.word == "kỳ họp") and best.word.word in _OF_AN_ASSEMBLY:
            organizer = scene.only_assembly()
        if holder is None and event.told and event.kind in ("conference", "meeting"):
            holder = scene.own_body(best)
        return organizer, holder

    def _location(self, ordered: list[MeetingCandidate], label_place: tuple[int, int] | None) -> tuple[int, int] | None:
        """Where an event takes place: what was visited, else told with its name, in a label or by whose voters met."""
        scene, best = self.scene, ordered[0]
        named = ordered[:COMPARED] if scene.visited(best) or not scene.location(best) else []
        return (
            scene.fullest(map(scene.visited, named))
            or scene.fullest(scene.location(c) for c in ordered[:COMPARED])
            or self._first(scene.location(c) for c in ordered[COMPARED:])
            or label_place
            or self._first(scene.voters_place(c) for c in ordered)
        )

    def _attendees(self, event: Event, ordered: list[MeetingCandidate]) -> list[Official]:
        """Who is told to take part in an event where it is named."""
        scene, background = self.scene, not event.told
        attendees = self._people(o for c in ordered for o in scene.attendees(c, background=background))
        if background and not attendees and event.best.word.form == "act":
            attendees = self._people(o for c in ordered[:4] for o in scene.doers(c))
        if event.kind in ("ceremony", "inspection"):
            attendees = [o for o in attendees if not scene.honoured(o)]
        return attendees

    def _is_announced(self, best: MeetingCandidate, date: Date | None) -> bool:
        """Whether the text tells of an event that is to come."""
        if _ANNOUNCED_BEHIND.match(self.view.lower, best.end):
            return True
        return date is None and bool(_ANNOUNCED.search(self.view.lower, max(0, best.start - 40), best.start))

    def _with_speakers(
        self, event: Event, ordered: list[MeetingCandidate], found: _Circumstances, *, announced: bool
    ) -> _Circumstances:
        """What was found, with who takes the chair or speaks in the sentences behind the name of the event."""
        scene, chairs = self.scene, found.chairs
        if not chairs and event.told and not announced:
            chairs = self._people(o for c in ordered[:6] for o in scene.chairs_after(c))
        attendees = found.attendees
        if announced and not chairs:
            attendees = []  # who announces it is named, and no one who took part
        elif event.told:
            own = _starts(event)
            spoke = (o for c in event.mentions[:LOOKED_AT] for o in scene.speakers(c, own, self.told))
            heard = scene.heard(*self._reported(event)) if self._is_subject(event, ordered[0]) else []
            attendees = self._people([*attendees, *spoke, *heard])
        return found._replace(chairs=chairs, attendees=attendees)

    def _with_lead(self, event: Event, found: _Circumstances, day: str | None) -> _Circumstances:
        """What was found, with the place and the chairs that the first sentence tells, if it tells of the event."""
        scene, location, chairs = self.scene, found.location, found.chairs
        lead = scene.lead_date() if day and not (location and chairs) else None
        if lead is None or day_of(lead) != day:
            return found
        if location is None and event.told and self.first:
            location = scene.lead_place(sitting=event.kind in ("session", "congress"))
        if not chairs and event.kind == "session":
            chairs = self._people(scene.lead_chairs())
        return found._replace(location=location, chairs=chairs)

    def _took_part(self, best: MeetingCandidate, found: _Circumstances, day: str | None) -> list[Official]:
        """The attendees of an event without its chairs, those it honours and those who lived before it."""
        inside = [o for _, _, o in self.scene.officials(best.start, best.end)]
        honoured = inside if _HONOURS.search(self.view.lower, best.start, best.end) else []
        chairs = {o.start for o in found.chairs}
        return [o for o in found.attendees if o.start not in chairs and o not in honoured and not _too_late(o, day)]

    def _reported(self, event: Event) -> tuple[int, int]:
        """Between which places the text tells of one event and no other: all of it, or the lead up to the next one."""
        if self.only_one:
            return 0, len(self.view)
        if not self.first:
            return 0, 0
        begin = event.mentions[0].start
        own = _starts(event)
        return begin, next((start for start in self.told if start > begin and start not in own), len(self.view))

    def _is_subject(self, event: Event, best: MeetingCandidate) -> bool:
        """Whether the text as a whole reports an event: it stands in its lead or is spoken of again and again."""
        if _PLANNED.search(self.view.lower, self._before(best), best.start):
            return False
        return event.mentions[0].start < SUBJECT_BY or len(event.mentions) >= 3

    def _when(
        self, event: Event, ordered: list[MeetingCandidate], date: Date | None, *, announced: bool
    ) -> tuple[str | None, PartOfDay | None]:
        """The day of an event: that told of it, else of the event before it the same day, else of the text."""
        if date is not None:
            year = date.value if date.granularity == "year" else None
            return self._days_joined(date) or day_of(date) or year, date.part_of_day
        follows = [c for c in ordered[:3] if self.scene.same_day(c) and not self.scene.referred(c)]
        if event.told and follows and (value := self._day_before(follows[0]) or self.previous):
            return value, None
        if announced:
            return None, None  # who says on a day that it will be held
        if event.told and self.first and not any(self.scene.another_time(c) for c in event.mentions[:3]):
            lead = self.scene.lead_date(days_on_end=event.kind in _DAYS_ON_END)
            near = lead is not None and event.mentions[0].start < lead.end + REACH
            alone = self.only_one and not event.best.named and event.kind != "session"
            again = len(event.mentions) > 1 or self.scene.same_day(event.mentions[0])
            if lead is not None and (near or alone or again):
                return day_of(lead), lead.part_of_day
        return None, None

    def _day_before(self, candidate: MeetingCandidate) -> str | None:
        """The day of the last event that is told before a mention."""
        i = bisect_left(self.known, (candidate.start, ""))
        return self.known[i - 1][1] if i else None

    def _days_joined(self, date: Date) -> str | None:
        """The interval of two days of which `date` is the second: "hai ngày 30/6 và 1/7", "27 và 28-2-2006"."""
        date = self.scene.second_day(date) or date
        first = _FIRST_DAY.search(self.view.lower, max(0, date.start - 30), date.start)
        if date.granularity != "day" or not first:
            return None
        year, month, day = date.value.split("-")
        month_of_first = int(first[2] or month)
        if (month_of_first, int(first[1])) >= (int(month), int(day)) or not 1 <= month_of_first <= 12:
            return None
        return f"{year}-{month_of_first:02}-{int(first[1]):02}/{date.value}"

    def _doubt(self, event: Event, best: MeetingCandidate, found: _Circumstances) -> str | None:
        """Why an event is none of its own, None if it is."""
        organizer, location, attendees = found.held_by, found.location, found.attendees
        if found.date is not None or found.chairs:
            return None if event.certain else "a verb in no frame of an event"
        numbered = event.name is not None and event.name.ordinal is not None
        if numbered and all(_BOUND.search(self.view.lower, max(0, c.start - 12), c.start) for c in event.mentions):
            return "only bounds a time"
        if not numbered and self._every_year(best):
            return "held regularly"
        if self.normative and ((event.name is None or event.name.ordinal is None) or (self.law and not organizer)):
            return "a rule or plan that speaks of events in general"
        regular = best.start if self.view.lower.endswith("tổ chức ", 0, best.start) else best.end
        if _REGULAR.search(self.view.lower, regular, min(self.view.sentence(best.start)[1], best.end + 60)):
            return "held regularly"
        if best.word.form == "act":
            return None if event.certain else "a verb in no frame of an event"
        if not best.named and event.kind == "session" and self.first and self.scene.lead_assembly():
            return None  # "Sáng 4/7, HĐND tỉnh đã thông qua …": the session of that day
        if not best.named:
            told = (event.told and (attendees or location)) or (best.indefinite and organizer)
            return None if told else "named by its kind alone, with no day and no one taking part"
        if numbered and event.kind in ("conference", "congress", "session"):
            return None
        if (event.told and attendees) or self.scene.officials(best.start, best.end) or self._of_the_text(event):
            return None
        if event.kind not in _DAYS_ON_END and event.told and self.scene.same_day(best) and self._day_before(best):
            return None  # "Kết thúc hội đàm, hai bên chứng kiến ⟨lễ ký …⟩"
        return None if self._planned_or_full(event, best, organizer, location) else "no day, place, organiser or people"

    def _every_year(self, best: MeetingCandidate) -> bool:
        """Whether the sentence of an event tells how often it is held: "Hàng năm, lãnh đạo Cục tổ chức thăm …"."""
        start, _ = self.scene.sentence(best)
        return bool(_OFTEN.search(self.view.lower, max(start, best.start - 120), best.start))

    def _of_the_text(self, event: Event) -> bool:
        """Whether it is what the text itself reports, or is told of with "vừa qua", "lớn nhất" and the like."""
        if any(_DEICTIC.match(self.view.lower, c.end) for c in event.mentions[:LOOKED_AT]):
            return True
        return event.told and self.first and len(event.mentions) >= 2 and self.scene.lead_date() is not None

    def _before(self, best: MeetingCandidate) -> int:
        """Where what tells of a plan may begin: in the sentence, 60 characters before the event at the most."""
        return max(best.start - 60, self.scene.sentence(best)[0])

    def _planned_or_full(
        self, event: Event, best: MeetingCandidate, organizer: tuple[int, int] | None, location: tuple[int, int] | None
    ) -> bool:
        """Whether a name with no day is full enough, or held by someone or somewhere and no plan in general."""
        planned = _PLANNED.search(self.view.lower, self._before(best), best.start) is not None
        capital = self.view.text[best.start].isupper()
        words = event.name.words if event.name else frozenset()
        years = event.name.years if event.name else frozenset()
        if capital and _SUMMIT.search(self.view.lower, best.start, best.end):
            return True
        if event.kind == "conference" and _AFTER_A_PLACE.fullmatch(self.view.text, best.word_end, best.end):
            return True
        proper = event.name.proper if event.name else frozenset()
        named_someone = any(c.isupper() for c in self.view.text[best.word_end : best.end])
        if named_someone and len(words) >= 4 and event.kind in _FEW_MEET and not planned:
            return True
        if capital and years and len(words) >= 3:
            return True
        if event.told and not planned and '"' in self.view.text[best.start : best.end]:
            return True  # a title of its own
        shares = event.told and self.view.lower.startswith(("đhđcđ", "đhcđ", "đại hội đồng cổ"), best.start)
        coming = _NEXT_CONGRESS.search(self.view.lower, max(0, best.start - 30), best.start)
        if event.kind == "congress" and coming and not shares:
            return {"đảng", "toàn", "quốc"} <= words
        present = _PRESENT_AT.search(self.view.lower, max(0, best.start - 20), best.start)
        if event.told and not planned and len(words) >= WHOLE_NAME and event.kind == "ceremony" and present:
            return True
        if event.told and not planned and (years or (capital and len(words) >= 6) or (proper and len(words) >= 4)):
            return True
        return bool(organizer or (location and event.told)) and (not planned or (capital and len(words) >= 3))

    @staticmethod
    def _first(found: Iterable[_T | None]) -> _T | None:
        return next((f for f in found if f is not None), None)

    @staticmethod
    def _people(found: Iterable[Official]) -> list[Official]:
        return list({o.start: o for o in found}.values())


def _fullest_first(event: Event) -> list[MeetingCandidate]:
    """The mentions of an event that are searched for its circumstances, the fullest before the others."""
    best = event.best
    return [best, *(c for c in event.mentions[:LOOKED_AT] if c is not best)]


def _starts(event: Event) -> frozenset[int]:
    """Where the mentions of an event begin."""
    return frozenset(c.start for c in event.mentions)


def _too_late(person: Official, day: str | None) -> bool:
    """Whether a person is quoted at an event and cannot have taken part in it."""
    return person.name == "Hồ Chí Minh" and (day is None or not day[:4].isdigit() or int(day[:4]) > HO_CHI_MINH_UNTIL)


def resolve(context: Context) -> list[Meeting]:
    """The records of a document (view offsets), in the order of their start."""
    if not context.meeting_candidates:
        return []
    scene = Scene(context)
    maker = _Maker(context, scene, Gatherer(context, scene).gather())
    records = [maker.make(event) for event in maker.events]
    return sorted((r for r in records if r is not None), key=lambda r: (r.start, r.end))
