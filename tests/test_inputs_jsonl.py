"""Documents of JSON Lines: the same however a file is split, and each bad line costs itself."""

from __future__ import annotations

import json
import pickle
import tempfile
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from input_files import compressed

from extract.inputs import Failure, Item, Options, Part, plan, read

TEXT = "Huyện ủy Tân Phong tổ chức hội nghị."


def documents(path: Path, **options: Any) -> list[Item | tuple[str | None, str | None, str, str]]:
    """What all parts of a file give, failures as tuples; parts go through JSON as they do between machines."""
    chosen = Options(**options)
    found: list[Item | tuple[str | None, str | None, str, str]] = []
    for part in plan([str(path)], chosen):
        assert isinstance(part, Part)
        sent = msgspec.json.decode(msgspec.json.encode(pickle.loads(pickle.dumps(part))), type=Part)
        assert sent == part
        for item in read(sent, chosen):
            if isinstance(item, Failure):
                found.append((item.id, item.source, item.stage, item.reason))
            else:
                found.append(item)
    return found


lines = st.lists(
    st.one_of(
        st.builds(
            lambda id, text: json.dumps({"id": id, "text": text}, ensure_ascii=False).encode(),
            st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["a", "A", "a-2", "b/c", "b_c", "1", "", "…"])),
            st.sampled_from([TEXT, TEXT + " \n Ở đó.", "no", "", None, 3]),
        ),
        st.sampled_from([b"", b"  ", b"{", b"[]", b"\xff", b'{"id": "a"', b'{"text": "\xff", "id": "a"}', b"null"]),
    ),
    max_size=12,
)


@given(
    lines, st.sampled_from([b"\n", b"\r\n"]), st.booleans(), st.integers(1, 200), st.sampled_from(["", ".gz", ".zst"])
)
@settings(deadline=None, max_examples=200)
def test_any_split_gives_the_same_documents(
    parts: list[bytes], end: bytes, ended: bool, size: int, compression: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"x.jsonl{compression}")
        data = end.join(parts) + (end if ended else b"")
        path.write_bytes(compressed(data, compression) if compression else data)
        whole = documents(path)
        assert documents(path, part_bytes=size) == whole
        ids = [item[0] for item in whole]
        assert len({str(id).casefold() for id in ids}) == len(ids)
        assert len(whole) == max(1, sum(bool(line.strip()) for line in parts))


def long_file(path: Path, count: int = 400, *, lost: int = 0) -> Path:
    """A compressed file of lines, each id twice, that may be cut off."""
    rows = [
        json.dumps({"id": f"d-{n % (count // 2)}", "text": f"{TEXT} Số {n * 7919}."}, ensure_ascii=False)
        for n in range(count)
    ]
    data = compressed("\n".join(rows).encode(), path.suffix)
    path.write_bytes(data[:-lost] if lost else data)
    return path


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_parts_of_a_compressed_file_are_read_in_any_order(tmp_path: Path, ending: str) -> None:
    path = long_file(tmp_path / f"x.jsonl{ending}")
    whole = documents(path)
    assert len(whole) == 400
    options = Options(part_bytes=200)
    parts = [part for part in plan([str(path)], options) if isinstance(part, Part)]
    assert len(parts) > 20
    assert sum(part.size for part in parts) < 20_000
    for order in (parts, parts[::-1], parts[5:] + parts[:5], parts[::2] + parts[1::2]):
        found = {part.start: list(read(part, options)) for part in order}
        assert [item for part in parts for item in found[part.start]] == whole
    next(iter(read(parts[3], options)))  # begun and left
    assert [item for part in parts for item in read(part, options)] == whole


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_a_compressed_file_in_parts_breaks_off_where_it_does_as_a_whole(tmp_path: Path, ending: str) -> None:
    path = long_file(tmp_path / f"x.jsonl{ending}", 6000, lost=400)
    whole = documents(path)
    assert 3000 < len(whole) < 6000
    assert "the compressed file is cut off; its last whole line is" in str(whole[-1])
    assert documents(path, part_bytes=2000) == whole
    data = long_file(path, 6000).read_bytes()
    path.write_bytes(data[: len(data) // 2] + b"\0" * 300 + data[len(data) // 2 + 300 :])
    whole = documents(path)
    assert "the compressed file is damaged" in str(whole[-1])
    assert documents(path, part_bytes=2000) == whole


def test_a_compressed_file_that_is_written_again_is_opened_again(tmp_path: Path) -> None:
    path = long_file(tmp_path / "x.jsonl.gz")
    options = Options(part_bytes=200)
    parts = [part for part in plan([str(path)], options) if isinstance(part, Part)]
    list(read(parts[0], options))
    path.write_bytes(compressed(b"\n".join([b'{"text": "Huy\xe1\xbb\x87n"}'] * 2000), ".gz"))
    assert len(list(read(parts[1], options))) > 30
