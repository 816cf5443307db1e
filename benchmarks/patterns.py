"""Where the time of the patterns goes: each with its time, its calls and how long one of them takes.

    python benchmarks/patterns.py [CORPUS] [--documents 100] [--seed 1] [--rounds 3] [--most 30]

The patterns are a third of the time of the rules, the rest is Python. One that takes more than two or three
microseconds a call is tried at every character: see "A rule that stays fast" in CONTRIBUTING.md.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable
from typing import Any

from extract.lazy import METHODS

Spent = dict[tuple[str, str], tuple[float, int]]
"""Seconds and calls by pattern and method."""


class _Timed:
    """A pattern whose methods note how long they take."""

    def __init__(self, compiled: re.Pattern[str], spent: Spent) -> None:
        self._compiled = compiled
        for method in METHODS:
            setattr(self, method, self._timed(getattr(compiled, method), (compiled.pattern, method), spent))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._compiled, name)

    @staticmethod
    def _timed(method: Callable[..., Any], key: tuple[str, str], spent: Spent) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            start = time.perf_counter()
            result = method(*arguments, **named)
            if key[1] == "finditer":
                result = iter(list(result))
            before, calls = spent.get(key, (0.0, 0))
            spent[key] = before + time.perf_counter() - start, calls + 1
            return result

        return call


def measure(texts: list[str], rounds: int, spent: Spent) -> Spent:
    """The least time of the rounds, for each pattern."""
    from extract import pipeline

    best: Spent = {}
    for _ in range(rounds):
        for text in texts:
            pipeline.extract(text)
        best = {key: min(found, best.get(key, found)) for key, found in spent.items()}
        spent.clear()
    return best


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default="general")
    parser.add_argument("--documents", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--most", type=int, default=30, help="how many patterns to print")
    options = parser.parse_args()
    spent: Spent = {}
    compile_ = re.compile
    re.compile = lambda source, flags=0: _Timed(compile_(source, flags), spent)  # type: ignore[assignment]
    from throughput import draw

    texts = [row.text for row in draw(options.corpus, options.documents, options.seed)]
    best = measure(texts, options.rounds, spent)
    total = sum(seconds for seconds, _ in best.values())
    print(f"{sum(map(len, texts)):,} characters, {total * 1e3:.0f} ms in patterns")
    for (source, method), (seconds, calls) in sorted(best.items(), key=lambda item: -item[1][0])[: options.most]:
        each = seconds / calls * 1e6
        print(f"{seconds / total:6.1%}{seconds * 1e3:8.2f} ms{calls:8}{each:8.2f} µs  {method:9} {source[:80]!r}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
