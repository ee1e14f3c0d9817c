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

Ints = NDArray[np.int64]

EXACT = 4096
"""Papers; a catalogue smaller than this is ranked afresh in a second or two."""
UNIT = 4096
"""Length of every vector."""
LEVELS = np.array([2 * 8**level for level in range(9)], np.int64)
DAMPING = 0.7
_GRAIN = 1024


class Vectors(NamedTuple):
    """Sparse rows of unit length (`UNIT`), one a paper."""

    starts: Ints
    """Row i is `starts[i]:starts[i + 1]` of the next two."""
    columns: Ints
    """Ascending within a row."""
    weights: Ints
    keys: Ints
    """Feature by column."""
    frequency: Ints
    """Papers by column; at least two."""


def weigh(lengths: Ints, keys: Ints, counts: Ints, rank: Ints, emphasis: NDArray[np.float64]) -> Vectors:
    """Return the vectors of papers.

    Args:
        lengths: features by paper.
        keys: features, one paper after the other.
        counts: how often the paper has the feature.
        rank: place of each word in alphabetical order; fixes the order of columns.
        emphasis: factor by word.
    """
    spelled = rank[keys >> 32] << 32 | rank[keys & 0xFFFFFFFF]
    _, first, column, papers = np.unique(spelled, return_index=True, return_inverse=True, return_counts=True)
    shared = papers > 1
    telling = _telling(papers[shared].astype(np.int64), len(lengths)) * emphasis[keys[first][shared] & 0xFFFFFFFF]
    kept = shared[column]
    column = (np.cumsum(shared) - 1)[column[kept]]
    row = np.repeat(np.arange(len(lengths)), lengths)[kept]
    raw = np.rint(_GRAIN * (1 + np.log(counts[kept])) * telling[column]).astype(np.int64)
    order = np.lexsort((column, row))
    row, column, raw = row[order], column[order], raw[order]
    norm = np.sqrt(_sums(raw * raw, row, len(lengths)))
    weights = np.rint(UNIT * raw / norm[row]).astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(lengths))))).astype(np.int64)
    return Vectors(starts, column, weights, keys[first][shared], papers[shared].astype(np.int64))


def _telling(papers: Ints, total: int) -> NDArray[np.float64]:
    """Return how telling features are that so many papers of `total` have."""
    if total < EXACT:
        return np.log1p(total / papers) ** DAMPING
    level = np.searchsorted(LEVELS, papers, side="right") - 1
    middle: NDArray[np.float64] = np.sqrt(LEVELS[level] * LEVELS[level + 1])
    return np.log1p(float(1 << total.bit_length() - 1) / middle) ** DAMPING


def _sums(values: Ints, row: Ints, rows: int) -> Ints:
    """Return sums by row; exact, whatever the order."""
    sums = np.zeros(rows, np.int64)
    np.add.at(sums, row, values)
    return sums
