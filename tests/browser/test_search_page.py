"""The search page in a real browser: filters that combine, addresses that hold, exports, a keyboard, a disk."""

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from stage import Once, Seen, papercat, served

from fabricated import catalogue
from papercat import search
from papercat.insight import Trend
from papercat.settings import Options, Settings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HTML = """<!doctype html><html lang=en><meta charset=utf-8><title>Search</title><link rel=icon href="data:,">
<meta name=viewport content="width=device-width"><link rel=stylesheet href=search.css>
<div class="md-typeset"><div class=pc-search data-papercat-search></div><details><summary>Help</summary></details></div>
<footer>Fabricated</footer><script src=box.js></script>"""
BARE = catalogue(120)
PAPERS = dataclasses.replace(
    BARE, trends=tuple(Trend("name", name.id, (("2024", 1),), slope / 10) for slope, name in enumerate(BARE.names))
)
SHIFTS = """() => new Promise(done => new PerformanceObserver(list => done(
  list.getEntries().filter(one => !one.hadRecentInput).reduce((sum, one) => sum + one.value, 0)
)).observe({type: "layout-shift", buffered: true}) ?? setTimeout(done, 500, 0))"""


@pytest.fixture(scope="module")
def searched(once: Once) -> Path:
    """Write the search of fabricated papers and a bare page around it, for use from a disk, too."""

    def make(folder: Path) -> None:
        for page in search.index(PAPERS, Settings(options=Options(offline=True))):
            file = folder / page.path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(page.content.encode() if isinstance(page.content, str) else page.content)
        (folder / "search" / "index.html").write_text(HTML, encoding="utf-8")

    return once("searched", make)


@pytest.fixture
def at(context: BrowserContext, searched: Path) -> Iterator[Page]:
    """Open the page through a server; no error is logged and no request leaves."""
    with served(searched) as url:
        page, seen = context.new_page(), Seen()
        seen.watch(page, url)
        page.goto(f"{url}search/")
        expect(page.locator(".pc-hits li").first).to_be_visible()
        yield page
        page.close()
        assert seen == Seen()


def ask(page: Page, text: str) -> int:
    """Type a question and return how many results it is said to have."""
    page.get_by_role("searchbox").fill(text)
    expect(page).to_have_url(re.compile(r"\?q="))
    status = page.get_by_role("status")
    expect(status).to_contain_text(re.compile(r"^[\d,]+ results?"))
    expect(page.locator("[aria-busy]")).to_have_count(0)
    return int(status.inner_text().split()[0].replace(",", ""))


def unfold(page: Page, facet: str) -> None:
    """Open a facet."""
    page.locator(f"[data-facet={facet}]").evaluate("one => one.open = true")


def test_filters_combine_and_count(at: Page) -> None:
    """Each filter leaves as many as its count said, two leave no more, and taking them away brings all back."""
    total = ask(at, "fabricated")
    counts = []
    for facet in ("tag", "venue"):
        unfold(at, facet)
        first = at.locator(f"[data-facet={facet}] > label").first
        counts.append(int(first.locator("small").inner_text()))
        first.locator("input").check()
        expect(at.get_by_role("status")).to_have_text(re.compile(rf"^{counts[-1]} results?"))
        expect(at.locator("[aria-busy]")).to_have_count(0)
    assert total > counts[0] >= counts[1] > 0
    assert at.url.count("tag=") == at.url.count("venue=") == 1
    # of venues any will do, so another one can still be added
    assert at.locator("[data-facet=venue] > label").count() > 1
    for _ in counts:
        at.get_by_role("button", name="Remove the filter").first.click()
    expect(at.get_by_role("status")).to_have_text(re.compile(rf"^{total} results"))


def test_years_are_a_range(at: Page) -> None:
    """From and to leave what lies between; the address says so."""
    ask(at, "fabricated")
    unfold(at, "year")
    years = sorted({paper.year for paper in PAPERS.papers if paper.year})
    at.get_by_label("From year").select_option(years[1])
    at.get_by_label("To year").select_option(years[2])
    expect(at).to_have_url(re.compile(f"year={years[1]}-{years[2]}"))
    expect(at.locator(".pc-by").first).to_contain_text(re.compile(f"{years[1]}|{years[2]}"))
    assert at.locator(".pc-bars button").count() == len(years)


def test_an_address_can_be_shared_and_back_goes_back(at: Page) -> None:
    """Question, filter and order survive a reload and the back button."""
    ask(at, "contrastive ")
    at.get_by_label("Sort by").select_option("date")
    expect(at).to_have_url(re.compile("sort=date"))
    years = [int(text[-4:]) for text in at.locator(".pc-by").all_inner_texts() if text[-4:].isdecimal()]
    assert years == sorted(years, reverse=True)
    assert len(years) > 3
    before = at.locator(".pc-title").all_inner_texts()
    unfold(at, "tag")
    at.locator("[data-facet=tag] > label input").first.check()
    expect(at).to_have_url(re.compile("tag="))
    at.reload()
    expect(at.get_by_role("searchbox")).to_have_value("contrastive ")
    expect(at.get_by_label("Sort by")).to_have_value("date")
    expect(at.get_by_role("button", name="Remove the filter")).to_be_visible()
    at.go_back()
    expect(at).not_to_have_url(re.compile("tag="))
    expect(at.locator(".pc-title")).to_have_text(before)


def order(page: Page, sort: str) -> list[str]:
    """Return the titles in this order."""
    page.get_by_label("Sort by").select_option(sort)
    expect(page).to_have_url(re.compile(f"sort={sort}"))
    expect(page.locator("[aria-busy]")).to_have_count(0)
    return page.locator(".pc-title").all_inner_texts()


def test_results_are_put_in_order_by_citations_and_by_trend(at: Page) -> None:
    """The most cited come first, or those whose names and tags rise most."""
    ask(at, "fabricated")
    cited = {" ".join(p.title.split()): p.signals["citations"].value for p in PAPERS.papers}
    slopes = {trend.id: trend.slope for trend in PAPERS.trends}
    used = {
        p.id: [slopes[one.name] for of in (PAPERS.introduces, PAPERS.mentions) for one in of.get(p.id, ())]
        for p in PAPERS.papers
    }
    rising = {" ".join(p.title.split()): sum(used[p.id]) / max(len(used[p.id]), 1) for p in PAPERS.papers}
    for sort, values in (("citations", cited), ("trend", rising)):
        shown = [values[title] for title in order(at, sort)]
        assert shown == sorted(values.values(), reverse=True)[: len(shown)]
        assert len(set(shown)) > 1


def test_nothing_on_a_phone_moves_when_results_come(context: BrowserContext, searched: Path) -> None:
    """An address with a question: there is room for what the script draws."""
    with served(searched) as url:
        page = context.new_page()
        page.set_viewport_size({"width": 390, "height": 844})
        page.goto(f"{url}search/?q=contrastive")
        expect(page.locator(".pc-snippet").first).to_be_visible()
        expect(page.locator("[aria-busy]")).to_have_count(0)
        assert page.evaluate(SHIFTS) < 0.02
        page.close()


@pytest.mark.parametrize(
    ("label", "count"),
    [
        ("BibTeX", lambda text: len(re.findall(r"^@\w+\{", text, re.MULTILINE))),
        ("RIS", lambda text: len(re.findall(r"^ER  -", text, re.MULTILINE))),
        ("CSL-JSON", lambda text: len(json.loads(text))),
    ],
)
def test_results_can_be_exported(at: Page, label: str, count) -> None:
    """The file holds each paper found, once."""
    total = ask(at, "title:contrastive")
    with at.expect_download() as download:
        at.get_by_role("button", name=label, exact=True).click()
    assert count(download.value.path().read_text(encoding="utf-8")) == total > 0


def test_it_says_what_it_does_not_know(at: Page) -> None:
    """A slip is put right aloud; a word that nobody wrote is named; filters that leave nothing offer a way out."""
    ask(at, "contrastve ")
    expect(at.get_by_role("status")).to_contain_text("for contrastive")
    ask(at, "qqqqzzzz graph")
    expect(at.locator(".pc-notes")).to_contain_text("“qqqqzzzz” is in no paper here")
    at.goto(at.url.split("?")[0] + "?q=contrastive&tag=no-such-tag")
    at.get_by_role("button", name="Search without filters").click()
    expect(at.get_by_role("status")).to_contain_text(re.compile(r"^[1-9]\d* results?"))


def test_a_keyboard_is_enough(at: Page) -> None:
    """Down leads from the question into the answers, up leads back, and a ticked box keeps the focus."""
    ask(at, "contrastive ")
    at.get_by_role("searchbox").press("ArrowDown")
    expect(at.locator(".pc-title").first).to_be_focused()
    at.keyboard.press("ArrowDown")
    expect(at.locator(".pc-title").nth(1)).to_be_focused()
    at.keyboard.press("ArrowUp")
    at.keyboard.press("ArrowUp")
    expect(at.get_by_role("searchbox")).to_be_focused()
    unfold(at, "tag")
    box = at.locator("[data-facet=tag] > label input").first
    choice = box.get_attribute("data-choice")
    box.focus()
    at.keyboard.press("Space")
    expect(at).to_have_url(re.compile("tag="))
    expect(at.get_by_role("button", name="Remove the filter")).to_be_visible()
    expect(at.locator(f"[data-choice='{choice}']")).to_be_focused()


def test_years_are_no_stops_on_the_way(at: Page) -> None:
    """Of the years the Tab key stops at the two fields only, not at each bar above them."""
    ask(at, "contrastive ")
    bars = at.locator(".pc-bars button")
    assert bars.count() > 3
    assert set(bars.evaluate_all("bars => bars.map(bar => bar.tabIndex)")) == {-1}
    expect(at.get_by_role("combobox", name="From year")).to_be_visible()


def test_it_works_from_a_disk(context: BrowserContext, searched: Path) -> None:
    """An offline copy answers without a server, and its links lead to files."""
    page, seen = context.new_page(), Seen()
    seen.watch(page, "file://")
    page.goto(f"{(searched / 'search' / 'index.html').as_uri()}?q=contrastve+learning")
    expect(page.get_by_role("status")).to_contain_text("for contrastive learning")
    link = page.locator(".pc-title").first.get_attribute("href") or ""
    assert re.fullmatch(r"file://.*/papers/[^/]+/index\.html", link)
    expect(page.locator(".pc-hits mark").first).to_be_visible()
    page.close()
    assert seen == Seen()


def test_texts_are_read_where_each_page_is_a_file(context: BrowserContext, tmp_path: Path) -> None:
    """With `use_directory_urls: false` a page has another address; the search finds what stands on it all the same."""
    record = {
        "title": "A fabricated paper",
        "abstract": "Its zebra stands in a striped field.",
        "authors": ["Ann Other"],
    }
    (tmp_path / "one.jsonl").write_text(json.dumps(record), encoding="utf-8")
    root = tmp_path / "flat"
    assert papercat("new", root).returncode == 0
    assert papercat("add", tmp_path / "one.jsonl", "--root", root).returncode == 0
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nuse_directory_urls: false\n")
    assert papercat("build", "--root", root).returncode == 0
    page, seen = context.new_page(), Seen()
    with served(root / "site") as url:
        seen.watch(page, url)
        page.goto(f"{url}search/index.html?q=%22striped+field%22")
        expect(page.locator(".pc-snippet mark").first).to_have_text(re.compile("striped"))
        page.close()
    assert seen == Seen()
