"""Promises that hold for any text: offsets are exact, records do not depend on how the text is encoded, runs agree."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import TEXT

from extract import Result, extract
from extract.validate import check_content, check_source, fast_validator

CLONE = Path(__file__).resolve().parents[1]
SEEDS = {path.stem: path.read_bytes().decode("utf-8") for path in sorted((CLONE / "seeds").glob("*.txt"))}

# Pieces of our own that hold every type of record and what stands around them; any order makes a text.
PIECES = (
    "Sáng 12/3/2019,", "ngày 27.6.2018", "từ ngày 3 đến 5/6/2018", "năm 2020", "quý I/2025", "giai đoạn 2017 - 2020",
    "sáng nay (13/7)", "(14:11 | 20/01/2019)", "Huyện ủy Tân Phong tổ chức hội nghị tổng kết công tác dân vận",
    "Hội nghị trực tuyến sơ kết 05 năm", "tại điểm cầu tỉnh Yên Phú", "dưới sự chủ trì của đồng chí Lò Văn Mừng,",
    "Bí thư Huyện ủy", "Đ/c Hoàng Thị Thuỷ - Phó Chủ tịch UBND huyện;", "các đồng chí: Vàng A Sình, K'Brêm",
    "Nghị quyết số 25-NQ/TW", "Chỉ thị 05-CT/TW của Bộ Chính trị", "Nghị định 30/2020/NĐ-CP", "Luật Đất đai 2013",
    "khoản 2 Điều 5", "phấn đấu đạt từ 65% đến 70%", "tỷ lệ hộ nghèo giảm còn dưới 3,5%", "1.000 đoàn viên trở lên",
    "đã có 16/21 xã hoàn thành", "thu ngân sách 1,2 tỷ đồng, tăng 5,6%", "toà nhà", "khoá XII", "(", ")", "“", "”", ":",
    ";", "5", "%", "Ð", "İ", "ﬁ", "😀", "é", "\u0301", "Ủy viên", "TP. Yên Phú", "1/", "-", "…", "HỘI NGHỊ TỔNG KẾT",
)  # fmt: skip
JOINTS = (
    " ",
    "\n",
    "\r\n",
    "\n\n",
    "\u00a0",
    ", ",
    ". ",
    " – ",
    "—",
    "",
    "\t",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\r",
    "  ",
)
texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(JOINTS)), max_size=25).map(
    lambda pairs: "".join(piece + joint for piece, joint in pairs)
)


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def between_letters(mark: str) -> Any:
    """A change that puts a mark behind every seventh letter, where no combining mark follows."""
    return lambda text: re.sub(r"(\w(?:[^\w]*\w){6})(?![\u0300-\u036f])", rf"\1{mark}", text)


def emphasized(text: str) -> str:
    """The text with each word between spaces in Markdown's emphasis."""
    return re.sub(r"(?<!\S)([^\W_]\w*)(?!\S)", r"*\1*", text)


CHANGES: dict[str, Any] = {
    "nfc": lambda text: unicodedata.normalize("NFC", text),
    "nfd": nfd,
    "nbsp": lambda text: text.replace(" ", "\u00a0"),
    "crlf": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "dashes": lambda text: text.replace("-", "–"),
    "quotes": lambda text: text.replace('"', "“").replace("'", "’"),
    "zero-width": between_letters("\u200b"),
    "soft-hyphens": between_letters("\u00ad"),
    "bom": lambda text: "\ufeff" + text,
    "emphasis": emphasized,
    "nfd-emphasis": lambda text: nfd(emphasized(text)),
    "nfd-crlf-zero-width": lambda text: between_letters("\u200b")(nfd(text.replace("\n", "\r\n"))),
    "upper": str.upper,
    "nul": lambda text: text.replace(". ", ".\0 "),
}
# What leaves the values as they are: what a reader does not see.
UNSEEN = ("nfd", "crlf", "bom", "zero-width", "soft-hyphens", "emphasis", "nfd-emphasis", "nfd-crlf-zero-width")


def check(text: str) -> Result:
    """The result for a text, once all is well with it: schema, ids, links, order, offsets, quotes."""
    result = extract(text, id="text")
    data = msgspec.to_builtins(result)
    assert fast_validator("document").is_valid(data), list(fast_validator("document").iter_errors(data))
    assert not list(check_content(data))
    assert not list(check_source(data, text))
    return result


def values(result: Result) -> list[dict[str, Any]]:
    """The records without what changes when characters that no one sees are put in: places and quotes.

    Links are told by the place of the record in the list, quotes by their letters.
    """
    numbers = {record.id: number for number, record in enumerate(result.records)}
    found = []
    for record in result.records:
        fields = msgspec.to_builtins(record)
        for span in (fields, *fields.get("mentions", ()), *fields.get("positions", ())):
            del span["start"], span["end"]
            if "text" in span:
                seen = re.sub("[\u200b\u00ad\ufeff*]", "", span["text"])
                span["text"] = " ".join(unicodedata.normalize("NFC", seen).split())
        for links in ("chairs", "attendees", "concerns"):
            if links in fields:
                fields[links] = [numbers[name] for name in fields[links]]
        found.append({**fields, "id": None})
    return found


@given(texts)
def test_offsets_are_exact_in_any_text(text: str) -> None:
    check(text)


@given(texts, st.sampled_from(sorted(CHANGES)))
def test_offsets_are_exact_in_any_text_however_it_is_written(text: str, change: str) -> None:
    check(CHANGES[change](text))


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_offsets_are_exact_in_rubbish(text: str) -> None:
    check(text)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", SEEDS)
def test_offsets_are_exact_in_the_seeds_however_they_are_written(name: str, change: str) -> None:
    assert check(CHANGES[change](SEEDS[name])).records or not extract(SEEDS[name]).records or change == "upper"


@pytest.mark.parametrize("change", UNSEEN)
@pytest.mark.parametrize("name", SEEDS)
def test_values_do_not_depend_on_what_no_one_sees(name: str, change: str) -> None:
    assert values(extract(CHANGES[change](SEEDS[name]))) == values(extract(SEEDS[name]))


@given(texts)
def test_values_are_the_same_under_nfd_as_under_nfc(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert values(extract(nfd(composed))) == values(extract(composed))


@given(texts)
def test_a_text_is_always_read_alike(text: str) -> None:
    assert extract(text).to_json() == extract(text).to_json()


@given(texts)
def test_a_result_reads_back_as_it_was(text: str) -> None:
    result = extract(text)
    assert Result.from_json(result.to_json()) == result
    assert Result.from_json(result.to_json(indent=2)) == result


def test_one_document_leaves_nothing_for_the_next() -> None:
    alone = {name: extract(text, id=name).to_json() for name, text in SEEDS.items()}
    after_others = {name: extract(SEEDS[name], id=name).to_json() for name in reversed(SEEDS)}
    assert alone == after_others


@given(texts, st.sets(st.sampled_from(["date", "official", "meeting", "legal_reference", "target", "actual"])))
def test_only_leaves_out_and_changes_nothing(text: str, only: set[str]) -> None:
    whole, part = extract(text), extract(text, only=only)
    assert [r.id for r in part.records] == [r.id for r in whole.records if r.type in only]


@given(texts)
def test_no_quote_is_empty_or_has_blanks_at_its_ends(text: str) -> None:
    for record in extract(text).records:
        assert record.text == record.text.strip()
        assert record.text


def test_dev_gold_texts(shared: Path) -> None:
    for path in sorted((shared / "gold/dev").glob("*.txt")):
        check(path.read_bytes().decode("utf-8"))


def test_corpus_texts(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number % 80 == 0:
                    check(json.loads(line)["text"])


def test_the_sample_text_has_records() -> None:
    assert check(TEXT).records
