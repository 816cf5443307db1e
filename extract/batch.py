"""A run: every source through the pipeline, each result checked and written, each failure noted."""

from __future__ import annotations

import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from extract.model import RECORD_TYPES, Result
from extract.pipeline import extract
from extract.sources import Failure, Source, read
from extract.store import Store
from extract.validate import check_result


@dataclass
class Summary:
    """What a run did: documents with a result, records by type, failures in their order, seconds."""

    documents: int = 0
    records: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    seconds: float = 0.0

    def __str__(self) -> str:
        counts = ", ".join(f"{kind} {self.records[kind]}" for kind in RECORD_TYPES)
        return (
            f"documents  {self.documents}\n"
            f"records    {self.records.total()} ({counts})\n"
            f"seconds    {self.seconds:.2f}\n"
            f"errors     {len(self.failures)}"
        )


def run(
    sources: Iterable[Source],
    store: Store,
    *,
    failures: Iterable[Failure] = (),
    published: str | None = None,
    only: Collection[str] | None = None,
    done: Callable[[Source], None] = lambda source: None,
) -> Summary:
    """Write the result of every source to the store, and the reason where there is none.

    `failures` are those known before the run. `published` and `only` are those of `extract`. `done` is called after
    each source. Raises `OSError` only where a failure cannot be noted.
    """
    start = time.perf_counter()
    summary = Summary()
    for failure in failures:
        summary.failures.append(failure)
        store.fail(failure)
    for source in sources:
        try:
            result = process(source, published=published, only=only)
            store.write(source.id, result.to_json(indent=2) + b"\n")
        except Failure as failure:
            failure.id, failure.source = source.id, source.name
            summary.failures.append(failure)
            store.fail(failure)
        else:
            summary.documents += 1
            summary.records.update(record.type for record in result.records)
        done(source)
    summary.seconds = time.perf_counter() - start
    return summary


def process(source: Source, *, published: str | None = None, only: Collection[str] | None = None) -> Result:
    """The checked result of one source. Raises `Failure`."""
    text, sha256 = read(source)
    try:
        result = extract(text, published=published, id=source.id, source=source.name, sha256=sha256, only=only)
    except Exception as error:  # a fault of a rule must not cost the other documents
        raise Failure("extract", _fault(error)) from error
    if problem := check_result(result):
        raise Failure("validate", problem)
    return result


def _fault(error: Exception) -> str:
    """An error of our own, with its place, to be mended."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno} in {last.name})"
