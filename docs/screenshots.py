"""The pictures of the report: `make screenshots`, or `python docs/screenshots.py`. Needs Chromium and its driver.

Extracts the seeds anew, makes the report, and photographs a document with a meeting lit up (`report.png`), and the same
in the dark (`report-dark.png`). Look at them before you commit them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from extract import Result, extract
from extract.export.texts import Texts
from extract.report import page_name, write

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
DOCUMENT = "binh-thuan-2018"
SHOTS = {"report.png": "light", "report-dark.png": "dark"}


def results() -> list[Result]:
    """The seeds, extracted now."""
    paths = sorted(SEEDS.glob("*.txt"))
    return [extract(p.read_bytes().decode("utf-8"), id=p.stem, source=f"seeds/{p.name}") for p in paths]


def photograph(browser: WebDriver, report: Path, scheme: str, file: Path) -> None:
    """A document of the report in English, with its meeting lit up."""
    from selenium.webdriver.common.by import By

    media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
    browser.get((report / "documents" / f"{page_name(DOCUMENT)}.html").as_uri())
    browser.find_element(By.CSS_SELECTOR, "[data-language=en]").click()
    browser.find_element(By.CSS_SELECTOR, ".m.t-meeting").click()
    time.sleep(1)  # it scrolls softly
    browser.execute_script("scrollTo({top: 0, behavior: 'instant'})")
    time.sleep(0.2)
    browser.save_screenshot(str(file))


def main() -> None:
    sys.path.insert(0, str(ROOT / "tests"))
    from chromium import chromium, programs

    found = programs()
    if found is None:
        raise SystemExit("there is no Chromium to start (Debian: apt-get install chromium chromium-driver)")
    with tempfile.TemporaryDirectory() as folder, chromium(*found, "--window-size=1280,900") as browser:
        report = Path(folder) / "report"
        write(results(), report, Texts(SEEDS))
        for name, scheme in SHOTS.items():
            photograph(browser, report, scheme, ROOT / "docs" / name)
            print(f"docs/{name}")


if __name__ == "__main__":
    main()
