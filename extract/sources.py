"""What a path or a stream holds, as one text: what `extract.inputs` stands behind; to be replaced by it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from extract.inputs import finding
from extract.inputs.encodings import Text, decode
from extract.inputs.parts import Failure
from extract.inputs.paths import STDIN, local, source_of
from extract.inputs.paths import printable as _printable

__all__ = ["Failure", "Source", "Text", "decode", "find", "read"]


class Source(NamedTuple):
    """One file that is there but not yet read. `path` is None for standard input."""

    id: str
    path: Path | None
    name: str | None


def find(inputs: Iterable[str]) -> tuple[list[Source], list[Failure]]:
    """The files that inputs stand for."""
    files, failures = finding.find(inputs)
    return [Source(f.id, None if f.path == STDIN else local(f.path), source_of(f.path)) for f in files], failures


def read(source: Source) -> Text:
    """Read and decode a source. Raises `Failure`."""
    try:
        data = sys.stdin.buffer.read() if source.path is None else source.path.read_bytes()
    except OSError as error:
        raise Failure("read", _why_unread(source.path, error), id=source.id, source=source.name) from error
    try:
        return decode(data)
    except Failure as failure:
        failure.id, failure.source = source.id, source.name
        raise


def _why_unread(path: Path | None, error: OSError) -> str:
    if path is not None and path.is_symlink() and not path.exists():
        return f"broken symbolic link to {_printable(str(path.readlink()))}"
    return f"cannot be read: {error.strerror or error}"
