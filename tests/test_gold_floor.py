"""No change may make the records of the dev gold worse than `gold_floor.json` says. It starts at 0 and only rises."""

from __future__ import annotations

import json
import sys
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]


def test_no_figure_falls_below_the_floor(shared: Path) -> None:
    sys.path.insert(0, str(CLONE / "benchmarks"))
    try:
        from accuracy import FLOOR, figures
    finally:
        sys.path.pop(0)
    reached = figures()
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))
    below = [
        f"{name} {reached.get(name, 0.0):.4f} (floor {least})"
        for name, least in floor.items()
        if reached.get(name, 0.0) < least
    ]
    assert not below, (
        f"worse on the dev gold: {', '.join(below)}. `python benchmarks/accuracy.py --errors TYPE` lists the errors;"
        " `--update-floor` raises the floor to what is reached, and only a hand with a reason lowers it."
    )
