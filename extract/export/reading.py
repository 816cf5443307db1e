"""The output of a run, read back one result at a time: JSON files, JSON Lines, folders of these, Parquet tables.

Nothing is skipped: what is no result, is of another version of the format, or comes twice, is an `ExportError` that
names the file and line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from extract import places
from extract.export import tables
from extract.export.common import ExportError
from extract.model import SCHEMA_VERSION, Result
from extract.output import LINES, result_files, why_no_json
from extract.places import Place


class Found(NamedTuple):
    """A result and where it was read: a file, with the line of JSON Lines."""

    place: str
    result: Result


def read(paths: Iterable[Place]) -> Iterator[Result]:
    """The results in files and folders, in their order. Raises `ExportError` where one cannot be read."""
    return (found.result for found in read_with_places(paths))


def read_with_places(paths: Iterable[Place]) -> Iterator[Found]:
    """As `read`, with the place of each. Raises `ExportError`, also where a document comes twice."""
    read: dict[str, str] = {}
    for path in paths:
        for found in _read_path(path):
            name = found.result.document.id
            if name in read:
                raise ExportError(f"{found.place}: the document {name} was read before, from {read[name]}")
            read[name] = found.place
            yield found


def _read_path(path: Place) -> Iterator[Found]:
    try:
        if not places.is_folder(path):
            files = [str(path)]
        elif tables.is_parquet(path):
            for result in tables.read_parquet(path):
                yield Found(f"{path} ({result.document.id})", result)
            return
        else:
            files = result_files(path)
    except OSError as error:
        raise ExportError(f"{path}: cannot be read: {error.strerror or error}") from error
    if not files:
        raise ExportError(f"{path}: there is no result in this folder (trichluc run makes results of texts)")
    for file in files:
        yield from _read_file(file)


def _read_file(path: str) -> Iterator[Found]:
    try:
        with places.opened(path) as file:
            if not path.endswith(LINES):
                yield Found(path, _decode(file.read(), path))
                return
            for number, line in enumerate(file, 1):
                if not line.isspace():
                    yield Found(f"{path}:{number}", _decode(line, f"{path}:{number}"))
    except FileNotFoundError:
        raise ExportError(f"{path}: no such file or folder") from None
    except OSError as error:
        raise ExportError(f"{path}: cannot be read: {error.strerror or error}") from error


class _Version(msgspec.Struct):
    schema_version: str
    document: msgspec.Raw


def _decode(data: bytes, place: str) -> Result:
    try:
        result = Result.from_json(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ExportError(f"{place}: {_why_not(data, error)}") from error
    if _major(result.schema_version) != _major(SCHEMA_VERSION):
        raise ExportError(f"{place}: {_other_version(result.schema_version)}")
    _check_ids(result, place)
    return result


def _check_ids(result: Result, place: str) -> None:
    seen: set[str] = set()
    for record in result.records:
        if not record.id or record.id in seen:
            raise ExportError(f"{place}: the record id {record.id!r} is empty or not the only one")
        seen.add(record.id)


def _why_not(data: bytes, error: Exception) -> str:
    """Why bytes are no result: cut off, of another version, or something else altogether."""
    try:
        version = msgspec.json.decode(data, type=_Version).schema_version
    except msgspec.ValidationError:
        return f"not a result of a run: {error}"
    except (msgspec.DecodeError, UnicodeDecodeError):
        return f"not JSON, or cut off: {why_no_json(data, error)}"
    if version != SCHEMA_VERSION:
        return f"{_other_version(version)} ({error})"
    return f"not a valid result: {error}"


def _other_version(version: str) -> str:
    return f"written in version {version} of the format, this Trichluc reads {SCHEMA_VERSION}"


def _major(version: Any) -> str:
    return str(version).partition(".")[0]
