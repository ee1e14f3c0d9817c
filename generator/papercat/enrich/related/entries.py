"""Make the entries that a page shows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from papercat.enrich.related.nearest import CANDIDATES, shared
from papercat.enrich.related.reasons import Feature, Marks, why
from papercat.enrich.related.state import State
from papercat.enrich.related.update import Flags, Pairs
from papercat.enrich.related.vectors import UNIT, Ints, Vectors
from papercat.insight import Related

MOST = 10
"""Related papers of a paper, at most."""
LEAST = 0.02
"""Likeness below which nothing is called related."""
TOLD = 9
"""Shared features that a reason is made of."""
_LOW = 0xFFFFFFFF


class Work(NamedTuple):
    """What a reason needs to know of a paper."""

    id: str
    marks: Marks


class Known(NamedTuple):
    """What reasons are made of."""

    works: Sequence[Work]
    """By row."""
    vectors: Vectors
    features: list[Feature]
    """By column."""


class Best(NamedTuple):
    """The related papers of every row, best first, ties in order of the row."""

    others: list[list[int]]
    products: Ints
    """Of whole vectors, `MOST` a row."""


def best(pairs: Pairs) -> Best:
    """Choose among the candidates."""
    others = pairs.lists.others[:, :CANDIDATES]
    key = np.where(others >= 0, pairs.likeness << 32 | _LOW - others, 0)
    key = -np.sort(-key, axis=1)[:, :MOST]
    rows, products, count = _LOW - (key & _LOW), key >> 32, ((key >> 32) >= LEAST * UNIT**2).sum(axis=1)
    return Best([row[:some] for row, some in zip(rows.tolist(), count.tolist(), strict=True)], products)


def related(previous: State, old: Ints, flags: Flags, chosen: Best, known: Known) -> tuple[tuple[Related, ...], ...]:
    """Return the entries of every row; those of the last run where nothing in them has changed.

    Args:
        previous: the last run.
        old: by row, the row in the last run or -1.
        flags: rows that changed.
        chosen: the related papers of every row.
        known: what reasons are made of.
    """
    changed = flags.tolist()
    told: list[tuple[Related, ...] | None] = []
    for row, (at, others) in enumerate(zip(old.tolist(), chosen.others, strict=True)):
        stale = changed[row] or any(changed[other] for other in others)
        told.append(None if stale else _same(previous.related[at], known.works, others))
    fresh = _entries(known, [row for row, entries in enumerate(told) if entries is None], chosen)
    return tuple(next(fresh) if entries is None else entries for entries in told)


def _same(entries: tuple[Related, ...], works: Sequence[Work], others: list[int]) -> tuple[Related, ...] | None:
    """Return the entries if they are these."""
    return entries if [entry.id for entry in entries] == [works[other].id for other in others] else None


def _entries(known: Known, rows: list[int], chosen: Best) -> Iterator[tuple[Related, ...]]:
    ones = np.array([row for row in rows for _ in chosen.others[row]], np.int64)
    others = np.array([other for row in rows for other in chosen.others[row]], np.int64)
    columns = shared(known.vectors.whole, ones, others, TOLD)
    scores = np.minimum(np.round(chosen.products / UNIT**2, 4), 1.0).tolist()
    for row in rows:
        here = known.works[row].marks
        yield tuple(
            Related(there.id, score, why(here, there.marks, [known.features[column] for column in next(columns)]))
            for there, score in zip(map(known.works.__getitem__, chosen.others[row]), scores[row], strict=False)
        )
