"""Where the tests find what is not in the clone: `.ci/run` sets TRICHLUC_SHARED when ../shared is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that a change is judged by what it changes; `--hypothesis-profile=explore` looks
# for new ones.
settings.register_profile("default", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("default")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the dev gold, the corpus and the tools; skips where there is none."""
    place = os.environ.get("TRICHLUC_SHARED")
    if not place:
        pytest.skip("TRICHLUC_SHARED is not set: the dev gold and the corpus are not part of the clone")
    return Path(place)
