"""A page for each paper, and the list of all."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import repeat
from typing import NamedTuple
from urllib.parse import quote

from papercat import paths
from papercat.insight import Facet, FoundLink, Mention
from papercat.outputs import bibliographies, heads, mathml
from papercat.page import Page
from papercat.pages import abstracts
from papercat.pages.abstracts import FIRST, Use
from papercat.pages.paged import leaves
from papercat.pages.shelf import ID, Shelf
from papercat.records import Link, LinkKind, Paper
from papercat.render import Md, Templates, destination, escape, link, verbatim
from papercat.words import Words

ROOT = "../"
DESCRIPTION = 120
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


class Told(NamedTuple):
    """All that the page of a paper is made of, beside what is the same for all pages."""

    paper: Paper
    links: tuple[Link, ...]
    found: tuple[FoundLink, ...]
    """Links in its text."""
    uses: tuple[Use, ...]
    """Names in its abstract."""
    authors: Md
    facts: Md
    groups: tuple[Group, ...]
    introduces: Md
    mentions: Md
    related: Md
    pointing: tuple[Md, ...]
    lineage: tuple[tuple[str, Md], ...]
    newer: str
    older: str


class Always(NamedTuple):
    """What is the same for all pages: settings, and what follows from them."""

    templates: Templates
    words: Words
    correction: Md


def pages(shelf: Shelf, places: range) -> Iterator[Page]:
    """Yield the pages of papers, newest first: those at some places of the order."""
    always = Always(shelf.templates, shelf.words, shelf.correction)
    for place in places:
        newer, older = (
            f"{shelf.order[at].id}.md" if 0 <= at < len(shelf.order) else "" for at in (place - 1, place + 1)
        )
        told = _told(shelf, shelf.order[place], newer, older)
        yield shelf.last.page(paths.source(paths.paper(told.paper.id)), told, partial(_text, always))


def lists(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of all papers."""
    per_page = shelf.settings.options.per_page
    for leaf in leaves(shelf.order, per_page, lambda n: paths.listing("papers", n), shelf.words):
        yield shelf.page(
            leaf.path,
            "papers",
            leaf=leaf.bare(),
            total=len(shelf.order),
            # what each is about only where a reader may read them all: on a hundred pages it would weigh most of them
            cards=Md("\n".join(map(shelf.told if leaf.number == 1 else shelf.card, leaf.items, repeat(leaf.root)))),
        )


def _told(shelf: Shelf, paper: Paper, newer: str, older: str) -> Told:
    """Gather what the page is made of; what takes long is left to `_text`."""
    catalogue = shelf.catalogue
    introduces, mentions = catalogue.introduces.get(paper.id, ()), catalogue.mentions.get(paper.id, ())
    return Told(
        paper=paper,
        links=catalogue.links_of(paper),
        found=catalogue.links.get(paper.id, ()),
        uses=tuple(_uses(shelf, (*introduces, *mentions))),
        authors=_authors(shelf, paper),
        facts=_facts(shelf, paper),
        groups=_groups(shelf, paper),
        introduces=_names(shelf, introduces),
        mentions=_names(shelf, mentions),
        related=_related(shelf, paper),
        pointing=tuple(link(shelf.titles[one], f"{one}.md") for one in shelf.pointing.get(paper.id, ())),
        lineage=tuple(
            (tie.kind, link(shelf.titles[tie.id], f"{tie.id}.md")) for tie in catalogue.lineage.get(paper.id, ())
        ),
        newer=newer,
        older=older,
    )


def _text(always: Always, told: Told) -> Md:
    """Return the page."""
    paper = told.paper
    values = told._asdict() | {
        "title": mathml.prose(paper.title),
        "description": abstracts.shorten(paper.abstract, DESCRIPTION),
        "links": _links(paper, told.links, always.words),
        "head": heads.paper(paper, told.links),
        "abstract": abstracts.linked(paper.abstract, told.uses, told.found),
        "correction": Md(always.correction.replace(ID, paper.id)),
        "citation": verbatim(bibliographies.bibtex(paper).strip()),
    }
    return always.templates.render("paper", **values)


def _uses(shelf: Shelf, mentions: Iterable[Mention]) -> Iterator[Use]:
    """Yield where names stand and lead; those whose place is not known are left out."""
    for mention in mentions:
        start = mention.start if mention.field == "abstract" else FIRST
        place = shelf.place("names", mention.name)
        if place and (start >= 0 or start == FIRST):
            yield Use(mention.surface, start, ROOT + place)


def _names(shelf: Shelf, mentions: Iterable[Mention]) -> Md:
    """Return names with links to them."""
    return Md(" ".join(shelf.entry_link("names", m.name, _name(shelf, m.name), ROOT) for m in mentions))


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


def _groups(shelf: Shelf, paper: Paper) -> tuple[Group, ...]:
    """Return the paper's tags by facet, facets in the order of their best tag."""
    groups: dict[Facet, list[str]] = {}
    for tagging in shelf.catalogue.tags.get(paper.id, ()):
        tag = shelf.catalogue.tag_by_id.get(tagging.tag)
        chip = shelf.entry_link("tags", tagging.tag, shelf.label("tags", tagging.tag), ROOT)
        groups.setdefault(tag.facet if tag else "topic", []).append(chip)
    return tuple(Group(facet, Md(" ".join(chips))) for facet, chips in groups.items())


def _related(shelf: Shelf, paper: Paper) -> Md:
    """Return related papers, each with the best reason for it."""
    lines = []
    for other in shelf.catalogue.related.get(paper.id, ())[: shelf.settings.options.related]:
        why = escape(other.why[0]) if other.why else ""
        lines.append(f"- [{shelf.titles[other.id]}]({other.id}.md){f' *{why}*' if why else ''}")
    return Md("\n".join(lines))
