"""For a word that nobody wrote: terms by a few of their inner letters.

A slip behind the third letter leaves a word in its bucket of the dictionary. A slip in the first three leaves the
letters behind them as they were, at their place or one beside it: so each term is listed under the letters that would
stand there after any such slip, and a wrong word is looked up under its own (`js/spelling.js`), in one file.
"""

import zlib
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from papercat.search import codec
from papercat.search.inverted import Inverted
from papercat.search.terms import Layout

SHORTEST = 4
HEAD = 3
GRAM = 4
LONG = 6
COMMON = 2000


def files(inverted: Inverted, plan: Layout, buckets: int, least: int) -> Iterator[tuple[str, codec.Streams]]:
    """Yield path and content of the files of terms; forms that occur less than `least` times are left out."""
    count = max(len(inverted.terms), 1)
    pairs = np.array(sorted(_pairs(inverted, buckets, least, count)), dtype=np.int64)
    places, which = pairs // count, pairs % count
    limits = np.searchsorted(places, np.arange(buckets + 1)).tolist()
    words = codec.texts(inverted.terms)
    before = np.r_[-1, which[:-1]] if len(which) else which
    before[np.flatnonzero(np.diff(places, prepend=-1))] = -1
    coded = codec.front(words, which, before)
    columns = (coded, codec.column(_bits(inverted)[which]), codec.column(plan.parts[which]))
    for place, (start, end) in enumerate(pairwise(limits)):
        rows = b"".join(column.rows(start, end) for column in columns)
        yield f"g/{place}.bin", (codec.number(end - start) + rows,)


def _pairs(inverted: Inverted, buckets: int, least: int, count: int) -> set[int]:
    """Return file and number of each term as one number."""
    owners = np.repeat(np.arange(len(inverted.terms)), np.diff(inverted.form_starts))
    often = np.minimum(inverted.form_counts, np.diff(inverted.starts)[owners]) >= least
    places: dict[str, int] = {}
    made: set[int] = set()
    for place, owner in zip(np.flatnonzero(often).tolist(), owners[often].tolist(), strict=True):
        form = inverted.forms[place]
        if len(form) < SHORTEST or not form.isalpha():
            continue
        for gram in grams(form):
            file = places.get(gram)
            if file is None:
                file = places[gram] = zlib.crc32(gram.encode("utf-8", "replace")) % buckets
            made.add(file * count + owner)
    return made


def grams(form: str) -> set[str]:
    """Return the keys under which a word is looked up that is `form` with one slip in its first letters."""
    # a letter replaced or two swapped, a letter lost, one too many
    made = {key(form[HEAD:], len(form)), key(form[HEAD + 1 :], len(form) - 1), key(form[HEAD - 1 :], len(form) + 1)}
    if len(form) < LONG:
        made.add(form[HEAD - 1] + form[HEAD + 1 :])
    return made - {""}


def key(tail: str, size: int) -> str:
    """Return the key of a word of so many letters: the fifth to seventh, or all behind the third of a short one.

    Args:
        tail: what stands behind the third letter.
        size: letters of the whole word.
    """
    return tail[1:GRAM] if size >= LONG else tail[:GRAM]


def vocabulary(inverted: Inverted, plan: Layout) -> codec.Streams:
    """Return all terms in order and their parts, for what no dictionary can answer: `*former`, `t*`, `colou~2`."""
    which = np.arange(len(inverted.terms))
    return *_listed(inverted, which), codec.column(plan.parts).data.tobytes()


def common(inverted: Inverted) -> codec.Streams:
    """Return the terms that most papers have, so that the telling words of a long text are known without them."""
    most = np.sort(np.argsort(-np.diff(inverted.starts), kind="stable")[:COMMON])
    return (b"".join(_listed(inverted, most)),)


def _bits(inverted: Inverted) -> npt.NDArray[np.int64]:
    """Return the bits of each term's number of documents."""
    return np.frexp(np.diff(inverted.starts).astype(np.float64))[1].astype(np.int64)


def _listed(inverted: Inverted, which: npt.NDArray[np.int64]) -> tuple[bytes, bytes, bytes]:
    """Return some terms, front-coded, and the bits of their frequency."""
    count, rows = len(which), np.arange(len(which))
    coded = codec.front(codec.texts([inverted.terms[one] for one in which.tolist()]), rows, rows - 1)
    figures = codec.number(count) + coded.shared.rows(0, count) + coded.sizes.rows(0, count)
    return figures, coded.rest.rows(0, count), codec.column(_bits(inverted)[which]).rows(0, count)
