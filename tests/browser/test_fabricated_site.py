"""The fabricated, partly hostile catalogue as a site in Chromium: it reads well, and nothing of a record runs."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
import yaml
from playwright.sync_api import Browser, Dialog, FloatRect, Page, Request
from stage import ROOT, served

from fabricated import HOSTILE, catalogue
from papercat import pages
from papercat.settings import Options, Settings

Scheme = Literal["light", "dark"]
Visit = Callable[..., Page]
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Build the site with plain, strict MkDocs and serve it."""
    folder = tmp_path_factory.mktemp("site")
    options = Settings(site_name="Fabricated", repo_url="https://example.org/repo", options=Options(per_page=20))
    for page in pages.pages(catalogue(60), options):
        file = folder / "docs" / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.content if isinstance(page.content, bytes) else page.content.encode())
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text())
    config |= {
        "plugins": [],
        "site_url": "",
        "nav": ["index.md", "papers/index.md", "tags/index.md", "quality/index.md"],
    }
    config["theme"]["custom_dir"] = str(ROOT / config["theme"]["custom_dir"])
    # a feature that needs the final address of the site
    config["theme"]["features"].remove("navigation.instant")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config))
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(folder / "mkdocs.yml")]
    built = subprocess.run(
        command, capture_output=True, text=True, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    )
    assert built.returncode == 0, built.stderr
    assert "WARNING" not in built.stderr
    with served(folder / "site") as url:
        yield url


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    """Open pages and hold that they are polite: no error, no dialog, no request elsewhere, no sideways scrolling."""
    opened: dict[tuple[int, Scheme], Page] = {}
    faults: list[str] = []

    def ran(dialog: Dialog) -> None:
        faults.append(f"a record ran: {dialog.message}")
        dialog.dismiss()

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:")):
            faults.append(f"request to {request.url}")

    def go(path: str, width: int = 1440, scheme: Scheme = "light") -> Page:
        if (width, scheme) not in opened:
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.on("pageerror", lambda error: faults.append(str(error)))
            page.on("dialog", ran)
            page.on("request", asked)
            opened[width, scheme] = page
        page = opened[width, scheme]
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{path} scrolls sideways at {width}"
        )
        return page

    yield go
    for page in opened.values():
        page.close()
    assert not faults


def _place(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).bounding_box()
    assert found, selector
    return found


PAPERS = [f"papers/fabricated-{number:05d}/" for number in range(len(HOSTILE) + 1)]
LISTS = [
    "",
    "papers/",
    "papers/page-2/",
    "tags/",
    "names/",
    "authors/",
    "venues/",
    "years/",
    "quality/",
    "names/fabribert/",
    "names/pretendqa/page-1/",
]


@pytest.mark.parametrize("width", [390, 1440])
def test_hostile_papers_do_nothing_on_any_page(visit: Visit, width: int) -> None:
    """Papers and lists full of markup, templates and scripts open without running, breaking out or calling out."""
    for path in PAPERS + LISTS:
        page = visit(path, width)
        assert page.locator("article h1").count() == 1
        assert page.locator("article :is(script, img, iframe, style)").count() == 0
        assert page.locator("article a[href^='javascript:' i]").count() == 0


def test_a_hostile_title_reads_as_it_was_written(visit: Visit) -> None:
    """Heading and window title show the characters of the record."""
    page = visit(PAPERS[0])
    assert page.locator("h1").inner_text() == "<script>alert(1)</script> 0"
    assert page.title().startswith("<script>alert(1)</script> 0")


def test_the_side_stands_beside_on_a_desktop_and_below_on_a_phone(visit: Visit) -> None:
    """Tags and names are beside the abstract where there is room."""
    wide, narrow = visit("papers/fabricated-00030/", 1440), visit("papers/fabricated-00030/", 390)
    assert _place(wide, ".pc-side")["x"] > _place(wide, "h1")["x"] + 400
    assert _place(narrow, ".pc-side")["y"] > _place(narrow, "#abstract")["y"]


def test_dark_is_dark_from_the_start(visit: Visit) -> None:
    """A reader whose system is dark gets a dark page, and the toggle turns it light and stays so."""
    page = visit("papers/fabricated-00030/", scheme="dark")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.locator("label[for=__palette_0]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"


def test_the_citation_opens_and_holds_bibtex(visit: Visit) -> None:
    """The collapsed block opens to a BibTeX entry on lines of its own."""
    page = visit("papers/fabricated-00030/")
    page.locator(".pc-cite summary").click()
    assert page.locator(".pc-cite code").inner_text().startswith("@")
    assert page.locator(".pc-cite code").inner_text().count("\n") > 2


def test_paper_links_lead_there_and_back(visit: Visit) -> None:
    """From a paper to a tag and back to the paper by its card."""
    page = visit("papers/fabricated-00030/")
    title = page.locator("h1").inner_text()
    page.locator(".pc-side .pc-chips a").first.click()
    page.locator(".pc-papers + ul").get_by_role("link", name=title, exact=True).click()
    assert page.locator("h1").inner_text() == title


def test_keys_lead_from_page_to_page_of_a_list(visit: Visit) -> None:
    """`n` turns to older papers, `p` back to the front."""
    page = visit("names/pretendqa/")
    front = page.url
    page.keyboard.press("n")
    page.wait_for_url("**/names/pretendqa/page-1/")
    assert page.locator(".pc-papers").inner_text().startswith("Page 1 from the oldest")
    assert page.locator(".pc-pager strong").inner_text() == "1"
    page.keyboard.press("p")
    page.wait_for_url(front)


def test_without_scripts_every_page_reads(browser: Browser, address: str) -> None:
    """With JavaScript off the pages show their content and their links work."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}papers/fabricated-00030/")
    assert page.locator("h1").is_visible()
    page.locator(".pc-nav a").first.click()
    assert "papers" in page.url.lower()
    context.close()
