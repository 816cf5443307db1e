"""Into tables in files, one a record type: CSV to look at in a spreadsheet, Parquet to compute with.

Parquet holds all that a result holds, lists as nested values, and can be read back (`read_parquet`). CSV is flat: of a
list it has the titles, names or quotes in one cell, of mentions their number; `positions.csv` has a row a post.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

from extract.export.calendar import day
from extract.export.common import ExportError, Summary, need, new_files
from extract.export.relational import list_fields, scalar_columns, table_name
from extract.model import (
    RECORD_TYPES,
    SCHEMA_VERSION,
    AnyRecord,
    Document,
    LegalReference,
    Mention,
    Official,
    Position,
    Result,
)
from extract.output import SHARD
from extract.places import Place, files_below, is_file, is_folder, join, opened

EXTRA = "tables"
DOCUMENTS = "documents"
POSITIONS = "positions"
BATCH_ROWS = 10_000
SEPARATOR = " | "
"""Between the values of a list in a cell of CSV."""

_VERSION_KEY = b"trichluc.schema_version"
_OF_POST = ("official_id", "document_id", "name")
_ITEMS: dict[str, type[msgspec.Struct]] = {"positions": Position, "mentions": Mention}


# CSV


def write_csv(results: Iterable[Result], folder: Place) -> Summary:
    """Write `documents.csv`, a file a record type and `positions.csv` into a folder. Raises `ExportError`."""
    summary = Summary()
    with new_files(folder) as place, ExitStack() as open_files:
        writers = {}
        columns = {name: _names(name, struct) for name, struct in _tables()}
        for name, header in {**columns, POSITIONS: [*_OF_POST, *_scalars(Position)]}.items():
            file = open_files.enter_context((place / f"{name}.csv").open("w", encoding="utf-8-sig", newline=""))
            writers[name] = csv.writer(file)
            writers[name].writerow(header)
        for result in results:
            officials = {record.id: record.name for record in result.records if isinstance(record, Official)}
            quotes = {record.id: record.text for record in result.records if isinstance(record, LegalReference)}
            writers[DOCUMENTS].writerow([_cell(getattr(result.document, name)) for name in _scalars(Document)])
            for record in result.records:
                writers[table_name(record.type)].writerow(_csv_row(record, result.document.id, officials, quotes))
                if isinstance(record, Official):
                    writers[POSITIONS].writerows(_posts(record, result.document.id))
            summary.add(result)
    return summary


def _tables() -> Iterator[tuple[str, type[msgspec.Struct]]]:
    yield DOCUMENTS, Document
    for kind, struct in RECORD_TYPES.items():
        yield table_name(kind), struct


@cache
def _scalars(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(column.name for column in scalar_columns(struct))


@cache
def _days(struct: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields that hold a day."""
    return tuple(column.name for column in scalar_columns(struct) if column.kind == "day")


def _names(table: str, struct: type[msgspec.Struct]) -> list[str]:
    """The columns of a table: the fields of the struct, and after the id of a record that of its document."""
    names = [*_scalars(struct), *list_fields(struct)]
    return names if table == DOCUMENTS else [names[0], "document_id", *names[1:]]


def _csv_row(
    record: AnyRecord, document_id: str, officials: dict[str, str], quotes: dict[str, str]
) -> list[str | int | float]:
    struct = type(record)
    row = [_cell(getattr(record, name)) for name in _scalars(struct)]
    row.insert(1, _cell(document_id))
    for name in list_fields(struct):
        values = getattr(record, name)
        if name == "mentions":
            row.append(len(values))
        elif name == "positions":
            row.append(_cell(SEPARATOR.join(position.title for position in values)))
        else:
            known = quotes if name == "concerns" else officials
            row.append(_cell(SEPARATOR.join(known.get(value, value) for value in values)))
    return row


def _posts(official: Official, document_id: str) -> Iterator[list[str | int | float]]:
    """The rows of a person's posts."""
    for position in official.positions:
        person = [_cell(official.id), _cell(document_id), _cell(official.name)]
        yield person + [_cell(getattr(position, name)) for name in _scalars(Position)]


_COMPARATORS = frozenset(("=", ">=", ">", "<=", "<", "~"))


def _cell(value: str | float | None) -> str | int | float:
    """A value as a spreadsheet shows it.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, since the texts are other people's.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in "=+-@\t\r" and value and value not in _COMPARATORS else value
    return int(value) if float(value).is_integer() else value


# Parquet


def _pyarrow() -> Any:
    return need("pyarrow", EXTRA)


def write_parquet(results: Iterable[Result], folder: Place) -> Summary:
    """Write `documents.parquet` and a file a record type into a folder. Raises `ExportError`."""
    summary = Summary()
    with new_files(folder) as place, ParquetTables(lambda name: place / f"{name}.parquet") as tables:
        for result in results:
            tables.add(result)
            summary.add(result)
    return summary


class ParquetTables:
    """`documents` and a table a record type while they are written; `path` says which file a table is."""

    def __init__(self, path: Callable[[str], Path]) -> None:
        pq: Any = need("pyarrow.parquet", EXTRA)
        self._open_files = ExitStack()
        self._tables: dict[str, _ParquetTable] = {}
        for name, struct in _tables():
            schema = _arrow_schema(name, struct)
            writer = self._open_files.enter_context(pq.ParquetWriter(path(name), schema, compression="zstd"))
            self._tables[name] = _ParquetTable(writer, schema, [])

    def add(self, result: Result) -> None:
        """Add a document and its records, or nothing. Raises `ExportError`."""
        rows = [(table_name(record.type), _parquet_row(record, result.document.id)) for record in result.records]
        self._tables[DOCUMENTS].add({**msgspec.to_builtins(result.document)})
        for name, row in rows:
            self._tables[name].add(row)

    def __enter__(self) -> ParquetTables:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        with self._open_files:
            if kind is None:
                for table in self._tables.values():
                    table.flush()


class _ParquetTable(NamedTuple):
    """A file that is being written, and the rows that are not yet in it."""

    writer: Any
    schema: Any
    rows: list[dict[str, Any]]

    def add(self, row: dict[str, Any]) -> None:
        self.rows.append(row)
        if len(self.rows) >= BATCH_ROWS:
            self.flush()

    def flush(self) -> None:
        pa = _pyarrow()
        self.writer.write_table(pa.Table.from_pylist(self.rows, schema=self.schema))
        self.rows.clear()


def _arrow_schema(table: str, struct: type[msgspec.Struct]) -> Any:
    """The columns of a table with their types; which are required, and what they are, is noted with them."""
    pa = _pyarrow()
    fields = {column.name: _arrow_field(column) for column in scalar_columns(struct)}
    for name in list_fields(struct):
        item = _ITEMS.get(name)
        inner = pa.struct([_arrow_field(column) for column in scalar_columns(item)]) if item else pa.string()
        fields[name] = pa.field(name, pa.list_(inner), nullable=False)
    fields["document_id"] = pa.field("document_id", pa.string(), nullable=False)
    columns = [fields[name] for name in _names(table, struct)]
    return pa.schema(columns, metadata={_VERSION_KEY: SCHEMA_VERSION.encode()})


def _arrow_field(column: Any) -> Any:
    pa = _pyarrow()
    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "day": pa.date32()}
    described = {"description": column.description} if column.description else None
    return pa.field(column.name, types[column.kind], nullable=not column.required, metadata=described)


def _parquet_row(record: AnyRecord, document_id: str) -> dict[str, Any]:
    row: dict[str, Any] = msgspec.to_builtins(record)
    del row["type"]
    row["document_id"] = document_id
    for name in _days(type(record)):
        if row[name] is not None:
            row[name] = day(row[name]) or _no_day(record, name)
    return row


def _no_day(record: AnyRecord, name: str) -> date:
    raise ExportError(f"{record.id}: {name} {getattr(record, name)!r} is no day of the calendar")


# Reading Parquet back


def is_parquet(folder: Place) -> bool:
    """Whether a folder holds tables: those that `write_parquet` wrote, or shards of a run. Raises `OSError`."""
    return is_file(join(folder, f"{DOCUMENTS}.parquet")) or bool(_shards(folder))


def _shards(folder: Place) -> list[str]:
    """The names of the shards of a run, in their order."""
    within = join(folder, DOCUMENTS)
    names = files_below(within) if is_folder(within) else []
    return [name for name in names if name.startswith(SHARD) and name.endswith(".parquet")]


def read_parquet(folder: Place) -> Iterator[Result]:
    """The results in the tables of a folder, in their order. Raises `ExportError`."""
    try:
        whole, shards = is_file(join(folder, f"{DOCUMENTS}.parquet")), _shards(folder)
    except OSError as error:
        raise _unreadable(folder, error) from error
    if whole:
        yield from _read_tables(folder, lambda name: f"{name}.parquet")
    for shard in shards:
        yield from _read_tables(folder, lambda name, shard=shard: f"{name}/{shard}")  # type: ignore[misc]


def _read_tables(folder: Place, file_of: Callable[[str], str]) -> Iterator[Result]:
    """The results of a file a table; `file_of` says how the file of a table is called in the folder."""
    pa = _pyarrow()
    with ExitStack() as files:

        def rows(table: str) -> _Rows:
            path = join(folder, file_of(table))
            return _Rows(files.enter_context(opened(path)), path)

        try:
            tables = {kind: rows(table_name(kind)) for kind in RECORD_TYPES}
            for document in rows(DOCUMENTS):
                found = [{**row, "type": kind} for kind, table in tables.items() for row in table.of(document["id"])]
                found.sort(key=lambda row: (row["start"], row["end"], row["type"]))
                yield msgspec.convert({"document": document, "records": found}, Result)
        except (OSError, pa.ArrowException, msgspec.ValidationError) as error:
            raise _unreadable(folder, error) from error
        for kind, table in tables.items():
            if (row := table.peek()) is not None:
                file = file_of(table_name(kind))
                raise ExportError(f"{folder}: {file} has {row['id']}, whose document is not there")


def _unreadable(folder: Place, error: Exception) -> ExportError:
    return ExportError(f"{folder}: cannot be read: {' '.join(str(error).split())}")


class _Rows:
    """The rows of a file, one after the other."""

    def __init__(self, data: BinaryIO, path: str) -> None:
        pq: Any = need("pyarrow.parquet", EXTRA)
        file = pq.ParquetFile(data)
        version = (file.schema_arrow.metadata or {}).get(_VERSION_KEY, b"").decode()
        if version != SCHEMA_VERSION:
            raise ExportError(
                f"{path}: written in version {version or 'unknown'} of the format, this Trichluc reads {SCHEMA_VERSION}"
            )
        self._rows = (row for batch in file.iter_batches(1000) for row in batch.to_pylist())
        self._next: dict[str, Any] | None = None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self._rows

    def peek(self) -> dict[str, Any] | None:
        """The row that comes next, None after the last."""
        if self._next is None:
            self._next = next(self._rows, None)
        return self._next

    def of(self, name: str) -> Iterator[dict[str, Any]]:
        """The rows that come next and are of a document, as plain data of the model."""
        while (row := self.peek()) is not None and row["document_id"] == name:
            self._next = None
            del row["document_id"]
            yield {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}
