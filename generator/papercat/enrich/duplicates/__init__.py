"""Find what merging left: versions of one work, successors of a system, and pairs that a person must look at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from dataclasses import replace
from typing import Literal

from papercat.catalogue import Catalogue
from papercat.enrich.duplicates import blocks
from papercat.enrich.duplicates.blocks import sentences
from papercat.enrich.duplicates.judge import judge
from papercat.insight import Lineage, Unsure
from papercat.store.identity import same_people

__all__ = ["enrich", "filled", "sentences"]

Kind = Literal["version of", "extended version of", "extended in", "successor of", "succeeded by"]
BACK: dict[Kind, Kind] = {
    "version of": "version of",
    "extended version of": "extended in",
    "extended in": "extended version of",
    "successor of": "succeeded by",
    "succeeded by": "successor of",
}
"""What the other paper is to the first."""


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `lineage` with what is sure, told from both ends, and `unsure` with the rest."""
    del executor  # a few thousand pairs are compared; sending the papers would cost more
    return filled(catalogue, map(sentences, catalogue.papers))


def filled(catalogue: Catalogue, told: Iterable[bytes]) -> Catalogue:
    """Fill `lineage` and `unsure`, given the `sentences` of each paper."""
    both = sorted(zip(catalogue.papers, told, strict=True), key=lambda one: one[0].id)
    papers = [paper for paper, _ in both]
    lineage: defaultdict[str, list[Lineage]] = defaultdict(list)
    unsure: list[Unsure] = []

    def tie(one: str, kind: Kind, other: str, why: str) -> None:
        lineage[one].append(Lineage(kind, other, why))
        lineage[other].append(Lineage(BACK[kind], one, why))

    for one, other in blocks.pairs(papers, [some for _, some in both]):
        verdict = judge(papers[one], papers[other])
        if verdict.kind == "unsure":
            unsure.append(Unsure(papers[one].id, papers[other].id, verdict.why))
        elif verdict.kind:
            tie(papers[one].id, verdict.kind, papers[other].id, verdict.why)
    for one, other, why in blocks.numbered(papers):
        if same_people(papers[one].authors, papers[other].authors) is not False:
            tie(papers[one].id, "successor of", papers[other].id, why)
    return replace(catalogue, lineage=dict(_sorted(lineage)), unsure=tuple(unsure))


def _sorted(lineage: dict[str, list[Lineage]]) -> Iterator[tuple[str, tuple[Lineage, ...]]]:
    """Yield papers and their ties in order of their ids."""
    for paper in sorted(lineage):
        yield paper, tuple(sorted(lineage[paper], key=lambda tie: (tie.id, tie.kind)))
