"""Numbers for documents that stay when others come and go.

A document's number is a slot in a table, found from the hash of its key; so 100 papers more move only the few that
they collide with, and the postings of all others keep their bytes. Where the table grows, it takes in only as many as
its new slots hold: Lamping and Veach 2014, "A fast, minimal memory, consistent hash algorithm".
"""

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ROOM = 1.08
"""Slots a document, at least: fuller tables are smaller, but move more documents when some come."""
_MULTIPLIER, _HIGH = 2862933555777941757, 33
"""Of the generator of random numbers that the paper takes, and how many low bits of it are dropped."""


def size(count: int) -> int:
    """Return the number of slots for so many documents: powers of two and seven steps between each two."""
    power = 8
    while True:
        for eighth in range(8, 16):
            if power * eighth // 8 >= count * ROOM:
                return power * eighth // 8
        power *= 2


def assign(keys: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return a slot for each key, which must differ."""
    total = size(len(keys))
    hashes = np.array([zlib.crc32(key.encode("utf-8", "replace")) for key in keys], dtype=np.uint64)
    homes = _homes(hashes, total).tolist()
    by_key = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)
    taken = bytearray(total)
    slots = np.zeros(len(keys), dtype=np.int64)
    # who comes first has the lower hash, not the home before the other's: so a newcomer moves few behind it
    for row in by_key[np.argsort(hashes[by_key], kind="stable")].tolist():
        slot = taken.find(0, homes[row])
        if slot < 0:
            slot = taken.find(0)
        taken[slot] = 1
        slots[row] = slot
    return slots


def _homes(seeds: npt.NDArray[np.uint64], total: int) -> npt.NDArray[np.int64]:
    """Return a slot below `total` for each seed, which changes for one of n when there are n instead of n - 1."""
    homes = np.zeros(len(seeds), dtype=np.int64)
    live, states, places = np.arange(len(seeds)), seeds, homes.copy()
    while len(live):
        homes[live] = places
        states = states * np.uint64(_MULTIPLIER) + np.uint64(1)
        high = (states >> np.uint64(_HIGH)).astype(np.float64) + 1
        places = ((places + 1) * (2.0 ** (64 - _HIGH) / high)).astype(np.int64)
        inside = places < total
        live, states, places = live[inside], states[inside], places[inside]
    return homes
