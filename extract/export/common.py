"""What all targets share: the error, the summary, optional libraries, files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from extract import extras, places
from extract.model import RECORD_TYPES, Result
from extract.places import Place


class ExportError(Exception):
    """Why an output cannot be read or a target does not take it, in words for who runs the command."""


@dataclass
class Summary:
    """What was written: documents, records by type, and what the target has to add."""

    documents: int = 0
    records: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count a result that was written."""
        self.documents += 1
        self.records.update(record.type for record in result.records)

    def __str__(self) -> str:
        counts = ", ".join(f"{kind} {self.records[kind]}" for kind in RECORD_TYPES)
        lines = [f"documents  {self.documents}", f"records    {self.records.total()} ({counts})", *self.notes]
        return "\n".join(lines)


def need(module: str, extra: str) -> ModuleType:
    """A module of an optional extra. Raises `ExportError` that says what to install where it is missing."""
    return extras.need(module, extra, ExportError)


@contextmanager
def new_file(place: Place) -> Iterator[Path]:
    """A file to write to that takes the name `place` when the block ends well, and is gone when it does not."""
    if places.is_remote(place):
        with _uploaded(place) as folder:
            yield folder / places.name_of(place)
        return
    path = Path(place)
    unfinished = path.with_name(f".{path.name}-{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _uploaded(place: Place, *, into: bool = False) -> Iterator[Path]:
    """A folder whose files are uploaded when the block ends well: beside a place, or `into` it."""
    with TemporaryDirectory(prefix="trichluc-") as folder:
        yield Path(folder)
        try:
            places.put_below(folder, place if into else str(place).rstrip("/").rpartition("/")[0])
        except OSError as error:
            raise ExportError(f"{place} cannot be written to: {error.strerror or error}") from error


@contextmanager
def new_files(place: Place) -> Iterator[Path]:
    """A folder to write files to that move into `place` when the block ends well, and are gone when it does not.

    A file there of the same name is replaced; others stay.
    """
    if places.is_remote(place):
        with _uploaded(place, into=True) as made_here:
            yield made_here
        return
    folder = Path(place)
    unfinished = folder / f".trichluc-{os.getpid()}.tmp"
    made = not folder.exists()
    try:
        unfinished.mkdir(parents=True)
        yield unfinished
        for path in sorted(unfinished.iterdir()):
            path.replace(folder / path.name)
        made = False
    except OSError as error:
        raise ExportError(f"{folder} cannot be written to: {error.strerror or error}") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
        if made and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
