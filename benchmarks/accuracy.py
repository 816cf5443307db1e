"""Extract the dev gold and score it: `python benchmarks/accuracy.py [--errors [TYPE]]`.

Reads TRICHLUC_SHARED (default ../shared beside the clone) and passes all further options on to its evaluate.py.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from extract import extract

SHARED = Path(os.environ.get("TRICHLUC_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def main() -> int:
    gold = SHARED / "gold" / "dev"
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(gold.glob("*.txt")):
            result = extract(path.read_bytes().decode("utf-8"), id=path.stem)
            (Path(folder) / f"{path.stem}.json").write_bytes(result.to_json())
        command = [sys.executable, str(SHARED / "tools" / "evaluate.py"), str(gold), folder, *sys.argv[1:]]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
