"""Which feeds a site has, and how its pages lead to them."""

import json
import re
from dataclasses import replace

import yaml
from lxml import etree
from msgspec import structs

from fabricated import catalogue
from papercat import pages
from papercat.records import Source
from papercat.settings import Options, Settings

URL = "https://fabricated.example/papers-of-ours/"


def _made(*, site_url: str = URL, **options: int) -> dict[str, str | bytes]:
    settings = Settings(site_name="Fabricated", site_url=site_url, options=Options(**options))  # type: ignore[arg-type]
    return {page.path: page.content for page in pages.pages(catalogue(60), settings)}


def _feeds(site: dict[str, str | bytes]) -> set[str]:
    return {path.removesuffix("feed.xml") for path in site if path.endswith("feed.xml")}


def test_what_has_enough_papers_is_followed() -> None:
    """Each tag, name, author and venue with at least so many papers has a feed; years and the others have none."""
    site = _made(feeds_from=4)
    opml = etree.fromstring(str(site["feeds.opml"]).encode())
    listed = {(outline.get("xmlUrl") or "").removeprefix(URL) for outline in opml.iterfind(".//outline[@xmlUrl]")}
    assert listed == {f"{folder}feed.xml" for folder in _feeds(site)}
    assert {folder.split("/")[0] for folder in _feeds(site)} == {"", "tags", "names", "authors", "venues", "digest"}
    for folder in _feeds(site):
        assert (f"{folder}feed.json" in site) == (folder in {"", "digest/"})
        if folder not in {"", "digest/"}:
            assert str(site[f"{folder}feed.xml"]).count("<entry>") == 3


def test_pages_lead_to_their_feeds() -> None:
    """A followed page names its feed for feed readers and one for people, on its further pages, too."""
    site = _made(feeds_from=4, per_page=5)
    folders = _feeds(site) - {"", "digest/"}
    for folder in folders:
        front, _, body = str(site[f"{folder.rstrip('/')}.md"]).removeprefix("---\n").partition("\n---\n")
        head = yaml.safe_load(front)["head"]
        assert head.count('rel="alternate feed"') == 1
        assert 'href="feed.xml"' in head
        assert f"[Feed]({folder.split('/')[1]}/feed.xml)" in body
    further = next(f"{folder}page-2.md" for folder in folders if f"{folder}page-2.md" in site)
    assert 'href=\\"../feed.xml\\"' in str(site[further])
    assert "[Feed](feed.xml)" in str(site[further])
    assert not [path for path in site if path.startswith("years/") and "feed" in str(site[path]).split("---")[1]]


def test_no_more_entries_than_wanted() -> None:
    """What came last comes first, and a feed ends where the settings say."""
    items = json.loads(str(_made(feed_entries=3)["feed.json"]))["items"]
    assert len(items) == 3
    assert [item["date_published"] for item in items] == sorted((i["date_published"] for i in items), reverse=True)


def test_what_is_new_is_in_every_feed() -> None:
    """What came in the last days is in each feed; of what the catalogue began with, a few must do."""
    began = catalogue(60)
    news = {paper.id for paper in began.papers[:30]}
    papers = tuple(
        structs.replace(paper, sources=(Source("x", read="2026-11-27"),)) if paper.id in news else paper
        for paper in began.papers
    )
    settings = Settings(site_url=URL, options=Options(feeds_from=4))
    site = {page.path: page.content for page in pages.pages(replace(began, papers=papers), settings)}
    for folder in _feeds(site) - {"", "digest/"}:
        kind, key, _ = folder.split("/")
        whole = {path for path in site if path.startswith(f"{folder}page-") or path == f"{kind}/{key}.md"}
        users = {paper for paper in news if any(f"papers/{paper}.md" in str(site[path]) for path in whole)}
        items = re.findall(r"<id>[^<]*/papers/([^<]*)/</id>", str(site[f"{folder}feed.xml"]).partition("<entry>")[2])
        assert users <= set(items)
        assert len(items) <= max(3, len(users))


def test_a_site_may_have_none() -> None:
    """Without an address there are no feeds; with `feeds_from: 0` only the site's own."""
    assert _feeds(_made(site_url="")) == set()
    assert _feeds(_made(feeds_from=0)) == {"", "digest/"}
