"""Puts the mentions of one event of a document together."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.context import Context
from extract.finders.meeting import HELD, MeetingCandidate
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.model import Date, MeetingKind, Official
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

HEADLINES = 400
"""Where headlines end at the latest, in characters."""
LONGEST_HEADLINE = 200
"""How long a line is at the most that is a headline."""
RECENT = 24
"""How many events back a mention may refer: keeps the work linear in texts that name thousands."""
_REPORTED = re.compile(
    r"(?:phát biểu(?: [^,.;\n]{2,30}?)?(?: tại)?|tại(?: buổi| cuộc)?|dự(?: và [^,.;\n]{2,25}?)?|chủ trì|chủ tọa|"
    r"điều hành|kết luận|quang cảnh|"
    r"toàn cảnh|khai mạc|bế mạc|chỉ đạo|kết thúc|trong|sau|diễn ra|có|tổ chức|chứng kiến|đến|phát động|thành công)\s$"
)
_UNREAL = re.compile(
    r"(?:cần|phải|yêu cầu|đề nghị|tăng cường|không|chưa|để|việc|công tác|thường xuyên|giao|qua|khi|nếu|bị|được|"
    r"có thể|nhằm|trách nhiệm|"
    r"hoặc|và|hay|thanh tra|nên|muốn|mời|từng|về|tập trung|đẩy mạnh|định kỳ|chủ động|cho|của|hướng dẫn|"
    r"đôn đốc|tham gia|"
    r"phối hợp|cùng nhau|cách|lịch|cử|quyền|chịu|ra|thực hiện|luôn|hay|cũng|hội nghị|xin)\s$"
)
# What is asked for, and told of nothing that happened: "cần ⟨khảo sát …⟩", "việc chuẩn bị cho Bác đi ⟨thăm …⟩".
_ASKED_FOR = re.compile(r"(?:cần|phải|yêu cầu|đề nghị|tăng cường|nên|muốn|để|nhằm|giao|định kỳ)\s$")
_PREPARED = re.compile(r"chuẩn bị cho [^,.;:]{2,30} (?:đi|đến|về|tới|sang) $")
# A verb with no object but other verbs: "kiểm tra⟨, giám sát⟩".
_VERBS_ALONE = re.compile(
    r"(?:,?[ \n](?:và[ \n])?(?:kiểm tra|giám sát|khảo sát|thanh tra|làm việc|đôn đốc|đột xuất|định kỳ|thực tế)){1,4}"
)
_WITH_THEM = re.compile(r"[ \n]với[ \n](?!nhau)")
_TOLD_OF = re.compile(r"(?<!\w)(?:đã|vừa|sẽ|mới|cũng|long trọng|thành công)(?!\w)")
_FRAME = re.compile(
    r"(?:đã|đến|tới|đi|có|tổ chức|chủ trì|vừa|sang|về|sẽ|đã đến|đã tới|đã có|đã đi|cùng đoàn|đoàn|dẫn đầu đoàn|"
    r"tiếp tục|và|trực tiếp|tiến hành|triệu tập|đi thực tế|dẫn đầu|nhóm|lên đường|bắt đầu|kết thúc|vào(?: lăng)?|xuống|"
    r"lên)\s$"
)
_WENT = re.compile(r"(?:lên đường|đã đến|đã tới|đến|tới|đã đi|đi|trực tiếp đi|về|đã về|đã)\s$")
_CLASSIFIED = re.compile(r"(?:buổi|cuộc|chuyến|đợt|phiên|chương trình)\s$")
_NOT_REALLY_HELD = re.compile(
    r"(?:công tác|việc|hoạt động|chủ động|trong|thường xuyên|tăng cường|cần|phải|để|được|nhằm|yêu cầu|đề nghị|"
    r"sẽ tiếp tục|"
    r"định kỳ|còn|đều) tổ chức(?: [^ ]+){0,2}\s$"
)
_COMMEMORATED = re.compile(
    r"(?:kỷ niệm|hình ảnh|\d+ năm|ngày (?:bác|người)|khi (?:bác|người)|lần)(?: hồ)?[^,.;:]{0,40}$"
)
_ON_A_VISIT = re.compile(r"(?:sang|đang|đang ở|(?:nhân dịp|dịp)(?: (?:về|sang|đến|tới|đi))?)\s$")
_DELEGATION = re.compile(
    r"(?:tổ công tác|đoàn (?:công tác|đại biểu|giám sát|khảo sát|kiểm tra|liên ngành)|"
    r"lãnh đạo )",
    re.I,
)
_HIGH_OFFICE = re.compile(
    r"(?:Chủ tịch|Bí thư|Thủ tướng|Bộ trưởng|Thứ trưởng|Giám đốc|Tư lệnh|Trưởng|Viện trưởng|Chánh|Đoàn|Lãnh đạo|"
    r"lãnh đạo|Bác(?! sĩ)|Người(?= (?:đã|đến|về|lại)))[^,.;:]{0,70}$"
)
# A post whose holder is not named, right before the verb: "Bộ trưởng Quốc phòng ⟨thăm …⟩".
_POST_BEFORE = re.compile(
    r"(?:Tổng Bí thư|(?<!Đoàn )Chủ tịch|Thủ tướng|Bộ trưởng|Thứ trưởng|Bí thư)(?![" + LOWER + r"])"
    r"(?: (?:[" + UPPER + r"][^\s,.;:]{0,12}(?: [" + LOWER + r"]{1,6})?|và|tỉnh|thành phố|huyện|quận|xã|phường|"
    r"nước)){0,6}"
    r"(?: và đoàn công tác| cùng đoàn công tác)?(?: (?:đã|vừa|sẽ|trực tiếp|cũng)){0,3} $"
)
_TIME_AND_COMMA = re.compile(r"(?:[ \n](?:sáng|chiều|tối|ngày|vào|hôm)[^,.;:\n]{1,25})?,[ \n]")
_OFFICE_AHEAD = re.compile(
    r"(?:Phó )?(?:Tổng Bí thư|Thủ tướng|Chủ tịch|Bí thư|Bộ trưởng|Thứ trưởng|Phó Thủ tướng)(?! Chính phủ giao)"
)
_STATE_VISIT = re.compile(r"[ \n](?:cấp nhà nước|hữu nghị|chính thức|làm việc chính thức)(?!\w)")
_ASSEMBLY = re.compile(r"chính phủ|quốc hội|hđnd|hội đồng nhân dân")
_OF_A_TOUR = frozenset({"inspection", "reception", "working_session", "ceremony"})
# What joins two verbs of one subject; between the first and this stands no full stop and no other subject.
_JOINED = re.compile(r"[^.:\n]{0,160}?;(?: và)?(?: (?:đã|cũng|sau đó|tiếp đó|cùng ngày|đến|tới|vào|đi)){0,3} ")
_DONE = re.compile(r"(?:đã|vừa|cùng|thống nhất) $")
_TEAM = re.compile(r"(?:^|[\s,])đoàn (?:sẽ|đã) tiến hành $")
_SHOWN = re.compile(r"(?:quang cảnh|toàn cảnh|phát biểu (?:tại|ở)|điều hành|chủ trì|kết thúc) $")
_TODAY = re.compile(r"[ \n](?:sáng|chiều|tối|hôm) (?:nay|qua)(?!\w)")
_TO_COME = re.compile(r"[ \n](?:tới|sắp tới|sẽ|tới đây|vào (?:khoảng )?(?:tháng|cuối|đầu|giữa|năm))(?!\w)")
_TO_COME_BEFORE = re.compile(
    r"(?:trình|báo cáo|xem xét|thông qua|lùi|chuyển|cho tới|đến|chuẩn bị)[ \n](?:[^ .;]+[ \n]){0,6}(?:tại|sang|ở|"
    r"tới|cho)[ \n]$"
)
_PLACE_ONLY = re.compile(
    r"\s(?:của |ở )?(?:tỉnh|huyện|quận|xã|phường|thị xã|thành phố|tp\.?|thị trấn)(?:[ .][^,;:]{2,30})?|\stphcm"
)
_AT_NAMED = re.compile(r"(?:tại|trong|chủ trì|khai mạc|bế mạc|tham dự) $")
_AT_IT = re.compile(r"(?:tại|sau|trong|kết thúc) $")
_NEXT_TO = re.compile(r"[ \n]*(?:\([^()]{1,40}\))?[ \n]*(?:và đoàn công tác |cùng đoàn công tác |trực tiếp )?")
_CREDIT = re.compile(r"^[^\n]{0,40}?[.)\-(] ?\(?(?:Ảnh|ẢNH|ảnh)\b")
_SUBJECT_BEFORE = re.compile(
    r"(?:[Đđ]oàn (?:công tác|đại biểu|giám sát|khảo sát|kiểm tra)|[Tt]ổ công tác|[Ll]ãnh đạo)"
    r"(?![^,.;:]* (?:đã|sẽ|để|yêu cầu|cam kết|đề nghị|cần|phải) )[^,.;:]{0,60} $"
)


# Only whose it is is told, which another mention may name for its business: "họp báo ⟨của Ngân hàng Nhà nước⟩".
_OWNER_ONLY = re.compile(r"[ \n]của[ \n](?:(?![ \n](?:với|về|giữa|nhằm|để|cùng)[ \n])[^,;]){2,60}")
_ELSEWHERE_TOO = re.compile(r"[^,.;\n]{0,60}?(?:cùng ngày|cùng thời gian này),? tại[ \n]")
_MEETS_VOTERS = frozenset({"tiếp xúc cử tri", "tiếp xúc với cử tri"})
_MEETS_GUESTS = _MEETS_VOTERS | {"gặp mặt", "họp mặt"}

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


class Gatherer:
    """Puts the mentions of one event together."""

    def __init__(self, context: Context, scene: Scene) -> None:
        self.context = context
        self.scene = scene
        self.view = context.view
        self.events: list[Event] = []
        self.kinds: set[MeetingKind] = set()
        self.any_told = False
        self.last_act: MeetingCandidate | None = None
        """The last verb that was found to tell of an event."""

    def gather(self) -> list[Event]:
        """The events of the document in the order of their first mention."""
        for candidate in self.context.meeting_candidates:
            if candidate.in_document:
                self._no(candidate, "only names a document")
            elif candidate.word.form == "act" and not self._is_noun(candidate):
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

    def _is_noun(self, candidate: MeetingCandidate) -> bool:
        left = self._left(candidate)
        if _CLASSIFIED.search(left) or left.endswith("dự "):
            return True
        if candidate.named and self.view.text[candidate.start].isupper() and _AT_NAMED.search(left):
            return True  # "phát biểu tại Đối thoại kinh tế …"
        return not candidate.named and candidate.word.kind != "inspection" and bool(_AT_IT.search(left))

    def _left(self, candidate: MeetingCandidate) -> str:
        start, _ = self.scene.sentence(candidate)
        return self.view.lower[max(start, candidate.start - 80) : candidate.start].replace("\n", " ").removesuffix('"')

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
        same = self._same(candidate) if candidate.named and not _ASKED_FOR.search(self._left(candidate)) else None
        certain = self._certain(candidate) or self._joined(candidate)
        if certain:
            self.last_act = candidate
        headline = self._in_headline(candidate)
        if not certain and (candidate.word.frame != "any" or (same is None and not headline)):
            self._no(candidate, "no one is told to have done it at a time or place")
            return
        if same is None and (not candidate.named or self._place_only(candidate)):
            same = self._recent_of_day(candidate)
        event = self._add(candidate, same)
        event.certain = event.certain or certain
        event.told = event.told or (certain and headline)

    def _in_headline(self, candidate: MeetingCandidate) -> bool:
        """Whether a verb stands in the headline, or in a line right below that tells with no day who did it."""
        if candidate.start >= HEADLINES:
            return False
        start, end = self.view.sentence(candidate.start)
        if start <= self.view.line(0)[0] + 2:
            return True
        line_start, line_end = self.view.line(candidate.start)
        whole = start <= line_start + 1 and end >= line_end - 1 and line_end - line_start <= LONGEST_HEADLINE
        if not whole or self.view.text.count("\n", 0, line_start) > 3 or self.scene.days(start, end):
            return False
        return candidate.named and _SUBJECT_BEFORE.search(self.view.text, line_start, candidate.start) is not None

    def _joined(self, candidate: MeetingCandidate) -> bool:
        """Whether a verb is one of several of one subject: "… đã đến đặt vòng hoa …; ⟨thăm⟩ Nhà lưu niệm …"."""
        last = self.last_act
        if (
            last is None
            or not candidate.named
            or candidate.word.kind not in _OF_A_TOUR
            or candidate.word.frame != "any"
        ):
            return False
        start, _ = self.scene.sentence(candidate)
        return last.start >= start and bool(_JOINED.fullmatch(self.view.text, last.end, candidate.start))

    def _place_only(self, candidate: MeetingCandidate) -> bool:
        return bool(_PLACE_ONLY.fullmatch(self.view.lower, candidate.word_end, candidate.end))

    def _recent_of_day(self, candidate: MeetingCandidate) -> Event | None:
        """The last event of the kind, unless it is told to be of another day."""
        recent = [e for e in self.events[-RECENT:] if e.kind == candidate.word.kind]
        if not recent:
            return None
        day = self.scene.date(candidate)
        known = next((d for d in map(self.scene.date, recent[-1].mentions[:4]) if d is not None), None)
        return recent[-1] if day is None or known is None or not days_apart(day, known) else None

    def _certain(self, candidate: MeetingCandidate) -> bool:
        left, word = self._left(candidate), candidate.word
        if (
            _UNREAL.search(left)
            and not HELD.search(left)
            and not re.search(r"(?:đến thăm|thăm hỏi|kiểm tra|thăm|làm việc) và $", left)
            and not (left.endswith("về ") and candidate.word.word.startswith("thăm"))
        ):
            return False
        if _PREPARED.search(left):
            return False
        if left.endswith("về ") and _COMMEMORATED.search(left):
            return False  # "60 năm ngày Bác Hồ về thăm": what is remembered, not what is told
        if HELD.search(left) and _NOT_REALLY_HELD.search(left):
            return False
        start, _ = self.scene.sentence(candidate)
        if _ON_A_VISIT.search(left) and self.scene.event_between(start, candidate.start):
            return False  # "… do Thứ trưởng Lê Văn An dẫn đầu sang thăm": tells who was met
        people = self.scene.officials(max(start, candidate.start - 250), candidate.start)
        text = self.view.text
        following = self._subject_follows(candidate)
        someone = bool(
            following
            or people
            or _DELEGATION.search(text, start, candidate.start)
            or _HIGH_OFFICE.search(text, start, candidate.start)
        )
        if word.frame != "any" and not (HELD.search(left) or self.scene.location(candidate) is not None):
            return False
        follows = self.any_told and self.scene.same_day(candidate)
        day = self.scene.date(candidate) is not None or follows or self.scene.year(candidate) is not None
        body = self.scene.holder(candidate) is not None
        named = candidate.named and not _VERBS_ALONE.fullmatch(self.view.lower, candidate.word_end, candidate.end)
        if not named and not day and not self.scene.chairs(candidate, frozenset({candidate.start})):
            return False
        if word.frame != "any":
            alone = HELD.search(left) or not self.scene.event_between(start, candidate.start)
            return bool(alone) and day and (someone or body or bool(_DONE.search(left)))
        if HELD.search(left):
            return day or (body and bool(_TOLD_OF.search(left)))
        subject = _SUBJECT_BEFORE.search(text, max(start, candidate.start - 90), candidate.start)
        framed = (
            body
            or following
            or bool(_FRAME.search(left) or subject)
            or bool(_POST_BEFORE.search(text, max(start, candidate.start - 90), candidate.start))
            or (bool(people) and (self._next_to(people[-1][1], candidate) or self._next_to_post(people, candidate)))
        )
        if day:
            return (framed or candidate.word.word in _MEETS_VOTERS) and (someone or body)
        if (
            subject
            and candidate.word.kind == "inspection"
            and candidate.named
            and subject[0].lower().startswith("đoàn")
        ):
            return True  # "Đoàn kiểm tra của Bộ Chính trị kiểm tra việc …"
        if candidate.word.kind == "inspection" and candidate.named and _TEAM.search(left):
            return True  # "Theo đó, Đoàn sẽ tiến hành kiểm tra việc …"
        if someone and _STATE_VISIT.match(self.view.lower, candidate.word_end):
            return True
        if (
            word.kind == "meeting"
            and candidate.named
            and body
            and _WITH_THEM.match(self.view.lower, candidate.word_end)
        ):
            return bool(_TOLD_OF.search(left[-12:]))
        if candidate.word.kind not in ("inspection", "ceremony", "working_session", "reception") or not candidate.named:
            return False
        if left.endswith("về ") and not people:
            return False
        if _WENT.search(left) and (someone or (body and self.scene.location(candidate) is not None)):
            return True
        if people and self._caption(people[-1][1], candidate):
            return True
        return bool(subject) and start >= candidate.start - 200 and bool(_CREDIT.search(text[candidate.end :][:60]))

    def _subject_follows(self, candidate: MeetingCandidate) -> bool:
        """Whether the clause stands before its subject: "Sáng 15/5, làm việc với …, Tổng Bí thư … nêu rõ"."""
        opens = (
            self.view.text[max(0, candidate.start - 2) : candidate.start] in (", ", ". ", "\n") or not candidate.start
        )
        comma = _TIME_AND_COMMA.match(self.view.text, candidate.end)
        if not opens or comma is None:
            return False
        people = self.scene.officials(comma.end(), comma.end() + 90)
        if people:
            return "." not in self.view.text[comma.end() : people[0][0]]
        return bool(_OFFICE_AHEAD.match(self.view.text, comma.end()))

    def _caption(self, person_end: int, candidate: MeetingCandidate) -> bool:
        """Whether it is the caption of a picture: the person, the verb, and who took it."""
        after = self.view.text[candidate.end : candidate.end + 60]
        return self._next_to(person_end, candidate) and bool(_CREDIT.search(after))

    def _next_to(self, person_end: int, candidate: MeetingCandidate) -> bool:
        return bool(_NEXT_TO.fullmatch(self.view.text, person_end, candidate.start))

    def _next_to_post(self, people: list[tuple[int, int, Official]], candidate: MeetingCandidate) -> bool:
        """Whether the post of a person named before stands right before the verb: "…, Bộ trưởng Bộ Y tế kiểm tra …"."""
        posts = [p for _, _, o in people[-2:] for p in o.positions if p.start < candidate.start]
        place = candidate.start  # a post may seem to go on over the verb: "Bộ Quốc phòng kiểm tra"
        return any(p.end > place or _NEXT_TO.fullmatch(self.view.text, p.end, place) for p in posts)

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
            if event.kind == candidate.word.kind and rite.frame != "any" and tail.startswith(rite.word):
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
            and not self._is_noun(candidate)
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
        if candidate.word.kind not in ("dialogue", "reception") or not self._is_noun(candidate):
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
        day = self.scene.own_day(candidate)
        if day is None:
            return False
        known = [d for d in map(self.scene.own_day, event.mentions[:6]) if d is not None]
        if known and event.kind in _TAKES_HOURS and all(_hours_apart(day, d) for d in known):
            return True
        return bool(known) and all(days_apart(day, d) > _LASTS.get(event.kind, 0) for d in known)

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
        if candidate.word.form == "act" and not self._is_noun(candidate):
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
        reported = candidate.word.word == "phiên họp" and _SHOWN.search(self._left(candidate))
        if self._present(candidate) or reported:
            same = [e for e in same if not all(map(self._upcoming, e.mentions))]
        told = [e for e in same if e.told]
        if told:
            if candidate.word.kind == "congress" or not self._of_another_day(candidate, told[-1]):
                return told[-1]
            return next((e for e in reversed(told) if not self._of_another_day(candidate, e)), None)
        kin = [e for e in recent if e.told and e.kind in related(candidate.word.kind)]
        if kin and not same and self._of_another_day(candidate, kin[-1]):
            return None
        if same and (candidate.word.kind in ("congress", "session") or not kin):
            sitting = candidate.word.word.startswith("phiên") and same[-1].best.word.word == "kỳ họp"
            # a session that is only referred to is not the one a sitting of which is told
            return None if sitting and _SHOWN.search(self._left(candidate)) else same[-1]
        return kin[-1] if kin else None

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
        event.certain = event.certain or candidate.word.form == "noun" or self._is_noun(candidate)
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
        left = self._left(candidate)
        if (
            candidate.named
            and ordinal(self.view.lower[candidate.start : candidate.end]) is not None
            and candidate.word.kind in ("congress", "conference")
        ):
            return bool(re.search(r"(?:tổ chức|khai mạc|chủ trì)(?: [^ ]+){0,2} $", left))
        return bool(_REPORTED.search(left) or not left.strip() or _CLASSIFIED.search(left))

    def _no(self, candidate: MeetingCandidate, reason: str) -> None:
        self.context.reject(candidate.rule, candidate.start, candidate.end, reason)
