"""Runs over many documents: the same bytes however many workers, a folder that can be read, nothing lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from batch_inputs import documents, outputs, settings, write_lines

from extract import batch
from extract.batch.pool import Pool


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "in.jsonl", documents(300))
    return tmp_path


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_the_same_bytes_with_any_number_of_workers(place: Path, format: Any) -> None:
    found = []
    for jobs in (0, 1, 3):
        out = place / f"out-{jobs}"
        making = (lambda settings, tasks, jobs=jobs: (Pool(jobs, settings), tasks)) if jobs else None
        summary = batch.run(["in.jsonl"], settings(out, format=format), executor=making)
        assert (summary.documents, summary.errors) == (297, 3)
        found.append(outputs(out))
    assert found[0] == found[1] == found[2]
    ids = [json.loads(line)["id"] for line in found[0]["errors.jsonl"].splitlines()]
    assert ids == ["doc-7", "doc-107", "doc-207"]


def test_lines_are_in_the_order_of_the_input(place: Path) -> None:
    batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    shards = [data for name, data in sorted(outputs(place / "out").items()) if name.startswith("part-")]
    assert len(shards) > 3
    ids = [json.loads(line)["document"]["id"] for shard in shards for line in shard.splitlines()]
    assert ids == [f"doc-{i}" for i in range(300) if i % 100 != 7]
