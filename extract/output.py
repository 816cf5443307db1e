"""What an output folder holds: the names that runs give, and that readers look for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

ERRORS = "errors.jsonl"
"""What has no result, and why."""
HIDDEN = ".trichluc"
"""Where a run keeps what is not for its reader."""
TEXTS = "texts"
"""The folder of texts beside shards of records."""
SHARD = "part-"
"""How the shards of a run begin; they are in the order of their names."""
LINES = (".jsonl", ".ndjson")


def shard_name(number: int) -> str:
    """How the shard of a task is called, without its ending."""
    return f"{SHARD}{number:06}"


def result_files(folder: Path) -> list[Path]:
    """The files of a folder and those below it that a run writes results to as JSON, in the order of their names."""
    return sorted(_result_files(folder))


def _result_files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if path.suffix not in (".json", *LINES) or name == ERRORS or name.startswith("."):
                continue
            if path.parent.name == TEXTS and name.startswith(SHARD):
                continue
            yield path
