"""Results and texts that are read where a run reads and writes: in memory, on S3, in files of rows of any kind."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from batch_inputs import documents, outputs, settings, write_lines
from click.testing import CliRunner, Result

from extract import batch, places
from extract.cli import main
from extract.export.common import ExportError
from extract.export.reading import read
from extract.export.texts import Texts

fsspec: Any = pytest.importorskip("fsspec", reason="the extra `archives` is not installed")


def call(*arguments: str) -> Result:
    outcome = CliRunner().invoke(main, list(arguments))
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit), outcome.exception
    return outcome


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """A bucket of an S3 server of our own."""
    server: Any = pytest.importorskip("moto.server", reason="moto is not installed")
    pytest.importorskip("s3fs", reason="s3fs is not installed")
    running = server.ThreadedMotoServer(port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    given = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1",
    }  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        for name, value in given.items():
            patch.setenv(name, value)
        fsspec.filesystem("s3").mkdir("archive")
        yield "s3://archive"
    running.stop()


@pytest.fixture(params=["memory", "s3"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty folder behind fsspec."""
    root = "memory://archive" if request.param == "memory" else request.getfixturevalue("s3")
    yield f"{root}/run"
    system, path = fsspec.core.url_to_fs(f"{root}/run")
    if system.exists(path):
        system.rm(path, recursive=True)


def put(address: str, path: Path) -> str:
    system, target = fsspec.core.url_to_fs(address)
    system.makedirs(target.rpartition("/")[0], exist_ok=True)
    system.put_file(str(path), target)
    return address


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_results_at_an_address_are_read_by_every_verb(place: Path, address: str, format: Any) -> None:
    source = put(f"{address}/in/crawl.jsonl", write_lines(place / "crawl.jsonl", documents(60)))
    batch.run(["crawl.jsonl"], settings(place / "here", format=format))
    batch.run([source], settings(f"{address}/out", format=format))
    out = f"{address}/out"
    for given in (source, f"{address}/in", "crawl.jsonl", None):
        checked = call("validate", out, *(["--source", given] if given else []))
        assert checked.exit_code == 0, checked.output
        assert "59 results checked, 59 of them against their text, 0 invalid" in checked.stderr
    there = [result.document.id for result in read([out])]
    assert there == [result.document.id for result in read(["here"])]
    assert call("html", out, "-o", "report", "--source", source).exit_code == 0
    assert call("export", out, "--to", "csv:tables").exit_code == 0
    assert call("export", out, "--to", "label-studio:tasks", "--texts", f"{address}/in").exit_code == 0
    assert len(json.loads(Path("tasks/tasks.json").read_bytes())) == 59
    assert call("diff", out, "here").exit_code == 0


def test_reports_and_tables_are_written_to_an_address(place: Path, address: str) -> None:
    write_lines(place / "in.jsonl", documents(30))
    batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    assert call("html", "out", "-o", "report").exit_code == 0
    for _ in range(2):  # a report is replaced
        outcome = call("html", "out", "-o", f"{address}/report")
        assert outcome.exit_code == 0, outcome.output
    assert f"open {address}/report/index.html" in outcome.stderr
    assert places.files_below(f"{address}/report") == places.files_below("report")
    assert places.read_bytes(f"{address}/report/index.html") == Path("report/index.html").read_bytes()
    left_over = f"{address}/report/documents/gone-0123456789ab.html"
    put(left_over, place / "in.jsonl")
    assert call("html", "out", "-o", f"{address}/report").exit_code == 0
    assert places.files_below(f"{address}/report") == places.files_below("report")
    put(f"{address}/other/letter.txt", place / "in.jsonl")
    outcome = call("html", "out", "-o", f"{address}/other")
    assert outcome.exit_code == 1
    assert "there are other things in this folder" in outcome.stderr
    for target in (
        "csv:{}/tables",
        "json-ld:{}/x.jsonld",
        "docbin:{}/x.spacy",
        "docbin:{}/train",
        "label-studio:{}/ls",
    ):
        for root in (address, "here"):
            assert call("export", "out", "--to", target.format(root)).exit_code == 0
    names = [name for name in places.files_below(address) if not name.startswith(("report/", "other/"))]
    assert names == places.files_below("here")
    for name in names:
        if not name.endswith(".spacy"):
            assert places.read_bytes(f"{address}/{name}") == Path("here", name).read_bytes()


def test_texts_are_looked_for_where_the_result_says(place: Path, address: str) -> None:
    for number, row in enumerate(documents(3)):
        (place / f"{number}.txt").write_text(row["text"], encoding="utf-8")
        put(f"{address}/in/a/{number}.txt", place / f"{number}.txt")
    batch.run([f"{address}/in"], settings(f"{address}/out", format="jsonl"))
    for given in ([], ["--source", f"{address}/in"], ["--source", str(place)]):
        checked = call("validate", f"{address}/out", *given)
        assert "3 of them against their text, 0 invalid" in checked.stderr, checked.output


def test_what_is_not_there_is_said(place: Path, address: str) -> None:
    for arguments in (["validate", f"{address}/nothing"], ["validate", ".", "--source", f"{address}/nothing"]):
        outcome = call(*arguments)
        assert outcome.exit_code == 2
        assert f"there is no {address}/nothing" in outcome.stderr.replace("\n", " ").replace("│", "")
    outcome = call("export", f"{address}/nothing", "--to", "csv:tables")
    assert outcome.exit_code == 1
    assert f"{address}/nothing: no such file or folder" in outcome.stderr
    assert call("validate", "nowhere://x").exit_code == 2


# --- texts of rows --------------------------------------------------------------------------------------------------


def validated(*arguments: str) -> tuple[int, int, int]:
    """How many results `validate` has checked, how many of them against their text, and how many are invalid."""
    told = call("validate", *arguments).stderr.splitlines()[0].split()
    return int(told[0]), int(told[3]), int(told[-2])


def test_ids_are_those_that_a_run_gives(place: Path) -> None:
    """In several files, without an id, twice the same, unsafe as a file name."""
    (place / "in").mkdir()
    rows = documents(6)
    write_lines(place / "in/a.jsonl", [{**row, "id": name} for row, name in zip(rows, "xxyy/z", strict=True)])
    write_lines(place / "in/b.jsonl", [{"text": row["text"]} for row in rows])
    (place / "in/c.jsonl.gz").write_bytes(gzip.compress((place / "in/a.jsonl").read_bytes()))
    for format in ("json", "jsonl"):
        out = place / format
        assert batch.run(["in"], settings(out, format=format)).errors == 0
        assert validated(format, "--source", "in") == (18, 18, 0)
        assert validated(format) == (18, 18, 0)
    for file in ("a.jsonl", "b.jsonl", "c.jsonl.gz"):
        batch.run([f"in/{file}"], settings(place / f"of-{file}", format="jsonl"))
        assert validated(f"of-{file}", "--source", f"in/{file}") == (6, 6, 0)
        assert validated(f"of-{file}") == (6, 6, 0)


def test_results_of_several_files_find_their_rows_in_one(place: Path) -> None:
    write_lines(place / "a.jsonl", documents(3))
    write_lines(place / "b.jsonl", [{"text": row["text"].replace("Tân", "Văn")} for row in documents(3)])
    batch.run(["a.jsonl", "b.jsonl"], settings(place / "out"))
    of_a = sorted(str(path) for path in Path("out").glob("a~*.json"))
    of_b = sorted(str(path) for path in Path("out").glob("b~*.json"))
    assert validated(*of_a, "--source", "a.jsonl") == (3, 3, 0)
    assert validated(*of_b, "--source", "b.jsonl") == (3, 3, 0)
    assert validated(*of_b, "--source", "a.jsonl") == (3, 0, 3)


def test_rows_of_any_kind_are_looked_into(place: Path) -> None:
    pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
    from input_files import table

    rows = [{"no": number, "body": row["text"]} for number, row in enumerate(documents(6))]
    (place / "x.parquet").write_bytes(table(rows))
    columns = ["--text-column", "body", "--id-column", "no"]
    assert call("run", "x.parquet", "-o", "out", *columns).exit_code == 0
    assert validated("out", "--source", "x.parquet", *columns) == (6, 6, 0)
    outcome = call("validate", "out", "--source", "x.parquet")
    assert "there is no column 'text'; there are 'no', 'body'" in outcome.stdout
    assert call("html", "out", "-o", "report", "--source", "x.parquet", *columns).exit_code == 0


def test_pages_are_looked_into(place: Path) -> None:
    pytest.importorskip("trafilatura", reason="the extra `archives` is not installed")
    from input_files import page, response, warc_record

    pages = [response(page().encode()) for _ in range(3)]
    records = [warc_record("response", f"https://example.org/{n}", data) for n, data in enumerate(pages)]
    (place / "crawl.warc.gz").write_bytes(b"".join(map(gzip.compress, records)))
    assert call("run", "crawl.warc.gz", "-o", "out").exit_code == 0
    assert validated("out", "--source", "crawl.warc.gz") == (3, 3, 0)
    assert validated("out") == (3, 0, 0)  # of addresses on the web, which are not fetched


def test_texts_are_found_in_any_order_and_again(place: Path) -> None:
    path = write_lines(place / "in.jsonl", documents(40))
    batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    results = list(read(["out"]))
    wanted = [json.loads(line)["text"] for line in path.read_bytes().splitlines()]
    wanted = [text for text in wanted if "Vietnamese" not in text]
    texts = Texts(path)
    for order in (results, results[::-1], results[10:] + results[:10], results):
        found = {result.document.id: texts.of(result) for result in order}
        assert [found[result.document.id] for result in results] == wanted


def test_rows_that_have_changed_are_noticed(place: Path) -> None:
    rows = documents(5)
    write_lines(place / "in.jsonl", rows)
    batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    rows[2]["text"] = "x" + rows[2]["text"][:-1]
    del rows[3]["text"]
    write_lines(place / "in.jsonl", rows[:4])
    outcome = call("validate", "out", "--source", "in.jsonl")
    assert outcome.exit_code == 1
    (third, *quotes, fourth, fifth) = outcome.stdout.splitlines()
    assert "part-000000.jsonl:3: document: sha256 is" in third
    assert all("the source has" in quote for quote in quotes)
    assert quotes
    assert "its source in.jsonl:4 cannot be read: there is no column 'text'" in fourth
    assert "its source was not found in in.jsonl" in fifth
    with pytest.raises(ExportError, match="not the text that the records were taken from"):
        Texts("in.jsonl").of(list(read(["out"]))[2])


def test_a_file_that_breaks_off_is_said(place: Path) -> None:
    write_lines(place / "in.jsonl", documents(5))
    batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    (place / "in.jsonl.gz").write_bytes(gzip.compress((place / "in.jsonl").read_bytes())[:-30])
    outcome = call("validate", "out", "--source", "in.jsonl.gz")
    assert outcome.exit_code == 1
    assert "cannot be read: the compressed file is cut off" in outcome.stdout


def test_ids_that_are_those_of_results_already(place: Path) -> None:
    """A file that someone has made of the ids of results, in which `~` stands."""
    write_lines(place / "in.jsonl", [{"text": row["text"]} for row in documents(4)])
    batch.run(["in.jsonl"], settings(place / "out", format="jsonl"))
    results = list(read(["out"]))
    assert results[1].document.id == "in~2"
    rows = [{"id": f"in~{n}", "text": row["text"]} for n, row in enumerate(documents(4), 1)]
    texts = Texts(write_lines(place / "texts.jsonl", rows))
    assert [texts.of(result) for result in results] == [row["text"] for row in rows]


def test_files_are_listed_without_hidden_ones(place: Path) -> None:
    for name in ("a/c.txt", "a/b/d.txt", ".x/e.txt", "a/.f", "a-b.txt"):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(b"x")
        put(f"memory://places/{name}", place / name)
    wanted = ["a/b/d.txt", "a/c.txt", "a-b.txt"]
    assert places.files_below(place) == places.files_below(str(place)) == wanted
    assert places.files_below("memory://places") == wanted
    assert places.join("memory://places/", "a", "c.txt") == "memory://places/a/c.txt"
    assert places.read_bytes("memory://places/a/c.txt") == b"x"
    assert outputs(place)
    assert msgspec.json.encode(wanted)
    with pytest.raises(OSError, match="Protocol not known"):
        places.is_file("nowhere://x")
    fsspec.filesystem("memory").rm("/places", recursive=True)


# --- what file systems raise ----------------------------------------------------------------------------------------


def test_whatever_a_file_system_raises_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries below fsspec have errors of their own, which are no `OSError`."""

    class Unreachable(fsspec.AbstractFileSystem):  # type: ignore[misc]
        protocol = "unreachable"

        def __getattribute__(self, name: str) -> Any:
            if name in ("makedirs", "isdir", "isfile", "info", "find", "ls", "open"):
                raise RuntimeError("no credentials")
            return super().__getattribute__(name)

    fsspec.register_implementation("unreachable", Unreachable, clobber=True)
    write_lines(place / "in.jsonl", documents(3))
    for arguments, status in (
        (["run", "in.jsonl", "-o", "unreachable://x"], 2),
        (["run", "unreachable://x.jsonl", "-o", "out"], 1),
        (["validate", "unreachable://x"], 2),
        (["export", "unreachable://x", "--to", "csv:tables"], 1),
    ):
        outcome = call(*arguments)
        assert outcome.exit_code == status
        assert "RuntimeError: no credentials" in outcome.output
