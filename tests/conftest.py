"""Where the tests find what is not in the clone: `.ci/run` sets TRICHLUC_SHARED when ../shared is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the dev gold, the corpus and the tools; skips where there is none."""
    place = os.environ.get("TRICHLUC_SHARED")
    if not place:
        pytest.skip("TRICHLUC_SHARED is not set: the dev gold and the corpus are not part of the clone")
    return Path(place)
