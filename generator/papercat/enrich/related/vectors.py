"""Weigh features into vectors of whole numbers.

Two choices keep a paper's vector the same when other papers come and go, so that an update has little to do and equals
a clean run to the last bit:

- A feature's weight falls with the number of papers that have it (inverse document frequency), and that number counts
  only by its level: 2, 16, 128, 1024, 8192, … papers. The number of all papers counts rounded down to a power of two.
  On 50,000 papers that ranks as well as exact counts. Small catalogues (below `EXACT`) are counted exactly.
- Weights are integers, whose sums do not depend on the order of summing.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.related.words import PAIR

Ints = NDArray[np.int64]

EXACT = 4096
"""Papers; a catalogue smaller than this is ranked afresh in a second or two."""
UNIT = 4096
"""Length of every vector."""
LEVELS = np.array([2 * 8**level for level in range(9)], np.int64)
DAMPING = 0.7
PROBES = 40
"""Features of a paper that look for candidates."""
COMMON = 1024
"""A feature of so many papers does not look for candidates: the cost of a paper stays bounded. One of `LEVELS`."""
_GRAIN = 1024
_LOW = (1 << PAIR) - 1


class Features(NamedTuple):
    """Features of papers, one paper after the other."""

    lengths: Ints
    """Features by paper."""
    keys: Ints
    counts: Ints
    """How often the paper has the feature."""


class Vectors(NamedTuple):
    """Sparse rows, one a paper."""

    whole: sparse.csr_array
    """Rows of length `UNIT`, of 32-bit integers, columns ascending."""
    probes: sparse.csr_array
    """The heaviest features of each row that are not common."""
    keys: Ints
    """Feature by column; columns are in alphabetical order."""
    prints: NDArray[np.uint64]
    """Fingerprint by row: equal where the row is the same in both matrices."""


def weigh(features: Features, rank: Ints, emphasis: NDArray[np.float64]) -> Vectors:
    """Return the vectors of papers.

    Args:
        features: of all papers.
        rank: place of each word in alphabetical order; fixes the order of columns.
        emphasis: factor by word.
    """
    rows = len(features.lengths)
    spelled = rank[features.keys >> PAIR] << PAIR | rank[features.keys & _LOW]
    _, first, column, papers = np.unique(spelled, return_index=True, return_inverse=True, return_counts=True)
    shared = papers > 1
    keys, papers = features.keys[first][shared], papers[shared].astype(np.int64)
    telling = _telling(papers, rows) * emphasis[keys & _LOW]
    kept = shared[column]
    column = (np.cumsum(shared) - 1)[column[kept]]
    row = np.repeat(np.arange(rows), features.lengths)[kept]
    raw = np.rint(_GRAIN * (1 + np.log(features.counts[kept])) * telling[column]).astype(np.int64)
    squares = np.bincount(row, raw * raw, minlength=rows)
    weights = np.rint(UNIT * raw / np.sqrt(squares)[row]).astype(np.int32)
    starts = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=rows))))
    whole = sparse.csr_array((weights, column.astype(np.int32), starts.astype(np.int32)), shape=(rows, len(keys)))
    whole.sort_indices()
    probes = _probes(whole, papers)
    return Vectors(whole, probes, keys, _prints(whole, keys, 1) + _prints(probes, keys, 2))


def _telling(papers: Ints, total: int) -> NDArray[np.float64]:
    """Return how telling features are that so many papers of `total` have."""
    if total < EXACT:
        return np.log1p(total / papers) ** DAMPING
    level = np.searchsorted(LEVELS, papers, side="right") - 1
    middle: NDArray[np.float64] = np.sqrt(LEVELS[level] * LEVELS[level + 1])
    return np.log1p(float(1 << total.bit_length() - 1) / middle) ** DAMPING


def _probes(whole: sparse.csr_array, papers: Ints) -> sparse.csr_array:
    """Return of each row the `PROBES` heaviest features of less than `COMMON` papers, ties in order of the column."""
    rows = whole.shape[0]
    row = np.repeat(np.arange(rows), np.diff(whole.indptr))
    rare = papers[whole.indices] < COMMON
    row, column, weight = row[rare], whole.indices[rare], whole.data[rare]
    # stable, so columns stay in their order among equal weights
    order = np.argsort(row.astype(np.int64) << 16 | 0xFFFF - weight, kind="stable")
    row, column, weight = row[order], column[order], weight[order]
    count = np.bincount(row, minlength=rows)
    kept = np.arange(len(row)) - (np.cumsum(count) - count)[row] < PROBES
    probes = sparse.csr_array((weight[kept], (row[kept], column[kept])), shape=whole.shape)
    probes.sort_indices()
    return probes


def _prints(matrix: sparse.csr_array, keys: Ints, salt: int) -> NDArray[np.uint64]:
    """Return fingerprints of rows: sums of well mixed numbers (the finaliser of SplitMix64)."""
    mixed = keys[matrix.indices].astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    mixed += matrix.data.astype(np.uint64) * np.uint64(0xD1B54A32D192ED03) + np.uint64(salt)
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        mixed = (mixed ^ mixed >> np.uint64(shift)) * np.uint64(factor)
    sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(mixed, dtype=np.uint64)))
    by_row: NDArray[np.uint64] = sums[matrix.indptr[1:]] - sums[matrix.indptr[:-1]]
    return by_row
