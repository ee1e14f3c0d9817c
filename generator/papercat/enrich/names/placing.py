"""Where papers have the names of the dictionary, looking again only at papers that what changed in it may concern."""

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from typing import NamedTuple
from zlib import crc32

import numpy as np

from papercat.enrich import numbered
from papercat.enrich.names import dictionary, evidence, match, shape
from papercat.enrich.names.dictionary import Dictionary, Entry, Found
from papercat.enrich.names.match import At
from papercat.enrich.numbered import Numbered
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
    tokens: Numbered = Numbered()
    """Words of these papers with which names may begin."""
    hashes: bytes = b""
    """Of the folded beginnings of names that each of these may be, four bytes each."""
    counts: bytes = b""
    """How many each has, one byte."""
    small: Mapping[str, tuple[str, ...]] = {}
    """First words of names that begin with a word in small letters, and the papers in which they stand, by digest."""


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
    now = now._replace(small=_holding(_small(now.spellings), previous, tasks))
    known = dictionary.table(now.spellings)
    again = _again(previous, now, tasks)
    new = [digest for digest in tasks if digest in again or digest not in previous.placed]
    words = frozenset(now.tokens.words[at] for at, _ in _beginning({_hash(start) for start in known.begun}, now))
    found = in_chunks(executor, partial(_find, known, words), [tasks[digest] for digest in new], _CHUNK)
    fresh = dict(zip(new, found, strict=True))
    return now._replace(placed={key: fresh[key] if key in fresh else previous.placed[key] for key in tasks})


def _with_words(previous: State, now: State, tasks: Mapping[str, Task]) -> State:
    """Return the state with the words of its papers."""
    tokens = numbered.updated(previous.tokens, previous.placed, list(tasks), lambda digest: _tokens(tasks[digest]))
    found = [match.beginnings(token) for token in tokens.words[len(previous.tokens.words) :]]
    hashes = array("I", [_hash(form) for forms in found for form in sorted(forms)])
    return now._replace(
        tokens=tokens, hashes=previous.hashes + hashes.tobytes(), counts=previous.counts + bytes(map(len, found))
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


def _find(known: Dictionary, words: frozenset[str], tasks: Sequence[Task]) -> list[tuple[At, ...]]:
    return [match.find(known, words, task.paper, task.found) for task in tasks]


def _again(previous: State, now: State, tasks: Mapping[str, Task]) -> set[str]:
    """Return the papers of the last run one of whose words begins a name that came, went or changed, by digest."""
    known = {digest: tasks[digest] for digest in previous.placed if digest in tasks}
    if not known:
        return set()
    changed = {text for text, _ in set(previous.spellings).symmetric_difference(now.spellings)}
    return {*_having(changed, previous, known), *_with_small(changed, previous.small, now.small, known)}


def _having(names: Iterable[str], previous: State, tasks: Mapping[str, Task]) -> Iterator[str]:
    """Yield the papers with a word that may begin one of some names, and the letters of that name."""
    by_word = _named(names, previous)
    dirty = np.zeros(len(previous.tokens.words), np.bool_)
    dirty[list(by_word)] = True
    sizes, each = previous.tokens.read()
    at = np.flatnonzero(dirty[each])
    owner = np.searchsorted(np.cumsum(sizes), at, side="right")
    digests, letters = list(previous.placed), defaultdict[str, set[str]](set)
    for paper, word in zip(owner.tolist(), each[at].tolist(), strict=True):
        letters[digests[paper]] |= by_word[word]
    yield from (digest for digest, some in letters.items() if digest in tasks and _spells(tasks[digest], some))


def _with_small(
    names: Iterable[str],
    before: Mapping[str, Iterable[str]],
    small: Mapping[str, Iterable[str]],
    tasks: Mapping[str, Task],
) -> Iterator[str]:
    """Yield the papers all words of which are looked at, for a name that begins with a word in small letters.

    They are those with such a word that came or went, or with the letters of one of some names.
    """
    letters = set(map(shape.fold, names))
    news = {one for word in before.keys() ^ small.keys() for one in (*before.get(word, ()), *small.get(word, ()))}
    every = set(chain(*before.values(), *small.values()))
    yield from (one for one in every if one in tasks and (one in news or _spells(tasks[one], letters)))


def _holding(words: Iterable[str], previous: State, tasks: Mapping[str, Task]) -> dict[str, tuple[str, ...]]:
    """Return the papers in which each of some words stands, by digest; what the last run saw is not looked at again."""
    fresh = [digest for digest in tasks if digest not in previous.placed]
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        known = previous.small.get(word)
        looked = tasks if known is None else fresh
        some = [one for one in looked if word in tasks[one].paper.abstract or word in tasks[one].paper.title]
        found[word] = (*filter(tasks.__contains__, known or ()), *some)
    return found


def _small(spellings: Iterable[tuple[str, Entry]]) -> set[str]:
    """Return the first words of names that begin with a word in small letters."""
    return {text.split(maxsplit=1)[0] for text, entry in spellings if dictionary.begins_small(text, entry)}


def _named(names: Iterable[str], state: State) -> dict[int, set[str]]:
    """Return the words with which some names may begin, by number, and these names, folded."""
    by_hash: defaultdict[int, set[str]] = defaultdict(set)
    for name in names:
        for start in dictionary.starts(name):
            by_hash[_hash(start)].add(shape.fold(name))
    found: defaultdict[int, set[str]] = defaultdict(set)
    for word, one in _beginning(by_hash, state):
        found[word] |= by_hash[one]
    return dict(found)


def _beginning(wanted: Collection[int], state: State) -> Iterator[tuple[int, int]]:
    """Yield the numbers of words that may be one of some beginnings of names, given by hashes, each with its hash."""
    hashes = np.frombuffer(state.hashes, np.uint32)
    at = np.flatnonzero(np.isin(hashes, np.fromiter(wanted, np.uint32, len(wanted))))
    owner = np.repeat(np.arange(len(state.tokens.words)), np.frombuffer(state.counts, np.uint8))[at]
    return zip(owner.tolist(), hashes[at].tolist(), strict=True)


def _hash(start: str) -> int:
    return crc32(start.encode())


def _spells(task: Task, names: Iterable[str]) -> bool:
    """Tell whether a paper has the letters of one of some names."""
    texts = [shape.squeezed(text) for text in (task.paper.title, evidence.blanked(task.paper.abstract))]
    return any(name in text for name in names for text in texts)
