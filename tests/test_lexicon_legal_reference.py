"""Each entry of the lexicons of legal references is really used: its example, or its name, gives the record."""

from __future__ import annotations

import pytest
from parts import changed

from extract import extract
from extract.finders.legal_known import NamedDocument
from extract.finders.legal_names import LawEntry
from extract.finders.legal_numbers import DocumentCode
from extract.finders.legal_reference import TypeWord, type_words
from extract.finders.legal_text import IssuerHead
from extract.finders.legal_title_end import TitlePair
from extract.lexicon import load
from extract.model import LegalReference
from extract.parts import Part
from extract.resolve.legal_details import SubjectVerb


def references(text: str) -> list[LegalReference]:
    return [r for r in extract(text).records if isinstance(r, LegalReference)]


@pytest.mark.parametrize("entry", type_words(), ids=lambda entry: entry.word)
def test_type_word(entry: TypeWord) -> None:
    found = references(entry.example)
    kind = "decision" if entry.type == "other" and "/QĐ-" in entry.example else entry.type  # the number's code tells
    assert [r.document_type for r in found if r.text.lower().startswith(entry.word)] == [kind]


@pytest.mark.parametrize("entry", [entry for entry in type_words() if entry.cited], ids=lambda entry: entry.word)
def test_cited_type_word(entry: TypeWord) -> None:
    assert [r.number for r in references(f"Việc này theo {entry.word.capitalize()} 81 của Bộ Nội vụ.")] == ["81"]
    assert references(f"Việc này theo {entry.word.capitalize()} 81 như mọi năm.") == []


@pytest.mark.parametrize("entry", load("document_codes", DocumentCode), ids=lambda entry: entry.code)
def test_document_code(entry: DocumentCode) -> None:
    (found,) = references(entry.example)
    assert (f"/{entry.code}-" in str(found.number), found.document_type) == (True, entry.type)
    assert references(entry.example.replace(f"/{entry.code}-", "/XYZ-"))[0].document_type == "other"


@pytest.mark.parametrize("entry", load("named_documents", NamedDocument), ids=lambda entry: entry.name)
def test_named_document(entry: NamedDocument) -> None:
    (found,) = references(entry.example)
    title = None if entry.word == "điều lệ" else entry.name  # a charter has no title beside its name
    assert (found.text.lower().startswith(f"{entry.word} "), found.title and found.title.lower()) == (True, title)
    assert found.text.lower().startswith((f"{entry.word} {entry.name}", f"{entry.word} về {entry.name}"))
    if entry.short is not None:
        again = references(f"{entry.example} Việc ký {entry.short} rất có ích.")
        assert [[m.text for m in r.mentions][1:] for r in again] == [[entry.short]]


@pytest.mark.parametrize("entry", load("issuers", IssuerHead), ids=lambda entry: entry.head)
def test_issuer_head(entry: IssuerHead) -> None:
    (found,) = references(entry.example)
    assert found.issuer is not None
    assert found.issuer.lower().startswith(entry.head)
    assert found.title, "the name of the body must end before the title"


def test_law_names() -> None:
    wrong = []
    for entry in load("laws", LawEntry):
        for name in (entry.name, *entry.aliases):
            written = f"Luật {name[0].upper()}{name[1:]}"
            if [r.text for r in references(f"Hội nghị bàn về {written}.")] != [written]:
                wrong.append(written)
    assert wrong == []


def test_names_of_one_law_give_one_document() -> None:
    for entry in load("laws", LawEntry):
        keys = {references(f"Theo Luật {name}.")[0].key for name in map(str.capitalize, (entry.name, *entry.aliases))}
        assert len(keys) == 1, entry.name


@pytest.mark.parametrize("entry", load("subject_verbs", SubjectVerb), ids=lambda entry: entry.verb)
def test_subject_verb(entry: SubjectVerb) -> None:
    (found,) = references(entry.example)
    assert found.title is not None
    assert found.title.startswith(f"{entry.verb} ")


@pytest.mark.parametrize("pair", load("title_pairs", TitlePair), ids=lambda pair: f"{pair.before}, {pair.after}")
def test_title_pair(pair: TitlePair) -> None:
    titles = [r.title.lower() for r in references(pair.example) if r.title]
    assert any(f", {pair.after}" in title for title in titles), titles


# What a word of a role makes: the field of the document of its example that comes out otherwise without it.
ROLES = {
    "act_adverb": "issuer",
    "agency": "text",
    "aim_verb": "title",
    "assembly": "issuer",
    "board_field": "issuer",
    "body_name_tail": "text",
    "body_opens": "issuer/issued",
    "bound_party": "title",
    "called": "count",
    "carried_out": "count",
    "carry_verb": "title",
    "central": "count/text",
    "central_committee": "issuer",
    "clause_opener": "title",
    "clause_subject": "title",
    "clause_verb": "title",
    "common_noun": "issuer/count",
    "constitutional_noun": "count",
    "counted_noun": "count",
    "decision_verb": "issuer",
    "demand_of": "title",
    "document_act": "title",
    "document_noun": "title",
    "document_verb": "count",
    "done_to_subject": "title",
    "draft_act": "count",
    "draft_noun": "issuer",
    "field_board": "issuer",
    "first_of_two": "title",
    "handle_verb": "issuer",
    "issue_verb": "count",
    "issuer_end": "issuer",
    "issuing_verb": "issuer",
    "joined_subject": "issuer/title",
    "kind_of_plan": "count",
    "laid_down": "title",
    "law_common_noun": "count",
    "law_compound_head": "count",
    "law_name_end": "text",
    "law_word": "text",
    "lone_code": "count",
    "manner": "count",
    "mass_organisation": "count",
    "name_end": "issuer",
    "no_name": "count/name",
    "not_about": "title",
    "office_held": "issuer/title",
    "office_noun": "count",
    "one_name_body": "issuer",
    "opens_sentence": "title",
    "other_head": "issuer",
    "other_numbered": "count/text/number",
    "part_of_document": "count",
    "party": "count",
    "party_branch": "count/text",
    "personnel_verb": "title",
    "plan_horizon": "title",
    "plan_name_break": "count/text",
    "plan_type": "count",
    "quotes": "title",
    "remark": "title",
    "request_noun": "issuer",
    "revision": "text",
    "says": "title/issuer",
    "scheme_of_all": "count",
    "sends": "title/issuer",
    "set_out": "title",
    "solution_noun": "title",
    "states": "title",
    "subject_head": "issuer",
    "taken_up": "count",
    "takes_office": "title",
    "takes_place": "count",
    "title_break": "title",
    "treaty_about": "count",
    "treaty_end": "title/name/count",
    "treaty_noun": "count",
    "treaty_party": "title/name",
    "treaty_subject": "name/title/count",
    "unit_change": "count/title",
    "unit_level": "issuer/count",
    "well_done": "text",
}
# What stands for a word that another of its kind must stand for: a body, a law, a name, a subject, a document.
STAND_INS = {
    "common_noun": "ubnd",
    "law_common_noun": "đất đai",
    "office_held": "Xyz",
    "other_head": "Xyz",
    "plan_horizon": "có xyz",
    "states": "quy định mức phí",
    "treaty_noun": "báo cáo",
}


@pytest.mark.parametrize("entry", load("legal_parts", Part), ids=lambda e: f"{e.role}-{e.word}")
def test_part(entry: Part) -> None:
    stand_in = STAND_INS.get(entry.role, "xyz")
    assert changed(entry, "legal_reference", stand_in) & set(ROLES[entry.role].split("/"))
