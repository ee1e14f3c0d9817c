"""Services in, merged records out: harvest -> read -> repair -> merge -> save, one source after the other.

Sources of numbers (`counting`) bring no records.
"""

import difflib
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from datetime import date, timedelta
from typing import NamedTuple

from papercat import readers, sources, store
from papercat.errors import Fault, NothingDone, UsageError
from papercat.insight import Freshness
from papercat.records import Paper
from papercat.settings import COUNTS, Kind, Plan
from papercat.site import counting
from papercat.site.adding import repaired
from papercat.site.project import Project
from papercat.sources import counts
from papercat.work import in_chunks

FIRST = timedelta(days=30)
"""What a first harvest looks back, where the settings name no day."""
KEYS: Mapping[Kind, str] = {"citations": "PAPERCAT_SEMANTIC_SCHOLAR_KEY", "stars": "PAPERCAT_GITHUB_TOKEN"}
"""Variables of the environment that hold a service's key."""
NO_KEYS: Mapping[str, str] = {}


class Fetched(NamedTuple):
    """What became of one source."""

    name: str
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    problem: str = ""
    """Why nothing was taken from it; what the catalogue holds of it is as it was."""
    note: str = ""


class _Gathered(NamedTuple):
    papers: list[Paper]
    faults: list[Fault]
    problem: str = ""


def door(project: Project, clock: sources.Clock | None = None) -> sources.Door:
    """Return the door to the network for a catalogue, with its contact, its cache and its budget of time."""
    options = project.settings.options
    contact = options.contact or project.settings.repo_url or project.settings.site_url
    return sources.Door(project.root / ".cache" / "papercat", contact, options.fetch_minutes * 60.0, clock)


def fetch(  # noqa: PLR0913 - what is told and what is asked through can both be left out
    project: Project,
    names: Sequence[str],
    executor: Executor,
    *,
    today: str,
    step: Callable[[str], None] = lambda _: None,
    through: sources.Door | None = None,
    environment: Mapping[str, str] = NO_KEYS,
) -> tuple[Fetched, ...]:
    """Ask the configured services for news and merge it, each source on its own.

    A source with a problem changes nothing but its entry in `sources.json`; the others go on.

    Args:
        project: whose catalogue.
        names: of the sources to ask; none for all.
        executor: where titles and abstracts are repaired.
        today: YYYY-MM-DD.
        step: is told what is being done.
        through: the door to the network; by default the project's own.
        environment: where keys stand, by `KEYS`.

    Raises:
        UsageError: there is no such source.
        NothingDone: the settings name no source.
        Failure: the disk refuses, or another run holds the catalogue.
    """
    known = {one.name: one for one in store.freshness(project.catalogue)}
    through = through or door(project)
    done = []
    for plan in _chosen(project.settings.options.sources, names):
        step(f"Asking {plan.label}")
        before = known.get(plan.label, Freshness(plan.label))
        if plan.kind in COUNTS:
            key = counts.allowed(plan, environment.get(KEYS[plan.kind], "").strip())
            told = counting.count(project, plan, before, through, key=key, today=today)
            fetched = Fetched(plan.label, updated=told.updated, same=told.same, problem=told.problem, note=told.note)
            fared = _fared(before, len(told.updated) + len(told.same), told.problem, told.cursor, today)
        else:
            harvest = sources.harvest(through, plan, _span(plan, before, today))
            gathered = _gathered(project, plan, harvest)
            fetched = _merged(project, plan, gathered, executor, today)._replace(note=harvest.note)
            fared = _fared(before, len(gathered.papers), gathered.problem, "", today)
        done.append(fetched)
        store.note(project.catalogue, [fared])
    return tuple(done)


class Stale(NamedTuple):
    """A source that gave nothing for too long."""

    name: str
    last: str
    """Day of its last good harvest; empty where there was none."""
    days: int
    """Since then; 0 where there was none."""
    allowed: int
    problem: str


def stale(project: Project, today: str) -> tuple[Stale, ...]:
    """Return the configured sources without a good harvest for longer than each may; one never asked is not stale.

    Args:
        project: whose sources.
        today: YYYY-MM-DD.
    """
    known = {one.name: one for one in store.freshness(project.catalogue)}
    found = []
    for plan in project.settings.options.sources:
        one = known.get(plan.label)
        if one is None:
            continue
        days = (date.fromisoformat(today) - date.fromisoformat(one.last)).days if one.last else 0
        if not one.last or days > plan.stale_days:
            found.append(Stale(plan.label, one.last, days, plan.stale_days, one.problem))
    return tuple(found)


def _chosen(plans: Iterable[Plan], names: Sequence[str]) -> list[Plan]:
    by_label = {plan.label: plan for plan in plans}
    if not by_label:
        message = "no source is configured; name some in mkdocs.yml under `extra.papercat.sources`"
        raise NothingDone(message)
    for name in names:
        if name not in by_label:
            near = difflib.get_close_matches(name, list(by_label), n=1)
            hint = f"; did you mean {near[0]!r}? Known:" if near else "; known:"
            message = f"no source {name!r}{hint} {', '.join(by_label)}"
            raise UsageError(message)
    return [by_label[name] for name in dict.fromkeys(names)] or list(by_label.values())


def _span(plan: Plan, before: Freshness, today: str) -> sources.Span:
    """Return the days since the last good harvest; a clock that was ahead then does not hide today's news."""
    first = before.last or plan.since or (date.fromisoformat(today) - FIRST).isoformat()
    return sources.Span(min(first, today), today)


def _gathered(project: Project, plan: Plan, harvest: sources.Harvest) -> _Gathered:
    """Read the answers; what the service says it gave must be there."""
    papers: list[Paper] = []
    faults: list[Fault] = []
    for body in harvest.bodies if harvest.promised and not harvest.problem else ():
        reading = readers.read(body.data, plan.label, format=body.format, fields=project.settings.options.fields)
        papers += reading.papers
        faults += reading.faults if reading.papers or harvest.promised == 1 else ()
    if not harvest.problem and len(papers) * 2 < harvest.promised:
        why = f": {faults[0].reason}" if faults else ""
        problem = f"{len(papers)} of {harvest.promised} papers could be read; has the service changed its format?{why}"
        return _Gathered([], [], problem)
    return _Gathered(papers, faults, harvest.problem)


def _merged(project: Project, plan: Plan, gathered: _Gathered, executor: Executor, today: str) -> Fetched:
    if gathered.problem:
        return Fetched(plan.label, problem=gathered.problem)
    if not gathered.papers:
        return Fetched(plan.label)
    papers = list(in_chunks(executor, repaired, gathered.papers))
    merged = store.update(project.catalogue, papers, {plan.label: gathered.faults}, today)
    return Fetched(plan.label, merged.added, merged.updated, merged.same, tuple(gathered.faults))


def _fared(before: Freshness, came: int, problem: str, cursor: str, today: str) -> Freshness:
    if problem:
        return Freshness(before.name, before.last, before.came, today, problem, cursor)
    return Freshness(before.name, today, came, today, cursor=cursor)
