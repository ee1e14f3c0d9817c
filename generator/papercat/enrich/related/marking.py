"""What papers have in common beside words: their names and tags, as numbers."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from papercat.catalogue import Catalogue
from papercat.enrich.related.reasons import NAME, TAG
from papercat.enrich.texts import Hashes, Ints, hashed

_LOW = 0xFFFFFFFF


class Marking(NamedTuple):
    """Names and tags of papers, one paper after the other."""

    words: list[str]
    """That stand for them, in order; those for names come first."""
    counts: Ints
    """By paper."""
    numbers: Ints
    """Of the words, each once a paper, ascending."""
    told: Hashes
    """By paper, of all that may be shown of its names and tags: what they are called, and who introduces them."""


def marking(catalogue: Catalogue, ids: Sequence[str]) -> Marking:
    """Return the names and tags of some papers.

    A tag that was only learned is none of them: it comes from the words of the paper, which are compared anyway, and
    comes and goes with other papers.
    """
    made, used = ([by.get(paper, ()) for paper in ids] for by in (catalogue.introduces, catalogue.mentions))
    about = [[each for each in catalogue.tags.get(paper, ()) if not each.learned] for paper in ids]
    counts = np.fromiter(map(len, chain(made, used, about)), np.int64, 3 * len(ids))
    # what may be shown of each stands behind its word
    names = {name.id: f"{NAME}{name.id}\0{name.label}" for name in catalogue.names}
    makes = {key: f"{said}\0made" for key, said in names.items()}
    tags = {tag.id: f"{TAG}{tag.id}\0{tag.label}" for tag in catalogue.vocabulary}
    said = [makes.get(each.name) or f"{NAME}{each.name}\0{each.surface}\0made" for each in chain.from_iterable(made)]
    said += [names.get(each.name) or f"{NAME}{each.name}\0{each.surface}" for each in chain.from_iterable(used)]
    said += [tags.get(each.tag) or f"{TAG}{each.tag}" for each in chain.from_iterable(about)]
    return _marking(said, counts, len(ids))


def _marking(said: Sequence[str], counts: Ints, papers: int) -> Marking:
    """Return what is said of papers, first what they introduce, then what they use, then what they are about."""
    every = list(set(said))
    number = {text: at for at, text in enumerate(every)}
    at = np.fromiter(map(number.__getitem__, said), np.int64, len(said))
    marks = [text.partition("\0")[0] for text in every]
    words = sorted(set(marks))
    place = {word: at for at, word in enumerate(words)}
    numbers = np.fromiter(map(place.__getitem__, marks), np.int64, len(marks))[at]
    found = np.sort(np.repeat(np.tile(np.arange(papers), 3), counts) << 32 | numbers)
    found = found[np.diff(found, prepend=-1) != 0]
    sums = np.cumsum(np.append(0, np.fromiter(map(hashed, every), np.uint64, len(every))[at]), dtype=np.uint64)
    ends = np.cumsum(counts)
    told = (sums[ends] - sums[ends - counts]).reshape(3, papers).sum(axis=0, dtype=np.uint64)
    return Marking(words, np.bincount(found >> 32, minlength=papers), found & _LOW, told)
