"""Bytes of the index: variable-length integers, front-coded words, raw deflate.

Files are compressed here, not by the host: GitHub Pages sends `application/octet-stream` as it is. The browser opens
them with `DecompressionStream("deflate-raw")`.
"""

import zlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

SEVEN = 1 << 7


def deflate(*streams: bytes, level: int = 9) -> bytes:
    """Return raw deflate of the streams, one after the other, each with a Huffman table of its own."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9)
    made = [packer.compress(stream) + packer.flush(zlib.Z_BLOCK) for stream in streams[:-1] if stream]
    return b"".join([*made, packer.compress(streams[-1]), packer.flush()])


def number(value: int) -> bytes:
    """Return a non-negative integer, seven bits a byte, low ones first; the high bit says that more follow."""
    made = bytearray()
    while value >= SEVEN:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)


def numbers(values: Iterable[int]) -> bytes:
    """Return integers one after the other."""
    return b"".join(map(number, values))


def words(text: str) -> bytes:
    """Return a text as UTF-8 behind its length in bytes."""
    raw = text.encode("utf-8", "replace")
    return number(len(raw)) + raw


def front(word: str, before: str) -> bytes:
    """Return a word as the number of bytes that it shares with `before`, and the rest."""
    one, other = word.encode("utf-8", "replace"), before.encode("utf-8", "replace")
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return number(shared) + number(len(one) - shared) + one[shared:]


def rice(total: int, count: int) -> int:
    """Return the parameter of the Rice code for the gaps of `count` numbers below `total`.

    Gaps of random numbers are geometric, for which the code with 2**k near 0.69 of the mean gap is nearly the best
    (Rice 1979; Witten, Moffat and Bell, "Managing Gigabytes", 1999).
    """
    return max(0, ((total * 69) // (max(count, 1) * 100)).bit_length() - 1)


def bits(
    values: npt.NDArray[np.int64], low: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
    """Return Rice codes as an array of bits, and the offset of each with the end behind them.

    Args:
        values: non-negative integers.
        low: of each, how many low bits are written out; the rest stands before them in unary, ended by a zero.
    """
    high = values >> low
    offsets = np.zeros(len(values) + 1, dtype=np.int64)
    np.cumsum(high + 1 + low, out=offsets[1:])
    steps = np.zeros(int(offsets[-1]) + 1, dtype=np.int8)
    np.add.at(steps, offsets[:-1][high > 0], 1)
    np.add.at(steps, (offsets[:-1] + high)[high > 0], -1)
    made = np.cumsum(steps[:-1], dtype=np.int8).view(np.uint8)
    for place in range(int(low.max(initial=0))):
        at = low > place
        made[(offsets[1:] - 1 - place)[at]] = (values[at] >> place) & 1
    return made, offsets
