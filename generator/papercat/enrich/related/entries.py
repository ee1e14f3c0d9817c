"""Make the entries that a page shows."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np

from papercat.enrich.related.nearest import CANDIDATES, Lists, Numbers, runs, shared, unordered
from papercat.enrich.related.reasons import Feature, Marks, Reason, plain, why
from papercat.enrich.related.state import Moved, State
from papercat.enrich.related.update import Changed
from papercat.enrich.related.vectors import UNIT, Flags, Vectors
from papercat.enrich.texts import Ints
from papercat.insight import Related

T = TypeVar("T")

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
    """Names of a row."""
    vectors: Vectors
    words: Callable[[Ints], list[Feature]]
    """By columns."""
    width: int
    """Columns of words; those of names stand behind, and those of tags behind these."""
    names: Sequence[str]
    """Marks by column."""
    tags: Sequence[str]
    """Labels by column."""


class Best(NamedTuple):
    """The related papers of every row, best first, ties in order of the row."""

    others: Ints
    """`MOST` a row, padded with -1."""
    products: Ints
    """Of whole vectors."""


def best(lists: Lists) -> Best:
    """Choose among the candidates."""
    parts = [
        _best(lists.others[some, :CANDIDATES], lists.likeness[some, :CANDIDATES]) for some in runs(len(lists.others))
    ]
    return Best(*map(np.concatenate, zip(*parts, strict=True)))


def _best(others: Numbers, likeness: Numbers) -> Best:
    key = np.where(others >= 0, likeness.astype(np.int64) << 32 | _LOW - others.astype(np.int64), 0)
    key = -np.sort(-key, axis=1)[:, :MOST]
    products = key >> 32
    return Best(np.where(products >= LEAST * UNIT**2, _LOW - (key & _LOW), -1), products)


def related(
    previous: State, moves: Moved, changed: Changed, chosen: Best, known: Known
) -> tuple[tuple[Related, ...], ...]:
    """Return the entries of every row; those of the last run where nothing in them has changed.

    Args:
        previous: the last run.
        moves: where its rows stand now.
        changed: rows that changed.
        chosen: the related papers of every row.
        known: what reasons are made of.
    """
    listed, before = chosen.others >= 0, _before(previous, moves)
    alike = chosen.others[:, :, None] == before[:, None, :]
    rows = np.broadcast_to(np.arange(len(listed))[:, None], listed.shape)
    kept = listed & alike.any(axis=2) & changed.alike(rows, chosen.others)
    # most rows are what they were
    same = (before == chosen.others).all(axis=1) & (kept == listed).all(axis=1) & (moves.old >= 0)
    shown = list(map((*previous.related, ()).__getitem__, moves.old.tolist()))
    afresh = np.flatnonzero(~same).tolist()
    made: dict[int, list[Related | None]] = {row: [None] * MOST for row in afresh}
    ones, places = np.nonzero(kept & ~same[:, None])
    for row, at, old in zip(
        *(part.tolist() for part in (ones, places, alike.argmax(axis=2)[ones, places])), strict=True
    ):
        made[row][at] = shown[row][old]
    ones, places = np.nonzero(listed & ~kept)
    for row, at, entry in zip(ones.tolist(), places.tolist(), _entries(known, chosen, ones, places), strict=True):
        made[row][at] = entry
    for row in afresh:
        shown[row] = tuple(filter(None, made[row]))
    return tuple(shown)


def _before(previous: State, moves: Moved) -> Ints:
    """Return the related papers that every row had in the last run, -2 for one that has gone; padded with -1."""
    now = np.append(np.where(moves.new < 0, -2, moves.new), -1)
    old = now[best(previous.lists).others]
    return np.vstack((old, np.full((1, old.shape[1]), -1)))[moves.old]


def _entries(known: Known, chosen: Best, ones: Ints, places: Ints) -> Iterator[Related]:
    """Yield entries of rows by their places in the lists."""
    others = chosen.others[ones, places]
    scores = np.minimum(np.round(chosen.products[ones, places] / UNIT**2, 4), 1.0)
    pairs, place = unordered(ones, others)
    ahead = ones < others
    asked = np.zeros((len(pairs[0]), 2), np.bool_)
    asked[place, ahead.astype(np.int64)] = True
    told = list(_reasons(known, pairs, asked))
    for other, score, pair, way in zip(others.tolist(), scores.tolist(), place.tolist(), ahead.tolist(), strict=True):
        yield Related(known.ids[other], score, told[pair][way])


def _shared(known: Known, pairs: tuple[Ints, Ints]) -> Iterator[tuple[list[Feature], list[str], list[str]]]:
    """Yield what adds most to the likeness of pairs of papers: words, marks of names, and labels of tags."""
    first, last = known.width, known.width + len(known.names)
    for columns, counts in shared(known.vectors.whole, known.vectors.hashes, *pairs, TOLD):
        ends = np.concatenate(([0], np.cumsum(counts)))
        said, tagged = columns < first, columns >= last
        named = ~said & ~tagged
        words = known.words(columns[said])
        names = [known.names[column] for column in (columns[named] - first).tolist()]
        tags = [known.tags[column] for column in (columns[tagged] - last).tolist()]
        yield from zip(_cut(words, said, ends), _cut(names, named, ends), _cut(tags, tagged, ends), strict=True)


def _cut(items: list[T], kept: Flags, ends: Ints) -> Iterator[list[T]]:
    """Yield what was kept of each piece of a row that ends there."""
    for start, end in pairwise(np.concatenate(([0], np.cumsum(kept)))[ends].tolist()):
        yield items[start:end]


def _reasons(known: Known, pairs: tuple[Ints, Ints], asked: Flags) -> Iterator[tuple[Reason, Reason]]:
    """Yield why pairs of papers are related, as the second's page says it and as the first's does, where asked."""
    both = zip(*(rows.tolist() for rows in pairs), _shared(known, pairs), *asked.T.tolist(), strict=True)
    for one, other, (words, names, tags), second, first in both:
        if not names:
            reason = plain(tags, words)
            yield reason, reason
        elif first and second:
            # "uses X, introduced here" reads otherwise on the other's page
            here, there = known.marks(one), known.marks(other)
            yield why(there, here, names, tags, words), why(here, there, names, tags, words)
        else:
            here, there = (known.marks(row) for row in ((one, other) if first else (other, one)))
            reason = why(here, there, names, tags, words)
            yield reason, reason
