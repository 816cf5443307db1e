"""The document that the text itself is, as the head of an official document gives it.

All places are view offsets.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.finders import legal_numbers
from extract.finders.legal_text import issuer_heads, spaced, trimmed
from extract.lazy import re
from extract.resolve.legal_details import Span, calendar_day
from extract.view import View

HEAD_SIZE = 1200
_OWN_NUMBER = re.compile(r"(?:^|\n)[^\n]{0,40}?Số[ ]?:[ \n]{1,4}(?=\d)")
_OWN_DAY = spaced(r"ngày (?P<d>\d{1,2}) tháng (?P<m>\d{1,2}) năm (?P<y>(?:19|20)\d\d)")


@dataclass(slots=True)
class OwnDocument:
    """The document that the text is, as its head gives it."""

    number: str
    issued: str | None
    issuer: Span | None


def own_document(view: View) -> OwnDocument | None:
    """The number, day and issuer in the head of an official document, which opens with its issuer and `Số: …`."""
    lead = _OWN_NUMBER.search(view.text, 0, HEAD_SIZE) if "Số" in view.text[:HEAD_SIZE] else None
    number = legal_numbers.read(view.text, lead.end(), short=False) if lead else None
    if number is None:
        return None
    issued = None
    if day := _OWN_DAY.search(view.lower, number.end, number.end + 200):
        year, month, date = int(day["y"]), int(day["m"]), int(day["d"])
        issued = calendar_day(year, month, date)
    first = re.compile(r"\s*").match(view.text)
    start = first.end() if first else 0
    head_end = re.compile(r"\n[ ]*\n|cộng hòa|-----").search(view.lower, start, start + 300)
    issuer = None
    if head_end is not None and issuer_heads().match(view.lower, start):
        issuer = trimmed(view, start, head_end.start())
    return OwnDocument(number.text, issued, issuer)
