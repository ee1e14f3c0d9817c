"""Records whose lines begin with a tag: MEDLINE, EndNote's `%` tags, Web of Science, RefWorks, RePEc's ReDIF.

RIS is read by a library of its own. Each dialect says here where a record begins and how a tag looks, and beside this
file what its tags mean.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from papercat.readers.base import Fields, Format, Reading
from papercat.readers.rows import Row, reading
from papercat.readers.tagged import managers, medline
from papercat.readers.tagged.pairs import Pair


class Dialect(NamedTuple):
    """How the records of one format are told from one another and from other text."""

    name: str
    looks: re.Pattern[str]
    """The beginning of a file."""
    first: re.Pattern[str]
    """The beginning of a record."""
    tag: re.Pattern[str]
    """A tag and its value, a line."""
    row: Callable[[list[Pair]], dict[str, object]]
    lists: frozenset[str] = frozenset()
    """Tags of which each further line is another value; else it goes on with the value."""
    frame: re.Pattern[str] = re.compile(r"\s*")
    """A line that tells nothing."""


DIALECTS = (
    Dialect(
        "medline",
        looks=re.compile(r"\s*(?:PMID- \d|OWN - )"),
        first=re.compile(r"^PMID- |^OWN - ERIC", re.MULTILINE),
        tag=re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)"),
        row=medline.row,
    ),
    Dialect(
        "endnote",
        looks=re.compile(r"\s*%0 [A-Z][\s\S]{0,9000}^%[TB] \S", re.MULTILINE),
        first=re.compile(r"^%0 ", re.MULTILINE),
        tag=re.compile(r"%(\S)(?:\s+(.*))?"),
        row=managers.endnote,
        lists=frozenset("K"),
    ),
    Dialect(
        "web-of-science",
        looks=re.compile(r"\s*(?:FN (?:Clarivate|Thomson|ISI)|PT [JCBSP]\s*\n|PT\tAU\t)"),
        first=re.compile(r"^PT [JCBSP]\s*$", re.MULTILINE),
        tag=re.compile(r"([A-Z][A-Z0-9])(?: (.*))?"),
        row=managers.web_of_science,
        lists=frozenset({"AU", "AF", "BE"}),
        frame=re.compile(r"\s*|(?:FN|VR) .*|E[RF]\s*"),
    ),
    Dialect(
        "refworks",
        looks=re.compile(r"\s*RT [A-Z][\s\S]{0,9000}^T1 \S", re.MULTILINE),
        first=re.compile(r"^RT (?=[A-Z])", re.MULTILINE),
        tag=re.compile(r"([A-Z][A-Z0-9]|vo)(?: (.*))?"),
        row=managers.refworks,
        frame=re.compile(r"\s*|ER\s*"),
    ),
    Dialect(
        "redif",
        looks=re.compile(r"\s*(?:#[^\n]*\n\s*)*Template-Type: *ReDIF", re.IGNORECASE),
        first=re.compile(r"^Template-Type:", re.MULTILINE | re.IGNORECASE),
        tag=re.compile(r"([A-Za-z][A-Za-z0-9-]*): *(.*)"),
        row=managers.redif,
        frame=re.compile(r"\s*|#.*"),
    ),
)


def _format(dialect: Dialect) -> Format:
    def looks_like(text: str) -> float:
        return 0.95 if dialect.looks.match(text) else 0.0

    def read(text: str, file: str, fields: Fields) -> Reading:
        return reading(_rows(text, dialect), file, fields)

    return Format(dialect.name, looks_like, read)


def _rows(source: str, dialect: Dialect) -> Iterator[Row]:
    if source.lstrip("\ufeff").startswith("PT\t"):
        yield from _table(source, dialect)
        return
    starts = [match.start() for match in dialect.first.finditer(source)]
    before = source[: starts[0]] if starts else source
    stray = [line for line in before.split("\n") if not dialect.frame.fullmatch(line)]
    if stray:
        yield Row(1, reason="text that belongs to no record", raw="\n".join(stray))
    line = before.count("\n") + 1
    for start, end in pairwise([*starts, len(source)]):
        # a fault shows the row: the text holds what is private, too
        yield Row(line, {name: told for name, told in dialect.row(_pairs(source[start:end], dialect)).items() if told})
        line += source.count("\n", start, end)


def _table(source: str, dialect: Dialect) -> Iterator[Row]:
    """Yield the records of a table with tags for names of columns."""
    tags, *lines = (line.split("\t") for line in source.lstrip("\ufeff").split("\n"))
    for number, cells in enumerate(lines, 2):
        named = zip((tag.strip() for tag in tags), (cell.strip() for cell in cells), strict=False)
        pairs = [
            Pair(tag, part) for tag, cell in named for part in (cell.split("; ") if tag in dialect.lists else [cell])
        ]
        if any(cell for _, cell in pairs):
            yield Row(number, {name: told for name, told in dialect.row(pairs).items() if told})


def _pairs(record: str, dialect: Dialect) -> list[Pair]:
    found: list[Pair] = []
    for line in record.split("\n"):
        if dialect.frame.fullmatch(line):
            continue
        if match := dialect.tag.fullmatch(line.rstrip()):
            found.append(Pair(match[1], (match[2] or "").strip()))
        elif found and found[-1].tag in dialect.lists:
            found.append(Pair(found[-1].tag, line.strip()))
        elif found:
            found[-1] = Pair(found[-1].tag, f"{found[-1].value} {line.strip()}".strip())
    return found


FORMATS = tuple(map(_format, DIALECTS))
