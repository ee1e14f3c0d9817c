"""Propose tags by the words of a paper, with what was learned from keywords."""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.tags.learn import Model, likenesses
from papercat.enrich.tags.vectors import vectors
from papercat.enrich.texts import Ints, Texts, heaviest
from papercat.enrich.words import PAIR

TOP = 4
"""Tags proposed for a paper, at most."""
TOLD = 3
"""Words that a reason is made of."""
_LOOKED = 4 * TOLD
"""Words that are looked at for them."""
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
    number_of = np.flatnonzero(model.features.columns >= 0)
    for rows, tags, likeness in likenesses(table, model.centroids):
        multiple = np.minimum(np.floor(_STEPS * likeness / model.least[tags]) / _STEPS, _MOST)
        sure = np.flatnonzero(multiple >= 1)
        order = sure[np.lexsort((tags[sure], -multiple[sure], rows[sure]))]
        order = order[np.arange(len(order)) - np.searchsorted(rows[order], rows[order]) < TOP]
        which, papers = [model.tags[tag] for tag in tags[order].tolist()], rows[order].tolist()
        untold = np.fromiter((tag not in named[paper] for tag, paper in zip(which, papers, strict=True)), np.bool_)
        asked = order[untold]
        reasons = _reasons(table[rows[asked]] * model.centroids[tags[asked]], number_of, read)
        for paper, tag, value, open_ in zip(papers, which, multiple[order].tolist(), untold.tolist(), strict=True):
            found[paper].append(Learned(tag, value, next(reasons) if open_ else ()))
    return list(map(tuple, found))


def _reasons(shared: sparse.csr_array, number_of: Ints, read: Texts) -> Iterator[tuple[str, ...]]:
    """Yield for each row the words that add most, none twice; by level, then by hash, so that they seldom change."""
    row = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    level = np.floor(2 * np.log2(np.maximum(shared.data, 1))).astype(np.int64)
    feature = number_of[shared.indices]
    order = heaviest(row, level, read.hashes[feature])
    place = np.arange(len(order)) - shared.indptr[row]
    looked = place < _LOOKED
    feature, row, place = feature[order[looked]], row[looked], place[looked]
    keys = np.zeros((shared.shape[0], _LOOKED), np.int64)
    keys[row, place] = read.keys[feature]
    told = _told(keys)
    words = [" ".join(filter(None, pair)) for pair in read.spelled(feature[told[row, place]])]
    ends = np.cumsum(told.sum(axis=1)).tolist()
    yield from (tuple(words[start:end]) for start, end in pairwise([0, *ends]))


def _told(keys: Ints) -> NDArray[np.bool_]:
    """Return the first `TOLD` features of each line of which none has a word of another; key 0 is none."""
    told = np.zeros(keys.shape, np.bool_)
    said = np.zeros((len(keys), 0), np.int64)
    for at, key in enumerate(keys.T):
        words = np.stack((key >> PAIR, key & (1 << PAIR) - 1), axis=1)
        known = ((said[:, :, None] == words[:, None]) & (words[:, None] > 0)).any(axis=(1, 2))
        told[:, at] = (key > 0) & ~known & (told.sum(axis=1) < TOLD)
        said = np.concatenate((said, np.where(told[:, at, None], words, 0)), axis=1)
    return told
