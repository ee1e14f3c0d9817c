"""COinS: a paper in a span that nobody sees, by which Zotero offers the papers of a list.

What Zotero reads is in its `COinS.js` (which spans) and `openurl.js` (what stands in them).
"""

from urllib.parse import quote_plus

from papercat.outputs import citing
from papercat.outputs.citing import clean
from papercat.outputs.details import Kind, details, pages
from papercat.records import Paper, venue_name
from papercat.render import Md

FORMATS = {
    Kind.ARTICLE: ("journal", "article", "rft.atitle", "rft.jtitle"),
    Kind.CONFERENCE: ("book", "proceeding", "rft.atitle", "rft.btitle"),
    Kind.PREPRINT: ("journal", "preprint", "rft.atitle", "rft.jtitle"),
    Kind.BOOK: ("book", "book", "rft.btitle", ""),
    Kind.CHAPTER: ("book", "bookitem", "rft.atitle", "rft.btitle"),
    Kind.THESIS: ("dissertation", "dissertation", "rft.title", ""),
    Kind.REPORT: ("book", "report", "rft.btitle", ""),
}
"""Format, genre, and where title and venue stand; Zotero takes the type of the item from the first two."""


def span(paper: Paper) -> Md:
    """Return the paper as an empty element of HTML, safe within a line of Markdown."""
    form, genre, title, venue = FORMATS[citing.kind(paper)]
    doi = paper.ids.get("doi", "")
    found = details(paper)
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"),
        ("rft.genre", genre),
        (title, paper.title),
        (venue, venue_name(paper.venue) if venue else ""),
        ("rft.volume", found.get("volume", "")),
        ("rft.issue", found.get("number", "")),
        ("rft.pages", str(pages(found))),
        ("rft.date", paper.date),
        *(("rft.au", author.name) for author in paper.authors),
        # the identifier, or else the address
        ("rft_id", f"info:doi/{doi}" if doi else citing.address(paper)),
    ]
    said = "&amp;".join(f"{name}={_value(value)}" for name, value in fields if clean(value))
    return Md(f'<span class="Z3988" title="{said}"></span>')


def _value(text: str) -> str:
    """Return text as part of an address; what is left of it means nothing to HTML or Markdown."""
    return quote_plus(clean(text).encode("utf-8", "replace"), safe=":/")
