"""Finds date candidates: expressions that name a calendar date or interval, with what they say of it.

Cues are the lead words (`ngày`, `tháng`, `sáng`, `từ`, …) and the first digit of every number. At each cue the forms
that can begin there are tried, each a short pattern anchored at the cue; the first that fits wins and the place behind
it is where the next cue may stand. What year is meant, and whether a date without one is a date at all where the style
of the document decides, is left to the resolver.

The forms live in `date_days`, `date_spans` and `date_bare`; all of them take the `Reader` of the document and a place.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.context import Context
from extract.cues import CueSet
from extract.finders import date_bare, date_days, date_spans
from extract.finders.date_candidate import DateCandidate
from extract.finders.date_reader import Reader
from extract.finders.date_words import GAP, SP
from extract.lazy import pattern

# A year, or one or two digits with what may follow them in a day, a month, a clock time or a range. Most numbers are
# none of these.
_BEGINS_DATE = pattern(rf"\d{{4}}|\d{{1,2}}(?:{SP}[/.\-]|{SP}[hg]|:|,?{GAP}(?:đến|tới|và|tháng))")

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

_Form = Callable[[Reader, int], bool]

_FORMS: dict[str, tuple[_Form, ...]] = {
    "day": (date_days.day, date_days.relative_day),
    "relative_day": (date_days.relative_day, date_days.day_after_hom),
    "part": (date_days.part,),
    "from": (date_days.interval,),
    "month": (date_spans.months_in_words, date_spans.month_pair, date_spans.month),
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
        date_bare.vita,
        date_days.full,
        date_bare.bare_years,
        date_bare.weak,
    ),
}


def cue_sets() -> list[CueSet]:
    """The words that make this finder look: lead words, and the first digit of every number."""
    return [
        CueSet("date_lead", _LEADS),
        CueSet("date_number", {str(digit): "number" for digit in range(10)}, right=False),
    ]


def find(context: Context) -> list[DateCandidate]:
    """The candidates of a document, in the order of their start; none overlaps another."""
    reader = Reader(context)
    cues = sorted(
        [*context.cues.get("date_lead", ()), *context.cues.get("date_number", ())],
        key=lambda cue: (cue.start, -cue.end),
    )
    behind = 0
    for cue in cues:
        if cue.start < behind or (cue.entry == "number" and not _BEGINS_DATE.match(reader.lower, cue.start)):
            continue
        forms = _FORMS[cue.entry]
        if reader.in_reference(cue.start):  # its number and its own year are no dates, the span of its plan is one
            forms = (date_bare.bare_years,) if cue.entry == "number" else forms if cue.entry in _IN_NAMES else ()
        for form in forms:
            if form(reader, cue.start):
                behind = reader.found[-1].end
                break
    return reader.found
