"""One pass over the text for the cue words of all finders.

A finder declares its cues as `CueSet`s: lower-case strings (view spelling) that make it look at a place, each with
whatever the finder wants to be handed back, mostly the lexicon entry. All cues of all finders go into one Aho-Corasick
automaton, which passes over the lower-cased view once; a finder then looks only where a cue of its own stands.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

import ahocorasick_rs

from extract.view import MOST_IN_SENTENCE, View

_BY_START = itemgetter(1)
_BY_END = itemgetter(2)
_PIECE = 1 << 20
"""How many characters are scanned at once: all matches of a piece are in memory together."""


_Match = tuple[int, int, int]
"""What the automaton finds: the number of a word, and where it begins and ends."""


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


class Cues(Mapping[str, list[Cue]]):
    """The cues that stand in a text, by kind, each list in the order of `start`, the longer first.

    A list is made when it is first asked for: many a text has no use for the cues of some kinds.
    """

    def __init__(self, scanner: CueScanner, view: View) -> None:
        self._crowded: list[tuple[int, int]] = []
        self._scanner = scanner
        self._view = view
        self._lower = view.lower
        self._made: dict[str, list[Cue]] = {}
        self.matches: list[list[_Match]] = [[] for _ in scanner.groups]
        # The same of a long text, three numbers a match: it has millions, and tuples would take ten times the memory.
        self.flat: list[array[int]] = [array("i") for _ in scanner.groups] if len(view) > _PIECE else []

    def __getitem__(self, kind: str) -> list[Cue]:
        if kind not in self._made:
            self._made[kind] = self._make(kind)
        return self._made[kind]

    def forget(self) -> list[tuple[int, int]]:
        """Let go of the lists that were made; gives the stretches of which none of them held the cues, since there are
        too many in one sentence (`View.crowds`)."""
        crowded, self._crowded = self._crowded, []
        self._made.clear()
        return crowded

    def __iter__(self) -> Iterator[str]:
        return iter(self._scanner.sets)

    def __len__(self) -> int:
        return len(self._scanner.sets)

    def _make(self, kind: str) -> list[Cue]:
        cue_set = self._scanner.sets[kind]
        found: list[_Match] = []
        for index, group in enumerate(self._scanner.groups):
            if kind not in group.kinds:
                continue
            matches: Iterable[_Match] = self.matches[index]
            if self.flat:
                numbers = iter(self.flat[index])
                matches = zip(numbers, numbers, numbers, strict=True)
            found += matches if group.whole else (match for match in matches if self._is_free(match, cue_set))
        if not found:
            return []
        found.sort(key=_BY_END, reverse=True)
        found.sort(key=_BY_START)
        if len(found) > MOST_IN_SENTENCE:
            for low, high in reversed(self._view.crowds([start for _, start, _ in found])):
                self._crowded.append((found[low][1], found[high - 1][2]))
                del found[low:high]
        entries = self._scanner.entries[kind]
        make = tuple.__new__  # `Cue(…)` by its shortest way: there are many
        return [make(Cue, (entries[word], start, end)) for word, start, end in found]

    def _is_free(self, match: _Match, cue_set: CueSet) -> bool:
        """Whether no letter or digit touches a match where the cue set forbids it."""
        lower, (_, start, end) = self._lower, match
        if cue_set.left and start and lower[start - 1].isalnum():
            return False
        return not (cue_set.right and lower[end : end + 1].isalnum())


class _Group(NamedTuple):
    """Words that are cues of the same kinds. `whole`: of all of them only as whole words."""

    kinds: tuple[str, ...]
    whole: bool


class CueScanner:
    """All cue sets as one automaton. Immutable once made; safe to share between threads."""

    def __init__(self, cue_sets: list[CueSet]) -> None:
        self.sets = {cue_set.kind: cue_set for cue_set in cue_sets}
        uses: dict[str, list[CueSet]] = {}
        for cue_set in cue_sets:
            for word in cue_set.words:
                if word != word.lower() or not word:
                    raise ValueError(f"cue {word!r} of {cue_set.kind} is not a lower-case word")
                uses.setdefault(word, []).append(cue_set)
        number = {word: index for index, word in enumerate(uses)}
        self.entries = {
            cue_set.kind: {number[word]: entry for word, entry in cue_set.words.items()} for cue_set in cue_sets
        }
        groups = [
            _Group(tuple(use.kind for use in sets), all(use.left and use.right for use in sets))
            for sets in uses.values()
        ]
        self.groups = tuple(dict.fromkeys(groups))
        self._group_of = [self.groups.index(group) for group in groups]
        self._whole = [group.whole for group in groups]
        self._longest = max(map(len, uses), default=0)
        self._automaton = ahocorasick_rs.AhoCorasick(list(uses)) if uses else None

    def scan(self, view: View) -> Cues:
        """The cues that stand in the view."""
        found = Cues(self, view)
        if self._automaton is not None:
            for first in range(0, len(view.lower), _PIECE):
                self._scan_piece(view.lower, first, found)
        return found

    def _scan_piece(self, lower: str, first: int, found: Cues) -> None:
        """Add the matches that begin in the piece at `first`; of whole words those that no letter or digit touches."""
        assert self._automaton is not None
        # With one character more on either side of what a cue may take up, every cue has a character beside it: what
        # stands "before" the first of the text is the last one, a space.
        move = max(0, first - 1)
        text = f"{lower[move : first + _PIECE + self._longest]} "
        whole, group_of = self._whole, self._group_of
        long = bool(found.flat)
        add = [group.extend for group in found.flat] if long else [group.append for group in found.matches]
        begin, behind = first - move, first - move + _PIECE
        for match in self._automaton.find_matches_as_indexes(text, overlapping=True):
            word, start, end = match
            if not whole[word] or not (text[start - 1].isalnum() or text[end].isalnum()):
                if not long:
                    add[group_of[word]](match)
                elif begin <= start < behind:
                    add[group_of[word]]((word, start + move, end + move))
