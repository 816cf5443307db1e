"""Time grows with the length of a text and not faster, whatever it repeats."""

from __future__ import annotations

import time
import unicodedata

import pytest

from extract import extract

REPEATED = {
    "a number of a document": "1-NQ/",
    "a rate": "1% ",
    "a result in brackets": "(giảm 3%); ",
    "a rate behind words that tell": "đã 3% ",
    "rates and numerals": "4 3% bốn. ",
    "a code and a rate": "-ct/t 3% ",
    "posts and numbers of documents": "-HD/ (pgs, ts - ",
    "a code and a day": "Blttds ngày 1/2 ",
    "a word of rules and a number": "Khấu hao, CT: ",
    "a capitalised syllable": "Nguyễn ",
    "a capitalised syllable and commas": "Nguyễn, ",
    "a comrade": "đồng chí ",
    "a date": "ngày 1/1/",
    "a bracket": "(",
    "a bracket and a quotation mark": '("',
    "no space": "xinchào",
    "digits": "1234567890",
    "a conference": "hội nghị ",
    "a conference and a resolution": "hội nghị Nghị quyết số ",
    "a title": "Phó Chủ tịch ",
    "a title and a comma": "Bí thư Tỉnh ủy, ",
    "a type of document": "Nghị quyết ",
    "a list of numbers": "217, 218, ",
    "a range": "từ 1 đến ",
    "a year": "năm ",
    "a dash": "- ",
    "a full stop": "A. ",
    "line ends": "\n",
    "short lines": "A\n",
    "points": "1. a\n",
    "blanks": " ",
    "open quotation marks": "“Luật ",
    "a target": "phấn đấu đạt ",
    "a chair": "do đồng chí Lò Văn Mừng chủ trì ",
    "a person": "đồng chí Lò Văn Mừng, Bí thư Huyện ủy; ",
    "combining marks": "a\u0301\u0323",
    "combining marks alone": "\u0301",
    "zero-width": "\u200b",
    "a sentence": "Ngày 12/3/2019, Huyện ủy Tân Phong tổ chức hội nghị triển khai Nghị quyết số 25-NQ/TW, đạt 65%. ",
}
SMALL = 6_000
TIMES = 5
BOUND = 7.5


def seconds(text: str) -> float:
    start = time.process_time()
    extract(text)
    return time.process_time() - start


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    extract(REPEATED["a sentence"])


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_five_times_the_text_takes_about_five_times_the_time(unit: str) -> None:
    text = unit * (SMALL // len(unit))
    best = float("inf")
    for _ in range(4):  # a busy machine may spoil one measurement, not all
        best = min(best, seconds(text * TIMES) / max(seconds(text), 1e-3))
        if best < BOUND:
            return
    pytest.fail(f"{TIMES} times the text takes {best:.1f} times the time")


@pytest.mark.parametrize("unit", [REPEATED["a person"], REPEATED["a sentence"]])
def test_in_nfd_too(unit: str) -> None:
    test_five_times_the_text_takes_about_five_times_the_time(unicodedata.normalize("NFD", unit))
