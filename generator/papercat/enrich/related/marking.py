"""What papers have in common beside words: their names and tags, as numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, count, repeat
from operator import attrgetter
from typing import NamedTuple, TypeVar

import numpy as np

from papercat.catalogue import Catalogue
from papercat.enrich.related.reasons import NAME, TAG
from papercat.enrich.texts import Hashes, Ints, hashed, mixed

T = TypeVar("T")

_LOW = 0xFFFFFFFF


class Marking(NamedTuple):
    """Names and tags of papers, one paper after the other."""

    words: list[str]
    """That stand for them, those for names first; in order, so that those of a paper are so in each run."""
    names: int
    """How many of the words stand for names."""
    counts: Ints
    """By paper."""
    numbers: Ints
    """Of the words, each once a paper, ascending."""
    told: Hashes
    """By paper, of all that may be shown of its names and tags: what they are called, and who introduces them."""


class _Said(NamedTuple):
    """What is said of papers, in any order."""

    texts: list[str]
    """Words, and behind each what it is called; each text once, those of names first."""
    names: int
    """How many of the texts are of names."""
    numbers: Ints
    """Of the texts."""
    rows: Ints
    """Places of the papers of whom they are said; -1 where it does not count."""
    made: int
    """How many of these, the first, say what a paper introduces."""


def marking(catalogue: Catalogue, place: Mapping[str, int]) -> Marking:
    """Return the names and tags of papers by their places.

    A tag that was only learned is none of them: it comes from the words of the paper, which are compared anyway, and
    comes and goes with other papers.
    """
    said = _said(catalogue, place)
    marks = [text.partition("\0")[0] for text in said.texts]
    words = sorted(set(marks))
    rank = {word: at for at, word in enumerate(words)}
    numbers = np.fromiter(map(rank.__getitem__, marks), np.int64, len(marks))[said.numbers]
    hashes = np.fromiter(map(hashed, said.texts), np.uint64, len(said.texts))[said.numbers]
    hashes[: said.made] = mixed(hashes[: said.made])
    here = said.rows >= 0
    rows = said.rows[here]
    found = np.sort(rows << 32 | numbers[here])
    found = found[np.diff(found, prepend=-1) != 0]
    counts = np.bincount(found >> 32, minlength=len(place))
    return Marking(words, len(set(marks[: said.names])), counts, found & _LOW, _sums(hashes[here], rows, len(place)))


def _said(catalogue: Catalogue, place: Mapping[str, int]) -> _Said:
    (made, makers), (used, users) = _each(catalogue.introduces, place), _each(catalogue.mentions, place)
    tagged, holders = _each(catalogue.tags, place)
    learned = np.fromiter(map(attrgetter("learned"), tagged), np.bool_, len(tagged))
    names = {name.id: name.label for name in catalogue.names}
    tags = {tag.id: tag.label for tag in catalogue.vocabulary}
    # a name without an entry is called as the paper calls it
    named = [each.name if each.name in names else f"{each.name}\0{each.surface}" for each in chain(made, used)]
    name, of_names = _numbered(named)
    tag, of_tags = _numbered(map(attrgetter("tag"), tagged))
    texts = [f"{NAME}{key}\0{names.get(key, '')}" for key in name]
    texts += [f"{TAG}{key}\0{tags.get(key, '')}" for key in tag]
    numbers = np.concatenate((of_names, len(name) + of_tags))
    rows = np.concatenate((makers, users, np.where(learned, -1, holders)))
    return _Said(texts, len(name), numbers, rows, len(made))


def _each(by: Mapping[str, Sequence[T]], place: Mapping[str, int]) -> tuple[list[T], Ints]:
    """Return what papers have, and the place of the paper for each; -1 where it has none."""
    rows = np.fromiter(map(place.get, by, repeat(-1)), np.int64, len(by))
    counts = np.fromiter(map(len, by.values()), np.int64, len(by))
    return list(chain.from_iterable(by.values())), np.repeat(rows, counts)


def _numbered(keys: Iterable[str]) -> tuple[list[str], Ints]:
    """Return keys, each once, and the number of each of those given."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = np.fromiter(map(number.__getitem__, keys), np.int64)
    return list(number), numbers


def _sums(hashes: Hashes, rows: Ints, size: int) -> Hashes:
    """Return the sums of hashes by row."""
    sums = np.cumsum(np.append(np.uint64(0), hashes[np.argsort(rows, kind="stable")]))
    ends = np.cumsum(np.append(0, np.bincount(rows, minlength=size)))
    found: Hashes = np.diff(sums[ends])
    return found
