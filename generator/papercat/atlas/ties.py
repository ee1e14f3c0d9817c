"""What draws papers together on the map: related papers, and the tags they share."""

import zlib
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.catalogue import Catalogue, marked

GRAIN = 9
"""Decimal places of a weight."""


class Marks(NamedTuple):
    """What papers have in common with many others, as a table."""

    weights: sparse.csr_array
    """A row a paper, a column a mark; rows have length 1, or 0 where the paper has none."""
    seeds: NDArray[np.float64]
    """Two numbers a column, in no order but fixed for ever: made of the mark's name."""


def bonds(catalogue: Catalogue) -> sparse.csr_array:
    """Return how strongly papers hold each other: symmetric, all weights together 1, of a paper about as of another."""
    count = len(catalogue.papers)
    weights = _related(catalogue)
    return sparse.csr_array((weights + weights.T) * (0.5 / max(count, 1)))


def _related(catalogue: Catalogue) -> sparse.csr_array:
    """Return a row a paper: its related papers, by likeness; rows have the sum 1, or 0 where there is none."""
    counts, others, scores = map(np.array, catalogue.neighbours)
    rows = np.repeat(np.arange(len(counts)), counts)
    known = others >= 0
    rows, others, scores = rows[known], others[known], scores[known]
    sums = np.bincount(rows, scores, len(counts))
    scores /= sums[rows]
    return sparse.csr_array((scores, (rows, others)), shape=(len(counts), len(counts)))


def marks(catalogue: Catalogue) -> Marks:
    """Return the tags of papers; where hardly anybody has one, the papers they are related to."""
    found = catalogue.tagged
    if 2 * np.count_nonzero(found.counts) < len(found.counts):
        found = marked([one.id for one in catalogue.related.get(paper.id, ())] for paper in catalogue.papers)
    keys, count, columns = found.keys, len(found.counts), np.array(found.numbers)
    rows = np.repeat(np.arange(count), found.counts)
    # as for words: what few have says more; rounded, because the last bit of a logarithm is another on other processors
    telling = np.log1p(count / np.maximum(np.bincount(columns, minlength=len(keys)), 1)).round(GRAIN)[columns]
    lengths = np.sqrt(np.bincount(rows, telling * telling, count))
    weights = sparse.csr_array((telling / lengths[rows], (rows, columns)), shape=(count, len(keys)))
    return Marks(weights, np.array([*_seeds(keys)], np.float64).reshape(-1, 2))


def _seeds(keys: Iterable[str]) -> Iterable[tuple[float, float]]:
    for key in keys:
        mixed = zlib.crc32(key.encode("utf-8", "replace"))
        yield (mixed & 0xFFFF) / 0x8000 - 1, (mixed >> 16) / 0x8000 - 1
