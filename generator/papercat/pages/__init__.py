"""Page makers: each turns the catalogue into Markdown pages; the chain of them is the site."""

from collections.abc import Iterator, Mapping, Sequence

from papercat.catalogue import Catalogue
from papercat.clock import Clock
from papercat.page import Page
from papercat.pages import (
    assets,
    authors,
    desk,
    downloads,
    feeds,
    home,
    listings,
    maps,
    names,
    papers,
    quality,
    search,
    tags,
    trends,
    venues,
    years,
)
from papercat.pages.shelf import Shelf
from papercat.render import Templates
from papercat.settings import Settings
from papercat.words import Words

MAKERS = (
    home.pages,
    papers.pages,
    tags.pages,
    names.pages,
    authors.pages,
    venues.pages,
    years.pages,
    maps.pages,
    trends.pages,
    listings.pages,
    quality.pages,
    feeds.pages,
    search.pages,
    desk.pages,
    assets.pages,
)
"""In the order in which people meet the pages; each takes the shelf and yields pages of its own kind only."""


def pages(
    catalogue: Catalogue,
    settings: Settings,
    records: Mapping[str, int] | None = None,
    written: Sequence[Page] = (),
    clock: Clock | None = None,
) -> Iterator[Page]:
    """Yield every page of the site, one at a time.

    Args:
        catalogue: what they are about.
        settings: of the site.
        records: bytes of each file of records that the site publishes, by name.
        written: Markdown pages that people wrote; the search counts them among its documents.
        clock: is told how long each kind takes.
    """
    clock = clock or Clock()
    shelf = Shelf(catalogue, settings, Templates(Words(settings.language)), tuple(written))
    for make in MAKERS:
        yield from clock.each(f"pages: {make.__module__.rpartition('.')[2]}", make(shelf))
    yield from clock.each("pages: downloads", downloads.pages(shelf, records or {}))
