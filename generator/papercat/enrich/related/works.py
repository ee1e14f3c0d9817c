"""Versions of one work count as one."""

from papercat.catalogue import Catalogue

SAME_WORK = frozenset({"version of", "extended version of", "extended in"})


def representatives(catalogue: Catalogue) -> dict[str, str]:
    """Return for each paper the paper that stands for its work: of the versions of one text the first by id."""
    head = {paper.id: paper.id for paper in catalogue.papers}

    def find(paper: str) -> str:
        while head[paper] != paper:
            head[paper] = head[head[paper]]
            paper = head[paper]
        return paper

    for paper, ties in catalogue.lineage.items():
        for tie in ties:
            if tie.kind in SAME_WORK and paper in head and tie.id in head:
                first, second = sorted((find(paper), find(tie.id)))
                head[second] = first
    # nearly all stand for themselves
    return {paper: paper if first == paper else find(first) for paper, first in head.items()}
