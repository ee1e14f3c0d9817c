"""What other programs fetch: the records, whole bibliographies, and the ways in for crawlers, browsers and models."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import NamedTuple

from papercat import paths
from papercat.outputs import DOWNLOADS, Piece
from papercat.page import Page
from papercat.pages.packing import packed
from papercat.pages.shelf import Shelf
from papercat.render import Md, attribute, destination, escape, flat, link

FILES = {
    "records": ("records.jsonl", "Records as they are kept, one JSON object a line"),
    "jsonl": ("papers.jsonl", "Records with tags, names, links and related papers, one JSON object a line"),
    "bibtex": ("papers.bib", "BibTeX, without abstracts"),
    "ris": ("papers.ris", "RIS, for Zotero, Mendeley, EndNote"),
    "csl": ("papers.csl.json", "CSL-JSON, for Zotero and pandoc"),
    "markdown": ("papers.md.txt", "A Markdown list, as in an awesome list"),
}
"""File and description of each format that may be offered."""
KILO, MEGA = 1_000, 1_000_000
ABOUT = """Each paper has a page at `papers/<id>/` with its abstract, tags, names and related papers, and its
bibliographic data as Highwire tags and as schema.org in JSON-LD."""
NAME = 16
"""Characters that OpenSearch allows a short name."""


class Records(NamedTuple):
    """The records as they lie on the disk."""

    published: Mapping[str, int] = MappingProxyType({})
    """Bytes of each file that is part of the site, by name."""
    whole: Callable[[], bytes] = bytes
    """Gives all of them, for a site that leaves their files out."""


def pages(shelf: Shelf, records: Records) -> Iterator[Page]:
    """Yield the page of downloads with its files, and what crawlers, browsers and language models look for.

    Args:
        shelf: the catalogue.
        records: as they lie on the disk.
    """
    rows = []
    for form in shelf.settings.options.downloads:
        if form == "records" and records.published:
            continue
        name, said = FILES[form]
        path = f"downloads/{name}.gz"
        pieces = _lines(records) if form == "records" else DOWNLOADS[form](shelf.catalogue, shelf.settings)
        file, made_of = packed(pieces, shelf.last, path)
        yield Page(path, file, made_of)
        rows.append(_row(f"{name}.gz", f"{name}.gz", shelf.words(said), len(file)))
    kept = shelf.words("Records as they are kept")
    rows += [_row(f"../catalogue/{name}", name, kept, size) for name, size in records.published.items()]
    text = shelf.templates.render("downloads", rows=Md("\n".join(rows)), feeds=bool(shelf.settings.site_url))
    yield Page("downloads/index.md", text)
    yield _llms(shelf)
    if shelf.settings.site_url:
        yield _opensearch(shelf)


def _lines(records: Records) -> Iterator[Piece]:
    """Yield the records, a line each."""
    for line in BytesIO(records.whole()):
        yield Piece(bytes, (line,))


def _row(to: str, name: str, said: str, size: int) -> str:
    return f"| {link(escape(name), to)} | {said} | {_weight(size)} |"


def _weight(size: int) -> str:
    """Return bytes as people read them."""
    return f"{size / MEGA:,.1f} MB" if size >= MEGA else f"{-(-size // KILO)} KB"


def _opensearch(shelf: Shelf) -> Page:
    """Return the description by which a browser offers the site's search in its own."""
    site, url = flat(shelf.settings.site_name), shelf.settings.site_url
    name = site if len(site) <= NAME else site[: NAME - 1] + "…"
    said = flat(shelf.settings.site_description)[:1000] or f"Papers in {site}"
    text = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{attribute(name)}</ShortName>\n<Description>{attribute(said)}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{attribute(url)}search/?q={{searchTerms}}"/>\n'
        '<Url type="application/opensearchdescription+xml" rel="self" '
        f'template="{attribute(url)}opensearch.xml"/>\n</OpenSearchDescription>\n'
    )
    return Page("opensearch.xml", text)


def _llms(shelf: Shelf) -> Page:
    """Return `llms.txt` (llmstxt.org): what the site is, and where its data are, for language models."""
    settings = shelf.settings
    lists = [("Papers", paths.listing("papers"), shelf.count(len(shelf.order), "paper"))]
    lists += [
        (kind.capitalize(), paths.listing(kind), shelf.count(roll.total, kind[:-1]))
        for kind, roll in shelf.rolls.items()
        if roll.total
    ]
    data = [("Downloads", "downloads/", "records and bibliographies of all papers")]
    if settings.site_url:
        data += [("Feed", "feed.json", "the papers that came last, with their abstracts (JSON Feed)")]
        data += [("Feeds", "feeds.opml", "every feed of the site"), ("Sitemap", "sitemap.xml", "every page")]
    parts = [
        f"# {escape(settings.site_name)}\n",
        f"> {escape(settings.site_description or 'A catalogue of papers with their abstracts.')}\n",
        f"{ABOUT}\n",
        f"## Lists\n\n{_listed(settings.site_url, lists)}\n",
        f"## Data\n\n{_listed(settings.site_url, data)}\n",
    ]
    return Page("llms.txt", "\n".join(parts))


def _listed(site_url: str, entries: Iterable[tuple[str, str, str]]) -> str:
    return "\n".join(f"- {link(escape(name), destination(site_url) + to)}: {said}" for name, to, said in entries)
