"""The sources of results, for targets that show records in their text."""

from __future__ import annotations

from pathlib import Path

import msgspec

from extract.export.common import ExportError
from extract.inputs import Failure, read_source
from extract.model import Mention, Result
from extract.output import LINES, SHARD, TEXTS


class _Line(msgspec.Struct):
    id: str
    text: str


class Texts:
    """Finds the text of a result.

    `place` is a folder of text files, by the path in `document.source` or its end, or as `<id>.txt`; or a JSON Lines
    file of `{"id", "text"}`, or an output folder with such texts beside its shards; or None, for where
    `document.source` says. `option` is how the command line gives it.
    """

    def __init__(self, place: Path | None, *, option: str = "--texts") -> None:
        self.place = place
        self._option = option
        self._lines = {name: line for file in _files_of_lines(place) for name, line in _offsets(file).items()}

    def of(self, result: Result) -> str:
        """The text that a result's offsets are of. Raises `ExportError` where it is not found or is another one."""
        name = result.document.id
        text = self._find(result)
        if text is None:
            where = self.place or result.document.source or "standard input"
            raise ExportError(f"{name}: its text was not found in {where}; say where the texts are with {self._option}")
        for span in _spans(result):
            if text[span.start : span.end] != span.text:
                raise ExportError(
                    f"{name}: not the text that the records were taken from: {span.text!r} does not stand at "
                    f"{span.start}-{span.end}"
                )
        return text

    def _find(self, result: Result) -> str | None:
        if result.document.id in self._lines:
            return self.line(result.document.id)
        for path in self._paths(result):
            if path.is_file():
                try:
                    return read_source(path).text
                except Failure as failure:
                    raise ExportError(f"{path}: its text cannot be read: {failure.reason}") from failure
        return None

    def _paths(self, result: Result) -> list[Path]:
        given = result.document.source
        if self.place is None:
            return [Path(given)] if given else []
        if self.place.is_file():
            return []
        parts = Path(given).parts if given else ()
        ends = [self.place.joinpath(*parts[i:]) for i in range(len(parts)) if parts[i] != "/"]
        return [*ends, self.place / f"{result.document.id}.txt"]

    def line(self, name: str) -> str | None:
        """The text that a JSON Lines file gives a document, by its id; None where there is none."""
        if name not in self._lines:
            return None
        path, at = self._lines[name]
        with path.open("rb") as file:
            file.seek(at)
            return msgspec.json.decode(file.readline(), type=_Line).text


def _files_of_lines(place: Path | None) -> list[Path]:
    """The JSON Lines files of texts that a place stands for."""
    if place is None or not place.is_dir():
        return [place] if place is not None and place.suffix in LINES else []
    return sorted((place if place.name == TEXTS else place / TEXTS).glob(f"{SHARD}*.jsonl"))


def _offsets(path: Path) -> dict[str, tuple[Path, int]]:
    """Where each text's line begins, by its id."""
    found = {}
    at = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.isspace():
                    try:
                        found[msgspec.json.decode(line, type=_Line).id] = path, at
                    except (msgspec.DecodeError, UnicodeDecodeError) as error:
                        raise ExportError(f"{path}:{number}: no text with an id: {error}") from error
                at += len(line)
    except OSError as error:
        raise ExportError(f"{path}: cannot be read: {error.strerror}") from error
    return found


def _spans(result: Result) -> list[Mention]:
    """The places of all records."""
    return [Mention(start=record.start, end=record.end, text=record.text) for record in result.records]
