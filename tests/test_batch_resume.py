"""A run that is stopped at any moment goes on where it was, and ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec
import pytest
from batch_inputs import documents, outputs, settings, write_lines
from click.testing import CliRunner, Result

from extract import batch
from extract.batch.manifest import HEAD, JOURNAL, Manifest
from extract.cli import main

TESTS = Path(__file__).parent
CLONE = TESTS.parent
KILLS = 52
LARGE = "import extract.batch.engine as e; e.SMALL = 0; from extract.cli import main; main()"
"""The command line, with worker processes for the smallest input."""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "in.jsonl", documents(300))
    return tmp_path


def run(*arguments: str) -> Result:
    outcome = CliRunner().invoke(main, ["run", *arguments])
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit), outcome.exception
    return outcome


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": f"{CLONE}{os.pathsep}{TESTS}", "PYTHONIOENCODING": "utf-8"}


# --- killed ---------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the runs are started by fork")
def test_killed_at_random_moments_it_ends_as_if_undisturbed(place: Path) -> None:
    formats = ("json", "jsonl", "parquet")
    write_lines(place / "in.jsonl", documents(80))
    for format in formats:
        batch.run(["in.jsonl"], settings(place / format, format=format))
    command = [sys.executable, str(TESTS / "kill_runs.py"), "in.jsonl", "runs", str(KILLS), "11", *formats]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    finished = [json.loads(line) for line in done.stdout.splitlines()]
    assert sum(run["kills"] for run in finished) >= KILLS
    for run in finished:
        assert outputs(Path(run["out"])) == outputs(place / run["format"]), run
        assert not list(Path(run["out"], ".trichluc").glob("unfinished/*"))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda signum: signum.name)
def test_the_command_with_worker_processes_is_killed_and_goes_on(
    place: Path, monkeypatch: pytest.MonkeyPatch, signum: signal.Signals
) -> None:
    rows = [row for row in documents(700) if "not in Vietnamese" not in row["text"]]
    write_lines(place / "large.jsonl", rows)
    options = ["-o", "out", "--format", "jsonl", "-j", "2", "--shard-mb", "0.01"]
    monkeypatch.setattr("extract.batch.engine.SMALL", 0)
    command = [sys.executable, "-c", LARGE, "run", "large.jsonl", *options]
    with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not Path("out/part-000002.jsonl").exists():
            time.sleep(0.005)
        process.send_signal(signum)
        _, told = process.communicate()
    if signum == signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == 128 + signum
        assert "go on with --resume" in told
    there = len(list(Path("out").glob("part-*")))
    outcome = run("large.jsonl", *options, "--resume", "--summary", "s.json")
    assert outcome.exit_code == 0, outcome.output
    summary = json.loads(Path("s.json").read_bytes())
    assert summary["documents"] == len(rows)
    assert 0 < summary["shards_of_earlier_runs"] <= there < summary["shards"]
    lines = b"".join(path.read_bytes() for path in sorted(Path("out").glob("part-*"))).splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == [row["id"] for row in rows]


# --- what --resume takes and refuses --------------------------------------------------------------------------------


def test_a_finished_run_has_nothing_left_to_do(place: Path) -> None:
    assert run("in.jsonl", "-o", "out", "--format", "jsonl").exit_code == 1
    before = {path: path.stat().st_mtime_ns for path in Path("out").glob("part-*")}
    outcome = run("in.jsonl", "-o", "out", "--format", "jsonl", "--resume")
    assert outcome.exit_code == 1
    assert "documents  297" in outcome.stderr
    assert "errors     3" in outcome.stderr
    assert {path: path.stat().st_mtime_ns for path in Path("out").glob("part-*")} == before


def test_resume_begins_where_nothing_was_begun(place: Path) -> None:
    assert run("in.jsonl", "-o", "out", "--resume").exit_code == 1
    assert len(list(Path("out").glob("*.json"))) == 297
    assert "documents  297" in run("in.jsonl", "-o", "out", "--resume").stderr


def test_a_run_of_files_leaves_nothing_but_results(place: Path) -> None:
    run("in.jsonl", "-o", "out")
    assert not Path("out/.trichluc").exists()


def test_another_run_in_its_folder_is_refused(place: Path) -> None:
    assert run("in.jsonl", "-o", "out", "--format", "jsonl").exit_code == 1
    outcome = run("in.jsonl", "-o", "out", "--format", "jsonl")
    assert outcome.exit_code == 2
    assert "out holds a finished run; --overwrite starts anew" in outcome.stderr
    assert run("in.jsonl", "-o", "out").exit_code == 2
    before = outputs(Path("out"))
    Path("out/part-000099.jsonl").write_text("{}")
    assert run("in.jsonl", "-o", "out", "--format", "jsonl", "--overwrite").exit_code == 1
    assert outputs(Path("out")) == before


def test_shards_are_not_put_beside_results_of_files(place: Path) -> None:
    run("in.jsonl", "-o", "out")
    outcome = run("in.jsonl", "-o", "out", "--format", "jsonl", "--overwrite")
    assert outcome.exit_code == 2
    assert "out holds results as JSON files (doc-0.json); take another folder" in outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--only", "date"], "another only: it was begun with None, this is ['date']"),
        (["--published", "2020-01-01"], "another published: it was begun with None, this is '2020-01-01'"),
        (["--with-text"], "another with-text"),
        (["--shard-mb", "3"], "another --shard-mb than it was begun with"),
        (["other.jsonl"], "other inputs: it was begun with in.jsonl"),
    ],
)
def test_other_options_are_refused(place: Path, arguments: list[str], reason: str) -> None:
    write_lines(place / "other.jsonl", documents(3))
    run("in.jsonl", "-o", "out", "--format", "jsonl")
    outcome = run("in.jsonl", "-o", "out", "--format", "jsonl", "--resume", *arguments)
    assert outcome.exit_code == 2
    assert reason in outcome.stderr.replace("\n", " ")


def test_what_changes_no_result_may_change(place: Path) -> None:
    run("in.jsonl", "-o", "out", "--format", "jsonl")
    outcome = run("in.jsonl", "-o", "out", "--format", "jsonl", "--resume", "--timeout", "9", "-j", "1", "-v")
    assert "documents  297" in outcome.stderr


def test_changed_rules_are_refused(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("in.jsonl", "-o", "out", "--format", "jsonl")
    monkeypatch.setattr("extract.batch.engine.rules_version", lambda: "9.9.9+other")
    outcome = run("in.jsonl", "-o", "out", "--format", "jsonl", "--resume")
    assert outcome.exit_code == 2
    assert "the rules have changed" in outcome.stderr
    assert "9.9.9+other" in outcome.stderr


def test_changed_inputs_are_refused_and_touched_ones_are_not(place: Path) -> None:
    run("in.jsonl", "-o", "out", "--format", "jsonl")
    os.utime("in.jsonl", (1, 1))
    assert run("in.jsonl", "-o", "out", "--format", "jsonl", "--resume").exit_code == 1
    rows = documents(300)
    rows[3]["text"] = rows[3]["text"].replace("Tân", "Văn")  # of the same length
    write_lines(place / "in.jsonl", rows)
    outcome = run("in.jsonl", "-o", "out", "--format", "jsonl", "--resume")
    assert outcome.exit_code == 2
    assert "the inputs have changed: in.jsonl is not what it was" in outcome.stderr


def test_a_journal_that_was_cut_off_counts_as_far_as_it_goes(place: Path) -> None:
    batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    whole = outputs(Path("out"))
    journal = Path("out", JOURNAL)
    lines = journal.read_bytes().splitlines(keepends=True)
    assert len(lines) > 5
    journal.write_bytes(b"".join(lines[:4]) + lines[4][:30])
    for path in sorted(Path("out").glob("part-*"))[4:]:
        path.write_bytes(b"half")
    Path("out/.trichluc/unfinished/abc").mkdir(parents=True)
    Path("out/.trichluc/unfinished/abc/part-000004.jsonl").write_bytes(b"half")
    summary = batch.run(["in.jsonl"], settings(place / "out", format="jsonl"), resume=True)
    assert summary.tasks_before == 4
    assert outputs(Path("out")) == whole
    assert len(journal.read_bytes().splitlines()) == len(lines)


def test_an_unfinished_run_is_said(place: Path) -> None:
    for format in ("json", "jsonl"):
        out = place / format
        batch.run(["in.jsonl"], settings(out, format=format), resume=True)
        head = json.loads(Path(out, HEAD).read_bytes())
        Path(out, HEAD).write_bytes(msgspec.json.encode(head | {"finished": False}))
    outcome = run("in.jsonl", "-o", "jsonl", "--format", "jsonl")
    assert outcome.exit_code == 2
    assert "holds an unfinished run; --resume goes on with it" in outcome.stderr
    outcome = run("in.jsonl", "-o", "json", "--only", "date")
    assert outcome.exit_code == 1
    assert "an unfinished run was there; it was begun anew" in outcome.stderr


def test_what_was_done_of_the_same_run_is_not_done_again_by_mistake(place: Path) -> None:
    assert run("in.jsonl", "-o", "json", "--resume").exit_code == 1
    head = json.loads(Path("json", HEAD).read_bytes())
    Path("json", HEAD).write_bytes(msgspec.json.encode(head | {"finished": False}))
    outcome = run("in.jsonl", "-o", "json")
    assert outcome.exit_code == 2
    assert "json holds an unfinished run; --resume goes on with it; --overwrite starts anew" in outcome.stderr
    assert run("in.jsonl", "-o", "json", "--overwrite").exit_code == 1
    assert run("in.jsonl", "-o", "json").exit_code == 1


def test_two_runs_in_one_folder_are_refused(place: Path) -> None:
    pytest.importorskip("fcntl")
    from extract.batch.folder import LocalFolder
    from extract.batch.manifest import Head

    ours: Any = settings(place / "out")
    folder = LocalFolder(place / "out")
    folder.create()
    first = Manifest(folder, Head.of(["in.jsonl"], ours))
    first.begin(resume=False, overwrite=False)
    with pytest.raises(batch.ResumeError, match="another run is writing to"):
        batch.run(["in.jsonl"], ours, resume=True)
    first.close()
    batch.run(["in.jsonl"], settings(place / "out", format="json"), resume=False)
