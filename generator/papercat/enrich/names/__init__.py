"""Which paper introduces a system, method, dataset or benchmark, and which papers use it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from papercat.catalogue import Catalogue
from papercat.enrich import sentences
from papercat.enrich.names import correct, dictionary, evidence, introduce, match, shape, spots, usage
from papercat.insight import Mention, Name
from papercat.records import Paper
from papercat.work import in_chunks

_CHUNK = 5000
"""Papers sent at once with the whole dictionary."""


class Task(NamedTuple):
    """A paper with what it alone told."""

    paper: Paper
    found: dictionary.Found


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `names`, `introduces` and `mentions`.

    First each paper by itself: what it introduces, which name-like words it uses. Then the names of the whole
    catalogue, with the well-known ones. Then each paper again: where those names stand in it.
    """
    said = catalogue.corrections
    read = in_chunks(executor, _read, catalogue.papers)
    tasks = [
        Task(paper, correct.corrected(found, paper, said.get(paper.id)))
        for paper, found in zip(catalogue.papers, read, strict=True)
    ]
    ids, names, spellings = dictionary.gather({task.paper.id: task.found for task in tasks})
    known = dictionary.table(names, spellings)
    used = in_chunks(executor, partial(_mentions, known), tasks, _CHUNK)
    introduces = {task.paper.id: made for task in tasks if (made := _introduces(task, ids))}
    by_id = {name.id: name for name in names}
    mentions: dict[str, tuple[Mention, ...]] = {}
    for paper, places in zip(catalogue.papers, used, strict=True):
        own = {mention.name for mention in introduces.get(paper.id, ())}
        every = correct.mentions(places, said.get(paper.id), ids, by_id, paper)
        if kept := tuple(mention for mention in every if mention.name not in own):
            mentions[paper.id] = kept
    return replace(catalogue, names=_in_use(names, introduces, mentions), introduces=introduces, mentions=mentions)


def _read(papers: Sequence[Paper]) -> list[dictionary.Found]:
    return [_of_paper(paper) for paper in papers]


def _of_paper(paper: Paper) -> dictionary.Found:
    reading = evidence.read(paper)
    made = introduce.find(reading)
    own = frozenset(shape.fold(text) for item in made for text in (item.label, item.long_form) if text)
    defined = tuple((short, definition.long) for short, definition in reading.defined.items())
    title = evidence.plain(paper.title)
    at = spots.Spots(
        spots.find(paper.title, title, frozenset(title.split()), shape.marked(paper.title)),
        spots.find(reading.abstract, reading.plain, reading.said, reading.words),
    )
    return dictionary.Found(made, tuple(usage.find(reading, own)), defined, at)


def _mentions(known: dictionary.Dictionary, tasks: Sequence[Task]) -> list[tuple[Mention, ...]]:
    return [
        tuple(match.mentions(known, paper, evidence.blanked(paper.abstract), found.spots, dict(found.defined)))
        for paper, found in tasks
    ]


def _introduces(task: Task, ids: Mapping[tuple[str, str], str]) -> tuple[Mention, ...]:
    """Return what a paper introduces, each name once."""
    by_name: dict[str, Mention] = {}
    for item in task.found.introduces:
        label = shape.fold(item.label)
        name = ids.get((label, dictionary.sense(item.long_form))) or ids[label, ""]
        text = task.paper.title if item.field == "title" else task.paper.abstract
        start, stop = sentences.around(text, item.start) if item.start >= 0 else (0, 0)
        by_name.setdefault(name, Mention(name, item.surface, text[start:stop], item.field, item.start, why=item.why))
    return tuple(by_name.values())


def _in_use(names: Sequence[Name], *places: Mapping[str, Sequence[Mention]]) -> tuple[Name, ...]:
    """Return the names that some paper introduces or mentions."""
    used = {mention.name for by_paper in places for mentions in by_paper.values() for mention in mentions}
    return tuple(name for name in names if name.id in used)
