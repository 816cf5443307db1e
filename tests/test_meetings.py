"""What the rules of meetings promise beyond single sentences: links that exist, and work that grows with the text."""

from __future__ import annotations

import time

import pytest

from extract import extract
from extract.model import Meeting, Official
from extract.pipeline import read

LEAD = "Ngày 18/1/2019, Huyện ủy An Bình tổ chức hội nghị tổng kết công tác dân vận năm 2018. "


def meetings(text: str) -> list[Meeting]:
    return [r for r in extract(text).records if isinstance(r, Meeting)]


def test_links_are_ids_of_records() -> None:
    text = (
        LEAD + "Đồng chí Trần Văn Bình, Bí thư Huyện ủy chủ trì hội nghị. Dự hội nghị có bà Lê Thị Mai, Chủ tịch HĐND."
    )
    records = extract(text, id="d").records
    people = {r.id: r.name for r in records if isinstance(r, Official)}
    (meeting,) = (r for r in records if isinstance(r, Meeting))
    assert [people[i] for i in meeting.chairs] == ["Trần Văn Bình"]
    assert [people[i] for i in meeting.attendees] == ["Lê Thị Mai"]


def test_first_mention_is_the_record_and_the_fullest_its_name() -> None:
    (meeting,) = meetings("Quang cảnh hội nghị.\n" + LEAD)
    assert meeting.text == "hội nghị"
    assert meeting.name == "hội nghị tổng kết công tác dân vận năm 2018"
    assert [m.text for m in meeting.mentions] == [meeting.text, meeting.name]


def test_old_tone_marks_and_nfd_are_the_same_text() -> None:
    import unicodedata

    text = LEAD.replace("ủy", "uỷ")
    for spelling in (text, unicodedata.normalize("NFD", text)):
        (meeting,) = meetings(spelling)
        assert meeting.organizer == "Huyện uỷ An Bình"
        assert spelling[meeting.start : meeting.end] == meeting.text


def test_a_rejection_has_a_reason() -> None:
    context = read("Công tác kiểm tra, giám sát được tăng cường.", explain=True)
    reasons = [r.reason for r in context.rejections or [] if r.rule.startswith("meeting")]
    assert reasons
    assert all(reasons)


HOSTILE = {
    "one word": "hội nghị ",
    "names": "Hội nghị tổng kết công tác năm 2018 ",
    "acts": "đã đến thăm, tặng quà ",
    "commas": "lễ, ",
    "by": "lễ do Ban tổ chức ",
    "brackets": "hội nghị (",
    "no spaces": "hộinghị",
    "at": "tại Hà Nội lễ ",
    "of": "của Ban hội nghị ",
    "numbers": "Đại hội lần thứ X ",
    "dated": "ngày 5/6/2018 họp ",
    "lines": "hội nghị của\n",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_work_grows_with_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        read(piece)
        started = time.process_time()
        read(text)
        return time.process_time() - started

    small, large = seconds(15_000), seconds(60_000)
    assert large < 10 * small + 0.5
