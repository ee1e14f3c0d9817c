"""The first page: what this is, what is new, and the ways in."""

from collections.abc import Iterator
from typing import get_args

from papercat.insight import Facet
from papercat.outputs import digests, feeds, heads
from papercat.page import Page
from papercat.pages import charts, trends
from papercat.pages.entries import counted
from papercat.pages.shelf import Shelf
from papercat.render import Md, attribute, escape, link

RISING = 9
"""Tags and names shown that rise."""
RISE = 0.05
"""Least growth of the odds in a year, as `enrich.trends` has it, that is shown."""
TRENDING = 5
"""Papers shown that people noticed."""
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
        ask=attribute(shelf.words("Search titles, authors, abstracts")),
        rising=_rising(shelf),
        **_noticed(shelf),
        correct=bool(shelf.correction),
        digest=_digest(shelf),
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


def _digest(shelf: Shelf) -> Md:
    """Return a link to the newest digest of a week; nothing where none came in."""
    newest = next((one for one in shelf.digests if "w" in one.key), None)
    return link(escape(newest.title(shelf.words)), f"digest/{newest.key}.md") if newest else Md("")


def _counts(shelf: Shelf) -> Md:
    """Return `1,234 papers · 56 tags · …`, each a link to its list; kinds without entries are left out."""
    made = [link(shelf.count(len(shelf.order), "paper"), "papers/index.md")]
    for kind, words in WORDS.items():
        if shelf.rolls[kind].total:
            made.append(link(shelf.count(shelf.rolls[kind].total, *words), f"{kind}/index.md"))
    return Md(" · ".join(made))


def _rising(shelf: Shelf) -> Md:
    """Return the tags and names whose share of the papers grows most, each with its papers by year."""
    last = max((int(paper.year) for paper in shelf.order if paper.year.isdigit()), default=0)
    known = [trend for trend in shelf.catalogue.trends if trend.slope >= RISE and trends.many(trend, last)]
    best = sorted(known, key=lambda trend: (-trend.slope, trend.kind, trend.id))
    shown = [trend for trend in best if shelf.place(f"{trend.kind}s", trend.id)][:RISING]
    lines = [
        f"{shelf.entry_link(kind, trend.id, shelf.label(kind, trend.id), '')}\n\n"
        f"{charts.spark({int(year): count for year, count in trend.years}, last)}"
        for trend in shown
        for kind in [f"{trend.kind}s"]
    ]
    return Md("\n\n".join(lines))


def _noticed(shelf: Shelf) -> dict[str, str]:
    """Return the papers that people notice most by the last day that the records know, with the numbers that say so.

    Where only years are known and nothing grew, these are the papers that are cited most, old ones like new ones, and
    called so. A list that is shown as a whole already is not shown again in another order.
    """
    if len(shelf.order) <= NEWEST:
        return {"noticed": Md(""), "called": ""}
    best = digests.trending(shelf.order, shelf.today, TRENDING)
    told = [count for one in best for count in one.numbers]
    moved = any(gain for _, _, gain in told) or any(len(one.paper.date) == len("YYYY-MM-DD") for one in best)
    cited = not moved and {word for word, _, _ in told} == {digests.WORDS["citations"]}
    cards = Md("\n".join(shelf.card(one.paper, "", one.told(shelf.words)) for one in best))
    return {"noticed": cards, "called": shelf.words("Most cited") if cited else shelf.words("Trending")}


def _facets(shelf: Shelf) -> list[tuple[Facet, Md]]:
    """Return the tags used most, by facet."""
    groups: dict[Facet, list[str]] = {facet: [] for facet in get_args(Facet)}
    for entry in shelf.rolls["tags"].entries:
        tag = shelf.catalogue.tag_by_id.get(entry.key)
        if entry.papers:
            groups[tag.facet if tag else "topic"].append(entry.key)
    return [(facet, counted(shelf, "tags", keys[:FEW], "")) for facet, keys in groups.items() if keys]
