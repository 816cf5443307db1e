"""The how-to pages on exports: their commands, queries and programs run, on the records of the seeds."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from gold_results import GOLD, ROOT, SEEDS, seed_results

from extract.cli import main
from extract.export import export
from extract.gold import Gold
from extract.model import Document, Result, Target

PAGES = ROOT / "docs" / "how-to"


def blocks(page: str, language: str) -> list[str]:
    """The fenced blocks of a page in a language."""
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the seeds and an output of them, to run a page's commands in."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    (tmp_path / "invented.txt").write_text(INVENTED, encoding="utf-8")
    (tmp_path / "output").mkdir()
    write_output(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


INVENTED = "Phấn đấu đến năm 2020 có trên 80% số xã đạt chuẩn."


def results() -> list[Result]:
    """The seeds, and a text with a target for 2020, which they do not have."""
    text = INVENTED
    target = Target(
        id="invented/target/25", start=25, end=33, text=text[25:33], rule="target.x", indicator="xã đạt chuẩn",
        value=80, unit="%", comparator=">", period="2020",
    )  # fmt: skip
    document = Document(id="invented", source="invented.txt", sha256="0" * 64, characters=len(text))
    return [*seed_results(), Result(document=document, records=[target])]


def write_output(folder: Path) -> None:
    """The output of a run over the seeds that finds what is in the gold."""
    for result in results():
        (folder / "output" / f"{result.document.id}.json").write_bytes(result.to_json())


def run_commands(page: str, folder: Path) -> None:
    """Run each command of a page; after a run of the pipeline its output is made the gold, whatever the rules find."""
    commands = [line[2:] for block in blocks(page, "console") for line in block.splitlines() if line.startswith("$ ")]
    assert commands
    for command in commands:
        name, *arguments = shlex.split(command)
        assert name == "trichluc", command
        done = CliRunner().invoke(main, arguments)
        assert done.exit_code == 0, f"{command}: {done.output}"
        if arguments[0] == "run":
            write_output(folder)


def run_programs(page: str) -> list[str]:
    """Run each Python block of a page; gives what each printed."""
    printed = []
    for program in blocks(page, "python"):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(program, f"{page}.md", "exec"), {"__name__": page})
        printed.append(out.getvalue())
    return printed


def test_database(workplace: Path, postgres: str) -> None:
    import sqlalchemy

    run_commands("database", workplace)
    (printed,) = run_programs("database")
    assert "6 were there" in printed
    export(results(), postgres)
    queries = blocks("database", "sql")
    assert len(queries) == 5
    answers = []
    for address in ("sqlite:///records.db", postgres.replace("postgresql:", "postgresql+pg8000:")):
        engine = sqlalchemy.create_engine(address)
        with engine.connect() as connection:
            answers.append([connection.exec_driver_sql(query).fetchall() for query in queries])
        engine.dispose()
    assert all(rows for rows in answers[0])
    same = [[sorted(tuple(map(str, row)) for row in rows) for rows in answer] for answer in answers]
    assert same[0] == same[1]


def test_tables(workplace: Path) -> None:
    for module in ("duckdb", "pandas", "pyarrow"):
        pytest.importorskip(module)
    run_commands("tables", workplace)
    joined, frames = run_programs("tables")
    assert "Tạ Văn Dũng" in joined
    assert "Phó Bí thư TT Huyện ủy" in frames


def test_score_and_diff(workplace: Path) -> None:
    shutil.copytree(GOLD, workplace / "gold")
    for path in SEEDS.glob("*.txt"):
        shutil.copy(path, workplace / "gold")
    run_commands("score-and-diff", workplace)
    example = msgspec.json.decode(blocks("score-and-diff", "json")[0], type=Gold)
    assert example.dates[0].value == "2019-01-18"


def test_followthemoney(workplace: Path) -> None:
    run_commands("followthemoney", workplace)
    assert (workplace / "entities.json").read_bytes().count(b"\n") > 50


def test_label_studio(workplace: Path) -> None:
    run_commands("label-studio", workplace)
    assert {path.name for path in (workplace / "tasks").iterdir()} == {"config.xml", "tasks.json"}


def test_report(workplace: Path) -> None:
    pytest.importorskip("jinja2")
    run_commands("report", workplace)
    assert (workplace / "report" / "index.html").is_file()
    assert len(list((workplace / "report" / "documents").iterdir())) == len(results())


def test_spacy(workplace: Path) -> None:
    run_commands("spacy", workplace)
    (printed,) = run_programs("spacy")
    assert printed.strip() == str(["actual", "date", "legal_reference", "meeting", "official", "target"])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_json_ld(workplace: Path) -> None:
    pytest.importorskip("rdflib")
    run_commands("json-ld", workplace)
    (printed,) = run_programs("json-ld")
    assert "cites Nghị quyết số 25-NQ/TW" in printed
