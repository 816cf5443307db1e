"""Precision, recall and F1 of records against gold, by type, with the errors.

A record is right when it overlaps a gold quote and carries the same value:

- `date`: the value
- `official`: the name, an entity a document; `positions` scores the pairs of name and title
- `legal_reference`: document type and number, mention by mention; `issued`, `title`, `issuer` on those that match
- `meeting`: the kind; `date`, `chairs`, `location`, `organizer` on those that match
- `target`: value and comparator; `unit`, `indicator`, `period` on those that match
- `actual`: the same, in the gold files that have `actuals`
- `offsets`: whether the quote of a record stands where its offsets say

Matching is one to one, figures are summed over all documents; `macro` is the mean F1 of the first five types.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from extract.gold import GoldMeeting, GoldText, Quote, read_gold
from extract.model import Actual, AnyRecord, Date, LegalReference, Meeting, Mention, Official, Result, Target

TYPES = ("date", "official", "legal_reference", "meeting", "target")
SCORED = (*TYPES, "actual", "positions", "offsets")

Span = tuple[int, int]
G = TypeVar("G")
P = TypeVar("P")


@dataclass
class Score:
    """Counts of right records, of records that are not in the gold, and of gold that was not found."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of the records that are right."""
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float:
        """The share of the gold that was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return _share(2 * self.precision * self.recall, self.precision + self.recall)

    @property
    def gold(self) -> int:
        """How many there are in the gold."""
        return self.right + self.missed


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


class Error(NamedTuple):
    """A record that is not in the gold (`extra`, with its rule), a gold entry not found (`missed`), or a wrong span."""

    type: str
    document: str
    kind: str
    what: str
    rule: str | None = None

    def __str__(self) -> str:
        return f"{self.type:16} {self.document:24} {self.kind:6} {self.what}{f'  [{self.rule}]' if self.rule else ''}"


@dataclass
class Report:
    """The scores by type, the attributes as right and all, the errors, and the documents without a result."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    attributes: dict[str, tuple[int, int]] = field(default_factory=lambda: defaultdict(lambda: (0, 0)))
    errors: list[Error] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def macro(self) -> float:
        """The mean F1 of the types that every gold file has."""
        return sum(self.scores[kind].f1 for kind in TYPES) / len(TYPES)

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain data."""
        figures = {
            kind: {
                "p": round(score.precision, 4), "r": round(score.recall, 4), "f1": round(score.f1, 4),
                "gold": score.gold,
            }
            for kind, score in self.scores.items()
        }  # fmt: skip
        attributes = {name: list(counts) for name, counts in self.attributes.items()}
        return {"macro": round(self.macro, 4), **figures, "attributes": attributes, "missing": self.missing}

    def __str__(self) -> str:
        lines = [f"{'':18}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}"]
        for kind in SCORED:
            score = self.scores[kind]
            lines.append(f"{kind:18}{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}{score.gold:7d}")
        for name, (right, of) in sorted(self.attributes.items()):
            lines.append(f"  {name:28}{right:5d}/{of:<5d}{right / of:7.3f}")
        if self.missing:
            more = " …" if len(self.missing) > 5 else ""
            lines.append(f"no output for {len(self.missing)} documents: {', '.join(self.missing[:5])}{more}")
        lines.append(f"macro F1 {self.macro:.3f}")
        return "\n".join(lines)


def score(gold: Path, results: Iterable[Result]) -> Report:
    """Score results against the gold files of a folder; results without a gold file do not count.

    Raises `ValueError` for a gold file that cannot be used.
    """
    texts = list(read_gold(gold))
    names = {text.name for text in texts}
    found = {result.document.id: result for result in results if result.document.id in names}
    report = Report()
    for text in texts:
        result = found.get(text.name)
        if result is None:
            report.missing.append(text.name)
        score_text(text, result.records if result else [], report)
    return report


def score_text(source: GoldText, records: list[AnyRecord], report: Report) -> None:
    """Score the records of one text against its gold, and add the counts and errors to a report."""
    _Scorer(report, source, records).score()


class _Scorer:
    """Compares the records of one document with its gold."""

    def __init__(self, report: Report, source: GoldText, records: list[AnyRecord]) -> None:
        self.report, self.name, self.gold, self.text = report, source.name, source.gold, source.text
        self.records = records

    def of(self, kind: type[P]) -> list[P]:
        return [record for record in self.records if isinstance(record, kind)]

    def score(self) -> None:
        self.offsets()
        self.dates()
        self.officials()
        self.legal_references()
        self.meetings()
        self.quantities("target", self.gold.targets, self.of(Target))
        if self.gold.actuals is not None:
            self.quantities("actual", self.gold.actuals, self.of(Actual))

    def offsets(self) -> None:
        score = self.report.scores["offsets"]
        for record in self.records:
            if self.text[record.start : record.end] == record.text:
                score.right += 1
            else:
                score.extra += 1
                what = f"{record.type} {record.text!r} is not at {record.start}-{record.end}"
                self.report.errors.append(Error("offsets", self.name, "wrong", what, record.rule))

    def dates(self) -> None:
        self.tally(
            "date",
            self.gold.dates,
            self.of(Date),
            lambda g, p: self.meets(g, p) and g.value == p.value,
            lambda g: f"{g.quote!r} {g.value}",
            lambda p: (f"{p.text!r} {p.value}", p.rule),
        )

    def officials(self) -> None:
        gold, found = self.gold.officials, self.of(Official)
        self.tally(
            "official",
            gold,
            found,
            lambda g, p: fold(g.name) == fold(p.name),
            lambda g: g.name,
            lambda p: (p.name, p.rule),
        )
        self.tally(
            "positions",
            [(official.name, title) for official in gold for title in official.titles],
            [(official, position.title) for official in found for position in official.positions],
            lambda g, p: fold(g[0]) == fold(p[0].name) and alike(g[1], p[1]),
            lambda g: f"{g[0]}: {g[1]}",
            lambda p: (f"{p[0].name}: {p[1]}", p[0].rule),
        )

    def legal_references(self) -> None:
        found = [(mention, record) for record in self.of(LegalReference) for mention in _mentions(record)]
        pairs = self.tally(
            "legal_reference",
            self.gold.legal_references,
            found,
            lambda g, p: (
                self.meets(g, p[0])
                and g.document_type == p[1].document_type
                and _number(g.number) == _number(p[1].number)
            ),
            lambda g: f"{g.quote!r} {g.document_type} {g.number}",
            lambda p: (f"{self.text[p[0].start : p[0].end]!r} {p[1].document_type} {p[1].number}", p[1].rule),
        )
        for gold, (_, record) in pairs:
            if gold.issued:
                self.attribute("legal_reference.issued", gold.issued == record.issued)
            if gold.title:
                self.attribute("legal_reference.title", alike(gold.title, record.title, 0.6))
            if gold.issuer:
                self.attribute("legal_reference.issuer", alike(gold.issuer, record.issuer, 0.5))

    def meetings(self) -> None:
        pairs = self.tally(
            "meeting",
            self.gold.meetings,
            self.of(Meeting),
            lambda g, p: (
                g.kind == p.kind
                and (any(self.meets(g, mention) for mention in _mentions(p)) or alike(g.quote, p.text, 0.6))
            ),
            lambda g: f"{g.kind} {g.quote!r}",
            lambda p: (f"{p.kind} {p.text!r}", p.rule),
        )
        names = {record.id: record.name for record in self.of(Official)}
        for gold, record in pairs:
            self.meeting_attributes(gold, record, names)

    def meeting_attributes(self, gold: GoldMeeting, record: Meeting, names: dict[str, str]) -> None:
        if gold.date:
            self.attribute("meeting.date", gold.date == record.date)
        if gold.chairs:
            chairs = {fold(names.get(chair, chair)) for chair in record.chairs}
            self.attribute("meeting.chairs", {fold(chair) for chair in gold.chairs} == chairs)
        if gold.location:
            self.attribute("meeting.location", alike(gold.location, record.location, 0.5))
        if gold.organizer:
            self.attribute("meeting.organizer", alike(gold.organizer, record.organizer, 0.5))

    def quantities(self, kind: str, gold: Sequence[Any], found: Sequence[Target | Actual]) -> None:
        pairs = self.tally(
            kind,
            gold,
            found,
            lambda g, p: self.meets(g, p) and _same_number(g.value, p.value) and g.comparator == p.comparator,
            lambda g: f"{g.quote!r} {g.comparator} {g.value:g} {g.indicator}",
            lambda p: (f"{p.text!r} {p.comparator} {p.value:g} {p.indicator}", p.rule),
        )
        for entry, record in pairs:
            self.attribute(f"{kind}.unit", alike(entry.unit, record.unit, 0.5) if entry.unit else not record.unit)
            self.attribute(f"{kind}.indicator", alike(entry.indicator, record.indicator, 0.5))
            if entry.period:
                self.attribute(f"{kind}.period", entry.period == record.period)

    def meets(self, gold: Quote, found: AnyRecord | Mention) -> bool:
        """Whether a gold quote and a record or mention have a character in common."""
        start, end = gold.span(self.text)
        return min(end, found.end) > max(start, found.start)

    def tally(
        self,
        kind: str,
        gold: Sequence[G],
        found: Sequence[P],
        same: Callable[[G, P], bool],
        show_gold: Callable[[G], str],
        show_found: Callable[[P], tuple[str, str]],
    ) -> list[tuple[G, P]]:
        """Pair gold and found one to one, count, note the errors, and give the pairs."""
        pairs, used = [], set()
        score = self.report.scores[kind]
        for entry in gold:
            match = next((j for j, other in enumerate(found) if j not in used and same(entry, other)), None)
            if match is None:
                self.report.errors.append(Error(kind, self.name, "missed", show_gold(entry)))
                continue
            used.add(match)
            pairs.append((entry, found[match]))
        for j, other in enumerate(found):
            if j not in used:
                self.report.errors.append(Error(kind, self.name, "extra", *show_found(other)))
        score.right += len(pairs)
        score.extra += len(found) - len(pairs)
        score.missed += len(gold) - len(pairs)
        return pairs

    def attribute(self, name: str, right: bool) -> None:
        ok, of = self.report.attributes[name]
        self.report.attributes[name] = (ok + bool(right), of + 1)


def _mentions(record: LegalReference | Meeting) -> list[Mention]:
    return record.mentions or [Mention(start=record.start, end=record.end, text=record.text)]


_TONES = (
    ("uỷ", "ủy"), ("uý", "úy"), ("hoà", "hòa"), ("hoá", "hóa"), ("thuỷ", "thủy"), ("khoá", "khóa"), ("toà", "tòa"),
)  # fmt: skip


def fold(value: str | None) -> str:
    """A string as it is compared: case, normal form, punctuation and the place of tone marks make no difference."""
    folded = unicodedata.normalize("NFC", value or "").casefold().replace("–", "-").replace("—", "-")
    for old, new in _TONES:
        folded = folded.replace(old, new)
    return re.sub(r"[\s\"“”'‘’.,;:()]+", " ", folded).strip()


def alike(one: str | None, other: str | None, least: float = 0.75) -> bool:
    """Whether the words of two strings are the same for the most part (Jaccard overlap of at least `least`)."""
    a, b = set(fold(one).split()), set(fold(other).split())
    return bool(a and b) and len(a & b) / len(a | b) >= least


def _number(value: str | None) -> str | None:
    return re.sub(r"\s+", "", fold(value)) if value else None


def _same_number(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-3 * max(1, abs(other))
