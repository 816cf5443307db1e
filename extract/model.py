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

Offset = Annotated[
    int,
    Meta(ge=0, description="Characters (Unicode code points) from the start of the decoded source", examples=[4579]),
]
End = Annotated[
    int, Meta(ge=0, description="Behind its last character, counted as start: source[start:end] is it", examples=[4601])
]
IsoDay = Annotated[
    str, Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="A calendar day, ISO 8601", examples=["2018-06-27"])
]
IsoIssued = Annotated[
    str,
    Meta(description="ISO day or year", pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", examples=["2013-06-03", "2013"]),
]
IsoPublished = Annotated[
    str,
    Meta(
        description="When the article was put out, ISO",
        pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9]{2}:[0-9]{2})?)?)?$",
        examples=["2019-01-20T14:11"],
    ),
]

Granularity = Annotated[
    Literal["minute", "day", "month", "quarter", "half", "year", "interval"],
    Meta(description="How exact the expression is; nothing finer than what was said", examples=["day"]),
]
PartOfDay = Annotated[
    Literal["morning", "noon", "afternoon", "evening"],
    Meta(description="sáng, trưa, chiều, tối, where the text says so", examples=["morning"]),
]
ResolvedFrom = Annotated[
    Literal["text", "published", "context"],
    Meta(
        description="How the year or day was known: the expression itself, the date of publication, other dates",
        examples=["text"],
    ),
]
DateRole = Annotated[
    Literal["published", "issued", "held", "deadline", "period"],
    Meta(description="What the date is of: the article, a document, an event, a target", examples=["held"]),
]
DocumentType = Annotated[Literal[
    "resolution", "directive", "conclusion", "regulation", "decision", "decree", "circular", "joint_circular", "law",
    "ordinance", "constitution", "plan", "programme", "project", "guideline", "notice", "report", "official_letter",
    "submission", "telegram", "order", "charter", "other",
], Meta(description="The kind of document, after its type word", examples=["resolution"])]  # fmt: skip
MeetingKind = Annotated[Literal[
    "conference", "congress", "session", "meeting", "working_session", "seminar", "reception", "dialogue", "ceremony",
    "press_conference", "training", "inspection",
], Meta(description="The kind of event, after its kind word", examples=["conference"])]  # fmt: skip
MeetingMode = Annotated[
    Literal["in_person", "online", "hybrid"], Meta(description="How people meet, if said", examples=["online"])
]
Comparator = Annotated[
    Literal["=", ">=", ">", "<=", "<", "~"],
    Meta(description="How the quantity compares to value; ~ is about or nearly", examples=[">="]),
]
Direction = Annotated[
    Literal["increase", "decrease", "reach", "maintain"],
    Meta(description="Which way the quantity goes, where the text says so", examples=["increase"]),
]
Mentions = Annotated[
    list["Mention"], Meta(description="Every place that names it, in order; the first is the record's own span")
]


class Mention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One place where the text names an entity."""

    start: Offset
    end: End
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
    end: End


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
    end: End
    text: Annotated[str, Meta(description="The source between start and end", examples=["Nghị quyết số 25-NQ/TW"])] = ""
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
            description="ISO 8601 as in TIMEX3; XXXX where the document does not tell the year",
            examples=["2018-06-27", "2019-01-20T14:11", "2018-06", "2025-Q1", "2021-H1", "2017/2020", "XXXX-07-13"],
        ),
    ]
    start_date: IsoDay | None = None
    end_date: IsoDay | None = None
    granularity: Granularity
    part_of_day: PartOfDay | None = None
    resolved_from: ResolvedFrom
    role: DateRole | None = None


class Official(Record, frozen=True, kw_only=True, tag="official"):
    """A named person with a position, or called đồng chí; one record a person a document."""

    name: Annotated[str, Meta(description="The fullest form in the text, without honorific", examples=["Tạ Văn Dũng"])]
    honorific: Annotated[str | None, Meta(description="As written", examples=["Đ/c", "đồng chí", "ông"])] = None
    positions: Annotated[list[Position], Meta(description="Every distinct post that the text gives the person")]
    mentions: Mentions


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
    issued: IsoIssued | None = None
    term: Annotated[str | None, Meta(description="Congress or assembly term", examples=["XI", "15"])] = None
    title: Annotated[
        str | None,
        Meta(
            description="The document's subject as written, without quotation marks",
            examples=["tăng cường công tác dân vận trong tình hình mới"],
        ),
    ] = None
    provision: Annotated[str | None, Meta(description="As written", examples=["khoản 2 Điều 5"])] = None
    key: Annotated[
        str,
        Meta(
            description="One string that is the same for the same document in every text",
            examples=["vn/resolution/25-nq-tw"],
        ),
    ]
    mentions: Mentions


class Meeting(Record, frozen=True, kw_only=True, tag="meeting"):
    """One official event; all its mentions."""

    kind: MeetingKind
    name: Annotated[
        str,
        Meta(
            description="From the kind word to the end of what names its business",
            examples=["hội nghị tổng kết công tác dân vận năm 2018"],
        ),
    ]
    date: Annotated[
        str | None,
        Meta(description="When it is held, ISO day or interval", examples=["2018-06-27", "2020-07-15/2020-07-16"]),
    ] = None
    part_of_day: PartOfDay | None = None
    organizer: Annotated[str | None, Meta(description="As written", examples=["Huyện ủy Giang Thành"])] = None
    location: Annotated[str | None, Meta(description="As written", examples=["điểm cầu tỉnh Lạng Sơn"])] = None
    mode: MeetingMode | None = None
    chairs: Annotated[
        list[str],
        Meta(description="Who chairs: ids of official records", examples=[["giang-thanh-2019/official/1204"]]),
    ]
    attendees: Annotated[
        list[str],
        Meta(
            description="Who else attends, directs or speaks: ids of official records",
            examples=[["giang-thanh-2019/official/1204"]],
        ),
    ]
    concerns: Annotated[
        list[str],
        Meta(
            description="What it deals with: ids of legal_reference records",
            examples=[["giang-thanh-2019/legal_reference/4579"]],
        ),
    ]
    mentions: Mentions


class Target(Record, frozen=True, kw_only=True, tag="target"):
    """A quantity that the text sets, plans, assigns or asks for (IATI: target)."""

    indicator: Annotated[
        str | None, Meta(description="What is measured, as written", examples=["giảm tỷ lệ hộ nghèo"])
    ] = None
    value: Annotated[float, Meta(description="The number, or the lower end of a range", examples=[65, 1000, 0.6667])]
    max: Annotated[float | None, Meta(description="The upper end of a range", examples=[70])] = None
    unit: Annotated[str | None, Meta(description="As written", examples=["%", "tỷ đồng", "xã"])] = None
    comparator: Comparator
    baseline: Annotated[float | None, Meta(description="Where the quantity stands before", examples=[8.2])] = None
    direction: Direction | None = None
    period: Annotated[str | None, Meta(description="As the value of a date", examples=["2019", "2017/2020"])] = None
    scope: Annotated[str | None, Meta(description="Place or body it is set for", examples=["toàn tỉnh"])] = None


class Actual(Record, frozen=True, kw_only=True, tag="actual"):
    """A quantity reported as reached (IATI: actual)."""

    indicator: Annotated[
        str | None, Meta(description="What is measured, as written", examples=["mô hình dân vận khéo"])
    ] = None
    value: Annotated[float, Meta(description="The number, or the lower end of a range", examples=[16, 0.5])]
    max: Annotated[float | None, Meta(description="The upper end of a range", examples=[20])] = None
    total: Annotated[float | None, Meta(description="The whole of which value is a part", examples=[21])] = None
    unit: Annotated[str | None, Meta(description="As written", examples=["sở, ngành"])] = None
    comparator: Comparator
    baseline: Annotated[float | None, Meta(description="Where the quantity stood before", examples=[14])] = None
    direction: Direction | None = None
    change: Annotated[
        float | None, Meta(description="The change against compared_with, signed by direction", examples=[2])
    ] = None
    compared_with: Annotated[
        str | None, Meta(description="What a change is measured against, as the value of a date", examples=["2012"])
    ] = None
    period: Annotated[
        str | None, Meta(description="When it was reached or measured, as the value of a date", examples=["2018"])
    ] = None
    scope: Annotated[str | None, Meta(description="Place or body it is reported of", examples=["toàn huyện"])] = None


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

    id: Annotated[
        str,
        Meta(description="Names the document in the ids of its records", examples=["giang-thanh-2019"], min_length=1),
    ]
    source: Annotated[
        str | None, Meta(description="Where it was read from", examples=["seeds/giang-thanh-2019.txt"])
    ] = None
    sha256: Annotated[str, Meta(description="Of the source's bytes", pattern=r"^[0-9a-f]{64}$", examples=["0" * 64])]
    characters: Annotated[int, Meta(ge=0, description="Length in code points", examples=[5973])]
    language: Annotated[str | None, Meta(description="ISO 639-1", examples=["vi"])] = "vi"
    title: Annotated[
        str | None, Meta(description="The headline, as written", examples=["TỔNG KẾT CÔNG TÁC DÂN VẬN NĂM 2018"])
    ] = None
    published: IsoPublished | None = None
    publisher: Annotated[
        str | None,
        Meta(description="The portal or paper, as written", examples=["Cổng thông tin điện tử huyện Giang Thành"]),
    ] = None
    author: Annotated[str | None, Meta(description="Of the byline, as written", examples=["Lý Sơn"])] = None


class Result(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A document and its records in the order of `start`."""

    schema_version: Annotated[
        str, Meta(description="Of the output contract: <major>.<minor>.<patch>", examples=[SCHEMA_VERSION])
    ] = SCHEMA_VERSION
    document: Document
    records: Annotated[list[AnyRecord], Meta(description="In the order of start, then end")]

    def to_json(self, *, indent: int | None = None) -> bytes:
        """The result as UTF-8 JSON, as a run writes it; `indent` spaces a level, one line if None."""
        encoded = msgspec.json.encode(self)
        return encoded if indent is None else msgspec.json.format(encoded, indent=indent)

    @classmethod
    def from_json(cls, data: bytes | str) -> Result:
        """Read what `to_json` wrote. Raises `msgspec.ValidationError` if it does not fit the model."""
        return msgspec.json.decode(data, type=cls)
