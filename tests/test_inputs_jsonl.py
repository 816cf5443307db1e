"""Documents of JSON Lines: the same however a file is split, and each bad line costs itself."""

from __future__ import annotations

import json
import pickle
import tempfile
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

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


@given(lines, st.sampled_from([b"\n", b"\r\n"]), st.booleans(), st.integers(1, 200))
@settings(deadline=None, max_examples=150)
def test_any_split_gives_the_same_documents(parts: list[bytes], end: bytes, ended: bool, size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.jsonl")
        path.write_bytes(end.join(parts) + (end if ended else b""))
        whole = documents(path)
        assert documents(path, part_bytes=size) == whole
        ids = [item[0] for item in whole]
        assert len({str(id).casefold() for id in ids}) == len(ids)
        assert len(whole) == max(1, sum(bool(line.strip()) for line in parts))
