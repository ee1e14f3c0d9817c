"""The catalogue as one Markdown list, such as the README of an awesome-papers repository."""

from collections.abc import Iterator

from papercat import paths, render
from papercat.catalogue import Catalogue
from papercat.outputs import citing
from papercat.records import Paper
from papercat.settings import Settings

AUTHORS = 3
"""Authors named before "et al."."""


def markdown(catalogue: Catalogue, settings: Settings) -> Iterator[str]:
    """Yield a heading a year, newest first, and a line a paper: title, authors, venue, links."""
    yield f"# {render.escape(settings.site_name)}\n"
    years = sorted(catalogue.by_year, reverse=True)
    undated = tuple(paper for paper in catalogue.papers if not paper.date)
    for heading, papers in [*((year, catalogue.by_year[year]) for year in years), ("Undated", undated)]:
        if papers:
            yield f"\n## {heading}\n\n"
            # within a year the newest first, of one day in order of id
            yield from (_line(catalogue, settings, p) for p in sorted(papers, key=lambda p: p.date, reverse=True))


def _line(catalogue: Catalogue, settings: Settings, paper: Paper) -> str:
    page = f"{settings.site_url}{paths.paper(paper.id)}" if settings.site_url else citing.address(paper)
    title = render.escape(paper.title) or "Untitled"
    linked = f"**{render.link(title, render.destination(page))}**" if page else f"**{title}**"
    names = [author.name for author in paper.authors]
    people = ", ".join(names[:AUTHORS]) + (" et al." if len(names) > AUTHORS else "")
    facts = [render.escape(fact) for fact in (people, paper.venue, paper.date) if fact]
    links = [render.link(render.escape(link.kind), render.destination(link.url)) for link in catalogue.links_of(paper)]
    return f"- {'. '.join([linked, *facts])}{''.join(f' · {link}' for link in links)}\n"
