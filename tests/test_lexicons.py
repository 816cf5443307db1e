"""What every lexicon promises: one entry a line, each with an example of its use, none twice.

That each example really gives its record is tested by type, in `test_lexicon_<type>.py`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

import extract
from extract import lexicon

LEXICONS = sorted((Path(extract.__file__).parent / "lexicon").glob("*.json"))

# Lists of proper names: a sentence for each would say nothing that the name does not. Anything else needs examples.
NAME_LISTS = {
    "laws": "names of laws, read by one rule that the specifications cover",
    "places": "provinces, from the gazetteer",
    "surnames": "family names: each is used as every other",
}


def entries(path: Path) -> list[Any]:
    found = json.loads(path.read_text(encoding="utf-8"))
    assert isinstance(found, list), "a lexicon is an array"
    return found


def strings(value: object) -> Iterator[str]:
    """All strings in an entry, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


class _Word(msgspec.Struct):
    word: str


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            '[\n{"word": "a"},\n{"wort": "b"}\n]\n',
            "extract/lexicon/x.json, line 3: Object missing required field `word`",
        ),
        ('[\n{"word": "a"}\n{"word": "b"}\n]\n', "extract/lexicon/x.json: JSON is malformed"),
    ],
)
def test_a_bad_entry_is_told_with_its_place(monkeypatch: pytest.MonkeyPatch, data: str, told: str) -> None:
    monkeypatch.setattr(lexicon, "_bytes", lambda name: data.encode())
    with pytest.raises(msgspec.DecodeError, match=re.escape(told)):
        lexicon.load("x", _Word)


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
class TestEveryLexicon:
    def test_is_an_array_with_one_entry_a_line(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert (lines[0], lines[-1]) == ("[", "]"), "the brackets stand on lines of their own"
        for number, line in enumerate(lines[1:-1], 2):
            comma = "," if number < len(lines) - 1 else ""
            assert line.endswith(comma), f"line {number}"
            assert json.loads(line.rstrip(",")), f"line {number}"

    def test_entries_have_an_example(self, path: Path) -> None:
        if path.stem in NAME_LISTS:
            return
        bare = [e for e in entries(path) if not isinstance(e, dict) or not str(e.get("example", "")).strip()]
        assert not bare, (
            f"{len(bare)} entries without an example, the first is {bare[0]}; give each a sentence of your own, or, "
            f"if this is a list of proper names, name it in NAME_LISTS of {Path(__file__).name} with the reason"
        )

    def test_examples_hold_a_word_of_the_entry(self, path: Path) -> None:
        for entry in entries(path):
            if isinstance(entry, dict) and "example" in entry:
                words = [word for key, value in entry.items() if key != "example" for word in strings(value)]
                example = entry["example"].lower()
                assert any(word.lower() in example for word in words), entry

    def test_no_entry_stands_twice(self, path: Path) -> None:
        def bare(entry: Any) -> str:
            kept = {k: v for k, v in entry.items() if k != "example"} if isinstance(entry, dict) else entry
            return json.dumps(kept, ensure_ascii=False, sort_keys=True)

        twice = [entry for entry, times in Counter(map(bare, entries(path))).items() if times > 1]
        assert not twice
