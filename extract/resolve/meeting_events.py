"""Puts the mentions of one event of a document together."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.context import Context
from extract.finders.meeting import MeetingCandidate
from extract.lazy import re
from extract.model import Date, MeetingKind
from extract.parts import meeting as parts
from extract.resolve.meeting_acts import ASKED_FOR, CLASSIFIED, MEETS_VOTERS, Acts
from extract.resolve.meeting_identity import (
    Name,
    manner_words,
    name_of,
    one_event,
    ordinal,
    related,
    words_of,
)
from extract.resolve.meeting_links import Scene
from extract.resolve.meeting_surroundings import day_of, days_apart

RECENT = 24
"""How many events back a mention may refer: keeps the work linear in texts that name thousands."""
_REPORTED = parts.pattern(
    r"(?:phát biểu(?: [^,.;\n]{2,30}?)?(?: tại)?|tại(?: buổi| cuộc)?|dự(?: và [^,.;\n]{2,25}?)?|"
    r"(?!bắt đầu){at_event}|diễn ra|tổ chức|thành công|trong|sau|có|đến)\s$"
)
_ASSEMBLY = parts.pattern(r"(?i:{assembly})|chính phủ")
_SHOWN = parts.pattern(r"(?:{at_event}|phát biểu (?:tại|ở)) $")
_TODAY = re.compile(r"[ \n](?:sáng|chiều|tối|hôm) (?:nay|qua)(?!\w)")
_TO_COME = re.compile(r"[ \n](?:tới|sắp tới|sẽ|tới đây|vào (?:khoảng )?(?:tháng|cuối|đầu|giữa|năm))(?!\w)")
_TO_COME_BEFORE = parts.pattern(r"(?:{put_before}|cho tới|đến)[ \n](?:[^ .;]+[ \n]){0,6}(?:tại|sang|ở|tới|cho)[ \n]$")
_PLACE_ONLY = parts.pattern(r"\s(?:của |ở )?(?:{unit_noun}|tp\.?)(?:[ .][^,;:]{2,30})?|\stphcm")


# Only whose it is is told, which another mention may name for its business: "họp báo ⟨của Ngân hàng Nhà nước⟩".
_OWNER_ONLY = re.compile(r"[ \n]của[ \n](?:(?![ \n](?:với|về|giữa|nhằm|để|cùng)[ \n])[^,;]){2,60}")
_ELSEWHERE_TOO = re.compile(r"[^,.;\n]{0,60}?(?:cùng ngày|cùng thời gian này),? tại[ \n]")
_MEETS_GUESTS = MEETS_VOTERS | {"gặp mặt", "họp mặt"}

_LASTS: dict[MeetingKind, int] = {"conference": 5, "seminar": 5, "training": 14}
"""How many days an event of a kind may last, so that two days may be of one event; one day for the others."""


# Kinds of events that are over within hours.
_TAKES_HOURS = frozenset({"ceremony", "reception", "press_conference"})


def _hours_apart(a: Date, b: Date) -> bool:
    """Whether two dates are of different parts of one day."""
    return a.value == b.value and {a.part_of_day, b.part_of_day} == {"morning", "afternoon"}


@dataclass(slots=True)
class Event:
    """An event while its mentions are gathered."""

    kind: MeetingKind
    mentions: list[MeetingCandidate] = field(default_factory=list)
    name: Name | None = None
    told: bool = False
    """Whether the text tells of it where it is named, and does not only refer to it."""
    certain: bool = False
    """Whether a mention is a noun, or a verb in a frame that tells of one event."""

    @property
    def best(self) -> MeetingCandidate:
        """The fullest mention: the longest name, the kind's own word before another's."""
        return max(self.mentions, key=lambda c: (c.word.kind == self.kind, c.named, c.end - c.start, -c.start))


class Gatherer(Acts):
    """Puts the mentions of one event together."""

    def __init__(self, context: Context, scene: Scene) -> None:
        super().__init__(context, scene)
        self.events: list[Event] = []
        self.kinds: set[MeetingKind] = set()

    def gather(self) -> list[Event]:
        """The events of the document in the order of their first mention."""
        for candidate in self.context.meeting_candidates:
            if candidate.in_document:
                self._no(candidate, "only names a document")
            elif candidate.word.form == "act" and not self.is_noun(candidate):
                self._act(candidate)
            else:
                self._noun(candidate)
        self._absorb_bare_visits()
        return self.events

    def _absorb_bare_visits(self) -> None:
        """Puts a visit that is told by its verb alone to the one of the day that names whom it was paid to."""
        hosts = [e for e in self.events if e.kind == "working_session" and e.best.word.word.startswith("thăm")]
        if len(hosts) != 1:
            return
        for event in self.events:
            if event.kind == "inspection" and event.name is None and not self._days_apart(event.best, hosts[0]):
                hosts[0].mentions = sorted(hosts[0].mentions + event.mentions, key=lambda c: c.start)
                hosts[0].told = hosts[0].told or event.told
                self.events.remove(event)
                return

    def _noun(self, candidate: MeetingCandidate) -> None:
        if candidate.word.frame != "any" and self.any_told and self._same(candidate) is None:
            self._no(candidate, "is a part of the event told before it")  # "tại phiên công bố quyết định kiểm tra"
        elif candidate.named and not self._weak(candidate):
            self._add(candidate, self._same(candidate))
        elif candidate.indefinite:
            self._add(candidate, None)
        else:
            self._add(candidate, self._referent(candidate))

    def _act(self, candidate: MeetingCandidate) -> None:
        """A verb makes an event only where someone is told to have done it on a day or at a place."""
        same = self._same(candidate) if candidate.named and not ASKED_FOR.search(self.left(candidate)) else None
        certain = self.certain(candidate) or self.joined(candidate)
        if certain:
            self.last_act = candidate
        headline = self.in_headline(candidate)
        if not certain and (candidate.word.frame != "any" or (same is None and not headline)):
            self._no(candidate, "no one is told to have done it at a time or place")
            return
        if same is None and (not candidate.named or self._place_only(candidate)):
            same = self._recent_of_day(candidate)
        event = self._add(candidate, same)
        event.certain = event.certain or certain
        event.told = event.told or (certain and headline)

    def _place_only(self, candidate: MeetingCandidate) -> bool:
        return bool(_PLACE_ONLY.fullmatch(self.view.lower, candidate.word_end, candidate.end))

    def _recent_of_day(self, candidate: MeetingCandidate) -> Event | None:
        """The last event of the kind, unless it is told to be of another day."""
        recent = [e for e in self.events[-RECENT:] if e.kind == candidate.word.kind]
        if not recent or self._visits_apart(candidate, recent[-1]):
            return None
        day = self.scene.date(candidate)
        known = next((d for d in map(self.scene.date, recent[-1].mentions[:4]) if d is not None), None)
        return recent[-1] if day is None or known is None or not days_apart(day, known) else None

    def _weak(self, candidate: MeetingCandidate) -> bool:
        """Whether the name tells only how the event is held, while an event of the kind is known."""
        words = self._words(candidate)
        if ordinal(self.view.lower[candidate.start : candidate.end]) is not None:
            return False
        return (words <= manner_words() or self._place_only(candidate)) and any(
            e.kind == candidate.word.kind for e in self.events
        )

    def _words(self, candidate: MeetingCandidate) -> frozenset[str]:
        return words_of(self.view.lower[candidate.word_end : candidate.end])

    def _name(self, candidate: MeetingCandidate) -> Name:
        written = self.view.text[candidate.start : candidate.end]
        # "tổ chức tuyên dương …" is the "lễ tuyên dương …": the verb tells of the business
        tail_at = candidate.word_end - candidate.start if candidate.word.frame == "any" else 0
        return name_of(candidate.word.kind, written, tail_at)

    def _same(self, candidate: MeetingCandidate) -> Event | None:
        """The event known under the name of a mention."""
        name = self._name(candidate)
        tail = self.view.lower[candidate.word_end : candidate.end].lstrip()
        for event in reversed(self.events[-RECENT:]):
            rite = event.best.word
            held = event.kind == candidate.word.kind and rite.frame != "any" and tail.startswith(rite.word)
            if held and not self._days_apart(candidate, event):
                return event  # "lễ tuyên dương" of "tổ chức tuyên dương …"
            if (
                event.name is not None
                and one_event(event.name, name)
                and not self._rite_apart(candidate, event)
                and not self._days_apart(candidate, event)
                and not self._places_apart(candidate, event)
                and not (candidate.word.frame != "any" and self._held_apart(candidate, event))
            ):
                return event
        if guests := self._of_the_guests(candidate) or self._of_the_whole(candidate, name):
            return guests
        if assembly := self._of_the_assembly(candidate):
            return assembly
        if (
            candidate.word.kind in ("inspection", "ceremony")
            and not self.is_noun(candidate)
            and candidate.word.form == "act"
        ):
            return None
        nameless = [e for e in self.events[-RECENT:] if e.kind == candidate.word.kind]
        if (
            len(nameless) != 1
            or nameless[0].name
            or nameless[0].mentions[0].indefinite
            or self.scene.referred(candidate)
            or self._bodies_apart(candidate, nameless[0])
            or self._visits_apart(candidate, nameless[0])
            or (self._present(nameless[0].mentions[0]) and self._upcoming(candidate))
        ):
            return None
        day = self.scene.date(candidate)
        others = [d for d in map(self.scene.date, nameless[0].mentions[:4]) if d is not None]
        return nameless[0] if day is None or all(day_of(d) == day_of(day) for d in others) else None

    def _of_the_guests(self, candidate: MeetingCandidate) -> Event | None:
        """The one occasion on which guests or voters met, whom each mention calls otherwise: "gặp mặt học sinh"."""
        if candidate.word.word not in _MEETS_GUESTS or self.scene.referred(candidate):
            return None
        last = next((e for e in reversed(self.events[-RECENT:]) if e.best.word.word in _MEETS_GUESTS), None)
        if last is None or self._days_apart(candidate, last) or not last.told:
            return None
        proper = self._name(candidate).proper
        known = last.name.proper if last.name else frozenset()
        return last if not proper or not known or not proper.isdisjoint(known) else None

    def _of_the_whole(self, candidate: MeetingCandidate, name: Name) -> Event | None:
        """The event whose name holds that of a mention: "đối thoại …" of "hội nghị Thủ tướng đối thoại …"."""
        if candidate.word.kind not in ("dialogue", "reception") or not self.is_noun(candidate):
            return None
        for event in reversed(self.events[-RECENT:]):
            best = event.best
            if event.kind not in ("conference", "seminar") or event.name is None or not name.words <= event.name.words:
                continue
            if candidate.word.word in self.view.lower[best.start : best.end] and not self._days_apart(candidate, event):
                return event
        return None

    def _of_the_assembly(self, candidate: MeetingCandidate) -> Event | None:
        """The session of a government or an assembly that is also called a meeting: "cuộc họp Chính phủ thường kỳ"."""
        kind = candidate.word.kind
        if kind not in ("session", "meeting"):
            return None
        other: MeetingKind = "meeting" if kind == "session" else "session"
        day = self.scene.date(candidate)
        text = self.view.lower
        for event in reversed(self.events[-RECENT:]):
            best = event.best
            meeting = candidate if kind == "meeting" else best
            if event.kind != other or day is None or not _ASSEMBLY.search(text, meeting.start, meeting.end):
                continue
            if any(d is not None and not days_apart(d, day) for d in map(self.scene.date, event.mentions[:4])):
                event.kind = "session"
                return event
        return None

    def _days_apart(self, candidate: MeetingCandidate, event: Event) -> bool:
        """Whether a mention and an event of the same name are told to be of days that one event cannot have."""
        if event.kind in ("congress", "session") or (event.name is not None and event.name.ordinal is not None):
            return False
        if self._years_apart(candidate, event):
            return True
        day = self.scene.own_day(candidate)
        if day is None:
            return False
        known = [d for d in map(self.scene.own_day, event.mentions[:6]) if d is not None]
        if known and event.kind in _TAKES_HOURS and all(_hours_apart(day, d) for d in known):
            return True
        return bool(known) and all(days_apart(day, d) > _LASTS.get(event.kind, 0) for d in known)

    def _years_apart(self, candidate: MeetingCandidate, event: Event) -> bool:
        """Whether a mention is of another year than each mention of an event, or than the text, if none tells it."""
        year = self.scene.own_year(candidate)
        if year is None:
            return False
        known = {y for y in map(self.scene.own_year, event.mentions[:6]) if y is not None}
        now = event.told or self.left(event.mentions[0]).endswith("sẽ ")
        if not known and now and (lead := self.scene.lead_date()):
            known = {lead.value[:4]}
        return bool(known) and year not in known and "XXXX" not in known

    def _places_apart(self, candidate: MeetingCandidate, event: Event) -> bool:
        """Whether a mention is of another place the same day: "Cùng ngày, tại Huế đã diễn ra mít tinh kỷ niệm …"."""
        start, _ = self.scene.sentence(candidate)
        if not _ELSEWHERE_TOO.match(self.view.lower, start, candidate.start):
            return False
        if (place := self.scene.location(candidate)) is None:
            return False
        known = next((p for p in map(self.scene.location, event.mentions[:4]) if p is not None), None)
        lower = self.view.lower
        return known is not None and set(lower[slice(*place)].split()).isdisjoint(lower[slice(*known)].split())

    def _visits_apart(self, candidate: MeetingCandidate, event: Event) -> bool:
        """Whether a visit told by its verb alone is told to be of another place than the last one."""
        place = self.scene.visited(candidate) or self.scene.location(candidate)
        known = next((p for p in map(self.scene.visited, event.mentions[:4]) if p is not None), None)
        if place is None or known is None:
            return False
        here, there = self.view.lower[slice(*place)], self.view.lower[slice(*known)]
        return here not in there and there not in here

    def _bodies_apart(self, candidate: MeetingCandidate, event: Event) -> bool:
        """Whether the body in the name of a mention is another than the one that holds an event without a name."""
        named, holder = self.scene.own_body(candidate), self.scene.holder(event.mentions[0])
        if named is None or holder is None:
            return False
        lower = self.view.lower
        return set(lower[slice(*named)].split()).isdisjoint(lower[slice(*holder)].split())

    def _held_apart(self, candidate: MeetingCandidate, event: Event) -> bool:
        """Whether a mention and an event of a like name are told to be held by bodies of other names."""
        holder, known = self.scene.holder(candidate), self.scene.holder(event.best)
        if holder is None or known is None:
            return False
        lower = self.view.lower
        a, b = set(lower[slice(*holder)].split()), set(lower[slice(*known)].replace(",", " ").split())
        return 2 * len(a & b) < min(len(a), len(b))

    def _rite_apart(self, candidate: MeetingCandidate, event: Event) -> bool:
        """Whether a ceremony told by a verb and one told by a noun differ: "lễ kỷ niệm …", "đã đến dâng hương …"."""
        if candidate.word.kind != "ceremony":
            return False
        best = event.best
        if candidate.word.form == "act" and not self.is_noun(candidate):
            return best.word.form == "noun" and candidate.word.word not in self.view.lower[best.start : best.end]
        if best.word.form == "noun" or event.name is None or not self.scene.same_day(candidate):
            return False
        rite = self.view.lower[candidate.word_end : candidate.end].split()[:1]
        return not event.name.words.issuperset(rite)  # "Tiếp đó, … đã dự lễ giỗ …"

    def _referent(self, candidate: MeetingCandidate) -> Event | None:
        """The event that a mention without a name goes back to."""
        recent = self.events[-RECENT:]
        same = [e for e in recent if e.kind == candidate.word.kind]
        if candidate.word.word.startswith(("phiên", "buổi")) and (
            self._day_behind(candidate) is not None or _TODAY.match(self.view.lower, candidate.end)
        ):
            # a sitting on a day of its own is none of the whole session named before
            same = [e for e in same if not e.best.word.word.startswith("kỳ họp")]
        if candidate.word.kind == "ceremony":  # "buổi lễ" is no laying of wreaths told after it
            same = [e for e in same if e.best.word.form == "noun" or e.best.word.frame != "any"] or same
        reported = candidate.word.word == "phiên họp" and _SHOWN.search(self.left(candidate))
        if self._present(candidate) or reported:
            same = [e for e in same if not all(map(self._upcoming, e.mentions))]
        told = [e for e in same if e.told]
        if told:
            if candidate.word.kind == "congress" or not self._of_another_day(candidate, told[-1]):
                return told[-1]
            return next((e for e in reversed(told) if not self._of_another_day(candidate, e)), None)
        kin = [e for e in recent if e.told and e.kind in related(candidate.word.kind)]
        if same and kin and kin[-1].kind == "press_conference" and (about := self._within(kin[-1], same)):
            return about  # "họp báo về hội nghị xúc tiến đầu tư. ⟨Hội nghị⟩ sẽ được tổ chức …"
        if kin and not same and self._of_another_day(candidate, kin[-1]):
            return None
        if same and (candidate.word.kind in ("congress", "session") or not kin):
            sitting = candidate.word.word.startswith("phiên") and same[-1].best.word.word == "kỳ họp"
            # a session that is only referred to is not the one a sitting of which is told
            return None if sitting and _SHOWN.search(self.left(candidate)) else same[-1]
        return kin[-1] if kin else None

    @staticmethod
    def _within(outer: Event, events: list[Event]) -> Event | None:
        """The last of some events that the name of another says that it is about."""
        spans = [(c.start, c.end) for c in outer.mentions[:4]]
        about = (e for e in reversed(events) if any(a < c.start < b for c in e.mentions[:4] for a, b in spans))
        return next(about, None)

    def _day_behind(self, candidate: MeetingCandidate) -> Date | None:
        """The day told right behind a mention."""
        day = self.scene.date(candidate)
        return day if day is not None and 0 <= day.start - candidate.end <= 12 else None

    def _present(self, candidate: MeetingCandidate) -> bool:
        """Whether a mention speaks of the event that is going on: "tại kỳ họp này"."""
        return self.view.lower.startswith((" này", "\nnày"), candidate.end)

    def _upcoming(self, candidate: MeetingCandidate) -> bool:
        """Whether a mention speaks of an event that is to come: "trình Quốc hội tại kỳ họp thứ 4"."""
        lower = self.view.lower
        return bool(
            _TO_COME.match(lower, candidate.end)
            or _TO_COME_BEFORE.search(lower, max(0, candidate.start - 60), candidate.start)
        )

    def _of_another_day(self, candidate: MeetingCandidate, event: Event) -> bool:
        """Whether a mention is of a day told right behind it, which is not the day of an event."""
        day = self._day_behind(candidate)
        if day is None:
            return False
        known = next((d for d in map(self.scene.date, event.mentions[:4]) if d is not None), None)
        return known is not None and days_apart(known, day) > 0

    def _add(self, candidate: MeetingCandidate, event: Event | None) -> Event:
        if event is None:
            event = Event(candidate.word.kind)
            self.events.append(event)
            self.kinds.add(event.kind)
        event.mentions.append(candidate)
        event.certain = event.certain or candidate.word.form == "noun" or self.is_noun(candidate)
        if candidate.named and not (
            event.kind == "press_conference"
            and _OWNER_ONLY.fullmatch(self.view.lower, candidate.word_end, candidate.end)
        ):
            name = self._name(candidate)
            event.name = name if event.name is None else event.name.with_other(name)
        if candidate.word.kind == event.kind and not event.told:
            event.told = self._tells(candidate)
            self.any_told = self.any_told or event.told
        return event

    def _tells(self, candidate: MeetingCandidate) -> bool:
        if self.scene.referred(candidate):
            return False
        if self.scene.date(candidate) is not None or self.scene.same_day(candidate):
            return True
        left = self.left(candidate)
        if (
            candidate.named
            and ordinal(self.view.lower[candidate.start : candidate.end]) is not None
            and candidate.word.kind in ("congress", "conference")
        ):
            return bool(re.search(r"(?:tổ chức|khai mạc|chủ trì)(?: [^ ]+){0,2} $", left))
        return bool(_REPORTED.search(left) or not left.strip() or CLASSIFIED.search(left))

    def _no(self, candidate: MeetingCandidate, reason: str) -> None:
        self.context.reject(candidate.rule, candidate.start, candidate.end, reason)
