"""Tags with their values, and what a table says that they mean."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from papercat.readers.names import turned


class Pair(NamedTuple):
    """A tag with its value."""

    tag: str
    value: str


Table = Mapping[str, Sequence[str]]
"""Our name for a field -> the tags that may have it, the best first."""
LISTS = frozenset({"authors", "editor", "translator", "keywords", "mesh", "publication_types", "page", "pdf"})
"""Fields of several values."""
Told = dict[str, list[str]]
"""Values by our names."""


def table(text: str) -> Table:
    """Return a table of lines like `venue JT TA`."""
    return {name: tags for name, *tags in (line.split() for line in text.strip().splitlines())}


def laid_out(pairs: Sequence[Pair], known: Table) -> Told:
    """Return a record by our names: of each field what the first tag says that has it."""
    told: Told = {}
    for name, tags in known.items():
        found = ([value for tag, value in pairs if tag == one and value] for one in tags)
        if values := next(filter(None, found), []):
            told[name] = values
    return told


def record(told: Told) -> dict[str, object]:
    """Return a record of texts, and of lists where a field has several values."""
    return {name: values if name in LISTS else values[0] for name, values in told.items() if any(values)}


def spoken(name: str) -> str:
    """Return `First Last` of `Last, First`, and the name of a group (`World Health Organization,`) as it is."""
    last, _, first = name.partition(",")
    return turned(last, first.replace(",", " "))
