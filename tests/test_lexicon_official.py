"""Each entry of the lexicons of officials is used: its example gives the record, title or cut that it promises."""

from __future__ import annotations

import pytest
from parts import changed

from extract import extract, lexicon, names, titles
from extract.finders.official_row import NamedThing
from extract.finders.official_text import Honorific
from extract.model import Official
from extract.parts import Part
from extract.resolve.official import Abbreviation, UnitWord


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


@pytest.mark.parametrize("entry", [e for e in lexicon.load("honorifics", Honorific) if e.gender], ids=lambda e: e.form)
def test_gender(entry: Honorific) -> None:
    """The pronoun of the same gender means the person so addressed, though another is named nearer to it."""
    pronoun, other = ("Ông", "Bà") if entry.gender == "male" else ("Bà", "Ông")
    text = (
        f"{entry.form.capitalize()} Trần Minh Mẫu về xã. {other} Lê Minh Tâm về xã. {pronoun} từng giữ chức Giám đốc."
    )
    (official,) = officials(text)
    assert official.name == "Trần Minh Mẫu"


@pytest.mark.parametrize("entry", [e for e in lexicon.load("sentence_openers", names.Opener) if e.in_titles])
def test_opener_in_titles(entry: names.Opener) -> None:
    (official,) = officials(f"Ông Trần Văn Mẫu, Giám đốc Văn phòng {entry.word} Đông Lạc, nêu ý kiến.")
    assert entry.word in official.positions[0].title


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


@pytest.mark.parametrize("entry", lexicon.load("unit_words", UnitWord), ids=lambda e: e.word)
def test_unit_word(entry: UnitWord) -> None:
    """The body of the post is completed by the name of the place that the next sentence names with its kind."""
    (official,) = officials(entry.example)
    body = official.positions[0].organization or ""
    place = entry.example.split(f"Người dân {entry.level} ")[1].removesuffix(" đến nghe.")
    assert body.lower().endswith(f"{entry.word} {place.lower()}")


@pytest.mark.parametrize("entry", lexicon.load("pen_names", names.PenName), ids=lambda e: e.name)
def test_pen_name(entry: names.PenName) -> None:
    (official,) = officials(entry.example)
    assert official.name == entry.name


# What of an official comes out otherwise without a word of the role.
ROLES = {
    "appoint_verb": "count/positions",
    "become_verb": "count/positions",
    "before_role": "positions",
    "body_in_brackets": "positions",
    "body_of_others": "positions",
    "body_on_matter": "positions",
    "body_word": "count/positions",
    "calling": "positions/count",
    "company_word": "count/name",
    "credit_word": "count",
    "dealing_verb": "count/positions",
    "deed": "count/positions",
    "diplomatic_post": "positions",
    "directed": "positions",
    "duty_syllable": "count/positions",
    "duty_verb": "positions",
    "elect_verb": "count/positions",
    "errand": "positions",
    "firm_word": "count/name",
    "hold_verb": "count/positions",
    "larger_body": "positions",
    "listed_body": "count",
    "member_noun": "count",
    "memorial_word": "positions/mentions/count",
    "ministry_head": "positions",
    "name_particle": "name/count",
    "named_place": "count/positions",
    "next_line_word": "positions",
    "opening_deed": "positions",
    "other_person": "count/positions",
    "others": "positions",
    "post_list_lead": "count/positions",
    "post_noun": "count/positions",
    "post_quality": "count/positions",
    "post_verb": "count/positions",
    "pronoun_tail": "count/positions",
    "proxy_mark": "count/positions",
    "school_before_name": "count/positions",
    "seated_body": "positions",
    "serving_post": "positions",
    "shared_post": "count/positions",
    "signed_mark": "count",
    "society_word": "positions",
    "speech_verb": "count/positions",
    "standing": "positions/mentions",
    "state_post": "positions/count",
    "unit_before_name": "count/positions",
    "weak_post": "count/positions",
    "whole_body": "positions",
    "work_noun": "positions",
}
# What stands for a word that another of its kind must stand for.
STAND_INS = {"weak_post": "giám đốc", "state_post": "giám đốc"}


@pytest.mark.parametrize("entry", lexicon.load("official_parts", Part), ids=lambda e: f"{e.role}-{e.word}")
def test_part(entry: Part) -> None:
    assert changed(entry, "official", STAND_INS.get(entry.role, "xyz")) & set(ROLES[entry.role].split("/"))
