"""What a run did, in words and as JSON."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import msgspec

from extract.batch.tasks import Fault
from extract.model import RECORD_TYPES

SHOWN = 10
"""So many faults are kept to be shown."""
MOST_REASONS = 200

_PARTICULAR = re.compile(r"'[^']*'|\"[^\"]*\"|\d+(?:\.\d+)?")


@dataclass
class Summary:
    """What a run did, with what earlier runs had done that it went on from.

    `documents` have a result; `reasons` counts faults by stage and reason, without what is particular to one document;
    `megabytes` is the most memory of a worker. Of this run alone are `seconds`, `worked` (of the processor, of all
    workers), `processed` (documents) and `read` (bytes of input); of earlier ones `tasks_before` and `read_before`.
    """

    documents: int = 0
    characters: int = 0
    records: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    tasks: int = 0
    tasks_before: int = 0
    seconds: float = 0.0
    worked: float = 0.0
    processed: int = 0
    read: int = 0
    read_before: int = 0
    megabytes: float = 0.0
    stopped: bool = False
    finished: bool = False
    notes: list[str] = field(default_factory=list)

    def add(self, documents: int, characters: int, records: dict[str, int], faults: list[Fault]) -> None:
        """Count a task."""
        self.tasks += 1
        self.documents += documents
        self.characters += characters
        self.records.update(records)
        self.errors += len(faults)
        for fault in faults:
            reason = fault.stage, _PARTICULAR.sub("…", fault.reason)
            self.reasons[reason if reason in self.reasons or len(self.reasons) < MOST_REASONS else ("", "other")] += 1
        self.faults.extend(faults[: SHOWN - len(self.faults)])

    def __str__(self) -> str:
        counts = ", ".join(f"{kind} {self.records[kind]}" for kind in RECORD_TYPES)
        lines = [
            f"documents  {self.documents}",
            f"records    {self.records.total()} ({counts})",
            f"seconds    {self.seconds:.2f}",
            f"errors     {self.errors}",
        ]
        if self.errors > SHOWN:
            lines += [f"  {count:>9}  {stage}: {reason}" for (stage, reason), count in self.reasons.most_common(SHOWN)]
        return "\n".join(lines)

    def to_json(self, **more: Any) -> bytes:
        """For machines; `more` is what the run was given."""
        rate = self.processed / self.seconds if self.seconds else 0.0
        data = {
            "finished": self.finished,
            "documents": self.documents,
            "characters": self.characters,
            "records": {kind: self.records[kind] for kind in RECORD_TYPES},
            "errors": self.errors,
            "errors_by_reason": [
                {"stage": stage, "reason": reason, "count": count}
                for (stage, reason), count in self.reasons.most_common()
            ],
            "shards": self.tasks,
            "shards_of_earlier_runs": self.tasks_before,
            "seconds": round(self.seconds, 3),
            "processor_seconds": round(self.worked, 3),
            "documents_per_second": round(rate, 1),
            "megabytes_per_second": round(self.read / 1e6 / self.seconds, 3) if self.seconds else 0.0,
            "worker_peak_megabytes": round(self.megabytes, 1),
            **more,
        }
        return msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
