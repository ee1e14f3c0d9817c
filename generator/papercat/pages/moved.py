"""A page at each address that a paper or a tag no longer has: it leads on, or says that the paper is gone."""

from collections.abc import Iterator, Mapping

from papercat import paths
from papercat.catalogue import Catalogue
from papercat.page import Page
from papercat.pages.shelf import Shelf
from papercat.render import Md


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield a page for each old id; search engines take a refresh without delay for a permanent move."""
    catalogue = shelf.catalogue
    for old, new in catalogue.moved.items():
        title = catalogue.by_id[new].title if new else shelf.words("A paper that was taken out")
        yield _page(
            shelf, paths.source(paths.paper(old)), new, title, shelf.words("This paper has another address now:")
        )
    for old, new in renamed(catalogue).items():
        said = shelf.words("This tag has another name now:")
        yield _page(shelf, paths.source(paths.entry("tags", old)), new, catalogue.tag_by_id[new].label, said)


def sources(catalogue: Catalogue) -> Iterator[str]:
    """Yield the Markdown files that only lead on."""
    yield from (paths.source(paths.paper(old)) for old in catalogue.moved)
    yield from (paths.source(paths.entry("tags", old)) for old in renamed(catalogue))


def renamed(catalogue: Catalogue) -> Mapping[str, str]:
    """Return which tag an old id leads to; an id that papers have all the same keeps its page."""
    told = [(old, tag.id) for tag in catalogue.vocabulary for old in tag.was]
    used = set(catalogue.tagged.keys) if told else set()
    return {old: new for old, new in told if old not in used and new in used}


def _page(shelf: Shelf, path: str, new: str, title: str, said: str) -> Page:
    head = Md(f'<meta http-equiv="refresh" content="0; url=../{new}/">') if new else Md("")
    return Page(path, shelf.templates.render("moved", new=new, title=title, said=said, head=head))
