"""The catalogue on disk: load, merge, save, and what people add to it.

`update` does all of it under the lock, which is what commands want; the pieces are here for tests and for reading.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from papercat.errors import Fault
from papercat.records import Paper
from papercat.store.counting import count
from papercat.store.folder import CORRECTIONS, VOCABULARY, Stored, load, own, unread
from papercat.store.harvests import freshness, note
from papercat.store.lock import locked
from papercat.store.merge import Merged, merge
from papercat.store.moved import lead_on
from papercat.store.people import corrected
from papercat.store.saving import save
from papercat.work import uncollected

__all__ = [
    "CORRECTIONS",
    "VOCABULARY",
    "Merged",
    "Stored",
    "corrected",
    "count",
    "freshness",
    "load",
    "locked",
    "merge",
    "note",
    "own",
    "save",
    "unread",
    "update",
]


def update(folder: Path, incoming: Iterable[Paper], faults: Mapping[str, Sequence[Fault]], today: str) -> Merged:
    """Merge new records into the catalogue on disk, alone.

    Args:
        folder: `docs/catalogue`.
        incoming: papers from readers or services.
        faults: by name of each source that was read, none included, so that old faults go.
        today: YYYY-MM-DD.

    Raises:
        Failure: another run holds the catalogue, or the disk refuses; the catalogue is as it was.
    """
    with locked(folder), uncollected():
        stored = load(folder)
        merged = merge(stored.papers, incoming, today, (old for old, new in stored.moved.items() if new))
        lead_on(folder, merged.moved)
        save(folder, merged.papers, faults)
    return merged
