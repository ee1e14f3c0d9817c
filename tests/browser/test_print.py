"""A paper's page on paper."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_paper_prints_without_the_sites_furniture(demo_page: Page, demo_url: str) -> None:
    """Title and abstract are printed in black on white, also from a dark screen; header, footer and arrows are not."""
    demo_page.emulate_media(media="print", color_scheme="dark")
    demo_page.goto(f"{demo_url}papers/")
    demo_page.goto(demo_page.locator("main li a[href*='../papers/'], main li a[href]").first.evaluate("a => a.href"))
    expect(demo_page.locator("h1")).to_be_visible()
    for gone in (".md-header", ".md-footer", ".pc-turn"):
        expect(demo_page.locator(gone).first).to_be_hidden()
    style = demo_page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
    assert style == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
