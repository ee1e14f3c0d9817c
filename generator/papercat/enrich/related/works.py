"""Versions of one work count as one."""

from itertools import chain

from papercat.catalogue import Catalogue

SAME_WORK = frozenset({"version of", "extended version of", "extended in"})


def representatives(catalogue: Catalogue) -> dict[str, str]:
    """Return the paper that stands for a work, of the versions of one text the first by id, for each of the others."""
    head: dict[str, str] = {}

    def find(paper: str) -> str:
        while (above := head.get(paper, paper)) != paper:
            head[paper] = paper = head.get(above, above)
        return paper

    tied = [(paper, tie.id) for paper, ties in catalogue.lineage.items() for tie in ties if tie.kind in SAME_WORK]
    here = {*chain.from_iterable(tied)}.intersection(paper.id for paper in catalogue.papers)
    for paper, other in tied:
        if paper in here and other in here:
            first, second = sorted((find(paper), find(other)))
            if first != second:
                head[second] = first
    return {paper: find(paper) for paper in head}
