"""The stages in order. A text comes in at the top and records leave at the bottom; nothing flows back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection
from datetime import datetime
from functools import cache
from typing import TypeVar

import msgspec

from extract.context import Context
from extract.cues import Cues, CueScanner
from extract.finders import date as find_date
from extract.finders import legal_reference as find_legal_reference
from extract.finders import meeting as find_meeting
from extract.finders import official as find_official
from extract.finders import quantity as find_quantity
from extract.layout import read_layout
from extract.model import RECORD_TYPES, AnyRecord, Document, Mention, Position, Result
from extract.resolve import actual as resolve_actual
from extract.resolve import date as resolve_date
from extract.resolve import legal_reference as resolve_legal_reference
from extract.resolve import meeting as resolve_meeting
from extract.resolve import official as resolve_official
from extract.resolve import target as resolve_target
from extract.view import View

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2})?")

_OF_PLACES = ("mentions", "positions", "chairs", "attendees", "concerns")

Found = TypeVar("Found")

FINDERS = (find_legal_reference, find_date, find_official, find_meeting, find_quantity)


@cache
def cue_scanner() -> CueScanner:
    """The automaton over the cues of all finders, made at first use."""
    return CueScanner([cue_set for finder in FINDERS for cue_set in finder.cue_sets()])


def read(text: str, *, published: str | None = None, explain: bool = False) -> Context:
    """Run all stages over a text and give back all they found, in view offsets."""
    view = View(text)
    layout = read_layout(view)
    context = Context(view, layout, cue_scanner().scan(view), published or layout.published)
    if explain:
        context.rejections = []

    context.legal_reference_candidates = _look(find_legal_reference.find, context)
    context.date_candidates = _look(find_date.find, context)
    context.official_candidates = _look(find_official.find, context)
    context.meeting_candidates = _look(find_meeting.find, context)
    context.dates = resolve_date.resolve(context)  # the year it finds tells quantities of goals from those of results
    context.quantity_candidates = _look(find_quantity.find, context)
    if not explain:
        context.cues = {}

    context.legal_references = resolve_legal_reference.resolve(context)
    context.officials = resolve_official.resolve(context)
    context.meetings = resolve_meeting.resolve(context)
    context.targets = resolve_target.resolve(context)
    context.actuals = resolve_actual.resolve(context)
    return context


def _look(find: Callable[[Context], list[Found]], context: Context) -> list[Found]:
    """What a finder finds. No other asks for its cues: of a long text they take a third of all memory."""
    found = find(context)
    if isinstance(context.cues, Cues):
        for start, end in context.cues.forget():
            context.reject("cues", start, end, "too many words of one kind for one sentence")
    return found


def extract(
    text: str,
    *,
    published: str | None = None,
    id: str = "document",
    source: str | None = None,
    sha256: str | None = None,
    only: Collection[str] | None = None,
) -> Result:
    """Extract the records of one text.

    `text` is the decoded source, in any Unicode normal form; it is never changed, and all offsets of the result are
    code points into it. `published` (ISO date, with or without a clock time) is what relative dates are resolved
    against; it wins over what the text itself tells. `id` names the document in the ids of its records, `source` says
    where it came from, `sha256` is of the source's bytes (of the text in UTF-8 if not given). `only` keeps the record
    types named; the others are still read, since types lean on each other, but links to them are left out.

    Raises `ValueError` for an unknown type in `only`, a `published` that is no ISO date, and a text with lone
    surrogates, which no UTF-8 source decodes to.
    """
    if only is not None and (unknown := set(only) - RECORD_TYPES.keys()):
        raise ValueError(f"unknown record type: {', '.join(sorted(unknown))}; known are {', '.join(RECORD_TYPES)}")
    check_published(published)
    digest = sha256 or _sha256(text)
    context = read(text, published=published)
    document = Document(
        id=id,
        source=source,
        sha256=digest,
        characters=len(text),
        title=context.layout.title,
        published=context.published,
        publisher=context.layout.publisher,
        author=context.layout.author,
    )
    return Result(document=document, records=records(context, id, only))


def check_published(published: str | None) -> None:
    """Raises `ValueError` for what is no ISO day, with or without a clock time of hours and minutes."""
    if published is None:
        return
    try:
        datetime.fromisoformat(published)
    except ValueError:
        valid = False
    else:
        valid = _ISO_DATE.fullmatch(published) is not None
    if not valid:
        raise ValueError(f"published is no ISO date such as 2018-06-27 or 2018-06-27T15:31: {published!r}")


def _sha256(text: str) -> str:
    """The hash of a text's bytes in UTF-8."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"the text holds a lone surrogate at {error.start}: it was not decoded from UTF-8") from None
    return hashlib.sha256(data).hexdigest()


def records(context: Context, document_id: str, only: Collection[str] | None = None) -> list[AnyRecord]:
    """The records of a read document, with ids and with offsets and quotes of the source, in the order of `start`.

    An id is a type and a place: of two records of one type that begin at one place the longer stands.
    """
    found: list[AnyRecord] = [
        *context.dates, *context.officials, *context.legal_references,
        *context.meetings, *context.targets, *context.actuals,
    ]  # fmt: skip
    kept = frozenset(RECORD_TYPES if only is None else only)
    final = [_finish(record, context.view, document_id, kept) for record in found if record.type in kept]
    longest = {record.id: record for record in sorted(final, key=lambda record: record.end)}
    return sorted(longest.values(), key=lambda record: (record.start, record.end, record.type))


def record_id(document_id: str, record: AnyRecord, view: View) -> str:
    """`<document id>/<type>/<start>` of a record in view offsets."""
    return f"{document_id}/{record.type}/{view.span(record.start, record.end)[0]}"


# The fields that hold places, by the record's type.
_LISTS = {
    kind: [name for name in struct.__struct_fields__ if name in _OF_PLACES] for kind, struct in RECORD_TYPES.items()
}


def _finish(record: AnyRecord, view: View, document_id: str, kept: frozenset[str]) -> AnyRecord:
    """A record of the view as a record of the source. Links between records are view offsets until here.

    Links to records of types that are not kept are left out.
    """
    start, end = view.span(record.start, record.end)
    changes: dict[str, object] = {
        "id": f"{document_id}/{record.type}/{start}",
        "start": start,
        "end": end,
        "text": view.source[start:end],
    }
    for name in _LISTS[record.type]:
        value = getattr(record, name)
        if name == "mentions":
            changes[name] = [_mention(m, view) for m in value]
        elif name == "positions":
            changes[name] = [_position(p, view) for p in value]
        else:
            target = "legal_reference" if name == "concerns" else "official"
            places = value if target in kept else ()
            changes[name] = [f"{document_id}/{target}/{view.span(int(at), int(at) + 1)[0]}" for at in places]
    return msgspec.structs.replace(record, **changes)


def _mention(mention: Mention, view: View) -> Mention:
    start, end = view.span(mention.start, mention.end)
    return Mention(start=start, end=end, text=view.source[start:end])


def _position(position: Position, view: View) -> Position:
    start, end = view.span(position.start, position.end)
    return msgspec.structs.replace(position, start=start, end=end)
