"""Collect the features of all papers; what the last run has read is not read again."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor

import numpy as np
from numpy.typing import NDArray

from papercat.enrich.related.reasons import Marks
from papercat.enrich.related.state import State
from papercat.enrich.related.vectors import Features, Ints
from papercat.enrich.related.words import MARK, PAIR, Reading, Text, read
from papercat.records import Paper

CHUNK = 2000
"""Papers read at once."""


def digest(paper: Paper, marks: Iterable[str]) -> str:
    """Return a fingerprint of all that is read of a paper: its text, its names and tags with their labels."""
    text = "\0".join((paper.title, paper.abstract, *marks))
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def collect(
    papers: Sequence[Paper], marks: Callable[[int], Marks], known: Ints, previous: State, executor: Executor
) -> tuple[tuple[str, ...], Features]:
    """Return all words by number, and the features of all papers.

    Args:
        papers: all.
        marks: names and tags of each.
        known: place of each in the previous run where it has not changed, else -1.
        previous: the last run.
        executor: where to read the others.
    """
    texts = [Text(papers[at].title, papers[at].abstract, marks(at).words()) for at in _new(known).tolist()]
    chunks = [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)]
    words = {word: number for number, word in enumerate(previous.words)}
    parts = [_renumbered(part, words) for part in executor.map(read, chunks)]
    pool = Features(*(np.concatenate(some) for some in zip(previous.features, *parts, strict=True)))
    place = known.copy()
    place[_new(known)] = len(previous.ids) + np.arange(len(texts))
    return tuple(words), _taken(pool, place)


def _new(known: Ints) -> Ints:
    return np.flatnonzero(known < 0)


def _renumbered(part: Reading, words: dict[str, int]) -> Features:
    """Return features with the numbers of `words`, which takes up the new ones."""
    number = np.fromiter((words.setdefault(word, len(words)) for word in part.words), np.int64, len(part.words))
    keys = number[part.keys >> PAIR] << PAIR | number[part.keys & (1 << PAIR) - 1]
    return Features(part.lengths, keys, part.counts)


def _taken(pool: Features, place: Ints) -> Features:
    """Return the features of papers by their place in the pool."""
    lengths = pool.lengths[place]
    starts = (np.cumsum(pool.lengths) - pool.lengths)[place]
    inside = np.arange(int(lengths.sum())) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
    return Features(lengths, pool.keys[inside], pool.counts[inside])


def rank(words: Sequence[str]) -> Ints:
    """Return the place of each word in alphabetical order, whatever the order they were met in."""
    places = np.empty(len(words), np.int64)
    places[sorted(range(len(words)), key=words.__getitem__)] = np.arange(len(words))
    return places


def emphasis(words: Sequence[str], by_kind: Mapping[str, float]) -> NDArray[np.float64]:
    """Return the factor of each word: 1, or that of its kind of mark."""
    kinds = (word[: word.find(" ") + 1] if word.startswith(MARK) else "" for word in words)
    return np.fromiter((by_kind.get(kind, 1.0) for kind in kinds), np.float64, len(words))
