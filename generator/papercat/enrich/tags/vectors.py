"""Papers as vectors of their words, for the model of tags; all in whole numbers, whose sums have no order."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.texts import OFTEN, Ints, Texts

COMMON = 0.3
"""Share of the papers above which a word tells nothing."""
UNIT = 4096
"""Length of a tag's vector, and about that of a paper's."""
MIDDLING = 0.55
"""How telling the features of papers are on the whole, as a share of the rarest."""
_OFTEN = OFTEN.astype(np.int32)


class Features(NamedTuple):
    """The words and pairs of words that a model looks at."""

    columns: NDArray[np.int32]
    """By number of the feature in the texts: its column, or -1."""
    telling: NDArray[np.int32]
    """By column: how telling it is."""
    most: int
    """How telling the rarest are."""

    def only(self, columns: NDArray[np.integer]) -> "Features":
        """Return those of some columns, given in ascending order, which are numbered anew."""
        number = np.full(len(self.telling) + 1, -1, np.int32)
        number[columns] = np.arange(len(columns))
        return Features(number[self.columns], self.telling[columns], self.most)


def features(read: Texts) -> Features:
    """Return what two of these papers share, but not most.

    How telling a feature is depends on the level of how many have it (2, 4, 16, 64, …): that keeps vectors the same
    when a few papers come.
    """
    count = len(read.lengths)
    papers = np.bincount(read.numbers, minlength=len(read.keys))
    kept = (papers > 1) & (papers < COMMON * count)
    level = np.floor(np.log2(papers[kept]) / 2).astype(np.int32)
    columns = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    return Features(columns, np.maximum(count.bit_length() - 2 * level, 1), count.bit_length())


def vectors(read: Texts, of: Features) -> sparse.csr_array:
    """Return papers by features, each row divided by the length of the paper's text.

    That does not change when other papers come; the length of the row itself does with each of its features.
    """
    column = of.columns[read.numbers]
    kept = np.flatnonzero(column >= 0)
    column = column[kept]
    ends = np.searchsorted(kept, np.concatenate(([0], np.cumsum(read.lengths, dtype=np.int64)))).astype(np.int32)
    # 32 bits hold all of these, and half as much to move takes less time
    raw = _OFTEN[read.counts[kept]] * of.telling[column]
    lengths = np.repeat(np.sqrt(read.squares) * (MIDDLING * of.most), np.diff(ends))
    weights = np.rint(UNIT * raw / lengths).astype(np.int32)
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
