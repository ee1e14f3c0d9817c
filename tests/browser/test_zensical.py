"""MkDocs' successor builds the same pages from the same Markdown."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from stage import Once, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _pages(site: Path) -> set[str]:
    """Return the addresses of a site's pages; the 404 page is the engine's own."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}


@pytest.fixture(scope="module")
def theirs(demo: Path, once: Once) -> Path:
    """Build the demo's generated Markdown with Zensical and return the site."""

    def make(folder: Path) -> None:
        shutil.copytree(
            demo, folder, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns("site", ".cache")
        )
        zensical = Path(sys.executable).with_name("zensical")
        done = subprocess.run([zensical, "build"], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return once("zensical", make) / "site"


def test_zensical_builds_the_same_pages(demo: Path, theirs: Path) -> None:
    """`zensical build` of the generated Markdown has the pages that MkDocs has, and no other, each with its heading."""
    assert _pages(theirs) == _pages(demo / "site")
    papers = [page for page in _pages(theirs) if page.startswith("papers/")]
    assert len(papers) > 50
    for page in papers:
        text = (theirs / page).read_text(encoding="utf-8")
        assert "<h1" in text, page


def test_search_works_under_zensical(theirs: Path, context: BrowserContext) -> None:
    """The box in the header leads to our search page, which answers; no script fails on the way."""
    page = context.new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    with served(theirs) as url:
        page.goto(url)
        page.locator("header input[name=q]").first.fill("token")
        page.locator("header input[name=q]").first.press("Enter")
        expect(page).to_have_url(re.compile(r"search/\?q=token"))
        expect(page.locator(".pc-hits li").first).to_be_visible()
        page.close()
    assert not failed
