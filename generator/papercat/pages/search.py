"""The search page: a place that its script fills."""

from collections.abc import Iterator

from papercat.page import Page
from papercat.pages.shelf import Shelf


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page; its results are drawn in the browser by `search/page.js`."""
    least = shelf.settings.options.name_page_from
    yield Page("search/index.md", shelf.templates.render("search", total=len(shelf.order), names_from=least))
