"""Who reads with colours of their own, as Windows' contrast themes have them."""

import pytest
from playwright.sync_api import Browser, Locator, expect

pytestmark = pytest.mark.browser
SEEN = "(icon, part) => { const s = getComputedStyle(icon, part || undefined); return [s.backgroundColor, s.opacity] }"


def _seen(icon: Locator, part: str = "::before") -> tuple[str, str]:
    """Return colour and opacity of what draws an icon."""
    color, opacity = icon.evaluate(SEEN, part)
    return color, opacity


def test_buttons_without_words_are_seen(browser: Browser, demo_url: str) -> None:
    """Icons are backgrounds, which such themes take away: search, list, colours, stars, a map's legend."""
    page = browser.new_page(forced_colors="active", color_scheme="light", viewport={"width": 1280, "height": 900})
    page.goto(f"{demo_url}papers/", wait_until="networkidle")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for name in (".pc-list", ".pc-keyboard", ".pc-header label.pc-icon:not([hidden])", "li > .pc-star"):
        icon = page.locator(name).first
        expect(icon).to_be_attached()
        color, opacity = _seen(icon)
        assert (color != paper, opacity) == (True, "1"), name
    line = "link => getComputedStyle(link).borderBottomColor"
    current = page.locator(".pc-nav [aria-current]").evaluate(line)
    assert page.locator(".pc-nav a:not([aria-current])").first.evaluate(line) != current
    page.goto(f"{demo_url}map/", wait_until="networkidle")
    dots = page.locator(".pc-map-legend i")
    expect(dots.first).to_be_attached()
    assert len({_seen(dot, "")[0] for dot in dots.all()[:3]}) == 3
    page.close()
