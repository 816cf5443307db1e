"""One bad document, one lost worker, one that hangs: each costs itself, and is told with its reason."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from batch_faults import faulty_reading, faulty_work, never_ready
from batch_inputs import documents, outputs, settings, write_lines
from click.testing import CliRunner

import extract.batch.folder
import extract.batch.pool
from extract import batch
from extract.batch import limit
from extract.batch.pool import Pool
from extract.cli import main

FAULTS = {
    30: ("KILLED", "the worker was killed (SIGKILL), most often because memory ran out"),
    31: ("CRASHED", "the worker crashed (SIGSEGV)"),
    95: ("ENDED", "the worker ended with exit status 3"),
    150: ("MEMORY", "MemoryError:"),
    180: ("SLOW", "took longer than 1.5 seconds"),
    210: ("DEAF", "took longer than 1.5 seconds"),
}

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="faults are made with signals")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def errors(out: Path) -> list[dict[str, Any]]:
    path = out / "errors.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_each_fault_costs_its_document_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extract.batch.pool, "GRACE", 0.5)
    rows = [row for row in documents(240) if "not in Vietnamese" not in row["text"]]
    numbers = {row["id"]: number for number, row in enumerate(rows)}
    for number, (word, _) in FAULTS.items():
        rows[number]["text"] = f"{word} {rows[number]['text']}"
    write_lines(place / "in.jsonl", rows)
    summary = batch.run(
        ["in.jsonl"],
        settings(place / "out", format="jsonl", timeout=1.5),
        executor=lambda settings, tasks: (Pool(2, settings, faulty_work), tasks),
    )
    assert summary.documents == len(rows) - len(FAULTS)
    assert [(numbers[e["id"]], e["stage"]) for e in errors(place / "out")] == [(n, "extract") for n in FAULTS]
    for error, (_, reason) in zip(errors(place / "out"), FAULTS.values(), strict=True):
        assert error["reason"].startswith(reason)
        assert error["source"] == f"in.jsonl:{numbers[error['id']] + 1}"
    assert summary.reasons["extract", "took longer than … seconds"] == 2
    for number in FAULTS:
        rows[number]["text"] = "x"
    write_lines(place / "in.jsonl", rows)
    batch.run(["in.jsonl"], settings(place / "other", format="jsonl"))
    ours, others = outputs(place / "out"), outputs(place / "other")
    del ours["errors.jsonl"], others["errors.jsonl"]
    assert b"".join(ours.values()) == b"".join(others.values())


def test_a_file_that_kills_its_reader_costs_itself(place: Path) -> None:
    for number, row in enumerate(documents(6)):
        (place / f"{number}.txt").write_text(f"{'KILLED' * (number == 3)} {row['text']}", encoding="utf-8")
    summary = batch.run(
        ["*.txt"],
        settings(place / "out"),
        executor=lambda settings, tasks: (Pool(1, settings, faulty_work), tasks),
    )
    assert summary.documents == 5
    assert [(e["id"], e["source"]) for e in errors(place / "out")] == [("3", "3.txt")]


def test_a_page_of_many_that_kills_its_reader_costs_itself(place: Path) -> None:
    pytest.importorskip("warcio")
    pytest.importorskip("trafilatura")
    words = ["", "KILLED", "", "SLOW", ""]
    with (place / "crawl.warc").open("wb") as file:
        for word, row in zip(words, documents(5), strict=True):
            paragraph = f"<p>{row['text']} {word}</p>"
            page = f"<html><body><article>{paragraph * 4}</article></body></html>".encode()
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            file.write(
                b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
                + f"WARC-Target-URI: https://example.org/{row['id']}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n".encode()
                + f"Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"
            )  # fmt: skip
    summary = batch.run(
        ["crawl.warc"],
        settings(place / "out", format="jsonl", timeout=1.5),
        executor=lambda settings, tasks: (Pool(1, settings, faulty_reading), tasks),
    )
    assert summary.documents == 3
    assert [(e["source"], e["reason"]) for e in errors(place / "out")] == [
        ("https://example.org/doc-1", "the worker was killed (SIGKILL), most often because memory ran out"),
        ("https://example.org/doc-3", "took longer than 1.5 seconds"),
    ]


@pytest.mark.parametrize("spoilt", ["cut off", "killed at it"])
def test_a_file_that_breaks_off_takes_no_result_of_its_name_away(place: Path, spoilt: str) -> None:
    rows = [row for row in documents(6) if "not in Vietnamese" not in row["text"]]
    rows[1]["id"] = "crawl"
    if spoilt == "cut off":
        data = gzip.compress(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
        (place / "crawl.jsonl.gz").write_bytes(data[:-12])
    else:
        rows[4]["text"] = f"KILLED {rows[4]['text']}"
        (place / "crawl.jsonl.gz").write_bytes(gzip.compress(write_lines(place / "x", rows).read_bytes()))
    summary = batch.run(
        ["crawl.jsonl.gz"],
        settings(place / "out"),
        executor=lambda settings, tasks: (Pool(1, settings, faulty_work), tasks),
    )
    assert summary.errors == 1
    assert (place / "out/crawl.json").exists()
    assert len(list((place / "out").glob("*.json"))) == summary.documents
    assert set(errors(place / "out")[0]) == {"id", "source", "stage", "reason"}


def test_a_result_that_is_given_as_an_input_stays(place: Path) -> None:
    (place / "a.txt").write_text(documents(1)[0]["text"], encoding="utf-8")
    assert CliRunner().invoke(main, ["run", "a.txt", "-o", "out"]).exit_code == 0
    outcome = CliRunner().invoke(main, ["run", "out/a.json", "-o", "out"])
    assert outcome.exit_code == 1
    assert "it is a result of trichluc" in outcome.stderr
    assert (place / "out/a.json").exists()


def test_a_document_that_fails_takes_its_earlier_result_away(place: Path) -> None:
    write_lines(place / "in.jsonl", documents(4))
    batch.run(["in.jsonl"], settings(place / "out"))
    write_lines(place / "in.jsonl", [*documents(3), {"id": "doc-3", "text": "Nothing of Vietnam in this one."}])
    batch.run(["in.jsonl"], settings(place / "out"))
    assert sorted(path.name for path in (place / "out").glob("*.json")) == ["doc-0.json", "doc-1.json", "doc-2.json"]


def test_workers_that_never_come_to_a_document_end_the_run(place: Path) -> None:
    write_lines(place / "in.jsonl", documents(5))
    with pytest.raises(batch.BrokenOffError, match=r"3 workers were lost .* exit status 5"):
        batch.run(
            ["in.jsonl"],
            settings(place / "out"),
            executor=lambda settings, tasks: (Pool(1, settings, never_ready), tasks),
        )


def test_too_long_is_cut_off_without_worker_processes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from batch_faults import faulty

    monkeypatch.setattr("extract.batch.work.extract", faulty)
    rows = documents(4)
    rows[1]["text"] = "SLOW " + rows[1]["text"]
    write_lines(place / "in.jsonl", rows)
    outcome = CliRunner().invoke(main, ["run", "in.jsonl", "-o", "out", "--timeout", "2"])
    assert outcome.exit_code == 1
    assert "in.jsonl:2: extract: took longer than 2 seconds" in outcome.stderr
    assert "documents  3" in outcome.stderr


def test_a_long_document_has_more_time() -> None:
    assert limit.for_size(120, 500) == 120
    assert limit.for_size(120, 50_000_000) == 6000
    assert limit.for_size(0, 50_000_000) == 0


@pytest.mark.parametrize("jobs", [0, 2])
def test_strict_stops_at_the_first(place: Path, jobs: int) -> None:
    write_lines(place / "in.jsonl", documents(300))
    summary = batch.run(
        ["in.jsonl"],
        settings(place / "out", format="jsonl", strict=True),
        executor=(lambda settings, tasks: (Pool(jobs, settings), tasks)) if jobs else None,
    )
    assert (summary.stopped, summary.finished, summary.errors, summary.documents) == (True, False, 1, 7)
    assert [e["id"] for e in errors(place / "out")] == ["doc-7"]
    assert len(outputs(place / "out")["part-000000.jsonl"].splitlines()) == 7


def test_strict_on_the_command_line(place: Path) -> None:
    write_lines(place / "in.jsonl", documents(10))
    outcome = CliRunner().invoke(main, ["run", "in.jsonl", "-o", "out", "--strict"])
    assert outcome.exit_code == 1
    assert "documents  7\n" in outcome.stderr
    assert "stopped at the first error; --resume without --strict goes on" in outcome.stderr


def test_a_full_disk_ends_the_run_and_it_goes_on(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines(place / "in.jsonl", documents(300))
    batch.run(["in.jsonl"], settings(place / "undisturbed", format="jsonl"))
    make_last = extract.batch.folder._make_last
    calls = 0

    def full(path: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == 5:
            raise OSError(28, "No space left on device")
        make_last(path)

    monkeypatch.setattr(extract.batch.folder, "_make_last", full)
    with pytest.raises(batch.BrokenOffError, match="out cannot be written to: No space left on device"):
        batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    assert len([name for name in outputs(place / "out") if name.startswith("part-")]) == 4
    summary = batch.run(["in.jsonl"], settings(place / "out", format="jsonl"), resume=True)
    assert summary.tasks_before == 4
    assert outputs(place / "out") == outputs(place / "undisturbed")
