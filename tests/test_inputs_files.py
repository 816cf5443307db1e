"""Files of any kind by their contents: sniffed, decompressed, behind URLs, on standard input; and what is none."""

from __future__ import annotations

import importlib
import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from input_files import PARAGRAPHS, TITLE, compressed, documents, docx, failures, items, lines, page, pdf, rows, table
from samples import TEXT

from extract.inputs import Failure, Item, Options, Part, one, plan, read, read_source
from extract.inputs.paths import local

EVERY = {
    "text": TEXT.encode(),
    "html": page().encode(),
    "jsonl": lines(rows()),
    "docx": docx(TITLE, *PARAGRAPHS),
    "pdf": pdf([[TITLE, *PARAGRAPHS]]),
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["x", "x.txt", "x.html", "x.pdf", "x.jsonl"])
@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
@pytest.mark.parametrize("kind", EVERY)
def test_contents_tell_what_a_file_is(place: Path, kind: str, ending: str, name: str) -> None:
    if kind == "text" and name in ("x.html", "x.jsonl"):
        return  # text that is said to be a page is read as one
    Path("plain").write_bytes(EVERY[kind])
    path = Path(name)
    path.write_bytes(compressed(EVERY[kind], ending) if ending else EVERY[kind])
    assert [item.text for item in documents(name)] == [item.text for item in documents("plain")]


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
@pytest.mark.parametrize(("kind", "name"), [("text", "x.txt"), ("html", "x.htm"), ("jsonl", "x.ndjson")])
def test_a_folder_stands_for_files_of_known_endings(place: Path, kind: str, name: str, ending: str) -> None:
    data = compressed(EVERY[kind], ending) if ending else EVERY[kind]
    Path("in/sub").mkdir(parents=True)
    Path(f"in/sub/{name}{ending}").write_bytes(data)
    Path(f"in/{name}.bak").write_bytes(data)
    Path("in/x.json").write_bytes(lines(rows()))
    found = documents("in")
    assert len(found) == (3 if kind == "jsonl" else 1)
    assert found[0].id == ("tin-0" if kind == "jsonl" else "x")


def test_results_of_ours_are_left_out_of_a_folder_and_refused_by_name(place: Path) -> None:
    Path("in/out").mkdir(parents=True)
    Path("in/a.txt").write_text(TEXT, encoding="utf-8")
    Path("in/records.jsonl").write_text('{"schema_version":"1.0.0","document":{"id":"x"},"records":[]}\n')
    Path("in/more.jsonl").write_text('{"id":"x","source":"a.txt","stage":"read","reason":"gone"}\n')
    Path("in/errors.jsonl").write_text('{"id":"x","source":"a.txt","stage":"read","reason":"gone"}\n')
    Path("in/out/a.txt").write_text(TEXT, encoding="utf-8")
    Path("in/ours.parquet").write_bytes(table([{"text": "Hội nghị"}], {"trichluc.schema_version": "1.0.0"}))
    assert [item.source for item in documents("in")] == ["in/a.txt", "in/out/a.txt"]
    chosen = Options()
    parts = [part for part in plan(["in"], chosen, leave_out=["in/out"]) if isinstance(part, Part)]
    assert [part.path for part in parts] == ["in/a.txt"]
    assert [part.path for part in plan(["in/out"], chosen, leave_out=["in/out"]) if isinstance(part, Part)] == [
        "in/out/a.txt"
    ]
    assert [failure[2:] for failure in failures("in/records.jsonl")] == [
        ("read", "it is a result of trichluc, not a text")
    ]
    assert failures("in/ours.parquet")[0][3] == "it is a result of trichluc, not a text"


def test_a_format_that_is_given_overrules(place: Path) -> None:
    Path("x.txt").write_bytes(EVERY["jsonl"])
    assert [item.id for item in documents("x.txt")] == ["tin-0", "tin-1", "tin-2"]
    (item,) = documents("x.txt", format="text")
    assert item.text == EVERY["jsonl"].decode()
    Path("y.txt").write_bytes(TEXT.encode())
    assert failures("y.txt", format="jsonl")[0][3].startswith("the line is no JSON")
    assert failures("y.txt", format="parquet")[0][3].startswith("the Parquet file is damaged")
    assert failures("y.txt", format="docx")[0][3].startswith("the DOCX or ZIP file is damaged")
    assert failures("y.txt", format="warc")[0][3].startswith("it is no WARC file")
    assert failures("y.txt", format="pdf")[0][3].startswith("the PDF is damaged")


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_compressed_file_that_is_cut_off_keeps_what_was_before(place: Path, ending: str) -> None:
    noise = [{"id": f"n{n}", "text": f"{TEXT} {os.urandom(2000).hex()}"} for n in range(100)]
    data = compressed(lines(noise), ending)
    Path(f"x.jsonl{ending}").write_bytes(data[: len(data) // 2])
    found = items(f"x.jsonl{ending}")
    kept = [item for item in found if isinstance(item, Item)]
    assert 20 < len(kept) < 80
    assert [item.id for item in kept] == [f"n{n}" for n in range(len(kept))]
    last = found[-1]
    assert isinstance(last, Failure)
    assert last.reason == f"the compressed file is cut off; its last whole line is {len(kept)}"
    assert last.source == f"x.jsonl{ending}"
    Path(f"y.txt{ending}").write_bytes(compressed(TEXT.encode(), ending)[:-12])
    assert "the compressed file is" in failures(f"y.txt{ending}")[0][3]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_compressed_file_that_is_damaged_is_said(place: Path, ending: str) -> None:
    data = bytearray(compressed(os.urandom(100_000), ending))
    data[500:600] = bytes(100)
    data[-60:] = bytes(60)
    Path(f"x.txt{ending}").write_bytes(bytes(data))
    assert failures(f"x.txt{ending}")


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_bomb_is_not_unpacked(place: Path, ending: str) -> None:
    Path(f"x.txt{ending}").write_bytes(compressed(b"a" * 3_000_000, ending))
    assert failures(f"x.txt{ending}", largest=1 << 20)[0][3] == "larger than a document may be (1 MiB)"
    long = lines(rows(1)) + b'{"text": "' + b"a" * 3_000_000 + b'"}\n' + lines(rows(2)[1:])
    Path(f"y.jsonl{ending}").write_bytes(compressed(long, ending))
    assert [item.id for item in items(f"y.jsonl{ending}", largest=1 << 20)] == ["tin-0", "y~2", "tin-1"]
    assert failures(f"y.jsonl{ending}", largest=1 << 20) == [
        ("y~2", f"y.jsonl{ending}:2", "read", "the line is longer than a document may be (1 MiB)")
    ]


def test_several_members_are_one_file(place: Path) -> None:
    one_by_one = [lines([row]) for row in rows()]
    Path("x.jsonl.gz").write_bytes(b"".join(compressed(line, ".gz") for line in one_by_one))
    Path("y.jsonl.zst").write_bytes(b"".join(compressed(line, ".zst") for line in one_by_one))
    assert len(documents("x.jsonl.gz")) == len(documents("y.jsonl.zst")) == 3


def test_urls(place: Path) -> None:
    fsspec: Any = importlib.import_module("fsspec")
    files = fsspec.filesystem("memory")
    files.pipe("/bucket/a/one.txt", TEXT.encode())
    files.pipe("/bucket/a/two.jsonl.gz", compressed(lines(rows(2)), ".gz"))
    files.pipe("/bucket/a/.hidden/three.txt", TEXT.encode())
    files.pipe("/bucket/a/errors.jsonl", b"{}")
    files.pipe("/bucket/b/four.txt", TEXT.encode())
    files.pipe("/bucket/b/odd.md", b"")
    try:
        found = documents("memory://bucket")
        assert [item.id for item in found] == ["one", "two~tin-0", "two~tin-1", "four"]
        assert found[0].source == "memory://bucket/a/one.txt"
        assert [item.id for item in documents("memory://bucket/*/*.txt")] == ["one", "four"]
        assert [item.id for item in documents("memory://bucket/a/two.jsonl.gz")] == ["tin-0", "tin-1"]
        parts = list(plan(["memory://bucket"], Options(), leave_out=["memory:///bucket/a"]))
        assert [part.id for part in parts] == ["four"]
        files.pipe("/bucket/long.jsonl", lines(rows(50)))
        assert len(list(plan(["memory://bucket/long.jsonl"], Options(part_bytes=1000)))) > 5
        assert [item.id for item in documents("memory://bucket/long.jsonl", part_bytes=1000)] == [
            f"tin-{n}" for n in range(50)
        ]
        for address, reason in [
            ("memory://bucket/none.txt", "no such file or folder"),
            ("memory://bucket/*.doc", "no file matches this pattern"),
            ("nowhere://bucket", "cannot be listed: ValueError: Protocol not known: nowhere"),
        ]:
            assert [failure[1:] for failure in failures(address)] == [(address, "find", reason)]
    finally:
        files.rm("/bucket", recursive=True)


def test_a_local_url_is_the_file(place: Path) -> None:
    Path("mới.txt").write_text(TEXT, encoding="utf-8")
    (item,) = documents(Path("mới.txt").absolute().as_uri(), "mới.txt")
    assert item.id == "mới"


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_name_that_is_not_utf8_is_read(place: Path) -> None:
    try:
        Path(os.fsdecode(b"b\xe0i.txt")).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this disk takes UTF-8 names only")
    Path("file:x%41.txt").write_text(TEXT, encoding="utf-8")
    assert [(item.id, item.source) for item in documents(".")] == [
        ("b\\xe0i", "b\\xe0i.txt"),
        ("file:x%41", "file:x%41.txt"),
    ]
    parts = [part for part in plan(["."], Options()) if isinstance(part, Part)]
    assert all(part.path.encode() and local(part.path).exists() for part in parts)


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, kind: str, ending: str, tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    class Standard:
        buffer = Pipe(compressed(EVERY[kind], ending) if ending else EVERY[kind])

    monkeypatch.setattr(sys, "stdin", Standard())
    found = documents("-")
    assert [item.id for item in found] == (["tin-0", "tin-1", "tin-2"] if kind == "jsonl" else ["stdin"])
    assert found[0].source == ("https://example.org/0" if kind == "jsonl" else None)


def test_standard_input_that_is_a_table_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    class Standard:
        buffer = Pipe(table(rows()))

    monkeypatch.setattr(sys, "stdin", Standard())
    assert failures("-") == [("stdin", None, "read", "Parquet can be read from a plain file alone: unpack it")]


@pytest.mark.parametrize(
    ("module", "name", "data"),
    [
        ("trafilatura", "x.html", EVERY["html"]),
        ("docx", "x.docx", EVERY["docx"]),
        ("pypdfium2", "x.pdf", EVERY["pdf"]),
        ("pyarrow", "x.parquet", table(rows())),
        ("warcio.archiveiterator", "x.warc", b"WARC/1.0\r\n\r\n"),
        ("backports.zstd", "x.txt.zst", compressed(b"x", ".zst")),
        ("fsspec.core", "memory://x.txt", b""),
    ],
)
def test_a_missing_library_is_said(
    place: Path, monkeypatch: pytest.MonkeyPatch, module: str, name: str, data: bytes
) -> None:
    from extract.inputs import html

    html._trafilatura.cache_clear()
    if "://" not in name:
        Path(name).write_bytes(data)
    monkeypatch.setitem(sys.modules, module, None)
    ((_, source, _, reason),) = failures(name)
    assert source == name
    assert "which is not installed: pip install 'trichluc[archives]'" in reason


def test_one_document_of_any_kind_for_a_verb(place: Path) -> None:
    for kind, data in EVERY.items():
        Path(f"x.{kind}").write_bytes(data)
        if kind == "jsonl":
            with pytest.raises(Failure, match="holds many documents"):
                one("x.jsonl")
        else:
            item = one(f"x.{kind}")
            assert item.id == "x"
            assert read_source(Path(f"x.{kind}")) == (item.text, item.sha256)
    with pytest.raises(ValueError, match=r"\. stands for 4 files; name one"):
        one(".")
    with pytest.raises(Failure, match="no such file"):
        one("nowhere")


def test_read_never_raises_where_a_file_has_gone(place: Path) -> None:
    Path("x.txt").write_bytes(EVERY["text"])
    Path("y.jsonl").write_bytes(EVERY["jsonl"])
    parts = [part for part in plan(["."], Options()) if isinstance(part, Part)]
    Path("x.txt").unlink()
    Path("y.jsonl").unlink()
    found = [item for part in parts for item in read(part, Options())]
    assert [str(item) for item in found] == ["cannot be read: No such file or directory"] * 2
