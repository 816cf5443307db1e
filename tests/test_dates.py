"""Dates against the whole document: the seeds, years from context, the style of a text, bad input."""

from __future__ import annotations

import json
import time
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest

from extract import extract
from extract.context import Context
from extract.finders.date import find
from extract.layout import read_layout
from extract.model import Date
from extract.pipeline import cue_scanner
from extract.resolve.date import resolve
from extract.view import View

ROOT = Path(__file__).parents[1]


def dates(text: str, published: str | None = None) -> list[Date]:
    return [record for record in extract(text, published=published).records if isinstance(record, Date)]


def values(text: str, published: str | None = None) -> list[tuple[str, str]]:
    return [(record.text, record.value) for record in dates(text, published)]


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_seeds_have_exactly_the_dates_of_the_gold(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    expected = []
    for entry in json.loads((ROOT / "tests" / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))["dates"]:
        place = -1
        for _ in range(entry["nth"]):
            place = text.index(entry["quote"], place + 1)
        expected.append((place, entry["quote"], entry["value"]))
    assert [(r.start, r.text, r.value) for r in dates(text)] == sorted(expected)


def test_a_summary_at_the_end_tells_the_day() -> None:
    text = (
        "Cục An Sơn tổng kết công tác\n\nHội nghị đánh giá kết quả công tác năm 2020.\n\n"
        "Nhiệm vụ năm 2021 rất nặng nề.\n\nLê Mận\n\n"
        "more(AST) – Ngày 12/1, Cục An Sơn tổ chức hội nghị tổng kết năm 2020, triển khai nhiệm vụ năm 2021.\n"
    )
    assert ("Ngày 12/1", "2021-01-12") in values(text)


def test_a_day_dated_in_full_later_tells_the_year_of_one_before() -> None:
    text = "Chiều 20/6, Quốc hội thông qua luật. Trước đó, ngày 6/6/2017, các đại biểu đã thảo luận tại hội trường."
    assert values(text) == [("Chiều 20/6", "2017-06-20"), ("ngày 6/6/2017", "2017-06-06")]


def test_a_date_to_come_does_not_tell_the_year() -> None:
    text = "Chiều 10/12, Quốc hội thông qua nghị quyết về mục tiêu đến năm 2030, tầm nhìn đến năm 2045."
    assert values(text)[0] == ("Chiều 10/12", "XXXX-12-10")


def test_documents_cited_shortly_before_tell_the_year() -> None:
    text = (
        "Chiều 10/12, Quốc hội thông qua luật, đồng bộ với Quy định số 366-QĐ/TW ngày 30/8/2025 và Quy định số "
        "377-QĐ/TW ngày 8/10/2025 của Bộ Chính trị. Luật có hiệu lực thi hành từ ngày 01/7/2026."
    )
    assert values(text)[0] == ("Chiều 10/12", "2025-12-10")


def test_the_text_cannot_be_older_than_what_it_tells() -> None:
    text = (
        "Ngày 10/5, huyện trao quyết định cán bộ. Đồng chí được kết nạp ngày 19/5/2007. "
        "Tháng 1/2016, đồng chí được bầu vào Ban Chấp hành."
    )
    assert values(text)[0] == ("Ngày 10/5", "XXXX-05-10")


def test_a_history_dates_each_day_by_the_year_told_before() -> None:
    text = (
        "Ngày 5/6/1911, Người rời bến cảng. Ngày 3/2/1930, Đảng ra đời. "
        "Ngày 28/1/1941, Người về nước, ngày 8/2 đến hang đá. Ngày 2/9/1945, Người đọc Tuyên ngôn. "
        "Ngày 19/12/1946, Người ra lời kêu gọi. Ngày 7/5/1954, chiến dịch toàn thắng."
    )
    assert ("ngày 8/2", "1941-02-08") in values(text)


def test_page_view_date_is_a_date_but_tells_nothing() -> None:
    text = (
        "Chủ nhật,  29/05/2022\n\nAn Bình sơ kết công tác dân vận\n\n"
        "Sáng nay (13/7), huyện sơ kết công tác 6 tháng đầu năm, triển khai nhiệm vụ 6 tháng cuối năm 2021 "
        "với sự tham dự của lãnh đạo các ban, ngành, đoàn thể trong huyện.\n"
    )
    assert values(text) == [
        ("29/05/2022", "2022-05-29"),
        ("Sáng nay (13/7", "2021-07-13"),
        ("6 tháng đầu năm", "2021-H1"),
        ("6 tháng cuối năm 2021", "2021-H2"),
    ]


def test_dots_and_dashes_need_the_style_of_the_document() -> None:
    assert values("Ngày 3.6, huyện khen thưởng. Giải diễn ra từ 23.4 - 1.5 tại An Sơn.")[1][0] == "từ 23.4 - 1.5"
    assert values("Ngày 3/6, huyện khen thưởng. Chỉ số tăng từ 23.4 - 1.5 sau một tuần.") == [
        ("Ngày 3/6", "XXXX-06-03")
    ]


def test_published_of_the_caller_wins() -> None:
    text = "An Bình mở hội\n\n27.6.2018 - 15:31\n\nSáng nay, huyện An Bình tổ chức ngày hội đoàn kết với đông bà con."
    assert ("Sáng nay", "2018-06-27") in values(text)
    assert ("Sáng nay", "2018-06-20") in values(text, published="2018-06-20")


def test_roles() -> None:
    text = (
        "Ngày 5/6/2019, Huyện ủy tổ chức hội nghị triển khai Nghị quyết số 18-NQ/TW ngày 25/10/2017; "
        "các chi bộ báo cáo trước ngày 30/6/2019 về kết quả giai đoạn 2015-2019."
    )
    assert [(r.text, r.role) for r in dates(text)] == [
        ("Ngày 5/6/2019", "held"),
        ("ngày 25/10/2017", "issued"),
        ("ngày 30/6/2019", "deadline"),
        ("giai đoạn 2015-2019", "period"),
    ]


def test_no_date_overlaps_another() -> None:
    text = "Sáng ngày 27/6/2018 lúc 8h30, từ ngày 3 đến 5/6/2018, 6 tháng đầu năm 2018, giai đoạn 2016 - 2020. " * 5
    found = dates(text)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("form", ["NFD", "NFC"])
def test_offsets_are_of_the_source(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(
        form, "Huyện ủy họp vào chiều ngày 5 tháng 6 năm 2019 tại xã Hòa Thủy, hết quý I/2020."
    )
    found = dates(text)
    assert [record.value for record in found] == ["2019-06-05", "2020-Q1"]
    assert all(text[record.start : record.end] == record.text for record in found)


@pytest.mark.parametrize(
    "unit",
    [
        "ngày ", "1", "1/", "1-", "1.", "1/1/", "5/6/2019 ", "5/6 ", "từ ", "từ ngày 3 đến ", "tháng ", "năm ",
        "năm 2019 ", "2019-", "2019 ", "sáng ", "sáng nay (", "8h ", "6 tháng ", "quý ", "quý I ", "ngày 1, ",
        "giai đoạn ", "cuối năm ", "hôm nay ", "cùng kỳ ", "1 \n", " " * 9 + "1",
    ],
)  # fmt: skip
def test_hostile_text_stays_linear(unit: str) -> None:
    view = View(unit * (60_000 // len(unit)))
    context = Context(view, read_layout(view), cue_scanner().scan(view))
    start = time.perf_counter()
    context.date_candidates = find(context)
    resolve(context)
    assert time.perf_counter() - start < 8
