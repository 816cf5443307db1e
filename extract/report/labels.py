"""The words of the report in Vietnamese and English: `labels.json`, a key and its two forms a line."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec
from markupsafe import Markup

HERE = Path(__file__).parent
FIRST = 0
"""Pages are written in Vietnamese, the first form; `report.js` puts in the other."""


@cache
def labels() -> dict[str, tuple[str, str]]:
    """The Vietnamese and the English form by key."""
    return msgspec.json.decode((HERE / "labels.json").read_bytes(), type=dict[str, tuple[str, str]])


@cache
def label(key: str) -> Markup:
    """An element that holds a label and knows its key, so that the language can be switched."""
    return Markup('<span data-t="{}">{}</span>').format(key, labels()[key][FIRST])
