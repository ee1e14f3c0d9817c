"""The records of one file, one after the other, to papers."""

from papercat.readers.base import Fields, Reading
from papercat.readers.draft import foreign, own
from papercat.readers.noting import Notes, Record
from papercat.records import Paper

OURS = frozenset(Paper.__struct_fields__)


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
        paper = own(raw, self) if "sources" in raw and raw.keys() <= OURS else foreign(raw, self)
        if paper is None:
            self.untitled(raw, text)
        else:
            self.papers.append(paper)

    def reading(self, form: str) -> Reading:
        """Return all that was read."""
        self.sum_up()
        return Reading(tuple(self.papers), tuple(self.faults), form)
