"""Papers as vectors of their words, for the model of tags."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.names import known as known_names
from papercat.enrich.tags.reading import KEYWORD, SHIFT, TITLE, Ints, Reading, known, looked_up
from papercat.enrich.vocabulary import STEMS

COMMON = 0.3
"""Share of the papers above which a word tells nothing."""
_LOW = (1 << SHIFT) - 1


class Model(NamedTuple):
    """What was learned; empty where a catalogue has too few keywords."""

    tags: tuple[str, ...] = ()
    features: Mapping[str, int] = {}
    """Number of each word or pair of words, in alphabetical order."""
    rarity: NDArray[np.float64] = np.zeros(0)
    """Inverse document frequency of each feature."""
    centroids: sparse.csr_array = sparse.csr_array((0, 0))
    """Tags by features, unit rows."""


class Counts(NamedTuple):
    """How often papers have features."""

    names: Sequence[str]
    """Of the features, in alphabetical order."""
    papers: Ints
    """How many papers have each."""
    table: sparse.csr_array
    """Papers by features."""


class Features(NamedTuple):
    """What the words of papers are to the model: stems, those of the title twice and its neighbouring pairs, too."""

    papers: Ints
    keys: Ints
    """A stem's number, or two as `Reading.pairs` joins them."""
    names: Sequence[str]
    """Stem by number."""


def features(reading: Reading) -> Features:
    """Return the features of papers, those of one paper in no order."""
    title, word = reading.places == TITLE, reading.stems > 0
    text = word & (reading.places != KEYWORD)
    pair = title[:-1] & word[:-1] & word[1:]
    keys = (reading.stems[text], reading.stems[text & title], reading.pairs()[pair])
    papers = (reading.papers[text], reading.papers[text & title], reading.papers[:-1][pair])
    return Features(np.concatenate(papers), np.concatenate(keys), reading.names)


def counted(papers: int, found: Features) -> Counts:
    """Count the features that two papers share, but not most, and that hold no stop word."""
    keys, column = np.unique(found.keys, return_inverse=True)
    cell, times = np.unique(found.papers * len(keys) + column, return_counts=True)
    row, column = np.divmod(cell, max(len(keys), 1))
    users = np.bincount(column, minlength=len(keys))
    stop = np.fromiter((stem in _stop_words() for stem in found.names), np.bool_, len(found.names))
    first, second = keys >> SHIFT, keys & _LOW
    tells = (users > 1) & (users < COMMON * papers) & ~stop[first] & ~stop[second]
    places = np.flatnonzero(tells)
    names = [_spelled(found.names, *pair) for pair in zip(first[places].tolist(), second[places].tolist(), strict=True)]
    order = np.array(sorted(range(len(names)), key=names.__getitem__), np.int64)
    number = np.full(len(keys), -1, np.int64)
    number[places[order]] = np.arange(len(order))
    kept = number[column] >= 0
    table = sparse.csr_array((times[kept], (row[kept], number[column[kept]])), shape=(papers, len(order)))
    return Counts([names[at] for at in order.tolist()], users[places[order]], table)


def _spelled(names: Sequence[str], first: int, second: int) -> str:
    return f"{names[first]} {names[second]}" if first else names[second]


def vectors(model: Model, reading: Reading) -> sparse.csr_array:
    """Return papers by the features of a model, as unit rows."""
    found = features(reading)
    keys, values = known(reading, model.features)
    column = looked_up(keys, values, found.keys)
    kept = column >= 0
    width = len(model.features)
    cell, times = np.unique(found.papers[kept] * width + column[kept], return_counts=True)
    row, column = np.divmod(cell, width)
    return matrix(sparse.csr_array((times, (row, column)), shape=(reading.size, width)), model.rarity)


def matrix(times: sparse.csr_array, rarity: NDArray[np.float64]) -> sparse.csr_array:
    """Return unit TF-IDF rows (papers by features), frequencies damped by their logarithm."""
    weights = (1 + np.log(times.data)) * rarity[times.indices]
    return unit(sparse.csr_array((weights, times.indices, times.indptr), shape=times.shape))


def unit(table: sparse.csr_array) -> sparse.csr_array:
    """Return the rows in unit length; an empty one stays empty."""
    row = np.repeat(np.arange(table.shape[0]), np.diff(table.indptr))
    lengths = np.sqrt(np.bincount(row, table.data * table.data, minlength=table.shape[0]))
    return sparse.csr_array((table.data / lengths[row], table.indices, table.indptr), shape=table.shape)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(STEMS[word] for word in known_names.stop_words())
