"""What an entry of a list says, as far as it is known."""

from dataclasses import dataclass, field

from papercat.readers.markdown.blocks import Piece
from papercat.readers.markdown.facts import When

EDGE = ' \t\n"\u201c\u201d.,:;*|-\u2013\u2014[]\u2705\u00b7'
"""What stands around a title or a name without being a part of it."""


@dataclass
class Entry:
    """What an entry says."""

    title: str = ""
    label: str = ""
    """What stands before the title: a short name, a kind."""
    authors: list[str] = field(default_factory=list)
    venue: str = ""
    date: str = ""
    links: list[Piece] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)
    """Volume, pages and the like, where it is a reference in one of the usual styles."""

    def note(self, found: When) -> None:
        """Take venue and day where there is none yet; a day is more than its year."""
        self.venue = self.venue or found.venue
        if len(found.date) > len(self.date) and found.date.startswith(self.date):
            self.date = found.date
