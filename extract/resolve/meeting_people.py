"""Who chairs an event and who takes part in it."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import Literal

import msgspec

from extract import lexicon
from extract.finders.meeting import MeetingCandidate
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.model import Official
from extract.parts import meeting as parts
from extract.resolve.meeting_surroundings import REACH
from extract.resolve.meeting_when import When

NEXT_SENTENCES = 8
"""How many sentences behind a mention of an event are read for those who speak there."""
OPENS_BY = 60
"""Where in its sentence an event stands at the latest that the sentences behind it tell of, in characters."""
LIST_REACH = 2500
"""How long a list of those who take part may be, in characters."""
_CHAIRS = parts.pattern(r"(?:(?:đ(?<!\wđ)ồng|c(?<!\wc)ùng) {chair_verb}|{^chair_verb})(?!\w)")
_PRESIDIUM = re.compile(r"Đoàn [Cc]hủ tịch[^.;:\n]{0,50}?(?: gồm|:)")
_TWO_OF_A_TITLE = parts.pattern(r"(?:hai|2) ({high_post})[^,.;]{0,20}$")
# A post that opens its clause, with no name: "⟨Thủ tướng⟩ chủ trì …".
_POST_ONLY = parts.pattern(r"(?:^|[.!?\n\"] ?|, )({high_post})(?: Chính phủ)?(?: (?:đã|sẽ|trực tiếp|vừa))?[ ]$")
_ANOTHER_SUBJECT = parts.pattern(r";|[ \n](?:{say_verb}|thông tin|nêu rõ)[, ]")
_UNDER = re.compile(r"(?:dưới sự|do|với sự|được sự)[ \n]$")
# Where those end under whose chair something is done.
_UNDER_ENDS = re.compile(
    r"[;.]|, (?=[^,]{0,30}(?:đã|tổ chức|họp|diễn)|[^,]{0,40} (?:nghe|thảo luận|xem xét) )| (?:đã|họp|để|nhằm) "
)
# What "chủ trì" goes on with where an event is its object.
_CHAIRED_HERE = parts.pattern(
    r"[ \n](?:{event_noun}|{classifier}|{occasion}|kỳ|và|,|\.|$|chung|giao ban|điểm cầu|tại)|[,.;)]"
)
_NOT_BY = re.compile(r"[.;]|dẫn đầu|trưởng đoàn|[ \n](?:đã|sẽ|tổ chức)[ \n]")
_CHAIRED = (
    r"(?:đồng )?{chair_verb}(?: và [^:,.;\n]{2,25}?)?(?: (?:{event_noun}|(?:buổi )?{occasion}))?"
    r"(?: tại (?:các )?điểm cầu[^,.;:\n]{0,40})?"
)
_COMRADES = r"(?: các)?(?: đồng chí| đ/c| ông| bà)?[: ]"
_CHAIR_LIST = parts.pattern(
    r"(?:^|[\n.;] ?)[\-+* ]{0,4}(?:(?:tham |đến |tới |về )?dự và )?" + _CHAIRED + r"(?:,? có| gồm| là)?" + _COMRADES
)
# The same in the middle of a sentence: "…, chủ trì hội thảo gồm các đồng chí: …".
_CHAIR_LIST_WITHIN = parts.pattern(_CHAIRED + r" (?:có|gồm)(?: có)?:?" + _COMRADES)
_ATTEND_WORDS = rf"(?:(?:đến|tới|về|cùng) )?{{attend_verb}}(?![{LOWER}])"
_ATTENDED = parts.pattern(_ATTEND_WORDS)
_ATTEND_LIST = parts.pattern(r"[\-+* ]{0,4}" + _ATTEND_WORDS)
_LIST_OPENS = re.compile(r"[^.;\n]{0,60}?(?:[ \n](?:có|gồm)(?!\w)|:)")
# A sentence that goes on listing those who take part: "Về phía tỉnh có đồng chí …", "Lãnh đạo huyện có các ông: …".
_LIST_GOES_ON = re.compile(
    r"các đồng chí|đại diện|ngoài ra|về phía|[^.;:,\n]{3,60}[ \n]có[ \n](?:các[ \n])?(?:đồng chí|đ/c|ông|bà)(?!\w)"
)
WRAPPED_LINE = 60
"""How long a line is at the least whose end breaks a sentence and does not end it."""
_LIST_ENDS = re.compile(r"\.(?=[ \n][" + UPPER + r"])|\n\n")
_IN_MEMORY = parts.pattern(r"{memory}(?: của)?(?: (?:{honoured}|cố|bác)){0,3} ?$")
# What may stand between a person and the verb of what the person does at an event.
_BEFORE_VERB = (
    r"(?: ?\([^()\n]{1,40}\))?(?:(?:,| -) [^.;:\n]{2,130}?,?)?[ \n](?:đã |cũng |còn |sẽ |một lần nữa |tiếp tục |"
    r"thẳng thắn |đặc biệt |rất |thì |trực tiếp ){0,3}"
)


class PresenceVerb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb of those who take part in an event: of `speech` and presence there ("phát biểu"), or of an `act` that
    is the event or opens it ("tiếp", "khai mạc").

    One that stands `anywhere` in a sentence about the event tells that those named there take part; any other tells
    it only of the one right before it ("… cho rằng").
    """

    verb: str
    role: Literal["speech", "act"]
    example: str
    anywhere: bool = True


@cache
def _takes_part() -> re.Pattern[str]:
    verbs = (v.verb for v in lexicon.load("meeting_verbs", PresenceVerb) if v.anywhere)
    return re.compile("|".join(sorted(verbs, key=len, reverse=True)))


@cache
def _speaks_here() -> re.Pattern[str]:
    verbs = (v.verb for v in lexicon.load("meeting_verbs", PresenceVerb) if v.role == "speech")
    return re.compile(rf"{_BEFORE_VERB}(?:{'|'.join(sorted(verbs, key=len, reverse=True))})(?![{LOWER}])")


# A person whom those who met decided on.
_SPOKEN_OF = parts.pattern(r"(?:{decided_on}|đối với)(?!\w)[^;]{0,80}$")
_ACCORDING_TO = re.compile(r"(?<!\w)theo (?!sự |chân )[^.,;:]{0,50}$")
_SAID = parts.pattern(r"[ \n]{told_verb}(?!\w)")
_AT_THE_EVENT = parts.pattern(
    r"[ \n](?:thêm |rõ )?(?:ngay )?(?:tại|trong|ở|về|sau|khai mạc|bế mạc)[ \n](?:(?:{classifier}|ngày)[ \n]){0,2}"
)
_ACCORDING = re.compile(r"[ \n]*(?:cũng )?theo [^.,;:]{0,60}$")
_DOES_IT = re.compile(
    r"(?: và (?:phu nhân|đoàn[^,.;:]{0,20}))?(?: cùng đoàn[^,.;:]{0,20})?[ \n](?:(?:đã|cũng|sẽ|vừa|đến|tới|"
    r"trực tiếp|đi|về|có|"
    r"sang|buổi|cuộc|chuyến)[ \n]){0,4}"
)
_ELSEWHERE = parts.pattern(r"trao đổi (?:riêng )?với {reporter}|từng (?:nói|dạy|khẳng)|trong {writing}|{elsewhere}")
_SPEAKS = parts.pattern(r"{speech_verb}[^,.;]{0,30}$")


class People(When):
    """Looks for the people of an event."""

    def chairs(self, candidate: MeetingCandidate, own: frozenset[int]) -> list[Official]:
        """Who chairs the event of a mention, told in its sentence; `own` are the starts of its mentions."""
        start, end = self.sentence(candidate)
        found: list[Official] = []
        i = bisect_left(self.starts, candidate.start)
        if self.referred(candidate) and i and self.starts[i - 1] >= start:
            return []  # named for what another event is about: "cuộc họp chuẩn bị nội dung trình ⟨kỳ họp⟩ … chủ trì"
        if (presidium := _PRESIDIUM.search(self.text, start, end)) and not self.referred(candidate):
            found += [o for _, _, o in self.officials(presidium.end(), self._end_of_list(presidium.end(), end))]
        for verb in _CHAIRS.finditer(self.lower, start, end):
            i = bisect_left(self.starts, verb.end())
            if i < len(self.starts) and self.starts[i] < min(end, verb.end() + 40) and self.starts[i] not in own:
                continue  # another event is its object
            if self._told_last(start, verb.start(), candidate) not in own:
                continue  # "… dự Hội nghị …, Lễ đón được tổ chức dưới sự chủ trì của …"
            found += self._chairs_at(verb, start, end)
        return found

    def _told_last(self, start: int, place: int, candidate: MeetingCandidate) -> int:
        """The start of the last noun for an event before a place; that of the candidate if there is none behind it."""
        i = bisect_left(self.starts, place) - 1
        while i >= 0 and self.starts[i] > max(start, candidate.start):
            if self.spoken[i].word.form == "noun" and not self.referred(self.spoken[i]):
                return self.starts[i]
            i -= 1
        return candidate.start

    def chairs_after(self, candidate: MeetingCandidate) -> list[Official]:
        """Who chairs it by the next sentence, which names no event: "Đồng chí … chủ trì."."""
        _, end = self.view.sentence(candidate.start)
        if end >= len(self.view) or self.event_between(end, min(self.view.sentence(end)[1], end + REACH)):
            return []
        start, stop = end, min(self.view.sentence(end)[1], end + REACH)
        found: list[Official] = []
        for verb in _CHAIRS.finditer(self.lower, start, stop):
            found += self._chairs_at(verb, start, stop)
        return found

    def lead_chairs(self) -> list[Official]:
        """Who chairs what the first sentence tells of an assembly without a noun: "Chiều 22/5, dưới sự điều hành của
        Phó Chủ tịch Quốc hội …, Quốc hội đã thông qua …"."""
        start, end = self.lead
        end = min(end, start + REACH)
        if self.event_between(start, end):
            return []
        return [o for verb in _CHAIRS.finditer(self.lower, start, end) for o in self._chairs_at(verb, start, end)]

    def _chairs_at(self, verb: re.Match[str], start: int, end: int) -> list[Official]:
        lower, text = self.lower, self.text
        if _UNDER.search(lower, start, verb.start()) and lower[verb.end() : verb.end() + 20].lstrip().startswith("của"):
            stop = _UNDER_ENDS.search(text, verb.end(), end)
            return [o for _, _, o in self.officials(verb.end(), stop.start() if stop else end)]
        by = lower.rfind(" do ", max(start, verb.start() - 200), verb.start())
        if by >= 0 and not _NOT_BY.search(text, by, verb.start()) and (people := self.officials(by, verb.start())):
            return [o for _, _, o in people]
        if pair := _TWO_OF_A_TITLE.search(text[max(start, verb.start() - 60) : verb.start()]):
            return self._holders(pair[1], 2)
        opening = _CHAIR_LIST.match(lower, max(start - 1, 0), end) or _CHAIR_LIST.match(lower, start, end)
        before = self.officials(start, verb.start())
        if not opening or not opening.start() <= verb.start() < opening.end():
            opening = None if before else _CHAIR_LIST_WITHIN.match(lower, verb.start(), end)
        if opening:
            return [o for _, _, o in self.officials(opening.end(), self._end_of_list(opening.end(), end))]
        if not _CHAIRED_HERE.match(lower[verb.end() : verb.end() + 20]):
            return []
        if not before:
            post = _POST_ONLY.search(text, max(start, verb.start() - 40), verb.start())
            return self._holders(post[1], 1) if post else []
        if _ANOTHER_SUBJECT.search(text, before[-1][1], verb.start()):
            return []
        chosen = [before[-1]]
        joint = verb[0].startswith(("đồng", "cùng"))
        for person in reversed(before[:-1]):
            gap = text[person[1] : chosen[-1][0]]
            joined = re.search(r"(?:^|[ ,])(?:và|cùng)(?: |$)", gap) or (joint and ("," in gap or ";" in gap))
            ends = r"[.]" if joint else r"[.;]"
            if not joined or re.search(ends + r"| (?:dự|phát biểu|cho biết|có|với|tiếp|làm việc) ", gap):
                break
            chosen.append(person)
        return [o for _, _, o in reversed(chosen)]

    def _holders(self, post: str, count: int) -> list[Official]:
        """Those of the text who have a post that is told without a name, if they are so many: "⟨Thủ tướng⟩ chủ trì
        phiên họp", "hai ⟨Bộ trưởng⟩ …"."""
        holders = [o for o in self.context.officials if any(p.title.startswith(post) for p in o.positions)]
        return holders if len(holders) == count else []

    def _end_of_list(self, start: int, end: int) -> int:
        """The end of a list of people, which may run over lines."""
        for stop in _LIST_ENDS.finditer(self.text, start, min(len(self.view), max(end, start + 1500))):
            if stop[0] != "." or self.view.sentence(stop.start())[1] <= stop.end() + 1:  # else of "TS. Trần Văn An"
                return stop.start()
        return end

    def attendees(self, candidate: MeetingCandidate, *, background: bool) -> list[Official]:
        """Who takes part, told in the sentence of a mention and in the lists that follow it."""
        lower = self.lower
        start, end = self.view.sentence(candidate.start)
        start = max(start, candidate.start - REACH)
        listed = _ATTENDED.search(lower, start, candidate.start) and _LIST_OPENS.match(lower, candidate.end)
        end = min(end, candidate.end + (LIST_REACH if listed else REACH))
        if not listed:  # a list of events, each with its people
            start = max(start, self.text.rfind(";", start, candidate.start) + 1)
            clause = self.text.find(";", candidate.end, end)
            end = clause if clause > 0 and self.event_between(clause, end) else end
        if background:
            if not _SPEAKS.search(lower, max(start, candidate.start - 80), candidate.start):
                return []
            return [o for _, _, o in self.officials(max(start, candidate.start - 120), candidate.start)[-1:]]
        people = [
            (b, o)
            for a, b, o in self.officials(start, end)
            if (a >= candidate.end and not _SPOKEN_OF.search(lower, max(candidate.end, a - 90), a))
            or (b <= candidate.start and not self._tells_of(start, a, b, candidate))
        ]
        if not _takes_part().search(lower, start, end):
            people = [(b, o) for b, o in people if _speaks_here().match(lower, b, min(end, b + 170))]
        found = [o for _, o in people]
        return found + self._in_lists_behind(candidate, bool(listed))

    def _in_lists_behind(self, candidate: MeetingCandidate, listed: bool) -> list[Official]:
        """Those named in the lists that follow the sentence of a mention; `listed` says that it opens one itself."""
        lower = self.lower
        found: list[Official] = []
        place = self.view.sentence(candidate.start)[1]
        for _ in range(12):
            if place >= len(self.view):
                break
            a, b = self.view.sentence(place)
            follows = lower[a : a + 90].lstrip()
            before = lower[max(0, a - 4) : a].rstrip()[-1:]
            wrapped = before.isalnum() and a - self.view.line(max(0, a - 1))[0] >= WRAPPED_LINE
            goes_on = (
                wrapped or before in (";", ":") or follows.startswith(("- ", "+ ")) or _LIST_GOES_ON.match(follows)
            )
            if not _ATTEND_LIST.match(follows) and not (goes_on and listed):
                break
            listed = True
            found += [o for _, _, o in self.officials(a, min(b, a + LIST_REACH))]
            place = b
        return found

    def doers(self, candidate: MeetingCandidate) -> list[Official]:
        """Who is the subject of the verb of a visit and the like: the person named right before it."""
        before = self.officials(max(0, candidate.start - 60), candidate.start)
        if not before or not _DOES_IT.fullmatch(self.lower, before[-1][1], candidate.start):
            return []
        return [before[-1][2]]

    def _tells_of(self, start: int, person: int, person_end: int, candidate: MeetingCandidate) -> bool:
        """Whether a person named before an event only tells of it: "theo ông An, …", "ông An cho biết … đã họp"."""
        lower = self.lower
        if _ACCORDING_TO.search(lower, max(start, person - 60), person):
            return True
        said = _SAID.search(lower, person_end, candidate.start)
        return said is not None and not _AT_THE_EVENT.fullmatch(lower, said.end(), candidate.start)

    def speakers(self, candidate: MeetingCandidate, own: frozenset[int], told: list[int]) -> list[Official]:
        """Who speaks or is present by the next sentences, up to where another event is told of.

        `own` are the starts of the event's mentions, `told` those of all events that the text tells of, ascending.
        """
        lower = self.lower
        found: list[Official] = []
        start, place = self.view.sentence(candidate.start)
        if candidate.start - start > OPENS_BY and self.date(candidate) is None:
            return []  # named in passing: those who speak next need not be there
        for _ in range(NEXT_SENTENCES):
            if place >= len(self.view):
                break
            a, b = self.view.sentence(place)
            i = bisect_left(told, a)
            if any(start not in own for start in told[i : i + 8] if start < b):
                break
            for start, end, person in self.officials(a, min(b, a + 140))[:3]:
                i = bisect_left(self.starts, end)
                if i < len(self.starts) and self.starts[i] < min(b, end + 110) and self.starts[i] not in own:
                    continue  # "… sẽ dự phiên thảo luận về …": another event
                if _ACCORDING.match(lower, a, start) or _speaks_here().match(lower, end, min(b, end + 170)):
                    found.append(person)
            place = b
        return found

    def heard(self, begin: int, stop: int) -> list[Official]:
        """Who speaks between two places: those who are heard at the event, where the text tells of no other there."""
        lower = self.lower
        found: list[Official] = []
        for start, end, person in self.officials(begin, stop):
            a, b = self.view.sentence(start)
            a, b = max(a, start - REACH), min(b, end + REACH)
            speaks = _ACCORDING.match(lower, a, start) or _speaks_here().match(lower, end, min(b, end + 170))
            if speaks and not _ELSEWHERE.search(lower, a, b):
                found.append(person)
        return found

    def honoured(self, person: Official) -> bool:
        """Whether an event is held in memory of a person: "kỷ niệm 100 năm ngày sinh đồng chí …"."""
        return any(_IN_MEMORY.search(self.lower, max(0, m.start - 60), m.start) for m in person.mentions[:4])
