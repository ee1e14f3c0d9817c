"""What page makers and index builders give to the writer."""

from typing import NamedTuple

from deflate import gzip_compress

_LEVEL = 6
"""Of packing: the next ones save less than a hundredth."""


class Page(NamedTuple):
    """One file below the documentation folder."""

    path: str
    """POSIX path relative to `docs/`, for instance `papers/attention-is-all-you-need.md`."""
    content: str | bytes
    """The whole file; text is written as UTF-8."""
    made_of: str = ""
    """Digest of all that the content depends on, where that was worked out."""
    stays: bool = False
    """The file that the last run made of the same is right as it lies there; `content` is empty then."""


def packed(whole: bytes) -> bytes:
    """Return bytes packed by gzip, without the time, which would make each build another."""
    return bytes(gzip_compress(whole, _LEVEL))
