"""Paths as parts of the inputs have them: text that JSON can hold, whatever the bytes of a file's name.

A path is a local one as it was given, an fsspec URL, `-` for standard input, or, where a local name is not UTF-8,
`file:` with the name in percent signs.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import quote_from_bytes, unquote_to_bytes

STDIN = "-"
_SCHEME = re.compile(r"[A-Za-z][\w+.-]{1,}(?:::[\w+.-]+)*://")
_ENCODED = "file:"


def is_url(path: str) -> bool:
    """Whether a path is an fsspec URL (`s3://…`, `zip://a.txt::s3://…`)."""
    return _SCHEME.match(path) is not None


def written(path: str) -> str:
    """A local path as `Part` has it: with percent signs where its bytes are not UTF-8, which JSON cannot hold."""
    data = os.fsencode(path)
    if path.startswith(_ENCODED) or printable(path) != path:
        return _ENCODED + quote_from_bytes(data)
    return path


def local(path: str) -> Path:
    """The local file of a path of a `Part`."""
    return Path(os.fsdecode(unquote_to_bytes(path.removeprefix(_ENCODED))) if path.startswith(_ENCODED) else path)


def source_of(path: str) -> str | None:
    """A path of a `Part` as `document.source` has it, to be read by people; None for standard input."""
    if path == STDIN:
        return None
    return path if is_url(path) else printable(str(local(path)).replace(os.sep, "/"))


def size_of(path: str) -> int:
    """The bytes of a file. Raises `OSError`."""
    return os.stat(local(path) if path.startswith(_ENCODED) else path).st_size  # noqa: PTH116 - of a million files


def printable(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 as `\\xNN`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
