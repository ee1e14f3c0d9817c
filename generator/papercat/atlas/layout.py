"""Move papers until those that are alike lie together and all have room: t-SNE in as few rounds as it takes.

The forces are those of t-SNE (van der Maaten and Hinton 2008) with affinities from the related papers, and one more:
each paper is drawn a little towards where the other papers of its tags lie, which keeps what is only loosely tied from
drifting away. Repulsion is worked out on a grid by the fast Fourier transform, as in FIt-SNE (Linderman and others
2019), so a round costs the same for every paper. A step is as long as a paper's own ties allow (the diagonal of the
second derivative); so fifty rounds reach what plain gradient descent needs hundreds for.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import fft, sparse

from papercat.atlas.start import Places, radius

Floats = NDArray[np.float64]
ROUNDS = 50
PULL = (3.0, 1.0)
"""How much attraction counts at first and at last; more of it at first gathers what belongs together."""
HELD = 0.4
"""Share of the rounds before the pull begins to fall."""
DRAWN = 0.006
"""Pull towards the papers of the same tags."""
MOMENTUM = 0.8
STEP = 2 / 3
LONGEST = 5.0
"""Length of one step, at most."""
EDGE = 1.1
"""No paper leaves the square around the disc by more."""
CELL = 0.5
"""Width of the grid's cells: half the range of the repulsion."""
FINEST, COARSEST = 256, 32
"""Cells a side."""


def settled(places: Places, bonds: sparse.csr_array, marks: sparse.csr_array) -> Places:
    """Return places after all rounds.

    Args:
        places: where papers are at first.
        bonds: symmetric weights of pairs, all together 1.
        marks: a row a paper, a column a tag.
    """
    count = len(places)
    if count < 2:  # noqa: PLR2004 - one paper is alone
        return places
    edge = EDGE * radius(count)
    attract, repel, centre = _attraction(bonds), _repulsion(edge), _centres(marks)
    speed = np.zeros_like(places)
    for turn in range(ROUNDS):
        late = max(0.0, (turn / ROUNDS - HELD) / (1 - HELD))
        pull = PULL[0] + (PULL[1] - PULL[0]) * late
        sums, degrees = attract(places)
        force = pull * (degrees * places - sums) + DRAWN / count * (places - centre(places)) - repel(places)
        speed = MOMENTUM * speed - STEP * force / (pull * degrees + DRAWN / count)
        length = np.hypot(speed[:, 0], speed[:, 1])
        speed *= np.minimum(1, LONGEST / np.maximum(length, LONGEST))[:, None]
        places = (places + speed).clip(-edge, edge)
    return places


def _attraction(bonds: sparse.csr_array) -> Callable[[Places], tuple[Places, Floats]]:
    """Return a function from places to the sums of the neighbours' places and of their weights; far ones weigh less."""
    upper = sparse.csr_array(sparse.triu(bonds, 1))
    lower = upper.T
    weights, columns = upper.data.copy(), upper.indices
    rows = np.repeat(np.arange(upper.shape[0]), np.diff(upper.indptr))
    known = np.ones((upper.shape[0], 3))

    def attract(places: Places) -> tuple[Places, Floats]:
        known[:, :2] = places
        x, y = np.ascontiguousarray(places.T)
        # the lower half shares these numbers
        upper.data[:] = weights / (1 + (x[rows] - x[columns]) ** 2 + (y[rows] - y[columns]) ** 2)
        sums: Floats = upper @ known + lower @ known
        return sums[:, :2], sums[:, 2:]

    return attract


def _centres(marks: sparse.csr_array) -> Callable[[Places], Places]:
    """Return a function from places to the mean place of the papers of each paper's tags; without tags the middle."""
    back = sparse.csr_array(marks.T)
    columns, rows = (np.asarray(marks.sum(axis=axis)) for axis in (0, 1))
    columns, rows = (np.where(some > 0, some, 1)[:, None] for some in (columns, rows))

    def centre(places: Places) -> Places:
        middles: Places = marks @ ((back @ places) / columns) / rows
        return middles

    return centre


def _repulsion(edge: float) -> Callable[[Places], Places]:
    """Return a function from places within the square to the force that keeps papers apart.

    Places become densities at the corners of the grid's cells; the convolution with the kernel of the force is a
    product after Fourier transform, on a grid of twice the size, so that nothing comes in from the other side.
    """
    cells = COARSEST
    while cells < FINEST and 2 * edge / cells > CELL:
        cells *= 2
    width = 2 * edge / (cells - 2)
    offsets = np.arange(2 * cells)
    offsets = (np.where(offsets < cells, offsets, offsets - 2 * cells) * width).astype(np.float32)
    x, y = offsets[:, None], offsets[None, :]
    near = 1 / (1 + x * x + y * y)
    kernels = fft.rfft2(np.stack([near, near * near * x, near * near * y]))

    def repel(places: Places) -> Places:
        at = (places.T + edge) / width
        corner = at.astype(np.int64)
        u, v = at - corner
        both = u * v
        first = corner[0] * cells + corner[1]
        where = (first, first + 1, first + cells, first + cells + 1)
        shares = (1 - u - v + both, v - both, u - both, both)
        parts = [np.bincount(one, share, cells * cells) for one, share in zip(where, shares, strict=True)]
        density = parts[0] + parts[1] + parts[2] + parts[3]
        # axis by axis, without the rows that are empty or that nobody reads
        rows = fft.rfft(density.reshape(cells, cells).astype(np.float32), 2 * cells)
        spread = fft.fft(rows, 2 * cells, axis=0) * kernels
        fields = fft.irfft(fft.ifft(spread, axis=1, overwrite_x=True)[:, :cells])[:, :, :cells].reshape(3, -1)
        total = float((fields[0] * density).sum()) - len(places)
        sums = [sum(field[one] * share for one, share in zip(where, shares, strict=True)) for field in fields[1:]]
        force: Places = np.stack(sums, axis=1) / max(total, 1.0)
        return force

    return repel
