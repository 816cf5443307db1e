"""Each entry of the lexicons of dates and of the layout is used: its example shows what it does."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from typing import Any

import pytest
from parts import changed

from extract import extract, lexicon
from extract.context import Context
from extract.layout import read_layout
from extract.parts import Part
from extract.pipeline import cue_scanner, read
from extract.resolve import date_chronicle
from extract.resolve.date_calendar import anniversaries
from extract.resolve.date_document import Document
from extract.resolve.date_evidence import gather
from extract.view import View

BODY = (
    "Ngày 5/6/2019, Huyện ủy An Bình tổ chức hội nghị sơ kết công tác dân vận 6 tháng đầu năm, đánh giá kết quả và bàn "
    "nhiệm vụ trong thời gian tới của các chi bộ, đảng bộ trực thuộc trên địa bàn huyện.\n"
)
TITLE = "An Bình sơ kết công tác dân vận sáu tháng\n"


def entries(name: str) -> list[Any]:
    rows = json.loads((files("extract.lexicon") / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=str(next(iter(row.values())))) for row in rows]


def dates(text: str) -> list[str]:
    return [record.text for record in extract(text).records if record.type == "date"]


@pytest.mark.parametrize("entry", entries("date_place"))
def test_a_place_named_after_a_day_is_no_date(entry: dict[str, str]) -> None:
    assert entry["word"] in entry["example"]
    assert dates(entry["example"]) == []
    without = entry["example"].replace(f"tại {entry['word']} 30/4", "đến 30/4,")
    assert dates(without) == ["30/4"]


@pytest.mark.parametrize("entry", entries("date_unit"))
def test_a_number_before_a_unit_is_no_date(entry: dict[str, str]) -> None:
    assert entry["word"] in entry["example"]
    assert dates(entry["example"]) == []


@pytest.mark.parametrize("entry", entries("date_year_noun"))
def test_a_noun_makes_a_bare_year_a_date(entry: dict[str, str]) -> None:
    assert entry["noun"] in entry["example"].lower()
    year = re.findall(r"(?:19|20)\d\d", entry["example"])[-1]
    assert any(year in quote for quote in dates(entry["example"]))


@pytest.mark.parametrize("entry", entries("date_foundings"))
def test_an_age_tells_the_year(entry: dict[str, Any]) -> None:
    assert anniversaries(entry["example"].lower()) == {2019}


@pytest.mark.parametrize("entry", entries("date_stem"))
def test_a_year_behind_its_lunar_name_is_a_date(entry: dict[str, str]) -> None:
    assert dates(entry["example"]) == ["2027"]


@pytest.mark.parametrize("entry", entries("layout_furniture"))
def test_furniture(entry: dict[str, str]) -> None:
    text = f"{TITLE}{BODY}{entry['example']}\n"
    assert read_layout(View(text)).zone_at(text.index(entry["example"], len(TITLE + BODY))) == "furniture"


@pytest.mark.parametrize("entry", entries("layout_label"))
def test_label(entry: dict[str, str]) -> None:
    found = read_layout(View(f"{TITLE}{BODY}{entry['example']}\n"))
    value = {
        "published": found.published,
        "updated": found.published,
        "author": found.author,
        "source": found.publisher,
    }[entry["kind"]]
    assert value in ("2020-03-12", "2020-03-12T08:15", "Lê Thị Mận", "Báo Đồng Xanh")


@pytest.mark.parametrize("entry", entries("layout_publisher"))
def test_publisher(entry: dict[str, str]) -> None:
    assert read_layout(View(f"{entry['example']}\n\n{TITLE}\n{BODY}")).publisher == entry["example"]


@pytest.mark.parametrize("entry", entries("layout_caption"))
def test_caption(entry: dict[str, str]) -> None:
    text = f"{TITLE}{BODY}{entry['example']}\n{BODY}"
    assert read_layout(View(text)).zone_at(text.index(entry["example"], len(TITLE + BODY))) == "caption"


@pytest.mark.parametrize("entry", entries("layout_document_type"))
def test_document_type(entry: dict[str, str]) -> None:
    found = read_layout(View(entry["example"]))
    assert found.official
    assert found.title == f"{entry['name'].upper()} về công tác dân vận của Đảng bộ huyện"


def named(text: str) -> list[date_chronicle.Span]:
    """The times of what a text names."""
    view = View(text)
    context = Context(view=view, layout=read_layout(view), cues=cue_scanner().scan(view))
    return [time for found in date_chronicle.spans(Document(context)) for time in found]


def times(text: str) -> list[tuple[int, int]]:
    """The first and last months (from the year 0) of what a text names."""
    return [(t.first, t.last) for t in named(text)]


@pytest.mark.parametrize("entry", entries("date_chronicle"))
def test_a_holder_or_body_had_its_time(entry: dict[str, str]) -> None:
    assert entry["word"] in entry["example"].lower()
    last = date_chronicle.month_of(entry["last"]) if "last" in entry else date_chronicle.FAR
    found = times(entry["example"])
    assert (date_chronicle.month_of(entry["first"]), last) in found
    assert len(found) == len(date_chronicle.words()[entry["word"]])


@pytest.mark.parametrize("entry", entries("date_sessions"))
def test_a_session_had_its_time(entry: dict[str, str]) -> None:
    own = (date_chronicle.month_of(entry["first"]), date_chronicle.month_of(entry["last"]))
    assert own in times(entry["example"])
    assert len(times(entry["example"])) <= (2 if entry["body"] == "quốc hội" else 1)  # the term is told, too


def test_an_election_is_spoken_of_before_the_term() -> None:
    assert times("Xã An Bình triển khai phương hướng bầu cử ĐBQH khóa XVI.") == []
    assert times("Ông Trần Văn Mẫu, ĐBQH khóa XVI, về thăm xã An Bình.") != []


# What a word of a role makes of the date of its example: the fields that come out otherwise without it.
ROLES = {
    "behind_year": "count",
    "deadline_word": "role",
    "event_act": "role",
    "figure_of_today": "count",
    "issuing_verb": "role",
    "kind_of_year": "count/text",
    "named_day": "count",
    "numbered_noun": "count",
    "occasion": "count",
    "period_word": "count/text",
    "phone_word": "count",
    "rule_year": "value",
    "share_verb": "count",
    "time_word": "count",
    "times_noun": "count/text",
    "whole_place": "count",
}
STAND_INS = {"whole_place": "hộ"}
# In what capacity a year of its example is named, or what else had its time, because of a word of a role; behind a
# hyphen, in what capacity it is not named.
EVIDENCE = {
    "ahead_word": "day_ahead/month_ahead",
    "born": "-named/-told",
    "done_word": "-planned",
    "forecast": "soon/horizon/-risen",
    "in_force": "in_force",
    "outcome_word": "reported",
    "party_body": "party_term",
    "plan_word": "planned",
    "report_word": "reported",
    "request": "asked",
    "result_verb": "result",
    "towards": "congress_ahead",
    "yearly_event": "yearly",
}
PARTS = lexicon.load("date_parts", Part)


@pytest.mark.parametrize("entry", [e for e in PARTS if e.role not in EVIDENCE], ids=lambda e: f"{e.role}-{e.word}")
def test_part(entry: Part) -> None:
    made = changed(entry, "date", STAND_INS.get(entry.role, "xyz"))
    assert made & set(ROLES[entry.role].split("/"))


@pytest.mark.parametrize("entry", [e for e in PARTS if e.role in EVIDENCE], ids=lambda e: f"{e.role}-{e.word}")
def test_part_in_evidence(entry: Part) -> None:
    without = re.sub(re.escape(entry.word), "xyz", entry.example, count=1, flags=re.IGNORECASE)
    assert without != entry.example
    before, after = capacities(without), capacities(entry.example)
    made = (after - before) | {f"-{what}" for what in before - after}
    assert made & set(EVIDENCE[entry.role].split("/"))


def capacities(text: str) -> set[str]:
    """In what capacities a text names years, and kinds of what it names that had its time."""
    return {e.kind for e in gather(Document(read(text)))} | {time.kind for time in named(text)}
