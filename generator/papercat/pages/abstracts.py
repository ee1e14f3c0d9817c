"""Abstracts as readers see them: links at names and URLs, and the one sentence that says what is new."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from papercat.insight import FoundLink
from papercat.outputs import mathml
from papercat.render import BLANK, Md, destination, inline, link, opened, shorten

_END = re.compile(r"[.!?]\s+(?=[A-Z(\"'])")
_TELLING = re.compile(
    r"\b(?:we|this (?:paper|work|article|study|survey))\b.{0,40}?\b(?:introduc|propos|present|develop|describ|show"
    r"|demonstrat|stud|investigat|explor|examin|address|build|release|design|revisit|analy[sz])",
    re.IGNORECASE | re.DOTALL,
)
GIST = 220
"""Characters of an abstract that a card shows, at most."""

FIRST = -2
"""In place of an offset: the first place where the words stand by themselves."""

Span = tuple[int, int, Md]
"""Start, end and what is shown there."""


def gist(abstract: str) -> str:
    """Return the sentence that says what the paper does, else the first one, shortened at a word."""
    text = abstract[:4000]
    first = next(_sentences(text))
    return shorten(next(filter(_TELLING.search, _sentences(text)), first), GIST)


def _sentences(text: str) -> Iterator[str]:
    start = 0
    for end in _END.finditer(text):
        yield text[start : end.start() + 1]
        start = end.end()
    yield text[start:]


class Use(NamedTuple):
    """A name in an abstract."""

    surface: str
    """The words as they stand there."""
    start: int
    """Their offset, or `FIRST`."""
    to: str
    """Where the name leads."""


def linked(abstract: str, uses: Iterable[Use], urls: Iterable[FoundLink]) -> Md:
    """Return the abstract as Markdown: a link at the first use of each name and at each URL, formulas typeset.

    Args:
        abstract: the text.
        uses: names in it; those whose place is wrong, or inside another link, are left out.
        urls: addresses in it.
    """
    spans = chain(mathml.formulas(abstract), _urls(abstract, urls), _names(abstract, uses))
    pieces: list[str] = []
    end = 0
    for start, stop, shown in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            pieces += [_loose(abstract[end:start]), shown]
            end = stop
    made = "".join((*pieces, _loose(abstract[end:])))
    # blank lines stay paragraph breaks
    return Md("\n\n".join(opened(paragraph.strip()) for paragraph in made.strip().split("\n\n")))


def _loose(piece: str) -> str:
    """Escape a piece of an abstract; blank lines in it stay."""
    return "\n\n".join(map(inline, BLANK.split(piece))) if "\n" in piece else inline(piece)


def _urls(abstract: str, found: Iterable[FoundLink]) -> Iterator[Span]:
    for each in found:
        end = each.start + len(each.surface)
        if each.field == "abstract" and each.start >= 0 and abstract[each.start : end] == each.surface:
            yield each.start, end, link(inline(each.surface), destination(each.link.url))


def _names(abstract: str, uses: Iterable[Use]) -> Iterator[Span]:
    for surface, start, to in uses:
        at = _first(abstract, surface) if start == FIRST else start
        end = at + len(surface)
        if at >= 0 and abstract[at:end] == surface:
            yield at, end, link(inline(surface), to)


def _first(abstract: str, surface: str) -> int:
    """Return where a name that the title has stands in the abstract as a word of its own, or -1."""
    start = abstract.find(surface) if surface else -1
    while start >= 0:
        around = abstract[start - 1 : start] + abstract[start + len(surface) : start + len(surface) + 1]
        if not any(char.isalnum() or char == "-" for char in around):
            return start
        start = abstract.find(surface, start + 1)
    return -1
