"""Groups of neighbouring papers on the map, each named by what tells it from the others."""

import heapq
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from papercat.atlas.names import named, tagged
from papercat.catalogue import Catalogue

Ints = NDArray[np.int64]
DENSITY = 1.2
"""Topics for the root of the number of papers: 9 for 54 papers, 120 for 10,000."""
REFINED = 8
"""Rounds in which papers go to the nearest centre and centres to the middle of their papers."""


class Topic(NamedTuple):
    """A group of papers that lie together."""

    label: str
    """As people read it."""
    members: tuple[int, ...]
    """Of a topic, places of papers in the catalogue; of a region, places of topics. Most central first."""
    x: int
    y: int
    size: int
    """Papers."""


def found(catalogue: Catalogue, places: NDArray[np.uint16]) -> tuple[tuple[Topic, ...], tuple[Topic, ...]]:
    """Return the topics of a map, ordered by region, and the regions.

    Args:
        catalogue: whose tags and titles give the names.
        places: of its papers, a row each.
    """
    count = len(places)
    if not count:
        return (), ()
    points = places.astype(np.float64)
    group, centres = grouped(points, int(DENSITY * count**0.5))
    wide, heads = grouped(centres, int(len(centres) ** 0.5))
    wide, order = _by_size(wide, group)
    fine = np.empty(len(order), np.int64)
    fine[order] = np.arange(len(order))
    group, wide, centres = fine[group], wide[order], centres[order]
    tags = tagged(catalogue)
    labels = named(catalogue, tags, group, len(centres))
    topics = tuple(
        Topic(label, tuple(_central(points, members, centre)), *_rounded(centre), len(members))
        for label, members, centre in zip(labels, _members(group, len(centres)), centres, strict=True)
    )
    titles = named(catalogue, tags, wide[group], len(heads), 2)
    sizes = np.bincount(wide[group], minlength=len(heads))
    regions = tuple(
        Topic(label, tuple(members.tolist()), *_rounded(centres[members].mean(axis=0)), int(size))
        for label, members, size in zip(titles, _members(wide, len(heads)), sizes, strict=True)
    )
    return topics, regions


def grouped(points: NDArray[np.float64], wanted: int) -> tuple[Ints, NDArray[np.float64]]:
    """Part points into about so many groups of about equal size; return each point's group and the groups' centres.

    Halves at the median give the first groups, which k-means refines.
    """
    heap: list[tuple[int, int, Ints]] = [(-len(points), 0, np.arange(len(points)))]
    made = 1
    while len(heap) < max(wanted, 1) and -heap[0][0] > 1:
        _, _, some = heapq.heappop(heap)
        axis = int(np.ptp(points[some], axis=0).argmax())
        some = some[np.argsort(points[some, axis], kind="stable")]
        for half in (some[: len(some) // 2], some[len(some) // 2 :]):
            heapq.heappush(heap, (-len(half), made, half))
            made += 1
    centres = np.array([points[some].mean(axis=0) for _, _, some in sorted(heap, key=lambda part: part[1])])
    for _ in range(REFINED):
        # a centre that has lost all its points is no group
        nearest = cKDTree(centres).query(points)[1]
        group = (np.cumsum(np.bincount(nearest) > 0) - 1)[nearest]
        sums = [np.bincount(group, points[:, axis]) for axis in (0, 1)]
        centres = np.stack(sums, axis=1) / np.bincount(group)[:, None]
    return group.astype(np.int64), centres


def _by_size(wide: Ints, group: Ints) -> tuple[Ints, Ints]:
    """Return regions numbered by their papers, most first, and the topics in order of region and papers."""
    sizes = np.bincount(group, minlength=len(wide))
    papers = np.bincount(wide, sizes)
    rank = np.empty(len(papers), np.int64)
    rank[np.argsort(-papers, kind="stable")] = np.arange(len(papers))
    return rank[wide], np.lexsort((-sizes, rank[wide]))


def _members(group: Ints, count: int) -> Sequence[Ints]:
    order = np.argsort(group, kind="stable")
    return np.split(order, np.cumsum(np.bincount(group, minlength=count))[:-1])


def _central(points: NDArray[np.float64], members: Ints, centre: NDArray[np.float64]) -> list[int]:
    apart = ((points[members] - centre) ** 2).sum(axis=1)
    chosen: list[int] = members[np.argsort(apart, kind="stable")].tolist()
    return chosen


def _rounded(centre: NDArray[np.float64]) -> tuple[int, int]:
    x, y = np.rint(centre).astype(int).tolist()
    return x, y
