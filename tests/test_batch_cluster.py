"""On a cluster of worker processes and in folders behind fsspec: the same as on one machine."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_inputs import documents, outputs, settings, write_lines
from click.testing import CliRunner

from extract import batch
from extract.batch.cluster import Cluster
from extract.batch.folder import RemoteFolder
from extract.cli import main

distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="workers are killed with signals")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(path for path in sys.path if path))
    write_lines(tmp_path / "in.jsonl", documents(200))
    return tmp_path


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_a_worker_is_killed_in_the_middle(place: Path, format: Any) -> None:
    batch.run(["in.jsonl"], settings(place / "here", format=format))
    lost: list[int] = []

    def kill_one(cluster: Any) -> None:
        """Once two shards are there, one of the workers is killed that are there."""
        while len(list(Path("out").rglob("part-*"))) < 2:
            time.sleep(0.01)
        worker = next(iter(cluster.workers.values()))
        lost.append(worker.pid)
        os.kill(worker.pid, signal.SIGKILL)

    def make(settings: Any, tasks: Iterator[Any]) -> Any:
        executor = Cluster(settings, jobs=2)
        threading.Thread(target=kill_one, args=(executor._cluster,), daemon=True).start()
        return executor, tasks

    summary = batch.run(["in.jsonl"], settings(place / "out", format=format), executor=make)
    assert lost
    assert (summary.documents, summary.errors) == (198, 2)
    assert outputs(place / "out") == outputs(place / "here")


def test_a_document_that_costs_workers_is_left_out(place: Path) -> None:
    import dask

    rows = documents(60)
    rows[33]["text"] = "KILLED " + rows[33]["text"]
    write_lines(place / "in.jsonl", rows)

    def make(settings: Any, tasks: Iterator[Any]) -> Any:
        executor = Cluster(settings, jobs=1)
        executor._client.register_plugin(_faulty_workers())
        return executor, tasks

    with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
        summary = batch.run(["in.jsonl"], settings(place / "out", format="jsonl"), executor=make)
    assert (summary.documents, summary.errors) == (58, 2)
    (fault,) = [fault for fault in summary.faults if fault.stage == "extract"]
    assert (fault.id, fault.source) == ("doc-33", "in.jsonl:34")
    assert fault.reason.startswith("several workers were lost at it")


def _make_faulty() -> None:
    from batch_faults import faulty

    import extract.batch.work as module

    vars(module)["extract"] = faulty


def _faulty_workers() -> Any:
    """Makes workers faulty, also those that are started again."""

    class Faulty(distributed.WorkerPlugin):  # type: ignore[misc,name-defined]
        def setup(self, worker: Any) -> None:
            _make_faulty()

    return Faulty()


def test_the_command_line_starts_a_cluster_here(place: Path) -> None:
    write_lines(place / "in.jsonl", documents(20))
    command = ["run", "in.jsonl", "--format", "jsonl", "--shard-mb", "0.002"]
    outcome = CliRunner().invoke(main, [*command, "-o", "out", "--engine", "dask", "-j", "1"])
    assert outcome.exit_code == 1, outcome.output
    CliRunner().invoke(main, [*command, "-o", "here"])
    assert outputs(place / "out") == outputs(place / "here")


def test_a_scheduler_that_is_not_there_is_said(place: Path) -> None:
    import dask

    with dask.config.set({"distributed.comm.timeouts.connect": "200ms"}):
        outcome = CliRunner().invoke(
            main, ["run", "in.jsonl", "-o", "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"]
        )
    assert outcome.exit_code == 3
    assert "127.0.0.1:9" in outcome.stderr
    assert CliRunner().invoke(main, ["run", "in.jsonl", "-o", "out", "--scheduler", "tcp://h:1"]).exit_code == 2


def test_a_scheduler_is_found_by_its_file(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines(place / "in.jsonl", documents(20))
    command = ["run", "in.jsonl", "--format", "jsonl", "--engine", "dask", "--scheduler", "scheduler.json"]
    with distributed.LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0") as cluster:
        Path("scheduler.json").write_text(json.dumps({"address": cluster.scheduler_address}))
        outcome = CliRunner().invoke(main, [*command, "-o", "out"])
    assert "documents  19" in outcome.stderr
    Path("scheduler.json").unlink()
    monkeypatch.setattr("extract.batch.cluster.PATIENCE", 0.2)
    outcome = CliRunner().invoke(main, [*command, "-o", "other"])
    assert outcome.exit_code == 3
    assert "no scheduler of Dask at scheduler.json: the file is not there after 0.2 seconds" in outcome.stderr


# --- folders behind fsspec ------------------------------------------------------------------------------------------


@pytest.fixture
def memory() -> Iterator[str]:
    fsspec = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.makedirs("/records", exist_ok=True)
    yield "memory://records/run"
    system.rm("/records", recursive=True)


def everything(address: str) -> dict[str, bytes]:
    folder = RemoteFolder(address)
    return {name: folder.read(name) or b"" for name in folder.names()}


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_an_object_store_gets_the_same_files(place: Path, memory: str, format: Any) -> None:
    batch.run(["in.jsonl"], settings(place / "here", format=format))
    batch.run(["in.jsonl"], settings(memory, format=format))
    assert everything(memory) == outputs(place / "here")
    with pytest.raises(batch.ResumeError, match="holds a finished run"):
        batch.run(["in.jsonl"], settings(memory, format=format))
    summary = batch.run(["in.jsonl"], settings(memory, format=format), resume=True)
    assert (summary.documents, summary.processed) == (198, 0)
    batch.run(["in.jsonl"], settings(memory, format=format), overwrite=True)
    assert everything(memory) == outputs(place / "here")


def test_a_run_into_an_object_store_goes_on(place: Path, memory: str, monkeypatch: pytest.MonkeyPatch) -> None:
    batch.run(["in.jsonl"], settings(place / "here", format="jsonl"))
    staged = RemoteFolder.staged
    calls = 0

    def lost(self: RemoteFolder, folder: Path) -> None:
        nonlocal calls
        calls += 1
        if calls == 4:
            raise OSError(5, "Connection lost")
        staged(self, folder)

    monkeypatch.setattr(RemoteFolder, "staged", lost)
    with pytest.raises(batch.BrokenOffError, match="memory://records/run cannot be written to: Connection lost"):
        batch.run(["in.jsonl"], settings(memory, format="jsonl"))
    summary = batch.run(["in.jsonl"], settings(memory, format="jsonl"), resume=True)
    assert summary.tasks_before == 3
    assert everything(memory) == outputs(place / "here")


def test_the_command_line_takes_addresses(place: Path, memory: str) -> None:
    fsspec: Any = pytest.importorskip("fsspec")
    system = fsspec.filesystem("memory")
    system.pipe_file("/records/in.jsonl", (place / "in.jsonl").read_bytes())
    outcome = CliRunner().invoke(main, ["run", "memory://records/in.jsonl", "-o", memory])
    assert outcome.exit_code == 1, outcome.output
    assert list(everything(memory)) == ["errors.jsonl", "part-000000.jsonl"]
    assert CliRunner().invoke(main, ["run", "in.jsonl", "-o", memory, "--format", "json"]).exit_code == 2
    outcome = CliRunner().invoke(main, ["run", "in.jsonl", "-o", "nowhere://records"])
    assert outcome.exit_code == 2
    assert "nowhere" in outcome.stderr
    outcome = CliRunner().invoke(main, ["run", "in.jsonl", "-o", f"file://{place}/local"])
    assert (place / "local/doc-0.json").exists()


@pytest.mark.parametrize(
    ("error", "status"), [(ConnectionRefusedError(111, "Connection refused"), 3), (PermissionError(13, "Denied"), 2)]
)
def test_an_address_that_does_not_answer_may_be_tried_again(
    place: Path, memory: str, monkeypatch: pytest.MonkeyPatch, error: OSError, status: int
) -> None:
    def refused(self: RemoteFolder) -> None:
        raise error

    monkeypatch.setattr(RemoteFolder, "create", refused)
    outcome = CliRunner().invoke(main, ["run", "in.jsonl", "-o", memory])
    assert outcome.exit_code == status
    assert f"{memory} cannot be written to: {error.strerror}" in outcome.stderr


def test_lines_are_read_from_any_address(tmp_path: Path) -> None:
    """A file of fsspec has no `readline` with a limit."""
    pytest.importorskip("fsspec")
    from extract.inputs.files import opened

    path = write_lines(tmp_path / "in.jsonl", documents(3))
    with opened(f"file://{path}") as file:
        assert len(file.readline(10)) == 10
