"""Words of papers as numbers, so that those are found that have some of them; what is known is not cut again."""

from array import array
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papercat.enrich.texts import Ints, runs

Numbers = NDArray[np.int32]


class Words(NamedTuple):
    """Words of papers, one paper after the other, numbered in alphabetical order."""

    every: list[str]
    counts: Ints
    """How many each paper has."""
    numbers: Ints


class Numbered(NamedTuple):
    """Words of papers, one paper after the other."""

    words: tuple[str, ...] = ()
    """By number; some may be of papers that have gone."""
    sizes: bytes = b""
    """How many each paper has, four bytes each."""
    each: bytes = b""
    """Their numbers, four bytes each."""

    def read(self) -> tuple[Numbers, Numbers]:
        """Return how many words each paper has, and their numbers."""
        return np.frombuffer(self.sizes, np.int32), np.frombuffer(self.each, np.int32)

    def ordered(self, rows: Ints) -> Words:
        """Return the words of papers by their places."""
        sizes, each = self.read()
        order = sorted(range(len(self.words)), key=self.words.__getitem__)
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        numbers = rank[np.concatenate([each[some] for some in runs(sizes, rows)])]
        return Words([self.words[at] for at in order], sizes[rows].astype(np.int64), numbers)


def updated(
    last: Numbered, before: Collection[str], digests: Sequence[str], words: Callable[[str], Sequence[str]]
) -> Numbered:
    """Return the words of papers in their order.

    Args:
        last: of the last run.
        before: digests of its papers, in order.
        digests: of the papers, each once.
        words: those of a paper, given its digest; asked only for papers that were not there before.
    """
    place = {digest: at for at, digest in enumerate(before)}
    fresh = [digest for digest in digests if digest not in place]
    place |= {digest: len(before) + at for at, digest in enumerate(fresh)}
    number = {word: at for at, word in enumerate(last.words)}
    counts, numbers = array("i"), array("i")
    # one after the other: the words of all papers at once are many
    for some in map(words, fresh):
        counts.append(len(some))
        numbers.extend([number.setdefault(word, len(number)) for word in some])
    sizes, each = (np.concatenate(both) for both in zip(last.read(), (counts, numbers), strict=True))
    rows = np.fromiter(map(place.__getitem__, digests), np.int64, len(digests))
    taken = [each[some] for some in runs(sizes, rows)]
    return Numbered(tuple(number), sizes[rows].tobytes(), np.concatenate(taken).tobytes())
