"""The one definition of what a run writes: the document, the record types, the result.

Everything else follows it: the JSON Schemas in `schemas/` are generated from these structs (`extract.schema`), the
command line and the exports read their fields. Terms are those of TIMEX3 (dates), Popolo and FollowTheMoney (people,
positions) and IATI (indicator, baseline, target, actual). All structs are immutable.

Offsets are half-open and count Unicode code points of the decoded source: `source[start:end] == text`.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

SCHEMA_VERSION = "1.0.0"

Offset = Annotated[int, Meta(ge=0, description="Unicode code points from the start of the decoded source")]
IsoDay = Annotated[
    str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$", description="A calendar day, ISO 8601", examples=["2018-06-27"])
]

Granularity = Literal["minute", "day", "month", "quarter", "half", "year", "interval"]
PartOfDay = Literal["morning", "noon", "afternoon", "evening"]
ResolvedFrom = Literal["text", "published", "context"]
DateRole = Literal["published", "issued", "held", "deadline", "period"]
DocumentType = Literal[
    "resolution", "directive", "conclusion", "regulation", "decision", "decree", "circular", "joint_circular", "law",
    "ordinance", "constitution", "plan", "programme", "project", "guideline", "notice", "report", "official_letter",
    "submission", "telegram", "order", "charter", "other",
]  # fmt: skip
MeetingKind = Literal[
    "conference", "congress", "session", "meeting", "working_session", "seminar", "reception", "dialogue", "ceremony",
    "press_conference", "training", "inspection",
]  # fmt: skip
MeetingMode = Literal["in_person", "online", "hybrid"]
Comparator = Literal["=", ">=", ">", "<=", "<", "~"]
Direction = Literal["increase", "decrease", "reach", "maintain"]


class Mention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One place where the text names an entity."""

    start: Offset
    end: Offset
    text: Annotated[str, Meta(description="The source between start and end", examples=["đồng chí Bí thư Tỉnh ủy"])]


class Position(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post that the text gives a person (Popolo: membership)."""

    title: Annotated[str, Meta(description="As written, with its body", examples=["Phó Bí thư TT Huyện ủy"])]
    role: Annotated[
        str | None, Meta(description="The role alone, abbreviations spelled out", examples=["Phó Bí thư Thường trực"])
    ] = None
    organization: Annotated[
        str | None, Meta(description="The body, in full where the document tells", examples=["Huyện ủy Giang Thành"])
    ] = None
    start: Offset
    end: Offset


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"):
    """What all records have. `type` is the tag of the subclass."""

    id: Annotated[
        str,
        Meta(
            description="<document id>/<type>/<start>, the same in every run over the same bytes",
            examples=["giang-thanh-2019/legal_reference/4579"],
        ),
    ] = ""
    start: Offset
    end: Offset
    text: Annotated[str, Meta(description="The source between start and end")] = ""
    rule: Annotated[
        str,
        Meta(
            description="The id of the rule that found it",
            examples=["legal_reference.numbered"],
            pattern=r"^[a-z_]+\.[a-z0-9_]+$",
        ),
    ]

    @property
    def type(self) -> str:
        """The record type, as in the JSON field `type`."""
        return str(self.__struct_config__.tag)


class Date(Record, frozen=True, kw_only=True, tag="date"):
    """A calendar date or interval (TIMEX3 values, ISO 8601 form)."""

    value: Annotated[
        str,
        Meta(
            description="XXXX where the document does not tell the year",
            examples=["2018-06-27", "2019-01-20T14:11", "2018-06", "2025-Q1", "2021-H1", "2017/2020", "XXXX-07-13"],
        ),
    ]
    start_date: IsoDay | None = None
    end_date: IsoDay | None = None
    granularity: Granularity
    part_of_day: PartOfDay | None = None
    resolved_from: Annotated[
        ResolvedFrom,
        Meta(description="How the year or day was known: the expression itself, the date of publication, other dates"),
    ]
    role: DateRole | None = None


class Official(Record, frozen=True, kw_only=True, tag="official"):
    """A named person with a position, or called đồng chí; one record a person a document."""

    name: Annotated[str, Meta(description="The fullest form in the text, without honorific", examples=["Tạ Văn Dũng"])]
    honorific: Annotated[str | None, Meta(description="As written", examples=["Đ/c", "đồng chí", "ông"])] = None
    positions: list[Position]
    mentions: list[Mention]


class LegalReference(Record, frozen=True, kw_only=True, tag="legal_reference"):
    """One legal or Party document that the text cites; all its mentions."""

    document_type: DocumentType
    number: Annotated[
        str | None, Meta(description="As issued, without spaces", examples=["25-NQ/TW", "1600/QĐ-TTg"])
    ] = None
    name: Annotated[
        str | None, Meta(description="Of a document named without a number", examples=["Luật Đất đai", "Điều lệ Đảng"])
    ] = None
    issuer: Annotated[str | None, Meta(description="As written", examples=["Bộ Chính trị"])] = None
    issued: Annotated[
        str | None,
        Meta(description="ISO day or year", pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$", examples=["2013-06-03", "2013"]),
    ] = None
    term: Annotated[str | None, Meta(description="Congress or assembly term", examples=["XI", "15"])] = None
    title: Annotated[str | None, Meta(description="The document's subject as written, without quotation marks")] = None
    provision: Annotated[str | None, Meta(description="As written", examples=["khoản 2 Điều 5"])] = None
    key: Annotated[
        str,
        Meta(
            description="One string that is the same for the same document in every text",
            examples=["vn/resolution/25-nq-tw"],
        ),
    ]
    mentions: list[Mention]


class Meeting(Record, frozen=True, kw_only=True, tag="meeting"):
    """One official event; all its mentions."""

    kind: MeetingKind
    name: Annotated[str, Meta(description="From the kind word to the end of what names its business")]
    date: Annotated[
        str | None, Meta(description="ISO day or interval", examples=["2018-06-27", "2020-07-15/2020-07-16"])
    ] = None
    part_of_day: PartOfDay | None = None
    organizer: Annotated[str | None, Meta(description="As written", examples=["Huyện ủy Giang Thành"])] = None
    location: Annotated[str | None, Meta(description="As written", examples=["điểm cầu tỉnh Lạng Sơn"])] = None
    mode: MeetingMode | None = None
    chairs: Annotated[list[str], Meta(description="Ids of official records")]
    attendees: Annotated[list[str], Meta(description="Ids of official records")]
    concerns: Annotated[list[str], Meta(description="Ids of legal_reference records")]
    mentions: list[Mention]


class Target(Record, frozen=True, kw_only=True, tag="target"):
    """A quantity that the text sets, plans, assigns or asks for (IATI: target)."""

    indicator: Annotated[
        str | None, Meta(description="What is measured, as written", examples=["giảm tỷ lệ hộ nghèo"])
    ] = None
    value: Annotated[float, Meta(examples=[65, 1000, 0.6667])]
    max: Annotated[float | None, Meta(description="The upper end of a range")] = None
    unit: Annotated[str | None, Meta(description="As written", examples=["%", "tỷ đồng", "xã"])] = None
    comparator: Comparator
    baseline: Annotated[float | None, Meta(description="Where the quantity stands before")] = None
    direction: Direction | None = None
    period: Annotated[str | None, Meta(description="As the value of a date", examples=["2019", "2017/2020"])] = None
    scope: Annotated[str | None, Meta(description="Place or body it is set for", examples=["toàn tỉnh"])] = None


class Actual(Record, frozen=True, kw_only=True, tag="actual"):
    """A quantity reported as reached (IATI: actual)."""

    indicator: Annotated[str | None, Meta(description="What is measured, as written")] = None
    value: float
    max: Annotated[float | None, Meta(description="The upper end of a range")] = None
    total: Annotated[float | None, Meta(description="The whole of which value is a part", examples=[21])] = None
    unit: Annotated[str | None, Meta(description="As written", examples=["sở, ngành"])] = None
    comparator: Comparator
    baseline: Annotated[float | None, Meta(description="Where the quantity stood before")] = None
    direction: Direction | None = None
    change: Annotated[
        float | None, Meta(description="The change against compared_with, signed by direction", examples=[2])
    ] = None
    compared_with: Annotated[
        str | None, Meta(description="What a change is measured against, as the value of a date", examples=["2012"])
    ] = None
    period: Annotated[str | None, Meta(description="When it was reached or measured, as the value of a date")] = None
    scope: Annotated[str | None, Meta(description="Place or body it is reported of")] = None


AnyRecord = Date | Official | LegalReference | Meeting | Target | Actual
RECORD_TYPES: dict[str, type[AnyRecord]] = {
    "date": Date,
    "official": Official,
    "legal_reference": LegalReference,
    "meeting": Meeting,
    "target": Target,
    "actual": Actual,
}


class Document(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is known of the text as a whole."""

    id: Annotated[str, Meta(examples=["giang-thanh-2019"], min_length=1)]
    source: Annotated[
        str | None, Meta(description="Where it was read from", examples=["seeds/giang-thanh-2019.txt"])
    ] = None
    sha256: Annotated[str, Meta(description="Of the source's bytes", pattern=r"^[0-9a-f]{64}$")]
    characters: Annotated[int, Meta(ge=0, description="Length in code points")]
    language: Annotated[str | None, Meta(description="ISO 639-1", examples=["vi"])] = "vi"
    title: Annotated[str | None, Meta(description="The headline, as written")] = None
    published: Annotated[
        str | None,
        Meta(
            description="When the article was put out, ISO",
            examples=["2019-01-20T14:11"],
            pattern=r"^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2})?)?)?$",
        ),
    ] = None
    publisher: Annotated[str | None, Meta(examples=["Cổng thông tin điện tử huyện Giang Thành"])] = None
    author: Annotated[str | None, Meta(examples=["Lý Sơn"])] = None


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document and its records in the order of `start`."""

    schema_version: str = SCHEMA_VERSION
    document: Document
    records: list[AnyRecord]

    def to_json(self, *, indent: int | None = None) -> bytes:
        """The result as UTF-8 JSON, as a run writes it; `indent` spaces a level, one line if None."""
        encoded = msgspec.json.encode(self)
        return encoded if indent is None else msgspec.json.format(encoded, indent=indent)

    @classmethod
    def from_json(cls, data: bytes | str) -> Result:
        """Read what `to_json` wrote. Raises `msgspec.ValidationError` if it does not fit the model."""
        return msgspec.json.decode(data, type=cls)
