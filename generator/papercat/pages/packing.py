"""Files for download, packed in blocks: one that is made of the same as in the last file is taken over as it is.

A gzip file may have several members, one after the other (RFC 1952, 2.2), which all programs unpack as one text. Each
of ours says in an extra field of its header what it was made of and how long it is; so the last file is all that has to
be remembered. A piece itself decides whether a block ends with it: a new paper moves no end but its own.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from struct import Struct
from typing import NamedTuple
from zlib import crc32

from deflate import deflate_compress

from papercat.outputs import Piece
from papercat.pages.last import Last, encoded

PIECES = 64
"""In a block, about: of fewer more is taken over, but each begins its packing anew."""
_LEVEL = 6
"""The next ones save less than a hundredth."""
_SUM = 16
_HEAD = Struct(f"<10sH2sH{_SUM}sII")
"""Method, flags and no time, for each build would be another; sizes of the extra field and of the one entry in it,
which is the digest, and size and checksum of what stands behind it."""
_PLAIN, _OURS = b"\x1f\x8b\x08\x04\0\0\0\0\0\xff", b"pc"
_END = Struct("<II")


class Packed(NamedTuple):
    """A file."""

    content: bytes
    made_of: str


def packed(pieces: Iterable[Piece], last: Last, path: str) -> Packed:
    """Return pieces as one gzip file; those blocks are made that the last run did not leave.

    Args:
        pieces: of the file, in order.
        last: what the last run left.
        path: of the file.
    """
    left = list(_members(last.left(path)))
    # blocks are the same whoever makes them; that this program made those of the last file, its ledger tells
    ours = last.made_of.get(path) == last.digest([key for key, _ in left])
    known = dict(left) if ours else {}
    keys, members = [], []
    for key, some in _blocks(pieces):
        keys.append(key)
        members.append(known.get(key) or _member(key, b"".join([make(*of) for make, of in some])))
    return Packed(b"".join(members), last.digest(keys))


def _blocks(pieces: Iterable[Piece]) -> Iterator[tuple[bytes, Sequence[Piece]]]:
    """Yield blocks, at least one, with a digest of what their pieces are made of."""
    seen, block, first = blake2b(digest_size=_SUM), list[Piece](), True
    for piece in pieces:
        digest = blake2b(encoded(piece.of), digest_size=_SUM).digest()
        seen.update(digest)
        block.append(piece)
        if int.from_bytes(digest[:4]) % PIECES == 0:
            yield seen.digest(), block
            seen, block, first = blake2b(digest_size=_SUM), [], False
    if block or first:
        yield seen.digest(), block


def _member(key: bytes, text: bytes) -> bytes:
    """Return a text as a member of a gzip file."""
    body = bytes(deflate_compress(text, _LEVEL)) + _END.pack(crc32(text), len(text) & 0xFFFFFFFF)
    return _head(key, body) + body


def _head(key: bytes, body: bytes) -> bytes:
    return _HEAD.pack(_PLAIN, _SUM + 12, _OURS, _SUM + 8, key, len(body), crc32(body))


def _members(file: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the whole members of a file of ours with what they were made of."""
    start = 0
    while start + _HEAD.size <= len(file):
        *_, key, size, _ = _HEAD.unpack_from(file, start)
        begin = start + _HEAD.size
        if file[start:begin] != _head(key, file[begin : begin + size]):
            return
        yield key, file[start : begin + size]
        start = begin + size
