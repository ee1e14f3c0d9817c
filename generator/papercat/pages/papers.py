"""A page for each paper, and the list of all."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import repeat
from typing import NamedTuple
from urllib.parse import quote

from papercat import paths
from papercat.insight import Facet, FoundLink, Mention
from papercat.outputs import beside, bibliographies, heads, mathml
from papercat.page import Page
from papercat.pages import abstracts
from papercat.pages.abstracts import FIRST, Use
from papercat.pages.entries import chips
from papercat.pages.paged import leaves
from papercat.pages.shelf import ID, Shelf
from papercat.records import Link, LinkKind, Paper, venue_name
from papercat.render import Md, Templates, destination, escape, link, shorten, verbatim
from papercat.words import Words

ROOT = "../"
LISTED = 10
"""Pages that the list of all papers fills at most with dated ones; older ones stand in the lists of their years."""
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
    authors: tuple[str, ...]
    """Where each author stands, or nothing."""
    venue: str
    """Where it stands, or nothing; so for the year."""
    year: str
    groups: tuple[Group, ...]
    introduces: Md
    mentions: Md
    related: tuple[tuple[str, str, str], ...]
    """Id, title in Markdown and best reason of each; no score, which moves with every paper that comes."""
    pointing: tuple[tuple[str, str], ...]
    """Id and title."""
    lineage: tuple[tuple[str, str, str], ...]
    """Id, title and kind of the tie."""
    newer: str
    older: str


class Always(NamedTuple):
    """What is the same for all pages: settings, and what follows from them."""

    templates: Templates
    words: Words
    correction: Md
    beside: tuple[str, ...]
    """Forms in which a paper lies beside its page."""


def pages(shelf: Shelf, places: range) -> Iterator[Page]:
    """Yield the pages of papers, newest first: those at some places of the order."""
    always = Always(shelf.templates, shelf.words, shelf.correction, shelf.settings.options.beside)
    for place in places:
        newer, older = (
            f"{shelf.order[at].id}.md" if 0 <= at < len(shelf.order) else "" for at in (place - 1, place + 1)
        )
        told = _told(shelf, shelf.order[place], newer, older)
        yield shelf.last.page(paths.source(paths.paper(told.paper.id)), told, partial(_text, always))


def lists(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of papers: all, or the newest and those without a date where each year has a list anyway."""
    per_page = shelf.settings.options.per_page
    listed, years = shelf.order, Md("")
    if len(listed) > LISTED * per_page:
        listed = (*listed[: LISTED * per_page], *(paper for paper in listed[LISTED * per_page :] if not paper.year))
    if len(listed) < len(shelf.order):
        years = chips(shelf, "years", shelf.rolls["years"].by_key, ROOT)
    for leaf in leaves(listed, per_page, lambda n: paths.listing("papers", n), shelf.words):
        yield shelf.page(
            leaf.path,
            "papers",
            leaf=leaf.bare(),
            total=len(shelf.order),
            years=years,
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
        authors=tuple(shelf.place("authors", key) for key in catalogue.author_keys[paper.id]),
        venue=shelf.place("venues", paths.slug(paper.venue)) if paper.venue else "",
        year=shelf.place("years", paper.year),
        groups=_groups(shelf, paper),
        introduces=_names(shelf, introduces),
        mentions=_names(shelf, mentions),
        related=tuple(
            (other.id, str(shelf.titles[other.id]), other.why[0] if other.why else "")
            for other in catalogue.related.get(paper.id, ())[: shelf.settings.options.related]
        ),
        pointing=tuple((one, str(shelf.titles[one])) for one in shelf.pointing.get(paper.id, ())),
        lineage=tuple((tie.id, str(shelf.titles[tie.id]), tie.kind) for tie in catalogue.lineage.get(paper.id, ())),
        newer=newer,
        older=older,
    )


def _text(always: Always, told: Told) -> Md:
    """Return the page."""
    paper = told.paper
    values = told._asdict() | {
        "title": mathml.prose(paper.title),
        "description": shorten(paper.abstract, DESCRIPTION),
        "authors": Md(", ".join(map(_linked, (escape(author.name) for author in paper.authors), told.authors))),
        "facts": _facts(told, always.words),
        "related": _related(told.related, always.words),
        "pointing": [link(title, f"{one}.md") for one, title in told.pointing],
        "lineage": [(kind, link(title, f"{one}.md")) for one, title, kind in told.lineage],
        "links": _links(paper, told.links, always.words),
        "head": heads.paper(paper, told.links, files := _beside(paper, always.beside)),
        "files": files,
        "abstract": abstracts.linked(paper.abstract, told.uses, told.found),
        "correction": Md(always.correction.replace(ID, paper.id)),
        "citation": verbatim(bibliographies.bibtex(paper).strip()),
    }
    return always.templates.render("paper", **values)


def _beside(paper: Paper, forms: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """Return label, file and media type of each form in which the paper lies beside its page."""
    return tuple(
        (label, f"{paper.id}{ending}", kind) for label, ending, kind, _ in map(beside.FORMS.__getitem__, forms)
    )


def _uses(shelf: Shelf, mentions: Iterable[Mention]) -> Iterator[Use]:
    """Yield where names stand and lead; those whose place is not known are left out."""
    for mention in mentions:
        start = mention.start if mention.field == "abstract" else FIRST
        place = shelf.place("names", mention.name)
        if place and (start >= 0 or start == FIRST):
            yield Use(mention.surface, start, ROOT + place)


def _names(shelf: Shelf, mentions: Iterable[Mention]) -> Md:
    """Return names with links to them."""
    linked = shelf.rolls["names"].linked
    return Md(" ".join(linked[m.name] if m.name in linked else _name(shelf, m.name) for m in mentions))


def _name(shelf: Shelf, key: str) -> Md:
    name = shelf.catalogue.name_by_id.get(key)
    return escape(name.label if name else key)


def _linked(label: Md, place: str) -> Md:
    """Return a link to where something stands, or its bare label where that is not known."""
    return link(label, ROOT + place) if place else label


def _facts(told: Told, words: Words) -> Md:
    """Return venue, date, citations and standing in one line."""
    paper = told.paper
    facts = [
        _linked(escape(what), place)
        for what, place in ((venue_name(paper.venue), told.venue), (paper.date, told.year))
        if what
    ]
    counts = [words.count(paper.signals[kind].value, *said) for kind, said in COUNTED.items() if kind in paper.signals]
    return Md(" · ".join((*facts, *counts)))


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
    linked, known = shelf.rolls["tags"].linked, shelf.catalogue.tag_by_id
    groups: dict[Facet, list[Md]] = {}
    for tag in shelf.tags_of.get(paper.id, ()):
        groups.setdefault(known[tag].facet if tag in known else "topic", []).append(linked[tag])
    return tuple(Group(facet, Md(" ".join(chips))) for facet, chips in groups.items())


def _related(papers: Iterable[tuple[str, str, str]], words: Words) -> Md:
    """Return related papers, each with the best reason for it."""
    lines = []
    for one, title, reason in papers:
        why = escape(words.reason(reason))
        lines.append(f"- [{title}]({one}.md){f' *{why}*' if why else ''}")
    return Md("\n".join(lines))
