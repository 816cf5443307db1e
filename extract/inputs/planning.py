"""From the inputs of a run to the parts that workers read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from extract.inputs import jsonl
from extract.inputs.files import buffered, compression_of, decompressed, faults, is_url, opened, why
from extract.inputs.finding import find
from extract.inputs.parts import STDIN, Compression, Failure, Format, Options, Part
from extract.inputs.sniffing import COLLECTIONS, by_name, format_of


def plan(inputs: Iterable[str], options: Options) -> Iterator[Part | Failure]:
    """The parts of the inputs, in their order, and the inputs that stand for none.

    A folder stands for the files of known endings in it and below, without hidden ones, in the order of their names; a
    pattern (`*`, `?`, `[…]`, `**`) for what it matches; `-` for standard input. A file that two inputs name is taken
    once. Files are named before the first part is given, and looked into only as far as it needs to split them.
    """
    sources, failures = find(inputs)
    yield from failures
    alone = len(sources) == 1
    for source in sources:
        path = STDIN if source.name is None else source.name
        yield from _parts(path, source.id, alone, options)


def _parts(path: str, id: str, alone: bool, options: Options) -> Iterator[Part | Failure]:
    format, compression = by_name(path)
    size = 0
    try:
        if path != STDIN:
            size = _size(path)
            if options.format is None and (format is None or format in COLLECTIONS):
                format, compression = _look(path)
        part = Part(
            path=path, id=id, format=options.format or format or "text", compression=compression, size=size, alone=alone
        )
        if part.format == "jsonl" and compression is None and size > options.part_bytes:
            with opened(path) as file:
                yield from jsonl.split(file, part, options)
        else:
            yield part
    except faults() as error:
        yield Failure("read", why(path, error), id=id, source=path)
    except Failure as failure:
        failure.id, failure.source = id, path
        yield failure


def _size(path: str) -> int:
    return 0 if is_url(path) else os.stat(path).st_size  # noqa: PTH116


def _look(path: str) -> tuple[Format, Compression | None]:
    """The format and the compression of a file by its content."""
    with opened(path) as file:
        stream = buffered(file)
        compression = compression_of(stream.peek())
        if compression:
            stream = buffered(decompressed(stream, compression))
        return format_of(stream.peek(), by_name(path)[0]), compression
