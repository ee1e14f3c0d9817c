"""What page makers and index builders give to the writer."""

from collections.abc import Callable
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
    again: Callable[[], str | bytes] | None = None
    """Makes the content where the file that the last run made of the same does not lie there any longer as it was left;
    where it does, it is right, and `content` is empty."""

    @property
    def stays(self) -> bool:
        """Tell whether the last run made the file of the same."""
        return self.again is not None


def packed(whole: bytes) -> bytes:
    """Return bytes packed by gzip, without the time, which would make each build another."""
    return bytes(gzip_compress(whole, _LEVEL))
