"""Each entry of the lexicons of officials is used: its example gives the record, title or cut that it promises."""

from __future__ import annotations

import pytest
from parts import changed

from extract import extract, lexicon, names, titles
from extract.finders.official_row import NamedThing
from extract.finders.official_text import Honorific
from extract.model import Official
from extract.parts import Part
from extract.resolve.official import Abbreviation


def officials(text: str) -> list[Official]:
    return [record for record in extract(text).records if isinstance(record, Official)]


@pytest.mark.parametrize("entry", lexicon.load("roles", titles.Role), ids=lambda e: e.forms[0])
def test_role(entry: titles.Role) -> None:
    (official,) = officials(entry.example)
    written = [position.title.lower() for position in official.positions]
    assert any(form in title for title in written for form in entry.forms)
    assert any((position.role or "").endswith(entry.role) for position in official.positions)


@pytest.mark.parametrize("entry", lexicon.load("bodies", titles.Body), ids=lambda e: e.form)
def test_body(entry: titles.Body) -> None:
    (official,) = officials(entry.example)
    (position,) = official.positions
    assert entry.form in position.title.lower()
    assert "phát biểu" not in position.title


@pytest.mark.parametrize("entry", lexicon.load("title_stops", titles.Stop), ids=lambda e: e.form)
def test_stop(entry: titles.Stop) -> None:
    (official,) = officials(entry.example)
    (position,) = official.positions
    assert not position.title.lower().endswith(entry.form)
    assert entry.example.lower().split(position.title.lower())[1].lstrip().startswith(entry.form)


@pytest.mark.parametrize("entry", lexicon.load("honorifics", Honorific), ids=lambda e: e.form)
def test_honorific(entry: Honorific) -> None:
    (official,) = officials(entry.example)
    assert official.name == "Trần Văn Mẫu"
    assert (official.honorific or "").lower() == entry.form


@pytest.mark.parametrize("entry", lexicon.load("sentence_openers", names.Opener), ids=lambda e: e.word)
def test_opener(entry: names.Opener) -> None:
    (official,) = officials(entry.example)
    assert official.name == "Trần Văn Mẫu"


@pytest.mark.parametrize("entry", lexicon.load("named_things", NamedThing), ids=lambda e: f"{e.form}-{e.person}")
def test_named_thing(entry: NamedThing) -> None:
    assert officials(entry.example) == []


@pytest.mark.parametrize("entry", lexicon.load("title_abbreviations", Abbreviation), ids=lambda e: e.short)
def test_abbreviation(entry: Abbreviation) -> None:
    """The example names a post twice, short and in full: it is one position."""
    (official,) = officials(entry.example)
    assert len(official.positions) == 1


@pytest.mark.parametrize("entry", lexicon.load("pen_names", names.PenName), ids=lambda e: e.name)
def test_pen_name(entry: names.PenName) -> None:
    (official,) = officials(entry.example)
    assert official.name == entry.name


# What of an official comes out otherwise without a word of the role.
ROLES = {
    "before_role": "positions",
    "body_in_brackets": "positions",
    "body_on_matter": "positions",
    "company_word": "count/name",
    "directed": "positions",
    "duty_verb": "positions",
    "errand": "positions",
    "firm_word": "count/name",
    "larger_body": "positions",
    "named_place": "count/positions",
    "next_line_word": "positions",
    "others": "positions",
    "school_before_name": "count/positions",
    "seated_body": "positions",
    "society_word": "positions",
    "standing": "positions/mentions",
    "unit_before_name": "count/positions",
    "whole_body": "positions",
    "work_noun": "positions",
}


@pytest.mark.parametrize("entry", lexicon.load("official_parts", Part), ids=lambda e: f"{e.role}-{e.word}")
def test_part(entry: Part) -> None:
    assert changed(entry, "official") & set(ROLES[entry.role].split("/"))
