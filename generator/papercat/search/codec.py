"""Bytes of the index: variable-length integers, front-coded words, Rice codes, raw deflate; whole columns at once.

Files are compressed here, not by the host: GitHub Pages sends `application/octet-stream` as it is. The browser opens
them with `DecompressionStream("deflate-raw")`.
"""

import zlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from json import dumps
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from deflate import deflate_compress

SEVEN = 1 << 7
WHOLE = 63
"""Bits of a non-negative number."""
LINE = ord("\n")
BLOCK = 1 << 18
"""Codes that are made at once."""
LEVEL = 6
"""Of 1 to 9: 7 takes a quarter longer and saves two parts in ten thousand."""

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.integer[Any]]


Streams = tuple[bytes, ...]
"""What a file is packed of."""


class Numbering(dict[str, int]):
    """Numbers for texts, given as they come."""

    def __missing__(self, key: str) -> int:
        """Give the next number."""
        self[key] = number = len(self)
        return number


class Column(NamedTuple):
    """Values as bytes, one after the other."""

    data: Bytes
    offsets: npt.NDArray[np.int64]
    """Where each begins; one more entry than values."""

    def rows(self, start: int, end: int) -> bytes:
        """Return the bytes of some values."""
        return self.data[self.offsets[start] : self.offsets[end]].tobytes()


def deflate(*streams: bytes, level: int = LEVEL) -> bytes:
    """Return raw deflate of the streams, one after the other, each with a Huffman table of its own.

    One stream alone goes through libdeflate, in half the time; that packs only what is one piece.
    """
    if len(streams) == 1:
        return bytes(deflate_compress(streams[0], level))
    packer = zlib.compressobj(level, zlib.DEFLATED, -15, 9)
    made = [packer.compress(stream) + packer.flush(zlib.Z_BLOCK) for stream in streams[:-1] if stream]
    return b"".join([*made, packer.compress(streams[-1]), packer.flush()])


def packed(streams: Streams) -> bytes:
    """Return the bytes of a file."""
    return deflate(*streams)


def number(value: int) -> bytes:
    """Return a non-negative integer, seven bits a byte, low ones first; the high bit says that more follow."""
    made = bytearray()
    while value >= SEVEN:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)


def json(value: object) -> bytes:
    """Return a value as JSON without white space."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # half of a surrogate pair
        return dumps(msgspec.to_builtins(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def numbers(values: Iterable[int]) -> bytes:
    """Return integers one after the other."""
    return b"".join(map(number, values))


def words(text: str) -> bytes:
    """Return a text as UTF-8 behind its length in bytes."""
    raw = text.encode("utf-8", "replace")
    return number(len(raw)) + raw


def column(values: Ints) -> Column:
    """Return non-negative integers as `number` writes each."""
    left = values.astype(np.int64)
    sizes = np.ones(len(left), dtype=np.int64)
    for shift in range(7, 63, 7):
        sizes += left >> shift > 0
    offsets = ends(sizes)
    data = np.zeros(int(offsets[-1]), dtype=np.uint8)
    for place in range(int(sizes.max(initial=0))):
        live = np.flatnonzero(sizes > place)
        data[offsets[live] + place] = (left[live] >> 7 * place) & 127 | np.where(sizes[live] > place + 1, SEVEN, 0)
    return Column(data, offsets)


def ends(sizes: Ints) -> npt.NDArray[np.int64]:
    """Return where runs of these sizes begin, and the end behind the last."""
    made = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=made[1:])
    return made


def runs(starts: Ints, sizes: Ints) -> npt.NDArray[np.int64]:
    """Return the places of runs that begin at `starts`, one run after the other."""
    offsets = ends(sizes)
    return np.arange(int(offsets[-1])) + np.repeat(starts - offsets[:-1], sizes)


def ordered(keys: Ints) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return non-negative keys in order, and the place where each stood; equal ones stay in order.

    With places as their low bits numbers sort alone, which takes a seventh of the time that finding an order does;
    runs that are in order are merged, not sorted.
    """
    bits = len(keys).bit_length()
    if int(keys.max(initial=0)).bit_length() + bits > WHOLE:
        order = np.argsort(keys, kind="stable")
        return keys[order].astype(np.int64), order
    both = keys.astype(np.int64) << bits
    both += np.arange(len(keys), dtype=np.int32)
    both.sort(kind="stable")
    places = both & (1 << bits) - 1
    both >>= bits
    return both, places


def texts(words: Sequence[str]) -> Column:
    """Return words, none of which has a line break, as UTF-8."""
    # all at once, a break behind each
    data = np.frombuffer("\n".join([*words, ""]).encode("utf-8", "replace"), dtype=np.uint8)
    breaks = np.flatnonzero(data == LINE)
    return Column(data[data != LINE], ends(np.diff(breaks, prepend=-1) - 1))


class Fronted(NamedTuple):
    """Front-coded words: of each the bytes that it shares with another word, and the rest."""

    shared: Column
    """How many bytes it shares; with words of another list, how many of the other's it has not."""
    sizes: Column
    """How many bytes the rest has."""
    rest: Column

    def rows(self, start: int, end: int) -> bytes:
        """Return some words: all that is shared, all sizes, all letters."""
        return b"".join(part.rows(start, end) for part in self)


def front(words: Column, which: Ints, before: Ints, others: Column | None = None) -> Fronted:
    """Front-code words.

    Args:
        words: all words.
        which: numbers of those to code, in order.
        before: for each the number of the word that it shares its beginning with, among `others`; -1 for none.
        others: by default `words`.
    """
    base = words if others is None else others
    starts, sizes = words.offsets[which], np.diff(words.offsets)[which]
    known = before >= 0
    at = np.where(known, before, 0)
    most = np.where(known, np.minimum(sizes, np.diff(base.offsets)[at]), 0) if len(which) else sizes
    origin = base.offsets[at]
    shared = np.zeros(len(which), dtype=np.int64)
    live = np.flatnonzero(most > 0)
    while len(live):
        place = shared[live]
        live = live[words.data[starts[live] + place] == base.data[origin[live] + place]]
        shared[live] += 1
        live = live[shared[live] < most[live]]
    left = sizes - shared
    rest = Column(words.data[runs(starts + shared, left)], ends(left))
    dropped = shared if others is None else np.diff(base.offsets)[at] - shared
    return Fronted(column(dropped), column(left), rest)


def rice(total: int, counts: Ints) -> npt.NDArray[np.int64]:
    """Return the parameters of the Rice codes for the gaps of so many numbers below `total`.

    Gaps of random numbers are geometric, for which the code with 2**k near 0.69 of the mean gap is nearly the best
    (Rice 1979; Witten, Moffat and Bell, "Managing Gigabytes", 1999).
    """
    gaps = (total * 69) // (np.maximum(counts, 1).astype(np.int64) * 100)
    # exact for what fits a double's 53 bits
    return np.where(gaps > 0, np.frexp(gaps.astype(np.float64))[1].astype(np.int64) - 1, 0)


def bits(values: Ints, low: Ints, groups: Ints) -> Column:
    """Return Rice codes, one row for each group of codes, padded to whole bytes.

    Args:
        values: non-negative integers.
        low: of each, how many low bits are written out; the rest stands before them in unary, ended by a zero.
        groups: where each group begins, and the end.
    """
    cuts = np.unique(np.searchsorted(groups, np.arange(0, int(groups[-1]) + 1, BLOCK))).tolist()
    parts = []
    for start, end in pairwise([*cuts, len(groups) - 1]):
        some = slice(groups[start], groups[end])
        parts.append(_bits(values[some], low[some], groups[start : end + 1] - groups[start]))
    sizes = np.concatenate([np.diff(part.offsets) for part in parts])
    return Column(np.concatenate([part.data for part in parts]), ends(sizes))


def _bits(values: Ints, low: Ints, groups: Ints) -> Column:
    """Return what `bits` does, all at once: it takes many times the memory of the values."""
    high = values >> low
    codes = ends(high + 1 + low)
    sizes = (np.diff(codes[groups]) + 7) >> 3
    offsets = ends(sizes)
    begin = codes[:-1] + np.repeat(offsets[:-1] * 8 - codes[groups[:-1]], np.diff(groups))
    steps = np.zeros(int(offsets[-1]) * 8 + 1, dtype=np.int8)
    unary = np.flatnonzero(high)
    # no two codes begin or end at one place
    steps[begin[unary]] = 1
    steps[begin[unary] + high[unary]] = -1
    made = np.packbits(np.cumsum(steps[:-1], dtype=np.int8).view(np.uint8))
    last = begin + high + low
    byte, left = last >> 3, (values & (1 << low) - 1) << (7 - (last & 7))
    # the low bits of a code, byte by byte from the last; no two codes share a bit, so that sums set them
    while len(byte):
        made += np.bincount(byte, left & 255, len(made)).astype(np.uint8)
        more = left > 255  # noqa: PLR2004 - a byte's highest value
        byte, left = byte[more] - 1, left[more] >> 8
    return Column(made, offsets)
