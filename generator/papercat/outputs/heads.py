"""What the head of a page says to programs: reference managers, search engines, feed readers, harvesters.

Each function returns HTML on one line, escaped, which travels in the front matter under `head`. Its bytes stand on
every page of a paper, so one element serves two readers where it can: Zotero and Google Scholar read `name`,
OpenGraph's readers `property`. Where HTML asks for no quotes there are none.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote

import msgspec

from papercat import formulas
from papercat.outputs import citing
from papercat.outputs.details import Kind, details, pages
from papercat.records import Link, Paper, is_safe, venue_name
from papercat.render import Md, attribute, flat

VENUES = {
    Kind.ARTICLE: "citation_journal_title",
    Kind.CONFERENCE: "citation_conference_title",
    Kind.CHAPTER: "citation_book_title",
}
"""Highwire's word for the venue; Zotero takes the type of the item from it."""
SCHOOLS = {Kind.THESIS: "citation_dissertation_institution", Kind.REPORT: "citation_technical_report_institution"}
"""Its word for who published what has no venue, which tells the type, too."""
WORKS = {Kind.ARTICLE: "Periodical", Kind.CONFERENCE: "CreativeWorkSeries", Kind.CHAPTER: "Book"}
"""schema.org's type of the venue, else a work."""
ABOUT = {Kind.BOOK: "Book", Kind.CHAPTER: "Chapter", Kind.THESIS: "Thesis", Kind.REPORT: "Report"}
"""schema.org's type of what the page is about, else an article."""
ARTICLE, PAGE = "ScholarlyArticle", "AboutPage"
"""What the page is about, as a rule, and what the page is, for FAIR Signposting."""
ORCID = "https://orcid.org/"
_UNSAFE = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""In JSON inside HTML no character may end the script or begin a comment."""


def paper(record: Paper, links: Iterable[Link], files: Iterable[tuple[str, str, str]] = ()) -> Md:
    """Return Highwire tags, OpenGraph, schema.org and FAIR Signposting for the page of a paper.

    Args:
        record: the paper.
        links: of the paper, those found in its text included.
        files: label, file and media type of the same paper in other forms, which lie beside the page's folder.
    """
    other = (
        f'<link rel="describedby" type="{kind}" title="{label}" href="../{attribute(file)}">'
        for label, file, kind in files
    )
    return Md("".join((*_highwire(record, links), *_signposts(record), *other, _json_ld(record))))


def alternate(kind: str, href: str, title: str, rel: str = "feed") -> Md:
    """Return a link to the same in another form: a feed, a bibliography.

    `alternate` is not its only word, because Material asks beside each address that has just this one for a sitemap.
    """
    return Md(f'<link rel="alternate {rel}" type="{kind}" title="{_text(title)}" href="{attribute(href)}">')


def search(href: str, title: str) -> Md:
    """Return a link to the site's OpenSearch description, by which browsers offer its search."""
    kind = "application/opensearchdescription+xml"
    return Md(f'<link rel="search" type="{kind}" title="{_text(title)}" href="{attribute(href)}">')


def json_ld(value: object) -> Md:
    """Return a value as JSON-LD in a script element, which no browser runs."""
    text = msgspec.json.encode(value).decode()
    for sign, written in _UNSAFE.items():  # `translate` would look at each letter
        text = text.replace(sign, written)
    return Md(f'<script type="application/ld+json">{text}</script>')


def _highwire(record: Paper, links: Iterable[Link]) -> Iterator[str]:
    # formulas within a word as signs; a whole formula a reference manager can set
    yield _meta("citation_title", formulas.spoken(record.title, glued=True), "og:title")
    for author in record.authors:
        yield _meta("citation_author", author.name)
    yield _meta("citation_publication_date", record.date.replace("-", "/"))
    kind, found = citing.kind(record), details(record)
    if name := VENUES.get(kind):
        yield _meta(name, venue_name(record.venue))
    if found:
        yield from _details(kind, found)
    yield _meta("citation_doi", record.ids.get("doi", ""))
    arxiv = record.ids.get("arxiv", "")
    yield _meta("citation_arxiv_id", arxiv)
    pdf = next((link.url for link in links if link.kind == "pdf"), "")
    yield _meta("citation_pdf_url", pdf or (f"https://arxiv.org/pdf/{_path(arxiv)}" if arxiv else ""))
    yield "<meta property=og:type content=article>"


def _details(kind: Kind, found: Mapping[str, str]) -> Iterator[str]:
    """Yield where in its venue the paper stands, and who published it."""
    yield _meta("citation_volume", found.get("volume", ""))
    yield _meta("citation_issue", found.get("number", ""))
    first, last = pages(found)
    yield _meta("citation_firstpage", first)
    yield _meta("citation_lastpage", last)
    press = found.get("school") or found.get("institution") or found.get("publisher", "")
    yield _meta(SCHOOLS.get(kind, "citation_publisher"), press)


def _signposts(record: Paper) -> Iterator[str]:
    """Yield FAIR Signposting's links: what to cite, who wrote it, under which licence, that this is a page about it.

    What the paper itself is stands in JSON-LD; the profile leaves open whether a second `type` says it once more.
    """
    if {"doi", "arxiv"} & record.ids.keys():
        yield _link("cite-as", citing.address(record))
    for author in record.authors:
        if author.orcid:
            yield _link("author", f"{ORCID}{_path(author.orcid)}")
    licence = record.extra.get("license")
    if isinstance(licence, str) and is_safe(licence):
        yield _link("license", licence)
    yield f"<link rel=type href=https://schema.org/{PAGE}>"


def _json_ld(record: Paper) -> Md:
    work: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": ABOUT.get(citing.kind(record), ARTICLE),
        "headline": flat(record.title),
        # a name is enough for schema.org, and most people here have nothing more
        "author": [_person(author.name, author.orcid) for author in record.authors],
        "datePublished": flat(record.date),
        "isPartOf": _venue(record),
        "sameAs": flat(citing.address(record)),
    }
    return json_ld({key: value for key, value in work.items() if value})


def _person(name: str, orcid: str) -> str | dict[str, str]:
    said = flat(name)
    return {"@type": "Person", "name": said, "sameAs": f"{ORCID}{_path(orcid)}"} if orcid else said


def _venue(record: Paper) -> dict[str, str]:
    kind, name = WORKS.get(citing.kind(record), "CreativeWork"), flat(venue_name(record.venue))
    return {"@type": kind, "name": name} if name else {}


def _meta(name: str, content: str, also: str = "") -> str:
    """Return a meta element, or nothing where there is nothing to say."""
    said, more = _text(content), f" property={also}" if also else ""
    return f'<meta name={name}{more} content="{said}">' if said else ""


def _link(rel: str, href: str) -> str:
    return f'<link rel={rel} href="{_text(href)}">' if href else ""


@lru_cache(maxsize=1 << 16)
def _text(text: str) -> Md:
    return attribute(flat(text))


def _path(identifier: str) -> str:
    """Return an identifier as part of an address."""
    return quote(flat(identifier), safe="/:.")
