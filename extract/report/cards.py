"""What the card of a record says: its fields with labels, links to its mentions and to other records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from extract.display import printable, quantity
from extract.model import Actual, AnyRecord, Date, LegalReference, Meeting, Official, Target

LONGEST = 600
"""Characters of a field that are shown."""

MOST = 60
"""Mentions, positions or linked records that a card lists."""

LABELLED = ("granularity", "part_of_day", "resolved_from", "role", "document_type", "kind", "mode", "direction")
"""The fields whose values are terms, with a label `<field>.<value>` each."""

LINKED = ("chairs", "attendees", "concerns")
BASE = ("id", "start", "end", "text", "rule", "mentions")


class Value(NamedTuple):
    """A value of a field: its text, or the key of its label, and where it leads."""

    text: str
    key: str | None = None
    href: str | None = None


class Field(NamedTuple):
    """A field that is not null: its name, its values, and how many more there are."""

    name: str
    values: list[Value]
    others: int = 0


class Card(NamedTuple):
    """All that the card of a record shows."""

    number: int
    type: str
    id: str
    head: str
    quote: str
    fields: list[Field]
    mentions: Field
    rule: str
    start: int


def clean(text: str, longest: int = LONGEST) -> str:
    """A text on one line, cut where it is long, without characters that turn the order of the line around."""
    line = " ".join(printable(text[: longest * 4]).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


class Cards:
    """The cards of a document's records, which are numbered from 1."""

    def __init__(self, records: list[AnyRecord]) -> None:
        self._records = records
        self._numbers = {record.id: number for number, record in enumerate(records, 1)}

    def card(self, number: int, mention_href: Callable[[int], str], card_href: Callable[[int], str]) -> Card:
        """The card of a record; the functions link an offset of the text, and the card of another record."""
        record = self._records[number - 1]
        places = getattr(record, "mentions", None) or [record]
        seen = [Value(clean(m.text, 80), None, mention_href(m.start)) for m in places[:MOST]]
        return Card(
            number=number,
            type=record.type,
            id=clean(record.id, 200),
            head=clean(head(record), 300),
            quote=clean(record.text, 300),
            fields=list(_fields(record, self._records, self._numbers, card_href)),
            mentions=Field("mentions", seen, max(0, len(places) - MOST)),
            rule=record.rule,
            start=record.start,
        )


def head(record: AnyRecord) -> str:
    """What a record is, in a few words."""
    match record:
        case Date():
            return record.value
        case Official() | Meeting():
            return record.name
        case LegalReference():
            return record.number or record.name or record.text
        case Target() | Actual():
            return quantity(record)


def _fields(
    record: AnyRecord, records: list[AnyRecord], numbers: dict[str, int], card_href: Callable[[int], str]
) -> Iterator[Field]:
    shown = head(record)
    for name in record.__struct_fields__:
        value: Any = getattr(record, name)
        if name in BASE or value is None or value == [] or value == shown:
            continue
        if name in LINKED:
            known = [records[numbers[i] - 1] if i in numbers else None for i in value[:MOST]]
            values = [
                Value(clean(i, 120)) if r is None else Value(clean(head(r), 120), None, card_href(numbers[i]))
                for i, r in zip(value, known, strict=False)
            ]
            yield Field(name, values, max(0, len(value) - MOST))
        elif name == "positions":
            yield Field(name, [Value(clean(p.title, 200)) for p in value[:MOST]], max(0, len(value) - MOST))
        elif name in LABELLED:
            yield Field(name, [Value(value, f"{name}.{value}")])
        elif isinstance(value, float):
            yield from () if name in ("value", "max", "total") else (Field(name, [Value(f"{value:.10g}")]),)
        elif name != "comparator" and not (name == "unit" and isinstance(record, Target | Actual)):
            yield Field(name, [Value(clean(str(value)))])
