"""Makes legal_reference records of candidates: one record a document, with all its mentions and what they tell."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.context import Context
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.finders.legal_text import spaced
from extract.model import LegalReference, Mention
from extract.parts import legal as parts
from extract.resolve import legal_before, legal_details, legal_own
from extract.resolve.legal_details import Details, amends
from extract.resolve.legal_identity import PLAN_RULES, Names, Numbers, document_key, full_numbers
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
        context.view,
        context.legal_reference_candidates,
        [_details(context, candidate, day_starts) for candidate in context.legal_reference_candidates],
    )
    numbers = full_numbers(candidates)
    own = legal_own.own_document(context.view)
    names = Names(candidates)
    if own is not None and (own_name := legal_own.own_name(context.view, own, candidates)):
        names.numbers[own_name] = own.number  # the new law, though the text names the old one by its number
    names.note_passed(candidates, told)
    names.note_amending(context.view, candidates, told)
    days: dict[str, str] = {}
    heir = _ListIssuer(context.view)
    aliases = _Aliases(context.view)
    _share_in_lists(context.view, candidates, told)
    for candidate, details in zip(candidates, told, strict=True):
        heir.inherit(candidate, details)
        key = aliases.key(candidate, document_key(candidate, numbers, names, details))
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


def _without_inner_names(
    view: View, candidates: list[LegalReferenceCandidate], told: list[Details]
) -> tuple[list[LegalReferenceCandidate], list[Details]]:
    """Without the plans and rules that are named only in the title of a numbered document.

    "Quyết định số … phê duyệt Chiến lược … đến năm 2030" is one document; so is "Luật số … sửa đổi Luật A, Luật B".
    """
    kept: list[int] = []
    inside = amended = -1  # where the last title of a numbered document ends, and that of an amending law
    for i, (candidate, details) in enumerate(zip(candidates, told, strict=True)):
        named = candidate.name is not None and candidate.name.rule in PLAN_RULES
        in_title = candidate.start < (inside if named else amended if candidate.document_type == "law" else -1)
        if not in_title:
            kept.append(i)
        titled = candidate.number is not None or (candidate.name and candidate.name.rule == "legal_reference.plenum")
        if titled and details.title is not None and details.title[0] > candidate.start:
            inside = max(inside, details.title[1])
            if candidate.document_type == "law" and amends(view, details):
                amended = max(amended, details.title[1])
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


_CENTRE = spaced(r"{central_committee} ?", whole=False)


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
    told = here.issued is not None or here.issuer is not None
    return following.title is not None and not told and not amends(view, following)


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
_JOINED_ACT = parts.pattern(r"[ ]?[,;]|[ ]và[ ]|,?[ \n](?:ngày|số|{joined_subject})[ \n]|[ \n]\(")


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


# ---- records ----


def _record(view: View, key: str, document: _Document, numbers: Numbers, names: Names) -> LegalReference:
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
