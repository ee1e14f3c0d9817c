"""The reading list, and the papers nearest to a pasted text: places that the script fills from what the browser has."""

from collections.abc import Iterator

import msgspec

from papercat.page import Page
from papercat.pages.shelf import Shelf
from papercat.records import Paper

NEWEST = 200
"""Papers of which the browser can tell that they came since the last visit."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield both pages, and the ids of the papers that came last, latest first."""
    yield Page("reading-list/index.md", shelf.templates.render("reading-list"))
    yield Page("nearest/index.md", shelf.templates.render("nearest"))
    newest = sorted(shelf.order, key=_arrival, reverse=True)[:NEWEST]
    yield Page("assets/papercat/newest.json", msgspec.json.encode([paper.id for paper in newest]))


def _arrival(paper: Paper) -> str:
    return min((source.read for source in paper.sources if source.read), default="")
