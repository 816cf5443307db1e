"""Results are written whole or not at all, and nothing of an earlier run looks like one of this run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extract.sources import Failure
from extract.store import Store


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_result_is_written_under_its_id(tmp_path: Path) -> None:
    store = Store(tmp_path / "new" / "folder")
    store.write("one", b"{}")
    assert store.path("one").read_bytes() == b"{}"
    assert names(store.folder) == ["one.json"]


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path)
    store.write("one", b"old")

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(Failure, match="No space left on device") as caught:
        store.write("one", b"new")
    assert caught.value.stage == "write"
    assert names(tmp_path) == ["one.json"]
    assert store.path("one").read_bytes() == b"old"


def test_a_name_that_the_disk_refuses_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(Failure, match="cannot be written"):
        Store(tmp_path).write("x" * 300, b"{}")
    assert names(tmp_path) == []


def test_errors_are_of_this_run_alone(tmp_path: Path) -> None:
    first = Store(tmp_path)
    first.fail(Failure("read", "gone", id="one", source="a/one.txt"))
    first.fail(Failure("decode", "not UTF-8", id="hai", source="a/hải.txt"))
    assert [json.loads(line) for line in first.errors.read_text("utf-8").splitlines()] == [
        {"id": "one", "source": "a/one.txt", "stage": "read", "reason": "gone"},
        {"id": "hai", "source": "a/hải.txt", "stage": "decode", "reason": "not UTF-8"},
    ]
    Store(tmp_path)
    assert names(tmp_path) == []


def test_a_document_that_fails_loses_its_old_result_and_others_keep_theirs(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.write("one", b"{}")
    store.write("two", b"{}")
    store.fail(Failure("decode", "not UTF-8", id="one", source="one.txt"))
    assert names(tmp_path) == ["errors.jsonl", "two.json"]


def test_an_output_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        Store(tmp_path / "file")
    with pytest.raises(OSError, match="file"):
        Store(tmp_path / "file" / "below")
