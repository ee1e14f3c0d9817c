"""Weigh features into vectors of whole numbers.

Choices that keep a paper's vector the same when other papers come and go, so that few lists change and an update, which
equals a clean run to the last bit, has little to do:

- A feature's weight falls with the number of papers that have it (inverse document frequency), and that number counts
  only by its level: 1, 16, 256, 4096, … papers. The number of all papers counts rounded down to a power of two. On real
  papers that ranks nearly as well as exact counts, and the more levels, the more papers change when some come.
- A vector is divided by the length of the paper, which no other paper changes, rather than by its own: a cosine would
  shift all likenesses of a paper whenever one of its words becomes less rare. It ranks as well, too.
- Weights are integers, whose sums do not depend on the order of summing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.related.marking import Marking
from papercat.enrich.texts import OFTEN, Hashes, Ints, Texts, hashed, heaviest

UNIT = 4096
"""What the weights of a paper are multiplied by."""
LEVELS = np.array([16**level for level in range(8)], np.int64)
DAMPING = 0.7
PROBES = 48
"""Features of a paper that look for candidates."""
COMMON = 1024
"""A feature of so many papers does not look for candidates: the cost of a paper stays bounded."""
PAPERS = 1 << 12
"""Papers whose features are looked at at once: that takes less memory, which a process must get before it is used."""


Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Grades:
    """How common features are, as far as what they weigh depends on it."""

    hashes: Hashes = field(default_factory=lambda: np.zeros(0, np.uint64))
    """Of the features that reach a step from which they weigh or are used otherwise, ascending."""
    steps: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    """How many steps each has reached."""
    whole: int = 0
    """Papers, rounded down to a power of two."""


@dataclass(frozen=True)
class Probing:
    """Which features of papers are probes, one paper after the other."""

    counts: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    """Features by row."""
    bits: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, np.uint8))
    """One for each feature, packed."""


class Last(NamedTuple):
    """What is known of the last run."""

    grades: Grades
    probing: Probing
    rows: Ints
    """By row: where it stood, ascending; -1 for one that is new or has other features."""


class Vectors(NamedTuple):
    """Sparse rows, one a paper."""

    whole: sparse.csr_array
    """32-bit integers, columns ascending."""
    probes: sparse.csr_array
    """The heaviest features of each row that are not common, those that at least two papers have."""
    hashes: Hashes
    """By column: orders columns whatever their numbers."""
    grades: Grades
    probing: Probing
    moved: Flags
    """By row: whether a feature of it weighs otherwise than in the last run."""
    turned: Flags
    """By row: whether other features are probes, or these weigh otherwise."""


class _Cells(NamedTuple):
    """Features of papers, one paper after the other."""

    counts: Ints
    """By row."""
    columns: NDArray[np.int32]
    often: NDArray[np.uint8]
    """How often the paper has the feature; a name or tag counts once."""

    def blocks(self) -> Iterator[tuple[slice, slice]]:
        """Yield runs of rows, and where the cells of each are."""
        ends = np.append(0, np.cumsum(self.counts)).tolist()
        for first in range(0, len(self.counts), PAPERS):
            last = min(first + PAPERS, len(self.counts))
            yield slice(first, last), slice(ends[first], ends[last])

    def flagged(self, by_column: Flags) -> Flags:
        """Return which cells are in flagged columns."""
        flags = np.empty(len(self.columns), np.bool_)
        for _, some in self.blocks():
            flags[some] = by_column[self.columns[some]]
        return flags

    def rows(self, flags: Flags) -> Flags:
        """Return which rows have a flagged cell."""
        some = self.counts > 0
        found = np.zeros(len(some), np.bool_)
        if some.any():
            found[some] = np.logical_or.reduceat(flags, (np.cumsum(self.counts) - self.counts)[some])
        return found


def weigh(texts: Texts, has: Marking, emphasis: tuple[float, float], last: Last) -> Vectors:
    """Return the vectors of papers.

    Args:
        texts: of all papers.
        has: names and tags of each paper.
        emphasis: factors of names and of tags.
        last: grades and probes of the last run.
    """
    rows, width = len(texts.lengths), len(texts.keys)
    cells = _cells(texts, has)
    papers = np.zeros(width + len(has.words), np.int64)
    # bincount would copy all columns
    np.add.at(papers, cells.columns, 1)
    factor = np.repeat(emphasis, (has.names, len(has.words) - has.names))
    lengths = np.sqrt(texts.squares + OFTEN[1] ** 2 * has.counts)
    weights = _weights(cells, _telling(papers, rows) * np.concatenate((np.ones(width), factor)), lengths)
    hashes = np.concatenate((texts.hashes, np.fromiter(map(hashed, has.words), np.uint64, len(has.words))))
    grades = _grades(papers, rows, hashes)
    regraded, reweighed = map(cells.flagged, _moved(last.grades, grades, hashes))
    before, again = _before(cells, last), cells.rows(regraded) | (last.rows < 0)
    taken, at = _taken(cells, again)
    probing = before.copy()
    probing[at] = _probing(taken, weights[at], hashes, (papers < COMMON)[taken.columns])
    ends, shape = np.append(0, np.cumsum(cells.counts)).astype(np.int32), (rows, width + len(has.words))
    whole = sparse.csr_array((weights, cells.columns, ends), shape=shape)
    whole.sort_indices()
    some = np.flatnonzero(probing & cells.flagged(papers > 1))
    ends = np.searchsorted(some, ends).astype(np.int32)
    probes = sparse.csr_array((weights[some], cells.columns[some], ends), shape=shape)
    turned = cells.rows((probing != before) | (probing & reweighed)) | (last.rows < 0)
    kept = Probing(cells.counts.astype(np.int32), np.packbits(probing))
    return Vectors(whole, probes, hashes, grades, kept, cells.rows(reweighed), turned)


def _cells(texts: Texts, has: Marking) -> _Cells:
    rows, width = len(texts.lengths), len(texts.keys)
    counts = texts.lengths + has.counts
    parts = np.stack((texts.lengths, has.counts), axis=1).ravel().astype(np.int64)
    words = np.repeat(np.tile([True, False], rows), parts)
    columns = np.empty(len(words), np.int32)
    columns[words] = texts.numbers
    columns[~words] = width + has.numbers
    often = np.ones(len(words), np.uint8)
    often[words] = texts.counts
    return _Cells(counts, columns, often)


def _taken(cells: _Cells, rows: Flags) -> tuple[_Cells, Ints]:
    """Return the cells of some rows, and where they are."""
    counts, at = cells.counts[rows], np.flatnonzero(np.repeat(rows, cells.counts))
    return _Cells(counts, cells.columns[at], cells.often[at]), at


def _weights(cells: _Cells, telling: NDArray[np.float64], lengths: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return what each feature weighs in its paper."""
    weights, telling, often = np.empty(len(cells.columns), np.int32), UNIT * telling, OFTEN.astype(np.float64)
    for rows, some in cells.blocks():
        weighed = telling[cells.columns[some]] * often[cells.often[some]]
        weights[some] = np.rint(weighed / np.repeat(lengths[rows], cells.counts[rows]))
    return weights


def _telling(papers: Ints, total: int) -> NDArray[np.float64]:
    """Return how telling features are that so many papers of `total` have; about 1 for one of middling rarity."""
    level = np.maximum(np.searchsorted(LEVELS, papers, side="right") - 1, 0)
    middle, whole = np.sqrt(LEVELS[:-1] * LEVELS[1:]), float(_rounded(total))
    telling: NDArray[np.float64] = (np.log1p(whole / middle) / np.log1p(2 * np.sqrt(whole))) ** DAMPING
    return telling[level]


def _rounded(total: int) -> int:
    return 1 << max(total, 1).bit_length() - 1


def _grades(papers: Ints, total: int, hashes: Hashes) -> Grades:
    steps = np.searchsorted(_steps(), papers, side="right").astype(np.uint8)
    reached = np.flatnonzero(steps)
    reached = reached[np.argsort(hashes[reached])]
    return Grades(hashes[reached], steps[reached], _rounded(total))


def _steps() -> Ints:
    """Return the numbers of papers from which a feature weighs or is used otherwise."""
    return np.union1d(LEVELS[1:], np.array([COMMON]))


def _moved(before: Grades, now: Grades, hashes: Hashes) -> tuple[Flags, Flags]:
    """Return by column whether it has another grade than in the last run, and whether it weighs otherwise."""
    if before.whole != now.whole:
        return np.ones(len(hashes), np.bool_), np.ones(len(hashes), np.bool_)
    every = np.concatenate((before.hashes, now.hashes))
    steps = np.concatenate((before.steps, now.steps))
    order = np.argsort(every, kind="stable")
    every, steps = every[order], steps[order]
    levels = np.searchsorted(LEVELS[1:], np.append(0, _steps()), side="right")[steps]
    return np.isin(hashes, _otherwise(every, steps)), np.isin(hashes, _otherwise(every, levels))


def _otherwise(hashes: Hashes, grades: NDArray[np.integer]) -> Hashes:
    """Return those of ascending hashes that stand there but once, or with two grades; 0 is as good as none."""
    # what stands here with two neighbours of one grade was there before and is there now
    twice = (hashes[1:] == hashes[:-1]) & (grades[1:] == grades[:-1])
    same = grades == 0
    same[1:] |= twice
    same[:-1] |= twice
    found: Hashes = hashes[~same]
    return found


def _before(cells: _Cells, last: Last) -> Flags:
    """Return which cells were probes in the last run."""
    kept = last.rows >= 0
    old = np.zeros(len(last.probing.counts), np.bool_)
    old[last.rows[kept]] = True
    bits = np.unpackbits(last.probing.bits, count=int(last.probing.counts.sum())).view(np.bool_)
    before = np.zeros(len(cells.columns), np.bool_)
    before[np.repeat(kept, cells.counts)] = bits[np.repeat(old, last.probing.counts)]
    return before


def _probing(cells: _Cells, weights: NDArray[np.int32], hashes: Hashes, rare: Flags) -> Flags:
    """Return which cells are among the `PROBES` heaviest rare ones of their row, ties in order of the hash."""
    probing = rare.copy()
    for rows, some in cells.blocks():
        counts, kept = cells.counts[rows], probing[some]
        row = np.repeat(np.arange(len(counts)), counts)
        count = np.bincount(row[kept], minlength=len(counts))
        at = np.flatnonzero(kept & (count > PROBES)[row])
        order = at[heaviest(row[at], weights[some][at], hashes[cells.columns[some][at]])]
        many = np.where(count > PROBES, count, 0)
        place = np.arange(len(order)) - np.repeat(np.cumsum(many) - many, many)
        kept[order[place >= PROBES]] = False
    return probing
