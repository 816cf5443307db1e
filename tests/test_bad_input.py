"""Whatever an input holds: the right result, or a clear reason in errors.jsonl; no traceback, no lost neighbour."""

from __future__ import annotations

import hashlib
import json
import os
import time
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from samples import TEXT

import extract.batch.work
from extract import extract as extract_text
from extract.cli import main
from extract.inputs import Failure
from extract.inputs.encodings import decode

ENGLISH = "The Prime Minister received the delegation on 27 June 2018. Over 90% of the targets were reached.\n" * 5


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a-neighbour.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/z-neighbour.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def run(*arguments: str, data: bytes | None = None) -> Result:
    outcome = CliRunner().invoke(main, ["run", *arguments, "-o", "out"], input=data)
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit), outcome.exception
    assert "Traceback" not in outcome.output
    return outcome


def errors() -> list[dict[str, str]]:
    path = Path("out/errors.jsonl")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def written(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(Path("out", f"{name}.json").read_text("utf-8"))
    return data


BAD: list[tuple[str, bytes, str, str]] = [
    ("empty", b"", "decode", "the file is empty"),
    ("blank", b" \r\n\t\xc2\xa0\xe2\x80\x83\n", "decode", "nothing but blanks"),
    ("bom-only", b"\xef\xbb\xbf", "decode", "nothing but blanks"),
    ("nul-only", b"\0" * 500, "decode", "nothing but blanks"),
    ("random", bytes(range(256)) * 20, "decode", "not UTF-8 (byte 128): it looks like binary data"),
    ("controls", bytes(range(1, 128)) * 20, "decode", "not a text: it looks like binary data"),
    ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "read", "the PDF is damaged or cut off"),
    ("zip", b"PK\x03\x04\x14\0\x06\0", "read", "the DOCX or ZIP file is damaged or cut off"),
    ("gzip", b"\x1f\x8b\x08\0\0\0\0\0", "read", "the compressed file is cut off"),
    ("array", b'[\n {"text": "H\xe1\xbb\x99i ngh\xe1\xbb\x8b"}\n]', "decode", "it looks like a JSON array: write its"),
    ("object", b'{\n "text": "H\xe1\xbb\x99i ngh\xe1\xbb\x8b"\n}', "decode", "it looks like JSON over several lines"),
    ("xml", b'<?xml version="1.0"?><a>\xc4\x91</a>', "decode", "it looks like an XML file"),
    ("mhtml", "From: <Saved by us>\nHội nghị".encode(), "decode", "it looks like a mail or an MHTML page"),
    ("rtf", b"{\\rtf1 Hoi nghi}", "decode", "not a text: it looks like an RTF file"),
    ("utf16-cut-off", TEXT.encode("utf-16")[:-1], "decode", "it looks like UTF-16 (byte order mark), but is cut off"),
    ("utf16-english", ENGLISH.encode("utf-16-le"), "language", "no Vietnamese in it"),
    (
        "tcvn3",
        b"\xae\xad\xeec c\xf1a ng\xad\xeai",
        "decode",
        "it looks like TCVN3 (ABC), which cannot be read",
    ),
    ("vni", b"\xf1\xf6\xf4\xefc cu\xfba ng\xf6\xf4\xf8i", "decode", "it looks like VNI, which cannot be read"),
    ("viscii", b"\xf0\xdf\xfec c\xfca ng\xdf\xb6i", "decode", "it looks like VISCII, which cannot be read"),
    ("two-old", b"\xae\xad\xeec c\xf1a \xf0\xfd\xf5\xf2c cu\xd2a", "decode", "it looks like TCVN3 (ABC), which cannot"),
    (
        "cp1258-loose",
        b"\xf0\xfd\xf5\xf2c \xcc\xd2\xde\xec\xf2 b\xf2c\xf2",
        "decode",
        "it looks like Windows-1258, which cannot be read",
    ),
    ("latin-1", "Présidence à l'été".encode("latin-1"), "decode", "not UTF-8 (byte 2): its encoding is not known"),
    ("cut-off", TEXT.encode()[:-2].rsplit(b"\x81", 1)[0] + b"\xe1\xba", "decode", "not UTF-8"),
    ("surrogate", b"Th\xed\xa0\x80", "decode", "not UTF-8 (byte 2)"),
    ("english", ENGLISH.encode(), "language", "no Vietnamese in it: fewer than 1 in 200 characters"),
    ("no-marks", b"Hoi nghi tong ket cong tac dan van ngay 12/3/2019\n", "language", "no Vietnamese in it"),
    ("digits", b"1 2 3 4 5 6 7 8 9\n", "language", "no Vietnamese in it"),
    (
        "tcvn3-in-utf8",
        b"\xae\xad\xeec c\xf1a".decode("cp1252").encode(),
        "language",
        "it looks like TCVN3 (ABC) that",
    ),
    ("twice", TEXT.encode().decode("latin-1").encode(), "language", "no Vietnamese in it"),
]


@pytest.mark.parametrize(("name", "data", "stage", "reason"), BAD, ids=[case[0] for case in BAD])
def test_is_refused_with_a_reason(place: Path, name: str, data: bytes, stage: str, reason: str) -> None:
    Path(f"in/{name}.txt").write_bytes(data)
    assert run("in").exit_code == 1
    (error,) = errors()
    assert error["reason"].find(reason) >= 0, error
    assert (error["id"], error["source"], error["stage"]) == (name, f"in/{name}.txt", stage)
    assert sorted(path.name for path in Path("out").iterdir()) == [
        "a-neighbour.json", "errors.jsonl", "z-neighbour.json",
    ]  # fmt: skip


def test_all_at_once(place: Path) -> None:
    for name, data, _, _ in BAD:
        Path(f"in/{name}.txt").write_bytes(data)
    outcome = run("in")
    assert outcome.exit_code == 1
    assert {error["id"] for error in errors()} == {name for name, _, _, _ in BAD}
    assert "documents  2" in outcome.stderr
    assert f"errors     {len(BAD)}" in outcome.stderr


def cp1258(text: str) -> bytes:
    """A text in Windows-1258: letters with their own mark, then the mark of the tone."""
    whole = unicodedata.normalize("NFC", text)
    found = []
    for letter in whole:
        try:
            found.append(letter.encode("cp1258"))
        except UnicodeEncodeError:
            base, tone = unicodedata.normalize("NFD", letter)[0], unicodedata.normalize("NFD", letter)[1:]
            marks = [mark for mark in tone if mark in "\u0300\u0301\u0303\u0309\u0323"]
            base = unicodedata.normalize("NFC", base + "".join(mark for mark in tone if mark not in marks))
            found.append((base + "".join(marks)).encode("cp1258"))
    return b"".join(found)


def test_old_encodings_give_the_text(place: Path) -> None:
    plain = TEXT
    assert decode(TEXT.encode("utf-16")).text == plain
    assert decode(TEXT.encode("utf-16-be")).text == plain
    assert unicodedata.normalize("NFC", decode(cp1258(TEXT)).text) == plain


GOOD: list[tuple[str, bytes]] = [
    ("bom", b"\xef\xbb\xbf" + TEXT.encode()),
    ("crlf", TEXT.replace(". ", ".\n").replace("\n", "\r\n").encode()),
    ("cr", TEXT.replace(". ", ".\r").encode()),
    ("nfd", unicodedata.normalize("NFD", TEXT).encode()),
    ("nul", TEXT.replace("tổ chức", "tổ chức\0").encode()),
    ("one-letter", "ở".encode()),
    ("utf16-bom", TEXT.encode("utf-16")),
    ("utf16-be-bom", b"\xfe\xff" + TEXT.encode("utf-16-be")),
    ("utf32-bom", TEXT.encode("utf-32")),
    ("utf16-le", TEXT.encode("utf-16-le")),
    ("utf16-be", TEXT.encode("utf-16-be")),
    ("windows-1258", cp1258(TEXT)),
    ("no-line-end", TEXT.strip().encode()),
    ("one-line", TEXT.replace("\n", " ").encode() * 50),
    ("english-with-some", (ENGLISH + TEXT).encode()),
]


@pytest.mark.parametrize(("name", "data"), GOOD, ids=[case[0] for case in GOOD])
def test_is_read_and_its_offsets_are_of_the_decoded_bytes(place: Path, name: str, data: bytes) -> None:
    Path(f"in/{name}.txt").write_bytes(data)
    outcome = run("in")
    assert outcome.exit_code == 0, outcome.output
    assert not errors()
    found = written(name)["document"]
    text = decode(data).text
    assert found["characters"] == len(text)
    assert found["sha256"] == hashlib.sha256(data).hexdigest()
    checked = CliRunner().invoke(main, ["validate", "out", "--source", "in"])
    assert checked.exit_code == 0, checked.output


def test_normal_form_line_ends_and_mark_change_no_value(place: Path) -> None:
    found = {}
    for name, data in [("plain", TEXT.encode()), *GOOD[:2], GOOD[3]]:
        text = data.decode("utf-8")
        found[name] = [
            (r.type, unicodedata.normalize("NFC", " ".join(r.text.split())), getattr(r, "value", None))
            for r in extract_text(text).records
        ]
    assert found["bom"] == found["plain"]
    assert found["nfd"] == found["plain"]
    assert found["crlf"] == found["plain"]


def test_standard_input(place: Path) -> None:
    outcome = run("-", data=TEXT.encode())
    assert outcome.exit_code == 0
    assert written("stdin")["document"]["source"] is None
    assert run("-", data=b"").exit_code == 1
    assert errors() == [{"id": "stdin", "source": None, "stage": "decode", "reason": "the file is empty"}]
    assert not Path("out/stdin.json").exists()


def test_what_is_not_there(place: Path) -> None:
    Path("in/empty").mkdir()
    Path("in/link.txt").symlink_to("gone.txt")
    outcome = run("in", "in/empty", "nowhere", "in/*.doc")
    assert outcome.exit_code == 1
    assert [(e["source"], e["stage"], e["reason"]) for e in errors()] == [
        ("in/empty", "find", "there is no text, HTML, JSON Lines, Parquet, WARC, DOCX or PDF in this folder"),
        ("nowhere", "find", "no such file or folder"),
        ("in/*.doc", "find", "no file matches this pattern"),
        ("in/link.txt", "read", "broken symbolic link to gone.txt"),
    ]
    assert written("a-neighbour")
    assert written("z-neighbour")


def test_a_link_in_a_circle(place: Path) -> None:
    Path("in/link.txt").symlink_to("link.txt")
    Path("in/round").symlink_to(".", target_is_directory=True)
    assert run("in").exit_code == 1
    assert [(e["source"], e["stage"]) for e in errors()] == [("in/link.txt", "read")]


def test_a_file_that_may_not_be_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def guarded(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == "secret.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *arguments, **options)

    Path("in/secret.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(Path, "open", guarded)
    assert run("in").exit_code == 1
    assert [(e["id"], e["stage"], e["reason"]) for e in errors()] == [
        ("secret", "read", "cannot be read: Permission denied")
    ]
    assert written("z-neighbour")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no file here that opens and cannot be read")
def test_a_file_that_breaks_off(place: Path) -> None:
    Path("in/broken.txt").symlink_to("/proc/self/mem")
    assert run("in").exit_code == 1
    assert [(e["id"], e["stage"]) for e in errors()] == [("broken", "read")]


def test_a_fault_of_a_rule_costs_its_document_alone(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(text: str, **options: Any) -> Any:
        if options["id"] == "fault":
            raise RecursionError("too deep")
        return extract_text(text, **options)

    Path("in/fault.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(extract.batch.work, "extract", faulty)
    assert run("in").exit_code == 1
    (error,) = errors()
    assert (error["id"], error["stage"]) == ("fault", "extract")
    assert error["reason"].startswith("RecursionError: too deep (test_bad_input.py:")
    assert written("z-neighbour")


def test_a_result_that_does_not_fit_the_schema_is_not_written(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(text: str, **options: Any) -> Any:
        return extract_text(text, **options | {"sha256": "0"})

    monkeypatch.setattr(extract.batch.work, "extract", spoilt)
    assert run("in").exit_code == 1
    assert [(e["id"], e["stage"]) for e in errors()] == [("a-neighbour", "validate"), ("z-neighbour", "validate")]
    assert errors()[0]["reason"] == "document: document.sha256: '0' does not match '^[0-9a-f]{64}$'"
    assert [path.name for path in Path("out").iterdir()] == ["errors.jsonl"]


@pytest.mark.parametrize("output", ["file", "file/below"])
def test_an_output_that_cannot_be_written_to_is_wrong_usage(place: Path, output: str) -> None:
    Path("file").write_text("")
    outcome = CliRunner().invoke(main, ["run", "in", "-o", output])
    assert outcome.exit_code == 2
    assert f"{output} cannot be written to" in outcome.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_without_the_right_to_write(place: Path) -> None:
    Path("out").mkdir(mode=0o555)
    assert run("in").exit_code == 2


def test_a_disk_that_is_full_ends_the_run_with_a_reason(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    outcome = run("in")
    assert outcome.exit_code == 3
    assert "the run was broken off: out cannot be written to: No space left on device" in outcome.stderr
    assert not list(Path("out").glob("*.json"))


def test_errors_that_cannot_be_noted_end_the_run_with_a_reason(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == "errors.jsonl":
            raise OSError(28, "No space left on device")
        return opened(self, *arguments, **options)

    opened = Path.open
    Path("in/empty.txt").write_text("")
    monkeypatch.setattr(Path, "open", full)
    outcome = run("in")
    assert outcome.exit_code == 3
    assert "the run was broken off" in outcome.stderr
    assert "No space left on device" in outcome.stderr


def test_a_failed_document_leaves_no_old_result(place: Path) -> None:
    Path("in/one.txt").write_text(TEXT, encoding="utf-8")
    assert run("in").exit_code == 0
    Path("in/one.txt").write_bytes(b"\xff\xfe")
    Path("in/z-neighbour.txt").unlink()
    assert run("in").exit_code == 1
    assert sorted(p.name for p in Path("out").iterdir()) == ["a-neighbour.json", "errors.jsonl", "z-neighbour.json"]
    Path("in/one.txt").write_text(TEXT, encoding="utf-8")
    assert run("in").exit_code == 0
    assert not errors()


# --- the API and time ----------------------------------------------------------------------------------------------


def test_a_text_that_no_bytes_decode_to_is_refused() -> None:
    with pytest.raises(ValueError, match="lone surrogate at 10"):
        extract_text("Hội nghị  \ud800")


@pytest.mark.parametrize("text", ["", " ", "\n", "\0", "\ufeff", "\u0301\u0301", "x" * 10, "\U0001f600 đ\u0323", "\r"])
def test_the_api_takes_any_text(text: str) -> None:
    result = extract_text(text)
    assert result.document.characters == len(text)
    assert result.records == []


@pytest.mark.parametrize("published", ["2018", "27/6/2018", "2018-02-30", "2018-06-27T", "2018-06-27 15:31", "", "nay"])
def test_published_must_be_an_iso_day(place: Path, published: str) -> None:
    with pytest.raises(ValueError, match="published is no ISO date"):
        extract_text(TEXT, published=published)
    assert run("in", "--published", published).exit_code == 2


def test_megabytes_in_one_line_take_linear_time() -> None:
    """What 50 MB take is in the notes; 5 times the text may take 7 times the time."""
    line = TEXT.replace("\n", " ")
    small, large = line * 60, line * 300

    def seconds(text: str) -> float:
        data = text.encode()
        start = time.process_time()
        extract_text(decode(data).text)
        return time.process_time() - start

    seconds(small)
    ratio = min(seconds(large) / seconds(small) for _ in range(2))
    assert ratio < 7.5


def test_decode_says_what_it_refuses() -> None:
    with pytest.raises(Failure) as caught:
        decode(b"\xff")
    assert (caught.value.stage, caught.value.id) == ("decode", None)
