"""The document that the text itself is, as the head of an official document gives it.

All places are view offsets.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.finders import legal_numbers
from extract.finders.legal_reference import LegalReferenceCandidate
from extract.finders.legal_text import issuer_heads, spaced, trimmed
from extract.lazy import re
from extract.letters import UPPER
from extract.parts import legal as parts
from extract.resolve.legal_details import Span, calendar_day
from extract.view import View

HEAD_SIZE = 1200
_OWN_NUMBER = re.compile(r"(?:^|\n)[^\n]{0,40}?(?:Số|(?:Luật|Bộ luật|Pháp lệnh) số)[ ]?:[ \n]{1,4}(?=\d)")
_OWN_DAY = spaced(r"ngày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>(?:19|20)\d\d)")


@dataclass(slots=True)
class OwnDocument:
    """The document that the text is, as its head gives it."""

    number: str
    number_end: int
    issued: str | None
    issuer: Span | None
    title: Span | None


def own_document(view: View) -> OwnDocument | None:
    """What the head of an official document gives, which opens with its issuer and `Số: …`."""
    lead = _OWN_NUMBER.search(view.text, 0, HEAD_SIZE) if "số" in view.lower[:HEAD_SIZE] else None
    number = legal_numbers.read(view.text, lead.end(), short=False) if lead else None
    if number is None:
        return None
    issued = None
    place = number.end
    if day := _OWN_DAY.search(view.lower, number.end, number.end + 200):
        year, month, date = int(day["y"]), int(day["m"]), int(day["d"])
        issued = calendar_day(year, month, date)
        place = day.end()
    first = re.compile(r"\s*").match(view.text)
    start = first.end() if first else 0
    head_end = re.compile(r"\n[ ]*\n|cộng hòa|-----").search(view.lower, start, start + 300)
    issuer = None
    if head_end is not None and issuer_heads().match(view.lower, start):
        place_name = _OF_PLACE.match(view.text, head_end.start())
        issuer = trimmed(view, start, place_name.end() if place_name else head_end.start())
    return OwnDocument(number.text, number.end, issued, issuer, _heading(view, place))


_OF_ASSEMBLY = re.compile(r"/(?:UBTV)?QH\d{0,2}$")
_PASSES_LAW = re.compile(r"quốc hội ban hành\s{1,3}$")


def own_name(view: View, own: OwnDocument, candidates: list[LegalReferenceCandidate]) -> tuple[str, str] | None:
    """The type and the name of the law that the text itself is: "Luật số: 51/2024/QH15", "LUẬT VIỆC LÀM"."""
    if not _OF_ASSEMBLY.search(own.number):
        return None
    for c in candidates:
        if c.start > own.number_end + 600:
            break
        if c.start < own.number_end or c.name is None or c.number or c.document_type not in ("law", "ordinance"):
            continue
        before = view.lower[own.number_end : c.start]
        if "nghị quyết\n" in before:
            break
        if view.text[c.start : c.start + 4].isupper() or _PASSES_LAW.search(before):
            return c.document_type, c.name.identity
    return None


# The place whose body it is, which may stand in a paragraph of its own: "ỦY BAN NHÂN DÂN", "TỈNH HÒA AN".
_OF_PLACE = parts.pattern(rf"\s{{1,6}}(?=[{UPPER}]{{2}})(?i:{{unit_level}})(?:[ \n][{UPPER}]{{1,9}}){{1,5}}(?=[ ]?\n)")
# The kind of document in capitals, in lines of its own, and the subject behind it; a law has a name.
_KIND = parts.pattern(
    rf"[\s*]{{1,12}}(?=[{UPPER}]{{2}})(?!(?:BỘ )?LUẬT|PHÁP LỆNH)(?i:{{document_noun}}|tờ trình|qu[iy] chế)"
    r"(?:\s(?:HÀNH ĐỘNG|LIÊN\sTỊCH))?"
    r"[ ]{0,3}\n\s{0,6}(?:VỀ\s(?:VIỆC\s)?|(?:Về|V/v)\s(?:việc\s)?)?"
)
_HEADING_ENDS = re.compile(r"\n[ ]?\n|\n[ ]?(?:Căn|Kính|Thực|-{2,}|_{2,}|[*])|$")


def _heading(view: View, place: int) -> Span | None:
    """The subject in capitals below the kind of document, which stands at `place`."""
    kind = _KIND.match(view.text, place)
    stop = _HEADING_ENDS.search(view.text, kind.end(), kind.end() + 500) if kind else None
    if kind is None or stop is None or not view.text[kind.end() : stop.start()].isupper():
        return None
    return trimmed(view, kind.end(), stop.start())
