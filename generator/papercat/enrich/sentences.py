"""Cut text into sentences."""

import re
from functools import lru_cache

Span = tuple[int, int]

_END = re.compile(r"[.!?][\"')\]\u2019\u201d]*\s+(?=[\"'(\[\u201c\u2018]*[A-Z0-9À-Þ$\\])")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|et al|resp|approx|ca|Fig|Figs|Eq|Eqs|Sec|Tab|Ref|Refs|No|Nos|Dr|Prof|Mr|Mrs|Ms|St"
    r"|spp?|w\.r\.t|a\.k\.a|i\.i\.d|U\.S|viz|incl|Vol|pp?)|\b[A-Z])\.$"
)
"""Words that end with a dot inside a sentence; also initials."""


@lru_cache(maxsize=1 << 12)
def spans(text: str) -> tuple[Span, ...]:
    """Return start and end of each sentence, in order and without the white space between them."""
    cuts: list[Span] = []
    start = 0
    for end in _END.finditer(text):
        if not _SHORT.search(text, max(start, end.start() - 8), end.start() + 1):
            cuts.append((start, end.end()))
            start = end.end()
    cuts.append((start, len(text)))
    return tuple(span for begin, stop in cuts if (span := _stripped(text, begin, stop))[0] < span[1])


def around(text: str, at: int) -> Span:
    """Return the sentence that holds the character `at`, or the whole text."""
    return next((span for span in spans(text) if span[0] <= at < span[1]), (0, len(text)))


def _stripped(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return start + lead, start + len(piece.rstrip())
