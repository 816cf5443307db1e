"""What the rules are, so that results of other rules are told apart."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path


@cache
def rules_version() -> str:
    """A digest of the package's code and lexicons: where it is the same, the same texts give the same records."""
    from extract import __version__

    digest = hashlib.blake2b(digest_size=8)
    root = Path(__file__).parents[1]
    for path in sorted([*root.rglob("*.py"), *root.rglob("lexicon/*.json")]):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{__version__}+{digest.hexdigest()}"
