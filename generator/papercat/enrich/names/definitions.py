"""Pair short forms with their long forms: `long form (SHORT)` and `SHORT (Long Form)`.

After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text" (2003);
beyond it: plurals (`KILTs`), short forms before or beside their long form (`XTR, ConteXtualized Token Retriever,`),
and short forms that quote whole words (`Distilled Sentence Embedding (DSE)`, `PROP` of `… wOrds Prediction`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from papercat.enrich.names import shape

_PAREN = re.compile(r"\(\s*(?:[\"'\u201c`]*)([^()]{2,90}?)(?:[\"'\u201d`]*)\s*(?:[,;:][^()]*)?\)")
_BESIDE = re.compile(
    r",\s+(?:(?:an?|the|our)\s+)?"
    r"([A-Z][\w-]*(?:\s(?:[A-Z][\w-]*|of|for|and|in|with|the|from|to|on|via))*\s[A-Z][\w-]*)"
)
_LAST = re.compile(r"(?<![\w-])[A-Z][\w+-]{1,14}$")
_SHORT = re.compile(r"[A-Za-z0-9][\w+*./&-]{0,14}")
_APART = re.compile(r"[.;:!?()]\s|\s[\u2013\u2014-]\s")
_WORDS = (re.compile(r"[^\W_]+"), re.compile(r"[^\W_][^\s]*"))
"""What a word is: each part of a hyphenated one, or the whole."""
_ARTICLE = re.compile(r"(?:an?|the|our|we|which|that|e\.g|i\.e|see|in|for|with|on) ", re.IGNORECASE)
"""What an aside begins with rather than a long form."""
_LONG_WORDS = 10
_SMALL = {"of", "for", "and", "the", "in", "on", "with", "to", "a", "an", "by", "from", "or", "via", "at"}


class Definition(NamedTuple):
    """A short form and what it stands for."""

    short: str
    """Without plural s."""
    long: str
    plural: bool
    """The short form stood in the plural: it means a class of things."""
    short_first: bool
    """Written `SHORT (Long Form)`, as people write proper names."""
    start: int
    """Where the whole begins in the text."""
    end: int
    short_at: int
    """Where the short form stands."""


def find(text: str) -> Iterator[Definition]:
    """Yield the definitions in a text, in order."""
    for match in _PAREN.finditer(text):
        definition = _long_before(text, match) or _short_before(text, match)
        if definition:
            yield definition
    for match in _BESIDE.finditer(text):
        last = _LAST.search(text, max(0, match.start() - 16), match.start())
        good = last and shape.is_named(last[0]) and last[0] not in match[1].split()
        if last and good and (_align(last[0], match[1]) == 0 or _spells(last[0], match[1])):
            at = last.start()
            yield Definition(last[0], match[1], plural=False, short_first=True, start=at, end=match.end(), short_at=at)


def _long_before(text: str, match: re.Match[str]) -> Definition | None:
    """Read `long form (SHORT)`."""
    inside = match[1].strip()
    if not _SHORT.fullmatch(inside) or not any(c.isupper() for c in inside):
        return None
    short = shape.singular(inside)
    before = text[max(0, match.start() - 160) : match.start()].rstrip()
    before = _APART.split(before)[-1]
    window = " ".join(before.split()[-min(len(short) + 5, len(short) * 2 + 2) :])
    offset = _initials(short, window)
    offset = _align(short, window) if offset is None else offset
    if offset is None:
        return None
    long = window[offset:].strip(" \"'`\u201c\u201d")
    if len(long) <= len(short) or short in long.split() or len(long.split()) > _LONG_WORDS:
        return None
    start = text.rfind(long, 0, match.start())
    at = match.start(1)
    return Definition(
        short, long, inside != short, short_first=False, start=max(start, 0), end=match.end(), short_at=at
    )


def _short_before(text: str, match: re.Match[str]) -> Definition | None:
    """Read `SHORT (Long Form)`."""
    long = match[1].strip()
    before = shape.words(text[max(0, match.start() - 40) : match.start()])
    gap = text[: match.start()].rstrip()
    if not before or len(long.split()) < 2 or not gap.endswith(before[-1].text):  # noqa: PLR2004 - two words at least
        return None
    short = shape.singular(before[-1].text)
    if not shape.is_named(short) or _ARTICLE.match(long) or (_align(short, long) != 0 and not _spells(short, long)):
        return None
    start = len(gap) - len(before[-1].text)
    return Definition(
        short, long, short != before[-1].text, short_first=True, start=start, end=match.end(), short_at=start
    )


def _initials(short: str, long: str) -> int | None:
    """Return where the fewest last words of `long` begin whose initials spell `short`, small words left out or not."""
    letters = list("".join(c.lower() for c in short if c.isalnum()))
    for pattern in _WORDS:
        words = pattern.findall(long)
        large = [number for number, word in enumerate(words) if word.lower() not in _SMALL]
        for numbers in (range(len(words)), large):
            last = numbers[-len(letters) :]
            if [words[number][0].lower() for number in last] == letters:
                return [match.start() for match in pattern.finditer(long)][last[0]]
    return None


def _spells(short: str, long: str) -> bool:
    """Tell whether the long form's capitals have the short form in order: `XTR` in `ConteXtualized Token Retriever`."""
    capitals = iter([c for c in long if c.isupper()])
    return len(short) > 2 and all(c in capitals for c in short if c.isupper())  # noqa: PLR2004 - two letters say little


def _align(short: str, long: str) -> int | None:
    """Return where the long form begins in `long`, or nothing where the letters of `short` do not stand for it.

    From the end, each letter or digit of the short form is sought in the long one; the first must begin a word.
    """
    at = len(long)
    letters = [c.lower() for c in short if c.isalnum()]
    for rank in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (long[at].lower() != letters[rank] or (rank == 0 and at > 0 and long[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return at
