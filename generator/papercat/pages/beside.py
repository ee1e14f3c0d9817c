"""Each paper in other forms beside its page, where the settings want it."""

from collections.abc import Iterator

from papercat.outputs import beside
from papercat.page import Page
from papercat.pages.shelf import Shelf


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the files of every paper: `papers/<id>.bib` and the like."""
    for form in shelf.settings.options.beside:
        _, ending, _, made = beside.FORMS[form]
        for paper in shelf.order:
            yield Page(f"papers/{paper.id}{ending}", made(paper, shelf.catalogue, shelf.settings))
