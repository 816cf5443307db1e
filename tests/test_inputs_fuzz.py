"""Spoilt files of every kind: nothing is raised, all texts that come out can be read, and it ends."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from input_files import (
    PARAGRAPHS,
    TITLE,
    compressed,
    docx,
    items,
    lines,
    page,
    pdf,
    response,
    rows,
    table,
    warc_record,
)
from samples import TEXT

from extract.inputs import FORMATS, Failure, Format

WHOLE: dict[str, bytes] = {
    "x.txt": TEXT.encode(),
    "x.html": page().encode(),
    "x.jsonl": lines(rows(5)),
    "x.parquet": table(rows(5), row_group_size=2),
    "x.warc": b"".join(warc_record("response", f"https://a.vn/{n}", response(page().encode())) for n in range(3)),
    "x.docx": docx(TITLE, *PARAGRAPHS),
    "x.pdf": pdf([[TITLE, *PARAGRAPHS]]),
}
WHOLE |= {f"{name}{ending}": compressed(data, ending) for name, data in WHOLE.items() for ending in (".gz", ".zst")}
fuzzed = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40)), min_size=1, max_size=4)


def check(name: str, data: bytes, format: Format | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        for size in (40, 1 << 20):
            found = items(path, format=format, part_bytes=size, largest=1 << 20)
            for item in found:
                if isinstance(item, Failure):
                    assert item.stage in ("read", "decode", "language")
                    assert item.id
                    assert item.reason.encode()
                else:
                    assert item.text.encode()
                    assert item.id
                    assert "/" not in item.id


@pytest.mark.parametrize("name", WHOLE)
@given(edits, st.floats(0, 2))
@fuzzed
def test_a_spoilt_file(name: str, changes: list[tuple[float, int, bytes]], end: float) -> None:
    data = bytearray(WHOLE[name])
    for place, length, new in changes:
        start = int(place * len(data))
        data[start : start + length] = new
    check(name, bytes(data[: int(end * len(data))] if end < 1 else data))


@pytest.mark.parametrize("format", [None, *FORMATS])
@given(st.one_of(st.binary(max_size=300), st.text(max_size=100).map(lambda text: text.encode("utf-8", "replace"))))
@fuzzed
def test_any_bytes_as_any_format(format: Format | None, data: bytes) -> None:
    check("x", data, format)


@pytest.mark.parametrize(
    "magic", [b"%PDF-1.7\n", b"PK\x03\x04", b"PAR1", b"WARC/1.0\r\n", b"\x1f\x8b\x08", b"(\xb5/\xfd", b"<html>"]
)
@given(st.binary(max_size=300))
@fuzzed
def test_any_bytes_that_look_like_something(magic: bytes, data: bytes) -> None:
    check("x", magic + data)
