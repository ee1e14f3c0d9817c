"""Find each paper's nearest: candidates by its most telling features, then ranked by the whole vectors."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import sparse

from papercat.enrich.related.vectors import Ints, Vectors

PROBES = 40
"""Features of a paper that look for candidates."""
COMMON = 1536
"""A feature of more papers than this does not look for candidates; the cost of a paper stays bounded."""
CANDIDATES = 48
"""Papers that are compared by their whole vectors."""
BLOCK = 512
"""Rows multiplied at once; bounds memory."""


class Ranking(NamedTuple):
    """The nearest papers of one paper."""

    rows: Ints
    """Best first; ties in order of the row."""
    scores: Ints
    """Products of vectors of length `UNIT`."""
    features: list[Ints]
    """For each of `rows` the columns that both have, the one that adds most first."""


def probes(vectors: Vectors) -> sparse.csr_array:
    """Return the matrix of each paper's `PROBES` heaviest features that are not common."""
    rows = len(vectors.starts) - 1
    row = np.repeat(np.arange(rows), np.diff(vectors.starts))
    rare = vectors.frequency[vectors.columns] <= COMMON
    row, column, weight = row[rare], vectors.columns[rare], vectors.weights[rare]
    order = np.lexsort((column, -weight, row))
    row, column, weight = row[order], column[order], weight[order]
    count = np.bincount(row, minlength=rows)
    place = np.arange(len(row)) - (np.cumsum(count) - count)[row]
    kept = place < PROBES
    shape = (rows, len(vectors.keys))
    return sparse.csr_array((weight[kept].astype(np.int32), (row[kept], column[kept])), shape=shape)


def candidates(matrix: sparse.csr_array, rows: Ints, width: int = CANDIDATES) -> Iterator[Ints]:
    """Yield for each of `rows` the papers with the largest products, best first, ties in order of the row."""
    other = matrix.T.tocsr()
    for start in range(0, len(rows), BLOCK):
        block = rows[start : start + BLOCK]
        product = matrix[block] @ other
        for place, row in enumerate(block):
            inside = slice(product.indptr[place], product.indptr[place + 1])
            found = product.indices[inside].astype(np.int64)
            key = product.data[inside].astype(np.int64) << 32 | 0xFFFFFFFF - found
            key = key[found != row]
            if len(key) > width:
                key = np.partition(key, len(key) - width)[-width:]
            yield 0xFFFFFFFF - (np.sort(key)[::-1] & 0xFFFFFFFF)


def ranked(vectors: Vectors, row: int, others: Ints, scratch: Ints, most: int) -> Ranking:
    """Compare one paper with its candidates by their whole vectors.

    Args:
        vectors: of all papers.
        row: the paper.
        others: rows of the candidates.
        scratch: zeros, one a column; zeros again afterwards.
        most: candidates to return.
    """
    own = slice(vectors.starts[row], vectors.starts[row + 1])
    scratch[vectors.columns[own]] = vectors.weights[own]
    lengths = vectors.starts[others + 1] - vectors.starts[others]
    ends = np.cumsum(lengths)
    inside = np.arange(ends[-1] if len(ends) else 0) + np.repeat(vectors.starts[others] - ends + lengths, lengths)
    columns = vectors.columns[inside]
    adds = vectors.weights[inside] * scratch[columns]
    sums = np.concatenate(([0], np.cumsum(adds)))
    scores = sums[ends] - sums[ends - lengths]
    scratch[vectors.columns[own]] = 0
    best = np.lexsort((others, -scores))[:most]
    shared = [
        _largest(columns[ends[at] - lengths[at] : ends[at]], adds[ends[at] - lengths[at] : ends[at]]) for at in best
    ]
    return Ranking(others[best], scores[best], shared)


def _largest(columns: Ints, adds: Ints, most: int = 8) -> Ints:
    """Return the columns that add most, ties in order of the column."""
    some = np.flatnonzero(adds)
    return columns[some[np.argsort(-adds[some], kind="stable")[:most]]]
