"""Propose tags by the words of a paper, with what was learned from keywords."""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.enrich.tags.learn import Model, likenesses
from papercat.enrich.tags.remember import Matched
from papercat.enrich.tags.vectors import vectors
from papercat.enrich.texts import Ints, Texts, heaviest
from papercat.enrich.words import PAIR

TOP = 4
"""Tags proposed for a paper, at most."""
TOLD = 3
"""Words that a reason is made of."""
_LOOKED = 4 * TOLD
"""Words that are looked at for them."""
_STEPS, _MOST = 4, 2
_BLOCK = 2048


class Learned(NamedTuple):
    """A tag that the words of a paper suggest."""

    tag: str
    sureness: float
    """Likeness between the paper and those with this keyword, as a multiple of what is enough: 1 to 2, in quarters."""
    words: tuple[str, ...]
    """The words that tell, best first; nothing where the paper's text names the tag."""


class Pairs(NamedTuple):
    """Papers and tags that they resemble enough, in order of the papers, the likest first."""

    rows: Ints = np.zeros(0, np.int64)
    tags: Ints = np.zeros(0, np.int64)
    """Places of tags in the model."""
    steps: Ints = np.zeros(0, np.int64)
    """Likeness as a multiple of what is enough, in parts of `_STEPS`."""
    words: Sequence[tuple[str, ...]] = ()
    """The words that tell; nothing where nobody asked for them, or the paper's text names the tag."""
    told: NDArray[np.bool_] = np.zeros(0, np.bool_)
    """Whether somebody asked for them."""


class Papers(NamedTuple):
    """Papers, all in one order."""

    keys: Sequence[str]
    """Digest of each, its keywords included."""
    read: Texts
    matched: Sequence[Matched]
    """What the vocabulary has of each."""
    anew: NDArray[np.bool_]
    """Whether that may be other than in the last run."""


class Proposed(NamedTuple):
    """What a run leaves for the next one: a text resembles a tag as it did where both are what they were."""

    keys: Sequence[str] = ()
    """Of the papers."""
    tags: tuple[str, ...] = ()
    """Digests of what the model knows of tags."""
    pairs: Pairs = Pairs()


def propose(previous: Proposed, model: Model | None, papers: Papers) -> tuple[list[tuple[Learned, ...]], Proposed]:
    """Return the tags that the words of each paper suggest, best first.

    Args:
        previous: of the last run; the tags are the same whatever it is.
        model: what was learned.
        papers: all; where the text of one has the words of a tag, that is the reason, and none is sought here.
    """
    read = papers.read
    if model is None or not model.tags:
        return [()] * len(read.lengths), Proposed()
    pairs = _pairs(previous, model, papers)
    best = np.flatnonzero(np.arange(len(pairs.rows)) - np.searchsorted(pairs.rows, pairs.rows) < TOP)
    rows, tags = pairs.rows[best], [model.tags[tag] for tag in pairs.tags[best].tolist()]
    words = list(pairs.words)
    news = np.flatnonzero(~pairs.told[best])
    named = [papers.matched[row].names(tags[at]) for at, row in zip(news.tolist(), rows[news].tolist(), strict=True)]
    asked = best[news[~np.array(named, np.bool_)]]
    for place, said in zip(asked.tolist(), _reasons(pairs, asked, model, read), strict=True):
        words[place] = said
    pairs.told[best] = True
    made = list(map(Learned, tags, (pairs.steps[best] / _STEPS).tolist(), [words[place] for place in best.tolist()]))
    ends = np.searchsorted(rows, np.arange(len(read.lengths) + 1)).tolist()
    found = [tuple(made[start:end]) for start, end in pairwise(ends)]
    return found, Proposed(papers.keys, model.digests, pairs._replace(words=words))


def _pairs(previous: Proposed, model: Model, papers: Papers) -> Pairs:
    """Return all pairs; only those with a new text or a tag that is known by other words now are sought."""
    place = {key: row for row, key in enumerate(previous.keys)}
    before = np.fromiter((place.get(key, -1) for key in papers.keys), np.int64, len(papers.keys))
    tags = {digest: at for at, digest in enumerate(model.digests)}
    now = np.fromiter((tags.get(digest, -1) for digest in previous.tags), np.int64, len(previous.tags))
    known = np.zeros(len(model.tags), np.bool_)
    known[now[now >= 0]] = True
    parts = [
        _kept(previous.pairs, before, now, papers.anew),
        _sought(model, np.flatnonzero(~known), papers.read, np.arange(len(before))),
        _sought(model, np.flatnonzero(known), papers.read, np.flatnonzero(before < 0)),
    ]
    rows, of, steps, told = (np.concatenate([part[at] for part in parts]) for at in (0, 1, 2, 4))
    words = list(chain.from_iterable(part.words for part in parts))
    order = np.lexsort((of, -steps, rows))
    return Pairs(rows[order], of[order], steps[order], [words[at] for at in order.tolist()], told[order])


def _kept(pairs: Pairs, before: Ints, now: Ints, anew: NDArray[np.bool_]) -> Pairs:
    """Return the pairs of the last run whose text and tag are there still, under their new numbers.

    Args:
        pairs: of the last run.
        before: row in the last run by row, or -1.
        now: place in the model by place in the last one, or -1.
        anew: rows of whose pairs the words are to be asked for again.
    """
    rows = np.flatnonzero(before >= 0)
    starts, ends = (np.searchsorted(pairs.rows, before[rows], side) for side in ("left", "right"))
    counts = ends - starts
    at = np.arange(int(counts.sum())) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
    tags, row = now[pairs.tags[at]], np.repeat(rows, counts)
    stays = tags >= 0
    at, row = at[stays], row[stays]
    told = pairs.told[at] & ~anew[row]
    words = [pairs.words[n] if known else () for n, known in zip(at.tolist(), told.tolist(), strict=True)]
    return Pairs(row, tags[stays], pairs.steps[at], words, told)


def _sought(model: Model, tags: Ints, read: Texts, rows: Ints) -> Pairs:
    """Return the pairs of some papers and some tags."""
    if not len(tags) or not len(rows):
        return Pairs()
    centroids = model.centroids[tags]
    looked = np.unique(centroids.indices)
    some = read if len(rows) == len(read.lengths) else read.taken(rows)
    parts = []
    for row, tag, likeness in likenesses(vectors(some, model.features.only(looked)), centroids[:, looked]):
        multiple = np.minimum(np.floor(_STEPS * likeness / model.least[tags[tag]]), _MOST * _STEPS)
        sure = np.flatnonzero(multiple >= _STEPS)
        parts.append((rows[row[sure]], tags[tag[sure]], multiple[sure].astype(np.int64)))
    found, of, steps = (np.concatenate([part[at] for part in parts]) for at in range(3))
    return Pairs(found, of, steps, [()] * len(found), np.zeros(len(found), np.bool_))


def _reasons(pairs: Pairs, asked: Ints, model: Model, read: Texts) -> Iterator[tuple[str, ...]]:
    """Yield the words that tell for some of the pairs, given by their places."""
    rows, row = np.unique(pairs.rows[asked], return_inverse=True)
    table = vectors(read.taken(rows), model.features)
    number_of = np.flatnonzero(model.features.columns >= 0)
    for start in range(0, len(asked), _BLOCK):
        some = slice(start, start + _BLOCK)
        yield from _telling(table[row[some]] * model.centroids[pairs.tags[asked[some]]], number_of, read)


def _telling(shared: sparse.csr_array, number_of: Ints, read: Texts) -> Iterator[tuple[str, ...]]:
    """Yield for each row the words that add most, none twice; by level, then by hash, so that they seldom change."""
    row = np.repeat(np.arange(shared.shape[0]), np.diff(shared.indptr))
    level = np.floor(2 * np.log2(np.maximum(shared.data, 1))).astype(np.int64)
    feature = number_of[shared.indices]
    order = heaviest(row, level, read.hashes[feature])
    place = np.arange(len(order)) - shared.indptr[row]
    looked = place < _LOOKED
    feature, row, place = feature[order[looked]], row[looked], place[looked]
    keys = np.zeros((shared.shape[0], _LOOKED), np.int64)
    keys[row, place] = read.keys[feature]
    told = _told(keys)
    words = [" ".join(filter(None, pair)) for pair in read.spelled(feature[told[row, place]])]
    ends = np.cumsum(told.sum(axis=1)).tolist()
    yield from (tuple(words[start:end]) for start, end in pairwise([0, *ends]))


def _told(keys: Ints) -> NDArray[np.bool_]:
    """Return the first `TOLD` features of each line of which none has a word of another; key 0 is none."""
    told = np.zeros(keys.shape, np.bool_)
    said = np.zeros((len(keys), 0), np.int64)
    for at, key in enumerate(keys.T):
        words = np.stack((key >> PAIR, key & (1 << PAIR) - 1), axis=1)
        known = ((said[:, :, None] == words[:, None]) & (words[:, None] > 0)).any(axis=(1, 2))
        told[:, at] = (key > 0) & ~known & (told.sum(axis=1) < TOLD)
        said = np.concatenate((said, np.where(told[:, at, None], words, 0)), axis=1)
    return told
