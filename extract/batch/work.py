"""What a worker does with a task: read, extract, validate, write; and what it hands back."""

from __future__ import annotations

import hashlib
import shutil
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol

import msgspec

from extract.batch import limit
from extract.batch.folder import Folder, is_the_disk, open_folder
from extract.batch.shards import WRITERS
from extract.batch.tasks import ALONE, BrokenOffError, Fault, Outcome, Settings, Task
from extract.inputs import Failure, Item, Part, read
from extract.inputs.parts import TooLongError
from extract.model import Result
from extract.pipeline import extract
from extract.validate import check_result


class Watch(Protocol):
    """Is told which document comes next, so that it is known when the worker is lost."""

    def at(self, part: int, place: int, seconds: float) -> None:
        """The document at a place of a part of the task begins; reading it may take so long (0: without limit)."""

    def more(self, seconds: float) -> None:
        """The document is read; its records may take so long from now."""

    def over(self) -> None:
        """No document is being worked on any more."""


class NoWatch:
    """Watches nothing."""

    def at(self, part: int, place: int, seconds: float) -> None: ...

    def more(self, seconds: float) -> None: ...

    def over(self) -> None: ...


def work(task: Task, settings: Settings, watch: Watch | None = None) -> Outcome:
    """Do a task: its documents are written where nobody takes them for results yet. Raises `BrokenOffError`."""
    folder = _folder(settings.output)
    try:
        place = folder.stage()
    except OSError as error:
        raise _broken_off(folder, error) from error
    try:
        return _work(task, settings, watch or NoWatch(), folder, place)
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)
        raise _broken_off(folder, error) from error
    except BaseException:
        shutil.rmtree(place, ignore_errors=True)
        raise


def _work(task: Task, settings: Settings, watch: Watch, folder: Folder, place: Path) -> Outcome:
    begin = time.process_time()
    outcome = Outcome(number=task.number, staged=str(place), stamp=task.stamp, faults=[])
    records: Counter[str] = Counter()
    sources = hashlib.blake2b(digest_size=16)
    with WRITERS[settings.format](place, task.number) as writer:
        for document in _documents(task, settings, watch):
            if settings.strict and outcome.faults:
                break
            if isinstance(document, Fault):
                outcome.faults.append(document)
                continue
            sources.update(document.sha256.encode())
            outcome.characters += len(document.text)
            seconds = limit.for_size(settings.timeout, len(document.text))
            watch.more(seconds)
            try:
                with limit.at_most(seconds):
                    result = process(document, settings)
                writer.write(result, document.text if settings.with_text and document.extracted else None)
            except TooLongError:
                outcome.faults.append(_fault(document, "extract", limit.reason(seconds)))
            except Failure as failure:
                outcome.faults.append(_fault(document, failure.stage, failure.reason))
            except OSError as error:
                if is_the_disk(error):
                    raise
                outcome.faults.append(_fault(document, "write", f"cannot be written: {error.strerror}"))
            else:
                outcome.documents += 1
                records.update(record.type for record in result.records)
    watch.over()
    folder.staged(place)
    outcome.records = dict(records)
    outcome.sources = sources.hexdigest()
    outcome.stopped = settings.strict and bool(outcome.faults)
    outcome.seconds = time.process_time() - begin
    outcome.megabytes = megabytes()
    return outcome


def process(document: Item, settings: Settings) -> Result:
    """The checked result of one document. Raises `Failure`."""
    try:
        result = extract(
            document.text,
            published=document.published or settings.published,
            id=document.id,
            source=document.source,
            sha256=document.sha256,
            only=settings.only,
        )
    except Exception as error:  # a fault of a rule must not cost the other documents
        raise Failure("extract", _where(error)) from error
    if problem := check_result(result):
        raise Failure("validate", problem)
    return result


def _documents(task: Task, settings: Settings, watch: Watch) -> Iterator[Item | Fault]:
    """The documents of a task in their order, and why there is none where one should be."""
    yield from task.faults
    for number, part in enumerate(task.parts):
        skip = frozenset(place for of, place in task.skip if of == number)
        reader = read(msgspec.structs.replace(part, skip=skip), settings.options)
        place = 0
        while True:
            end, cut = task.cut.get(number, (-1, None))
            if cut and place == end:
                yield cut
                break
            fault = task.skip.get((number, place))
            if fault and part.format in ALONE:
                yield fault
                break
            # what stands before a part of a compressed file is unpacked first
            size = part.size if part.format in ALONE else part.start if part.compression and not place else 0
            seconds = limit.for_size(settings.timeout, size)
            watch.at(number, place, seconds)
            try:
                with limit.at_most(seconds):
                    found = next(reader, None)
            except TooLongError:
                yield _lost_part(part, limit.reason(seconds))
                break
            except Exception as error:  # a fault of a reader
                yield _lost_part(part, _where(error))
                break
            if found is None:
                break
            if fault:
                of_file = isinstance(found, Failure) and found.of_file
                yield msgspec.structs.replace(fault, id=found.id, source=found.source, of_file=of_file)
            else:
                yield Fault.of(found) if isinstance(found, Failure) else found
            place += 1


def _lost_part(part: Part, reason: str) -> Fault:
    return Fault(id=part.id, source=part.source, stage="read", reason=reason, of_file=part.format not in ALONE)


def _fault(document: Item, stage: str, reason: str) -> Fault:
    return Fault(id=document.id, source=document.source, stage=stage, reason=reason)


def _where(error: Exception) -> str:
    """An error of our own, with its place, to be mended."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno} in {last.name})"


@cache
def _folder(output: str) -> Folder:
    return open_folder(output)


def _broken_off(folder: Folder, error: OSError) -> BrokenOffError:
    return BrokenOffError(f"{folder.name} cannot be written to: {error.strerror or error}")


def megabytes() -> float:
    """The most memory that this process has had so far (MB, resident); 0 where the system does not tell."""
    with suppress(ImportError):
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak / (1e6 if sys.platform == "darwin" else 1e3)
    return 0.0
