"""Records in, the enriched catalogue out: load -> correct -> enrich."""

from concurrent.futures import Executor

import msgspec

from papercat import enrich, store
from papercat.catalogue import Catalogue
from papercat.clock import Clock
from papercat.site.project import Project
from papercat.site.remembering import remember, remembered
from papercat.site.shown import shown
from papercat.site.working import Workers, for_catalogue, pays
from papercat.work import apart, processes, uncollected


def load(project: Project) -> Catalogue:
    """Return the catalogue as people corrected it, before enrichment.

    Raises:
        Failure: a file of the catalogue cannot be read.
    """
    stored = store.load(project.catalogue)
    papers = store.corrected(stored.papers, stored.corrections)
    return Catalogue(
        papers=papers,
        faults=stored.faults,
        vocabulary=stored.vocabulary,
        corrections=stored.corrections,
        moved=stored.moved,
        freshness=store.freshness(project.catalogue),
    )


def enriched(project: Project, executor: Executor, clock: Clock | None = None) -> Catalogue:
    """Return the catalogue with all that enrichment finds out; what is as it was in the last run is remembered."""
    clock = clock or Clock()
    with clock.of("read the records"):
        loaded = load(project)
    with clock.of("read and write the memory"):
        before = remembered(project)
    catalogue, memory = enrich.updated(before, loaded, executor, clock)
    with clock.of("read and write the memory"):
        news = not enrich.same(before, memory)
        # both at once, and one as bytes, would be the most that a build ever holds
        del before
        if news:
            remember(project, memory)
    return catalogue


def for_pages(project: Project, workers: Workers, clock: Clock) -> Catalogue:
    """Return the enriched catalogue, as far as pages show it.

    A large one is enriched in a process of its own, and comes from there in one piece: what enrichment needs of memory
    beside, three times as much, would lie around it in small holes, and each process that makes pages would copy them.

    Args:
        project: whose catalogue.
        workers: who works on it.
        clock: is told how long it takes.
    """

    def made(clock: Clock) -> Catalogue:
        # a cluster is let go before the pages fork processes: a fork copies what threads hold
        with uncollected(), for_catalogue(project, *workers) as executor:
            return shown(enriched(project, executor, clock), project.settings.options)

    def told() -> bytes:
        spent = Clock()
        catalogue = made(spent)
        return msgspec.msgpack.encode((catalogue, spent.seconds))

    if processes(2, workers.jobs) == 1 or not pays(project):
        return made(clock)
    answer = apart(told)
    with clock.of("read and write the memory"), uncollected():
        catalogue, seconds = msgspec.msgpack.decode(answer, type=tuple[Catalogue, dict[str, float]])
    for step, spent in seconds.items():
        clock.add(step, spent)
    return catalogue
