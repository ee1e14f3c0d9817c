"""Make the entries that a page shows."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from papercat.enrich.related.nearest import CANDIDATES, Lists, shared, unordered
from papercat.enrich.related.reasons import Feature, Marks, Reason, one_sided, plain, why
from papercat.enrich.related.state import State
from papercat.enrich.related.update import Changed, Flags
from papercat.enrich.related.vectors import UNIT, Vectors
from papercat.enrich.texts import Ints
from papercat.insight import Related

MOST = 10
"""Related papers of a paper, at most."""
LEAST = 0.02
"""Likeness below which nothing is called related."""
TOLD = 9
"""Shared features that a reason is made of."""
_LOW = 0xFFFFFFFF


class Known(NamedTuple):
    """What reasons are made of."""

    ids: Sequence[str]
    """By row."""
    marks: Callable[[int], Marks]
    """Names and tags of a row."""
    vectors: Vectors
    words: Callable[[Ints], list[Feature]]
    """By columns."""
    width: int
    """Columns of words; those of names and tags stand behind."""


class Best(NamedTuple):
    """The related papers of every row, best first, ties in order of the row."""

    others: list[list[int]]
    products: Ints
    """Of whole vectors, `MOST` a row."""


def best(lists: Lists) -> Best:
    """Choose among the candidates."""
    others = lists.others[:, :CANDIDATES]
    key = np.where(others >= 0, lists.likeness[:, :CANDIDATES] << 32 | _LOW - others, 0)
    key = -np.sort(-key, axis=1)[:, :MOST]
    rows, products, count = _LOW - (key & _LOW), key >> 32, ((key >> 32) >= LEAST * UNIT**2).sum(axis=1)
    return Best([row[:some] for row, some in zip(rows.tolist(), count.tolist(), strict=True)], products)


def related(
    previous: State, old: Ints, changed: Changed, chosen: Best, known: Known
) -> tuple[tuple[Related, ...], ...]:
    """Return the entries of every row; those of the last run where nothing in them has changed.

    Args:
        previous: the last run.
        old: by row, the row in the last run or -1.
        changed: rows that changed.
        chosen: the related papers of every row.
        known: what reasons are made of.
    """
    fresh, moved, either = (flags.tolist() for flags in (changed.fresh, changed.moved, changed.any))
    made: list[list[Related | None]] = []
    for row, (at, others) in enumerate(zip(old.tolist(), chosen.others, strict=True)):
        last = {} if fresh[row] else {entry.id: entry for entry in previous.related[at]}
        stale = either if moved[row] else fresh
        made.append([None if stale[other] else last.get(known.ids[other]) for other in others])
    wanted = [(row, at) for row, entries in enumerate(made) for at, entry in enumerate(entries) if entry is None]
    for (row, at), entry in zip(wanted, _entries(known, chosen, wanted), strict=True):
        made[row][at] = entry
    return tuple(tuple(entry for entry in entries if entry) for entries in made)


def _entries(known: Known, chosen: Best, wanted: list[tuple[int, int]]) -> Iterator[Related]:
    """Yield entries of rows by their places in the lists."""
    ones, places = np.array(wanted, np.int64).reshape(-1, 2).T
    others = np.fromiter((chosen.others[row][at] for row, at in wanted), np.int64, len(wanted))
    scores = np.minimum(np.round(chosen.products[ones, places] / UNIT**2, 4), 1.0)
    pairs, place = unordered(ones, others)
    ahead = ones < others
    asked = np.zeros((len(pairs[0]), 2), np.bool_)
    asked[place, ahead.astype(np.int64)] = True
    told = list(_reasons(known, pairs, asked))
    for other, score, pair, way in zip(others.tolist(), scores.tolist(), place.tolist(), ahead.tolist(), strict=True):
        yield Related(known.ids[other], score, told[pair][way])


def _shared(known: Known, pairs: tuple[Ints, Ints]) -> Iterator[tuple[list[Feature], list[str]]]:
    """Yield what adds most to the likeness of pairs of papers: words, and marks."""
    for columns, counts in shared(known.vectors.whole, known.vectors.hashes, *pairs, TOLD):
        said = columns < known.width
        words = known.words(columns[said])
        marks = [known.vectors.marks[column] for column in (columns[~said] - known.width).tolist()]
        ends = np.concatenate(([0], np.cumsum(counts)))
        cuts = np.concatenate(([0], np.cumsum(said)))[ends]
        for (start, end), (first, last) in zip(pairwise(cuts.tolist()), pairwise((ends - cuts).tolist()), strict=True):
            yield words[start:end], marks[first:last]


def _reasons(known: Known, pairs: tuple[Ints, Ints], asked: Flags) -> Iterator[tuple[Reason, Reason]]:
    """Yield why pairs of papers are related, as the second's page says it and as the first's does, where asked."""
    both = zip(*(rows.tolist() for rows in pairs), _shared(known, pairs), *asked.T.tolist(), strict=True)
    for one, other, (words, marks), second, first in both:
        if not marks:
            reason = plain(words)
            yield reason, reason
        elif first and second and one_sided(marks):
            here, there = known.marks(one), known.marks(other)
            yield why(there, here, marks, words), why(here, there, marks, words)
        else:
            here, there = (known.marks(row) for row in ((one, other) if first else (other, one)))
            reason = why(here, there, marks, words)
            yield reason, reason
