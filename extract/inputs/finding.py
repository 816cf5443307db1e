"""Which files the inputs of a run stand for, and what they are called."""

from __future__ import annotations

import glob
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from extract.inputs.files import printable
from extract.inputs.naming import folded
from extract.inputs.parts import STDIN, Failure

ENDING = ".txt"
"""In a folder only files with this ending are taken; a file that is named itself may have any."""


class Source(NamedTuple):
    """One input that is there but not yet read. `path` is None for standard input."""

    id: str
    path: Path | None

    @property
    def name(self) -> str | None:
        """The path as it was given, with forward slashes, as `document.source` has it; None for standard input."""
        return None if self.path is None else printable(self.path.as_posix())


def find(inputs: Iterable[str]) -> tuple[list[Source], list[Failure]]:
    """The sources that the inputs of a run stand for, in their order, and the inputs that stand for none.

    A folder stands for the `.txt` files in it and below, without hidden ones, in the order of their names; a pattern
    (`*`, `?`, `[…]`, `**`) for what it matches; `-` for standard input. A file that two inputs name is taken once.
    """
    paths: dict[str, Path | None] = {}
    failures = []
    for given in inputs:
        for found in _expand(given):
            if isinstance(found, Failure):
                failures.append(found)
            else:
                paths.setdefault(os.path.abspath(found) if found else STDIN, found)  # noqa: PTH100 - links stay links
    return _name(paths), failures


def _expand(given: str) -> Iterator[Path | Failure | None]:
    """The files that one input stands for, and what hinders."""
    if given == STDIN:
        yield None
    elif os.path.isdir(given):  # noqa: PTH112 - False where Path.is_dir raises
        yield from _files_below(given)
    elif os.path.lexists(given):
        yield Path(given)
    elif glob.has_magic(given):
        matches = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - takes absolute patterns too
        if not matches:
            yield _not_found(given, "no file matches this pattern")
        for match in matches:
            if not os.path.isdir(match):  # noqa: PTH112
                yield Path(match)
            elif "**" not in given:
                yield from _files_below(match)
    else:
        yield _not_found(given, "no such file or folder")


def _files_below(folder: str) -> Iterator[Path | Failure]:
    """The `.txt` files of a folder and of the folders below it, and what hinders."""
    barred: list[OSError] = []
    empty = True
    for place, folders, names in os.walk(folder, onerror=barred.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(ENDING) and not name.startswith("."):
                empty = False
                yield Path(place, name)
    for error in barred:
        yield _not_found(str(error.filename or folder), f"the folder cannot be listed: {error.strerror}")
    if empty and not barred:
        yield _not_found(folder, f"no {ENDING} file in this folder")


def _not_found(given: str, reason: str) -> Failure:
    source = printable(Path(given).as_posix())
    return Failure("find", reason, id=printable(Path(given).stem) or source, source=source)


def _name(paths: dict[str, Path | None]) -> list[Source]:
    """Sources with distinct ids: the file's name without its ending.

    Where several files have one name, each of them gets the fewest folder names in front that tell them all apart, or
    else its ending too, or at last a number. Names that differ only in case or normal form count as one, since they are
    one file on some disks. The order of the inputs makes no difference.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for absolute in paths:
        groups[folded(_stem(absolute))].append(absolute)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key in sorted(groups, key=lambda key: (len(groups[key]), key)):
        members = sorted(groups[key])
        chosen = next(names for names in _choices(members) if taken.isdisjoint(map(folded, names)))
        taken.update(map(folded, chosen))
        ids.update(zip(members, chosen, strict=True))
    return [Source(ids[absolute], path) for absolute, path in paths.items()]


def _choices(members: list[str]) -> Iterator[list[str]]:
    """Ways to name files that share a name, the best first; each gives distinct names."""
    depth = max(absolute.count(os.sep) for absolute in members)
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
    return "stdin" if absolute == STDIN else printable(Path(absolute).stem)


def _name_with_ending(absolute: str) -> str:
    return printable(Path(absolute).name)


def _folders(absolute: str, count: int) -> list[str]:
    """The last `count` folders that a file is in."""
    folders = Path(absolute).parts[1:-1]
    return [printable(name) for name in folders[max(0, len(folders) - count) :]]
