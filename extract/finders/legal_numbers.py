"""The grammar of document numbers: `25-NQ/TW`, `30/2020/NĐ-CP`, `1243/UBND-VX`, `64/CP`, `05`.

A number has a serial ("25", "36a"), sometimes a year, and a code that tells the kind of document and who issued it.
Spaces and line ends may stand inside a number as printed; `text` has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from extract.lazy import later, re
from extract.letters import LETTER
from extract.lexicon import load
from extract.model import DocumentType


class DocumentCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The letters in a number, in capitals, that tell the kind of its document."""

    code: str
    type: DocumentType
    example: str


@cache
def _types() -> dict[str, DocumentType]:
    return {entry.code: entry.type for entry in load("document_codes", DocumentCode)}


_GAP = r"(?:[ ]{0,3}|[ ]?\n[ ]?)"
# One part of a code: "NQ", "TTg", "CTr", "NQLT", "QH14", "T.Ư", "Qh13". Two capitals where a space stands before it, so
# that no capitalised word of the sentence is taken for one.
_PART = (
    rf"(?:T\.[ƯW](?![{LETTER}])|QH[ ]1\d(?!\d)"
    rf"|[A-ZĐƯÔƠÂÊ][A-ZĐƯÔƠÂÊ0-9]{{0,24}}(?:[a-zđ]{{1,3}}[0-9]{{0,3}}[A-ZĐ]{{0,6}})?)(?![{LETTER}])"
)
_STRICT = rf"[A-ZĐƯÔƠÂÊ][A-ZĐƯÔƠÂÊ0-9]{{1,24}}(?:[a-zđ]{{1,2}})?(?![{LETTER}])"
_CODE = rf"{_PART}(?:(?:[-/&]{_PART})|(?:{_GAP}[-/]{_GAP}{_STRICT})){{0,6}}(?:-(?:19|20)\d\d(?![\d/.-]))?"
_YEAR = r"(?:19|20)\d{2}"

# "66.4/2025/NQ-CP": the fourth resolution by which the Government carries out Resolution 66
_UNDER = rf"\.\d{{1,3}}(?=/{_YEAR}/)"
FULL = re.compile(
    rf"(?P<serial>\d{{1,6}}(?:{_UNDER}|[a-zđA-HĐ])?){_GAP}[-/]{_GAP}(?:(?P<year>{_YEAR}){_GAP}[-/]{_GAP})?(?P<code>{_CODE})"
)
SPACED = later(lambda: rf"(?P<serial>\d{{1,5}}[a-z]?) (?P<code>(?:{'|'.join(_types())})[-/]{_CODE})")
# "67/2014 NĐ-CP": a space for the stroke
YEAR_SPACED = later(
    lambda: rf"(?P<serial>\d{{1,5}}[a-z]?)/(?P<year>{_YEAR}) (?P<code>(?:{'|'.join(_types())})[-/]{_CODE})"
)
DATED = re.compile(rf"(?P<serial>\d{{1,5}}[a-z]?){_GAP}/{_GAP}(?P<year>{_YEAR})(?![\d/.,-]\d|[-/][A-ZĐ])")
SHORT = re.compile(rf"(?P<serial>\d{{1,5}}[a-z]?)(?![{LETTER}0-9%]|[.,/-]\d|[ ]?(?:%|\$)|[ ]?…|\.\.)")

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number at a place of the view: `text` as issued, without spaces; `code` without serial and year."""

    start: int
    end: int
    text: str
    serial: str
    year: str | None
    code: str | None


def type_of(number: Number) -> DocumentType | None:
    """The type that the letters of a number tell, if they tell one ("196-KL/TW": a conclusion)."""
    return _types().get(re.split(r"[-/]", number.code)[0].upper()) if number.code else None


def read(text: str, place: int, *, short: bool = True) -> Number | None:
    """The document number that begins at `place` of a view's text; serials alone only where `short`."""
    for pattern in (FULL, SPACED, YEAR_SPACED, DATED, SHORT) if short else (FULL, SPACED, YEAR_SPACED):
        match = pattern.match(text, place)
        if match is None:
            continue
        groups = match.groupdict()
        code = _SPACE.sub("", groups["code"]) if groups.get("code") else None
        written = _SPACE.sub("/" if pattern in (SPACED, YEAR_SPACED) else "", match[0])
        return Number(match.start(), match.end(), written.rstrip(".,&"), groups["serial"], groups.get("year"), code)
    return None
