"""Weigh features into vectors of whole numbers.

Choices that keep a paper's vector the same when other papers come and go, so that few lists change and an update, which
equals a clean run to the last bit, has little to do:

- A feature's weight falls with the number of papers that have it (inverse document frequency), and that number counts
  only by its level: 1, 16, 128, 1024, 8192, … papers. The number of all papers counts rounded down to a power of two.
  On real papers that ranks as well as exact counts.
- A vector is divided by the length of the paper, which no other paper changes, rather than by its own: a cosine would
  shift all likenesses of a paper whenever one of its words becomes less rare. It ranks as well, too.
- Weights are integers, whose sums do not depend on the order of summing.
"""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.texts import GRAIN, OFTEN, Hashes, Ints, Texts, hashed, mixed

UNIT = 4096
"""What the weights of a paper are multiplied by."""
LEVELS = np.array([1, *(2 * 8**level for level in range(1, 9))], np.int64)
DAMPING = 0.7
PROBES = 48
"""Features of a paper that look for candidates."""
COMMON = 1024
"""A feature of so many papers does not look for candidates: the cost of a paper stays bounded. One of `LEVELS`."""


ROWS, HEAVY = 1 << 19, 1 << 17
"""Papers and weights up to which a row, a weight and most of a hash fit into 64 bits."""


class Vectors(NamedTuple):
    """Sparse rows, one a paper; of what at least two papers have."""

    whole: sparse.csr_array
    """32-bit integers, columns ascending."""
    probes: sparse.csr_array
    """The heaviest features of each row that are not common."""
    marks: Sequence[str]
    """Of the columns behind those of the texts."""
    hashes: Hashes
    """By column: orders columns whatever their numbers."""
    prints: Hashes
    """Fingerprint by row: equal where the row weighs the same."""


class _Cells(NamedTuple):
    """Features of papers."""

    rows: Ints
    columns: Ints
    often: Ints
    """As `OFTEN`."""


def weigh(texts: Texts, marks: Sequence[Sequence[str]], emphasis: Mapping[str, float]) -> Vectors:
    """Return the vectors of papers.

    Args:
        texts: of all papers.
        marks: words for names and tags of each paper.
        emphasis: factor by the beginning of such a word.
    """
    rows, width = len(texts.lengths), len(texts.keys)
    every = sorted(set(chain.from_iterable(marks)))
    cells = _cells(texts, marks, every)
    papers = np.bincount(cells.columns, minlength=width + len(every))
    factor = np.fromiter((next(by for kind, by in emphasis.items() if mark.startswith(kind)) for mark in every), float)
    telling = _telling(papers, rows) * np.concatenate((np.ones(width), factor))
    lengths = np.sqrt(np.bincount(cells.rows, cells.often * cells.often, minlength=rows))
    weights = np.rint(UNIT * telling[cells.columns] * cells.often / lengths[cells.rows]).astype(np.int64)
    hashes = np.concatenate((texts.hashes, np.fromiter(map(hashed, every), np.uint64, len(every))))
    shape = (rows, width + len(every))
    shared = papers[cells.columns] > 1
    probing = _probing(cells, weights, hashes, papers[cells.columns] < COMMON)
    whole, probes = (_matrix(cells, weights, kept & shared, shape) for kept in (np.ones_like(shared), probing))
    return Vectors(whole, probes, every, hashes, _prints(cells, weights, probing, hashes, rows))


def _cells(texts: Texts, marks: Sequence[Sequence[str]], every: Sequence[str]) -> _Cells:
    rows, width = len(texts.lengths), len(texts.keys)
    number = {mark: width + at for at, mark in enumerate(every)}
    per_row = np.fromiter(map(len, marks), np.int64, rows)
    columns = np.fromiter((number[mark] for some in marks for mark in some), np.int64, int(per_row.sum()))
    return _Cells(
        np.concatenate((np.repeat(np.arange(rows), texts.lengths), np.repeat(np.arange(rows), per_row))),
        np.concatenate((texts.numbers, columns)),
        np.concatenate((OFTEN[texts.counts], np.full(len(columns), GRAIN))),
    )


def _telling(papers: Ints, total: int) -> NDArray[np.float64]:
    """Return how telling features are that so many papers of `total` have; about 1 for one of middling rarity."""
    level = np.maximum(np.searchsorted(LEVELS, papers, side="right") - 1, 0)
    middle, whole = np.sqrt(LEVELS[level] * LEVELS[level + 1]), float(1 << max(total, 1).bit_length() - 1)
    telling: NDArray[np.float64] = (np.log1p(whole / middle) / np.log1p(2 * np.sqrt(whole))) ** DAMPING
    return telling


def _matrix(cells: _Cells, weights: Ints, kept: NDArray[np.bool_], shape: tuple[int, int]) -> sparse.csr_array:
    place = (cells.rows[kept].astype(np.int32), cells.columns[kept].astype(np.int32))
    table = sparse.csr_array((weights[kept].astype(np.int32), place), shape=shape)
    table.sort_indices()
    return table


def _probing(cells: _Cells, weights: Ints, hashes: Hashes, rare: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which cells are among the `PROBES` heaviest rare ones of their row, ties in order of the hash."""
    count = np.bincount(cells.rows[rare], minlength=int(cells.rows.max(initial=-1)) + 1)
    probing = rare.copy()
    at = np.flatnonzero(rare & (count > PROBES)[cells.rows])
    order = at[_heaviest(cells.rows[at], weights[at], hashes[cells.columns[at]])]
    some = np.where(count > PROBES, count, 0)
    place = np.arange(len(order)) - np.repeat(np.cumsum(some) - some, some)
    probing[order[place >= PROBES]] = False
    return probing


def _heaviest(rows: Ints, weights: Ints, hashes: Hashes) -> Ints:
    """Return the order by row, then by weight, the largest first, then by hash."""
    if len(rows) and int(rows.max()) < ROWS and int(weights.max()) < HEAVY:
        # one number for all three is sorted several times as fast; where the rest of a hash decides, it must not
        key = rows.astype(np.uint64) << np.uint64(45) | (HEAVY - 1 - weights).astype(np.uint64) << np.uint64(28)
        key |= hashes >> np.uint64(36)
        order = np.argsort(key)
        key = key[order]
        if not (key[1:] == key[:-1]).any():
            return order
    return np.lexsort((hashes, -weights, rows))


def _prints(cells: _Cells, weights: Ints, probing: NDArray[np.bool_], hashes: Hashes, rows: int) -> Hashes:
    """Return fingerprints of rows: sums of well mixed numbers."""
    salted = weights.astype(np.uint64) * np.uint64(2) + probing.astype(np.uint64)
    numbers = mixed(hashes[cells.columns] + salted * np.uint64(0xD1B54A32D192ED03))
    prints = np.zeros(rows, np.uint64)
    np.add.at(prints, cells.rows, numbers)
    return prints
