"""Versions of one work count as one."""

from papercat.catalogue import Catalogue


def representatives(catalogue: Catalogue) -> dict[str, str]:
    """Return for each paper the paper that stands for its work: of those tied by lineage the first by id."""
    head = {paper.id: paper.id for paper in catalogue.papers}

    def find(paper: str) -> str:
        while head[paper] != paper:
            head[paper] = head[head[paper]]
            paper = head[paper]
        return paper

    for paper, ties in catalogue.lineage.items():
        for tie in ties:
            if paper in head and tie.id in head:
                first, second = sorted((find(paper), find(tie.id)))
                head[second] = first
    return {paper: find(paper) for paper in head}
