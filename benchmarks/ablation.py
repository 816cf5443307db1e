"""What each pattern of the rules is worth: gold is scored with the pattern, and again as if it never matched.

    python benchmarks/ablation.py [GOLD …] [--only quantity] [--most 30] [--texts 330]

GOLD are folders of gold (`<id>.txt`, `<id>.json`); default is the dev gold of TRICHLUC_SHARED. A pattern without which
more is right has to show what it is for; one that never matches knows a sentence that nobody wrote. The scores of texts
that the rules were tuned to flatter the patterns: give gold that nobody has read. Only texts in which a pattern matches
are extracted again (0.01 s each), and none for a pattern that matches in more than `--texts`: those are what all
stands on. Patterns that a rule makes when it is called (words of a lexicon) are not looked at.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from accuracy import SHARED

from extract.gold import GoldText, read_gold
from extract.lazy import METHODS, _Lazy
from extract.pipeline import extract
from extract.score import Report, score_text

_NEVER: dict[str, Callable[..., Any]] = {
    "match": lambda *_, **__: None,
    "search": lambda *_, **__: None,
    "fullmatch": lambda *_, **__: None,
    "finditer": lambda *_, **__: iter(()),
    "findall": lambda *_, **__: [],
    "sub": lambda _, string, *__, **___: string,
    "split": lambda string, *_, **__: [string],
}
"""The methods of a pattern that matches nothing."""


class Worth(NamedTuple):
    """What changes without a pattern: right records and extra ones by type, right attributes; below 0 it helps."""

    name: str
    texts: int
    """In how many texts it matches."""
    changed: int
    """In how many of them the records are others without it."""
    counts: Counter[str]

    @property
    def gain(self) -> float:
        """Right records more and extra ones less without it; an attribute counts half."""
        weights = {"right": 1.0, "extra": -1.0, "attribute": 0.5}
        return sum(weights[what.rpartition(" ")[2]] * count for what, count in self.counts.items())


def patterns() -> dict[str, _Lazy]:
    """The patterns of the rules by module and name, each once."""
    import_module("extract.pipeline")
    named: dict[int, tuple[str, _Lazy]] = {}
    for module in sorted(name for name in sys.modules if name.startswith("extract.")):
        for name, value in vars(sys.modules[module]).items():
            if isinstance(value, _Lazy):
                named.setdefault(id(value), (f"{module.removeprefix('extract.')}.{name}", value))
    return dict(named.values())


@contextmanager
def instead(pattern: _Lazy, methods: dict[str, Callable[..., Any]]) -> Iterator[None]:
    """Gives a pattern other methods for a while."""
    own = {name: getattr(pattern, name) for name in METHODS}
    for name, method in methods.items():
        setattr(pattern, name, method)
    try:
        yield
    finally:
        for name, method in own.items():
            setattr(pattern, name, method)


def listen(found: dict[str, _Lazy], texts: list[GoldText]) -> tuple[dict[str, set[int]], list[list[Any]]]:
    """The texts in which each pattern matches something, by their place in the list, and the records of each text."""
    matched: dict[str, set[int]] = {name: set() for name in found}
    records: list[list[Any]] = []
    heard: set[str] = set()
    with ExitStack() as noting:
        for name, pattern in found.items():
            methods = {method: _noting(getattr(pattern, method), method, name, heard) for method in METHODS}
            noting.enter_context(instead(pattern, methods))
        for place, text in enumerate(texts):
            heard.clear()
            records.append(extract(text.text, id=text.name).records)
            for name in heard:
                matched[name].add(place)
    return matched, records


def _noting(call: Callable[..., Any], method: str, name: str, heard: set[str]) -> Callable[..., Any]:
    """The method of a pattern, which also notes the pattern's name if it matches."""

    def noting(*arguments: Any, **named: Any) -> Any:
        result = call(*arguments, **named)
        if method in ("finditer", "findall"):
            result = list(result)
        nothing = _NEVER[method](*arguments, **named)
        if result != (list(nothing) if method == "finditer" else nothing):
            heard.add(name)
        return iter(result) if method == "finditer" else result

    return noting


def counts(text: GoldText, records: list[Any]) -> Counter[str]:
    """Right and extra records by type, and right attributes."""
    report = Report()
    score_text(text, records, report)
    scores = {kind: score for kind, score in report.scores.items() if kind != "offsets"}
    found = Counter({f"{kind} right": score.right for kind, score in scores.items()})
    found.update({f"{kind} extra": score.extra for kind, score in scores.items()})
    found.update({f"{name} attribute": right for name, (right, _) in report.attributes.items()})
    return found


def measure(texts: list[GoldText], only: str, most_texts: int) -> Iterator[Worth]:
    """The worth of each pattern in whose name `only` stands; `changed` is -1 where it was not tried, or
    nothing goes without it."""
    found = {name: pattern for name, pattern in patterns().items() if only in name}
    matched, before = listen(found, texts)
    scored = [counts(text, records) for text, records in zip(texts, before, strict=True)]
    for name, pattern in found.items():
        places = sorted(matched[name])
        worth = Worth(name, len(places), -1, Counter())
        if len(places) <= most_texts:
            with instead(pattern, _NEVER), suppress(Exception):  # the code behind it may not do without it
                worth = _without(worth, texts, places, before, scored)
        yield worth


def _without(
    worth: Worth, texts: list[GoldText], places: list[int], before: list[list[Any]], scored: list[Counter[str]]
) -> Worth:
    """The worth of a pattern that matches in the texts at `places` and is put out of action now."""
    changed, change = 0, Counter[str]()
    for place in places:
        records = extract(texts[place].text, id=texts[place].name).records
        if records != before[place]:
            changed += 1
            change.update(counts(texts[place], records))
            change.subtract(scored[place])
    return worth._replace(changed=changed, counts=Counter({what: n for what, n in change.items() if n}))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, default=[SHARED / "gold" / "dev"])
    parser.add_argument("--only", default="", help="only patterns in whose module or name this stands")
    parser.add_argument("--most", type=int, default=30, help="how many patterns to print")
    parser.add_argument("--texts", type=int, default=330, help="try no pattern that matches in more texts than this")
    options = parser.parse_args()
    texts = [text for folder in options.gold for text in read_gold(folder)]
    worth = list(measure(texts, options.only, options.texts))
    never = [each for each in worth if not each.texts]
    idle = [each for each in worth if each.texts and not each.changed]
    print(f"{len(texts)} texts, {len(worth)} patterns: {len(never)} never match, {len(idle)} match and change nothing")
    for title, listed in (("never match", never), ("change nothing", idle)):
        print(f"\n{title}:", *(f"  {each.name} ({each.texts} texts)" for each in listed), sep="\n")
    print("\nbetter without:")
    for each in sorted(worth, key=lambda each: -each.gain)[: options.most]:
        if each.gain > 0:
            told = ", ".join(f"{what} {count:+d}" for what, count in sorted(each.counts.items()))
            print(f"{each.gain:+6.1f}  {each.name} ({each.texts} texts, {each.changed} changed): {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
