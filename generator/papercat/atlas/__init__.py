"""The map of the catalogue: where each paper lies, and which topics lie where.

ties        what draws papers together: the related papers, and tags
start       a first, rough place for each
layout      the forces that move it to its place
topics      groups of neighbours, named by what tells them from the others

The map is a function of the catalogue alone: no layout is kept from one build to the next, so a clean build draws the
same map as any other. When papers come or go it stays as it was, all but a little: nothing in it is left to chance.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papercat.atlas import start, ties, topics
from papercat.atlas.layout import settled
from papercat.atlas.topics import Topic
from papercat.catalogue import Catalogue

__all__ = ["SIDE", "Atlas", "Topic", "draw"]

SIDE = 65_535
"""Coordinates are whole numbers from 0 to this, which 16 bits hold."""


FAR = 0.001
"""Share of the papers on each side that may lie farther out than the map shows."""


class Atlas(NamedTuple):
    """The map."""

    places: NDArray[np.uint16]
    """Of each paper in catalogue order, x (to the right) and y (down)."""
    topics: tuple[Topic, ...]
    """Every paper is in one; ordered by region."""
    regions: tuple[Topic, ...]
    """Every topic is in one, named by its place among the topics; the largest first."""


def draw(catalogue: Catalogue) -> Atlas:
    """Return the map of an enriched catalogue."""
    bonds, marks = ties.bonds(catalogue), ties.marks(catalogue)
    first = start.disc(start.spectral(bonds, marks))
    places = _fitted(settled(first, bonds, marks.weights))
    return Atlas(places, *topics.found(catalogue, places))


def _fitted(places: NDArray[np.float64]) -> NDArray[np.uint16]:
    """Return places moved and scaled into the square, neither axis stretched; what lies far out comes to its edge."""
    if not len(places):
        return np.zeros((0, 2), np.uint16)
    low, high = np.quantile(places, (FAR, 1 - FAR), axis=0)
    span = max(float((high - low).max()), 1e-9)
    fitted: NDArray[np.float64] = np.rint((places - (low + high) / 2) * (SIDE / span) + SIDE / 2).clip(0, SIDE)
    return fitted.astype(np.uint16)
