"""The lists of all tags, names, authors, venues and years."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple, get_args

from papercat import paths
from papercat.insight import Facet
from papercat.page import Page
from papercat.pages.entries import counted
from papercat.pages.paged import leaves
from papercat.pages.rolls import KINDS, Entry
from papercat.pages.shelf import Shelf
from papercat.render import Md, escape, link

SEEN = 24
"""Tags of a facet that are seen at once, those with the most papers."""
FEW = 8
FACETS = {facet: number for number, facet in enumerate(get_args(Facet))}


class Tags(NamedTuple):
    """The tags of a facet, in links."""

    facet: Facet
    most: Md
    """Those with the most papers."""
    others: Md
    """The others, from A to Z; empty where there are none."""
    rest: int
    """How many others there are."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the list of each kind; one without entries says so."""
    for kind in KINDS:
        if kind == "tags":
            yield _tags(shelf)
            continue
        entries, others = shelf.rolls[kind].entries, shelf.rolls[kind].unlisted
        url = partial(paths.listing, kind)
        for leaf in leaves(entries, shelf.settings.options.per_page, url, shelf.words):
            yield shelf.page(
                leaf.path,
                "listing",
                kind=kind,
                leaf=leaf.bare(),
                total=len(entries),
                others=others,
                lines=_lines(shelf, kind, leaf.items, leaf.root),
            )


def _lines(shelf: Shelf, kind: str, entries: Sequence[Entry], root: str) -> Md:
    """Return a list item for each entry: its link and number of papers, or its anchor and its papers."""
    return Md("\n".join(_line(shelf, kind, entry, root) for entry in entries))


def _line(shelf: Shelf, kind: str, entry: Entry, root: str) -> str:
    """Return the link of an entry with its number of papers, or its anchor with the papers themselves."""
    long_form = _long_form(shelf, entry) if kind == "names" else ""
    if entry.own:
        return f"- {link(entry.label, root + shelf.place(kind, entry.key))} *{len(entry.papers)}*{long_form}"
    newest = shelf.newest(entry.papers)
    papers = ", ".join(link(shelf.titles[paper.id], f"{root}papers/{paper.id}.md") for paper in newest)
    return f"- **{entry.label}**{{: #{entry.key} }}{long_form} {papers}"


def _long_form(shelf: Shelf, entry: Entry) -> str:
    name = shelf.catalogue.name_by_id[entry.key]
    return f" {escape(name.long_form)}" if name.long_form else ""


def _tags(shelf: Shelf) -> Page:
    """Return the list of tags by facet: a vocabulary is made by people and fits on a page."""
    path = paths.source(paths.listing("tags"))

    def facet(entry: Entry) -> Facet:
        tag = shelf.catalogue.tag_by_id.get(entry.key)
        return tag.facet if tag else "topic"

    entries = sorted(shelf.rolls["tags"].entries, key=lambda entry: FACETS[facet(entry)])
    groups = [_group(shelf, name, list(group)) for name, group in groupby(entries, facet)]
    return shelf.page(path, "tags", groups=groups, total=len(entries))


def _group(shelf: Shelf, facet: Facet, entries: Sequence[Entry]) -> Tags:
    """Return the tags of a facet; a few more are not worth a press."""
    shown = len(entries) if len(entries) <= SEEN + FEW else SEEN
    others = sorted(entries[shown:], key=lambda entry: entry.title.casefold())
    most, rest = (counted(shelf, "tags", [entry.key for entry in some], "../") for some in (entries[:shown], others))
    return Tags(facet, most, rest, len(others))
