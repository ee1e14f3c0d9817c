"""Where in a paper names may begin: all that finding a dictionary's names needs to look at.

Names begin with a word that has a capital, a digit, a sign or a hyphen, but for well-known ones that are written in
small letters.
"""

from array import array
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from papercat.enrich.names import known, shape

_HYPHENS = "-\u2010\u2011\u2013@^"


class Spots(NamedTuple):
    """Places of a paper, packed: two bytes each in the order of the machine."""

    title: bytes
    abstract: bytes


def packed(places: Iterable[int]) -> bytes:
    """Return places as bytes; those beyond the reach of two bytes are left out."""
    return array("H", [place for place in places if place < 1 << 16]).tobytes()


def places(of: bytes) -> Sequence[int]:
    """Return places from bytes."""
    return array("H", of)


def every(text: str) -> list[int]:
    """Return where any word begins."""
    return [match.start() for match in shape.TOKEN.finditer(text)]


def find(text: str, plain: str, said: AbstractSet[str], words: Sequence[shape.Word]) -> bytes:
    """Return where names may begin in a text.

    Args:
        text: where to look.
        plain: the text as `evidence.plain` gives it.
        said: the words of that.
        words: those of the text that are more than small letters.
    """
    found = [word.start for word in words]
    for word in _small() & said:
        at = plain.find(f" {word} ")
        while at >= 0:
            # a word inside a hyphenated one is none
            if at == 0 or text[at - 1] not in _HYPHENS:
                found.append(at)
            at = plain.find(f" {word} ", at + 1)
    return packed(sorted(set(found)))


@lru_cache(maxsize=1)
def _small() -> frozenset[str]:
    """Return the first words, in singular and plural, of the well-known names that may begin with a small letter."""
    texts = {spelling.text for entry in known.names() for spelling in entry.spellings}
    firsts = {
        shape.parts(text.split()[0])[0].lower() for text in texts if " " in text or "-" in text or text == text.lower()
    }
    return frozenset(firsts | {f"{word}s" for word in firsts})
