"""Hostile and broken records, in a real browser: no script of theirs runs, no neighbour is lost.

All of it is fabricated.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import hostile
import pytest
from crawl import broken
from playwright.sync_api import Browser, BrowserContext, Page
from stage import PATIENCE, SITE_URL, Once, Seen, await_script, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

INTRUDERS = r"""() => {
  const bad = [];
  for (const node of document.querySelectorAll("*")) {
    for (const {name, value} of node.attributes) {
      const address = /^(href|src|action|formaction|data|xlink:href)$/i.test(name);
      if (/^on/i.test(name) || (address && /^[\s\x00-\x1f]*(java|vb)script:/i.test(value))) {
        bad.push(`${node.localName} ${name}=${value}`);
      }
    }
  }
  const ours = ["script", "style", "iframe", "object", "embed", "img", "svg", "math", "video", "audio", "base", "meta"];
  const nobodys = ["x-card", "xss", "marquee", "plaintext", "xmp", "isindex", "keygen", "image"];
  for (const node of document.querySelectorAll([...ours, ...nobodys].join())) {
    // charts and the scripts of search and map are ours; around the article the theme has scripts and icons;
    // a meta element may describe a paper, and so may data that cannot leave its element
    const data = node.matches("meta, head > script[type='application/ld+json']") && !node.textContent.includes("<");
    const beacon = !data && node.localName !== "math" && /pwn/.test(node.outerHTML);
    const script = /^<script src="[^"]*\b(box|map)\.js"><\/script>$/.test(node.outerHTML);
    const chart = script || node.closest("svg[role=img]");
    // MathML that can do nothing: our own, made of formulas
    const inert = ({name}) => /^[a-z]+$/.test(name) && !/^(href|style|class|on.*)$/.test(name);
    const part = (one) => /^m[a-z]+$/.test(one.localName) && [...one.attributes].every(inert);
    const formula = node.localName === "math" && [node, ...node.querySelectorAll("*")].every(part);
    const within = node.closest("article") && !chart && !formula;
    if (beacon || within || nobodys.includes(node.localName)) bad.push(node.outerHTML.slice(0, 200));
  }
  return bad;
}"""
"""Finds what no page of ours has, and what would need a click or a pointer to run."""

INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
QUERIES = (
    "fabricated",
    "question answering",
    "script",
    "<img src=x onerror=__pwn(1)>",
    '"><script>__pwn(2)</script>',
)


@pytest.fixture(scope="session")
def root(once: Once) -> Path:
    """Build the hostile site once."""
    return once("hostile", hostile.make)


@pytest.fixture(scope="session")
def url(root: Path) -> Iterator[str]:
    """Serve it."""
    with served(root / "site") as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a fresh profile that does not heed the pages' policy: escaping must suffice alone."""
    made = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def ran(context: BrowserContext) -> list[str]:
    """Return the list of payloads that ran; it should stay empty."""
    calls: list[str] = []
    context.expose_function("__pwn", lambda *numbers: calls.append(str(numbers)))
    return calls


@pytest.fixture
def page(context: BrowserContext, url: str, ran: list[str]) -> Iterator[Page]:
    """Open a tab; no payload may run, ask, or call another host."""
    tab, seen = context.new_page(), Seen()
    seen.watch(tab, url)
    tab.on("dialog", lambda dialog: ran.append(dialog.message))
    yield tab
    tab.close()
    assert ran == []
    assert seen.foreign == []


def _papers(root: Path) -> list[dict]:
    files = sorted((root / "docs/catalogue").glob("*.jsonl"))
    lines = [line for file in files if file.stem != "faults" for line in file.read_text(encoding="utf-8").split("\n")]
    return [paper for paper in map(json.loads, filter(None, lines)) if "title" in paper]


def test_the_beacon_works(context: BrowserContext, ran: list[str], url: str) -> None:
    """A script that does run is counted: the other tests here can fail."""
    tab = context.new_page()
    tab.goto(url)
    tab.set_content("<img src=x onerror=__pwn(1)>")
    tab.wait_for_function("() => document.images[0].complete")
    tab.evaluate("() => new Promise(done => setTimeout(done, 200))")
    assert ran


def _pages(root: Path) -> list[str]:
    """Return the address of each page of the site below its home."""
    site = root / "site"
    return [path.parent.relative_to(site).as_posix().removeprefix(".") for path in sorted(site.rglob("index.html"))]


def _intruders(page: Page, addresses: list[str], url: str) -> dict[str, list[str]]:
    found = {}
    for where in addresses:
        page.goto(f"{url}{where}", wait_until="load")
        if bad := page.evaluate(INTRUDERS):
            found[where] = bad
    return found


def test_no_page_holds_a_records_script(context: BrowserContext, ran: list[str], root: Path) -> None:
    """Every page of the site is read by a real browser: nothing of a payload is in it but its text, nothing runs.

    Without the theme's files, for speed; the next test reads a sample with them.
    """
    page, seen = context.new_page(), Seen()
    with served(root / "site", bare=True) as url:
        seen.watch(page, url)
        assert _intruders(page, _pages(root), url) == {}
        page.close()
    assert ran == []
    assert seen.foreign == []


def test_no_page_runs_a_records_script(page: Page, root: Path, url: str) -> None:
    """With the theme's own scripts at work, too, which read titles and print them again, nothing of a record runs."""
    pages = _pages(root)
    assert _intruders(page, pages[::15], url) == {}


def test_titles_show_as_they_are(page: Page, root: Path, url: str) -> None:
    """The heading and the tab of a hostile paper read as the record's title, letter for letter."""
    # formulas show as what they mean
    for paper in [one for one in _papers(root) if not one["title"].startswith(("$", "\\("))][::12]:
        page.goto(f"{url}papers/{paper['id']}/")
        wanted = " ".join(INVISIBLE.sub("", paper["title"]).split())
        assert " ".join(page.locator("h1").first.inner_text().split()) == wanted
        assert wanted in " ".join(page.title().split())


def test_search_results_run_no_script(page: Page, url: str) -> None:
    """Payloads as queries, and as the titles, authors and tags of results, stay text; so they do in the address."""
    for query in QUERIES:
        page.goto(f"{url}search/")
        box = page.locator("input[type=search]:visible").first
        box.fill(query)
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
        assert page.evaluate(INTRUDERS) == []
    page.goto(f"{url}search/?q=%3Cimg%20src%3Dx%20onerror%3D__pwn(3)%3E#%22%3E%3Cimg%20src=x%20onerror=__pwn(4)%3E")
    page.wait_for_timeout(400)
    assert page.evaluate(INTRUDERS) == []


def test_instant_navigation_runs_no_script(page: Page, url: str) -> None:
    """Pages that the theme fetches and puts in place are as harmless as those that the browser loads."""
    for step in range(0, 60, 5):
        page.goto(f"{url}papers/")
        page.mouse.move(200, 300)  # the theme's script waits for a first deed
        await_script(page)
        page.locator("main a[href]:visible").nth(step).click()
        page.wait_for_timeout(150)
        assert page.evaluate(INTRUDERS) == []


def test_no_neighbour_is_lost(root: Path) -> None:
    """Each payload is one paper, each readable record of the bad file one more, each of them with a page."""
    ids = {paper["id"] for paper in _papers(root)}
    titles = [paper["title"] for paper in _papers(root)]
    assert {"A Fabricated Neighbour Before the Bad Ones", "A Fabricated Neighbour After the Bad Ones"} <= set(titles)
    assert titles.count("Duplicate Fabricated Title") == 2
    assert {path.parent.name for path in (root / "site/papers").glob("*/index.html")} - {"page-2", "page-3"} == ids


def test_broken_records_are_reported(root: Path) -> None:
    """What could not be read is on the page of the data's quality, with its place."""
    text = (root / "site/quality/index.html").read_text(encoding="utf-8")
    assert "bad.jsonl:7" in text.replace("&#x3a;", ":").replace("&#58;", ":")


def test_no_link_is_broken(root: Path) -> None:
    """Hostile titles and paths break no address."""
    assert list(broken(root / "site", SITE_URL)) == []


def test_nothing_is_written_outside(root: Path) -> None:
    """`../../x` as a title leads nowhere but into the folder of papers."""
    outside = {path.name for path in root.parent.iterdir() if not path.name.startswith(("site-", "popen-"))}
    assert "x" not in outside
    assert not (root / "x").exists()
    assert not (root / "docs/x.md").exists()


READ = """async () => {
  const flat = text => text.replace(/\\s+/g, " ").trim()
  const { hits } = await papercatSearch.ask("", { limit: 1000, all: true })
  const wrong = []
  for (const { url, slot } of hits.filter(({ kind }) => kind === "paper")) {
    const { abstract, authors } = await papercatSearch.text(slot)
    const html = await (await fetch(papercatSearch.linkOf(url))).text()
    const page = new DOMParser().parseFromString(html, "text/html")
    const shown = []
    let one = page.querySelector("#abstract")
    while ((one = one.nextElementSibling).localName !== "aside") shown.push(one.textContent)
    const names = [...page.querySelectorAll("meta[name=citation_author]")].map(meta => meta.content)
    const told = JSON.stringify([flat(abstract), authors.map(flat)])
    if (told !== JSON.stringify([flat(shown.join(" ")), names.map(flat)])) wrong.push([url, told])
  }
  return [hits.length, wrong]
}"""


def test_the_search_reads_of_pages_what_a_browser_reads(page: Page, root: Path, url: str) -> None:
    """Abstracts and authors of hostile papers for snippets and exports, against the browser's own parser."""
    page.goto(f"{url}search/")
    found, wrong = page.evaluate(READ)
    assert found >= len(_papers(root)) > 0
    assert wrong == []
