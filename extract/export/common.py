"""What all targets share: the error, the summary, optional libraries, files that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

from extract import extras
from extract.model import RECORD_TYPES, Result


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
def new_file(path: Path) -> Iterator[Path]:
    """A place to write to that takes the name `path` when the block ends well, and is gone when it does not."""
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
def new_files(folder: Path) -> Iterator[Path]:
    """A folder to write files to that move into `folder` when the block ends well, and are gone when it does not.

    A file there of the same name is replaced; others stay.
    """
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
