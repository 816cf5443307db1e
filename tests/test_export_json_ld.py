"""JSON-LD: what a reader of linked data finds in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from gold_results import seed_results

from extract.export import ExportError, export
from extract.export.json_ld import CONTEXT, NAMESPACE, akn, nodes
from extract.model import (
    Actual,
    AnyRecord,
    Date,
    Document,
    LegalReference,
    Meeting,
    Mention,
    Official,
    Position,
    Result,
    Target,
)

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own

RESULTS = seed_results()
SCHEMA = "https://schema.org/"


def rich_result() -> Result:
    """A result in which every field has a value."""
    common: dict[str, Any] = {"text": "x", "rule": "x.x", "mentions": [Mention(start=0, end=1, text="x")]}
    positions = [
        Position(title="Bí thư", role="Bí thư", organization="Huyện ủy Tân Phong", start=0, end=6),
        Position(title="Chủ tịch UBND", start=8, end=20),
    ]
    quantity: dict[str, Any] = {
        "text": "x", "rule": "x.x", "indicator": "hộ nghèo", "value": 1.5, "max": 2.5, "unit": "%", "comparator": ">=",
        "baseline": 5, "direction": "decrease", "period": "2020", "scope": "toàn tỉnh",
    }  # fmt: skip
    records: list[AnyRecord] = [
        Date(
            id="á b/date/0", start=0, end=1, text="x", rule="x.x", value="2018", start_date="2018-01-01",
            end_date="2018-12-31", granularity="year", part_of_day="morning", resolved_from="text", role="held",
        ),
        Official(
            id="á b/official/1", start=1, end=2, name="Lò Thị Mẫu", honorific="đồng chí", positions=positions, **common
        ),
        LegalReference(
            id="á b/legal_reference/2", start=2, end=3, document_type="resolution", number="25-NQ/TW", name=None,
            issuer="Bộ Chính trị", issued="2013-06-03", term="XI", title="dân vận", provision="mục 2",
            key="vn/resolution/25-nq-tw", **common,
        ),
        Meeting(
            id="á b/meeting/3", start=3, end=4, kind="conference", name="hội nghị", date="2018-06-27/2018-06-28",
            part_of_day="morning", organizer="Huyện ủy", location="xã Mẫu", mode="hybrid", chairs=["á b/official/1"],
            attendees=["á b/official/1"], concerns=["á b/legal_reference/2"], **common,
        ),
        Target(id="á b/target/4", start=4, end=5, **quantity),
        Actual(id="á b/actual/5", start=5, end=6, total=21, change=-2, compared_with="2012", **quantity),
    ]  # fmt: skip
    document = Document(
        id="á b", source="https://example.org/a.html", sha256="0" * 64, characters=9, title="Hội nghị",
        published="2018-06-27T08:00", publisher="Báo Mẫu", author="Ai Đó",
    )  # fmt: skip
    return Result(document=document, records=records)


@pytest.fixture
def graph(tmp_path: Path) -> Any:
    """The triples of the seeds and of a result with every field."""
    rdflib = pytest.importorskip("rdflib")
    path = tmp_path / "records.jsonld"
    export([*RESULTS, rich_result()], f"json-ld:{path}")
    return rdflib.Graph().parse(path, format="json-ld")


def keys(value: Any) -> set[str]:
    """All keys and types of nested nodes."""
    if isinstance(value, list):
        return {key for item in value for key in keys(item)}
    if isinstance(value, dict):
        return {*value, value["type"]} | {key for item in value.values() for key in keys(item)}
    return set()


def test_every_term_is_in_the_context_and_every_term_there_is_used() -> None:
    used = {key for node in nodes(rich_result()) for key in keys(node)}
    terms = CONTEXT.keys() - {"@version", "schema", "oa", "trichluc"}
    assert used <= terms
    assert used == terms


def test_every_record_is_a_node_of_its_type(graph: Any) -> None:
    from rdflib import RDF, URIRef

    types = {
        "official": f"{SCHEMA}Person", "meeting": f"{SCHEMA}Event", "date": f"{NAMESPACE}Date",
        "legal_reference": f"{NAMESPACE}LegalReference", "target": f"{NAMESPACE}Target",
        "actual": f"{NAMESPACE}Actual",
    }  # fmt: skip
    records = [record for result in [*RESULTS, rich_result()] for record in result.records]
    for kind, type_ in types.items():
        names = {
            str(name)
            for name in graph.subjects(RDF.type, URIRef(type_))
            if str(name).startswith("urn:trichluc:record:")
        }
        assert len(names) == sum(record.type == kind for record in records)
    articles = set(graph.subjects(RDF.type, URIRef(f"{SCHEMA}NewsArticle")))
    assert len(articles) == 6
    assert len(list(graph.triples((None, URIRef(f"{SCHEMA}mentions"), None)))) == len(records)


def test_questions_that_linked_data_is_asked(graph: Any) -> None:
    prefixes = f"PREFIX s: <{SCHEMA}> PREFIX t: <{NAMESPACE}> PREFIX oa: <http://www.w3.org/ns/oa#>"
    chairs = graph.query(
        f"{prefixes} SELECT ?name WHERE {{ ?e a s:Event; s:attendee ?r. "
        "?r s:roleName 'chair'; s:attendee/s:name ?name }"
    )
    assert {str(row[0]) for row in chairs} == {"Bùi Thị Minh Hoài", "Lò Thị Mẫu"}
    cited = graph.query(f"{prefixes} SELECT ?a WHERE {{ ?a s:citation <urn:trichluc:eli:vn/resolution/25-nq-tw> }}")
    expected = [
        r for r in [*RESULTS, rich_result()] if "vn/resolution/25-nq-tw" in {getattr(x, "key", "") for x in r.records}
    ]
    assert len(cited) == len(expected) > 2
    posts = graph.query(
        f"{prefixes} SELECT ?role WHERE {{ ?p s:name 'Lò Thị Mẫu'; s:memberOf ?m. ?m s:roleName ?role; "
        "s:memberOf/s:name 'Huyện ủy Tân Phong' }"
    )
    assert [str(row[0]) for row in posts] == ["Bí thư"]
    places = graph.query(f"{prefixes} SELECT ?q WHERE {{ ?d t:timex '2019-01-18'; oa:hasSelector/oa:exact ?q }}")
    assert "Ngày 18/1/2019" in {str(row[0]) for row in places}


def test_names_of_legal_documents_are_ours() -> None:
    legal = next(record for record in rich_result().records if isinstance(record, LegalReference))
    assert akn(legal) == "/akn/vn/act/resolution/2013-06-03/25-nq-tw"
    assert akn(msgspec.structs.replace(legal, issued="2013")) is None
    assert akn(msgspec.structs.replace(legal, number=None)) is None
    decision = msgspec.structs.replace(legal, number="1600/QĐ-TTg", document_type="decision", issued="2018-12-17")
    assert akn(decision) == "/akn/vn/act/decision/2018-12-17/1600-q%C4%91-ttg"


def test_the_file_is_whole_or_not_there(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonld"
    summary = export(RESULTS, f"json-ld:{path}")
    assert summary.documents == 5
    data = json.loads(path.read_bytes())
    assert data["@context"] == CONTEXT
    assert data["@graph"] == [node for result in RESULTS for node in nodes(result)]
    before = path.read_bytes()

    def broken() -> Any:
        yield RESULTS[0]
        raise ExportError("a truncated line")

    with pytest.raises(ExportError):
        export(broken(), f"json-ld:{path}")
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1
    export([], f"json-ld:{path}")
    assert json.loads(path.read_bytes())["@graph"] == []
