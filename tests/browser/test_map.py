"""The map of the demo in a real browser: seen, searched, gone through by mouse, finger and keyboard."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

# a function each time: an expression would be looked at again by `eval`, which the pages' policy forbids
INK = """() => {
  const canvas = document.querySelector(".pc-map canvas")
  if (!canvas) return 0
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
  let opaque = 0
  for (let i = 3; i < data.length; i += 4) opaque += data[i] > 200
  return opaque
}"""


@pytest.fixture
def chart(demo_page: Page, demo_url: str) -> Page:
    """Open the map and wait until it is drawn."""
    demo_page.goto(f"{demo_url}map/", wait_until="networkidle")
    expect(demo_page.locator(".pc-map-status")).to_have_text("54 papers")
    demo_page.wait_for_function(INK)
    return demo_page


def test_it_draws_and_says_what_the_colours_mean(chart: Page) -> None:
    """The picture has points, the legend the tags; one that is picked lights its papers only."""
    before = chart.evaluate(INK)
    first = chart.locator(".pc-map-legend button").first
    first.click()
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(chart.locator(".pc-map-status")).to_have_text(re.compile(r"^\d+ of 54 papers$"))
    chart.wait_for_function(f"before => ({INK})() < before", arg=before)


def test_the_search_lights_papers(chart: Page) -> None:
    """Words pick papers out, as on the search page; without words all are lit again."""
    box = chart.get_by_role("searchbox", name="Light up papers")
    box.fill("retrieval")
    expect(chart.locator(".pc-map-status")).to_have_text(re.compile(r"^[1-9]\d? of 54 papers$"))
    box.fill("")
    expect(chart.locator(".pc-map-status")).to_have_text("54 papers")


def test_the_keyboard_goes_from_paper_to_paper(chart: Page) -> None:
    """Arrows choose a paper and say its title, Enter opens its page, plus zooms."""
    stage = chart.get_by_role("application")
    stage.focus()
    chart.keyboard.press("+")
    chart.keyboard.press("ArrowRight")
    card = chart.locator(".pc-map-card")
    expect(card).to_be_visible()
    one = card.locator("strong").inner_text()
    expect(chart.locator(".pc-map-status")).to_have_text(one)
    chart.keyboard.press("ArrowLeft")
    expect(card.locator("strong")).not_to_have_text(one)
    title = card.locator("strong").inner_text()
    chart.keyboard.press("Enter")
    expect(chart.locator("h1").first).to_have_text(title)


def test_a_click_opens_the_paper_under_the_pointer(chart: Page) -> None:
    """Where the ring stands after the keyboard chose a paper, the mouse finds the same one and opens it."""
    chart.get_by_role("application").focus()
    chart.keyboard.press("ArrowDown")
    card = chart.locator(".pc-map-card strong")
    expect(card).to_be_visible()
    title = card.inner_text()
    ring = chart.locator(".pc-map-ring").bounding_box()
    assert ring
    chart.mouse.click(ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
    expect(chart.locator("h1").first).to_have_text(title)


def test_it_is_there_again_after_going_elsewhere(chart: Page, demo_url: str) -> None:
    """Pages that come without a reload, and the way back, bring the map to life again."""
    chart.locator(".pc-nav a", has_text="Tags").click()
    expect(chart).to_have_url(f"{demo_url}tags/")
    chart.locator(".pc-nav a", has_text="Map").click()
    expect(chart.locator(".pc-map-status")).to_have_text("54 papers")
    chart.wait_for_function(INK)


def test_a_finger_sees_before_it_follows(browser: Browser, demo_url: str) -> None:
    """On a phone a tap shows the paper, a tap on its card opens it."""
    context: BrowserContext = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{demo_url}map/", wait_until="networkidle")
    page.wait_for_function(INK)
    page.get_by_role("application").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".pc-map-card")).to_be_visible()
    ring = page.locator(".pc-map-ring").bounding_box()
    assert ring
    page.keyboard.press("Escape")
    expect(page.locator(".pc-map-card")).to_be_hidden()
    page.touchscreen.tap(ring["x"] + ring["width"] / 2, ring["y"] + ring["height"] / 2)
    card = page.locator(".pc-map-card")
    expect(card).to_be_visible()
    title = card.locator("strong").inner_text()
    card.tap()
    expect(page.locator("h1").first).to_have_text(title)
    context.close()


def test_without_scripts_the_list_is_the_map(browser: Browser, demo_url: str) -> None:
    """With JavaScript off the page says so, and has every paper below its topic."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{demo_url}map/")
    assert "needs JavaScript" in page.content()
    assert page.locator("article ul a[href*='papers/']").count() == 54
    context.close()


def test_two_fingers_zoom(browser: Browser, demo_url: str) -> None:
    """On a phone two fingers that part enlarge the map, and those that meet make it small again; the page stays."""
    context: BrowserContext = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(f"{demo_url}map/", wait_until="networkidle")
    page.wait_for_function(INK)
    page.get_by_role("application").scroll_into_view_if_needed()
    box = page.get_by_role("application").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hand = context.new_cdp_session(page)

    def fingers(kind: str, apart: float) -> None:
        places = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}] if apart else []
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    def pinch(start: float, end: float) -> None:
        fingers("touchStart", start)
        for step in range(1, 9):
            fingers("touchMove", start + (end - start) * step / 8)
        fingers("touchEnd", 0)

    before, scrolled = page.evaluate(INK), page.evaluate("scrollY")
    pinch(30, 150)
    page.wait_for_function(f"before => ({INK})() !== before", arg=before)
    larger = page.evaluate(INK)
    pinch(150, 30)
    page.wait_for_function(f"larger => ({INK})() !== larger", arg=larger)
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate("visualViewport.scale") == 1
    context.close()
