"""Extract the dev gold and score it: `python benchmarks/accuracy.py [--errors [TYPE]]`.

Reads TRICHLUC_SHARED (default ../shared beside the clone) and passes all further options on to its evaluate.py.
`--update-floor` raises the figures of tests/gold_floor.json, which no change may fall below, to what is reached now. It
lowers none: who must (the gold itself has changed, say) edits the file and tells why in the commit.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from extract import extract

CLONE = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("TRICHLUC_SHARED") or CLONE.parent / "shared")
FLOOR = CLONE / "tests" / "gold_floor.json"


def evaluate(*options: str, capture: bool = False) -> subprocess.CompletedProcess[str]:
    """Extract the dev gold and run evaluate.py over it."""
    gold = SHARED / "gold" / "dev"
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(gold.glob("*.txt")):
            result = extract(path.read_bytes().decode("utf-8"), id=path.stem)
            (Path(folder) / f"{path.stem}.json").write_bytes(result.to_json())
        command = [sys.executable, str(SHARED / "tools" / "evaluate.py"), str(gold), folder, *options]
        return subprocess.run(command, check=False, capture_output=capture, text=True, encoding="utf-8")


def figures() -> dict[str, float]:
    """The F1 of each type (macro, positions and offsets too), and of each attribute the share that is right."""
    process = evaluate("--json", capture=True)
    process.check_returncode()
    scores: dict[str, Any] = json.loads(process.stdout)
    found = {"macro": scores.pop("macro")}
    attributes = scores.pop("attributes")
    found |= {name: score["f1"] for name, score in scores.items() if name != "missing"}
    return found | {name: right / total for name, (right, total) in attributes.items() if total}


def update_floor() -> None:
    """Raise the floor to the figures of now, rounded down."""
    floor: dict[str, float] = json.loads(FLOOR.read_text(encoding="utf-8"))
    for name, figure in figures().items():
        floor[name] = max(floor.get(name, 0.0), math.floor(figure * 10_000) / 10_000)
    FLOOR.write_text(json.dumps(floor, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> int:
    if "--update-floor" in sys.argv[1:]:
        update_floor()
        return 0
    return evaluate(*sys.argv[1:]).returncode


if __name__ == "__main__":
    sys.exit(main())
