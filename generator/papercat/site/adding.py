"""Files in, merged records out: read -> repair -> merge -> save."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from itertools import chain
from typing import NamedTuple

from papercat import readers, store
from papercat.enrich import text
from papercat.errors import Fault
from papercat.records import Paper
from papercat.site.project import Project
from papercat.work import in_chunks


class Upload(NamedTuple):
    """One file that a person gives."""

    name: str
    """As the person gave it, without its folders."""
    data: bytes


class Added(NamedTuple):
    """What became of the files."""

    added: tuple[str, ...]
    """Ids of papers that are new."""
    updated: tuple[str, ...]
    """Ids of papers that were known and learned something."""
    same: tuple[str, ...]
    """Ids of papers that were known like this."""
    faults: tuple[Fault, ...]
    """What was rejected or doubtful in these files."""
    formats: dict[str, str]
    """By file, the format it was read as."""


def add(project: Project, uploads: Iterable[Upload], executor: Executor, *, today: str, form: str = "") -> Added:
    """Read the files and merge what they hold into the catalogue on disk.

    Args:
        project: whose catalogue.
        uploads: the files.
        executor: where titles and abstracts are repaired.
        today: YYYY-MM-DD, the day on which the sources were read.
        form: name of a format that overrules what the content looks like.

    Raises:
        UsageError: no such format.
        Failure: another run holds the catalogue, or it cannot be written; it stays as it was.
    """
    fields = project.settings.options.fields
    readings = [(file.name, readers.read(file.data, file.name, format=form, fields=fields)) for file in uploads]
    incoming = [paper for _, reading in readings for paper in reading.papers]
    mended = in_chunks(executor, repaired, incoming)
    faults: defaultdict[str, list[Fault]] = defaultdict(list)
    for name, reading in readings:
        # of a file that is empty, or no text at all, nothing is left to look at later: it is told, and that is all
        if reading.papers or not reading.faults or any(fault.raw for fault in reading.faults):
            faults[name] += reading.faults
    merged = store.update(project.catalogue, list(mended), faults, today)
    formats = {name: reading.format for name, reading in readings}
    said = tuple(chain.from_iterable(reading.faults for _, reading in readings))
    return Added(merged.added, merged.updated, merged.same, said, formats)


def repaired(papers: Sequence[Paper]) -> list[Paper]:
    """Repair titles and abstracts of some papers."""
    return [text.repaired(paper) for paper in papers]
