"""For a word that nobody wrote: forms by a few of their inner letters.

A slip behind the third letter leaves a word in its bucket of the dictionary. A slip in the first three leaves the
letters behind them as they were, at their place or one beside it: so each form is listed under its letters 4 to 7, and
a wrong word is looked up under its own letters there and one place to the left and right (`js/spelling.js`).
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from papercat.search import codec
from papercat.search.inverted import Inverted

SHORTEST = 4
HEAD = 3
GRAM = 4
COMMON = 2000


def files(inverted: Inverted, buckets: int, least: int) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the files of forms; those that occur less than `least` times are left out."""
    lists: defaultdict[int, set[tuple[str, int]]] = defaultdict(set)
    for forms in inverted.forms:
        for form, count in forms:
            if count >= least and len(form) >= SHORTEST and form.isalpha():
                gram = form[HEAD : HEAD + GRAM]
                lists[zlib.crc32(gram.encode("utf-8", "replace")) % buckets].add((form, count))
    for place in range(buckets):
        yield f"g/{place}.bin", _listed(sorted(lists[place]))


def vocabulary(inverted: Inverted) -> bytes:
    """Return all terms in order, for what no part of the dictionary can answer: `*former`, `t*`, `colou~2`."""
    counts = np.diff(inverted.starts).tolist()
    return _listed(list(zip(inverted.terms, counts, strict=True)))


def common(inverted: Inverted) -> bytes:
    """Return the terms that most papers have, so that the telling words of a long text are known without them."""
    counts = np.diff(inverted.starts).tolist()
    best = sorted(zip(inverted.terms, counts, strict=True), key=lambda item: (-item[1], item[0]))[:COMMON]
    return _listed(sorted(best))


def _listed(words: list[tuple[str, int]]) -> bytes:
    """Return sorted words, front-coded, each with the bits of its frequency."""
    before = ""
    made = [codec.number(len(words))]
    for word, count in words:
        made.append(codec.front(word, before) + codec.number(count.bit_length()))
        before = word
    return codec.deflate(b"".join(made))
