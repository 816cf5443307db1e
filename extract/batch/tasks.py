"""What is handed to a worker and what it hands back.

A task is a run of parts of the inputs, in the order of the plan. How parts are put together depends on their sizes and
on nothing else, so that the tasks, and with them the shards of the output, are the same however many workers there are.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from extract.inputs import Failure, Options, Part
from extract.inputs.paths import local

OutputFormat = Literal["json", "jsonl", "parquet"]
FORMATS: tuple[OutputFormat, ...] = ("json", "jsonl", "parquet")

TASK_BYTES = 1_000_000
LARGEST = 64
SHARE = 256
"""A task is a 256th of all that came before it, but between 1 and 64 MB: small ones keep all workers busy to the end,
and ten times the input makes not ten times the shards."""
MOST_PARTS = 1000
PIECES = 4
"""A file is planned in parts of a quarter of the smallest task, so that the last tasks can be as small."""
HELD = 4
"""So many tasks are held back while a plan is made, to be cut smaller if they are the last."""


ALONE = frozenset({"text", "html", "docx", "pdf"})
"""Formats of which a file is one document."""


class BrokenOffError(Exception):
    """Why a run cannot go on: what would meet every document, such as a full disk."""


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What a run does with each document: the same in every worker, on whatever machine.

    `output` is the folder as `open_folder` takes it; `published` and `only` are those of `extract`; `timeout` is in
    seconds a document of up to a million characters (longer ones have more), 0 for none; `rules` is what the leading
    process knows as `rules_version()`. A task has at least `task_bytes` of input, except the last.
    """

    output: str
    format: OutputFormat = "json"
    options: Options = Options()
    published: str | None = None
    only: tuple[str, ...] | None = None
    with_text: bool = False
    timeout: float = 0
    strict: bool = False
    rules: str = ""
    task_bytes: int = TASK_BYTES


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What a `Failure` says, for `errors.jsonl`."""

    id: str | None
    source: str | None
    stage: str
    reason: str
    of_file: bool = False

    @classmethod
    def of(cls, failure: Failure) -> Fault:
        """What there is to write of a failure."""
        return cls(
            id=failure.id,
            source=failure.source,
            stage=failure.stage,
            reason=failure.reason,
            of_file=failure.of_file,
        )

    def line(self) -> bytes:
        """A line of `errors.jsonl`, without what only the run has use for."""
        data = {"id": self.id, "source": self.source, "stage": self.stage, "reason": self.reason}
        return msgspec.json.encode(data) + b"\n"


@dataclass
class Task:
    """Parts to read, in order.

    `faults` are inputs of the plan that stand for nothing. `skip` says why documents are not to be touched again, by
    the part and the place in it; `cut` the same of all documents of a part from a place on. `lost` counts the
    workers that it has cost, `blameless` those that no document is to blame for.
    """

    number: int
    parts: list[Part] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    skip: dict[tuple[int, int], Fault] = field(default_factory=dict)
    cut: dict[int, tuple[int, Fault]] = field(default_factory=dict)
    lost: int = 0
    blameless: int = 0

    @property
    def size(self) -> int:
        """About how many bytes are to be read."""
        return sum(part.size for part in self.parts)

    @property
    def key(self) -> str:
        """The same for the same task of another run over the same inputs."""
        digest = hashlib.blake2b(digest_size=16)
        for item in (*self.parts, *self.faults):
            digest.update(msgspec.json.encode(item))
        return digest.hexdigest()

    @property
    def stamp(self) -> str:
        """Changes when a local file of the task is written to."""
        digest = hashlib.blake2b(digest_size=16)
        for path in dict.fromkeys(part.path for part in self.parts):
            try:
                state = local(path).stat()
                digest.update(f"{state.st_size} {state.st_mtime_ns}\n".encode())
            except OSError:
                digest.update(b"-\n")
        return digest.hexdigest()


class Outcome(msgspec.Struct, kw_only=True):
    """What became of a task. `staged` is where its files are until they take their names.

    `characters` are of the texts, `stamp` is that of the task before it was read, `sources` a digest of the documents'
    SHA-256, `seconds` of the processor, `megabytes` the most memory that the worker has had so far. `stopped` says
    that a fault ended it (`--strict`).
    """

    number: int
    staged: str = ""
    documents: int = 0
    characters: int = 0
    records: dict[str, int] = {}
    faults: list[Fault] = []
    stamp: str = ""
    sources: str = ""
    seconds: float = 0
    megabytes: float = 0
    stopped: bool = False


def group(plan: Iterable[Part | Failure], smallest: int = TASK_BYTES) -> Iterator[Task]:
    """The tasks of a plan, each of at least `smallest` bytes except the last ones.

    Those are cut smaller and smaller, so that no worker is busy long after the others have nothing left to do.
    """
    numbers = itertools.count()
    held: deque[Task] = deque()
    for task in _tasks(plan, lambda seen: max(smallest, min(LARGEST * smallest, seen // SHARE))):
        held.append(task)
        if len(held) > HELD:
            yield _numbered(held.popleft(), numbers)
    left = sum(task.size for task in held)
    for task in _tasks(_found(held), lambda seen: max(smallest // PIECES, (left - seen) // HELD // 2)):
        yield _numbered(task, numbers)


def _found(tasks: Iterable[Task]) -> Iterator[Part | Fault]:
    for task in tasks:
        yield from task.faults
        yield from task.parts


def _numbered(task: Task, numbers: Iterator[int]) -> Task:
    task.number = next(numbers)
    return task


def _tasks(plan: Iterable[Part | Failure | Fault], most: Callable[[int], int]) -> Iterator[Task]:
    """Tasks without a number. `most` says how many bytes one may reach, by how many there were before it."""
    task, seen, size = Task(0), 0, 0
    for found in plan:
        if isinstance(found, Part):
            full = size >= most(seen) or len(task.parts) >= MOST_PARTS
            if task.parts and full:
                yield task
                task, seen, size = Task(0), seen + size, 0
            task.parts.append(found)
            size += found.size
        else:
            task.faults.append(Fault.of(found) if isinstance(found, Failure) else found)
            if len(task.faults) >= MOST_PARTS:
                yield task
                task, seen, size = Task(0), seen + size, 0
    if task.parts or task.faults:
        yield task
