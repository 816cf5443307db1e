"""Draw a seeded random sample of records, each in its context, to read and to count the wrong ones.

    python benchmarks/sample.py TYPE [-n 100] [--seed 1] [--corpus WHERE ...] [--rule RULE] [--fields a,b]

WHERE is a folder of texts (.txt), a JSON Lines file with `id` and `text`, or the name of a
corpus in `shared`. The quote stands between ⟦ and ⟧. What is printed are other people's texts: to read, not to commit.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec
from accuracy import SHARED

from extract import extract

CORPORA = ("party-and-government", "official", "provincial")


def places(corpora: list[str]) -> list[Path]:
    found = [Path(name) if Path(name).exists() else SHARED / "corpus" / f"{name}.jsonl" for name in corpora]
    missing = [name for name, path in zip(corpora, found, strict=True) if not path.exists()]
    if missing:
        raise SystemExit(
            f"there is no {', '.join(missing)}: give --corpus a folder of texts or a JSON Lines file with id and text"
        )
    return found


def documents(corpora: list[str]) -> Iterator[tuple[str, str]]:
    for place in places(corpora):
        if place.is_dir():
            yield from ((path.stem, path.read_bytes().decode()) for path in sorted(place.glob("*.txt")))
            continue
        with place.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["id"], row["text"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("type")
    parser.add_argument("-n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--corpus", nargs="+", default=list(CORPORA))
    parser.add_argument("--rule")
    parser.add_argument("--fields", help="comma-separated; default: all that are not null")
    parser.add_argument("--around", type=int, default=150, help="characters of context on each side")
    options = parser.parse_args()
    texts = list(documents(options.corpus))
    chance = random.Random(options.seed)
    chance.shuffle(texts)
    found: list[tuple[str, str]] = []
    for name, text in texts:
        if len(found) >= 12 * options.n:  # enough documents to draw from without reading the whole corpus
            break
        for record in extract(text, id=name).records:
            if record.type != options.type or (options.rule and record.rule != options.rule):
                continue
            before = text[max(0, record.start - options.around) : record.start]
            after = text[record.end : record.end + options.around]
            fields = msgspec.to_builtins(record)
            keep = (
                options.fields.split(",") if options.fields else [k for k in fields if k not in ("id", "type", "text")]
            )
            shown = {k: fields[k] for k in keep if fields[k] not in (None, [])}
            context = f"{before}⟦{record.text}⟧{after}".replace("\n", "⏎")
            found.append((f"{name} {json.dumps(shown, ensure_ascii=False)}", context))
    for number, (head, context) in enumerate(chance.sample(found, min(options.n, len(found))), 1):
        print(f"[{number}] {head}\n    {context}")


if __name__ == "__main__":
    main()
