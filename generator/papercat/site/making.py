"""The whole way from records to the site, alone, and only if anything changed."""

from collections.abc import Callable
from typing import NamedTuple

from papercat import store
from papercat.clock import Clock
from papercat.errors import Fault
from papercat.site import unchanged
from papercat.site.project import CACHE, Built, Project
from papercat.site.unchanged import Finished
from papercat.site.working import ALONE, Workers
from papercat.work import uncollected
from papercat.writer import Written

PATIENCE = 3600.0
"""Seconds to wait for another build of the same catalogue."""


class Outcome(NamedTuple):
    """The site in its place, and what had to be done for it."""

    papers: int
    faults: tuple[Fault, ...]
    """In the files in which people write, where these were read."""
    written: Written
    built: Built


def make(
    project: Project,
    step: Callable[[str], None],
    *,
    workers: Workers = ALONE,
    plain: bool = False,
    clock: Clock | None = None,
) -> Outcome:
    """Generate and build, unless the site is what that would give.

    Args:
        project: whose catalogue.
        step: is told what is being done.
        workers: who works on it.
        plain: let MkDocs make every page, whatever is there.
        clock: is told how long it takes.

    Raises:
        Failure: a file of the catalogue cannot be read, MkDocs warned or failed, or the disk refuses; the last site
            stays as it was.
    """
    # all that a build makes is there until it ends, or is no circle: to look through it for garbage takes seconds
    with store.locked(project.root / CACHE, PATIENCE), uncollected():
        clock = clock or Clock()
        with clock.of("compare with the last build"):
            # before anything is read: what changes meanwhile is for the next build
            inputs = unchanged.inputs(project)
            last = None if plain else unchanged.finished(project, inputs)
            if last:
                return _as_it_was(project, last)
            unchanged.forget(project)
        # they take longer to load than it took to find that nothing changed
        from papercat.site import building, generating  # noqa: PLC0415 - as said

        made = generating.generate(project, step, workers, clock)
        step("Building the site")
        written, papers, faults = made.written, len(made.catalogue.papers), made.faults
        del made  # the catalogue's memory is needed
        generated = (*written.changed, *written.same)
        built = building.build(project, generated, jobs=workers.jobs, plain=plain, clock=clock)
        if not built.plain and not written.kept:
            with clock.of("compare with the last build"):
                done = Finished(inputs, built.digest, papers, len(generated), built.files, built.size)
                unchanged.remember(project, done)
        return Outcome(papers, faults, written, built)


def _as_it_was(project: Project, last: Finished) -> Outcome:
    built = Built(project.site, last.files, last.size, "")
    # paths of what nobody touched are of no use to anybody
    return Outcome(last.papers, (), Written((), ("",) * last.pages, (), ()), built)
