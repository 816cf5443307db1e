"""The command line: verbs, options, what goes where, exit status, and how soon it is there."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from samples import TEXT

from extract.cli import main
from extract.model import RECORD_TYPES

CLONE = Path(__file__).resolve().parents[1]
VERBS = sorted(main.commands)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def shell(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=CLONE, env=os.environ | environment, capture_output=True, check=True
    )


# --- run -----------------------------------------------------------------------------------------------------------


def test_run_writes_results_and_says_what_it_did(place: Path) -> None:
    outcome = call("run", "one.txt", "-o", "out")
    assert outcome.exit_code == 0
    assert outcome.stdout == ""
    assert re.match(
        r"documents  1\nrecords    \d+ \(date \d+, official \d+, .*actual \d+\)\nseconds    \d+\.\d\d\nerrors     0\n$",
        outcome.stderr,
    ), outcome.stderr
    result = json.loads(Path("out/one.json").read_text("utf-8"))
    assert result["document"]["id"] == "one"
    assert result["document"]["source"] == "one.txt"
    assert [path.name for path in Path("out").iterdir()] == ["one.json"]


def test_run_counts_records_by_type(place: Path) -> None:
    outcome = call("run", "one.txt", "-o", "out")
    records = json.loads(Path("out/one.json").read_text("utf-8"))["records"]
    for kind in RECORD_TYPES:
        assert f"{kind} {sum(r['type'] == kind for r in records)}" in outcome.stderr


@pytest.mark.parametrize("kinds", ["date", "meeting", "date,official", " date , target "])
def test_only_keeps_the_types_named_and_stays_valid(place: Path, kinds: str) -> None:
    assert call("run", "one.txt", "-o", "out", "--only", kinds).exit_code == 0
    records = json.loads(Path("out/one.json").read_text("utf-8"))["records"]
    assert {record["type"] for record in records} <= {kind.strip() for kind in kinds.split(",")}
    assert call("validate", "out").exit_code == 0


def test_published_is_what_the_day_is_resolved_against(place: Path) -> None:
    Path("one.txt").write_text("Sáng nay (13/7), Huyện ủy Tân Phong tổ chức hội nghị.\n", encoding="utf-8")
    assert call("run", "one.txt", "-o", "out", "--published", "2021-07-13T08:30").exit_code == 0
    result = json.loads(Path("out/one.json").read_text("utf-8"))
    assert result["document"]["published"] == "2021-07-13T08:30"


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "one.txt"],
        ["run", "-o", "out"],
        ["run", "one.txt", "-o", "out", "--only", "place"],
        ["run", "one.txt", "-o", "out", "--only", ""],
        ["run", "one.txt", "-o", "out", "--published", "13/7/2021"],
        ["run", "one.txt", "-o", "one.txt"],
        ["run", "one.txt", "-o", "out", "--colour"],
        ["walk"],
        ["schema", "place"],
        ["validate"],
        ["record", "out/one.json"],
    ],
)
def test_wrong_usage_is_2_and_writes_nothing(place: Path, arguments: list[str]) -> None:
    outcome = call(*arguments)
    assert outcome.exit_code == 2
    assert "Error" in outcome.stderr
    assert [path.name for path in place.iterdir()] == ["one.txt"]


def test_a_failed_document_is_1_and_is_named(place: Path) -> None:
    Path("two.txt").write_bytes(b"\xff\xff")
    outcome = call("run", "one.txt", "two.txt", "-o", "out")
    assert outcome.exit_code == 1
    assert "documents  1\n" in outcome.stderr
    assert "errors     1\n  two.txt: decode: not UTF-8" in outcome.stderr
    assert "out/errors.jsonl" in outcome.stderr


def test_many_failures_are_counted_and_not_all_shown(place: Path) -> None:
    for number in range(30):
        Path(f"empty-{number}.txt").write_bytes(b"")
    outcome = call("run", "*.txt", "-o", "out")
    assert outcome.exit_code == 1
    assert "errors     30\n" in outcome.stderr
    assert outcome.stderr.count(".txt: decode: the file is empty") == 10
    assert re.search(r"^ +30  decode: the file is empty$", outcome.stderr, re.MULTILINE)


def test_a_bar_is_shown_on_a_terminal_only(place: Path) -> None:
    pty = pytest.importorskip("pty")
    command = [sys.executable, "-m", "extract", "run", "one.txt", "-o", "out"]
    environment = os.environ | {"PYTHONPATH": str(CLONE), "TERM": "xterm"}
    quiet = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert "━" not in quiet.stderr.decode()
    leader, follower = pty.openpty()
    with subprocess.Popen(command, env=environment, stderr=follower, stdout=subprocess.PIPE) as process:
        assert process.wait(60) == 0
    os.close(follower)
    seen = os.read(leader, 100_000).decode()
    os.close(leader)
    assert "━" in seen
    assert "1 documents" in seen
    assert "MB/s" in seen
    assert "documents  1" in seen


# --- schema, record ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*RECORD_TYPES, "document"])
def test_schema_prints_what_is_committed(name: str) -> None:
    outcome = call("schema", name)
    assert outcome.exit_code == 0
    assert outcome.stdout_bytes == (CLONE / f"schemas/{name}.schema.json").read_bytes()


def test_schema_without_a_type_is_that_of_the_whole_result() -> None:
    assert call("schema").stdout == call("schema", "document").stdout


def test_record_prints_one_by_type_or_id(place: Path) -> None:
    call("run", "one.txt", "-o", "out")
    records = json.loads(Path("out/one.json").read_text("utf-8"))["records"]
    first = records[0]
    for which in (first["type"], first["id"]):
        outcome = call("record", "out/one.json", which)
        assert outcome.exit_code == 0
        assert json.loads(outcome.stdout) == first
    assert call("record", "out/one.json", "one/date/999999").exit_code == 1


def test_record_looks_through_any_output(place: Path) -> None:
    call("run", "one.txt", "-o", "shards", "--format", "jsonl")
    call("run", "one.txt", "-o", "out")
    first = json.loads(Path("out/one.json").read_text("utf-8"))["records"][0]
    for output in ("out", "shards", "shards/part-000000.jsonl"):
        assert json.loads(call("record", output, first["id"]).stdout) == first
    assert "nowhere: no such file or folder" in call("record", "nowhere", "date").stderr
    outcome = call("record", "out", "metting")
    assert outcome.exit_code == 2
    assert "metting is no record type (date, official," in outcome.stderr


def test_a_result_is_explained_and_shards_say_what_to_do(place: Path) -> None:
    call("run", "one.txt", "-o", "out")
    call("run", "one.txt", "-o", "shards", "--format", "jsonl")
    whole = call("explain", "one.txt", "--at", "0").stdout
    assert call("explain", "out/one.json", "--at", "0").stdout == whole
    for command in (["show"], ["explain", "--at", "0"]):
        outcome = call(*command, "shards/part-000000.jsonl")
        assert outcome.exit_code == 1
        assert "results of a run, not a text (trichluc record prints one record" in outcome.stderr


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"records": [{}]}', '{"records": 1}'])
def test_record_of_what_is_no_result_is_said(place: Path, content: str) -> None:
    Path("bad.json").write_text(content)
    outcome = call("record", "bad.json", "date")
    assert outcome.exit_code == 1
    assert "bad.json: not " in outcome.stderr


# --- help ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", VERBS)
def test_help_has_an_example_that_is_no_wrong_usage(verb: str) -> None:
    outcome = call(verb, "--help")
    assert outcome.exit_code == 0
    examples = re.findall(rf"trichluc ({verb} [^|>\n]*)", outcome.stdout.split("Example")[1])
    assert examples
    for example in examples:
        command = main.commands[verb]
        arguments = [word for word in shlex.split(example)[1:] if word != "…"]
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word for word in arguments if word.startswith("-") and word != "-"} <= known
        needed = [p for p in command.params if isinstance(p, click.Argument) and p.required]
        assert len(arguments) >= len(needed)


def test_python_m_extract_is_the_same() -> None:
    assert (
        shell("-m", "extract", "--help", COLUMNS="80").stdout.decode().startswith("Usage: trichluc [OPTIONS] COMMAND")
    )


# --- start-up ------------------------------------------------------------------------------------------------------


def seconds(*arguments: str) -> float:
    """The processor time of the fastest of a few starts, without that of Python itself."""
    resource = pytest.importorskip("resource")

    def one(*arguments: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        shell(*arguments)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return float(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    return min(one(*arguments) for _ in range(3)) - min(one("-c", "pass") for _ in range(3))


def test_start_up_is_quick() -> None:
    """0.15 s for the import and 0.3 s for help are the aim; the bounds leave room for slow machines."""
    assert seconds("-c", "import extract") < 0.15
    assert seconds("-m", "extract", "--help") < 0.5


@pytest.mark.parametrize("arguments", [["-c", "from extract import extract"], ["-m", "extract", "run", "--help"]])
def test_start_up_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = shell("-X", "importtime", *arguments).stderr.decode()
    modules = {line.rsplit("|", 1)[1].strip().split(".")[0] for line in loaded.splitlines() if "|" in line}
    assert "extract" in modules
    assert not modules & {"spacy", "jsonschema", "jsonschema_rs", "rich", "numpy", "hypothesis", "asyncio"}
