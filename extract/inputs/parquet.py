"""Parquet: a document a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from extract.inputs import rows
from extract.inputs.extras import need
from extract.inputs.naming import Names
from extract.inputs.parts import Failure, Item, Options, Part

if TYPE_CHECKING:
    from types import ModuleType

_ROWS = 64
"""How many rows are held at a time."""

RESULT_KEY = b"trichluc.schema_version"
"""What the metadata of our own tables has."""


def is_result(file: BinaryIO) -> bool:
    """Whether a file is a table of records that we wrote."""
    return RESULT_KEY in (_opened(file).schema_arrow.metadata or {})


def split(file: BinaryIO, part: Part, options: Options) -> Iterator[Part]:
    """A file as parts of row groups, of about `part_bytes`; ids are looked at to tell like ones apart."""
    table = _opened(file)
    columns = _columns(table, options)
    names = Names(part.id, part.alone)
    start, first, line, size = 0, 1, 1, 0
    renamed: dict[int, str] = {}
    count = table.metadata.num_row_groups
    for group in range(count):
        held = _packed_size(table.metadata.row_group(group))
        if size and size + held > options.part_bytes:
            yield msgspec.structs.replace(part, start=start, stop=group, size=size, line=first, names=renamed)
            start, first, size, renamed = group, line, 0, {}
        size += held
        for wanted in _ids(table, group, columns, options):
            name, another = names.give(wanted, line)
            if another:
                renamed[line] = name
            line += 1
    yield msgspec.structs.replace(part, start=start, stop=count, size=size, line=first, names=renamed)


def read(file: BinaryIO, part: Part, options: Options) -> Iterator[Item | Failure]:
    """The documents of a part, from a stream of its file."""
    table = _opened(file)
    columns = _columns(table, options)
    names = Names(part.id, part.alone) if part.whole else None
    line = part.line
    stop = table.metadata.num_row_groups if part.stop is None else part.stop
    if part.whole and not table.metadata.num_rows:
        raise Failure("read", "there is no row in it")
    for group in range(part.start, stop):
        behind = line + table.metadata.row_group(group).num_rows
        try:
            for row in _rows(table, group, columns):
                id = rows.name(part, names, rows.wanted_id(row.get(rows.id_column(options))), line)
                yield rows.document(row, part, options, id=id, line=line)
                line += 1
        except Failure as failure:  # what else is in this group cannot be read
            failure.id, failure.source, failure.of_file = part.id, rows.place(part, line), True
            yield failure
        line = behind


def _arrow() -> ModuleType:
    need("pyarrow")
    return need("pyarrow.parquet")


def _opened(file: BinaryIO) -> Any:
    """The table of a file. Raises `Failure` where it is none."""
    module = _arrow()
    if not file.seekable():
        raise Failure("read", "Parquet can be read from a plain file alone: unpack it")
    try:
        return module.ParquetFile(file, page_checksum_verification=True)
    except (ValueError, OSError) as error:
        raise _damaged(error) from None


def _damaged(error: Exception) -> Failure:
    return Failure("read", f"the Parquet file is damaged or cut off: {str(error).splitlines()[0][:200]}")


def _columns(table: Any, options: Options) -> list[str]:
    """The columns to read. Raises `Failure` where one that is named is not there."""
    there = dict.fromkeys(table.schema_arrow.names)
    for name in (options.text_column, options.id_column, options.published_column, options.url_column):
        if name is not None:
            rows.column(there, name)
    wanted = rows.column_names(options)
    return [name for name in there if name in wanted]


def _ids(table: Any, group: int, columns: list[str], options: Options) -> list[str | None]:
    """What the id column of a row group says, for each row; None where it says nothing."""
    name = rows.id_column(options)
    if name in columns:
        try:
            return [rows.wanted_id(row[name]) for row in _rows(table, group, [name])]
        except Failure:
            pass  # `read` says it
    return [None] * table.metadata.row_group(group).num_rows


def _packed_size(group: Any) -> int:
    """How many bytes of the file a row group takes."""
    return sum(group.column(number).total_compressed_size for number in range(group.num_columns))


def _rows(table: Any, group: int, columns: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of a row group as column names and values, a few at a time. Raises `Failure` where they break off."""
    batches = table.iter_batches(batch_size=_ROWS, row_groups=[group], columns=columns, use_threads=False)
    while True:
        try:
            batch = next(batches, None)
            if batch is None:
                return
            values = [_values(batch.column(name)) for name in columns]
        except (ValueError, OSError) as error:
            raise _damaged(error) from None
        yield from (dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True))


def _values(column: Any) -> list[Any]:
    """The values of a column as Python has them; one that cannot be had is a `Failure` in its place."""
    arrow = need("pyarrow")
    if arrow.types.is_timestamp(column.type):
        column = column.cast(arrow.timestamp("us", column.type.tz), safe=False)
    try:
        return column.to_pylist()  # type: ignore[no-any-return]
    except (ValueError, OverflowError):
        return [_value(value) for value in column]


def _value(value: Any) -> Any:
    try:
        return value.as_py()
    except (ValueError, OverflowError) as error:
        return Failure("read", f"the row is damaged: {error}")
