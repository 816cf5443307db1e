"""The specifications: `specs/<type>.json` says for each sentence which records of that type come out, and no others.

A case is `{"text", "expect": [...], "published"?, "note"?}`. Each expected record names its `text` (the quote) and any
fields to compare; `mentions` may be given as a list of quotes, `positions` as a list of titles, `chairs` and
`attendees` as names, `concerns` as quotes. An empty `expect` is a negative case: the sentence holds no record of the
type.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract import Result, extract
from extract.model import RECORD_TYPES, AnyRecord

SPECS = Path(__file__).parent / "specs"


def cases() -> list[Any]:
    found = []
    for kind in RECORD_TYPES:
        path = SPECS / f"{kind}.json"
        if path.exists():
            for number, case in enumerate(json.loads(path.read_text(encoding="utf-8"))):
                found.append(pytest.param(kind, case, id=f"{kind}-{number}"))
    return found


def field(record: AnyRecord, name: str, result: Result) -> Any:
    value = getattr(record, name)
    if name == "mentions":
        return [m.text for m in value]
    if name == "positions":
        return [p.title for p in value]
    if name in ("chairs", "attendees", "concerns"):
        linked = {r.id: r for r in result.records}
        return [getattr(linked[i], "text" if name == "concerns" else "name") for i in value]
    return value


@pytest.mark.parametrize(("kind", "case"), cases())
def test_case(kind: str, case: dict[str, Any]) -> None:
    text = case["text"]
    result = extract(text, published=case.get("published"))
    found = [r for r in result.records if r.type == kind]
    assert [r.text for r in found] == [e["text"] for e in case["expect"]]
    for record, expected in zip(found, case["expect"], strict=True):
        assert text[record.start : record.end] == record.text
        got = {name: field(record, name, result) for name in expected}
        assert got == expected


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_there_are_enough_cases_and_a_third_are_negative(kind: str) -> None:
    cases = json.loads((SPECS / f"{kind}.json").read_text(encoding="utf-8"))
    assert len(cases) >= 150
    assert sum(not case["expect"] for case in cases) >= len(cases) / 3
