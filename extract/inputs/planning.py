"""From the inputs of a run to the parts that workers read."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from importlib import import_module

from extract.inputs import parquet
from extract.inputs.files import buffered, compression_of, decompressed, faults, first_line, opened, why
from extract.inputs.finding import File, find
from extract.inputs.parts import Compression, Failure, Format, Options, Part
from extract.inputs.paths import STDIN, is_url, size_of, source_of
from extract.inputs.sniffing import COLLECTIONS, by_name, format_of, is_result, is_spreadsheet

_OURS = "it is a result of trichluc, not a text"
_SPREADSHEET = (
    "its rows would be taken for one text: save them as JSON Lines or Parquet (--input-format text takes them as one)"
)
LARGE = 4
"""Of so many times the size of a part a compressed file is split, since it is unpacked once more for that."""
_IN_PARTS = frozenset({"jsonl", "parquet", "warc"})
_PACKED_IN_PARTS = frozenset({"jsonl", "warc"})
log = logging.getLogger(__name__)


def plan(inputs: Iterable[str], options: Options, leave_out: Iterable[str] = ()) -> Iterator[Part | Failure]:
    """The parts of the inputs, in their order, and the inputs that stand for none.

    A folder stands for the files of known endings in it and below, without hidden ones, in the order of their names; a
    pattern (`*`, `?`, `[…]`, `**`) for what it matches; `-` for standard input. A file that two inputs name is taken
    once. What a folder of `leave_out` holds (the output of the run), and results of ours in any folder, are not taken.

    All files are named before the first part is given; they are looked into one by one, as far as it needs to split
    them. The parts are the same at any number of workers, and so are the ids of the documents.
    """
    files, failures = find(inputs, leave_out)
    yield from failures
    alone = len(files) == 1
    for file in files:
        yield from _parts(file, alone, options)


def _parts(file: File, alone: bool, options: Options) -> Iterator[Part | Failure]:
    """The parts of one file. The format of a file that is one document is left to `read`, which opens it anyway."""
    format, compression = by_name(file.path)
    size = file.size or 0
    if options.format is None and is_spreadsheet(file.path):
        yield Failure("read", _SPREADSHEET, id=file.id, source=source_of(file.path), of_file=True)
        return
    try:
        if file.path != STDIN:
            if file.size is None and not is_url(file.path):
                size = size_of(file.path)
            if format is None or format in COLLECTIONS:
                format, compression, ours = _look(file.path)
                if ours and file.found:
                    log.info("%s: left out: %s", source_of(file.path), _OURS)
                    return
                if ours:
                    yield Failure("read", _OURS, id=file.id, source=source_of(file.path), of_file=True)
                    return
        part = Part(
            path=file.path,
            id=file.id,
            format=options.format or format or "text",
            compression=compression,
            size=size,
            alone=alone,
        )
        yield from _split(part, options)
    except Failure as failure:
        failure.id, failure.source, failure.of_file = file.id, source_of(file.path), format in COLLECTIONS
        yield failure
    except faults() as error:
        of_file = format in COLLECTIONS
        yield Failure("read", why(file.path, error), id=file.id, source=source_of(file.path), of_file=of_file)
    except Exception as error:  # every file system has its own
        if not is_url(file.path):
            raise
        reason = f"cannot be read: {type(error).__name__}: {first_line(error)}"
        yield Failure("read", reason, id=file.id, source=source_of(file.path), of_file=True)


def _split(part: Part, options: Options) -> Iterator[Part]:
    """A file as parts, if it is long and can be split."""
    limit = options.part_bytes * (LARGE if part.compression else 1)
    if part.size <= limit or part.format not in (_PACKED_IN_PARTS if part.compression else _IN_PARTS):
        yield part
        return
    split = import_module(f"extract.inputs.{part.format}").split
    with opened(part.path) as file:
        yield from split(decompressed(file, part.compression) if part.compression else file, part, options)


def _look(path: str) -> tuple[Format, Compression | None, bool]:
    """The format and the compression of a file by its content, and whether it is a result of ours."""
    with opened(path) as file:
        stream = buffered(file)
        compression = compression_of(stream.peek())
        if compression:
            stream = decompressed(stream, compression)
        head = stream.peek()
        format = format_of(head, by_name(path)[0])
        ours = parquet.is_result(stream) if format == "parquet" and not compression else is_result(head)
        return format, compression, ours
