"""The nouns that say what a number measures ("kim ngạch", "tỷ lệ"), for the patterns of the quantity rules."""

from __future__ import annotations

from functools import cache

import msgspec

from extract import lexicon
from extract.lazy import re


class MeasureNoun(msgspec.Struct, frozen=True):
    """A noun of what is measured, and the words that it does not stand before ("chi", but not "chi bộ").

    A `deed` is a verb too ("thu"), and by itself no amount of something. The example is one whose quantity measures
    what `indicator` says only because of the noun.
    """

    noun: str
    example: str
    indicator: str
    not_before: tuple[str, ...] = ()
    deed: bool = False


@cache
def nouns(*, deeds: bool = True) -> str:
    """The source of a pattern that matches any of the nouns, the longest of those that stand at a place; without
    `deeds`, none that is a verb too."""
    listed = (n for n in lexicon.load("measure_nouns", MeasureNoun) if deeds or not n.deed)
    found = sorted(listed, key=lambda n: len(n.noun), reverse=True)
    return f"(?:{'|'.join(map(_source, found))})(?!\\w)"


def _source(noun: MeasureNoun) -> str:
    others = "|".join(map(re.escape, noun.not_before))
    return re.escape(noun.noun) + (rf"(?! (?:{others})(?!\w))" if others else "")
