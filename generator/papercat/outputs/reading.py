"""The catalogue as one Markdown list, such as the README of an awesome-papers repository."""

import re
from collections.abc import Iterator, Sequence

from papercat import paths, render
from papercat.catalogue import Catalogue
from papercat.outputs import citing
from papercat.records import Link, Paper
from papercat.render import Md
from papercat.settings import Settings

MARK = "<!-- Papercat: a paper a line -->"
"""By it `papercat add` knows the list and reads it whole."""
BETWEEN = " · "
ADDRESSES = {
    "doi": "https://doi.org/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "openreview": "https://openreview.net/forum?id={}",
    "acl": "https://aclanthology.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}",
}
_SPECIAL = re.compile(r"[`*\[\]<|~]|(?<!\w)_|\\(?=[^\w\s]|\Z)|&(?=#?\w+;)|(?<=\s)#(?=#*\Z)")
"""What Markdown reads as more than text; a backslash before a letter and an underscore within a word are text."""


def markdown(catalogue: Catalogue, settings: Settings) -> Iterator[str]:
    """Yield a heading a year, newest first, and a line a paper: title, authors, venue, date, links."""
    yield f"# {plain(settings.site_name)}\n\n{MARK}\n"
    years = sorted(catalogue.by_year, reverse=True)
    undated = tuple(paper for paper in catalogue.papers if not paper.date)
    for heading, papers in [*((year, catalogue.by_year[year]) for year in years), ("Undated", undated)]:
        if papers:
            yield f"\n## {heading}\n\n"
            # within a year the newest first, of one day in order of id
            yield from (_line(catalogue, settings, p) for p in sorted(papers, key=lambda p: p.date, reverse=True))


def plain(text: str) -> Md:
    """Return text for people who read Markdown as it stands: only what would mean something else has a backslash."""
    return Md(_SPECIAL.sub(r"\\\g<0>", render.flat(text)))


def _line(catalogue: Catalogue, settings: Settings, paper: Paper) -> str:
    page = f"{settings.site_url}{paths.paper(paper.id)}" if settings.site_url else citing.address(paper)
    title = plain(paper.title) or "Untitled"
    linked = f"**{render.link(title, render.destination(page))}**" if page else f"**{title}**"
    venue = plain(paper.venue)
    facts = [_people([author.name for author in paper.authors]), f"*{venue}*" if venue else "", paper.date]
    links = [
        render.link(plain(kind), render.destination(url))
        for kind, url in _links(paper, catalogue.links_of(paper), page)
    ]
    return f"- {BETWEEN.join([linked, *filter(None, facts), *links])}\n"


def _people(names: Sequence[str]) -> str:
    """Return all names; where one has a comma, semicolons part them."""
    if any("," in name for name in names):
        return "; ".join(map(plain, names)) + (";" if len(names) == 1 else "")
    return ", ".join(map(plain, names))


def _links(paper: Paper, links: Sequence[Link], page: str) -> Iterator[tuple[str, str]]:
    """Yield kind and address of each link but the title's: of identifiers first."""
    seen = {page}
    told = ((name, form.format(paper.ids[name])) for name, form in ADDRESSES.items() if paper.ids.get(name))
    for kind, url in (*told, *((link.kind, link.url) for link in links)):
        if url not in seen:
            seen.add(url)
            yield kind, url
