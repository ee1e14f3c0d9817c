"""The sitemap: one file, or an index of several where there are many pages.

The theme's own template is empty, so that this file is the sitemap under every engine. Material's instant navigation
reads it to know the site's pages, at the first page that a reader opens; of a large site it is an index, which weighs
nothing, and pages are then loaded as browsers load them. The files of an index are packed, as the protocol allows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from papercat import paths
from papercat.outputs.feeds import arrival
from papercat.page import Page, packed
from papercat.records import Paper
from papercat.render import attribute

HOME = "index.md"
FEW = 1_000
"""Pages that stand in the one file: some 25 KB as it travels."""
MANY = 50_000
"""Pages that a file may have, by the protocol."""
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def sitemap(sources: Iterable[str], papers: Iterable[Paper], site_url: str) -> Iterator[Page]:
    """Yield the sitemap of Markdown files; of a site without an address it is empty.

    Args:
        sources: every page's file, relative to `docs/`.
        papers: those whose pages are dated.
        site_url: with a final slash.
    """
    days = {paths.source(paths.paper(paper.id)): _day(paper) for paper in papers}
    # the home page first, which is the shortest address
    files = sorted(sorted(set(sources)), key=HOME.__ne__) if site_url else []
    if len(files) <= FEW:
        yield Page("sitemap.xml", _urls(files, days, site_url))
        return
    parts = [files[start : start + MANY] for start in range(0, len(files), MANY)]
    names = [f"sitemaps/{number}.xml.gz" for number in range(1, len(parts) + 1)]
    lines = "".join(f"<sitemap><loc>{attribute(site_url + name)}</loc></sitemap>\n" for name in names)
    yield Page("sitemap.xml", f"{XML}<sitemapindex {SPACE}>\n{lines}</sitemapindex>\n")
    for name, part in zip(names, parts, strict=True):
        yield Page(name, packed(_urls(part, days, site_url).encode()))


def robots(site_url: str) -> Page:
    """Return what crawlers may read: all of it, and where the list of it is."""
    where = f"Sitemap: {site_url}sitemap.xml\n" if site_url else ""
    return Page("robots.txt", f"User-agent: *\nAllow: /\n{where}")


def _urls(files: Sequence[str], days: Mapping[str, str], site_url: str) -> str:
    site = attribute(site_url)
    lines = "".join([_url(f"{site}{paths.address(file)}", days.get(file, "")) for file in files])
    return f"{XML}<urlset {SPACE}>\n{lines}</urlset>\n"


def _url(address: str, day: str) -> str:
    """Return the line of a page; what an address is written in means nothing to XML."""
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{address}</loc>{changed}</url>\n"


def _day(paper: Paper) -> str:
    """Return the day on which a source last said something new of a paper, or on which it came."""
    return max([source.last for source in paper.sources], default="") or arrival(paper)
