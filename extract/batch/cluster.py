"""The same tasks on Dask distributed: on a cluster that is there, or on one of this machine's processes.

Dask gives the tasks of a lost worker to another. Where a task has cost several workers, it is done once more with a
note in the output folder of which document it is at, and then without the document that is to blame.
"""

from __future__ import annotations

import logging
import socket
import time
import uuid
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extract.batch.folder import UNFINISHED, Folder, open_folder
from extract.batch.pool import AHEAD, LOSSES, blame
from extract.batch.tasks import BrokenOffError, Outcome, Settings, Task
from extract.batch.version import rules_version
from extract.export.common import need

EXTRA = "dask"
EACH = 2
"""Tasks that are handed out a thread of a worker, so that none waits for the next."""
PATIENCE = 60.0
"""Seconds that the file of a scheduler, which may just be starting, is waited for."""
REFRESH = 5.0
"""Seconds between two looks at how large the cluster is."""

log = logging.getLogger("trichluc")


class Note:
    """Writes down which document of a task is being worked on, for who looks after the worker is lost."""

    def __init__(self, folder: Folder, task: int) -> None:
        self._folder = folder
        self._name = f"{UNFINISHED}/at-{task}"

    def at(self, part: int, place: int, seconds: float) -> None:
        """The document at a place of a part begins."""
        self._folder.write(self._name, f"{part} {place}".encode())

    def more(self, seconds: float) -> None:
        """How long it may take is not watched from outside."""

    def over(self) -> None:
        """No document is being worked on any more."""
        self._folder.remove(self._name)

    def read(self) -> tuple[int, int] | None:
        """What was written down last; None if no document was being worked on."""
        told = (self._folder.read(self._name) or b"").split()
        return (int(told[0]), int(told[1])) if len(told) == 2 else None


def on_worker(task: Task, settings: Settings) -> Outcome:
    """Do a task on a worker of a cluster. Raises `BrokenOffError`."""
    if (rules := rules_version()) != settings.rules:
        raise BrokenOffError(f"{socket.gethostname()} has other rules ({rules}) than this machine ({settings.rules})")
    from extract.batch.work import work  # the leading process has no use for the rules

    return work(task, settings, Note(open_folder(settings.output), task.number) if task.lost else None)


def _where(scheduler: Any) -> dict[str, Any]:
    """How a client is told where the scheduler is: by its address, or by the file that it writes it to.

    Raises `OSError` where that file does not come.
    """
    if not isinstance(scheduler, str) or not scheduler.endswith(".json"):
        return {"address": scheduler}
    end = time.monotonic() + PATIENCE
    while not Path(scheduler).exists():  # Dask would wait for ever
        if time.monotonic() > end:
            raise FileNotFoundError(f"the file is not there after {PATIENCE:g} seconds")
        time.sleep(0.1)
    return {"scheduler_file": scheduler}


class Cluster:
    """Workers of Dask: those of the scheduler at an address, or `jobs` processes of this machine. To be closed.

    In place of the address there may be the file, ending in `.json`, that `dask scheduler --scheduler-file` writes.

    Raises `ExportError` where Dask is not installed, and `BrokenOffError` where there is no scheduler.
    """

    def __init__(self, settings: Settings, *, scheduler: str | None = None, jobs: int = 1) -> None:
        distributed: Any = need("distributed", EXTRA)
        self._settings = settings
        self._folder = open_folder(settings.output)
        self._cluster: Any = None
        if scheduler is None:
            self._cluster = distributed.LocalCluster(
                n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=logging.ERROR
            )
        try:
            self._client: Any = distributed.Client(**_where(scheduler or self._cluster), set_as_default=False)
        except (OSError, ValueError) as error:
            raise BrokenOffError(f"no scheduler of Dask at {scheduler}: {error}") from error
        self._killed: type[Exception] = distributed.KilledWorker
        self._run = uuid.uuid4().hex[:8]
        self._ahead = 0
        self._looked = 0.0

    def map(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Outcome]]:
        """Do the tasks, and give back each with its outcome, in their order. Raises `BrokenOffError`."""
        handed_out: deque[tuple[Task, Any]] = deque()
        while True:
            while len(handed_out) < self._at_once() and (task := next(tasks, None)) is not None:
                handed_out.append((task, self._submit(task)))
            if not handed_out:
                return
            task, future = handed_out.popleft()
            yield task, self._outcome(task, future)

    def _at_once(self) -> int:
        """How many tasks to hand out: clusters grow and shrink."""
        if time.monotonic() - self._looked > REFRESH:
            self._ahead = AHEAD + EACH * sum(self._client.nthreads().values())
            self._looked = time.monotonic()
        return self._ahead

    def _submit(self, task: Task) -> Any:
        key = f"trichluc-{self._run}-{task.number}-{task.lost}"
        return self._client.submit(on_worker, task, self._settings, key=key, pure=False)

    def _outcome(self, task: Task, future: Any) -> Outcome:
        """What came of a task, without the documents that cost it its workers."""
        while True:
            try:
                outcome: Outcome = future.result()
            except self._killed:
                self._lost(task)
                future = self._submit(task)
            else:
                return outcome

    def _lost(self, task: Task) -> None:
        note = Note(self._folder, task.number)
        at = note.read()
        note.over()
        log.warning("several workers were lost at task %d", task.number)
        task.lost += 1
        if at is not None:
            blame(task, *at, "several workers were lost at it, most often because memory ran out")
        elif task.lost > 1:
            task.blameless += 1
            if task.blameless >= LOSSES:
                raise BrokenOffError("workers of the cluster are lost before or after their documents")

    def close(self) -> None:
        """Leave the cluster; end it if it is ours."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
