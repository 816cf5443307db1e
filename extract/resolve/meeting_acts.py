"""When a verb tells of an event: who did it, on which day, and in which words."""

from __future__ import annotations

from typing import NamedTuple

from extract.context import Context
from extract.finders.meeting import HELD, MeetingCandidate
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.model import Official
from extract.parts import meeting as parts
from extract.resolve.meeting_links import Scene

HEADLINES = 400
"""Where headlines end at the latest, in characters."""
LONGEST_HEADLINE = 200
"""How long a line is at the most that is a headline."""
_UNREAL = parts.pattern(
    r"(?:{asked}|{task_word}|{unreal}|không|chưa|để|qua|khi|nếu|bị|được|có thể|nhằm|hoặc|và|hay|từng|về|cho|của|ra|"
    r"luôn|cũng)\s$"
)
# What is asked for, and told of nothing that happened: "cần ⟨khảo sát …⟩", "việc chuẩn bị cho Bác đi ⟨thăm …⟩".
ASKED_FOR = parts.pattern(r"(?:{asked}|để|nhằm)\s$")
_PREPARED = re.compile(r"chuẩn bị cho [^,.;:]{2,30} (?:đi|đến|về|tới|sang) $")
# A verb with no object but other verbs: "kiểm tra⟨, giám sát⟩".
_VERBS_ALONE = parts.pattern(r"(?:,?[ \n](?:và[ \n])?(?:{inspect_verb}|đột xuất|định kỳ|thực tế)){1,4}")
_WITH_THEM = re.compile(r"[ \n]với[ \n](?!nhau)")
_TOLD_OF = parts.pattern(r"(?<!\w)(?:đã|vừa|sẽ|mới|cũng|{solemnly}|thành công)(?!\w)")
_FRAME = parts.pattern(r"(?:{doing}|đã|vừa|sẽ|có|và|đến|tới|đi|sang|về|vào|xuống|lên)\s$")
_WENT = re.compile(r"(?:lên đường|đến|tới|đi|về|đã)\s$")
CLASSIFIED = parts.pattern(r"{classifier}\s$")
_NOT_REALLY_HELD = parts.pattern(
    r"(?:{asked}|{task_word}|trong|để|được|nhằm|sẽ tiếp tục|còn|đều) tổ chức(?: [^ ]+){0,2}\s$"
)
_COMMEMORATED = re.compile(
    r"(?:kỷ niệm|hình ảnh|\d+ năm|ngày (?:bác|người)|khi (?:bác|người)|lần)(?: hồ)?[^,.;:]{0,40}$"
)
_ON_A_VISIT = re.compile(r"(?:sang|đang|đang ở|(?:nhân dịp|dịp)(?: (?:về|sang|đến|tới|đi))?)\s$")
_DELEGATION = parts.pattern(r"(?i)(?:tổ công tác|đoàn (?:{delegation}|liên ngành)|lãnh đạo )")
_HIGH_OFFICE = parts.pattern(r"(?:{post}|{office}|Người(?= (?:đã|đến|về|lại)))[^,.;:]{0,70}$")
# A post whose holder is not named, right before the verb: "Bộ trưởng Quốc phòng ⟨thăm …⟩".
_POST_BEFORE = parts.pattern(
    rf"{{post}}(?![{LOWER}])(?: (?:[{UPPER}][^\s,.;:]{{0,12}}(?: [{LOWER}]{{1,6}})?|và|{{unit_noun}}|nước)){{0,6}}"
    r"(?: và đoàn công tác| cùng đoàn công tác)?(?: (?:đã|vừa|sẽ|trực tiếp|cũng)){0,3} $"
)
_TIME_AND_COMMA = parts.pattern(r"(?:[ \n](?:{day_word}|vào)[^,.;:\n]{1,25})?,[ \n]")
_OFFICE_AHEAD = parts.pattern(r"(?:Phó )?{post}(?! Chính phủ giao)")
_STATE_VISIT = re.compile(r"[ \n](?:cấp nhà nước|hữu nghị|(?:làm việc )?chính thức)(?!\w)")
_OF_A_TOUR = frozenset({"inspection", "reception", "working_session", "ceremony"})
# What joins two verbs of one subject; between the first and this stands no full stop and no other subject.
_JOINED = re.compile(r"[^.:\n]{0,160}?;(?: và)?(?: (?:đã|cũng|sau đó|tiếp đó|cùng ngày|đến|tới|vào|đi)){0,3} ")
_DONE = re.compile(r"(?:đã|vừa|cùng|thống nhất) $")
_TEAM = re.compile(r"(?:^|[\s,])đoàn (?:sẽ|đã) tiến hành $")
_AT_NAMED = re.compile(r"(?:tại|trong|chủ trì|khai mạc|bế mạc|tham dự) $")
_AT_IT = re.compile(r"(?:tại|sau|trong|kết thúc) $")
_NEXT_TO = re.compile(r"[ \n]*(?:\([^()]{1,40}\))?[ \n]*(?:và đoàn công tác |cùng đoàn công tác |trực tiếp )?")
_CREDIT = re.compile(r"^[^\n]{0,40}?[.)\-(] ?\(?(?:Ảnh|ẢNH|ảnh)\b")
_SUBJECT_BEFORE = parts.pattern(
    r"(?:[Đđ]oàn {delegation}|[Tt]ổ công tác|[Ll]ãnh đạo)"
    r"(?![^,.;:]* (?:{asked}|cam kết|đã|sẽ|để) )[^,.;:]{0,60} $"
)
MEETS_VOTERS = frozenset({"tiếp xúc cử tri", "tiếp xúc với cử tri"})
_TWO_VERBS = parts.pattern(r"(?:{meet_verb}|thăm hỏi|kiểm tra) và $")


# Others who were there to see it: "ký cam kết … dưới sự chứng kiến của Bộ Y tế".
_WITNESSED = re.compile(r"[ \n](?:dưới|với|trước) sự chứng kiến(?!\w)")


class _Told(NamedTuple):
    """What a sentence tells of who did what a verb says, and when."""

    people: list[tuple[int, int, Official]]
    """Those named before the verb."""
    someone: bool
    """Whether anyone is told who may have done it."""
    following: bool
    """Whether the one who did it is told behind it."""
    body: bool
    day: bool
    subject: re.Match[str] | None
    """The delegation or leaders right before the verb."""


class Acts:
    """Tells which verbs tell of an event."""

    def __init__(self, context: Context, scene: Scene) -> None:
        self.context = context
        self.scene = scene
        self.view = context.view
        self.any_told = False
        """Whether an event was told before."""
        self.last_act: MeetingCandidate | None = None
        """The last verb that was found to tell of an event."""

    def is_noun(self, candidate: MeetingCandidate) -> bool:
        """Whether a verb stands for the event as a noun does: "buổi ⟨làm việc⟩", "dự ⟨đối thoại⟩"."""
        left = self.left(candidate)
        if CLASSIFIED.search(left) or left.endswith("dự "):
            return True
        if candidate.named and self.view.text[candidate.start].isupper() and _AT_NAMED.search(left):
            return True  # "phát biểu tại Đối thoại kinh tế …"
        return not candidate.named and candidate.word.kind != "inspection" and bool(_AT_IT.search(left))

    def left(self, candidate: MeetingCandidate) -> str:
        """What stands before a mention in its sentence, in lower case, 80 characters at the most."""
        start, _ = self.scene.sentence(candidate)
        return self.view.lower[max(start, candidate.start - 80) : candidate.start].replace("\n", " ").removesuffix('"')

    def in_headline(self, candidate: MeetingCandidate) -> bool:
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

    def joined(self, candidate: MeetingCandidate) -> bool:
        """Whether a verb is one of several of one subject: "… đã đến đặt vòng hoa …; ⟨thăm⟩ Nhà lưu niệm …"."""
        last = self.last_act
        if (
            last is None
            or candidate.word.kind not in _OF_A_TOUR
            or candidate.word.frame != "any"
            or not (candidate.named or self.scene.location(candidate))
        ):
            return False
        start, _ = self.scene.sentence(candidate)
        return last.start >= start and bool(_JOINED.fullmatch(self.scene.text, last.end, candidate.start))

    def certain(self, candidate: MeetingCandidate) -> bool:
        """Whether a verb tells of one event: someone did it on a day, or in words that leave no doubt."""
        left = self.left(candidate)
        if self._unreal(candidate, left):
            return False
        told = self._told(candidate)
        named = candidate.named and not _VERBS_ALONE.fullmatch(self.view.lower, candidate.word_end, candidate.end)
        if not named and not told.day and not self.scene.chairs(candidate, frozenset({candidate.start})):
            return False
        if candidate.word.frame != "any":
            return self._held_or_placed(candidate, left, told)
        if HELD.search(left):
            return told.day or (told.body and bool(_TOLD_OF.search(left)))
        if told.day:
            framed = self._framed(candidate, left, told) or candidate.word.word in MEETS_VOTERS
            return framed and (told.someone or told.body)
        return candidate.named and self._told_without_day(candidate, left, told)

    def _unreal(self, candidate: MeetingCandidate, left: str) -> bool:
        """Whether a verb is of what is asked for, planned or remembered, and of nothing that is told."""
        if _UNREAL.search(left) and not (
            HELD.search(left)
            or _TWO_VERBS.search(left)
            or (left.endswith("về ") and candidate.word.word.startswith("thăm"))
        ):
            return True
        if _PREPARED.search(left) or (HELD.search(left) and _NOT_REALLY_HELD.search(left)):
            return True
        if left.endswith("về ") and _COMMEMORATED.search(left):
            return True  # "60 năm ngày Bác Hồ về thăm": what is remembered, not what is told
        start, _ = self.scene.sentence(candidate)
        # "… do Thứ trưởng Lê Văn An dẫn đầu sang thăm": tells who was met
        return bool(_ON_A_VISIT.search(left)) and self.scene.event_between(start, candidate.start)

    def _told(self, candidate: MeetingCandidate) -> _Told:
        """What the sentence of a verb tells of who did it and when."""
        scene, text = self.scene, self.view.text
        start, _ = scene.sentence(candidate)
        people = scene.officials(max(start, candidate.start - 250), candidate.start)
        following = self._subject_follows(candidate)
        someone = (
            following
            or people
            or _DELEGATION.search(text, start, candidate.start)
            or _HIGH_OFFICE.search(text, start, candidate.start)
        )
        follows = self.any_told and scene.same_day(candidate)
        return _Told(
            people=people,
            someone=bool(someone),
            following=following,
            body=scene.holder(candidate) is not None,
            day=follows or scene.date(candidate) is not None or scene.year(candidate) is not None,
            subject=_SUBJECT_BEFORE.search(text, max(start, candidate.start - 90), candidate.start),
        )

    def _held_or_placed(self, candidate: MeetingCandidate, left: str, told: _Told) -> bool:
        """Whether a verb that tells of an event only as what is held, or with its place, does so."""
        held = HELD.search(left)
        start, end = self.scene.sentence(candidate)
        witnessed = _WITNESSED.search(self.view.lower, candidate.word_end, end) is not None
        if not held and not witnessed and self.scene.location(candidate) is None:
            return False
        alone = held or not self.scene.event_between(start, candidate.start)
        return bool(alone) and told.day and (told.someone or told.body or bool(_DONE.search(left)))

    def _framed(self, candidate: MeetingCandidate, left: str, told: _Told) -> bool:
        """Whether who did it stands right before the verb, or a word that says that it was done."""
        start, _ = self.scene.sentence(candidate)
        if told.body or told.following or told.subject or _FRAME.search(left):
            return True
        if _POST_BEFORE.search(self.view.text, max(start, candidate.start - 90), candidate.start):
            return True
        people = told.people
        return bool(people) and (self._next_to(people[-1][1], candidate) or self._next_to_post(people, candidate))

    def _told_without_day(self, candidate: MeetingCandidate, left: str, told: _Told) -> bool:
        """Whether a verb with an object tells of one event though no day is told."""
        kind, subject, text = candidate.word.kind, told.subject, self.view.text
        if kind == "inspection" and (_TEAM.search(left) or (subject and subject[0].lower().startswith("đoàn"))):
            return (
                True  # "Đoàn kiểm tra của Bộ Chính trị kiểm tra việc …", "Theo đó, Đoàn sẽ tiến hành kiểm tra việc …"
            )
        if told.someone and _STATE_VISIT.match(self.view.lower, candidate.word_end):
            return True
        if kind == "meeting" and told.body and _WITH_THEM.match(self.view.lower, candidate.word_end):
            return bool(_TOLD_OF.search(left[-12:]))
        if kind not in _OF_A_TOUR or (left.endswith("về ") and not told.people):
            return False
        if _WENT.search(left) and (told.someone or (told.body and self.scene.location(candidate) is not None)):
            return True
        if told.people and self._caption(told.people[-1][1], candidate):
            return True
        near = self.scene.sentence(candidate)[0] >= candidate.start - 200
        return bool(subject) and near and bool(_CREDIT.search(text[candidate.end :][:60]))

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
