"""Imported once by the server that worker processes are forked from, so that they start warm.

What the rules make at first use (patterns, the automaton of cues) is made here, once and not by each worker: sentences
of the lexicons are read, which touch most of it.
"""

import json
from importlib.resources import files

from extract.batch import work
from extract.pipeline import extract
from extract.validate import check_result

EACH = 8
"""Of so many examples one is read."""


def _examples() -> list[str]:
    found = []
    for path in sorted(files("extract.lexicon").iterdir(), key=str):
        if path.name.endswith(".json"):
            entries = json.loads(path.read_bytes())
            found += [entry["example"] for entry in entries if isinstance(entry, dict) and "example" in entry]
    return found[::EACH]


check_result(extract("\n".join(_examples())))

__all__ = ["work"]
