"""The report in headless Chromium, opened from disk."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from gold_results import SEEDS, seed_results

pytest.importorskip("jinja2")
pytest.importorskip("selenium")

from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from test_report import EVIL, evil, lines, long_documents

from extract.model import Date, Document, Result
from extract.report import page_name, write
from extract.report.cards import clean

CONTRAST = """
const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
const rgba = (colour) => {
  canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data];
};
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
  .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
const behind = (at) => { for (; at; at = at.parentElement) { const c = rgba(getComputedStyle(at).backgroundColor);
  if (c[3] === 255) return c; } return [255, 255, 255, 255]; };
const low = [];
for (const at of document.querySelectorAll("body *")) {
  const says = [...at.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  if (!says || at.disabled || !at.checkVisibility()) continue;
  const [a, b] = [light(rgba(getComputedStyle(at).color)), light(behind(at))].sort((x, y) => y - x);
  if ((a + .05) / (b + .05) < 4.5) low.push(at.outerHTML.slice(0, 120) + (a + .05) / (b + .05));
}
return low;
"""


SIDEWAYS = """
const wide = document.documentElement.scrollWidth;
if (wide <= innerWidth) return [];
return [...document.querySelectorAll("body *")].filter((at) => !at.closest(".wide") || at.matches(".wide"))
  .filter((at) => at.getBoundingClientRect().right > innerWidth).map((at) => at.outerHTML.slice(0, 100)).concat(wide);
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    seeds = [(r, (SEEDS / f"{r.document.id}.txt").read_bytes().decode()) for r in seed_results()]
    long = [pair for pair in long_documents() if pair[0].document.id == "named"]
    results, texts = lines(folder, [*seeds, evil(), *long, many_words(), odd_name()])
    write(results, folder / "report", texts)
    return folder / "report"


def many_words() -> tuple[Result, str]:
    """A document with so many words that the index has many scripts."""
    text = " ".join(f"tu{i:05}" for i in range(40_000))
    return Result(document=Document(id="words", sha256="0" * 64, characters=len(text)), records=[]), text


def odd_name() -> tuple[Result, str]:
    """A document whose id is an address with a query, percent signs and letters with accents."""
    name = "https://đạt.vn/a%20b?c=1&d=100%/date/x"
    day = Date(
        id=f"{name}/date/3", start=3, end=7, text="2018", rule="date.year", value="2018", granularity="year",
        resolved_from="text",
    )  # fmt: skip
    return Result(document=Document(id=name, sha256="0" * 64, characters=7), records=[day]), "năm2018"


@pytest.fixture
def page(browser: WebDriver, report: Path) -> Iterator[Callable[[str], WebDriver]]:
    """Opens a page of the report in English; afterwards the console must be empty."""

    def open_page(name: str) -> WebDriver:
        browser.get((report / "index.html").as_uri())
        browser.execute_script("localStorage.clear()")
        file, mark, rest = name.partition("#" if "#" in name.partition("?")[0] else "?")
        browser.get((report / file).as_uri() + mark + rest)
        return browser

    yield open_page
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]


def document(name: str) -> str:
    return f"documents/{page_name(name)}.html"


def until(condition: Callable[[], Any]) -> Any:
    """Wait for something that a page loads."""
    for _ in range(100):
        if found := condition():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come")


def texts_of(browser: WebDriver, selector: str) -> list[str]:
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map((at) => at.textContent)", selector
    )
    return found


def says(browser: WebDriver, id: str, text: str) -> bool:
    return text in str(browser.find_element(By.ID, id).get_attribute("textContent"))


def visible_cards(browser: WebDriver) -> int:
    return len(browser.find_elements(By.CSS_SELECTOR, ".card:not([hidden])"))


def test_a_record_lights_its_mentions_and_back(page: Callable[[str], WebDriver]) -> None:
    browser = page(document("giang-thanh-2019"))
    card = browser.find_element(By.CSS_SELECTOR, ".card.t-legal_reference")
    number = card.get_attribute("data-r")
    card.find_element(By.CSS_SELECTOR, ".pick").click()
    lit = browser.find_elements(By.CSS_SELECTOR, ".m.lit")
    assert lit
    assert all(number in str(mark.get_attribute("data-r")).split() for mark in lit)
    in_view = "const r = arguments[0].getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight"
    until(lambda: browser.execute_script(in_view, lit[0]))
    assert card.find_element(By.CSS_SELECTOR, ".pick").get_attribute("aria-pressed") == "true"

    mark = browser.find_element(By.CSS_SELECTOR, ".m.t-date[data-n]")
    mark.send_keys(Keys.ENTER)
    active = browser.switch_to.active_element
    assert "pick" in str(active.get_attribute("class"))
    assert browser.execute_script("return document.querySelector('.card.lit').dataset.kind") == "date"
    active.send_keys(Keys.ARROW_DOWN, Keys.ENTER)
    assert browser.execute_script(
        "return document.querySelector('.card.lit') === document.activeElement.closest('.card')"
    )
    browser.switch_to.active_element.send_keys(Keys.ESCAPE)
    assert not browser.find_elements(By.CSS_SELECTOR, ".lit")


def test_click_goes_from_the_inner_record_to_the_outer(page: Callable[[str], WebDriver]) -> None:
    browser = page(document(evil()[0].document.id))
    seen = []
    for _ in range(6):
        browser.find_element(By.CSS_SELECTOR, ".m").click()
        seen.append(browser.execute_script("return document.querySelector('.card.lit').dataset.r"))
    assert sorted(seen[:5]) == ["1", "2", "3", "4", "5"]
    assert seen[5] == seen[0]


def test_filters(page: Callable[[str], WebDriver]) -> None:
    browser = page(document("giang-thanh-2019"))
    every = visible_cards(browser)
    dates = len(browser.find_elements(By.CSS_SELECTOR, ".card.t-date"))
    browser.find_element(By.CSS_SELECTOR, "input[value=date]").send_keys(Keys.SPACE)
    assert visible_cards(browser) == every - dates
    assert not browser.find_elements(By.CSS_SELECTOR, ".m.t-date")
    assert browser.find_elements(By.CSS_SELECTOR, ".m.off")
    browser.find_element(By.ID, "filter").send_keys("NGHI QUYET")
    until(lambda: visible_cards(browser) < every - dates)
    shown = browser.find_elements(By.CSS_SELECTOR, ".card:not([hidden])")
    assert all("nghị quyết" in card.text.lower() for card in shown)
    assert browser.find_element(By.ID, "shown").text.startswith(f"{len(shown)} of ")


def test_search(page: Callable[[str], WebDriver]) -> None:
    browser = page("index.html")
    browser.find_element(By.ID, "q").send_keys("giang thanh", Keys.ENTER)
    until(lambda: "giang thành" in "".join(texts_of(browser, "#hits h2")[:1]).lower())
    box = browser.find_element(By.ID, "q")
    for query, count in (('"dân vận"', 5), ('"vận dân"', 0), ("khongcotu", 0), ("dan va", 5), ("dân vận", 5)):
        box.clear()
        box.send_keys(query)
        expected = f"{count} documents found" if count else "No documents found."
        until(partial(says, browser, "search-status", expected))
    browser.find_element(By.CSS_SELECTOR, "#hits a").click()
    until(lambda: browser.find_elements(By.ID, "text"))


IDS = (
    "giang-thanh-2019/legal_reference/4579",
    "named/official/0",
    odd_name()[0].records[0].id,
    evil()[0].records[4].id,
)


def leads_to(browser: WebDriver, id: str) -> bool:
    """Whether the card of a record is lit and its place in the text to be seen."""
    seen: bool = browser.execute_script(
        """
        const card = document.querySelector(".card.lit");
        const mark = document.querySelector(".m.lit")?.getBoundingClientRect();
        return card?.querySelector(".pick").title === arguments[0] && mark.top >= 0 && mark.top < innerHeight;
        """,
        id,
    )
    return seen


@pytest.mark.parametrize("id", IDS)
def test_an_id_leads_to_its_record(page: Callable[[str], WebDriver], id: str) -> None:
    shown = clean(id, 200)
    for address in (f"index.html#{id}", f"index.html#{quote(id, safe='')}", f"search.html?q={quote(id, safe='')}"):
        browser = page(address)
        until(partial(leads_to, browser, shown))
    browser = page("index.html")
    browser.find_element(By.ID, "q").send_keys("x")
    browser.execute_script("document.getElementById('q').value = arguments[0]", f' "{id}", ')
    browser.find_element(By.ID, "q").send_keys(Keys.ENTER)
    until(partial(leads_to, browser, shown))
    browser.back()
    until(lambda: browser.find_elements(By.ID, "years"))


def test_an_id_leads_to_the_text_where_the_cards_stand_below(page: Callable[[str], WebDriver]) -> None:
    browser = page("index.html")
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser = page(f"index.html#{IDS[0]}")
    until(partial(leads_to, browser, IDS[0]))
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_an_id_that_is_typed(page: Callable[[str], WebDriver]) -> None:
    browser = page("search.html")
    browser.find_element(By.ID, "q").send_keys("giang-thanh-2019/legal_reference/4579")
    until(partial(says, browser, "search-status", "The record with this id is in this document."))
    browser.find_element(By.CSS_SELECTOR, "#hits a").click()
    until(partial(leads_to, browser, "giang-thanh-2019/legal_reference/4579"))
    browser = page("search.html")
    browser.find_element(By.ID, "q").send_keys("giang-thanh-2019/legal_reference/4579", Keys.ENTER)
    until(partial(leads_to, browser, "giang-thanh-2019/legal_reference/4579"))


def test_an_id_that_no_record_has(page: Callable[[str], WebDriver]) -> None:
    name = document("giang-thanh-2019")
    for address, status in (("index.html#", "id-status"), ("search.html?q=", "search-status")):
        browser = page(f"{address}giang-thanh-2019/target/4580")
        until(partial(says, browser, status, "No record has this id. Its document:"))
        until(partial(browser.find_elements, By.CSS_SELECTOR, f"main a[href='{name}']"))
        browser = page(f"{address}nowhere/target/4579")
        until(partial(says, browser, status, "No record has this id: nowhere/target/4579"))
    browser = page("index.html#giang-thanh-2019")
    until(lambda: browser.current_url.endswith(name))
    browser = page("index.html#years")  # a place of the page itself
    assert browser.find_element(By.ID, "id-status").text == ""
    browser.execute_script("location.hash = 'giang-thanh-2019/legal_reference/4579'")
    until(partial(leads_to, browser, "giang-thanh-2019/legal_reference/4579"))


def test_search_loads_little_of_the_index(page: Callable[[str], WebDriver], report: Path) -> None:
    browser = page("search.html")
    browser.execute_script(
        "window.seen = []; const put = trichluc.put; trichluc.put = (k, v) => { seen.push(k); put(k, v); };"
    )
    browser.find_element(By.ID, "q").send_keys("tu31234 tu31235", Keys.ENTER)
    until(partial(says, browser, "search-status", "1 documents found"))
    until(lambda: texts_of(browser, "#hits h2"))
    seen: list[str] = browser.execute_script("return seen")
    index = [key for key in seen if key.startswith("search-")]
    assert 0 < len(index) <= 6
    assert len(list(report.glob("data/search-*.js"))) > 10


def test_language(page: Callable[[str], WebDriver]) -> None:
    browser = page("index.html")
    assert browser.find_element(By.TAG_NAME, "h1").text == "Overview"
    browser.find_element(By.CSS_SELECTOR, "[data-language=vi]").click()
    assert browser.find_element(By.TAG_NAME, "h1").text == "Tổng quan"
    browser.find_element(By.LINK_TEXT, "Chỉ tiêu").click()
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "tbody tr"))
    assert browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "vi"
    assert texts_of(browser, "thead th")[:2] == ["Chỉ số", "Giá trị"]


def test_lists_sort_and_filter(page: Callable[[str], WebDriver]) -> None:
    browser = page("targets.html")
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "tbody tr"))

    def values() -> list[float]:
        return [float(text.lstrip("<>=~ ").split("-")[0]) for text in texts_of(browser, "td:nth-child(2)")]

    button = browser.find_element(By.CSS_SELECTOR, "[data-order=value]")
    button.send_keys(Keys.ENTER)
    until(lambda: values() == sorted(values()) and len(set(values())) > 1)
    button.click()
    until(lambda: values() == sorted(values(), reverse=True))
    assert browser.find_element(By.CSS_SELECTOR, "th[aria-sort=descending]").text.startswith("Value")

    browser = page("citations.html")
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "tbody tr"))
    browser.find_element(By.ID, "list-filter").send_keys("25-nq")
    until(lambda: set(texts_of(browser, "td:nth-child(2)")) == {"25-NQ/TW"})
    browser.find_element(By.CSS_SELECTOR, "tbody a").click()
    until(lambda: browser.find_elements(By.CSS_SELECTOR, ".card.lit"))


def test_actuals_sort_and_filter(page: Callable[[str], WebDriver]) -> None:
    browser = page("index.html")
    browser.find_element(By.LINK_TEXT, "Actuals").click()
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "tbody tr"))
    browser.find_element(By.CSS_SELECTOR, "[data-order=change]").click()
    until(lambda: texts_of(browser, "td:nth-child(4)")[:1] == ["+1"])
    assert set(texts_of(browser, "td:nth-child(4)")[1:]) == {""}
    browser.find_element(By.ID, "list-filter").send_keys("so nganh")
    until(lambda: "16/21" in texts_of(browser, "td:nth-child(2)")[:1])
    browser.find_element(By.CSS_SELECTOR, "tbody a").click()
    until(lambda: texts_of(browser, ".card.lit .kind-name") == ["Actual"])
    assert "16/21 sở, ngành" in texts_of(browser, ".card.lit b")


@pytest.mark.parametrize("name", ["documents", "timeline", "officials"])
def test_each_list_comes(page: Callable[[str], WebDriver], name: str) -> None:
    browser = page(f"{name}.html")
    until(lambda: browser.find_elements(By.CSS_SELECTOR, "tbody tr"))
    assert "of" in browser.find_element(By.ID, "list-status").text


def test_markup_stays_text(page: Callable[[str], WebDriver]) -> None:
    browser = page(document(evil()[0].document.id))
    assert "<script>alert(1)</script>" in texts_of(browser, "#text")[0]
    for name in ("index", "documents", "timeline", "citations", "officials", "targets", "actuals", "search"):
        browser = page(f"{name}.html?q=alert&f=alert")
        until(partial(says, browser, "main", "<script>"))
        assert not [s for s in texts_of(browser, "script") if s.strip()]
    assert EVIL.startswith("<script>")


def test_the_parts_of_a_long_document(page: Callable[[str], WebDriver]) -> None:
    browser = page(document("named"))
    until(lambda: browser.find_elements(By.CSS_SELECTOR, ".parts a[rel=next]"))
    browser.find_element(By.CSS_SELECTOR, ".parts a[rel=next]").click()
    until(lambda: browser.current_url.endswith(".2.html"))
    browser.find_element(By.CSS_SELECTOR, ".m").click()  # its card is on the first page
    until(lambda: browser.current_url.endswith("#r1"))
    assert browser.find_elements(By.CSS_SELECTOR, "#r1.lit")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_contrast(page: Callable[[str], WebDriver], scheme: str) -> None:
    for name in (
        "index.html",
        document("giang-thanh-2019"),
        "targets.html",
        "index.html#giang-thanh-2019/date/1",
        "search.html?q=dan",
    ):
        browser = page(name)
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        for card in browser.find_elements(By.CSS_SELECTOR, ".pick")[:1]:
            card.click()
        assert browser.execute_script(CONTRAST) == []
        background = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
        assert (background == "rgb(19, 21, 26)") == (scheme == "dark")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_narrow_pages_do_not_scroll_sideways(page: Callable[[str], WebDriver]) -> None:
    for name in (
        "index.html",
        document("giang-thanh-2019"),
        "actuals.html",
        "documents.html",
        f"index.html#{'x' * 300}",
    ):
        browser = page(name)
        size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        assert browser.execute_script(SIDEWAYS) == []
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
