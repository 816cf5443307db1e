"""What is installed: the wheel holds the schemas and the lexicons, and works away from the clone."""

from __future__ import annotations

import ast
import importlib.metadata
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from samples import TEXT

import extract
from extract import schema

CLONE = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((CLONE / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this clone, built with hatchling (which the dev extra brings)."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=CLONE,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_code_schemas_lexicons_and_the_type_marker(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for name in schema.NAMES:
            inside = f"extract/schemas/{name}.schema.json"
            assert archive.read(inside) == (CLONE / f"schemas/{name}.schema.json").read_bytes()
    assert "extract/py.typed" in names
    for path in (CLONE / "extract").rglob("*"):
        if path.suffix in (".py", ".json", ".html", ".css", ".js"):
            assert path.relative_to(CLONE).as_posix() in names
    assert not [name for name in names if name.startswith(("tests", "seeds", "output", "benchmarks"))]


def test_the_wheel_works_away_from_the_clone(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed")}

    def trichluc(*arguments: str) -> bytes:
        command = [sys.executable, "-m", "extract", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True).stdout

    trichluc("run", "one.txt", "-o", "out")
    trichluc("validate", "out", "--source", ".")
    assert trichluc("schema", "date") == (CLONE / "schemas/date.schema.json").read_bytes()
    where = subprocess.run(
        [sys.executable, "-c", "import extract.schema as s; print(s.folder())"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(where.stdout.strip()) == tmp_path / "installed" / "extract" / "schemas"


def test_one_version() -> None:
    assert extract.__version__ == PROJECT["version"]


def test_the_command_and_the_spacy_component_are_declared() -> None:
    assert PROJECT["scripts"] == {"trichluc": "extract.cli:main"}
    assert PROJECT["entry-points"]["spacy_factories"] == {"trichluc": "extract.spacy_component:make_component"}


def test_every_import_is_declared() -> None:
    """What the package imports is Python's own, or among its dependencies and the extras of its users."""
    modules = importlib.metadata.packages_distributions()
    extras = [name for extra, names in PROJECT["optional-dependencies"].items() if extra != "dev" for name in names]
    declared = {name.split(">")[0].lower().replace("_", "-") for name in (*PROJECT["dependencies"], *extras)}
    for path in (CLONE / "extract").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            for name in names:
                top = name.split(".")[0]
                if top not in ("extract", "_typeshed", *sys.stdlib_module_names):  # _typeshed: type checkers bring it
                    owners = {owner.lower().replace("_", "-") for owner in modules.get(top, [top])}
                    assert owners & declared, f"{path.name} imports {top}"


def test_dependencies_are_used() -> None:
    """No dependency without need."""
    sources = "\n".join(p.read_text(encoding="utf-8") for p in (CLONE / "extract").rglob("*.py"))
    modules = {"python-dateutil": "dateutil", "ahocorasick-rs": "ahocorasick_rs", "jsonschema-rs": "jsonschema_rs"}
    for dependency in PROJECT["dependencies"]:
        name = dependency.split(">")[0]
        module = modules.get(name, name)
        assert f"import {module}" in sources or f"from {module}" in sources, name


def test_the_makefile_says_when_python_is_too_old(tmp_path: Path) -> None:
    old = tmp_path / "python-old"
    old.write_text('#!/bin/sh\ncase "$1" in --version) echo "Python 3.10.1";; *) exit 1;; esac\n')
    old.chmod(0o755)

    def make(python: str) -> subprocess.CompletedProcess[str]:
        arguments = ["make", "test", f"PYTHON={python}", f"VENV={tmp_path / 'venv'}"]
        return subprocess.run(arguments, cwd=CLONE, check=False, capture_output=True, text=True)

    try:
        outcome = make(str(old))
    except FileNotFoundError:
        pytest.skip("there is no make here")
    assert outcome.returncode != 0
    assert f"Trichluc needs Python 3.11 or later; {old} is Python 3.10.1" in outcome.stderr
    assert "There is no python-none" in make("python-none").stderr
    assert "none was found" in make("").stderr
