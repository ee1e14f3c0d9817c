"""A page at each address that a paper no longer has: it leads to the paper, or says that it is gone."""

from collections.abc import Iterator

from papercat import paths
from papercat.page import Page
from papercat.pages.shelf import Shelf
from papercat.render import Md


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield a page for each old id; search engines take a refresh without delay for a permanent move."""
    for old, new in shelf.catalogue.moved.items():
        text = shelf.templates.render(
            "moved",
            old=old,
            new=new,
            title=shelf.catalogue.by_id[new].title if new else shelf.words("A paper that was taken out"),
            head=Md(f'<meta http-equiv="refresh" content="0; url=../{new}/">') if new else Md(""),
        )
        yield Page(paths.source(paths.paper(old)), text)
