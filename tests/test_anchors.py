"""Fixed words find what the pattern alone finds; cues do not depend on the pieces that a text is scanned in."""

from __future__ import annotations

import re

import ahocorasick_rs
import pytest
import samples

from extract import anchors, cues, pipeline
from extract.view import View


@pytest.mark.parametrize(
    "text",
    ["", "năm", "năm qua, tuần qua", "tuần đầu năm qua", "tháng 6/2017 và quý 1 năm", "năm năm qua tuần tuần qua"],
)
def test_the_same_as_the_pattern_alone(text: str) -> None:
    pattern = re.compile(r"(?:tháng|quý|tuần) (?:đầu|qua|1|\d/\d{4})(?: năm)?(?!\w)|năm qua")
    words = ("tháng ", "quý ", "tuần ", "năm ")
    expected = [match.span() for match in pattern.finditer(text)]
    assert [match.span() for match in anchors.finditer(pattern, text, anchors.places(text, words))] == expected


def test_a_word_in_a_stretch() -> None:
    assert anchors.occur("trên địa bàn huyện", ("toàn ", "trên "), 0, 18)
    assert not anchors.occur("trên địa bàn huyện", ("toàn ", "trên "), 1, 18)
    assert anchors.precede("thực hiện", ("thực", "thể"), 0, 5)
    assert not anchors.precede("thực hiện", ("thực", "thể"), 0, 4)
    assert not anchors.precede("thực hiện", ("hiện",), 0, 0)


@pytest.mark.parametrize("size", [3, 11, 64])
def test_pieces(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    view = View(samples.TEXT)
    whole = pipeline.cue_scanner().scan(view)
    assert any(whole.values())
    monkeypatch.setattr(cues, "_PIECE", size)
    assert pipeline.cue_scanner().scan(view) == whole


@pytest.mark.parametrize("size", [3, 11, 64])
def test_pieces_for_names(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.resolve import official

    text = "lò văn mừng, lò văn mừng an và văn mừng; " * 5
    automaton = ahocorasick_rs.AhoCorasick(
        ["lò văn mừng", "lò văn mừng an", "văn mừng"], matchkind=ahocorasick_rs.MatchKind.LeftmostLongest
    )
    whole = automaton.find_matches_as_indexes(text)
    assert len(whole) == 15
    monkeypatch.setattr(official, "_PIECE", size)
    assert list(official._occurrences(automaton, text, 14)) == whole


CHOICES = r"(?<!xã.)an|bà(?! con)|(?:các )?cán bộ|đến \d|(?:tới|đến) [ab|c]|(?:cán|bộ) đội|\d{2}|(?-i:ấp)|ô?ng"


@pytest.mark.parametrize("text", ["xã an", "an", "Bà con", "bà tư", "các cán bộ", "CÁN BỘ", "đến 5", "Đến |", "tới b",
                                  "bộ đội", "25", "ấp", "Ấp", "ông", "ng", "cán", "(", ""])  # fmt: skip
def test_choices_by_letter_find_what_they_found(text: str) -> None:
    plain, grouped = (re.compile(rf"(?i:{source})") for source in (CHOICES, anchors.by_letter(CHOICES)))
    assert [m.span() for m in grouped.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_choices_by_letter_try_only_those_of_the_letter() -> None:
    assert anchors.by_letter("an|bà|ăn|bộ") == "(?=[aA])(?:an)|(?=[bB])(?:bà|bộ)|(?=[ăĂ])(?:ăn)"
