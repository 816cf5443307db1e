"""A text with records put where a test wants them, so that what shows records is tested apart from what finds them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

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
    "Sáng 18/1/2019, Huyện ủy Tân Phong tổ chức hội nghị tổng kết công tác dân vận năm 2018 theo Nghị quyết số "
    "25-NQ/TW.\n"
    "Đồng chí Lê Thị Mẫu, Bí thư Huyện ủy, chủ trì. Huyện đã trồng 26.000m2 rừng, phấn đấu năm 2019 đạt trên 80%. "
    "Đồng chí Bí thư cảm ơn."
)


def span(quote: str, text: str = TEXT) -> tuple[int, int]:
    """Where a quote first stands."""
    start = text.index(quote)
    return start, start + len(quote)


def _mention(quote: str) -> Mention:
    start, end = span(quote)
    return Mention(start=start, end=end, text=quote)


def result(document_id: str = "planted", only: Collection[str] | None = None) -> Result:
    """One record of every type in `TEXT`; the meeting holds a date, the official has two mentions."""

    def head(kind: str, quote: str) -> dict[str, object]:
        start, end = span(quote)
        return {
            "id": f"{document_id}/{kind}/{start}",
            "start": start,
            "end": end,
            "text": quote,
            "rule": f"{kind}.rule",
        }

    name, law = "Lê Thị Mẫu", "Nghị quyết số 25-NQ/TW"
    event = "hội nghị tổng kết công tác dân vận năm 2018"
    post_start, post_end = span("Bí thư Huyện ủy")
    records: list[AnyRecord] = [
        Date(**head("date", "Sáng 18/1/2019"), value="2019-01-18", granularity="day", resolved_from="text"),  # type: ignore[arg-type]
        Date(**head("date", "năm 2018"), value="2018", granularity="year", resolved_from="text"),  # type: ignore[arg-type]
        Official(
            **head("official", name),  # type: ignore[arg-type]
            name=name,
            honorific="Đồng chí",
            positions=[Position(title="Bí thư Huyện ủy", start=post_start, end=post_end)],
            mentions=[_mention(name), _mention("Đồng chí Bí thư")],
        ),
        LegalReference(
            **head("legal_reference", law),  # type: ignore[arg-type]
            document_type="resolution",
            number="25-NQ/TW",
            key="vn/resolution/25-nq-tw",
            mentions=[_mention(law)],
        ),
        Meeting(
            **head("meeting", event),  # type: ignore[arg-type]
            kind="conference",
            name=event,
            date="2019-01-18",
            organizer="Huyện ủy Tân Phong",
            chairs=[f"{document_id}/official/{span(name)[0]}"],
            attendees=[],
            concerns=[],
            mentions=[_mention(event)],
        ),
        Target(**head("target", "trên 80%"), value=80, unit="%", comparator=">", period="2019"),  # type: ignore[arg-type]
        Actual(**head("actual", "26.000"), value=26000, unit="m2", comparator="="),  # type: ignore[arg-type]
    ]
    kept = sorted((r for r in records if only is None or r.type in only), key=lambda r: (r.start, r.end))
    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    return Result(document=Document(id=document_id, sha256=digest, characters=len(TEXT)), records=kept)
