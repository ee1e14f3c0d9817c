"""Find related papers: cosine of words, pairs of words, names and tags, with the reason for each."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import cache

import numpy as np

from papercat.catalogue import Catalogue
from papercat.enrich.related import update, works
from papercat.enrich.related.entries import LEAST, MOST, Known, best, related
from papercat.enrich.related.features import collect, digest, emphasis, rank
from papercat.enrich.related.reasons import NAME, TAG, marks, signs, spelled
from papercat.enrich.related.state import State, moved
from papercat.enrich.related.vectors import weigh
from papercat.enrich.related.words import PAIR
from papercat.insight import Related

__all__ = ["LEAST", "MOST", "State", "enrich", "related_from", "updated", "view"]

EMPHASIS = {NAME: 1.0, TAG: 1.5}
"""How much a shared name or tag counts beside an equally rare word."""


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `related`. Versions of one work share one entry and are not related to each other."""
    return replace(catalogue, related=view(updated(State(), catalogue, executor), catalogue))


def updated(previous: State, catalogue: Catalogue, executor: Executor) -> State:
    """Return the state of a run over this catalogue; only what changed since `previous` is done again.

    The view of it is the same whatever `previous` is, an empty one included.
    """
    ids = tuple(sorted(set(works.representatives(catalogue).values())))
    papers = [catalogue.by_id[key] for key in ids]
    digests = tuple(digest(paper, signs(catalogue, paper.id)) for paper in papers)
    moves = moved(previous.ids, ids)
    same = [old >= 0 and digests[at] == previous.digests[old] for at, old in enumerate(moves.old.tolist())]
    known = np.where(same, moves.old, -1).astype(np.int64)
    marks_of = cache(lambda row: marks(catalogue, ids[row]))
    words, features = collect(papers, marks_of, known, previous, executor)
    vectors = weigh(features, rank(words), emphasis(words, EMPHASIS))
    flags = update.changed(previous, same, vectors, moves)
    lists = update.ranked(previous, vectors, moves, flags)
    feature_of = cache(lambda column: spelled(int(vectors.keys[column]), words, PAIR))
    shown = related(previous, moves.old, flags, best(lists), Known(ids, marks_of, vectors, feature_of))
    return State(ids, digests, words, features, vectors.prints, lists, shown)


def view(state: State, catalogue: Catalogue) -> dict[str, tuple[Related, ...]]:
    """Return what the state says of each paper; a version of a work gets what its work has."""
    found = dict(zip(state.ids, state.related, strict=True))
    group = works.representatives(catalogue)
    return {paper.id: entries for paper in catalogue.papers if (entries := found[group[paper.id]])}


def related_from(related: Mapping[str, Sequence[Related]]) -> dict[str, tuple[str, ...]]:
    """Return for each paper the ones that list it as related, so that every link can be shown from both ends."""
    back: dict[str, list[tuple[float, str]]] = {}
    for paper, entries in related.items():
        for entry in entries:
            back.setdefault(entry.id, []).append((-entry.score, paper))
    return {paper: tuple(other for _, other in sorted(found)) for paper, found in sorted(back.items())}
