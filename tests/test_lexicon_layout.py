"""Every word of the layout's patterns is used: its example is read otherwise without it."""

from __future__ import annotations

import re
from typing import Any

import pytest

from extract import lexicon
from extract.layout import read_layout
from extract.parts import Part
from extract.view import View

# What of a page comes out otherwise without a word of the role.
ROLES = {
    "beside_date": "published",
    "credit_label": "author",
    "degree": "title",
    "issuer": "title",
    "press_word": "publisher",
    "section_name": "title",
    "text_opening": "title",
}


@pytest.mark.parametrize("entry", lexicon.load("layout_parts", Part), ids=lambda e: f"{e.role}-{e.word}")
def test_part(entry: Part) -> None:
    def stand_in(word: re.Match[str]) -> str:
        return "XYZ" if word[0].isupper() else "Xyz" if word[0][0].isupper() else "xyz"

    text, field = entry.example, ROLES[entry.role]
    without = re.sub(re.escape(entry.word), stand_in, text, count=1, flags=re.IGNORECASE)
    assert without != text
    found: Any = getattr(read_layout(View(text)), field)
    other: Any = getattr(read_layout(View(without)), field)
    replaced = re.sub(re.escape(entry.word), stand_in, found or "", count=1, flags=re.IGNORECASE)
    assert other not in (found, replaced or None)
