"""How far a run is, on a terminal: rate and time left."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from extract.batch.summary import Summary


@contextmanager
def shown(inputs: Iterable[str]) -> Iterator[Callable[[Summary], None]]:
    """A bar on standard error, if that is a terminal; gives what to call after each task."""
    if not sys.stderr.isatty():
        yield lambda summary: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("…", total=None)

        def count() -> None:
            bar.update(task, total=_bytes(inputs))

        threading.Thread(target=count, daemon=True).start()

        def update(summary: Summary) -> None:
            rate = summary.read / 1e6 / summary.seconds if summary.seconds else 0
            told = f"{summary.documents:,} documents, {summary.errors:,} errors, {rate:.1f} MB/s"
            bar.update(task, completed=summary.read_before + summary.read, description=told)

        yield update


def _bytes(inputs: Iterable[str]) -> int | None:
    """How large the inputs are; None where that is not known before they are read."""
    from extract.inputs.finding import find
    from extract.inputs.paths import STDIN, size_of

    total = 0
    for source in find(inputs)[0]:
        if source.size is not None:
            total += source.size
        elif source.path != STDIN:
            try:
                total += size_of(source.path)
            except OSError:  # it will be said in its place
                continue
    return total or None
