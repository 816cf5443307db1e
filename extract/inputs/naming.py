"""Ids of the documents of a collection: safe as file names, no two alike, the same however the file is split.

A document is called by its id column, else by its line; where the run has several files, or it is called by its line,
the file's id and `~` stand in front (`~` is not left in a document's own part, so no two files can share an id). Of
documents of one file that would have the same id, the first keeps it and each later one gets its line behind it.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b, sha256
from mmap import mmap

SEPARATOR = "~"
_UNSAFE = re.compile(r"[^\w.@+=,()-]+|_*(?:://|[/\\])_*")
_SAFE = re.compile(r"(?!con|prn|aux|nul|com|lpt)[A-Za-z0-9](?:[\w.+-]*[A-Za-z0-9])?", re.IGNORECASE | re.ASCII)
_LONGEST = 150  # bytes, so that `.json` and a temporary ending fit into the 255 that file systems allow
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_BITS = 27
_MASK = (1 << _BITS) - 1


def plain(file: str, alone: bool, wanted: str | None, line: int) -> str:
    """The id of a document that no earlier one of its file has. `wanted` is the value of its id column."""
    name = safe(wanted) if wanted is not None else ""
    if name and alone:
        return _cut(name)
    return _cut(f"{file}{SEPARATOR}{name or line}")


def safe(value: str) -> str:
    """A value as part of a file name on any system; what cannot stand there becomes `_`."""
    if _SAFE.fullmatch(value):
        return value
    name = _UNSAFE.sub("_", value).strip("_. ").lstrip("-")
    return f"_{name}" if _DEVICES.fullmatch(name) else name


def _cut(name: str) -> str:
    if 4 * len(name) <= _LONGEST:
        return name
    data = name.encode()
    if len(data) <= _LONGEST:
        return name
    return f"{data[: _LONGEST - 13].decode('utf-8', 'ignore')}-{sha256(data).hexdigest()[:12]}"


class Names:
    """Gives the documents of one file their ids, in the order of the file.

    What was given before is kept as bits that ids are hashed to, 16 MB for a file of any length: of ten million ids one
    in 200 gets its line behind it without need, of one million hardly any.
    """

    def __init__(self, file: str, alone: bool) -> None:
        self._file = file
        self._alone = alone
        self._seen = mmap(-1, 1 << (_BITS - 3))  # pages that are not touched cost nothing

    def give(self, wanted: str | None, line: int) -> tuple[str, bool]:
        """The id of the document at a line (or row), and whether it is another than `plain` gives."""
        name = first = plain(self._file, self._alone, wanted, line)
        number = 1
        while not self._new(name):
            name = f"{first}-{line}" if number == 1 else f"{first}-{line}-{number}"
            number += 1
        return name, number > 1

    def _new(self, name: str) -> bool:
        """Whether an id was not given before; from now on it is."""
        bits = int.from_bytes(blake2b(folded(name).encode(), digest_size=16).digest(), "big")
        new = False
        for _ in range(4):
            place = bits & _MASK
            bits >>= _BITS
            if not self._seen[place >> 3] >> (place & 7) & 1:
                self._seen[place >> 3] |= 1 << (place & 7)
                new = True
        return new


def folded(name: str) -> str:
    """What two names share that are one file on some disk: without case, in one normal form."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFC", name).casefold()
