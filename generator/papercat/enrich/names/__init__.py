"""Which paper introduces a system, method, dataset or benchmark, and which papers use it."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace

from papercat.catalogue import Catalogue
from papercat.enrich.names import correct, dictionary, evidence, introduce, placing, shape, spots, usage
from papercat.enrich.names.dictionary import Found
from papercat.enrich.names.placing import State, Task
from papercat.insight import Mention, Name
from papercat.records import Paper
from papercat.work import in_chunks

__all__ = ["Found", "State", "enrich", "read", "updated"]


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `names`, `introduces` and `mentions`."""
    found = tuple(in_chunks(executor, read, catalogue.papers))
    return updated(State(), catalogue, found, [paper.id for paper in catalogue.papers], executor)[0]


def updated(
    previous: State, catalogue: Catalogue, found: Sequence[Found], digests: Sequence[str], executor: Executor
) -> tuple[Catalogue, State]:
    """Fill `names`, `introduces` and `mentions`, looking again only at papers that have changed names.

    First each paper by itself: what it introduces, which name-like words it uses. Then the names of the whole
    catalogue, with the well-known ones. Then each paper again: where those names stand in it.

    Args:
        previous: of the last run; the catalogue is the same whatever it is, an empty one included.
        catalogue: the papers.
        found: what `read` tells of each.
        digests: of the text of each.
        executor: where papers are read.
    """
    said = catalogue.corrections
    tasks = [Task(paper, told) for paper, told in zip(catalogue.papers, found, strict=True)]
    corrected = [
        Task(task.paper, correct.corrected(task.found, task.paper, said[task.paper.id]))
        if task.paper.id in said
        else task
        for task in tasks
    ]
    ids, names, spellings = dictionary.gather([task.found for task in corrected])
    state = placing.placed(previous, spellings, dict(zip(digests, tasks, strict=True)), executor)
    introduces = {task.paper.id: _introduces(task, ids) for task in corrected if task.found.introduces}
    by_id = {name.id: name for name in names}
    mentions: dict[str, tuple[Mention, ...]] = {}
    for task, digest in zip(tasks, digests, strict=True):
        paper, where = task.paper, state.placed[digest]
        if not where and paper.id not in said:
            continue
        own = {mention.name for mention in introduces.get(paper.id, ())}
        every = correct.mentions(placing.mentions(task, where), said.get(paper.id), ids, by_id, paper)
        if kept := tuple([mention for mention in every if mention.name not in own]):
            mentions[paper.id] = kept
    filled = replace(catalogue, names=_in_use(names, introduces, mentions), introduces=introduces, mentions=mentions)
    return filled, state


def read(papers: Sequence[Paper]) -> list[Found]:
    """Return what each paper alone tells about names."""
    return [_of_paper(paper) for paper in papers]


def _of_paper(paper: Paper) -> Found:
    reading = evidence.read(paper)
    made = introduce.find(reading)
    own = frozenset(shape.fold(text) for item in made for text in (item.label, item.long_form) if text)
    defined = tuple((short, definition.long) for short, definition in reading.defined.items())
    title = evidence.plain(paper.title)
    at = spots.Spots(
        spots.find(paper.title, title, frozenset(title.split()), shape.marked(paper.title)),
        spots.find(reading.abstract, reading.plain, reading.said, reading.words),
    )
    cuts = tuple(introduce.sentence(paper, item) for item in made)
    return Found(made, tuple(usage.find(reading, own)), defined, at, cuts)


def _introduces(task: Task, ids: Mapping[tuple[str, str], str]) -> tuple[Mention, ...]:
    """Return what a paper introduces, each name once."""
    by_name: dict[str, Mention] = {}
    for item, (start, stop) in zip(task.found.introduces, task.found.cuts, strict=True):
        label = shape.fold(item.label)
        name = ids.get((label, dictionary.sense(item.long_form))) or ids[label, ""]
        text = task.paper.title if item.field == "title" else task.paper.abstract
        by_name.setdefault(name, Mention(name, item.surface, text[start:stop], item.field, item.start, why=item.why))
    return tuple(by_name.values())


def _in_use(names: Sequence[Name], *places: Mapping[str, Sequence[Mention]]) -> tuple[Name, ...]:
    """Return the names that some paper introduces or mentions."""
    used = {mention.name for by_paper in places for mentions in by_paper.values() for mention in mentions}
    return tuple(name for name in names if name.id in used)
