"""A digest as an e-mail: plain text and HTML that says the same, without pictures and without a request to any host."""

from typing import NamedTuple

from papercat import formulas, paths
from papercat.outputs import citing
from papercat.outputs.digests import Digest, Noticed
from papercat.records import is_safe
from papercat.render import attribute, flat, shorten
from papercat.settings import Settings
from papercat.words import Words

AUTHORS = 3
"""Authors named before "et al."."""
GIST = 300
"""Characters of an abstract."""


class Letter(NamedTuple):
    """What is sent."""

    subject: str
    text: str
    html: str


def letter(digest: Digest, settings: Settings) -> Letter:
    """Return the letter of a digest; a paper without a page of the site links to where it lies itself."""
    words = Words(settings.language)
    name, title, head = flat(settings.site_name), digest.title(words), digest.head(words)
    page = f"{settings.site_url}{paths.entry('digest', digest.key)}" if settings.site_url else ""
    blocks = [_block(one, settings.site_url, words) for one in digest.papers]
    text = "\n\n".join([f"{name}: {title}\n{head}", *(_plain(*one) for one in blocks), page]).rstrip() + "\n"
    items = "\n".join(_item(*one) for one in blocks)
    foot = f'<p><a href="{attribute(page)}">{attribute(page)}</a></p>' if page else ""
    html = (
        f'<!doctype html>\n<html lang="{attribute(settings.language)}"><head><meta charset="utf-8">'
        f"<title>{attribute(title)}</title></head><body>\n"
        f"<h1>{attribute(name)}: {attribute(title)}</h1>\n"
        f"<p>{attribute(head)}</p>\n<ol>\n{items}\n</ol>\n{foot}</body></html>\n"
    )
    return Letter(f"{name}: {title}", text, html)


def _block(one: Noticed, site_url: str, words: Words) -> tuple[str, str, str, str]:
    """Return title, address, byline and the beginning of the abstract, each on one line."""
    paper = one.paper
    address = f"{site_url}{paths.paper(paper.id)}" if site_url else citing.address(paper)
    names = [flat(author.name) for author in paper.authors]
    people = ", ".join(names[:AUTHORS])
    people = words("{names} et al.", names=people) if len(names) > AUTHORS else people
    byline = " · ".join(filter(None, (people, flat(paper.venue), paper.date, one.told(words))))
    gist = shorten(flat(formulas.spoken(paper.abstract[: GIST * 2])), GIST)
    return flat(formulas.spoken(paper.title)), address if is_safe(address) else "", byline, gist


def _plain(title: str, address: str, byline: str, gist: str) -> str:
    return "\n".join(filter(None, (title, byline, address, gist)))


def _item(title: str, address: str, byline: str, gist: str) -> str:
    linked = f'<a href="{attribute(address)}">{attribute(title)}</a>' if address else attribute(title)
    return f"<li><p><strong>{linked}</strong><br>{attribute(byline)}</p><p>{attribute(gist)}</p></li>"
