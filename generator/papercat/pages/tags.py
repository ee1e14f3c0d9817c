"""A page for each tag: what it means, what is wider and narrower, what goes with it, and its papers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from papercat import paths
from papercat.insight import Tag
from papercat.page import Page
from papercat.pages import charts
from papercat.pages.entries import chips, entry_pages
from papercat.pages.rolls import Entry
from papercat.pages.shelf import Shelf

TOGETHER = 12
"""Tags and names shown that go with a tag."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the pages of each tag."""
    narrower = _narrower(shelf)
    for entry in shelf.rolls["tags"].entries:
        yield from entry_pages(shelf, "tags", entry, "tag", _about(shelf, entry, narrower))


def _narrower(shelf: Shelf) -> Mapping[str, list[str]]:
    """Return, by tag, the tags in use right below it."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for entry in shelf.rolls["tags"].entries:
        tag = shelf.catalogue.tag_by_id.get(entry.key)
        for wider in tag.broader if tag else ():
            found[wider].append(entry.key)
    return found


def _about(shelf: Shelf, entry: Entry, narrower: Mapping[str, list[str]]) -> Mapping[str, object]:
    catalogue = shelf.catalogue
    tag = catalogue.tag_by_id.get(entry.key) or Tag(id=entry.key, label=entry.key)
    root = "../" * paths.source(paths.entry("tags", entry.key)).count("/")
    beside = shelf.tag_counts(entry.papers)
    del beside[entry.key]
    names = Counter([m.name for p in entry.papers for m in catalogue.mentions.get(p.id, ())])
    return {
        "tag": tag,
        "broader": chips(shelf, "tags", [key for key in tag.broader if shelf.place("tags", key)], root),
        "narrower": chips(shelf, "tags", narrower.get(entry.key, []), root),
        "beside": chips(shelf, "tags", _most(beside), root),
        "names": chips(shelf, "names", _most(names), root),
        "chart": charts.by_year(entry.papers, shelf.words("Papers by year")),
    }


def _most(counts: Counter[str]) -> list[str]:
    """Return the keys counted most often, ties by key."""
    return sorted(sorted(counts), key=counts.__getitem__, reverse=True)[:TOGETHER]
