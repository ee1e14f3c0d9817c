"""What a reader's browser fetches for a page, as GitHub Pages sends it: text compressed."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page
from stage import await_script

pytestmark = pytest.mark.browser
FIRST, AFTER = 62_000, 10_000
"""Bytes that a paper's page may take at a first visit beside the theme's shared files, and after it."""
THEME = ("assets/stylesheets/", "assets/javascripts/")
PAPERS = (
    "papers/adaptive-frequency-filters-as-efficient-global/",
    "papers/a-comprehensive-overview-of-large-language-models/",
)


def _asked(page: Page, url: str) -> set[str]:
    """Open a page, and return what the browser asked for until it was quiet."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    page.goto(url, wait_until="networkidle")
    return asked


def _weight(site: Path, home: str, urls: set[str]) -> int:
    """Return the bytes of these files as they travel, the theme's left out."""
    paths = [url.removeprefix(home).partition("?")[0] for url in urls if url.startswith(home)]
    files = [site / (path + "index.html" if path.endswith("/") or not path else path) for path in paths]
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if not _theme(file, site))


def _theme(file: Path, site: Path) -> bool:
    return file.relative_to(site).as_posix().startswith(THEME)


def test_a_paper_weighs_little_at_first_and_hardly_anything_after(
    context: BrowserContext, demo: Path, demo_url: str
) -> None:
    """At most 62 KB for the first paper's page, and 10 KB for what the next one needs besides."""
    first = _asked(context.new_page(), demo_url + PAPERS[0])
    assert _weight(demo / "site", demo_url, first) <= FIRST
    second = _asked(context.new_page(), demo_url + PAPERS[1])
    assert _weight(demo / "site", demo_url, second - first) <= AFTER


def test_the_search_is_fetched_when_somebody_goes_to_it(context: BrowserContext, demo_url: str) -> None:
    """No page but the search's own asks for the engine before its box has the focus."""
    page = context.new_page()
    asked = _asked(page, demo_url + PAPERS[0])
    assert not {url for url in asked if url.endswith("search/engine.js")}
    with page.expect_request("**/search/engine.js"):
        page.locator("input[name=q]").first.focus()


def test_the_themes_script_waits_for_the_reader(context: BrowserContext, demo_url: str) -> None:
    """A page of the catalogue is there and its colours change before Material runs; it comes with the first deed."""
    page = context.new_page()
    page.goto(demo_url + PAPERS[0], wait_until="networkidle")
    assert not page.evaluate("'document$' in window")
    page.evaluate("document.querySelector('[data-md-component=palette] label:not([hidden])').click()")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.mouse.move(200, 300)
    await_script(page)
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_nothing_moves_while_a_page_comes(context: BrowserContext, demo_url: str) -> None:
    """What scripts add lies where room is left for it: on phone and desktop pages shift by less than a hundredth."""
    count = "all => { for (const one of all.getEntries()) window.shift += one.value }"
    for width, height in ((390, 844), (1440, 900)):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.add_init_script(f"window.shift = 0; new PerformanceObserver({count}).observe({{type: 'layout-shift'}})")
        for path in ("", PAPERS[0], "papers/", "tags/large-language-models/", "map/"):
            page.goto(demo_url + path, wait_until="networkidle")
            assert page.evaluate("window.shift") < 0.01, (path, width)
        page.close()
