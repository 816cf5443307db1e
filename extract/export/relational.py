"""Results as the rows of related tables: what a database holds.

Tables and columns follow `extract.model`: one table a record type, in the plural, with a column a field; a field that
is a list is a table of its own. `start` and `end` are `start_offset` and `end_offset` here, since `end` is a word of
SQL, and days are added where the model has a value that may be coarser than a day, so that a query can compare them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any, Literal, NamedTuple

import msgspec
from msgspec import inspect

from extract.export.calendar import day, days
from extract.export.common import ExportError
from extract.model import RECORD_TYPES, AnyRecord, Document, Mention, Position, Result

Kind = Literal["text", "integer", "number", "day"]
Value = str | int | float | None
Row = tuple[Value, ...]

RENAMED = {"start": "start_offset", "end": "end_offset"}
LINKS = {"chairs": "officials", "attendees": "officials", "concerns": "legal_references"}


class Column(NamedTuple):
    """A column; `refers_to` is the table that its values are keys of."""

    name: str
    kind: Kind
    description: str
    required: bool = False
    refers_to: str | None = None


class Table(NamedTuple):
    """A table: its columns, those that make its key, and those to search by."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    searched: tuple[str, ...] = ()


def table_name(kind: str) -> str:
    """The table of a record type: `dates` for `date`."""
    return f"{kind}s"


DOCUMENT_ID = Column("document_id", "text", "The document that it was found in", True, "documents")
_SEARCHED = {
    "date": ("start_date",),
    "official": ("name",),
    "legal_reference": ("key",),
    "meeting": ("start_date",),
    "target": ("period",),
    "actual": ("period",),
}


class _Derived(NamedTuple):
    """Columns with the first and last day of a field, or with the day if `last` is None."""

    field: str
    first: str
    last: str | None
    description: str


_DERIVED = {
    "document": _Derived("published", "published_on", None, "The day of published, null where it is no day"),
    "legal_reference": _Derived("issued", "issued_on", None, "The day of issued, null where it is no day"),
    "meeting": _Derived("date", "start_date", "end_date", "day of date"),
    "target": _Derived("period", "period_start", "period_end", "day of period"),
    "actual": _Derived("period", "period_start", "period_end", "day of period"),
}


def _derived_columns(kind: str) -> tuple[Column, ...]:
    derived = _DERIVED.get(kind)
    if derived is None:
        return ()
    if derived.last is None:
        return (Column(derived.first, "day", derived.description),)
    return (
        Column(derived.first, "day", f"First {derived.description}"),
        Column(derived.last, "day", f"Last {derived.description}"),
    )


def _derived_values(kind: str) -> Callable[[Any], Row]:
    derived = _DERIVED.get(kind)
    if derived is None:
        return lambda record: ()
    field, last = derived.field, derived.last

    def values(record: Any) -> Row:
        value = getattr(record, field)
        if last is None:
            only = day(value)
            return (only.isoformat() if only else None,)
        bounds = days(value)
        return (bounds[0].isoformat(), bounds[1].isoformat()) if bounds else (None, None)

    return values


@cache
def scalar_columns(struct: type[msgspec.Struct]) -> tuple[Column, ...]:
    """The columns of a struct: its fields that are no lists, under the names of the model."""
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    found = ((field, _kind(field.type)) for field in info.fields)
    return tuple(
        Column(field.name, kind, _description(field.type), not _allows(field.type, inspect.NoneType))
        for field, kind in found
        if kind is not None
    )


@cache
def list_fields(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a struct that are lists."""
    info = inspect.type_info(struct)
    assert isinstance(info, inspect.StructType)
    return tuple(field.name for field in info.fields if _kind(field.type) is None)


def _kind(type: inspect.Type) -> Kind | None:
    """The kind of column for a type of the model; None for a list."""
    if isinstance(type, inspect.Metadata):
        return _kind(type.type)
    if isinstance(type, inspect.UnionType):
        return next(_kind(part) for part in type.types if not isinstance(part, inspect.NoneType))
    if isinstance(type, inspect.ListType):
        return None
    if isinstance(type, inspect.IntType):
        return "integer"
    if isinstance(type, inspect.FloatType):
        return "number"
    if isinstance(type, inspect.StrType) and type.pattern == r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$":
        return "day"
    assert isinstance(type, inspect.StrType | inspect.LiteralType), type
    return "text"


def _allows(type: inspect.Type, part: type[inspect.Type]) -> bool:
    if isinstance(type, inspect.Metadata):
        return _allows(type.type, part)
    return isinstance(type, part) or (isinstance(type, inspect.UnionType) and any(_allows(t, part) for t in type.types))


def _description(type: inspect.Type) -> str:
    if isinstance(type, inspect.Metadata):
        return str((type.extra_json_schema or {}).get("description") or _description(type.type))
    if isinstance(type, inspect.UnionType):
        return next((text for text in map(_description, type.types) if text), "")
    return ""


def _renamed(columns: Iterable[Column]) -> tuple[Column, ...]:
    return tuple(column._replace(name=RENAMED.get(column.name, column.name)) for column in columns)


@cache
def tables() -> dict[str, Table]:
    """All tables by name, each after those it refers to."""
    found = [
        Table(
            "documents",
            _doc(Document),
            (
                *scalar_columns(Document),
                *_derived_columns("document"),
                Column("schema_version", "text", "The version of the format that the run wrote", True),
                Column("digest", "text", "Of the document's whole result, to tell whether it changed", True),
            ),
            ("id",),
            ("published_on",),
        )
    ]
    for kind, struct in RECORD_TYPES.items():
        first, *others = _renamed(scalar_columns(struct))
        columns = (first, DOCUMENT_ID, *others, *_derived_columns(kind))
        found.append(Table(table_name(kind), _doc(struct), columns, ("id",), ("document_id", *_SEARCHED[kind])))
    number = Column("number", "integer", "Its place in the list, from 1", True)
    official = Column("official_id", "text", "Who holds it", True, "officials")
    positions = _renamed(scalar_columns(Position))
    found.append(
        Table("positions", _doc(Position), (official, number, DOCUMENT_ID, *positions), (official.name, number.name))
    )
    meeting = Column("meeting_id", "text", "The meeting", True, "meetings")
    for field, other in LINKS.items():
        linked = Column(f"{other[:-1]}_id", "text", f"The id in {other}", True)
        columns = (meeting, number, DOCUMENT_ID, linked)
        key = (meeting.name, number.name)
        found.append(Table(f"meeting_{field}", f"The {field} of a meeting.", columns, key, (linked.name,)))
    record = Column("record_id", "text", "The official, legal reference or meeting", True)
    kind_column = Column("record_type", "text", "The type of that record", True)
    mentions = (record, number, kind_column, DOCUMENT_ID, *_renamed(scalar_columns(Mention)))
    found.append(Table("mentions", _doc(Mention), mentions, (record.name, number.name)))
    return {table.name: _searched_by_document(table) for table in found}


def _searched_by_document(table: Table) -> Table:
    """A table in which the rows of a document can be found, to be replaced."""
    if DOCUMENT_ID not in table.columns or DOCUMENT_ID.name in table.searched:
        return table
    return table._replace(searched=(DOCUMENT_ID.name, *table.searched))


def _doc(struct: type) -> str:
    return (struct.__doc__ or "").strip().splitlines()[0]


Rows = dict[str, list[Row]]
"""Rows by table."""


def digest(result: Result) -> str:
    """A short hash of a whole result."""
    return hashlib.blake2b(msgspec.json.encode(result), digest_size=16).hexdigest()


@cache
def _reader(struct: type[msgspec.Struct]) -> Callable[[Any], Row]:
    return attrgetter(*(column.name for column in scalar_columns(struct)))


@cache
def _record_reader(kind: str) -> tuple[str, Callable[[Any], Row], Callable[[Any], Row], tuple[str, ...]]:
    """Table, fields, derived columns and columns that hold days, of a record type."""
    columns = scalar_columns(RECORD_TYPES[kind])
    dated = tuple(column.name for column in columns if column.kind == "day")
    return table_name(kind), _reader(RECORD_TYPES[kind]), _derived_values(kind), dated


def add_rows(rows: Rows, result: Result, digest: str) -> None:
    """Add the rows of a result to those of each table. Raises `ExportError` for a day that is not in the calendar."""
    document = result.document
    rows["documents"].append(
        (*_reader(Document)(document), *_derived_values("document")(document), result.schema_version, digest)
    )
    for record in result.records:
        table, fields, derived, dated = _record_reader(record.type)
        for name in dated:
            value = getattr(record, name)
            if value is not None and day(value) is None:
                raise ExportError(f"{record.id}: {name} {value!r} is no day of the calendar")
        record_id, *others = fields(record)
        rows[table].append((record_id, document.id, *others, *derived(record)))
        _add_lists(rows, record, document.id)


def _add_lists(rows: Rows, record: AnyRecord, document_id: str) -> None:
    mentions = getattr(record, "mentions", None)
    if mentions is None:
        return
    read_mention, read_position = _reader(Mention), _reader(Position)
    rows["mentions"] += [
        (record.id, number, record.type, document_id, *read_mention(mention))
        for number, mention in enumerate(mentions, 1)
    ]
    if record.type == "official":
        rows["positions"] += [
            (record.id, number, document_id, *read_position(position))
            for number, position in enumerate(record.positions, 1)  # type: ignore[union-attr]
        ]
    elif record.type == "meeting":
        for field in LINKS:
            linked = enumerate(getattr(record, field), 1)
            rows[f"meeting_{field}"] += [(record.id, number, document_id, other) for number, other in linked]
