"""JSON: a list of records, or an object with one somewhere inside."""

import re
from collections.abc import Iterator, Mapping

from papercat.errors import Fault, excerpt
from papercat.readers import jsonl
from papercat.readers.base import Fields, Reading
from papercat.readers.fields import target
from papercat.readers.record import Records

NAME = "json"
DEEP = 8
"""Levels at which records are looked for."""


def looks_like(head: str) -> float:
    """Return how sure it is from the first characters."""
    return 0.7 if re.match(r'\s*(?:\[\s*[\[{"\]]|\{\s*["}])', head) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read every record of the document; a broken document is read as far as its objects are whole."""
    records = Records(file, fields)
    try:
        value = jsonl.decoded(text)
    except ValueError as error:
        first = text.lstrip().partition("\n")[0]
        if first.startswith("{") and not jsonl.goes_on(first) and re.search(r'\n\{\s*"', text):
            # a line each after all, the first of them too long to be recognised
            return jsonl.read(text, file, fields)._replace(format=NAME)
        _salvage(text, records, str(error))
        return records.reading(NAME)
    for record in _records(value, fields):
        if isinstance(record, Mapping):
            records.take(record)
        else:
            records.number += 1
            raw = excerpt(str(record))
            records.faults.append(Fault(file=file, reason=f"record {records.number} is no object", raw=raw))
    return records.reading(NAME)


def _records(value: object, fields: Fields) -> Iterator[object]:
    """Yield the records of a document: the entries of the list, the object itself, or the best list inside."""
    if isinstance(value, list):
        yield from value
    elif isinstance(value, Mapping):
        if _titled(value, fields):
            yield value
            return
        lists = list(_lists(value, fields))
        # objects by key ({"paper1": {…}, "paper2": {…}}) are records, too
        inner = [{"id": key, **entry} for key, entry in value.items() if isinstance(entry, Mapping)]
        if not lists and any(_titled(entry, fields) for entry in inner):
            yield from inner
        elif lists:
            for found in lists:
                yield from found
        else:
            yield value
    else:
        yield value


def _lists(value: Mapping[str, object], fields: Fields, depth: int = 0) -> Iterator[list[object]]:
    """Yield the lists inside that hold at least one record with a title."""
    for entry in value.values():
        if isinstance(entry, list) and any(isinstance(e, Mapping) and _titled(e, fields) for e in entry):
            yield entry
        elif isinstance(entry, Mapping) and depth < DEEP:
            yield from _lists(entry, fields, depth + 1)


def _titled(value: Mapping[str, object], fields: Fields) -> bool:
    # "name" alone titles many things: an author, a venue, the whole list
    return any(goal.field == "title" and goal.rank < 2 for goal in (target(str(k), fields) for k in value)) or (  # noqa: PLR2004
        any(target(str(key), fields).field == "title" for key in value)
        and any(target(str(key), fields).field in {"abstract", "authors"} for key in value)
    )


def _salvage(text: str, records: Records, reason: str) -> None:
    """Read the whole objects of a broken document, and say where it breaks."""
    good = 0
    # a document that is cut off still has its first records, each as the text between its braces
    for start, end in _objects(text):
        try:
            value = jsonl.decoded(text[start:end])
        except ValueError:
            continue
        if isinstance(value, Mapping) and _titled(value, {}):
            good += 1
            records.take(value, text.count("\n", 0, start) + 1, text[start:end])
    note = f"no JSON: {reason}"
    guess = f"{good} whole records were read; the file may be cut off" if good else ""
    records.faults.append(Fault(file=records.file, reason=note, guess=guess, raw=jsonl.public(text)[-500:]))


def _objects(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each object of the second level (a list's entries), without parsing what is inside."""
    depth, start, quoted = 0, -1, False
    base = 1 if text.lstrip().startswith("[") else 2
    for match in re.finditer(r'\\.|["{}\[\]]', text, re.DOTALL):
        mark = match[0]
        if mark == '"':
            quoted = not quoted
        elif quoted or len(mark) > 1:
            continue
        elif mark in "{[":
            if mark == "{" and depth == base:
                start = match.start()
            depth += 1
        else:
            depth -= 1
            if mark == "}" and depth == base and start >= 0:
                yield start, match.end()
                start = -1
