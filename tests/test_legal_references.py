"""Promises of the legal references that no single sentence shows."""

from __future__ import annotations

import re
import time
from itertools import pairwise

import pytest

from extract import extract
from extract.context import Context
from extract.finders import legal_numbers
from extract.finders import legal_reference as finder
from extract.layout import Layout
from extract.model import LegalReference
from extract.ordinals import ordinal, roman
from extract.pipeline import cue_scanner, read
from extract.resolve import legal_reference as resolver
from extract.resolve.legal_identity import slug
from extract.view import View

HOSTILE = [
    "nghị quyết ",
    "Nghị quyết số 25-NQ/TW ",
    "Luật ",
    "Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu; ",
    "Quy chế “",
    "Đề án A b c, ",
    "số 1/2020/NĐ-CP, ",
    "Nghị quyết Đại hội Đảng bộ ",
    "ban hành Nghị quyết 5 về ",
    "Nghị quyết 5 của Bộ Chính trị, ",
    "25-NQ/",
    "Hiệp định A-",
    "nghị quyết: về a b c d; Về ",
    "Báo cáo a b c ",
    "(",
    "x",
]


def references(text: str) -> list[LegalReference]:
    return [r for r in extract(text).records if isinstance(r, LegalReference)]


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_input_stays_linear(unit: str) -> None:
    """Four times the text takes about four times the time; sixteen would tell of a rule that looks back too far."""
    small, large = (_seconds(unit * (size // len(unit))) for size in (25_000, 100_000))
    assert large < 9 * small + 0.3


def _seconds(text: str) -> float:
    view = View(text)
    context = Context(view, Layout(), cue_scanner().scan(view))
    start = time.process_time()
    context.legal_reference_candidates = finder.find(context)
    resolver.resolve(context)
    return time.process_time() - start


def test_mentions_never_overlap() -> None:
    text = (
        "Luật sửa đổi, bổ sung một số điều của Luật Đấu thầu và Luật Đầu tư công; Đề án “Tổng kết Nghị quyết 05 về "
        "đất đai”; Nghị định số 10/2020/NĐ-CP hướng dẫn Luật Kiến trúc; các Quyết định 217, 218."
    )
    spans = sorted((m.start, m.end) for r in references(text) for m in r.mentions)
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert len(spans) == 6


def test_key_is_the_same_in_every_text() -> None:
    full = references("Nghị quyết số 31-NQ/TW ngày 05/8/2019 của Bộ Chính trị về phát triển đô thị.")[0]
    broken = references("Theo Nghị quyết số\n31 - NQ/TW, đô thị phải xanh.")[0]
    assert full.key == broken.key == "vn/resolution/31-nq-tw"
    congress = {
        references(f"Thực hiện {name}.")[0].key
        for name in ("Nghị quyết Đại hội XIII của Đảng", "nghị quyết Đại hội đại biểu toàn quốc lần thứ 13 của Đảng")
    }
    assert congress == {"vn/resolution/party/congress-xiii"}


def test_slug_has_no_marks() -> None:
    assert slug("102/2025/NQLT-ĐCTUBTWMTTQVN") == "102-2025-nqlt-dctubtwmttqvn"
    assert re.fullmatch(r"[a-z0-9-]+", slug("Luật Giá, Phí & “Lệ phí” (sửa đổi)"))


def test_explain_says_why_not() -> None:
    context = read("Nghị quyết này có hiệu lực. Huyện ủy xét kỷ luật đảng viên.", explain=True)
    assert {r.rule for r in context.rejections or []} >= {"legal_reference.named", "legal_reference.law"}


@pytest.mark.parametrize(
    ("written", "text", "code"),
    [
        ("25-NQ/TW, ngày", "25-NQ/TW", "NQ/TW"),
        ("30/2020/NĐ-CP của", "30/2020/NĐ-CP", "NĐ-CP"),
        ("36/2025/NQ - HĐND", "36/2025/NQ-HĐND", "NQ-HĐND"),
        ("97 QĐ-TTYT,", "97/QĐ-TTYT", "QĐ-TTYT"),
        ("104/2018/NĐ-CP - Quy định", "104/2018/NĐ-CP", "NĐ-CP"),
        ("15/2015 của Bộ", "15/2015", None),
        ("05 của Bộ", "05", None),
        ("196/2025/QH15.", "196/2025/QH15", "QH15"),
    ],
)
def test_number(written: str, text: str, code: str | None) -> None:
    number = legal_numbers.read(written, 0)
    assert number is not None
    assert (number.text, number.code) == (text, code)


@pytest.mark.parametrize("written", ["7/8 huyện", "1,5 triệu", "15/6/2013", "3% hộ", "12.000 hộ"])
def test_no_number(written: str) -> None:
    assert legal_numbers.read(written, 0) is None


def test_ordinals() -> None:
    assert [ordinal(word) for word in ("XIII", "12", "bảy", "mười một")] == [13, 12, 7, 11]
    assert [roman(number) for number in (4, 9, 13, 20, 41)] == ["IV", "IX", "XIII", "XX", "XLI"]
