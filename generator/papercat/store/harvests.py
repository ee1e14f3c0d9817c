"""How the services fared: `sources.json` beside the records, one entry a source, sorted by name."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec

from papercat.insight import Freshness
from papercat.store import atomic
from papercat.store.folder import read_bytes
from papercat.store.lock import locked

FILE = "sources.json"


def freshness(folder: Path) -> tuple[Freshness, ...]:
    """Return what is known of each source; of a damaged file, a merge conflict in it say, the lines that are whole.

    Raises:
        Failure: the file is there and cannot be read.
    """
    data = read_bytes(folder / FILE)
    try:
        return msgspec.json.decode(data, type=tuple[Freshness, ...]) if data.strip() else ()
    except msgspec.MsgspecError:
        found = sorted(_whole(data), key=lambda one: (one.tried, one.last))
        return tuple(sorted({one.name: one for one in found}.values(), key=lambda one: one.name))


def _whole(data: bytes) -> Iterator[Freshness]:
    """Yield the entries that can be read; the harvest of a source that is missing looks back further."""
    for line in data.splitlines():
        with suppress(msgspec.MsgspecError):
            yield msgspec.json.decode(line.strip().rstrip(b","), type=Freshness)


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
