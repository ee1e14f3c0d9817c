"""The records of one file, one after the other, to papers."""

from collections.abc import Mapping

from papercat.readers.base import Fields, Reading
from papercat.readers.draft import foreign, own
from papercat.readers.noting import Notes, Record
from papercat.records import Paper

OURS = frozenset(Paper.__struct_fields__)
EXPORTED = frozenset({"id", "title", "tags", "introduces", "mentions", "links", "related", "source"})
"""Keys of a line of `papercat export jsonl`."""


class Records(Notes):
    """Takes the records of one file, one after the other; local to one reading."""

    def __init__(self, file: str, fields: Fields) -> None:
        """Begin with nothing read, as `Notes` does."""
        super().__init__(file, fields)
        self.papers: list[Paper] = []

    def take(self, raw: Record, line: int = 0, text: str = "") -> None:
        """Read one record.

        Args:
            raw: the record as the file has it.
            line: its first line, counted from 1; 0 where lines mean nothing.
            text: its text in the file, for a fault.
        """
        self.number += 1
        self.line = line
        raw = unwrapped(raw)
        paper = own(raw, self) if "sources" in raw and raw.keys() <= OURS else foreign(raw, self)
        if paper is None:
            self.untitled(raw, text)
        else:
            self.papers.append(paper)

    def reading(self, form: str) -> Reading:
        """Return all that was read."""
        self.sum_up()
        return Reading(tuple(self.papers), tuple(self.faults), form)


def unwrapped(raw: Record) -> Record:
    """Return the record in a line of `papercat export jsonl`, without what was found out; any other as it is."""
    source = raw.get("source")
    if not isinstance(source, Mapping) or raw.keys() != EXPORTED:
        return raw
    lifted = {key: value for key, value in source.items() if key not in OURS}
    # the export says the year as a number, too
    if str(lifted.get("year")) == str(source.get("date"))[:4]:
        lifted.pop("year", None)
    record = {key: source[key] for key in Paper.__struct_fields__ if key in source}
    return {"sources": [], **record, **({"extra": lifted} if lifted else {})}
