"""Papers as vectors of their words, for the model of tags; all in whole numbers, whose sums have no order."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.texts import OFTEN, Ints, Texts

COMMON = 0.3
"""Share of the papers above which a word tells nothing."""
UNIT = 4096
"""Length of every vector."""
_OFTEN = OFTEN.astype(np.int32)


class Features(NamedTuple):
    """The words and pairs of words that a model looks at."""

    columns: NDArray[np.int32]
    """By number of the feature in the texts: its column, or -1."""
    telling: Ints
    """By column: how telling it is."""


def features(read: Texts) -> Features:
    """Return what two of these papers share, but not most.

    How telling a feature is depends on the level of how many have it (2, 4, 16, 64, …): that keeps vectors the same
    when a few papers come.
    """
    count = len(read.lengths)
    papers = np.bincount(read.numbers, minlength=len(read.keys))
    kept = (papers > 1) & (papers < COMMON * count)
    level = np.floor(np.log2(papers[kept]) / 2).astype(np.int64)
    columns = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    return Features(columns, np.maximum(count.bit_length() - 2 * level, 1))


def vectors(read: Texts, of: Features, looked: NDArray[np.bool_] | None = None) -> sparse.csr_array:
    """Return papers by features, rows of length `UNIT`; an empty row stays empty.

    Args:
        read: the texts of the papers.
        of: the features that a model looks at.
        looked: by column, whether it is needed; others are left empty.
    """
    column = of.columns[read.numbers]
    kept = column >= 0
    row = np.repeat(np.arange(len(read.lengths), dtype=np.int32), read.lengths)[kept]
    column = column[kept]
    # 32 bits hold all of these, and half as much to move takes less time
    raw = _OFTEN[read.counts[kept]] * of.telling.astype(np.int32)[column]
    lengths = np.sqrt(np.bincount(row, np.square(raw, dtype=np.float64), minlength=len(read.lengths)))
    if looked is not None:
        some = looked[column]
        row, column, raw = row[some], column[some], raw[some]
    weights = np.rint(UNIT * raw / lengths[row]).astype(np.int32)
    ends = np.concatenate(([0], np.cumsum(np.bincount(row, minlength=len(read.lengths))))).astype(np.int32)
    table = sparse.csr_array((weights, column, ends), shape=(len(read.lengths), len(of.telling)))
    table.sort_indices()
    return table


def squared(table: sparse.csr_array) -> Ints:
    """Return the sum of squares of each row."""
    return np.asarray((table * table).sum(axis=1), np.int64)


def unit(table: sparse.csr_array) -> sparse.csr_array:
    """Return the rows in length `UNIT`."""
    row = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    weights: NDArray[np.int64] = np.rint(UNIT * table.data / np.sqrt(squared(table))[row]).astype(np.int64)
    return sparse.csr_array((weights, table.indices, table.indptr), shape=table.shape)
