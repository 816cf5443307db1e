"""The search index: words, pairs of neighbouring words, and ids, in sorted scripts, so that a query loads only a few.

Words are folded: lower case, without accents, đ as d. A term's documents are numbers in ascending order, written as
differences in base 36. `words` has each word, and behind `=` the words of titles; `pairs` two words that follow each
other. `ids` tells where an id leads: `[document, number, page, {record: card}]` for each page of a document, where
`document` and `record` are the two halves of a record's id, `giang-thanh-2019` and `date/167`, and a document's own id
is the first of them.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise

from extract.report.files import SHARD, Folder, script_json

WORD = re.compile(r"[^\W_]+")
LONGEST = 40
"""Characters of a word that are kept."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_D = str.maketrans("đĐ", "dd")
_MARKS = re.compile("[\u0300-\u036f]")


def fold(text: str) -> str:
    """A text in lower case without accents."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text).lower()).translate(_D)


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    return [word[:LONGEST] for word in WORD.findall(fold(text))]


class Index:
    """An index that documents are added to in the order of their numbers."""

    def __init__(self) -> None:
        self.words: dict[str, array[int]] = {}
        self.pairs: dict[str, array[int]] = {}
        self.ids: list[tuple[str, str]] = []

    def add(self, number: int, title: str, text: str) -> None:
        """Add a document."""
        named = words(title)
        found = words(text)
        for term in {*found, *named, *(f"={word}" for word in named)}:
            self.words.setdefault(term, array("I")).append(number)
        for term in {f"{a} {b}" for run in (named, found) for a, b in pairwise(run)}:
            self.pairs.setdefault(term, array("I")).append(number)

    def add_ids(self, number: int, document: str, page: str, cards: Iterable[tuple[str, str]]) -> None:
        """Add the ids of a document: its own, which leads to its first page, and its records', each with its card."""
        pages: dict[tuple[str, str], dict[str, str]] = {(document, page): {}}
        for id, href in cards:
            parts = id.split("/")
            at, _, card = href.partition("#")
            pages.setdefault(("/".join(parts[:-2]), at), {}).setdefault("/".join(parts[-2:]), card)
        self.ids += ((name, script_json([name, number, at, known])) for (name, at), known in pages.items())

    def write(self, folder: Folder) -> dict[str, list[str]]:
        """Write the index; gives the first term of each script, by kind."""
        found = {kind: _write(folder, kind, _entries(getattr(self, kind))) for kind in ("words", "pairs")}
        return found | {"ids": _write(folder, "ids", sorted(self.ids, key=lambda entry: _order(entry[0])))}


def _order(term: str) -> bytes:
    """What terms are sorted by: as JavaScript compares them."""
    return term.encode("utf-16-be")


def _write(folder: Folder, kind: str, entries: Iterable[tuple[str, str]]) -> list[str]:
    """Write entries, each with its term; gives the first term of each script."""
    terms: list[str] = []

    def noted() -> Iterator[str]:
        for term, entry in entries:
            terms.append(term)
            yield entry

    starts = list(folder.put_shards(f"search-{kind}", noted()))
    return [terms[start] for start in starts]


def _entries(postings: dict[str, array[int]]) -> Iterator[tuple[str, str]]:
    for term in sorted(postings, key=_order):
        for chunk in _chunks(postings[term]):
            yield term, f'[{script_json(term)},"{chunk}"]'


def _chunks(numbers: array[int]) -> Iterator[str]:
    """The numbers as differences in base 36; a term of very many documents in several texts."""
    most = SHARD // 6
    for at in range(0, len(numbers), most):
        before = 0
        out = []
        for number in numbers[at : at + most]:
            out.append(_base36(number - before))
            before = number
        yield " ".join(out)


def _base36(number: int) -> str:
    if number < 36:
        return _DIGITS[number]
    return _base36(number // 36) + _DIGITS[number % 36]
