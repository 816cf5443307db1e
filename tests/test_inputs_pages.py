"""Pages: their main text and day, by themselves and in WARC."""

from __future__ import annotations

import gzip
import unicodedata
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from input_files import (
    PARAGRAPHS,
    TITLE,
    compressed,
    documents,
    docx,
    failures,
    items,
    page,
    pdf,
    response,
    warc_record,
)
from samples import TEXT
from test_bad_input import cp1258

from extract.inputs import Item, Options, Part, plan, read

MAIN = "\n".join([TITLE, *PARAGRAPHS])


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_main_text_of_a_page_is_the_document(place: Path) -> None:
    head = "<meta property='article:published_time' content='2019-03-12T16:20:00+07:00'>"
    Path("x.html").write_text(page(head=head), encoding="utf-8")
    (item,) = documents("x.html")
    assert item == ("x", MAIN, "x.html", sha256(MAIN.encode()).hexdigest(), "2019-03-12", None, True)


def test_the_headline_is_the_first_line_also_where_the_body_lacks_it(place: Path) -> None:
    Path("x.html").write_text(page().replace(f"<h1>{TITLE}</h1>", ""), encoding="utf-8")
    assert documents("x.html")[0].text == MAIN
    Path("y.html").write_text(page().replace("</title>", " - Cổng thông tin</title>"), encoding="utf-8")
    assert documents("y.html")[0].text == MAIN


ENCODED = {
    "utf-8-mark": page().encode("utf-8-sig"),
    "utf-16": page().encode("utf-16"),
    "windows-1258": cp1258(page().replace("charset='utf-8'", "charset='windows-1258'")),
    "windows-1258-unsaid": cp1258(page().replace("<meta charset='utf-8'>", "")),
    "windows-1258-said-western": cp1258(page().replace("charset='utf-8'", "charset='iso-8859-1'")),
    "entities": page().encode("ascii", "xmlcharrefreplace"),
    "entities-said-western": page().replace("utf-8", "iso-8859-1").encode("ascii", "xmlcharrefreplace"),
    "nfd": unicodedata.normalize("NFD", page()).encode(),
    "prolog": b'<?xml version="1.0" encoding="utf-8"?>\n' + page().encode(),
    "comment": b"<!-- saved from url -->\n" + page().encode(),
}


@pytest.mark.parametrize("name", ENCODED)
def test_pages_in_any_encoding(place: Path, name: str) -> None:
    Path("x.html").write_bytes(ENCODED[name])
    assert unicodedata.normalize("NFC", documents("x.html")[0].text) == MAIN


def test_tables_that_lay_a_page_out_are_lines_and_others_rows(place: Path) -> None:
    head = "<table><tr><td>HUYỆN ỦY TÂN PHONG<br>*<br>Số 12-NQ/HU</td><td>Tân Phong, ngày 12/3/2019</td></tr></table>"
    figures = "<table><tr><td>Xã</td><td>Chỉ tiêu</td></tr><tr><td>Mường Lạn</td><td>65%</td></tr></table>"
    paragraphs = "</p><p>".join(PARAGRAPHS)
    body = f"<span>Hội nghị sơ kết</span><br>(12/03/2019)<p>{paragraphs}</p>{figures}Hết phần một<!-- x -->"
    columns = f"<table><tbody><tr><td><a href='/a'>Liên kết</a></td><td>{body}</td></tr></tbody></table>"
    Path("x.html").write_text(f"<html><body>{head}{columns}</body></html>", encoding="utf-8")
    assert [line.strip() for line in documents("x.html")[0].text.splitlines()] == [
        "HUYỆN ỦY TÂN PHONG", "*", "Số 12-NQ/HU", "Tân Phong, ngày 12/3/2019", "Hội nghị sơ kết",
        "(12/03/2019)", *PARAGRAPHS, "| Xã | Chỉ tiêu |", "| Mường Lạn | 65% |", "Hết phần một",
    ]  # fmt: skip


def test_a_damaged_letter_costs_no_page_but_many_do(place: Path) -> None:
    long = page(paragraphs=[f"{text} Kỳ {n}." for n in range(10) for text in PARAGRAPHS]).encode()
    Path("x.html").write_bytes(long.replace("tổ chức".encode(), b"t\xe1\xbb ch\xe1\xbb\xa9c", 1))
    assert documents("x.html")[0].text.count("\ufffd") == 1
    Path("y.html").write_bytes(long.replace("ơ".encode(), b"\xc6"))
    assert failures("y.html")[0][2] == "decode"


@pytest.mark.parametrize(
    ("data", "stage", "reason"),
    [
        (b"<html><body></body></html>", "read", "no main text was found in the page"),
        (page("The news", ["The delegation was received on 27 June 2018. " * 5]).encode(), "language", "no Viet"),
        (b"<html><head><title>" + b"\xae\xad\xeec c\xf1a ng\xad\xeai " * 20, "decode", "it looks like TCVN3 (ABC)"),
        (b"<html>" + b"<div>" * 30_000 + "Hội nghị ở huyện".encode(), "read", "no main text was found in the page"),
        ("<html><script>Hội nghị</script>".encode(), "read", "no main text was found in the page"),
        (b"<html>\x00\x01\x02" * 300, "language", "no Vietnamese in it"),
    ],
)  # fmt: skip
def test_a_page_without_a_text_is_said(place: Path, data: bytes, stage: str, reason: str) -> None:
    Path("x.html").write_bytes(data)
    ((id, source, was, why),) = failures("x.html")
    assert (id, source, was) == ("x", "x.html", stage)
    assert reason in why


def test_a_day_that_is_none_is_left_out(place: Path) -> None:
    for n, day in enumerate(["2999-01-01", "yesterday", "", "0000-00-00"]):
        head = f"<meta property='article:published_time' content='{day}'>"
        Path(f"{n}.html").write_text(page(head=head), encoding="utf-8")
    assert {item.published for item in documents(".")} == {None}


# WARC

CHUNKED = (
    b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page().encode()[:100], page().encode()[100:]))
    + b"0\r\n\r\n"
)
RECORDS = [
    ("warcinfo", "", b"software: ours\r\n"),
    ("request", "https://a.vn/1", b"GET /1 HTTP/1.1\r\n\r\n"),
    ("response", "https://a.vn/1", response(page().encode())),
    ("response", "https://a.vn/moved", response(b"", status="301 Moved Permanently")),
    ("response", "https://a.vn/gone", response(page().encode(), status="404 Not Found")),
    ("response", "https://a.vn/logo.png", response(b"\x89PNG", "image/png")),
    ("response", "https://a.vn/gzip", response(gzip.compress(page().encode()), more="Content-Encoding: gzip\r\n")),
    ("response", "https://a.vn/chunked", response(CHUNKED, more="Transfer-Encoding: chunked\r\n")),
    ("response", "https://a.vn/old", response(cp1258(page().replace("utf-8", "x")), "text/html; charset=windows-1258")),
    ("response", "https://a.vn/plain", response(TEXT.encode(), "text/plain")),
    ("response", "https://a.vn/file.pdf", response(pdf([[TITLE, *PARAGRAPHS]]), "application/pdf")),
    (
        "response", "https://a.vn/file.docx",
        response(docx(TITLE, *PARAGRAPHS), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ),
    ("response", "https://a.vn/unsaid", response(page().encode(), "")),
    ("response", "https://a.vn/unsaid.bin", response(b"\x00\x01", "")),
    ("response", "https://a.vn/english", response(page("News", ["The delegation was received. " * 9]).encode())),
    ("response", "https://a.vn/damaged", b"no headers at all\r\n\r\n"),
    ("response", "https://a.vn/2", response(page(paragraphs=PARAGRAPHS[:2]).encode())),
]  # fmt: skip


def archive() -> list[bytes]:
    records = [warc_record(*record) for record in RECORDS]
    records.append(warc_record("conversion", "https://a.vn/wet", TEXT.encode(), "Content-Type: text/plain\r\n"))
    records.append(warc_record("resource", "https://a.vn/res", page().encode(), "Content-Type: text/html\r\n"))
    records.append(warc_record("metadata", "https://a.vn/1", b"a: b", "Content-Type: application/warc-fields\r\n"))
    return records


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_pages_of_an_archive(place: Path, ending: str) -> None:
    data = b"".join(compressed(record, ending) if ending else record for record in archive())
    Path(f"x.warc{ending}").write_bytes(data)
    found = {item.source: item.id for item in items(f"x.warc{ending}")}
    pages = [
        "1",
        "gzip",
        "chunked",
        "old",
        "plain",
        "file.pdf",
        "file.docx",
        "unsaid",
        "english",
        "damaged",
        "2",
        "wet",
        "res",
    ]
    assert found == {
        f"https://a.vn/{name}": f"x~{number}"
        for name, number in zip(pages, [3, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19], strict=True)
    }
    assert [failure[1:] for failure in failures(f"x.warc{ending}")] == [
        ("https://a.vn/english", "language", failures(f"x.warc{ending}")[0][3]),
        ("https://a.vn/damaged", "read", failures(f"x.warc{ending}")[1][3]),
    ]
    assert "no Vietnamese in it" in failures(f"x.warc{ending}")[0][3]
    assert "the HTTP headers of the record are damaged" in failures(f"x.warc{ending}")[1][3]
    texts = {item.url: item for item in documents_of(f"x.warc{ending}")}
    for name in ("1", "gzip", "chunked", "old", "file.pdf", "file.docx", "unsaid", "res"):
        item = texts[f"https://a.vn/{name}"]
        assert unicodedata.normalize("NFC", item.text) == MAIN
        assert item.extracted
    for name in ("plain", "wet"):
        assert texts[f"https://a.vn/{name}"].text == TEXT
        assert not texts[f"https://a.vn/{name}"].extracted


def found_in(path: str, **options: Any) -> list[Item | tuple[str | None, str | None, str, str]]:
    """Documents, and failures as tuples."""
    return [
        item if isinstance(item, Item) else (item.id, item.source, item.stage, item.reason)
        for item in items(path, **options)
    ]


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_any_split_of_an_archive_gives_the_same_documents(place: Path, ending: str) -> None:
    records = archive()
    path = f"x.warc{ending}"
    Path(path).write_bytes(b"".join(compressed(record, ending) if ending else record for record in records))
    whole = found_in(path)
    for size in (1, 100, 1000, 2000):
        parts = [part for part in plan([path], Options(part_bytes=size)) if isinstance(part, Part)]
        assert len(parts) > 1
        assert parts[0].stop == parts[1].start
        assert found_in(path, part_bytes=size) == whole
    if not ending:
        assert len(list(plan([path], Options(part_bytes=1)))) == len(records)
    options = Options(part_bytes=1000)
    parts = [part for part in plan([path], options) if isinstance(part, Part)]
    backwards = [[item for item in read(part, options) if isinstance(item, Item)] for part in reversed(parts)]
    assert [item for part in reversed(backwards) for item in part] == [item for item in whole if isinstance(item, Item)]


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"Content-Length: ", b"Content-Length: 9"),  # too long
        (b"Content-Length: ", b"Content-Length: -"),
        (b"Content-Length: ", b"Length: "),
        (b"Content-Length: ", b"Content-Length: 3\r\nContent-Length: "),
        (b"WARC/1.0", b"WARC/9.0"),
        (b"\r\n\r\n", b"\r\n"),
    ],
)
def test_an_archive_is_split_no_further_than_it_is_sound(place: Path, ending: str, was: bytes, now: bytes) -> None:
    records = archive()
    records[9] = records[9].replace(was, now, 1)
    data = b"".join(records)
    Path(f"x.warc{ending}").write_bytes(compressed(data, ending) if ending else data)
    whole = found_in(f"x.warc{ending}")
    assert len([item for item in whole if isinstance(item, Item)]) >= 4
    assert found_in(f"x.warc{ending}", part_bytes=1) == whole


def documents_of(path: str) -> list[Item]:
    return [item for item in items(path) if isinstance(item, Item)]


def test_a_page_was_not_published_after_it_was_fetched(place: Path) -> None:
    for day, known in [("2019-03-12", "2019-03-12"), ("2019-03-20", "2019-03-20"), ("2019-05-01", None)]:
        head = f"<meta property='article:published_time' content='{day}'>"
        Path("x.warc").write_bytes(warc_record("response", "https://a.vn/1", response(page(head=head).encode())))
        assert documents("x.warc")[0].published == known


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_an_archive_that_is_cut_off_keeps_what_was_before(place: Path, ending: str) -> None:
    data = b"".join(compressed(record, ending) if ending else record for record in archive())
    Path(f"x.warc{ending}").write_bytes(data[: len(data) // 3])
    found = items(f"x.warc{ending}")
    assert found[0].source == "https://a.vn/1"
    assert failures(f"x.warc{ending}")


def test_a_bomb_in_an_archive_costs_itself(place: Path) -> None:
    bomb = response(zlib.compress(b"a" * 3_000_000), more="Content-Encoding: deflate\r\n")
    records = [
        warc_record("response", "https://a.vn/1", bomb),
        warc_record("response", "https://a.vn/2", response(page().encode())),
    ]
    Path("x.warc").write_bytes(b"".join(records))
    assert failures("x.warc", largest=1 << 20) == [
        ("x~1", "https://a.vn/1", "read", "larger than a document may be (1 MiB)")
    ]
    assert len(items("x.warc", largest=1 << 20)) == 2


@pytest.mark.parametrize(
    "data", [b"WARC/1.0", b"WARC/1.0\r\n\r\n", b"WARC/1.0\r\nnothing\r\n\r\n" * 3, b"WARC/9\r\n" * 99]
)
def test_an_archive_of_nothing_is_said(place: Path, data: bytes) -> None:
    Path("x.warc").write_bytes(data)
    assert failures("x.warc")
    assert not documents_of("x.warc")
