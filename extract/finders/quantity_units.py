"""Units as they follow a number: %, tỷ đồng, triệu lượt khách, m2, cán bộ, công chức; what is counted is a unit too."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import msgspec

from extract import lexicon
from extract.lazy import re
from extract.letters import LOWER, UPPER
from extract.model import Comparator

UnitKind = Literal["percent", "multiplier", "money", "measure", "count", "points", "times", "per", "not"]


class UnitEntry(msgspec.Struct, frozen=True):
    """A unit in lower case. `tails` may follow it and then belong to it; a `soft` unit counts only beside a cue.

    What is `not` counted holds back the shorter unit that it begins with ("bộ phận": bộ); `in_parts` it is counted
    where a part of a whole is told ("hoàn thành 5/7 mục tiêu"). What stands `alone` is joined to nothing by a comma
    ("tăng 9.000 người, địa phương tăng 1.200 người").
    """

    unit: str
    kind: UnitKind
    example: str
    tails: tuple[str, ...] = ()
    soft: bool = False
    in_parts: bool = False
    alone: bool = False


class Unit(NamedTuple):
    """A unit found: where it stands in the view, what kind it is, and what a second part ("1 tỷ 127 triệu") adds."""

    start: int
    end: int
    kind: UnitKind
    soft: bool = False
    adds: float = 0.0
    scaled: bool = False
    """Whether it begins with a multiplier ("triệu cây xanh")."""
    unlisted: bool = False
    """Whether no lexicon knows it."""
    written: str | None = None
    """The unit, where it is not one piece of the text ("1 tỷ 127 triệu đồng": tỷ đồng)."""
    comparator: Comparator = "="
    """What the unit says by itself ("hai con số": from ten on)."""
    names_whole: bool = False
    """Whether it says what a share is taken of ("một nửa số xã": số xã)."""


_FIRST = re.compile(r"[%‰]|[^\s,/.;:()\"'\d²³%…”“!?-]{1,12}")
_NOUN = re.compile(rf"(?:[{LOWER}]{{2,7}}|[{UPPER}]{{2,6}})(?![\w/-]|\.\w)")
_SYLLABLE = re.compile(rf"[ \n]([{LOWER}]{{2,7}})(?![\w/-]|\.\w)")
# A letter or digit behind a unit makes another word of it, but for a footnote's number: "đã khởi công 6 dự án1,".
_GOES_ON = re.compile(r"(?!\d{1,2}(?:[\s,;:.)]|$))\w")
_LONGEST = 48
_COORDINATED = 5
_JOINT = re.compile(r",[ \n]|[ ]?/[ ]?|[ \n]và[ \n]")
_ADDED = re.compile(r"[ \n](\d{1,3})[ \n](triệu|nghìn|ngàn)(?!\w)")
_SCALE = {"tỷ": {"triệu": 1e-3}, "tỉ": {"triệu": 1e-3}, "triệu": {"nghìn": 1e-3, "ngàn": 1e-3}}


def _key(unit: str) -> str:
    """What a unit is looked up by: its first syllable, or its sign."""
    first = _FIRST.match(unit)
    assert first
    return first[0]


@cache
def _by_first_syllable() -> dict[str, list[tuple[str, UnitEntry]]]:
    table: dict[str, list[tuple[str, UnitEntry]]] = {}
    for entry in lexicon.load("units", UnitEntry):
        if entry.kind != "per":
            table.setdefault(_key(entry.unit), []).append((entry.unit, entry))
    for entries in table.values():
        entries.sort(key=lambda pair: -len(pair[0]))
    return table


@cache
def _per() -> re.Pattern[str]:
    words = sorted((e.unit for e in lexicon.load("units", UnitEntry) if e.kind == "per"), key=len, reverse=True)
    return re.compile(rf"(?:[ ]?/[ ]?(?:{'|'.join(map(re.escape, words))})(?![\w])){{1,2}}")


_GOODS_PER = re.compile(r"(?:[ \n][^\W\d_]{1,7}){1,2}(?=/)")


def _entry_at(lower: str, place: int) -> tuple[UnitEntry, int] | None:
    """The longest unit of the lexicon that stands at `place`, and where it ends."""
    first = _FIRST.match(lower, place)
    entries = _by_first_syllable().get(first[0]) if first else None
    if entries is None:
        return None
    window = lower[place : place + _LONGEST].replace("\n", " ")
    for unit, entry in entries:
        end = place + len(unit)
        if window.startswith(unit) and not (unit[-1].isalnum() and _GOES_ON.match(lower, end)):
            return entry, end
    return None


def _tail(lower: str, entry: UnitEntry, end: int) -> int:
    if not entry.tails:
        return end
    window = lower[end : end + _LONGEST].replace("\n", " ")
    for tail in sorted(entry.tails, key=len, reverse=True):
        stop = len(tail) + 1
        if window.startswith(f" {tail}") and not window[stop : stop + 1].isalnum():
            return end + stop
    return end


def _skip(lower: str, place: int) -> int:
    return place + 1 if lower[place : place + 1] in (" ", "\n") else place


def read(lower: str, place: int, text: str | None = None, *, in_parts: bool = False) -> Unit | None:
    """The unit that begins at `place` in the lower-cased view, at most one space or line break after it.

    With `text` (the view itself) a name after "và" is not taken for part of the unit ("02 tập thể và Huyện ủy …");
    `in_parts` says that the number tells a part and its whole.
    """
    start = _skip(lower, place)
    found = _entry_at(lower, start)
    if found is None:
        return _unlisted(lower, start, text) if text and start > place else None
    entry, end = found
    if in_parts and entry.in_parts:
        return Unit(start, end, "count")
    if entry.kind == "not" or (text and len(entry.unit) == 1 and text[start].isupper()):  # "mạng 5G"
        return None
    if entry.kind != "multiplier":
        return _with_rest(lower, entry, start, end, text)
    return _multiplied(lower, start, end, text)


_NUMBER_OF = re.compile(r"[ \n](?:tổng số|số|tổng)[ \n]")
_DIGITS = re.compile(r"[ \n]con số(?!\w)(?![ \n](?:này|đó|trên|nêu|ấy|kia|:))")


def noun(lower: str, place: int) -> str | None:
    """What is counted by the name that begins at `place`, if a lexicon knows it."""
    found = _entry_at(lower, place)
    if found is None or found[0].kind != "count":
        return None
    return lower[place : _tail(lower, *found)].replace("\n", " ")


def share_of(lower: str, end: int) -> Unit:
    """What a share that ends at `end` is taken of ("một nửa số xã": số xã), if a lexicon knows it."""
    lead = _NUMBER_OF.match(lower, end)
    whole = _entry_at(lower, lead.end()) if lead else None
    if lead and whole and whole[0].kind == "count":
        return Unit(lead.start() + 1, whole[1], "percent", names_whole=True)
    return Unit(end, end, "percent")


def digits(lower: str, end: int, count: float) -> Unit | None:
    """The unit of a percentage of which only the number of its digits is told: "tăng trưởng hai con số"."""
    found = _DIGITS.match(lower, end) if count in (1, 2) else None
    return Unit(found.end(), found.end(), "percent", comparator=">=" if count > 1 else "<") if found else None


def _unlisted(lower: str, start: int, text: str) -> Unit | None:
    """A noun that no lexicon knows: what is counted is a unit, whatever it is.

    It is one syllable or two ("12 bãi đỗ"), in lower case, or an abbreviation, and not a word that no noun begins with.
    """
    noun = _NOUN.match(text, start)
    if noun is None:
        return None
    end = noun.end()
    following = _SYLLABLE.match(text, end)
    if following and noun[0].islower():
        found = _entry_at(lower, following.start(1))
        if found is None or (found[0].kind == "count" and found[1] <= following.end()):
            end = following.end()
    return Unit(start, end, "count", soft=True, unlisted=True)


def _multiplied(lower: str, start: int, end: int, text: str | None) -> Unit:
    """What follows a multiplier: another one, a second part, and then a unit proper or nothing ("81 triệu")."""
    first = lower[start:end]
    adds = 0.0
    written = None
    added = _ADDED.match(lower, end)
    if added and added[2] in _SCALE.get(first, {}):
        adds = int(added[1]) * _SCALE[first][added[2]]
        end = added.end()
        written = first
    for _ in range(2):
        following = _entry_at(lower, _skip(lower, end)) if lower[end : end + 1] in (" ", "\n") else None
        if following is None:
            break
        entry, stop = following
        if entry.kind == "multiplier":
            end = stop
            continue
        if entry.kind in ("money", "measure", "count"):
            unit = _with_rest(lower, entry, start, stop, text)
            rest = lower[_skip(lower, end) : unit.end]
            return unit._replace(adds=adds, scaled=True, written=f"{written} {rest}" if written else None)
        break
    per = _per().match(lower, end)
    return Unit(start, per.end() if per else end, "multiplier", adds=adds, written=written)


def _with_rest(lower: str, entry: UnitEntry, start: int, end: int, text: str | None) -> Unit:
    """The unit with its tail, with what it is coordinated with ("xã, phường, thị trấn") and with its "/năm"."""
    end = _tail(lower, entry, end)
    soft = entry.soft
    if entry.kind == "count":
        for _ in range(_COORDINATED):
            joint = _JOINT.match(lower, end)
            following = _entry_at(lower, joint.end()) if joint else None
            if following is None or following[0].kind != "count" or (entry.alone and joint and "," in joint[0]):
                break
            named = joint and text and text[joint.end()].isupper()
            if joint and named and ("và" in joint[0] or ("," in joint[0] and text and text[start].islower())):
                break  # a name begins: "02 tập thể và Huyện ủy", "14 đồng chí, Ban Bí thư"
            soft = soft and following[0].soft
            end = _tail(lower, following[0], following[1])
    per = _per().match(lower, end) if lower.startswith(("/", " /"), end) else None
    if per is None and entry.kind in ("measure", "money"):
        goods = _GOODS_PER.match(lower, end)
        per = _per().match(lower, goods.end()) if goods else None
    return Unit(start, per.end() if per else end, entry.kind, soft)
