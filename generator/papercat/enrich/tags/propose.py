"""Propose tags by the words of a paper, with what was learned from keywords."""

from collections.abc import Container, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from scipy import sparse

from papercat.enrich.tags.learn import Model, likenesses
from papercat.enrich.tags.vectors import vectors
from papercat.enrich.texts import Ints, Texts, heaviest

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
    """The words that tell, best first; nothing where the paper's text names the tag."""


def propose(model: Model | None, read: Texts, named: Sequence[Container[str]]) -> list[tuple[Learned, ...]]:
    """Return the tags that the words of each paper suggest, best first.

    Args:
        model: what was learned.
        read: the papers' texts.
        named: tags of which each paper's text has the words; their reason is that, so none is sought here.
    """
    found: list[list[Learned]] = [[] for _ in read.lengths]
    if model is None or not model.tags:
        return [()] * len(found)
    table = vectors(read, model.features)
    column_of = np.flatnonzero(model.features.columns >= 0)
    for rows, tags, likeness in likenesses(table, model.centroids):
        multiple = np.minimum(np.floor(_STEPS * likeness / model.least[tags]) / _STEPS, _MOST)
        order = np.lexsort((tags, -multiple, rows))
        order = order[multiple[order] >= 1]
        order = order[np.arange(len(order)) - np.searchsorted(rows[order], rows[order]) < TOP]
        which, papers = [model.tags[tag] for tag in tags[order].tolist()], rows[order].tolist()
        untold = np.fromiter((tag not in named[paper] for tag, paper in zip(which, papers, strict=True)), np.bool_)
        asked = order[untold]
        reasons = _reasons(table[rows[asked]] * model.centroids[tags[asked]], column_of, read)
        for paper, tag, value, open_ in zip(papers, which, multiple[order].tolist(), untold.tolist(), strict=True):
            found[paper].append(Learned(tag, value, next(reasons) if open_ else ()))
    return list(map(tuple, found))


def _reasons(shared: sparse.csr_array, column_of: Ints, read: Texts) -> Iterator[tuple[str, ...]]:
    """Yield for each row the words that add most, none twice; by level, then by hash, so that they seldom change."""
    row = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    level = np.floor(2 * np.log2(np.maximum(shared.data, 1))).astype(np.int64)
    feature = column_of[shared.indices]
    order = heaviest(row, level, read.hashes[feature])
    first = order[np.arange(len(order)) - shared.indptr[row] < 4 * TOLD]
    words = read.spelled(feature[first])
    ends = np.cumsum(np.minimum(np.diff(shared.indptr), 4 * TOLD)).tolist()
    yield from (_told(words[start:end]) for start, end in pairwise([0, *ends]))


def _told(features: list[tuple[str, str]]) -> tuple[str, ...]:
    told: list[tuple[str, str]] = []
    for pair in features:
        if len(told) < TOLD and not set(filter(None, pair)) & set(chain.from_iterable(told)):
            told.append(pair)
    return tuple(" ".join(filter(None, pair)) for pair in told)
