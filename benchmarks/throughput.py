"""How fast records come out, as ratios to two yardsticks measured in the same process on the same texts.

    python benchmarks/throughput.py [--parts speed stages growth one hostile start] [--corpus NAME ...]
                                    [--documents 200] [--rounds 5] [--seed 1] [--sizes 1 10] [--megabytes 1]

`speed`    the whole way from a JSON Lines file of documents to a file of validated JSON Lines of records, on one core,
           against `len(re.findall(r"\\w+", text))` over the same decoded texts and against the tokeniser of
           `spacy.blank("vi")` without pyvi. The three take turns batch by batch, since the speed of a machine changes
           under them; what is printed is the ratio of the times (1 means as fast as the yardstick, 2 twice as fast):
           the median of the rounds, and the lowest and highest.
`stages`   where that time goes: each stage of the pipeline, decoding, validating and writing.
`growth`   the whole way over files of 1, 10 (and with `--sizes 1 10 100`, 100) MB of documents: seconds a megabyte.
`one`      the same with all of the text in one document on one line, with the memory it takes.
`hostile`  a megabyte of one thing repeated, and a fifth of it: at most seven times the time, at least 1 MB/s.
`start`    seconds to import the package, to print the help and to the first document's records, in new processes.

Times are of the processor, not of the clock. MB are 10^6 bytes of UTF-8 text.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sample import documents

from extract import pipeline, validate

PARTS = ("speed", "stages", "growth", "one", "hostile", "start")
CORPORA = ["general", "party-and-government"]
BATCH = 20
HOSTILE = {
    "1-NQ/": "1-NQ/",
    "1% ": "1% ",
    "Nguyễn ": "Nguyễn ",
    "đồng chí ": "đồng chí ",
    "ngày 1/1/": "ngày 1/1/",
    "(": "(",
    "hội nghị ": "hội nghị ",
    "Phó Chủ tịch ": "Phó Chủ tịch ",
    "phấn đấu đạt ": "phấn đấu đạt ",
    "no space": "xinchào",
    "217, 218, ": "217, 218, ",
    "line ends": "\n",
}
_WORD = re.compile(r"\w+")


class Row(msgspec.Struct):
    """A line of the input."""

    id: str
    text: str


def megabytes(texts: list[str]) -> float:
    return sum(len(text.encode()) for text in texts) / 1e6


def write_lines(path: Path, rows: list[Row]) -> None:
    path.write_bytes(b"".join(msgspec.json.encode(row) + b"\n" for row in rows))


def whole_way(source: Path, target: Path) -> int:
    """Documents of a JSON Lines file to validated records in another; how many records."""
    count = 0
    decoder = msgspec.json.Decoder(Row)
    with source.open("rb") as lines, target.open("wb") as output:
        for line in lines:
            row = decoder.decode(line)
            result = pipeline.extract(row.text, id=row.id)
            if problem := validate.check_result(result):
                raise ValueError(problem)
            output.write(result.to_json() + b"\n")
            count += len(result.records)
    return count


def words(texts: list[str]) -> int:
    return sum(len(_WORD.findall(text)) for text in texts)


def tokeniser() -> Callable[[str], Any]:
    """spaCy's own tokeniser for Vietnamese, by its rules alone."""
    import spacy

    tokenise: Callable[[str], Any] = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}}).tokenizer
    return tokenise


def seconds(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def draw(corpus: str, count: int, seed: int) -> list[Row]:
    rows = [Row(name, text) for name, text in documents([corpus])]
    random.Random(seed).shuffle(rows)
    return rows[: count or None]


# ---- against the yardsticks ----------------------------------------------------------------------------------------


class Round(NamedTuple):
    """Seconds of one round over all batches."""

    pipeline: float
    words: float
    spacy: float


def speed(rows: list[Row], rounds: int, folder: Path) -> list[Round]:
    tokenise = tokeniser()
    batches: list[tuple[Path, list[str]]] = []
    for first in range(0, len(rows), BATCH):
        path = folder / f"{first}.jsonl"
        write_lines(path, rows[first : first + BATCH])
        batches.append((path, [row.text for row in rows[first : first + BATCH]]))
    target = folder / "records.jsonl"
    whole_way(batches[0][0], target)  # builds patterns and lexicons
    found = []
    for _ in range(rounds):
        total = [0.0, 0.0, 0.0]
        for path, texts in batches:
            total[0] += seconds(lambda path=path: whole_way(path, target))  # type: ignore[misc]
            # The count is so short that one of it would measure the clock.
            total[1] += seconds(lambda texts=texts: [words(texts) for _ in range(5)]) / 5  # type: ignore[misc]
            total[2] += seconds(lambda texts=texts: [tokenise(text) for text in texts])  # type: ignore[misc]
        found.append(Round(*total))
    return found


def ratio(name: str, ratios: list[float]) -> str:
    return f"{name} {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})"


def report_speed(corpus: str, rows: list[Row], rounds: int, folder: Path) -> None:
    found = speed(rows, rounds, folder)
    size = megabytes([row.text for row in rows])
    rates = [size / statistics.median(one[i] for one in found) for i in range(3)]
    print(
        f"{corpus}: {len(rows)} documents, {size:.2f} MB, {rounds} rounds\n"
        f"    {ratio('to the word count', [one.words / one.pipeline for one in found])}\n"
        f"    {ratio('to the tokeniser ', [one.spacy / one.pipeline for one in found])}\n"
        f"    MB/s: records {rates[0]:.3f}, word count {rates[1]:.1f}, tokeniser {rates[2]:.2f}"
    )


# ---- by stage ------------------------------------------------------------------------------------------------------


@contextmanager
def timed_stages() -> Iterator[dict[str, float]]:
    """Seconds by stage, while it lasts. The stages of the pipeline are wrapped, not changed."""
    spent: dict[str, float] = {}
    undo: list[tuple[Any, str, Any]] = []

    def wrap(owner: Any, attribute: str, name: str) -> None:
        original = getattr(owner, attribute)
        spent[name] = 0.0

        def timed(*arguments: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return original(*arguments, **named)
            finally:
                spent[name] += time.process_time() - start

        undo.append((owner, attribute, original))
        setattr(owner, attribute, timed)

    wrap(pipeline, "View", "view")
    wrap(pipeline, "read_layout", "layout")
    wrap(type(pipeline.cue_scanner()), "scan", "cues")
    for finder in pipeline.FINDERS:
        wrap(finder, "find", f"find {finder.__name__.rpartition('.')[2]}")
    for kind in ("date", "legal_reference", "official", "meeting", "target", "actual"):
        wrap(getattr(pipeline, f"resolve_{kind}"), "resolve", f"resolve {kind}")
    wrap(pipeline, "records", "finish")
    wrap(validate, "check_result", "validate")
    try:
        yield spent
    finally:
        for owner, attribute, original in reversed(undo):
            setattr(owner, attribute, original)


def report_stages(corpus: str, rows: list[Row], folder: Path) -> None:
    source, target = folder / "stages.jsonl", folder / "records.jsonl"
    write_lines(source, rows)
    texts = [row.text for row in rows]
    whole_way(source, target)
    counted = min(seconds(lambda: words(texts)) for _ in range(5))
    with timed_stages() as spent:
        total = seconds(lambda: whole_way(source, target))
    spent["the rest"] = total - sum(spent.values())
    print(f"{corpus}: seconds a MB, share, times the word count")
    size = megabytes(texts)
    for name, value in spent.items():
        print(f"    {name:24}{value / size:8.3f}{value / total:7.1%}{value / counted:8.2f}")
    print(f"    {'all':24}{total / size:8.3f}{1:7.1%}{total / counted:8.2f}")


# ---- growth --------------------------------------------------------------------------------------------------------


def filled(rows: list[Row], size: float) -> list[Row]:
    """As many of the rows, over and over, as make `size` MB."""
    found: list[Row] = []
    total = 0.0
    while total < size:
        for row in rows:
            found.append(Row(f"{row.id}-{len(found)}", row.text))
            total += len(row.text.encode()) / 1e6
            if total >= size:
                break
    return found


def report_growth(corpus: str, rows: list[Row], sizes: list[float], folder: Path) -> None:
    source, target = folder / "growth.jsonl", folder / "records.jsonl"
    for size in sizes:
        some = filled(rows, size)
        write_lines(source, some)
        taken = seconds(lambda: whole_way(source, target))
        real = megabytes([row.text for row in some])
        print(f"{corpus}: {real:7.2f} MB in {len(some)} documents: {taken:8.2f} s, {taken / real:.3f} s a MB")


def one_document(source: str) -> None:
    """Child process: the whole way over one document; seconds and MB of memory."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = seconds(lambda: whole_way(Path(source), Path(source).with_suffix(".records")))
    print(json.dumps([taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, before / 1000]))


def report_one(corpus: str, rows: list[Row], sizes: list[float], folder: Path) -> None:
    source = folder / "one.jsonl"
    for size in sizes:
        text = " ".join(" ".join(row.text.split()) for row in filled(rows, size))
        write_lines(source, [Row("one", text)])
        done = subprocess.run([sys.executable, __file__, "--one", str(source)], check=True, capture_output=True)
        taken, memory, before = json.loads(done.stdout)
        real = megabytes([text])
        print(f"{corpus}: one line of {real:7.2f} MB: {taken:8.2f} s, {taken / real:.3f} s a MB, {memory:.0f} MB of "
              f"memory ({before:.0f} before)")  # fmt: skip


def report_hostile(size: float) -> None:
    pipeline.extract("Ngày 12/3/2019, Huyện ủy Tân Phong tổ chức hội nghị, đạt 65%.")
    print(f"{'':20}{'MB/s':>8}{'5 times':>9}")
    for name, unit in HOSTILE.items():
        text = unit * max(1, round(size * 1e6 / len(unit.encode()) / 5))
        small = seconds(lambda text=text: pipeline.extract(text))  # type: ignore[misc]
        large = seconds(lambda text=text: pipeline.extract(text * 5))  # type: ignore[misc]
        rate = megabytes([text * 5]) / large
        missed = " <" if rate < 1 or large > 7 * small else ""
        print(f"{name:20}{rate:8.3f}{large / small:9.1f}{missed}", flush=True)


def report_start() -> None:
    commands = {
        "import": ["-c", "import extract"],
        "help": ["-m", "extract", "--help"],
        "first document": ["-c", "import extract; extract.extract('Ngày 1/2/2019 đạt 65%.').to_json()"],
    }

    def clock(arguments: list[str]) -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        return time.perf_counter() - start

    nothing = min(clock(["-c", ""]) for _ in range(5))
    for name, arguments in commands.items():
        taken = min(clock(arguments) for _ in range(5))
        print(f"{name:20}{taken:8.3f} s ({taken - nothing:.3f} s without Python's own start)")


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        one_document(sys.argv[2])
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=["speed", "stages"])
    parser.add_argument("--corpus", nargs="+", default=CORPORA)
    parser.add_argument("--documents", type=int, default=200, help="how many texts to draw of each; 0: all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sizes", type=float, nargs="+", default=[1, 10], help="MB, for growth and one")
    parser.add_argument("--megabytes", type=float, default=1, help="of each hostile text")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="trichluc-throughput-") as name:
        folder = Path(name)
        for part in options.parts:
            print(f"== {part}", flush=True)
            if part == "hostile":
                report_hostile(options.megabytes)
                continue
            if part == "start":
                report_start()
                continue
            for corpus in options.corpus:
                rows = draw(corpus, options.documents, options.seed)
                if part == "speed":
                    report_speed(corpus, rows, options.rounds, folder)
                elif part == "stages":
                    report_stages(corpus, rows, folder)
                elif part == "growth":
                    report_growth(corpus, rows, options.sizes, folder)
                else:
                    report_one(corpus, rows, options.sizes, folder)
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
