"""What the pages of tags, names, authors, venues and years have in common."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from papercat import formulas, paths
from papercat.outputs import feeds, heads
from papercat.page import Page
from papercat.pages.paged import dated
from papercat.pages.rolls import Entry
from papercat.pages.shelf import Shelf
from papercat.records import Paper
from papercat.render import Md, link, shorten

DESCRIPTION = 120
"""Characters of a page that search engines and shared links show."""
TITLED = 4
"""Titles that fit into them, at most."""
SAID = {
    "tags": "Papers on {entry}",
    "names": "Papers that use {entry}",
    "authors": "Papers by {entry}",
    "venues": "Papers at {entry}",
    "years": "Papers of {entry}",
}
"""What a list has, in words of the interface."""


def entry_pages(
    shelf: Shelf, kind: str, entry: Entry, template: str, about: Mapping[str, object], **always: object
) -> Iterator[Page]:
    """Yield the pages of one entry: what it is on the front, its papers as cards on all.

    Args:
        shelf: the catalogue.
        kind: plural folder, `tags`.
        entry: what the pages are about.
        template: Markdown template.
        about: what the template wants to know for the front beside the papers.
        always: what it wants to know for every page.
    """
    papers = shelf.newest(entry.papers)
    for leaf in dated(papers, shelf.settings.options.per_page, lambda n: paths.entry(kind, entry.key, n), shelf.words):
        cards, follow = shelf.cards(leaf.items, leaf.root), following(shelf, kind, entry, leaf.path)
        # what changes when papers come is for the front alone
        told = {**always, **about, "total": len(papers)} if leaf.first else {**always, "total": 0}
        yield shelf.page(
            leaf.path,
            template,
            entry=entry._replace(papers=()),
            description=description(shelf, kind, entry, leaf.items),
            leaf=leaf.bare(),
            cards=cards,
            follow=follow,
            **told,
        )


def description(shelf: Shelf, kind: str, entry: Entry, papers: Iterable[Paper]) -> str:
    """Return what search engines and shared links say of a list: what it has, and its first titles."""
    said = shelf.words(SAID[kind], entry=entry.title)
    titles = "; ".join([formulas.spoken(paper.title) for paper in islice(papers, TITLED)])
    return shorten(f"{said}: {titles}" if titles else said, DESCRIPTION)


class Follow(NamedTuple):
    """The way to an entry's feed; empty where it has none."""

    head: Md = Md("")
    """For feed readers."""
    link: Md = Md("")
    """For people."""


def following(shelf: Shelf, kind: str, entry: Entry, path: str) -> Follow:
    """Return the way from the file `path` to the feed of an entry."""
    if not shelf.followed(kind, entry):
        return Follow()
    url = paths.entry(kind, entry.key)
    # on the page itself the feed lies beside it, on further pages one level up
    beside = "" if paths.source(url) == path else "../"
    head = heads.alternate(feeds.ATOM, f"{beside}{feeds.FORMS[feeds.ATOM]}", entry.title)
    return Follow(head, link(Md(shelf.words("Feed")), paths.relative(f"{url}feed.xml", path)))


def chips(shelf: Shelf, kind: str, keys: Iterable[str], root: str) -> Md:
    """Return links to entries in one line."""
    if root == "../":
        linked = shelf.rolls[kind].linked
        return Md(" ".join(linked[key] for key in keys if key in linked))
    return Md(
        " ".join(shelf.entry_link(kind, key, shelf.label(kind, key), root) for key in keys if shelf.place(kind, key))
    )


def most(counts: Mapping[str, int], number: int) -> list[str]:
    """Return the keys that are counted most often, of equals those that came first."""
    return sorted(counts, key=counts.__getitem__, reverse=True)[:number]


def counted(shelf: Shelf, kind: str, keys: Iterable[str], root: str) -> Md:
    """Return links to entries in one line, each with its number of papers."""
    entries = (shelf.entry(kind, key) for key in keys)
    return Md(
        " ".join(
            link(f"{e.label} *{len(e.papers)}*" if e.papers else e.label, root + shelf.place(kind, e.key))
            for e in entries
        )
    )
