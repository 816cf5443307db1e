"""JSON Lines: a document a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, BinaryIO, NamedTuple

import msgspec

from extract.inputs import rows
from extract.inputs.cutting import Begin, cut
from extract.inputs.files import faults, why
from extract.inputs.naming import Names
from extract.inputs.parts import Failure, Item, Options, Part

_BOM = b"\xef\xbb\xbf"
_SKIPPED = 1 << 20
_NO_JSON = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)


class _Line(NamedTuple):
    """A line with text: its number in the file, where it begins, and its bytes; None if they are too many."""

    number: int
    start: int
    data: bytes | None


def split(file: BinaryIO, part: Part, options: Options) -> Iterator[Part]:
    """A file, from a stream of what it holds, as parts of about `part_bytes`, each of whole lines.

    All lines are passed over, for their numbers and for ids that stand twice.
    """
    return cut(_begins(file, part, options), part, options)


def _begins(file: BinaryIO, part: Part, options: Options) -> Iterator[Begin]:
    names = Names(part.id, part.alone)
    for line in _lines(file, 0, None, 1, options.largest):
        name, another = names.give(_wanted(line.data, options), line.number)
        yield Begin(line.start, line.number, name if another else None)


def read(file: BinaryIO, part: Part, options: Options) -> Iterator[Item | Failure]:
    """The documents of a part, from a stream of its file at its beginning; of a compressed one, at that of the part."""
    names = Names(part.id, part.alone) if part.whole else None
    if part.start and not part.compression:
        file.seek(part.start)
    lines = _lines(file, part.start, part.stop, part.line, options.largest)
    last = 0
    while True:
        try:
            line = next(lines, None)
        except faults() as error:
            raise Failure("read", f"{why(part.path, error)}; its last whole line is {last}") from error
        if line is None:
            break
        last = line.number
        row: dict[str, Any] = {}
        fault: Failure | None = None
        try:
            row = _row(line.data, options)
            wanted = rows.wanted_id(row.get(rows.id_column(options)))
        except Failure as failure:
            fault, wanted = failure, _wanted(line.data, options)
        id = rows.name(part, names, wanted, line.number)
        yield rows.document(fault or row, part, options, id=id, line=line.number)
    if part.whole and not last:
        raise Failure("read", "there is no line in it")


def _row(data: bytes | None, options: Options) -> dict[str, Any]:
    """A line as column names and values. Raises `Failure`."""
    if data is None:
        raise Failure("read", f"the line is longer than a document may be ({options.largest >> 20} MiB)")
    try:
        row = msgspec.json.decode(data)
    except _NO_JSON as error:
        raise Failure("read", f"the line is no JSON: {error}") from None
    if not isinstance(row, dict):
        raise Failure("read", "the line is no JSON object")
    return row


@lru_cache
def _id_decoder(column: str) -> msgspec.json.Decoder[Any]:
    """Reads the id of a line and passes over the rest."""
    struct = msgspec.defstruct("Row", [("id", Any, None)], rename={"id": column})
    return msgspec.json.Decoder(struct)


def _wanted(data: bytes | None, options: Options) -> str | None:
    """What the id column of a line says, if the line is not spoilt so far."""
    if data is None:
        return None
    try:
        return rows.wanted_id(_id_decoder(rows.id_column(options)).decode(data).id)
    except _NO_JSON:
        return None


def _lines(file: BinaryIO, start: int, stop: int | None, number: int, largest: int) -> Iterator[_Line]:
    """The lines with text that begin between two bytes; the stream is at the first, a line begins there.

    A line too long for a document is passed over in pieces.
    """
    at = start
    while stop is None or at < stop:
        data = file.readline(largest + 1)
        if not data:
            return
        begin = at
        at += len(data)
        if len(data) > largest and not data.endswith(b"\n"):
            yield _Line(number, begin, None)
            while more := file.readline(_SKIPPED):
                at += len(more)
                if more.endswith(b"\n"):
                    break
        elif not data.isspace():
            yield _Line(number, begin, data.removeprefix(_BOM) if begin == 0 else data)
        number += 1
