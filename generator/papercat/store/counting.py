"""Numbers that a service tells of papers that are here already."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from papercat.records import Paper, Signal
from papercat.store.combine import counted
from papercat.store.folder import load
from papercat.store.lock import locked
from papercat.store.merge import Merged
from papercat.store.said import joined, sayings
from papercat.store.saving import save


def count(folder: Path, kind: str, numbers: Mapping[str, int], today: str) -> Merged:
    """Write down a number of some papers; the higher one stays, as when two records become one.

    A paper's sources stay as they are: who counts it does not tell what it says.

    Args:
        folder: `docs/catalogue`.
        kind: `citations` or `stars`.
        numbers: by id of the paper; ids that are gone by now count for nothing.
        today: YYYY-MM-DD.

    Raises:
        Failure: another run holds the catalogue, or the disk refuses; the catalogue is as it was.
    """
    with locked(folder):
        before = load(folder).papers
        after = tuple(
            _counted(paper, kind, numbers[paper.id], today) if paper.id in numbers else paper for paper in before
        )
        news = {new.id for old, new in zip(before, after, strict=True) if old != new}
        if news:
            save(folder, after)
    met = sorted(paper.id for paper in after if paper.id in numbers)
    updated, same = (tuple(key for key in met if (key in news) == new) for new in (True, False))
    return Merged(after, updated=updated, same=same)


def _counted(paper: Paper, kind: str, number: int, today: str) -> Paper:
    first, *others = sayings(paper)
    told = msgspec.structs.replace(first, signals=counted(first.signals, {kind: Signal(number, today)}))
    return joined([told, *others], paper.id)
