"""Rank related papers, doing again only what has changed since the last run; the result equals that of a clean run."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papercat.enrich.related import nearest
from papercat.enrich.related.nearest import CANDIDATES, FAINT, Entries, Lists
from papercat.enrich.related.state import Moved, State
from papercat.enrich.related.vectors import Vectors
from papercat.enrich.texts import Ints

Flags = NDArray[np.bool_]

AFRESH = 2
"""Where more than one paper in so many has changed, everything is ranked afresh: that costs less."""


class Changed(NamedTuple):
    """Works that are not what they were in the last run."""

    fresh: Flags
    """New, or read otherwise."""
    moved: Flags
    """Weighed otherwise, but only in features that became more or less common: two works that are not both `moved`
    share none of these, and are as much alike as before."""

    @property
    def any(self) -> Flags:
        """Return which changed in either way."""
        return self.fresh | self.moved


def changed(same: Sequence[bool], vectors: Vectors) -> Changed:
    """Return which works are new, read otherwise (not `same`), or weighed otherwise than in the last run."""
    fresh = ~np.array(same, dtype=np.bool_)
    if AFRESH * int((fresh | vectors.moved).sum()) > len(fresh):
        fresh = np.ones_like(fresh)
    return Changed(fresh, vectors.moved)


def ranked(previous: State, vectors: Vectors, moves: Moved, flags: Flags) -> Lists:
    """Return candidates and likeness of all rows; only pairs with a changed row are multiplied."""
    lists = _lists(previous, vectors, moves, flags)
    ones, at = np.nonzero((lists.others[:, :CANDIDATES] >= 0) & (lists.likeness[:, :CANDIDATES] < 0))
    others = np.asarray(lists.others[ones, at], np.int64)
    lists.likeness[ones, at] = nearest.likeness(vectors.whole, ones, others)
    return lists


def _lists(previous: State, vectors: Vectors, moves: Moved, flags: Flags) -> Lists:
    """Return the lists of all rows: the old ones without what has changed, and with what has come."""
    rows = len(flags)
    stay = np.flatnonzero(~flags)
    floors = np.full(rows, FAINT - 1, np.int64)
    floors[stay] = previous.lists.floors[moves.old[stay]]
    # a row that has changed gets all its entries from its own products
    closed = np.where(flags, np.iinfo(np.int64).max, floors)
    turned = vectors.probes.T.tocsr()
    parts = [_old(previous, moves, flags, stay)]
    for block in nearest.products(vectors.probes, np.flatnonzero(flags), turned):
        parts.append(nearest.nearest(block))
        if len(stay):
            parts.append(nearest.entering(block, closed))
    lists = nearest.lists(nearest.joined(parts), rows, floors)
    short = stay[_short(lists, stay)]
    if not len(short):
        return lists
    again = [nearest.nearest(block) for block in nearest.products(vectors.probes, short, turned)]
    full = nearest.lists(nearest.joined(again), rows, np.full(rows, FAINT - 1, np.int64))
    for mine, fresh in zip(lists, full, strict=True):
        mine[short] = fresh[short]
    return lists


def _old(previous: State, moves: Moved, flags: Flags, stay: Ints) -> Entries:
    """Return what is left of the old lists: unchanged papers in the lists of unchanged papers."""
    before = moves.old[stay]
    line, at = np.nonzero(previous.lists.others[before] >= 0)
    row = before[line]
    other = moves.new[previous.lists.others[row, at]]
    kept = (other >= 0) & ~flags[other]
    row, at = row[kept], at[kept]
    products, likeness = (part[row, at].astype(np.int64) for part in (previous.lists.products, previous.lists.likeness))
    return Entries(stay[line[kept]], other[kept], products, likeness)


def _short(lists: Lists, rows: Ints) -> Flags:
    """Return which rows lost so many papers that others, unknown to the list, may be candidates now."""
    last, floor = lists.products[rows, CANDIDATES - 1], lists.floors[rows]
    short: Flags = (last <= floor) & (floor >= FAINT)
    return short
