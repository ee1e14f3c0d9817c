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
_LABELS = (
    "background introduction context importance rationale objectives? aims? purpose hypothesis methods? design setting"
    " participants patients subjects interventions? exposures? measurements? outcomes? results? findings conclusions?"
    " discussion interpretation significance limitations? funding"
)
_CHINESE = "\u80cc\u666f|\u76ee\u7684|\u65b9\u6cd5|\u7ed3\u679c|\u7d50\u679c|\u7ed3\u8bba|\u7d50\u8ad6"
_LABEL = re.compile(
    r"(?:(?<=[.!?)\]\u3002] )|(?<=[.\u3002\uff1b\n])|(?<![\s\S]))"
    rf"(?:(?:(?:study|trial|main|materials? and|patients and)[ ])?(?:{'|'.join(_LABELS.split())})"
    r"(?:,[ ](?:and[ ])?[a-z]+|[ ](?:and|&|or)[ ][a-z]+|[ ](?:measures?|registration))*"
    r"(?::(?=\s)|(?-i:(?<=[A-Z]{5})(?= [A-Z])))"
    rf"|(?:\u7814\u7a76)?(?:{_CHINESE})[:\uff1a]|[\u3010\[](?:{_CHINESE})[\u3011\]])",
    re.IGNORECASE,
)
"""What a part of a structured abstract begins with: `Results:`, `RESULTS`; background, aim and the like in Chinese."""
_SURELY = (
    *("Results:", "Result:", "Methods:", "Method:", "Conclusion", "Findings:", "Discussion:"),
    *("RESULT", "METHOD", "CONCLUSION", "FINDINGS", "DISCUSSION", *_CHINESE.split("|")),
)
"""One of these is in each structured abstract, and in few others: it is found out in no time."""
_PARTS = 2
"""Parts that a structured abstract has at least."""
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

    Parts of a structured abstract ("Background: … Results: …") are paragraphs.

    Args:
        abstract: the text.
        uses: names in it; those whose place is wrong, or inside another link, are left out.
        urls: addresses in it.
    """
    spans = chain(_parts(abstract), mathml.formulas(abstract), _urls(abstract, urls), _names(abstract, uses))
    pieces: list[str] = []
    end = 0
    for start, stop, shown in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            pieces += [_loose(abstract[end:start]), shown]
            end = stop
    made = "".join((*pieces, _loose(abstract[end:])))
    # blank lines stay paragraph breaks
    return Md("\n\n".join(map(opened, filter(None, map(str.strip, made.split("\n\n"))))))


def _parts(abstract: str) -> Iterator[Span]:
    """Yield a paragraph's break before each part of a structured abstract but the first."""
    if not any(map(abstract.__contains__, _SURELY)):
        return
    labels = [match for match in _LABEL.finditer(abstract) if not match[0][0].islower()]
    if len({match[0].lower() for match in labels}) >= _PARTS:
        yield from ((match.start(), match.start(), Md("\n\n")) for match in labels if match.start())


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
