"""What of an enriched catalogue pages and files show: each process that makes them holds a copy of it, in the end."""

from dataclasses import replace

from msgspec import structs

from papercat.catalogue import Catalogue
from papercat.insight import Related, Tagging
from papercat.outputs import details
from papercat.records import Paper
from papercat.settings import Options

EXTRA = frozenset({"license", *details.READ})
"""Of what a source had beyond the fields of a record, what the pages of papers read."""


def shown(catalogue: Catalogue, options: Options) -> Catalogue:
    """Return the catalogue without reasons that no page gives, and without what sources had beyond a record's fields.

    Args:
        catalogue: enriched.
        options: tell how many related papers a page shows, each with its first reason, and whether files hold all.
    """
    related = options.related_shown(len(catalogue.papers))
    whole = "jsonl" in options.downloads or "json" in options.beside
    return replace(
        catalogue,
        papers=catalogue.papers if whole else tuple(map(_bare, catalogue.papers)),
        tags={
            one: tuple(Tagging(tagging.tag, "", tagging.score, tagging.learned) for tagging in some)
            for one, some in catalogue.tags.items()
        },
        related={
            one: tuple(_told(other, int(place < related)) for place, other in enumerate(others))
            for one, others in catalogue.related.items()
        },
    )


def _bare(paper: Paper) -> Paper:
    """Return a record with those of its further fields that are read."""
    return structs.replace(paper, extra={key: value for key, value in paper.extra.items() if key in EXTRA})


def _told(other: Related, reasons: int) -> Related:
    """Return an entry with so many of its reasons."""
    return Related(other.id, other.score, other.why[:reasons]) if len(other.why) > reasons else other
