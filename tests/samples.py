"""A text of our own and a hand-made result with a record of every type, for the tests of schemas and validation."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from extract.model import (
    Actual,
    AnyRecord,
    Date,
    Document,
    LegalReference,
    Meeting,
    Mention,
    Official,
    Position,
    Result,
    Target,
)

TEXT = (
    "Sáng 12/3/2019, Huyện ủy Tân Phong tổ chức hội nghị sơ kết thực hiện Nghị quyết số 25-NQ/TW. "
    "Đồng chí Lò Văn Mừng, Bí thư Huyện ủy chủ trì. "
    "Đến nay 16/21 xã có mô hình; phấn đấu năm 2020 đạt từ 65% đến 70%.\n"
)


def span(quote: str) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"start": start, "end": start + len(quote)}


def record(kind: str, rule: str, quote: str) -> dict[str, Any]:
    place = span(quote)
    return {"id": f"sample/{kind}/{place['start']}", "text": quote, "rule": f"{kind}.{rule}", **place}


def mention(quote: str) -> Mention:
    return Mention(text=quote, **span(quote))


def result() -> Result:
    """A result over `TEXT` that is valid in all respects."""
    official = Official(
        **record("official", "title_after", "Lò Văn Mừng"),
        name="Lò Văn Mừng",
        honorific="Đồng chí",
        positions=[Position(title="Bí thư Huyện ủy", role="Bí thư", organization=None, **span("Bí thư Huyện ủy"))],
        mentions=[mention("Lò Văn Mừng")],
    )
    reference = LegalReference(
        **record("legal_reference", "numbered", "Nghị quyết số 25-NQ/TW"),
        document_type="resolution",
        number="25-NQ/TW",
        key="vn/resolution/25-nq-tw",
        mentions=[mention("Nghị quyết số 25-NQ/TW")],
    )
    name = "hội nghị sơ kết thực hiện Nghị quyết số 25-NQ/TW"
    records: list[AnyRecord] = [
        Date(
            **record("date", "day", "Sáng 12/3/2019"),
            value="2019-03-12",
            start_date="2019-03-12",
            end_date="2019-03-12",
            granularity="day",
            part_of_day="morning",
            resolved_from="text",
            role="held",
        ),
        Meeting(
            **record("meeting", "named", name),
            kind="conference",
            name=name,
            date="2019-03-12",
            part_of_day="morning",
            organizer="Huyện ủy Tân Phong",
            chairs=[official.id],
            attendees=[],
            concerns=[reference.id],
            mentions=[mention(name)],
        ),
        reference,
        official,
        Actual(**record("actual", "part_of", "16/21 xã"), value=16, total=21, unit="xã", comparator="="),
        Target(**record("target", "aim", "từ 65% đến 70%"), value=65, max=70, unit="%", comparator="=", period="2020"),
    ]
    document = Document(
        id="sample",
        source="texts/sample.txt",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        characters=len(TEXT),
        published="2019-03-12T15:30",
    )
    return Result(document=document, records=records)


def plain() -> dict[str, Any]:
    """The same as plain data, to be broken."""
    data: dict[str, Any] = msgspec.json.decode(result().to_json())
    return data
