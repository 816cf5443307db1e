"""Whose deed a quantity tells of, what those agreed to who voted, and which structure a share is one of."""

from __future__ import annotations

from extract.lazy import re
from extract.letters import UPPER
from extract.parts import quantity as parts
from extract.resolve import quantity_clause as clause
from extract.resolve import quantity_subject as subject

# The structure of an economy, of which shares are told.
_STRUCTURE = parts.pattern(r"(?<!\w)[Cc]ơ cấu ((?:nội bộ )?{structured}(?:[ ](?:tỉnh|huyện|xã))?)(?!\w)")
_VOTE = parts.pattern(r"(?<!\w){vote}(?!\w)")
_PASSED = parts.pattern(r"(?<!\w)thông qua[ \n]({passed}[^;.:\n]{3,160}?)(?:[ \n]với|:|,|;|[.][ ])")
_SHORT_VOTE = 5
NAMED_PLACE = parts.pattern(
    r"(?:các |các tỉnh )?(?:{area}|TP|khu vực|khối)"
    rf"(?: [{UPPER}][\w.]{{0,9}}){{1,4}}"
)
# A body whose deed is told.
_BODY = parts.pattern(r"{acting_body}(?!\w)")
_SHORT_DEED = 6
_THIN = 3
_LONGEST_ACTOR = 9
_COMPANY = parts.pattern(r"{company}(?!\w)")
# What follows the name of an actor.
_TOLD_OF = parts.pattern(r" (?:{deed_begin}|đã|cũng|vừa|sẽ|đang|còn|trong|là|và|có|cho|được|những)(?!\w)")
# Who acts, by a name or by what bears one.
_ACTS = re.compile(rf"(?:[^\W\d_]{{1,7}} ){{0,4}}[{UPPER}][\w.]{{1,12}}(?: \(?[\w.]{{1,9}}\)?){{1,8}}$")
_LEAST_NAME = 4
_MOST_WORDS = 14
_LONGEST_PART = 8
_REACH = 260


def acted(actor: str, verb: str, counted: str) -> str:
    """A verb that says little with the body or the place whose deed it is ("Ủy ban Kiểm tra Tỉnh ủy kiểm tra 5 tổ
    chức", "huyện Đông Lạc chi trả")."""
    actor = _TOLD_OF.split(actor)[0]
    deed, name = len({*verb.lower().split(), *counted.lower().split()}), len(actor.split())
    if deed > _SHORT_DEED:
        return verb
    is_named = bool(_ACTS.match(actor)) and any(word[0].isupper() for word in actor.split()[1:])
    if deed <= _THIN and is_named and name <= _LONGEST_ACTOR and not verb.startswith("thu"):
        if subject.is_measure(verb) and not verb.startswith("chi "):
            return f"{verb} {actor}" if _COMPANY.match(actor) else verb
        return f"{actor} {verb}"
    placed = bool(NAMED_PLACE.fullmatch(actor)) and name <= deed + 2
    acts = bool(_BODY.match(actor)) and _LEAST_NAME <= name <= (deed + 2 if counted.strip() else deed)
    return f"{actor} {verb}" if placed or acts else verb


def in_structure(text: str, first: int, start: int, part: str) -> str:
    """The share of a sector at `start`, with the structure that it is one of, where its sentence from `first` on tells
    one ("Trong cơ cấu kinh tế, dịch vụ chiếm 41%")."""
    if not part or len(part.split()) > _LONGEST_PART:
        return part
    told = _STRUCTURE.search(text, max(first, start - _REACH), start)
    if told is None or "cơ cấu" in part or "tỷ trọng" in part or " tăng" in part:
        return part
    return f"{part} trong cơ cấu {' '.join(told[1].split())}"


def voted(text: str, start: int, who: str) -> str:
    """What those who voted agreed to, where little else is told ("thông qua Luật A với 441 đại biểu tán thành")."""
    if len(who.split()) > _SHORT_VOTE or not _VOTE.search(who):
        return ""
    told = _PASSED.search(text, max(0, start - _REACH), start)
    return clause.first_words(told[1].split(), _MOST_WORDS) if told else ""
