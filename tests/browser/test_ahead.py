"""What happens before a press: the next page is asked for, and nothing makes a finger wait."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from stage import await_script

pytestmark = pytest.mark.browser


def test_a_page_is_asked_for_where_pointer_or_keyboard_rests(context: BrowserContext, demo_url: str) -> None:
    """The address of a link that is pointed at or reached by the Tab key is fetched once; a file never is."""
    page, asked = context.new_page(), []
    page.goto(demo_url, wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    first = page.locator("#newest + ul > li > a").first
    with page.expect_request(lambda request: "/papers/" in request.url):
        first.hover()
    page.mouse.move(1, 1)
    first.hover()
    with page.expect_request("**/tags/"):
        page.locator(".pc-nav a", has_text="Tags").focus()
    target = first.evaluate("link => link.href")
    assert asked.count(target) == 1
    page.close()


def test_who_saves_data_is_asked_for_nothing(context: BrowserContext, demo_url: str) -> None:
    """With the browser's saving of data on, resting on a link fetches no page."""
    page, asked = context.new_page(), []
    page.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page.goto(demo_url, wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#newest + ul > li > a").first.hover()
    page.wait_for_timeout(400)
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/papers/" in url]
    page.close()


def test_a_finger_on_a_link_does_not_wait_for_the_themes_script(browser: Browser, demo_url: str) -> None:
    """The first tap follows its link at once, by an ordinary step; a tap beside a link brings Material's script."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page: Page = context.new_page()
    page.goto(demo_url, wait_until="networkidle")
    page.locator(".pc-nav a", has_text="Tags").tap()
    expect(page).to_have_url(f"{demo_url}tags/")
    expect(page.locator("h1")).to_have_text("Tags")
    page.wait_for_load_state("networkidle")
    assert not page.evaluate("'document$' in window")
    page.locator("h1").tap()
    await_script(page)
    context.close()
