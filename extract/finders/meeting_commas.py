"""Where the name of an event goes on behind a comma: things of one kind told in a list, and words that belong together.

Matching is bounded everywhere: a list is read no further than `LIST_REACH` characters behind the comma.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon
from extract.finders.meeting_stops import stops
from extract.lazy import re
from extract.letters import LETTER, LOWER, UPPER
from extract.parts import meeting as parts
from extract.view import View

WINDOW = 320
"""How far the name of an event may reach, in characters."""
LIST_REACH = 160
"""How far behind a comma the end of a list is looked for, in characters."""

# A numbered session and the body whose it is: "kỳ họp thứ 9, Quốc hội khóa XV".
BODY_FOLLOWS = parts.pattern(
    r",[ \n](?:(?i:{assembly})|ban chấp hành|bch|ủy ban)(?:[^,.;:\n]|(?<=t)\.(?=ư)){0,60}?"
    r"[ \n]khóa[ \n](?:\d{1,2}|[ivxlc]{1,7})\b"
)


class Pair(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that belong together over a comma, wherever they stand: "phòng, chống", "tổ chức, cá nhân"."""

    first: str
    then: tuple[str, ...]
    example: str


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word of things of one kind that are told in a list.

    A `party` is a body or people ("các bộ, ngành, địa phương"), a `topic` what an event is about ("về đất đai, môi
    trường"). It `leads` where another may follow it over a comma, and `follows` where it may stand behind the comma,
    though not in front of one of `not_before`.
    """

    word: str
    role: Literal["party", "topic"]
    example: str
    leads: bool = True
    follows: bool = True
    not_before: tuple[str, ...] = ()


@cache
def _pairs() -> dict[str, tuple[str, ...]]:
    return {pair.first: pair.then for pair in lexicon.load("meeting_pairs", Pair)}


@cache
def _firsts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(_pairs())})$")


def _leading(role: str) -> str:
    """The source of the words of a role behind which a comma may stand."""
    return "|".join(w.word for w in lexicon.load("meeting_listed", Listed) if w.role == role and w.leads)


def _following(role: str) -> str:
    """The source of a comma and a word of a role behind it."""
    words = (w for w in lexicon.load("meeting_listed", Listed) if w.role == role and w.follows)
    choices = (w.word + (f"(?! (?:{'|'.join(w.not_before)}))" if w.not_before else "") for w in words)
    return rf",[ \n](?:{'|'.join(choices)})(?![{LOWER}])"


# Units of one level in a list: "quận Ba Đình, Tây Hồ".
_UNITS_BEFORE = parts.pattern(
    r"(?<!\w)(?:{+unit_noun}|TP\.?)[ .](?:["
    + UPPER
    + r"\d][^\s,.;:()]{0,12})(?:,?[ ](?:{+unit_noun} )?["
    + UPPER
    + r"\d][^\s,.;:()]{0,12}){0,8}$"
)
_UNITS_GO_ON = parts.pattern(
    r",[ \n](?:{+unit_noun}[ ])?(?:[" + UPPER + r"][" + LOWER + r"]+|\d{1,2})"
    r"(?:[ ]["
    + UPPER
    + r"]["
    + LOWER
    + r"]+){0,3}(?=[,.;)\n]|$|[ ](?:và|về|tại|ngày|sáng|chiều|để|trước|sau|theo|nhằm)[ ])"
)
_YEAR_GOES_ON = re.compile(r",[ \n](?:tháng \d|quý [ivx\d]|(?:19|20)\d\d(?![\d/]))")
_PERIOD_BEFORE = parts.pattern(r"(?:{period_noun}|tài chính|tuần|kỳ) [\divx]{1,4}$")
_TOPICS_AFTER = r"(?:về|liên quan đến|gồm|lĩnh vực|thẩm tra)[ \n]"
_HEAD = re.compile(rf",[ \n]([{LOWER}]{{2,7}}[ \n][{LOWER}]{{1,7}})(?!\w)")
# Bodies of one kind in a list: "làm việc với Đảng ủy Công an tỉnh, Đảng ủy phường 5".
_BODY_AGAIN = parts.pattern(r",[ \n]({body_kind}(?!\w))")
_DOES = parts.pattern(r"[ \n](?:{say_verb}|{remark_verb}|{done_verb}|đã|sẽ|vừa|cũng|là|được)(?!\w)")
_MARK = re.compile(r"[,.;:\n]")
_SUBJECT_OPENS = re.compile(r"(?:[\n,\-)]|[.] )[ \n]?$")
_PREDICATE_AFTER = re.compile(
    r"(?:,[ \n][^,.;:()\n]{2,110}?){1,3}[ \n](?:(?:đã|vừa|sẽ|chính thức|cũng)[ \n]){0,2}"
    r"(?:diễn ra|được[ \n][^,.;:\n]{0,70}?tổ chức|do[ \n][^,.;:\n]{2,70}?[ \n]tổ chức|khai mạc|bế mạc|kết thúc)(?!\w)"
)

# The name of a body that has commas of its own: "Bộ Văn hóa⟨, Thể thao và⟩ Du lịch".
_BODY_OPEN = parts.pattern(
    r"(?<!\w)(?:{body_kind}|Thứ trưởng|Bộ trưởng|Giám đốc Sở)(?: về)?"
    r"(?:[ \n](?:[" + UPPER + r"][" + LOWER + r"]{1,7}|[" + LOWER + r"]{1,6})){1,5}$"
)
_BODY_WORD = r"[ \n][" + UPPER + r"][" + LOWER + r"]{1,7}(?:[ \n][" + LOWER + r"]{1,7}){0,3}"
_BODY_CLOSES = re.compile(r"(?:," + _BODY_WORD + r"){1,4}[ \n]và(?=[ \n][" + UPPER + r"][" + LOWER + r"])")
# "HLV, VĐV", "CB, CC"
_ACRONYM = re.compile(r"(?<![" + UPPER + r"])[" + UPPER + r"]{2,5}$")
_ACRONYM_NEXT = re.compile(r",[ ][" + UPPER + r"]{2,5}(?![" + UPPER + LOWER + r"])")
# "đánh giá 3 năm⟨, 6 năm và 13 năm⟩ thi hành …"
_YEARS_OF = re.compile(r"\d{1,2} năm$")
_YEARS_NEXT = re.compile(r",[ \n]\d{1,2} năm")
# Awards and documents that are told one after the other.
_AWARD_NEXT = parts.pattern(r",[ \n](?:các )?{+award}(?![" + LOWER + r"])")
_AWARD_BEFORE = parts.pattern(r"{+award}(?![" + LOWER + r"])[^,]{0,60}$")
_PAPER_NEXT = parts.pattern(r",[ \n](?:các )?{+paper}(?= (?:số |[\dA-ZĐ]))")
_PAPER_BEFORE = parts.pattern(r"{paper_verb}[^,]{0,60}{+paper} [^,]{2,60}$")
# Two offices of one person, whose name comes behind the second.
_OFFICE_OPEN = parts.pattern(r"{first_office}$")
_OFFICE_NEXT = parts.pattern(r",[ \n](?:Phó |Tổng )?(?:{post}|{lesser_post})(?!\w)")
_ANOTHER_BODY = parts.pattern(r",[ \n](?:và[ \n])?(?:{body_kind}|{+unit_noun})(?=[ \n][" + UPPER + LOWER + r"\d])")
_WITH_BODY = parts.pattern(r"(?:{meet_verb}|{talk_verb})[ \n](?:[^\s]{1,8}[ \n]){0,3}?với[ \n]")
_AND_THING = parts.pattern(r"[ \n](?:và|hoặc)(?=[ \n](?!(?:{event_noun}|{classifier})(?!\w))[^\s])")
# What opens a clause of its own behind a comma, and no thing of a list.
OPENS_CLAUSE = parts.pattern(
    r",[ \n](?:và[ \n])?(?:{clause_opener}|ông|bà|anh|chị|em|đồng chí|đ/c|các (?:đồng chí|đại)|với|tại|do|từ|trong|"
    r"sau|trước|nhằm|để|đã|sẽ|đang|được|có|là|gồm|nhất|dưới|theo|vì|nên|nhưng|mà|qua|vào|ngày|sáng|chiều|tối|tháng|năm|"
    r"nơi|đồng thời|cùng|đến|tới|nhiều|hầu|đa số|một|tất cả|hai|hiện|nay|đây|này|tuy|song|bên|như|nếu|khi|vẫn|cũng|"
    r"còn|chưa|không|phải|cần|về|cho|phó|nhân|vừa|rồi|trên|cụ thể|đặc biệt|bởi|toàn thể)(?![" + LOWER + r"])"
)
_SPEAKS = parts.pattern(
    r"[ \n](?:{say_verb}|{remark_verb}|{done_verb}|đã|sẽ|vừa|đang|cũng|rất|còn|phải|cần|được|là|cùng)(?!["
    + LOWER
    + r"])"
)
_HELD = re.compile(r"[ \n](?:đã |sẽ |vừa |được )?(?:diễn ra|tổ chức|khai mạc|bế mạc)(?!\w)")


# A verb that comes again: "giao đất, giao rừng".
_REPEATED = parts.pattern(r"(?<![" + LETTER + r"])({repeated_verb})(?:[ \n][" + LETTER + r"]+){1,3},[ \n]\1(?=[ \n])")


class _Bridge(NamedTuple):
    """What stands before a comma, no more than `reach` characters, and what carries the name on behind it."""

    before: re.Pattern[str]
    reach: int
    onward: re.Pattern[str]
    lower: bool
    """Whether both are asked of the text in lower case."""


@cache
def _bridges() -> tuple[_Bridge, ...]:
    parties = re.compile(rf"(?<!\w)(?:{_leading('party')})$"), re.compile(_following("party"))
    topics = re.compile(_TOPICS_AFTER), re.compile(_following("topic"))
    return (
        _Bridge(parties[0], 20, parties[1], lower=True),
        _Bridge(_UNITS_BEFORE, 60, _UNITS_GO_ON, lower=False),
        _Bridge(_PERIOD_BEFORE, 16, _YEAR_GOES_ON, lower=True),
        _Bridge(topics[0], WINDOW, topics[1], lower=True),
        _Bridge(_YEARS_OF, 12, _YEARS_NEXT, lower=True),
        _Bridge(_AWARD_BEFORE, 90, _AWARD_NEXT, lower=False),
        _Bridge(_PAPER_BEFORE, 150, _PAPER_NEXT, lower=False),
        _Bridge(_BODY_OPEN, 50, _BODY_CLOSES, lower=False),
        _Bridge(_OFFICE_OPEN, 26, _OFFICE_NEXT, lower=False),
    )


def past_comma(view: View, start: int, end: int, place: int) -> int | None:
    """Where the name of an event goes on behind the comma at `place`, None where the comma ends it.

    The kind word of the event stands at `start` to `end` (view offsets).
    """
    for bridge in _bridges():
        text = view.lower if bridge.lower else view.text
        onward = bridge.onward.match(text, place)
        if onward and bridge.before.search(text, max(end, place - bridge.reach), place):
            return onward.end()
    if (second := _second_of_pair(view.lower, end, place)) is not None:
        return second
    again = _REPEATED.search(view.lower, max(end, place - 30), place + 12)
    if again and again.start() < place < again.end():
        return again.end()
    if _coordinated(view, start, end, place):
        return place + 2
    return _past_things(view, end, place)


def _second_of_pair(lower: str, end: int, comma: int) -> int | None:
    """Where the second of two words ends that belong together over a comma."""
    first = _firsts().search(lower, max(end, comma - 18), comma)
    if first is None:
        return None
    behind = lower[comma + 2 : comma + 22].replace("\n", " ")
    second = next((w for w in _pairs()[first[0]] if behind.startswith(w) and not behind[len(w) :][:1].isalpha()), None)
    return comma + 2 + len(second) if second else None


def body_of_session(view: View, place: int) -> int | None:
    """Where the body of a numbered session ends that is named behind the comma at `place`."""
    body = BODY_FOLLOWS.match(view.lower, place)
    return body.end() if body else None


def _coordinated(view: View, start: int, end: int, comma: int) -> bool:
    """Whether a comma stands between things of one kind: "cán bộ nữ, cán bộ trẻ", "giáo viên, học sinh … được tổ chức".

    Told by capitals alone ("HLV, VĐV"), by a head word that comes again, by a list of bodies that were met, or by the
    verb of the event behind the list, where the event is the subject.
    """
    lower, text = view.lower, view.text
    acronym = _ACRONYM_NEXT.match(text, comma) if _ACRONYM.search(text, max(end, comma - 7), comma) else None
    if acronym and not _DOES.search(lower, acronym.end(), _clause_end(text, acronym.end())):
        return True
    if (body := _BODY_AGAIN.match(text, comma)) and body[1] in text[end:comma]:
        return not _DOES.search(lower, body.end(), _clause_end(text, body.end()))
    if _WITH_BODY.search(lower, start, comma) and (body := _ANOTHER_BODY.match(text, comma)):
        return not _DOES.search(lower, body.end(), _clause_end(text, body.end()))
    head = _HEAD.match(text, comma)
    if head is None or head[1] == "lần thứ":
        return False
    if re.search(rf"(?<!\w){re.escape(head[1])}(?!\w)", lower[end:comma]):
        return True
    subject = start == 0 or _SUBJECT_OPENS.search(lower, max(0, start - 12), start)
    return bool(subject and text[comma + 2].islower() and _PREDICATE_AFTER.match(lower, comma, comma + 200))


def _past_things(view: View, end: int, comma: int) -> int | None:
    """Where a list of things that "và" closes goes on behind the comma: "… về đất đai⟨, khoáng sản và⟩ môi trường"."""
    text, lower = view.text, view.lower
    if not text[comma + 2 : comma + 3].islower() or text[comma + 1] not in " \n" or comma - end < 8:
        return None
    limit = min(len(text), comma + LIST_REACH)
    last = comma
    for _ in range(5):
        if OPENS_CLAUSE.match(lower, last):
            return None
        following = _MARK.search(text, last + 1, limit)
        stop = following.start() if following else limit
        joined = _AND_THING.search(lower, last + 1, stop)
        if joined:
            break
        if following is None or following[0] != "," or len(text[last:stop].split()) > 8:
            return None
        last = stop
    else:
        return None
    if len(text[last : joined.start()].split()) > 8 or stops().search(text, comma, joined.start()):
        return None
    stop = _clause_end(text, joined.end())
    says = _SPEAKS.search(lower, joined.end(), stop)
    return None if says and not _HELD.match(lower, says.start()) else joined.end()


def _clause_end(text: str, place: int) -> int:
    """Where the next comma or full stop stands, no further than a list may reach."""
    mark = _MARK.search(text, place, min(len(text), place + 2 * LIST_REACH))
    return mark.start() if mark else min(len(text), place + 2 * LIST_REACH)
