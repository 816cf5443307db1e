"""Write into README.md what it shows of the program: `python benchmarks/readme.py [--accuracy]`.

Its records are taken anew from `output/`, by their ids. With `--accuracy` its figures are measured anew on the dev gold
(TRICHLUC_SHARED) and dated today. `tests/test_docs.py` checks the records.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from accuracy import SHARED, evaluate

from extract.model import RECORD_TYPES

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
WIDTH = 118
_BLOCK = re.compile(r"^```json\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ACCURACY = re.compile(r"(<!-- accuracy: begin[^>]*-->\n).*?(<!-- accuracy: end -->)", re.DOTALL)


def record(identifier: str) -> dict[str, Any]:
    """The record of `output/` with this id."""
    path = ROOT / "output" / f"{identifier.split('/')[0]}.json"
    records = json.loads(path.read_text(encoding="utf-8"))["records"]
    found: dict[str, Any] = next(r for r in records if r["id"] == identifier)
    return found


def lines(shown: dict[str, Any]) -> str:
    """A record as JSON of a few lines: as many fields a line as fit."""
    fields = [f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in shown.items()]
    out = ["{" + fields[0]]
    for part in fields[1:]:
        if len(out[-1]) + len(part) + 3 <= WIDTH:
            out[-1] += f", {part}"
        else:
            out[-1] += ","
            out.append(f" {part}")
    return "\n".join(out) + "}\n"


def with_records(text: str) -> str:
    """README with its records as they are now."""
    return _BLOCK.sub(lambda m: f"```json\n{lines(record(json.loads(m[1])['id']))}```", text)


def accuracy() -> str:
    """The figures of now on the dev gold, as a table with the date."""
    scores = json.loads(evaluate("--json", capture=True).stdout)
    documents = len(list((SHARED / "gold" / "dev").glob("*.txt")))
    rows = [f"| `{name}` | {_cells(scores[name])} |" for name in (*RECORD_TYPES, "positions")]
    attributes = ", ".join(
        f"`{name}` {right / total:.2f}" for name, (right, total) in sorted(scores["attributes"].items()) if total
    )
    before = (
        f"Measured on {datetime.now(UTC):%Y-%m-%d} by `benchmarks/accuracy.py` on {documents} texts that "
        "careful readers annotated. The rules were written with these texts at hand: expect less on other sources."
    )
    after = f"Macro F1 (without `actual`): {scores['macro']:.3f}. Right where the record was found: {attributes}."
    table = ["| | precision | recall | F1 | in the gold |", "|---|---|---|---|---|", *rows]
    return "\n".join([_filled(before), "", *table, "", _filled(after), ""])


def _filled(text: str) -> str:
    return textwrap.fill(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _cells(score: dict[str, float]) -> str:
    return " | ".join([f"{score[name]:.3f}" for name in ("p", "r", "f1")] + [f"{score['gold']:.0f}"])


def main() -> None:
    text = with_records(README.read_text(encoding="utf-8"))
    if "--accuracy" in sys.argv[1:]:
        text = _ACCURACY.sub(lambda m: m[1] + accuracy() + m[2], text)
    README.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
