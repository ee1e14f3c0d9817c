"""A page for each venue: its years, its subjects, its papers."""

from collections.abc import Iterator, Mapping

from papercat.page import Page
from papercat.pages import charts
from papercat.pages.entries import chips, entry_pages, most
from papercat.pages.rolls import Entry
from papercat.pages.shelf import Shelf

SUBJECTS = 12
"""Tags shown."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of each venue."""
    for entry in shelf.rolls["venues"].entries:
        yield from entry_pages(shelf, "venues", entry, "venue", about(shelf, entry))


def about(shelf: Shelf, entry: Entry) -> Mapping[str, object]:
    """Return what the page of a venue or year says beside its papers."""
    tags = shelf.tag_counts(entry.papers)
    return {
        "tags": chips(shelf, "tags", most(tags, SUBJECTS), "../"),
        "chart": charts.by_year(entry.papers, shelf.words("Papers by year")),
    }
