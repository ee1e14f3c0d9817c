"""The words and pairs of words of all papers as numbers, for tags and related papers; what is known is not read again.

Numbers are given in the order in which words are met, which differs from run to run: whatever is shown must depend on
the words or their hashes alone.
"""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from papercat.enrich.words import PAIR, Reading, Text, read
from papercat.records import Paper

CHUNK = 2000
"""Papers read at once."""
MOST = 255
"""Times that a paper says something, counted up to here."""
GRAIN = 256
RARELY = 24
"""Bits of a hash that are seldom the same in two features of one weight."""
_LOW = (1 << PAIR) - 1
_COUNT, _ROW = 8, 40
"""Bits before which a paper has counts and numbers of features."""
_WHOLE = 63
"""Bits of a non-negative number."""

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

OFTEN: Ints = np.rint(GRAIN * (1 + np.log(np.maximum(np.arange(MOST + 1), 1)))).astype(np.int64)
"""What it weighs that a paper says something so many times, in parts of `GRAIN`: the damped frequency of TF-IDF."""


@dataclass(frozen=True)
class Texts:
    """Features of papers, one paper after the other."""

    digests: tuple[str, ...] = ()
    """Of the papers' texts."""
    words: tuple[str, ...] = ("",)
    """By number; number 0 is none."""
    marks: Hashes = field(default_factory=lambda: _hashes([""]))
    """Hashes of the words."""
    keys: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """What each feature is: the number of a word, or two of them, the first shifted by `PAIR` bits."""
    lengths: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """Features by paper."""
    numbers: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """The features of papers."""
    counts: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    """How often the paper has the feature; words of the title count twice."""
    squares: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    """By paper: what its features weigh by how often it has them, squared and summed; no other paper changes that."""

    @cached_property
    def hashes(self) -> Hashes:
        """Return a number for each feature that depends on nothing but its words."""
        return mixed(self.marks[self.keys >> PAIR] * np.uint64(3) + self.marks[self.keys & _LOW])

    def spelled(self, features: Ints) -> list[tuple[str, str]]:
        """Return the words of features, nothing for the first where it is one word."""
        keys, word = self.keys[features], self.words.__getitem__
        return list(zip(map(word, (keys >> PAIR).tolist()), map(word, (keys & _LOW).tolist()), strict=True))

    def taken(self, rows: Ints) -> "Texts":
        """Return the texts at some places."""
        pieces = runs(self.lengths, rows)
        numbers, counts = (np.concatenate([each[piece] for piece in pieces]) for each in (self.numbers, self.counts))
        digests = tuple(map(self.digests.__getitem__, rows.tolist()))
        lengths, squares = self.lengths[rows], self.squares[rows]
        made = replace(self, digests=digests, lengths=lengths, numbers=numbers, counts=counts, squares=squares)
        # of the same features, and a second to make
        vars(made)["hashes"] = self.hashes
        return made


def runs(lengths: NDArray[np.int32], rows: Ints) -> list[slice]:
    """Return where rows of some lengths stand, one after the other; those that stand side by side in one piece."""
    ends = np.cumsum(lengths, dtype=np.int64)
    firsts = np.flatnonzero(np.diff(rows, prepend=-2) != 1)
    lasts = np.append(firsts[1:], len(rows))[: len(firsts)] - 1
    starts, stops = (ends - lengths)[rows[firsts]], ends[rows[lasts]]
    return list(map(slice, starts.tolist(), stops.tolist())) or [slice(0)]


def hashed(word: str) -> int:
    """Return a well mixed number of 64 bits for a word."""
    return int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _hashes(words: Sequence[str]) -> Hashes:
    return np.fromiter(map(hashed, words), np.uint64, len(words))


def mixed(numbers: Hashes) -> Hashes:
    """Return well mixed numbers for others (the finaliser of SplitMix64)."""
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB), (31, 1)):
        numbers = (numbers ^ numbers >> np.uint64(shift)) * np.uint64(factor)
    return numbers


def heaviest(rows: NDArray[np.integer], weights: NDArray[np.integer], hashes: Hashes) -> Ints:
    """Return the order by row, then by weight, the largest first, then by hash; none is negative."""
    most = int(weights.max(initial=0))
    free = 64 - most.bit_length() - int(rows.max(initial=1)).bit_length()
    if free >= RARELY:
        # one number for all three is sorted several times as fast; where the rest of a hash decides, it must not
        key = rows.astype(np.uint64) << np.uint64(most.bit_length()) | (most - weights).astype(np.uint64)
        key = key << np.uint64(free) | hashes >> np.uint64(64 - free)
        # by row it is in order already, mostly, and runs are merged, not sorted
        order = np.argsort(key, kind="stable")
        key = key[order]
        if not (key[1:] == key[:-1]).any():
            return order
    return np.lexsort((hashes, -weights, rows))


def distinct(ones: Ints, others: Ints) -> tuple[Ints, Ints, Ints]:
    """Return each pair of numbers below 2**31 once, in order, and the place there of each pair given."""
    low, bits = int(others.max(initial=0)).bit_length(), len(ones).bit_length()
    if int(ones.max(initial=0)).bit_length() + low + bits > _WHOLE:
        found, place = np.unique(ones << PAIR | others, return_inverse=True)
        return found >> PAIR, found & _LOW, place
    # with their places as their low bits numbers sort alone, which takes half the time that finding an order does
    keys = (ones << low | others) << bits
    keys |= np.arange(len(keys))
    keys.sort()
    order, keys = keys & (1 << bits) - 1, keys >> bits
    new = np.diff(keys, prepend=-1) != 0
    place = np.empty(len(keys), np.int64)
    place[order] = np.cumsum(new) - 1
    return keys[new] >> low, keys[new] & (1 << low) - 1, place


def updated(previous: Texts, papers: Sequence[Paper], digests: Sequence[str], executor: Executor) -> Texts:
    """Return the texts of papers in their order; only those whose digest the previous ones lack are read."""
    place = {digest: at for at, digest in enumerate(previous.digests)}
    fresh = {digest: paper for digest, paper in zip(digests, papers, strict=True) if digest not in place}
    place |= {digest: len(previous.digests) + at for at, digest in enumerate(fresh)}
    rows = np.fromiter(map(place.__getitem__, digests), np.int64, len(digests))
    if not fresh:
        return previous if tuple(digests) == previous.digests else previous.taken(rows)
    return _joined(previous, tuple(fresh), _read(list(fresh.values()), executor, previous.words)).taken(rows)


def _read(papers: Sequence[Paper], executor: Executor, known: Sequence[str]) -> Reading:
    """Return what papers say, in one piece, words numbered as in `known` and beyond it."""
    texts = [Text(paper.title, paper.abstract) for paper in papers]
    words = {word: number for number, word in enumerate(known)}
    parts = executor.map(read, [texts[start : start + CHUNK] for start in range(0, len(texts), CHUNK)])
    found = [_renumbered(part, words) for part in parts]
    lengths, keys, counts = (np.concatenate([part[at] for part in found]) for at in (1, 2, 3))
    return Reading(tuple(words), lengths, keys, counts)


def _renumbered(part: Reading, words: dict[str, int]) -> Reading:
    """Return a reading with the numbers of `words`, which takes up the new ones."""
    number = np.fromiter((words.setdefault(word, len(words)) for word in part.words), np.int64, len(part.words))
    keys = number[part.keys >> PAIR] << PAIR | number[part.keys & _LOW]
    return Reading(part.words, part.lengths, keys, part.counts)


def _joined(previous: Texts, digests: tuple[str, ...], fresh: Reading) -> Texts:
    """Return the previous texts and those that were read, features numbered on."""
    first, second, place = distinct(fresh.keys >> PAIR, fresh.keys & _LOW)
    found = first << PAIR | second
    number = np.full(len(found), -1, np.int64)
    if len(found):
        at = np.minimum(np.searchsorted(found, previous.keys), len(found) - 1)
        known = found[at] == previous.keys
        number[at[known]] = np.flatnonzero(known)
    new = number < 0
    number[new] = len(previous.keys) + np.arange(int(new.sum()))
    row = np.repeat(np.arange(len(fresh.lengths)), fresh.lengths)
    # features in order, so that matrices made of them need no sorting; whole numbers are cut to their last bits
    each = np.sort(row << _ROW | number[place] << _COUNT | np.minimum(fresh.counts, MOST), kind="stable")
    numbers, counts = (each >> _COUNT).astype(np.int32), each.astype(np.uint8)
    squares = np.bincount(row, OFTEN[counts] ** 2, minlength=len(fresh.lengths)).astype(np.int64)
    return Texts(
        tuple(chain(previous.digests, digests)),
        fresh.words,
        np.concatenate((previous.marks, _hashes(fresh.words[len(previous.words) :]))),
        np.concatenate((previous.keys, found[new])),
        np.concatenate((previous.lengths, fresh.lengths.astype(np.int32))),
        np.concatenate((previous.numbers, numbers)),
        np.concatenate((previous.counts, counts)),
        np.concatenate((previous.squares, squares)),
    )
