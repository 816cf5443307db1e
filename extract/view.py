"""The matching view of a text: what the rules see, with a way back to the source.

The source is never rewritten. The view is NFC, has plain spaces, hyphens and quotation marks, one spelling of tone
marks (`uỷ` as `ủy`, `hoà` as `hòa`), `\\n` for every line end, one space where two or three part the words of a
sentence ("Nghị  quyết"), no zero-width characters and no marks of Markdown emphasis (`**Nghị quyết** số
**18-NQ/TW**`). For NFC text without these every step keeps the length, so that a place in the view is a place in the
source; for other text a map is kept.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from heapq import merge
from io import StringIO

from extract.lazy import re
from extract.letters import LOWER, UPPER

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
_DOUBLE = "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02\u2033"
_SINGLE = "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4\u0060"
_LINES = "\u000b\u000c\u0085\u2028\u2029"
_REPLACED = {
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_DOUBLE, '"'),
    **dict.fromkeys(_SINGLE, "'"),
    **dict.fromkeys(_LINES, "\n"),
    "\u00d0": "Đ",  # Icelandic Eth, typed for Đ
    "\u00f0": "đ",
    "\u0189": "Đ",
    "\u0130": "I",  # its lower case has two characters
    "\u2044": "/",
    "\u2215": "/",
}
_WITHOUT_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad"
_ZERO_WIDTH = re.compile(f"[{_WITHOUT_WIDTH}]")
# Markdown's emphasis, whose marks touch the words between them on their inner side only, within a paragraph; and the
# stroke by which Markdown says that a sign is none of its marks ("1\\." at the start of a line). A footnote's star, the
# line of stars below a Party body and the blanks of a form have no such pair.
_INSIDE = r"(?:[^{0}\n]|\n(?![ ]*\n)){{1,400}}(?<![\s{0}])"
_EMPHASIS = re.compile(
    r"[*_\\](?:"
    rf"(?<=\*)(?<![\w*\\]\*)(?P<stars>\*{{0,2}})(?=[\w\"“(]){_INSIDE.format('*')}(?P<close>\*(?P=stars))(?![\w*])"
    rf"|(?<=_)(?<!\w_)(?P<dashes>_{{0,2}})(?=[^\W_]|[\"“(]){_INSIDE.format('_')}(?P<ends>_(?P=dashes))(?!\w)"
    r"|(?<=\\)(?=[-.*_#+()\[\]!]))"
)
# Two or three spaces within a sentence, as in text that was justified or typed in haste. Before a capital or a digit
# they stand, in flattened texts, for the end of a line; wider gaps part columns, and a line's first spaces indent it.
_WORD_GAP = re.compile(rf"(?<=\S) {{2,3}}(?=[{LOWER}%])")
_SPACE_RUN = re.compile(" +")
_PIECE = 1 << 20
"""How many characters are lowered at once."""

_LINE_END = re.compile("\n")

_TONES = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


def _old_spelling() -> dict[str, str]:
    """`oà` to `òa` and its like, in lower, upper and title case."""
    table = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in _TONES:
            new_first, old_second = (unicodedata.normalize("NFC", c + tone) for c in (first, second))
            old, new = first + old_second, new_first + second
            for case in (str.lower, str.upper, str.capitalize):
                table[case(old)] = case(new)
    return table


_TONE_PLACE = _old_spelling()
# "Qúy 4": the mark on the `u` of `qu`, which is a consonant.
_MISPLACED = {"qúy": "quý", "Qúy": "Quý", "QÚY": "QUÝ"}
# Only where the syllable ends there: "toà" but not "toàn", "uỷ" but not "Huỳnh"; `qu` is one consonant ("quý"). (What
# may not stand before is asked behind the first letter: asked first, it is asked at every character.)
_OLD_TONE = re.compile(rf"[oOuU][{''.join(sorted({old[1] for old in _TONE_PLACE}))}](?<![qQ]..)(?!\w)")


# A sentence ends at . ! ? … before a space and a capital, or at a line end that does not continue a sentence. (What may
# not stand before is asked behind the mark: asked first, it is asked at every character, ten times as slow; and the
# marks and the line end are one set, from one of which to the next a search leaps.)
_NOT_AFTER = "".join(
    rf"(?<!\b{word}[.!?…])"
    for word in ("TP", "Tp", "TX", "TS", "ThS", "GS", "PGS", "BS", "KS", "ST", "Tr", "đ/c", "Đ/c", "[A-ZĐ]")
)
_OPENING = rf"[\"'(\[]?[{UPPER}0-9]"
_SENTENCE_END = re.compile(
    rf"[.!?…\n](?:(?<!\n){_NOT_AFTER}[.!?…]{{0,5}}[\"')\]]{{0,2}}(?=[ \n]{{1,4}}{_OPENING})"
    rf"|(?<=\n)(?=[ ]{{0,20}}(?:\n|[-+*•]|\d{{1,2}}[.)](?!\d)|{_OPENING})))"
)
# Where paragraphs are broken into lines of one width, a line break before a capital or a digit ends nothing, unless the
# line before it is short or has a stop, or the next one begins an item or an article.
_LINE_BREAK = re.compile(r"\n(?<=[^\n]\n)(?=[^\n])")
_CUT_IN_TWO = re.compile(rf"\n(?<=[{LOWER},]\n)(?=[{LOWER}])")
_WRAPPED_SHARE = 0.25
_SHORTEST_WRAPPED = 30
MOST_IN_SENTENCE = 500
"""How many cues of a kind are read in one sentence. (The most in 4,000 texts of many portals are 228.)"""
_BEGINS_ITEM = re.compile(
    r"[ ]{0,20}[\"'(\[]?(?:(?:\d{1,2}\.){1,4}(?!\d)|\d{1,2}[)/]|[IVX]{1,5}[.)]|[A-ZĐ]\.|Điều \d|Chương |Mục \d|Phần "
    r"|Phụ lục )"
)


class View:
    """A text as the rules see it.

    `text` is the view, `lower` its lower case of the same length; `source` the text as it came. Places in `text` are
    mapped to places in `source` by `span`.
    """

    __slots__ = ("__dict__", "_offsets", "_typed", "lower", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        text, self._offsets = _normal_form(source)
        self._typed = text
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        self.text = text = _one_spelling(text)
        self.lower = _lower(text)

    def __len__(self) -> int:
        return len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Places in the view (half-open, code points) to places in the source."""
        if self._offsets is None:
            return start, end
        return self._offsets[start], self._offsets[end] if end == start else self._end(end)

    def _end(self, end: int) -> int:
        """The end in the source of what ends at `end` in the view, without the left out characters that follow it."""
        assert self._offsets is not None
        last = self._offsets[end - 1]
        if isinstance(self._offsets, _Gaps):
            return last + 1
        import regex

        letter = regex.compile(_CLUSTER).match(self.source, last)
        return letter.end() if letter else last + 1

    def written(self, start: int, end: int) -> str:
        """What stands there in the source, in NFC and on one line: the value of a field "as written"."""
        return " ".join(self._typed[start:end].split())

    @cached_property
    def sentence_ends(self) -> list[int]:
        """The places after the last character of every sentence, ascending; the last is the text's length."""
        ends = [m.end() for m in _SENTENCE_END.finditer(self.text)]
        if self.is_wrapped:
            ends = [end for end in ends if not self.goes_on(end)]
        if not ends or ends[-1] != len(self.text):
            ends.append(len(self.text))
        return ends

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether the paragraphs of the text are broken into lines of one width."""
        breaks = len(_LINE_BREAK.findall(self.text))
        return len(_CUT_IN_TWO.findall(self.text)) > _WRAPPED_SHARE * breaks

    def goes_on(self, end: int) -> bool:
        """Whether the line end before `end` stands inside a sentence, in a text of which the lines are wrapped."""
        text = self.text
        if text[end - 1] != "\n" or text[end : end + 1] in ("\n", "-", "+", "*", "•", ""):
            return False
        before = text[max(0, end - 1 - _SHORTEST_WRAPPED) : end - 1]
        return (
            len(before) == _SHORTEST_WRAPPED
            and "\n" not in before
            and (before[-1].isalnum() or before[-1] in ",%")
            and not before.isupper()
            and not _BEGINS_ITEM.match(text, end)
        )

    def sentence(self, place: int) -> tuple[int, int]:
        """The sentence (view offsets, half-open) that `place` stands in."""
        ends = self.sentence_ends
        i = bisect_right(ends, place)
        start = ends[i - 1] if i else 0
        return start, ends[min(i, len(ends) - 1)]

    def crowds(self, starts: Sequence[int]) -> list[tuple[int, int]]:
        """The slices of an ascending list of places that hold what is too much for one sentence.

        What has more than `MOST_IN_SENTENCE` of anything is no sentence but a table that lost its lines, or a text made
        to take long. It is read up to there; the slices name the places beyond, and are mostly none.
        """
        found: list[tuple[int, int]] = []
        low = 0
        while low + MOST_IN_SENTENCE < len(starts):
            end = self.sentence(starts[low])[1]
            most = low + MOST_IN_SENTENCE
            low = bisect_left(starts, end, low + 1)
            if low > most:
                found.append((most, low))
        return found

    def line(self, place: int) -> tuple[int, int]:
        """The line (view offsets, half-open, without its line end) that `place` stands in."""
        ends = self._line_ends
        i = bisect_left(ends, place)
        return ends[i - 1] + 1 if i else 0, ends[i] if i < len(ends) else len(self.text)

    @cached_property
    def line_starts(self) -> list[int]:
        """Where the lines begin."""
        return [0, *(end + 1 for end in self._line_ends)]

    @cached_property
    def long_sentences(self) -> dict[tuple[int, int], tuple[int, int]]:
        """What `quantity_document.sentence` has made of the sentences it was asked for."""
        return {}

    @cached_property
    def _line_ends(self) -> list[int]:
        """The places of all line ends: looked for once, since a text may be one long line."""
        return [match.start() for match in _LINE_END.finditer(self.text)]


def _one_spelling(text: str) -> str:
    """Plain spaces, hyphens, quotation marks and tone places. Looking for one character is faster than a pattern."""
    for odd, plain in _REPLACED.items():
        if odd in text:
            text = text.replace(odd, plain)
    if text.isascii():
        return text
    for odd, plain in _MISPLACED.items():
        if odd in text:
            text = text.replace(odd, plain)
    return _OLD_TONE.sub(lambda match: _TONE_PLACE.get(match[0], match[0]), text)


class _Gaps:
    """The source's place of each character of a text that lacks some stretches of it, and of the end."""

    __slots__ = ("_lost", "_places")

    def __init__(self) -> None:
        self._places = array("i")  # of the text, where something is left out, ascending
        self._lost = array("i")  # how much is left out up to there

    def add(self, start: int, end: int) -> None:
        """Leave out a stretch of the source, behind those that are left out already."""
        lost = self._lost[-1] if self._lost else 0
        self._places.append(start - lost)
        self._lost.append(lost + end - start)

    def __getitem__(self, place: int) -> int:
        i = bisect_right(self._places, place)
        return place + self._lost[i - 1] if i else place


def _lower(text: str) -> str:
    """The lower case of the same length. Piece by piece, since Python takes twelve bytes a character meanwhile."""
    lower = "".join([text[i : i + _PIECE].lower() for i in range(0, len(text), _PIECE)])
    if len(lower) == len(text):
        return lower
    # a character whose lower case is longer: lower them one by one
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_CLUSTER = r"\P{M}\p{M}*|\p{M}+"  # a letter with all its marks


def _emphasis(source: str) -> Iterator[tuple[int, int]]:
    """The places of the marks of Markdown emphasis, ascending."""
    for match in _EMPHASIS.finditer(source):
        if match.lastgroup is None:
            yield match.span()
            continue
        opening = match["stars"] if match["stars"] is not None else match["dashes"]
        yield match.start(), match.start() + 1 + len(opening)
        yield match.span(match.lastgroup)


def _more_space(source: str) -> Iterator[tuple[int, int]]:
    """The places of the spaces between words beyond the first, ascending."""
    plain = _with_plain_spaces(source)
    place = plain.find("  ")
    while place >= 0:  # leaping from one to the next is ten times as fast as a pattern
        if gap := _WORD_GAP.match(plain, place):
            yield place + 1, gap.end()
        run = _SPACE_RUN.match(plain, place)
        place = plain.find("  ", run.end() if run else place + 1)


def _with_plain_spaces(text: str) -> str:
    for odd in _SPACES:
        if odd in text:
            text = text.replace(odd, " ")
    return text


def _normal_form(source: str) -> tuple[str, array[int] | _Gaps | None]:
    """NFC without zero-width characters, emphasis and more than one space between words; where that differs, also the
    source's place of each character and the end.
    """
    normalized = unicodedata.is_normalized("NFC", source)
    emphasis = _emphasis(source) if any(mark in source for mark in "*_\\") else ()
    marks = list(merge(emphasis, _more_space(source)))
    if normalized and not marks and not any(odd in source for odd in _WITHOUT_WIDTH):
        return source, None
    import regex  # only text that is not NFC, or of which something is left out, comes here

    text = StringIO()  # a list of single letters would take ten times the memory
    if normalized:
        gaps, place = _Gaps(), 0
        hidden = (match.span() for match in regex.finditer(rf"[{_WITHOUT_WIDTH}]\p{{M}}*", source))
        for start, end in merge(hidden, marks):
            text.write(source[place:start])
            gaps.add(start, end)
            place = end
        text.write(source[place:])
        return text.getvalue(), gaps
    offsets = array("i")  # no text has as many characters as need more
    marked = {place for start, end in marks for place in range(start, end)}
    for match in regex.finditer(_CLUSTER, source):
        cluster = match[0]
        if _ZERO_WIDTH.match(cluster) or match.start() in marked:
            continue
        normal = unicodedata.normalize("NFC", cluster)
        text.write(normal)
        if normal == cluster:
            offsets.extend(range(match.start(), match.end()))
        else:  # each begins where the cluster begins: a span cannot cut a letter from its tone
            offsets.extend([match.start()] * len(normal))
    offsets.append(len(source))
    return text.getvalue(), offsets
