"""The documentation is true: its commands run, its Python runs, its records are real, its files are there.

The fenced blocks of a page are run one after the other, in a folder of the page's own as a reader has it, by their
language: `console` (each line after `$ `, with the output that follows it, if any, `...` standing for anything),
`python`, `sql` (on SQLite and PostgreSQL, over the records of the folder `output`), `r` (where there is R), `yaml` (a
workflow: its `trichluc` commands; a pre-commit configuration: its hooks), `json` (a record of `output/`, or an entry
of gold). A comment before a block says what else holds of it: `<!-- not run: REASON -->`: it is not run, but what it
names must exist; `<!-- from: FILE -->`: its lines stand in that file; `<!-- printed -->`: the block of Python or SQL
before prints it; `<!-- an example -->`: it shows a form.
"""

from __future__ import annotations

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

import msgspec
import pytest
from gold_results import annotated_seeds
from postgres_server import binaries

import extract
from extract.cli import main
from extract.gold import Gold

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / f"{name}.md" for name in ("README", "CONTRIBUTING", "CHANGELOG")]
PAGES += sorted((ROOT / "docs").rglob("*.md"))
RUN = ("console", "python", "sql", "r", "yaml")
LANGUAGES = (*RUN, "json", "text")
NOT_RUN = (
    "make",
    "git",
    "pip",
    "uv",
    "python3 -m venv",
    ". ",
    "pre-commit",
    "python benchmarks/",
    "pytest",
    "ruff",
    "mypy",
    "dask ",
    "helm ",
    "kubectl ",
)
"""What the blocks that are not run may begin with."""

RUN_OPTIONS = {option for parameter in main.commands["run"].params for option in parameter.opts}

MAY_DIFFER = "trichluc diff"
"""What ends with 1 where it has something to say."""


class Block(NamedTuple):
    page: Path
    line: int
    language: str
    text: str
    notes: dict[str, str]

    def __str__(self) -> str:
        return f"{name(self.page)}:{self.line}"


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path) -> Iterator[Block]:
    fence = re.compile(
        r"(?:^<!-- (not run|from|printed|an example)(?:: ([^>]+))? -->\n)?^```(\w*)\n(.*?)^```$",
        re.MULTILINE | re.DOTALL,
    )
    text = page.read_text(encoding="utf-8")
    for match in fence.finditer(text):
        notes = {match[1]: match[2] or ""} if match[1] else {}
        yield Block(page, text.count("\n", 0, match.start(3)) + 1, match[3], match[4], notes)


BLOCKS = [block for page in PAGES for block in blocks(page)]


def of(chosen: list[Block]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("block", chosen, ids=str)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A folder as a reader has it: the seeds and their output, gold of them, and `trichluc` on the path."""
    folder = tmp_path / "reader"
    for part in ("seeds", "output", "schemas"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copytree(ROOT / "output", folder / "records")
    shutil.copytree(ROOT / "tests" / "gold", folder / "gold")
    for path in (ROOT / "seeds").glob("*.txt"):
        shutil.copy(path, folder / "gold")
    (folder / "project-1.json").write_text(json.dumps(annotated_seeds()), encoding="utf-8")  # from Label Studio
    for command, module in (("trichluc", "extract"), ("python", "")):
        script = folder / "bin" / command
        script.parent.mkdir(exist_ok=True)
        script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {module and f"-m {module}"} "$@"\n')
        script.chmod(0o755)
    return folder


def shell(command: str, workspace: Path) -> str:
    environment = {
        **os.environ,
        "PATH": f"{workspace / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        "PYTHONWARNINGS": "ignore",
        "COLUMNS": "160",
    }
    done = subprocess.run(
        command, shell=True, cwd=workspace, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", check=False,
    )  # fmt: skip
    fine = (0, 1) if command.startswith(MAY_DIFFER) else (0,)
    assert done.returncode in fine, f"{command}\n{done.stdout}"
    return done.stdout


def same(shown: str, printed: str) -> None:
    """What a page shows is what came out, up to white space and to what `...` stands for."""
    came = " ".join(printed.split())
    parts = [" ".join(part.split()) for part in shown.split("...")]
    at = 0
    for number, part in enumerate(parts):
        found = came.find(part, at)
        if number == len(parts) - 1 and number:
            found = max(found, len(came) - len(part))
        stands = came.startswith(part, found) and (number > 0 or found == 0)
        assert stands, f"{part!r} is not behind {came[:at]!r} in\n{printed}"
        at = found + len(part)
    assert at == len(came), f"there is more than is shown:\n{printed}"


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """The commands of a console block, each with the output that is shown."""
    for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.replace("\\\n", " ").partition("\n")
        yield command, shown


def run_console(block: Block, workspace: Path) -> None:
    for command, shown in commands(block):
        printed = shell(command, workspace)
        if shown.strip():
            same(shown, printed)


def run_python(block: Block, workspace: Path) -> str:
    script = workspace / "block.py"
    script.write_text(block.text, encoding="utf-8")
    return shell("python block.py", workspace)


def run_r(block: Block, workspace: Path) -> None:
    (workspace / "block.R").write_text(block.text, encoding="utf-8")
    shell("LC_ALL=C.UTF-8 Rscript block.R", workspace)


def run_sql(block: Block, workspace: Path, server: str | None) -> str:
    """A query on the records in both databases; it must find something, the same in both."""
    import sqlalchemy

    from extract.export import export
    from extract.export.reading import read

    answers = []
    for address in (f"sqlite:///{workspace / 'asked.db'}", server):
        if address is None:
            continue
        export(read([workspace / "output"]), address)
        engine = sqlalchemy.create_engine(address.replace("postgresql:", "postgresql+pg8000:"))
        with engine.connect() as connection:
            answers.append([tuple(row) for row in connection.exec_driver_sql(block.text)])
        engine.dispose()
    assert answers[0], f"{block} finds nothing"
    orderless = [sorted(tuple(map(str, row)) for row in rows) for rows in answers]
    assert orderless[0] == orderless[-1]
    return "\n".join(" | ".join(map(str, row)) for row in answers[0])


def run_yaml(block: Block, workspace: Path) -> None:
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
            chosen = [file for file in files if re.search(hook["files"], file)]
            assert chosen
            shell(shlex.join([*shlex.split(manifest[hook["id"]]["entry"]), *hook["args"], *chosen]), workspace)


@pytest.mark.parametrize("page", [page for page in PAGES if any(b.language in RUN for b in blocks(page))], ids=name)
def test_page_runs(page: Path, workspace: Path, request: pytest.FixtureRequest) -> None:
    there = [block for block in blocks(page) if "not run" not in block.notes]
    server = None
    if any(block.language == "sql" for block in there) and binaries():
        server = request.getfixturevalue("postgres")
    printed = ""
    for block in there:
        try:
            if block.language == "console":
                run_console(block, workspace)
            elif block.language == "python":
                printed = run_python(block, workspace)
            elif block.language == "sql":
                printed = run_sql(block, workspace, server)
            elif block.language == "r" and shutil.which("Rscript"):
                run_r(block, workspace)
            elif block.language == "yaml":
                run_yaml(block, workspace)
            elif "printed" in block.notes:
                same(block.text, printed)
        except AssertionError as error:
            raise AssertionError(f"{block}: {error}") from error


@of([b for b in BLOCKS if "not run" in b.notes])
def test_what_is_not_run_exists(block: Block) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    if block.language == "python":
        compile(block.text, str(block), "exec")
    if block.language != "console":
        return
    for command, _ in commands(block):
        on_a_cluster = command.startswith("trichluc run ") and ("--scheduler" in command or "hdfs://" in command)
        assert command.startswith(NOT_RUN) or on_a_cluster, f"{command!r} could be run"
        if "trichluc run" in command:
            assert set(re.findall(r" (--[a-z][a-z-]+)", command.partition("trichluc run")[2])) <= RUN_OPTIONS
        for target in re.findall(r"^make (\S+)", command):
            assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), f"the Makefile has no {target}"
        for path in re.findall(r"\b(?:benchmarks|tests)/\S+\.(?:py|json)\b", command):
            assert (ROOT / path).exists(), path


@of([b for b in BLOCKS if b.language == "json" and not {"from", "an example"} & b.notes.keys()])
def test_records_are_real(block: Block) -> None:
    shown = json.loads(block.text)
    result = json.loads((ROOT / "output" / f"{shown['id'].split('/')[0]}.json").read_text(encoding="utf-8"))
    assert shown in result["records"], "output/ has another record: run `python benchmarks/readme.py`"


@of([b for b in BLOCKS if b.language == "json" and "an example" in b.notes])
def test_examples_of_gold_are_gold(block: Block) -> None:
    msgspec.json.decode(block.text, type=Gold)


@of([b for b in BLOCKS if "from" in b.notes])
def test_excerpts_are_real(block: Block) -> None:
    lines = [line.strip().rstrip(",") for line in (ROOT / block.notes["from"]).read_text(encoding="utf-8").splitlines()]
    for line in block.text.splitlines():
        assert line.strip().rstrip(",") in lines


def test_every_block_is_of_a_kind_that_is_tested() -> None:
    assert not [str(block) for block in BLOCKS if block.language not in LANGUAGES]
    assert not [str(b) for b in BLOCKS if "not run" in b.notes and b.language not in ("console", "r", "python")]


@pytest.mark.parametrize("page", PAGES, ids=name)
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


def test_the_files_for_clusters_call_the_command_as_it_is() -> None:
    yaml: Any = pytest.importorskip("yaml", reason="the extra `docs` is not installed")
    folder = ROOT / "docs/how-to"
    manifests = list(yaml.safe_load_all((folder / "kubernetes.yaml").read_text("utf-8")))
    assert [manifest["kind"] for manifest in manifests] == ["Service", "Deployment", "Deployment", "Job"]
    called = [manifest["spec"]["template"]["spec"]["containers"][0]["command"] for manifest in manifests[1:]]
    script = (folder / "slurm.sbatch").read_text("utf-8").replace("\\\n", " ")
    called += [shlex.split(line.strip(" &")) for line in script.splitlines() if line.startswith(("trichluc ", "dask "))]
    assert [command[:2] for command in called] == [
        ["dask", "scheduler"], ["dask", "worker"], ["trichluc", "run"], ["dask", "scheduler"], ["trichluc", "run"],
    ]  # fmt: skip
    for command in called:
        if command[0] == "trichluc":
            main.commands["run"].make_context("run", command[2:])  # raises for an option that is not there
