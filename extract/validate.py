"""Whether results are what the contract says: by the schemas, and in what a schema cannot state.

`check_result` is part of every run: the schema alone, through `jsonschema-rs`, a whole result at a time. `check_files`
is `trichluc validate`: the schema through `jsonschema`, the reference, and offsets, quotes, ids and order.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from extract import places, schema
from extract.inputs import Failure
from extract.model import RECORD_TYPES, Document, Result
from extract.output import LINES, result_files, why_no_json

if TYPE_CHECKING:
    import jsonschema.protocols
    import jsonschema_rs

    from extract.export.texts import Texts
    from extract.places import Place

Json = dict[str, Any]
LINKS = {"chairs": "official", "attendees": "official", "concerns": "legal_reference"}


@cache
def fast_validator(name: str) -> jsonschema_rs.Draft202012Validator:
    """The compiled schema of a record type or of the `document`, for the run."""
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(schema.load(name))


@cache
def reference_validator(name: str) -> jsonschema.protocols.Validator:
    """The reference implementation over the schema of a record type or of the `document`."""
    import jsonschema

    def pattern(validator: Any, pattern: str, value: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
        if isinstance(value, str) and not re.search(pattern.replace("$", r"\Z"), value):
            yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")

    # In a schema `$` is the end of the text (ECMA-262); to `re`, which jsonschema asks, a last line end may follow.
    strict = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": pattern})  # type: ignore[no-untyped-call]
    validator: jsonschema.protocols.Validator = strict(schema.load(name))
    return validator


def check_result(result: Result) -> str | None:
    """Why a result does not fit the schema, or None if it does."""
    data = msgspec.to_builtins(result)
    if fast_validator(schema.DOCUMENT).is_valid(data):
        return None
    problem = next(check_schema(data), None)
    return str(problem) if problem else "it does not fit the schema"


class Problem(NamedTuple):
    """What is wrong with a result; `record` is the id of the record, or its place in the list, or "document"."""

    record: str
    reason: str

    def __str__(self) -> str:
        return f"{self.record}: {self.reason}"


def check_schema(data: Any) -> Iterator[Problem]:
    """What the schemas say of a result (plain data)."""
    for error in reference_validator(schema.DOCUMENT).iter_errors(data):
        place = list(error.absolute_path)
        if place[:1] != ["records"] or len(place) < 2:
            yield Problem("document", _reason(error, place))
            continue
        record = data["records"][place[1]]
        kind = record.get("type") if isinstance(record, dict) else None
        if kind not in RECORD_TYPES:
            yield Problem(_name(record, place[1]), f"type is {kind!r}, not one of {', '.join(RECORD_TYPES)}")
            continue
        for inner in reference_validator(kind).iter_errors(record):
            yield Problem(_name(record, place[1]), _reason(inner, list(inner.absolute_path)))


def _reason(error: Any, place: list[Any]) -> str:
    where = ".".join(map(str, place))
    message = error.message if len(error.message) < 300 else error.message[:300] + "…"
    return f"{where}: {message}" if where else message


def _name(record: Any, index: Any) -> str:
    name = record.get("id") if isinstance(record, dict) else None
    return name if isinstance(name, str) and name else f"records[{index}]"


def check_content(data: Json) -> Iterator[Problem]:
    """What a schema cannot state of a result that fits it: ids, links, order, bounds, calendar days."""
    document, records = data["document"], data["records"]
    types: dict[str, str] = {}
    last = -1
    for record in records:
        name, kind, start = record["id"], record["type"], record["start"]
        if name != f"{document['id']}/{kind}/{start}":
            yield Problem(name, f"id is not <document id>/<type>/<start>: {document['id']}/{kind}/{start}")
        if name in types:
            yield Problem(name, "id is not unique")
        types[name] = kind
        if start < last:
            yield Problem(name, f"out of order: it starts at {start}, the record before it at {last}")
        last = start
    for record in records:
        for reason in (*_spans(record, document["characters"]), *_links(record, types), *_values(record)):
            yield Problem(record["id"], reason)
    day, _, clock = (document["published"] or "").partition("T")
    if day and not _is_day(day):
        yield Problem("document", f"published: {day} is no day of the calendar")
    if clock and not _is_time(clock):
        yield Problem("document", f"published: {clock} is no time of the day")


def _spans(record: Json, characters: int) -> Iterator[str]:
    for where, span in _all_spans(record):
        if not span["start"] < span["end"] <= characters:
            yield f"{where}{span['start']}-{span['end']} is no span of a text of {characters} characters"
    mentions = record.get("mentions")
    if mentions is None:
        return
    if not mentions or (mentions[0]["start"], mentions[0]["end"]) != (record["start"], record["end"]):
        yield "mentions: the first is not the record's own span"
    if any(a["start"] >= b["start"] for a, b in pairwise(mentions)):
        yield "mentions: not in order"


def _all_spans(record: Json) -> Iterator[tuple[str, Json]]:
    """The record itself, its mentions and positions, each with what to call it."""
    yield "", record
    for field in ("mentions", "positions"):
        for index, span in enumerate(record.get(field, ())):
            yield f"{field}[{index}]: ", span


def _links(record: Json, types: dict[str, str]) -> Iterator[str]:
    for field, kind in LINKS.items():
        ids = record.get(field, ())
        for name in ids:
            if name not in types:
                yield f"{field}: there is no record {name}"
            elif types[name] != kind:
                yield f"{field}: {name} is a record of type {types[name]}, not {kind}"
        if len(set(ids)) != len(ids):
            yield f"{field}: an id twice"


def _values(record: Json) -> Iterator[str]:
    for field in ("start_date", "end_date", "issued"):
        value = record.get(field)
        if value and not _is_day(value):
            yield f"{field}: {value} is no day of the calendar"
    if record.get("start_date") and record.get("end_date") and record["start_date"] > record["end_date"]:
        yield f"start_date {record['start_date']} is after end_date {record['end_date']}"
    if record.get("max") is not None and record["max"] < record["value"]:
        yield f"max {record['max']} is less than value {record['value']}"


def _is_day(value: str) -> bool:
    """Whether an ISO day, month or year is one of the calendar."""
    try:
        date.fromisoformat(value + "0001-01-01"[len(value) :])
    except ValueError:
        return False
    return True


def _is_time(value: str) -> bool:
    try:
        time.fromisoformat(value)
    except ValueError:
        return False
    return True


def check_source(data: Json, text: str, sha256: str | None = None) -> Iterator[Problem]:
    """Whether offsets and quotes of a result that fits the schema are those of its source.

    `sha256` is of the source's bytes (of the text in UTF-8 if not given).
    """
    document = data["document"]
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    if digest != document["sha256"]:
        yield Problem("document", f"sha256 is {document['sha256']}, of the source {digest}")
    if len(text) != document["characters"]:
        yield Problem("document", f"characters is {document['characters']}, the source has {len(text)}")
    for record in data["records"]:
        for where, span in _all_spans(record):
            if "text" in span and (there := text[span["start"] : span["end"]]) != span["text"]:
                yield Problem(record["id"], f"{where}text is {span['text']!r}, the source has {there!r}")


class Report(NamedTuple):
    """A checked result: the file (with the line, of JSON Lines), what is wrong, whether its source was found."""

    file: str
    problems: list[Problem]
    source_checked: bool


def check_files(paths: Iterable[Place], sources: Texts | Place | None = None) -> Iterator[Report]:
    """Check all results in files, folders, JSON Lines and folders of Parquet tables, or at addresses of such.

    `sources` is where to look for the texts, as `Texts` takes it.
    """
    from extract.export.common import ExportError
    from extract.export.texts import Texts

    try:
        texts = sources if isinstance(sources, Texts) else Texts(sources)
    except ExportError as error:
        yield Report(str(sources), [Problem("file", str(error))], False)
        return
    for given in paths:
        try:
            yield from _check_place(given, texts)
        except OSError as error:
            yield Report(str(given), [Problem("file", f"cannot be read: {error.strerror or error}")], False)


def _check_place(given: Place, texts: Texts) -> Iterator[Report]:
    """The results of a file, of the tables of a folder, or of its `.json` and JSON Lines but `errors.jsonl`."""
    from extract.export.tables import is_parquet

    if not places.is_folder(given):
        yield from _check_file(given, texts)
    elif is_parquet(given):
        yield from _check_tables(given, texts)
    else:
        for path in result_files(given):
            yield from _check_file(path, texts)


def _check_file(path: Place, texts: Texts) -> Iterator[Report]:
    """The results in a file."""
    try:
        with places.opened(path) as file:
            if not str(path).endswith(LINES):
                yield _check(str(path), file.read(), texts)
                return
            for number, line in enumerate(file, 1):
                if line.strip():
                    yield _check(f"{path}:{number}", line, texts)
    except OSError as error:
        yield Report(str(path), [Problem("file", f"cannot be read: {error.strerror or error}")], False)


def _check_tables(folder: Place, texts: Texts) -> Iterator[Report]:
    """The results in the Parquet tables of a folder."""
    from extract.export.common import ExportError
    from extract.export.tables import read_parquet

    try:
        for result in read_parquet(folder):
            yield _check(f"{folder} ({result.document.id})", result.to_json(), texts)
    except ExportError as error:
        yield Report(str(folder), [Problem("file", str(error))], False)


def _check(file: str, encoded: bytes, texts: Texts) -> Report:
    try:
        data = msgspec.json.decode(encoded)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        return Report(file, [Problem("file", f"not JSON: {why_no_json(encoded, error)}")], False)
    problems = list(check_schema(data))
    if problems:
        return Report(file, problems, False)
    problems.extend(check_content(data))
    document = msgspec.convert(data["document"], Document)
    try:
        found = texts.find(document)
    except Failure as failure:
        problems.append(Problem("document", f"its source {failure.source or ''} cannot be read: {failure.reason}"))
        return Report(file, problems, True)
    if found is not None:
        problems.extend(check_source(data, *found))
    elif texts.place is not None:
        problems.append(Problem("document", f"its source was not found in {texts.place}"))
    return Report(file, problems, found is not None)
