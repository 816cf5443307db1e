"""The documentation is true: its commands run, its Python runs, its records are real, its files are there.

Every fenced block of README.md, CONTRIBUTING.md and docs/ is run by its language: `console` (each line after `$ `,
with the output that follows it, if any, `...` standing for anything), `python`, `yaml` (a workflow: its `trichluc`
commands; a pre-commit configuration: its hooks) and `json` (a record of `output/`). A block after
`<!-- not run: REASON -->` is not run, but what it names must exist; one after `<!-- from: FILE -->` must stand in that
file.
"""

from __future__ import annotations

import doctest
import importlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import extract

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
LANGUAGES = ("console", "python", "yaml", "json", "text")
NOT_RUN = ("make", "git", "pip", "uv", "pre-commit", "python benchmarks/", "pytest", "ruff", "mypy")
"""What the blocks that are not run may begin with."""


class Block(NamedTuple):
    page: Path
    line: int
    language: str
    text: str
    not_run: str | None
    source: str | None

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def blocks() -> Iterator[Block]:
    fence = re.compile(r"(?:^<!-- (not run|from): ([^>]+) -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for match in fence.finditer(text):
            note = {match[1]: match[2]}
            line = text.count("\n", 0, match.start(3)) + 1
            yield Block(page, line, match[3], match[4], note.get("not run"), note.get("from"))


def of(*languages: str, run: bool = True) -> pytest.MarkDecorator:
    chosen = [b for b in blocks() if b.language in languages and run == (b.not_run is None)]
    return pytest.mark.parametrize("block", chosen, ids=str)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it: the seeds, their output, and `trichluc` on the path."""
    folder = tmp_path_factory.mktemp("reader")
    for name in ("seeds", "output", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copytree(ROOT / "output", folder / "records")
    command = folder / "bin" / "trichluc"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m extract "$@"\n')
    command.chmod(0o755)
    return folder


def shell(command: str, workspace: Path) -> str:
    environment = {
        **os.environ,
        "PATH": f"{workspace / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "COLUMNS": "120",
    }
    done = subprocess.run(
        command, shell=True, cwd=workspace, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.replace("\\\n", " ").partition("\n")
        yield command, shown


@of("console")
def test_commands_run(block: Block, workspace: Path) -> None:
    for command, shown in commands(block):
        output = shell(command, workspace)
        if shown.strip():
            checker = doctest.OutputChecker()
            assert checker.check_output(shown, output, doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE), output


@of("console", run=False)
def test_commands_that_are_not_run_exist(block: Block) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for command, _ in commands(block):
        assert command.startswith(NOT_RUN), f"{command!r} could be run"
        for target in re.findall(r"^make (\S+)", command):
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), f"the Makefile has no {target}"
        for path in re.findall(r"\b(?:benchmarks|tests)/\S+\.(?:py|json)\b", command):
            assert (ROOT / path).exists(), path


@of("python")
def test_python_runs(block: Block, workspace: Path) -> None:
    script = workspace / "block.py"
    script.write_text(block.text, encoding="utf-8")
    shell(f"{shlex.quote(sys.executable)} block.py", workspace)


@of("json")
def test_records_are_real(block: Block) -> None:
    if block.source is not None:
        return
    shown = json.loads(block.text)
    result = json.loads((ROOT / "output" / f"{shown['id'].split('/')[0]}.json").read_text(encoding="utf-8"))
    assert shown in result["records"], "output/ has another record: run `python benchmarks/readme.py`"


@pytest.mark.parametrize("block", [b for b in blocks() if b.source], ids=str)
def test_excerpts_are_real(block: Block) -> None:
    assert block.source is not None
    lines = [line.strip().rstrip(",") for line in (ROOT / block.source).read_text(encoding="utf-8").splitlines()]
    for line in block.text.splitlines():
        assert line.strip().rstrip(",") in lines


@of("yaml")
def test_yaml_works(block: Block, workspace: Path) -> None:
    yaml: Any = importlib.import_module("yaml")  # it comes with pre-commit
    shown = yaml.safe_load(block.text)
    if "jobs" in shown:
        steps = [step for job in shown["jobs"].values() for step in job["steps"] if "run" in step]
        ours = [step["run"] for step in steps if step["run"].startswith("trichluc ")]
        assert ours
        for command in ours:
            shell(command, workspace)
        return
    manifest = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}
    for repo in shown["repos"]:
        for hook in repo["hooks"]:
            files = [p.relative_to(workspace).as_posix() for p in sorted(workspace.rglob("*.json"))]
            chosen = [name for name in files if re.search(hook["files"], name)]
            assert chosen
            shell(shlex.join([*shlex.split(manifest[hook["id"]]["entry"]), *hook["args"], *chosen]), workspace)


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    odd = [str(block) for block in blocks() if block.language not in LANGUAGES]
    assert not odd
    assert not [str(b) for b in blocks() if b.not_run and b.language != "console"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    paths = re.findall(r"`((?:extract|tests|benchmarks|docs|schemas|seeds|output|\.ci)/[\w./-]*)(?::\d+)?`", text)
    missing = [link for link in links if not (page.parent / link).exists()]
    missing += [path for path in paths if not (ROOT / path).exists()]
    assert not missing


def test_readme_says_what_it_is_within_a_screen() -> None:
    screen = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:80]
    text = "\n".join(screen)
    assert "make demo" in text
    assert text.count("```json") >= 1


def test_accuracy_is_no_better_than_measured(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures of the README are dated, and none claims more than the rules reach now."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text.partition("<!-- accuracy: begin")[2].partition("<!-- accuracy: end")[0]
    assert re.search(r"\d{4}-\d{2}-\d{2}", table), "say when it was measured"
    claimed = re.findall(r"^\| `([\w.]+)` \| [\d.]+ \| [\d.]+ \| ([\d.]+) \|", table, flags=re.MULTILINE)
    assert claimed
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    accuracy: Any = importlib.import_module("accuracy")
    reached = accuracy.figures()
    more = [f"{kind} {figure}" for kind, figure in claimed if float(figure) > reached[kind] + 0.02]
    assert not more, "better than it is: run `python benchmarks/readme.py --accuracy`"


def test_one_version_everywhere() -> None:
    yaml: Any = importlib.import_module("yaml")
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert citation["version"] == project["version"] == extract.__version__
    assert citation["license"] == project["license"]
    assert f"version {project['version']}" in readme
    assert f"rev: v{project['version']}" in readme


def test_pre_commit_files_are_valid() -> None:
    for verb, name in (("validate-config", ".pre-commit-config.yaml"), ("validate-manifest", ".pre-commit-hooks.yaml")):
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", verb, name], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
