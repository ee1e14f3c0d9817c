"""Records that a reader has laid out in our words, one after the other, to papers and faults."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from papercat.errors import Fault, excerpt
from papercat.readers.base import Fields, Reading
from papercat.readers.markup import Element, parse
from papercat.readers.record import Records


class Row(NamedTuple):
    """One record, or why there is none."""

    line: int
    """Its first line, counted from 1; 0 where lines mean nothing."""
    value: Mapping[str, object] = {}
    """By our names and those that `fields` knows; the rest becomes `extra`."""
    reason: str = ""
    """Why this is no record."""
    raw: str = ""
    """Its text."""


def reading(rows: Iterable[Row], file: str, fields: Fields, faults: Iterable[Fault] = ()) -> Reading:
    """Return the papers of all rows and everything that was wrong."""
    records = Records(file, fields)
    records.faults.extend(faults)
    for row in rows:
        if row.reason:
            records.number += 1
            records.faults.append(Fault(file=file, line=row.line, reason=row.reason, raw=excerpt(row.raw)))
        else:
            records.take(row.value, row.line, row.raw)
    return records.reading("")


def from_xml(text: str, file: str, fields: Fields, rows: Callable[[Element], Iterable[Row]]) -> Reading:
    """Return the papers of an XML document.

    Args:
        text: the document; of a damaged one what can be read is.
        file: its name.
        fields: as for a reader.
        rows: finds the records below the root.
    """
    root, faults = parse(text, file)
    return reading(() if root is None else rows(root), file, fields, faults)
