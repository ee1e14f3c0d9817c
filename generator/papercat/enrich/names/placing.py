"""Where papers have the names of the dictionary, looking again only at papers that what changed in it may concern."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import NamedTuple
from zlib import crc32

import numpy as np

from papercat.enrich.names import dictionary, evidence, match
from papercat.enrich.names.dictionary import Dictionary, Entry, Found
from papercat.enrich.names.match import Placed
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
    placed: Mapping[str, Placed] = {}
    """By digest of the paper."""


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
    now = State(tuple(spellings))
    known = dictionary.table(now.spellings)
    kept = dict(_unchanged(previous, now, tasks))
    new = [task for digest, task in tasks.items() if digest not in kept]
    fresh = in_chunks(executor, partial(_find, known), new, _CHUNK)
    return now._replace(placed={digest: kept[digest] if digest in kept else next(fresh) for digest in tasks})


def mentions(task: Task, where: Placed) -> Iterator[Mention]:
    """Yield what was found in a paper."""
    if where.places:
        abstract = evidence.blanked(task.paper.abstract)
        for name, title, start, end, begin, stop, version in where.places:
            text = task.paper.title if title else abstract
            yield Mention(
                name, text[start:end], text[begin:stop].strip(), "title" if title else "abstract", start, version
            )


def _find(known: Dictionary, tasks: Sequence[Task]) -> list[Placed]:
    return [match.find(known, task.paper, task.found) for task in tasks]


def _unchanged(previous: State, now: State, tasks: Mapping[str, Task]) -> Iterator[tuple[str, Placed]]:
    """Yield what the last run found in papers none of whose words begins a name that came, went or changed."""
    changed = set(previous.spellings).symmetric_difference(now.spellings)
    if any(dictionary.begins_small(text, entry) for text, entry in changed):
        return
    same = [digest for digest in tasks if digest in previous.placed]
    words = [previous.placed[digest].words for digest in same]
    starts = {crc32(start.encode()) for text, _ in changed for start in dictionary.starts(text)}
    hits = np.isin(np.frombuffer(b"".join(words), np.uint32), np.fromiter(starts, np.uint32, len(starts)))
    ends = np.cumsum([len(some) // 4 for some in words], dtype=np.int64)
    # hits up to and with each paper
    total = np.concatenate(([0], np.cumsum(hits)))
    at = np.concatenate(([0], ends))
    clean = total[at[1:]] == total[at[:-1]]
    yield from ((digest, previous.placed[digest]) for digest, good in zip(same, clean.tolist(), strict=True) if good)
