"""Feeds as feed readers take them, and the rules of RFC 4287 and JSON Feed 1.1 that the W3C's validator checks."""

import json
import re
from collections.abc import Sequence
from datetime import datetime

import feedparser
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from fabricated import HOSTILE, catalogue
from papercat.outputs import feeds
from papercat.outputs.feeds import DAWN, Entry, Feed
from papercat.records import Author, Paper, Source

SITE = "https://fabricated.example/papers/"
FEED = Feed("Fabricated & <b>papers</b>", f"{SITE}tags/x/", "Fabricated & Co")
ATOM = "{http://www.w3.org/2005/Atom}"
# fabricated
PAPER = Paper(
    id="a-fabricated-paper",
    title="A Fabricated <i>Paper</i> & more",
    abstract="The first paragraph.\n\nThe second,\nwith $x < y$ & <script>alert(1)</script>.",
    authors=(Author("Ada Example"), Author("Bo Madeup")),
    date="2024-05",
    ids={"doi": "10.0000/fabricated.1"},
    sources=(Source("a", read="2024-06-02", last="2025-01-01"), Source("b", read="2024-06-01")),
)


def _entries(papers: Sequence[Paper]) -> list[Entry]:
    return [feeds.entry(paper, ["A tag"], SITE) for paper in papers]


def _parsed(text: str) -> etree._Element:
    return etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def _atom_faults(text: str) -> list[str]:
    """Return what RFC 4287 forbids: the rules that apply to what we write, each with its section."""
    root = _parsed(text)
    faults = []
    for place in (root, *root.iter(f"{ATOM}entry")):
        here = place.findtext(f"{ATOM}id") or "?"
        once = ("id", "title", "updated")  # 4.1.1, 4.1.2
        faults += [f"{here}: {name} is not there once" for name in once if len(place.findall(f"{ATOM}{name}")) != 1]
        if len(place.findall(f"{ATOM}content")) > 1 or len(place.findall(f"{ATOM}published")) > 1:
            faults.append(f"{here}: content or published twice (4.1.2)")
        if not re.match(r"https?://[^\s]+$|urn:", here):
            faults.append(f"{here}: no absolute IRI (4.2.6)")
        for name in ("updated", "published"):
            for each in place.findall(f"{ATOM}{name}"):
                if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each.text or ""):
                    faults.append(f"{here}: {name} {each.text} (3.3)")
        pairs = [(link.get("rel", "alternate"), link.get("type"), link.get("hreflang")) for link in place]
        links = [pair for pair, link in zip(pairs, place, strict=True) if link.tag == f"{ATOM}link"]
        if links.count(("alternate", None, None)) > 1:
            faults.append(f"{here}: two alternates (4.1.1)")
        faults += [f"{here}: link without href (4.2.7.1)" for e in place.findall(f"{ATOM}link") if not e.get("href")]
        faults += [f"{here}: category without term" for e in place.findall(f"{ATOM}category") if not e.get("term")]
        people = place.findall(f"{ATOM}author")
        faults += [f"{here}: author without name" for person in people if not person.findtext(f"{ATOM}name")]
    if not root.findall(f"{ATOM}author"):
        faults.append("an entry may lack an author only if the feed has one (4.1.1)")
    if not [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]:
        faults.append("no link to itself (4.1.1)")
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    return faults + [f"{one} is there twice (4.1.1)" for one in ids if ids.count(one) > 1]


def _json_faults(text: str) -> list[str]:
    """Return what JSON Feed 1.1 forbids."""
    feed = json.loads(text)
    faults = [] if feed["version"] == "https://jsonfeed.org/version/1.1" else ["version"]
    faults += [f"{key} is no text" for key in ("title", "home_page_url", "feed_url") if not feed.get(key)]
    for item in feed["items"]:
        faults += [f"{item['id']}: {key}" for key in ("id", "content_text") if not isinstance(item.get(key), str)]
        faults += [f"{item['id']}: author" for author in item.get("authors", ()) if not author.get("name")]
        for key in ("date_published", "date_modified"):
            if key in item:
                datetime.fromisoformat(item[key])
        if not all(isinstance(tag, str) for tag in item.get("tags", ())):
            faults.append(f"{item['id']}: tags")
    ids = [item["id"] for item in feed["items"]]
    return faults + [f"{one} is there twice" for one in ids if ids.count(one) > 1]


def test_a_feed_reader_shows_the_paper() -> None:
    """Title, people, tags and the whole abstract arrive as text; the address is the paper's page."""
    read = feedparser.parse(feeds.atom(FEED, _entries([PAPER])))
    assert not read.bozo
    assert read.version == "atom10"
    [entry] = read.entries
    assert entry.title == PAPER.title
    assert entry.title_detail.type == "text/plain"
    assert entry.link == f"{SITE}papers/a-fabricated-paper/"
    assert [author.name for author in entry.authors] == ["Ada Example", "Bo Madeup"]
    assert [tag.term for tag in entry.tags] == ["A tag"]
    assert entry.content[0].type == "text/plain"
    assert entry.content[0].value == "The first paragraph.\n\nThe second, with x < y & <script>alert(1)</script>."


def test_the_json_form_says_the_same() -> None:
    """The same entry, field by field."""
    [item] = json.loads(feeds.json_feed(FEED, _entries([PAPER])))["items"]
    assert item == {
        "id": f"{SITE}papers/a-fabricated-paper/",
        "url": f"{SITE}papers/a-fabricated-paper/",
        "external_url": "https://doi.org/10.0000/fabricated.1",
        "title": PAPER.title,
        "content_text": "The first paragraph.\n\nThe second, with x < y & <script>alert(1)</script>.",
        "date_published": "2024-05-01T00:00:00Z",
        "date_modified": "2024-06-01T00:00:00Z",
        "authors": [{"name": "Ada Example"}, {"name": "Bo Madeup"}],
        "tags": ["A tag"],
    }


def test_updated_is_the_day_that_the_record_knows() -> None:
    """A revision counts, then the day it came here, then its own date; a date that is none counts for nothing."""
    for paper, day in (
        (Paper(id="x", title="X", updated="2025-02", sources=PAPER.sources), "2025-02-01T00:00:00Z"),
        (Paper(id="x", title="X", date="2020", sources=PAPER.sources), "2024-06-01T00:00:00Z"),
        (Paper(id="x", title="X", date="2020"), "2020-01-01T00:00:00Z"),
        (Paper(id="x", title="X", date="2020-13"), DAWN),
        (Paper(id="x", title="X"), DAWN),
    ):
        assert feeds.entry(paper, (), SITE).updated == day


def test_the_list_of_feeds_is_opml() -> None:
    """Feed readers import it: each feed with its address and its page, grouped by what it follows."""
    root = _parsed(feeds.opml("Fabricated & Co", {"": [FEED], "Tags": [FEED], "Names": []}))
    assert [outline.get("xmlUrl") for outline in root.iterfind("body/outline[@type='rss']")] == [FEED.atom]
    assert [outline.get("text") for outline in root.iterfind("body/outline[outline]")] == ["Tags"]
    assert [outline.get("htmlUrl") for outline in root.iterfind("body/outline/outline")] == [FEED.url]


def test_an_empty_feed_is_valid() -> None:
    """A site without papers has feeds, too."""
    assert _atom_faults(feeds.atom(FEED, [])) == []
    assert _json_faults(feeds.json_feed(FEED, [])) == []


def test_feeds_of_fabricated_papers_are_valid() -> None:
    """No rule is broken by a catalogue with everything in it, hostile records included."""
    entries = _entries(catalogue(60).papers)
    assert _atom_faults(feeds.atom(FEED, entries)) == []
    assert _json_faults(feeds.json_feed(FEED, entries)) == []
    assert not feedparser.parse(feeds.atom(FEED, entries)).bozo


@given(st.one_of(st.sampled_from(HOSTILE), st.text()))
def test_no_text_breaks_a_feed(text: str) -> None:
    """Whatever stands in any field, the feed parses, is valid, and holds the text as text."""
    paper = Paper(id="x", title=text, abstract=text, authors=(Author(text),), date="2024", ids={"doi": text})
    entry = feeds.entry(paper, [text], SITE)
    feed = Feed(f"x {text}", SITE, f"x {text}")
    made = feeds.atom(feed, [entry])
    assert _atom_faults(made) == []
    assert _json_faults(feeds.json_feed(feed, [entry])) == []
    assert {element.tag.removeprefix(ATOM) for element in _parsed(made).iter()} <= {
        "feed", "id", "title", "updated", "published", "author", "name", "link", "category", "entry", "content",
    }  # fmt: skip
    _parsed(feeds.opml(text, {text: [feed]}))
