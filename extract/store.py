"""Where results go: one file a document, written whole or not at all, and `errors.jsonl` for what has none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec

from extract.sources import Failure

ERRORS = "errors.jsonl"


class Store:
    """A folder of results.

    A file appears under its name only when it is complete. A document that fails loses the result that an earlier run
    left, since it would look like one of this run; results of documents that this run was not given stay.
    `errors.jsonl` is of this run alone, and there is none where nothing failed.
    """

    def __init__(self, folder: Path) -> None:
        """Make the folder if need be. Raises `OSError` where it cannot be written to."""
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._unfinished = folder / f".trichluc-{os.getpid()}.tmp"
        self._unfinished.write_bytes(b"")
        self._unfinished.unlink()
        self.errors = folder / ERRORS
        self.errors.unlink(missing_ok=True)

    def path(self, document_id: str) -> Path:
        """The file of a document's result."""
        return self.folder / f"{document_id}.json"

    def write(self, document_id: str, result: bytes) -> None:
        """Write a result under its name, or leave nothing there. Raises `Failure` of the stage `write`."""
        try:
            with self._unfinished.open("wb") as file:
                file.write(result)
            self._unfinished.replace(self.path(document_id))
        except OSError as error:
            self._unfinished.unlink(missing_ok=True)
            raise Failure("write", f"{self.path(document_id)} cannot be written: {error.strerror}") from error

    def fail(self, failure: Failure) -> None:
        """Add a line to `errors.jsonl`, and take away the result of an earlier run. Raises `OSError`."""
        if failure.id is not None and failure.stage != "find":
            self.path(failure.id).unlink(missing_ok=True)
        line: dict[str, Any] = {
            "id": failure.id,
            "source": failure.source,
            "stage": failure.stage,
            "reason": failure.reason,
        }
        with self.errors.open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
