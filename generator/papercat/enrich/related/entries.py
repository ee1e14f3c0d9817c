"""Make the entries that a page shows."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from papercat.enrich.related.nearest import CANDIDATES, Lists, shared, unordered
from papercat.enrich.related.reasons import Feature, Marks, one_sided, why
from papercat.enrich.related.state import State
from papercat.enrich.related.update import Flags
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
    features: Callable[[int], Feature]
    """By column."""


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
    made: list[list[Related | None]] = []
    for row, (at, others) in enumerate(zip(old.tolist(), chosen.others, strict=True)):
        last = {} if at < 0 or changed[row] else {entry.id: entry for entry in previous.related[at]}
        made.append([None if changed[other] else last.get(known.ids[other]) for other in others])
    wanted = [(row, at) for row, entries in enumerate(made) for at, entry in enumerate(entries) if entry is None]
    for (row, at), entry in zip(wanted, _entries(known, chosen, wanted), strict=True):
        made[row][at] = entry
    return tuple(tuple(entry for entry in entries if entry) for entries in made)


def _entries(known: Known, chosen: Best, wanted: list[tuple[int, int]]) -> Iterator[Related]:
    """Yield entries of rows by their places in the lists."""
    ones, places = np.array(wanted, np.int64).reshape(-1, 2).T
    others = [chosen.others[row][at] for row, at in wanted]
    scores = np.minimum(np.round(chosen.products[ones, places] / UNIT**2, 4), 1.0).tolist()
    pairs, place = unordered(ones, np.array(others, np.int64))
    features = list(shared(known.vectors.whole, known.vectors.hashes, *pairs, TOLD))
    told: dict[int, tuple[str, ...]] = {}
    for row, other, score, pair in zip(ones.tolist(), others, scores, place.tolist(), strict=True):
        if not (reason := told.get(pair)):
            columns = [known.features(column) for column in features[pair]]
            reason = why(known.marks(row), known.marks(other), columns)
            if not one_sided(columns):
                told[pair] = reason
        yield Related(known.ids[other], score, reason)
