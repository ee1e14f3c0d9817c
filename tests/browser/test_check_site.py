"""`make check-site` finds what is wrong with any site."""

import subprocess
import sys
from pathlib import Path

import check_site
import pytest

pytestmark = pytest.mark.browser

GOOD = """<!DOCTYPE html>
<html lang="en"><head><title>Fabricated</title></head>
<body><main><h1>Fabricated</h1><a href="papers/one/">one</a></main></body></html>
"""
BAD = """<!DOCTYPE html>
<html lang="en"><head><title>Fabricated</title></head>
<body><main><h1>Fabricated</h1><a href="../../nowhere/">two</a><button></button><ul><p>a</p></ul></main></body></html>
"""


def _site(folder: Path, paper: str) -> Path:
    (folder / "papers/one").mkdir(parents=True)
    (folder / "index.html").write_text(GOOD, encoding="utf-8")
    (folder / "papers/one/index.html").write_text(paper, encoding="utf-8")
    (folder / "sitemap.xml").write_text("<urlset><url><loc>https://fabricated.example/</loc></url></urlset>")
    return folder


def test_every_fault_is_a_line(tmp_path: Path) -> None:
    """A link to nowhere, invalid HTML and a button without a name are told with their page; a good page is not."""
    command = [sys.executable, check_site.__file__, str(_site(tmp_path, BAD))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "papers/one/index.html: ../../nowhere/\n" in done.stdout
    assert "element-permitted-content" in done.stdout
    assert "papers/one/ (dark, phone): button-name:" in done.stdout
    assert "links and anchors of 2 pages: 1 findings" in done.stdout
    assert f"{tmp_path}/index.html" not in done.stdout


def test_of_each_kind_it_takes_the_longest_and_the_shortest() -> None:
    """And what lies evenly between them."""
    assert check_site.some([Path(str(i)) for i in range(9)], 3) == [Path("0"), Path("4"), Path("8")]
