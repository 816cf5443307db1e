"""The five seed articles: the committed output is what a run writes, and it is what the gold says."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from scoring import compare

from extract import extract
from extract.model import RECORD_TYPES
from extract.validate import check_files

CLONE = Path(__file__).resolve().parents[1]
SEEDS = sorted(path.stem for path in (CLONE / "seeds").glob("*.txt"))


def run(output: Path, hash_seed: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "extract", "run", "seeds", "-o", str(output)],
        cwd=CLONE,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
    )


def test_output_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    for hash_seed in ("1", "2"):
        run(tmp_path / hash_seed, hash_seed)
        written = {path.name: path.read_bytes() for path in (tmp_path / hash_seed).iterdir()}
        committed = {path.name: path.read_bytes() for path in (CLONE / "output").iterdir()}
        assert written.keys() == committed.keys()
        changed = [name for name in written if written[name] != committed[name]]
        assert not changed, f"a run writes other records: run `make output` and read the diff of {', '.join(changed)}"


def test_output_is_valid_against_its_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CLONE)
    reports = list(check_files(["output"], Path("seeds")))
    assert len(reports) == len(SEEDS) == 5
    for report in reports:
        assert not report.problems, report.file
        assert report.source_checked


def test_seeds_are_those_of_the_dev_set(shared: Path) -> None:
    for name in SEEDS:
        assert (CLONE / "seeds" / f"{name}.txt").read_bytes() == (shared / "gold/dev" / f"{name}.txt").read_bytes()


@pytest.mark.parametrize("kind", RECORD_TYPES)
@pytest.mark.parametrize("name", SEEDS)
def test_records_are_those_of_the_gold(name: str, kind: str) -> None:
    text = (CLONE / "seeds" / f"{name}.txt").read_bytes().decode("utf-8")
    gold = json.loads((CLONE / "tests/gold" / f"{name}.json").read_text(encoding="utf-8"))
    records = [r for r in msgspec.to_builtins(extract(text, id=name).records) if r["type"] == kind]
    difference = compare(kind, gold[f"{kind}s"], records, text)
    assert not difference.missed
    assert not difference.extra
