"""Kill runs at random moments until each is done; a process of its own, so that its children start at once.

    python kill_runs.py INPUT FOLDER KILLS SEED FORMAT…

For each format in turn a run into `FOLDER/<number>-<format>` is begun in a child, killed after a random time (up to
that of an undisturbed run) and gone on with, until it is finished; then the next begins, until there were enough kills.
Prints a JSON line a finished run: its folder, and how many kills it survived.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import signal
import sys
import time
from pathlib import Path
from typing import Any

from batch_inputs import settings

from extract import batch


def start(source: str, out: Path, format: Any) -> int:
    """Begin or go on with a run in a child."""
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            batch.run([source], settings(out, format=format), resume=True)
            status = 0
        finally:
            os._exit(status)
    return pid


def undisturbed(source: str, out: Path, format: Any) -> float:
    """How many seconds a run takes, of the second of two."""
    batch.run([source], settings(out, format=format))
    begin = time.monotonic()
    batch.run([source], settings(out, format=format), overwrite=True)
    return time.monotonic() - begin


def main() -> None:
    source, folder, kills, seed, *formats = sys.argv[1:]
    moments = random.Random(int(seed))
    longest = undisturbed(source, Path(folder) / "first", formats[0])
    done = 0
    for number, format in enumerate(itertools.cycle(formats)):
        out = Path(folder) / f"{number}-{format}"
        survived = 0
        while True:
            pid = start(source, out, format)
            time.sleep(moments.uniform(0, longest))
            os.kill(pid, moments.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
            status = os.waitpid(pid, 0)[1]
            if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
                break
            survived += 1
            longest *= 1.01  # so that it ends on a machine that has become slower, too
        done += survived
        print(json.dumps({"out": str(out), "format": format, "kills": survived}), flush=True)
        if done >= int(kills):
            return


if __name__ == "__main__":
    main()
