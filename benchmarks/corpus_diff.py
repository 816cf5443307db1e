"""Records gained, lost and changed between two git revisions over the corpus: to read before a commit to a rule.

    python benchmarks/corpus_diff.py OLD [NEW] [--type TYPE ...] [--documents 300] [--seed 1] [--corpus NAME ...]
                                     [--examples 10]

OLD and NEW are revisions (`main`, `HEAD~3`, a hash); without NEW the working tree is compared, as it stands. A record
is *gained* or *lost* where the other side has none of its type at that place, *moved* where it has one with another
span, *changed* where the span is the same and a field differs. What is printed are other people's texts: to read, not
to commit.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from sample import CORPORA, documents

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("gained", "lost", "moved", "changed")
Rows = dict[str, list[dict[str, Any]]]
"""The records of each document, as JSON objects."""


class Change(NamedTuple):
    """One difference: `old` or `new` is None where the other side has no record."""

    kind: str
    document: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None

    @property
    def record(self) -> dict[str, Any]:
        """The record as it is now, as it was if it is lost."""
        record = self.new or self.old
        assert record is not None
        return record


def dump() -> None:
    """Child process: documents as JSON lines on stdin, their records as JSON lines on stdout."""
    from extract import extract

    for line in sys.stdin:
        name, text = json.loads(line)
        try:
            records = json.loads(extract(text, id=name).to_json())["records"]
        except Exception as error:  # one text that a revision fails on must not hide the rest
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
            records = []
        print(json.dumps([name, records], ensure_ascii=False))


def records_of(revision: str | None, texts: list[tuple[str, str]]) -> Rows:
    """What a revision (None: the working tree) finds in the texts."""
    with tempfile.TemporaryDirectory(prefix="trichluc-diff-") as folder:
        tree = ROOT
        if revision is not None:
            tree = Path(folder)
            archive = subprocess.run(
                ["git", "-C", str(ROOT), "archive", revision, "extract"], check=True, capture_output=True
            ).stdout
            with tarfile.open(fileobj=io.BytesIO(archive)) as files:
                files.extractall(tree, filter="data")
        lines = "".join(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
        output = subprocess.run(
            [sys.executable, __file__, "--dump"],
            input=lines.encode(),
            stdout=subprocess.PIPE,
            check=True,
            env={**os.environ, "PYTHONPATH": str(tree), "PYTHONIOENCODING": "utf-8"},
        ).stdout
    return dict(json.loads(line) for line in output.decode().splitlines())


def compare(document: str, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[Change]:
    """The differences between two readings of one document."""

    def by_place(records: list[dict[str, Any]]) -> dict[tuple[str, int, int], dict[str, Any]]:
        return {(r["type"], r["start"], r["end"]): r for r in records}

    before, after = by_place(old), by_place(new)
    changes = [
        Change("changed", document, before[place], after[place])
        for place in before.keys() & after.keys()
        if before[place] != after[place]
    ]
    lost = sorted((r for place, r in before.items() if place not in after), key=lambda r: r["start"])
    gained = sorted((r for place, r in after.items() if place not in before), key=lambda r: r["start"])
    for record in lost:
        other = next(
            (
                g
                for g in gained
                if g["type"] == record["type"] and g["start"] < record["end"] and record["start"] < g["end"]
            ),
            None,
        )
        if other is None:
            changes.append(Change("lost", document, record, None))
        else:
            gained.remove(other)
            changes.append(Change("moved", document, record, other))
    changes += [Change("gained", document, None, record) for record in gained]
    return sorted(changes, key=lambda change: (change.record["start"], change.kind))


def describe(change: Change, text: str, around: int) -> str:
    """One difference in its context, with the fields that differ."""
    record = change.record
    start, end = record["start"], record["end"]
    place = f"{text[max(0, start - around) : start]}⟦{text[start:end]}⟧{text[end : end + around]}".replace("\n", "⏎")
    if change.kind == "moved":
        assert change.old is not None
        detail = f"was ⟦{change.old['text']}⟧"
    elif change.kind == "changed":
        assert change.old is not None
        assert change.new is not None
        names = [n for n in change.new if change.old.get(n) != change.new[n]]
        names += [n for n in change.old if n not in change.new]
        detail = "; ".join(f"{n}: {_short(change.old.get(n))} → {_short(change.new.get(n))}" for n in names)
    else:
        skip = ("id", "type", "start", "end", "text", "mentions")
        shown = {n: v for n, v in record.items() if n not in skip and v not in (None, [])}
        detail = json.dumps(shown, ensure_ascii=False)
    return f"{change.document}: {place}\n        {detail.replace(chr(10), '⏎')}"


def _short(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 160 else shown[:157] + "…"


def report(old: Rows, new: Rows, texts: list[tuple[str, str]], options: argparse.Namespace) -> None:
    changes: dict[tuple[str, str], list[Change]] = defaultdict(list)
    for name, _ in texts:
        for change in compare(name, old[name], new[name]):
            changes[change.record["type"], change.kind].append(change)
    counts = [Counter(r["type"] for records in rows.values() for r in records) for rows in (old, new)]
    types = options.type or sorted(counts[0].keys() | counts[1].keys())
    print(f"{'':16}{'old':>8}{'new':>8}" + "".join(f"{kind:>9}" for kind in KINDS))
    for kind in types:
        numbers = "".join(f"{len(changes[kind, what]):9}" for what in KINDS)
        print(f"{kind:16}{counts[0][kind]:8}{counts[1][kind]:8}{numbers}")
    chance = random.Random(options.seed)
    by_name = dict(texts)
    for kind in types:
        for what in KINDS:
            found = changes[kind, what]
            if not found or not options.examples:
                continue
            drawn = chance.sample(found, min(options.examples, len(found)))
            print(f"\n== {kind} {what}: {len(drawn)} of {len(found)}")
            for change in drawn:
                print(f"    {describe(change, by_name[change.document], options.around)}")


def main() -> int:
    if "--dump" in sys.argv[1:]:
        dump()
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", help="a git revision")
    parser.add_argument("new", nargs="?", help="a git revision; the working tree if not given")
    parser.add_argument("--type", nargs="+")
    parser.add_argument("--documents", type=int, default=300, help="how many texts to draw; 0: all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", nargs="+", default=list(CORPORA))
    parser.add_argument("--examples", type=int, default=10, help="examples a type and kind of change; 0: counts alone")
    parser.add_argument("--around", type=int, default=70, help="characters of context on each side")
    options = parser.parse_args()
    texts = list(documents(options.corpus))
    random.Random(options.seed).shuffle(texts)
    texts = texts[: options.documents or None]
    report(records_of(options.old, texts), records_of(options.new, texts), texts, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
