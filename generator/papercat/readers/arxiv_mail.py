r"""arXiv's daily listing e-mails, plain text.

Format: https://info.arxiv.org/help/subscribe.html. An entry is `\\`, a head of `Key: value` lines, `\\`, the abstract
(new papers only), `\\\\ ( URL , size )`.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from papercat.readers.arxiv import key, standing
from papercat.readers.base import Fields, Format, Reading
from papercat.readers.rows import Row, reading
from papercat.readers.values import mail_day

ENTRY = re.compile(
    r"^\\\\\n(?P<head>arXiv:(?:(?!\\\\).*\n)+)"  # lines up to the next that begins with two backslashes
    r"\\\\(?: *\( *https?://.*| *\n(?P<abstract>(?:(?!\\\\|-{20}|%%).*\n)*)(?:\\\\ *\( *https?://.*|(?=-{20}|%%)|\Z))",
    re.MULTILINE,
)
START = re.compile(r"^\\\\\narXiv:", re.MULTILINE)
FIELD = re.compile(r"^([A-Z][A-Za-z-]+): *(.*(?:\n[ \t].*)*)", re.MULTILINE)


def looks_like(text: str) -> float:
    """Say how much the text looks like a listing e-mail."""
    return 0.97 if START.search(text) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read new, cross-listed and replaced papers; a replacement has no abstract."""
    return reading(_rows(text), file, fields)


def _rows(source: str) -> Iterator[Row]:
    starts = [match.start() for match in START.finditer(source)]
    for start, end in pairwise([*starts, len(source)]):
        line = source.count("\n", 0, start) + 2
        chunk = source[start:end]
        match = ENTRY.match(chunk)
        if match is None:
            yield Row(line, reason="the entry breaks off", raw=chunk)
        else:
            yield Row(line, _fields(match["head"], match["abstract"] or ""), raw=chunk)


def _fields(head: str, abstract: str) -> dict[str, object]:
    named = {key.lower(): " ".join(value.split()) for key, value in FIELD.findall(head)}
    arxiv = (re.match(r"arXiv:(\S+)", head) or [head, ""])[1]
    return {
        "id": key(arxiv),
        "title": named.get("title", ""),
        "abstract": " ".join(abstract.split()),
        "authors": re.sub(r"\s*\([^()]*\)", "", named.get("authors") or named.get("author", "")),
        "date": mail_day(named.get("date", "").partition("(")[0].strip()),
        "arxiv": arxiv,
        "doi": named.get("doi", ""),
        "venue": named.get("journal-ref", ""),
        "comment": named.get("comments", ""),
        "categories": named.get("categories", "").split(),
        **standing(named.get("comments", ""), " ".join(abstract.split())),
    }


FORMAT = Format("arxiv-mail", looks_like, read)
