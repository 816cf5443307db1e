"""A document that takes too long is cut off.

In the main thread the system's alarm does it, which ends a pattern that does not come back, too. In another thread (a
worker of Dask) one more thread looks at the clock. Where neither can, the pool ends the worker.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extract.inputs.parts import TooLongError

SIZE = 1_000_000


def for_size(seconds: float, size: int) -> float:
    """How long a document may take: `seconds` up to a million characters or bytes, a longer one in proportion."""
    return seconds * max(1.0, size / SIZE)


def reason(seconds: float) -> str:
    """Why a document has no result that was cut off."""
    return f"took longer than {round(seconds, 1):g} seconds"


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raises `TooLongError` in the block once it has taken so many seconds; 0 for no limit."""
    if not seconds:
        yield
    elif threading.current_thread() is not threading.main_thread():
        with _watched(seconds):
            yield
    elif hasattr(signal, "setitimer"):
        with _alarm(seconds):
            yield
    else:
        yield


_running = 0.0
"""The limit in seconds; 0 where none is."""


def _ring(signum: int, frame: Any) -> None:
    if _running:
        raise TooLongError(reason(_running))


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    global _running
    if signal.getsignal(signal.SIGALRM) is not _ring:
        signal.signal(signal.SIGALRM, _ring)
    _running = seconds
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        _running = 0.0
        signal.setitimer(signal.ITIMER_REAL, 0)


class _Clock(threading.Thread):
    """Looks twice a second whether the time of a thread is over, and raises in it."""

    def __init__(self) -> None:
        super().__init__(name="trichluc-clock", daemon=True)
        self.ends: dict[int, float] = {}
        self.lock = threading.Lock()

    def run(self) -> None:
        while True:
            time.sleep(0.5)
            with self.lock:
                for thread in [thread for thread, end in self.ends.items() if end < time.monotonic()]:
                    del self.ends[thread]
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(TooLongError))


_clock: _Clock | None = None


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    global _clock
    if _clock is None:
        _clock = _Clock()
        _clock.start()
    thread = threading.get_ident()
    with _clock.lock:
        _clock.ends[thread] = time.monotonic() + seconds
    try:
        yield
    finally:
        with _clock.lock:
            _clock.ends.pop(thread, None)
