"""A page for each author of at least a few papers: co-authors, subjects, papers."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from papercat.page import Page
from papercat.pages import charts
from papercat.pages.entries import chips, entry_pages, most
from papercat.pages.rolls import Entry
from papercat.pages.shelf import Shelf
from papercat.records import Author, Paper
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
    theirs = [keys[paper.id] for paper in entry.papers]
    own = [
        (paper.date, one)
        for paper, its in zip(entry.papers, theirs, strict=True)
        for one in _named(paper, its, entry.key)
    ]
    others = Counter(chain.from_iterable(theirs))
    del others[entry.key]
    tags = shelf.tag_counts(entry.papers)
    drawn = entry.papers if len(entry.papers) >= CHARTED else ()
    places = shelf.venue_counts(entry.papers)
    known = [(date, author.affiliation) for date, author in own if author.affiliation]
    return {
        "affiliation": escape(max(known, key=itemgetter(0), default=("", ""))[1]),
        "orcid": escape(next((author.orcid for _, author in own if author.orcid), "")),
        "others": chips(shelf, "authors", most(_again(others), TOGETHER), "../"),
        "tags": chips(shelf, "tags", most(_again(tags), SUBJECTS), "../"),
        "venues": chips(shelf, "venues", most(places, VENUES), "../"),
        "chart": charts.by_year(drawn, shelf.words("Papers by year")),
    }


def _again(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Return what counts more than once, or all: nobody says of one paper's subject that its author writes on it."""
    return {key: count for key, count in counts.items() if count > 1} or counts


def _named(paper: Paper, keys: Sequence[str], key: str) -> Sequence[Author]:
    """Return those of a paper's authors who have a key: one, unless namesakes wrote it."""
    if keys.count(key) == 1:
        return (paper.authors[keys.index(key)],)
    return [author for author, its in zip(paper.authors, keys, strict=True) if its == key]
