"""A page for each paper, and the list of all."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from papercat import paths
from papercat.insight import Facet
from papercat.outputs import bibliographies, heads
from papercat.page import Page
from papercat.pages import abstracts
from papercat.pages.paged import leaves
from papercat.pages.shelf import ID, Shelf
from papercat.records import Link, LinkKind, Paper
from papercat.render import Md, destination, escape, link, verbatim
from papercat.words import Words

ROOT = "../"
DESCRIPTION = 155
"""Characters of the abstract that search engines and shared links show."""

LABELS: dict[LinkKind, str] = {
    "code": "Code",
    "dataset": "Data",
    "model": "Model",
    "demo": "Demo",
    "project": "Project",
    "pdf": "PDF",
    "page": "Page",
    "video": "Video",
    "slides": "Slides",
    "other": "Link",
}
SCHEMES = {
    "doi": ("DOI", "https://doi.org/{}"),
    "arxiv": ("arXiv", "https://arxiv.org/abs/{}"),
    "acl": ("ACL Anthology", "https://aclanthology.org/{}/"),
    "openreview": ("OpenReview", "https://openreview.net/forum?id={}"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
}
"""Label and URL of each identifier that leads somewhere."""


class Group(NamedTuple):
    """Tags of one facet."""

    facet: Facet
    tags: Md


def pages(shelf: Shelf, places: range) -> Iterator[Page]:
    """Yield the pages of papers, newest first: those at some places of the order."""
    for place in places:
        around = [shelf.order[at] if 0 <= at < len(shelf.order) else None for at in (place - 1, place + 1)]
        yield _page(shelf, shelf.order[place], *around)


def lists(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of all papers."""
    per_page = shelf.settings.options.per_page
    for leaf in leaves(shelf.order, per_page, lambda n: paths.listing("papers", n), shelf.words):
        text = shelf.templates.render(
            "papers",
            leaf=leaf,
            total=len(shelf.order),
            cards=Md("\n".join(shelf.told(paper, leaf.root) for paper in leaf.items)),
        )
        yield Page(leaf.path, text)


def _page(shelf: Shelf, paper: Paper, newer: Paper | None, older: Paper | None) -> Page:
    catalogue = shelf.catalogue

    def place(name: str) -> str:
        where = shelf.place("names", name)
        return ROOT + where if where else ""

    mentions = catalogue.mentions.get(paper.id, ())
    introduces = catalogue.introduces.get(paper.id, ())
    links = catalogue.links_of(paper)
    text = shelf.templates.render(
        "paper",
        paper=paper,
        title=shelf.titles[paper.id],
        description=abstracts.shorten(paper.abstract, DESCRIPTION),
        authors=_authors(shelf, paper),
        facts=_facts(shelf, paper),
        links=_links(paper, links, shelf.words),
        head=heads.paper(paper, links, shelf.settings.site_url),
        abstract=abstracts.linked(paper.abstract, (*introduces, *mentions), catalogue.links.get(paper.id, ()), place),
        groups=_groups(shelf, paper),
        introduces=[shelf.entry_link("names", m.name, _name(shelf, m.name), ROOT) for m in introduces],
        mentions=[shelf.entry_link("names", m.name, _name(shelf, m.name), ROOT) for m in mentions],
        related=_related(shelf, paper),
        pointing=[link(shelf.titles[one], f"{one}.md") for one in shelf.pointing.get(paper.id, ())],
        lineage=[(tie.kind, link(shelf.titles[tie.id], f"{tie.id}.md")) for tie in catalogue.lineage.get(paper.id, ())],
        correction=Md(shelf.correction.replace(ID, paper.id)),
        citation=verbatim(bibliographies.bibtex(paper).strip()),
        newer=f"{newer.id}.md" if newer else "",
        older=f"{older.id}.md" if older else "",
    )
    return Page(paths.source(paths.paper(paper.id)), text)


def _name(shelf: Shelf, key: str) -> Md:
    name = shelf.catalogue.name_by_id.get(key)
    return escape(name.label if name else key)


def _authors(shelf: Shelf, paper: Paper) -> Md:
    """Return the authors, each with a link to their papers here."""
    keyed = ((shelf.catalogue.author_key(author), author) for author in paper.authors)
    return Md(", ".join(shelf.entry_link("authors", key, escape(author.name), ROOT) for key, author in keyed))


def _facts(shelf: Shelf, paper: Paper) -> Md:
    """Return venue, date, citations and standing in one line."""
    facts: list[str] = []
    if paper.venue:
        facts.append(shelf.entry_link("venues", paths.slug(paper.venue), escape(paper.venue), ROOT))
    if paper.date:
        facts.append(shelf.entry_link("years", paper.year, escape(paper.date), ROOT))
    facts += [
        shelf.count(paper.signals[kind].value, *words) for kind, words in COUNTED.items() if kind in paper.signals
    ]
    return Md(" · ".join(facts))


COUNTED = {"citations": ("citation",), "upvotes": ("upvote",), "stars": ("star",)}
"""Signals that a paper page shows, with their words."""


def _links(paper: Paper, links: Iterable[Link], words: Words) -> Md:
    """Return buttons to what lies elsewhere, the paper itself first."""
    known = {
        url.format(quote(paper.ids[scheme], safe="/:.")): label
        for scheme, (label, url) in SCHEMES.items()
        if scheme in paper.ids
    }
    made = [f"{link(escape(label), destination(url))}{{: .pc-id }}" for url, label in known.items()]
    made += [
        f"{link(escape(each.label or words(LABELS[each.kind])), destination(each.url))}{{: .pc-{each.kind} }}"
        for each in links
        if each.url not in known
    ]
    return Md("\n".join(made))


def _groups(shelf: Shelf, paper: Paper) -> list[Group]:
    """Return the paper's tags by facet, facets in the order of their best tag."""
    groups: dict[Facet, list[str]] = {}
    for tagging in shelf.catalogue.tags.get(paper.id, ()):
        tag = shelf.catalogue.tag_by_id.get(tagging.tag)
        chip = shelf.entry_link("tags", tagging.tag, shelf.label("tags", tagging.tag), ROOT)
        groups.setdefault(tag.facet if tag else "topic", []).append(chip)
    return [Group(facet, Md(" ".join(chips))) for facet, chips in groups.items()]


def _related(shelf: Shelf, paper: Paper) -> Md:
    """Return related papers with the reason for each."""
    lines = []
    for other in shelf.catalogue.related.get(paper.id, ())[: shelf.settings.options.related]:
        why = escape(" · ".join(other.why))
        lines.append(f"- [{shelf.titles[other.id]}]({other.id}.md){f' *{why}*' if why else ''}")
    return Md("\n".join(lines))
