"""Find each paper's nearest: candidates by its most telling features, then compared by their whole vectors."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.related.vectors import UNIT
from papercat.enrich.texts import Hashes, Ints, distinct, heaviest

CANDIDATES = 32
"""Papers that are compared by their whole vectors."""
WIDTH = 48
"""Papers kept in a list: more than are compared, so that an update can lose some."""
FAINT = UNIT * UNIT // 256
"""Products below this make nobody a candidate."""
BLOCK = 512
"""Rows multiplied at once; bounds memory."""
PAIRS = 1 << 15
"""Pairs compared at once."""
LINES = 1 << 12
"""Lists made at once: bounds memory, too, and so many rows, a product and another row fit into 63 bits."""
_MOST = (1 << 25) - 1

Numbers = NDArray[np.int32]
"""All fits into 32 bits: half as much to be moved, written and read."""


class Lists(NamedTuple):
    """The papers nearest to some rows, best first, ties in order of the row; padded with -1."""

    others: Numbers
    """Rows, `WIDTH` a line."""
    products: Numbers
    """Of their probes."""
    likeness: Numbers
    """Products of whole vectors; -1 where not known."""
    floors: Numbers
    """By line: every paper with a larger product stands in the list."""


class Entries(NamedTuple):
    """Papers that may stand in a list, in any order."""

    rows: Numbers
    others: Numbers
    products: Numbers
    likeness: Numbers
    """-1 where not known."""

    def by_row(self) -> "Entries":
        """Return the same in order of the rows."""
        order = np.argsort(self.rows, kind="stable")
        return Entries(*(part[order] for part in self))

    def of(self, rows: slice) -> "Entries":
        """Return those of a run of rows, given that they are in order."""
        first, last = np.searchsorted(self.rows, (rows.start, rows.stop)).tolist()
        return Entries(*(part[first:last] for part in self))


NONE = Entries(*np.zeros((4, 0), np.int32))


class Products(NamedTuple):
    """Products of some rows with all others and themselves, as a compressed sparse matrix has them."""

    rows: Numbers
    ends: Numbers
    """Where each row begins, and where the last one ends."""
    others: Numbers
    products: Numbers

    def row(self, places: Ints) -> Numbers:
        """Return the rows of some products."""
        return self.rows[np.searchsorted(self.ends, places, side="right") - 1]


def empty() -> Lists:
    """Return the lists of no rows."""
    none = np.zeros((0, WIDTH), np.int32)
    return Lists(none, none, none, np.zeros(0, np.int32))


def runs(rows: int) -> Iterator[slice]:
    """Yield runs of rows, whose lists are made at once; where there are none, an empty one."""
    yield from (slice(first, min(first + LINES, rows)) for first in range(0, max(rows, 1), LINES))


def lists(new: Entries, old: Iterable[Entries], floors: Numbers) -> Lists:
    """Return the best `WIDTH` entries of each row.

    Args:
        new: what may stand in the lists.
        old: the same, from old lists, by runs of rows.
        floors: by row, of what is not among the entries.
    """
    new, rows = new.by_row(), len(floors)
    others, products, likeness = (np.empty((rows, WIDTH), np.int32) for _ in range(3))
    made = Lists(others, products, likeness, np.empty(rows, np.int32))
    for some, kept in zip(runs(rows), old, strict=True):
        for mine, part in zip(made, _lists(joined([kept, new.of(some)]), some.start, floors[some]), strict=True):
            mine[some] = part
    return made


def _lists(entries: Entries, first: int, floors: Numbers) -> Lists:
    """Return the lists of a run of rows."""
    count, place = np.bincount(entries.rows - first, minlength=len(floors)), np.arange(WIDTH)
    # one more, so that there is something at each place
    order = np.append(_order(entries, first), 0)
    at = order[np.minimum((np.cumsum(count) - count)[:, None] + place, len(order) - 1)]
    none = place >= count[:, None]
    others, products, likeness = (np.append(part, np.int32(0))[at] for part in entries[1:])
    others[none], products[none], likeness[none] = -1, 0, -1
    made = Lists(others, products, likeness, floors.copy())
    cut = count > WIDTH
    made.floors[cut] = np.maximum(floors[cut], made.products[cut, -1])
    return made


def _order(entries: Entries, first: int) -> Ints:
    """Return the order by row, then by product, the largest first, then by the other row."""
    # one number for all three is sorted several times as fast, and most of the entries, the old ones, are in order
    key = ((entries.rows - first).astype(np.int64) << 25 | _MOST - entries.products) << 26 | entries.others
    return np.argsort(key, kind="stable")


def products(probes: sparse.csr_array, rows: Ints, turned: sparse.csr_array) -> Iterator[Products]:
    """Yield the products of some rows with all, block by block; given with the transpose."""
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        product = probes[block] @ turned
        yield Products(block.astype(np.int32), product.indptr, product.indices, np.minimum(product.data, _MOST))


def nearest(block: Products) -> Entries:
    """Return the best entries of each row; one more than a list holds, so that it is seen to be cut.

    There is room for the row itself, too, which is not kept, and neither is what is faint.
    """
    most = WIDTH + 2
    least = [
        np.partition(block.products[start:end], -most)[-most] if end - start > most else 0
        for start, end in pairwise(block.ends.tolist())
    ]
    bars = np.repeat(np.maximum(np.array(least, np.int32), FAINT), np.diff(block.ends))
    at = np.flatnonzero(block.products >= bars)
    rows, others = block.row(at), block.others[at]
    apart = rows != others
    return _entries(rows[apart], others[apart], block.products[at[apart]])


def entering(block: Products, floors: Numbers) -> Entries:
    """Return the rows of a block as entries of others, where they are above the floor of these."""
    at = np.flatnonzero(block.products > floors[block.others])
    return _entries(block.others[at], block.row(at), block.products[at])


def _entries(rows: Numbers, others: Numbers, products: Numbers) -> Entries:
    return Entries(rows, others, products, np.full(len(rows), -1, np.int32))


def joined(parts: Sequence[Entries]) -> Entries:
    """Return entries in one piece."""
    return Entries(*map(np.concatenate, zip(NONE, *parts, strict=True)))


def unordered(ones: Ints, others: Ints) -> tuple[tuple[Ints, Ints], Ints]:
    """Return each pair once, whichever of the two stands first, and the place there of each pair given."""
    first, second, place = distinct(np.minimum(ones, others), np.maximum(ones, others))
    return (first, second), place


def likeness(whole: sparse.csr_array, ones: Ints, others: Ints) -> Ints:
    """Return the products of whole vectors of pairs of rows."""
    (first, second), place = unordered(ones, others)
    sums = [np.zeros(0, np.int64)]
    for start in range(0, len(first), PAIRS):
        some = slice(start, start + PAIRS)
        sums.append(np.asarray((whole[first[some]] * whole[second[some]]).sum(axis=1), dtype=np.int64))
    return np.concatenate(sums)[place]


def shared(whole: sparse.csr_array, hashes: Hashes, ones: Ints, others: Ints, most: int) -> Iterator[tuple[Ints, Ints]]:
    """Yield the columns that add most to the products of pairs of rows, ties in order of the columns' hash.

    They come block by block, pair by pair, with how many each pair has.
    """
    for start in range(0, len(ones), PAIRS):
        some = slice(start, start + PAIRS)
        both = whole[ones[some]] * whole[others[some]]
        pair = np.repeat(np.arange(both.shape[0], dtype=np.int64), np.diff(both.indptr))
        order = heaviest(pair, both.data, hashes[both.indices])
        place = np.arange(len(order)) - both.indptr[pair]
        yield both.indices[order[place < most]], np.minimum(np.diff(both.indptr), most)
