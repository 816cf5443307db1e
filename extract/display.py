"""`trichluc show`: a text with its records in colour, and a table of the records below.

Each record stands between brackets of its type's colour, with its number in the table behind the closing one, so that
records within each other, and records seen without colour, can still be told apart: `[Sáng 18/1/2019]1`. Further
mentions of a record carry the same number and are dim. Where records overlap, the words have the colour of the
innermost one and are underlined.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import NamedTuple

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.model import Actual, AnyRecord, Date, LegalReference, Meeting, Official, Result, Target

COLORS = {
    "date": "#5c8dff",
    "official": "#3fbf3f",
    "legal_reference": "#d060e0",
    "meeting": "#d9a514",
    "target": "#e0683c",
    "actual": "#20c8c8",
}
"""A colour a record type; spaCy's displaCy takes them as its option `colors`."""

_DIGITS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
# What a terminal would act upon: shown as a picture of the control character instead.
_CONTROL = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys((0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069), 0xFFFD),
}


class Mark(NamedTuple):
    """A place to colour: `number` is the record's in the table, `first` whether it is the record's own span."""

    start: int
    end: int
    kind: str
    number: int
    first: bool


def console() -> Console:
    """Standard output: as wide as the terminal, or 140 columns where there is none and COLUMNS says nothing."""
    wide = sys.stdout.isatty() or "COLUMNS" in os.environ
    return Console(width=None if wide else 140)


def show(result: Result, text: str, console: Console) -> None:
    """Print a text (the decoded source) with its records in colour, and the table of the records."""
    console.print(coloured(text, marks(result.records)), soft_wrap=not console.is_terminal)
    console.print()
    console.print(table(result.records) if result.records else "no records")


def printable(text: str) -> str:
    """A text of the same length without characters that a terminal acts upon."""
    return text.replace("\r\n", " \n").translate(_CONTROL)


def marks(records: Iterable[AnyRecord]) -> list[Mark]:
    """The places of the records and of their further mentions, the outer before the inner."""
    found = []
    for number, record in enumerate(records, 1):
        found.append(Mark(record.start, record.end, record.type, number, True))
        found += [
            Mark(mention.start, mention.end, record.type, number, False)
            for mention in getattr(record, "mentions", ())
            if (mention.start, mention.end) != (record.start, record.end)
        ]
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.number))


def coloured(text: str, places: list[Mark]) -> Text:
    """The text with brackets, numbers and colours around the marks."""
    shown = printable(text)
    edges = [(mark.start, 1, mark.start - mark.end, i) for i, mark in enumerate(places)]
    edges += [(mark.end, 0, -i, i) for i, mark in enumerate(places)]
    out = Text(no_wrap=False)
    open_marks: list[Mark] = []
    at = 0
    for place, opens, _, index in sorted(edges):
        mark = places[index]
        if place > at:
            out.append(shown[at:place], _style(open_marks))
            at = place
        if opens:
            open_marks.append(mark)
            out.append("[", _style([mark]))
        else:
            open_marks.remove(mark)
            out.append("]" + str(mark.number).translate(_DIGITS), _style([mark]))
    out.append(shown[at:])
    return out


def _style(open_marks: list[Mark]) -> str:
    """The style of what stands in these marks; the innermost is the last."""
    if not open_marks:
        return ""
    inner = open_marks[-1]
    return ("bold " if inner.first else "dim ") + ("underline " if len(open_marks) > 1 else "") + COLORS[inner.kind]


def table(records: list[AnyRecord]) -> Table:
    """The records, one a row, with what matters most of each type."""
    shown = Table(
        title="1 record" if len(records) == 1 else f"{len(records)} records",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
    )
    shown.add_column("#", justify="right")
    shown.add_column("type", no_wrap=True)
    shown.add_column("text", overflow="fold", max_width=48)
    shown.add_column("reads as", overflow="fold")
    shown.add_column("rule", overflow="fold")
    shown.add_column("start", justify="right")
    names = {record.id: record.name for record in records if isinstance(record, Official)}
    for number, record in enumerate(records, 1):
        shown.add_row(
            str(number),
            Text(record.type, COLORS[record.type]),
            Text(" ".join(printable(record.text).split())),
            Text(printable(summary(record, names))),
            Text(record.rule.removeprefix(f"{record.type}.")),
            str(record.start),
        )
    return shown


def summary(record: AnyRecord, names: dict[str, str]) -> str:
    """What a record says, on one line; `names` are those of the officials by id."""
    match record:
        case Date():
            said = [record.value, record.part_of_day, record.role]
        case Official():
            said = [record.name, "; ".join(p.title for p in record.positions)]
        case LegalReference():
            said = [record.number or record.name, record.document_type, record.issuer, record.issued, record.title]
        case Meeting():
            people = [f"{what} {names.get(i, i)}" for what in ("chairs", "attendees") for i in getattr(record, what)]
            said = [record.kind, record.date, record.organizer, record.location, *people]
        case Target() | Actual():
            said = [quantity(record), record.indicator, record.period]
    return " · ".join(part for part in said if part)


def quantity(record: Target | Actual) -> str:
    """A quantity on one line: ">= 16/21 sở, ngành"."""
    shown = figure(record.value) if record.max is None else f"{figure(record.value)}-{figure(record.max)}"
    if isinstance(record, Actual) and record.total is not None:
        shown += f"/{figure(record.total)}"
    sign = "" if record.comparator == "=" else f"{record.comparator} "
    unit = "" if record.unit is None else f" {record.unit}"
    return f"{sign}{shown}{unit}"


def figure(value: float) -> str:
    """A number as short as it is exact: "5.4", "1000"."""
    return f"{value:.0f}" if value == int(value) else f"{value:.10g}"
