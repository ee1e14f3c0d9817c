"""With JavaScript off every kind of page reads, leads on and exports, and shows no control that would do nothing."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from stage import PATIENCE, kinds

pytestmark = pytest.mark.browser
DEAD = """() => [...document.querySelectorAll("button, input, select, textarea, [role=button], label[for]")]
  .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}) && one.getClientRects().length)
  .filter(one => !one.matches("[for=__drawer], [for^=__nav], .md-toggle, .md-nav *"))
  .map(one => one.outerHTML.slice(0, 120))"""
"""Controls that are seen; the theme's drawer and its sections open by style sheet alone."""
EMPTY = """() => [...document.querySelectorAll("article :is(section, aside, nav, ul, ol, table, p, h1, h2, h3)")]
  .filter(one => one.checkVisibility() && one.getClientRects().length
    && !one.innerText.trim() && !one.querySelector("img, svg, picture, link"))
  .map(one => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def plain(browser: Browser) -> Iterator[Page]:
    """Open a tab in which no script runs."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


def test_nothing_is_empty_and_nothing_is_dead(plain: Page, demo: Path, demo_url: str) -> None:
    """Each kind of page has a heading, text and a way on, no hollow box, and no button that waits for a script."""
    found = {}
    for path in [*kinds(demo / "site"), "nowhere/"]:
        plain.goto(demo_url + path)
        article = plain.locator("article")
        assert plain.locator("h1").first.is_visible(), path
        assert len(article.inner_text()) > 40, path
        assert plain.locator("main a[href], header a[href]").count() >= 4, path
        if seen := plain.evaluate(DEAD) + plain.evaluate(EMPTY):
            found[path] = seen
    assert found == {}


def test_pages_that_need_scripts_say_so_and_lead_on(plain: Page, demo_url: str) -> None:
    """Search, reading list and nearest papers say what they need, and the map has its topics below."""
    for path in ("search/", "reading-list/", "nearest/", "map/"):
        plain.goto(demo_url + path)
        expect(plain.locator("article")).to_contain_text("JavaScript")
    assert plain.locator("h2#topics ~ p a").count() > 0


def test_navigation_and_exports_are_links(plain: Page, demo_url: str) -> None:
    """From home to a tag and a paper by links; the paper cites itself, the list leads to files with everything."""
    plain.goto(demo_url)
    plain.locator(".pc-nav a", has_text="Tags").click()
    plain.locator("article a[href='large-language-models/']").click()
    plain.locator(".pc-papers").get_by_role("link", name="Downloads").click()
    href = plain.locator("table a[href$='.bib.gz']").first.get_attribute("href")
    assert href
    answer = plain.request.get(f"{demo_url}downloads/{href}")
    assert answer.ok
    assert len(re.findall(r"^@", gzip.decompress(answer.body()).decode(), re.MULTILINE)) > 50
    plain.go_back()
    plain.locator(".pc-papers + ul > li > a").first.click()
    plain.locator(".pc-cite summary").click()
    expect(plain.locator(".pc-cite code")).to_contain_text("@")
