"""Choose the few pairs of papers that are worth comparing."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations, starmap
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from papercat.enrich.duplicates.editions import edition, head, successor
from papercat.enrich.duplicates.judge import NEAR_TITLE, SAME, spelled
from papercat.enrich.numbered import Words
from papercat.records import Paper
from papercat.store.identity import fold

BLOCK = 24
"""A block of more papers than this is no sign of anything: "Preface", a publisher's sentence."""
LONG = 60
"""Characters of a sentence that two papers do not share by chance."""
_KEPT = 0.75
"""Share of a title's words that a near title has, at least."""
_STOP = re.compile(r"[.!?。]\s")
_VERSION = re.compile(r"v(?:ersion)?[\s.]?\d")
"""Stands in every title that numbers a system, in small letters."""
_HASH = 4
"""Bytes of a sentence's hash."""
_LAST = (1 << 20) - 1

Pair = tuple[int, int]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Prints(NamedTuple):
    """What tells that a paper may be another one's copy."""

    title: int
    """Hash of the title without what it says of the edition; titles that differ seldom share one."""
    system: int
    """Hash of what stands before the title's colon or dash, without the number if this numbers a system."""
    later: bool
    """Whether this says that the system had a forerunner, by a number above 1."""
    sentences: bytes
    """Hashes, four bytes each, of the abstract's long sentences; by chance few are the same."""


def prints(paper: Paper) -> Prints:
    """Return what tells that a paper may be another one's copy."""
    base, number = _system(paper.title)
    return Prints(_hash(fold(edition(paper.title).title)), _hash(base), number > 1, sentences(paper))


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _system(title: str) -> tuple[str, float]:
    """Return the system that a title names, in comparable form, and its number, 1 where there is none."""
    base, number = successor(title) if _VERSION.search(title.lower()) else ("", 0.0)
    return fold(base or head(title)), number or 1.0


def words(paper: Paper) -> list[str]:
    """Return the words of a title, without what it says of the edition, as they are compared: in alphabetical order."""
    return spelled(edition(paper.title).title).split()


def pairs(told: Sequence[Prints], titles: Words, texts: Ints, far: Ints) -> tuple[list[Pair], Ints]:
    """Return places of papers to compare, ascending: near titles, or a sentence that both abstracts have.

    Args:
        told: of all papers.
        titles: their `words`.
        texts: a number for each that others have only if their titles are the same.
        far: pairs of these, as `twofold`, whose titles are known not to be near.

    Returns:
        The places, and all pairs of numbers whose titles are not near.
    """
    places = np.arange(len(told))
    title = np.fromiter((one.title for one in told), np.int64, len(told))
    alike = np.concatenate((_joined(title, places), _joined(*_rare_words(titles))), axis=1)
    long = _lengths(titles)[alike]
    # what one is longer than the other is no common letter; this spares most of the comparisons
    alike = alike[:, NEAR_TITLE * long.sum(axis=0) <= SAME * 2 * long.min(axis=0)]
    both = twofold(*texts[alike])
    new = np.flatnonzero(~np.isin(both, far))
    near = new[_near(titles, alike[:, new])]
    lengths = [len(one.sentences) // _HASH for one in told]
    said = np.frombuffer(b"".join([one.sentences for one in told]), np.uint32).astype(np.int64)
    same = _joined(said, np.repeat(places, lengths))
    found = np.concatenate((alike[:, near], same), axis=1)
    return sorted(set(zip(*found.tolist(), strict=True))), np.setdiff1d(both, both[near])


def _lengths(titles: Words) -> Ints:
    """Return how many letters titles have, spaces between words counted."""
    ends, letters = np.cumsum(titles.counts), np.fromiter(map(len, titles.every), np.int64, len(titles.every))
    sums = np.cumsum(np.append(0, letters[titles.numbers] + 1))
    lengths: Ints = np.maximum(sums[ends] - sums[ends - titles.counts] - 1, 0)
    return lengths


def _near(titles: Words, pairs: Ints) -> Flags:
    """Return which pairs of places have near titles."""
    ends = np.cumsum(titles.counts)

    @cache
    def text(place: int) -> str:
        own = titles.numbers[ends[place] - titles.counts[place] : ends[place]]
        return " ".join(map(titles.every.__getitem__, own.tolist()))

    @cache
    def near(one: int, other: int) -> bool:
        return bool(fuzz.ratio(text(one), text(other), score_cutoff=NEAR_TITLE))

    return np.fromiter(starmap(near, pairs.T.tolist()), np.bool_, pairs.shape[1])


def twofold(ones: Ints, others: Ints) -> Ints:
    """Return one number for two, whichever stands first."""
    return np.minimum(ones, others) << 32 | np.maximum(ones, others)


def _joined(keys: Ints, places: Ints) -> Ints:
    """Return the first and the second places of pairs that share a key, except where too many do."""
    # most keys stand alone, and most of these are seen by their last bits: they need no sorting
    last = keys & _LAST
    shared = (np.bincount(last, minlength=_LAST + 1) > 1)[last]
    keys, places = keys[shared], places[shared]
    keys, places = _sorted(keys, places)
    new = np.diff(keys, prepend=-1) != 0
    once = new | (np.diff(places, prepend=-1) != 0)
    keys, places = keys[once], places[once]
    sizes = np.diff(np.append(np.flatnonzero(new[once]), len(keys)))
    sizes = np.repeat(sizes, sizes)
    some = (sizes > 1) & (sizes <= BLOCK)
    keys, places = keys[some], places[some]
    pairs = [np.zeros((2, 0), np.int64)]
    for apart in range(1, BLOCK):
        both = keys[apart:] == keys[:-apart]
        pairs.append(np.stack((places[:-apart][both], places[apart:][both])))
    return np.concatenate(pairs, axis=1)


def _sorted(keys: Ints, places: Ints) -> tuple[Ints, Ints]:
    """Return both in order of the keys, then of the places; none is negative."""
    bits = int(places.max(initial=0)).bit_length()
    if int(keys.max(initial=0)).bit_length() + bits < 64:  # noqa: PLR2004 - of a number
        # one number for both is sorted several times as fast
        both = np.sort(keys << bits | places)
        return both >> bits, both & (1 << bits) - 1
    order = np.lexsort((places, keys))
    return keys[order], places[order]


def _rare_words(titles: Words) -> tuple[Ints, Ints]:
    """Return each title's rarest words by twos; titles that share most words share one of these (prefix filtering)."""
    count, papers = len(titles.every), len(titles.counts)
    word, place = titles.numbers, np.repeat(np.arange(papers), titles.counts)
    # the words of a title are in order, so that the same ones stand side by side
    new = (np.diff(word, prepend=-1) != 0) | (np.diff(place, prepend=-1) != 0)
    word, place = word[new], place[new]
    lengths = np.bincount(place, minlength=papers)
    by_rank = np.argsort(np.bincount(word, minlength=count), kind="stable")
    rank = np.empty_like(by_rank)
    rank[by_rank] = np.arange(count)
    # papers are in order already
    word = by_rank[np.sort(place * count + rank[word], kind="stable") % max(1, count)]
    telling, starts = lengths - (_KEPT * lengths).astype(np.int64) + 2, np.cumsum(lengths) - lengths
    keys, places = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for first, second in combinations(range(int(telling.max(initial=0))), 2):
        some = np.flatnonzero(second < np.minimum(telling, lengths))
        keys.append(word[starts[some] + first] * count + word[starts[some] + second])
        places.append(some)
    return np.concatenate(keys), np.concatenate(places)


def sentences(paper: Paper) -> bytes:
    """Return hashes, four bytes each, of the abstract's long sentences; by chance few are the same."""
    found = (sentence for sentence in _cut(paper.abstract) if len(sentence) >= LONG)
    return array("I", [_hash(sentence.casefold()) for sentence in found]).tobytes()


def _cut(text: str) -> list[str]:
    # nearly every text goes the fast way, to the same end: no other white space than spaces, no stop but dots
    if text.isprintable() and not ("!" in text or "?" in text or "\u3002" in text):
        return text.split(". ")
    return _STOP.split(text)


def numbered(papers: Sequence[Paper], told: Sequence[Prints]) -> Iterator[tuple[int, int, str]]:
    """Yield a paper whose title numbers a system ("RetroMAE v2"), the paper titled like its forerunner, and why."""
    # all others have no successor
    some = {each.system for each in told if each.later}
    heads: defaultdict[tuple[str, float], list[int]] = defaultdict(list)
    for place, each in enumerate(told):
        if each.system in some:
            heads[_system(papers[place].title)].append(place)
    for (base, number), later in sorted(heads.items()):
        before = max((other for other in _numbers(number) if (base, other) in heads), default=0.0)
        if base and before and len(later) == len(heads[base, before]) == 1:
            one, other = later[0], heads[base, before][0]
            yield one, other, f'"{head(papers[one].title)}" follows "{head(papers[other].title)}"'


def _numbers(number: float) -> Iterator[float]:
    """Yield the whole numbers of versions before this one."""
    yield from (float(other) for other in range(1, int(number) + 1) if other < number)
