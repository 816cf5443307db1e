"""Finds the places where an event is spoken of: the kind word, how it is used, and the name that follows it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec

from extract import lexicon
from extract.context import Context
from extract.cues import Cue, CueSet
from extract.finders.meeting_name import is_bare, name_end, sentence
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.model import MeetingKind
from extract.parts import meeting as parts


class MeetingWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that names events of a kind.

    `form` is `noun` where the word is always an event, `act` where it is a verb that tells of an event only in a frame
    ("đã đến kiểm tra"). It is no event after one of `not_after` nor before one of `not_before`. With the `frame`
    `held` it is one only as what someone holds ("tổ chức tuyên dương …"), with `placed` also where a day and a place
    are told ("Ngày 5/6, tại …, đã ký kết …").
    """

    word: str
    kind: MeetingKind
    form: Literal["noun", "act"]
    example: str
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    frame: Literal["any", "held", "placed"] = "any"


@dataclass(slots=True)
class MeetingCandidate:
    """A place that speaks of an event (view offsets); `end` is the end of the name, `word_end` of the kind word."""

    start: int
    end: int
    rule: str
    word: MeetingWord
    word_end: int
    named: bool
    """Whether the business is named, or only the kind ("tại hội nghị")."""
    indefinite: bool
    """Whether the text brings it up as new ("một hội nghị")."""
    in_document: bool
    """Whether it only names a document ("Nghị quyết Đại hội XIII")."""
    inside: bool
    """Whether it stands inside the name of another event."""


# Words before the kind word that speak of events in general.
_GENERIC = parts.pattern(
    r"(?:^|[\s(\"'])"
    r"(?:các|những|mọi|nhiều|mỗi|một số|hàng loạt|một loạt|từng|bất kỳ|vài|không có|chưa có|ít có|hiếm có|hằng năm|"
    r"hàng năm|số|bao nhiêu|các loại|{in_general}|{rule_noun} (?:tổ chức|triệu tập|tiến hành)|"
    r"(?<!thứ )(?<!cu )(?:hai|ba|bốn|năm|\d[\d.]{0,6}|nghìn|ngàn|trăm|triệu|chục)|trù bị)"
    r"(?: (?:(?!phiên){classifier}|{countable}))?\s$"
)
_ENUMERATED_LEFT = parts.pattern(r"(?:{listed_event}|đối thoại|khánh tiết)(?:,| và| hoặc|/|;) ?$")
_ENUMERATED_RIGHT = parts.pattern(r" ?(?:,|/| và| hoặc)[ \n](?:các )?(?:{listed_event}|họp|tuyên truyền,)")
_IN_DOCUMENT = parts.pattern(
    r"(?:{event_paper}|nghị quyết số[^,;.]{1,25})(?: \([^()]{1,12}\))?"
    r"(?:,? ngày [\d/.\-]{4,10})?(?: (?:của|tại|thành công|về|các))?[ \n]$"
)
# The event is named in a list of writings, or as the name of a week or a year: "trong bài: ⟨…⟩".
_IN_WRITING = parts.pattern(
    r"(?:trong |cuốn |tên )?(?<!\w){literary_work}(?: {writing_form})?:? ?[\"'“]?[ ]?"
    r"(?:bác(?: hồ)? (?:đến|về|đi|lên)[ ])?$|{work_kind}(?: [^,.;:\n]{2,30})? như (?:các )?(?:buổi |cuộc )?$"
)
_CITED_AT = re.compile(
    r"(?:,?[ \n]ngày[ \n](?:[\d/.\-]{4,10}|\d{1,2}[ \n]tháng[ \n]\d{1,2}[ \n]năm[ \n]\d{4}))?"
    r"(?:[ \n]của(?:[ \n][^,.;:]{2,40}?)?)?(?:,?[ \n]|"
    r"[ \n]về[ \n](?:[^,.;:]{0,80}[ \n])?)"
)
_AND = re.compile(r"[ \n](?:của [^,.;:\n]{2,40}[ \n])?và[ \n](?:các[ \n])?")
_IN_SPEECH = re.compile(r"(?:phát biểu|bài|ý kiến|diễn văn|và|,) kết luận(?: tại)?\s$")
_ALL_LEVELS = parts.pattern(r"[ \n](?:[^ ,.;:\n]+[ \n]){0,3}{at_all_levels}(?!\w)")
# Whichever comes next, in rules: "báo cáo Quốc hội tại ⟨kỳ họp⟩ gần nhất".
_NEXT_ONE = re.compile(r"[ \n]gần nhất(?!\w)")
# A mechanism told as an example of others: "các cơ chế khu vực như ⟨Hội nghị Cấp cao Đông Á⟩".
_AS_ONE_OF = re.compile(r"cơ chế[^.;:\n]{0,44} như $")
_YEARLY = re.compile(r"[ \n](?:thường niên|định kỳ)[ \n](?:giữa|với|của)(?!\w)")
_HOLIDAY = re.compile(r"[ \n]\d{1,2}[/-]\d")
_MEETS_IN = parts.pattern(r" (?:trực tuyến |bất thường |thường kỳ )?(?:{event_noun}|phiên)\b")
_OPENS_EVENT = parts.pattern(
    r"[ \n](?:trọng thể[ \n])?(?:khai mạc|bế mạc)(?:[ \n](?:(?!lễ){event_noun}|phiên|lớp|khóa)|(?!\w|[ \n]\w))"
)
_ONE_ACT = re.compile(r"(?:buổi|cuộc|chuyến|đã đến|đã đi|đã tới|đến|đi)\s$")
HELD = parts.pattern(
    r"(?:tổ chức|diễn ra)(?: (?:{classifier}|{countable}|{solemnly}|các lớp|thành công|chính thức))?\s$|cắt băng\s$"
)
_ONE_OCCASION = re.compile(r"(?:buổi|cuộc|chuyến)\s$")
_OVER_LINES = re.compile(r"\n[" + UPPER + r"]")
_HAS_MET = re.compile(r"(?:[ \n]của [^,.;:()\n]{2,50})?[ \n](?:đã |sẽ |đang |vừa )?")
# The event is the place of what the clause tells, so that a verb behind it has a subject of its own.
_OBLIQUE = parts.pattern(r"(?:tại|trong|{at_event})(?: (?:buổi|cuộc))?\s$")
_NEW_SUBJECT = parts.pattern(
    r"[ \n](?:(?!nói){say_verb}|{remark_verb}|đánh giá|lưu ý|đã|cũng|sẽ|đang|còn|là|được)(?![" + LOWER + r"])"
)
# "hội nghị ⟨Thành ủy⟩ được tổ chức": the event is the subject, and no one in its name.
_HELD_BEHIND = re.compile(r"[ \n](?:(?:đã|đang|sẽ|vừa|được)[ \n]){1,3}(?:diễn ra|tổ chức|khai mạc|bế mạc)(?!\w)")
_TITLE = parts.pattern(r"(?:Phó )?(?:{post}|{lesser_post})(?![" + LOWER + r"])")
_BODY_SAYS = parts.pattern(r"(?<=[" + LOWER + r"] )(?:(?!(?:Ban|Trường)[ \n]){body_kind}|Đại diện)(?=[ \n])")
_SAYS = parts.pattern(r"[ \n](?:đã[ \n])?(?:{say_verb}|{remark_verb})(?!\w)")
# The event is where its sentence begins: a verb of saying behind it has a subject of its own.
_OPENS_AT = re.compile(r"^\W*tại (?:(?:buổi|cuộc) )?$")
_NOT_A_PERSON = re.compile(r"[^,]{0,60}[ \n](?:với|năm|giữa)[ \n]")
_LINKED = parts.pattern(r"(?:^|[ \n])(?:{linked_word}|với|của|giữa|do|cho|và|cùng|về|cố|tân|nguyên|ngày)$")
_PREDICATE = re.compile(r"(?:^|\s)(?:đây|này|cũng) là(?: một)?(?: (?:cuộc|buổi))?\s$")
_INDEFINITE = parts.pattern(r"(?<!, )(?<!là )\b(?:một|1)(?: (?:{classifier}|{countable}))?\s$")
_ORDINAL = re.compile(
    r"(?:lần (?:thứ )?|thứ |đại hội (?:đảng |đại biểu |toàn quốc |của đảng ){0,3}|trung ương (?:lần thứ )?|tw |"
    r"t\.ư |kỳ họp )"
    r"(?:\d{1,3}|[ivxlc]{1,7}|nhất|hai|nhì|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)\b"
)
# Verbs with whom was met, which the noun before them has too: "buổi làm việc với …".
_WITH_WHOM = frozenset({"làm việc với", "tiếp xúc với cử tri"})
# Kinds of events at which one side meets or sees another.
MET_OR_SEEN = frozenset({"inspection", "working_session", "reception", "meeting"})
_NESTED_KINDS = frozenset({"congress", "conference", "session"})


@cache
def _words() -> tuple[MeetingWord, ...]:
    return lexicon.load("meeting_kinds", MeetingWord)


@cache
def _not_after(word: str) -> re.Pattern[str] | None:
    entry = next(w for w in _words() if w.word == word)
    if not entry.not_after:
        return None
    # "Bộ Quốc phòng kiểm tra": the ministry does it, no "phòng kiểm tra"
    return re.compile(r"(?:^|(?<!quốc)[\s(\"'/])(?:" + "|".join(map(re.escape, entry.not_after)) + r")[\s,]{1,2}$")


@cache
def _not_before(word: str) -> re.Pattern[str] | None:
    entry = next(w for w in _words() if w.word == word)
    if not entry.not_before:
        return None
    return re.compile(r"[ \n](?:" + "|".join(map(re.escape, entry.not_before)) + r")(?!\w)")


def cue_sets() -> list[CueSet]:
    """The words that make this finder look."""
    words = {entry.word: entry for entry in _words()}
    broken = {  # "phiên⏎họp": a hard line end inside the word
        word[:i] + "\n" + word[i + 1 :]: entry for word, entry in words.items() for i, c in enumerate(word) if c == " "
    }
    return [CueSet("meeting", words | broken)]


def find(context: Context) -> list[MeetingCandidate]:
    """The candidates of a document, in the order of their start."""
    references = [(c.start, c.end) for c in context.legal_reference_candidates]
    starts = [start for start, _ in references]
    found: list[MeetingCandidate] = []
    used: set[str] = set()
    covered = named_until = 0
    cues = context.cues["meeting"]
    for i, cue in enumerate(cues):
        if cue.start < covered:
            continue  # the longer word was read already: "họp" in "cuộc họp"
        if _OVER_LINES.search(context.view.text, cue.start, cue.end):
            continue  # two words: "bảo hiểm xã HỘI⏎Nghị quyết số …"
        if any(_goes_on(context, cue, later) for later in cues[i + 1 : i + 4]):
            continue  # "cuộc họp" in "cuộc họp báo"
        covered = cue.end
        if found and cue.entry.word == "họp" and _HAS_MET.fullmatch(context.view.lower, found[-1].end, cue.start):
            context.reject("meeting.act", cue.start, cue.end, "is the verb of the event named before it")
            continue
        candidate = _read(context, cue, used, named_until)
        if candidate is None:
            continue
        at = bisect_left(starts, cue.start + 1) - 1
        if _of_a_document(context, candidate, references[at] if at >= 0 else None, found):
            candidate.in_document = True
        used.add(candidate.word.word)
        if not candidate.inside:
            named_until = candidate.end
        found.append(candidate)
    return found


def _of_a_document(
    context: Context, candidate: MeetingCandidate, cited: tuple[int, int] | None, found: list[MeetingCandidate]
) -> bool:
    """Whether an event is named only as part of what a document is called; `cited` is the span of the last one."""
    if cited and cited[0] < candidate.start < cited[1]:
        return True
    if not candidate.named or candidate.word.kind not in _NESTED_KINDS:
        return False
    if found and found[-1].in_document and _AND.fullmatch(context.view.lower, found[-1].end, candidate.start):
        return True  # "Văn kiện Đại hội XII và Đại hội XIII"
    if (
        cited is None
        or candidate.start - cited[1] > 120
        or not _ORDINAL.search(context.view.lower, candidate.start, candidate.end)
    ):
        return False
    return bool(_CITED_AT.fullmatch(context.view.lower, cited[1], candidate.start))


def _goes_on(context: Context, cue: Cue, later: Cue) -> bool:
    """Whether a word is only the beginning of a later one that goes on behind it."""
    if not cue.start < later.start < cue.end < later.end or later.entry.word in _WITH_WHOM:
        return False
    after = _not_before(later.entry.word)
    return not (after and after.match(context.view.lower, later.end))


def _read(context: Context, cue: Cue, used: set[str], named_until: int) -> MeetingCandidate | None:
    """What a kind word says in its place, None where it speaks of no event."""
    view, word = context.view, cue.entry
    sentence_start, sentence_end = sentence(view, cue.start)
    left = view.lower[max(sentence_start, cue.start - 60) : cue.start]
    reason = _why_not(context, cue, left, sentence_end)
    inside = cue.start < named_until
    near = min(sentence_end, cue.end + 80)
    if reason is None and inside and not (word.kind in _NESTED_KINDS and _ORDINAL.search(view.lower, cue.start, near)):
        reason = "stands inside the name of another event"
    if reason is not None:
        context.reject(f"meeting.{word.form}", cue.start, cue.end, reason)
        return None
    bare = _names_kind_alone(context, cue, left, sentence_end, used)
    end = cue.end if bare else _end_of_name(context, cue, left, sentence_end)
    named = end > cue.end
    if inside and not (named and _ORDINAL.search(view.lower, cue.start, min(end, near))):
        context.reject(f"meeting.{word.form}", cue.start, cue.end, "stands inside the name of another event")
        return None
    return MeetingCandidate(
        start=cue.start,
        end=end,
        rule=f"meeting.{'named' if named else 'mentioned'}_{word.form}",
        word=word,
        word_end=cue.end,
        named=named,
        indefinite=bool(_INDEFINITE.search(left)),
        in_document=named and _behind_document(context, cue, left),
        inside=inside,
    )


def _names_kind_alone(context: Context, cue: Cue, left: str, sentence_end: int, used: set[str]) -> bool:
    """Whether a kind word is followed by no name; `used` holds the kind words read before it."""
    word = cue.entry
    opening = left.strip(" -\"'(*+\n")
    return bool(_PREDICATE.search(left)) or is_bare(
        context.view,
        cue.end,
        sentence_end,
        opens=not opening or opening.endswith(","),
        used=word.word in used,
        act=word.form == "act",
        rite=word.word == "lễ",
        assembly=word.kind in ("congress", "session"),
        congress=word.word == "đại hội",
    )


def _end_of_name(context: Context, cue: Cue, left: str, sentence_end: int) -> int:
    """Where the name that follows a kind word ends."""
    word = cue.entry
    end = name_end(
        context.view,
        cue.start,
        cue.end,
        sentence_end,
        owner=word.form == "noun" or bool(_ONE_ACT.search(left)),
        congress=word.kind == "congress",
        act=word.form == "act" and word.kind in MET_OR_SEEN and not _ONE_OCCASION.search(left),
    )
    return _before_subject(context, cue, end, left, sentence_end)


def _behind_document(context: Context, cue: Cue, left: str) -> bool:
    """Whether the words before a kind word name a document of the event: "Nghị quyết ⟨Đại hội XIII⟩"."""
    # a hard line end may stand before it: "Nghị quyết⏎Hội nghị …"
    paper = (left or context.view.lower[max(0, cue.start - 60) : cue.start]).replace("\n", " ")
    return bool(_IN_DOCUMENT.search(paper)) and not _IN_SPEECH.search(paper)


def _before_subject(context: Context, cue: Cue, end: int, left: str, sentence_end: int) -> int:
    """The end of a name before the subject of a next sentence, which flattened pages join to it without a full stop.

    "… phát biểu tại Hội nghị⟨⟩ Lực lượng Công an đã …", "kết thúc cuộc họp⟨⟩ Thủ tướng nêu rõ …"
    """
    view = context.view
    lower, text = view.lower, view.text
    if text.isupper() or not end > cue.end or (cue.entry.form == "act" and not _ONE_ACT.search(left)):
        return end
    for title in _TITLE.finditer(text, cue.end, min(len(text), end + 1)):
        before = text[cue.end : title.start()].rstrip()
        if text[title.start() - 1] in " \n" and not _LINKED.search(before.lower()) and not before.endswith((",", "-")):
            verb = _NEW_SUBJECT.search(lower, title.end(), min(sentence_end, title.end() + 120))
            someone = verb and (verb.start() - title.end() < 25 or _names(context, title.end(), verb.start()))
            opens = _OPENS_AT.search(left) and _SAYS.match(lower, verb.start() if verb else 0)
            if verb and not someone and not opens:
                continue  # "Hội nghị Bộ trưởng Viễn thông ASEAN được …"
            of_holders = before.endswith((*parts.words("body_of_holders"), "các"))
            if of_holders and not _names(context, title.end(), title.end() + 40):
                continue  # "Hội nghị Hội đồng Bộ trưởng …", "Hội nghị Đoàn Chủ tịch …"
            if verb and _NOT_A_PERSON.match(lower, title.end(), verb.start()):
                continue  # "Hội nghị Thủ tướng với doanh nghiệp, Phó Thủ tướng … cho biết"
            if verb and "," not in text[title.end() : verb.start()].replace(", Phó", "").replace(", Ủy viên", ""):
                return cue.end + len(before) if before else cue.end
    for body in _BODY_SAYS.finditer(text, cue.end, min(len(text), end + 1)):
        before = text[cue.end : body.start()].rstrip()
        if before and not _LINKED.search(before.lower()) and not before.endswith((",", "-")):
            said = _SAYS.search(lower, body.end(), min(sentence_end, body.end() + 90))
            if said and "," not in text[body.end() : said.start()]:
                return cue.end + len(before)
    words = text[cue.end : end].split()
    alone = (
        words
        and words[0][0].isupper()
        and not words[0].isupper()
        and not any(w[0].isdigit() for w in words)
        and _OBLIQUE.search(left)
        and (len(words) < 2 or words[1].islower())
        and not _ORDINAL.search(lower, cue.start, end)
    )
    if alone and _NEW_SUBJECT.match(lower, end) and not _HELD_BEHIND.match(lower, end):
        return cue.end
    return end


def _names(context: Context, start: int, end: int) -> bool:
    """Whether a person is named between two places."""
    people = context.official_candidates
    at = bisect_left(people, start, key=lambda c: c.start)
    return at < len(people) and people[at].start < end


def _why_not(context: Context, cue: Cue, left: str, sentence_end: int) -> str | None:
    """Why a kind word with the text `left` before it speaks of no single event, None if it may."""
    view, word = context.view, cue.entry
    before, after = _not_after(word.word), _not_before(word.word)
    if before and before.search(left):
        return f"stands after a word that makes it no event: {left[-20:].strip()!r}"
    if after and after.match(view.lower, cue.end):
        return "stands before a word that makes it no event"
    if word.frame == "held" and not HELD.search(left):
        return "is nothing that someone holds"
    if _GENERIC.search(left):
        return "speaks of events in general"
    one = _ONE_ACT.search(left)
    listed = _ENUMERATED_RIGHT.match(view.lower[cue.end : min(sentence_end, cue.end + 40)])
    if (listed and not one) or _ENUMERATED_LEFT.search(left):
        return "stands in a list of kinds of events"
    if _IN_WRITING.search(left):
        return "is the title of a writing"
    if word.kind == "ceremony" and _OPENS_EVENT.match(view.lower, cue.end):
        return "opens or closes another event"
    if word.word == "lễ" and _HOLIDAY.match(view.lower, cue.end):
        return "is a holiday"
    if word.word == "giao ban" and view.text.startswith(("giao Ban", "Giao Ban"), cue.start):
        return "gives a body a task"
    if word.kind in MET_OR_SEEN and _YEARLY.match(view.lower, cue.end):
        return "is held year by year"
    if _ALL_LEVELS.match(view.lower, cue.end):
        return "speaks of events at all levels"
    if _NEXT_ONE.match(view.lower, cue.end):
        return "speaks of whichever comes next"
    if _AS_ONE_OF.search(left):
        return "is a standing mechanism"
    if word.word == "họp" and _MEETS_IN.match(view.lower, cue.end):
        return "is the verb of the event named after it"
    return None
