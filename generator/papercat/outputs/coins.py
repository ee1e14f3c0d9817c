"""COinS: a paper in a span that nobody sees, by which Zotero offers the papers of a list.

What Zotero reads is in its `COinS.js` (which spans) and `openurl.js` (what stands in them).
"""

from urllib.parse import quote_plus

from papercat.outputs import citing
from papercat.outputs.citing import Kind, clean
from papercat.records import Paper
from papercat.render import Md

FORMATS = {
    Kind.ARTICLE: ("journal", "article", "rft.jtitle"),
    Kind.CONFERENCE: ("book", "proceeding", "rft.btitle"),
    Kind.PREPRINT: ("journal", "preprint", "rft.jtitle"),
}
"""Format, genre, and where the venue stands; Zotero takes the type of the item from the first two."""


def span(paper: Paper) -> Md:
    """Return the paper as an empty element of HTML, safe within a line of Markdown."""
    form, genre, venue = FORMATS[citing.kind(paper)]
    doi = paper.ids.get("doi", "")
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}"),
        ("rft.genre", genre),
        ("rft.atitle", paper.title),
        (venue, paper.venue),
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
