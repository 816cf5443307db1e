"""Where the tests find what is not in the clone: `.ci/run` sets TRICHLUC_SHARED when ../shared is there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

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


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server that runs for the tests; skips where there is none to start."""
    pytest.importorskip("pg8000", reason="the extra `sql` is not installed")
    from postgres_server import binaries, server

    programs = binaries()
    if programs is None:
        pytest.skip("there is no PostgreSQL server to start (Debian: apt-get install postgresql)")
    with server(programs) as address:
        yield address


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The address of an empty PostgreSQL database."""
    import sqlalchemy

    admin = sqlalchemy.create_engine(
        f"{postgres_server}/postgres".replace("postgresql:", "postgresql+pg8000:"), isolation_level="AUTOCOMMIT"
    )
    with admin.connect() as connection:
        connection.exec_driver_sql("DROP DATABASE IF EXISTS records WITH (FORCE)")
        connection.exec_driver_sql("CREATE DATABASE records")
    admin.dispose()
    return f"{postgres_server}/records"


@pytest.fixture(scope="session")
def browser() -> Iterator[WebDriver]:
    """Headless Chromium; skips where there is none to start."""
    pytest.importorskip("selenium", reason="selenium is not installed")
    from chromium import chromium, programs

    found = programs()
    if found is None:
        pytest.skip("there is no Chromium to start (Debian: apt-get install chromium chromium-driver)")
    with chromium(*found) as started:
        yield started
