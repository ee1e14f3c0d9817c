"""A paper gets another id, joins another paper, or leaves; its old address leads on for ever."""

import difflib
from collections.abc import Collection
from typing import NamedTuple

import msgspec

from papercat import paths, store
from papercat.errors import UsageError
from papercat.site.project import Project
from papercat.store.moved import lead_on
from papercat.store.said import undivided
from papercat.store.valid import valid_id


class Moved(NamedTuple):
    """What became of a paper."""

    old: str
    new: str
    """Its id now; empty where it was taken out."""
    joined: bool
    """The new id belongs to a paper that was there: the two are one now."""


def move(project: Project, old: str, new: str) -> Moved:
    """Give a paper another id, join it with the paper that has that id, or take it out.

    Args:
        project: whose catalogue.
        old: id of the paper.
        new: its new id, or that of the same paper; empty to take it out.

    Raises:
        UsageError: no paper has the old id, or the new one is none.
        Failure: the disk refuses, or another run holds the catalogue.
    """
    with store.locked(project.catalogue):
        stored = store.load(project.catalogue)
        papers = {paper.id: paper for paper in stored.papers}
        _check(old, new, papers)
        paper, joined = papers.pop(old), new in papers
        if new:
            fresh = msgspec.structs.replace(paper, id=new)
            papers[new] = undivided(papers[new], fresh) if joined else fresh
        lead_on(project.catalogue, {old: new})
        store.save(project.catalogue, papers.values())
    return Moved(old, new, joined)


def _check(old: str, new: str, papers: Collection[str]) -> None:
    if old not in papers:
        near = difflib.get_close_matches(old, papers, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        message = f"no paper with the id {old!r}{hint}"
        raise UsageError(message)
    if new == old:
        message = f"{old!r} is its id already"
        raise UsageError(message)
    if new and not valid_id(new):
        message = f"{new!r} is no id; did you mean {paths.slug(new)!r}?"
        raise UsageError(message)
