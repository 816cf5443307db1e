"""Worker processes that are watched: one that dies or hangs costs the document it was at, and no other.

A worker notes in shared memory which document it is at. Where it is lost, its task is given to another, without that
document. Tasks that are done are handed on in their order.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing import connection
from multiprocessing.sharedctypes import RawArray
from typing import TYPE_CHECKING, Any

from extract.batch import limit
from extract.batch.tasks import ALONE, BrokenOffError, Fault, Outcome, Settings, Task

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

log = logging.getLogger("trichluc")

Work = Callable[..., Outcome]

AHEAD = 64
"""How many tasks may be done before the first that is not: one slow document holds nobody up for long."""
POLL = 0.5
GRACE = 5.0
"""Seconds that a worker has beyond the limit to cut a document off itself."""
LOSSES = 3
"""So many workers may be lost over one task, or at their start, when no document is to blame."""
NOWHERE = -1.0


class Slot:
    """Where a worker is: a part, the place of a document in it, and when it must be done (0 for no limit)."""

    def __init__(self, shared: Any) -> None:
        self._shared = shared

    def at(self, part: int, place: int, seconds: float) -> None:
        """The document at a place of a part begins; reading it may take so long."""
        self._shared[0], self._shared[1] = part, place
        self.more(seconds)

    def more(self, seconds: float) -> None:
        """The document has so long from now."""
        self._shared[3] = seconds
        self._shared[2] = time.monotonic() + seconds if seconds else 0.0

    def over(self) -> None:
        """No document is being worked on any more."""
        self._shared[0], self._shared[1], self._shared[2], self._shared[3] = NOWHERE, NOWHERE, 0.0, 0.0

    @property
    def document(self) -> tuple[int, int] | None:
        """The part and the place in it; None between documents."""
        part, place = self._shared[0], self._shared[1]
        return None if part == NOWHERE else (int(part), int(place))

    @property
    def late(self) -> float:
        """For how many seconds the worker should have been done with its document; 0 if it has time left."""
        end = self._shared[2]
        return max(0.0, time.monotonic() - end) if end else 0.0

    @property
    def limit(self) -> float:
        """How many seconds the document may take."""
        return float(self._shared[3])


class _Worker:
    """A process with the task it has, if any."""

    def __init__(self, context: Any, settings: Settings, work: Work | None) -> None:
        shared = RawArray("d", [NOWHERE, NOWHERE, 0.0, 0.0])
        self.slot = Slot(shared)
        self.task: Task | None = None
        self.hangs = False
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=_serve, args=(theirs, shared, settings, work), name="trichluc-worker", daemon=True
        )
        self.process.start()
        theirs.close()

    def give(self, task: Task) -> None:
        self.task = task
        self.slot.over()
        self.pipe.send(task)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _serve(pipe: connection.Connection, shared: Any, settings: Settings, given: Work | None) -> None:
    """The life of a worker: one task after the other, until the leading process hangs up or is gone."""
    from extract.batch.work import work  # the leading process has no use for the rules

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the leading process says what becomes of us
    threading.Thread(target=_end_with_parent, daemon=True).start()
    slot = Slot(shared)
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            pipe.send((given or work)(task, settings, slot))
        except BrokenOffError as error:
            pipe.send(error)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


class Pool:
    """`jobs` worker processes, which do tasks as `work.work` does, or as `work` does. To be closed."""

    def __init__(self, jobs: int, settings: Settings, work: Work | None = None) -> None:
        methods = multiprocessing.get_all_start_methods()
        self._context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            self._context.set_forkserver_preload(["__main__", "extract.batch.warm"])
        self._jobs = jobs
        self._settings = settings
        self._work = work
        self._workers: list[_Worker] = []

    def map(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Do the tasks, and give back each with its outcome, in their order. Raises `BrokenOffError`."""
        again: deque[Task] = deque()
        order: deque[int] = deque()
        done: dict[int, tuple[Task, Outcome]] = {}
        while True:
            while self._has_room():
                task = again.popleft() if again else next(tasks, None) if len(order) < AHEAD + self._jobs else None
                if task is None:
                    break
                if not task.lost:
                    order.append(task.number)
                self._worker().give(task)
            if not order:
                return
            for worker in self._wait():
                task, outcome = self._receive(worker)
                if outcome is None:
                    again.append(task)
                else:
                    done[task.number] = task, outcome
            while order and order[0] in done:
                yield done.pop(order.popleft())

    def _has_room(self) -> bool:
        return len(self._workers) < self._jobs or any(worker.task is None for worker in self._workers)

    def _worker(self) -> _Worker:
        """A worker that has no task; a new one if there is none."""
        for worker in self._workers:
            if worker.task is None:
                return worker
        worker = _Worker(self._context, self._settings, self._work)
        self._workers.append(worker)
        return worker

    def _wait(self) -> list[_Worker]:
        """The workers that have something to tell, or are lost."""
        busy = {worker.pipe: worker for worker in self._workers if worker.task is not None}
        ready = connection.wait(list(busy), timeout=POLL)
        for worker in busy.values():
            if worker.slot.late > GRACE:
                worker.hangs = True
                worker.process.kill()
        return [busy[pipe] for pipe in ready if isinstance(pipe, connection.Connection)]

    def _receive(self, worker: _Worker) -> tuple[Task, Outcome | None]:
        """What a worker made of its task; None where it is lost, and its task is to be done again without the fault."""
        task = worker.task
        assert task is not None
        try:
            told = worker.pipe.recv()
        except (EOFError, OSError):
            self._lost(worker, task)
            return task, None
        if isinstance(told, BrokenOffError):
            raise told
        assert isinstance(told, Outcome)
        worker.task = None
        return task, told

    def _lost(self, worker: _Worker, task: Task) -> None:
        """Put the blame for a lost worker on the document it was at."""
        self._workers.remove(worker)
        worker.process.join()
        worker.pipe.close()
        task.lost += 1
        document = worker.slot.document
        reason = limit.reason(worker.slot.limit) if worker.hangs else _how(worker)
        log.warning("a worker was lost at task %d: %s", task.number, reason)
        if document is None or (worker.hangs and not worker.slot.late):
            task.blameless += 1
            if task.blameless >= LOSSES:
                raise BrokenOffError(f"{LOSSES} workers were lost before or after their documents: {reason}")
        else:
            blame(task, *document, reason)

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()


def _how(worker: _Worker) -> str:
    """How a worker ended."""
    code = worker.process.exitcode or 0
    if code >= 0:
        return f"the worker ended with exit status {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
    if -code == getattr(signal, "SIGKILL", None):
        return f"the worker was killed ({name}), most often because memory ran out"
    return f"the worker crashed ({name})"


def blame(task: Task, part: int, place: int, reason: str) -> None:
    """A document has cost a worker: its task passes over it, or ends its part there if that is not enough."""
    source = task.parts[part]
    name = source.id if place == 0 else f"{source.id}~{place + 1}"
    of_file = source.format not in ALONE  # until the reader says which document it is
    fault = Fault(id=name, source=source.source, stage="extract", reason=reason, of_file=of_file)
    if (part, place) in task.skip:
        task.cut[part] = place, fault
    else:
        task.skip[part, place] = fault
