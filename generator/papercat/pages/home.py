"""The first page: what this is, what is new, and the ways in."""

from collections.abc import Iterator
from typing import get_args

from papercat.insight import Facet
from papercat.outputs import feeds, heads
from papercat.page import Page
from papercat.pages.entries import counted
from papercat.pages.shelf import Shelf
from papercat.render import Md, link, plural

NEWEST = 8
"""Papers shown."""
TOP = 12
"""Entries of each kind shown as ways in."""
FEW = 6
"""Tags of a facet shown as ways in."""
WORDS = {
    "tags": ("tag", "tags"),
    "names": ("name", "names"),
    "authors": ("author", "authors"),
    "venues": ("venue", "venues"),
    "years": ("year", "years"),
}


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the home page."""
    ways = [
        (kind, counted(shelf, kind, [e.key for e in shelf.rolls[kind].entries if e.own][:TOP], "")) for kind in WORDS
    ]
    text = shelf.templates.render(
        "home",
        site=shelf.settings,
        head=_head(shelf),
        counts=_counts(shelf),
        dated=any(paper.date for paper in shelf.order[:1]),
        newest=Md("\n".join(shelf.tagged(paper, "") for paper in shelf.order[:NEWEST])),
        facets=_facets(shelf),
        ways=[(kind, way) for kind, way in ways if way and kind != "tags"],
        read=shelf.read,
        total=len(shelf.order),
    )
    yield Page("index.md", text)


def _head(shelf: Shelf) -> Md:
    """Return what browsers and feed readers look for on a home page."""
    name = shelf.settings.site_name
    if not shelf.settings.site_url:
        return Md("")
    return Md(heads.alternate(feeds.JSON, feeds.FORMS[feeds.JSON], name) + heads.search("opensearch.xml", name))


def _counts(shelf: Shelf) -> Md:
    """Return `1,234 papers · 56 tags · …`, each a link to its list; kinds without entries are left out."""
    made = [link(plural(len(shelf.order), "paper"), "papers/index.md")]
    for kind, words in WORDS.items():
        if shelf.rolls[kind].entries:
            made.append(link(plural(len(shelf.rolls[kind].entries), *words), f"{kind}/index.md"))
    return Md(" · ".join(made))


def _facets(shelf: Shelf) -> list[tuple[Facet, Md]]:
    """Return the tags used most, by facet."""
    groups: dict[Facet, list[str]] = {facet: [] for facet in get_args(Facet)}
    for entry in shelf.rolls["tags"].entries:
        tag = shelf.catalogue.tag_by_id.get(entry.key)
        if entry.papers:
            groups[tag.facet if tag else "topic"].append(entry.key)
    return [(facet, counted(shelf, "tags", keys[:FEW], "")) for facet, keys in groups.items() if keys]
