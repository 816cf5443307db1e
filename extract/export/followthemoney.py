"""Into FollowTheMoney entities, a line of JSON each, for OpenAleph and OpenSanctions tooling.

| of a result | entities |
|---|---|
| document | `Article` |
| official | `Person`, for each position `Position` and `Occupancy`, and the `Organization` or `PublicBody` |
| legal_reference | `Document`, and `Documentation` from the article to it |
| meeting | `Event` with the people as `involved`, and `Documentation` from what it concerns |

Entities have ids that are the same in every run, and `proof` that points to the article. People, positions and bodies
are of their article: whether two articles mean the same one is for the deduplication of those tools to say. A legal or
Party document is one entity in all articles, by its `key`. Targets, actuals and single dates have no place there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Literal

import msgspec

from extract import lexicon
from extract.export.calendar import days
from extract.export.common import Summary, new_file
from extract.model import Document, LegalReference, Meeting, Official, Position, Result
from extract.places import Place
from extract.view import View

PREFIX = "trichluc"
LANGUAGES = {"vi": "vie"}
"""ISO 639-1, as in results, to ISO 639-3, as in FollowTheMoney."""

Entity = dict[str, Any]


def write(results: Iterable[Result], path: Place) -> Summary:
    """Write the entities of results to a file. Raises `ExportError`."""
    summary = Summary()
    count = 0
    with new_file(path) as unfinished, unfinished.open("wb") as file:
        for result in results:
            for entity in entities(result):
                file.write(msgspec.json.encode(entity) + b"\n")
                count += 1
            summary.add(result)
    summary.notes.append(f"entities   {count}")
    return summary


def entities(result: Result) -> Iterator[Entity]:
    """The entities of a result, each once."""
    given: set[str] = set()
    for entity in _Maker(result).all():
        if entity["id"] not in given:
            given.add(entity["id"])
            yield entity


class _Maker:
    """Makes the entities of one document."""

    def __init__(self, result: Result) -> None:
        self.document, self.records = result.document, result.records
        self.article = _id("article", self.document.id)
        self.names = {record.id: record.name for record in self.records if isinstance(record, Official)}
        self.legal = {record.id: record.key for record in self.records if isinstance(record, LegalReference)}

    def all(self) -> Iterator[Entity]:
        yield self.make_article(self.document)
        for record in self.records:
            if isinstance(record, Official):
                yield from self.person(record)
            elif isinstance(record, LegalReference):
                yield from self.legal_reference(record)
            elif isinstance(record, Meeting):
                yield from self.meeting(record)

    def make_article(self, document: Document) -> Entity:
        source = document.source or ""
        return _entity(
            self.article,
            "Article",
            fileName=PurePosixPath(source).name or document.id,
            title=document.title,
            publishedAt=document.published,
            publisher=document.publisher,
            author=document.author,
            language=LANGUAGES.get(document.language or ""),
            notes=f"SHA-256 {document.sha256}",  # contentHash is for SHA-1
            sourceUrl=source if source.startswith(("http://", "https://")) else None,
        )

    def person(self, record: Official) -> Iterator[Entity]:
        person = _id("person", record.id)
        titles = [position.title for position in record.positions]
        yield _entity(person, "Person", name=record.name, position=titles, proof=self.article)
        for position in record.positions:
            body = None
            if position.organization:
                body = self.body_id(position.organization)
                yield self.body(position.organization)
            post = _id("position", self.document.id, _folded(position.title), _folded(position.organization or ""))
            yield _entity(post, "Position", name=_post_name(position), organization=body, proof=self.article)
            yield _entity(
                _id("occupancy", record.id, str(position.start), _folded(position.title)),
                "Occupancy",
                holder=person,
                post=post,
                status="unknown",
                date=_known(self.document.published),
                recordId=record.id,
                proof=self.article,
            )

    def legal_reference(self, record: LegalReference) -> Iterator[Entity]:
        legal = _legal_id(record.key)
        name = record.name or record.text
        yield _entity(
            legal,
            "Document",
            fileName=name,
            title=record.title or name,
            date=_known(record.issued),
            author=record.issuer,
            keywords=record.document_type,
        )
        yield _entity(
            _id("cites", record.id),
            "Documentation",
            document=self.article,
            entity=legal,
            role="cites",
            summary=record.text if not record.provision else f"{record.provision} {record.text}",
            recordId=record.id,
            proof=self.article,
        )

    def meeting(self, record: Meeting) -> Iterator[Entity]:
        event = _id("event", record.id)
        bounds = days(record.date)
        start, end = (bounds[0].isoformat(), bounds[1].isoformat()) if bounds else (None, None)
        organizer = None
        if record.organizer:
            organizer = self.body_id(record.organizer)
            yield self.body(record.organizer)
        people = [person for person in (*record.chairs, *record.attendees) if person in self.names]
        yield _entity(
            event,
            "Event",
            name=record.name,
            startDate=start,
            endDate=end,
            location=record.location,
            organizer=organizer,
            involved=[_id("person", person) for person in people],
            notes=[f"chair: {self.names[person]}" for person in record.chairs if person in self.names],
            keywords=record.kind,
            recordId=record.id,
            proof=self.article,
        )
        for other in record.concerns:
            if other in self.legal:
                yield _entity(
                    _id("concerns", record.id, other),
                    "Documentation",
                    document=_legal_id(self.legal[other]),
                    entity=event,
                    role="concerned",
                    recordId=record.id,
                    proof=self.article,
                )

    def body(self, name: str) -> Entity:
        return _entity(self.body_id(name), _body_schema(name), name=name, proof=self.article)

    def body_id(self, name: str) -> str:
        return _id("body", self.document.id, _folded(name))


def _entity(id: str, schema: str, **properties: str | list[str] | None) -> Entity:
    """An entity with the properties that have a value."""
    values = {name: [value] if isinstance(value, str) else value for name, value in properties.items() if value}
    return {"id": id, "schema": schema, "properties": values}


def _id(*parts: str) -> str:
    """An id that depends on nothing but the parts; record ids hold characters that are not allowed there."""
    return f"{PREFIX}-{hashlib.sha1(chr(0).join(parts).encode()).hexdigest()}"


def _legal_id(key: str) -> str:
    return _id("legal", key)


def _known(value: str | None) -> str | None:
    """A date that FollowTheMoney takes: of a known year and no interval, quarter or half."""
    return value if value and days(value) and not any(mark in value for mark in "/QH") else None


def _post_name(position: Position) -> str:
    """The position as an entity that stands alone: with its body in full where it is known."""
    if position.role and position.organization:
        return f"{position.role} {position.organization}"
    return position.title


def _folded(name: str) -> str:
    return " ".join(View(name).lower.split())


class _PublicBody(msgspec.Struct):
    form: str
    example: str


@cache
def _public_bodies() -> tuple[str, ...]:
    return tuple(entry.form for entry in lexicon.load("public_bodies", _PublicBody))


_PARTY = ("bộ chính trị",)


def _body_schema(name: str) -> Literal["PublicBody", "Organization"]:
    """`PublicBody` for bodies of the state; those of the Party and of its mass organisations are no public bodies."""
    folded = f"{_folded(name)} "
    if folded.startswith(tuple(f"{form} " for form in _PARTY)):
        return "Organization"
    return "PublicBody" if folded.startswith(tuple(f"{form} " for form in _public_bodies())) else "Organization"
