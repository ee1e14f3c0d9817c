"""What a good librarian finds out about papers, stage by stage: each a function from catalogue to catalogue."""

from concurrent.futures import Executor
from dataclasses import replace

from papercat.catalogue import Catalogue
from papercat.clock import Clock
from papercat.enrich import alone, duplicates, links, names, related, tags, text, texts, trends
from papercat.enrich.memory import Memory, as_bytes, from_bytes, same

__all__ = ["Memory", "as_bytes", "enrich", "from_bytes", "same", "updated"]


def enrich(catalogue: Catalogue, executor: Executor, clock: Clock | None = None) -> Catalogue:
    """Run every stage; work that is independent per paper goes through the executor."""
    return updated(Memory(), catalogue, executor, clock)[0]


def updated(
    previous: Memory, catalogue: Catalogue, executor: Executor, clock: Clock | None = None
) -> tuple[Catalogue, Memory]:
    """Run every stage, doing again only what changed since the last run.

    Args:
        previous: of the last run; the catalogue is the same whatever it is, an empty one included.
        catalogue: the papers, as they are loaded.
        executor: where papers are worked on.
        clock: is told how long each stage takes.
    """
    clock = clock or Clock()
    with clock.of("enrich: each paper by itself"):
        digests = [alone.digest(paper) for paper in catalogue.papers]
        told = alone.told(catalogue.papers, digests, previous.told, executor)
        each = [told[key] for key in digests]
        catalogue = text.filled(catalogue, (one.repairs for one in each))
        catalogue = links.filled(catalogue, (one.links for one in each))
    with clock.of("enrich: words"):
        words = texts.updated(previous.words, catalogue.papers, digests, executor)
    with clock.of("enrich: tags"):
        catalogue, about = tags.updated(previous.about, catalogue, digests, words, executor)
    with clock.of("enrich: names"):
        found = [one.names for one in each]
        catalogue, places = names.updated(previous.places, catalogue, found, digests, executor)
    with clock.of("enrich: duplicates"):
        catalogue, titles = duplicates.updated(previous.titles, catalogue, digests, (one.prints for one in each))
    with clock.of("enrich: related"):
        alike = related.updated(previous.alike, catalogue, words)
        catalogue = replace(catalogue, related=related.view(alike, catalogue))
    with clock.of("enrich: trends"):
        catalogue = trends.enrich(catalogue, executor)
    return catalogue, Memory(told, words, about, places, titles, alike)
