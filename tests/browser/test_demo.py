"""The demo site in a real browser, as its readers use it."""

import json
import re
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from stage import await_script, kinds

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=375, height=740)
OUTSIDE = """() => {
  const within = one => one && (/auto|scroll|hidden/.test(getComputedStyle(one).overflowX) || within(one.parentElement))
  return [
  ...(document.documentElement.scrollWidth > innerWidth ? ["the page"] : []),
  ...[...document.querySelectorAll("article :is(h1, h2, p, li, a, button, summary, dt, dd)")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
    .filter(one => !within(one))
    .map(one => one.outerHTML.slice(0, 120))]}"""
"""What a reader would have to scroll sideways for; what scrolls within itself is reached by key."""
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def _papers(demo: Path) -> list[dict]:
    files = sorted((demo / "docs/catalogue").glob("*.jsonl"))
    lines = [line for file in files if file.stem != "faults" for line in file.read_text(encoding="utf-8").split("\n")]
    return [json.loads(line) for line in lines if line]


def test_home_shows_the_catalogue(demo_page: Page, demo_url: str, demo: Path) -> None:
    """The home page loads, says how many papers there are, and leads to one."""
    demo_page.goto(demo_url)
    expect(demo_page.locator("h1").first).to_be_visible()
    expect(demo_page.locator("main")).to_contain_text(str(len(_papers(demo))))
    demo_page.locator("main a[href*='papers/']").first.click()
    expect(demo_page).to_have_url(re.compile("/papers/"))


def test_every_record_has_its_page(demo: Path) -> None:
    """54 papers went in, 54 pages come out, and no other."""
    pages = {path.parent.name for path in (demo / "site/papers").glob("*/index.html")}
    ids = {paper["id"] for paper in _papers(demo)}
    assert len(ids) == 54
    assert {page for page in pages if not re.fullmatch(r"page-\d+", page)} == ids


def test_a_papers_page_is_small(demo: Path) -> None:
    """What stands around the text of a page is at most 7 KB, and 7 KB is the mean around title and abstract alone."""
    around, beyond = [], []
    for paper in _papers(demo):
        page = (demo / f"site/papers/{paper['id']}/index.html").read_bytes()
        article = html.document_fromstring(page.decode()).find(".//article")
        assert article is not None
        around.append(len(page) - len(" ".join("".join(map(str, article.itertext())).split()).encode()))
        beyond.append(len(page) - len(f"{paper['title']}{paper['abstract']}".encode()))
    assert max(around) <= 7 * 1024
    assert sum(beyond) / len(beyond) <= 7 * 1024


def test_search_finds_a_paper(demo_page: Page, demo_url: str, demo: Path) -> None:
    """A reader types a title's words in the header, and the paper is the first result."""
    paper = next(paper for paper in _papers(demo) if len(paper["title"].split()) >= 6)
    demo_page.goto(demo_url, wait_until="networkidle")
    box = demo_page.locator("header input[name=q]").first
    box.click()
    box.press_sequentially(" ".join(paper["title"].split()[:6]))
    hit = demo_page.locator("[role=search] a[href*='papers/']").first
    expect(hit).to_have_attribute("href", re.compile(re.escape(paper["id"])))
    hit.click()
    expect(demo_page.locator("h1").first).to_have_text(paper["title"])


def test_search_survives_in_the_address(demo_page: Page, demo_url: str, demo: Path) -> None:
    """A shared `?q=` link shows the same results at once."""
    paper = _papers(demo)[0]
    demo_page.goto(f"{demo_url}search/?q={'+'.join(re.findall(r'[A-Za-z]+', paper['title'])[:5])}")
    expect(demo_page.locator(f"main a[href*='{paper['id']}']").first).to_be_visible()


def test_a_paper_page_shows_everything(demo_page: Page, demo_url: str, demo: Path) -> None:
    """Title, abstract, tags, related papers, BibTeX and the way to correct it are on the page of a paper."""
    paper = max(_papers(demo), key=lambda paper: len(paper["abstract"]))
    demo_page.goto(f"{demo_url}papers/{paper['id']}/")
    main = demo_page.locator("main")
    expect(main.locator("h1")).to_have_text(paper["title"])
    expect(main).to_contain_text(paper["abstract"][:60])
    for heading in ("Abstract", "Tags", "Related papers"):
        expect(main.get_by_role("heading", name=heading, exact=False).first).to_be_visible()
    assert main.locator("a[href*='/tags/']").count() >= 1
    papers = "[...document.querySelectorAll('main a')].filter(a => /[/]papers[/][^/]+[/]$/.test(a.href)).length"
    assert demo_page.evaluate(papers) >= 3
    expect(main.locator("pre, textarea").first).to_contain_text("@")
    expect(main.get_by_text("correction").first).to_be_attached()


def test_dark_mode_toggles_and_stays(demo_page: Page, demo_url: str) -> None:
    """The toggle makes the page dark, and it is dark on the next page, too."""
    demo_page.goto(demo_url)
    light = demo_page.evaluate(BACKGROUND)
    demo_page.locator("[data-md-component='palette'] label:visible").first.click()
    expect(demo_page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = demo_page.evaluate(BACKGROUND)
    assert dark != light
    demo_page.goto(f"{demo_url}tags/")
    assert demo_page.evaluate(BACKGROUND) == dark


def test_no_page_scrolls_sideways_on_a_phone(demo_page: Page, demo_url: str, demo: Path) -> None:
    """At 375 pixels every kind of page fits; wide tables and code scroll inside themselves."""
    demo_page.set_viewport_size(PHONE)
    wide = []
    for path in kinds(demo / "site"):
        demo_page.goto(demo_url + path)
        if demo_page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize("width", [320, 640])
def test_every_page_reflows_when_enlarged(demo_page: Page, demo_url: str, demo: Path, width: int) -> None:
    """At 200 % (640 of 1280 pixels) and 400 % (320) no page scrolls sideways and no text lies outside."""
    demo_page.set_viewport_size({"width": width, "height": 480})
    found = {}
    for path in [*kinds(demo / "site"), "search/?q=token"]:
        demo_page.goto(demo_url + path)
        if outside := demo_page.evaluate(OUTSIDE):
            found[path] = outside
    assert found == {}


def test_the_keyboard_suffices(demo_page: Page, demo_url: str) -> None:
    """Tab reaches a visible link, Enter follows it."""
    demo_page.goto(f"{demo_url}papers/")
    target = None
    for _ in range(40):
        demo_page.keyboard.press("Tab")
        target = demo_page.evaluate("document.activeElement?.closest('main a[href]')?.href ?? null")
        if target:
            break
    assert target
    outline = demo_page.evaluate(
        "(s => s.outlineStyle + s.boxShadow + s.textDecorationLine + s.color)(getComputedStyle(document.activeElement))"
    )
    assert outline
    demo_page.keyboard.press("Enter")
    expect(demo_page).to_have_url(target)


def test_back_and_forward_with_instant_navigation(demo_page: Page, demo_url: str) -> None:
    """Pages change without a reload, and the browser's arrows lead where they should."""
    demo_page.goto(f"{demo_url}papers/", wait_until="networkidle")
    demo_page.evaluate("window.__kept = true")
    demo_page.mouse.move(300, 300)  # with which Material's script comes
    await_script(demo_page)
    demo_page.locator(".pc-papers + ul a[href]").first.click()
    expect(demo_page).to_have_url(re.compile(r"/papers/[^/]+/$"))
    # the address changes first, and then the page
    expect(demo_page.locator("h1").first).not_to_have_text("Papers")
    title = demo_page.locator("h1").first.inner_text()
    assert demo_page.evaluate("window.__kept") is True
    expect(demo_page.locator("link[rel=icon]")).to_have_count(1)
    here = demo_page.locator("h1").first.get_attribute("id")
    expect(demo_page.locator("a.md-skip")).to_have_attribute("href", re.compile(f"#{here}$"))
    demo_page.go_back()
    expect(demo_page).to_have_url(f"{demo_url}papers/")
    expect(demo_page.locator("h1").first).to_have_text("Papers")
    demo_page.go_forward()
    expect(demo_page.locator("h1").first).to_have_text(title)
    demo_page.locator(".pc-brand").click()
    expect(demo_page).to_have_url(demo_url)
    assert demo_page.evaluate("window.__kept") is True


def test_the_first_page_alone_names_the_icon(demo_page: Page, demo_url: str, demo: Path) -> None:
    """That is where search engines ask for it; a script gives it to the others before anything asks for another."""
    named = {
        path: 'rel="icon"' in (demo / "site" / path / "index.html").read_text("utf-8")
        for path in (".", "papers", "about")
    }
    assert named == {".": True, "papers": False, "about": False}
    for path in ("", "papers/", "about/"):
        demo_page.goto(f"{demo_url}{path}")
        href = str(demo_page.locator("link[rel=icon]").evaluate("link => link.href"))
        assert href == f"{demo_url}assets/papercat/favicon.svg"


def test_every_kind_of_page_is_quiet(demo_page: Page, demo_url: str, demo: Path) -> None:
    """No kind of page logs an error, misses a file or calls another host (the fixture watches)."""
    for path in kinds(demo / "site"):
        answer = demo_page.goto(demo_url + path)
        assert answer
        assert answer.ok, path
        demo_page.wait_for_load_state("networkidle")


def test_an_unknown_address_gets_the_sites_own_page(context: BrowserContext, demo_url: str) -> None:
    """The 404 page is the site's, with a way back."""
    page = context.new_page()
    answer = page.goto(f"{demo_url}papers/no-such-paper/")
    assert answer
    assert answer.status == 404
    assert page.locator("a[href]").count() >= 3
