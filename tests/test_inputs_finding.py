"""Which documents the inputs of a run stand for, and what they are called."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest

from extract.inputs import Failure
from extract.inputs.finding import find
from extract.inputs.paths import source_of


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*paths: str) -> None:
    for path in paths:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_text("Hội nghị")


def ids(*inputs: str) -> dict[str, str | None]:
    """The ids that inputs give, each with the source's name."""
    sources, failures = find(inputs)
    assert not failures
    found = {source.id: source_of(source.path) for source in sources}
    assert len(found) == len(sources)
    return found


def only_failure(*inputs: str) -> Failure:
    sources, failures = find(inputs)
    assert not sources
    (failure,) = failures
    assert failure.stage == "find"
    return failure


def test_an_id_is_the_file_name_without_its_ending(place: Path) -> None:
    make("a/one.txt", "a/004_b4ff.2018.txt", "a/no_ending")
    assert ids("a/one.txt", "a/004_b4ff.2018.txt", "a/no_ending") == {
        "one": "a/one.txt",
        "004_b4ff.2018": "a/004_b4ff.2018.txt",
        "no_ending": "a/no_ending",
    }


def test_a_folder_stands_for_its_texts_in_order(place: Path) -> None:
    make("a/b.txt", "a/a.txt", "a/sub/c.txt", "a/x.json", "a/.hidden.txt", "a/.git/d.txt")
    assert list(ids("a")) == ["a", "b", "c"]
    assert list(ids("./a/").values()) == ["a/a.txt", "a/b.txt", "a/sub/c.txt"]


def test_a_pattern_stands_for_what_it_matches(place: Path) -> None:
    make("a/b.txt", "a/a.txt", "a/sub/c.txt", "a/x.md", "b/[1].txt")
    assert list(ids("a/*.txt")) == ["a", "b"]
    assert list(ids("a/**/*.txt")) == ["a", "b", "c"]
    assert list(ids("a/*.m?")) == ["x"]
    assert list(ids(str(place / "a/*.txt"))) == ["a", "b"]
    assert list(ids("b/[1].txt")) == ["[1]"]
    assert list(ids("a/s*")) == ["c"]


def test_standard_input(place: Path) -> None:
    assert ids("-") == {"stdin": None}


def test_a_file_named_twice_is_one_document(place: Path) -> None:
    make("a/b.txt")
    assert list(ids("a/b.txt", "a", "./a/b.txt", str(place / "a/b.txt"), "a/*")) == ["b"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["2018/01.txt", "2019/01.txt"], {"2018-01", "2019-01"}),
        (["2018/01.txt", "2019/01.txt", "2019/02.txt"], {"2018-01", "2019-01", "02"}),
        (["a/x/1.txt", "b/x/1.txt"], {"a-x-1", "b-x-1"}),
        (["a/1.txt", "a/1.md"], {"1.txt", "1.md"}),
        (["a/1.txt", "b/1.txt", "c/a-1.txt"], {"here-a-1", "here-b-1", "a-1"}),
        (["a/1.txt", "b/1.txt", "b/1.md"], {"a-1.txt", "b-1.txt", "b-1.md"}),
        (["a/Tin.txt", "b/tin.txt"], {"a-Tin", "b-tin"}),
        (["a/Tin.txt", "a/tin.txt"], {"Tin-1", "tin-2"}),
    ],
)
def test_files_of_one_name_are_told_apart_whatever_their_order(
    place: Path, monkeypatch: pytest.MonkeyPatch, files: list[str], expected: set[str]
) -> None:
    (place / "here").mkdir()
    monkeypatch.chdir(place / "here")
    make(*files)
    if len({Path(file).stat().st_ino for file in files}) < len(files):
        pytest.skip("this disk does not tell upper from lower case")
    names = ids(*files)
    assert set(names) == expected
    for order in itertools.permutations(files):
        assert ids(*order) == names


def test_standard_input_and_a_file_of_its_name(place: Path) -> None:
    make("a/stdin.txt")
    assert set(ids("-", "a/stdin.txt")) == {"stdin", "a-stdin"}


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_name_that_is_not_utf8(place: Path) -> None:
    try:
        (place / os.fsdecode(b"b\xe0i.txt")).write_text("Hội nghị")
    except OSError:
        pytest.skip("this disk takes UTF-8 names only")
    assert ids(".") == {r"b\xe0i": r"b\xe0i.txt"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("nowhere.txt", "no such file or folder"),
        ("nowhere/*.txt", "no file matches this pattern"),
        ("empty", "there is no text, HTML, JSON Lines, Parquet, WARC, DOCX or PDF in this folder"),
        ("x" * 5000, "no such file or folder"),
    ],
)
def test_what_stands_for_nothing_is_a_failure(place: Path, given: str, reason: str) -> None:
    make("empty/readme.md")
    failure = only_failure(given)
    assert failure.reason == reason
    assert failure.source == given
    assert failure.id


def test_a_failure_costs_no_neighbour(place: Path) -> None:
    make("a/one.txt", "b/two.txt")
    sources, failures = find(["a", "nowhere", "b"])
    assert [source.id for source in sources] == ["one", "two"]
    assert [failure.source for failure in failures] == ["nowhere"]


def test_a_folder_that_cannot_be_listed_costs_no_neighbour(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make("a/one.txt", "a/shut/two.txt", "a/three.txt")
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    sources, failures = find(["a"])
    assert [source.id for source in sources] == ["one", "three"]
    assert [(f.source, f.reason) for f in failures] == [("a/shut", "the folder cannot be listed: Permission denied")]
