"""Propose tags by the words of a paper, with what was learned from keywords."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

import numpy as np
from scipy import sparse

from papercat.enrich.tags.learn import Model, likenesses
from papercat.enrich.tags.vectors import vectors
from papercat.enrich.texts import Hashes, Ints, Texts

TOP = 4
"""Tags proposed for a paper, at most."""
TOLD = 3
"""Words that a reason is made of."""
_STEPS, _MOST = 4, 2.0


class Learned(NamedTuple):
    """A tag that the words of a paper suggest."""

    tag: str
    sureness: float
    """Likeness between the paper and those with this keyword, as a multiple of what is enough: 1 to 2, in quarters."""
    words: tuple[str, ...]
    """The words that tell, best first."""


def propose(model: Model | None, read: Texts) -> list[tuple[Learned, ...]]:
    """Return the tags that the words of each paper suggest, best first."""
    found: list[list[Learned]] = [[] for _ in read.lengths]
    if model is None or not model.tags:
        return [()] * len(found)
    table = vectors(read, model.features)
    column_of = np.flatnonzero(model.features.columns >= 0)
    for rows, tags, likeness in likenesses(table, model.centroids):
        multiple = np.minimum(np.floor(_STEPS * likeness / model.least[tags]) / _STEPS, _MOST)
        order = np.lexsort((tags, -multiple, rows))
        order = order[multiple[order] >= 1]
        row, tag, sureness = rows[order], tags[order], multiple[order]
        reasons = _reasons(table[row] * model.centroids[tag], column_of, read)
        for paper, number, value, words in zip(row.tolist(), tag.tolist(), sureness.tolist(), reasons, strict=True):
            if len(found[paper]) < TOP:
                found[paper].append(Learned(model.tags[number], value, words))
    return list(map(tuple, found))


def _reasons(shared: sparse.csr_array, column_of: Ints, read: Texts) -> Iterator[tuple[str, ...]]:
    """Yield for each row the words that add most, none twice; by level, then by hash, so that they seldom change."""
    row = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    level = np.floor(2 * np.log2(np.maximum(shared.data, 1))).astype(np.int64)
    feature = column_of[shared.indices]
    hashes: Hashes = read.hashes[feature]
    ordered = feature[np.lexsort((hashes, -level, row))].tolist()
    for start, end in zip(shared.indptr[:-1].tolist(), shared.indptr[1:].tolist(), strict=True):
        yield _told([read.spelled(at) for at in ordered[start : min(end, start + 4 * TOLD)]])


def _told(features: list[tuple[str, str]]) -> tuple[str, ...]:
    told: list[tuple[str, str]] = []
    for pair in features:
        if len(told) < TOLD and not set(filter(None, pair)) & set(chain.from_iterable(told)):
            told.append(pair)
    return tuple(" ".join(filter(None, pair)) for pair in told)
