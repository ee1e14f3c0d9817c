"""Find the vocabulary's words in a paper."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from papercat.enrich import sentences
from papercat.enrich.vocabulary import STEMS, terms
from papercat.insight import Tag
from papercat.records import Paper

_TOKEN = re.compile(r"[^\W_]+(?:\+\+|#)?")
_CAPITALS = re.compile(r"[A-Z][A-Z0-9-]+s?")

TITLE, FIRST, LAST, REST, KEYWORD = "title", "first", "last", "rest", "keyword"


class Match(NamedTuple):
    """One place where a paper uses a word of a tag."""

    tag: str
    words: str
    """As they stand there."""
    place: str
    """`title`, `keyword`, or which sentence of the abstract: `first`, `last`, `rest`."""
    length: int
    """Words of the phrase."""


class Phrases(NamedTuple):
    """The vocabulary as a table for matching: first stem -> (all stems, tag, capitals needed), longest first."""

    table: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]


@lru_cache(maxsize=4)
def phrases(words: tuple[Tag, ...]) -> Phrases:
    """Return the table of a vocabulary; a word of two tags counts for both."""
    table: defaultdict[str, dict[tuple[tuple[str, ...], str, str], None]] = defaultdict(dict)
    for tag in words:
        for word in (tag.label, *tag.aliases):
            stems = terms(word)
            if stems:
                capitals = word.rstrip("s") if _CAPITALS.fullmatch(word) else ""
                table[stems[0]][stems, tag.id, capitals] = None
    return Phrases({first: tuple(sorted(more, key=lambda m: (-len(m[0]), m))) for first, more in table.items()})


def of_papers(words: tuple[Tag, ...], papers: Sequence[Paper]) -> list[tuple[Match, ...]]:
    """Return the matches of each paper."""
    known = phrases(words)
    return [tuple(_of_paper(known, paper)) for paper in papers]


def _of_paper(known: Phrases, paper: Paper) -> Iterator[Match]:
    yield from _in_text(known, paper.title, TITLE)
    for keyword in paper.keywords:
        yield from _in_text(known, keyword, KEYWORD)
    cuts = sentences.spans(paper.abstract)
    if cuts:
        begin, end = cuts[0][1], max(cuts[0][1], cuts[-1][0])
        yield from _in_text(known, paper.abstract[:begin], FIRST)
        yield from _in_text(known, paper.abstract[begin:end], REST)
        yield from _in_text(known, paper.abstract[end:], LAST)


def _in_text(known: Phrases, text: str, place: str) -> Iterator[Match]:
    """Yield matches, longest first; a shorter phrase inside a longer one counts only for the longer one's tags."""
    tokens = _TOKEN.findall(text)
    table, done = known.table, 0
    stems = [STEMS[token] for token in tokens]
    for at, first in enumerate(stems):
        candidates = table.get(first)
        if candidates is None or at < done:
            continue
        length = 0
        for phrase, tag, capitals in candidates:
            size = len(phrase)
            if size < length:
                break
            if size > 1 and tuple(stems[at : at + size]) != phrase:
                continue
            if capitals and "-".join(tokens[at : at + size]).rstrip("s") != capitals:
                continue
            length = size
            yield Match(tag, " ".join(tokens[at : at + size]), place, size)
        done = max(done, at + length)
