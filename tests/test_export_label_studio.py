"""Label Studio: tasks with predictions, the form they open in, and annotations back as gold."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from click.testing import CliRunner
from gold_results import GOLD, SEEDS, annotated, gold_result, seed_results

from extract.cli import main
from extract.export import ExportError, export
from extract.export.label_studio import FIELDS, RELATIONS, config, read_gold, task, write_gold
from extract.export.texts import Texts
from extract.gold import Gold
from extract.gold import read_gold as read_gold_files
from extract.model import LegalReference
from extract.score import score

RESULTS = seed_results()
Json = dict[str, Any]


@pytest.fixture
def tasks(tmp_path: Path) -> list[Json]:
    """The tasks of the seeds, as they are written."""
    summary = export(RESULTS, f"label-studio:{tmp_path / 'tasks'}", texts=Texts(SEEDS))
    assert summary.documents == 5
    assert (tmp_path / "tasks" / "config.xml").read_text(encoding="utf-8") == config()
    found: list[Json] = json.loads((tmp_path / "tasks" / "tasks.json").read_bytes())
    return found


def exported(tmp_path: Path, tasks: list[Json]) -> Path:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(tasks), encoding="utf-8")
    return path


def one(quote: str, kind: str, forms: Json, text: str = "", start: int | None = None) -> list[Json]:
    """A task with one region, exported."""
    text = text or quote
    at = text.index(quote) if start is None else start
    place = {"start": at, "end": at + len(quote)}
    parts: list[Json] = [
        {"id": "r", "type": "labels", "from_name": "type", "value": {**place, "text": quote, "labels": [kind]}}
    ]
    for name, value in forms.items():
        held = {"choices": [value]} if name in ("document_type", "kind", "comparator") else {"text": value}
        type_ = "choices" if "choices" in held else "textarea"
        parts.append({"id": "r", "type": type_, "from_name": f"{kind}_{name}", "value": {**place, **held}})
    return [{"id": 7, "data": {"id": "d", "text": text}, "annotations": [{"result": parts}]}]


def test_predictions_stand_in_the_text_and_fit_the_form(tasks: list[Json]) -> None:
    root = ElementTree.fromstring(config())
    controls = {tag.get("name"): tag for tag in root.iter() if tag.get("toName")}
    labels = {tag.get("value") for tag in root.iter("Label")}
    relations = {tag.get("value") for tag in root.iter("Relation")}
    assert labels == FIELDS.keys()
    for entry in tasks:
        for part in entry["predictions"][0]["result"]:
            if part["type"] == "relation":
                assert set(part["labels"]) <= relations
                continue
            value = part["value"]
            if part["type"] == "labels":
                assert entry["data"]["text"][value["start"] : value["end"]] == value["text"]
                assert set(value["labels"]) <= labels
            control = controls[part["from_name"]]
            assert control.tag == {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}[part["type"]]
            if part["type"] == "choices":
                assert set(value["choices"]) <= {choice.get("value") for choice in control}
    ids = [p["id"] for t in tasks for p in t["predictions"][0]["result"] if p["type"] == "labels"]
    records = [record for result in RESULTS for record in result.records]
    assert len(ids) == sum(len(r.mentions) if isinstance(r, LegalReference) else 1 for r in records)


def test_a_form_is_asked_of_the_regions_of_its_type_only() -> None:
    """Label Studio asks a required form of every region, whatever is visible, unless the form itself has a label."""
    forms = [tag for tag in ElementTree.fromstring(config()).iter() if tag.get("perRegion")]
    assert any(tag.get("required") for tag in forms)
    for tag in forms:
        label = str(tag.get("whenLabelValue"))
        assert str(tag.get("name")).removeprefix(f"{label}_") in {field.name for field in FIELDS[label]}


def normal(gold: Gold) -> Any:
    """Gold without what an order or a second spelling of the same makes different."""
    plain = msgspec.to_builtins(gold)
    plain["actuals"] = plain.get("actuals") or []
    for entries in plain.values():
        if isinstance(entries, list):
            entries.sort(key=lambda entry: (entry["quote"], entry["nth"]))
            for entry in entries:
                for name, value in entry.items():
                    entry[name] = sorted(value) if isinstance(value, list) else value
    return plain


def test_agreed_annotations_are_the_gold_again(tasks: list[Json], tmp_path: Path) -> None:
    path = exported(tmp_path, annotated(tasks))
    assert write_gold(path, tmp_path / "gold") == 5
    expected = {path.stem: msgspec.json.decode(path.read_bytes(), type=Gold) for path in GOLD.glob("*.json")}
    for name, gold, text in read_gold_files(tmp_path / "gold"):
        assert text == (SEEDS / f"{name}.txt").read_bytes().decode()
        theirs, ours = normal(expected[name]), normal(gold)
        # The mentions of one document get the same fields in a result, whatever the gold has of each.
        for entries in (theirs, ours):
            entries["legal_references"] = [(e["quote"], e["nth"]) for e in entries["legal_references"]]
        assert ours == theirs
    assert score(tmp_path / "gold", RESULTS).macro == 1


def test_the_dev_gold_survives_the_way_there_and_back(shared: Path, tmp_path: Path) -> None:
    paths = sorted((shared / "gold" / "dev").glob("*.json"))
    results = [gold_result(path, path.with_suffix(".txt")) for path in paths]
    entries = [
        task(result, path.with_suffix(".txt").read_bytes().decode())
        for result, path in zip(results, paths, strict=True)
    ]
    write_gold(exported(tmp_path, annotated(entries)), tmp_path / "gold")
    report = score(tmp_path / "gold", results)
    assert report.macro == 1
    assert not report.errors


def test_a_correction_counts(tasks: list[Json], tmp_path: Path) -> None:
    entries = annotated(tasks)
    entry = next(e for e in entries if e["data"]["id"] == "giang-thanh-2019")
    parts = entry["annotations"][0]["result"]
    value = next(p for p in parts if p.get("from_name") == "date_value")
    value["value"]["text"] = ["2001-02-03"]
    relation = next(p for p in parts if p["type"] == "relation")
    relation["labels"] = ["chair"]
    write_gold(exported(tmp_path, entries), tmp_path / "gold")
    report = score(tmp_path / "gold", RESULTS)
    assert report.scores["date"].missed == 1
    gold = {name: gold for name, gold, _ in read_gold_files(tmp_path / "gold")}["giang-thanh-2019"]
    assert any(meeting.chairs == ["Tạ Văn Dũng"] for meeting in gold.meetings)


def test_the_last_annotation_is_taken_and_tasks_without_one_are_left(tasks: list[Json], tmp_path: Path) -> None:
    entries = annotated(tasks)
    old = {"updated_at": "2024-01-01", "result": []}
    new = {**entries[0]["annotations"][0], "updated_at": "2024-02-01"}
    skipped = {"updated_at": "2024-03-01", "was_cancelled": True, "result": []}
    entries[0]["annotations"] = [new, old, skipped]
    entries[1]["annotations"] = [skipped]
    entries[2]["annotations"] = []
    found = list(read_gold(exported(tmp_path, entries)))
    assert len(found) == 3
    assert found[0][0].dates


@pytest.mark.parametrize(
    ("text", "start", "quote"),
    [
        ("💥💥 Ngày 18/1/2019, họp", 5, "Ngày 18/1/2019"),  # UTF-16
        ("Một\r\nhai\r\nNgày 18/1/2019, họp", 8, "Ngày 18/1/2019"),  # without carriage returns
        ("Ngày 18/1/2019 và Ngày 18/1/2019", 17, "Ngày 18/1/2019"),
        ("Ngày\r\n18/1/2019", 0, "Ngày\n18/1/2019"),
        ("Ngày 18/1/2019 họp", 0, "Ngày 18/1/2019 "),
    ],
)
def test_places_that_are_counted_otherwise_are_found(tmp_path: Path, text: str, start: int, quote: str) -> None:
    entries = one(quote, "date", {"value": ["2019-01-18"]}, text, start)
    gold = next(read_gold(exported(tmp_path, entries)))[0]
    date = gold.dates[0]
    assert date.quote.split() == quote.split()
    assert date.nth == (2 if "và" in text else 1)
    assert date.span(text)


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        (one("18/1", "date", {}), r"task 7 \(d\): date '18/1' at 0 has no value"),
        (one("18/1", "date", {"value": ["18/1/2019"]}), "value cannot be '18/1/2019'; it is Value"),
        (one("18/1", "date", {"value": ["2019", "2020"]}), "more than one value"),
        (one("5 xã", "target", {"comparator": "=", "value": ["5,0"]}), "value cannot be '5,0'"),
        (one("5 xã", "target", {"comparator": "?", "value": ["5"]}), "Invalid enum"),
        (one("A", "person", {}), "a region has the labels"),
        (one("18/1", "date", {"value": ["2019"]}, "ngày 1/1", 0), "does not have the region's quote"),
        ([{"id": 1, "text": "x", "label": []}], "not Label Studio's export of the kind JSON"),
        ({"id": 1}, "not Label Studio's export"),
        ([{"id": 1, "data": {"text": "x"}, "annotations": []}], "was not made by Trichluc"),
        (one("18/1", "date", {"value": ["2019"]}) * 2, "another task with the id d"),
        ([], "no task has an annotation"),
    ],
)
def test_what_cannot_be_gold_says_what_to_mend(tmp_path: Path, entries: Any, reason: str) -> None:
    path = exported(tmp_path, entries)
    with pytest.raises(ExportError, match=reason):
        write_gold(path, tmp_path / "gold")
    assert not (tmp_path / "gold").exists()


def test_gold_files_are_replaced_knowingly(tasks: list[Json], tmp_path: Path) -> None:
    folder = tmp_path / "gold"

    def gold(path: Path, *flags: str) -> tuple[int, str]:
        done = CliRunner().invoke(main, ["gold", str(path), "-o", str(folder), *flags])
        return done.exit_code, done.output

    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.iterdir()}

    assert gold(exported(tmp_path, annotated(tasks))) == (0, f"5 gold files in {folder}\n")
    (folder / "notes.md").write_text("mine")
    first = files()
    two = exported(tmp_path, annotated(tasks)[:2])
    code, said = gold(two)
    assert code == 1
    assert "holds gold files (bac-kan-2018.json, …)" in said
    assert "--overwrite" in said
    assert files() == first
    names = {entry["data"]["id"] for entry in tasks[:2]}
    assert gold(two, "--overwrite") == (0, f"2 gold files in {folder}\n")
    kept = {"notes.md", *(f"{name}.{ending}" for name in names for ending in ("json", "txt"))}
    assert files() == {name: first[name] for name in kept}
    two.write_text("[]", encoding="utf-8")
    assert gold(two, "--overwrite") == (1, f"Error: {two}: no task has an annotation\n")
    assert files() == {name: first[name] for name in kept}


def test_gold_keeps_away_from_other_json(tasks: list[Json], tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    path = exported(folder, annotated(tasks))
    for flags in ([], ["--overwrite"]):
        done = CliRunner().invoke(main, ["gold", str(path), "-o", str(folder), *flags])
        assert done.exit_code == 1
        assert f"no gold ({path.name}); name a new one" in done.output
    assert list(folder.iterdir()) == [path]


@pytest.mark.parametrize("label", [["chair", "attendee"], [], ["host"]])
def test_a_relation_must_be_one_that_is_known(tasks: list[Json], tmp_path: Path, label: list[str]) -> None:
    entries = annotated(tasks)
    for entry in entries:
        for part in entry["annotations"][0]["result"]:
            if part["type"] == "relation":
                part["labels"] = label
    with pytest.raises(ExportError, match="must go to an official and be one of chair, attendee"):
        list(read_gold(exported(tmp_path, entries)))
    assert list(RELATIONS) == ["chair", "attendee"]


@pytest.mark.parametrize("name", ["../x", "a/b", ".x", ""])
def test_an_id_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    entries = one("18/1", "date", {"value": ["2019"]})
    entries[0]["data"]["id"] = name
    with pytest.raises(ExportError, match="cannot be the name of a file"):
        write_gold(exported(tmp_path, entries), tmp_path / "gold")


def test_the_commands(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    for result in RESULTS:
        (output / f"{result.document.id}.json").write_bytes(result.to_json())
    run = CliRunner().invoke
    target = f"label-studio:{tmp_path / 'tasks'}"
    done = run(main, ["export", str(output), "--to", target, "--texts", str(SEEDS)])
    assert done.exit_code == 0, done.output
    tasks = json.loads((tmp_path / "tasks" / "tasks.json").read_bytes())
    path = exported(tmp_path, annotated(tasks))
    done = run(main, ["gold", str(path), "-o", str(tmp_path / "gold")])
    assert (done.exit_code, done.output.startswith("5 gold files")) == (0, True)
    path.write_text("[", encoding="utf-8")
    assert run(main, ["gold", str(path), "-o", str(tmp_path / "gold")]).exit_code == 1
    shutil.rmtree(tmp_path / "tasks")
    failed = run(main, ["export", str(output), "--to", target, "--texts", str(tmp_path / "gold")])
    assert failed.exit_code == 0  # the way back wrote the texts beside the gold
    failed = run(main, ["export", str(output), "--to", f"label-studio:{tmp_path / 'x'}", "--texts", str(output)])
    assert failed.exit_code == 1
    assert "its text was not found" in failed.output
    assert not (tmp_path / "x").exists()


def test_no_result_is_no_task(tmp_path: Path) -> None:
    export([], f"label-studio:{tmp_path}", texts=Texts(SEEDS))
    assert json.loads((tmp_path / "tasks.json").read_bytes()) == []
