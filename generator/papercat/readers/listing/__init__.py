"""Read the copied text of a page that lists papers: titles and abstracts among page furniture."""

import re
from collections.abc import Iterable, Sequence

from papercat.errors import Fault, excerpt
from papercat.readers import values
from papercat.readers.base import Fields, Reading
from papercat.readers.links import addresses, identifier, known_ids
from papercat.readers.listing.furniture import arxiv_id
from papercat.readers.listing.likeness import is_people, looks
from papercat.readers.listing.pairing import Pair, pair
from papercat.readers.listing.paragraphs import FIELDS, Paragraph, paragraphs
from papercat.readers.people import people
from papercat.records import Link, Paper, Source

__all__ = ["looks_like", "read"]

MARKUP = re.compile(r"\s*<(?:\?xml\b|!doctype\b|html\b|\w+:\w+\s+xmlns)", re.IGNORECASE)
SHORT = 3
"""Words; a shorter unknown paragraph before the first or after the last paper is furniture that nobody misses."""


def looks_like(text: str) -> float:
    """Take any text for a listing that nothing else claims, but for the source of a page."""
    return 0.1 if re.search(r"\w", text) and not MARKUP.match(text) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Find the papers of a page; each paragraph that is neither paper nor known furniture is a fault.

    No date is taken from the page: what stands there is the day on which it was looked at.
    """
    del fields  # a page has no fields to map
    page = paragraphs(text)
    pairs = pair(page)
    afters = [*(one.title for one in pairs[1:]), len(page)]
    papers = tuple(
        _paper(page, one, before, after, file)
        for one, before, after in zip(pairs, _befores(pairs), afters, strict=False)
    )
    return Reading(papers, tuple(_faults(page, pairs, file)), "listing")


def _befores(pairs: Sequence[Pair]) -> list[int]:
    """Return for each paper the place after the paper before it."""
    return [0, *(one.abstract[-1] + 1 for one in pairs[:-1])][: len(pairs)]


def _paper(page: Sequence[Paragraph], one: Pair, before: int, after: int, file: str) -> Paper:
    around = [page[at] for at in range(before, one.abstract[0]) if at != one.title]
    inside = [page[at] for at in range(one.title + 1, one.abstract[0])]
    named = [part for part in inside if part.mark == "authors"]
    byline = [part.text for part in inside if not part.mark and is_people(part.text)]
    ids = [("arxiv", found) for part in around if (found := arxiv_id(part.text))][-1:]
    told = [part for part in page[one.title if before else 0 : after] if part.mark in FIELDS]
    said = {part.mark: part.text for part in reversed(told)}
    links = [link for part in told for link in _links(part)]
    ids += [("doi", found) for part in told if part.mark == "doi" and (found := identifier("doi", part.text))]
    ids += [found for link in links for found in known_ids(link.url) if found[1]]
    return Paper(
        id="",
        title=page[one.title].text,
        abstract=" ".join(page[at].text for at in one.abstract),
        authors=tuple(author for part in named for author in people(part.text.strip(" .*"))),
        date=values.day(said.get("date", "")),
        venue=said.get("venue", ""),
        ids=dict(reversed(ids)),
        links=tuple(link for link in links if "arxiv" not in dict(known_ids(link.url))),
        keywords=values.words(said.get("keywords", "")),
        sources=(Source(name=file),),
        # names that the page does not call authors are kept, not believed
        extra={"byline": byline[0]} if byline and not named else {},
    )


def _links(part: Paragraph) -> list[Link]:
    """Return what stands under a link's label."""
    if part.mark not in {"link", "pdf", "code", "project"}:
        return []
    return addresses(part.text, "" if part.mark == "link" else part.mark)[0]


def _faults(page: Sequence[Paragraph], pairs: Sequence[Pair], file: str) -> Iterable[Fault]:
    """Yield a fault for each paragraph that belongs to no paper and is no furniture."""
    used = {at for one in pairs for at in (one.title, *one.abstract)}
    titles = {page[one.title].text for one in pairs}
    abstracts = {page[at].text for one in pairs for at in one.abstract}
    first, last = (pairs[0].title, pairs[-1].abstract[-1]) if pairs else (0, len(page))
    for at, part in enumerate(page):
        known = at in used or part.aside or part.mark == "authors" or part.text in titles or is_people(part.text)
        if known or (not first <= at <= last and looks(part.text).words < SHORT):
            continue
        yield _fault(part, file, repeated=part.text in abstracts)


def _fault(part: Paragraph, file: str, *, repeated: bool) -> Fault:
    looked = looks(part.text)
    if repeated:
        reason, expected = "the same abstract a second time", "a title, or page furniture"
        guess = "it was left out; if a title was lost above it, add the title and read the file again"
    elif looked.abstract > looked.title:
        reason, expected = "an abstract without a title", "its title in the paragraph above"
        guess = "the title was lost in copying: add it above this line and read the file again"
    elif looked.title > 0:
        reason, expected = "a title without an abstract", "its abstract in the paragraph below"
        guess = "add the abstract below this line and read the file again, or ignore this if it is no title"
    else:
        reason, expected = "neither title nor abstract", "a title, an abstract or page furniture"
        guess = "page furniture, most likely; it was left out"
    return Fault(file=file, line=part.line, reason=reason, expected=expected, guess=guess, raw=excerpt(part.text))
