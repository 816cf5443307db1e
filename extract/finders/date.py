"""Finds date candidates: expressions that name a calendar date or interval, with what they say of it.

It looks at the lead words (`ngày`, `tháng`, `sáng`, `từ`, …), which are cues, and at the numbers that a date may begin
with: too many for cues, one pattern passes over them. At each of these the forms that can begin there are tried, each a
short pattern anchored there; the first that fits wins and the place behind it is where the next may begin. What year is
meant, and whether a date without one is a date at all where the style of the document decides, is left to the
resolver.

The forms live in `date_days`, `date_spans` and `date_bare`; all of them take the `Reader` of the document and a place.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter

from extract.context import Context
from extract.cues import CueSet
from extract.finders import date_bare, date_days, date_spans
from extract.finders.date_candidate import DateCandidate
from extract.finders.date_reader import Reader
from extract.finders.date_words import GAP, SP
from extract.lazy import pattern
from extract.parts import date as parts
from extract.resolve import date_chronicle

# The first digit of a number that a date may begin with: of a year, or of one or two digits with what may follow them
# in a day, a month, a clock time or a range. Most numbers are none of these.
_BEGINS_DATE = pattern(
    rf"[0-9](?<![^\W_][0-9])(?=\d{{3}}|\d?(?:{SP}[/.\-]|{SP}[hg]|:|,?{GAP}(?:đến|tới|và|tháng|qu[ýí])))"
)

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
    **dict.fromkeys(("năm học",), "period"),
}

_IN_NAMES = frozenset(("period", "year", "month", "day", "from"))

_Form = Callable[[Reader, int], bool]

_FORMS: dict[str, tuple[_Form, ...]] = {
    "day": (date_days.day, date_days.relative_day),
    "relative_day": (date_days.relative_day, date_days.day_after_hom),
    "part": (date_days.part,),
    "from": (date_days.interval,),
    "month": (
        date_spans.months_in_words,
        date_spans.month_pair,
        date_spans.month_list,
        date_spans.end_month,
        date_spans.month,
    ),
    "quarter": (date_spans.quarter,),
    "year": (date_spans.year,),
    "place": (date_spans.place,),
    "half": (date_spans.half,),
    "same_period": (date_spans.same_period,),
    "decade": (date_spans.decade,),
    "period": (date_spans.period,),
    "number": (
        date_days.clock,
        date_spans.months,
        date_spans.quarters,
        date_bare.vita,
        date_days.full,
        date_bare.bare_years,
        date_bare.weak,
    ),
}


def cue_sets() -> list[CueSet]:
    """The lead words, and what had its time: sessions, holders of offices, bodies."""
    periods = (*parts.words("period_word"), *parts.words("time_word"))
    return [
        CueSet("date_lead", _LEADS | dict.fromkeys(periods, "period")),
        CueSet("date_holder", date_chronicle.words()),
        CueSet("date_session", date_chronicle.SESSION_CUES),
    ]


def find(context: Context) -> list[DateCandidate]:
    """The candidates of a document, in the order of their start; none overlaps another."""
    reader = Reader(context)
    numbers = [match.start() for match in _BEGINS_DATE.finditer(reader.lower)]
    for low, high in reversed(context.view.crowds(numbers)):
        context.reject("date.number", numbers[low], numbers[high - 1], "too many numbers for one sentence")
        del numbers[low:high]
    places = [(cue.start, cue.entry) for cue in context.cues["date_lead"]]
    places += [(number, "number") for number in numbers]
    places.sort(key=itemgetter(0))
    behind = 0
    for place, lead in places:
        if place < behind:
            continue
        forms = _FORMS[lead]
        if reader.in_reference(place):  # its number and its own year are no dates, the span of its plan is one
            forms = (
                (date_bare.bare_years, date_bare.goal_year) if lead == "number" else forms if lead in _IN_NAMES else ()
            )
        for form in forms:
            if form(reader, place):
                behind = reader.found[-1].end
                break
    return reader.found
