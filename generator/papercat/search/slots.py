"""Numbers for documents that stay when others come and go.

A document's number is a slot in a table, found from the hash of its key; so 100 papers more move only the few that
they collide with, and the postings of all others keep their bytes.
"""

import zlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ROOM = 1.125
"""Slots a document, at least: fuller tables are smaller, but move more documents when some come."""


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
    hashes = [zlib.crc32(key.encode("utf-8", "replace")) for key in keys]
    taken = bytearray(total)
    slots = np.zeros(len(keys), dtype=np.int64)
    for row in sorted(range(len(keys)), key=lambda row: (hashes[row], keys[row])):
        # the low bits decide the place, so that the order of arrival (the whole hash) is independent of it
        slot = hashes[row] % total
        while taken[slot]:
            slot = (slot + 1) % total
        taken[slot] = 1
        slots[row] = slot
    return slots
