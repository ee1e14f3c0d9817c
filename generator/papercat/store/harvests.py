"""How the services fared: `sources.json` beside the records, one entry a source, sorted by name."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from papercat.insight import Freshness
from papercat.store import atomic
from papercat.store.folder import read_bytes
from papercat.store.lock import locked

FILE = "sources.json"


def freshness(folder: Path) -> tuple[Freshness, ...]:
    """Return what is known of each source; nothing where none was asked yet, or where the file is damaged.

    Raises:
        Failure: the file is there and cannot be read.
    """
    data = read_bytes(folder / FILE)
    try:
        return msgspec.json.decode(data, type=tuple[Freshness, ...]) if data.strip() else ()
    except msgspec.MsgspecError:
        # no paper is in it: the next harvest looks back further, and writes it anew
        return ()


def note(folder: Path, news: Iterable[Freshness]) -> None:
    """Write down how some sources fared; the others stay as they are.

    Raises:
        Failure: the disk refuses, or another run holds the catalogue.
    """
    with locked(folder):
        known = {one.name: one for one in freshness(folder)} | {one.name: one for one in news}
        lines = ",\n".join(msgspec.json.encode(known[name]).decode() for name in sorted(known))
        data = f"[\n{lines}\n]\n".encode()
        if data != read_bytes(folder / FILE):
            atomic.replace(folder, [(folder / FILE, data)])
