"""Asks what a word of a lexicon `<type>_parts` does: what comes out otherwise where something else stands for it."""

from __future__ import annotations

import json
import re

import msgspec

from extract import extract
from extract.parts import Part

# What says where a record stands, and not what it says.
_PLACES = {"id", "start", "end", "rule", "evidence"}


def changed(entry: Part, type_: str, stand_in: str = "xyz") -> set[str]:
    """The fields of the records of the example that come out otherwise with another word for that of the entry.

    A field that holds the word, and then in its place what stands for it, is not changed. "count" stands for the number
    of records, "mentions" for how many each has. Raises `AssertionError` if the example does not hold the word.
    """
    stand_in = stand_in.capitalize() if entry.word[:1].isupper() else stand_in
    word = re.compile(re.escape(entry.word), re.IGNORECASE)
    assert word.search(entry.example), f"the example of {entry.word!r} does not hold it"
    before, after = _values(entry.example, type_), _values(word.sub(stand_in, entry.example, count=1), type_)
    replaced = {field: sorted(word.sub(stand_in, value, count=1) for value in found) for field, found in before.items()}
    return {
        field
        for field in before.keys() | after.keys()
        if after.get(field) not in (before.get(field), replaced.get(field))
    }


def _values(text: str, type_: str) -> dict[str, list[str]]:
    """What the records of a type say, field by field, as JSON."""
    found = extract(text, published="2022-06-01").records
    linked = {r.id: getattr(r, "name", r.text) for r in found}  # an id tells where its record stands
    records = [msgspec.to_builtins(r) for r in found if r.type == type_]
    for record in records:
        record |= {f: [linked[id_] for id_ in record[f]] for f in ("attendees", "chairs", "concerns") if f in record}
        record["mentions"] = len(record.get("mentions", ()))
        for position in record.get("positions", ()):
            del position["start"], position["end"]
    told = {field: [json.dumps(r.get(field), ensure_ascii=False) for r in records] for r in records for field in r}
    return {"count": [str(len(records))]} | {f: sorted(found) for f, found in told.items() if f not in _PLACES}
