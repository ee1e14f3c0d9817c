"""A page for each year: its venues, its subjects, its papers."""

from collections.abc import Iterator

from papercat.page import Page
from papercat.pages import venues
from papercat.pages.entries import chips, entry_pages, most
from papercat.pages.shelf import Shelf

VENUES = 16
"""Venues shown."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of each year."""
    years = shelf.rolls["years"].entries
    for later, entry, earlier in zip((None, *years), years, (*years[1:], None), strict=False):
        places = shelf.venue_counts(entry.papers)
        about = {
            **venues.about(shelf, entry),
            "venues": chips(shelf, "venues", most(places, VENUES), "../"),
            "around": chips(shelf, "years", [year.key for year in (earlier, later) if year], "../"),
        }
        yield from entry_pages(shelf, "years", entry, "year", about)
