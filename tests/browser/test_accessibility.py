"""axe-core finds nothing on any kind of page; between them two runs see light and dark, desktop and phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize
from stage import axe, kinds

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIZES = {"desktop": ViewportSize(width=1280, height=900), "phone": ViewportSize(width=375, height=740)}


BY_HAND = {"commands/", "tour/"}
"""Hand-written pages that have all kinds of content between them; the others look alike."""


def _kinds(site: Path) -> list[str]:
    """Return one address of each kind of page, a search's result and an unknown address."""
    bare = [
        path for path in kinds(site) if path in BY_HAND or "md-sidebar" not in (site / path / "index.html").read_text()
    ]
    return [*bare, "search/?q=token", "nowhere/"]


@pytest.mark.parametrize(("scheme", "size"), [("light", "phone"), ("dark", "desktop")])
def test_axe_finds_nothing(browser: Browser, demo: Path, demo_url: str, scheme: str, size: str) -> None:
    """No violation of WCAG or of good practice, after the page's own scripts have done their work."""
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page, found = context.new_page(), {}
    for path in _kinds(demo / "site"):
        if violations := axe(page, f"{demo_url}{path}"):
            found[path] = violations
    context.close()
    assert found == {}
