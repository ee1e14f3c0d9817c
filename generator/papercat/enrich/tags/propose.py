"""Propose tags by the words of a paper, with what was learned from keywords."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.tags.reading import Ints, Reading
from papercat.enrich.tags.vectors import Model, vectors

TOP = 5
"""Tags proposed for a paper, at most."""
FLOOR = 0.04
"""Cosine below which a tag is not proposed."""
TOLD = 3
"""Words that a reason is made of."""


class Learned(NamedTuple):
    """A tag that the words of a paper suggest."""

    tag: str
    likeness: float
    """Cosine between the paper and the papers with this keyword."""
    words: tuple[str, ...]
    """The words that tell, best first."""


def propose(model: Model, reading: Reading) -> list[tuple[Learned, ...]]:
    """Return the tags that the words of each paper suggest, best first."""
    if not model.tags:
        return [()] * reading.size
    rows = vectors(model, reading)
    papers, tags, likeness = _best(np.asarray((rows @ model.centroids.T).todense()))
    reasons = _reasons(model, rows[papers] * model.centroids[tags])
    found: list[list[Learned]] = [[] for _ in range(reading.size)]
    for paper, tag, value, words in zip(papers.tolist(), tags.tolist(), likeness.tolist(), reasons, strict=True):
        found[paper].append(Learned(model.tags[tag], value, words))
    return list(map(tuple, found))


def _best(likeness: NDArray[np.float64]) -> tuple[Ints, Ints, NDArray[np.float64]]:
    """Return papers, their likeliest tags and how likely, best first, ties in order of the tag."""
    top = np.sort(np.argpartition(-likeness, min(TOP, likeness.shape[1] - 1), axis=1)[:, :TOP], axis=1)
    values = np.round(np.take_along_axis(likeness, top, axis=1), 5)
    order = np.argsort(-values, axis=1, kind="stable")
    top, values = np.take_along_axis(top, order, axis=1), np.take_along_axis(values, order, axis=1)
    paper, at = np.nonzero(values >= FLOOR)
    return paper, top[paper, at], values[paper, at]


def _reasons(model: Model, shared: sparse.csr_array) -> Iterator[tuple[str, ...]]:
    """Yield for each row the features that add most, ties in alphabetical order."""
    names: Sequence[str] = list(model.features)
    row = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    order = np.lexsort((shared.indices, -shared.data, row))
    column = shared.indices[order].tolist()
    for start, end in zip(shared.indptr[:-1].tolist(), shared.indptr[1:].tolist(), strict=True):
        yield tuple(names[at] for at in column[start : min(end, start + TOLD)])
