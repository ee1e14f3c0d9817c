"""Read papers into numbers: one long row of words for many papers, so that they can be looked at all at once."""

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from papercat.enrich import sentences
from papercat.enrich.vocabulary import STEMS, cut
from papercat.records import Paper

Ints = NDArray[np.int64]

TITLE, FIRST, LAST, REST, KEYWORD = range(5)
"""Places of a word: title, first, last or another sentence of the abstract, keyword."""
SHIFT = 32
"""A pair of neighbours is one number: the first stem's, shifted by so many bits, and the second's."""


class Reading(NamedTuple):
    """The words of some papers, one paper after the other; a gap stands after each of their parts."""

    words: list[str]
    """As they stand there; nothing for a gap."""
    stems: Ints
    """Number of each word's stem; 0 for a gap."""
    names: Sequence[str]
    """Stem by number, of `NUMBERS`."""
    papers: Ints
    """Place of each word's paper."""
    places: NDArray[np.int8]
    """Where each word stands."""
    size: int
    """How many papers."""


class _Numbers(dict[str, int]):
    """The number of each word's stem, given when it is first met; read like a dict, because that is what it costs."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.stems = {"": 0}
        self.names = [""]
        self.hashes = array("I", [crc32(b"")])

    def __missing__(self, word: str) -> int:
        stem = STEMS[word]
        number = self.stems.get(stem)
        if number is None:
            number = self.stems[stem] = len(self.names)
            self.names.append(stem)
            self.hashes.append(hashed(stem))
        self[word] = number
        return number


NUMBERS = _Numbers()
"""Of this process; whatever is shown must not depend on them."""


def hashed(stem: str) -> int:
    """Return a hash of four bytes."""
    return crc32(stem.encode("utf-8", "surrogatepass"))


def read(papers: Sequence[Paper]) -> Reading:
    """Return title, keywords, and first, middle and last sentences of papers, cut into words."""
    words: list[str] = []
    ends: list[int] = []
    places: list[int] = []
    parts: list[int] = []
    for paper in papers:
        before = len(ends)
        for place, text in _parts(paper):
            words += cut(text)
            words.append("")
            ends.append(len(words))
            places.append(place)
        parts.append(len(ends) - before)
    lengths = np.diff(ends, prepend=0)
    stems = np.fromiter(map(NUMBERS.__getitem__, words), np.int64, len(words))
    owners = np.repeat(np.arange(len(papers)), parts)
    where = np.array(places, np.int8)
    return Reading(words, stems, NUMBERS.names, np.repeat(owners, lengths), np.repeat(where, lengths), len(papers))


def _parts(paper: Paper) -> list[tuple[int, str]]:
    abstract = paper.abstract
    cuts = sentences.spans(abstract)
    begin, end = (cuts[0][1], max(cuts[0][1], cuts[-1][0])) if cuts else (0, 0)
    return [
        (TITLE, paper.title),
        *((KEYWORD, keyword) for keyword in paper.keywords),
        (FIRST, abstract[:begin]),
        (REST, abstract[begin:end]),
        (LAST, abstract[end:]),
    ]


def known(phrases: Mapping[str, int]) -> tuple[Ints, Ints]:
    """Return the phrases of one or two stems that may be read: numbers of their stems, ascending, and their own."""
    numbers = NUMBERS.stems
    found = []
    for phrase, number in phrases.items():
        first, _, second = phrase.partition(" ")
        if first in numbers and (not second or second in numbers):
            key = numbers[first] << SHIFT | numbers[second] if second else numbers[first]
            found.append((key, number))
    table = np.array(sorted(found), np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def looked_up(keys: Ints, values: Ints, wanted: Ints) -> Ints:
    """Return the value of each wanted key, -1 for one that is not among the ascending keys."""
    if not len(keys):
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, values[at], -1)
