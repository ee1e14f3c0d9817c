"""News about no single paper: digests as entries of a feed, and stale sources as entries of the site's feed."""

import json
from dataclasses import replace

import feedparser
import yaml
from msgspec import structs

from fabricated import catalogue
from papercat import pages
from papercat.insight import Freshness
from papercat.records import Signal, Source
from papercat.settings import Options, Plan, Settings

URL = "https://fabricated.example/papers/"
ARXIV = Plan(kind="arxiv", categories=("cs.CL",))
HOSTILE = "<script>alert(1)</script> & {{ 7*7 }}"


def _site(*freshness: Freshness, **options: object) -> dict[str, str]:
    """Return a site whose six papers came in two weeks of November."""
    made = catalogue(6)
    papers = [
        structs.replace(
            paper,
            title=HOSTILE if at == 0 else paper.title,
            sources=(Source("f", str(at), "2026-11-17" if at < 4 else "2026-11-24"),),
            signals={"upvotes": Signal(at, "2026-11-17")},
        )
        for at, paper in enumerate(made.papers)
    ]
    settings = Settings(site_name="Fabricated", site_url=URL, options=Options(**options))  # type: ignore[arg-type]
    changed = replace(made, papers=tuple(papers), freshness=freshness)
    return {page.path: str(page.content) for page in pages.pages(changed, settings) if page.path[-4:] != ".svg"}


def test_a_week_that_is_over_is_an_entry() -> None:
    """It has the address of its page as its permanent name, and all its papers with theirs; today's week waits."""
    site = _site()
    read = feedparser.parse(site["digest/feed.xml"])
    assert not read.bozo
    assert [(entry.id, entry.updated) for entry in read.entries] == [(f"{URL}digest/2026-w47/", "2026-11-23T00:00:00Z")]
    assert read.entries[0].content[0].value.count(f"{URL}papers/") == 4
    assert "(3 upvotes)" in read.entries[0].content[0].value
    (item,) = json.loads(site["digest/feed.json"])["items"]
    assert (item["id"], HOSTILE in item["content_text"]) == (f"{URL}digest/2026-w47/", True)
    later = _site(Freshness("arxiv", "2026-12-02", 0, "2026-12-02"))
    keys = [entry.id.rstrip("/").rpartition("/")[2] for entry in feedparser.parse(later["digest/feed.xml"]).entries]
    assert keys == ["2026-11", "2026-w48", "2026-w47"]
    assert site["digest/feed.xml"].partition("<entry>")[2] in later["digest/feed.xml"]


def test_pages_of_digests_lead_to_their_feed_and_the_home_page_to_the_newest() -> None:
    """Feed readers find it beside each page of a digest; people find the last week on the first page."""
    site = _site(per_page=1)
    for path, way in (("digest/2026-w48.md", "../"), ("digest/index.md", ""), ("digest/page-2.md", "../")):
        head = yaml.safe_load(site[path].removeprefix("---\n").partition("\n---\n")[0])["head"]
        assert f'href="{way}feed.xml"' in head
        assert f'href="{way}feed.json"' in head
    assert "(digest/2026-w48.md)" in site["index.md"]
    assert f"{URL}digest/feed.xml" in site["feeds.opml"]


def test_a_stale_source_is_an_entry_of_the_feed() -> None:
    """One entry with one name for as long as it lasts, gone with the next good harvest; a bad day alone is none."""
    entries = {}
    for tried, problem in (("2026-12-01", "status 503"), ("2026-12-09", HOSTILE), ("2026-12-20", HOSTILE)):
        site = _site(Freshness("arxiv", "2026-11-24", 3, tried, problem), sources=(ARXIV,))
        read = feedparser.parse(site["feed.xml"])
        assert not read.bozo
        entries[tried] = [(entry.id, entry.updated) for entry in read.entries if "quality" in entry.id]
    stale = [(f"{URL}quality/#stale-arxiv-2026-11-24", "2026-12-09T00:00:00Z")]
    assert entries == {"2026-12-01": [], "2026-12-09": stale, "2026-12-20": stale}
    well = _site(Freshness("arxiv", "2026-12-21", 3, "2026-12-21"), sources=(ARXIV,))
    assert "stale-arxiv" not in well["feed.xml"]


def test_the_badge_tells_of_papers_and_not_of_stars() -> None:
    """That a number was read today does not make the papers of last month fresh."""
    fared = (Freshness("arxiv", "2026-11-24"), Freshness("stars", "2026-12-21"))
    settings = Settings(options=Options(sources=(ARXIV, Plan(kind="stars"))))
    made = {page.path: str(page.content) for page in pages.pages(replace(catalogue(2), freshness=fared), settings)}
    assert "2026-11-24" in made["badge.svg"]
