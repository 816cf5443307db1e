"""The page layout: seeds, forms of header, official documents, and that hostile pages stay linear."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from extract.layout import Layout, read_layout
from extract.view import View

ROOT = Path(__file__).parents[1]
BODY = (
    "Sáng 12/3, Huyện ủy An Bình tổ chức hội nghị sơ kết công tác dân vận, đánh giá kết quả và bàn nhiệm vụ trong thời "
    "gian tới của các chi bộ, đảng bộ trực thuộc trên địa bàn huyện.\n"
    "Hội nghị đã nghe báo cáo của các đơn vị và thống nhất nhiều giải pháp để nâng cao chất lượng công tác này."
)
TITLE = "An Bình sơ kết công tác dân vận"


def layout(text: str) -> Layout:
    return read_layout(View(text))


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_seeds_published(path: Path) -> None:
    gold = json.loads((ROOT / "tests" / "gold" / f"{path.stem}.json").read_text(encoding="utf-8"))
    assert layout(path.read_text(encoding="utf-8")).published == gold["published"]


def test_dev_published(shared: Path) -> None:
    wrong = []
    for path in sorted((shared / "gold" / "dev").glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if layout(path.read_bytes().decode("utf-8")).published != gold["published"]:
            wrong.append(path.stem)
    assert wrong == []


@pytest.mark.parametrize(
    ("seed", "title", "publisher", "author"),
    [
        (
            "giang-thanh-2019",
            "HUYỆN ỦY GIANG THÀNH TỔNG KẾT CÔNG TÁC DÂN VẬN CỦA ĐẢNG NĂM 2018",
            "Cổng thông tin điện tử huyện Giang Thành",
            "Lý Sơn",
        ),
        (
            "binh-thuan-2018",
            "Công tác dân vận phải thực chất, phải gắn sát với cuộc sống người dân",
            "VĂN PHÒNG TỈNH UỶ",
            "TRUNG TRỰC",
        ),
        (
            "lai-chau-2013",
            "Công tác dân vận chính quyền góp phần thắt chặt mối liên hệ máu thịt giữa Đảng với nhân dân",
            "Tỉnh ủy Lai Châu",
            "Hồng Vân",
        ),
        ("lang-son-2021", "Sơ kết công tác dân vận 6 tháng đầu năm", None, "PHƯƠNG DUNG"),
        ("bac-kan-2018", None, "http://backan.gov.vn", "Thu Trang"),
    ],
)
def test_seeds_metadata(seed: str, title: str | None, publisher: str | None, author: str | None) -> None:
    found = layout((ROOT / "seeds" / f"{seed}.txt").read_text(encoding="utf-8"))
    assert (found.title, found.publisher, found.author) == (title, publisher, author)


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (f"{TITLE}\n\n12.3.2020 - 08:15\n\n", "2020-03-12T08:15"),
        (f"{TITLE}\n\n(08:15 | 12/03/2020)\n\n", "2020-03-12T08:15"),
        (f"Thứ 5, 12/03/2020 | 08:15\n\n{TITLE}\n\n", "2020-03-12T08:15"),
        (f"Thứ năm, 12/03/2020, 08:15 (GMT+7)\n{TITLE}\n", "2020-03-12T08:15"),
        (f"{TITLE}\nThứ năm, 12/03/2020\n", "2020-03-12"),
        (f"{TITLE}\n12/03/2020\n", "2020-03-12"),
        (f"{TITLE}\nNgày đăng: 12/03/2020 | Lượt xem: 215\n", "2020-03-12"),
        (f"{TITLE}\nCập nhật: 12/3/2020 8:15:27 AM\n", "2020-03-12T08:15"),
        (f"{TITLE}\nĐăng lúc: 08h15 - 12/03/2020\n", "2020-03-12T08:15"),
        (f"{TITLE}\n2020-03-12 08:15\n", "2020-03-12T08:15"),
        (f"{TITLE}\nNgày 12 tháng 3 năm 2020\n", "2020-03-12"),
        (f"{TITLE}\nLê Mận | 08:15 12/03/2020\n", "2020-03-12T08:15"),
        (f"Hôm nay, ngày 19 tháng 8 năm 2021\n{TITLE}\n\n12.3.2020 - 08:15\n", "2020-03-12T08:15"),
        (f"Hôm nay, ngày 19 tháng 8 năm 2021\n{TITLE}\n\n", None),
        (f"Chủ nhật,  15/08/2021\n\n{TITLE}\n\n", None),
        (f"Thứ sáu, 20/08/2021\n{TITLE}\nThứ năm, 12/03/2020 08:15\n", "2020-03-12T08:15"),
        (f"{TITLE}\n\n", None),
        ("[12/03/2020 08:15:02] ", "2020-03-12T08:15"),
        (f"{TITLE}\n12/03/2020 2:30:00 CH\n", "2020-03-12T14:30"),
        (f"{TITLE}\nThứ năm, 12 Tháng 3 2020 14:30\n", "2020-03-12T14:30"),
        (f"{TITLE}\nTác giả: Lê Mận   Ngày đăng: 12/03/2020\n", "2020-03-12"),
        (f"{TITLE}\nĐăng bởi: Quản trị - 12/03/2020\n", "2020-03-12"),
        (f"{TITLE}\nCập nhật lúc 14h30' ngày 12/03/2020\n", "2020-03-12T14:30"),
        (f"{TITLE}\n12/03/2020 14:30 | Chính trị\n", "2020-03-12T14:30"),
        (f"{TITLE}\n2020-03-12T14:30:00+07:00\n", "2020-03-12T14:30"),
        (f"{TITLE}\nHà Nội, ngày 12/03/2020 mưa to\n", None),
    ],
)
def test_header(head: str, published: str | None) -> None:
    assert layout(head + BODY).published == published


def test_page_view_is_kept_apart() -> None:
    text = f"Hôm nay, ngày 19 tháng 8 năm 2021\n{TITLE}\n\n12.3.2020 - 08:15\n{BODY}"
    found = layout(text)
    assert found.page_view_span is not None
    assert found.zone_at(3) == "masthead"
    assert found.zone_at(text.index("12.3.2020")) == "dateline"
    assert found.zone_at(text.index(TITLE)) == "title"
    assert found.zone_at(text.index("Hội nghị đã nghe")) == "body"


def test_official_document() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nHUYỆN AN BÌNH\n\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Số: 15/KH-UBND\nAn Bình, ngày 5\ntháng 6 năm 2019\n\nKẾ HOẠCH\n\nCải cách hành chính\nnăm 2019\n\n"
        "Căn cứ Luật Tổ chức chính quyền địa phương, Ủy ban nhân dân huyện xây dựng kế hoạch như sau:\n"
        "1. Mục tiêu chung là nâng cao chất lượng phục vụ nhân dân.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n"
        "CHỦ TỊCH\nLê Văn Mận\n"
    )
    found = layout(text)
    assert found.official
    assert found.published == "2019-06-05"
    assert found.title == "KẾ HOẠCH Cải cách hành chính năm 2019"
    assert found.publisher == "ỦY BAN NHÂN DÂN HUYỆN AN BÌNH"
    assert found.author is None
    assert found.zone_at(text.index("ngày 5")) == "dateline"
    assert found.zone_at(text.index("- Như trên")) == "furniture"
    assert found.zone_at(text.index("Lê Văn Mận")) == "body"


OFFICE = "ỦY BAN NHÂN DÂN\nTỈNH SƠN KHÊ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
GROUNDS = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;\n\nTheo đề nghị của Sở Nội vụ.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (  # who issues it stands between title and grounds
            "QUYẾT ĐỊNH\n\nBAN HÀNH DANH MỤC THỦ TỤC\nTRÊN ĐỊA BÀN TỈNH\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SƠN KHÊ\n\n",
            "QUYẾT ĐỊNH BAN HÀNH DANH MỤC THỦ TỤC TRÊN ĐỊA BÀN TỈNH",
        ),
        (  # "THỰC HIỆN" opens a title in capitals, and grounds in small letters
            "KẾ HOẠCH\n\nTHỰC HIỆN CHƯƠNG TRÌNH TRỒNG CAM\nGIAI ĐOẠN 2025 - 2030\n\nThực hiện ý kiến của tỉnh,\n",
            "KẾ HOẠCH THỰC HIỆN CHƯƠNG TRÌNH TRỒNG CAM GIAI ĐOẠN 2025 - 2030",
        ),
        (  # the text follows without grounds
            "THÔNG BÁO\n\nKẾT LUẬN CỦA CHỦ TỊCH TẠI BUỔI LÀM VIỆC\n\nNgày 5 tháng 6, Chủ tịch tỉnh đã làm việc\n",
            "THÔNG BÁO KẾT LUẬN CỦA CHỦ TỊCH TẠI BUỔI LÀM VIỆC",
        ),
        ("NGHỊ QUYẾT\n\nVề phát triển cây cam\n\nHỘI ĐỒNG NHÂN DÂN\n\n", "NGHỊ QUYẾT Về phát triển cây cam"),
    ],
)
def test_title_of_an_official_document(head: str, title: str) -> None:
    assert layout(f"{OFFICE}Số: 15/QĐ-UBND\nSơn Khê, ngày 5 tháng 6 năm 2025\n\n{head}{GROUNDS}").title == title


def test_title_of_a_document_without_its_head() -> None:
    text = f"NGHỊ QUYẾT\n\nVề phát triển cây cam\n\nHỘI ĐỒNG NHÂN DÂN\n\n{GROUNDS}"
    assert layout(text).title == "NGHỊ QUYẾT Về phát triển cây cam"


@pytest.mark.parametrize("head", ["Số: 173/2025/NĐ-CP", "GS, TS Lê Mận"])
def test_a_number_or_a_name_is_no_title(head: str) -> None:
    assert layout(f"{head}\n{BODY}").title is None


def test_office_of_an_author_is_no_publisher() -> None:
    assert layout(f"{TITLE}\n{BODY}\nLê Mận (Hải quan An Bình)").publisher is None
    assert layout(f"{TITLE}\n{BODY}\nLê Mận (TTXVN)").publisher == "TTXVN"


def test_official_document_without_day() -> None:
    text = (
        "ỦY BAN MTTQ VIỆT NAM\nXÃ AN BÌNH\nSố:    /KH-MTTQ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "An Bình, ngày      tháng 01 năm 2026\nKẾ HOẠCH\nGiám sát năm 2026\nĐể giám sát, Mặt trận xã lập kế hoạch."
    )
    assert layout(text).published == "2026-01"


def test_an_article_that_reprints_a_document_is_an_article() -> None:
    text = (
        f"{TITLE}\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"An Bình, ngày 5 tháng 6 năm 2019\n\nTỜ KHAI\n{BODY}"
    )
    assert not layout(text).official
    assert layout(text).published is None


def test_who_signs_is_no_author() -> None:
    assert layout(f"{TITLE}\n{BODY}\nCHỦ TỊCH QUỐC HỘI\nLê Thị Mận\n").author is None


def test_byline_above_the_date_is_no_title() -> None:
    found = layout(f"{TITLE}\nLê Mận\n12/03/2020 08:15\n{BODY}")
    assert (found.title, found.author) == (TITLE, "Lê Mận")


def test_motto_inside_a_sentence_is_no_motto() -> None:
    assert not layout(f"{TITLE}\nNhà nước Cộng hòa xã hội chủ nghĩa Việt Nam luôn quan tâm.\n{BODY}").official


@pytest.mark.parametrize(
    ("tail", "author"),
    [
        ("\nLê Thị Mận", "Lê Thị Mận"),
        ("\nLÊ MẬN", "LÊ MẬN"),
        (" Lê Mận ", "Lê Mận"),
        (" Lê Mận/VOV", "Lê Mận"),
        ("\nTác giả: Lê Mận - Ban Dân vận", "Lê Mận"),
        ("\nBài và ảnh: Lê Mận", "Lê Mận"),
        (" Bài và ảnh: LÊ VĂN MẬN ", "LÊ VĂN MẬN"),
        ("\nL.MẬN - Ảnh: V.AN", "L.MẬN"),
        ("\nNhững việc còn lại", None),
        ("", None),
    ],
)
def test_author(tail: str, author: str | None) -> None:
    assert layout(f"{TITLE}\n{BODY}{tail}").author == author


def test_caption() -> None:
    text = f"{TITLE}\n{BODY}\nQuang cảnh hội nghị. Ảnh: L.M\n{BODY}\nToàn cảnh buổi lễ\n{BODY}"
    found = layout(text)
    assert found.zone_at(text.index("Quang cảnh")) == "caption"
    assert found.zone_at(text.index("Toàn cảnh")) == "caption"


@pytest.mark.parametrize("text", ["", " \n \n", "a", "\n" * 1000, "Ngày", "|"])
def test_nothing_to_read(text: str) -> None:
    assert layout(text).published is None


@pytest.mark.parametrize(
    "unit",
    [
        "ngày ",
        "Nơi nhận:\n",
        "- a;\n",
        "Hà Nội, ngày ",
        "12/3/2020 ",
        "|",
        "Ảnh: ",
        "(NLĐ) - ",
        "A\n",
        "A ",
        "Ảnh:\n",
        "nguồn:\n",
    ],
)
def test_hostile_pages_stay_linear(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    view = View(text)
    start = time.process_time()
    read_layout(view)
    assert time.process_time() - start < 5
