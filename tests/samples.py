"""A text of our own with records put where a test wants them: what shows, checks and stores records is tested apart
from what finds them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

import msgspec

from extract import Actual, Date, Document, LegalReference, Meeting, Mention, Official, Position, Result, Target
from extract.model import AnyRecord

TEXT = (
    "Sáng 18/1/2019, Huyện ủy Tân Phong tổ chức hội nghị tổng kết công tác dân vận năm 2018 theo Nghị quyết số "
    "25-NQ/TW.\n"
    "Đồng chí Lê Thị Mẫu, Bí thư Huyện ủy, chủ trì. Huyện đã trồng 26.000m2 rừng, phấn đấu năm 2019 đạt trên 80%. "
    "Đồng chí Bí thư cảm ơn.\n"
)


def span(quote: str) -> dict[str, Any]:
    """Where a quote first stands."""
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote)}


def mention(quote: str) -> Mention:
    return Mention(text=quote, **span(quote))


def result(id: str = "sample", only: Collection[str] | None = None) -> Result:
    """A result over `TEXT` that is valid in all respects, with a record of every type.

    The meeting holds a date, the official has two mentions, and the actual ends within a token of spaCy.
    """

    def head(kind: str, rule: str, quote: str) -> dict[str, Any]:
        place = span(quote)
        return {"id": f"{id}/{kind}/{place['start']}", "text": quote, "rule": f"{kind}.{rule}", **place}

    official = Official(
        **head("official", "title_after", "Lê Thị Mẫu"),
        name="Lê Thị Mẫu",
        honorific="Đồng chí",
        positions=[Position(title="Bí thư Huyện ủy", role="Bí thư", organization=None, **span("Bí thư Huyện ủy"))],
        mentions=[mention("Lê Thị Mẫu"), mention("Đồng chí Bí thư")],
    )
    reference = LegalReference(
        **head("legal_reference", "numbered", "Nghị quyết số 25-NQ/TW"),
        document_type="resolution",
        number="25-NQ/TW",
        key="vn/resolution/25-nq-tw",
        mentions=[mention("Nghị quyết số 25-NQ/TW")],
    )
    event = "hội nghị tổng kết công tác dân vận năm 2018"
    records: list[AnyRecord] = [
        Date(
            **head("date", "day", "Sáng 18/1/2019"),
            value="2019-01-18",
            start_date="2019-01-18",
            end_date="2019-01-18",
            granularity="day",
            part_of_day="morning",
            resolved_from="text",
            role="held",
        ),
        Meeting(
            **head("meeting", "named", event),
            kind="conference",
            name=event,
            date="2019-01-18",
            part_of_day="morning",
            organizer="Huyện ủy Tân Phong",
            chairs=[official.id],
            attendees=[],
            concerns=[reference.id],
            mentions=[mention(event)],
        ),
        Date(
            **head("date", "year", "năm 2018"),
            value="2018",
            start_date="2018-01-01",
            end_date="2018-12-31",
            granularity="year",
            resolved_from="text",
            role="period",
        ),
        reference,
        official,
        Actual(**head("actual", "count", "26.000"), value=26000, unit="m2", comparator="="),
        Target(**head("target", "percent", "trên 80%"), value=80, unit="%", comparator=">", period="2019"),
    ]
    document = Document(
        id=id,
        source="texts/sample.txt",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        characters=len(TEXT),
        published="2019-01-18T15:30",
    )
    return Result(document=document, records=[r for r in records if only is None or r.type in only])


def plain() -> dict[str, Any]:
    """The same as plain data, to be broken."""
    data: dict[str, Any] = msgspec.json.decode(result().to_json())
    return data
