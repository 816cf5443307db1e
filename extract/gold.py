"""Gold files: what a careful reader takes out of a text, to score records against.

`<id>.json` beside its text `<id>.txt`. A quote is an exact part of the text, `nth` says which occurrence of it is
meant, from 1; values are as in the output. `extract.score` compares records with gold, and corrected annotations come
back as gold (`extract.export.label_studio`).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from extract.model import Comparator, DocumentType, MeetingKind


class Quote(msgspec.Struct, kw_only=True):
    """What all entries have: where they stand in the text."""

    quote: str
    nth: int = 1

    def span(self, text: str) -> tuple[int, int]:
        """Start and end in the text. Raises `ValueError` if the quote does not stand there so often."""
        start = -1
        for _ in range(self.nth):
            start = text.find(self.quote, start + 1)
            if start < 0:
                raise ValueError(f"the text does not have {self.quote!r} {self.nth} times")
        return start, start + len(self.quote)


class GoldDate(Quote, kw_only=True):
    """A date and its value."""

    value: str


class GoldOfficial(Quote, kw_only=True):
    """A person, at the first mention, and all positions as written."""

    name: str
    titles: list[str]


class GoldLegalReference(Quote, kw_only=True):
    """One mention of a legal or Party document."""

    document_type: DocumentType
    number: str | None
    issued: str | None
    issuer: str | None
    title: str | None


class GoldMeeting(Quote, kw_only=True):
    """A meeting, at its most complete mention; people by name."""

    kind: MeetingKind
    date: str | None
    chairs: list[str]
    attendees: list[str]
    organizer: str | None
    location: str | None


class GoldTarget(Quote, kw_only=True):
    """A quantity that is set as a goal."""

    indicator: str | None
    value: float
    max: float | None = None
    unit: str | None
    comparator: Comparator
    period: str | None


class GoldActual(GoldTarget, kw_only=True):
    """A quantity reported as reached."""

    total: float | None = None


class Gold(msgspec.Struct, kw_only=True, omit_defaults=True):
    """All entries of a text. `actuals` is None where nobody looked for them."""

    id: str
    published: str | None
    dates: list[GoldDate]
    officials: list[GoldOfficial]
    legal_references: list[GoldLegalReference]
    meetings: list[GoldMeeting]
    targets: list[GoldTarget]
    actuals: list[GoldActual] | None = None

    def quotes(self) -> Iterator[Quote]:
        """All entries."""
        for entries in (self.dates, self.officials, self.legal_references, self.meetings, self.targets, self.actuals):
            yield from entries or ()


class GoldText(NamedTuple):
    """A gold file, its name without the ending, and its text."""

    name: str
    gold: Gold
    text: str


def read_gold(folder: Path) -> Iterator[GoldText]:
    """The gold files of a folder with their texts, in the order of their names.

    Raises `ValueError` that names the file where one cannot be read, has no text, or quotes what does not stand there.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise ValueError(f"{folder}: there is no gold file (<id>.json beside <id>.txt)")
    for path in paths:
        source = path.with_suffix(".txt")
        try:
            gold = msgspec.json.decode(path.read_bytes(), type=Gold)
            text = source.read_bytes().decode("utf-8")
        except OSError as error:
            raise ValueError(f"{error.filename}: cannot be read: {error.strerror}") from error
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ValueError(f"{path}: no gold file: {error}") from error
        for entry in gold.quotes():
            try:
                entry.span(text)
            except ValueError as error:
                raise ValueError(f"{path}: {error}") from error
        yield GoldText(path.stem, gold, text)
