"""The words and digits that dates are made of: shared pattern pieces, number words, lexicon tables, checked points."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache

import msgspec

from extract import lexicon
from extract.finders.date_candidate import Point
from extract.lazy import pattern
from extract.model import PartOfDay
from extract.parts import date as parts


class Word(msgspec.Struct):
    """An entry of a lexicon of words."""

    word: str
    example: str


class _Noun(msgspec.Struct):
    noun: str
    example: str
    common: bool = False  # makes no date where it is a part of a name ("Diễn đàn Kinh tế 2017")


GAP = r"(?: {1,24}\n? {0,24}|\n {0,24})"  # between words, also where a line is wrapped
SP = r" ?"  # where a space may or may not stand
DD = r"(?:3[01]|[12]\d|0?[1-9])"
MM = r"(?:1[0-2]|0?[1-9])"
YYYY = r"(?:1\d{3}|20\d{2}|21\d{2})"
SEP = r" ?[/.\-] ?"
END = r"(?![\w])(?![/.,-]\d)(?! ?%)"  # the number does not go on
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
ROMAN_MONTH = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
MONTH_NAME = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
NUMERAL = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11,
}  # fmt: skip
PART: dict[str, PartOfDay] = {
    "rạng sáng": "morning", "sáng sớm": "morning", "sáng": "morning", "trưa": "noon", "chiều tối": "evening",
    "chiều": "afternoon", "tối": "evening", "đêm": "evening", "khuya": "evening",
}  # fmt: skip
BRANCHES = {
    "tý": 0, "sửu": 1, "dần": 2, "mão": 3, "mẹo": 3, "thìn": 4, "tỵ": 5, "tị": 5, "ngọ": 6, "mùi": 7, "thân": 8,
    "dậu": 9, "tuất": 10, "hợi": 11,
}  # fmt: skip
PART_RE = f"(?:{'|'.join(sorted(PART, key=len, reverse=True))})"
YEAR_SHIFT = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "sau": 1, "tới": 1}
MONTH_WORD = "|".join(sorted(MONTH_NAME, key=len, reverse=True))
DMY = pattern(rf"({DD}) ?([/.\-]) ?({MM}) ?([/.\-]) ?({YYYY})(?!\d)(?!/\d)")
DMY2 = pattern(rf"({DD})([/.\-])({MM})\2(\d\d){END}")
MONTH_YEAR = pattern(rf"({MM})({SEP})({YYYY}){END}")
CLOCK = pattern(
    r"([01]?\d|2[0-4])(?: ?(?:h|g|giờ)(?![^\W\d_]) ?([0-5]\d)?(?!\d)(?:'| ?phút)?|:([0-5]\d)(?!\d)(?::[0-5]\d)?)"
)
DAY_LEAD = pattern(rf"ngày{GAP}(?:mùng{GAP}|mồng{GAP})?|mùng{GAP}|mồng{GAP}")
LUNAR = pattern(rf"\)?,?{GAP}(?:\(?âm lịch|tết(?!\w)|al\b)")
YEAR = pattern(rf"({YYYY})(?!\d)(?![/-]\d)(?!\.\d)(?!,\d)(?! ?%)(?![^\W\d_])")
RELATIVE_YEAR = pattern(rf"năm{GAP}(nay|này|ngoái|trước|sau|tới)(?!\w)(?! nay(?!\w))")
QUARTER = pattern(
    rf"(?:quý|quí){GAP}(iv|iii|ii|i|0?[1-4])(?![\w%]|\.\w)"
    rf"(?:{GAP}?(?:,{GAP})?năm{GAP}({YYYY})(?!\d)|{SEP}({YYYY})(?!\d)|{GAP}({YYYY})(?!\d)(?![/-]\d)"
    rf"|{GAP}năm{GAP}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
MONTH = pattern(
    rf"tháng{GAP}({MM}|[ivx]{{1,4}})(?!\w)(?!\.\d{{3}}(?!\d))"
    rf"(?:,?{GAP}năm{GAP}({YYYY})(?!\d)(?![/-]\d)|{SEP}({YYYY})(?!\d)(?![/-]\d)"
    rf"|{GAP}(?:của{GAP})?năm{GAP}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
# What may stand to the left of a day and month, a month and year or a year without a lead word.
BEFORE_WEAK = parts.pattern(
    r"(?:(?:^|[\s(\"'])(?:từ|đến|tới|hết|trước|sau|vào|hôm|nay|qua|tính đến|kể từ|cho tới|và|hoặc|"
    r"{occasion})[ \n]{1,3}|[(]\s?|^\s*|\n\s{0,10}(?:[•*-] ?)?)$"
)
NUMBERED = parts.pattern(r"{numbered_noun}[ \n:.]{0,3}$")
AFTER_YEAR = parts.pattern(
    r"(?:\s{0,3}(?:[.,;:()!?\"'\]…/]|$|\n)|[ \n]{1,3}(?:và|đến|là|đã|sẽ|có|thì|của|tại|với|để|do|nên|mà|khi|cho|về|"
    r"theo|trở|phải|vẫn|còn|cũng|được|trên|ở|từ|so|mới|như|hoặc|hay|lần|trong|chưa|không|đang|bị|chỉ|vừa|-|nhưng|gồm|"
    r"{behind_year})(?!\w))"
)
TO_MONTH = pattern(rf"{SP}-{SP}({MM})({SEP})({YYYY}){END}")


@cache
def place_before() -> re.Pattern[str]:
    """The words before which 30/4 is the name of a street or a ward, not a day."""
    words = "|".join(re.escape(e.word) for e in lexicon.load("date_place", Word))
    return re.compile(rf"(?<!\w)(?:{words})(?: số)?[ \n]{{1,3}}$")


@cache
def unit_after() -> re.Pattern[str]:
    """The units that make a number before them a quantity."""
    entries = sorted((e.word for e in lexicon.load("date_unit", Word)), key=len, reverse=True)
    return re.compile(rf"[ \n]{{0,3}}(?:{'|'.join(map(re.escape, entries))})(?!\w)")


def counts(lower: str, end: int) -> bool:
    """Whether a unit behind a number that ends at `end`, on the same line, makes it a quantity."""
    unit = unit_after().match(lower, end)
    return unit is not None and "\n" not in unit[0]


@cache
def noun_before() -> re.Pattern[str]:
    """The nouns behind which a number of four digits is a year ("vụ đông xuân 2018"); `common` ones not in names."""
    entries = lexicon.load("date_year_noun", _Noun)
    nouns = sorted((e.noun for e in entries if not e.common), key=len, reverse=True)
    common = "|".join(re.escape(e.noun) for e in sorted(entries, key=lambda e: -len(e.noun)) if e.common)
    stems = "|".join(e.word for e in lexicon.load("date_stem", Word))
    branches = "|".join(BRANCHES)
    words = "|".join(map(re.escape, nouns))
    return re.compile(
        rf"(?<!\w)(?:{words}|(?P<common>{common})|(?:{stems})[ \n]{{1,3}}(?:{branches}))(?:[ \n]{{1,3}}|[ \n]?[-,(] ?)$"
    )


def day_point(day: int, month: int, year: int | None = None, year_shift: int | None = None) -> Point | None:
    """The point of a day; None if there is no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
        return None
    return Point("day", year, month, day, year_shift=year_shift)


def full_year(two: int) -> int:
    """The year that two digits stand for."""
    return 2000 + two if two < 50 else 1900 + two


def month_number(word: str) -> int | None:
    """The month of digits, Roman digits or a word; None for a month of the lunar calendar."""
    word = " ".join(word.split())
    if word.isdigit():
        return int(word)
    if word in ("giêng", "chạp"):
        return None  # lunar
    return MONTH_NAME.get(word) or ROMAN_MONTH.get(word)


def month_point(found: re.Match[str]) -> Point | None:
    """What a match of `MONTH` says; None if there is no such month."""
    month = month_number(found[1])
    if month is None or not 1 <= month <= 12:
        return None
    year = found[2] or found[3]
    return Point("month", int(year) if year else None, month, year_shift=YEAR_SHIFT[found[4]] if found[4] else None)


def months_point(count: int, *, head: bool, year: str | None, shift: str | None) -> Point | None:
    """The first (`head`) or last months of a year: a half for six; None if it has not so many."""
    if not 1 <= count <= 11:
        return None
    number = int(year) if year else None
    year_shift = YEAR_SHIFT[shift] if shift else None
    if count == 6:
        return Point("half", number, number=1 if head else 2, year_shift=year_shift)
    return Point("months", number, number=count if head else -count, year_shift=year_shift)


def clock_time(clock: re.Match[str]) -> tuple[int, int]:
    """Hour and minute of a match of `CLOCK`."""
    return int(clock[1]), int(clock[2] or clock[3] or 0)


def afternoon_hour(hour: int, part: PartOfDay | None) -> int:
    """The hour of the day: "3 giờ chiều" is 15."""
    return hour + 12 if part in ("afternoon", "evening") and 1 <= hour < 12 else hour
