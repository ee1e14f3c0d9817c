"""CSV and TSV: a header, then one record a row; whatever stands between the columns."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from papercat.errors import Fault, excerpt
from papercat.readers.base import Fields, Reading
from papercat.readers.fields import DECISIONS, DROP, bare, is_refused, misspelt, target
from papercat.readers.record import Records

NAME = "csv"
DELIMITERS = ",;\t|"
EXCEL = re.compile(r'"?sep=.?"?', re.IGNORECASE)
"""How Excel says what stands between the columns, in a line of its own."""
CAPTION = 8
"""Lines at the beginning among which the header is looked for."""
ROW_LINES = 2000
"""Lines that one row may span; an open quote must not cost the square of the file."""
# the module's own limit of 131,072 characters a field is less than a table of contents takes
csv.field_size_limit(8_000_000)


class Form(NamedTuple):
    """How the rows of a table are made."""

    delimiter: str
    width: int
    """Columns."""
    private: int | None
    """Place of the first column that nobody is to see."""

    def shown(self, line: str) -> str:
        """Return a line as far as it may be seen: faults are published, too."""
        if self.private is None:
            return line
        return self.delimiter.join([*line.split(self.delimiter)[: self.private], "…"])


def looks_like(head: str) -> float:
    """Return how sure it is: a first line whose columns are names that we know, or one below a caption."""
    lines = head.split("\n", CAPTION + 1)[: CAPTION + 1]
    first = lines[_start(lines, {})]
    _, names = _header(first)
    known = [target(name, {}).field for name in names]
    if len(names) < 2 or len(first) > 10_000:  # noqa: PLR2004 - one column is plain text
        return 0.0
    if "title" in known:
        return 0.9
    return 0.5 if sum(map(bool, known)) >= 2 or any(map(misspelt, names)) else 0.0  # noqa: PLR2004 - one may be chance


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read a record a row; a row that does not fit the header is a fault, and the next line goes on."""
    lines = text.splitlines(keepends=True)
    start = _start(lines[: CAPTION + 1], fields)
    delimiter, names = _header(lines[start] if lines else "", fields)
    records = Records(file, fields)
    if not any(target(name, fields).field == "title" for name in names):
        records.faults.append(_untitled(names, file, start + 1))
        return records.reading(NAME)
    for line, caption in enumerate(lines[:start], 1):
        if _is_filled(caption):
            records.faults.append(
                Fault(file=file, line=line, reason="no row, above the header", raw=excerpt(caption), kept=True)
            )
    refused = 0
    private = next((place for place, name in enumerate(names) if target(name, fields).field == DROP), None)
    for line, row in _rows(lines, start + 1, Form(delimiter, len(names), private), records):
        record = {name: value for name, value in zip(names, row, strict=False) if value}
        if any(is_refused(name, value) for name, value in record.items() if name not in fields):
            refused += 1
            continue
        records.take(record, line, "" if private is not None else "".join(lines[line - 1 : line]))
    if refused:
        records.faults.append(_left_out(refused, names, file))
    return records.reading(NAME)


def _start(lines: Sequence[str], fields: Fields) -> int:
    """Return the place of the header: the first line that is not blank, or one below a caption that names a title."""
    filled = [place for place, line in enumerate(lines) if _is_filled(line)]
    for place in filled[:CAPTION]:
        if len(lines[place]) < 10_000:  # noqa: PLR2004 - no header is as long
            known = [target(name, fields).field for name in _header(lines[place], fields)[1]]
            if "title" in known and len([*filter(None, known)]) > 1:
                return place
    return filled[0] if filled else 0


def _is_filled(line: str) -> bool:
    return bool(line.strip(f" {DELIMITERS}\n")) and not EXCEL.fullmatch(line.strip())


def _header(line: str, fields: Fields | None = None) -> tuple[str, list[str]]:
    """Return the delimiter under which most columns have a known name, and the names, each once."""
    best: tuple[int, int, str, list[str]] = (-1, 0, ",", [])
    for delimiter in DELIMITERS:
        try:
            names = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
        except csv.Error:
            continue
        known = sum(bool(target(name, fields or {}).field) for name in names)
        best = max(best, (known, len(names), delimiter, names), key=lambda choice: choice[:2])
    made: list[str] = []
    for place, name in enumerate(best[3]):
        name = name.strip() or f"column {place + 1}"  # noqa: PLW2901 - the cleaned name
        made.append(f"{name} {place + 1}" if name in made else name)
    return best[2], made


def _rows(lines: list[str], start: int, form: Form, records: Records) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with its first line; after a bad one go on at the next line, so that no neighbour is lost."""
    place = start
    while place < len(lines):
        first = place
        reader = csv.reader(islice(lines, place, place + ROW_LINES), delimiter=form.delimiter, strict=True)
        reason = ""
        try:
            for row in reader:
                line, place = place + 1, first + reader.line_num
                if len(row) > form.width and any(cell.strip() for cell in row[form.width :]):
                    reason = f"the row has {len(row)} fields, the header {form.width}"
                    place = line - 1
                    break
                if any(cell.strip() for cell in row):
                    yield line, row
        except csv.Error as error:
            reason = f"no row: {error}"
        if reason:
            guess = "a text with the delimiter or a quote in it stands in double quotes, its own quotes doubled"
            fault = Fault(
                file=records.file, line=place + 1, reason=reason, guess=guess, raw=excerpt(form.shown(lines[place]))
            )
            records.faults.append(fault)
            records.number += 1
            place += 1


def _left_out(count: int, names: list[str], file: str) -> Fault:
    column = next(name for name in names if bare(name) in DECISIONS)
    reason = f"{count} papers" if count > 1 else "1 paper"
    guess = f"send {column!r} to extra in the settings' field map to publish what was rejected, too"
    return Fault(file=file, reason=f"{reason} left out as rejected or withdrawn by {column!r}", guess=guess)


def _untitled(names: list[str], file: str, line: int) -> Fault:
    near = next((name for name in names if misspelt(name) == "title"), "")
    guess = f"found {near!r}: did you mean 'title'?" if near else f"found {', '.join(map(repr, names[:12]))}"
    return Fault(file=file, line=line, reason=f"no field 'title' in the header of {file}", guess=guess)
