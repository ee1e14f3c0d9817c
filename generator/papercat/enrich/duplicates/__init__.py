"""Find what merging left: versions of one work, successors of a system, and pairs that a person must look at."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import repeat
from typing import Literal, NamedTuple

import numpy as np

from papercat.catalogue import Catalogue
from papercat.enrich import numbered
from papercat.enrich.duplicates import blocks
from papercat.enrich.duplicates.blocks import Prints, prints
from papercat.enrich.duplicates.judge import judge
from papercat.enrich.numbered import Numbered
from papercat.enrich.texts import Ints
from papercat.insight import Lineage, Unsure
from papercat.records import Paper
from papercat.store.identity import same_people

__all__ = ["Prints", "State", "enrich", "prints", "updated"]

Kind = Literal["version of", "extended version of", "extended in", "successor of", "succeeded by"]
BACK: dict[Kind, Kind] = {
    "version of": "version of",
    "extended version of": "extended in",
    "extended in": "extended version of",
    "successor of": "succeeded by",
    "succeeded by": "successor of",
}
"""What the other paper is to the first."""


class State(NamedTuple):
    """What a run leaves for the next one."""

    digests: tuple[str, ...] = ()
    """Of papers, each once."""
    titles: Numbered = Numbered()
    """Their `words`."""
    far: bytes = b""
    """Pairs of their places, eight bytes each, whose titles were compared and are not near."""

    def known(self, place: Mapping[str, int]) -> Ints:
        """Return the pairs that are not near by the places of their digests now."""
        now = np.fromiter(map(place.get, self.digests, repeat(-1)), np.int64, len(self.digests))
        far = np.frombuffer(self.far, np.int64)
        ones, others = now[far >> 32], now[far & 0xFFFFFFFF]
        kept = (ones >= 0) & (others >= 0)
        return blocks.twofold(ones[kept], others[kept])


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `lineage` with what is sure, told from both ends, and `unsure` with the rest."""
    del executor  # a few thousand pairs are compared; sending the papers would cost more
    return updated(State(), catalogue, [paper.id for paper in catalogue.papers], map(prints, catalogue.papers))[0]


def updated(
    previous: State, catalogue: Catalogue, digests: Sequence[str], told: Iterable[Prints]
) -> tuple[Catalogue, State]:
    """Fill `lineage` and `unsure`.

    Args:
        previous: of the last run; the catalogue is the same whatever it is, an empty one included.
        catalogue: the papers.
        digests: of the text of each.
        told: what tells of each that it may be another one's copy.
    """
    by_digest = dict(zip(digests, catalogue.papers, strict=True))
    titles = numbered.updated(
        previous.titles, previous.digests, list(by_digest), lambda digest: blocks.words(by_digest[digest])
    )
    place = {digest: at for at, digest in enumerate(by_digest)}
    order = sorted(range(len(digests)), key=[paper.id for paper in catalogue.papers].__getitem__)
    papers, every = list(map(catalogue.papers.__getitem__, order)), list(map(list(told).__getitem__, order))
    rows = np.fromiter(map(place.__getitem__, digests), np.int64, len(digests))[np.array(order, np.int64)]
    pairs, far = blocks.pairs(every, titles.ordered(rows), rows, previous.known(place))
    found = _tied(catalogue, papers, pairs, blocks.numbered(papers, every))
    return found, State(tuple(by_digest), titles, far.tobytes())


def _tied(
    catalogue: Catalogue,
    papers: Sequence[Paper],
    pairs: Iterable[blocks.Pair],
    successors: Iterable[tuple[int, int, str]],
) -> Catalogue:
    """Fill `lineage` and `unsure`, given all papers in order of their ids, and the places of those to compare."""
    lineage: defaultdict[str, list[Lineage]] = defaultdict(list)
    unsure: list[Unsure] = []

    def tie(one: str, kind: Kind, other: str, why: str) -> None:
        lineage[one].append(Lineage(kind, other, why))
        lineage[other].append(Lineage(BACK[kind], one, why))

    for one, other in pairs:
        verdict = judge(papers[one], papers[other])
        if verdict.kind == "unsure":
            unsure.append(Unsure(papers[one].id, papers[other].id, verdict.why))
        elif verdict.kind:
            tie(papers[one].id, verdict.kind, papers[other].id, verdict.why)
    for one, other, why in successors:
        if same_people(papers[one].authors, papers[other].authors) is not False:
            tie(papers[one].id, "successor of", papers[other].id, why)
    return replace(catalogue, lineage=dict(_sorted(lineage)), unsure=tuple(unsure))


def _sorted(lineage: dict[str, list[Lineage]]) -> Iterator[tuple[str, tuple[Lineage, ...]]]:
    """Yield papers and their ties in order of their ids."""
    for paper in sorted(lineage):
        yield paper, tuple(sorted(lineage[paper], key=lambda tie: (tie.id, tie.kind)))
