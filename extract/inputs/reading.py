"""From a part of the inputs to its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

import msgspec

from extract.inputs.encodings import Text, to_text
from extract.inputs.files import HEAD, buffered, compression_of, decompressed, decompressed_from, faults, opened, why
from extract.inputs.finding import find
from extract.inputs.parts import Failure, Format, Item, Options, Part
from extract.inputs.sniffing import COLLECTIONS, by_name, format_of
from extract.places import read_bytes


def read(part: Part, options: Options) -> Iterator[Item | Failure]:
    """The documents of a part, in their order, one at a time, and why there is none where one should be.

    Raises nothing for what the inputs hold. A document that fails costs itself; a file that breaks off costs what is
    behind the break.
    """
    format = part.format
    try:
        if part.compression and not part.whole:
            keep = part.stop is not None
            with decompressed_from(part.path, part.compression, part.start, keep=keep) as stream:
                yield from _reader(format)(stream, part, options)
            return
        with opened(part.path) as file:
            stream = buffered(file)
            compression = compression_of(stream.peek())
            if compression:
                stream = decompressed(stream, compression)
            format = options.format or (part.format if part.start else format_of(stream.peek(), part.format))
            yield from _reader(format)(stream, msgspec.structs.replace(part, format=format), options)
    except Failure as failure:
        failure.id, failure.source = failure.id or part.id, failure.source or part.source
        failure.of_file = format in COLLECTIONS
        yield failure
    except faults() as error:
        of_file = format in COLLECTIONS
        yield Failure("read", why(part.path, error), id=part.id, source=part.source, of_file=of_file)


def one(path: str) -> Item:
    """The only document of a file, or of standard input. Raises `Failure`, and `ValueError` for several files."""
    files, failures = find([path])
    if failures:
        raise failures[0]
    if len(files) != 1:
        raise ValueError(f"{path} stands for {len(files)} files; name one")
    part = Part(path=files[0].path, id=files[0].id, format=by_name(files[0].path)[0] or "text")
    items = read(part, Options())
    item = next(items)
    if isinstance(item, Failure):
        raise item
    if next(items, None) is not None:
        reason = "it holds many documents, and one is wanted (trichluc html shows a whole run)"
        raise Failure("read", reason, source=part.source)
    return item


def read_source(path: str | Path) -> Text:
    """The text that the offsets of a result are of, from its source, and its hash as the result has it.

    `path` is of this machine or an fsspec URL. A text may be in any language here. Raises `Failure`.
    """
    try:
        data = read_bytes(path)
    except OSError as error:
        raise Failure("read", why(str(path), error)) from error
    if compression_of(data) is None and format_of(data[:HEAD], by_name(str(path))[0]) == "text":
        return Text(to_text(data), sha256(data).hexdigest())
    item = one(str(path))
    return Text(item.text, item.sha256)


_Reader = Callable[[BinaryIO, Part, Options], Iterator[Item | Failure]]


def _reader(format: Format) -> _Reader:
    """What reads a format; each has a module of its name, which is loaded when it is first needed."""
    reader: Callable[[BinaryIO, Part, Options], Iterator[Item | Failure]] = import_module(
        f"extract.inputs.{format}"
    ).read
    return reader
