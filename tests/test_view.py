"""Where the sentences of the view end: in texts of wrapped lines, a line end is not always one."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from extract.view import View

WRAPPED = """Phấn đấu đến hết năm 2030, tỷ lệ hộ nghèo của toàn huyện giảm
còn dưới 3% và mỗi xã có ít nhất một mô hình do Hội Nông dân
Tân Phong hướng dẫn, với tổng số vốn vay được giải ngân trong năm
25.000 triệu đồng. Hội đồng nhân dân giao các ban chuyên môn
của huyện theo dõi việc này.
2. Giao Ủy ban nhân dân huyện tổ chức thực hiện các nội dung
của nghị quyết này."""

PARAGRAPHS = """Huyện ủy Tân Phong tổng kết công tác dân vận năm 2018 vào sáng nay
Ông Lê Văn Ba phát biểu tại hội nghị. Ảnh: Thanh Mai
25 tập thể được khen thưởng trong dịp này"""


def sentences(text: str) -> list[str]:
    view = View(text)
    ends = view.sentence_ends
    return [text[a:b].strip() for a, b in zip([0, *ends], ends, strict=False)]


def test_wrapped_lines_do_not_end_a_sentence() -> None:
    found = sentences(WRAPPED)
    assert found[0].endswith("25.000 triệu đồng.")
    assert any(s.startswith(("2.", "Giao Ủy ban")) for s in found)


def test_a_line_of_its_own_is_a_sentence() -> None:
    assert sentences(PARAGRAPHS) == [
        "Huyện ủy Tân Phong tổng kết công tác dân vận năm 2018 vào sáng nay",
        "Ông Lê Văn Ba phát biểu tại hội nghị.",
        "Ảnh: Thanh Mai",
        "25 tập thể được khen thưởng trong dịp này",
    ]


def test_a_number_at_the_start_of_a_line_is_no_item() -> None:
    text = "Tổng số vốn đã giải ngân là\n30.000 triệu đồng.\n"
    assert sentences(text)[0].startswith("Tổng số vốn")
    assert "30.000 triệu đồng." in sentences(text)


def test_marks_of_emphasis_are_left_out_and_offsets_stay_exact() -> None:
    text = "**Huyện ủy** quán triệt *Nghị quyết số* *12-NQ/HU* và __Chỉ thị__ số 7.\n1\\. Mục"
    view = View(text)
    assert view.text == "Huyện ủy quán triệt Nghị quyết số 12-NQ/HU và Chỉ thị số 7.\n1. Mục"
    start = view.text.index("Nghị quyết")
    end = view.text.index(" và")
    a, b = view.span(start, end)
    assert text[a:b] == "Nghị quyết số* *12-NQ/HU"
    assert view.written(start, end) == "Nghị quyết số 12-NQ/HU"


def test_stars_and_dashes_that_are_no_emphasis_stay() -> None:
    text = "ĐẢNG BỘ XÃ ĐÔNG\n*\n* Một là, dài 2*3*4 m (*)\nHọ tên: ____ a_b_c, Lò Văn Sơn* phát biểu; *ghi chú\n\nhết*"
    assert View(text).text == text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_one_space_where_two_or_three_part_words(form: Literal["NFC", "NFD"]) -> None:
    text = unicodedata.normalize(form, "  Nghị  quyết\u00a0 \tsố 12-NQ/HU    UBND XÃ  \n   - Một  Hai  3")
    view = View(text)
    # what parts columns or lines stays, and so do indents
    assert view.text == "  Nghị quyết số 12-NQ/HU    UBND XÃ  \n   - Một  Hai  3"
    start, end = view.text.index("Nghị"), view.text.index("    UBND")
    a, b = view.span(start, end)
    assert text[a:b] == unicodedata.normalize(form, "Nghị  quyết\u00a0 \tsố 12-NQ/HU")
    assert view.written(start, end) == "Nghị quyết số 12-NQ/HU"
