"""The files of a report: each written whole, data in scripts of bounded size that a page loads when it needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from extract.export.common import ExportError, new_file

SHARD = 150_000
"""Bytes of a data script, about."""

MARKER = ".trichluc-report"
_OURS = re.compile(r"(documents/[a-z0-9-]+-[0-9a-f]{12}(\.\d+)?\.html|data/[a-z0-9-]+\.js)")
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_json(value: object) -> str:
    """JSON that stays data in a script, also in one within a page: without `<`, `>`, `&` and line separators."""
    return msgspec.json.encode(value).decode().translate(_ESCAPED)


class Folder:
    """The folder of a report: new, empty, or one with a report in it, whose pages are replaced."""

    def __init__(self, path: Path) -> None:
        """Make the folder. Raises `ExportError` where it has other things in it or cannot be written to."""
        self.path = path
        self.written: set[str] = set()
        try:
            path.mkdir(parents=True, exist_ok=True)
            if any(path.iterdir()) and not (path / MARKER).exists():
                raise ExportError(f"{path}: there are other things in this folder; name a new one for the report")
        except OSError as error:
            raise ExportError(f"{path} cannot be written to: {error.strerror or error}") from error
        self.write(MARKER, "A report of `trichluc html`. The next one into this folder replaces it.\n")

    def write(self, name: str, content: str) -> None:
        """Write a file of the report."""
        data = content.encode("utf-8")
        with new_file(self.path / name) as unfinished:
            unfinished.write_bytes(data)
        self.written.add(name)

    def put(self, key: str, value: str) -> None:
        """Write JSON under a key into the script `data/<key>.js`, which hands it to the page that loads it."""
        self.write(f"data/{key}.js", f'trichluc.put("{key}",{value});\n')

    def put_shards(self, key: str, entries: Iterable[str]) -> Iterator[int]:
        """Write JSON texts into scripts `data/<key>-<i>.js`; gives the index of each script's first entry."""
        shard: list[str] = []
        size = count = number = 0
        for entry in entries:
            length = len(entry.encode()) + 1
            if shard and size + length > SHARD:
                self.put(f"{key}-{number}", f"[{','.join(shard)}]")
                yield count - len(shard)
                shard, size, number = [], 0, number + 1
            shard.append(entry)
            size += length
            count += 1
        if shard:
            self.put(f"{key}-{number}", f"[{','.join(shard)}]")
            yield count - len(shard)

    def clear(self) -> None:
        """Take away the pages and data of an earlier report that this one does not have."""
        for folder in ("documents", "data"):
            for path in sorted((self.path / folder).glob("*")):
                name = f"{folder}/{path.name}"
                if name not in self.written and _OURS.fullmatch(name):
                    path.unlink()
