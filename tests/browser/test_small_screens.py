"""The narrowest screen that WCAG asks for: 320 pixels, which is also a window of 1280 at 400 %."""

import pytest
from playwright.sync_api import BrowserContext, expect

pytestmark = pytest.mark.browser


def test_a_papers_buttons_have_room_beside_its_heading(context: BrowserContext, demo_url: str) -> None:
    """All three are there, and none lies over a word; `test_weight` holds that nothing moves when they come."""
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 600})
    page.goto(f"{demo_url}papers/adaptive-frequency-filters-as-efficient-global/")
    heading, abstract = page.locator("h2#abstract"), page.locator("h2#abstract ~ p").first
    buttons = page.locator(".pc-act button")
    expect(buttons).to_have_count(3)
    top = heading.evaluate("heading => heading.getBoundingClientRect().bottom")
    bottom = abstract.evaluate("text => text.getBoundingClientRect().top")
    for button in buttons.all():
        box = button.bounding_box()
        assert box
        assert top <= box["y"]
        assert box["y"] + box["height"] <= bottom
