"""Files and folders by their names: those of this machine, and those behind fsspec (`s3://…`).

All functions raise `OSError`, whatever a file system of fsspec raises.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from extract.extras import need
from extract.inputs.files import first_line, stream_of
from extract.inputs.paths import is_url

Place = str | Path
"""A path of this machine, or an address that fsspec knows."""


def is_remote(place: Place) -> bool:
    """Whether a place is one behind fsspec."""
    return isinstance(place, str) and is_url(place)


def is_folder(place: Place) -> bool:
    """Whether there is a folder."""
    if not is_remote(place):
        return Path(place).is_dir()
    system, path = behind(place)
    return bool(system.isdir(path))


def is_file(place: Place) -> bool:
    """Whether there is a file."""
    if not is_remote(place):
        return Path(place).is_file()
    system, path = behind(place)
    return bool(system.isfile(path))


def join(folder: Place, *names: str) -> str:
    """A place below a folder."""
    return "/".join([str(folder).rstrip("/"), *names]) if is_remote(folder) else str(Path(folder, *names))


def name_of(place: Place) -> str:
    """The last name of a place."""
    return str(place).rstrip("/").rpartition("/")[2] if is_remote(place) else Path(place).name


def files_below(folder: Place) -> list[str]:
    """The files in a folder and below it, without hidden ones, as names from there with forward slashes, in order."""
    return sorted(_files_below(folder), key=lambda name: name.split("/"))


def _files_below(folder: Place) -> Iterator[str]:
    if is_remote(folder):
        system, root = behind(folder)
        system.invalidate_cache()
        found = system.find(root)
        inside = (path[len(root) :].strip("/") for path in found)
        yield from (name for name in inside if not any(part.startswith(".") for part in name.split("/")))
        return
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith("."):
                yield Path(place, name).relative_to(folder).as_posix()


@contextmanager
def opened(place: Place) -> Iterator[BinaryIO]:
    """The bytes of a file, to be read from anywhere in it."""
    if not is_remote(place):
        with Path(place).open("rb") as file:
            yield file
        return
    system, path = behind(place)
    with system.open(path, "rb") as file:
        yield stream_of(file)


def read_bytes(place: Place) -> bytes:
    """All bytes of a file."""
    with opened(place) as file:
        return file.read()


def put_below(folder: Place, address: Place) -> None:
    """Upload all files below a folder of this machine, in the order of their names."""
    for name in files_below(folder):
        put(Path(folder, name), join(address, name))


def put(path: Path, address: Place) -> None:
    """Upload a file of this machine. It is there whole or not at all."""
    system, target = behind(address)
    folder, _, name = target.rpartition("/")
    with seen_whole(system, target, f"{folder}/.{name}-{uuid.uuid4().hex}.tmp") as made:
        system.put_file(str(path), made)


@contextmanager
def seen_whole(system: Any, target: str, unfinished: str) -> Iterator[str]:
    """Where to write a file, so that it is seen as `target` whole or not at all. Folders are made.

    In an object store that is `target`, in a file system `unfinished`, which is renamed at the end. `system` is one of
    `behind()`.
    """
    made = target if system.is_store else unfinished
    for path in (target, made):
        system.makedirs(path.rpartition("/")[0], exist_ok=True)
    try:
        yield made
        if made != target:
            _rename(system, made, target)
    except BaseException:
        if made != target:
            with suppress(OSError):
                system.rm_file(made)
        raise


def _rename(system: Any, made: str, target: str) -> None:
    """Give a file the name of another, which it replaces."""
    if system.renames_over:
        system.mv(made, target, overwrite=True)
        return
    if system.exists(target):
        system.rm_file(target)
    system.mv(made, target)
    if system.exists(made):  # WebHDFS raises nothing where it did not rename
        raise OSError(f"{made} cannot be renamed to {target}")


class AddressError(OSError):
    """An address of a kind that is not known, or that a package is missing for."""


def behind(address: Place) -> tuple[Any, str]:
    """The file system of an address, and the path there. Its methods raise `OSError`, those of its files do not.

    Raises `AddressError`, and `OSError` where the file system itself refuses.
    """
    core: Any = need("fsspec.core", "archives", AddressError)
    with _told():
        try:
            system, path = core.url_to_fs(str(address))
        except (ValueError, ImportError) as error:
            raise AddressError(f"{type(error).__name__}: {first_line(error)}") from error
    return _System(system), str(path).rstrip("/")


_STORES = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "oci", "memory"))
"""Where a file is there once it is whole, and to rename is to copy."""


class _System:
    """A file system of fsspec."""

    def __init__(self, system: Any) -> None:
        self._system = system
        protocol = system.protocol
        self.is_store = not _STORES.isdisjoint((protocol,) if isinstance(protocol, str) else protocol)
        self.renames_over = type(system).__module__.startswith("hdfs_native")

    def __getattr__(self, name: str) -> Any:
        def told(*arguments: Any, **named: Any) -> Any:
            with _told():
                return getattr(self._system, name)(*arguments, **named)

        return told


@contextmanager
def _told() -> Iterator[None]:
    """Makes an `OSError` of what fsspec, or a library below it, raises."""
    try:
        yield
    except OSError as error:
        if len(error.args) == 1:
            error.args = (first_line(error),)
        raise
    except Exception as error:  # every file system has its own
        raise OSError(f"{type(error).__name__}: {first_line(error)}") from error
