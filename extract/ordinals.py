"""Ordinals as congresses, plenums, sessions and terms are counted: "XII", "12", "bảy"."""

from __future__ import annotations

import re

_WORDS = {
    "nhất": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "mười ba": 13, "mười bốn": 14, "mười lăm": 15,
}  # fmt: skip
_SPELLED = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(_WORDS, key=len, reverse=True))
PATTERN = rf"(?:[ivxl]{{1,6}}|\d{{1,2}}|{_SPELLED})(?![\w/])"
"""The source of a pattern for an ordinal in lower-case text."""
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_SIGNS = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def ordinal(word: str) -> int | None:
    """The number that an ordinal in figures, Roman figures or words stands for; None if it is none of these."""
    word = " ".join(word.lower().split())
    if word.isdigit():
        return int(word)
    if word in _WORDS:
        return _WORDS[word]
    total = 0
    for here, after in zip(word, word[1:] + " ", strict=True):
        if here not in _VALUES:
            return None
        total += -_VALUES[here] if _VALUES.get(after, 0) > _VALUES[here] else _VALUES[here]
    return total


def roman(number: int) -> str:
    """12 as "XII": terms are given so. Up to 89, far beyond any term."""
    out = ""
    for value, sign in _SIGNS:
        while number >= value:
            out, number = out + sign, number - value
    return out
