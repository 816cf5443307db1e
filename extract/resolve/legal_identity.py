"""Which document a mention means: the full numbers and names that a text knows, and the key that all mentions share.

The key of a document is the same in every text. After the manner of ELI and Akoma Ntoso it is a path from the general
to the particular, in lower-case ASCII with hyphens:

- `vn/<type>/<number>` for a number, without leading zeros: `vn/resolution/25-nq-tw`, `vn/decree/30-2020-nd-cp`;
- `vn/<type>/<number>@<day>` where one text gives two documents of one number with different days of issue;
- `vn/<type>/party/plenum-<n>/<term>`, `vn/<type>/party/congress-<term>`, `vn/<type>/<body>/congress-<n>`;
- `vn/<type>/<name>` and, where the text gives it, `/<year>` for laws and all else that is named: `vn/law/dat-dai/2013`.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left

from extract.finders.legal_numbers import Number
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.lazy import re
from extract.resolve.legal_details import Details, amends
from extract.view import View

# The rules of what is named as a plan or as rules are, which may be only a part of a title.
PLAN_RULES = frozenset(
    f"legal_reference.{name}" for name in ("dated_plan", "placed_plan", "named", "repeated", "titled")
)


class Numbers:
    """The full numbers of a text, to find the one that a short mention means."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, str | None], tuple[list[int], list[str]]] = {}

    def add(self, kind: str, number: Number, place: int, text: str) -> None:
        """Note a full number; places come in ascending order."""
        serial = number.serial.lower().lstrip("0")
        for year in {None, number.year}:
            places, texts = self.known.setdefault((kind, serial, year), ([], []))
            places.append(place)
            texts.append(text)

    def full(self, candidate: LegalReferenceCandidate) -> str:
        """The full number of a candidate: its own, or the one that the text gives elsewhere, else as it stands."""
        number = candidate.number
        assert number is not None
        if number.code is not None:
            return number.text
        if candidate.serial_of:
            return number.serial + candidate.serial_of
        serial = number.serial.lower().lstrip("0")
        places, texts = self.known.get((candidate.document_type, serial, number.year), ([], []))
        if not places:
            return number.text
        return texts[max(0, bisect_left(places, candidate.start) - 1)]


def full_numbers(candidates: list[LegalReferenceCandidate]) -> Numbers:
    """The full numbers that the mentions of a text give."""
    numbers = Numbers()
    coded = {
        (c.document_type, c.number.serial.lower().lstrip("0"))
        for c in candidates
        if c.number is not None and (c.number.code is not None or c.serial_of)
    }
    for c in candidates:
        number = c.number
        if number is not None and number.code is None and number.year is not None:
            # "Thông tư 15/2015" is the fuller mention where none has the code
            if (c.document_type, number.serial.lower().lstrip("0")) not in coded:
                numbers.add(c.document_type, number, c.start, number.text)
        elif c.number is not None and c.number.code is not None:
            numbers.add(c.document_type, c.number, c.start, c.number.text)
        elif c.number is not None and c.serial_of:
            numbers.add(c.document_type, c.number, c.start, c.number.serial + c.serial_of)
    return numbers


class Names:
    """What a text tells of its named documents: the number and the year of a law, the term of a plenum."""

    def __init__(self, candidates: list[LegalReferenceCandidate]) -> None:
        self.numbers: dict[tuple[str, str], str] = {}
        self.revised_numbers: dict[tuple[str, str], str] = {}
        self.terms: dict[tuple[str, str], str | None] = {}
        self.years: dict[tuple[str, str], str | None] = {}
        self.numbers_of_year: dict[tuple[str, str, str], str] = {}
        self.laws_of_year: dict[str, set[str]] = {}
        self.longer: dict[str, str] = {}
        self.passed: dict[tuple[str, str], str] = {}
        for c in candidates:
            if c.name is None:
                continue
            key = (c.document_type, c.name.identity)
            if c.number is not None:
                inner = (c.document_type, c.name.partial.get("inner", ""))
                if self.numbers.get(inner) == c.number.text:
                    c.number = None  # "Luật sửa đổi … của Luật A số 1", where "Luật A số 1" is known
                else:
                    self.numbers.setdefault(key, c.number.text)
                    if c.name.revised:
                        self.revised_numbers.setdefault(key, c.number.text)
                    if c.number.year:
                        self.numbers_of_year.setdefault((*key, c.number.year), c.number.text)
            if c.name.term:
                known = self.terms.setdefault(key, c.name.term)
                self.terms[key] = known if known == c.name.term else None
            if c.name.year:
                known = self.years.setdefault(key, c.name.year)
                self.years[key] = known if known == c.name.year else None
            year = c.name.year or (c.number.year if c.number is not None else None)
            if year and c.document_type == "law" and c.name.identity:
                self.laws_of_year.setdefault(year, set()).add(c.name.identity)
            if c.document_type == "law" and c.name.identity.startswith("bầu cử "):
                self.longer.setdefault("bầu cử", c.name.identity)
        self._note_cut_names(candidates)
        self.whole = _whole_names(candidates)

    def _note_cut_names(self, candidates: list[LegalReferenceCandidate]) -> None:
        """Note which unlisted names are the first words of the one listed law: "Luật Ban hành năm 2025"."""
        listed = {
            (c.name.identity, c.name.year) for c in candidates if c.name is not None and c.name.rule.endswith(".law")
        }
        for c in candidates:
            if c.name is None or not c.name.rule.endswith(".law_unlisted") or c.name.year is None:
                continue
            longer = {name for name, _ in listed if name.startswith(c.name.identity + " ")}
            if len(longer) == 1:
                self.longer[c.name.identity] = longer.pop()
                self.laws_of_year.get(c.name.year, set()).discard(c.name.identity)
                self.laws_of_year.setdefault(c.name.year, set()).add(self.longer[c.name.identity])

    def note_passed(self, candidates: list[LegalReferenceCandidate], told: list[Details]) -> None:
        """Note the year of each law that the text tells was passed, where it names one of that name by another year."""
        for c, details in zip(candidates, told, strict=True):
            if c.document_type != "law" or c.name is None or c.number is not None or c.name.year or details.opening:
                continue
            if (c.document_type, c.name.identity) in self.years and details.issued and len(details.issued) == 10:
                self.passed.setdefault((c.document_type, c.name.identity), details.issued[:4])
                self.laws_of_year.setdefault(details.issued[:4], set()).add(c.name.identity)

    def note_amending(self, view: View, candidates: list[LegalReferenceCandidate], told: list[Details]) -> None:
        """Note the number of each amending law that is told by its number and its subject: "Luật số … sửa đổi …"."""
        named = {_plain(name): (kind, name) for kind, name in self._amending(candidates)}
        for c, details in zip(candidates, told, strict=True) if named else ():
            if c.document_type == "law" and c.number is not None and c.name is None and amends(view, details):
                key = named.get(_plain(view.lower[slice(*details.title)])) if details.title else None
                if key is not None:
                    self.numbers.setdefault(key, c.number.text)

    def _amending(self, candidates: list[LegalReferenceCandidate]) -> set[tuple[str, str]]:
        """The amending laws that a text names."""
        named = (c for c in candidates if c.name is not None and c.name.rule == "legal_reference.law_amending")
        return {(c.document_type, c.name.identity) for c in named if c.name is not None}

    def year(self, candidate: LegalReferenceCandidate) -> str | None:
        """The year of a law or the like, if need be the one by which the text names it elsewhere."""
        name = candidate.name
        assert name is not None
        key = (candidate.document_type, self.identity(candidate))
        known = None if name.revised or name.draft else self.years.get(key)
        return name.year or self.passed.get(key) or known

    def note_year(self, kind: str, identity: str, year: str) -> str | None:
        """The year of a law that is told when it was passed, if the text calls a law of that name by a year."""
        known = self.years.get((kind, identity), year)
        if (kind, identity) not in self.years or known == year:
            return year if (kind, identity) in self.years else None
        self.years[kind, identity] = None  # two laws of one name: the old and the new
        return year

    def number(self, candidate: LegalReferenceCandidate) -> str | None:
        """The number that the text gives a named document elsewhere; of a year, that of the same year."""
        name = candidate.name
        assert name is not None
        key = (candidate.document_type, self.identity(candidate))
        if name.year is not None:
            return self.numbers_of_year.get((*key, name.year))
        return (self.revised_numbers if name.revised else self.numbers).get(key)

    def identity(self, candidate: LegalReferenceCandidate) -> str:
        """What is the same in every way in which the text names the document."""
        assert candidate.name is not None
        name = candidate.name.identity
        if candidate.document_type != "law":
            return self.whole.get((candidate.document_type, name), name)
        if not name:  # "Luật năm 2015": the one law that the text names with that year, if it is one
            named = self.laws_of_year.get(candidate.name.year or "", set())
            return next(iter(named)) if len(named) == 1 else "năm"
        return self.longer.get(name, name)


def _plain(name: str) -> str:
    """The name of an amending law without commas, which are not always put."""
    return " ".join(name.replace(",", " ").split())


_YEARS_OR_PLACE = re.compile(r",| (?:giai đoạn|thời kỳ|đến|tới|năm|\d)")


def _whole_names(candidates: list[LegalReferenceCandidate]) -> dict[tuple[str, str], str]:
    """The plans that a text also names without their years, by the short name; the first of the long ones counts."""
    plans = [(c.document_type, c.name.identity) for c in candidates if c.name is not None and c.name.rule in PLAN_RULES]
    whole: dict[tuple[str, str], str] = {}
    for kind, name in dict.fromkeys(plans):
        for tail in _YEARS_OR_PLACE.finditer(name):
            whole.setdefault((kind, name[: tail.start()]), name)
    return whole


def document_key(candidate: LegalReferenceCandidate, numbers: Numbers, names: Names, details: Details) -> str:
    """The key of the document that a mention means, but for a second day of issue."""
    kind = candidate.document_type
    name = candidate.name
    if name is None:
        return f"vn/{kind}/{number_slug(numbers.full(candidate))}"
    identity = names.identity(candidate)
    if candidate.number is not None:
        return f"vn/{kind}/{number_slug(candidate.number.text)}"
    if kind == "law" and name.year is None and details.issued and len(details.issued) == 10 and not details.opening:
        name.year = names.note_year(kind, identity, details.issued[:4])
    known = names.number(candidate)
    if known is not None:
        return f"vn/{kind}/{number_slug(known)}"
    if name.rule == "legal_reference.plenum":
        term = name.term or (None if "terms" in name.partial else names.terms.get((kind, identity)))
        return f"vn/{kind}/party/{identity}" + (f"/{term.lower()}" if term else "")
    if name.rule == "legal_reference.congress":
        parts = [f"vn/{kind}/{slug(identity)}/congress"]
        if name.term:
            parts.append(name.term.lower())
        elif "period" in name.partial:
            parts.append(slug(name.partial["period"].removeprefix("nhiệm kỳ")))
        return "-".join(parts)
    year = names.year(candidate)
    return f"vn/{kind}/{slug(identity)}" + (f"/{year}" if year else "")


def slug(text: str) -> str:
    """Lower-case ASCII with hyphens: "25-NQ/TW" is "25-nq-tw"."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


_CENTRAL = re.compile(r"(?<=[/-])T\.?[ƯW](?![A-ZĐ])")


def number_slug(number: str) -> str:
    """The slug of a document number, one for all ways to write it: "05-CT/TƯ" and "5-CT/TW" are "5-ct-tw".

    `TƯ` must not become `tu`, which stands for a provincial committee.
    """
    return slug(_CENTRAL.sub("TW", number)).lstrip("0")
