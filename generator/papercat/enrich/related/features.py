"""Collect the features of all papers, chunk by chunk."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papercat.enrich.related.reasons import Marks
from papercat.enrich.related.vectors import Ints
from papercat.enrich.related.words import MARK, PAIR, Features, Text, features
from papercat.records import Paper

CHUNK = 2000
"""Papers read at once."""


class Collection(NamedTuple):
    """Features of papers, one paper after the other, over one list of words."""

    words: tuple[str, ...]
    lengths: Ints
    keys: Ints
    counts: Ints

    def rank(self) -> Ints:
        """Return the place of each word in alphabetical order, whatever the order they were met in."""
        rank = np.empty(len(self.words), np.int64)
        rank[sorted(range(len(self.words)), key=self.words.__getitem__)] = np.arange(len(self.words))
        return rank

    def emphasis(self, by_kind: Mapping[str, float]) -> NDArray[np.float64]:
        """Return the factor of each word: 1, or that of its kind of mark."""
        marked = (word[: word.find(" ") + 1] if word.startswith(MARK) else "" for word in self.words)
        return np.fromiter((by_kind.get(kind, 1.0) for kind in marked), np.float64, len(self.words))


def collect(papers: Sequence[Paper], known: Sequence[Marks], executor: Executor) -> Collection:
    """Read papers through the executor and number their words in one list."""
    texts = [Text(paper.title, paper.abstract, marks.words()) for paper, marks in zip(papers, known, strict=True)]
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    words: dict[str, int] = {"": 0}
    parts = [_renumbered(part, words) for part in executor.map(features, chunks)]
    return Collection(
        tuple(words),
        _joined([part.lengths for part in parts]),
        _joined([part.keys for part in parts]),
        _joined([part.counts for part in parts]),
    )


def _renumbered(part: Features, words: dict[str, int]) -> Features:
    """Return the part with the numbers of `words`, which takes up the new ones."""
    number = np.fromiter((words.setdefault(word, len(words)) for word in part.words), np.int64, len(part.words))
    keys = number[part.keys >> PAIR] << PAIR | number[part.keys & (1 << PAIR) - 1]
    return part._replace(keys=keys, words=())


def _joined(arrays: Sequence[Ints]) -> Ints:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)
