"""Find the vocabulary's words in a paper."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from papercat.enrich import sentences
from papercat.enrich.vocabulary import STEMS, WORD, terms
from papercat.insight import Tag
from papercat.records import Paper

_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]+s?")

TITLE, FIRST, LAST, REST, KEYWORD = "title", "first", "last", "rest", "keyword"


class Part(NamedTuple):
    """A piece of a paper's text, cut into words."""

    place: str
    """`title`, `keyword`, or which sentence of the abstract: `first`, `last`, `rest`."""
    words: Sequence[str]
    stems: Sequence[str]


class Match(NamedTuple):
    """One place where a paper uses a word of a tag."""

    tag: str
    words: str
    """As they stand there, but for what is between them."""
    place: str
    length: int
    """Words of the phrase."""


class Phrases(NamedTuple):
    """The vocabulary as a table for matching."""

    table: dict[str, tuple[tuple[str, str], ...]]
    """Stems of a phrase, spaces between -> its tags, each with the capitals that it needs."""
    starts: frozenset[str]
    """What phrases begin with, short of their last word."""


@lru_cache(maxsize=4)
def phrases(words: tuple[Tag, ...]) -> Phrases:
    """Return the table of a vocabulary; a word of two tags counts for both."""
    table: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    starts: set[str] = set()
    for tag in words:
        for word in (tag.label, *tag.aliases):
            stems = terms(word)
            if stems:
                table[" ".join(stems)][tag.id, word.rstrip("s") if _CAPITALS.fullmatch(word) else ""] = None
                starts.update(" ".join(stems[:end]) for end in range(1, len(stems)))
    return Phrases({phrase: tuple(sorted(tags)) for phrase, tags in table.items()}, frozenset(starts))


def parts(paper: Paper) -> tuple[Part, ...]:
    """Return title, keywords, and first, middle and last sentences of a paper, cut into words."""
    cuts = sentences.spans(paper.abstract)
    begin, end = (cuts[0][1], max(cuts[0][1], cuts[-1][0])) if cuts else (0, 0)
    texts = (
        (TITLE, paper.title),
        *((KEYWORD, keyword) for keyword in paper.keywords),
        (FIRST, paper.abstract[:begin]),
        (REST, paper.abstract[begin:end]),
        (LAST, paper.abstract[end:]),
    )
    return tuple(
        Part(place, words, [STEMS[word] for word in words]) for place, text in texts if (words := WORD.findall(text))
    )


def find(known: Phrases, paper: Sequence[Part]) -> Iterator[Match]:
    """Yield the matches in a paper's parts, longest first.

    A shorter phrase inside a longer one counts only for the longer one's tags.
    """
    table, starts = known
    for place, words, stems in paper:
        done = 0
        for at, first in enumerate(stems):
            if at < done or (first not in starts and first not in table):
                continue
            tags, size = _longest(known, words, stems, at)
            if tags:
                surface = " ".join(words[at : at + size])
                yield from (Match(tag, surface, place, size) for tag in tags)
                done = at + size


def _longest(known: Phrases, words: Sequence[str], stems: Sequence[str], at: int) -> tuple[list[str], int]:
    """Return the tags of the longest phrase that begins at a word, and its length."""
    best: tuple[list[str], int] = ([], 0)
    key, size = stems[at], 1
    while True:
        tags = [
            tag
            for tag, capitals in known.table.get(key, ())
            if not capitals or "-".join(words[at : at + size]).rstrip("s") == capitals
        ]
        best = (tags, size) if tags else best
        if key not in known.starts or at + size == len(stems):
            return best
        key = f"{key} {stems[at + size]}"
        size += 1
