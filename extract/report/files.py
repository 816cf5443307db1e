"""The files of a report: all of them or none, data in scripts of bounded size that a page loads when it needs them."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

import msgspec

from extract import places
from extract.export.common import ExportError

SHARD = 150_000
"""Bytes of a data script, about."""

MARKER = ".trichluc-report"
UNFINISHED = ".trichluc-unfinished-"
_OURS = re.compile(r"(documents/[a-z0-9-]+-[0-9a-f]{12}(\.\d+)?\.html|data/[a-z0-9-]+\.js)")
_ESCAPED = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script_json(value: object) -> str:
    """JSON that stays data in a script, also in one within a page: without `<`, `>`, `&` and line separators."""
    return msgspec.json.encode(value).decode().translate(_ESCAPED)


class Folder:
    """The folder of a report: new, empty, or one with a report in it, which is replaced when the block ends well.

    Until then the files stand in a folder within it, so that what was there is there after an error.
    """

    def __init__(self, path: Path) -> None:
        """Make the folder. Raises `ExportError` where it has other things in it or cannot be written to."""
        self.path = path
        self.written: set[str] = set()
        self._made = not path.exists()
        self._unfinished = path / f"{UNFINISHED}{os.getpid()}"
        try:
            path.mkdir(parents=True, exist_ok=True)
            others = [found for found in path.iterdir() if not found.name.startswith(UNFINISHED)]
            if others and not (path / MARKER).exists():
                raise ExportError(f"{path}: there are other things in this folder; name a new one for the report")
        except OSError as error:
            raise self._error(error) from error

    def __enter__(self) -> Self:
        self.write(MARKER, "A report of `trichluc html`. The next one into this folder replaces it.\n")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._publish()
        except OSError as error:
            raise self._error(error) from error
        finally:
            shutil.rmtree(self._unfinished, ignore_errors=True)
            if self._made and not any(self.path.iterdir()):
                self.path.rmdir()

    def _error(self, error: OSError) -> ExportError:
        return ExportError(f"{self.path} cannot be written to: {error.strerror or error}")

    def write(self, name: str, content: str) -> None:
        """Write a file of the report."""
        path = self._unfinished / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode("utf-8"))
        except OSError as error:
            raise self._error(error) from error
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

    def _publish(self) -> None:
        """Put all files in their places, and take away the pages and data of an earlier report that this has not."""
        for name in (MARKER, *sorted(self.written - {MARKER})):
            target = self.path / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (self._unfinished / name).replace(target)
        for folder in ("documents", "data"):
            for path in sorted((self.path / folder).glob("*")):
                name = f"{folder}/{path.name}"
                if name not in self.written and _OURS.fullmatch(name):
                    path.unlink()
        for path in self.path.glob(f"{UNFINISHED}*"):  # of a report that was killed
            shutil.rmtree(path, ignore_errors=True)


class RemoteFolder(Folder):
    """The folder of a report behind fsspec: what a `Folder` of this machine holds at its end is uploaded."""

    def __init__(self, address: str) -> None:
        """Raises `ExportError` where there are other things at the address, or it cannot be reached."""
        self._address = address
        try:
            others = places.is_folder(address) and not places.is_file(places.join(address, MARKER))
        except OSError as error:
            raise self._error(error) from error
        if others:
            raise ExportError(f"{address}: there are other things in this folder; name a new one for the report")
        self._here = TemporaryDirectory(prefix="trichluc-")
        super().__init__(Path(self._here.name, "report"))

    def __exit__(self, kind: type[BaseException] | None, *details: object) -> None:
        with self._here:
            super().__exit__(kind, *details)
            if kind is None:
                try:
                    self._upload()
                except OSError as error:
                    raise self._error(error) from error

    def _error(self, error: OSError) -> ExportError:
        return ExportError(f"{self._address} cannot be written to: {error.strerror or error}")

    def _upload(self) -> None:
        """Upload all files, and take those of an earlier report away that this has not."""
        for name in (MARKER, *sorted(self.written - {MARKER})):
            places.put(self.path / name, places.join(self._address, name))
        system, _ = places.behind(self._address)
        for name in places.files_below(self._address):
            if name not in self.written and _OURS.fullmatch(name):
                system.rm_file(places.behind(places.join(self._address, name))[1])
