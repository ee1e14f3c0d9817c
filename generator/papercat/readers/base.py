"""What every reader takes and gives."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from papercat.errors import Fault
from papercat.records import Paper

Fields = Mapping[str, str]
"""Field map of the settings: a foreign file's name for a field -> ours."""


class Reading(NamedTuple):
    """What a file gave. Nothing is lost: what is no paper is a fault, or known to be page furniture."""

    papers: tuple[Paper, ...] = ()
    """In the file's order, `id` empty, `sources` one entry without a day; the store gives ids and days."""
    faults: tuple[Fault, ...] = ()
    format: str = ""
    """Name of the format it was read as."""


class Format(NamedTuple):
    """A file format that Papercat reads."""

    name: str
    looks_like: Callable[[str], bool | float]
    """Say from the file's beginning (`HEAD` characters) how sure it is this format, 0 to 1; never raises."""
    read: Callable[[str, str, Fields], Reading]
    """Text, file name and field map in, papers and faults out; never raises for what a file can hold."""
    line_limit: int = 8_000_000
    """Characters of the longest line that is read; 0 where lines mean nothing, as in JSON."""


HEAD = 65_536
"""Characters of a file that are looked at to recognise its format."""
