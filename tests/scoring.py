"""Compares records with gold, as `annotation-guide.md` counts: a record is right when it overlaps the gold quote and
carries the same value. One to one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Any, NamedTuple

Json = dict[str, Any]


class Difference(NamedTuple):
    """Gold entries that no record meets, and records that meet no gold entry, each as a few words to read."""

    missed: list[str]
    extra: list[str]


def fold(value: Any) -> str:
    """A name or number without what spelling alone changes."""
    text = unicodedata.normalize("NFC", str(value or "")).casefold().replace("–", "-")
    for old, new in (("uỷ", "ủy"), ("hoà", "hòa"), ("thuỷ", "thủy"), ("khoá", "khóa"), ("toà", "tòa")):
        text = text.replace(old, new)
    return re.sub(r"[\s\"“”'‘’.,;:()]+", " ", text).strip()


def alike(one: str, other: str) -> bool:
    """Whether two names share most of their words."""
    a, b = set(fold(one).split()), set(fold(other).split())
    return len(a & b) >= 0.6 * len(a | b)


def compare(kind: str, gold: list[Json], records: list[Json], text: str) -> Difference:
    """Set the gold entries of a type against the records of that type (plain data)."""
    found = [m | {"of": r} for r in records for m in r["mentions"]] if kind == "legal_reference" else records
    same = SAME[kind]
    free = list(found)
    missed = []
    for entry in gold:
        match = next((record for record in free if same(entry, record, text)), None)
        if match is None:
            missed.append(f"{entry['quote']} {entry}")
        else:
            free.remove(match)
    return Difference(missed, [f"{record['text']} {record}" for record in free])


def _overlaps(entry: Json, span: Json, text: str) -> bool:
    start = -1
    for _ in range(entry.get("nth", 1)):
        start = text.index(entry["quote"], start + 1)
    return min(start + len(entry["quote"]), int(span["end"])) > max(start, int(span["start"]))


def _same_date(entry: Json, record: Json, text: str) -> bool:
    return _overlaps(entry, record, text) and bool(entry["value"] == record["value"])


def _same_official(entry: Json, record: Json, text: str) -> bool:
    return fold(entry["name"]) == fold(record["name"])


def _same_legal_reference(entry: Json, mention: Json, text: str) -> bool:
    record = mention["of"]
    same_number = fold(entry["number"]).replace(" ", "") == fold(record["number"]).replace(" ", "")
    return _overlaps(entry, mention, text) and entry["document_type"] == record["document_type"] and same_number


def _same_meeting(entry: Json, record: Json, text: str) -> bool:
    if entry["kind"] != record["kind"]:
        return False
    return any(_overlaps(entry, m, text) for m in record["mentions"]) or alike(entry["quote"], record["text"])


def _same_quantity(entry: Json, record: Json, text: str) -> bool:
    close = bool(abs(entry["value"] - record["value"]) <= 1e-3 * max(1, abs(entry["value"])))
    return _overlaps(entry, record, text) and close and bool(entry["comparator"] == record["comparator"])


SAME: dict[str, Callable[[Json, Json, str], bool]] = {
    "date": _same_date,
    "official": _same_official,
    "legal_reference": _same_legal_reference,
    "meeting": _same_meeting,
    "target": _same_quantity,
    "actual": _same_quantity,
}
