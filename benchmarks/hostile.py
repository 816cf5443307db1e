"""Looks for texts that take the extraction too long: two cues of the finders, repeated.

    python benchmarks/hostile.py [--pairs 60] [--kilobytes 100] [--seed 1] [--worst 15] [--unit TEXT ...]

A unit is one or two cue words with what may stand between and behind them: a space, a number, a bracket, a comma, a
line end, a name. Each is repeated to a fifth of the size and to all of it, and the slowest are printed: MB (10^6 bytes)
a second of the processor, and how many times as long five times the text takes. `--unit` measures the units given, with
no search. What takes more than seven times as long belongs into `tests/test_hostile.py` once it is mended.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from typing import NamedTuple

from extract import pipeline

JOINTS = (
    " ",
    " 5 ",
    " 3% ",
    ", ",
    "; ",
    " (",
    ") ",
    "\n",
    ". ",
    ": ",
    " số 5/",
    " ngày 1/2 ",
    " Nguyễn Văn A ",
    " - ",
    " và ",
)
CAPITALS = (str, str.capitalize, str.upper)


class Measured(NamedTuple):
    """A unit with MB a second over the whole text, and the time of the whole over that of a fifth."""

    rate: float
    growth: float
    unit: str


def seconds(text: str) -> float:
    start = time.process_time()
    pipeline.extract(text)
    return time.process_time() - start


def measure(unit: str, kilobytes: float) -> Measured:
    small = unit * max(1, round(kilobytes * 200 / len(unit.encode())))
    fifth = min(seconds(small) for _ in range(2))
    whole = seconds(small * 5)
    return Measured(len(small.encode()) * 5 / 1e6 / whole, whole / max(fifth, 1e-4), unit)


def units(pairs: int, seed: int) -> list[str]:
    """Random units: one word or two, from different kinds of cue."""
    draw = random.Random(seed)
    kinds = [sorted(cue_set.words) for finder in pipeline.FINDERS for cue_set in finder.cue_sets()]

    def word() -> str:
        return draw.choice(CAPITALS)(draw.choice(draw.choice(kinds)))

    singles = [word() + draw.choice(JOINTS) for _ in range(pairs // 3)]
    return singles + [word() + draw.choice(JOINTS) + word() + draw.choice(JOINTS) for _ in range(pairs - len(singles))]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=60, help="how many units to try")
    parser.add_argument("--kilobytes", type=float, default=100, help="of text")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--worst", type=int, default=15, help="how many to print")
    parser.add_argument("--unit", nargs="+", default=[], help="units to measure instead")
    options = parser.parse_args()
    pipeline.extract("Ngày 12/3/2019, Huyện ủy Tân Phong tổ chức hội nghị, đạt 65%.")  # builds patterns and lexicons
    given = [unit.encode().decode("unicode_escape") if unit.isascii() else unit for unit in options.unit]
    found = [measure(unit, options.kilobytes) for unit in given or units(options.pairs, options.seed)]
    print(f"{'MB/s':>8}{'5 times':>9}  unit")
    worst = sorted(found)[: options.worst]
    worst += sorted((one for one in found if one not in worst and one.growth > 7), key=lambda one: -one.growth)
    for one in worst:
        print(f"{one.rate:8.3f}{one.growth:9.1f}  {one.unit!r}")
    below = sum(one.rate < 1 for one in found)
    print(f"{len(found)} units: {below} below 1 MB/s, {sum(one.growth > 7 for one in found)} over seven times")
    return 0


if __name__ == "__main__":
    sys.exit(main())
