"""Into JSON-LD: articles, people, meetings and legal documents in the terms of schema.org.

| of a result | node |
|---|---|
| document | `NewsArticle`, with all records as `mentions` |
| official | `Person`; each position an `OrganizationRole` at `memberOf` |
| legal_reference | `Legislation`, the same node in all articles; the mention is a `LegalReference` of ours |
| meeting | `Event`; people as `attendee`, who chairs it in a `Role` |
| date, target, actual | `Date`, `Target`, `Actual` of ours, with schema.org's properties where it has them |

What schema.org has no word for is in a vocabulary of ours, `urn:trichluc:ns:`. Nodes have names of ours too: a legal
document is `urn:trichluc:eli:` and its `key`, in the manner of the European Legislation Identifier, and has a `akn`, in
the manner of Akoma Ntoso. Neither is an official identifier: Viet Nam has none that a text tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from extract.export.calendar import day, days
from extract.export.common import Summary, new_file
from extract.model import Actual, AnyRecord, Date, LegalReference, Meeting, Mention, Official, Position, Result, Target
from extract.places import Place

Node = dict[str, Any]
URN = "urn:trichluc:"
NAMESPACE = f"{URN}ns:"

_SCHEMA_ORG = (
    "Event", "Legislation", "NewsArticle", "Organization", "OrganizationRole", "Person", "Place", "QuantitativeValue",
    "Role", "author", "datePublished", "endDate", "headline", "honorificPrefix", "identifier", "inLanguage", "jobTitle",
    "legislationDate", "legislationIdentifier", "legislationPassedBy", "legislationType", "location", "maxValue",
    "name", "organizer", "publisher", "roleName", "spatialCoverage", "startDate", "temporalCoverage", "unitText",
    "value",
)  # fmt: skip
_SCHEMA_ORG_LINKS = ("about", "attendee", "citation", "eventAttendanceMode", "isPartOf", "memberOf", "mentions", "url")
_OURS = (
    "Actual", "Date", "LegalReference", "Target", "akn", "baseline", "change", "comparator", "comparedWith",
    "direction", "granularity", "key", "kind", "partOfDay", "provision", "quantity", "resolvedFrom", "role", "rule",
    "sha256", "term", "timex", "total",
)  # fmt: skip
_ANNOTATION = {
    "selector": "oa:hasSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "start": "oa:start",
    "end": "oa:end",
    "quote": "oa:exact",
}
CONTEXT: Node = {
    "@version": 1.1,
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "trichluc": NAMESPACE,
    "id": "@id",
    "type": "@type",
    **{term: f"schema:{term}" for term in _SCHEMA_ORG},
    **{term: {"@id": f"schema:{term}", "@type": "@id"} for term in _SCHEMA_ORG_LINKS},
    **{term: f"trichluc:{term}" for term in _OURS},
    **_ANNOTATION,
}
_MODES = {
    "in_person": "schema:OfflineEventAttendanceMode",
    "online": "schema:OnlineEventAttendanceMode",
    "hybrid": "schema:MixedEventAttendanceMode",
}


def write(results: Iterable[Result], path: Place) -> Summary:
    """Write one JSON-LD document with the nodes of all results. Raises `ExportError`."""
    summary = Summary()
    with new_file(path) as unfinished, unfinished.open("wb") as file:
        file.write(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[')
        separator = b"\n"
        for result in results:
            for node in nodes(result):
                file.write(separator + msgspec.json.encode(node))
                separator = b",\n"
            summary.add(result)
        file.write(b"\n]}\n")
    return summary


def nodes(result: Result) -> Iterator[Node]:
    """The nodes of a result: the article, its records, the legal documents it cites."""
    document = result.document
    source = document.source or ""
    legal = {record.id: _legal_id(record) for record in result.records if isinstance(record, LegalReference)}
    yield _node(
        f"{URN}document:{_quoted(document.id)}",
        "NewsArticle",
        identifier=document.id,
        headline=document.title,
        datePublished=document.published,
        publisher=_named("Organization", document.publisher),
        author=_named("Person", document.author),
        inLanguage=document.language,
        url=source if source.startswith(("http://", "https://")) else None,
        sha256=document.sha256,
        mentions=[_record_id(record.id) for record in result.records],
        citation=list(dict.fromkeys(legal.values())),
    )
    for record in result.records:
        yield from _record(record, document.id, legal)


def _record(record: AnyRecord, document_id: str, legal: dict[str, str]) -> Iterator[Node]:
    """The node of a record, and that of the legal document it cites."""
    if isinstance(record, LegalReference):
        yield _legislation(record)
    type, properties = _properties(record, legal)
    yield _node(
        _record_id(record.id),
        type,
        **properties,
        isPartOf=f"{URN}document:{_quoted(document_id)}",
        rule=record.rule,
        selector=[_selector(place) for place in _places(record)],
    )


def _properties(record: AnyRecord, legal: dict[str, str]) -> tuple[str, Node]:
    """Type and properties of a record's node."""
    match record:
        case Date():
            return "Date", _date(record)
        case Official():
            return "Person", _person(record)
        case LegalReference():
            return "LegalReference", {"about": legal[record.id], "provision": record.provision}
        case Meeting():
            return "Event", _event(record, legal)
        case Target():
            return "Target", _quantity(record)
        case Actual():
            change = {"change": record.change, "comparedWith": record.compared_with, "total": record.total}
            return "Actual", {**_quantity(record), **change}


def _date(record: Date) -> Node:
    return {
        "timex": record.value,
        "startDate": record.start_date,
        "endDate": record.end_date,
        "granularity": record.granularity,
        "partOfDay": record.part_of_day,
        "resolvedFrom": record.resolved_from,
        "role": record.role,
    }


def _person(record: Official) -> Node:
    return {
        "name": record.name,
        "honorificPrefix": record.honorific,
        "jobTitle": [position.title for position in record.positions],
        "memberOf": [_role(position) for position in record.positions],
    }


def _role(position: Position) -> Node:
    return _node(
        None,
        "OrganizationRole",
        name=position.title,
        roleName=position.role,
        memberOf=_named("Organization", position.organization),
    )


def _event(record: Meeting, legal: dict[str, str]) -> Node:
    bounds = days(record.date)
    chairs = [_node(None, "Role", roleName="chair", attendee=_record_id(person)) for person in record.chairs]
    return {
        "name": record.name,
        "kind": record.kind,
        "startDate": bounds[0].isoformat() if bounds else None,
        "endDate": bounds[1].isoformat() if bounds else None,
        "partOfDay": record.part_of_day,
        "organizer": _named("Organization", record.organizer),
        "location": _named("Place", record.location),
        "eventAttendanceMode": _MODES.get(record.mode or ""),
        "attendee": [*chairs, *map(_record_id, record.attendees)],
        "about": [legal[other] for other in record.concerns if other in legal],
    }


def _quantity(record: Target | Actual) -> Node:
    value = _node(None, "QuantitativeValue", value=record.value, maxValue=record.max, unitText=record.unit)
    return {
        "name": record.indicator,
        "quantity": value,
        "comparator": record.comparator,
        "baseline": record.baseline,
        "direction": record.direction,
        "temporalCoverage": record.period,
        "spatialCoverage": record.scope,
    }


def _legislation(record: LegalReference) -> Node:
    return _node(
        _legal_id(record),
        "Legislation",
        name=record.name or record.text,
        headline=record.title,
        legislationIdentifier=record.number,
        legislationType=record.document_type,
        legislationDate=record.issued,
        legislationPassedBy=_named("Organization", record.issuer),
        term=record.term,
        key=record.key,
        akn=akn(record),
    )


def _legal_id(record: LegalReference) -> str:
    return f"{URN}eli:{_quoted(record.key)}"


def akn(record: LegalReference) -> str | None:
    """A name in the manner of Akoma Ntoso; None where the text does not tell the number or the day of issue.

    `/akn/vn/act/resolution/2013-06-03/25-nq-tw`: country, class, kind, day of issue, number.
    """
    issued = day(record.issued)
    if record.number is None or issued is None:
        return None
    number = re.sub(r"[^\w]+", "-", record.number.lower()).strip("-")
    return f"/akn/vn/act/{record.document_type}/{issued.isoformat()}/{_quoted(number)}"


def _places(record: AnyRecord) -> list[Mention]:
    """Where the text names what a record stands for."""
    own = Mention(start=record.start, end=record.end, text=record.text)
    return getattr(record, "mentions", None) or [own]


def _selector(place: Mention) -> Node:
    return _node(None, "TextPositionSelector", start=place.start, end=place.end, quote=place.text)


def _record_id(id: str) -> str:
    return f"{URN}record:{_quoted(id)}"


def _quoted(id: str) -> str:
    return quote(id, safe="/")


def _named(type: str, name: str | None) -> Node | None:
    """A thing of which no more is known than its name."""
    return {"type": type, "name": name} if name else None


def _node(id: str | None, type: str, **properties: Any) -> Node:
    """A node with the properties that have a value."""
    known = {name: value for name, value in properties.items() if value is not None and value != []}
    return {**({"id": id} if id else {}), "type": type, **known}
