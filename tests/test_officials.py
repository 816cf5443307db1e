"""What specifications of single sentences cannot show: roles, organisations, time, what a whole document tells."""

from __future__ import annotations

import time

import pytest

from extract import extract, names
from extract.context import Context
from extract.finders import official as finder
from extract.layout import Layout
from extract.model import Official
from extract.pipeline import cue_scanner, read
from extract.resolve import official as resolver
from extract.view import View


def officials(text: str) -> list[Official]:
    return [record for record in extract(text).records if isinstance(record, Official)]


@pytest.mark.parametrize(
    ("text", "role", "organization"),
    [
        ("Ông Trần Văn Mẫu, Phó Bí thư TT Huyện ủy, dự.", "Phó Bí thư Thường trực", "Huyện ủy"),
        ("Huyện Giang Thành họp. Ông Trần Văn Mẫu, Bí thư Huyện ủy, dự.", "Bí thư", "Huyện ủy Giang Thành"),
        ("Tại tỉnh Cao Bằng, Chủ tịch UBND tỉnh Trần Văn Mẫu dự.", "Chủ tịch", "UBND tỉnh Cao Bằng"),
        ("Ông Trần Văn Mẫu, PGĐ Sở Y tế, dự.", "Phó Giám đốc", "Sở Y tế"),
        ("Ông Trần Văn Mẫu (UVBCT) dự.", "Ủy viên", "Bộ Chính trị"),
        ("Ông Trần Văn Mẫu, UVBCH Trung ương Đảng, dự.", "Ủy viên", "Ban Chấp hành Trung ương Đảng"),
        ("Ông Trần Văn Mẫu, nguyên Phó Chủ tịch HĐND huyện, dự.", "nguyên Phó Chủ tịch", "HĐND huyện"),
        ("Ông Trần Văn Mẫu, Quyền Giám đốc Sở Y tế, dự.", "Quyền Giám đốc", "Sở Y tế"),
        ("Ông Trần Văn Mẫu, Trưởng Ban Tổ chức Tỉnh ủy, dự.", "Trưởng Ban", "Ban Tổ chức Tỉnh ủy"),
        ("Ông Trần Văn Mẫu, Trưởng ban Ban Tổ chức Tỉnh ủy, dự.", "Trưởng Ban", "Ban Tổ chức Tỉnh ủy"),
        ("Ông Trần Văn Mẫu, Chánh Văn phòng UBND tỉnh, dự.", "Chánh Văn phòng", "Văn phòng UBND tỉnh"),
        ("Ông Trần Văn Mẫu, Trưởng thôn Đồng Tâm, dự.", "Trưởng thôn", "thôn Đồng Tâm"),
        ("Chủ tịch nước Trần Văn Mẫu dự.", "Chủ tịch nước", None),
        ("Thủ tướng Trần Văn Mẫu dự.", "Thủ tướng", None),
        ("Ông Trần Văn Mẫu, Phó Trưởng ban Thường trực Ban Chỉ đạo, dự.", "Phó Trưởng Ban Thường trực", "Ban Chỉ đạo"),
        ("Ông Trần Văn Mẫu, đại biểu Quốc hội khóa XV, dự.", "Đại biểu Quốc hội", "Quốc hội"),
        ("Ông Trần Văn Mẫu, Trưởng Đoàn ĐBQH khóa XV tỉnh Lào Cai, dự.", "Trưởng Đoàn", "Đoàn ĐBQH tỉnh Lào Cai"),
        ("Bộ trưởng Giao thông Vận tải Trần Văn Mẫu dự.", "Bộ trưởng", "Bộ Giao thông Vận tải"),
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG THƯỜNG TRỰC\nTrần Văn Mẫu\n", "Thứ trưởng Thường trực", None),
        (
            "Ông Trần Văn Mẫu, Chủ nhiệm Ủy ban Pháp luật của Quốc hội, dự.",
            "Chủ nhiệm",
            "Ủy ban Pháp luật của Quốc hội",
        ),
    ],
)
def test_role_and_organization(text: str, role: str, organization: str | None) -> None:
    (official,) = officials(text)
    assert [(position.role, position.organization) for position in official.positions] == [(role, organization)]


def test_a_place_that_the_document_does_not_settle_is_not_guessed() -> None:
    (official,) = officials("Hai tỉnh Cao Bằng, tỉnh Lào Cai ký kết. Chủ tịch UBND tỉnh Trần Văn Mẫu dự.")
    assert official.positions[0].organization == "UBND tỉnh"


def test_the_place_of_a_body_is_that_of_the_other_posts_of_its_holder() -> None:
    text = (
        "Ông Trần Văn Mẫu, Bí thư Tỉnh ủy, Trưởng Đoàn đại biểu Quốc hội tỉnh Lào Cai, dự. " + "Tỉnh Cao Bằng mời. " * 4
    )
    (official,) = officials(text)
    assert official.positions[0].organization == "Tỉnh ủy Lào Cai"


def test_a_role_that_a_line_end_cuts_in_two_is_one() -> None:
    lines = [
        "Ngày 3 tháng 5, đoàn công tác của tỉnh đã đến kiểm tra việc",
        "khắc phục hậu quả của mưa lũ ở các xã,",
    ] * 8
    text = "\n".join([*lines, "cùng dự có đồng chí Trần Văn Mẫu, Tổng", "Tham mưu trưởng; các xã", *lines])
    (official,) = officials(text)
    assert [position.role for position in official.positions] == ["Tổng Tham mưu trưởng"]


def test_position_spans_are_of_the_title() -> None:
    text = "Dự có đồng chí Trần Văn Mẫu - Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh."
    (official,) = officials(text)
    assert [text[p.start : p.end] for p in official.positions] == ["Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh"]
    assert text[official.start : official.end] == "Trần Văn Mẫu"


def test_two_people_of_one_given_name_keep_apart() -> None:
    text = "Bí thư Tỉnh ủy Trần Văn Mẫu và Chủ tịch UBND tỉnh Lê Thị Mẫu dự. Ông Mẫu phát biểu."
    assert [[m.text for m in o.mentions] for o in officials(text)] == [["Trần Văn Mẫu"], ["Lê Thị Mẫu"]]


def test_a_citizen_of_the_same_given_name_keeps_a_short_mention_open() -> None:
    text = "Bí thư Tỉnh ủy Trần Văn Mẫu dự. Ông Lê Văn Mẫu, nông dân, kể chuyện. Ông Mẫu mừng lắm."
    assert [[m.text for m in o.mentions] for o in officials(text)] == [["Trần Văn Mẫu"]]


def test_a_name_with_a_word_too_many_is_the_known_name() -> None:
    text = "Thủ tướng Trần Văn Mẫu dự. Thủ tướng Trần Văn Mẫu Liên hệ với báo chí."
    assert [o.name for o in officials(text)] == ["Trần Văn Mẫu"]


def test_a_rejected_signature_says_why() -> None:
    context = read("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nPHỤ LỤC\n", explain=True)
    assert any(r.rule == "official.signature" for r in context.rejections or [])


@pytest.mark.parametrize(
    ("word", "expected"), [("Nguyễn", True), ("A", True), ("Khuê", True), ("Putin", False), ("Modi", False)]
)
def test_syllables(word: str, expected: bool) -> None:
    assert names.is_syllable(word) is expected


UNITS = [
    "Chủ tịch ", "Chủ tịch UBND tỉnh ", "đồng chí ", "các đồng chí: ", "Nguyễn ", "Nguyễn Văn A, ", "ông ", "Phó ", "(",
    "Giám đốc công ty a b c d e ", "Chủ tịch Nguyễn Văn A và ", "CHỦ TỊCH\n", "Đồng chí Trần Văn Mẫu, Bí thư; ",
    "nguyên phó ",
]  # fmt: skip


def seconds(text: str) -> float:
    view = View(text)
    context = Context(view, Layout(), cue_scanner().scan(view))
    start = time.process_time()
    context.official_candidates = finder.find(context)
    resolver.resolve(context)
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_size(unit: str) -> None:
    """Four times the text may take little more than four times as long."""
    small, large = (min(seconds(unit * (size // len(unit))) for _ in range(2)) for size in (20_000, 80_000))
    assert large < 10 * small + 0.1


def test_many_people_stay_linear() -> None:
    syllables = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khang", "Lan", "Minh", "Nam"]
    people = [f"Ông Trần {a} {b} {c}, Giám đốc Sở Y tế. " for a in syllables for b in syllables for c in syllables]
    assert len(officials("".join(people))) == 1000
