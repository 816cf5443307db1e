"""The output folder of a run: a folder of this machine (or shared by several), or one behind fsspec (`s3://…`).

What a worker makes of a task is first a folder of files that nobody takes for results. In a local folder it lies under
`.trichluc/unfinished/`, is on the disk for good before the worker is done with it, and its files then take their names
one by one. Into an object store, where a file is whole or not there, they are uploaded under their names; into another
file system (`hdfs://…`) below `.trichluc/unfinished/`, and renamed there.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from extract.output import HIDDEN
from extract.places import behind, seen_whole

UNFINISHED = f"{HIDDEN}/unfinished"
LAST = "documents/"
"""What takes its name last: the table that the reader of a shard begins with."""

MANY = 64
"""From so many files on it is faster to force all that the file system has to the disk, whoever wrote it."""

_DISK_IS_TO_BLAME = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EROFS", "EIO", "ENODEV", "EMFILE", "ENFILE", "ESTALE")
    if hasattr(errno, name)
)  # fmt: skip


def is_the_disk(error: OSError) -> bool:
    """Whether a write failed for a reason that the next document would meet too, such as a full disk."""
    return error.errno in _DISK_IS_TO_BLAME


class Folder(Protocol):
    """Where a run writes. Names are relative and have forward slashes. All methods raise `OSError`.

    `name` is how it was given, `address` what `open_folder` takes in any process. `pause` is how many seconds are
    between two writes of the journal: what a crash may cost beyond the tasks in work.
    """

    name: str
    address: str
    pause: float

    def create(self) -> None:
        """Make it if need be, and make sure that it can be written to."""

    def stage(self) -> Path:
        """A new local folder for the files of one task."""

    def staged(self, place: Path) -> None:
        """All files of a task are in `place`: see to it that they last (in the worker)."""

    def commit(self, place: Path) -> None:
        """Give the files of a task their names (in the process that leads the run)."""

    def settle(self) -> None:
        """See to it that the names given so far last."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file that is there whole or not at all, and lasts."""

    def append(self, name: str, data: bytes) -> None:
        """Add to a file that lasts; after a crash its end may be cut off."""

    def read(self, name: str) -> bytes | None:
        """What a file holds that was written or appended to; None where there is none."""

    def names(self) -> Iterator[str]:
        """The files in it, without those of folders below but for tables of shards; not what is hidden."""

    def remove(self, name: str) -> None:
        """Take a file or a folder away, if it is there."""


def open_folder(place: str) -> Folder:
    """The folder that an option names: a path, `file://…`, or any other address that fsspec knows."""
    scheme, separator, rest = place.partition("://")
    if not separator:
        return LocalFolder(Path(place))
    if scheme in ("file", "local"):
        return LocalFolder(Path(rest))
    return RemoteFolder(place)


class LocalFolder:
    """A folder that the operating system shows."""

    pause = 0.25

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.as_posix()
        self.address = str(path.absolute())

    def create(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        probe = self.path / f".trichluc-{os.getpid()}.tmp"
        probe.write_bytes(b"")
        probe.unlink()

    def stage(self) -> Path:
        place = self.path / UNFINISHED / uuid.uuid4().hex
        place.mkdir(parents=True)
        return place

    def staged(self, place: Path) -> None:
        _make_last(place)

    def commit(self, place: Path) -> None:
        for name in _files_in(place):
            target = self.path / name
            try:
                (place / name).replace(target)
            except FileNotFoundError:
                target.parent.mkdir(parents=True, exist_ok=True)
                (place / name).replace(target)
        shutil.rmtree(place, ignore_errors=True)

    def settle(self) -> None:
        for folder in (self.path, *(path for path in self.path.iterdir() if path.is_dir())):
            _sync_folder(folder)

    def write(self, name: str, data: bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f".{path.name}-{os.getpid()}.tmp")
        try:
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        _sync_folder(path.parent)

    def append(self, name: str, data: bytes) -> None:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except FileNotFoundError:
            return None

    def names(self) -> Iterator[str]:
        for path in self.path.glob("*"):
            if path.is_file():
                yield path.name
            elif not path.name.startswith("."):
                yield from (f"{path.name}/{inner.name}" for inner in path.glob("part-*"))

    def remove(self, name: str) -> None:
        path = self.path / name
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _files_in(place: Path) -> list[str]:
    """The files of a task, in the order in which they take their names."""
    found = (path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file())
    return sorted(found, key=lambda name: (name.startswith(LAST), name))


def _make_last(place: Path) -> None:
    """Force all files below a folder to the disk: one by one, or with one call where they are many."""
    files = [path for path in place.rglob("*") if path.is_file()]
    if len(files) > MANY and _sync_system(place):
        return
    for path in files:
        with path.open("rb+") as file:
            os.fsync(file.fileno())


def _sync_system(path: Path) -> bool:
    """Force the file system that a folder is on to the disk; False where there is no call for it."""
    sync = _syncfs()
    if sync is None:
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return bool(sync(descriptor) == 0)
    finally:
        os.close(descriptor)


@cache
def _syncfs() -> Any:
    """The call of Linux that forces a whole file system to the disk."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "syncfs", None)


def _sync_folder(path: Path) -> None:
    """Force the names in a folder to the disk, where the system can."""
    if os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class RemoteFolder:
    """A folder behind fsspec: an object store, or a file system of a cluster."""

    pause = 5.0  # a run of days should not leave a file for each quarter of a second

    def __init__(self, address: str) -> None:
        self._system, self._root = behind(address)
        self._appended: dict[str, int] = {}
        self.name = self.address = address.rstrip("/")

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def create(self) -> None:
        self._system.makedirs(self._root, exist_ok=True)
        probe = f"{HIDDEN}/{uuid.uuid4().hex}"
        self.write(probe, b"trichluc")
        self.remove(probe)

    def stage(self) -> Path:
        return Path(tempfile.mkdtemp(prefix="trichluc-"))

    def staged(self, place: Path) -> None:
        for name in _files_in(place):
            with self._seen_whole(name) as path:
                self._system.put_file(str(place / name), path)
        shutil.rmtree(place)

    def commit(self, place: Path) -> None:
        """Nothing is left to do: the files were uploaded under their names."""

    def settle(self) -> None:
        """Nothing is left to do either."""

    def write(self, name: str, data: bytes) -> None:
        with self._seen_whole(name) as path:
            self._system.pipe_file(path, data)

    def _seen_whole(self, name: str) -> AbstractContextManager[str]:
        """Where to write a file, so that it is seen under its name whole or not at all."""
        return seen_whole(self._system, self._path(name), self._path(f"{UNFINISHED}/{uuid.uuid4().hex}"))

    def append(self, name: str, data: bytes) -> None:
        """Nothing is appended to in an object store: what is added is a file of its own, numbered."""
        number = self._appended.get(name) or len(self._pieces(name))
        self.write(f"{name}/{number:09}", data)
        self._appended[name] = number + 1

    def _pieces(self, name: str) -> list[str]:
        self._system.invalidate_cache()
        try:
            return sorted(self._system.ls(self._path(name), detail=False))
        except FileNotFoundError:
            return []

    def read(self, name: str) -> bytes | None:
        self._system.invalidate_cache()
        path = self._path(name)
        if self._system.isdir(path):
            return b"".join(self._system.cat_file(piece) for piece in self._pieces(name))
        try:
            data: bytes = self._system.cat_file(path)
        except FileNotFoundError:
            return None
        return data

    def names(self) -> Iterator[str]:
        self._system.invalidate_cache()
        try:
            found = self._system.find(self._root)
        except FileNotFoundError:
            return
        for path in found:
            name = path[len(self._root) :].lstrip("/") if path.startswith(self._root) else path
            if not name.startswith("."):
                yield name

    def remove(self, name: str) -> None:
        self._appended.clear()
        self._system.invalidate_cache()
        if self._system.exists(self._path(name)):
            self._system.rm(self._path(name), recursive=True)
