"""Find related papers: likeness of words, pairs of words, names and tags, with the reason for each."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import cache
from operator import eq

import numpy as np

from papercat import paths
from papercat.catalogue import Catalogue
from papercat.enrich import alone, texts
from papercat.enrich.related import nearest, update, works
from papercat.enrich.related.entries import LEAST, MOST, Known, best, related
from papercat.enrich.related.reasons import NAME, TAG, labels, labels_of_tags, marks, mentioned
from papercat.enrich.related.state import State, moved
from papercat.enrich.related.vectors import weigh
from papercat.enrich.texts import Texts
from papercat.insight import Related

__all__ = ["LEAST", "MOST", "State", "enrich", "related_from", "updated", "view"]

EMPHASIS = {NAME: 1.0, TAG: 1.5}
"""How much a shared name or tag counts beside an equally rare word."""


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
        read: the texts of its papers.
    """
    versions = works.representatives(catalogue)
    ids = tuple(sorted(paper.id for paper in catalogue.papers if paper.id not in versions))
    row_of = {paper.id: row for row, paper in enumerate(catalogue.papers)}
    rows = np.fromiter(map(row_of.__getitem__, ids), np.int64, len(ids))
    read = read.taken(rows)
    digests = tuple(_digests(catalogue, ids, read.digests))
    moves = moved(previous.ids, ids)
    same = list(map(eq, digests, [previous.digests[old] if old >= 0 else "" for old in moves.old.tolist()]))
    vectors = weigh(read, list(map(mentioned(catalogue), ids)), EMPHASIS, previous.grades)
    changed = update.changed(same, vectors)
    lists = update.ranked(previous, vectors, moves, changed.any)

    # words that stand for names come before those for tags
    first = bisect_left(vectors.marks, TAG)
    names, tags = vectors.marks[:first], labels_of_tags(catalogue, vectors.marks[first:])
    by_row = cache(lambda row: marks(catalogue, ids[row]))
    known = Known(ids, by_row, vectors, read.spelled, len(read.keys), names, tags)
    shown = related(previous, moves, changed, best(lists), known)
    return State(ids, digests, vectors.grades, nearest.narrow(lists), shown)


def _digests(catalogue: Catalogue, ids: Sequence[str], read: Sequence[str]) -> Iterator[str]:
    """Yield a fingerprint of all that is read of each paper: its text, its names and tags with their labels."""
    told = labels(catalogue)
    for paper, text in zip(ids, read, strict=True):
        yield paths.digest("\0".join((text, *told(paper))), 24)


def view(state: State, catalogue: Catalogue) -> dict[str, tuple[Related, ...]]:
    """Return what the state says of each paper; a version of a work gets what its work has."""
    found = dict(zip(state.ids, state.related, strict=True))
    group = works.representatives(catalogue)
    return {paper.id: entries for paper in catalogue.papers if (entries := found[group.get(paper.id, paper.id)])}


def related_from(related: Mapping[str, Sequence[Related]]) -> dict[str, tuple[str, ...]]:
    """Return for each paper the ones that list it as related, so that every link can be shown from both ends."""
    back: dict[str, list[tuple[float, str]]] = {}
    for paper, entries in related.items():
        for entry in entries:
            back.setdefault(entry.id, []).append((-entry.score, paper))
    return {paper: tuple(other for _, other in sorted(found)) for paper, found in sorted(back.items())}
