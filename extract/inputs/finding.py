"""Which files the inputs of a run stand for, and what they are called."""

from __future__ import annotations

import glob
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from extract.inputs.extras import need
from extract.inputs.files import first_line
from extract.inputs.naming import folded
from extract.inputs.parts import Failure
from extract.inputs.paths import STDIN, is_url, printable, written
from extract.inputs.sniffing import COMPRESSIONS, by_name

KNOWN = "text, HTML, JSON Lines, Parquet, WARC, DOCX or PDF"


class File(NamedTuple):
    """A file that is to be read: its path as `Part` has it; its id; its size in bytes if known.

    `found` says that it was found in a folder and not named by itself.
    """

    path: str
    id: str
    size: int | None
    found: bool


class _Place(NamedTuple):
    """A file before it has an id."""

    path: str
    size: int | None = None
    found: bool = False


def find(inputs: Iterable[str], leave_out: Iterable[str] = ()) -> tuple[list[File], list[Failure]]:
    """The files that the inputs of a run stand for, in their order, and the inputs that stand for none.

    A folder stands for the files of known endings in it and below, without hidden ones, in the order of their names; a
    pattern (`*`, `?`, `[…]`, `**`) for what it matches; `-` for standard input. A file that two inputs name is taken
    once. What a folder of `leave_out` holds is not taken, but where it is named by itself.
    """
    barred = frozenset(_absolute(folder) for folder in leave_out)
    places: dict[str, _Place] = {}
    failures = []
    for given in inputs:
        for place in _expand(given, barred):
            if isinstance(place, Failure):
                failures.append(place)
            else:
                places.setdefault(_absolute(place.path), place)
    ids = _name(list(places))
    files = [File(written(place.path), ids[key], place.size, place.found) for key, place in places.items()]
    return files, failures


def _absolute(path: str) -> str:
    """One name for one file. Symbolic links stay links."""
    return path if path == STDIN or is_url(path) else os.path.abspath(path)  # noqa: PTH100


def _expand(given: str, barred: frozenset[str]) -> Iterator[_Place | Failure]:
    """The files that one input stands for, and what hinders."""
    if given.startswith("file://"):
        from urllib.request import url2pathname  # slow to load, and seldom needed

        given = url2pathname(urlsplit(given).path)
    if given == STDIN:
        yield _Place(STDIN)
    elif is_url(given):
        yield from _expand_url(given, barred)
    elif os.path.isdir(given):  # noqa: PTH112 - False where Path.is_dir raises
        yield from _files_below(given, barred)
    elif os.path.lexists(given):
        yield _Place(_normal(given))
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - takes absolute patterns too
        if not matches:
            yield _not_found(given, "no file matches this pattern")
        for match in matches:
            if not os.path.isdir(match):  # noqa: PTH112
                yield _Place(_normal(match))
            elif "**" not in given:
                yield from _files_below(match, barred)
    else:
        yield _not_found(given, "no such file or folder")


def _files_below(folder: str, barred: frozenset[str]) -> Iterator[_Place | Failure]:
    """The files of known kinds in a folder and in the folders below it, and what hinders."""
    errors: list[OSError] = []
    empty = True
    for place, folders, names in os.walk(folder, onerror=errors.append):
        if place != folder and _absolute(place) in barred:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        within = "" if (normal := _normal(place)) == "." else normal.rstrip("/") + "/"
        for name in sorted(names):
            if _is_taken(name):
                empty = False
                yield _Place(within + name, found=True)
    for error in errors:
        yield _not_found(str(error.filename or folder), f"the folder cannot be listed: {error.strerror}")
    if empty and not errors:
        yield _not_found(folder, f"there is no {KNOWN} in this folder")


def _expand_url(given: str, barred: frozenset[str]) -> Iterator[_Place | Failure]:
    """The files that a URL stands for, which may be of a folder or a pattern."""
    try:
        fs, path = need("fsspec.core").url_to_fs(given)
        if glob.has_magic(path):
            entries = _listed(fs.glob(path, detail=True))
            reason, found = "no file matches this pattern", False
        elif fs.isdir(path):
            entries = [entry for entry in _listed(fs.find(path, detail=True)) if _is_below(entry[0], path)]
            reason, found = f"there is no {KNOWN} in this folder", True
        else:
            yield _Place(given, fs.info(path).get("size"))
            return
    except FileNotFoundError:
        yield _not_found(given, "no such file or folder")
        return
    except Failure as failure:
        yield _not_found(given, failure.reason)
        return
    except Exception as error:  # every file system has its own
        yield _not_found(given, f"cannot be listed: {type(error).__name__}: {first_line(error)}")
        return
    if not entries:
        yield _not_found(given, reason)
    for name, size in entries:
        full = fs.unstrip_protocol(name)
        url = _address(given, path, name) or full
        if not any(file.startswith(folder.rstrip("/") + "/") for folder in barred for file in (url, full)):
            yield _Place(url, size, found)


def _address(given: str, path: str, name: str) -> str | None:
    """The URL of a file that was found, as the input was given: not every file system gives the host back.

    `path` is that of `given` in the file system. None where a file system lies in another (`zip://a.txt::s3://…`).
    """
    given, path = given.rstrip("/"), path.rstrip("/")
    return given.removesuffix(path) + name if given.endswith(path) else None


def _listed(entries: dict[str, dict[str, Any]]) -> list[tuple[str, int | None]]:
    """The files of a listing in their order, with their sizes."""
    return [(name, entry.get("size")) for name, entry in sorted(entries.items()) if entry.get("type") == "file"]


def _is_below(path: str, folder: str) -> bool:
    """Whether a file below a folder is one to take: of a known kind, not hidden."""
    inside = path.removeprefix(folder).strip("/").split("/")
    return _is_taken(inside[-1]) and not any(name.startswith(".") for name in inside)


def _is_taken(name: str) -> bool:
    """Whether a file in a folder is taken, by its name."""
    return not name.startswith(".") and by_name(name)[0] is not None and name != "errors.jsonl"


def _normal(path: str) -> str:
    """A local path as `document.source` has it: with forward slashes and nothing idle in it."""
    return Path(path).as_posix()


def _not_found(given: str, reason: str) -> Failure:
    source = printable(given if is_url(given) else _normal(given))
    return Failure("find", reason, id=printable(Path(given).stem) or source, source=source)


def _name(files: list[str]) -> dict[str, str]:
    """Distinct ids for absolute paths: the file's name without its ending.

    Where several files have one name, each of them gets the fewest folder names in front that tell them all apart, or
    else its ending too, or at last a number. Names that differ only in case or normal form count as one, since they are
    one file on some disks. The order of the inputs makes no difference.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for absolute in files:
        groups[folded(_stem(absolute))].append(absolute)
    ids = {members[0]: _stem(members[0]) for members in groups.values() if len(members) == 1}
    taken = {key for key, members in groups.items() if len(members) == 1}
    several = [key for key, members in groups.items() if len(members) > 1]
    for key in sorted(several, key=lambda key: (len(groups[key]), key)):
        members = sorted(groups[key])
        chosen = next(names for names in _choices(members) if taken.isdisjoint(map(folded, names)))
        taken.update(map(folded, chosen))
        ids.update(zip(members, chosen, strict=True))
    return ids


def _choices(members: list[str]) -> Iterator[list[str]]:
    """Ways to name files that share a name, the best first; each gives distinct names."""
    depth = max(len(_folders(absolute)) for absolute in members)
    for name in (_stem, _name_with_ending):
        for count in range(depth + 1):
            names = ["-".join([*_folders(absolute, count), name(absolute)]) for absolute in members]
            if len(set(map(folded, names))) == len(names):
                yield names
    number = 1
    while True:
        yield [f"{_stem(absolute)}-{number + i}" for i, absolute in enumerate(members)]
        number += 1


def _stem(absolute: str) -> str:
    """The file's name without its ending, and without that of a compression."""
    if absolute == STDIN:
        return "stdin"
    name = _last(absolute)
    stem, ending = os.path.splitext(name)  # noqa: PTH122 - this runs for each of a million files
    if ending.lower() in COMPRESSIONS:
        stem = os.path.splitext(stem)[0]  # noqa: PTH122
    return printable(stem)


def _name_with_ending(absolute: str) -> str:
    return printable(_last(absolute))


def _last(absolute: str) -> str:
    return absolute.rpartition("/")[2] if is_url(absolute) else os.path.basename(absolute)  # noqa: PTH119


def _folders(absolute: str, count: int | None = None) -> list[str]:
    """The last `count` folders that a file is in, or all."""
    path = PurePosixPath("/", absolute.partition("://")[2]) if is_url(absolute) else Path(absolute)
    folders = path.parts[1:-1]
    return [printable(name) for name in folders[0 if count is None else max(0, len(folders) - count) :]]
