"""Which digests were sent: `digests.json` beside the records, so that no run sends one twice."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from papercat.errors import Failure
from papercat.store import atomic
from papercat.store.folder import read_bytes

FILE = "digests.json"


class Sent(msgspec.Struct, frozen=True, omit_defaults=True):
    """What became of a digest."""

    claimed: str
    """Day on which a run took it upon itself to send it; no other will."""
    sent: str = ""
    """Day on which the mail server took it."""


def sent(folder: Path) -> dict[str, Sent]:
    """Return what is known of each digest, by its key.

    Raises:
        Failure: the file cannot be read or is damaged; then nobody knows what was sent.
    """
    data = read_bytes(folder / FILE)
    try:
        return msgspec.json.decode(data, type=dict[str, Sent]) if data.strip() else {}
    except msgspec.MsgspecError as error:
        message = f"{FILE}: {error}; mend or delete it (then digests may be sent a second time)"
        raise Failure(message) from None


def note(folder: Path, known: Mapping[str, Sent]) -> None:
    """Write down what became of digests; hold the catalogue with `locked`.

    Raises:
        Failure: the disk refuses.
    """
    lines = ",\n".join(f'"{key}":{msgspec.json.encode(known[key]).decode()}' for key in sorted(known))
    data = f"{{\n{lines}\n}}\n".encode() if known else b""
    if data != read_bytes(folder / FILE):
        atomic.replace(folder, [(folder / FILE, data)])
