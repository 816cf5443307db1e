"""Finds date candidates: expressions that name a calendar date or interval, with what they say of it.

Cues are the lead words (`ngày`, `tháng`, `sáng`, `từ`, …) and the first digit of every number. At each cue the forms
that can begin there are tried, each a short pattern anchored at the cue; the first that fits wins and the place behind
it is where the next cue may stand. What year is meant, and whether a date without one is a date at all where the style
of the document decides, is left to the resolver.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import msgspec

from extract import lexicon
from extract.context import Context
from extract.cues import CueSet
from extract.lazy import pattern
from extract.model import PartOfDay

PointGrain = Literal["day", "month", "quarter", "half", "months", "year", "decade"]


@dataclass(frozen=True, slots=True)
class Point:
    """What an expression says of one end of a date. What it does not say is None.

    `number` is the quarter, the half, or a count of months (negative: counted from the end of the year). `shift` is a
    distance from now in units of the grain ("hôm qua" is a day with shift -1), `year_shift` one in years ("tháng 11 năm
    ngoái"). A day with both a month and `shift` says twice what it is ("sáng nay (13/7)").
    """

    grain: PointGrain
    year: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    hour: int | None = None
    minute: int | None = None
    shift: int | None = None
    year_shift: int | None = None


@dataclass(slots=True)
class DateCandidate:
    """A place that reads as a date (view offsets).

    `first` and `last` are its ends (`last` only for an interval), `separator` is what stands between day and month.
    A `weak` candidate has no lead word: it is a date only if the document writes days and months like that. `named`
    is a day of the year by name ("Ngày Quốc tế lao động 1-5").
    """

    start: int
    end: int
    rule: str
    first: Point
    last: Point | None = None
    part_of_day: PartOfDay | None = None
    separator: str | None = None
    weak: bool = False
    named: bool = False


class _Word(msgspec.Struct):
    word: str
    example: str


class _Noun(msgspec.Struct):
    noun: str
    example: str


_W = r"(?: {1,24}\n? {0,24}|\n {0,24})"  # between words, also where a line is wrapped
_O = r" ?"
_D = r"(?:3[01]|[12]\d|0?[1-9])"
_M = r"(?:1[0-2]|0?[1-9])"
_Y = r"(?:1\d{3}|20\d{2}|21\d{2})"
_SEP = r" ?[/.\-] ?"
_END = r"(?![\w])(?![/.,-]\d)(?! ?%)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4, "01": 1, "02": 2, "03": 3, "04": 4}
_ROMAN_MONTH = {
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12,
}  # fmt: skip
_MONTH_NAME = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
}  # fmt: skip
_NUMERAL = {
    "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11,
}  # fmt: skip
_PART: dict[str, PartOfDay] = {
    "rạng sáng": "morning", "sáng sớm": "morning", "sáng": "morning", "trưa": "noon", "chiều tối": "evening",
    "chiều": "afternoon", "tối": "evening", "đêm": "evening", "khuya": "evening",
}  # fmt: skip
_PART_RE = r"(?:rạng sáng|sáng sớm|sáng|trưa|chiều tối|chiều|tối|đêm|khuya)"
_YEAR_SHIFT = {"nay": 0, "này": 0, "ngoái": -1, "trước": -1, "sau": 1, "tới": 1}

_DMY = pattern(rf"({_D}) ?([/.\-]) ?({_M}) ?([/.\-]) ?({_Y})(?!\d)(?!/\d)")
_DMY2 = pattern(rf"({_D})([/.\-])({_M})\2(\d\d){_END}")
_YMD = pattern(rf"({_Y})([/-])(1[0-2]|0[1-9])\2(3[01]|[12]\d|0[1-9]){_END}")
_DM = pattern(rf"({_D})( ?)([/.\-])( ?)({_M}){_END}")
_MONTH_WORD = "|".join(sorted(_MONTH_NAME, key=len, reverse=True))
_D_WORDS = pattern(
    rf"({_D})(?!\d){_W}tháng{_W}(1[0-2]|0?[1-9]|{_MONTH_WORD}|[ivx]{{1,4}})(?!\w)"
    rf"(?:(?:,?{_W}năm{_W}|{_SEP}|,?{_W})({_Y})(?!\d)(?![/-]\d)|{_W}(?:của{_W})?năm{_W}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
_MY = pattern(rf"({_M})({_SEP})({_Y}){_END}")
_CLOCK = pattern(
    r"([01]?\d|2[0-4])(?: ?(?:h|g|giờ)(?![^\W\d_]) ?([0-5]\d)?(?!\d)(?:'| ?phút)?|:([0-5]\d)(?!\d)(?::[0-5]\d)?)"
)
_CLOCK_TO_DAY = pattern(rf"(?:[ ,|(\[-]{{0,5}}|{_W})(?:(?:thứ{_W}[^\W_]{{1,4}}|chủ{_W}nhật)(?:,? ?\(?| )(?=\d|ngày))?")
_DAY_TO_CLOCK = pattern(r"(?: ?[,|-] ?| )(?:(?:vào )?(?:lúc|hồi) )?(?=\d{1,2} ?(?:[:hg]|giờ))")
_WEEKDAY = pattern(rf"(?:thứ{_W}(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ{_W}nhật)(?!\w)[ ,(]{{0,3}}")
_TO = pattern(rf"(?:{_O}-{_O}|,?{_W}(?:cho{_W})?(?:đến|tới){_W}(?:hết{_W}|cuối{_W})?|{_O}÷{_O}|/(?= ?\d))")
# A year, or one or two digits with what may follow them in a day, a month, a clock time or a range. Most numbers are
# none of these.
_BEGINS_DATE = pattern(rf"\d{{4}}|\d{{1,2}}(?:{_O}[/.\-]|{_O}[hg]|:|,?{_W}(?:đến|tới|và|tháng))")
_DASH = pattern(r" {0,2}[-÷] {0,2}| ?/ (?=\d)")
_DAY_LEAD = pattern(rf"ngày{_W}(?:mùng{_W}|mồng{_W})?|mùng{_W}|mồng{_W}")
_LUNAR = pattern(rf"\)?,?{_W}(?:\(?âm lịch|tết(?!\w)|al\b)")
_LIST_MORE = pattern(rf"(?:, ?|,?{_W}và{_W}|{_W}hoặc{_W})(?:ngày{_W})?({_D})(?![\d.])")
_TIGHT_RANGE = pattern(rf"({_D})(?:{_O}-{_O}|,?{_W}(?:đến|tới|và){_W}(?:hết{_W})?(?:ngày{_W})?)(?=\d)")
_YEARS = pattern(rf"({_Y})(?:{_O}(?:-|÷){_O}|{_W}(?:đến|tới){_W}(?:hết{_W})?)(?:năm{_W})?({_Y})(?!\d)(?![/-]\d)(?!,\d)")
_YEARS_SHORT = pattern(rf"({_Y})-(\d\d)(?![\d/])")
_YEAR = pattern(rf"({_Y})(?!\d)(?![/-]\d)(?!\.\d)(?!,\d)(?! ?%)(?![^\W\d_])")
_REL_YEAR = pattern(rf"năm{_W}(nay|này|ngoái|trước|sau|tới)(?!\w)")
_HALF = pattern(
    rf"(\d{{1,2}}){_W}tháng{_W}(đầu|cuối){_W}(?:của{_W})?năm(?!\w)"
    rf"(?:{_W}(?:năm{_W})?({_Y})(?!\d)(?![/-]\d)|{_W}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
_MONTHS_OF = pattern(rf"(\d{{1,2}}){_W}tháng(?:{_W}của)?{_W}năm{_W}(?:({_Y})(?!\d)(?![/-]\d)|(nay|ngoái|trước)(?!\w))")
_HALF_NOUN = pattern(
    rf"nửa{_W}(đầu|cuối){_W}(?:của{_W})?năm(?!\w)"
    rf"(?:{_W}({_Y})(?!\d)(?![/-]\d)|{_W}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
_QUARTER = pattern(
    rf"(?:quý|quí){_W}(iv|iii|ii|i|0?[1-4])(?![\w.%])"
    rf"(?:{_W}?(?:,{_W})?năm{_W}({_Y})(?!\d)|{_SEP}({_Y})(?!\d)|{_W}({_Y})(?!\d)(?![/-]\d)"
    rf"|{_W}năm{_W}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
_QUARTER_PAIR = pattern(
    rf"(?:{_O}-{_O}|{_W}và{_W}|, ?)(?:(?:quý|quí){_W})?(iv|iii|ii|i|0?[1-4])(?![\w.%])(?={_SEP}{_Y}|{_W}năm{_W}{_Y})"
)
_MONTH = pattern(
    rf"tháng{_W}({_M}|[ivx]{{1,4}})(?!\w)(?!\.\d{{3}}(?!\d))"
    rf"(?:,?{_W}năm{_W}({_Y})(?!\d)(?![/-]\d)|{_SEP}({_Y})(?!\d)(?![/-]\d)"
    rf"|{_W}(?:của{_W})?năm{_W}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
_MONTH_NAMED = pattern(
    rf"tháng{_W}({'|'.join(sorted(_MONTH_NAME, key=len, reverse=True))})(?!\w)"
    rf"(?:,?{_W}năm{_W}({_Y})|/({_Y}))(?!\d)(?![/-]\d)"
)
_MONTH_PAIR = pattern(
    rf"tháng{_W}({_M}){_O}(?:-|,?{_W}(?:đến|tới){_W}(?:hết{_W})?){_O}(?:tháng{_W})?({_M})(?:{_SEP}({_Y})(?!\d)|{_W}năm{_W}({_Y})(?!\d)|{_END})"
)
_NOT_A_MONTH = pattern(
    rf"(?:\d|mỗi|hàng|hằng|một|nửa|vài|mấy|từng|các|bao nhiêu|hai|ba|bốn|sáu|bảy|tám|chín|mười){_W}$"
)
_TIMES = pattern(rf"{_W}(?:lần|buổi|kỳ|đợt|ngày|triệu|tỷ|nghìn|đồng|lương|phiên|cuộc|bữa)(?!\w)")
_RECURRENT = pattern(rf"{_W}(?:hằng|hàng|mỗi){_W}năm(?!\w)")
_DECADE = pattern(
    rf"(?:những{_W}năm|thập{_W}niên|thập{_W}kỷ)(?:{_W}năm)?{_W}(?:của{_W}thập{_W}niên{_W})?((?:1[6-9]|20)?\d0)(?!\d)(?![./,-]\d)"
)
_PERIOD = pattern(
    rf"(?:giai đoạn|thời kỳ|thời gian|nhiệm kỳ|niên khóa|niên vụ|năm học|khóa|chu kỳ)"
    rf"(?:{_W}(?:\d{{1,2}}{_W}năm|năm|đại hội|của{_W}\w{{1,10}}))?[ ,:(\n]{{1,3}}(?=\d)"
)
_PLACE_IN_YEAR = pattern(rf"(đầu|giữa|cuối){_W}(?=(?:các{_W})?(?:năm|quý|quí|tháng)(?!\w))")
_BARE_PLACE = pattern(rf"(đầu|giữa|cuối){_W}năm(?!\w)(?:{_W}(nay|này|ngoái|trước|sau|tới)(?!\w))?")
_SAME_PERIOD = pattern(rf"cùng{_W}k[ỳì]{_W}(?:của{_W})?năm{_W}(trước|ngoái)(?!\w)")
_NOW_DAY = pattern(rf"(?:hôm{_W}(nay|qua|kia)|ngày{_W}(?:hôm{_W})?(nay|qua|mai|mốt|kia))(?!\w)")
_PART_DAY = pattern(rf"({_PART_RE})(?:{_W}(?:hôm{_W}|ngày{_W}hôm{_W}|ngày{_W})?(nay|qua|mai|kia)(?!\w))?")
_DAY_SHIFT = {"nay": 0, "qua": -1, "kia": -2, "mai": 1, "mốt": 2}
_APPOSED = pattern(
    rf"(?:,{_W}|{_W}?\({_O}|{_W})(?:(?:tức|thứ{_W}[^\W_]{{1,4}}|chủ{_W}nhật),?{_W}\(?)?(?:ngày{_W})?(?=\d)"
)
_MONTH_SHIFT = pattern(rf"tháng{_W}(này|trước|sau|tới)(?!\w)")
_QUARTER_SHIFT = pattern(rf"(?:quý|quí){_W}(này|trước|sau|tới)(?!\w)")

# What may stand to the left of a day and month, a month and year or a year without a lead word.
_BEFORE_WEAK = pattern(
    r"(?:(?:^|[\s(\"'])(?:từ|đến|tới|hết|trước|sau|vào|hôm|nay|qua|dịp|lễ|mốc|tính đến|kể từ|cho tới|và|hoặc|đợt)"
    r"[ \n]{1,3}|[(]\s?|^\s*|\n\s{0,10}(?:[•*-] ?)?)$"
)
_BEFORE_YEAR = pattern(
    r"(?:^|[\s(\"'])(?:từ|đến|tới|với|vào|trong|sau|trước|hết|kể từ|cùng kỳ|so|hơn|bằng|năm|là|quanh|khoảng)[ \n]{1,3}$"
)
_NAMED_DAY = pattern(
    r"(?:ngày|lễ|kỷ niệm|mừng|mít tinh|chiến thắng|quốc khánh|giải phóng|quốc tế)\s[^\n.;:!?\d]{1,70}$"
)
_NUMBERED = pattern(
    r"(?:số|điều|khoản|(?<!thời )điểm|mục|mẫu|phụ lục|chương|bảng|hình|biểu|tt|luật|nghị quyết|nghị định|quyết định|"
    r"thông tư|chỉ thị|kế hoạch|công văn)[ \n:.]{0,3}$"
)
_RECENT_DAY = pattern(r"(?<!\d)\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?[ \n]{0,2}(?:và|,|hoặc|đến|-)[ \n]{1,2}$")
_AFTER_YEAR = pattern(
    r"(?:\s{0,3}(?:[.,;:)!?\"'\]…/]|$|\n)|[ \n]{1,3}(?:và|đến|là|đã|sẽ|có|thì|của|tại|với|để|do|nên|mà|khi|cho|về|theo|"
    r"trở|phải|vẫn|còn|cũng|được|bình|tăng|giảm|đạt|trên|ở|từ|so|mới|như|hoặc|hay|lần|trong|chưa|không|đang|bị|chỉ|vừa|-|"
    r"thu|ước|khoảng|nhưng|tầm|định|huyện|tỉnh|ngành|công ty|gồm)(?!\w))"
)
_AFTER_NAMED = pattern(
    r"\s{0,3}(?:[.,;:)!?\"'\]…-]|$|\n)|[ \n]{1,3}(?:và|đến|tại|năm|là|của|diễn|được|do|sẽ|đã|với|để|trong|ở|cho|vào|"
    r"hằng năm|hàng năm|tới|vừa|này|nhằm|bằng|theo)(?!\w)"
)
_HOM_DIGIT = pattern(rf"hôm{_W}(?=\d)")
_DAY_NUMBER = pattern(rf"({_D})(?![\d.])")
_UNTIL = pattern(rf",?{_W}(?:cho{_W})?(?:đến|tới){_W}(?:hết{_W})?")
_SPACE = pattern(_W)
_HOM = pattern(rf"hôm{_W}")
_FROM = pattern(rf"từ{_W}(?:(?:đầu|giữa|cuối|rạng){_W})?")
_PART_LEAD = pattern(rf"(?:{_PART_RE}){_W}(?:ngày{_W})?(?=\d)")
_DAY_ALONE = pattern(rf"({_D})(?![\d./,])")
_YEAR_LED = pattern(rf"(?:đầu{_W}|cuối{_W}|hết{_W})?năm{_W}({_Y})(?!\d)(?![/-]\d)")
_STOP = pattern(r"\s{0,3}(?:[.,;:)!?]|$|\n)")
_TO_MONTH = pattern(rf"{_O}-{_O}({_M})({_SEP})({_Y}){_END}")
_GLUED = pattern(r"[/-]\w")
_GOES_ON = pattern(r"[/.,-]\d|[/%]| ?%")
_MONTH_OF_OTHER = pattern(rf"{_W}(?:liền|đó|khi|ngày|sinh|khi)")
_QUARTER_LEAD = pattern(rf"(?:quý|quí){_W}(iv|iii|ii|i|0?[1-4])(?!\w)")
_OF_YEAR = pattern(rf"(?:{_SEP}|{_W}năm{_W})({_Y})")
_YEAR_BROKEN = pattern(rf"({_Y})(?!\d)(?=-\d{{1,3}}(?!\d)|\.\d{{1,2}}[ \n]|,\d)")
_THE_YEAR_BEFORE = pattern(rf"{_W}(?:liền{_W})?đó(?!\w)")
_YEAR_OF_OTHER = pattern(rf"{_W}(?:liền|đó|khi|kế|nữa|đây|chuyển|kỳ|mang|năm)(?!\w)")
_EVERY_YEAR = pattern(rf"{_W}(?:học|mới|tài|âm|một|hai|ba|\d|khi|các|doanh)(?!\w)")
_PERIOD_WORD = pattern(rf"(?:giai đoạn|thời kỳ|nhiệm kỳ|niên khóa|niên vụ|năm học){_W}$")
_BEFORE_FRACTION = pattern(r"(?:đến|tới|vào|là|và|hoặc|\()\s*$")
_AFTER_QUARTER = pattern(r"(?:quý|quí)\s{1,3}$")
_BEFORE_MONTH = pattern(r"(?:cùng kỳ|với|phiên|kỳ|lần)\s{1,3}$")
_BEFORE_QUANTITY = pattern(r"(?:hơn|bằng|là|khoảng|quanh|so)\s{1,3}$")
_THEME = pattern(r"(?:^|[^\d\s][\s\"'(]{1,2}|[\"'(])năm (?!nay|qua|ngoái)[^\W\d_]+(?: [^\W\d_]+){1,4} $")
_SEVERAL = pattern(r"(?:những|các|\d)\s{1,3}$")
_EACH = pattern(r"(?:hàng|hằng|từng|mỗi|các|\d)\s{1,3}$")
_BEFORE_NEXT_YEAR = pattern(r"(?:từ|trong|vào)\s{1,3}$")
_BEFORE_LAST_YEAR = pattern(r"(?:so|với|so với|hơn|bằng|cuối|đầu|của|trong|từ)\s{1,3}$")
_WHOLE_PLACE = pattern(rf"{_W}(?:thành phố|tỉnh|huyện|thị xã|ngành|đơn vị|dân số)(?!\w)")
_PHONE = pattern(r"(?:điện thoại|đt|tel|fax|hotline|đường dây nóng)[^\n;]{0,20}$")
_COUNTED = pattern(r"\d\s{1,3}$")
_UNTIL_YEAR = pattern(r"(?:đến|tới|hết)\s{1,3}$")
_NUMERAL_BEFORE = pattern(rf"(?<!\w)({'|'.join(sorted(_NUMERAL, key=len, reverse=True))}){_W}$")
_YEAR_LEAD = pattern(rf"năm{_W}(?:học{_W}|tài chính{_W}|ngân sách{_W}|công tác{_W}|kế hoạch{_W}|tính thuế{_W})?(?=\d)")
_HOW_MANY = pattern(
    r"(?:\d|một|hai|ba|bốn|năm|mười|nhiều|mấy|vài|những|các|nửa|chục|trăm|thứ|bao|mỗi|từng|hằng|hàng)\s{1,3}$"
)
_BEFORE_PLACE = pattern(r"(?:từ|ngay từ|đến|tới|vào|hết|phấn đấu|trước|dự kiến|kể từ|thời điểm|tính đến)\s{1,3}$")


@cache
def _place_before() -> re.Pattern[str]:
    words = "|".join(re.escape(e.word) for e in lexicon.load("date_place", _Word))
    return re.compile(rf"(?<!\w)(?:{words})(?: số)?[ \n]{{1,3}}$")


@cache
def _unit_after() -> re.Pattern[str]:
    entries = sorted((e.word for e in lexicon.load("date_unit", _Word)), key=len, reverse=True)
    return re.compile(rf"[ \n]{{0,3}}(?:{'|'.join(map(re.escape, entries))})(?!\w)")


@cache
def _noun_before() -> re.Pattern[str]:
    nouns = sorted((e.noun for e in lexicon.load("date_year_noun", _Noun)), key=len, reverse=True)
    stems = "|".join(e.word for e in lexicon.load("date_stem", _Word))
    branch = "tý|sửu|dần|mão|mẹo|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi"
    words = "|".join(map(re.escape, nouns))
    return re.compile(rf"(?<!\w)(?:{words}|(?:{stems})[ \n]{{1,3}}(?:{branch}))(?:[ \n]{{1,3}}|[ \n]?[-,(] ?)$")


_LEADS: dict[str, str] = {
    **dict.fromkeys(("ngày", "mùng", "mồng"), "day"),
    **dict.fromkeys(("hôm",), "relative_day"),
    **dict.fromkeys(("sáng", "rạng", "trưa", "chiều", "tối", "đêm", "khuya"), "part"),
    **dict.fromkeys(("từ",), "from"),
    **dict.fromkeys(("tháng",), "month"),
    **dict.fromkeys(("quý", "quí"), "quarter"),
    **dict.fromkeys(("năm",), "year"),
    **dict.fromkeys(("đầu", "giữa", "cuối"), "place"),
    **dict.fromkeys(("nửa",), "half"),
    **dict.fromkeys(("cùng kỳ", "cùng kì"), "same_period"),
    **dict.fromkeys(("những năm", "thập niên", "thập kỷ"), "decade"),
    **dict.fromkeys(
        ("giai đoạn", "thời kỳ", "thời gian", "nhiệm kỳ", "niên khóa", "niên vụ", "năm học", "chu kỳ"), "period"
    ),
    **dict.fromkeys(("khóa",), "period"),
}


_IN_NAMES = frozenset(("period", "year", "day", "from"))


def cue_sets() -> list[CueSet]:
    """The words that make this finder look: lead words, and the first digit of every number."""
    return [
        CueSet("date_lead", _LEADS),
        CueSet("date_number", {str(digit): "number" for digit in range(10)}, right=False),
    ]


def find(context: Context) -> list[DateCandidate]:
    """The candidates of a document, in the order of their start; none overlaps another."""
    return _Finder(context).find()


class _Finder:
    """Tries the forms at each cue of one document."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.lower = context.view.lower
        self.found: list[DateCandidate] = []
        spans = sorted((c.start, c.end) for c in context.legal_reference_candidates)
        self._reference_starts = [start for start, _ in spans]
        self._references = spans
        self._forms: dict[str, tuple[Callable[[int], bool], ...]] = {
            "day": (self.day, self.relative_day),
            "relative_day": (self.relative_day, self.day_after_hom),
            "part": (self.part,),
            "from": (self.interval,),
            "month": (self.months_in_words, self.month_pair, self.month),
            "quarter": (self.quarter,),
            "year": (self.year,),
            "place": (self.place,),
            "half": (self.half,),
            "same_period": (self.same_period,),
            "decade": (self.decade,),
            "period": (self.period,),
            "number": (self.clock, self.months, self.full, self.years, self.weak),
        }

    def find(self) -> list[DateCandidate]:
        cues = sorted(
            [*self.context.cues.get("date_lead", ()), *self.context.cues.get("date_number", ())],
            key=lambda cue: (cue.start, -cue.end),
        )
        behind = 0
        for cue in cues:
            if cue.start < behind or (cue.entry == "number" and not _BEGINS_DATE.match(self.lower, cue.start)):
                continue
            forms = self._forms[cue.entry]
            if self._in_reference(cue.start):  # its number and its own year are no dates, the span of its plan is one
                forms = (self.years,) if cue.entry == "number" else forms if cue.entry in _IN_NAMES else ()
            for form in forms:
                if form(cue.start):
                    behind = self.found[-1].end
                    break
        return self.found

    # What is asked of a place -----------------------------------------------------------------------------------

    def _in_reference(self, place: int) -> bool:
        """Inside the name or number of a legal document."""
        index = bisect_right(self._reference_starts, place) - 1
        return index >= 0 and place < self._references[index][1]

    def _left(self, place: int, size: int = 24) -> str:
        return self.lower[max(0, place - size) : place]

    def _add(
        self,
        start: int,
        end: int,
        rule: str,
        first: Point,
        last: Point | None = None,
        *,
        part_of_day: PartOfDay | None = None,
        separator: str | None = None,
        weak: bool = False,
        named: bool = False,
    ) -> bool:
        if self._in_reference(end - 1) and rule == "year" and not _UNTIL_YEAR.search(self._left(start, 12)):
            return self._no(rule, start, end, "the year is part of the name of a document")
        self.found.append(
            DateCandidate(start, end, f"date.{rule}", first, last, part_of_day, separator, weak=weak, named=named)
        )
        return True

    def _no(self, rule: str, start: int, end: int, reason: str) -> bool:
        self.context.reject(f"date.{rule}", start, end, reason)
        return False

    # Points -----------------------------------------------------------------------------------------------------

    def _point(self, place: int) -> tuple[int, Point, str | None] | None:
        """A day at `place`, with or without its year: its end, what it says, the separator."""
        lower = self.lower
        found = _DMY.match(lower, place)
        if found:
            point = _day(int(found[1]), int(found[3]), int(found[5]))
            return (found.end(), point, found[2]) if point else None
        found = _D_WORDS.match(lower, place)
        if found:
            month = _month_number(found[2])
            if month and (found[3] or found[2] not in _ROMAN_MONTH):
                shift = _YEAR_SHIFT[found[4]] if found[4] else None
                point = _day(int(found[1]), month, int(found[3]) if found[3] else None, shift)
                if point and not _LUNAR.match(lower, found.end()):
                    return found.end(), point, None
            return None
        found = _YMD.match(lower, place)
        if found:
            point = _day(int(found[4]), int(found[3]), int(found[1]))
            return (found.end(), point, None) if point else None
        found = _DMY2.match(lower, place)
        if found and (int(found[4]) > 31 or int(found[4]) >= 0):
            point = _day(int(found[1]), int(found[3]), _full_year(int(found[4])))
            return (found.end(), point, found[2]) if point else None
        found = _DM.match(lower, place)
        if found and (found[3] == "/" or not (found[2] and not found[4])):
            point = _day(int(found[1]), int(found[5]))
            end = found.end()
            if point is None or _LUNAR.match(lower, end):
                return None
            tail = _REL_YEAR.match(lower, end + 1) if lower[end : end + 1] == " " else None
            if tail and tail[1] != "trước":
                return tail.end(), replace(point, year_shift=_YEAR_SHIFT[tail[1]]), found[3]
            return end, point, found[3]
        return None

    def _with_clock(self, end: int, point: Point) -> tuple[int, Point]:
        """The clock time that follows a day: "27.6.2018 - 15:31", "ngày 6/2 lúc 13h45"."""
        gap = _DAY_TO_CLOCK.match(self.lower, end)
        if gap is None:
            return end, point
        word = "lúc" in gap[0] or "hồi" in gap[0]
        if point.year is None and not word:
            return end, point
        clock = _CLOCK.match(self.lower, gap.end())
        if clock is None or (not word and ":" not in clock[0] and point.year is None):
            return end, point
        hour, minute = _time(clock)
        return clock.end(), replace(point, hour=hour, minute=minute)

    # Days -------------------------------------------------------------------------------------------------------

    def day(self, start: int) -> bool:
        """ "ngày 18/1/2019", "ngày 3 đến 5/6", "mùng 2 tháng 9", "ngày 7 và 8/6"."""
        lead = _DAY_LEAD.match(self.lower, start)
        if lead is None:
            return False
        return self._days(start, lead.end(), "day")

    def day_after_hom(self, start: int) -> bool:
        """ "hôm 5/6": the word itself adds nothing."""
        found = _HOM_DIGIT.match(self.lower, start)
        return bool(found) and self._days(start, found.end(), "day")  # type: ignore[union-attr]

    def _days(self, start: int, place: int, rule: str, part_of_day: PartOfDay | None = None) -> bool:
        """One day, an interval or a list of days whose digits begin at `place`; its lead word begins at `start`."""
        lower = self.lower
        if not lower[place : place + 1].isdigit():
            return False
        point = self._point(place)
        if point is not None:
            end, first, separator = point
            tight = _TIGHT_RANGE.match(lower, place)
            if first.year is None and separator in ("-", ".") and tight and self._better_range(place, point):
                point = None
            else:
                last = self._last(end, first)
                if last is not None:
                    return self._add(start, last[0], "interval", first, last[1], separator=separator)
                end, first = self._with_clock(end, first)
                return self._add(start, end, rule, first, part_of_day=part_of_day, separator=separator)
        tight = _TIGHT_RANGE.match(lower, place)
        if tight:
            after = self._point(tight.end())
            if after is not None and int(tight[1]) < (after[1].day or 0):
                first = replace(after[1], day=int(tight[1]))
                if "và" in tight[0]:
                    self._add(start, place + len(tight[1]), rule, first, part_of_day=part_of_day, separator=after[2])
                    return self._add(tight.end(), after[0], rule, after[1], part_of_day=part_of_day, separator=after[2])
                return self._add(start, after[0], "interval", first, after[1], separator=after[2])
        return self._day_list(start, place, rule, part_of_day)

    def _better_range(self, place: int, point: tuple[int, Point, str | None]) -> bool:
        """ "3-5/6": a dash after which day and month stand is a range, not a day and a month."""
        tight = _TIGHT_RANGE.match(self.lower, place)
        after = self._point(tight.end()) if tight else None
        return after is not None and after[0] > point[0] and (after[1].day or 0) > int(tight[1])  # type: ignore[index]

    def _day_list(self, start: int, place: int, rule: str, part_of_day: PartOfDay | None) -> bool:
        """ "ngày 5, 6 và 7/3/2020": each a date of its own, the month and year from the last."""
        days: list[tuple[int, int]] = []
        head = _DAY_NUMBER.match(self.lower, place)
        if head is None:
            return self._no(rule, start, place, "no day and month after the lead word")
        days.append(head.span(1))
        at = head.end()
        while len(days) < 10:
            item = _LIST_MORE.match(self.lower, at)
            if item is None:
                break
            point = self._point(item.start(1))
            if point is not None:
                for index, (a, b) in enumerate(days):
                    first = replace(point[1], day=int(self.lower[a:b]))
                    self._add(start if index == 0 else a, b, rule, first, part_of_day=part_of_day, separator=point[2])
                return self._add(item.start(1), point[0], rule, point[1], part_of_day=part_of_day, separator=point[2])
            days.append(item.span(1))
            at = item.end()
        return self._no(rule, start, head.end(), "a day without its month")

    def _last(self, end: int, first: Point) -> tuple[int, Point] | None:
        """The other end of an interval of days after a dash or `đến`."""
        lower = self.lower
        gap = _DASH.match(lower, end)
        if gap is None:
            gap = _UNTIL.match(lower, end)
            if gap is None:
                return None
        lead = _DAY_LEAD.match(lower, gap.end())
        place = lead.end() if lead else gap.end()
        point = self._point(place)
        if point is None or (point[1].year is None and first.year is not None):
            return None
        if "/" in gap[0] and first.year is None:
            return None
        return point[0], point[1]

    def relative_day(self, start: int) -> bool:
        """ "hôm nay", "ngày mai", "hôm nay, ngày 19 tháng 1 năm 2019"."""
        found = _NOW_DAY.match(self.lower, start)
        if found is None:
            return False
        word = found[1] or found[2]
        if found[2] and "hôm" not in found[0] and word in ("nay", "kia"):
            return False  # "ngày nay": nowadays
        return self._relative(start, found.end(), _DAY_SHIFT[word], None)

    def _relative(self, start: int, end: int, shift: int, part: PartOfDay | None) -> bool:
        """A day told by its distance from now, and the digits that say it again."""
        gap = _APPOSED.match(self.lower, end)
        if gap:
            point = self._point(gap.end())
            plain = gap[0].strip(" \n") == ""
            if point is not None and not (plain and point[1].year is None and self._unit_follows(point[0])):
                last, first = point[0], replace(point[1], shift=shift)
                return self._add(start, last, "relative_day", first, part_of_day=part, separator=point[2])
        return self._add(start, end, "relative_day", Point("day", shift=shift), part_of_day=part)

    def part(self, start: int) -> bool:
        """ "sáng nay (13/7)", "chiều 22.4", "sáng ngày 27/6/2018", "tối thứ bảy (3/6)"."""
        found = _PART_DAY.match(self.lower, start)
        if found is None:
            return False
        part = _PART[found[1]]
        if found[2]:
            return self._relative(start, found.end(), _DAY_SHIFT[found[2]], part)
        gap = _SPACE.match(self.lower, found.end())
        if gap is None:
            return False
        place = gap.end()
        weekday = _WEEKDAY.match(self.lower, place)
        if weekday:
            place = weekday.end()
        lead = _DAY_LEAD.match(self.lower, place) or _HOM.match(self.lower, place)
        if lead:
            place = lead.end()
        if not self.lower[place : place + 1].isdigit():
            return False
        if not lead and not weekday:
            point = self._point(place)
            if point is None or self._unit_follows(point[0]):
                return self._no("day", start, place, "no day and month after the part of the day")
        return self._days(start, place, "day", part_of_day=part)

    def clock(self, start: int) -> bool:
        """ "13h45 ngày 6/2", "8h30 sáng nay (18/4)", "14:11 | 20/01/2019"."""
        clock = _CLOCK.match(self.lower, start)
        if clock is None:
            return False
        hour, minute = _time(clock)
        gap = _CLOCK_TO_DAY.match(self.lower, clock.end())
        if gap is None:
            return False
        place = gap.end()
        before = len(self.found)
        made = self._day_after_clock(place)
        if not made:
            return False
        # The part that was read behind the clock time becomes one candidate that begins at the clock time.
        candidate = self.found[before]
        del self.found[before + 1 :]
        hour = _afternoon(hour, candidate.part_of_day)
        candidate.start = start
        candidate.rule = "date.clock"
        candidate.first = replace(candidate.first, hour=hour, minute=minute)
        return True

    def _day_after_clock(self, place: int) -> bool:
        lower = self.lower
        if _PART_DAY.match(lower, place) and self.part(place):
            return True
        if lower.startswith(("ngày", "mùng", "mồng"), place):
            return self.relative_day(place) or self.day(place)
        if lower.startswith("hôm", place):
            return self.relative_day(place)
        point = self._point(place) if lower[place : place + 1].isdigit() else None
        if point is None or (point[1].year is None and self._unit_follows(point[0])):
            return False
        return self._add(place, point[0], "day", point[1], separator=point[2])

    def full(self, start: int) -> bool:
        """A day in digits with its year: "20/01/2019", "2017-05-13", "27.6.2018 - 15:31"; an interval that ends so."""
        lower = self.lower
        if start and lower[start - 1] in "/.,-" and start > 1 and lower[start - 2].isalnum():
            return False
        tight = _TIGHT_RANGE.match(lower, start)
        if tight and "và" not in tight[0] and not _DMY.match(lower, start):
            after = self._point(tight.end())
            if after and after[1].year and int(tight[1]) < (after[1].day or 0):
                first = replace(after[1], day=int(tight[1]))
                return self._add(start, after[0], "interval", first, after[1], separator=after[2])
        point = self._point(start)
        if point is None:
            return False
        end, first, separator = point
        last = self._last(end, first)
        if first.year is None:
            # "19/5 - 20/6/2017": the year stands at the end of the interval
            if last is None or last[1].year is None or separator is None:
                return False
            return self._add(start, last[0], "interval", first, last[1], separator=separator)
        if _DMY2.fullmatch(lower, start, end) and not self._short_year_ok(start, end):
            return self._no("day", start, end, "two digits for a year need a lead word or brackets")
        if _NUMBERED.search(self._left(start)):
            return self._no("day", start, end, "the number of a document or a form")
        if last is not None and last[1].year is not None:
            return self._add(start, last[0], "interval", first, last[1], separator=separator)
        end, first = self._with_clock(end, first)
        return self._add(start, end, "day", first, separator=separator)

    def _short_year_ok(self, start: int, end: int) -> bool:
        left = self._left(start)
        return bool(_BEFORE_WEAK.search(left)) and self.lower[end : end + 1] != "."

    def interval(self, start: int) -> bool:
        """ "từ ngày 3 đến 5/6", "từ tháng 5/2016 đến tháng 6/2017", "từ năm 1000 đến 1471", "từ 23.4 - 1.5"."""
        lower = self.lower
        head = _FROM.match(lower, start)
        if head is None:
            return False
        first = self._interval_end(head.end(), None)
        if first is None:
            return False
        end, point, kind, bare = first
        gap = _TO.match(lower, end)
        if gap is None or ("/" in gap[0]):
            return False
        last = self._interval_end(gap.end(), kind)
        if last is None:
            return False
        last_end, last_point, last_kind, last_bare = last
        if kind == "number":  # "từ ngày 3 đến 5/6", "từ 11 đến 13/5"
            if last_kind != "day" or point.day is None or (last_point.day or 0) <= point.day:
                return False
            point = replace(last_point, day=point.day)
        elif kind != last_kind:
            return False
        if kind in ("day", "number") and bare and last_bare and last_point.year is None:
            if self._unit_follows(last_end):
                return self._no("interval", start, last_end, "a unit follows: quantities, not days")
            dotted = lower[head.end() : last_end].count("/") == 0
            return self._add(
                start, last_end, "interval", point, last_point, weak=dotted, separator="." if dotted else "/"
            )
        if kind == "year" and bare and last_bare and not _AFTER_YEAR.match(lower, last_end):
            return False
        if kind == "year" and (point.year or 0) >= (last_point.year or 9999):
            return False
        return self._add(start, last_end, "interval", point, last_point)

    def _interval_end(self, place: int, like: str | None) -> tuple[int, Point, str, bool] | None:
        """One end of "từ X đến Y": its end, what it says, of what kind, and whether it has no lead word."""
        lower = self.lower
        lead = _DAY_LEAD.match(lower, place) or _PART_LEAD.match(lower, place)
        digits = lead.end() if lead else place
        if lower[digits : digits + 1].isdigit():
            point = self._point(digits)
            if point is not None and not (like in ("month", "year") and lead is None):
                return point[0], point[1], "day", lead is None
            month = _MY.match(lower, digits)
            if month and lead is None and like in (None, "month"):
                return month.end(), Point("month", int(month[3]), int(month[1])), "month", True
            year = _YEAR.match(lower, digits)
            if year and lead is None and like in (None, "year"):
                return year.end(), Point("year", int(year[1])), "year", True
            number = _DAY_ALONE.match(lower, digits)
            if number and like is None:
                return number.end(), Point("day", day=int(number[1])), "number", lead is None
            return None
        month = _MONTH.match(lower, place)
        if month:
            point_month = _month_point(month)
            return (month.end(), point_month, "month", False) if point_month else None
        year = _YEAR_LED.match(lower, place)
        if year:
            return year.end(), Point("year", int(year[1])), "year", False
        return None

    def _unit_follows(self, end: int) -> bool:
        return bool(_unit_after().match(self.lower, end))

    # Days, months and years without a lead word -----------------------------------------------------------------

    def weak(self, start: int) -> bool:
        """ "đến 31/7", "(18/4)", "Quốc tế lao động 1-5", "vào 6/2018", "so với 2015": only in the right company."""
        lower = self.lower
        if (
            start
            and (lower[start - 1] in "/.,-+" or lower[start - 1 : start] == "'")
            and start > 1
            and lower[start - 2].isalnum()
        ):
            return False
        month = _MY.match(lower, start)
        if month:
            return self._weak_month(start, month)
        if _YEAR.match(lower, start):
            return self._bare_year(start)
        point = self._point(start)
        if point is None or point[1].year is not None or point[1].month is None:
            return False
        return self._weak_day(start, point)

    def _weak_day(self, start: int, found: tuple[int, Point, str | None]) -> bool:
        end, point, separator = found
        left = self._left(start, 80)
        if _place_before().search(left):
            return self._no("weak_day", start, end, "a place named after a day")
        if _NUMBERED.search(left) or self._unit_follows(end):
            return self._no("weak_day", start, end, "a number or a quantity, not a day")
        if separator is None:
            led = _BEFORE_WEAK.search(left) or _NAMED_DAY.search(left) or _RECURRENT.match(self.lower, end)
            return bool(led) and self._add(start, end, "weak_day", point)
        named = bool(_NAMED_DAY.search(left))
        beside = bool(_BEFORE_WEAK.search(left)) or bool(_RECENT_DAY.search(left)) or self._follows_date(start)
        if not beside and (not named or (point.day, point.month) == (24, 7)):
            return self._no("weak_day", start, end, "two numbers without a word that makes them a day")
        if named and not beside and not _AFTER_NAMED.match(self.lower, end):
            return self._no("weak_day", start, end, "what follows counts something")
        proper = (point.day or 0) < (point.month or 0) and separator == "/"
        if proper and not named and _BEFORE_FRACTION.search(left):
            follows = _STOP.match(self.lower, end)
            if not follows:
                return self._no("weak_day", start, end, "reads as a fraction")
        last = self._last(end, point)
        if last is not None and not self._unit_follows(last[0]):
            return self._add(start, last[0], "interval", point, last[1], separator=separator, weak=not named)
        return self._add(start, end, "weak_day", point, separator=separator, weak=True, named=named)

    def _follows_date(self, start: int) -> bool:
        """Right behind another date: "ngày 5/6, 7/6 và 9/6"."""
        if not self.found:
            return False
        between = self.lower[self.found[-1].end : start]
        return len(between) <= 5 and between.strip() in (",", "và", "hoặc") and self.found[-1].first.grain == "day"

    def _weak_month(self, start: int, month: re.Match[str]) -> bool:
        left = self._left(start)
        point = Point("month", int(month[3]), int(month[1]))
        if _NUMBERED.search(left) or _AFTER_QUARTER.search(left):
            return self._no("weak_month", start, month.end(), "the number of a document")
        follows = self._follows_month(start)
        if not (_BEFORE_WEAK.search(left) or follows or _BEFORE_MONTH.search(left)):
            return self._no("weak_month", start, month.end(), "a month and year need a word before them")
        if self._unit_follows(month.end()) or self.lower[month.end() : month.end() + 1] == "/":
            return self._no("weak_month", start, month.end(), "a number or a quantity")
        last = _TO_MONTH.match(self.lower, month.end())
        if last:
            return self._add(start, last.end(), "interval", point, Point("month", int(last[3]), int(last[1])))
        return self._add(start, month.end(), "weak_month", point)

    def _follows_month(self, start: int) -> bool:
        if not self.found or self.found[-1].first.grain != "month":
            return False
        between = self.lower[self.found[-1].end : start]
        return len(between) <= 5 and between.strip() in (",", "và")

    def years(self, start: int) -> bool:
        """ "2016-2020", "2021 - 2030" without a lead word."""
        return self._years(start, start, "years", bare=True)

    def _years(self, start: int, place: int, rule: str, *, bare: bool = False) -> bool:
        found = _YEARS.match(self.lower, place)
        end = 0
        if found:
            first, last, end = int(found[1]), int(found[2]), found.end()
        else:
            short = None if bare else _YEARS_SHORT.match(self.lower, place)
            if short is None:
                return False
            first, end = int(short[1]), short.end()
            last = first // 100 * 100 + int(short[2])
        if first >= last or (bare and not (first >= 1700 and last <= 2150)):
            return self._no(rule, start, end, "the second year is not after the first")
        if bare and (
            _NUMBERED.search(self._left(start))
            or _PHONE.search(self._left(start, 40))
            or self._unit_follows(end)
            or self._glued_left(start)
            or self._glued_right(end)
        ):
            return self._no(rule, start, end, "numbers of something else")
        return self._add(start, end, rule, Point("year", first), Point("year", last))

    def _glued_left(self, start: int) -> bool:
        return start > 0 and self.lower[start - 1] in "/.,-+:" and not self.lower[max(0, start - 2)].isspace()

    def _glued_right(self, end: int) -> bool:
        return self.lower[end : end + 1].isalnum() or bool(_GLUED.match(self.lower, end))

    def _bare_year(self, start: int) -> bool:
        found = _YEAR.match(self.lower, start)
        if found is None:
            return False
        year, end = int(found[1]), found.end()
        left = self._left(start, 40)
        if not 1800 <= year <= 2100 or self._glued_left(start) or self._glued_right(end):
            return False
        bracket = self.lower[start - 1 : start] == "(" and self.lower[end : end + 1] == ")"
        quoted_year = self._year_of_theme(start)
        lead = _BEFORE_YEAR.search(left)
        noun = _noun_before().search(left)
        follows = self._follows_year(start)
        if not (bracket or lead or noun or quoted_year or follows):
            return self._no("bare_year", start, end, "a number without a word that makes it a year")
        until = 2000 <= year <= 2060 and left.rstrip().endswith((" đến", " tới", "tầm nhìn"))
        if until and self._unit_follows(end) and not _WHOLE_PLACE.match(self.lower, end):
            until = False
        if not (bracket or quoted_year or until) and not _AFTER_YEAR.match(self.lower, end):
            return self._no("bare_year", start, end, "what follows counts something")
        if lead and not (noun or follows) and _BEFORE_QUANTITY.search(left) and self._unit_follows(end):
            return self._no("bare_year", start, end, "a quantity")
        return self._add(start, end, "bare_year", Point("year", year))

    def _year_of_theme(self, start: int) -> bool:
        """ "Năm kỷ cương hành chính 2017": the lead word stands before the year's theme."""
        return bool(_THEME.search(self._left(start, 50)))

    def _follows_year(self, start: int) -> bool:
        """ "năm 2014 và 2015", "các năm 2015, 2016"."""
        if not self.found or self.found[-1].first.grain != "year" or self.found[-1].first.year is None:
            return False
        between = self.lower[self.found[-1].end : start]
        return len(between) <= 6 and between.strip() in (",", "và", "đến", "hoặc", "/")

    # Months -----------------------------------------------------------------------------------------------------

    def month(self, start: int) -> bool:
        """ "tháng 6 năm 2018", "tháng 4-2017", "tháng 7", "tháng Tám năm 1945", "tháng trước"."""
        lower = self.lower
        named = _MONTH_NAMED.match(lower, start)
        if named and not _NOT_A_MONTH.search(self._left(start, 12)):
            month = _month_number(named[1])
            return self._add(start, named.end(), "month", Point("month", int(named[2] or named[3]), month))
        shift = _MONTH_SHIFT.match(lower, start)
        if shift:
            return self._relative_month(start, shift)
        found = _MONTH.match(lower, start)
        if found is None:
            return False
        point = _month_point(found)
        if point is None:
            return self._no("month", start, found.end(), "no such month")
        if point.year is None and point.year_shift is None:
            if not found[1].isdigit():
                return self._no("month", start, found.end(), "a letter, not a month")
            if _GOES_ON.match(lower, found.end()):
                return self._no("month", start, found.end(), "the number goes on")
            if _NOT_A_MONTH.search(self._left(start, 12)) or _TIMES.match(lower, found.end()):
                return self._no("month", start, found.end(), "how long or how often, not which month")
            if _LUNAR.match(lower, found.end()):
                return self._no("month", start, found.end(), "a month of the lunar calendar")
        last = _TO_MONTH.match(lower, found.end()) if point.year is not None else None
        if last:
            return self._add(start, last.end(), "interval", point, Point("month", int(last[3]), int(last[1])))
        return self._add(start, found.end(), "month", point)

    def month_pair(self, start: int) -> bool:
        """ "tháng 11 - 12/2025", "tháng 3 đến tháng 11"."""
        found = _MONTH_PAIR.match(self.lower, start)
        if found is None or _NOT_A_MONTH.search(self._left(start, 12)):
            return False
        first, last = int(found[1]), int(found[2])
        year = found[3] or found[4]
        if first >= last or self._unit_follows(found.end()):
            return False
        number = int(year) if year else None
        return self._add(start, found.end(), "months", Point("month", number, first), Point("month", number, last))

    def _relative_month(self, start: int, found: re.Match[str]) -> bool:
        left = self._left(start, 16)
        if _NOT_A_MONTH.search(left) or _SEVERAL.search(left):
            return self._no("relative_month", start, found.end(), "how long ago, not which month")
        if _MONTH_OF_OTHER.match(self.lower, found.end()):
            return self._no("relative_month", start, found.end(), "relative to something else")
        shift = {"này": 0, "trước": -1, "sau": 1, "tới": 1}[found[1]]
        return self._add(start, found.end(), "relative_month", Point("month", shift=shift))

    def months(self, start: int) -> bool:
        """ "6 tháng đầu năm 2021", "9 tháng năm 2017", "02 tháng cuối năm"."""
        return self._months(start, start, None)

    def months_in_words(self, start: int) -> bool:
        """ "sáu tháng đầu năm 2017": the cue is `tháng`, the numeral stands before it."""
        numeral = _NUMERAL_BEFORE.search(self._left(start, 14))
        if numeral is None:
            return False
        begin = start - (len(numeral.string) - numeral.start())
        return self._months(begin, start, _NUMERAL[numeral[1]])

    def _months(self, start: int, place: int, count: int | None) -> bool:
        lower = self.lower
        text = lower if count is None else f"{count} {lower[place : place + 60]}"
        at = start if count is None else 0
        move = 0 if count is None else place - len(str(count)) - 1
        if start and lower[start - 1] in ",./-":
            return False
        found = _HALF.match(text, at)
        if found:
            number = int(found[1])
            point = _months_point(number, head=found[2] == "đầu", year=found[3], shift=found[4])
        else:
            found = _MONTHS_OF.match(text, at)
            if found is None:
                return False
            number = int(found[1])
            if number == 1:
                return self._no("months", start, found.end() + move, "how long a time, not which month")
            point = _months_point(number, head=True, year=found[2], shift=found[3])
        if point is None:
            return self._no("months", start, found.end() + move, "no such number of months in a year")
        return self._add(start, found.end() + move, "months", point)

    # Quarters, halves, years, periods ---------------------------------------------------------------------------

    def quarter(self, start: int) -> bool:
        """ "quý I/2025", "quý II năm 2016", "quý 3"."""
        shift = _QUARTER_SHIFT.match(self.lower, start)
        if shift and not _EACH.search(self._left(start, 10)):
            return self._no("quarter", start, shift.end(), "a quarter relative to an unknown one")
        pair = self._quarter_pair(start)
        if pair:
            return True
        found = _QUARTER.match(self.lower, start)
        if found is None:
            return False
        year = found[2] or found[3] or found[4]
        if not year and (
            self._unit_follows(found.end()) and not self.lower[found.end() : found.end() + 5].strip().startswith("năm")
        ):
            return self._no("quarter", start, found.end(), "a unit follows")
        point = Point(
            "quarter",
            int(year) if year else None,
            number=_ROMAN[found[1]],
            year_shift=_YEAR_SHIFT[found[5]] if found[5] else None,
        )
        return self._add(start, found.end(), "quarter", point)

    def _quarter_pair(self, start: int) -> bool:
        """ "quý III và IV/2020", "quý I-II/2020"."""
        lead = _QUARTER_LEAD.match(self.lower, start)
        more = _QUARTER_PAIR.match(self.lower, lead.end()) if lead else None
        if lead is None or more is None:
            return False
        year = _OF_YEAR.match(self.lower, more.end())
        if year is None:
            return False
        number = int(year[1])
        first = Point("quarter", number, number=_ROMAN[lead[1]])
        last = Point("quarter", number, number=_ROMAN[more[1]])
        if "-" in more[0]:
            return self._add(start, year.end(), "quarter", first, last)
        self._add(start, lead.end(), "quarter", first)
        return self._add(more.start(1), year.end(), "quarter", last)

    def half(self, start: int) -> bool:
        """ "nửa đầu năm 2017", "nửa cuối năm nay"."""
        found = _HALF_NOUN.match(self.lower, start)
        if found is None:
            return False
        point = _months_point(6, head=found[1] == "đầu", year=found[2], shift=found[3])
        return point is not None and self._add(start, found.end(), "half", point)

    def year(self, start: int) -> bool:
        """ "năm 2018", "năm 2020 - 2021", "năm học 2016-2017", "năm nay", "năm ngoái"."""
        lower = self.lower
        relative = _REL_YEAR.match(lower, start)
        if relative:
            return self._relative_year(start, relative)
        gap = _YEAR_LEAD.match(lower, start)
        if gap is None:
            return False
        if _COUNTED.search(self._left(start, 6)):
            start = gap.end()  # "10 năm 2021-2030": the word belongs to the number before it
        if self._years(start, gap.end(), "school_year" if "học" in gap[0] else "years"):
            return True
        found = _YEAR.match(lower, gap.end())
        if found is None:
            found = _YEAR_BROKEN.match(lower, gap.end())
        if found is None:
            return False
        return self._add(start, found.end(1), "year", Point("year", int(found[1])))

    def _relative_year(self, start: int, found: re.Match[str]) -> bool:
        word = found[1]
        left = self._left(start, 16)
        rule = "relative_year"
        if _HOW_MANY.search(left):
            return self._no(rule, start, found.end(), "how long, not which year")
        earlier = _THE_YEAR_BEFORE.match(self.lower, found.end()) if word == "trước" else None
        if earlier and _BEFORE_LAST_YEAR.search(left):
            return self._add(start, earlier.end(), "year_before", Point("year", shift=-1))
        if _YEAR_OF_OTHER.match(self.lower, found.end()):
            return self._no(rule, start, found.end(), "relative to something else")
        if word == "sau" and not _BEFORE_NEXT_YEAR.search(left):
            return self._no(rule, start, found.end(), "relative to something else")
        if word == "trước" and "năm sau" in self._left(start, 60):
            return self._no(rule, start, found.end(), "each year against the one before")
        if word == "trước" and not _BEFORE_LAST_YEAR.search(left):
            return self._no(rule, start, found.end(), "relative to something else")
        return self._add(start, found.end(), rule, Point("year", shift=_YEAR_SHIFT[word]))

    def place(self, start: int) -> bool:
        """ "đầu năm 2018", "cuối quý IV/2020", "giữa tháng 6", "cuối năm"."""
        lower = self.lower
        head = _PLACE_IN_YEAR.match(lower, start)
        if head is None:
            return False
        before = len(self.found)
        forms = {"n": self.year, "q": self.quarter, "t": self.month}
        if lower[head.end()] in forms and forms[lower[head.end()]](head.end()):
            self.found[before].start = start
            return True
        bare = _BARE_PLACE.match(lower, start)
        if bare is None:
            return False
        if bare[2]:
            return self._add(start, bare.end(), "relative_year", Point("year", shift=_YEAR_SHIFT[bare[2]]))
        if not _BEFORE_PLACE.search(self._left(start, 24)):
            return self._no("part_of_year", start, bare.end(), "a part of an unknown year")
        if _EVERY_YEAR.match(lower, bare.end()):
            return self._no("part_of_year", start, bare.end(), "a part of every year")
        return self._add(start, bare.end(), "part_of_year", Point("year", year_shift=0))

    def same_period(self, start: int) -> bool:
        """ "cùng kỳ năm trước": the year before the one that is spoken of."""
        found = _SAME_PERIOD.match(self.lower, start)
        if found is None:
            return False
        return self._add(start, found.end(), "same_period", Point("year", shift=-1))

    def decade(self, start: int) -> bool:
        """ "những năm 1990", "thập niên 90", "những năm 1945-1946"."""
        lower = self.lower
        found = _DECADE.match(lower, start)
        if found is None or _YEARS.match(lower, found.start(1)):
            return False
        year = int(found[1])
        year = 1900 + year if year < 100 else year
        if self._unit_follows(found.end()):
            return self._no("decade", start, found.end(), "a quantity")
        return self._add(start, found.end(), "decade", Point("decade", year))

    def period(self, start: int) -> bool:
        """ "giai đoạn 2017 - 2020", "nhiệm kỳ 2020-2025", "năm học 2016-2017"."""
        head = _PERIOD.match(self.lower, start)
        if head is None:
            return False
        rule = "school_year" if self.lower.startswith("năm học", start) else "period"
        rule = "term" if self.lower.startswith("nhiệm kỳ", start) else rule
        return self._years(self._period_start(start, head), head.end(), rule)

    def _period_start(self, start: int, head: re.Match[str]) -> int:
        """The quote begins at the lead word, unless other words stand between ("nhiệm kỳ Đại hội (2020-2025")."""
        simple = _PERIOD_WORD
        return start if simple.fullmatch(head[0]) else head.end()


def _day(day: int, month: int, year: int | None = None, year_shift: int | None = None) -> Point | None:
    """The point of a day; None if there is no such day."""
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year or 2000, month)[1]:
        return None
    return Point("day", year, month, day, year_shift=year_shift)


def _full_year(two: int) -> int:
    return 2000 + two if two < 50 else 1900 + two


def _month_number(word: str) -> int | None:
    word = " ".join(word.split())
    if word.isdigit():
        return int(word)
    if word in ("giêng", "chạp"):
        return None  # lunar
    return _MONTH_NAME.get(word) or _ROMAN_MONTH.get(word)


def _month_point(found: re.Match[str]) -> Point | None:
    month = _month_number(found[1])
    if month is None or not 1 <= month <= 12:
        return None
    year = found[2] or found[3]
    return Point("month", int(year) if year else None, month, year_shift=_YEAR_SHIFT[found[4]] if found[4] else None)


def _months_point(count: int, *, head: bool, year: str | None, shift: str | None) -> Point | None:
    if not 1 <= count <= 11:
        return None
    number = int(year) if year else None
    year_shift = _YEAR_SHIFT[shift] if shift else None
    if count == 6:
        return Point("half", number, number=1 if head else 2, year_shift=year_shift)
    return Point("months", number, number=count if head else -count, year_shift=year_shift)


def _time(clock: re.Match[str]) -> tuple[int, int]:
    return int(clock[1]), int(clock[2] or clock[3] or 0)


def _afternoon(hour: int, part: PartOfDay | None) -> int:
    """The hour of the day: "3 giờ chiều" is 15."""
    return hour + 12 if part in ("afternoon", "evening") and 1 <= hour < 12 else hour
