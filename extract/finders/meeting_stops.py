"""The words that end the name of an event: what follows tells of its place, time, people or course."""

from __future__ import annotations

from functools import cache

import msgspec

from extract import anchors, lexicon
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.parts import meeting as parts


class StopWord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that ends the name of an event before it.

    It does so only in front of one of `before`, if there are any, and neither behind one of `not_after` nor in front of
    one of `not_before`. With `opens` it is one that opens a sentence, told by its capital where a flattened page has
    lost the full stop; with `lower` it is one only where it has no capital ("quyết định", but "Quyết định số 12").
    """

    word: str
    example: str
    before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    opens: bool = False
    lower: bool = False


# What ends a name by its form: days, hours and numbers, and the body that is told to hold the event.
_FORMS = (
    r"do \w{2,12}(?=\s(?:[^,.;:\n]|[.](?=\w)){2,80}?(?<!\w)(?:{hold_verb}|phối hợp)(?!\w))|"
    r"ngày \d|hôm \d|(?:sáng|chiều|tối|trưa)(?= ?\d|[,.]|\s\()|\d{1,3} năm trước|(?<!đến.)từ \d|trong \d+ ngày|"
    r"(?:lúc|hồi) \d|với \d+ điểm cầu|(?:tới|đến) \d+ điểm cầu|sau (?:hơn |gần )?\d|"
    r"đến (?:\d|ngày \d)|và (?:ngày \d|\d{1,2}[/.]\d)"
)
_OPENING_FORMS = r"Ngày(?= \d)|Tin(?=, ảnh)"
# "do" and the people who do it; "ông", "bà" and the like in front of a name.
_PERSON = r"(?:ông|bà|anh|chị|(?<!ự.)(?<!lý.)do) (?=[" + UPPER + r"])"


def _choice(stop: StopWord) -> str:
    """The source of the pattern of one word."""
    behind = "".join(f"(?<!{word}.)" for word in stop.not_after)
    ahead = f"(?= (?:{'|'.join(stop.before)})(?![{LOWER}]))" if stop.before else ""
    ahead += f"(?! (?:{'|'.join(stop.not_before)})(?![{LOWER}]))" if stop.not_before else ""
    word = f"(?-i:{stop.word})" if stop.lower else stop.word
    return behind + word + ahead


@cache
def _words(*, opens: bool) -> str:
    """The source of the words that open a sentence, or of the others. A hard line end may stand inside of any."""
    words = sorted((w for w in lexicon.load("meeting_stops", StopWord) if w.opens == opens), key=lambda w: -len(w.word))
    choices = "|".join([*map(_choice, words), _OPENING_FORMS if opens else _FORMS])
    spaced = (choices if opens else anchors.by_letter(choices)).replace(" ", r"[ \n]")
    return parts.fill(spaced)


@cache
def stops() -> re.Pattern[str]:
    """A pattern that finds the space or line end and the word behind it that end a name."""
    return re.compile(
        rf"[ \n](?:(?i:{_words(opens=False)})(?![{LOWER}])|{_PERSON}|(?<=[^\s] )(?:{_words(opens=True)})(?![{LOWER}]))"
    )
