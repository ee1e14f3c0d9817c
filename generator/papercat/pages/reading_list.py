"""The reading list: a place that its script fills from what the browser keeps."""

from collections.abc import Iterator

import msgspec

from papercat.page import Page
from papercat.pages.shelf import Shelf
from papercat.records import Paper

NEWEST = 200
"""Papers of which the browser can tell that they came since the last visit."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page, and the ids of the papers that came last, latest first."""
    yield Page("reading-list/index.md", shelf.templates.render("reading-list"))
    newest = sorted(shelf.order, key=_arrival, reverse=True)[:NEWEST]
    yield Page("assets/papercat/newest.json", msgspec.json.encode([paper.id for paper in newest]))


def _arrival(paper: Paper) -> str:
    return min((source.read for source in paper.sources if source.read), default="")
