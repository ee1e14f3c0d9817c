"""Find related papers: cosine of words, pairs of words, names and tags, with the reason for each."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from papercat.catalogue import Catalogue
from papercat.enrich.related import nearest, works
from papercat.enrich.related.features import Collection, collect
from papercat.enrich.related.reasons import NAME, TAG, Marks, marks, why
from papercat.enrich.related.vectors import UNIT, weigh
from papercat.insight import Related

MOST = 10
"""Related papers of a paper, at most."""
LEAST = 0.02
"""Likeness below which nothing is called related."""
EMPHASIS = {NAME: 1.0, TAG: 1.0}
"""How much a shared name or tag counts beside an equally rare word."""


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `related`. Versions of one work share one entry and are not related to each other."""
    group = works.representatives(catalogue)
    ids = sorted(set(group.values()))
    known = {paper: marks(catalogue, paper) for paper in ids}
    collection = collect([catalogue.by_id[paper] for paper in ids], list(known.values()), executor)
    found = dict(zip(ids, _related(ids, list(known.values()), collection), strict=True))
    related = {paper.id: found[group[paper.id]] for paper in catalogue.papers if found[group[paper.id]]}
    return replace(catalogue, related=related)


def _related(ids: Sequence[str], known: Sequence[Marks], collection: Collection) -> Iterator[tuple[Related, ...]]:
    """Yield the related papers of each."""
    vectors = weigh(
        collection.lengths, collection.keys, collection.counts, collection.rank(), collection.emphasis(EMPHASIS)
    )
    rows = np.arange(len(ids), dtype=np.int64)
    scratch = np.zeros(len(vectors.keys), np.int64)
    for row, others in enumerate(nearest.candidates(nearest.probes(vectors), rows)):
        best = nearest.ranked(vectors, row, others, scratch, MOST)
        likeness = np.minimum(np.round(best.scores / UNIT**2, 4), 1.0).tolist()
        yield tuple(
            Related(ids[other], score, why(known[row], known[other], vectors.keys[columns].tolist(), collection.words))
            for other, score, columns in zip(best.rows.tolist(), likeness, best.features, strict=True)
            if score >= LEAST
        )


def related_from(related: Mapping[str, Sequence[Related]]) -> dict[str, tuple[str, ...]]:
    """Return for each paper the ones that list it as related, so that every link can be shown from both ends."""
    back: dict[str, list[tuple[float, str]]] = {}
    for paper, entries in related.items():
        for entry in entries:
            back.setdefault(entry.id, []).append((-entry.score, paper))
    return {paper: tuple(other for _, other in sorted(found)) for paper, found in sorted(back.items())}
