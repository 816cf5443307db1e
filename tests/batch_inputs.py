"""Documents of our own for the tests of batch runs, and what such a run leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from extract.batch import Settings
from extract.inputs import Options

PART = 4096
"""Small parts, so that a few documents make many tasks."""


def documents(count: int) -> list[dict[str, Any]]:
    """Short texts, no two alike; each hundredth from the seventh on is no Vietnamese and fails."""
    found = []
    for i in range(count):
        day, month = i % 28 + 1, i % 12 + 1
        text = (
            f"Ngày {day}/{month}/2019, Huyện ủy Tân Phong tổ chức hội nghị lần thứ {i} về công tác dân vận. "
            f"Đến nay {i % 20 + 1}/21 xã có mô hình; phấn đấu năm 2020 đạt {i % 60 + 30}%.\n"
        )
        found.append({"id": f"doc-{i}", "text": "This one is not in Vietnamese." if i % 100 == 7 else text})
    return found


def write_lines(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))
    return path


def settings(out: Path | str, **options: Any) -> Settings:
    return Settings(output=str(out), options=Options(part_bytes=PART), task_bytes=PART, **options)


def outputs(folder: Path) -> dict[str, bytes]:
    """All that a run leaves for its reader, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".trichluc" not in path.parts
    }
