"""Makes meeting records of candidates: one record an event, with all its mentions and what the text tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from extract import anchors
from extract.context import Context
from extract.finders.meeting import MeetingCandidate
from extract.letters import LETTER, UPPER
from extract.model import Date, Meeting, MeetingKind, Mention, Official, PartOfDay
from extract.resolve.meeting_links import REACH, Scene, day_of

_T = TypeVar("_T")

RECENT = 24
"""How many events back a mention may refer: keeps the work linear in texts that name thousands."""
LOOKED_AT = 40
"""How many mentions of one event are searched for its circumstances."""

_TOKEN = re.compile(rf"[{LETTER}0-9]+(?:/[{LETTER}0-9\-/]+)?")
_ORDINAL = re.compile(
    r"(?:lần (?:thứ )?|(?<!năm )thứ |đại hội (?:đảng |đại biểu |toàn quốc |của đảng ){0,3}|trung ương (?:lần thứ )?|"
    r"t\.?ư |tw |kỳ họp )"
    r"(\d{1,3}|[ivxlc]{1,7}|nhất|hai|nhì|ba|tư|bốn|năm(?! \d)|sáu|bảy|tám|chín|mười)(?!\w)"
)
_DOCUMENT = re.compile(r"nghị quyết|chỉ thị|kết luận|nghị định|quyết định|luật|văn kiện|ngày")
_WORDS = {
    "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8,
    "chín": 9, "mười": 10,
}  # fmt: skip
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ACRONYM = re.compile(rf"(?<!\w)[{UPPER}]{{3,8}}(?!\w)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LOCAL = re.compile(
    r"đảng bộ|tỉnh|huyện|thành phố|xã|phường|chi bộ|quận|cơ quan|tổng cục|sở|ngành|công đoàn|đoàn|phụ nữ|hội"
)
_PLENUM = re.compile(r"trung ương|tw\b|t\.ư|bch|ban chấp hành")
# Words that say how an event is held, not what it is about.
_WEAK = frozenset(
    re.split(
        " ",
        "trực tuyến toàn quốc thường kỳ chuyên đề mở rộng định quan trọng kỷ niệm lần này thể cấp cao chính thức của "
        "về và với thân mật buổi cuộc năm nay tỉnh huyện xã các khai mạc bế",
    )
)
_FUNCTION = frozenset(
    [
        "của",
        "về",
        "và",
        "với",
        "các",
        "những",
        "cho",
        "trong",
        "trên",
        "tại",
        "theo",
        "thứ",
        "lần",
        "năm",
        "do",
        "một",
        "là",
    ]
)

_RELATED: dict[MeetingKind, tuple[MeetingKind, ...]] = {
    "conference": (
        "session",
        "meeting",
        "seminar",
        "training",
        "press_conference",
        "dialogue",
        "ceremony",
        "reception",
        "congress",
    ),
    "meeting": ("session", "conference", "press_conference", "working_session", "training"),
    "working_session": ("inspection", "reception", "meeting", "dialogue", "conference", "session"),
    "ceremony": ("conference", "reception"),
    "session": ("meeting", "conference"),
    "reception": ("working_session", "dialogue", "conference", "inspection"),
    "seminar": ("conference", "dialogue"),
    "dialogue": ("conference", "reception", "working_session"),
    "training": ("conference",),
    "inspection": ("working_session",),
    "congress": (),
    "press_conference": ("meeting",),
}
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
_FRAME = re.compile(
    r"(?:đã|đến|tới|đi|có|tổ chức|chủ trì|vừa|sang|về|sẽ|đã đến|đã tới|đã có|đã đi|cùng đoàn|đoàn|dẫn đầu đoàn|"
    r"tiếp tục|và|trực tiếp|tiến hành|triệu tập|đi thực tế|dẫn đầu)\s$"
)
_WENT = re.compile(r"(?:đã đến|đã tới|đến|tới|đã đi|đi|trực tiếp đi|về|đã về|đã)\s$")
_CLASSIFIED = re.compile(r"(?:buổi|cuộc|chuyến|đợt|phiên|chương trình)\s$")
_HELD = re.compile(r"tổ chức(?: (?:buổi|cuộc|chương trình|đợt|thành công|lớp|các lớp))?\s$")
_DELEGATION = re.compile(
    r"(?:tổ công tác|đoàn (?:công tác|đại biểu|giám sát|khảo sát|kiểm tra|liên ngành)|"
    r"lãnh đạo )",
    re.I,
)
_PLANNED = re.compile(
    r"(?:sẽ|cần|phải|tiếp tục|tăng cường|phối hợp|định kỳ|hằng năm|hàng năm|thường xuyên|chỉ đạo|hướng dẫn|đề nghị|"
    r"tham mưu|việc|để|nhằm|dự kiến)\b"
)
_BOUND = re.compile(r"(?:từ sau|kể từ|từ|sau|đến)\s$")
_HIGH_OFFICE = re.compile(
    r"(?:Chủ tịch|Bí thư|Thủ tướng|Bộ trưởng|Thứ trưởng|Giám đốc|Tư lệnh|Trưởng|Viện trưởng|Chánh|Đoàn|Lãnh đạo|"
    r"lãnh đạo)[^,.;:]{0,70}$"
)
_PLACE_ONLY = re.compile(
    r"\s(?:của |ở )?(?:tỉnh|huyện|quận|xã|phường|thị xã|thành phố|tp\.?|thị trấn)(?:[ .][^,;:]{2,30})?|\stphcm"
)
_AT_IT = re.compile(r"(?:tại|sau|trong|kết thúc) $")
_NEXT_TO = re.compile(r"[ \n]*(?:\([^()]{1,40}\))?[ \n]*(?:và đoàn công tác |cùng đoàn công tác |trực tiếp )?")
_CREDIT = re.compile(r"^[^\n]{0,40}?[.)\-(] ?\(?(?:Ảnh|ẢNH|ảnh)\b")
_HONOURS = re.compile(r"kỷ niệm|tưởng niệm|dâng hương|viếng|truy điệu|tang")
_SUBJECT_BEFORE = re.compile(
    r"(?:[Đđ]oàn (?:công tác|đại biểu|giám sát|khảo sát|kiểm tra)|[Tt]ổ công tác|[Ll]ãnh đạo)"
    r"(?![^,.;:]* (?:đã|sẽ|để|yêu cầu|cam kết|đề nghị|cần|phải) )[^,.;:]{0,60} $"
)
_REGULAR = re.compile(
    r"(?<!\w)(?:định kỳ|mỗi năm|hằng năm|hàng năm|mỗi tháng|hằng tháng|hàng tháng|ít nhất|"
    r"khi cần)(?!\w)"
)
_FIRST_DAY = re.compile(r"(?:ngày,?|\() ?\(?(\d{1,2})(?:[/.\-](\d{1,2}))?(?:[/.\-]\d{4})? (?:và|đến) (?:ngày )?$")
_SUMMIT = re.compile(r"hội nghị (?:thượng đỉnh|cấp cao)[ \n]\w")
_DEICTIC = re.compile(
    r"[ \n](?:hôm nay|sáng nay|chiều nay|tối nay|trưa nay|hôm qua|vừa qua|vừa diễn ra|mới đây|"
    r"lớn nhất|lần đầu tiên|với quy mô)(?!\w)"
)
_ARTICLE = re.compile(r"^ {0,8}Điều \d{1,3}[.:]?", re.M)
_PLANS = (
    "KẾ HOẠCH", "HƯỚNG DẪN", "QUY CHẾ", "QUY ĐỊNH", "ĐIỀU LỆ", "CHƯƠNG TRÌNH", "LUẬT", "THÔNG TƯ", "NGHỊ ĐỊNH",
    "ĐỀ ÁN",
)  # fmt: skip
_PLAN = re.compile(rf"^\s{{0,10}}(?:{'|'.join(_PLANS)})\s*$", re.M)


class _Name(NamedTuple):
    """What a name tells of the event's identity; `ordinal` is the number of a congress, plenum or session."""

    kind: MeetingKind
    words: frozenset[str]
    ordinal: int | None
    years: frozenset[str]
    local: bool
    plenum: bool
    acronyms: frozenset[str]

    def with_other(self, other: _Name) -> _Name:
        """What two names of one event tell together."""
        fuller = other if len(other.words) > len(self.words) else self
        ordinal = self.ordinal if self.ordinal is not None else other.ordinal
        return fuller._replace(
            kind=self.kind, ordinal=ordinal, years=self.years | other.years, local=self.local or other.local
        )


def _one_event(known: _Name, other: _Name) -> bool:
    """Whether two names can be of one event."""
    same_kind = known.kind == other.kind
    likeness = _alike(known.words, other.words)
    if known.ordinal is not None and other.ordinal is not None:
        if known.ordinal != other.ordinal or not same_kind:
            return False
        if known.kind == "congress":
            return known.local == other.local
        return likeness >= 0.3 or (known.kind == "session" and min(len(known.words), len(other.words)) <= 2)
    if same_kind and known.ordinal != other.ordinal:
        numbered = known if known.ordinal is not None else other
        if numbered.kind in ("conference", "congress") and numbered.plenum:
            return False
    if known.acronyms and other.acronyms and known.acronyms.isdisjoint(other.acronyms):
        return False  # "… cấp cao APEC", "… cấp cao ASEM"
    if ("sơ" in known.words) != ("sơ" in other.words) and ("tổng" in known.words) != ("tổng" in other.words):
        return False  # "sơ kết …", "tổng kết …"
    if same_kind and known.years and other.years and known.years.isdisjoint(other.years):
        return False
    if same_kind:
        return likeness >= 0.6 or (likeness >= 0.5 and len(known.words & other.words) >= 3)
    related = other.kind in _RELATED[known.kind] or known.kind in _RELATED[other.kind]
    return related and likeness >= 0.8 and 3 <= len(other.words) <= len(known.words)


@dataclass(slots=True)
class _Event:
    """An event while its mentions are gathered."""

    kind: MeetingKind
    mentions: list[MeetingCandidate] = field(default_factory=list)
    name: _Name | None = None
    told: bool = False
    """Whether the text tells of it where it is named, and does not only refer to it."""
    certain: bool = False
    """Whether a mention is a noun, or a verb in a frame that tells of one event."""

    @property
    def best(self) -> MeetingCandidate:
        """The fullest mention: the longest name, the kind's own word before another's."""
        return max(self.mentions, key=lambda c: (c.word.kind == self.kind, c.named, c.end - c.start, -c.start))


class _Gatherer:
    """Puts the mentions of one event together."""

    def __init__(self, context: Context, scene: Scene) -> None:
        self.context = context
        self.scene = scene
        self.view = context.view
        self.events: list[_Event] = []
        self.kinds: set[MeetingKind] = set()
        self.any_told = False

    def gather(self) -> list[_Event]:
        """The events of the document in the order of their first mention."""
        for candidate in self.context.meeting_candidates:
            if candidate.in_document:
                self._no(candidate, "only names a document")
            elif candidate.word.form == "act" and not self._is_noun(candidate):
                self._act(candidate)
            else:
                self._noun(candidate)
        return self.events

    def _is_noun(self, candidate: MeetingCandidate) -> bool:
        left = self._left(candidate)
        if _CLASSIFIED.search(left) or left.endswith("dự "):
            return True
        return not candidate.named and candidate.word.kind != "inspection" and bool(_AT_IT.search(left))

    def _left(self, candidate: MeetingCandidate) -> str:
        start, _ = self.scene.sentence(candidate)
        return self.view.lower[max(start, candidate.start - 80) : candidate.start].replace("\n", " ")

    def _noun(self, candidate: MeetingCandidate) -> None:
        if candidate.named and not self._weak(candidate):
            self._add(candidate, self._same(candidate))
        elif candidate.indefinite:
            self._add(candidate, None)
        else:
            self._add(candidate, self._referent(candidate))

    def _act(self, candidate: MeetingCandidate) -> None:
        """A verb makes an event only where someone is told to have done it on a day or at a place."""
        same = self._same(candidate) if candidate.named else None
        certain = self._certain(candidate)
        headline = candidate.start < 400 and self.view.sentence(candidate.start)[0] <= self.view.line(0)[0] + 2
        if same is None and not certain and not headline:
            self._no(candidate, "no one is told to have done it at a time or place")
            return
        if same is None and (not candidate.named or self._place_only(candidate)):
            same = self._recent_of_day(candidate)
        event = self._add(candidate, same)
        event.certain = event.certain or certain

    def _place_only(self, candidate: MeetingCandidate) -> bool:
        return bool(_PLACE_ONLY.fullmatch(self.view.lower, candidate.word_end, candidate.end))

    def _recent_of_day(self, candidate: MeetingCandidate) -> _Event | None:
        """The last event of the kind, unless it is told to be of another day."""
        recent = [e for e in self.events[-RECENT:] if e.kind == candidate.word.kind]
        if not recent:
            return None
        day = self.scene.date(candidate)
        known = next((d for d in map(self.scene.date, recent[-1].mentions[:4]) if d is not None), None)
        return recent[-1] if day is None or known is None or day_of(day) == day_of(known) else None

    def _certain(self, candidate: MeetingCandidate) -> bool:
        left = self._left(candidate)
        if (
            _UNREAL.search(left)
            and not _HELD.search(left)
            and not re.search(r"(?:đến thăm|thăm hỏi|kiểm tra|thăm|làm việc) và $", left)
        ):
            return False
        start, _ = self.scene.sentence(candidate)
        people = self.scene.officials(max(start, candidate.start - 250), candidate.start)
        text = self.view.text
        following = self._subject_follows(candidate)
        someone = bool(
            following
            or people
            or _DELEGATION.search(text, start, candidate.start)
            or _HIGH_OFFICE.search(text, start, candidate.start)
        )
        follows = self.any_told and self.scene.same_day(candidate)
        day = self.scene.date(candidate) is not None or follows
        body = self.scene.holder(candidate) is not None
        if not candidate.named and not day and not self.scene.chairs(candidate, frozenset({candidate.start})):
            return False
        if _HELD.search(left):
            return day or body
        subject = _SUBJECT_BEFORE.search(text, max(start, candidate.start - 90), candidate.start)
        framed = (
            body
            or following
            or bool(_FRAME.search(left) or subject)
            or (bool(people) and self._next_to(people[-1][1], candidate))
        )
        if day:
            return framed and (someone or body)
        if candidate.word.kind not in ("inspection", "ceremony", "working_session", "reception") or not candidate.named:
            return False
        if _WENT.search(left) and (someone or (body and self.scene.location(candidate) is not None)):
            return True
        return bool(people) and self._caption(people[-1][1], candidate)

    def _subject_follows(self, candidate: MeetingCandidate) -> bool:
        """Whether the clause stands before its subject: "Sáng 15/5, làm việc với …, Tổng Bí thư … nêu rõ"."""
        opens = (
            self.view.text[max(0, candidate.start - 2) : candidate.start] in (", ", ". ", "\n") or not candidate.start
        )
        place = candidate.end
        people = self.scene.officials(place, place + 90)
        return (
            opens
            and bool(people)
            and self.view.text[place : place + 1] == ","
            and "." not in self.view.text[place : people[0][0]]
        )

    def _caption(self, person_end: int, candidate: MeetingCandidate) -> bool:
        """Whether it is the caption of a picture: the person, the verb, and who took it."""
        after = self.view.text[candidate.end : candidate.end + 60]
        return self._next_to(person_end, candidate) and bool(_CREDIT.search(after))

    def _next_to(self, person_end: int, candidate: MeetingCandidate) -> bool:
        return bool(_NEXT_TO.fullmatch(self.view.text, person_end, candidate.start))

    def _weak(self, candidate: MeetingCandidate) -> bool:
        """Whether the name tells only how the event is held, while an event of the kind is known."""
        words = self._words(candidate)
        if _ordinal(self.view.lower[candidate.start : candidate.end]) is not None:
            return False
        return (words <= _WEAK or self._place_only(candidate)) and any(
            e.kind == candidate.word.kind for e in self.events
        )

    def _words(self, candidate: MeetingCandidate) -> frozenset[str]:
        return frozenset(_TOKEN.findall(self.view.lower[candidate.word_end : candidate.end])) - _FUNCTION

    def _name(self, candidate: MeetingCandidate) -> _Name:
        name = self.view.lower[candidate.start : candidate.end]
        text = self.view.text[candidate.start : candidate.end]
        tail = name[candidate.word_end - candidate.start :]
        return _Name(
            candidate.word.kind, self._words(candidate), _ordinal(name), frozenset(_YEAR.findall(name)),
            bool(_LOCAL.search(tail)), bool(_PLENUM.search(tail)),
            frozenset() if text.isupper() else frozenset(_ACRONYM.findall(text)),
        )  # fmt: skip

    def _same(self, candidate: MeetingCandidate) -> _Event | None:
        """The event known under the name of a mention."""
        name = self._name(candidate)
        for event in reversed(self.events[-RECENT:]):
            if event.name is not None and _one_event(event.name, name) and not self._rite_apart(candidate, event):
                return event
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
        ):
            return None
        day = self.scene.date(candidate)
        others = [d for d in map(self.scene.date, nameless[0].mentions[:4]) if d is not None]
        return nameless[0] if day is None or all(day_of(d) == day_of(day) for d in others) else None

    def _rite_apart(self, candidate: MeetingCandidate, event: _Event) -> bool:
        """Whether a verb of a ceremony tells of another than the one named: "lễ kỷ niệm …", "đã đến dâng hương …"."""
        if candidate.word.kind != "ceremony" or candidate.word.form != "act" or self._is_noun(candidate):
            return False
        best = event.best
        return best.word.form == "noun" and candidate.word.word not in self.view.lower[best.start : best.end]

    def _referent(self, candidate: MeetingCandidate) -> _Event | None:
        """The event that a mention without a name goes back to."""
        recent = self.events[-RECENT:]
        same = [e for e in recent if e.kind == candidate.word.kind]
        told = [e for e in same if e.told]
        if told:
            return told[-1]
        related = [e for e in recent if e.told and e.kind in _RELATED[candidate.word.kind]]
        if related and not same and self._of_another_day(candidate, related[-1]):
            return None
        if same and (candidate.word.kind in ("congress", "session") or not related):
            return same[-1]
        return related[-1] if related else None

    def _of_another_day(self, candidate: MeetingCandidate, event: _Event) -> bool:
        """Whether a mention is of a day told right behind it, which is not the day of an event."""
        day = self.scene.date(candidate)
        if day is None or not 0 <= day.start - candidate.end <= 12:
            return False
        known = next((d for d in map(self.scene.date, event.mentions[:4]) if d is not None), None)
        return known is not None and day_of(known) != day_of(day)

    def _add(self, candidate: MeetingCandidate, event: _Event | None) -> _Event:
        if event is None:
            event = _Event(candidate.word.kind)
            self.events.append(event)
            self.kinds.add(event.kind)
        event.mentions.append(candidate)
        event.certain = event.certain or candidate.word.form == "noun" or self._is_noun(candidate)
        if candidate.named:
            name = self._name(candidate)
            event.name = name if event.name is None else event.name.with_other(name)
        if candidate.word.kind == event.kind and not event.told:
            event.told = self._tells(candidate)
            self.any_told = self.any_told or event.told
        return event

    def _tells(self, candidate: MeetingCandidate) -> bool:
        if self.scene.referred(candidate):
            return False
        if self.scene.date(candidate) is not None:
            return True
        left = self._left(candidate)
        if (
            candidate.named
            and _ordinal(self.view.lower[candidate.start : candidate.end]) is not None
            and candidate.word.kind in ("congress", "conference")
        ):
            return bool(re.search(r"(?:tổ chức|khai mạc|chủ trì)(?: [^ ]+){0,2} $", left))
        return bool(_REPORTED.search(left) or not left.strip() or _CLASSIFIED.search(left))

    def _no(self, candidate: MeetingCandidate, reason: str) -> None:
        self.context.reject(candidate.rule, candidate.start, candidate.end, reason)


class _Maker:
    """Makes records of events."""

    def __init__(self, context: Context, scene: Scene) -> None:
        self.context = context
        self.scene = scene
        self.view = context.view
        text = self.view.text
        self.law = text.count("Điều ") >= 3 and len(list(zip(range(3), _ARTICLE.finditer(text), strict=False))) == 3
        self.normative = self.law or (anchors.occur(text, _PLANS, 0, 3000) and bool(_PLAN.search(text[:3000])))
        self.previous: str | None = None
        self.first = True

    def make(self, event: _Event) -> Meeting | None:
        """The record of an event, None where the text only speaks of events of the kind."""
        scene, best = self.scene, event.best
        ordered = [best, *(c for c in event.mentions[:LOOKED_AT] if c is not best)]
        date = self._first(scene.date(c) for c in ordered)
        own = frozenset(c.start for c in event.mentions)
        chairs = self._people(o for c in ordered for o in scene.chairs(c, own))
        background = not event.told
        label_date, label_place, label_chairs = scene.labelled(best) if event.told or self.first else (None, None, [])
        date, chairs = date or label_date, chairs or self._people(label_chairs)
        holder = self._first(scene.holder(c) for c in ordered)
        organizer = holder or self._first(scene.organizer(c) for c in ordered if c.named)
        location = self._first(scene.location(c) for c in ordered) or label_place
        attendees = self._people(o for c in ordered for o in scene.attendees(c, background=background))
        if organizer is None and event.told and self.first and event.kind == "ceremony":
            holder = organizer = scene.lead_holder()
        if event.kind in ("ceremony", "inspection"):
            attendees = [o for o in attendees if not scene.honoured(o)]
        reason = self._doubt(event, best, date, chairs, holder, location, attendees)
        if reason:
            self.context.reject(best.rule, best.start, best.end, reason)
            return None
        if not chairs and event.told:
            chairs = self._people(o for c in ordered[:6] for o in scene.chairs_after(c))
        if event.told:
            attendees = self._people([*attendees, *(o for c in event.mentions[:LOOKED_AT] for o in scene.speakers(c))])
        value, part = self._when(event, ordered, date)
        if event.told:
            self.first = False
            self.previous = value if value and len(value) >= 10 else self.previous
        inside = [o for _, _, o in scene.officials(best.start, best.end)]
        honoured = inside if _HONOURS.search(self.view.lower, best.start, best.end) else []
        chair_ids = [str(o.start) for o in chairs]
        return Meeting(
            start=event.mentions[0].start,
            end=event.mentions[0].end,
            rule=best.rule,
            kind=event.kind,
            name=self.view.written(best.start, best.end),
            date=value,
            part_of_day=part,
            organizer=self.view.written(*organizer) if organizer else None,
            location=self.view.written(*location) if location else None,
            mode=scene.mode(ordered),
            chairs=chair_ids,
            attendees=[str(o.start) for o in attendees if str(o.start) not in chair_ids and o not in honoured],
            concerns=list(dict.fromkeys(str(r) for c in ordered if c.named for r in scene.concerns(c.start, c.end))),
            mentions=[Mention(start=c.start, end=c.end, text="") for c in event.mentions],
        )

    def _when(
        self, event: _Event, ordered: list[MeetingCandidate], date: Date | None
    ) -> tuple[str | None, PartOfDay | None]:
        if date is not None:
            return self._days_joined(date) or day_of(date), date.part_of_day
        if event.told and self.previous and any(self.scene.same_day(c) for c in ordered[:3]):
            return self.previous, None
        if event.told and self.first and not any(self.scene.another_time(c) for c in event.mentions[:3]):
            lead = self.scene.lead_date()
            if lead is not None and (len(event.mentions) > 1 or event.mentions[0].start < lead.end + REACH):
                return day_of(lead), lead.part_of_day
        return None, None

    def _days_joined(self, date: Date) -> str | None:
        """The interval of two days of which `date` is the second: "hai ngày 30/6 và 1/7", "27 và 28-2-2006"."""
        first = _FIRST_DAY.search(self.view.lower, max(0, date.start - 30), date.start)
        if date.granularity != "day" or not first:
            return None
        year, month, day = date.value.split("-")
        month_of_first = int(first[2] or month)
        if (month_of_first, int(first[1])) >= (int(month), int(day)) or not 1 <= month_of_first <= 12:
            return None
        return f"{year}-{month_of_first:02}-{int(first[1]):02}/{date.value}"

    def _doubt(
        self,
        event: _Event,
        best: MeetingCandidate,
        date: Date | None,
        chairs: list[Official],
        organizer: tuple[int, int] | None,
        location: tuple[int, int] | None,
        attendees: list[Official],
    ) -> str | None:
        """Why an event is none of its own, None if it is."""
        if date is not None or chairs:
            return None if event.certain else "a verb in no frame of an event"
        numbered = event.name is not None and event.name.ordinal is not None
        if numbered and all(_BOUND.search(self.view.lower, max(0, c.start - 12), c.start) for c in event.mentions):
            return "only bounds a time"
        if self.normative and ((event.name is None or event.name.ordinal is None) or (self.law and not organizer)):
            return "a rule or plan that speaks of events in general"
        regular = best.start if self.view.lower.endswith("tổ chức ", 0, best.start) else best.end
        if _REGULAR.search(self.view.lower, regular, min(self.view.sentence(best.start)[1], best.end + 160)):
            return "held regularly"
        if best.word.form == "act":
            return None if event.certain else "a verb in no frame of an event"
        if not best.named:
            told = (event.told and (attendees or location)) or (best.indefinite and organizer)
            return None if told else "named by its kind alone, with no day and no one taking part"
        if numbered and event.kind in ("conference", "congress", "session"):
            return None
        if (event.told and attendees) or self.scene.officials(best.start, best.end) or self._of_the_text(event):
            return None
        return None if self._planned_or_full(event, best, organizer, location) else "no day, place, organiser or people"

    def _of_the_text(self, event: _Event) -> bool:
        """Whether it is what the text itself reports, or is told of with "vừa qua", "lớn nhất" and the like."""
        if any(_DEICTIC.match(self.view.lower, c.end) for c in event.mentions[:LOOKED_AT]):
            return True
        return event.told and self.first and len(event.mentions) >= 2 and self.scene.lead_date() is not None

    def _planned_or_full(
        self, event: _Event, best: MeetingCandidate, organizer: tuple[int, int] | None, location: tuple[int, int] | None
    ) -> bool:
        """Whether a name with no day is full enough, or held by someone or somewhere and no plan in general."""
        planned = _PLANNED.search(self.view.lower, max(0, best.start - 60), best.start) is not None
        capital = self.view.text[best.start].isupper()
        words = event.name.words if event.name else frozenset()
        years = event.name.years if event.name else frozenset()
        if capital and _SUMMIT.search(self.view.lower, best.start, best.end):
            return True
        if event.told and not planned and (years or (capital and len(words) >= 6)):
            return True
        return bool(organizer or (location and event.told)) and (not planned or (capital and len(words) >= 3))

    @staticmethod
    def _first(found: Iterable[_T | None]) -> _T | None:
        return next((f for f in found if f is not None), None)

    @staticmethod
    def _people(found: Iterable[Official]) -> list[Official]:
        return list({o.start: o for o in found}.values())


def resolve(context: Context) -> list[Meeting]:
    """The records of a document (view offsets), in the order of their start."""
    if not context.meeting_candidates:
        return []
    scene = Scene(context)
    maker = _Maker(context, scene)
    records = [maker.make(event) for event in _Gatherer(context, scene).gather()]
    return sorted((r for r in records if r is not None), key=lambda r: (r.start, r.end))


def _alike(a: frozenset[str], b: frozenset[str]) -> float:
    """How much of the shorter name stands in the other."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _ordinal(name: str) -> int | None:
    """The number of a congress, plenum or session: 13 for "đại hội xiii", None where it has none."""
    document = _DOCUMENT.search(name)
    found = _ORDINAL.search(name, 0, document.start() if document else len(name))
    if not found:
        return None
    word = found[1]
    if word.isdigit():
        return int(word)
    if word in _WORDS:
        return _WORDS[word]
    total = 0
    for here, following in zip(word, word[1:] + " ", strict=False):
        value = _ROMAN[here]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total
