"""Names for groups of papers: their most telling tags, or words of their titles where tags tell too little."""

import re
from array import array
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from papercat.catalogue import Catalogue, Marked, marked
from papercat.enrich.words import fold, tokens

Ints = NDArray[np.int64]
SHARE = 0.1
"""Share of a group's papers that a mark must have to name it."""
TOLD = 12
"""Marks looked at, a group."""
SPARE = 3
"""Tags that are enough to tell a group from others that share the first of them."""
ENOUGH = 4_000
"""Titles that show how frequent a word is elsewhere."""
LONG = 32
"""Characters of a label that is too long for the map."""
NUMBERED = re.compile(r"Papers \d+")
"""Of a group of which nothing tells."""
GENERIC = frozenset({"contribution", "resource"})
"""Facets that say what kind of paper it is, not what it is about."""


def tagged(catalogue: Catalogue) -> Marked:
    """Return the tags of papers that may name a group."""
    keys, counts, numbers = catalogue.tagged
    known = map(catalogue.tag_by_id.get, keys)
    fit = np.array([not tag or (tag.facet not in GENERIC and len(tag.label) <= LONG) for tag in known], bool)
    kept = fit[numbers]
    owners = np.repeat(np.arange(len(counts)), counts)[kept]
    return Marked(
        [key for key, good in zip(keys, fit.tolist(), strict=True) if good],
        array("q", np.bincount(owners, minlength=len(counts)).tobytes()),
        array("q", (np.cumsum(fit) - 1)[numbers][kept].tobytes()),
    )


def named(catalogue: Catalogue, tags: Marked, group: Ints, count: int, parts: int = 1) -> list[str]:
    """Return a name for each of `count` groups, no two the same.

    Args:
        catalogue: the papers.
        tags: of the papers.
        group: of each paper.
        count: of groups, none of them empty.
        parts: marks in a name.
    """
    told = telling(tags, group, count)
    labels = [[_label(catalogue, key) for key in some] for some in told]
    if any(len(some) < SPARE for some in told):
        labels = [_spare(*pair) for pair in zip(labels, _worded(catalogue, group, told), strict=True)]
    return _different([[", ".join(some[:parts]), *some[parts:]] if some else [] for some in labels])


def _worded(catalogue: Catalogue, group: Ints, told: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return telling words of titles for the groups that little is told of yet; some of the others stand for all."""
    mute = np.array([len(some) < SPARE for some in told])
    some = np.unique(np.concatenate([np.flatnonzero(mute[group]), np.arange(0, len(group), len(group) // ENOUGH + 1)]))
    titles = [tokens(catalogue.papers[at].title) for at in some.tolist()]
    folded = {token: fold(token) for token in {*chain.from_iterable(titles)}}
    words = [list(dict.fromkeys(filter(None, map(folded.__getitem__, title)))) for title in titles]
    return telling(marked(words), group[some], len(told))


def _spare(labels: list[str], words: list[str]) -> list[str]:
    """Return the labels, where they are few with words that they do not say yet, so that no two groups need numbers."""
    known = set(map(fold, tokens(" ".join(labels))))
    return labels if len(labels) >= SPARE else [*labels, *(word for word in words if word not in known)]


def _label(catalogue: Catalogue, key: str) -> str:
    tag = catalogue.tag_by_id.get(key)
    return tag.label if tag else key


def telling(marks: Marked, group: Ints, count: int) -> list[list[str]]:
    """Return for each group the marks that tell it from the others, most telling first.

    A mark tells by the papers of the group that have it, times the logarithm of how much more frequent it is there.

    Args:
        marks: of the papers.
        group: of each paper.
        count: of groups.
    """
    keys, counts, columns = marks
    rows = np.repeat(group, counts)
    ones = np.ones(len(columns))
    table = sparse.csr_array(sparse.coo_array((ones, (rows, columns)), shape=(count, len(keys))))
    sizes = np.bincount(group, minlength=count)
    common = np.asarray(table.sum(axis=0)) / max(len(counts), 1)
    chosen = []
    for at, size in enumerate(sizes.tolist()):
        some = slice(table.indptr[at], table.indptr[at + 1])
        column, papers = table.indices[some], table.data[some]
        lift = np.log(papers / size / common[column])
        # one paper is no rule
        known = (papers >= min(2, size)) & ((lift > 0) | (count == 1))
        good = known & (papers >= SHARE * size)
        # a wide group has no mark in common: better what some of it share than a number
        good = good if good.any() else known
        column, worth = column[good], np.round((papers * lift)[good], 9)
        chosen.append([keys[key] for key in column[np.lexsort((column, -worth))][:TOLD].tolist()])
    return chosen


def _different(told: Sequence[Sequence[str]]) -> list[str]:
    """Return the first mark of each group, with the second where another group took the first."""
    taken: set[str] = set()
    made = []
    for labels in told:
        pairs = (f"{labels[0]}, {other}" for other in labels[1:]) if labels else ()
        label = next((one for one in (*labels[:1], *pairs) if one not in taken), "")
        number = 1
        while not label or label in taken:
            number += 1
            label = f"{labels[0] if labels else 'Papers'} {number}"
            label = "" if label in taken else label
        taken.add(label)
        made.append(label)
    return made
