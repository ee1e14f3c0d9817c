"""Where each reference of a list begins and ends."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from papercat.readers.references.bibitems import bibitems

HEADING = re.compile(
    r"\W*(?:\d+\.? )?(?:references?(?: cited| list)?|bibliograph(?:y|ie)|works cited"
    r"|literature(?: cited)?|literatur(?:verzeichnis)?"
    r"|notes|endnotes|footnotes|sources|selected publications|publications|reading list|further reading)\W*",
    re.IGNORECASE,
)
MARK = re.compile(
    r"\s*(?:\[(\d{1,4}|[A-Za-z+]{1,8}\d\d[a-z]?)\]|\((\d{1,4})\)|(\d{1,4})[.)]|(\d{1,4})(?=\s+[A-Z\u201c\"]))\s+"
)
LABEL = re.compile(r"^\s*(?:MLA|APA|Chicago|Harvard|Vancouver|ISO 690|Turabian|AMA)\s*(?:[\t:]\s*|$)")
"""The style of a citation, as Google Scholar says before it."""
PAGE = re.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?", re.IGNORECASE)
"""The number of a page, between two of them."""
BULLET = re.compile(r"\s*[-*\u2022\u25aa\u25cf\u00b7+]\s+")
ENDED = re.compile(r"[.)\]\d/\u201d]$|(?:https?://|www\.|10\.\d{4,}/)\S+$")
WIDTH = 200
"""Characters at the end of a line that are looked at."""
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|forthcoming|in press|n\.d\.", re.IGNORECASE)
BEGINS = re.compile(
    r"[\u2014\u2013_-]{3}"
    r"|(?:(?:van|von|de|der|den|la|le|di|da|el|al)[ -])*[^\W\d_a-z][\w'\u2019-]+(?: [\w'\u2019-]+){0,5}?"
    r"(?:, (?![A-Z]{2}\b|[^,.]{2,30}: )[^\W\d_a-z]| [^\W\d_a-z]{1,3}[,.]|\. \()"
    r"|[^\W\d_a-z]\. ?(?:[^\W\d_a-z]\. ?)*[^\W\d_a-z]\w|(?:[^\W\d_a-z][\w'\u2019.-]*,? (?:and )?)+[\"\u201c(]"
    r"|[^\W\d_a-z][^.(]{4,120}\.? \((?:1[5-9]|20)\d\d"
)
"""How a reference begins: with people, in one of the usual orders."""


class Entry(NamedTuple):
    """The text of one reference."""

    line: int
    """Its first line, counted from 1."""
    text: str


def entries(text: str) -> list[Entry]:
    """Return the references of a text, white space folded, without numbers and bullets."""
    if r"\bibitem" in text:
        return [Entry(line, told) for line, told in bibitems(text)]
    lines = [(number, line.rstrip()) for number, line in enumerate(text.split("\n"), 1)]
    kept = [
        (number, LABEL.sub("", line, count=1)) for number, line in lines if not HEADING.fullmatch(line.lstrip("#*= "))
    ]
    marks = sum(bool(MARK.match(line) or BULLET.match(line)) for _, line in kept)
    filled = sum(bool(line.strip()) for _, line in kept)
    parts = _marked(kept) if marks > 1 and 4 * marks >= filled else _unmarked(kept)
    return [Entry(line, " ".join(said.split())) for line, said in parts if said.strip()]


def _marked(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Join lines up to the next number or bullet."""
    start, parts = 0, list[str]()
    for number, line in lines:
        if mark := MARK.match(line) or BULLET.match(line):
            yield start, " ".join(parts)
            start, parts = number, [line[mark.end() :]]
        elif line.strip():
            parts.append(line)
    yield start, " ".join(parts)


def _unmarked(lines: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Join lines until what is there is whole and the next one begins with people, further to the left."""
    start, parts = 0, list[str]()
    dated, blank = False, False
    for number, line in lines:
        told = line.strip()
        if PAGE.fullmatch(told):
            continue
        if told and parts and not line.startswith((" ", "\t")):
            whole = dated and ENDED.search(parts[-1][-WIDTH:]) and BEGINS.match(told)
            if blank or whole:
                yield start, " ".join(parts)
                parts, dated = [], False
        if told:
            start = start if parts else number
            parts.append(told)
            dated = dated or bool(YEAR.search(told))
        blank = not told
    yield start, " ".join(parts)
