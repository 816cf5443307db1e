"""The sources of results: for targets that show records in their text, and to check results against them."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from hashlib import sha256
from pathlib import PurePath, PurePosixPath
from typing import IO, NamedTuple

import msgspec

from extract import places
from extract.export.common import ExportError
from extract.inputs import Failure, Item, Options, plan, read, read_source
from extract.inputs.encodings import Text
from extract.inputs.naming import SEPARATOR, plain
from extract.inputs.paths import is_url
from extract.inputs.sniffing import COLLECTIONS, by_name
from extract.model import Document, Mention, Result
from extract.output import SHARD, TEXTS
from extract.places import Place

_ROW = re.compile(r"(?P<file>.+):\d{1,18}")
"""How `document.source` names a row that has no address of its own."""
_MOST_OPEN = 8
_UNBROKEN = 1 << 62


class _Line(msgspec.Struct):
    id: str
    text: str


class Texts:
    """Finds the text of a result.

    `place` (a path or an address) is a folder of files that are a text each, by the path in `document.source` or its
    end, or as `<id>.txt`; or what a run has read: a file of rows or pages, or a folder of such; or an output folder
    with texts beside its records; or None, for where `document.source` says. `option` is how the command line gives
    it, `reading` how the run has read its inputs.

    Rows are known by the ids that a run gives them, or, of JSON Lines, that are those of the results already. They are
    read one after the other, as far as the text that is asked for; those that were passed over are kept on the disk.
    """

    def __init__(self, place: Place | None, *, option: str = "--texts", reading: Options | None = None) -> None:
        self.place = place
        self._option = option
        self._reading = msgspec.structs.replace(reading or Options(), part_bytes=_UNBROKEN, any_text=True)
        self._collections: dict[str, _Collection] = {}
        try:
            self._folder = place is not None and places.is_folder(place)
        except OSError as error:
            raise ExportError(f"{place}: cannot be read: {error.strerror or error}") from error

    def of(self, result: Result) -> str:
        """The text that a result's offsets are of. Raises `ExportError` where it is not found or is another one."""
        name = result.document.id
        try:
            found = self.find(result.document)
        except Failure as failure:
            raise ExportError(f"{failure.source or name}: its text cannot be read: {failure.reason}") from failure
        if found is None:
            where = self.place or result.document.source or "standard input"
            told = (
                f"; say where the texts are with {self._option}"
                if self.place is None
                else f" (no {name}.txt and no row of this id)"
            )
            raise ExportError(f"{name}: its text was not found in {where}{told}")
        for span in _spans(result):
            if found.text[span.start : span.end] != span.text:
                raise ExportError(
                    f"{name}: not the text that the records were taken from: {span.text!r} does not stand at "
                    f"{span.start}-{span.end}"
                )
        return found.text

    def find(self, document: Document) -> Text | None:
        """The text of a document and its hash, whatever it is now; None where there is none. Raises `Failure`."""
        try:
            for path in self._paths(document):
                if self._has(path):
                    return read_source(path)
            for collection in self._of_rows(document):
                if found := collection.find(document):
                    return found
        except OSError as error:
            raise Failure("read", str(error.strerror or error)) from error
        return None

    def _paths(self, document: Document) -> list[Place]:
        """Where the text may be as a file of its own."""
        given = document.source
        if self.place is None:
            return [given] if given and _is_ours(given) else []
        if not self._folder:
            return []
        parts = (PurePosixPath(given) if is_url(given) else PurePath(given)).parts if given else ()
        ends = ["/".join(parts[i:]) for i in range(len(parts)) if parts[i] != "/"]
        return [places.join(self.place, name) for name in (*ends, f"{document.id}.txt")]

    def _has(self, path: Place) -> bool:
        """Whether there is a file. One in a remote folder is looked for in the listing of that."""
        if self._folder and places.is_remote(path):
            return str(path).removeprefix(f"{str(self.place).rstrip('/')}/") in self._listed
        return places.is_file(path)

    @cached_property
    def _listed(self) -> frozenset[str]:
        """The files of the folder."""
        return frozenset(places.files_below(str(self.place)))

    def _of_rows(self, document: Document) -> Iterable[_Collection]:
        """Where the text may be a row."""
        if self._folder:
            return self._of_folder
        if self.place is not None:
            return [self._opened(str(self.place))]
        row = _ROW.fullmatch(document.source or "")
        file = row["file"] if row else ""
        return [self._opened(file)] if file in self._collections or (_is_ours(file) and places.is_file(file)) else []

    @cached_property
    def _of_folder(self) -> list[_Collection]:
        """What the folder holds: texts beside shards of records, and files of rows or pages."""
        folder = str(self.place)
        names = sorted(self._listed)
        written = [places.join(folder, name) for name in names if _is_written_text(folder, name)]
        found = [_Collection("", partial(_written_texts, written))] if written else []
        if any(by_name(name)[0] in COLLECTIONS for name in names if not _is_written_text(folder, name)):
            found.append(self._opened(folder))
        return found

    def _opened(self, given: str) -> _Collection:
        """The documents of an input of a run; not too many of them are open at a time."""
        found = self._collections.pop(given, None) or _Collection(given, partial(_rows, given, self._reading))
        self._collections[given] = found  # the last that was used is the last
        if len(self._collections) > _MOST_OPEN:
            del self._collections[next(iter(self._collections))]
        return found


def _rows(given: str, reading: Options) -> Iterator[Item | Failure]:
    """All documents that a run over an input reads."""
    for part in plan([given], reading):
        if isinstance(part, Failure):
            yield part
        else:
            yield from read(part, reading)


class _Kept(NamedTuple):
    """Where the text of a document that was passed over is kept, with its hash."""

    at: int
    length: int
    sha256: str


class _Collection:
    """The documents of an input, read in their order and as far as needed."""

    def __init__(self, given: str, rows: Callable[[], Iterator[Item | Failure]]) -> None:
        self._stem = places.name_of(given).partition(".")[0]
        self._rows = rows
        self._file: IO[bytes] = tempfile.TemporaryFile(prefix="trichluc-")  # noqa: SIM115 - closed with this object
        self._begin()

    def _begin(self) -> None:
        self._items = self._rows()
        self._given: set[int] = set()
        self._kept: dict[str, _Kept] = {}
        self._failures: dict[str, Failure] = {}
        self._broken: Failure | None = None
        self._file.truncate(0)

    def __del__(self) -> None:
        self._file.close()

    def find(self, document: Document) -> Text | None:
        """The text of a document. Raises `Failure`.

        One that is not called as the document, but might be meant, is taken if its hash is the right one, or if all is
        read and there is no other.
        """
        if hash(document.id) in self._given:
            self._begin()
        names = self._names(document.id)
        for name in names:
            kept = self._kept.get(name)
            if kept and (name == document.id or kept.sha256 == document.sha256):
                return self._take(kept)
        for found in self._items:
            if isinstance(found, Failure):
                self._note(found)
            elif found.id == document.id or (found.id in names and found.sha256 == document.sha256):
                self._given.add(hash(document.id))
                return Text(found.text, found.sha256)
            else:
                self._keep(found)
        for name in names:
            if kept := self._kept.get(name):
                return self._take(kept)
            if name in self._failures:
                raise self._failures[name]
        if self._broken:
            raise self._broken
        return None

    def _names(self, id: str) -> list[str]:
        """What a document may be called here: as it is; as a row whose id this is; or without the id of the file."""
        file, _, rest = id.partition(SEPARATOR)
        return list(dict.fromkeys([id, plain("", True, id, 0), rest if rest and file == self._stem else id]))

    def _note(self, failure: Failure) -> None:
        if failure.of_file or failure.id is None:
            self._broken = self._broken or failure
        else:
            self._failures[failure.id] = failure

    def _keep(self, item: Item) -> None:
        data = item.text.encode()
        self._kept[item.id] = _Kept(self._file.seek(0, os.SEEK_END), len(data), item.sha256)
        self._file.write(data)

    def _take(self, kept: _Kept) -> Text:
        self._file.seek(kept.at)
        return Text(self._file.read(kept.length).decode(), kept.sha256)


def _is_ours(source: str) -> bool:
    """Whether a source may be looked into: a page on the web is not fetched."""
    return bool(source) and not source.startswith(("http://", "https://"))


def _is_written_text(folder: str, name: str) -> bool:
    """Whether a file below a folder is one of the texts that a run writes beside its shards."""
    above, _, last = name.rpartition("/")
    return last.startswith(SHARD) and (above or places.name_of(folder)) == TEXTS


def _written_texts(files: Iterable[str]) -> Iterator[Item | Failure]:
    """The texts that a run has written beside its shards, with the ids of its results."""
    for path in files:
        with places.opened(path) as file:
            for number, line in enumerate(file, 1):
                try:
                    found = msgspec.json.decode(line, type=_Line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    yield Failure("read", f"no text with an id: {error}", source=f"{path}:{number}", of_file=True)
                else:
                    yield Item(found.id, found.text, None, sha256(found.text.encode()).hexdigest())


def _spans(result: Result) -> list[Mention]:
    """The places of all records."""
    return [Mention(start=record.start, end=record.end, text=record.text) for record in result.records]
