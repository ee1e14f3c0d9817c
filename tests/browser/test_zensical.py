"""MkDocs' successor builds the same pages from the same Markdown."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from stage import Once

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def _pages(site: Path) -> set[str]:
    """Return the addresses of a site's pages; the 404 page is the engine's own."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")} - {"404.html"}


def test_zensical_builds_the_same_pages(demo: Path, once: Once) -> None:
    """`zensical build` of the generated Markdown has the pages that MkDocs has, and no other, each with its heading."""

    def make(folder: Path) -> None:
        shutil.copytree(
            demo, folder, dirs_exist_ok=True, symlinks=True, ignore=shutil.ignore_patterns("site", ".cache")
        )
        zensical = Path(sys.executable).with_name("zensical")
        done = subprocess.run([zensical, "build"], cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    theirs = once("zensical", make) / "site"
    assert _pages(theirs) == _pages(demo / "site")
    papers = [page for page in _pages(theirs) if page.startswith("papers/")]
    assert len(papers) > 50
    for page in papers:
        text = (theirs / page).read_text(encoding="utf-8")
        assert "<h1" in text, page
