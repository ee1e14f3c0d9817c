"""Find the vocabulary's words in papers."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from papercat.enrich.tags.reading import SHIFT, Reading, known, looked_up
from papercat.enrich.vocabulary import joined, terms
from papercat.insight import Tag

_LEADING_ON = frozenset({"of", "on"})
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]+s?")


class Match(NamedTuple):
    """One place where a paper uses a word of a tag."""

    tag: str
    words: str
    """As they stand there, but for what is between them."""
    place: int
    """Of `reading`."""
    length: int
    """Words of the phrase."""


class Phrases(NamedTuple):
    """The vocabulary as a table for matching."""

    table: Mapping[str, list[str]]
    """Stems of a phrase, spaces between -> its tags."""
    capitals: Mapping[str, list[tuple[str, str]]]
    """The same for words in capitals: the tags, each with the letters that it needs."""
    starts: frozenset[str]
    """What phrases begin with, short of their last word."""
    heads: Mapping[str, int]
    """Phrases of one word, and the first two words of longer ones: one of them stands wherever a phrase stands."""


@lru_cache(maxsize=4)
def phrases(words: tuple[Tag, ...]) -> Phrases:
    """Return the table of a vocabulary; a word of two tags counts for both."""
    table: defaultdict[str, set[str]] = defaultdict(set)
    exact: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    starts: set[str] = set()
    for tag in words:
        for word in (tag.label, *tag.aliases, *tag.hints):
            stems = terms(word)
            phrase = " ".join(stems)
            if phrase and _CAPITALS.fullmatch(word):
                exact[phrase].add((tag.id, word.rstrip("s")))
            elif phrase:
                table[phrase].add(tag.id)
            starts.update(" ".join(stems[:end]) for end in range(1, len(stems)))
    heads = {" ".join(phrase.split(" ")[:2]): 1 for phrase in (*table, *exact)}
    return Phrases(
        {phrase: sorted(tags) for phrase, tags in table.items()},
        {phrase: sorted(tags) for phrase, tags in exact.items()},
        frozenset(starts),
        heads,
    )


class _Text(NamedTuple):
    """A reading as lists, which a loop reads faster."""

    words: Sequence[str]
    stems: Sequence[int]
    names: Sequence[str]


def find(vocabulary: Phrases, reading: Reading) -> list[list[Match]]:
    """Return the matches in each paper, in order of the text.

    A shorter phrase inside a longer one counts only for the longer one's tags; two that overlap both count, as do
    "online learning" and "learning to rank", but not what only leads on: a "sky survey of" quasars is no "survey of".
    """
    found: list[list[Match]] = [[] for _ in range(reading.size)]
    text = _Text(reading.words, reading.stems.tolist(), reading.names)
    begins = _begins(vocabulary, reading)
    papers, places = reading.papers[begins].tolist(), reading.places[begins].tolist()
    done = 0
    for at, paper, place in zip(begins.tolist(), papers, places, strict=True):
        tags, size = _longest(vocabulary, text, at)
        if at + size > done and (at >= done or text.words[at + size - 1] not in _LEADING_ON):
            surface = joined(text.words[at : at + size])
            found[paper] += [Match(tag, surface, place, size) for tag in tags]
            done = at + size
    return found


def _begins(vocabulary: Phrases, reading: Reading) -> np.ndarray:
    """Return the places of words at which a phrase may begin."""
    keys, values = known(vocabulary.heads)
    single, first, second = np.zeros((3, len(reading.names)), np.bool_)
    paired = keys >> SHIFT > 0
    single[keys[~paired]] = True
    first[keys[paired] >> SHIFT] = second[keys[paired] & (1 << SHIFT) - 1] = True
    begins = single[reading.stems]
    # few words may begin a pair and stand before one that may end it, and only these are looked up
    at = np.flatnonzero(first[reading.stems[:-1]] & second[reading.stems[1:]])
    begins[at] |= looked_up(keys, values, reading.stems[at] << SHIFT | reading.stems[at + 1]) > 0
    return np.flatnonzero(begins)


def _longest(vocabulary: Phrases, text: _Text, at: int) -> tuple[list[str], int]:
    """Return the tags of the longest phrase that begins at a word, and its length."""
    best: tuple[list[str], int] = ([], 0)
    key, end = text.names[text.stems[at]], at + 1
    while True:
        tags = vocabulary.table.get(key, [])
        if key in vocabulary.capitals:
            surface = "-".join(text.words[at:end]).rstrip("s")
            tags = sorted({*tags, *(tag for tag, capitals in vocabulary.capitals[key] if surface == capitals)})
        best = (tags, end - at) if tags else best
        # every part ends with a gap, so there is always one more
        if key not in vocabulary.starts or not text.stems[end]:
            return best
        key = f"{key} {text.names[text.stems[end]]}"
        end += 1
