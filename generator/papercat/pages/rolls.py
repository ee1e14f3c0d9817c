"""Tags, names, authors, venues and years: who has a page, in what order they are listed, and where each stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from papercat import paths
from papercat.catalogue import Catalogue
from papercat.records import Paper, venue_name
from papercat.render import Md, escape, link
from papercat.settings import Options

KINDS = ("tags", "names", "authors", "venues", "years")
LISTED = 10
"""Pages of a list from which names of one paper are counted only: the search finds them, and they are most of all."""


class Entry(NamedTuple):
    """A tag, name, author, venue or year."""

    key: str
    title: str
    """As people read it, not escaped."""
    label: Md
    """The same as Markdown."""
    papers: tuple[Paper, ...]
    """In catalogue order."""
    own: bool = True
    """Has a page of its own; otherwise a name stands in the list with its papers."""

    @property
    def leads_on(self) -> bool:
        """Tell whether a reader who comes from one of its papers finds another there."""
        return self.own or len(self.papers) > 1


@dataclass(frozen=True)
class Roll:
    """All entries of one kind, in the order of their list; of authors, and of very many names, those that lead on."""

    kind: str
    entries: tuple[Entry, ...]
    per_page: int
    unlisted: int = 0
    """Authors without a page, and of very many names those of one paper: most of all, so that they are counted only."""

    @cached_property
    def by_key(self) -> Mapping[str, Entry]:
        """Return each entry by its key."""
        return {entry.key: entry for entry in self.entries}

    @property
    def total(self) -> int:
        """Return how many there are, listed or not."""
        return len(self.entries) + self.unlisted

    @cached_property
    def places(self) -> Mapping[str, str]:
        """Return where each entry stands that leads on: its page, or an anchor in the list.

        A name of one paper would move with every name that comes before it.
        """
        return {entry.key: self._place(entry, number) for number, entry in enumerate(self.entries) if entry.leads_on}

    @cached_property
    def linked(self) -> Mapping[str, Md]:
        """Return the link to each entry that has a place, from a folder right below the root, where most pages lie."""
        return {key: link(self.by_key[key].label, f"../{place}") for key, place in self.places.items()}

    def _place(self, entry: Entry, number: int) -> str:
        if entry.own:
            return paths.source(paths.entry(self.kind, entry.key))
        return f"{paths.source(paths.listing(self.kind, number // self.per_page + 1))}#{entry.key}"


def roll(kind: str, catalogue: Catalogue, options: Options) -> Roll:
    """Return the entries of a kind: years newest first, all others by number of papers, then by key."""
    if kind == "authors":
        made, unlisted = _authors(catalogue, options.author_page_from)
    else:
        made, unlisted = _MAKERS[kind](catalogue, options), 0
    if kind == "years":
        entries = sorted(made, key=lambda entry: entry.key, reverse=True)
    else:
        entries = sorted(made, key=lambda entry: (-len(entry.papers), entry.key))
    if len(entries) > LISTED * options.per_page:
        every, entries = len(entries), [entry for entry in entries if entry.leads_on]
        unlisted += every - len(entries)
    return Roll(kind, tuple(entries), options.per_page, unlisted)


def _entry(key: str, title: str, papers: tuple[Paper, ...], *, own: bool = True) -> Entry:
    return Entry(key, title, escape(title), papers, own)


def _tags(catalogue: Catalogue, _: Options) -> Iterable[Entry]:
    """Return tags in use, and the wider tags above them."""
    wanted = set(catalogue.by_tag)
    above = list(wanted)
    while above:
        tag = catalogue.tag_by_id.get(above.pop())
        new = [wider for wider in tag.broader if wider not in wanted and wider in catalogue.tag_by_id] if tag else []
        wanted.update(new)
        above += new
    return (_entry(key, _tag_label(catalogue, key), catalogue.by_tag.get(key, ())) for key in sorted(wanted))


def _tag_label(catalogue: Catalogue, key: str) -> str:
    tag = catalogue.tag_by_id.get(key)
    return tag.label if tag else key


def _names(catalogue: Catalogue, options: Options) -> Iterable[Entry]:
    for name in catalogue.names:
        users = {p.id: p for index in (catalogue.introduced_by, catalogue.mentioned_by) for p in index.get(name.id, ())}
        if users:
            yield _entry(name.id, name.label, tuple(users.values()), own=len(users) >= options.name_page_from)


def _authors(catalogue: Catalogue, least: int) -> tuple[Iterable[Entry], int]:
    """Return authors of at least so many papers, and how many others there are."""
    keys = catalogue.author_keys
    # a paper counts once where two of its authors are namesakes
    counts = Counter(chain.from_iterable(map(dict.fromkeys, keys.values())))
    wanted = {key for key, count in counts.items() if count >= least}
    groups: defaultdict[str, list[Paper]] = defaultdict(list)
    labels: dict[str, str] = {}
    for paper in catalogue.papers:
        for key, author in zip(keys[paper.id], paper.authors, strict=True):
            if key in wanted:
                group = groups[key]
                if not group or group[-1] is not paper:
                    group.append(paper)
                labels[key] = author.name
    own = [_entry(key, labels[key], tuple(papers)) for key, papers in groups.items()]
    return own, len(counts) - len(own)


def _venues(catalogue: Catalogue, _: Options) -> Iterable[Entry]:
    return (_entry(key, venue_name(papers[0].venue), papers) for key, papers in catalogue.by_venue.items())


def _years(catalogue: Catalogue, _: Options) -> Iterable[Entry]:
    return (_entry(key, key, papers) for key, papers in catalogue.by_year.items())


_MAKERS = {"tags": _tags, "names": _names, "venues": _venues, "years": _years}
