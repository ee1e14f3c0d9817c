"""The lists of all tags, names, authors, venues and years."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple, get_args

from papercat import paths
from papercat.insight import Facet, NameKind
from papercat.page import Page
from papercat.pages.entries import counted
from papercat.pages.paged import leaves
from papercat.pages.rolls import KINDS, Entry
from papercat.pages.shelf import Shelf
from papercat.render import Md, escape, link

SEEN = 24
"""Tags of a facet that are seen at once, those with the most papers."""
FEW = 8
NAMED = 12
"""Names of a kind that are seen at once before the list of all."""
FOLDED = 200
"""Names of a kind that can be unfolded there; the list has the others."""
TOLD: tuple[NameKind, ...] = ("dataset", "benchmark", "method", "system")
"""Kinds that tell a reader what a name is, in the order of their lines."""
FACETS = {facet: number for number, facet in enumerate(get_args(Facet))}


class Group(NamedTuple):
    """The tags of a facet or the names of a kind, in links."""

    facet: Facet | NameKind
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
                groups=_kinds(shelf) if kind == "names" and leaf.first else [],
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
    groups = [_group(shelf, "tags", name, list(group), SEEN) for name, group in groupby(entries, facet)]
    return shelf.page(path, "tags", groups=groups, total=len(entries))


def _kinds(shelf: Shelf) -> list[Group]:
    """Return the names used most by what they are, as who looks for a dataset wants them; nothing of a few names."""
    own = [entry for entry in shelf.rolls["names"].entries if entry.own]
    if len(own) <= SEEN:
        return []
    groups = ((kind, [e for e in own if shelf.catalogue.name_by_id[e.key].kind == kind][:FOLDED]) for kind in TOLD)
    return [_group(shelf, "names", kind, entries, NAMED) for kind, entries in groups if entries]


def _group(shelf: Shelf, kind: str, called: Facet | NameKind, entries: Sequence[Entry], seen: int) -> Group:
    """Return the entries of a group; a few more are not worth a press."""
    shown = len(entries) if len(entries) <= seen + FEW else seen
    others = sorted(entries[shown:], key=lambda entry: entry.title.casefold())
    most, rest = (counted(shelf, kind, [entry.key for entry in some], "../") for some in (entries[:shown], others))
    return Group(called, most, rest, len(others))
