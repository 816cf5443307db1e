"""One pass over the text for the cue words of all finders.

A finder declares its cues as `CueSet`s: lower-case strings (view spelling) that make it look at a place, each with
whatever the finder wants to be handed back, mostly the lexicon entry. All cues of all finders go into one Aho-Corasick
automaton, which passes over the lower-cased view once; a finder then looks only where a cue of its own stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick_rs

from extract.view import View

_BY_START = itemgetter(1)
_PIECE = 1 << 20
"""How many characters are scanned at once: all matches of a piece are in memory together."""


class Cue(NamedTuple):
    """A cue word found: `entry` as declared, `start` and `end` in the view (half-open)."""

    entry: Any
    start: int
    end: int


class CueSet(NamedTuple):
    """The cues of one kind: `words` maps each lower-case string to what the finder gets back.

    `left` and `right` say whether a letter or digit may not touch the cue on that side (`True`: a whole word).
    """

    kind: str
    words: Mapping[str, Any]
    left: bool = True
    right: bool = True


class CueScanner:
    """All cue sets as one automaton. Immutable once made; safe to share between threads."""

    def __init__(self, cue_sets: list[CueSet]) -> None:
        by_word: dict[str, list[tuple[str, Any, bool, bool]]] = {}
        for cue_set in cue_sets:
            for word, entry in cue_set.words.items():
                if word != word.lower() or not word:
                    raise ValueError(f"cue {word!r} of {cue_set.kind} is not a lower-case word")
                by_word.setdefault(word, []).append((cue_set.kind, entry, cue_set.left, cue_set.right))
        self.kinds = tuple(dict.fromkeys(cue_set.kind for cue_set in cue_sets))
        self._longest = max(map(len, by_word), default=0)
        # The last comes first: see `scan`.
        self._uses = [tuple(reversed(uses)) for uses in by_word.values()]
        self._automaton = ahocorasick_rs.AhoCorasick(list(by_word)) if by_word else None

    def scan(self, view: View) -> dict[str, list[Cue]]:
        """The cues that stand in the view, by kind, each list in the order of `start`, the longer first."""
        found: dict[str, list[Cue]] = {kind: [] for kind in self.kinds}
        if self._automaton is None:
            return found
        size = len(view.lower)
        for first in range(0, size, _PIECE):
            self._scan_piece(view.lower, first, min(first + _PIECE, size), found)
        # They come in the order of their end: turned round, the longer stands first, and a stable sort by the start
        # alone leaves it there.
        for cues in found.values():
            cues.reverse()
            cues.sort(key=_BY_START)
        return found

    def _scan_piece(self, lower: str, first: int, last: int, found: dict[str, list[Cue]]) -> None:
        """Add the cues that begin between two places, in the order of their end."""
        assert self._automaton is not None
        # One character more on either side of what a cue may take up, so that every cue has a character beside it.
        before = lower[first - 1] if first else " "
        text = f"{before}{lower[first : last + self._longest]} "
        move, beyond = first - 1, last - first + 1
        uses = self._uses
        made = tuple.__new__  # `Cue(…)` by its shortest way: there are many
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if not 0 < start < beyond:
                continue
            free_left = not text[start - 1].isalnum()
            free_right = not text[end].isalnum()
            for kind, entry, left, right in uses[index]:
                if (free_left or not left) and (free_right or not right):
                    found[kind].append(made(Cue, (entry, start + move, end + move)))
