"""Match papers with the vocabulary, looking again only at those that what changed in it may concern."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import NamedTuple

import msgspec
import numpy as np

from papercat import paths
from papercat.enrich.tags import match, reading
from papercat.enrich.tags.match import Match, Phrases
from papercat.insight import Tag
from papercat.records import Paper
from papercat.work import in_chunks

_CHUNK = 2000
"""Papers sent at once with the vocabulary."""
_LAST = np.uint32(0xFFFF)
_PACKED = msgspec.msgpack.Decoder(list[Match])


class Matched(NamedTuple):
    """What the vocabulary has of a paper."""

    stems: bytes
    """Hashes of all its stems, four bytes each."""
    packed: bytes
    """Its `Match`es in MessagePack: some thirteen a paper, hardly any of which is ever looked at again."""
    tags: str
    """Ids of the tags of these, each once, with a space before and after each."""

    def matches(self) -> list[Match]:
        """Return where the paper has words of the vocabulary, in order of the text."""
        return _PACKED.decode(self.packed)

    def names(self, tag: str) -> bool:
        """Tell whether the paper has words of a tag."""
        return f" {tag} " in self.tags


def digest(paper: Paper, text: str) -> str:
    """Return a fingerprint of a paper's text, given by its own, and keywords."""
    if not paper.keywords:
        return text
    return paths.digest("\0".join((text, *paper.keywords)), 24)


def matched(
    previous: tuple[Sequence[Tag], Mapping[str, Matched]],
    words: tuple[Tag, ...],
    papers: Mapping[str, Paper],
    executor: Executor,
) -> dict[str, Matched]:
    """Return what the vocabulary has of each paper, by digest.

    Args:
        previous: the vocabulary of the last run, and what it had; the result is the same whatever these are.
        words: the vocabulary.
        papers: by digest.
        executor: where papers are read.
    """
    before, known = previous
    changed = _changed(match.phrases(tuple(before)), match.phrases(words))
    dirty = _holding(changed, known) if changed else set()
    new = [paper for key, paper in papers.items() if key not in known or key in dirty]
    fresh = in_chunks(executor, partial(_of_papers, words), new, _CHUNK)
    return {key: known[key] if key in known and key not in dirty else next(fresh) for key in papers}


def _of_papers(words: tuple[Tag, ...], papers: Sequence[Paper]) -> list[Matched]:
    text = reading.read(papers)
    matches, pack = match.find(match.phrases(words), text), msgspec.msgpack.Encoder().encode
    hashes = np.array(reading.NUMBERS.hashes)
    # sorted, because that takes a hundredth of the time of `np.unique`, and merged paper by paper
    every = np.sort(text.papers * len(hashes) + text.stems, kind="stable")
    owners, stems = np.divmod(every[np.diff(every, prepend=-1) != 0], len(hashes))
    ends = np.searchsorted(owners, np.arange(text.size + 1))
    return [
        Matched(hashes[stems[start:end]].tobytes(), pack(some), f" {' '.join({match.tag: 0 for match in some})} ")
        for start, end, some in zip(ends[:-1].tolist(), ends[1:].tolist(), matches, strict=True)
    ]


def _changed(before: Phrases, now: Phrases) -> set[str]:
    """Return the phrases that do not stand for the same tags in both."""
    pairs: tuple[tuple[Mapping[str, object], Mapping[str, object]], ...] = (
        (before.table, now.table),
        (before.capitals, now.capitals),
    )
    return {key for one, other in pairs for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def _holding(phrases: set[str], known: Mapping[str, Matched]) -> set[str]:
    """Return the papers that have all words of one of the phrases, by digest."""
    wanted = {phrase: [reading.hashed(stem) for stem in phrase.split()] for phrase in phrases}
    stems = [one.stems for one in known.values()]
    every = np.frombuffer(b"".join(stems), np.uint32)
    asked = np.array(sorted({stem for some in wanted.values() for stem in some}), np.uint32)
    # few have the last bits of one that is asked for, which is seen in a tenth of the time
    ends_so = np.zeros(1 << 16, np.bool_)
    ends_so[asked & _LAST] = True
    at = np.flatnonzero(ends_so[every & _LAST])
    at = at[np.isin(every[at], asked)]
    ends = np.cumsum([len(some) // 4 for some in stems])
    having: defaultdict[int, set[int]] = defaultdict(set)
    for stem, paper in zip(every[at].tolist(), np.searchsorted(ends, at, side="right").tolist(), strict=True):
        having[stem].add(paper)
    found = set().union(*(set.intersection(*(having[stem] for stem in some)) for some in wanted.values() if some))
    keys = list(known)
    return {keys[paper] for paper in found}
