"""Numbers with a unit that are no quantity of anything: names, ranks, prices, sizes, rates, parts of a formula.

One table, read from the top: the first row that knows the kind of the unit and holds gives the reason. What is left out
only because of its sense (a limit, a rule) is in `quantity_rejects`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from extract import lexicon
from extract.finders import quantity_comparator as comparators
from extract.finders import quantity_measures as measures
from extract.finders.quantity_rejects import GROUPS
from extract.finders.quantity_units import Unit, UnitKind
from extract.lazy import later, re
from extract.letters import UPPER
from extract.parts import quantity as parts


class OrdinalWord(msgspec.Struct, frozen=True):
    """A word after which a number is a name or a rank: "quận 5", "lần thứ 5".

    `behind` are the syllables that make another word with it, which names nothing by a number ("thí điểm 11 tuyến").
    """

    word: str
    example: str
    behind: tuple[str, ...] = ()


class Number(NamedTuple):
    """A number, the unit behind it, and what stands around them."""

    text: str
    lower: str
    """The view, and the same lowered."""
    start: int
    end: int
    """Where the digits or the numeral begin and end."""
    unit: Unit
    spelled: bool
    """Whether it is written in words."""
    before: str
    """The lowered text before it (`BEFORE_REACH` characters)."""
    named: set[str]
    """The groups of places and bodies that the text spoke of by their number so far; `_is_group` adds to it."""
    follows_date: bool
    """Whether a date or the number of a document ends at the comma before it."""

    def within(self, reach: int) -> tuple[int, int]:
        """The stretch of that many characters before the number."""
        return max(0, self.start - reach), self.start

    @property
    def counted(self) -> str:
        """The unit, lowered."""
        return self.lower[self.unit.start : self.unit.end]


BEFORE_REACH = 24
"""How much of the text before a number most rows look at (characters)."""
YEAR = re.compile(r"(?:19|20)\d\d")


def reason(number: Number) -> str | None:
    """Why a number with a unit is no quantity of anything, if it is none."""
    for holds, why in _rows()[number.unit.kind]:
        if holds(number):
            return why
    return None


def _is_row_number(number: Number) -> bool:
    """It stands alone on its line, and a line with a capital follows, as in a table."""
    text, start, end = number.text, number.start, number.end
    alone = text[start - 1 : start] in ("\n", "") and text[end : end + 1] == "\n"
    return alone and end < number.unit.start and text[number.unit.start].isupper()


@cache
def _ordinal_words() -> tuple[str, ...]:
    return tuple(sorted((w.word for w in lexicon.load("ordinal_words", OrdinalWord)), key=len, reverse=True))


@cache
def _ordinal_ends() -> tuple[str, ...]:
    """What a match of `_ordinal` ends with, but for spaces and full stops."""
    return tuple(word.rstrip(" .") for word in _ordinal_words())


@cache
def _ordinal() -> re.Pattern[str]:
    compounds = {w.word: w.behind for w in lexicon.load("ordinal_words", OrdinalWord)}
    words = (
        "".join(rf"(?<!{re.escape(first)} )" for first in compounds[word]) + re.escape(word)
        for word in _ordinal_words()
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(words)})[ \n.]{{1,2}}$")


_GROUP = parts.pattern(r"{number_of} $")


def _is_ordinal(number: Number) -> bool:
    """ "quận 5", "lần thứ 5"."""
    before = number.before
    if not before.rstrip(" \n.").endswith(_ordinal_ends()):
        return False
    if number.unit.scaled:
        return False  # "khóa 21,4 triệu sim"
    ordinal = _ordinal().search(before)
    return bool(ordinal and not (ordinal[0].strip() == "số" and _GROUP.search(before[: ordinal.start()])))


_OF_CENTURY = re.compile(r"(?<!\w)năm[ \n]$")


def _is_year(number: Number) -> bool:
    """ "2019", "sau năm 80"."""
    if number.unit.unlisted and number.end - number.start == 2 and _OF_CENTURY.search(number.before):
        return True
    return bool(YEAR.fullmatch(number.text, number.start, number.end)) and not comparators.word_ends(number.before)


_LISTED_NUMBER = re.compile(r"\d,[ ]$|\d[ ]?m[ ]$|[ ]m[ ]$")
_AFTER_NAME = re.compile(rf"[^\s.:;,!?\"(\-+*][ ][{UPPER}][^\s\d.,;:]{{0,9}}[ ]$")


def _is_listed_or_behind_a_name(number: Number) -> bool:
    """ "1, 2, 3 km", "Sư đoàn Bến Hải 5"."""
    if _LISTED_NUMBER.search(number.before) and not number.follows_date:
        return True
    return _AFTER_NAME.search(number.text[max(0, number.start - 14) : number.start]) is not None


_ONE_OF = re.compile(r"(?:một|là|1|01)[ \n]trong[ \n](?:những |số |tổng số )?$")


def _is_one_of_several(number: Number) -> bool:
    """ "là một trong 5 tỉnh"."""
    return _ONE_OF.search(number.before) is not None


# A count and its unit before a slash, behind which another is counted: "32 vụ/26 đối tượng".
_COUNTED_BEFORE = re.compile(
    r"(?<![\d.,/-])(?!0?1[ \n])\d[\d.]{0,8}[ \n][^\W\d_]{1,7}(?:[ \n][^\W\d_]{1,7}){0,3}[ ]?/$"
)
_RATE_OF = re.compile(r"0?1|10*(?:\.000)*")


def _is_second_count(number: Number) -> bool:
    """ "32 vụ/26 đối tượng", but not "5 giường/1.000 dân"."""
    if number.unit.kind != "count" or number.unit.unlisted or not _COUNTED_BEFORE.search(number.before):
        return False
    return _RATE_OF.fullmatch(number.text, number.start, number.end) is None


def _is_part_of_a_name(number: Number) -> bool:
    """ "Covid-19", "A1/5"."""
    if not (number.before.endswith(("-", "/", "(")) and number.before[-2:-1].isalnum()):
        return False
    return not _is_second_count(number)


def _is_vague(number: Number) -> bool:
    """ "vài chục hộ"."""
    return number.before.endswith(("dăm ", "vài "))


_SCORED = parts.pattern(r"[ \n](?:thì )?{scored}[ \n](?:thêm )?\d{1,3}(?:,\d)?[ \n]điểm(?!\w)")
_SCORE = parts.pattern(r"(?<!\w)(?:{scored}|tính)[ \n](?:thêm )?$")


def _is_scored(number: Number) -> bool:
    """ "đạt 90% được 5 điểm", "cộng 5 điểm"."""
    if _SCORED.match(number.lower, number.unit.end):
        return True
    return number.unit.kind == "points" and _SCORE.search(number.before) is not None


def _is_rounded(number: Number) -> bool:
    """ "làm tròn 1.000 đồng"."""
    return number.before.rstrip(" \n").endswith(("làm tròn", "lấy tròn"))


_OUT_OF = re.compile(r"\d[ \n]trong[ \n](?:số )?$")


def _is_chosen_from(number: Number) -> bool:
    """ "3 trong số 5 người"."""
    return _OUT_OF.search(number.before) is not None


def _is_party(number: Number) -> bool:
    """ "quan hệ hai nước", "hợp tác giữa 2 nước"."""
    if number.spelled:
        return number.counted in ("nước", "bộ", "quốc gia", "tỉnh")
    return number.counted == "nước" and number.lower[number.start : number.end] in ("2", "02", "3", "03")


# "bác sĩ trên 10.000 dân"
_PER = parts.pattern(r"(?<!\w){per_head}[ \n]trên[ \n]$")


def _is_base_behind_a_slash(number: Number) -> bool:
    """ "triệu đồng/1 người", "23 ca sinh/1.000 phụ nữ"."""
    start = number.start
    if number.text[start - 1 : start] != "/" or not number.text[max(0, start - 2)].isalpha():
        return False
    return not _is_second_count(number)


def _is_round_base(number: Number) -> bool:
    """ "số bác sĩ trên 10.000 dân": the round number that a rate is told of."""
    if not number.before.endswith(("trên ", "trên\n")) or not _RATE_OF.fullmatch(number.text, number.start, number.end):
        return False
    return _PER.search(number.before) is not None


_VESSEL = re.compile(r"(?<!\w)(?:[A-ZĐ]{2}|QNg|QNa)[ -]$")


def _is_of_a_vessel(number: Number) -> bool:
    """ "tàu cá BĐ 99245 TS": the number that a vessel is registered by."""
    if number.text[number.unit.start : number.unit.end] != "TS" or number.end - number.start != 5:
        return False
    return _VESSEL.search(number.text, max(0, number.start - 4), number.start) is not None


def _is_behind_an_abbreviation(number: Number) -> bool:
    """ "Q.5"."""
    start = number.start
    return number.text[start - 1 : start] == "." and number.text[max(0, start - 2)].isalpha()


def _says_where(number: Number) -> bool:
    """ "đi qua 3 tỉnh"."""
    return number.before.endswith(("địa phận ", "địa bàn ", "đi qua ", "chạy qua ", "trải dài qua "))


def _is_cell(number: Number) -> bool:
    """It stands alone on its line, and on the next its unit alone, or something that no lexicon knows."""
    text, unit = number.text, number.unit
    if text[unit.start - 1] != "\n" or text[max(0, number.start - 1)] != "\n":
        return False
    return unit.unlisted or text[unit.end : unit.end + 1] == "\n"


_DIVIDED = parts.pattern(r"(?<!\w){divided}(?: ra)? (?:làm|thành)[ \n]$")


def _is_division(number: Number) -> bool:
    """ "chia làm 3 nhóm"."""
    return number.before.endswith(("thành ", "làm ", "ra ")) and _DIVIDED.search(number.before) is not None


_BODIES = parts.pattern(r"(?<!\w){body_noun}[ \n]$")


def _names_bodies(number: Number) -> bool:
    """ "UBND 3 huyện"."""
    return _BODIES.search(number.before) is not None


_WITH = parts.pattern(r"(?<!\w){met}(?: trực tuyến)? với[ \n](?:các )?$")
_SPOKEN_OF = parts.pattern(r"(?<!\w){spoken_of}[ \n](?:cả )?$")
_REGION = parts.pattern(r"[ \n]{region_noun}(?!\w)")


def _is_group(number: Number) -> bool:
    """A group is only spoken of by its number ("người dân của 4 tỉnh"), for it was counted before."""
    lower, start, unit = number.lower, number.start, number.unit
    group = GROUPS.match(lower, unit.start)
    if group is None or not number.text[start].isdigit() or unit.soft or unit.scaled:
        return False
    if "/" in number.text[start : unit.start]:
        return False
    named = lower[start : group.end()]
    again = named in number.named
    number.named.add(named)
    if _WITH.search(number.before):
        return True
    return bool(_SPOKEN_OF.search(number.before)) and (again or bool(_REGION.match(lower, group.end())))


_MENTIONED = re.compile(
    r"[ \n](?:(?:này|đó|nói trên|nêu trên|kể trên|còn lại|ấy)(?!\w)"
    r"|trên(?=[,.;)]|[ ](?:và|là|đã|có|trong giai đoạn|đều|được)(?!\w)))"
)


def _was_told_before(number: Number) -> bool:
    """ "5 dự án này"."""
    return _MENTIONED.match(number.lower, number.unit.end) is not None


# "203 tỷ đồng (hai trăm linh ba tỷ đồng)"
_IN_WORDS = re.compile(
    r"\d[ \n](?:nghìn |triệu |tỷ |tỉ )?(?:đồng|usd|đô la)[ \n]?\((?:(?:viết )?bằng chữ:?[ ])?"
    r"(?:(?:một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín|mười|mươi|mốt|lăm|trăm|nghìn|ngàn|triệu|tỷ|tỉ|linh|lẻ|không),?"
    r"[ \n]){0,14}$"
)


def _repeats_in_words(number: Number) -> bool:
    return number.spelled and _IN_WORDS.search(number.lower, *number.within(110)) is not None


def _is_kind_of_company(number: Number) -> bool:
    """ "công ty TNHH hai thành viên"."""
    return number.spelled and number.counted == "thành viên"


def _is_kind_of_schooling(number: Number) -> bool:
    """ "học 2 buổi/ngày"."""
    return number.lower.startswith("buổi/ngày", number.unit.start)


_TIME_AFTER = re.compile(r"[ \n](?:năm|tuổi|tháng|ngày|giờ|tuần)(?!\w)(?![ \n]\d)")


def _is_duration(number: Number) -> bool:
    """ "2 triệu năm"."""
    return _TIME_AFTER.match(number.lower, number.unit.end) is not None


# What an average is told of: "bình quân 1 phụ nữ có 2 con".
_ONE = ("1", "01", "một")
_AVERAGE_BEFORE = ("bình quân ", "trung bình ", "mỗi ", "cứ ")
_AVERAGE_BEHIND = re.compile(r"[ \n](?:bình quân|trung bình)(?!\w)")


def _is_base_of_average(number: Number) -> bool:
    if number.unit.scaled or number.text[number.start : number.unit.start].strip() not in _ONE:
        return False
    if number.before.endswith(_AVERAGE_BEFORE):
        return True
    return _AVERAGE_BEHIND.match(number.lower, number.unit.end) is not None


# "12. 633,596 triệu đồng", "189, 8 tỷ đồng": a number that a space parts.
_PARTED = re.compile(r"[^\W\d][ ]\d{1,3}\.[ ]$")
_THREE = re.compile(r"\d{3}(?:,\d{1,6})?")
_PARTED_DECIMALS = re.compile(r"(?<![\d.,])\d{2,3},[ ]$")


def _is_rest_of_number(number: Number) -> bool:
    """ "12. 633,596 triệu đồng", "189, 8 tỷ đồng"."""
    if _PARTED.search(number.before) and _THREE.fullmatch(number.text, number.start, number.end):
        return True
    single = number.end - number.start == 1
    return single and number.unit.kind == "money" and _PARTED_DECIMALS.search(number.before) is not None


def _is_depth(number: Number) -> bool:
    """ "độ sâu là -36,1m"."""
    return number.before.endswith((" -", " từ -", " đến -")) and number.text[number.start].isdigit()


_PLACED = re.compile(r"(?<!\w)(?:đứng|xếp|xếp hạng|hạng|đứng hạng)[ \n]$")


def _is_place_among(number: Number) -> bool:
    """ "đứng 26/240 nền kinh tế"."""
    return "/" in number.text[number.end : number.end + 2] and _PLACED.search(number.before) is not None


_SPEAKERS = ("đại biểu", "đbqh", "đb", "lượt đại biểu", "lượt ý kiến", "ý kiến")
_SPOKE = parts.pattern(
    r"[ \n](?:\([^()\n]{1,9}\)[ \n])?(?:(?:đã|tham gia|đưa biển|lên|trực tiếp|đăng ký)[ \n]){0,3}{spoke_verb}(?!\w)"
)


def _counts_speakers(number: Number) -> bool:
    """ "12 đại biểu tham gia chất vấn": who spoke at one event."""
    return number.counted.startswith(_SPEAKERS) and _SPOKE.match(number.lower, number.unit.end) is not None


_LAND_SHARE = re.compile(r"(?<!\w)(?:suất|quỹ|hỗ trợ|loại|giao|trả)[ \n]đất[ \n]$")


def _is_kind_of_land(number: Number) -> bool:
    """ "được cấp một suất đất 5%"."""
    return _LAND_SHARE.search(number.before) is not None


_OF_LAND = parts.pattern(r"[ \n]{land_noun}(?!\w)")


def _is_base(number: Number) -> bool:
    """ "triệu đồng trên 1 ha đất": what is made on one of them."""
    unit = number.unit
    if unit.scaled or number.text[number.start : unit.start].strip() not in ("1", "một"):
        return False
    if not comparators.word_ends(number.before):
        return True
    return number.before.endswith(("trên ", "trên\n")) and _OF_LAND.match(number.lower, unit.end) is not None


_CONVERTED = re.compile(
    r"(?<![\d.,])1 (?:kg|ha|m2|m3|tấn|tạ|lít|sào|usd|km)(?!\w)[^,.;\d]{0,40}(?:bằng|=|được|đổi)[ \n]$"
)


def _is_conversion(number: Number) -> bool:
    """ "1 sào bằng 360 m2"."""
    return _CONVERTED.search(number.lower, *number.within(60)) is not None


_DUTY = re.compile(r"(?<!\w)thuế(?!\w)[^.;\n]{0,150}$")


def _is_duty(number: Number) -> bool:
    """ "thuế suất 0%"."""
    if number.text[number.start : number.unit.start].strip() != "0":
        return False
    return _DUTY.search(number.lower, *number.within(160)) is not None


_CAPITAL = re.compile(r"[ \n](?:số )?vốn(?!\w)")
_OWNED = parts.pattern(r"(?<!\w){firm_noun}[ \n](?:có |với |do nhà nước (?:nắm giữ|sở hữu) )?$")


def _is_ownership(number: Number) -> bool:
    """ "doanh nghiệp 100% vốn nhà nước"."""
    if not _CAPITAL.match(number.lower, number.unit.end):
        return False
    return _OWNED.search(number.lower, *number.within(40)) is not None


def _says_new(number: Number) -> bool:
    """ "mới 100%"."""
    return number.before.endswith("mới ")


_FORMULA = re.compile(r"[x×=*+≤≥<>][ \n]{0,2}$|\|[ ]?$")


def _is_formula(number: Number) -> bool:
    """ "= 5 người"."""
    return _FORMULA.search(number.before) is not None and not comparators.sign_ends(number.before)


OVER = re.compile(r"[ ]?/[ ]?(?=\d)")
_ONE_OF_GOODS = re.compile(r"[ ]?/[ ]?1[ \n](?!(?:năm|tháng|người|hộ)(?!\w))[^\W\d_]")
_EACH_OF_GOODS = parts.pattern(r"[ \n](?:một|mỗi|cho mỗi|cho một|trên một|1)[ \n]{goods}(?!\w)")
_GOODS = parts.pattern(r"/[ ]?{goods_per}")


def _is_price(number: Number) -> bool:
    """ "25.000 đồng/kg", "2 triệu đồng một vé"."""
    lower, unit = number.lower, number.unit
    if lower[unit.end : unit.end + 1] == "/" and not OVER.match(number.text, unit.end):
        return True
    if _ONE_OF_GOODS.match(lower, unit.end) or _EACH_OF_GOODS.match(lower, unit.end):
        return True
    return _GOODS.search(lower, unit.start, unit.end) is not None


_RATE = parts.pattern(r"/[ ]?{pay_per}$")
_LARGE = ("tỷ", "tỉ", "nghìn tỷ", "nghìn tỉ", "ngàn tỷ", "ngàn tỉ", "triệu usd", "triệu đô")
_INCOME = parts.pattern(r"(?<!\w){income_noun}(?!\w)")
_EARNED = re.compile(r"(?<!\w)(?:lương|thu nhập) bình quân(?!\w)[^.;\n]{0,130}$")


def _is_rate_of_pay(number: Number) -> bool:
    """ "200.000 đồng/ngày", but not "thu nhập bình quân 5 triệu đồng/tháng"."""
    lower, unit = number.lower, number.unit
    if lower.startswith(_LARGE, unit.start) or not _RATE.search(lower, unit.start, unit.end):
        return False
    if _INCOME.search(lower, *number.within(80)):
        return False
    return _EARNED.search(lower, *number.within(150)) is None


_SIZE = parts.pattern(r"(?<!\w){size_of_thing}[ \n](?:tới |khoảng |hơn |gần )?$")


def _is_size(number: Number) -> bool:
    """ "cao 3 m"."""
    return _SIZE.search(number.before) is not None


_FOLD = parts.pattern(r"(?<!\w){fold_verb}(?!\w)")
_FOLD_OF = re.compile(r"(?<!tính )(?<!\w)(?:bằng|gấn)[ \n](?:tới |hơn |gần |khoảng )?$")
_COMPARED = re.compile(r"[ \n](?:so(?!\w)|cùng kỳ|(?:quý|tháng|năm)[ \n](?:\d|trước))")


def _is_repetition(number: Number) -> bool:
    """ "2 lần", "tăng một lần nữa", but not "tăng 2 lần", "bằng 2 lần so với năm 2016"."""
    if number.unit.end == number.unit.start:
        return False
    if number.lower.startswith(" nữa", number.unit.end):
        return True
    if _FOLD.search(number.before):
        return False
    return not (_FOLD_OF.search(number.before) and _COMPARED.match(number.lower, number.unit.end))


# What is said to be twice or half of what: a measure, a number of something, a rise or a fall.
_MEASURED = later(lambda: rf"(?i:(?<!\w){measures.nouns()})|{parts.fill('{^measured}')}")
_OF_MEASURE = later(lambda: rf"(?i:[ \n]{measures.nouns()})|[ \n]{parts.fill('{measured}')}(?!\w)")


def _is_of_nothing_measured(number: Number) -> bool:
    """A share or a multiple in words ("một nửa", "gấp đôi") with no measure named beside it."""
    if not number.spelled or number.unit.end > number.unit.start or _OF_MEASURE.match(number.lower, number.end):
        return False
    if number.lower.startswith("nửa", number.start):
        return True
    return _MEASURED.search(number.lower, *number.within(60)) is None


def _opens_an_item(number: Number) -> bool:
    """ "2. Xã", at the beginning of a line."""
    line = number.text.rfind("\n", *number.within(12)) + 1
    if not line or number.text[line : number.start].strip(" -+*("):
        return False
    return number.text[number.end : number.end + 1] in (".", ")", "")


_PERSON = re.compile(rf"[ ](?:[{UPPER}][\w']{{0,7}}[ ]){{1,3}}[{UPPER}][\w']{{0,7}}")


def _names_persons(number: Number) -> bool:
    """ "hai anh Lê Văn Mẫu"."""
    return number.spelled and _PERSON.match(number.text, number.unit.end) is not None


_ALL: frozenset[UnitKind] = frozenset(("percent", "multiplier", "money", "measure", "count", "points", "times"))
_NUMBERED: frozenset[UnitKind] = frozenset(("count", "points", "multiplier", "times"))
_COUNT: frozenset[UnitKind] = frozenset(("count",))
_MONEY: frozenset[UnitKind] = frozenset(("money",))
_MEASURES: frozenset[UnitKind] = frozenset(("measure",))
_SHARE: frozenset[UnitKind] = frozenset(("percent",))

_TABLE: tuple[tuple[frozenset[UnitKind], Callable[[Number], bool], str], ...] = (
    (_ALL - _MONEY, _is_row_number, "the number of a row"),
    (_NUMBERED, _is_ordinal, "a rank, or a name by number"),
    (_NUMBERED, _is_year, "a year"),
    (_COUNT, _is_listed_or_behind_a_name, "part of a name or a list of numbers"),
    (_NUMBERED, _is_one_of_several, "one of several"),
    (_NUMBERED, _is_part_of_a_name, "part of a name"),
    (_ALL, _is_vague, "a vague number"),
    (_ALL, _is_scored, "points for a score"),
    (_ALL, _is_rounded, "a number made round"),
    (_COUNT, _is_chosen_from, "what some are chosen from"),
    (_COUNT, _is_party, "the parties spoken of"),
    (_ALL, _is_base_behind_a_slash, "what a rate is taken of"),
    (_COUNT | frozenset(("multiplier",)), _is_round_base, "what a rate is taken of"),
    (_COUNT, _is_of_a_vessel, "part of a name"),
    (_ALL, _is_behind_an_abbreviation, "part of a name"),
    (_COUNT, _says_where, "says where, not how many"),
    (_ALL, _is_cell, "a cell of a table"),
    (frozenset(("count", "points")), _is_division, "how many parts a thing is divided into"),
    (_COUNT, _names_bodies, "names bodies, and counts nothing"),
    (_COUNT, _is_group, "names a group by its number, and counts nothing"),
    (_COUNT, _was_told_before, "speaks of what was told before"),
    (_ALL, _repeats_in_words, "an amount in words, behind its number"),
    (_ALL, _is_kind_of_company, "a kind of company"),
    (_ALL, _is_kind_of_schooling, "a kind of schooling"),
    (frozenset(("multiplier",)), _is_duration, "a length of time"),
    (_MEASURES, _is_base, "what a rate is taken of"),
    (_COUNT, _is_base_of_average, "what a rate is taken of"),
    (_MONEY | _MEASURES, _is_rest_of_number, "the rest of a number"),
    (_MEASURES, _is_depth, "a depth"),
    (_COUNT, _is_place_among, "a rank, or a name by number"),
    (_COUNT, _counts_speakers, "who spoke at one event"),
    (_SHARE, _is_kind_of_land, "a kind of land"),
    (_MEASURES | _MONEY, _is_conversion, "a rate"),
    (_SHARE, _is_duty, "a rate of duty"),
    (_SHARE, _is_ownership, "a kind of company"),
    (_SHARE, _says_new, "says that a thing is new"),
    (_ALL, _is_formula, "part of a formula or a table"),
    (_MONEY, _is_price, "a price"),
    (_MONEY, _is_rate_of_pay, "a price or a rate of pay"),
    (_MEASURES, _is_size, "the size of a thing"),
    (frozenset(("times",)), _is_repetition, "a number of times"),
    (_ALL, _is_of_nothing_measured, "twice or half of nothing that is measured"),
    (_COUNT, _opens_an_item, "numbers a list"),
    (_COUNT, _names_persons, "names the persons"),
)


@cache
def _rows() -> dict[UnitKind, tuple[tuple[Callable[[Number], bool], str], ...]]:
    """The rows that know a kind of unit, by kind."""
    return {kind: tuple((holds, why) for kinds, holds, why in _TABLE if kind in kinds) for kind in _ALL}
