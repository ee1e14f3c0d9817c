"""Rank related papers, doing again only what has changed since the last run; the result equals that of a clean run."""

from collections.abc import Sequence
from itertools import compress
from operator import eq
from typing import NamedTuple

import numpy as np

from papercat.enrich.related import nearest
from papercat.enrich.related.nearest import CANDIDATES, FAINT, Entries, Lists
from papercat.enrich.related.state import Moved, State
from papercat.enrich.related.vectors import Flags, Vectors
from papercat.enrich.texts import Hashes, Ints

AFRESH = 2
"""Where more than one paper in so many has changed, everything is ranked afresh: that costs less."""


class Changed(NamedTuple):
    """Works that are not what they were in the last run."""

    fresh: Flags
    """New, or read otherwise."""
    moved: Flags
    """Weighed otherwise, but only in features that became more or less common: two works that are not both `moved`
    share none of these, and are as much alike as before."""
    probing: Flags
    """Looking for candidates by other features than in the last run, or by these with other weights; all `fresh` are,
    and few of those that are only `moved`."""

    @property
    def any(self) -> Flags:
        """Return which are read or weighed otherwise."""
        return self.fresh | self.moved

    def alike(self, ones: Ints, others: Ints) -> Flags:
        """Return which pairs of works are as much alike as before, and for the same reasons."""
        return ~(self.fresh[ones] | self.fresh[others] | (self.moved[ones] & self.moved[others]))


def same(previous: State, moves: Moved, digests: Sequence[str], told: Hashes) -> Flags:
    """Return of which works the text is what it was in the last run, and all that is told of names and tags."""
    known = moves.old >= 0
    before = map(previous.digests.__getitem__, moves.old[known].tolist())
    known[known] = list(map(eq, before, compress(digests, known.tolist())))
    known[known] = previous.told[moves.old[known]] == told[known]
    return known


def changed(same: Flags, vectors: Vectors) -> Changed:
    """Return which works are new, read otherwise (not `same`), or weighed otherwise than in the last run."""
    fresh = ~same
    if AFRESH * int((fresh | vectors.moved).sum()) > len(fresh):
        fresh = np.ones_like(fresh)
    return Changed(fresh, vectors.moved, fresh | vectors.turned)


def ranked(previous: State, vectors: Vectors, moves: Moved, changed: Changed) -> Lists:
    """Return candidates and likeness of all rows; only pairs with a changed row are multiplied."""
    lists = _lists(previous, vectors, moves, changed)
    ones, at = np.nonzero((lists.others[:, :CANDIDATES] >= 0) & (lists.likeness[:, :CANDIDATES] < 0))
    others = np.asarray(lists.others[ones, at], np.int64)
    likeness = _likeness(previous, moves, changed, ones, others)
    new = likeness < 0
    likeness[new] = nearest.likeness(vectors.whole, ones[new], others[new])
    lists.likeness[ones, at] = likeness
    return lists


def _likeness(previous: State, moves: Moved, changed: Changed, ones: Ints, others: Ints) -> Ints:
    """Return how much alike pairs of rows were in the last run; -1 where it does not say so, or that has changed."""
    found = np.full(len(ones), -1, np.int64)
    for row, other in ((ones, others), (others, ones)):
        left = np.flatnonzero((found < 0) & changed.alike(ones, others))
        for start in range(0, len(left), nearest.PAIRS):
            some = left[start : start + nearest.PAIRS]
            line, sought = moves.old[row[some]], moves.old[other[some]].astype(np.int32)
            pair, at = np.nonzero(previous.lists.others[line] == sought[:, None])
            found[some[pair]] = previous.lists.likeness[line[pair], at]
    return found


def _lists(previous: State, vectors: Vectors, moves: Moved, changed: Changed) -> Lists:
    """Return the lists of all rows: the old ones without what has changed, and with what has come."""
    flags = changed.probing
    stay, runs = np.flatnonzero(~flags), nearest.runs(len(flags))
    floors = np.full(len(flags), FAINT - 1, np.int32)
    floors[stay] = previous.lists.floors[moves.old[stay]]
    # a row that has changed gets all its entries from its own products
    closed = np.where(flags, np.iinfo(np.int32).max, floors)
    turned = vectors.probes.T.tocsr()
    new = []
    for block in nearest.products(vectors.probes, np.flatnonzero(flags), turned):
        new.append(nearest.nearest(block))
        if len(stay):
            new.append(nearest.entering(block, closed))
    old = (_old(previous, moves, changed, some) for some in runs)
    lists = nearest.lists(nearest.joined(new), old, floors)
    short = stay[_short(lists, stay)]
    if not len(short):
        return lists
    again = [nearest.nearest(block) for block in nearest.products(vectors.probes, short, turned)]
    none = (nearest.NONE for _ in nearest.runs(len(flags)))
    full = nearest.lists(nearest.joined(again), none, np.full(len(flags), FAINT - 1, np.int32))
    for mine, fresh in zip(lists, full, strict=True):
        mine[short] = fresh[short]
    return lists


def _old(previous: State, moves: Moved, changed: Changed, some: slice) -> Entries:
    """Return what is left of old lists: papers in each other's lists that look for candidates as before."""
    stay = some.start + np.flatnonzero(~changed.probing[some])
    listed, products, likeness = (part[moves.old[stay]] for part in previous.lists[:3])
    # behind all others: -1 for -1
    new = np.append(moves.new, -1).astype(np.int32)
    new[moves.old[changed.probing]] = -1
    others, moved = new[listed], changed.moved[stay]
    likeness[moved] = np.where(changed.moved[others[moved]], -1, likeness[moved])
    kept = others >= 0
    rows = np.repeat(stay.astype(np.int32), kept.sum(axis=1))
    return Entries(rows, *(part[kept] for part in (others, products, likeness)))


def _short(lists: Lists, rows: Ints) -> Flags:
    """Return which rows lost so many papers that others, unknown to the list, may be candidates now."""
    last, floor = lists.products[rows, CANDIDATES - 1], lists.floors[rows]
    short: Flags = (last <= floor) & (floor >= FAINT)
    return short
