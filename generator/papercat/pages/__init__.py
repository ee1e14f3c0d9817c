"""Page makers: each turns the catalogue into Markdown pages; the chain of them is the site."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.pages import (
    assets,
    authors,
    badge,
    beside,
    desk,
    digest,
    downloads,
    feeds,
    home,
    listings,
    maps,
    moved,
    names,
    papers,
    quality,
    search,
    tags,
    told,
    trends,
    venues,
    years,
)
from papercat.pages.downloads import Records
from papercat.pages.last import Last
from papercat.pages.shelf import Shelf
from papercat.render import Templates
from papercat.settings import Settings
from papercat.words import Words

MAKERS = (
    home.pages,
    papers.lists,
    moved.pages,
    tags.pages,
    names.pages,
    authors.pages,
    venues.pages,
    years.pages,
    maps.pages,
    trends.pages,
    listings.pages,
    digest.pages,
    quality.pages,
    badge.pages,
    beside.pages,
    feeds.pages,
    search.pages,
    desk.pages,
    assets.pages,
)
"""All but the papers' own pages and the downloads; each takes the shelf and yields pages of its own kind only."""

PART = 200
"""Papers whose pages are made together."""


class Part(NamedTuple):
    """Some pages of the site; parts do not depend on each other."""

    step: str
    """What they are, for people who ask how long it took."""
    make: Callable[[], Iterator[Page]]


def pages(
    catalogue: Catalogue,
    settings: Settings,
    records: Records | None = None,
    written: Sequence[Page] = (),
    last: Last | None = None,
) -> Iterator[Page]:
    """Yield every page of the site, one at a time; arguments as for `parts`."""
    for part in parts(catalogue, settings, records, written, last):
        yield from part.make()


def parts(
    catalogue: Catalogue,
    settings: Settings,
    records: Records | None = None,
    written: Sequence[Page] = (),
    last: Last | None = None,
) -> list[Part]:
    """Return what makes every page of the site, in parts that may be made at once.

    Args:
        catalogue: what they are about.
        settings: of the site.
        records: as they lie on the disk.
        written: Markdown pages that people wrote; the search counts them among its documents.
        last: pages that need not be made again.
    """
    shelf = Shelf(catalogue, settings, Templates(Words(settings.language)), tuple(written), last or Last()).ready()
    teller, places = told.teller(shelf), range(len(catalogue.papers))
    return [
        *(Part(f"pages: {make.__module__.rpartition('.')[2]}", partial(make, shelf)) for make in MAKERS),
        Part("pages: downloads", partial(downloads.pages, shelf, records or Records())),
        *(
            Part("pages: papers", partial(papers.pages, shelf, teller, places[start : start + PART]))
            for start in places[::PART]
        ),
    ]
