"""The catalogue's health: each finding a fault, with place, reason and a guess."""

import re
from collections.abc import Iterator
from concurrent.futures import Executor

from papercat import store, writer
from papercat.catalogue import Catalogue
from papercat.enrich.words import unspaced
from papercat.errors import Fault
from papercat.records import Paper
from papercat.site.enriching import enriched
from papercat.site.project import Project
from papercat.store.moved import MOVED
from papercat.store.valid import valid_id

ID = re.compile(r'"id"\s*:\s*"([^"]+)"')
"""The id in a record that cannot be read: repaired, it has its page again."""
SHORT = 200
"""Characters below which an abstract is likely a comment or a stub: half of one scraped archive was.

One of a script without spaces counts three times: a word of Chinese has two, where ours have six.
"""


def check(project: Project, executor: Executor) -> tuple[Catalogue, tuple[Fault, ...]]:
    """Return the enriched catalogue and everything that a person may want to look at, worst first.

    Raises:
        Failure: a file of the catalogue cannot be read.
    """
    catalogue = enriched(project, executor)
    return catalogue, (*catalogue.faults, *_lost(catalogue, project), *_doubts(catalogue), *_thin(catalogue))


def _lost(catalogue: Catalogue, project: Project) -> Iterator[Fault]:
    """Yield papers that had a page here and are gone without a word of where they went."""
    broken = {key for fault in store.own(catalogue.faults) for key in ID.findall(fault.raw)}
    told = {*catalogue.by_id, *catalogue.moved, *broken}
    for path in sorted(writer.owned(project.docs)):
        folder, _, name = path.partition("/")
        paper = name.removesuffix(".md")
        if folder == "papers" and valid_id(paper) and paper not in told:
            reason = f"the paper {paper!r} is gone, and its address leads nowhere"
            guess = f"write `{paper}: its-id-now` there, or `{paper}:` if it was taken out"
            yield Fault(file=MOVED, reason=reason, guess=guess)


def _doubts(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield pairs of papers that may be one."""
    for pair in catalogue.unsure:
        reason = f"may be the same paper as {pair.other!r}: {pair.why}"
        yield Fault(file=_file(catalogue.by_id.get(pair.one)), reason=f"{pair.one!r} {reason}")


def _thin(catalogue: Catalogue) -> Iterator[Fault]:
    """Yield papers whose record says too little to be found by."""
    for paper in catalogue.papers:
        abstract = paper.abstract.strip()
        if not abstract:
            yield Fault(file=_file(paper), reason=f"{paper.id!r} has no abstract")
        elif abstract.casefold() == paper.title.strip().casefold():
            yield Fault(file=_file(paper), reason=f"{paper.id!r}: the abstract is the title")
        elif len(abstract) < SHORT and len(abstract) + 2 * sum(map(unspaced, abstract)) < SHORT:
            reason = f"{paper.id!r}: the abstract has {len(abstract)} characters"
            yield Fault(file=_file(paper), reason=reason, guess="it may be a comment or a stub", raw=abstract)


def _file(paper: Paper | None) -> str:
    """Return the name of the catalogue file that holds the paper."""
    return f"{(paper.year if paper else '') or 'undated'}.jsonl"
