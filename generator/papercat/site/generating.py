"""Records in, files below `docs/` out: load -> correct -> enrich -> pages, search, outputs -> write."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from papercat import enrich, pages, search, store, writer
from papercat.catalogue import Catalogue
from papercat.clock import Clock
from papercat.outputs import sitemaps
from papercat.page import Page
from papercat.site.project import Project
from papercat.writer import Written


class Generated(NamedTuple):
    """What was made of the catalogue."""

    catalogue: Catalogue
    written: Written


def load(project: Project) -> Catalogue:
    """Return the catalogue as people corrected it, before enrichment.

    Raises:
        SettingsError: the vocabulary or the corrections cannot be read.
    """
    stored = store.load(project.catalogue)
    papers = store.corrected(stored.papers, stored.corrections)
    return Catalogue(
        papers=papers,
        faults=stored.faults,
        vocabulary=stored.vocabulary,
        corrections=stored.corrections,
        freshness=store.freshness(project.catalogue),
    )


def enriched(project: Project, executor: Executor, clock: Clock | None = None) -> Catalogue:
    """Return the catalogue with all that enrichment finds out."""
    clock = clock or Clock()
    with clock.of("read the records"):
        loaded = load(project)
    return enrich.enrich(loaded, executor, clock)


def everything(catalogue: Catalogue, project: Project, clock: Clock | None = None) -> Iterator[Page]:
    """Yield every generated file of the site."""
    clock = clock or Clock()
    written = hand_written(project.docs)
    listed = [page.path for page in written]
    made = pages.pages(catalogue, project.settings, _published(project), written, clock)
    index = clock.each("search", search.index(catalogue, project.settings, written))
    for page in chain(made, index):
        if page.path.endswith(".md"):
            listed.append(page.path)
        yield page
    yield from clock.each("sitemap", sitemaps.sitemap(listed, catalogue.papers, project.settings.site_url))
    yield sitemaps.robots(project.settings.site_url)


def _published(project: Project) -> Mapping[str, int]:
    """Return the bytes of each file of records that readers may fetch."""
    files = sorted(project.catalogue.glob("*.jsonl")) if project.settings.records else ()
    return {file.name: file.stat().st_size for file in files if file.stem != "faults"}


def hand_written(docs: Path) -> tuple[Page, ...]:
    """Return the Markdown pages that people wrote, by path; MkDocs leaves out what begins with a dot, and so do we."""
    ours = writer.owned(docs)
    found = []
    for place, folders, names in os.walk(docs):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(place).relative_to(docs)
        found += [path for name in names if name.endswith(".md") and (path := (below / name).as_posix()) not in ours]
    return tuple(Page(path, (docs / path).read_bytes()) for path in sorted(found) if not path.startswith("."))


def generate(
    project: Project, executor: Executor, step: Callable[[str], None], clock: Clock | None = None
) -> Generated:
    """Make the Markdown and data files of the site.

    Args:
        project: whose catalogue.
        executor: where papers are worked on.
        step: is told what is being done.
        clock: is told how long it takes.

    Raises:
        SettingsError: the vocabulary or the corrections cannot be read.
        Failure: the disk refuses, or pages get in each other's way.
    """
    step("Reading and enriching the catalogue")
    clock = clock or Clock()
    catalogue = enriched(project, executor, clock)
    step(f"Writing the pages of {len(catalogue.papers)} papers")
    with clock.of("write what changed"):
        return Generated(catalogue, writer.write(project.docs, everything(catalogue, project, clock)))
