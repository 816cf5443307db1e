"""FollowTheMoney entities: what the schemata say, and what the library says where there is one."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest
from gold_results import ROOT, seed_results

from extract import lexicon
from extract.export import ExportError, export
from extract.export.followthemoney import _body_schema, _PublicBody, entities
from extract.model import Document, LegalReference, Meeting, Mention, Official, Position, Result

SCHEMATA: dict[str, Any] = json.loads((ROOT / "tests/data/followthemoney.json").read_text(encoding="utf-8"))["schemata"]
DATE = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d)?)?)?")
ID = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.-]*[0-9a-zA-Z])?")


def all_of(results: list[Result]) -> list[dict[str, Any]]:
    return [entity for result in results for entity in entities(result)]


def rich_result() -> Result:
    """A result in which every field that goes into an entity has a value."""
    mention = Mention(start=0, end=1, text="x")
    positions = [
        Position(title="Bí thư", role="Bí thư", organization="Huyện ủy Tân Phong", start=0, end=6),
        Position(title="Chủ tịch UBND", role="Chủ tịch", organization="UBND huyện Tân Phong", start=8, end=20),
        Position(title="Ủy viên BCH", start=8, end=20),
    ]
    official = Official(
        id="á b/official/0", start=0, end=1, text="x", rule="official.x", name="Lò Thị Mẫu", positions=positions,
        mentions=[mention],
    )  # fmt: skip
    legal = LegalReference(
        id="á b/legal_reference/1", start=1, end=2, text="Kế hoạch số 1-KH/HU", rule="legal_reference.x",
        document_type="plan", number="1-KH/HU", issuer="Huyện ủy", issued="2018", title="dân vận",
        provision="mục 2", key="vn/plan/1-kh-hu", mentions=[mention],
    )  # fmt: skip
    meeting = Meeting(
        id="á b/meeting/2", start=2, end=3, text="hội nghị", rule="meeting.x", kind="conference", name="hội nghị",
        date="2018-06-27/2018-06-28", organizer="Huyện ủy Tân Phong", location="xã Mẫu",
        chairs=["á b/official/0", "á b/official/99"], attendees=[], concerns=["á b/legal_reference/1"],
        mentions=[mention],
    )  # fmt: skip
    document = Document(
        id="á b", source="https://example.org/a%20b.html", sha256="0" * 64, characters=9, title="Hội nghị",
        published="2018-06-27T08:00", publisher="Báo Mẫu", author="Ai Đó",
    )  # fmt: skip
    return Result(document=document, records=[official, legal, meeting])


RESULTS = [*seed_results(), rich_result()]


def test_entities_fit_their_schemata() -> None:
    found = all_of(RESULTS)
    by_id = {entity["id"]: entity for entity in found}
    for entity in found:
        schema = SCHEMATA[entity["schema"]]
        assert ID.fullmatch(entity["id"])
        assert not set(schema["required"]) - entity["properties"].keys()
        for name, values in entity["properties"].items():
            kind, _, wanted = schema["properties"][name].partition(":")
            assert values
            assert all(isinstance(value, str) and value for value in values)
            if kind == "date":
                assert all(DATE.fullmatch(value) for value in values)
            if kind == "entity":
                assert all(wanted in SCHEMATA[by_id[value]["schema"]]["is"] for value in values), (entity, name)


def test_every_schema_is_made_and_nothing_is_left_without_proof() -> None:
    found = all_of([rich_result()])
    assert Counter(entity["schema"] for entity in found) == {
        "Article": 1, "Person": 1, "Position": 3, "Occupancy": 3, "Organization": 1, "PublicBody": 1, "Document": 1,
        "Event": 1, "Documentation": 2,
    }  # fmt: skip
    article = found[0]["id"]
    assert all(e["properties"]["proof"] == [article] for e in found if e["schema"] not in ("Article", "Document"))
    event = next(e["properties"] for e in found if e["schema"] == "Event")
    assert (event["startDate"], event["endDate"]) == (["2018-06-27"], ["2018-06-28"])
    assert event["notes"] == ["chair: Lò Thị Mẫu"]
    person = next(e for e in found if e["schema"] == "Person")
    assert event["involved"] == [person["id"]]
    assert person["properties"]["position"] == ["Bí thư", "Chủ tịch UBND", "Ủy viên BCH"]
    names = {e["properties"]["name"][0] for e in found if e["schema"] == "Position"}
    assert names == {"Bí thư Huyện ủy Tân Phong", "Chủ tịch UBND huyện Tân Phong", "Ủy viên BCH"}


def test_ids_are_the_same_in_every_run_and_shared_only_where_they_mean_the_same() -> None:
    assert all_of(RESULTS) == all_of(RESULTS)
    result = rich_result()
    other = msgspec.structs.replace(result, document=msgspec.structs.replace(result.document, id="c"))
    shared = {e["id"] for e in all_of([result])} & {e["id"] for e in all_of([other])}
    kinds = {e["schema"] for e in all_of([result]) if e["id"] in shared and e["schema"] != "Documentation"}
    assert "Document" in kinds
    assert not kinds & {"Article", "Position", "Organization", "PublicBody"}


@pytest.mark.parametrize("entry", lexicon.load("public_bodies", _PublicBody), ids=lambda entry: entry.form)
def test_public_bodies(entry: _PublicBody) -> None:
    assert _body_schema(entry.example) == "PublicBody"
    assert entry.example.lower().startswith(entry.form)


@pytest.mark.parametrize(
    "name", ["Huyện ủy Tân Phong", "Bộ Chính trị", "Ban Dân vận Trung ương", "Hội Nông dân xã", "Công ty Mẫu", "Cụm xã"]
)
def test_bodies_that_are_not_of_the_state(name: str) -> None:
    assert _body_schema(name) == "Organization"


def test_a_file_has_a_line_an_entity(tmp_path: Path) -> None:
    path = tmp_path / "entities.json"
    summary = export(RESULTS, f"followthemoney:{path}")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == all_of(RESULTS)
    assert f"entities   {len(lines)}" in str(summary)
    before = path.read_bytes()

    def broken() -> Any:
        yield RESULTS[0]
        raise ExportError("a truncated line")

    with pytest.raises(ExportError):
        export(broken(), f"followthemoney:{path}")
    assert path.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 1


def test_the_library_takes_all_entities(tmp_path: Path) -> None:
    python = os.environ.get("TRICHLUC_FTM_PYTHON")
    if not python and importlib.util.find_spec("followthemoney") is None:
        pytest.skip("followthemoney is not installed, nor does TRICHLUC_FTM_PYTHON name a Python that has it")
    path = tmp_path / "entities.json"
    export(RESULTS, f"followthemoney:{path}")
    done = subprocess.run(
        [python or sys.executable, str(ROOT / "tests/check_followthemoney.py"), str(path)],
        capture_output=True, encoding="utf-8", check=False, env={**os.environ, "PYTHONPATH": ""},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(all_of(RESULTS))
