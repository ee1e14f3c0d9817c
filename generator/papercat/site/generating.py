"""The enriched catalogue in, files below `docs/` out: pages, search, outputs -> write."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

from pathspec import GitIgnoreSpec

from papercat import pages, search, store, writer
from papercat.catalogue import Catalogue
from papercat.clock import Clock
from papercat.errors import Fault, SettingsError
from papercat.outputs import sitemaps
from papercat.page import Page
from papercat.pages import Part
from papercat.pages.downloads import Records
from papercat.pages.last import Last
from papercat.site.enriching import for_pages
from papercat.site.programs import maker
from papercat.site.project import Project
from papercat.site.remembering import know_words, known_words
from papercat.site.working import ALONE, Workers
from papercat.work import forked, processes, uncollected
from papercat.writer import Desk, Left, Written

EXCLUDED = (".*", "/templates/")
"""What MkDocs leaves out in any case."""
MANY = 500
"""Papers from which processes of their own pay for the pages."""


class Generated(NamedTuple):
    """What was made of the catalogue."""

    catalogue: Catalogue
    faults: tuple[Fault, ...]
    """In the files in which people write."""
    written: Written


def _everything(catalogue: Catalogue, project: Project, jobs: int, clock: Clock) -> Written:
    """Write every generated file of the site, in all processes at once: each writes what it makes.

    Args:
        catalogue: enriched.
        project: whose site.
        jobs: processes, as for `work.forked`.
        clock: is told how long each kind takes.
    """
    desk = writer.Desk(project.docs)
    with clock.of("pages: what they share"):
        written = hand_written(project.docs, project.settings.excluded, desk.owned)
        last = Last(desk.made_of, maker(project.settings), partial(_read, project.docs))
        parts = [
            # first what takes longest
            Part("search", partial(_searched, catalogue, project, written, last)),
            *pages.parts(catalogue, project.settings, _published(project), written, last),
        ]
    listed = {page.path for page in written}
    for left in _made(parts, desk, jobs, clock):
        desk.take(left)
        listed.update(path for path in (*left.marks, *left.stays, *left.kept) if path.endswith(".md"))
    # a page that only leads on is none
    shown = listed.difference(pages.moved.sources(catalogue))
    with clock.of("sitemap"):
        site_url = project.settings.site_url
        desk.take(desk.put((*sitemaps.sitemap(shown, catalogue.papers, site_url), sitemaps.robots(site_url))))
    done = desk.finish()
    if {page.path for page in written}.isdisjoint((*done.changed, *done.same)):
        return done
    # what was taken for people's pages lies there from a run whose manifest is gone, in a clone for instance
    again = _everything(catalogue, project, jobs, clock)
    changed = tuple(sorted({*done.changed, *again.changed}))
    return again._replace(changed=changed, same=tuple(sorted({*again.same} - {*changed})))


def _read(docs: Path, path: str) -> bytes:
    """Return a file below `docs`; nothing where it has just gone."""
    try:
        return (docs / path).read_bytes()
    except OSError:
        return b""


def _searched(catalogue: Catalogue, project: Project, written: Sequence[Page], last: Last) -> Iterator[Page]:
    """Yield the files of the search; the words of papers that stayed are not read, and what stayed is not packed."""
    words = yield from search.index(catalogue, project.settings, written, partial(known_words, project), last.page)
    know_words(project, words)


def _made(parts: Sequence[Part], desk: Desk, jobs: int, clock: Clock) -> Iterator[Left]:
    """Yield what became of the pages of each part, made and written in all processes at once."""
    here = os.getpid()

    def make(number: int) -> tuple[float, Left]:
        start = perf_counter()
        with clock.of(parts[number].step):
            left = desk.put(parts[number].make())
        # the clock of another process is a copy
        return (0.0 if os.getpid() == here else perf_counter() - start), left

    done = forked(make, range(len(parts)), jobs)
    waited = done if processes(len(parts), jobs) == 1 else clock.each("wait for other processes", done)
    for part, (spent, left) in zip(parts, waited, strict=True):
        clock.add(part.step, spent)
        yield left


def _published(project: Project) -> Records:
    """Return the files of records, as far as readers may fetch them, and all they hold."""
    files = [file for file in sorted(project.catalogue.glob("*.jsonl")) if file.stem != "faults"]
    sizes = {file.name: file.stat().st_size for file in files} if project.settings.records else {}
    return Records(sizes, lambda: b"".join(file.read_bytes() for file in files))


def hand_written(docs: Path, excluded: str = "", ours: frozenset[str] = frozenset()) -> tuple[Page, ...]:
    """Return the Markdown pages that people wrote, by path, without those that MkDocs leaves out.

    Args:
        docs: their folder.
        excluded: `exclude_docs` and `draft_docs` of mkdocs.yml; what begins with a dot is left out anyway.
        ours: paths of what the writer made.
    """
    out = GitIgnoreSpec.from_lines([*EXCLUDED, *excluded.splitlines()])
    found = []
    for place, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = "" if place == str(docs) else f"{Path(place).relative_to(docs).as_posix()}/"
        found += [path for name in names if name.endswith(".md") and (path := f"{below}{name}") not in ours]
    return tuple(Page(path, (docs / path).read_bytes()) for path in sorted(found) if not out.match_file(path))


def generate(
    project: Project, step: Callable[[str], None], workers: Workers = ALONE, clock: Clock | None = None
) -> Generated:
    """Make the Markdown and data files of the site.

    Args:
        project: whose catalogue.
        step: is told what is being done.
        workers: who works on it.
        clock: is told how long it takes.

    Raises:
        Failure: a file of the catalogue cannot be read, the disk refuses, or pages get in each other's way.
        SettingsError: a file in which people write is no YAML, so that nothing of what they say would hold.
    """
    step("Reading and enriching the catalogue")
    clock = clock or Clock()
    # all along: at the end of each stretch without it, all that was made meanwhile would be looked through
    with uncollected():
        catalogue = for_pages(project, workers, clock)
        if broken := store.unread(catalogue.faults):
            message = f"{broken}; nothing that it says would hold, so the pages stay as they were"
            raise SettingsError(message)
        step(f"Writing the pages of {len(catalogue.papers)} papers")
        many = workers.jobs if len(catalogue.papers) >= MANY else 1
        with clock.of("write what changed"):
            return Generated(catalogue, store.own(catalogue.faults), _everything(catalogue, project, many, clock))
