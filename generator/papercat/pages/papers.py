"""A page for each paper, and the list of all."""

from collections.abc import Container, Iterable, Iterator
from functools import lru_cache, partial
from itertools import repeat
from typing import NamedTuple
from urllib.parse import quote

from papercat import formulas, paths
from papercat.catalogue import linked
from papercat.insight import Facet
from papercat.outputs import beside, bibliographies, heads, mathml
from papercat.page import Page
from papercat.pages import abstracts
from papercat.pages.abstracts import FIRST, Use
from papercat.pages.entries import DESCRIPTION, chips
from papercat.pages.paged import leaves
from papercat.pages.shelf import ID, Shelf
from papercat.pages.told import Named, Teller, Told
from papercat.records import Link, LinkKind, Paper, venue_name
from papercat.render import Md, Templates, destination, escape, link, shorten, verbatim
from papercat.settings import MANY
from papercat.words import Words

ROOT = "../"
LISTED = 10
"""Pages that the list of all papers fills at most with dated ones; older ones stand in the lists of their years."""

PEOPLE = 25
"""Authors before the abstract; where some more than these wrote a paper, the others are folded."""
SOME = 5

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
    label: Md
    tags: Md


class Always(NamedTuple):
    """What is the same for all pages: settings, and what follows from them."""

    templates: Templates
    words: Words
    correction: Md
    beside: tuple[str, ...]
    """Forms in which a paper lies beside its page."""


def pages(shelf: Shelf, teller: Teller, places: range) -> Iterator[Page]:
    """Yield the pages of papers, newest first: those at some places of the order."""
    always = Always(shelf.templates, shelf.words, shelf.correction, shelf.settings.options.beside)
    make, order = partial(_text, always), shelf.order
    # nobody goes through more of them so
    turned = len(order) <= MANY
    for place in places:
        newer = order[place - 1].id if turned and place else ""
        older = order[place + 1].id if turned and place + 1 < len(order) else ""
        told = teller.told(order[place], newer, older)
        yield shelf.last.page(paths.source(paths.paper(told.paper.id)), told, make)


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
            cards=Md("\n".join(map(shelf.told if leaf.first else shelf.card, leaf.items, repeat(leaf.root)))),
        )


def _text(always: Always, told: Told) -> Md:
    """Return the page."""
    paper = told.paper
    links = linked(paper, told.found, told.changed)
    files = _beside(paper, always.beside)
    names = (*told.introduces, *told.mentions)
    people = [_linked(escape(author.name), place) for author, place in zip(paper.authors, told.authors, strict=True)]
    first = PEOPLE if len(people) > PEOPLE + SOME else len(people)
    return always.templates.render(
        "paper",
        paper=paper,
        title=mathml.prose(paper.title),
        name=formulas.spoken(paper.title),
        description=shorten(formulas.spoken(paper.abstract), DESCRIPTION),
        authors=Md(", ".join(people[:first])),
        others=Md(", ".join(people[first:])),
        folded=len(people) - first,
        facts=_facts(told, always.words),
        groups=_groups(told.tags, always.words),
        introduces=_names(told.introduces),
        mentions=_names(told.mentions),
        related=_related(told.related, always.words),
        pointing=[link(title, f"{one}.md") for one, title in told.pointing],
        lineage=[(kind, link(title, f"{one}.md")) for one, title, kind in told.lineage],
        newer=told.newer and f"{told.newer}.md",
        older=told.older and f"{told.older}.md",
        links=_links(paper, links, {found.link for found in told.found}, always.words),
        head=heads.paper(paper, links, files),
        files=files,
        abstract=abstracts.linked(paper.abstract, _uses(names), told.found),
        correction=Md(always.correction.replace(ID, paper.id)),
        sources=Md(
            "\n".join([_source(always.words, one.name, one.read and (one.last or one.read)) for one in paper.sources])
        ),
        citation=verbatim(bibliographies.bibtex(paper).strip()),
    )


def _beside(paper: Paper, forms: Iterable[str]) -> tuple[tuple[str, str, str], ...]:
    """Return label, file and media type of each form in which the paper lies beside its page."""
    return tuple(
        (label, f"{paper.id}{ending}", kind) for label, ending, kind, _ in map(beside.FORMS.__getitem__, forms)
    )


def _uses(names: Iterable[Named]) -> Iterator[Use]:
    """Yield where names stand and lead; those whose place is not known are left out."""
    for surface, start, _, to in names:
        if to and (start >= 0 or start == FIRST):
            yield Use(surface, start, ROOT + to)


def _names(names: Iterable[Named]) -> Md:
    """Return names with links to them."""
    return Md(" ".join([name.shown for name in names]))


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
    known = ((paper.signals[kind].value, said) for kind, said in COUNTED.items() if kind in paper.signals)
    # none tells nothing, and new papers have none
    counts = [words.count(value, *said) for value, said in known if value]
    return Md(" · ".join((*facts, *counts)))


COUNTED = {"citations": ("citation",), "upvotes": ("upvote",), "stars": ("star",)}
"""Signals that a paper page shows, with their words."""


def _links(paper: Paper, links: Iterable[Link], named: Container[Link], words: Words) -> Md:
    """Return buttons to what lies elsewhere, the paper itself first."""
    known = {
        url.format(quote(paper.ids[scheme], safe="/:.")): label
        for scheme, (label, url) in SCHEMES.items()
        if scheme in paper.ids
    }
    made = [f"{link(escape(label), destination(url))}{{: .pc-id }}" for url, label in known.items()]
    for each in links:
        if each.url not in known:
            # the paper's page is where its record says; a page that its text names is some other
            label = LABELS["other" if each.kind == "page" and each in named else each.kind]
            made.append(f"{link(escape(each.label or words(label)), destination(each.url))}{{: .pc-{each.kind} }}")
    return Md("\n".join(made))


@lru_cache(maxsize=1 << 10)
def _source(words: Words, name: str, day: str) -> Md:
    """Return where a record came from, which many papers have in common; the day is left out where none is known."""
    return escape(
        words("From {source}, read {day}.", source=name, day=day) if day else words("From {source}.", source=name)
    )


@lru_cache
def _facet(words: Words, facet: Facet) -> Md:
    """Return the word for a facet."""
    return escape(words(facet.capitalize()))


def _groups(tags: Iterable[tuple[Facet, str]], words: Words) -> list[Group]:
    """Return tags by facet, facets in the order of their best tag."""
    groups: dict[Facet, list[str]] = {}
    for facet, shown in tags:
        groups.setdefault(facet, []).append(shown)
    return [Group(facet, _facet(words, facet), Md(" ".join(chips))) for facet, chips in groups.items()]


def _related(papers: Iterable[tuple[str, str, str]], words: Words) -> Md:
    """Return related papers, each with the best reason for it."""
    lines = []
    for one, title, reason in papers:
        why = escape(words.reason(reason))
        lines.append(f"- [{title}]({one}.md){f' *{why}*' if why else ''}")
    return Md("\n".join(lines))
