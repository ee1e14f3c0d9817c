"""Numbers in: who is to be asked of -> count -> write down. Citations and stars of papers that are here already."""

from collections.abc import Sequence
from typing import NamedTuple

from papercat import sources, store
from papercat.enrich import hosts, links
from papercat.insight import Freshness
from papercat.outputs.feeds import arrival
from papercat.records import Paper
from papercat.settings import Plan
from papercat.site.enriching import load
from papercat.site.project import Project
from papercat.sources import counts


class Told(NamedTuple):
    """What became of a source of numbers."""

    updated: tuple[str, ...] = ()
    """Ids of papers with a new number."""
    same: tuple[str, ...] = ()
    problem: str = ""
    note: str = ""
    cursor: str = ""
    """Id of the paper asked for last in the round through all."""


class Question(NamedTuple):
    """Whom to ask of."""

    names: dict[str, tuple[str, ...]]
    """The service's names of a paper, by its id."""
    cursor: str


def count(  # noqa: PLR0913 - the network has a door and a key
    project: Project, plan: Plan, before: Freshness, through: sources.Door, *, key: str, today: str
) -> Told:
    """Ask a service for the numbers of as many papers as a run may, and write them down.

    Args:
        project: whose catalogue.
        plan: of a kind in `settings.COUNTS`.
        before: how the source fared.
        through: the door to the network.
        key: the service's key, empty without one.
        today: YYYY-MM-DD.

    Raises:
        Failure: the disk refuses, or another run holds the catalogue.
    """
    question = chosen(load(project).papers, plan, before, counts.limit(plan, key))
    asked = tuple(dict.fromkeys(name for names in question.names.values() for name in names))
    if not asked:
        return Told(note="no paper here is known to it by a name", cursor=before.cursor)
    answer = counts.count(through, plan, asked, key)
    if answer.problem:
        return Told(problem=answer.problem, cursor=before.cursor)
    numbers = {
        paper: max(told)
        for paper, names in question.names.items()
        if (told := [answer.numbers[name] for name in names if name in answer.numbers])
    }
    merged = store.count(project.catalogue, plan.kind, numbers, today)
    return Told(merged.updated, merged.same, note=f"{len(question.names)} asked for", cursor=question.cursor)


def chosen(papers: Sequence[Paper], plan: Plan, before: Freshness, most: int) -> Question:
    """Return the papers to ask of: first what came since the last good harvest, then those asked longest ago.

    A round by id goes through all of them, a piece in each run, and the cursor says where it stands: of two papers the
    one behind it was asked longer ago. So nothing need be kept for each paper.

    Args:
        papers: sorted by id.
        plan: of a kind in `settings.COUNTS`.
        before: how the source fared.
        most: names of a run.
    """
    fresh = [paper for paper in papers if before.last and arrival(paper) >= before.last]
    late = [paper for paper in papers if paper.id > before.cursor]
    early = [paper for paper in papers if paper.id <= before.cursor]
    made: dict[str, tuple[str, ...]] = {}
    seen: set[str] = set()
    cursor = before.cursor
    for place, paper in enumerate((*fresh, *late, *early)):
        if paper.id not in made and (names := _names(plan.kind, paper)):
            if len(seen.union(names)) > most:
                break
            seen.update(names)
            made[paper.id] = names
        if place >= len(fresh):
            cursor = paper.id
    return Question(made, cursor)


def _names(kind: str, paper: Paper) -> tuple[str, ...]:
    """Return what the service calls a paper; its code lies where its links and its own words say."""
    if kind != "stars":
        return counts.names(kind, paper, ())
    told = [url for text in (paper.title, paper.abstract) for _, _, url in links.find(text)]
    linked = [link.url for link in paper.links if link.kind == "code"]
    return counts.names(kind, paper, [*linked, *(url for url in told if hosts.kind(url) == "code")])
