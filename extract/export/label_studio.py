"""Into Label Studio tasks with the records as predictions, and corrected annotations back as gold.

A region is a mention: of a legal reference each one, of all else the record's own. The fields that gold has are forms
that open with the region; who chairs or attends a meeting is a relation to the person's region. `FIELDS` says which
forms there are; the labelling configuration, the predictions and the way back all follow it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args
from xml.sax.saxutils import quoteattr

import msgspec

from extract import __version__
from extract.export.common import ExportError, Summary, new_files
from extract.export.texts import Texts
from extract.gold import Gold
from extract.model import (
    RECORD_TYPES,
    AnyRecord,
    Comparator,
    DocumentType,
    LegalReference,
    Meeting,
    MeetingKind,
    Mention,
    Official,
    Result,
)
from extract.places import Place

TASKS = "tasks.json"
CONFIG = "config.xml"
RELATIONS = {"chair": "chairs", "attendee": "attendees"}
"""The labels of relations, from a meeting to a person, and the fields of a meeting they stand for."""

Json = dict[str, Any]


class Field(NamedTuple):
    """A form: the field of gold, what can be put in, whether it must be, and what it asks for."""

    name: str
    kind: Literal["text", "texts", "date", "number", "choice"]
    asks: str
    required: bool = False
    choices: tuple[str, ...] = ()


def _literals(annotated: Any) -> tuple[str, ...]:
    """The values of one of the model's enumerations."""
    return get_args(get_args(annotated)[0])


_QUANTITY = (
    Field("comparator", "choice", "Comparator", True, _literals(Comparator)),
    Field("value", "number", "Value (1000, 7.5)", True),
    Field("max", "number", "Upper end of a range"),
    Field("unit", "text", "Unit, as written"),
    Field("indicator", "text", "What is measured, as written"),
    Field("period", "date", "Period (2019, 2017/2020)"),
)
FIELDS: dict[str, tuple[Field, ...]] = {
    "date": (Field("value", "date", "Value (2018-06-27, 2018-06, 2025-Q1, 2017/2020)", True),),
    "official": (
        Field("name", "text", "Name in full, without honorific", True),
        Field("titles", "texts", "Positions as written, one an entry"),
    ),
    "legal_reference": (
        Field("document_type", "choice", "Type of document", True, _literals(DocumentType)),
        Field("number", "text", "Number, without spaces (25-NQ/TW)"),
        Field("issued", "date", "Issued (2013-06-03, 2013)"),
        Field("issuer", "text", "Issuer, as written"),
        Field("title", "text", "Title, as written"),
    ),
    "meeting": (
        Field("kind", "choice", "Kind", True, _literals(MeetingKind)),
        Field("date", "date", "Date (2018-06-27)"),
        Field("organizer", "text", "Organiser, as written"),
        Field("location", "text", "Location, as written"),
    ),
    "target": _QUANTITY,
    "actual": (*_QUANTITY, Field("total", "number", "The whole, of which the value is a part")),
}
_COLOURS = {
    "date": "#1f77b4",
    "official": "#2ca02c",
    "legal_reference": "#9467bd",
    "meeting": "#d62728",
    "target": "#ff7f0e",
    "actual": "#8c564b",
}


def write(results: Iterable[Result], folder: Place, texts: Texts) -> Summary:
    """Write `tasks.json` and the labelling configuration `config.xml` into a folder. Raises `ExportError`."""
    summary = Summary()
    with new_files(folder) as place:
        (place / CONFIG).write_text(config(), encoding="utf-8")
        with (place / TASKS).open("wb") as file:
            for result in results:
                file.write(b",\n" if summary.documents else b"[\n")
                file.write(msgspec.json.encode(task(result, texts.of(result))))
                summary.add(result)
            file.write(b"\n]\n" if summary.documents else b"[]\n")
    return summary


# The labelling configuration


def config() -> str:
    """The labelling configuration of a project that takes the tasks."""
    labels = (f'    <Label value="{kind}" background="{_COLOURS[kind]}"/>' for kind in FIELDS)
    relations = (f'    <Relation value="{label}"/>' for label in RELATIONS)
    lines = [
        "<View>",
        "  <Relations>", *relations, "  </Relations>",
        '  <Labels name="type" toName="text">', *labels, "  </Labels>",
        '  <Text name="text" value="$text"/>',
    ]  # fmt: skip
    for kind, fields in FIELDS.items():
        lines.append(f'  <View visibleWhen="region-selected" whenTagName="type" whenLabelValue="{kind}">')
        for field in fields:
            lines += [f'    <Header value={quoteattr(field.asks)} size="6"/>', *_control(kind, field)]
        lines.append("  </View>")
    return "\n".join([*lines, "</View>", ""])


def _control(kind: str, field: Field) -> Iterator[str]:
    """The tag of a form."""
    # without whenLabelValue of its own a required form would be asked of the regions of all types
    common = f'name="{_control_name(kind, field)}" toName="text" perRegion="true" whenLabelValue="{kind}"'
    required = ' required="true"' if field.required else ""
    if field.kind == "choice":
        yield f'    <Choices {common} choice="single-radio" showInline="true"{required}>'
        yield from (f"      <Choice value={quoteattr(choice)}/>" for choice in field.choices)
        yield "    </Choices>"
    else:
        several = "" if field.kind == "texts" else ' maxSubmissions="1"'
        yield f'    <TextArea {common} editable="true"{several}{required}/>'


def _control_name(kind: str, field: Field) -> str:
    return f"{kind}_{field.name}"


# Tasks


def task(result: Result, text: str) -> Json:
    """A text with its records as one prediction."""
    document = result.document
    data = {"id": document.id, "title": document.title, "published": document.published, "text": text}
    prediction = {"model_version": f"trichluc-{__version__}", "result": list(_regions(result))}
    return {"data": data, "predictions": [prediction]}


def _regions(result: Result) -> Iterator[Json]:
    regions = set()
    for record in result.records:
        for place in _places(record):
            id = _region_id(record, place)
            regions.add(id)
            yield _part(id, "type", "labels", place, {"text": place.text, "labels": [record.type]})
            for field in FIELDS[record.type]:
                values = _values(record, field)
                if not values:
                    continue
                name = _control_name(record.type, field)
                if field.kind == "choice":
                    yield _part(id, name, "choices", place, {"choices": values})
                else:
                    yield _part(id, name, "textarea", place, {"text": values})
    officials = {record.id: _region_id(record, record) for record in result.records if isinstance(record, Official)}
    for record in result.records:
        if isinstance(record, Meeting):
            for label, name in RELATIONS.items():
                for person in getattr(record, name):
                    if person in officials:
                        ends = {"from_id": _region_id(record, record), "to_id": officials[person]}
                        yield {"type": "relation", **ends, "direction": "right", "labels": [label]}


def _places(record: AnyRecord) -> list[Mention]:
    """Where a record is marked."""
    if isinstance(record, LegalReference) and record.mentions:
        return record.mentions
    return [Mention(start=record.start, end=record.end, text=record.text)]


def _region_id(record: AnyRecord, place: Mention | AnyRecord) -> str:
    return f"{record.type}-{record.start}-{place.start}"


def _part(id: str, control: str, kind: str, place: Mention, value: Json) -> Json:
    """A part of a region: its label, or what one form holds."""
    return {
        "id": id,
        "from_name": control,
        "to_name": "text",
        "type": kind,
        "value": {"start": place.start, "end": place.end, **value},
    }


def _values(record: AnyRecord, field: Field) -> list[str]:
    """What a record has for a form."""
    if field.name == "titles" and isinstance(record, Official):
        return [position.title for position in record.positions]
    value = getattr(record, field.name)
    if value is None:
        return []
    return [_number(value) if field.kind == "number" else str(value)]


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


# Back


def read_gold(export: Path) -> Iterator[tuple[Gold, str]]:
    """The annotations of a Label Studio export (JSON) as gold, each with its text.

    Of several annotations of a task the last is taken; tasks without one, and skipped ones, give nothing. Raises
    `ExportError` where it is no such export or an annotation cannot be gold; it says what is to be mended.
    """
    try:
        tasks = msgspec.json.decode(export.read_bytes())
    except OSError as error:
        raise ExportError(f"{export}: cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ExportError(f"{export}: not JSON, or cut off: {error}") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) and "annotations" in task for task in tasks):
        raise ExportError(f"{export}: not Label Studio's export of the kind JSON (nor does JSON-MIN hold all of it)")
    seen = set()
    for number, task in enumerate(tasks, 1):
        place = f"{export}: task {task.get('id', number)}"
        data = task.get("data")
        if not isinstance(data, dict) or not all(isinstance(data.get(key), str) for key in ("id", "text")):
            raise ExportError(f"{place}: was not made by Trichluc: it has no data with id and text")
        annotation = _last(task["annotations"])
        if annotation is None:
            continue
        if data["id"] in seen:
            raise ExportError(f"{place}: there was another task with the id {data['id']}")
        seen.add(data["id"])
        yield _Annotation(f"{place} ({data['id']})", data, annotation).gold(), data["text"]


def write_gold(export: Path, folder: Path, *, overwrite: bool = False) -> int:
    """Write the annotations of an export as `<id>.json` and `<id>.txt` into a folder; gives their number.

    Gold files that are there are replaced, all of them, if `overwrite` says so, and after an error are as they were.
    Raises `ExportError`, also where there are some and it does not, and where there is other JSON.
    """
    before = _gold_files(folder)
    if before and not overwrite:
        raise ExportError(
            f"{folder} holds gold files ({before[0].name}{', …' if before[1:] else ''}), which would be scored against "
            "with these; take another folder, or replace them with --overwrite"
        )
    written = set()
    with new_files(folder) as place:
        for gold, text in read_gold(export):
            if Path(gold.id).name != gold.id or gold.id.startswith(".") or not gold.id:
                raise ExportError(f"{export}: {gold.id!r} cannot be the name of a file")
            encoded = msgspec.json.format(msgspec.json.encode(gold), indent=1)
            (place / f"{gold.id}.json").write_bytes(encoded + b"\n")
            (place / f"{gold.id}.txt").write_bytes(text.encode())
            written.add(f"{gold.id}.json")
        if not written:
            raise ExportError(f"{export}: no task has an annotation")
    for path in before:
        if path.name not in written:
            path.unlink(missing_ok=True)
            path.with_suffix(".txt").unlink(missing_ok=True)
    return len(written)


def _gold_files(folder: Path) -> list[Path]:
    """The gold files of a folder. Raises `ExportError` where there is other JSON, which `score` would trip over."""
    paths = sorted(folder.glob("*.json"))
    for path in paths:
        try:
            msgspec.json.decode(path.read_bytes(), type=Gold)
        except OSError as error:
            raise ExportError(f"{path}: cannot be read: {error.strerror}") from error
        except (msgspec.DecodeError, UnicodeDecodeError):
            raise ExportError(
                f"{folder}: there is JSON in this folder that is no gold ({path.name}); name a new one for the gold"
            ) from None
    return paths


def _last(annotations: list[Json]) -> Json | None:
    done = [annotation for annotation in annotations if not annotation.get("was_cancelled")]
    return max(done, key=lambda a: str(a.get("updated_at") or a.get("created_at") or ""), default=None)


class _Region(NamedTuple):
    kind: str
    start: int
    end: int
    forms: dict[str, list[str]]


class _Annotation:
    """One annotation of a text, to be made gold."""

    def __init__(self, place: str, data: Json, annotation: Json) -> None:
        self.place, self.data, self.text = place, data, str(data["text"])
        self.parts: list[Json] = annotation.get("result") or []

    def gold(self) -> Gold:
        regions = dict(sorted(self.regions().items(), key=lambda item: (item[1].start, item[1].end)))
        entries: dict[str, list[Json]] = {kind: [] for kind in RECORD_TYPES}
        for id, region in regions.items():
            entry = self.entry(region)
            if region.kind == "meeting":
                entry |= self.people(id, regions)
            entries[region.kind].append(entry)
        plain = {"id": self.data["id"], "published": self.data.get("published")}
        try:
            return msgspec.convert(plain | {f"{kind}s": found for kind, found in entries.items()}, Gold)
        except msgspec.ValidationError as error:
            raise ExportError(f"{self.place}: {error}") from error

    def regions(self) -> dict[str, _Region]:
        """The regions by id, with what their forms hold."""
        forms: dict[str, dict[str, list[str]]] = {}
        for part in self.parts:
            value = part.get("value") or {}
            held = value.get("choices") if part.get("type") == "choices" else value.get("text")
            if part.get("type") in ("choices", "textarea") and held:
                forms.setdefault(part["id"], {})[part["from_name"]] = [held] if isinstance(held, str) else held
        found = {}
        for part in self.parts:
            if part.get("type") == "labels":
                kinds = part["value"].get("labels") or []
                if len(kinds) != 1 or kinds[0] not in FIELDS:
                    raise ExportError(f"{self.place}: a region has the labels {kinds}, not one of {', '.join(FIELDS)}")
                start, end = self.span(part["value"])
                found[part["id"]] = _Region(kinds[0], start, end, forms.get(part["id"], {}))
        return found

    def span(self, value: Json) -> tuple[int, int]:
        """Start and end of a region in code points of the text, without spaces at either end.

        Label Studio counts otherwise in some versions (UTF-16, no carriage returns): what counts is the quote.
        """
        start, end, quote = value["start"], value["end"], value.get("text")
        if quote and self.text[start:end] != quote:
            utf16 = self.text.encode("utf-16-le")
            start = len(utf16[: 2 * start].decode("utf-16-le", "ignore"))
            found = _nearest(self.text, quote, start)
            if found is None:
                raise ExportError(f"{self.place}: the text does not have the region's quote {quote!r}")
            start, end = found
        inside = self.text[start:end]
        if not inside.strip():
            raise ExportError(f"{self.place}: the region {start}-{end} holds no text")
        return start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip())

    def entry(self, region: _Region) -> Json:
        """A region as an entry of gold."""
        quote = self.text[region.start : region.end]
        entry: Json = {"quote": quote, "nth": _nth(self.text, quote, region.start)}
        for field in FIELDS[region.kind]:
            values = [value.strip() for value in region.forms.get(_control_name(region.kind, field), ())]
            values = [value for value in values if value]
            if field.required and not values:
                raise ExportError(f"{self.place}: {region.kind} {quote!r} at {region.start} has no {field.name}")
            entry[field.name] = self.value(field, values, quote)
        return entry

    def value(self, field: Field, values: list[str], quote: str) -> list[str] | str | float | None:
        """What a form holds, as gold has it."""
        if field.kind == "texts":
            return values
        if not values:
            return None
        if len(values) > 1:
            raise ExportError(f"{self.place}: {quote!r} has more than one {field.name}: {', '.join(values)}")
        if (check := _CHECKS.get(field.kind)) and not check(values[0]):
            raise ExportError(f"{self.place}: {quote!r}: {field.name} cannot be {values[0]!r}; it is {field.asks}")
        return float(values[0]) if field.kind == "number" else values[0]

    def people(self, meeting: str, regions: dict[str, _Region]) -> dict[str, list[str]]:
        """The names of those who are related to a meeting."""
        found: dict[str, list[str]] = {name: [] for name in RELATIONS.values()}
        for part in self.parts:
            if part.get("type") != "relation" or part.get("from_id") != meeting:
                continue
            labels, other = part.get("labels") or [], regions.get(part.get("to_id", ""))
            if other is None or other.kind != "official" or len(labels) != 1 or labels[0] not in RELATIONS:
                kind = other.kind if other else "region that is not there"
                raise ExportError(
                    f"{self.place}: a relation of a meeting goes to a {kind} and is called {labels}; it must go to an "
                    f"official and be one of {', '.join(RELATIONS)}"
                )
            found[RELATIONS[labels[0]]] += other.forms.get("official_name", [])[:1]
        return found


_DAY = r"(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01])(?:T[0-9]{2}:[0-9]{2})?)?"
_POINT = rf"(?:[0-9]{{4}}|XXXX)(?:-{_DAY}|-Q[1-4]|-H[12])?"
_VALUE = re.compile(rf"{_POINT}(?:/{_POINT})?")


def _is_value(text: str) -> bool:
    return bool(_VALUE.fullmatch(text))


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


_CHECKS: dict[str, Callable[[str], bool]] = {"date": _is_value, "number": _is_number}


def _nearest(text: str, quote: str, start: int) -> tuple[int, int] | None:
    """The place of a quote that is nearest to `start`; any white space stands for any other."""
    words = map(re.escape, quote.split())
    places = [match.span() for match in re.finditer(r"\s+".join(words), text)]
    return min(places, key=lambda place: abs(place[0] - start), default=None)


def _nth(text: str, quote: str, start: int) -> int:
    """Which occurrence of a quote begins at `start`, from 1."""
    count, at = 1, text.find(quote)
    while at != start:
        count, at = count + 1, text.find(quote, at + 1)
    return count
