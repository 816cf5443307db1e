"""Months, quarters, halves, years and the periods made of them."""

from __future__ import annotations

import re

from extract.finders.date_candidate import Point
from extract.finders.date_reader import Reader
from extract.finders.date_words import (
    END,
    GAP,
    LUNAR,
    MM,
    MONTH,
    MONTH_NAME,
    NUMBERED,
    NUMERAL,
    QUARTER,
    RELATIVE_YEAR,
    ROMAN,
    SEP,
    SP,
    TO_MONTH,
    YEAR,
    YEAR_SHIFT,
    YYYY,
    counts,
    month_number,
    month_point,
    months_point,
)
from extract.lazy import pattern
from extract.parts import date as parts

_YEARS = pattern(
    rf"({YYYY})(?:(?:{SP}|{GAP})(?:-|÷)(?:{SP}|{GAP})|{GAP}(?:đến|tới){GAP}(?:hết{GAP})?)(?:năm{GAP})?({YYYY})(?!\d)(?![/-]\d)(?!,\d)"
)
_YEARS_SHORT = pattern(rf"({YYYY})-(\d\d)(?![\d/])")
_HALF = pattern(
    rf"(\d{{1,2}}){GAP}tháng{GAP}(đầu|cuối|còn{GAP}lại){GAP}(?:của{GAP})?năm(?!\w)"
    rf"(?:{GAP}(?:năm{GAP})?({YYYY})(?!\d)(?![/-]\d)|{GAP}(nay|này|ngoái|trước|sau|tới)(?!\w))?"
)
_MONTHS_OF = pattern(
    rf"(\d{{1,2}}){GAP}tháng(?:{GAP}của)?{GAP}"
    rf"(?:năm{GAP}(?:({YYYY})(?!\d)(?![/-]\d)|(nay|ngoái|trước)(?!\w))|(20\d\d)(?![\w%])(?![/.,-]\d))"
)
_QUARTERS = pattern(
    rf"([1-4]){GAP}(?:quý|quí){GAP}đầu{GAP}(?:của{GAP})?năm(?!\w)"
    rf"(?:{GAP}(?:năm{GAP})?({YYYY})(?!\d)(?![/-]\d)|{GAP}(nay|này|ngoái|trước)(?!\w))?"
)
# One month by its place in the year; "những tháng đầu năm" and "2 tháng đầu năm" are more than one.
_END_MONTH = pattern(
    rf"tháng{GAP}(?P<which>đầu(?:{GAP}tiên)?|cuối(?:{GAP}cùng)?){GAP}(?:của{GAP})?năm(?!\w)(?!{GAP}(?:học|tài chính))"
    rf"(?:{GAP}(?:năm{GAP})?(?P<year>{YYYY})(?!\d)(?![/-]\d)|{GAP}(?P<shift>nay|này|ngoái|trước)(?!\w))?"
)
_MONTH_LIST = pattern(
    rf"tháng{GAP}(?P<months>{MM}(?:, ?{MM}){{1,10}}(?:,?{GAP}và{GAP}{MM})?)"
    rf"(?:{SEP}(?P<year>{YYYY})(?!\d)|{GAP}năm{GAP}(?:(?P<of>{YYYY})(?!\d)|(?P<shift>nay|ngoái)(?!\w))|{END})"
)
_HALF_NOUN = pattern(
    rf"nửa{GAP}(đầu|cuối){GAP}(?:(?:của{GAP})?năm(?!\w)"
    rf"(?:{GAP}({YYYY})(?!\d)(?![/-]\d)|{GAP}(nay|này|ngoái|trước|sau|tới)(?!\w))?|({YYYY})(?!\d)(?![/-]\d))"
)
_QUARTER_PAIR = pattern(
    rf"(?:{SP}-{SP}|{GAP}và{GAP}|, ?)(?:(?:quý|quí){GAP})?(iv|iii|ii|i|0?[1-4])(?![\w.%])"
    rf"(?={SEP}{YYYY}|{GAP}năm{GAP}{YYYY})"
)
_MONTH_NAMED = pattern(
    rf"tháng{GAP}({'|'.join(sorted(MONTH_NAME, key=len, reverse=True))})(?!\w)"
    rf"(?:,?{GAP}năm{GAP}({YYYY})|/({YYYY}))(?!\d)(?![/-]\d)"
)
# A month by its name alone needs a word that makes it one: else it is "Cách mạng Tháng Tám" or "một tháng năm ngày".
_MONTH_NAME_ALONE = pattern(
    rf"[Tt]háng{GAP}(Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười(?:{GAP}(?:Một|Hai))?)(?!\w)(?!{GAP}năm(?!\w))"
)
_BEFORE_MONTH_NAME = pattern(
    r"(?<!\w)(?:trong|vào|từ|đến|hết|của|đầu|giữa|cuối|với|cả|ngay|riêng|sang|khoảng)[ \n]{1,3}$"
)
_UNTIL_MONTH = pattern(rf",?{GAP}(?:đến|tới){GAP}(?:hết{GAP})?tháng{GAP}({MM})({SEP}|{GAP}năm{GAP})({YYYY}){END}")
_MONTH_PAIR = pattern(
    rf"tháng{GAP}({MM})(?:{SP}(?:-|,?{GAP}(?:đến|tới){GAP}(?:hết{GAP})?){SP}(?:tháng{GAP})?|(?P<also>{GAP}và{GAP}))"
    rf"({MM})(?:{SEP}({YYYY})(?!\d)|{GAP}năm{GAP}(?:({YYYY})(?!\d)|(nay|ngoái)(?!\w))|{END})"
)
_NOT_A_MONTH = pattern(
    rf"(?:\d|mỗi|hàng|hằng|một|nửa|vài|mấy|từng|các|bao nhiêu|hai|ba|bốn|sáu|bảy|tám|chín|mười){GAP}$"
)
_TIMES = parts.pattern(rf"{GAP}{{times_noun}}(?!\w)")
_DECADE = pattern(
    rf"(?:những{GAP}năm|thập{GAP}niên|thập{GAP}kỷ)(?:{GAP}năm)?{GAP}(?:của{GAP}thập{GAP}niên{GAP})?((?:1[6-9]|20)?\d0)(?!\d)(?![./,-]\d)"
)
_PERIOD = parts.pattern(
    rf"(?:{{period_word}}|{{time_word}}|năm học)"
    rf"(?:{GAP}(?:\d{{1,2}}{GAP}năm|năm|đại hội|của{GAP}\w{{1,10}}))?[ ,:(\n]{{1,3}}(?=\d)"
)
_PLACE_IN_YEAR = pattern(rf"(đầu|giữa|cuối){GAP}(?=(?:các{GAP})?(?:năm|quý|quí|tháng)(?!\w))")
_BARE_PLACE = pattern(rf"(đầu|giữa|cuối){GAP}năm(?!\w)(?:{GAP}(nay|này|ngoái|trước|sau|tới)(?!\w)(?! nay(?!\w)))?")
_SAME_PERIOD = pattern(rf"cùng{GAP}k[ỳì]{GAP}(?:của{GAP})?năm{GAP}(trước|ngoái)(?!\w)")
_MONTH_SHIFT = pattern(rf"tháng{GAP}(này|trước|sau|tới)(?!\w)")
_QUARTER_SHIFT = pattern(rf"(?:quý|quí){GAP}(này|trước|sau|tới)(?!\w)")
_GLUED = pattern(r"[/-]\w")
_GOES_ON = pattern(r"[/.,-]\d|[/%]| ?%")
_MONTH_OF_OTHER = pattern(rf"{GAP}(?:liền|đó|khi|ngày|sinh)")
_QUARTER_LEAD = pattern(rf"(?:quý|quí){GAP}(iv|iii|ii|i|0?[1-4])(?!\w)")
_OF_YEAR = pattern(rf"(?:{SEP}|{GAP}năm{GAP})({YYYY})")
_YEAR_BROKEN = pattern(rf"({YYYY})(?!\d)(?=-\d{{1,3}}(?!\d)|\.\d{{1,2}}[ \n]|,\d)")
_THE_YEAR_BEFORE = pattern(rf"{GAP}(?:liền{GAP})?đó(?!\w)")
_YEAR_OF_OTHER = pattern(rf"{GAP}(?:liền|đó|khi|kế|nữa|đây|chuyển|kỳ|mang|năm)(?!\w)")
_EVERY_YEAR = parts.pattern(rf"{GAP}(?:{{kind_of_year}}|mới|âm|một|hai|ba|\d|khi|các|doanh)(?!\w)")
_PERIOD_WORD = parts.pattern(rf"(?:{{period_word}}|năm học){GAP}$")
_SEVERAL = pattern(r"(?:những|các|ít|vài|mấy|nhiều|\d)\s{1,3}$")
_EACH = pattern(r"(?:hàng|hằng|từng|mỗi|các|\d)\s{1,3}$")
_BEFORE_NEXT_YEAR = pattern(r"(?:từ|trong|vào)\s{1,3}$")
_BEFORE_LAST_YEAR = pattern(
    r"(?:(?:so|với|thực hiện|so với|hơn|bằng|cuối|đầu|từ)|"
    r"(?:so|với|hơn|bằng|kém|gấp)[^.;:!?\n]{0,40} (?:của|trong))\s{1,3}$"
)
_PHONE = parts.pattern(r"{phone_word}[^\n;]{0,20}$")
_COUNTED = pattern(r"(?<!\d)(?<!số )(?<!điều )(?<!khoản )\d{1,3}[ \n]{1,2}$")
_NUMERAL_BEFORE = pattern(rf"(?<!\w)({'|'.join(sorted(NUMERAL, key=len, reverse=True))}){GAP}$")
_YEAR_LEAD = parts.pattern(rf"năm{GAP}(?:{{kind_of_year}}{GAP})?(?=\d)")
_HOW_MANY = pattern(
    r"(?:\d|một|hai|ba|bốn|năm|mười|nhiều|mấy|vài|những|các|nửa|chục|trăm|thứ|bao|mỗi|từng|hằng|hàng)\s{1,3}$"
)
_NUMBER = pattern(r"\d{1,2}")
_TO_NOW = pattern(rf"{GAP}(?:cho{GAP})?(?:đến|tới){GAP}(?:nay|giờ|thời{GAP}điểm)(?!\w)")
_BEFORE_PLACE = pattern(
    r"(?:(?P<since>từ|kể từ)|so với(?: thời điểm)?|đến|tới|hết|phấn đấu|trước|"
    r"dự kiến)\s{1,3}$"
)


def month(reader: Reader, start: int) -> bool:
    """ "tháng 6 năm 2018", "tháng 4-2017", "tháng 7", "tháng Tám năm 1945", "tháng trước"."""
    lower = reader.lower
    named = _MONTH_NAMED.match(lower, start)
    if named and not _NOT_A_MONTH.search(reader.left(start, 12)):
        month = month_number(named[1])
        return reader.add(start, named.end(), "month", Point("month", int(named[2] or named[3]), month))
    alone = _MONTH_NAME_ALONE.match(reader.context.view.text, start)
    if alone and _BEFORE_MONTH_NAME.search(reader.left(start, 12)):
        return reader.add(start, alone.end(), "month", Point("month", month=month_number(alone[1].lower())))
    shift = _MONTH_SHIFT.match(lower, start)
    if shift:
        return _relative_month(reader, start, shift)
    found = MONTH.match(lower, start)
    if found is None:
        return False
    point = month_point(found)
    if point is None:
        return reader.no("month", start, found.end(), "no such month")
    if point.year is None and point.year_shift is None:
        if not found[1].isdigit():
            return reader.no("month", start, found.end(), "a letter, not a month")
        if _GOES_ON.match(lower, found.end()):
            return reader.no("month", start, found.end(), "the number goes on")
        if _NOT_A_MONTH.search(reader.left(start, 12)) or _TIMES.match(lower, found.end()):
            return reader.no("month", start, found.end(), "how long or how often, not which month")
        if LUNAR.match(lower, found.end()):
            return reader.no("month", start, found.end(), "a month of the lunar calendar")
    last = TO_MONTH.match(lower, found.end()) or _UNTIL_MONTH.match(lower, found.end()) if point.year else None
    if last and (point.year, point.month) < (int(last[3]), int(last[1])):
        return reader.add(start, last.end(), "interval", point, Point("month", int(last[3]), int(last[1])))
    return reader.add(start, found.end(), "month", point)


def month_pair(reader: Reader, start: int) -> bool:
    """ "tháng 11 - 12/2025", "tháng 3 đến tháng 11", "tháng 11 và 12 năm ngoái"."""
    found = _MONTH_PAIR.match(reader.lower, start)
    if found is None:
        return False
    first, last = int(found[1]), int(found[3])
    year = found[4] or found[5]
    counted = _NOT_A_MONTH.search(reader.left(start, 12)) and not reader.left(start, 5).startswith("các")
    if counted and not year:  # "trong hai tháng 4-5/2017" counts what it names
        return False
    if first >= last or reader.unit_follows(found.end()) or (found["also"] and last > first + 1):
        return False
    return _add_months(reader, start, found.end(), (first, last), year, found[6])


def month_list(reader: Reader, start: int) -> bool:
    """ "tháng 7, 8 và 9", "tháng 8, 9/2020": months that follow one another are one interval."""
    found = _MONTH_LIST.match(reader.lower, start)
    if found is None or reader.unit_follows(found.end()):
        return False
    numbers = [int(number) for number in _NUMBER.findall(found["months"])]
    if numbers != list(range(numbers[0], numbers[-1] + 1)):
        return reader.no("month", start, found.end(), "the months do not follow one another")
    return _add_months(
        reader, start, found.end(), (numbers[0], numbers[-1]), found["year"] or found["of"], found["shift"]
    )


def _add_months(
    reader: Reader, start: int, end: int, months: tuple[int, int], year: str | None, shift: str | None
) -> bool:
    """Add the months from one to another of a year, which is told in figures or by a word ("ngoái"), or not at all."""
    number, year_shift = int(year) if year else None, YEAR_SHIFT[shift] if shift else None
    low, high = (Point("month", number, month, year_shift=year_shift) for month in months)
    return reader.add(start, end, "months", low, high)


def end_month(reader: Reader, start: int) -> bool:
    """ "tháng đầu năm 2021", "tháng cuối cùng của năm": the first or the last month of a year."""
    found = _END_MONTH.match(reader.lower, start)
    if found is None or _NOT_A_MONTH.search(reader.left(start, 12)) or _SEVERAL.search(reader.left(start, 12)):
        return False
    year, shift = found["year"], found["shift"]
    month = 1 if found["which"].startswith("đầu") else 12
    point = Point("month", int(year) if year else None, month, year_shift=None if year else YEAR_SHIFT[shift or "nay"])
    return reader.add(start, found.end(), "month", point)


def quarters(reader: Reader, start: int) -> bool:
    """ "3 quý đầu năm", "2 quý đầu năm 2020": the months that they are."""
    found = _QUARTERS.match(reader.lower, start)
    if found is None:
        return False
    point = months_point(3 * int(found[1]), head=True, year=found[2], shift=found[3])
    return point is not None and reader.add(start, found.end(), "months", point)


def _relative_month(reader: Reader, start: int, found: re.Match[str]) -> bool:
    left = reader.left(start, 16)
    if _NOT_A_MONTH.search(left) or _SEVERAL.search(left):
        return reader.no("relative_month", start, found.end(), "how long ago, not which month")
    if _MONTH_OF_OTHER.match(reader.lower, found.end()):
        return reader.no("relative_month", start, found.end(), "relative to something else")
    shift = {"này": 0, "trước": -1, "sau": 1, "tới": 1}[found[1]]
    return reader.add(start, found.end(), "relative_month", Point("month", shift=shift))


def months(reader: Reader, start: int) -> bool:
    """ "6 tháng đầu năm 2021", "9 tháng năm 2017", "02 tháng cuối năm"."""
    return _months(reader, start, start, None)


def months_in_words(reader: Reader, start: int) -> bool:
    """ "sáu tháng đầu năm 2017": the cue is `tháng`, the numeral stands before it."""
    numeral = _NUMERAL_BEFORE.search(reader.left(start, 14))
    if numeral is None:
        return False
    begin = start - (len(numeral.string) - numeral.start())
    return _months(reader, begin, start, NUMERAL[numeral[1]])


def _months(reader: Reader, start: int, place: int, count: int | None) -> bool:
    lower = reader.lower
    text = lower if count is None else f"{count} {lower[place : place + 60]}"
    at = start if count is None else 0
    move = 0 if count is None else place - len(str(count)) - 1
    if start and lower[start - 1] in ",./-":
        return False
    found = _HALF.match(text, at)
    if found:
        number = int(found[1])
        point = months_point(number, head=found[2] == "đầu", year=found[3], shift=found[4])
    else:
        found = _MONTHS_OF.match(text, at)
        if found is None:
            return False
        number = int(found[1])
        if number == 1:
            return reader.no("months", start, found.end() + move, "how long a time, not which month")
        point = months_point(number, head=True, year=found[2] or found[4], shift=found[3])
    if point is None:
        return reader.no("months", start, found.end() + move, "no such number of months in a year")
    return reader.add(start, found.end() + move, "months", point)


def quarter(reader: Reader, start: int) -> bool:
    """ "quý I/2025", "quý II năm 2016", "quý 3"."""
    shift = _QUARTER_SHIFT.match(reader.lower, start)
    if shift and not _EACH.search(reader.left(start, 10)):
        return reader.no("quarter", start, shift.end(), "a quarter relative to an unknown one")
    pair = _quarter_pair(reader, start)
    if pair:
        return True
    found = QUARTER.match(reader.lower, start)
    if found is None:
        return False
    year = found[2] or found[3] or found[4]
    if not year and (
        reader.unit_follows(found.end()) and not reader.lower[found.end() : found.end() + 5].strip().startswith("năm")
    ):
        return reader.no("quarter", start, found.end(), "a unit follows")
    point = Point(
        "quarter",
        int(year) if year else None,
        number=ROMAN[found[1]],
        year_shift=YEAR_SHIFT[found[5]] if found[5] else None,
    )
    return reader.add(start, found.end(), "quarter", point)


def _quarter_pair(reader: Reader, start: int) -> bool:
    """ "quý III và IV/2020", "quý I-II/2020"."""
    lead = _QUARTER_LEAD.match(reader.lower, start)
    more = _QUARTER_PAIR.match(reader.lower, lead.end()) if lead else None
    if lead is None or more is None:
        return False
    year = _OF_YEAR.match(reader.lower, more.end())
    if year is None:
        return False
    number = int(year[1])
    first = Point("quarter", number, number=ROMAN[lead[1]])
    last = Point("quarter", number, number=ROMAN[more[1]])
    if "-" in more[0]:
        return reader.add(start, year.end(), "quarter", first, last)
    reader.add(start, lead.end(), "quarter", first)
    return reader.add(more.start(1), year.end(), "quarter", last)


def half(reader: Reader, start: int) -> bool:
    """ "nửa đầu năm 2017", "nửa cuối năm nay"."""
    found = _HALF_NOUN.match(reader.lower, start)
    if found is None:
        return False
    point = months_point(6, head=found[1] == "đầu", year=found[2] or found[4], shift=found[3])
    return point is not None and reader.add(start, found.end(), "half", point)


def year(reader: Reader, start: int) -> bool:
    """ "năm 2018", "năm 2020 - 2021", "năm học 2016-2017", "năm nay", "năm ngoái"."""
    lower = reader.lower
    relative = RELATIVE_YEAR.match(lower, start)
    if relative:
        return _relative_year(reader, start, relative)
    gap = _YEAR_LEAD.match(lower, start)
    if gap is None:
        return False
    if _COUNTED.search(reader.left(start, 12)):
        start = gap.end()  # "10 năm 2021-2030": the word belongs to the number before it
    if span_of_years(reader, start, gap.end(), "school_year" if "học" in gap[0] else "years"):
        return True
    found = YEAR.match(lower, gap.end())
    if found is None:
        found = _YEAR_BROKEN.match(lower, gap.end())
    if found is None:
        return False
    return reader.add(start, found.end(1), "year", Point("year", int(found[1])))


def _relative_year(reader: Reader, start: int, found: re.Match[str]) -> bool:
    word = found[1]
    left = reader.left(start, 64)
    rule = "relative_year"
    if _HOW_MANY.search(left):
        return reader.no(rule, start, found.end(), "how long, not which year")
    line = reader.context.view.line(start)
    if not reader.lower[line[0] : start].strip() and not reader.lower[found.end() : line[1]].strip():
        return reader.no(rule, start, found.end(), "the head of a column")
    earlier = _THE_YEAR_BEFORE.match(reader.lower, found.end()) if word == "trước" else None
    if earlier and _BEFORE_LAST_YEAR.search(left):
        return reader.add(start, earlier.end(), "year_before", Point("year", shift=-1))
    if _YEAR_OF_OTHER.match(reader.lower, found.end()):
        return reader.no(rule, start, found.end(), "relative to something else")
    if word == "sau" and not _BEFORE_NEXT_YEAR.search(left):
        return reader.no(rule, start, found.end(), "relative to something else")
    if word == "trước" and "năm sau" in reader.left(start, 60):
        return reader.no(rule, start, found.end(), "each year against the one before")
    if word == "trước" and not _BEFORE_LAST_YEAR.search(left):
        return reader.no(rule, start, found.end(), "relative to something else")
    return reader.add(start, found.end(), rule, Point("year", shift=YEAR_SHIFT[word]))


def place(reader: Reader, start: int) -> bool:
    """ "đầu năm 2018", "cuối quý IV/2020", "giữa tháng 6", "cuối năm"."""
    lower = reader.lower
    head = _PLACE_IN_YEAR.match(lower, start)
    if head is None:
        return False
    before = len(reader.found)
    forms = {"n": year, "q": quarter, "t": month}
    if lower[head.end()] in forms and forms[lower[head.end()]](reader, head.end()):
        reader.found[before].start = start
        return True
    bare = _BARE_PLACE.match(lower, start)
    if bare is None:
        return False
    if bare[2]:
        return reader.add(start, bare.end(), "relative_year", Point("year", shift=YEAR_SHIFT[bare[2]]))
    if reader.left(start, 8).endswith("ngay từ "):
        return reader.no("part_of_year", start, bare.end(), "from the outset, not a part of a year")
    led = _BEFORE_PLACE.search(reader.left(start, 24))
    if not led or (led["since"] and not _TO_NOW.match(lower, bare.end())):
        return reader.no("part_of_year", start, bare.end(), "a part of an unknown year")
    if _EVERY_YEAR.match(lower, bare.end()):
        return reader.no("part_of_year", start, bare.end(), "a part of every year")
    return reader.add(start, bare.end(), "part_of_year", Point("year", year_shift=0))


def same_period(reader: Reader, start: int) -> bool:
    """ "cùng kỳ năm trước": the year before the one that is spoken of."""
    found = _SAME_PERIOD.match(reader.lower, start)
    if found is None:
        return False
    return reader.add(start, found.end(), "same_period", Point("year", shift=-1))


def decade(reader: Reader, start: int) -> bool:
    """ "những năm 1990", "thập niên 90", "những năm 1945-1946"."""
    lower = reader.lower
    found = _DECADE.match(lower, start)
    if found is None or _YEARS.match(lower, found.start(1)):
        return False
    year = int(found[1])
    year = 1900 + year if year < 100 else year
    if reader.unit_follows(found.end()):
        return reader.no("decade", start, found.end(), "a quantity")
    return reader.add(start, found.end(), "decade", Point("decade", year))


def period(reader: Reader, start: int) -> bool:
    """ "giai đoạn 2017 - 2020", "nhiệm kỳ 2020-2025", "năm học 2016-2017"."""
    head = _PERIOD.match(reader.lower, start)
    if head is None:
        return False
    rule = "school_year" if reader.lower.startswith("năm học", start) else "period"
    rule = "term" if reader.lower.startswith("nhiệm kỳ", start) else rule
    return span_of_years(reader, _period_start(reader, start, head), head.end(), rule)


def _period_start(reader: Reader, start: int, head: re.Match[str]) -> int:
    """The quote begins at the lead word, unless other words stand between ("nhiệm kỳ Đại hội (2020-2025")."""
    simple = _PERIOD_WORD
    return start if simple.fullmatch(head[0]) else head.end()


def span_of_years(reader: Reader, start: int, place: int, rule: str, *, bare: bool = False) -> bool:
    """Two years at `place` ("2016-2020"); `start` is where the quote begins, `bare` without a lead word."""
    found = _YEARS.match(reader.lower, place)
    end = 0
    if found:
        first, last, end = int(found[1]), int(found[2]), found.end()
    else:
        short = None if bare else _YEARS_SHORT.match(reader.lower, place)
        if short is None:
            return False
        first, end = int(short[1]), short.end()
        last = first // 100 * 100 + int(short[2])
    if first >= last or (bare and not (first >= 1700 and last <= 2150)):
        return reader.no(rule, start, end, "the second year is not after the first")
    numbered = NUMBERED.search(reader.left(start))
    if bare and (
        (numbered and not numbered[0].startswith("kế hoạch"))
        or _PHONE.search(reader.left(start, 40))
        or counts(reader.lower, end)
        or glued_left(reader, start)
        or glued_right(reader, end)
    ):
        return reader.no(rule, start, end, "numbers of something else")
    return reader.add(start, end, rule, Point("year", first), Point("year", last))


def glued_left(reader: Reader, start: int) -> bool:
    """Whether the number goes on to the left: "12/2016", "a-2016"."""
    return start > 0 and reader.lower[start - 1] in "/.,-+:" and not reader.lower[max(0, start - 2)].isspace()


def glued_right(reader: Reader, end: int) -> bool:
    """Whether the number goes on to the right: "2016/QH"."""
    return reader.lower[end : end + 1].isalnum() or bool(_GLUED.match(reader.lower, end))
