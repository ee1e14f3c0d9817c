"""Cut text into sentences."""

import re
from collections.abc import Iterator
from functools import lru_cache

Span = tuple[int, int]

_FIRST = r"[\"'(\[\u201c\u2018]*[A-Z0-9À-Þ$\\\u0391-\u03a9\u0410-\u042f\uac00-\ud7af]"
"""What a sentence begins with: capitals of three scripts, Hangul, which has none, figures, formulas."""
_END = re.compile(rf"([.!?][\"')\]\u2019\u201d]*)\s+(?={_FIRST})")
_ANY_END = re.compile(
    rf"([.!?][\"')\]\u2019\u201d]*(?=\s+{_FIRST})|[\u3002\uff01\uff1f][\u300d\u300f\uff09\u201d\u2019]*)"
    r"\s*(?=\S)"
)
"""The same, and the ends of Chinese and Japanese, which no space follows."""
_WIDE = ("\u3002", "\uff01", "\uff1f")
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|et al|resp|approx|ca|Fig|Figs|Eq|Eqs|Sec|Tab|Ref|Refs|No|Nos|Dr|Prof|Mr|Mrs|Ms|St"
    r"|spp?|w\.r\.t|a\.k\.a|i\.i\.d|U\.S|viz|incl|Vol|pp?)|\b[A-Z])\.$"
)
"""Words that end with a dot inside a sentence; also initials."""

_WORDS = (
    "cf vs etc al resp approx ca viz incl Vol sp spp pp St Ms Mrs Mr Prof Dr Nos No Refs Ref Tab Sec Eqs Eq Figs Fig"
)
_PLAIN_SHORT = frozenset(_WORDS.split())
_LONGEST = 8


@lru_cache(maxsize=1 << 12)
def spans(text: str) -> tuple[Span, ...]:
    """Return start and end of each sentence, in order and without the white space between them."""
    cuts: list[Span] = []
    start = len(text) - len(text.lstrip())
    for end in _ends(text):
        if not _is_short(text, start, end.start()):
            cuts.append((start, end.end(1)))
            start = end.end()
    if start < (stop := len(text.rstrip())):
        cuts.append((start, stop))
    return tuple(cuts)


def _ends(text: str) -> Iterator[re.Match[str]]:
    """Yield where sentences may end; most texts have nothing but dots, which are found in less time than signs."""
    if not text.isascii() and any(map(text.__contains__, _WIDE)):
        yield from _ANY_END.finditer(text)
        return
    if "!" in text or "?" in text:
        yield from _END.finditer(text)
        return
    at = text.find(".")
    while at >= 0:
        if end := _END.match(text, at):
            yield end
        at = text.find(".", at + 1)


def _is_short(text: str, start: int, dot: int) -> bool:
    """Tell whether the dot is that of a short word rather than a sentence's."""
    word = text[max(start, dot - _LONGEST) : dot].rpartition(" ")[2]
    # most sentences end with a plain word, and the long pattern is for the others
    if len(word) > 1 and word.isalpha() and word not in _PLAIN_SHORT:
        return False
    return _SHORT.search(text, max(start, dot - 8), dot + 1) is not None


def around(text: str, at: int) -> Span:
    """Return the sentence that holds the character `at`, or the whole text."""
    return next((span for span in spans(text) if span[0] <= at < span[1]), (0, len(text)))
