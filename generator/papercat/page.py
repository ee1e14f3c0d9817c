"""What page makers and index builders give to the writer."""

from typing import NamedTuple


class Page(NamedTuple):
    """One file below the documentation folder."""

    path: str
    """POSIX path relative to `docs/`, for instance `papers/attention-is-all-you-need.md`."""
    content: str | bytes
    """The whole file; text is written as UTF-8."""
