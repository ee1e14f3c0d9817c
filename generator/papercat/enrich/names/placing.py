"""Where papers have the names of the dictionary, looking again only at papers that what changed in it may concern."""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np

from papercat.enrich.names import dictionary, evidence, match, shape
from papercat.enrich.names.dictionary import Dictionary, Entry, Found
from papercat.enrich.names.match import At
from papercat.insight import Mention
from papercat.records import Paper
from papercat.work import in_chunks

_CHUNK = 5000
"""Papers sent at once with the whole dictionary."""


class Task(NamedTuple):
    """A paper with what it alone told."""

    paper: Paper
    found: Found


class State(NamedTuple):
    """What a run leaves for the next one."""

    spellings: tuple[tuple[str, Entry], ...] = ()
    placed: Mapping[str, tuple[At, ...]] = {}
    """Where names stand, by digest of the paper."""
    tokens: tuple[str, ...] = ()
    """Words with which names may begin."""
    hashes: bytes = b""
    """Of the folded beginnings of names that each of these may be, four bytes each."""
    counts: bytes = b""
    """How many each has, one byte."""


def placed(
    previous: State, spellings: Iterable[tuple[str, Entry]], tasks: Mapping[str, Task], executor: Executor
) -> State:
    """Return where each paper has names.

    Args:
        previous: of the last run; what comes out is the same whatever it is, an empty one included.
        spellings: of all names.
        tasks: papers by digest.
        executor: where papers are read.
    """
    now = _with_words(previous, State(tuple(spellings)), tasks)
    known = dictionary.table(now.spellings)
    kept = dict(_unchanged(previous, now, tasks))
    new = [task for digest, task in tasks.items() if digest not in kept]
    fresh = in_chunks(executor, partial(_find, known), new, _CHUNK)
    return now._replace(placed={digest: kept[digest] if digest in kept else next(fresh) for digest in tasks})


def _with_words(previous: State, now: State, tasks: Mapping[str, Task]) -> State:
    """Return the state with the words of the last run and those of papers that are new."""
    seen = {token for digest, task in tasks.items() if digest not in previous.placed for token in _tokens(task)}
    new = sorted(seen.difference(previous.tokens))
    found = [match.beginnings(token) for token in new]
    hashes = array("I", [crc32(form.encode()) for forms in found for form in sorted(forms)])
    return now._replace(
        tokens=previous.tokens + tuple(new),
        hashes=previous.hashes + hashes.tobytes(),
        counts=previous.counts + bytes(map(len, found)),
    )


def _tokens(task: Task) -> list[str]:
    return task.found.spots.tokens()


def mentions(task: Task, where: Sequence[At]) -> Iterator[Mention]:
    """Yield what was found in a paper."""
    if where:
        abstract = evidence.blanked(task.paper.abstract)
        for name, title, start, end, begin, stop, version in where:
            text = task.paper.title if title else abstract
            yield Mention(
                name, text[start:end], text[begin:stop].strip(), "title" if title else "abstract", start, version
            )


def _find(known: Dictionary, tasks: Sequence[Task]) -> list[tuple[At, ...]]:
    return [match.find(known, task.paper, task.found) for task in tasks]


def _unchanged(previous: State, now: State, tasks: Mapping[str, Task]) -> Iterator[tuple[str, tuple[At, ...]]]:
    """Yield what the last run found in papers none of whose words begins a name that came, went or changed."""
    changed = set(previous.spellings).symmetric_difference(now.spellings)
    every = chain(previous.spellings, now.spellings)
    # where a name begins with a word in small letters, all words of a paper are looked at
    small = {text.split(maxsplit=1)[0] for text, entry in every if dictionary.begins_small(text, entry)}
    dirty = _beginning({text for text, _ in changed}, now)
    for digest, task in tasks.items():
        if digest in previous.placed and not _has(task, dirty):
            texts = (task.paper.title, task.paper.abstract)
            if not (small and any(word in text for word in small for text in texts)):
                yield digest, previous.placed[digest]


def _beginning(names: Iterable[str], state: State) -> dict[str, set[str]]:
    """Return the words with which some names may begin, and these names, folded."""
    by_hash: defaultdict[int, set[str]] = defaultdict(set)
    for name in names:
        for start in dictionary.starts(name):
            by_hash[crc32(start.encode())].add(shape.fold(name))
    hashes = np.frombuffer(state.hashes, np.uint32)
    at = np.flatnonzero(np.isin(hashes, np.fromiter(by_hash, np.uint32)))
    owner = np.repeat(np.arange(len(state.tokens)), np.frombuffer(state.counts, np.uint8))[at]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for token, one in zip(owner.tolist(), hashes[at].tolist(), strict=True):
        found[state.tokens[token]] |= by_hash[one]
    return dict(found)


def _has(task: Task, dirty: Mapping[str, set[str]]) -> bool:
    """Tell whether a paper has a word that may begin one of some names, and the letters of that name."""
    tokens = _tokens(task)
    if dirty.keys().isdisjoint(tokens):
        return False
    names = set().union(*(dirty[token] for token in tokens if token in dirty))
    texts = [shape.squeezed(text) for text in (task.paper.title, evidence.blanked(task.paper.abstract))]
    return any(name in text for name in names for text in texts)
