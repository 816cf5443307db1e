"""Work that goes wrong at documents that say so, for the tests of worker processes."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

import extract.batch.work
from extract.batch.tasks import Outcome, Settings, Task
from extract.batch.work import Watch, work
from extract.pipeline import extract as extract_text


def faulty(text: str, **options: Any) -> Any:
    """As `extract`, but for texts that name a fault."""
    if "KILLED" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "CRASHED" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "ENDED" in text:
        os._exit(3)
    if "MEMORY" in text:
        raise MemoryError
    if "SLOW" in text:
        time.sleep(600)
    if "DEAF" in text:  # an alarm does not help
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
        time.sleep(600)
    return extract_text(text, **options)


def faulty_work(task: Task, settings: Settings, watch: Watch | None = None) -> Outcome:
    """As `work`, with faults."""
    vars(extract.batch.work)["extract"] = faulty
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - what a crash says is not of interest
    return work(task, settings, watch)


def never_ready(task: Task, settings: Settings, watch: Watch | None = None) -> Outcome:
    """Dies before the first document."""
    os._exit(5)


def faulty_reading(task: Task, settings: Settings, watch: Watch | None = None) -> Outcome:
    """As `work`, where pages that say so go wrong while their text is taken out."""
    from extract.inputs import html

    def item(data: bytes, **options: Any) -> Any:
        if b"KILLED" in data:
            os.kill(os.getpid(), signal.SIGKILL)
        if b"SLOW" in data:
            time.sleep(600)
        return whole(data, **options)

    whole = vars(html).setdefault("whole", html.item)
    vars(html)["item"] = item
    return work(task, settings, watch)
