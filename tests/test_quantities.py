"""Quantities: the seeds in full, numbers, units, and time that grows with the text and no faster."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from extract import Actual, Target, extract
from extract.finders import quantity_numbers as numbers
from extract.finders import quantity_units as units

ROOT = Path(__file__).parent
SEEDS = sorted((ROOT.parent / "seeds").glob("*.txt"))


def place(text: str, quote: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return at


@pytest.mark.parametrize("kind", ["target", "actual"])
@pytest.mark.parametrize("path", SEEDS, ids=lambda p: p.stem)
def test_seed(path: Path, kind: str) -> None:
    text = path.read_bytes().decode("utf-8")
    gold = json.loads((ROOT / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    wanted: list[Any] = sorted(gold[f"{kind}s"], key=lambda g: place(text, g["quote"], g["nth"]))
    found = [r for r in extract(text).records if isinstance(r, Target | Actual) and r.type == kind]
    assert [(r.value, r.comparator, getattr(r, "total", None)) for r in found] == [
        (g["value"], g["comparator"], g.get("total")) for g in wanted
    ]
    for record, expected in zip(found, wanted, strict=True):
        start = place(text, expected["quote"], expected["nth"])
        assert record.start < start + len(expected["quote"])
        assert start < record.end
        assert (record.unit or "").lower() == (expected["unit"] or "").lower()


@pytest.mark.parametrize(
    ("written", "counts", "value"),
    [
        ("1.000", False, 1000),
        ("7,5", False, 7.5),
        ("1.472,995", False, 1472.995),
        ("26.000", True, 26000),
        ("1,234,567", False, 1234567),
        ("3,500", True, 3500),
        ("3,500", False, 3.5),
        ("5.73", False, 5.73),
        ("0,2", False, 0.2),
        ("02", True, 2),
        ("502.857.139.195", False, 502857139195),
    ],
)
def test_number(written: str, counts: bool, value: float) -> None:
    assert numbers.parse(written, counts=counts) == pytest.approx(value)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("hai", 2),
        ("mười", 10),
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi mốt", 21),
        ("ba mươi tư", 34),
        ("chín mươi chín", 99),
        ("một nửa", 0.5),
        ("hai phần ba", 0.6667),
    ],
)
def test_numeral(written: str, value: float) -> None:
    match = numbers.numeral_pattern().search(f"có {written} xã")
    assert match
    assert match[0] == written
    assert numbers.numeral_value(match) == value


@pytest.mark.parametrize(
    ("after", "unit"),
    [
        ("% so với", "%"),
        (" tỷ đồng.", "tỷ đồng"),
        (" triệu lượt khách/năm,", "triệu lượt khách/năm"),
        ("m2 đất", "m2"),
        (" triệu m² gạch/năm", "triệu m² gạch/năm"),
        (" cán bộ, công chức, viên chức", "cán bộ, công chức, viên chức"),
        (" tập thể và 05 cá nhân", "tập thể"),
        (" đồng/người/ngày", "đồng/người/ngày"),
        ("\ntỷ đồng", "tỷ đồng"),
        (" nghìn tỷ đồng", "nghìn tỷ đồng"),
        (" điểm phần trăm", "điểm phần trăm"),
        (" bộ phận", None),
        (" giải pháp", None),
        (" năm", None),
        (" tuổi", None),
    ],
)
def test_unit(after: str, unit: str | None) -> None:
    text = f"12{after}"
    found = units.read(text.lower(), 2)
    assert (text[found.start : found.end] if found else None) == unit


@pytest.mark.parametrize(
    "piece",
    [
        "phấn đấu 100% hộ dân ",
        "12 xã, ",
        "1.000.",
        "12%",
        "(",
        "đã ",
        "sẽ có ",
        "trên gần hơn ",
        "Phấn đấu\n",
        "một ",
        "1/2 ",
        "đến năm 2030 ",
        "từ 1 đến 2 ",
        "A",
        "12 xã. ",
        "I. MỤC TIÊU\n",
        "- 5%;\n",
        "đạt\n41% ",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        begin = time.perf_counter()
        read_quantities(text)
        return time.perf_counter() - begin

    seconds(2_000)  # the lexicons are loaded
    small, large = seconds(10_000), seconds(50_000)
    assert large < 15 * small + 0.3


def read_quantities(text: str) -> None:
    from extract.context import Context
    from extract.finders import quantity
    from extract.layout import Layout
    from extract.pipeline import cue_scanner
    from extract.resolve import actual, target
    from extract.view import View

    view = View(text)
    context = Context(view, Layout(), cue_scanner().scan(view))
    context.quantity_candidates = quantity.find(context)
    context.targets = target.resolve(context)
    context.actuals = actual.resolve(context)
