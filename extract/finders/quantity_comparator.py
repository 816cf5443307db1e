"""Reads the comparator of a quantity: "trên 80%", "tối thiểu phải đạt 300 tỷ đồng", "5 vụ trở lên"."""

from __future__ import annotations

from functools import cache

import msgspec

from extract import lexicon
from extract.lazy import re
from extract.model import Comparator
from extract.parts import quantity as parts


class ComparatorWord(msgspec.Struct, frozen=True):
    """A word that compares, standing before or after the number. With `change` it may also tell by how much something
    differs ("cao hơn 5% so với năm trước"), and then compares nothing."""

    word: str
    comparator: Comparator
    place: str
    example: str
    change: bool = False


# What may stand between a comparator and its number ("tối thiểu phải đạt 300 tỷ đồng").
_LINK = r"(?:[ \n](?:{^amount_link}|{^set_noun}(?:[ \n](?:cả[ \n])?năm)?))?"
_FROM = re.compile(r"(?:^|\W)từ[ \n]$")
_SIGN = re.compile(r"(?:[\s(]|^)([<>≤≥])[ ]?$")
_SIGNS: dict[str, Comparator] = {"<": "<", ">": ">", "≤": "<=", "≥": ">="}
_CHANGE_AFTER = parts.pattern(r"[ \n]?\(?(?:{^compared_to}|{^set_noun})")
_SET_NOUN = parts.pattern(r"{^set_noun}[ \n]{1,2}$")
_STRIVES = parts.pattern(r"{^striving}[^.;]{0,60}$")
# "ước tính lên đến 1.500 tỷ đồng", "ước đến 30/9/2030, toàn tỉnh giải ngân được 500 tỷ đồng"
_TIME = (
    r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|(?:19|20)\d\d(?!\d)|quý \d(?:/\d{4})?|\d{1,2} tháng|tháng \d{1,2}(?:/\d{4})?"
)
_ESTIMATED = parts.pattern(
    rf"{{!no_estimate}}(?<!\w)ước(?:[ \n]tính)?(?![ \n](?:mơ|muốn|nguyện|vọng)),?[ \n]"
    rf"(?:(?:{_TIME}),?(?!\d)|[^.;:,()\d]){{0,90}}(?<=[ \n])$"
)
ESTIMATED_REACH = 110
"""How far behind "ước" a number is an estimate (characters)."""
# What is surpassed is told of each of them: "hoàn thành vượt mức 13/14 chỉ tiêu".
_PART = re.compile(r"\d{1,4}/\d")
_WINDOW = 44


def compare(lower: str, start: int, stop: int, *, is_range: bool) -> tuple[int, int, Comparator]:
    """Where the quantity at (start, stop) of the lowered view begins and ends with its comparator, and which that is.

    `is_range` says that "từ" before it begins a range or a change, and compares nothing.
    """
    first, last, comparator = start, stop, "="
    compares = False
    word = _comparator_before(lower, start - _WINDOW, start)
    if word is None and (lead := _FROM.search(lower, max(0, start - 5), start)):
        first = lower.index("từ", lead.start())
        if not is_range:
            comparator = ">="
        word = _comparator_before(lower, first - _WINDOW, first)
    if word:
        entry = _comparator(word[1])
        changed = entry.change and (
            _CHANGE_AFTER.match(lower, stop) or (word[0].rstrip() != word[1] and word[0].rstrip().endswith(" mức"))
        )
        changed = changed or (word[1].startswith("vượt") and _PART.match(lower, start) is not None)
        set_noun = _SET_NOUN.search(word[0]) and not _STRIVES.search(lower, max(0, word.start() - 70), word.start())
        compares = not changed and not set_noun
    if word and compares:
        first, comparator = word.start(1), _comparator(word[1]).comparator
    elif not word and (sign := _SIGN.search(lower, max(0, first - 3), first)):
        first, comparator = sign.start(1), _SIGNS[sign[1]]
    elif comparator == "=" and _is_estimated(lower, word.start(1) if word else first):
        comparator = "~"
    after = _after().match(lower, stop)
    if after:
        last, comparator = after.end(1), _comparator(after[1]).comparator
    return first, last, comparator  # type: ignore[return-value]


def _is_estimated(lower: str, place: int) -> bool:
    """Whether what begins at `place` is told as an estimate by a word farther before it in its clause."""
    floor = max(0, place - ESTIMATED_REACH)
    return lower.find("ước", floor, place) >= 0 and _ESTIMATED.search(lower, floor, place) is not None


def word_ends(before: str) -> bool:
    """Whether a word that compares ends what stands before a number."""
    return _before().search(before) is not None


def sign_ends(before: str) -> bool:
    """Whether a sign that compares ("≥") ends what stands before a number."""
    return _SIGN.search(before) is not None


@cache
def _before() -> re.Pattern[str]:
    words = sorted((w.word for w in _comparators() if w.place == "before"), key=len, reverse=True)
    pointing = r"(?<!nêu )(?<!kể )(?<!nói )(?<!như )"  # "các nước nêu trên là 22 hồ sơ"
    return re.compile(rf"(?<!\w){pointing}({'|'.join(map(_spaced, words))}){parts.fill(_LINK)}[ \n]{{1,2}}$")


def _spaced(word: str) -> str:
    """The source of a pattern for a word that may be broken over a line ("tối⏎thiểu")."""
    return r"[ \n]".join(map(re.escape, word.split(" ")))


@cache
def _before_ends() -> tuple[str, ...]:
    """What a match of `_before` ends with, but for spaces."""
    words = [w.word for w in _comparators() if w.place == "before"]
    return tuple(
        {word.rpartition(" ")[2] for word in (*words, *parts.words("amount_link"), *parts.words("set_noun"), "năm")}
    )


def _comparator_before(lower: str, start: int, place: int) -> re.Match[str] | None:
    """The comparator that stands in front of `place`, at `start` or behind."""
    if not lower[max(0, start) : place].rstrip(" \n").endswith(_before_ends()):
        return None
    return _before().search(lower, max(0, start), place)


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[ \n]({'|'.join(_spaced(w.word) for w in _comparators() if w.place == 'after')})(?!\w)")


@cache
def _comparators() -> tuple[ComparatorWord, ...]:
    return lexicon.load("comparators", ComparatorWord)


@cache
def _comparator(word: str) -> ComparatorWord:
    return next(w for w in _comparators() if w.word == word.replace("\n", " "))
