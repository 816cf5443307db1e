"""Every target from real records: seconds, memory, and whether the counts are those of the output.

    python benchmarks/export.py [--documents 2000] [--records 100000] [--target sqlite ...]

Extracts that many documents of the corpus (TRICHLUC_SHARED, default ../shared beside the clone; the seeds where there
is none), repeats the results under other ids until there are at least `--records`, and exports a tenth of that and all
of it, each in a process of its own. Memory is flat where the peak is the same for both. The bars: 100,000 records into
SQLite in 10 s, into PostgreSQL in 15 s.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import msgspec
from sample import CORPORA, documents

from extract import Result, extract
from extract.export import TARGETS
from extract.model import RECORD_TYPES

ROOT = Path(__file__).resolve().parents[1]


class Output(NamedTuple):
    """Results and their texts as JSON Lines, with what is in them."""

    results: Path
    texts: Path
    documents: int
    records: int


def texts(count: int) -> Iterator[tuple[str, str]]:
    """Documents of the corpus, official texts first; the seeds where there is none."""
    names = [*CORPORA, "general"]
    try:
        yield from islice(((str(id), text) for id, text in documents(names)), count)
    except FileNotFoundError:
        for path in sorted((ROOT / "seeds").glob("*.txt")):
            yield path.stem, path.read_bytes().decode()


def renamed(result: Result, id: str) -> bytes:
    """A result under another id, as JSON."""
    old = msgspec.json.encode(f"{result.document.id}/")[:-1]
    data = result.to_json().replace(old, msgspec.json.encode(f"{id}/")[:-1])
    return data.replace(b'"id":' + msgspec.json.encode(result.document.id), b'"id":' + msgspec.json.encode(id), 1)


def write_output(folder: Path, name: str, source: list[tuple[Result, str]], records: int) -> Output:
    """The results again and again under other ids, until there are so many records."""
    output = Output(folder / f"{name}.jsonl", folder / f"{name}-texts.jsonl", 0, 0)
    done = taken = 0
    with output.results.open("wb") as results, output.texts.open("wb") as lines:
        while done < records:
            result, text = source[taken % len(source)]
            id = f"d{taken}"
            results.write(renamed(result, id) + b"\n")
            lines.write(msgspec.json.encode({"id": id, "text": text}) + b"\n")
            done += len(result.records)
            taken += 1
    return output._replace(documents=taken, records=done)


def make_outputs(folder: Path, count: int, records: int) -> list[Output]:
    """An output with a tenth of so many records, and one with all."""
    start = time.perf_counter()
    source = [(extract(text, id=id), text) for id, text in texts(count)]
    found = sum(len(result.records) for result, _ in source)
    print(f"{len(source)} documents, {found} records, extracted in {time.perf_counter() - start:.1f} s", flush=True)
    return [write_output(folder, f"output-{size}", source, size) for size in (records // 10, records)]


def run(output: Output, target: str) -> tuple[float, float, str]:
    """Seconds, peak memory in MB and report of an export in a process of its own."""
    command = [sys.executable, "-m", "extract", "export", str(output.results), "--to", target]
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        process = subprocess.Popen([*command, "--texts", str(output.texts)], stderr=told, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        told.seek(0)
        report = told.read()
    if process.returncode:
        raise SystemExit(f"{target}: {report}")
    return seconds, usage.ru_maxrss / 1024, report


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--target", action="append", choices=list(TARGETS))
    arguments = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="trichluc-export-")))
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:  # so that this process, and its children, stay small
            outputs = pool.submit(make_outputs, folder, arguments.documents, arguments.records).result()
        for kind in arguments.target or TARGETS:
            for number, output in enumerate(outputs):
                place = address(kind, folder / f"{kind}-{number}", stack)
                if place is None:
                    print(f"{kind:16} no PostgreSQL server to start")
                    break
                seconds, memory, report = run(output, place)
                right = f"documents  {output.documents}\nrecords    {output.records} (" in report
                assert right, report
                if TARGETS[kind].module == "sql":
                    assert count_rows(place) == output.records
                size = f"{output.documents:6} documents {output.records:7} records"
                print(f"{kind:16} {size} {seconds:6.1f} s {memory:5.0f} MB")


def count_rows(address: str) -> int:
    """How many records are in the tables of a database."""
    import sqlalchemy

    engine = sqlalchemy.create_engine(address.replace("postgresql:", "postgresql+pg8000:"))
    with engine.connect() as connection:
        counts = [connection.exec_driver_sql(f"SELECT count(*) FROM {kind}s").scalar_one() for kind in RECORD_TYPES]
    engine.dispose()
    return sum(counts)


def address(kind: str, place: Path, stack: ExitStack) -> str | None:
    """Where to export to; a PostgreSQL server is started, if there is one."""
    if kind == "sqlite":
        return f"sqlite:///{place}.db"
    if kind != "postgresql":
        return f"{kind}:{place}"
    sys.path.insert(0, str(ROOT / "tests"))
    from postgres_server import binaries, server

    programs = binaries()
    return f"{stack.enter_context(server(programs))}/postgres" if programs else None


if __name__ == "__main__":
    main()
