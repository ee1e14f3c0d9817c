"""axe-core finds nothing on any kind of page; between them two runs see light and dark, desktop and phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, ViewportSize
from stage import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RUN = """axe.run({resultTypes: ["violations"]}).then(({violations}) => violations.flatMap(
  ({id, nodes}) => nodes.map(({html}) => `${id}: ${html.slice(0, 120)}`)))"""
SIZES = {"desktop": ViewportSize(width=1280, height=900), "phone": ViewportSize(width=375, height=740)}


def _kinds(site: Path) -> list[str]:
    """Return one address of each kind of page; of hand-written ones those with the most kinds of content."""
    first = [next(iter(sorted(site.glob(f"{kind}/*/index.html")))) for kind in ("papers", "tags", "names")]
    lists = [site / name / "index.html" for name in ("papers", "tags", "names", "quality", "downloads", "reading-list")]
    pages = [site / "index.html", *lists, *first]
    pages += [
        path for name in ("map", "trends", "nearest", "commands") if (path := site / name / "index.html").exists()
    ]
    return [path.parent.relative_to(site).as_posix().removeprefix(".") for path in pages] + [
        "search/?q=token",
        "nowhere/",
    ]


@pytest.mark.parametrize(("scheme", "size"), [("light", "phone"), ("dark", "desktop")])
def test_axe_finds_nothing(browser: Browser, demo: Path, demo_url: str, scheme: str, size: str) -> None:
    """No violation of WCAG or of good practice, after the page's own scripts have done their work."""
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page, found = context.new_page(), {}
    for path in _kinds(demo / "site"):
        page.goto(f"{demo_url}{path}", wait_until="load")
        page.evaluate("() => new Promise((done) => setTimeout(done, 150))")
        page.evaluate(AXE)
        if violations := page.evaluate(RUN):
            found[path] = violations
    context.close()
    assert found == {}
