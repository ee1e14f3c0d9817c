"""Which papers and new records have anything to do with one another: what is decided of some concerns no others."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papercat.records import Paper
from papercat.store.identity import Key, fold, identifiers
from papercat.store.said import ids_said, titles_said


class Group(NamedTuple):
    """Papers and new records that are tied by identifiers, keys or titles, directly or through others."""

    places: list[int]
    """Papers of the catalogue, by their place."""
    news: list[int]
    """New records, by theirs."""


def groups(known: Sequence[Paper], incoming: Sequence[Paper]) -> list[Group]:
    """Return the groups that new records are in, in the order of their first new record; linear in all.

    Args:
        known: papers of the catalogue.
        incoming: new records; an id that one has may be that of a paper.
    """
    first: dict[Key, int] = {}
    over = list(range(len(known) + len(incoming)))
    for node in range(len(over)):
        paper = known[node] if node < len(known) else incoming[node - len(known)]
        for name in _names(paper):
            if (other := first.setdefault(name, node)) != node:
                one, two = _top(over, other), _top(over, node)
                over[max(one, two)] = min(one, two)
    found: defaultdict[int, Group] = defaultdict(lambda: Group([], []))
    for number in range(len(incoming)):
        found[_top(over, len(known) + number)].news.append(number)
    for place in range(len(known)):
        if (top := _top(over, place)) in found:
            found[top].places.append(place)
    return list(found.values())


def _top(over: list[int], node: int) -> int:
    """Return the first of a node's group (union-find, halving the paths)."""
    while over[node] != node:
        over[node] = over[over[node]]
        node = over[node]
    return node


def _names(paper: Paper) -> Iterator[Key]:
    """Yield all that may tie a paper to another."""
    for ids in ids_said(paper):
        for name, bare in identifiers(ids).items():
            yield ("ids", name, bare)
    for source in paper.sources:
        if source.key:
            yield ("source", source.name, source.key)
    for title in titles_said(paper):
        yield ("title", "", fold(title))
    if paper.id:
        yield ("id", "", paper.id)
