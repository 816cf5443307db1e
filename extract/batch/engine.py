"""A run: inputs are planned, grouped into tasks, worked on by one process or many, and finished in their order."""

from __future__ import annotations

import itertools
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Protocol

import msgspec

from extract.batch.folder import Folder, LocalFolder, open_folder
from extract.batch.manifest import Entry, Head, Manifest
from extract.batch.summary import Summary
from extract.batch.tasks import BrokenOffError, Fault, Outcome, Settings, Task, group
from extract.batch.version import rules_version
from extract.inputs import plan
from extract.inputs.paths import STDIN, is_url
from extract.output import ERRORS

log = logging.getLogger("trichluc")
log.addHandler(logging.NullHandler())

SMALL = 2 << 20
"""Inputs of fewer bytes are done before worker processes have started."""


class Executor(Protocol):
    """Does tasks and gives back each with its outcome, in their order. Raises `BrokenOffError`."""

    def map(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Outcome]]: ...

    def close(self) -> None: ...


class Here:
    """Does tasks one after the other in this process."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def map(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Each task with its outcome."""
        from extract.batch.work import work

        for task in tasks:
            yield task, work(task, self._settings)

    def close(self) -> None:
        """Nothing is open."""


def run(
    inputs: Iterable[str],
    settings: Settings,
    *,
    jobs: int | None = None,
    resume: bool = False,
    overwrite: bool = False,
    executor: Callable[..., tuple[Executor, Iterator[Task]]] | None = None,
    progress: Callable[[Summary], None] = lambda summary: None,
) -> Summary:
    """Write the results of all documents of the inputs into a folder, and say what was done.

    `jobs` worker processes do the work (one a core if None); `executor` makes something else that does it of the
    settings and the tasks, such as `on_dask()`. `resume`
    goes on with a run that was stopped, `overwrite` takes the shards of another run away. `progress` is called after
    each task. Raises `ResumeError` where the folder is another run's, `BrokenOffError` where the run cannot go on,
    and `OSError` where the folder cannot be written to.
    """
    start = time.perf_counter()
    inputs = tuple(inputs)
    folder = open_folder(settings.output)
    settings = msgspec.structs.replace(settings, rules=rules_version(), output=folder.address)
    folder.create()
    manifest = Manifest(folder, Head.of(inputs, settings))
    summary = Summary()

    def done_before(task: Task, entry: Entry) -> None:
        summary.add(entry.documents, entry.characters, entry.records, entry.faults)
        summary.tasks_before += 1
        summary.read_before += task.size
        errors.write(entry.faults)

    try:
        with closing(manifest), Errors(folder) as errors:
            summary.notes += manifest.begin(resume=resume, overwrite=overwrite)
            planned = group(plan(inputs, settings.options, leave_out=[settings.output]), settings.task_bytes)
            tasks = manifest.remaining(planned, settings.options, done_before)
            chosen, tasks = executor(settings, tasks) if executor else _on_this_machine(settings, tasks, inputs, jobs)
            with closing(chosen):
                for task, outcome in chosen.map(tasks):
                    _finish(task, outcome, settings, folder, manifest, errors)
                    summary.add(outcome.documents, outcome.characters, outcome.records, outcome.faults)
                    summary.processed += outcome.documents
                    summary.read += task.size
                    summary.worked += outcome.seconds
                    summary.megabytes = max(summary.megabytes, outcome.megabytes)
                    summary.seconds = time.perf_counter() - start
                    progress(summary)
                    if outcome.stopped:
                        summary.stopped = True
                        break
            if not summary.stopped:
                manifest.finish(keep=resume or settings.format != "json")
                summary.finished = True
    except OSError as error:
        raise BrokenOffError(f"{folder.name} cannot be written to: {error.strerror or error}") from error
    summary.seconds = time.perf_counter() - start
    return summary


def _on_this_machine(
    settings: Settings, tasks: Iterator[Task], inputs: tuple[str, ...], jobs: int | None
) -> tuple[Executor, Iterator[Task]]:
    """Worker processes, or this process alone where it is done before they have started; and the tasks again.

    Standard input is read by this process.
    """
    first, size = [], 0
    for task in tasks:
        first.append(task)
        size += task.size or SMALL * any(is_url(part.path) for part in task.parts)
        if size >= SMALL:
            break
    tasks = itertools.chain(first, tasks)
    if size < SMALL or STDIN in inputs:
        return Here(settings), tasks
    from extract.batch.pool import Pool

    return Pool(jobs or cores(), settings), tasks


def on_dask(scheduler: str | None = None, jobs: int | None = None) -> Callable[..., tuple[Executor, Iterator[Task]]]:
    """What makes workers of Dask the executor of a run: those of a scheduler, or `jobs` processes of this machine."""

    def make(settings: Settings, tasks: Iterator[Task]) -> tuple[Executor, Iterator[Task]]:
        from extract.batch.cluster import Cluster

        return Cluster(settings, scheduler=scheduler, jobs=jobs or cores()), tasks

    return make


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _finish(
    task: Task, outcome: Outcome, settings: Settings, folder: Folder, manifest: Manifest, errors: Errors
) -> None:
    """Give the files of a task their names, and note that it is done. Raises `OSError`."""
    folder.commit(Path(outcome.staged))
    for fault in outcome.faults:
        log.warning("%s: %s: %s", fault.source or fault.id, fault.stage, fault.reason)
        if settings.format == "json" and fault.id is not None and fault.stage != "find" and not fault.of_file:
            folder.remove(f"{fault.id}.json")  # of an earlier run: it would look like one of this run
    errors.write(outcome.faults)
    if not outcome.stopped:
        manifest.add(task, outcome)
    log.info("task %d: %d documents, %d errors", task.number, outcome.documents, len(outcome.faults))


class Errors:
    """`errors.jsonl`: what has no result, of this run and those it goes on from; no file where nothing failed."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._path: Path | None = None
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Errors:
        return self

    def write(self, faults: Iterable[Fault]) -> None:
        """Add lines. Raises `OSError`."""
        for fault in faults:
            if self._file is None:
                local = self._folder.path if isinstance(self._folder, LocalFolder) else None
                self._path = (local or self._folder.stage()) / ERRORS
                self._file = self._path.open("wb")
            self._file.write(fault.line())
        if self._file is not None:
            self._file.flush()

    def __exit__(self, *_: object) -> None:
        if self._file is not None and self._path is not None:
            self._file.close()
            if not isinstance(self._folder, LocalFolder):
                self._folder.staged(self._path.parent)
