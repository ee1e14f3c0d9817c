"""Learn tags from the authors' own keywords, where a catalogue has enough of them.

The model is linear, one vector a tag: the centroid of the TF-IDF vectors of the papers with that keyword (Rocchio),
cut to its most telling words. Each tag has a likeness of its own from which it is given: the lowest at which `SURE` of
the papers that resemble it that much have the keyword, each paper that has it judged by the centroid of the others.
A tag that is never that sure is not given. How well it does: docs/quality-of-enrichment.md.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.tags.mine import ENOUGH, Known, tags_of
from papercat.enrich.tags.vectors import UNIT, Features, features, squared, unit, vectors
from papercat.enrich.texts import Hashes, Ints, Texts
from papercat.records import Paper

USERS = 5
"""Papers that must have a keyword for its words to be learnt."""
SURE = 0.25
"""Share of the papers with a tag's words that must have the keyword; authors name only some that fit."""
FAINT = 0.08
"""Likeness below which nothing is given."""
SAMPLE = 1 << 14
"""Papers with keywords that are learnt from, at most: it costs no more in a larger catalogue."""
GRID = 32
"""Steps of a likeness."""
_WORDS = 150
"""Words kept of a tag's vector."""
_BLOCK = 2048
_FEW = 100
"""Tags up to which a dense product takes less time than a sparse one."""


class Model(NamedTuple):
    """What was learned."""

    tags: tuple[str, ...]
    features: Features
    centroids: sparse.csr_array
    """Tags by features, rows of length `UNIT`."""
    least: NDArray[np.float64]
    """By tag: the likeness from which it is given."""
    digests: tuple[str, ...]
    """By tag: of all that is known of it; a text resembles it as before where this is the same."""


class Alike(NamedTuple):
    """Papers that resemble the papers of a tag."""

    rows: Ints
    tags: Ints
    likeness: NDArray[np.float64]


def train(papers: Sequence[Paper], read: Texts, known: Known) -> Model | None:
    """Learn from the papers that have keywords; nothing where these are too few.

    Args:
        papers: all.
        read: their texts.
        known: what keywords are called.
    """
    marked = [row for row, paper in enumerate(papers) if paper.keywords]
    if len(marked) < ENOUGH:
        return None
    marked = _sampled(papers, marked)
    of_row = tags_of((papers[row] for row in marked), known)
    users = Counter(tag for tags in of_row for tag in tags)
    tags = tuple(sorted(tag for tag, count in users.items() if count >= USERS))
    place = {tag: at for at, tag in enumerate(tags)}
    pairs = [(place[tag], row) for row, some in enumerate(of_row) for tag in sorted(some) if tag in place]
    if not pairs:
        return None
    learnt = read.taken(np.array(marked, np.int64))
    of = features(learnt)
    table = vectors(learnt, of)
    which, row = np.array(pairs, np.int64).T
    uses = sparse.csr_array((np.ones(len(pairs), np.int64), (which, row)), shape=(len(tags), len(marked)))
    sums = _cut((uses @ table).tocsr())
    centroids = unit(sums)
    least = _least(table, sums, centroids, (which, row))
    sure = np.flatnonzero(np.isfinite(least))
    centroids = centroids[sure]
    # most features are in no tag's vector
    looked = np.unique(centroids.indices)
    hashes = learnt.hashes[np.flatnonzero(of.columns >= 0)[looked]]
    model = Model(tuple(tags[at] for at in sure), of.only(looked), centroids[:, looked], least[sure], ())
    return model._replace(digests=tuple(_digests(model, hashes)))


def _digests(model: Model, hashes: Hashes) -> Iterator[str]:
    """Yield a digest for each tag: of its words, given by the hashes of features, their weights, and what is enough."""
    ends = pairwise(model.centroids.indptr.tolist())
    for tag, (start, end), least in zip(model.tags, ends, model.least.tolist(), strict=True):
        columns = model.centroids.indices[start:end]
        seen = blake2b(repr((tag, model.features.most, least)).encode("utf-8", "surrogatepass"), digest_size=16)
        for part in (hashes[columns], model.centroids.data[start:end], model.features.telling[columns]):
            seen.update(part.tobytes())
        yield seen.hexdigest()


def _sampled(papers: Sequence[Paper], rows: list[int]) -> list[int]:
    """Return all rows, or the half, the quarter, … of them whose ids have the lowest hashes."""
    halvings = max(0, (len(rows) - 1).bit_length() - SAMPLE.bit_length() + 1)
    most = 1 << 64 - halvings
    return [row for row in rows if not halvings or _hash(papers[row].id) < most]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _cut(table: sparse.csr_array) -> sparse.csr_array:
    """Keep the heaviest entries of each row."""
    for row in range(table.shape[0]):
        values = table.data[table.indptr[row] : table.indptr[row + 1]]
        if len(values) > _WORDS:
            values[values < np.partition(values, -_WORDS)[-_WORDS]] = 0
    table.eliminate_zeros()
    return table


def _least(
    table: sparse.csr_array, sums: sparse.csr_array, centroids: sparse.csr_array, uses: tuple[Ints, Ints]
) -> NDArray[np.float64]:
    """Return the likeness from which each tag is sure, infinity where it never is."""
    tags, rows = uses
    own = _own(table, sums, uses)
    used = np.sort(rows * sums.shape[0] + tags)
    parts = [(tags, own, np.ones(len(tags), np.bool_))]
    for row, tag, likeness in likenesses(table, centroids):
        cell = row * sums.shape[0] + tag
        others = used[np.minimum(np.searchsorted(used, cell), len(used) - 1)] != cell
        parts.append((tag[others], likeness[others], np.zeros(int(others.sum()), np.bool_)))
    tag, likeness, right = (np.concatenate(some) for some in zip(*parts, strict=True))
    # wrong ones first among equals
    order = np.lexsort((right, -likeness, tag))
    tag, likeness, right = tag[order], likeness[order], right[order]
    count = np.bincount(tag, minlength=sums.shape[0])
    before = (np.cumsum(count) - count)[tag]
    hits = np.cumsum(right)
    hits -= np.concatenate(([0], hits))[before]
    # few hits may be chance: as many are taken off as they vary by
    good = right & (hits - np.sqrt(hits) >= SURE * (np.arange(len(tag)) - before + 1)) & (likeness >= FAINT)
    # half way to the next paper below, which would be one too many
    below = np.where(np.diff(tag, append=-1) == 0, np.append(likeness[1:], FAINT), FAINT)
    least = np.full(sums.shape[0], np.inf)
    np.minimum.at(least, tag[good], np.ceil((likeness + below)[good] * GRID / 2) / GRID)
    return least


def _own(table: sparse.csr_array, sums: sparse.csr_array, uses: tuple[Ints, Ints]) -> NDArray[np.float64]:
    """Return how much each paper resembles the others with its tag."""
    tags, rows = uses
    parts = []
    whole = squared(sums)
    for start in range(0, len(tags), _BLOCK):
        tag, row = tags[start : start + _BLOCK], rows[start : start + _BLOCK]
        theirs = sums[tag]
        both = table[row] * theirs.astype(np.bool_)
        dots, mine = np.asarray((both * theirs).sum(axis=1), np.int64), squared(both)
        rest = np.sqrt(np.maximum(whole[tag] - 2 * dots + mine, 1).astype(np.float64))
        parts.append((dots - mine) / (UNIT * rest))
    return np.concatenate(parts)


def likenesses(
    table: sparse.csr_array, centroids: sparse.csr_array
) -> Iterator[tuple[Ints, Ints, NDArray[np.float64]]]:
    """Yield papers, tags and their likeness where it is not faint, block by block, in order of the papers."""
    # products of rows of length `UNIT`, and of papers that are all rare words nearly twice that, fit
    table, other = table.astype(np.int32, copy=False), centroids.astype(np.int32).T.tocsr()
    if other.shape[1] <= _FEW:
        other = other.toarray()
    for start in range(0, table.shape[0], _BLOCK):
        row, tag, product = _above(FAINT * UNIT**2, table[start : start + _BLOCK] @ other)
        yield row.astype(np.int64) + start, tag.astype(np.int64), product / UNIT**2


def _above(least: float, product: sparse.csr_array | NDArray[np.int32]) -> tuple[Ints, Ints, NDArray[np.int32]]:
    """Return where a product is not less than that, by row, and what it is there."""
    if isinstance(product, np.ndarray):
        row, column = np.nonzero(product >= least)
        return row, column, product[row, column]
    table = product.tocoo()
    kept = table.data >= least
    return table.row[kept], table.col[kept], table.data[kept]
