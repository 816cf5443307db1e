"""What an output folder holds: the names that runs give, and that readers look for."""

from __future__ import annotations

import re

from extract.places import Place, files_below, join, name_of

ERRORS = "errors.jsonl"
"""What has no result, and why."""
HIDDEN = ".trichluc"
"""Where a run keeps what is not for its reader."""
TEXTS = "texts"
"""The folder of texts beside shards of records."""
SHARD = "part-"
"""How the shards of a run begin; they are in the order of their names."""
LINES = (".jsonl", ".ndjson")


def why_no_json(data: bytes, error: Exception) -> str:
    """Why bytes are no JSON, with the line: people correct results in editors, which show lines and not bytes."""
    place = re.search(r"\(byte (\d+)\)$", str(error))
    if place is None or b"\n" not in data.rstrip():
        return str(error)
    line = data.count(b"\n", 0, int(place[1])) + 1
    return f"{error}, line {line}"


def shard_name(number: int) -> str:
    """How the shard of a task is called, without its ending."""
    return f"{SHARD}{number:06}"


def result_files(folder: Place) -> list[str]:
    """The files of a folder and those below it that a run writes results to as JSON, in the order of their names.

    Raises `OSError`.
    """
    return [join(folder, name) for name in files_below(folder) if _is_result_file(name_of(folder), name)]


def _is_result_file(folder: str, name: str) -> bool:
    above, _, last = f"{folder}/{name}".rpartition("/")
    if not last.endswith((".json", *LINES)) or last == ERRORS:
        return False
    return not (above.rpartition("/")[2] == TEXTS and last.startswith(SHARD))
