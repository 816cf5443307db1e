"""Makes legal_reference records of candidates: one record a document, with all its mentions and what they tell.

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
from dataclasses import dataclass, field

from extract.context import Context
from extract.finders.legal_numbers import Number
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.finders.legal_text import spaced
from extract.lazy import re
from extract.model import LegalReference, Mention
from extract.resolve import legal_before, legal_details, legal_own
from extract.resolve.legal_details import Details
from extract.view import View


@dataclass(slots=True)
class _Document:
    """A document while its mentions are gathered."""

    candidates: list[LegalReferenceCandidate] = field(default_factory=list)
    details: list[Details] = field(default_factory=list)


def resolve(context: Context) -> list[LegalReference]:
    """The records of a document (view offsets), in the order of their start."""
    if not context.legal_reference_candidates:
        return []
    documents: dict[str, _Document] = {}
    day_starts = [date.start for date in context.dates]
    candidates, told = _without_inner_names(
        context.legal_reference_candidates,
        [_details(context, candidate, day_starts) for candidate in context.legal_reference_candidates],
    )
    numbers = _full_numbers(candidates)
    own = legal_own.own_document(context.view)
    names = _Names(candidates)
    if own is not None and (own_name := legal_own.own_name(context.view, own, candidates)):
        names.numbers[own_name] = own.number  # the new law, though the text names the old one by its number
    names.note_passed(candidates, told)
    days: dict[str, str] = {}
    heir = _ListIssuer(context.view)
    aliases = _Aliases(context.view)
    _share_in_lists(context.view, candidates, told)
    for candidate, details in zip(candidates, told, strict=True):
        heir.inherit(candidate, details)
        key = aliases.key(candidate, _key(candidate, numbers, names, details))
        if own is not None and candidate.number is not None and numbers.full(candidate) == own.number:
            details.issued = details.issued or own.issued
            details.issuer = details.issuer or own.issuer
            details.title = details.title or own.title
        if candidate.number is not None and details.issued and len(details.issued) == 10 and not details.opening:
            known = days.setdefault(key, details.issued)
            if known != details.issued:
                key = f"{key}@{details.issued}"
        document = documents.setdefault(key, _Document())
        document.candidates.append(candidate)
        document.details.append(details)
    return sorted(
        (_record(context.view, key, d, numbers, names) for key, d in documents.items()), key=lambda r: r.start
    )


_PLAN_RULES = frozenset(
    f"legal_reference.{name}" for name in ("dated_plan", "placed_plan", "named", "repeated", "titled")
)


def _without_inner_names(
    candidates: list[LegalReferenceCandidate], told: list[Details]
) -> tuple[list[LegalReferenceCandidate], list[Details]]:
    """Without the plans and rules that are named only in the title of a numbered document.

    "Quyết định số … phê duyệt Chiến lược … đến năm 2030" is one document.
    """
    kept: list[int] = []
    inside = -1  # where the last title of a numbered document ends
    for i, (candidate, details) in enumerate(zip(candidates, told, strict=True)):
        if candidate.name is None or candidate.name.rule not in _PLAN_RULES or candidate.start >= inside:
            kept.append(i)
        titled = candidate.number is not None or (candidate.name and candidate.name.rule == "legal_reference.plenum")
        if titled and details.title is not None and details.title[0] > candidate.start:
            inside = max(inside, details.title[1])
    return [candidates[i] for i in kept], [told[i] for i in kept]


def _details(context: Context, candidate: LegalReferenceCandidate, day_starts: list[int]) -> Details:
    """What stands before and after a mention and in its name, the after first."""
    found = legal_details.after(context, candidate, day_starts)
    ahead = legal_before.before(context, candidate, day_starts)
    found.issuer_behind = found.issuer is not None
    name = candidate.name
    if name is not None:
        found.issued = (
            found.issued if found.issued and name.year in (None, found.issued[:4]) else name.year or found.issued
        )
        found.issuer = name.issuer or found.issuer
        found.term = name.term or found.term
        found.title = name.title or found.title
    found.by_act = ahead.by_act and found.issuer is None
    found.opening = found.issued is None and ahead.opening
    found.issued = found.issued or ahead.issued
    if name is None or name.rule != "legal_reference.plenum" or _of_centre(context.view, ahead.issuer):
        found.issuer = found.issuer or ahead.issuer
    found.title = found.title or ahead.title
    found.provision = ahead.provision
    if candidate.number is not None and (found.title is None or found.issuer is None):
        _cited_in_bracket(context.view, candidate, found)
    if found.term is None and found.issuer is not None:
        found.term = legal_details.term_of(context.view, found.issuer)
    return found


_CENTRE = spaced(r"(?:ban chấp hành|bch|hội nghị|trung ương|tw|đảng) ?", whole=False)


def _of_centre(view: View, issuer: tuple[int, int] | None) -> bool:
    """Whether a body may have passed a resolution of the Central Committee."""
    return issuer is not None and bool(_CENTRE.match(view.lower, issuer[0])) and "bộ" not in view.lower[slice(*issuer)]


def _cited_in_bracket(view: View, candidate: LegalReferenceCandidate, found: Details) -> None:
    """Add what the sentence before a bracketed citation tells of the document."""
    act = legal_before.bracketed(view, candidate)
    if act is not None:
        found.title = found.title or act.title
        found.issuer = found.issuer or act.issuer


def _share_in_lists(view: View, candidates: list[LegalReferenceCandidate], details: list[Details]) -> None:
    """What stands after the last number of a list holds for all: "các Kết luận số 187, 188-KL/TW ngày … của …"."""
    for i in range(len(candidates) - 2, -1, -1):
        one, other, here, following = candidates[i], candidates[i + 1], details[i], details[i + 1]
        together = one.head == other.head
        if here.title is None and (together or _named_together(view, one, other)) and _for_both(view, here, following):
            here.title = following.title
        if together:
            if _same_year(one, other):
                here.issued = here.issued or following.issued
            here.issuer = here.issuer or following.issuer
            here.term = here.term or following.term
        elif here.issuer is None and following.issuer_behind and _joined(view, one, other):
            here.issuer, here.issuer_behind = following.issuer, True
            here.term = here.term or following.term


def _named_together(view: View, one: LegalReferenceCandidate, other: LegalReferenceCandidate) -> bool:
    """Whether nothing but `và` stands between two numbers of one type: "Thông tư số 5 và Thông tư số 7"."""
    same = one.document_type == other.document_type and one.number is not None and other.number is not None
    return same and view.text[one.end : other.start].strip() == "và"


def _for_both(view: View, here: Details, following: Details) -> bool:
    """Whether the subject behind the last of two documents is that of both: not of one that changes another."""
    if here.issued is not None or here.issuer is not None or following.title is None:
        return False
    return not view.lower.startswith(("sửa", "bổ sung", "thay thế"), following.title[0])


def _same_year(one: LegalReferenceCandidate, other: LegalReferenceCandidate) -> bool:
    """Whether nothing in the numbers of two documents says that they are of different years."""
    years = {c.number.year for c in (one, other) if c.number is not None}
    return len(years) <= 1


_AND_ALSO = spaced(
    r"(?:,? (?:ban hành |ký )?(?:ngày )?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|"
    r" \([^()\n]{1,40}\)|,? năm \d{4}|,? ngày \d{1,2} tháng \d{1,2} năm \d{4})?"
    r"\s{0,3}(?:,|;|,? và|,? cùng| và của)? (?:các )?",
    whole=False,
)


def _joined(view: View, one: LegalReferenceCandidate, other: LegalReferenceCandidate) -> bool:
    """Whether two numbered documents of one issuing office stand joined: "Nghị định A và Nghị định B"."""
    if one.number is None or other.number is None:
        return False
    codes = {_office_of(c) for c in (one, other)} - {""}
    same = len(codes) <= 1 if one.document_type == other.document_type else _office_of(one) == _office_of(other) != ""
    return same and bool(_AND_ALSO.fullmatch(view.lower, one.end, other.start))


def _office_of(candidate: LegalReferenceCandidate) -> str:
    """The part of a candidate's number that tells who issued it, or nothing."""
    return _office(candidate.number.code) if candidate.number is not None and candidate.number.code else ""


def _office(code: str) -> str:
    """The part of a number's code that tells who issued it: "UBND" of "QĐ-UBND"."""
    return code.rpartition("-")[2].rpartition("/")[2].upper()


_CALLED = spaced(r"\((?:sau đây )?(?:được )?(?:gọi|viết) (?:tắt |chung )?là \"?$", whole=False)


class _Aliases:
    """Short names that a text gives a document: "Luật … (sau đây gọi tắt là Luật …)"."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.known: dict[tuple[str, str], str] = {}
        self.first_inner: dict[str, str] = {}
        self.last: tuple[int, str, str] | None = None

    def key(self, candidate: LegalReferenceCandidate, key: str) -> str:
        """The key of a mention, if need be that of the document it is a short name of."""
        name = candidate.name
        if name is not None and candidate.number is None:
            kind = candidate.document_type
            called = _CALLED.search(self.view.lower, max(0, candidate.start - 40), candidate.start)
            if called and self.last and self.last[1] == kind and 0 <= called.start() - self.last[0] <= 3:
                self.known[kind, name.identity] = self.last[2]
            if name.rule == "legal_reference.law_amending" and name.year is None:
                # the laws that an amending law changes are not always all listed
                self.known.setdefault((kind, name.identity), self.first_inner.setdefault(name.identity[:60], key))
            key = self.known.get((kind, name.identity), key)
        self.last = (candidate.end, candidate.document_type, key)
        return key


# What may stand between two documents that are passed together: a joint, or the subject or day of the first.
_JOINED_ACT = re.compile(
    r"[ ]?[,;]|[ ]và[ ]|,?[ \n](?:về|v/v|quy định|sửa đổi|phê chuẩn|hướng dẫn|phê duyệt|thành lập|"
    r"điều động|bổ nhiệm|luân chuyển|công bố|giao|tặng|truy tặng|ban hành|ngày|số)[ \n]|[ \n]\("
)


_LISTED_KINDS = (
    frozenset({"law", "ordinance", "resolution"}),
    frozenset({"submission", "official_letter", "report", "other"}),
)


def _of_year(candidate: LegalReferenceCandidate, year: str) -> bool:
    return candidate.number is not None and candidate.number.year in (None, year)


class _ListIssuer:
    """The issuer that a list of documents has in common, told before the first of them, and the day of the act."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.issuer: tuple[int, int] | None = None
        self.kind = ""
        self.office = ""
        self.by_act = False
        self.issued: str | None = None
        self.sentence_end = 0
        self.last_end = 0

    def inherit(self, candidate: LegalReferenceCandidate, details: Details) -> None:
        """Give the issuer of the list to a mention in it that names none."""
        issuer = legal_before.list_issuer(self.view, candidate) or (details.issuer if details.by_act else None)
        if issuer is not None:
            self.issuer, self.kind, self.office = issuer, candidate.document_type, _office_of(candidate)
            self.by_act = details.by_act
            self.issued = details.issued if details.by_act and details.opening else None
            self.sentence_end = self.view.sentence(candidate.start)[1]
            details.issuer = details.issuer or issuer
        elif candidate.start >= self.sentence_end or not self._of_a_kind(candidate.document_type):
            self.issuer = None
        elif self.issuer is not None and details.issuer is None and self._listed(candidate):
            details.issuer = self.issuer
            if details.issued is None and self.issued and _of_year(candidate, self.issued[:4]):
                details.issued, details.opening = self.issued, True
        elif self.by_act:
            self.issuer = None  # another document stands between
        self.last_end = candidate.end

    def _of_a_kind(self, kind: str) -> bool:
        """Whether a document may stand in one list with the last: of its type, or both passed by the assembly."""
        return kind == self.kind or any({kind, self.kind} <= kinds for kinds in _LISTED_KINDS)

    def _listed(self, candidate: LegalReferenceCandidate) -> bool:
        """Whether a mention stands after a comma or semicolon, as a part of a list does."""
        office = _office_of(candidate)
        if office and self.office and office != self.office:
            return False
        if self.by_act and not _JOINED_ACT.match(self.view.lower, self.last_end, candidate.start):
            return False
        return self.view.text[max(0, candidate.start - 4) : candidate.start].rstrip(' \n"').endswith((",", ";", "và"))


# ---- identity ----


class _Numbers:
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


def _full_numbers(candidates: list[LegalReferenceCandidate]) -> _Numbers:
    numbers = _Numbers()
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


class _Names:
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
        assert candidate.name is not None
        name = candidate.name.identity
        if candidate.document_type != "law":
            return name
        if not name:  # "Luật năm 2015": the one law that the text names with that year, if it is one
            named = self.laws_of_year.get(candidate.name.year or "", set())
            return next(iter(named)) if len(named) == 1 else "năm"
        return self.longer.get(name, name)


def _key(candidate: LegalReferenceCandidate, numbers: _Numbers, names: _Names, details: Details) -> str:
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


# ---- records ----


def _record(view: View, key: str, document: _Document, numbers: _Numbers, names: _Names) -> LegalReference:
    first = document.candidates[0]
    details = document.details
    number: str | None = None
    for c in document.candidates:
        if c.number is not None:
            number = numbers.full(c)
            break
    name = next((c.name for c in document.candidates if c.name is not None), None)
    if number is None and name is not None:
        number = names.number(next(c for c in document.candidates if c.name is name))
    told = sorted((d for d in details if d.issued), key=lambda d: (len(d.issued or "") != 10, d.opening))
    issued = told[0].issued if told else None
    return LegalReference(
        start=first.start,
        end=first.end,
        rule=first.rule,
        document_type=first.document_type,
        number=number,
        name=_name(view, document),
        issuer=_written(view, _issuer(document)),
        issued=issued,
        term=next((d.term for d in details if d.term), None),
        title=_written(view, _title(document)),
        provision=_written(view, details[0].provision),
        key=key,
        mentions=[Mention(start=c.start, end=c.end, text="") for c in document.candidates],
    )


def _title(document: _Document) -> tuple[int, int] | None:
    """The title that the fullest mention gives, the first of those that tell as much."""
    titled = [(c, d) for c, d in zip(document.candidates, document.details, strict=True) if d.title]
    return max(titled, key=lambda mention: _told(*mention))[1].title if titled else None


def _told(candidate: LegalReferenceCandidate, details: Details) -> int:
    """How much of a document a mention tells besides its title."""
    dated = details.issued is not None and not details.opening
    coded = candidate.number is not None and candidate.number.code is not None
    return dated + details.issuer_behind + coded


def _issuer(document: _Document) -> tuple[int, int] | None:
    """The first issuer told; of a congress or plenum the fullest, since the issuer is its name."""
    told = [d.issuer for d in document.details if d.issuer]
    named = [d.issuer for c, d in zip(document.candidates, document.details, strict=True) if c.name and d.issuer]
    if named:
        return max(named, key=lambda span: span[1] - span[0])
    return told[0] if told else None


def _name(view: View, document: _Document) -> str | None:
    """The name of a document that is named, as written at its fullest mention, without its number."""
    named = [c for c in document.candidates if c.name is not None]
    if not named:
        return None
    c = max(named, key=lambda c: c.name.end - c.start if c.name else 0)
    assert c.name is not None
    return view.written(c.start, c.name.end)


def _written(view: View, span: tuple[int, int] | None) -> str | None:
    return view.written(*span) if span and span[1] > span[0] else None
