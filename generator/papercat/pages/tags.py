"""A page for each tag: what it means, what is wider and narrower, what goes with it, and its papers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
from scipy import sparse

from papercat import paths
from papercat.catalogue import Marked
from papercat.insight import Tag
from papercat.page import Page
from papercat.pages import charts
from papercat.pages.entries import chips, entry_pages, most
from papercat.pages.rolls import Entry
from papercat.pages.shelf import Shelf

TOGETHER = 12
"""Tags and names shown that go with a tag."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of each tag."""
    narrower, together = _narrower(shelf), dict(_together(shelf.catalogue.tagged))
    for entry in shelf.rolls["tags"].entries:
        tag = shelf.catalogue.tag_by_id.get(entry.key) or Tag(id=entry.key, label=entry.key)
        about = _about(shelf, entry, tag, narrower, together)
        yield from entry_pages(shelf, "tags", entry, "tag", about, facet=tag.facet)


def _narrower(shelf: Shelf) -> Mapping[str, list[str]]:
    """Return, by tag, the tags in use right below it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in shelf.rolls["tags"].entries:
        tag = shelf.catalogue.tag_by_id.get(entry.key)
        for wider in tag.broader if tag else ():
            found[wider].append(entry.key)
    return found


def _together(tagged: Marked) -> Iterator[tuple[str, list[str]]]:
    """Yield each tag with those that most of its papers have, too, ties by key."""
    keys, count = tagged.keys, len(tagged.counts)
    rows, ones = np.repeat(np.arange(count), tagged.counts), np.ones(len(tagged.numbers), np.int64)
    table = sparse.csr_array((ones, (rows, tagged.numbers)), shape=(count, len(keys)))
    both = sparse.csr_array(table.T @ table)
    for at, key in enumerate(keys):
        some = slice(both.indptr[at], both.indptr[at + 1])
        order = np.lexsort((both.indices[some], -both.data[some]))[: TOGETHER + 1]
        yield key, [keys[one] for one in both.indices[some][order].tolist() if one != at][:TOGETHER]


def _about(
    shelf: Shelf, entry: Entry, tag: Tag, narrower: Mapping[str, list[str]], together: Mapping[str, list[str]]
) -> Mapping[str, object]:
    root = "../" * paths.source(paths.entry("tags", entry.key)).count("/")
    names = Counter([m.name for p in entry.papers for m in shelf.catalogue.mentions.get(p.id, ())])
    return {
        "aliases": tag.aliases,
        "broader": chips(shelf, "tags", [key for key in tag.broader if shelf.place("tags", key)], root),
        "narrower": chips(shelf, "tags", narrower.get(entry.key, []), root),
        "beside": chips(shelf, "tags", together.get(entry.key, []), root),
        "names": chips(shelf, "names", most(dict(sorted(names.items())), TOGETHER), root),
        "chart": charts.by_year(entry.papers, shelf.words("Papers by year")),
    }
