"""The lexicons: what the rules know of words, as data.

A lexicon is a JSON file beside this one, an array with one entry a line; each entry has an `example` (a sentence of our
own) that a test parses. The code that reads an entry states its shape as a `msgspec.Struct`.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

Entry = TypeVar("Entry", bound=msgspec.Struct)


@cache
def _bytes(name: str) -> bytes:
    return (files(__name__) / f"{name}.json").read_bytes()


def load(name: str, entry: type[Entry]) -> tuple[Entry, ...]:
    """The entries of `<name>.json`, in the order of the file.

    Raises `FileNotFoundError` if there is no such lexicon, `msgspec.ValidationError` if an entry has another shape,
    with the file and the line.
    """
    try:
        return msgspec.json.decode(_bytes(name), type=tuple[entry, ...])  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        place = re.search(r"\$\[(\d+)\]", str(error))
        line = f", line {int(place[1]) + 2}" if place else ""  # an entry a line, below the bracket
        raise msgspec.ValidationError(f"extract/lexicon/{name}.json{line}: {error}") from None
    except msgspec.DecodeError as error:
        raise msgspec.DecodeError(f"extract/lexicon/{name}.json: {error}") from None
