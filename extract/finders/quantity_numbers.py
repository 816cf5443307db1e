"""Numbers as Vietnamese writes them: 1.000 (a thousand), 7,5 (seven and a half), 16/21, 3.000-3.500, bốn mươi lăm."""

from __future__ import annotations

from functools import cache

import msgspec

from extract import lexicon
from extract.lazy import re

# A dot groups thousands, a comma begins the decimals; "1,234,567" is the English way, "5.73" a slip that is common.
NUMBER = (
    r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,6})?(?!\d)|\d{1,3}(?:,\d{3}){2,5}(?!\d)|\d{1,15}[.,]\d{1,6}(?!\d)|\d{1,15}(?!\d)"
)
# The same where no number, name or code goes on. (It begins with a digit, and asks then what stands before: asked
# first, it is asked at every character.)
ALONE = (
    r"[0-9](?<!\w\d)(?<!\d[.,/:-]\d)(?<!\w-\d)(?:\d{0,2}(?:\.\d{3}){1,5}(?:,\d{1,6})?(?!\d)|\d{0,2}(?:,\d{3}){2,5}(?!\d)"
    r"|\d{0,14}[.,]\d{1,6}(?!\d)|\d{0,14}(?!\d))"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){1,5}(?:,\d{1,6})?")
_ENGLISH_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3}){2,5}")
_GROUPED_BY_COMMA = re.compile(r"\d{1,3},\d{3}")


def parse(written: str, *, counts: bool = False) -> float:
    """The value of a number in digits; `counts` says that it counts things, so that "3,500" cannot be a decimal."""
    if _THOUSANDS.fullmatch(written):
        return float(written.replace(".", "").replace(",", "."))
    if _ENGLISH_THOUSANDS.fullmatch(written) or (counts and _GROUPED_BY_COMMA.fullmatch(written)):
        return float(written.replace(",", ""))
    return float(written.replace(",", "."))


class Numeral(msgspec.Struct, frozen=True):
    """A numeral in words: `value`; `role` says where it stands in a compound, or that it is a `share` ("một nửa") or
    stands only behind "gấp" (`fold`: "gấp đôi")."""

    word: str
    value: float
    role: str
    example: str


@cache
def _numerals() -> dict[str, Numeral]:
    return {entry.word: entry for entry in lexicon.load("numerals", Numeral)}


@cache
def numeral_pattern() -> re.Pattern[str]:
    """Numerals in words, as they stand before a noun: "bốn", "mười hai", "ba mươi lăm", "một nửa", "hai phần ba"; and
    as they say how many times as much: "gấp đôi", "gấp ba"."""
    by_role: dict[str, list[str]] = {}
    for entry in _numerals().values():
        by_role.setdefault(entry.role, []).append(entry.word)
    choice = {role: "|".join(sorted(words, key=len, reverse=True)) for role, words in by_role.items()}
    digit, after_ten, share = choice["digit"], f"{choice['digit']}|{choice['final']}", choice["share"]
    fold = f"{choice['fold']}|{digit}"
    return re.compile(
        rf"(?<!\w)(?:(?P<share>{share})"
        rf"|gấp (?P<fold>{fold})(?! lần(?!\w))"
        rf"|(?P<tens>{digit}) (?:mươi|chục)(?: (?P<ones>{after_ten}))?"
        rf"|(?P<ten>mười|(?<!hàng )(?<!vài )(?<!mấy )(?<!cả )chục)(?: (?P<teen>{after_ten}))?"
        rf"|(?P<digit>{digit}))(?!\w)"
    )


@cache
def numeral_beginnings() -> tuple[str, ...]:
    """The words that a match of `numeral_pattern` begins with."""
    first = {entry.word.partition(" ")[0] for entry in _numerals().values() if entry.role not in ("final", "fold")}
    return (*sorted(first), "mười", "chục", "gấp")


def numeral_value(match: re.Match[str]) -> float:
    """The value of a match of `numeral_pattern`."""
    known = _numerals()

    def of(group: str) -> float:
        word = match[group]
        return known[word].value if word else 0.0

    if match["tens"]:
        return of("tens") * 10 + of("ones")
    if match["ten"]:
        return 10 + of("teen")
    return next(of(group) for group in ("share", "fold", "digit") if match[group])
