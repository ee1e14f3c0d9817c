"""A first place for each paper: the two directions in which the papers' marks differ most, spread over a disc."""

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.atlas.ties import Marks

Places = NDArray[np.float64]
TURNS = 20
"""Of the power iteration; more of them change little."""
GRAIN = 9
"""Decimals that order papers, so that the last bit of a sum decides nothing."""
ROOM = 0.25
"""Radius of the disc for one paper; it grows with the root of their number."""


def radius(count: int) -> float:
    """Return the radius of the disc that so many papers start on."""
    return ROOM * float(np.sqrt(count))


def spectral(bonds: sparse.csr_array, marks: Marks) -> Places:
    """Return principal components of the marks of papers and of the papers around them.

    Power iteration with smoothed rows (a paper's row is the mean of its neighbours' neighbours). The sums are those of
    numpy and scipy themselves and not of a BLAS, whose order of summing differs from machine to machine.
    """
    count = bonds.shape[0]
    weights, back = marks.weights, sparse.csr_array(marks.weights.T)
    # each is its own neighbour too, and those without another the only one
    tied = bonds + sparse.eye_array(count) / max(count, 1)
    smooth = sparse.csr_array(tied / np.asarray(tied.sum(axis=1))[:, None])
    rough = sparse.csr_array(smooth.T)
    mean = np.asarray(weights.sum(axis=0)) / max(count, 1)

    def seen(axes: Places) -> Places:
        values: Places = smooth @ (smooth @ (weights @ axes - (mean[:, None] * axes).sum(axis=0)))
        return values

    axes = marks.seeds
    for _ in range(TURNS):
        values = rough @ (rough @ seen(axes))
        axes = back @ values - mean[:, None] * values.sum(axis=0)
        first = _unit(axes[:, 0])
        axes = np.stack([first, _unit(axes[:, 1] - first * (first * axes[:, 1]).sum())], axis=1)
    return seen(axes)


def _unit(values: NDArray[np.float64]) -> NDArray[np.float64]:
    length = np.sqrt((values * values).sum())
    return values / length if length else values


def disc(places: Places) -> Places:
    """Spread places evenly over a disc; what lies left or above stays so.

    Components of sparse data crowd into few corners; here only their order counts: first of all papers from left to
    right, then of each upright strip from top to bottom.
    """
    count = len(places)
    strips = max(1, int(np.sqrt(count) / 2))
    across = np.empty(count)
    across[np.argsort(np.round(places[:, 0], GRAIN), kind="stable")] = (np.arange(count) + 0.5) / max(count, 1)
    strip = np.minimum((across * strips).astype(np.int64), strips - 1)
    order = np.lexsort((np.round(places[:, 1], GRAIN), strip))
    sizes = np.bincount(strip, minlength=strips)
    down = np.empty(count)
    down[order] = (np.arange(count) - (np.cumsum(sizes) - sizes)[strip[order]] + 0.5) / sizes[strip[order]]
    u, v = 2 * across - 1, 2 * down - 1
    # from the square to the disc (elliptical grid mapping)
    return radius(count) * np.stack([u * np.sqrt(1 - v * v / 2), v * np.sqrt(1 - u * u / 2)], axis=1)
