"""The documentation as pages: it builds without a broken link, and is read from disk without a network."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

for module in ("mkdocs", "material", "mkdocstrings"):
    pytest.importorskip(module, reason="the extra `docs` is not installed")

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site() -> Path:
    """The pages, made anew; MkDocs takes a broken link for an error."""
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "build.py"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return ROOT / "build" / "site"


def test_every_page_is_there(site: Path) -> None:
    names = {path.relative_to(ROOT / "docs").with_suffix(".html").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    made = {"contributing.html", "changelog.html", "reference/records.html", "reference/command-line.html"}
    assert {name for name in names | made if not (site / name).is_file()} == set()


def test_the_reference_is_of_the_program(site: Path) -> None:
    fields = (site / "reference" / "records.html").read_text(encoding="utf-8")
    assert "A calendar date or interval" in fields
    assert 'href="#legal_reference"' in fields
    verbs = (site / "reference" / "command-line.html").read_text(encoding="utf-8")
    assert "Extract the records of texts" in verbs
    python = (site / "reference" / "python.html").read_text(encoding="utf-8")
    assert 'id="extract.pipeline.extract"' in python
    assert "Extract the records of one text" in python


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    loads = re.compile(
        r"""<(?:script|img|iframe|source)[^>]*src=["']?(?:https?:)?//|<link[^>]*href=["']?https?://|@import"""
    )
    outside = [str(page) for page in site.rglob("*.html") if loads.search(page.read_text(encoding="utf-8"))]
    assert not outside


def test_it_is_read_and_searched_from_disk(site: Path, browser: WebDriver) -> None:
    from selenium.webdriver.common.by import By

    browser.get_log("browser")  # type: ignore[no-untyped-call]
    browser.get((site / "index.html").as_uri())
    browser.find_element(By.LINK_TEXT, "Tutorial").click()
    assert "In ten minutes" in browser.find_element(By.TAG_NAME, "body").text
    browser.find_element(By.TAG_NAME, "body").send_keys("/")
    browser.switch_to.active_element.send_keys("postgresql")
    for _ in range(100):
        if hits := browser.find_elements(By.CSS_SELECTOR, ".md-search-result__link"):
            break
        time.sleep(0.1)
    assert any("how-to/database.html" in str(hit.get_attribute("href")) for hit in hits)
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
