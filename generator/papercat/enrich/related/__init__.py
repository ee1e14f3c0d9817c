"""Find related papers: likeness of words, pairs of words, names and tags, with the reason for each."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import cache

import numpy as np

from papercat.catalogue import Catalogue
from papercat.enrich import alone, texts
from papercat.enrich.related import update, works
from papercat.enrich.related.entries import LEAST, MOST, Known, best, related
from papercat.enrich.related.marking import marking
from papercat.enrich.related.reasons import labels_of_tags, marks
from papercat.enrich.related.state import State, moved
from papercat.enrich.related.vectors import Last, weigh
from papercat.enrich.texts import Texts
from papercat.insight import Related

__all__ = ["LEAST", "MOST", "State", "enrich", "related_from", "updated", "view"]

EMPHASIS = (1.0, 1.5)
"""How much a shared name and a shared tag count beside an equally rare word."""


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `related`. Versions of one work share one entry and are not related to each other."""
    digests = [alone.digest(paper) for paper in catalogue.papers]
    read = texts.updated(Texts(), catalogue.papers, digests, executor)
    return replace(catalogue, related=view(updated(State(), catalogue, read), catalogue))


def updated(previous: State, catalogue: Catalogue, read: Texts) -> State:
    """Return the state of a run over this catalogue; only what changed since `previous` is done again.

    The view of it is the same whatever `previous` is, an empty one included.

    Args:
        previous: the last run.
        catalogue: with tags, names and lineage.
        read: the texts of its papers, numbered on from those of the last run.
    """
    versions, every = works.representatives(catalogue), [paper.id for paper in catalogue.papers]
    rows = sorted((row for row, key in enumerate(every) if key not in versions), key=every.__getitem__)
    ids = tuple(map(every.__getitem__, rows))
    read = read.taken(np.array(rows, np.int64))
    place = {key: at for at, key in enumerate(ids)}
    has = marking(catalogue, place)
    moves = moved(previous.ids, place)
    same = update.same(previous, moves, read.digests, has.told)
    vectors = weigh(read, has, EMPHASIS, Last(previous.grades, previous.probing, np.where(same, moves.old, -1)))
    changed = update.changed(same, vectors)
    lists = update.ranked(previous, vectors, moves, changed)

    names, tags = has.words[: has.names], labels_of_tags(catalogue, has.words[has.names :])
    by_row = cache(lambda row: marks(catalogue, ids[row]))
    known = Known(ids, by_row, vectors, read.spelled, len(read.keys), names, tags)
    shown = related(previous, moves, changed, best(lists), known)
    return State(ids, read.digests, has.told, vectors.grades, vectors.probing, lists, shown)


def view(state: State, catalogue: Catalogue) -> dict[str, tuple[Related, ...]]:
    """Return what the state says of each paper; a version of a work gets what its work has."""
    found = dict(zip(state.ids, state.related, strict=True))
    found |= {paper: found[first] for paper, first in works.representatives(catalogue).items()}
    return {paper.id: entries for paper in catalogue.papers if (entries := found[paper.id])}


def related_from(related: Mapping[str, Sequence[Related]]) -> dict[str, tuple[str, ...]]:
    """Return for each paper the ones that list it as related, so that every link can be shown from both ends."""
    back: dict[str, list[tuple[float, str]]] = {}
    for paper, entries in related.items():
        for entry in entries:
            back.setdefault(entry.id, []).append((-entry.score, paper))
    return {paper: tuple(other for _, other in sorted(found)) for paper, found in sorted(back.items())}
