"""A page for each author of at least a few papers: co-authors, subjects, papers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from papercat.page import Page
from papercat.pages import charts
from papercat.pages.entries import chips, entry_pages
from papercat.pages.rolls import Entry
from papercat.pages.shelf import Shelf
from papercat.render import escape

TOGETHER = 24
"""Co-authors shown."""
SUBJECTS = 10
"""Tags shown."""
CHARTED = 10
"""Papers from which their years are drawn: fewer are seen at a glance in the list below."""
VENUES = 5
"""Venues shown."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of each author who has their own."""
    for entry in shelf.rolls["authors"].entries:
        if entry.own:
            yield from entry_pages(shelf, "authors", entry, "author", _about(shelf, entry))


def _about(shelf: Shelf, entry: Entry) -> Mapping[str, object]:
    keys = shelf.catalogue.author_keys
    own = [
        (paper, author)
        for paper in entry.papers
        for author, key in zip(paper.authors, keys[paper.id], strict=True)
        if key == entry.key
    ]
    others = Counter(chain.from_iterable(keys[paper.id] for paper in entry.papers))
    del others[entry.key]
    tags = shelf.tag_counts(entry.papers)
    drawn = entry.papers if len(entry.papers) >= CHARTED else ()
    places = shelf.venue_counts(entry.papers)
    latest = max(own, key=lambda pair: (bool(pair[1].affiliation), pair[0].date))[1]
    return {
        "affiliation": escape(latest.affiliation),
        "orcid": escape(next((author.orcid for _, author in own if author.orcid), "")),
        "others": chips(shelf, "authors", [key for key, _ in others.most_common(TOGETHER)], "../"),
        "tags": chips(shelf, "tags", [key for key, _ in tags.most_common(SUBJECTS)], "../"),
        "venues": chips(shelf, "venues", [key for key, _ in places.most_common(VENUES)], "../"),
        "chart": charts.by_year(drawn, shelf.words("Papers by year")),
    }
