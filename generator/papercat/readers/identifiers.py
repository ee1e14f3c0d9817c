"""Plain lists of DOIs and arXiv identifiers, one or more a line, with or without their URLs.

A paper is then known by its identifier only; it gets that for a title until a service tells the real one.
"""

import re
from collections.abc import Iterator

from papercat.readers.base import Fields, Format, Reading
from papercat.readers.rows import Row, reading

ARXIV = r"(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)?(?P<arxiv>\d{4}\.\d{4,5}(?:v\d+)?|[a-z][a-z-]{1,19}(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)(?:\.pdf)?"
DOI = r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(?P<doi>10\.\d{4,9}/[^\s,;\"<>]+)"
ONE = re.compile(rf"(?<![\w./])(?:{DOI}|{ARXIV})(?![\w/])", re.IGNORECASE)
COMMENT = re.compile(r"(?:^|\s)(?:#|//\s|%).*")


def looks_like(text: str) -> float:
    """Say how much the text is a list of identifiers and nothing else."""
    lines = [line for line in (COMMENT.sub("", line).strip() for line in text.splitlines()[:200]) if line]
    alone = sum(not ONE.sub("", line).strip(" ,;-*\t") for line in lines)
    return 0.9 if lines and alone >= 0.8 * len(lines) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the identifiers; a line without one is a fault."""
    return reading(_rows(text), file, fields)


def _rows(source: str) -> Iterator[Row]:
    for number, line in enumerate(source.splitlines(), start=1):
        kept = COMMENT.sub("", line).strip()
        found = list(ONE.finditer(kept))
        for match in found:
            scheme = "doi" if match["doi"] else "arxiv"
            value = match[scheme].rstrip(".")
            title = f"arXiv:{re.sub(r'v[0-9]+$', '', value)}" if scheme == "arxiv" else f"doi:{value.lower()}"
            yield Row(number, {"id": value, "title": title, scheme: value, "untitled": True}, raw=line)
        if kept and not found:
            yield Row(number, reason="no DOI and no arXiv identifier", raw=line)


FORMAT = Format("ids", looks_like, read)
