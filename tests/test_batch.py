"""Runs over many documents: the same bytes however many workers, a folder that can be read, nothing lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from batch_inputs import documents, outputs, settings, write_lines
from click.testing import CliRunner

from extract import batch
from extract.batch.pool import Pool
from extract.batch.tasks import group
from extract.cli import main
from extract.export.reading import read
from extract.inputs import Failure, Options, Part


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "in.jsonl", documents(130))
    return tmp_path


@pytest.mark.parametrize("format", ["json", "jsonl", "parquet"])
def test_the_same_bytes_with_any_number_of_workers(place: Path, format: Any) -> None:
    found = []
    for jobs in (0, 1, 3):
        out = place / f"out-{jobs}"
        making = (lambda settings, tasks, jobs=jobs: (Pool(jobs, settings), tasks)) if jobs else None
        summary = batch.run(["in.jsonl"], settings(out, format=format), executor=making)
        assert (summary.documents, summary.errors) == (128, 2)
        found.append(outputs(out))
    assert found[0] == found[1] == found[2]
    ids = [json.loads(line)["id"] for line in found[0]["errors.jsonl"].splitlines()]
    assert ids == ["doc-7", "doc-107"]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_compressed_file_is_shared_by_workers(place: Path, ending: str) -> None:
    from input_files import compressed

    write_lines(place / "in.jsonl", [{**row, "text": row["text"] * 3} for row in documents(400)])
    batch.run(["in.jsonl"], settings(place / "plain", format="jsonl"))
    Path("packed").mkdir()
    Path(f"packed/in.jsonl{ending}").write_bytes(compressed(Path("in.jsonl").read_bytes(), ending))
    given = settings(place / "out", format="jsonl")
    given = msgspec.structs.replace(given, options=Options(part_bytes=500), task_bytes=500)
    summary = batch.run(["packed"], given, executor=lambda settings, tasks: (Pool(2, settings), tasks))
    assert (summary.documents, summary.errors) == (396, 4)
    assert summary.tasks > 4
    assert b"".join(outputs(place / "out").values()).replace(f"packed/in.jsonl{ending}".encode(), b"in.jsonl") == (
        b"".join(outputs(place / "plain").values())
    )
    Path("out/.trichluc/journal.jsonl").write_bytes(
        b"".join(Path("out/.trichluc/journal.jsonl").read_bytes().splitlines(keepends=True)[:3])
    )
    before = outputs(place / "out")
    assert batch.run(["packed"], given, resume=True).tasks_before == 3
    assert outputs(place / "out") == before


def test_lines_are_in_the_order_of_the_input(place: Path) -> None:
    batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    shards = [data for name, data in sorted(outputs(place / "out").items()) if name.startswith("part-")]
    assert len(shards) > 3
    ids = [json.loads(line)["document"]["id"] for shard in shards for line in shard.splitlines()]
    assert ids == [f"doc-{i}" for i in range(130) if i % 100 != 7]


@pytest.mark.parametrize("format", ["json", "jsonl", "parquet"])
def test_what_is_written_can_be_read(place: Path, format: Any) -> None:
    batch.run(["in.jsonl"], settings(place / "out", format=format))
    batch.run(["in.jsonl"], settings(place / "files"))
    ours = {result.document.id: result for result in read(["out"])}
    assert ours == {result.document.id: result for result in read(["files"])}
    assert len(ours) == 128
    if format != "json":
        assert list(ours) == [f"doc-{i}" for i in range(130) if i % 100 != 7]
    checked = CliRunner().invoke(main, ["validate", "out", "--source", "in.jsonl"])
    assert checked.exit_code == 0, checked.output
    assert "128 results checked, 128 of them against their text, 0 invalid" in checked.stderr
    assert CliRunner().invoke(main, ["export", "out", "--to", "csv:tables"]).exit_code == 0
    assert len(Path("tables/documents.csv").read_bytes().splitlines()) == 129
    assert CliRunner().invoke(main, ["html", "out", "-o", "report", "--source", "in.jsonl"]).exit_code == 0
    assert CliRunner().invoke(main, ["diff", "out", "files"]).exit_code == 0


def test_what_was_spoilt_is_found(place: Path) -> None:
    for format in ("jsonl", "parquet"):
        batch.run(["in.jsonl"], settings(place / format, format=format))
    shard = Path("jsonl/part-000002.jsonl")
    shard.write_text(shard.read_text("utf-8").replace("hội nghị", "đại hội"), encoding="utf-8")
    Path("parquet/documents/part-000001.parquet").write_bytes(b"half")
    for format in ("jsonl", "parquet"):
        outcome = CliRunner().invoke(main, ["validate", format, "--source", "in.jsonl"])
        assert outcome.exit_code == 1, outcome.output
    rows = documents(130)
    rows[110]["text"] = rows[110]["text"].replace("Tân", "Văn")
    write_lines(place / "in.jsonl", rows)
    outcome = CliRunner().invoke(main, ["validate", "jsonl", "--source", "in.jsonl"])
    assert outcome.exit_code == 1
    assert "sha256 is" in outcome.stdout


def test_tables_are_those_of_the_export(place: Path) -> None:
    dataset = pytest.importorskip("pyarrow.dataset")
    batch.run(["in.jsonl"], settings(place / "out", format="parquet"))
    CliRunner().invoke(main, ["export", "out", "--to", "parquet:one"])
    for kind in ("documents", "dates", "officials", "legal_references", "meetings", "targets", "actuals"):
        shards = dataset.dataset(place / "out" / kind).to_table()
        whole = dataset.dataset(place / "one" / f"{kind}.parquet").to_table()
        assert shards.schema.equals(whole.schema)
        assert shards.equals(whole)


@pytest.mark.parametrize("format", ["json", "jsonl", "parquet"])
def test_texts_taken_out_of_pages_are_written_beside_the_records(place: Path, format: Any) -> None:
    pytest.importorskip("trafilatura")
    text = documents(1)[0]["text"]
    page = f"<html><head><title>Tin</title></head><body><article>{f'<p>{text}</p>' * 5}</article></body></html>"
    Path("page.html").write_text(page, encoding="utf-8")
    outcome = CliRunner().invoke(main, ["run", "page.html", "-o", "out", "--format", format, "--with-text"])
    assert outcome.exit_code == 0, outcome.output
    Path("page.html").unlink()
    checked = CliRunner().invoke(main, ["validate", "out", "--source", "out"])
    assert checked.exit_code == 0, checked.output
    assert "1 of them against their text" in checked.stderr
    assert CliRunner().invoke(main, ["html", "out", "-o", "report", "--source", "out"]).exit_code == 0


def test_the_last_tasks_are_small_and_the_order_stays() -> None:
    parts = [Part(path=f"{n}.txt", id=str(n), format="text", size=size) for n, size in enumerate([30, 70] * 100)]
    lost = Failure("find", "gone", id="x")
    tasks = list(group([*parts[:150], lost, *parts[150:], lost], 400))
    assert [part for task in tasks for part in task.parts] == parts
    assert [task.number for task in tasks] == list(range(len(tasks)))
    assert sum(len(task.faults) for task in tasks) == 2
    sizes = [task.size for task in tasks]
    assert all(size >= 400 for size in sizes[: len(sizes) // 2])
    assert all(100 <= size < 200 for size in sizes[-4:-1])
    assert [task.key for task in group([*parts[:150], lost, *parts[150:], lost], 400)] == [task.key for task in tasks]
    assert list(group([])) == []


def test_the_summary_for_machines(place: Path) -> None:
    command = ["run", "in.jsonl", "-o", "out", "--format", "jsonl", "--summary", "s.json", "--shard-mb", "0.01"]
    outcome = CliRunner().invoke(main, command)
    summary = json.loads(Path("s.json").read_bytes())
    assert summary["documents"] == 128
    assert summary["errors"] == 2
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{16}", summary["rules"])
    assert summary["errors_by_reason"] == [
        {
            "stage": "language",
            "reason": "no Vietnamese in it: fewer than … in … characters are letters that only Vietnamese has",
            "count": 2,
        }
    ]
    assert summary["finished"]
    assert summary["shards"] == len(list(Path("out").glob("part-*")))
    assert f"records    {sum(summary['records'].values())} " in outcome.stderr
    assert summary["documents_per_second"] > 0


def test_logging_tells_failures_and_tasks(place: Path) -> None:
    quiet = CliRunner().invoke(main, ["run", "in.jsonl", "-o", "quiet"])
    assert "WARNING" not in quiet.stderr
    told = CliRunner().invoke(main, ["run", "in.jsonl", "-o", "told", "--log-level", "warning"])
    assert told.stderr.count("WARNING in.jsonl:") == 2
    told = CliRunner().invoke(main, ["run", "in.jsonl", "-o", "more", "-v"])
    assert "INFO task 0: 128 documents, 2 errors" in told.stderr


def test_a_run_imports_no_spacy(place: Path) -> None:
    script = "import sys; from extract.cli import main; main(['run', 'in.jsonl', '-o', 'out'], standalone_mode=False)"
    script = f"import sys, atexit; atexit.register(lambda: print('spacy' in sys.modules)); {script}"
    clone = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | {"PYTHONPATH": str(clone)}, capture_output=True, check=False
    )
    assert done.stdout.split() == [b"False"]


def test_the_leading_process_loads_no_rules(place: Path) -> None:
    """It would compete with its workers, and start them later."""
    script = (
        "import sys, extract.batch.engine as e; e.SMALL = 0; from extract.cli import main;"
        "main(['run', 'in.jsonl', '-o', 'out', '-j', '2'], standalone_mode=False)"
    )
    script = f"import sys, atexit; atexit.register(lambda: print('extract.pipeline' in sys.modules)); {script}"
    clone = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | {"PYTHONPATH": str(clone)}, capture_output=True, check=False
    )
    assert done.stdout.split() == [b"False"]
    assert b"documents  128" in done.stderr
