"""Rank related papers, doing again only what has changed since the last run; the result equals that of a clean run."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papercat.enrich.related import nearest
from papercat.enrich.related.nearest import CANDIDATES, FAINT, Entries, Lists
from papercat.enrich.related.state import Moved, State
from papercat.enrich.related.vectors import Ints, Vectors

Flags = NDArray[np.bool_]

AFRESH = 4
"""Where more than one paper in so many has changed, everything is ranked afresh: that costs less."""
_PLACE = 32


class Pairs(NamedTuple):
    """Candidates of every row, and how alike they are."""

    lists: Lists
    likeness: Ints
    """`CANDIDATES` a row."""


def changed(previous: State, same: Sequence[bool], vectors: Vectors, moves: Moved) -> Flags:
    """Return which works are new, read otherwise (not `same`), or weighed otherwise than in the last run."""
    flags = ~np.array(same, dtype=np.bool_)
    stay = np.flatnonzero(~flags)
    flags[stay] = vectors.prints[stay] != previous.prints[moves.old[stay]]
    return np.ones_like(flags) if AFRESH * int(flags.sum()) > len(flags) else flags


def ranked(previous: State, vectors: Vectors, moves: Moved, flags: Flags) -> Pairs:
    """Return candidates and likeness of all rows; only pairs with a changed row are multiplied."""
    lists = _lists(previous, vectors, moves, flags)
    ones, at = np.nonzero(lists.others[:, :CANDIDATES] >= 0)
    others = lists.others[ones, at]
    known, values = _known(previous, moves, flags)
    wanted = ones << _PLACE | others
    found = np.minimum(np.searchsorted(known, wanted), max(len(known) - 1, 0))
    hit = known[found] == wanted if len(known) else np.zeros(len(wanted), np.bool_)
    alike = np.zeros(len(wanted), np.int64)
    alike[hit] = values[found[hit]]
    alike[~hit] = nearest.likeness(vectors.whole, ones[~hit], others[~hit])
    table = np.zeros((len(flags), CANDIDATES), np.int64)
    table[ones, at] = alike
    return Pairs(lists, table)


def _lists(previous: State, vectors: Vectors, moves: Moved, flags: Flags) -> Lists:
    """Return the lists of all rows: the old ones without what has changed, and with what has come."""
    rows = len(flags)
    stay = np.flatnonzero(~flags)
    floors = np.full(rows, FAINT - 1, np.int64)
    floors[stay] = previous.lists.floors[moves.old[stay]]
    parts = [_old(previous, moves, flags, stay)]
    for block in nearest.products(vectors.probes, np.flatnonzero(flags)):
        parts.append(nearest.nearest(block))
        enters = ~flags[block.others] & (block.products > floors[block.others])
        parts.append(Entries(block.others[enters], block.rows[enters], block.products[enters]))
    lists = nearest.lists(nearest.joined(parts), rows, floors)
    short = stay[_short(lists, stay)]
    again = [nearest.nearest(block) for block in nearest.products(vectors.probes, short)]
    full = nearest.lists(nearest.joined(again), rows, np.full(rows, FAINT - 1, np.int64))
    for mine, fresh in zip(lists, full, strict=True):
        mine[short] = fresh[short]
    return lists


def _old(previous: State, moves: Moved, flags: Flags, stay: Ints) -> Entries:
    """Return what is left of the old lists: unchanged papers in the lists of unchanged papers."""
    before = previous.lists.others[moves.old[stay]]
    line, at = np.nonzero(before >= 0)
    other = moves.new[before[line, at]]
    kept = (other >= 0) & ~flags[other]
    products = previous.lists.products[moves.old[stay]][line, at]
    return Entries(stay[line][kept], other[kept], products[kept])


def _short(lists: Lists, rows: Ints) -> Flags:
    """Return which rows lost so many papers that others, unknown to the list, may be candidates now."""
    last, floor = lists.products[rows, CANDIDATES - 1], lists.floors[rows]
    short: Flags = (last <= floor) & (floor >= FAINT)
    return short


def _known(previous: State, moves: Moved, flags: Flags) -> tuple[Ints, Ints]:
    """Return pairs of unchanged papers whose likeness is known, ascending, and their likeness."""
    before = previous.lists.others[:, :CANDIDATES]
    line, at = np.nonzero(before >= 0)
    one, other = moves.new[line], moves.new[before[line, at]]
    kept = (one >= 0) & (other >= 0)
    kept[kept] = ~flags[one[kept]] & ~flags[other[kept]]
    pairs, values = one[kept] << _PLACE | other[kept], previous.likeness[line[kept], at[kept]]
    order = np.argsort(pairs)
    return pairs[order], values[order]
