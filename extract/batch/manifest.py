"""How far a run has come, and of what it is: what `--resume` goes on from.

`.trichluc/manifest.json` in the output folder says what the run is of: rules, options, inputs. A line of
`.trichluc/journal.jsonl` says of one task that its results have their names, and what they are. Tasks are finished in
the order of the plan, so the journal is always the beginning of the run.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import IO, Any, NoReturn

import msgspec

from extract.batch.folder import UNFINISHED, Folder, LocalFolder
from extract.batch.tasks import Fault, Outcome, Settings, Task
from extract.inputs import Item, Options, read
from extract.output import ERRORS, HIDDEN, SHARD

HEAD = f"{HIDDEN}/manifest.json"
JOURNAL = f"{HIDDEN}/journal.jsonl"
LOCK = f"{HIDDEN}/lock"
_OF_SHARD_SIZE = frozenset(("task_bytes", "input_part_bytes"))


class ResumeError(Exception):
    """Why a run cannot begin in a folder, or go on there, and what to do."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a run is of; where it is the same, a run can go on."""

    rules: str
    inputs: tuple[str, ...]
    options: dict[str, Any]
    finished: bool = False

    @classmethod
    def of(cls, inputs: Iterable[str], settings: Settings) -> Head:
        """The head of a run."""
        options = msgspec.json.decode(msgspec.json.encode(settings))  # as it will be read back
        for name in ("output", "rules", "timeout", "strict"):  # they change no result that is there
            del options[name]
        reading = options.pop("options")
        options |= {f"input_{name}": value for name, value in reading.items()}
        return cls(rules=settings.rules, inputs=tuple(inputs), options=options)


class Entry(msgspec.Struct, kw_only=True):
    """A finished task: what it was of, and what came out."""

    number: int
    key: str
    stamp: str
    sources: str
    documents: int
    characters: int
    records: dict[str, int]
    faults: list[Fault]


class Manifest:
    """The state of a run in its output folder."""

    def __init__(self, folder: Folder, head: Head) -> None:
        self._folder = folder
        self._head = head
        self._waiting: list[bytes] = []
        self._written = 0.0
        self._lock: IO[bytes] | None = None

    def begin(self, *, resume: bool, overwrite: bool) -> list[str]:
        """Take the folder for this run; what there is to say about it.

        Raises `ResumeError` where it is another's, and `OSError`.
        """
        self._take()
        head = self._read_head()
        if resume and head is not None:
            self._compare(head)
            self._folder.remove(UNFINISHED)
            self._folder.remove(ERRORS)  # is made again from the journal
            return []
        if head == self._head and not overwrite and self._folder.read(JOURNAL):
            self._refuse_what_is_there(head)  # hours of work, whatever the format
        self._clear(head, overwrite)
        self._folder.write(HEAD, msgspec.json.encode(self._head) + b"\n")
        if head is not None and not head.finished:
            return ["an unfinished run was there; it was begun anew (--resume would have gone on)"]
        return []

    def _take(self) -> None:
        """Two runs in one folder would undo each other."""
        if not isinstance(self._folder, LocalFolder):
            return
        try:
            import fcntl
        except ImportError:
            return
        path = self._folder.path / LOCK
        path.parent.mkdir(exist_ok=True)
        self._lock = path.open("wb")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            self._lock = None
            raise ResumeError(f"another run is writing to {self._folder.name}") from None
        except OSError:  # a file system without locks
            return

    def _read_head(self) -> Head | None:
        data = self._folder.read(HEAD)
        if data is None:
            return None
        try:
            return msgspec.json.decode(data, type=Head)
        except msgspec.DecodeError as error:
            raise ResumeError(f"{self._folder.name}/{HEAD} is no manifest of this version: {error}") from None

    def _compare(self, head: Head) -> None:
        """Whether this run is the one that was begun. Raises `ResumeError`."""
        ours = self._head
        if head.rules != ours.rules:
            self._refuse(f"the rules have changed: it was begun with {head.rules}, this is {ours.rules}")
        names = {**ours.options, **head.options}
        for name in sorted(names):
            before, now = head.options.get(name), ours.options.get(name)
            if before != now:
                if name in _OF_SHARD_SIZE:  # told in bytes, and given in megabytes
                    self._refuse("another --shard-mb than it was begun with")
                option = name.replace("_", "-")
                self._refuse(f"another {option}: it was begun with {before!r}, this is {now!r}")
        if head.inputs != ours.inputs:
            self._refuse(f"other inputs: it was begun with {' '.join(head.inputs)}")

    def _refuse(self, why: str) -> None:
        raise ResumeError(
            f"the run in {self._folder.name} cannot go on as this one: {why}. Go on as it was begun, take another "
            "folder, or start anew with --overwrite"
        )

    def _refuse_what_is_there(self, head: Head | None) -> NoReturn:
        state = "an unfinished run; --resume goes on with it" if head and not head.finished else "a finished run"
        raise ResumeError(f"{self._folder.name} holds {state}; --overwrite starts anew")

    def _clear(self, head: Head | None, overwrite: bool) -> None:
        """Make room for a new run: results of another must not be taken for its own."""
        shards, files = self._left()
        sharded = self._head.options["format"] != "json"
        if files and sharded:
            raise ResumeError(f"{self._folder.name} holds results as JSON files ({min(files)}); take another folder")
        if shards and not overwrite:
            self._refuse_what_is_there(head)
        for name in shards:
            self._folder.remove(name)
        for name in (JOURNAL, UNFINISHED, HEAD, ERRORS):
            self._folder.remove(name)

    def _left(self) -> tuple[list[str], list[str]]:
        """The shards of an earlier run in the folder, and results that are files of their own."""
        shards, files = [], []
        for name in self._folder.names():
            if name.rpartition("/")[2].startswith(SHARD) and name.endswith((".jsonl", ".parquet")):
                shards.append(name)
            elif name.endswith(".json") and "/" not in name:
                files.append(name)
        return shards, files

    def remaining(self, tasks: Iterable[Task], options: Options, done: Callable[[Task, Entry], None]) -> Iterator[Task]:
        """The tasks that are not finished yet; `done` is told of the others. Raises `ResumeError`.

        A file that was written to since is read again, to see whether it still holds the same documents.
        """
        entries = self._entries()
        for task in tasks:
            entry = next(entries, None)
            if entry is None:
                yield task
            elif entry.key != task.key or (entry.stamp != task.stamp and entry.sources != _sources(task, options)):
                self._refuse(f"the inputs have changed: {_first(task)} is not what it was")
            else:
                done(task, entry)
        if next(entries, None) is not None:
            self._refuse("the inputs have changed: there are fewer than there were")

    def _entries(self) -> Iterator[Entry]:
        """What was finished before. A last line that was not written to its end is taken away."""
        data = self._folder.read(JOURNAL) or b""
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            self._folder.write(JOURNAL, whole)
        for line in whole.splitlines():
            yield msgspec.json.decode(line, type=Entry)

    def add(self, task: Task, outcome: Outcome) -> None:
        """A task is finished and its files have their names. Raises `OSError`."""
        entry = Entry(
            number=task.number,
            key=task.key,
            stamp=outcome.stamp,
            sources=outcome.sources,
            documents=outcome.documents,
            characters=outcome.characters,
            records=outcome.records,
            faults=outcome.faults,
        )
        self._waiting.append(msgspec.json.encode(entry) + b"\n")
        if time.monotonic() - self._written >= self._folder.pause:
            self.flush()

    def flush(self) -> None:
        """Write down what is finished. Raises `OSError`."""
        if self._waiting:
            lines = b"".join(self._waiting)
            self._waiting.clear()  # first: where this is interrupted, nothing may stand in the journal twice
            self._folder.settle()
            self._folder.append(JOURNAL, lines)
        self._written = time.monotonic()

    def finish(self, *, keep: bool) -> None:
        """The run is at its end: `keep` what later runs need to know of it."""
        self.flush()
        if keep:
            self._folder.remove(UNFINISHED)
            self._folder.write(HEAD, msgspec.json.encode(msgspec.structs.replace(self._head, finished=True)) + b"\n")
        else:
            self._folder.remove(HEAD)
            self._folder.remove(HIDDEN)

    def close(self) -> None:
        """Note what is done, and let go of the folder."""
        with suppress(OSError):  # of a full disk: what is not noted is done again
            self.flush()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            if self._folder.read(HEAD) is None:
                self._folder.remove(HIDDEN)


def _sources(task: Task, options: Options) -> str:
    """The digest of the documents of a task that `Outcome.sources` has."""
    digest = hashlib.blake2b(digest_size=16)
    for part in task.parts:
        for found in read(part, options):
            if isinstance(found, Item):
                digest.update(found.sha256.encode())
    return digest.hexdigest()


def _first(task: Task) -> str:
    return task.parts[0].path if task.parts else str(task.faults[0].source)
