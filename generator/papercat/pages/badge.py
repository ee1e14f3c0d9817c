"""A badge that says how fresh the data is: the style sheet shows it on every page, and none changes with the day."""

from collections.abc import Iterator

from papercat.page import Page
from papercat.pages.shelf import Shelf
from papercat.render import attribute
from papercat.settings import COUNTS

FILE = "badge.svg"
LEFT, RIGHT = 36, 80
"""Width of both halves."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the badge: the day of the last good harvest, or of the last new data."""
    # that stars were counted does not make the papers fresh
    counts = {plan.label for plan in shelf.settings.options.sources if plan.kind in COUNTS}
    harvests = (one.last for one in shelf.catalogue.freshness if one.name not in counts)
    day = max(harvests, default="") or shelf.read or "undated"
    said = attribute(day)
    middle = LEFT + RIGHT // 2
    yield Page(
        FILE,
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + RIGHT}" height="20" role="img">'
        f"<title>data: {said}</title>"
        f'<rect width="{LEFT + RIGHT}" height="20" rx="3" fill="#555"/>'
        f'<path d="M{LEFT} 0h{RIGHT - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{RIGHT - 3}z" fill="#256d47"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle">'
        f'<text x="{LEFT // 2}" y="14">data</text><text x="{middle}" y="14">{said}</text></g></svg>\n',
    )
