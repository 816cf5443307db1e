"""From a part of the inputs to its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from extract.inputs import docx, html, jsonl, parquet, pdf, text, warc
from extract.inputs.files import buffered, compression_of, decompressed, faults, opened, why
from extract.inputs.parts import Failure, Format, Item, Options, Part
from extract.inputs.sniffing import format_of


def read(part: Part, options: Options) -> Iterator[Item | Failure]:
    """The documents of a part, in their order, one at a time, and why there is none where one should be.

    Raises nothing for what the inputs hold. A document that fails costs itself; a file that breaks off costs what is
    behind the break.
    """
    try:
        with opened(part.path) as file:
            stream = buffered(file)
            compression = compression_of(stream.peek())
            if compression:
                stream = buffered(decompressed(stream, compression))
            format = options.format or (part.format if part.start else format_of(stream.peek(), part.format))
            reader = READERS[format]
            yield from reader(stream, msgspec.structs.replace(part, format=format), options)
    except Failure as failure:
        failure.id, failure.source = failure.id or part.id, failure.source or part.source
        yield failure
    except faults() as error:
        yield Failure("read", why(part.path, error), id=part.id, source=part.source)


_Reader = Callable[[BinaryIO, Part, Options], Iterator[Item | Failure]]

READERS: dict[Format, _Reader] = {
    "text": text.read,
    "html": html.read,
    "jsonl": jsonl.read,
    "parquet": parquet.read,
    "warc": warc.read,
    "docx": docx.read,
    "pdf": pdf.read,
}
