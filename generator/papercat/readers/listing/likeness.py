# ruff: noqa: RUF001 - signs that look alike are what this is about
"""How much a paragraph looks like a title or an abstract: small sums of features, about -8 to 4.

Nothing here knows a page's layout; one paragraph is judged by itself, two by the words they share.
"""

import re
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SENTENCE_END = re.compile(r"[.!?。！？]['\"”’)\]]*(?=\s+[\"“(]?[A-Z0-9]|\s*$)|[。！？]")
CUES = re.compile(
    r"\b(?:we|our|this (?:paper|work|study|article|survey)|in this|propose[sd]?|however|results?)\b", re.IGNORECASE
)
GOES_ON = re.compile(
    r"(?:however|moreover|furthermore|additionally|finally|specifically|experiment(?:s|al)|extensive|overall|"
    r"results?|methods?|conclusions?|background|objectives?|code|to (?:address|tackle|this end)|"
    r"we (?:further|also|show|find|demonstrate|evaluate|release|hope)|"
    r"our (?:results?|experiments?|method|code|model|approach|findings))\b",
    re.IGNORECASE,
)
"""How a paragraph begins that continues another; no abstract begins so."""
_COMMON = """
about across also among and are based been between both can does each for from has have how into its more most
new not our over such than that the their then there these they this through towards toward two using via was
well were what when where which while will with without learning model models method methods approach data
neural networks network
"""
COMMON = frozenset(_COMMON.split())
"""Words that say nothing about what a paper is about."""
NAME = r"(?:[^\W\d_a-z][\w'’.-]*|de|van|von|der|den|la|le|el|al|bin|di|da|dos|du)"
PERSON = rf"{NAME}(?:\s+{NAME}){{0,4}}[\d*†‡§]*(?:\s*\([^()]{{2,60}}\))?"
PEOPLE = re.compile(rf"{PERSON}(?:\s*(?:,|;|·|\band\b|&)+\s*(?:{PERSON})?)+(?:\s*\(?et al\.?\)?)?")


class Looks(NamedTuple):
    """What one paragraph looks like."""

    title: float
    abstract: float
    words: int
    whole: bool
    """Ends as a sentence does."""
    goes_on: bool
    """May continue the paragraph before."""


@lru_cache(maxsize=65_536)
def looks(text: str) -> Looks:
    """Judge one paragraph."""
    words = WORD.findall(text)
    count = len(words) + len(WIDE.findall(text)) // 3
    ends = len(SENTENCE_END.findall(text))
    whole = bool(re.search(r"[.!?。！？][\"'”’)\]]*$", text))
    capital = capitals(text)
    cues = min(2, len(CUES.findall(text)))
    abstract = _abstract_length(count) + min(2, ends) - (0 if whole else 1) + cues - 2 * max(0.0, capital - 0.4)
    title = _title_length(count) + 2 * capital - (1 if ends and not text.endswith(("?", "!")) else 0) - ends - cues
    goes_on = text[:1].islower() or bool(GOES_ON.match(text))
    return Looks(max(-8.0, title), max(-8.0, abstract), count, whole, goes_on)


def capitals(text: str) -> float:
    """Return the share of words after the first that begin with a capital; small words, which never do, apart."""
    long_words = [word for word in WORD.findall(text)[1:] if len(word) > 3]  # noqa: PLR2004 - "of", "and"
    return sum(word[0].isupper() for word in long_words) / len(long_words) if long_words else 0.5


def _abstract_length(words: int) -> float:
    """Score a length for an abstract: sure from 60 words on, impossible below 6."""
    return min(3.0, (words - 30) / 10) if words > 12 else -4.0  # noqa: PLR2004 - the bends of a curve


def _title_length(words: int) -> float:
    """Score a length for a title: best from 4 to 16 words, unlikely above 30."""
    if words < 4:  # noqa: PLR2004 - the bends of a curve
        return -1.5 if words < 2 else -0.5  # noqa: PLR2004
    return 1.0 if words <= 16 else 1.0 - (words - 16) / 6  # noqa: PLR2004


def is_people(text: str) -> bool:
    """Say whether this is a list of names: `Ann Lee, Bo Chen and Carla Díaz`."""
    return len(text) < 3000 and bool(PEOPLE.fullmatch(text))  # noqa: PLR2004 - no byline is longer


def shared(title: str, abstract: str) -> float:
    """Return the share of the title's telling words that the abstract uses, 0 to 1; stems are cut to five letters."""
    telling = _stems(title)
    return len(telling & _stems(abstract)) / len(telling) if telling else 0.0


@lru_cache(maxsize=65_536)
def _stems(text: str) -> frozenset[str]:
    words = (word for whole in WORD.findall(text.lower()) for word in {whole, *whole.split("-")})
    return frozenset(word[:5] for word in words if len(word) > 2 and word not in COMMON)  # noqa: PLR2004 - "of", "an"
