"""How the results of a task are written: a file a document, a file of lines, or a table a record type.

Each writer writes into a folder of its own; names are those that the files will have in the output folder.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Protocol

import msgspec

from extract.inputs import Failure
from extract.model import Result
from extract.output import TEXTS, shard_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from extract.export.tables import ParquetTables


class Writer(Protocol):
    """Takes the results of a task, one after the other. `text` is to be written beside the records, if it is given."""

    def write(self, result: Result, text: str | None) -> None: ...

    def __enter__(self) -> Writer: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class JsonFiles:
    """`<id>.json` a document, to be read by people too; its text in `<id>.txt`."""

    def __init__(self, place: Path, number: int) -> None:
        self._place = place

    def write(self, result: Result, text: str | None) -> None:
        """Write one document. Raises `OSError`."""
        name = result.document.id
        path = self._place / f"{name}.json"
        try:
            path.write_bytes(result.to_json(indent=2) + b"\n")
            if text is not None:
                (self._place / f"{name}.txt").write_bytes(text.encode())
        except OSError:
            for left in (path, self._place / f"{name}.txt"):
                _take_away(left)
            raise

    def __enter__(self) -> JsonFiles:
        return self

    def __exit__(self, *_: object) -> None: ...


def _take_away(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:  # its name is too long: it is not there
        return


class _TextLines:
    """`texts/part-000000.jsonl`: `{"id", "text"}` a line; no file where no text is."""

    def __init__(self, place: Path, number: int) -> None:
        self._path = place / TEXTS / f"{shard_name(number)}.jsonl"
        self._file: BinaryIO | None = None

    def write(self, name: str, text: str) -> None:
        if self._file is None:
            self._path.parent.mkdir()
            self._file = self._path.open("wb")
        self._file.write(msgspec.json.encode({"id": name, "text": text}) + b"\n")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()


class JsonLines:
    """`part-000000.jsonl`: a document a line; no file where no document is."""

    def __init__(self, place: Path, number: int) -> None:
        self._path = place / f"{shard_name(number)}.jsonl"
        self._file: BinaryIO | None = None
        self._texts = _TextLines(place, number)

    def write(self, result: Result, text: str | None) -> None:
        """Add one document. Raises `OSError`."""
        if self._file is None:
            self._file = self._path.open("wb", buffering=1 << 18)
        self._file.write(result.to_json() + b"\n")
        if text is not None:
            self._texts.write(result.document.id, text)

    def __enter__(self) -> JsonLines:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()
        self._texts.close()


class ParquetShards:
    """`<table>/part-000000.parquet`: a table of documents and one a record type; none where no document is."""

    def __init__(self, place: Path, number: int) -> None:
        self._place = place
        self._name = f"{shard_name(number)}.parquet"
        self._tables: ParquetTables | None = None
        self._texts = _TextLines(place, number)

    def write(self, result: Result, text: str | None) -> None:
        """Add one document. Raises `OSError`, and `Failure` where a value does not fit its column."""
        from extract.export.common import ExportError
        from extract.export.tables import ParquetTables

        if self._tables is None:
            self._tables = ParquetTables(self._path)
        try:
            self._tables.add(result)
        except ExportError as error:
            raise Failure("write", str(error)) from error
        if text is not None:
            self._texts.write(result.document.id, text)

    def _path(self, table: str) -> Path:
        path = self._place / table / self._name
        path.parent.mkdir()
        return path

    def __enter__(self) -> ParquetShards:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._tables is not None:
            self._tables.__exit__(kind)
        self._texts.close()


WRITERS: dict[str, Callable[[Path, int], Writer]] = {
    "json": JsonFiles,
    "jsonl": JsonLines,
    "parquet": ParquetShards,
}
