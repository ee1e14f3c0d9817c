"""One paper with everything that was found out about it, and why."""

import difflib
from concurrent.futures import Executor
from typing import NamedTuple

from papercat.catalogue import Catalogue
from papercat.errors import UsageError
from papercat.insight import FoundLink, Lineage, Mention, Related, Repair, Tagging
from papercat.records import Paper
from papercat.site.enriching import enriched, load
from papercat.site.project import Project


class Shown(NamedTuple):
    """A paper and its insights."""

    paper: Paper
    tags: tuple[Tagging, ...]
    introduces: tuple[Mention, ...]
    mentions: tuple[Mention, ...]
    links: tuple[FoundLink, ...]
    related: tuple[Related, ...]
    lineage: tuple[Lineage, ...]
    repairs: tuple[Repair, ...]


def show(project: Project, paper_id: str, executor: Executor) -> tuple[Catalogue, Shown]:
    """Return the enriched catalogue, and what it says of one paper.

    Raises:
        UsageError: no paper has this id.
    """
    known = load(project).by_id
    if paper_id not in known:
        near = difflib.get_close_matches(paper_id, known, n=3, cutoff=0.5)
        near = near or [key for key in known if paper_id and paper_id in key][:3]
        hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        message = f"no paper with the id {paper_id!r}{hint}"
        raise UsageError(message)
    catalogue = enriched(project, executor)
    found = Shown(
        paper=catalogue.by_id[paper_id],
        tags=catalogue.tags.get(paper_id, ()),
        introduces=catalogue.introduces.get(paper_id, ()),
        mentions=catalogue.mentions.get(paper_id, ()),
        links=catalogue.links.get(paper_id, ()),
        related=catalogue.related.get(paper_id, ()),
        lineage=catalogue.lineage.get(paper_id, ()),
        repairs=catalogue.repairs.get(paper_id, ()),
    )
    return catalogue, found
