"""Results and texts that are read where a run reads and writes: in memory, on S3, in files of rows of any kind."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import msgspec
import pytest
from batch_inputs import documents, outputs, settings, write_lines
from click.testing import CliRunner, Result

from extract import batch, places
from extract.batch.folder import RemoteFolder
from extract.cli import main
from extract.export.common import ExportError
from extract.export.reading import read
from extract.export.texts import Texts

fsspec: Any = pytest.importorskip("fsspec", reason="the extra `archives` is not installed")

GIVEN = "TRICHLUC_TEST_ADDRESS"
"""The environment variable that names a folder of any file system, to run these tests in."""
LARGE = "import extract.batch.engine as e; e.SMALL = 0; from extract.cli import main; main()"
"""The command line, with worker processes for the smallest input."""


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


def root_of(kind: str, request: pytest.FixtureRequest) -> str:
    if kind == "memory":
        return "memory://archive"
    if kind == "s3":
        return str(request.getfixturevalue("s3"))
    if GIVEN not in os.environ:
        pytest.skip(f"{GIVEN} names no folder to test in, such as hdfs://namenode:8020/tmp/trichluc")
    return os.environ[GIVEN]


def emptied(address: str) -> str:
    system, path = fsspec.core.url_to_fs(address)
    if system.exists(path):
        system.rm(path, recursive=True)
    return address


@pytest.fixture(params=["memory", "s3", "given"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty folder behind fsspec."""
    yield emptied(f"{root_of(request.param, request)}/run")
    emptied(f"{root_of(request.param, request)}/run")


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


# --- killed ---------------------------------------------------------------------------------------------------------


def shards_of(address: str) -> list[str]:
    return [name for name in places.files_below(address) if "part-" in name] if places.is_folder(address) else []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("kind", ["s3", "given"])
@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_a_run_that_is_killed_goes_on(place: Path, request: pytest.FixtureRequest, kind: str, format: Any) -> None:
    """The leading process alone, or with its workers; what is there under its name is whole at any moment."""
    out = emptied(f"{root_of(kind, request)}/killed")
    write_lines(place / "in.jsonl", documents(300))
    options = ["in.jsonl", "--format", format, "-j", "2", "--shard-mb", "0.01"]
    assert call("run", *options, "-o", "here").exit_code == 1  # of documents that fail
    command = [sys.executable, "-c", LARGE, "run", *options, "-o", out]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    wanted = outputs(place / "here")
    killed = 0
    for resume, moment in ((False, 1), (True, 2), (True, 0)):
        seen = len(shards_of(out))
        command_now = [*command, "--resume"] if resume else command
        told = Path("told.txt").open("wb")  # noqa: SIM115
        with told, subprocess.Popen(command_now, env=environment, stderr=told, start_new_session=True) as run:
            while moment and run.poll() is None and len(shards_of(out)) < seen + moment:
                time.sleep(0.01)
            if moment and run.poll() is None:
                killed += 1
                run.kill() if moment == 1 else os.killpg(run.pid, signal.SIGKILL)
            run.wait()
        for name in shards_of(out):
            assert places.read_bytes(f"{out}/{name}") == wanted[name]
    assert killed
    assert run.returncode == 1, Path("told.txt").read_text(encoding="utf-8")
    there = {name: places.read_bytes(f"{out}/{name}") for name in places.files_below(out)}
    assert there == wanted
    emptied(out)


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


# --- what file systems are like -------------------------------------------------------------------------------------


@pytest.fixture
def renaming(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The file system `memory://`, taken for one in which a file is seen before it is whole."""
    monkeypatch.setattr(places, "_STORES", frozenset())
    yield fsspec.filesystem("memory")
    emptied("memory://renamed")


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_files_are_renamed_where_they_would_be_seen_too_soon(
    place: Path, renaming: Any, monkeypatch: pytest.MonkeyPatch, format: Any
) -> None:
    """HDFS shows the beginning of a file that is being written."""
    named: list[tuple[str, str]] = []
    move = renaming.mv

    def noted(self: Any, old: str, new: str) -> None:
        named.append((old, new))
        move(old, new)

    monkeypatch.setattr(type(renaming), "mv", noted)
    write_lines(place / "in.jsonl", documents(60))
    batch.run(["in.jsonl"], settings(place / "here", format=format))
    out = "memory://renamed/out"
    for _ in range(2):  # the second replaces what the first has named
        batch.run(["in.jsonl"], settings(out, format=format), overwrite=True)
        assert {name: places.read_bytes(f"{out}/{name}") for name in places.files_below(out)} == outputs(place / "here")
        assert not renaming.find("/renamed/out/.trichluc/unfinished")
    assert set(outputs(place / "here")) <= {new.removeprefix("/renamed/out/") for _, new in named}
    places.put(place / "in.jsonl", f"{out}/in.jsonl")
    assert named[-1][0].startswith("/renamed/out/.in.jsonl-")


def test_an_upload_that_breaks_off_leaves_nothing(place: Path, renaming: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    write_lines(place / "in.jsonl", documents(3))

    def cut_off(self: Any, path: str, target: str) -> None:
        self.pipe_file(target, Path(path).read_bytes()[:100])
        raise OSError(5, "Connection lost")

    monkeypatch.setattr(type(renaming), "put_file", cut_off)
    with pytest.raises(OSError, match="Connection lost"):
        places.put(place / "in.jsonl", "memory://renamed/in.jsonl")
    with pytest.raises(batch.BrokenOffError, match="Connection lost"):
        batch.run(["in.jsonl"], settings("memory://renamed/out", format="jsonl"))
    assert [name for name in renaming.find("/renamed") if ".trichluc/m" not in name] == []


def test_a_rename_that_fails_without_a_word_is_noticed(
    place: Path, renaming: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """WebHDFS answers `false`, and its client says nothing."""
    monkeypatch.setattr(type(renaming), "mv", lambda self, old, new: None)
    write_lines(place / "in.jsonl", documents(3))
    with pytest.raises(OSError, match=r"cannot be renamed to /renamed/in\.jsonl"):
        places.put(place / "in.jsonl", "memory://renamed/in.jsonl")
    assert not renaming.find("/renamed")


def test_pieces_of_a_journal_are_numbered_on(renaming: Any) -> None:
    for _ in range(2):  # by another process, too
        folder = RemoteFolder("memory://renamed/out")
        for _ in range(6):
            folder.append("journal", b"x\n")
    assert folder.read("journal") == 12 * b"x\n"
    folder.remove("journal")
    folder.append("journal", b"y\n")
    assert folder.read("journal") == b"y\n"


class Raw(io.RawIOBase):
    """A file of hdfs-native: it reads, but not into anything, and its lines are pieces of any length."""

    def __init__(self, data: bytes) -> None:
        self._of = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._of.read(size)

    def readinto(self, buffer: Any) -> int:
        raise NotImplementedError

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self._of.read(100), b"")

    def seek(self, offset: int, whence: int = 0) -> None:  # type: ignore[override]
        self._of.seek(offset, whence)

    def tell(self) -> int:
        return self._of.tell()

    def seekable(self) -> bool:
        return True


class Hosted(fsspec.AbstractFileSystem):  # type: ignore[misc]
    """A file system as the clients of HDFS are: its paths have no host, and its files are bare."""

    protocol = "hosted"
    files: ClassVar[dict[str, bytes]] = {}

    def __init__(self, host: str, **options: Any) -> None:
        super().__init__(host=host, **options)

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return "/" + path.partition("://")[2].partition("/")[2] if "://" in path else path

    @staticmethod
    def _get_kwargs_from_urls(path: str) -> dict[str, str]:
        return {"host": path.partition("://")[2].partition("/")[0]}

    def info(self, path: str, **options: Any) -> dict[str, Any]:
        path = self._strip_protocol(path).rstrip("/")
        if path in self.files:
            return {"name": path, "size": len(self.files[path]), "type": "file"}
        if any(name.startswith(f"{path}/") for name in self.files):
            return {"name": path, "size": 0, "type": "directory"}
        raise FileNotFoundError(path)

    def ls(self, path: str, detail: bool = True, **options: Any) -> list[Any]:
        inside = [name for name in self.files if name.rpartition("/")[0] == path.rstrip("/")]
        return [self.info(name) for name in inside] if detail else inside

    def _open(self, path: str, mode: str = "rb", **options: Any) -> Raw:
        return Raw(self.files[path])


@pytest.mark.parametrize("format", ["jsonl", "parquet"])
def test_files_without_a_host_and_that_only_read(place: Path, format: str) -> None:
    """As those of hdfs-native and of WebHDFS."""
    fsspec.register_implementation("hosted", Hosted, clobber=True)
    path = write_lines(place / "in.jsonl", documents(60))
    rows = documents(60)
    Hosted.files = {"/in/a.jsonl": path.read_bytes(), "/in/b.jsonl.gz": gzip.compress(path.read_bytes())}
    if format == "parquet":
        pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
        from input_files import table

        Hosted.files = {"/in/a.parquet": table(rows)}
    for given in ("hosted://node:8020/in", "hosted://node:8020/in/", "hosted://node:8020/in/*"):
        summary = batch.run([given], settings(place / "out", format="jsonl"), overwrite=True)
        assert (summary.documents, summary.errors) == (59 * len(Hosted.files), len(Hosted.files))
        sources = {result.document.source for result in read(["out"])}
        assert {(source or "").rpartition(":")[0] for source in sources} == {
            f"hosted://node:8020{name}" for name in Hosted.files
        }
        assert validated("out", "--source", given.removesuffix("*")) == (summary.documents, summary.documents, 0)


# --- what file systems raise ----------------------------------------------------------------------------------------


def test_whatever_a_file_system_raises_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Libraries below fsspec have errors of their own, which are no `OSError`."""

    class Unreachable(fsspec.AbstractFileSystem):  # type: ignore[misc]
        protocol = "unreachable"
        error: Exception = RuntimeError(r"no credentials\n\tat java.base/java.lang.Thread.run")

        def __getattribute__(self, name: str) -> Any:
            if name in ("makedirs", "isdir", "isfile", "info", "find", "ls", "open"):
                raise self.error
            return super().__getattribute__(name)

    fsspec.register_implementation("unreachable", Unreachable, clobber=True)
    write_lines(place / "in.jsonl", documents(3))
    for arguments, status in (
        (["run", "in.jsonl", "-o", "unreachable://x"], 3),
        (["run", "unreachable://x.jsonl", "-o", "out"], 1),
        (["validate", "unreachable://x"], 2),
        (["export", "unreachable://x", "--to", "csv:tables"], 1),
    ):
        outcome = call(*arguments)
        assert outcome.exit_code == status
        assert "RuntimeError: no credentials" in outcome.output
        assert "java" not in outcome.output
    Unreachable.error = FileNotFoundError("no such user\n\tat java.base/java.lang.Thread.run")
    with pytest.raises(FileNotFoundError, match=r"^no such user$"):
        places.is_file("unreachable://x")
