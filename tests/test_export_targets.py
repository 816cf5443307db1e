"""What holds of all targets: the help names them, a missing extra is named, the summary counts what is there."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from gold_results import ROOT, SEEDS, seed_results

from extract.cli import main
from extract.export import TARGETS, ExportError, export
from extract.export.texts import Texts

RESULTS = seed_results()


def test_the_help_names_every_target() -> None:
    shown = CliRunner().invoke(main, ["export", "--help"]).output
    assert all(f"{kind}:" in shown for kind in TARGETS)
    with pytest.raises(ExportError) as error:
        export([], "nowhere:x")
    assert all(kind.description in str(error.value) for kind in TARGETS.values())


@pytest.mark.parametrize(
    ("target", "module", "extra"),
    [
        ("sqlite:///x.db", "sqlalchemy", "sql"),
        ("postgresql://me@localhost/x", "pg8000", "sql"),
        ("parquet:x", "pyarrow", "tables"),
    ],
)
def test_a_missing_extra_is_named(
    target: str, module: str, extra: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in sys.modules if name.partition(".")[0] == module]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ExportError, match=rf"pip install 'trichluc\[{extra}\]'"):
        export(RESULTS, target)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", [kind for kind in TARGETS if kind not in ("sqlite", "postgresql")])
def test_every_target_counts_what_it_took(kind: str, tmp_path: Path) -> None:
    summary = export(RESULTS, f"{kind}:{tmp_path / 'x'}", texts=Texts(SEEDS))
    assert summary.documents == len(RESULTS)
    assert summary.records == Counter(record.type for result in RESULTS for record in result.records)
    assert any(tmp_path.iterdir())


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    program = "import extract.export, extract.export.reading, extract.score, extract.diff, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8", cwd=ROOT)
    assert not set(done.stdout.split()) & {"sqlalchemy", "pg8000", "pyarrow", "spacy", "numpy", "pandas"}
