"""What a path or a stream holds, as one text: what `extract.inputs` stands behind; to be replaced by it."""

from __future__ import annotations

import sys
from pathlib import Path

from extract.inputs.encodings import Text, decode
from extract.inputs.files import printable as _printable
from extract.inputs.finding import Source, find
from extract.inputs.parts import Failure

__all__ = ["Failure", "Source", "Text", "decode", "find", "read"]


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
