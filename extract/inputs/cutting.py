"""A long file as parts, cut where its lines or records begin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec

from extract.inputs.files import faults
from extract.inputs.parts import Options, Part

PACKED = 4
"""How much smaller compressed text is, about."""


class Begin(NamedTuple):
    """Where a line or record begins, in bytes of what the file holds, and its number.

    `name` is its id where that stands earlier in the file too and it cannot have its own.
    """

    place: int
    number: int
    name: str | None = None


def cut(begins: Iterable[Begin], part: Part, options: Options) -> Iterator[Part]:
    """A file as parts of about `part_bytes`, each from one of the places on. Where a compressed stream breaks off while
    they are read, the reader of the last part is left to find it so."""
    scale = PACKED if part.compression else 1
    start, first, last = 0, 1, 0
    names: dict[int, str] = {}

    def until(stop: int | None, end: int) -> Part:
        size = (end - start) // scale
        return msgspec.structs.replace(part, start=start, stop=stop, size=size, line=first, names=names)

    try:
        for place, number, name in begins:
            if place - start >= options.part_bytes * scale:
                yield until(place, place)
                start, first, names = place, number, {}
            last = place
            if name is not None:
                names[number] = name
    except faults():
        if not part.compression:
            raise
    if not start:
        yield part
    elif part.compression:
        yield until(None, last)
    else:
        end = max(part.size, start)
        yield until(end, end)
