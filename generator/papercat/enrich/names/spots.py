"""Where in a paper names may begin: all that finding a dictionary's names needs to look at.

Names begin with a word that has a capital, a digit, a sign or a hyphen, but for well-known ones that are written in
small letters.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from papercat.enrich.names import cues, known, shape

_HYPHENS = "-\u2010\u2011\u2013@^"
_REACH = 1 << 16


class Marked(NamedTuple):
    """Words of a text with which names may begin, packed: there are millions."""

    starts: bytes
    """Two bytes each in the order of the machine; words beyond their reach are left out."""
    tokens: str
    """The words themselves, spaces between."""

    def read(self) -> Iterator[tuple[int, str]]:
        """Yield where each word begins, and the word."""
        return zip(array("H", self.starts), self.tokens.split(), strict=True)


class Spots(NamedTuple):
    """Words of a paper with which names may begin."""

    title: Marked
    abstract: Marked

    def tokens(self) -> list[str]:
        """Return the words of both."""
        return [*self.title.tokens.split(), *self.abstract.tokens.split()]


def every(text: str) -> list[tuple[int, str]]:
    """Return where any word begins, and the word."""
    return [(match.start(), match[0]) for match in shape.TOKEN.finditer(text)]


def find(text: str, plain: str, said: AbstractSet[str], words: Sequence[shape.Word]) -> Marked:
    """Return the words of a text with which names may begin.

    Args:
        text: where to look.
        plain: the text as `evidence.plain` gives it.
        said: the words of that, or those of them that are among `small`.
        words: those of the text that are more than small letters.
    """
    found = {word.start: word.text for word in words if word.start < _REACH}
    few = len(found)
    mixed = _mixed()
    begins = [at for word in small() & said for at in cues.each(plain, f" {word} ")]
    begins += (
        at for word in words if (at := plain.rfind(" ", 0, word.start)) >= 0 and plain[at + 1 : word.start] in mixed
    )
    for at in begins:
        # a word inside a hyphenated one is none
        if at < _REACH and (at == 0 or text[at - 1] not in _HYPHENS) and (token := shape.TOKEN.match(text, at)):
            found[at] = token[0]
    starts = sorted(found) if len(found) > few else list(found)
    return Marked(array("H", starts).tobytes(), " ".join(map(found.__getitem__, starts)))


@lru_cache(maxsize=1)
def small() -> frozenset[str]:
    """Return the first words of well-known names that may be in small letters altogether, in singular and plural."""
    return _firsts(spelling.text for entry in known.names() for spelling in entry.spellings if spelling.small)


@lru_cache(maxsize=1)
def _mixed() -> frozenset[str]:
    """Return the first words of others that may begin with a small letter but have a capital or digit in another word.

    That is nearly always the second word: `the Pile` is one, `the model` none.
    """
    return _firsts(spelling.text for entry in known.names() for spelling in entry.spellings) - small()


def _firsts(texts: Iterable[str]) -> frozenset[str]:
    several = (text for text in texts if " " in text or "-" in text or text == text.lower())
    firsts = {shape.parts(text.split()[0])[0].lower() for text in several}
    return frozenset(firsts | {f"{word}s" for word in firsts})
