"""The times of figures that are no dates by themselves: "6 tháng" for the half-year told elsewhere, "cùng kỳ"."""

from __future__ import annotations

import msgspec

from extract import anchors
from extract.context import Context
from extract.finders.quantity_document import years
from extract.lazy import re
from extract.model import Date, Granularity
from extract.parts import quantity as parts
from extract.resolve.date_calendar import year_of_first_months

# The first months of a year without the year ("GRDP 6 tháng tăng 8%"): no length of time, no age, no term.
_MONTHS = parts.pattern(
    r"(?<![\d/.,-])(\d{1,2})[ \n]tháng(?:[ \n](?:qua|vừa qua))?(?!\w)"
    r"(?![ \n](?:{other_months}|đầu|cuối|của năm|năm)(?!\w))"
)
_LENGTH = parts.pattern(r"(?<!\w){length_lead}[ \n]$")
# What sums up the months behind or before it.
_SUM_BEFORE = parts.pattern(r"{^sum_word}[ \n](?:[^\W\d_]{1,8}[ \n]){0,2}$")
_SUM_BEHIND = parts.pattern(r"[ \n](?:{sum_verb})(?!\w)")
# A report on a time, before it.
_REPORTED = parts.pattern(r"(?<!\w){report_on}(?!\w)[^.;:()\n\d]{0,70}[ \n]$")
_REPORT_REACH = 90
# The year looked back on: not "những năm qua", "5 năm qua", which are more than one.
_YEAR_GONE = re.compile(r"năm[ \n](?:vừa[ \n])?qua(?!\w)")
_BEFORE_YEAR_GONE = re.compile(r"(?:(?<!\w)(?:trong|cả|suốt)[ \n]|[.,;:(\"\n][ ]?|^)$")
_FIRST_MONTHS = ("01", "02", "03", "04")
_IN = re.compile(r"(?<!\w)trong[ \n]$")
_YEAR_TO_MONTH = re.compile(r"(\d{4})-01/\1-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q1")
_HALF = re.compile(r"(\d{4})-H1")
_SAME_PERIOD = re.compile(
    r"(?<!\w)cùng kỳ(?:[ \n](?:của )?(?:năm[ \n])?(?P<year>20\d\d)|[ \n]năm[ \n](?:trước|ngoái))?(?!\w)"
)
_OF_SAME_PERIOD = re.compile(r"[ \n](?:của |trong )?" + _SAME_PERIOD.pattern)
_COMPARED_WITH = parts.pattern(r"(?<!\w)(?:so với|(?:so với|hơn|bằng|như)[ \n]{level})(?: tăng| giảm)?[ \n]$")
_WITH = parts.pattern(r"(?<!\w)(?:với|so|hơn|bằng|như|của|tương đương)[ \n](?:{level}[ \n](?:thu |chi )?)?$")
_STOP = re.compile(r"[;\n]|[.](?:\s|$)")
_YEARS = re.compile(r"(?<!\d)\d{4}(?=[-/]|$)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def figure_times(context: Context) -> list[Date]:
    """The dates of a document, and the months of its year that it names without the year, in the order of the text.

    "6 tháng" is the half-year where a date tells that half-year too ("6 tháng đầu năm 2017"), and where the words about
    it sum up a year's first months ("lũy kế 8 tháng", "xuất khẩu 9 tháng tăng").
    """
    told: dict[int, Date] = {}
    for date in context.dates:
        if months := _first_months(date.value):
            told.setdefault(months, date)
    lower = context.view.lower
    found = []
    for match in anchors.finditer(_MONTHS, lower, _before_word(lower)):
        if _LENGTH.search(lower, max(0, match.start() - 12), match.start()):
            continue
        if meant := told.get(int(match[1])):
            found.append(msgspec.structs.replace(meant, start=match.start(), end=match.end(), role=None))
        elif value := _summed_up(context, match):
            found.append(_implied(match, "months_summed_up", value, "half" if value.endswith("H1") else "interval"))
    found += _years_gone(context)
    if not found:
        return list(context.dates)
    own = [d for d in found if not any(d.start < other.end and other.start < d.end for other in context.dates)]
    return sorted([*context.dates, *own], key=lambda d: d.start)


def _summed_up(context: Context, match: re.Match[str]) -> str | None:
    """The first months of the year that a text speaks in, where its words sum them up."""
    count, lower = int(match[1]), context.view.lower
    before = max(0, match.start() - _SUM_REACH)
    summed = (
        _SUM_BEFORE.search(lower, before, match.start())
        or (match[0].endswith("qua") and count > _RECENT)
        or _SUM_BEHIND.match(lower, match.end())
        or (count > _RECENT and lower.startswith(",", match.end()) and _IN.search(lower, before, match.start()))
    )
    if not summed or not 1 < count < _YEAR:
        return None
    published = context.published or ""
    year = int(published[:4]) if published else context.year
    if year is not None:
        year = year_of_first_months(count, year, int(published[5:7] or 0))
    first = year or "XXXX"
    return f"{first}-H1" if count == _HALF_YEAR else f"{first}-01/{first}-{count:02}"


def _years_gone(context: Context) -> list[Date]:
    """Where a text looks back on the year ("trong năm qua"): the first that it reports on, else the one before it if it
    was put out in the first months of a year, else its own."""
    lower = context.view.lower
    told = [
        match
        for match in anchors.finditer(_YEAR_GONE, lower, anchors.places(lower, ("năm qua", "năm vừa")))
        if _BEFORE_YEAR_GONE.search(lower, max(0, match.start() - 8), match.start())
    ]
    year = _year_looked_back_on(context) if told else None
    if year is None:
        return []
    return [_implied(match, "year_gone", year, "year") for match in told]


def _implied(match: re.Match[str], rule: str, value: str, granularity: Granularity) -> Date:
    """A time that words tell of by what the document says elsewhere."""
    start, end = match.span()
    return Date(
        start=start, end=end, rule=f"date.{rule}", value=value, granularity=granularity, resolved_from="context"
    )


def _year_looked_back_on(context: Context) -> str | None:
    now = years(context).now
    for date in context.dates:
        past = date.granularity == "year" and date.value.isdigit() and (now is None or int(date.value) <= now)
        if past and is_reported(context.view.lower, date):
            return date.value
    published = context.published
    if not published:
        return None
    return str(int(published[:4]) - (published[5:7] in _FIRST_MONTHS))


def is_reported(lower: str, date: Date) -> bool:
    """Whether a text reports on a time ("hội nghị sơ kết công tác dân vận 6 tháng đầu năm")."""
    return _REPORTED.search(lower, max(0, date.start - _REPORT_REACH), date.start) is not None


def _before_word(lower: str) -> list[int]:
    """Where the numbers begin that stand before "tháng", in order."""
    begins = []
    for place in anchors.places(lower, (" tháng", "\ntháng")):
        begin = place
        while begin > 0 and place - begin < _DIGITS and lower[begin - 1].isdecimal():
            begin -= 1
        if begin < place:
            begins.append(begin)
    return begins


_DIGITS = 2
_YEAR, _HALF_YEAR = 12, 6  # months
_RECENT = 3  # months up to which "3 tháng qua" are the latest, not the first of the year
_SUM_REACH = 24


def _first_months(value: str) -> int:
    """How many months from the first of a year a value spans; 0 if it is no such span."""
    if _HALF.fullmatch(value):
        return 6
    if _QUARTER.fullmatch(value):
        return 3
    span = _YEAR_TO_MONTH.fullmatch(value)
    return int(span[2]) if span else 0


class SamePeriod(msgspec.Struct, frozen=True):
    """The same period of an earlier year, told as the time of a figure ("cùng kỳ 2017 là 6%")."""

    year: str | None
    """The year, where it is told; else it is the year before."""

    def of(self, value: str | None) -> str | None:
        """The period that is the same as `value`, in the earlier year; None if neither tells a year."""
        first = _YEARS.search(value or "")
        if first is None or value is None:
            return self.year
        if _DAY.fullmatch(value):
            return self.year or str(int(first[0]) - 1)
        back = int(first[0]) - int(self.year) if self.year else 1
        return _YEARS.sub(lambda year: str(int(year[0]) - back), value)


def same_period(lower: str, begin: int, end: int) -> SamePeriod | None:
    """The "cùng kỳ" that stands between `begin` and a quantity at `end` as its time, if it is not compared with; not
    at once at `begin`, where it belongs to the quantity that ends there ("tăng 6% cùng kỳ")."""
    place = lower.rfind("cùng kỳ", begin, end)
    found = _SAME_PERIOD.match(lower, place) if place >= 0 else None
    if found and place - begin <= 1 and begin and lower[begin - 1].isalnum() | (lower[begin - 1] == "%"):
        return None
    if found is None or _STOP.search(lower, found.end(), end):
        return None
    if _WITH.search(lower, max(begin, place - 24), place):
        return None
    return SamePeriod(found["year"])


def compared_period(lower: str, start: int, end: int) -> SamePeriod | None:
    """The earlier period of a quantity at (start, end) that another is compared with: "cao hơn mức 5% cùng kỳ"."""
    behind = _OF_SAME_PERIOD.match(lower, end)
    if behind is None or not _COMPARED_WITH.search(lower, max(0, start - 20), start):
        return None
    return SamePeriod(behind["year"])
