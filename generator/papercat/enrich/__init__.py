"""What a good librarian finds out about papers, stage by stage: each a function from catalogue to catalogue."""

from collections.abc import Callable
from concurrent.futures import Executor

from papercat.catalogue import Catalogue
from papercat.clock import Clock
from papercat.enrich import duplicates, links, names, related, tags, text, trends

Stage = Callable[[Catalogue, Executor], Catalogue]

STAGES: tuple[Stage, ...] = (
    text.enrich,
    links.enrich,
    tags.enrich,
    names.enrich,
    duplicates.enrich,
    related.enrich,
    trends.enrich,
)
"""In the order in which they lean on each other."""


def enrich(catalogue: Catalogue, executor: Executor, clock: Clock | None = None) -> Catalogue:
    """Run every stage; work that is independent per paper goes through the executor."""
    clock = clock or Clock()
    for stage in STAGES:
        with clock.of(f"enrich: {stage.__module__.rpartition('.')[2]}"):
            catalogue = stage(catalogue, executor)
    return catalogue
