"""Plain text: a document a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from extract.inputs.encodings import decode
from extract.inputs.files import read_all
from extract.inputs.parts import Failure, Item, Options, Part


def read(file: BinaryIO, part: Part, options: Options) -> Iterator[Item | Failure]:
    """The one document of a file."""
    text, sha256 = decode(read_all(file, options.largest))
    yield Item(part.id, text, part.source, sha256)
