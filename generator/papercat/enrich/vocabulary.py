"""The vocabulary of tags: what ships, merged with the people's own."""

import re
import sys
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import get_args

import msgspec

from papercat.enrich import odd
from papercat.enrich.words import UNSPACED
from papercat.insight import Facet, Tag
from papercat.paths import slug

_SPELLINGS = ((re.compile(r"is(ations?|e|ed|ing)$"), r"iz\1"), (re.compile(r"ell(ing|ed)$"), r"el\1"))
_SAME = {
    "behaviour": "behavior", "behavioural": "behavioral", "colour": "color", "tumour": "tumor", "neighbour": "neighbor",
    "centre": "center", "fibre": "fiber", "dialog": "dialogue", "analyse": "analyze", "grey": "gray", "noise": "noise",
    "likelihood": "likelihood", "precise": "precise", "exercise": "exercise", "supervise": "supervise", "wise": "wise",
    "otherwise": "otherwise", "promise": "promise", "disease": "disease", "series": "series", "species": "species",
    "news": "news", "logistics": "logistics",
}  # fmt: skip
_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+(?:\+\+|#)?")
_CUT = re.compile(rf"(?<=[{UNSPACED}]) (?=[{UNSPACED}])")
_ODD = re.compile(r"[+#]|[^\x00-\x7f]+")
_GAPS = "".join(c if c.isalnum() else " " for c in map(chr, range(128))).encode() + bytes(128)


class _Stems(dict[str, str]):
    """Stems made once; read like a dict, because that is what a word costs."""

    def __missing__(self, word: str) -> str:
        """Stem a new word."""
        made = self[word] = sys.intern(_stemmed(word))
        return made


STEMS = _Stems()


def stem(word: str) -> str:
    """Return a word without case, plural and British spelling: enough for "Modelled Queries" = "modeled query"."""
    return STEMS[word]


def _stemmed(word: str) -> str:
    word = word.casefold()
    if word in _SAME:
        return _SAME[word]
    if word.endswith("ies") and len(word) > 4:  # noqa: PLR2004 - not "lies"
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):  # noqa: PLR2004 - not "bus"
        word = word[:-1]
    if len(word) > 5:  # noqa: PLR2004 - shorter words only look so ("raise", "rise")
        for pattern, to in _SPELLINGS:
            word = pattern.sub(to, word)
    return _SAME.get(word, word)


@lru_cache(maxsize=1 << 16)
def terms(text: str) -> tuple[str, ...]:
    """Return the stems of a phrase; those of a vocabulary are asked for again and again."""
    return tuple(STEMS[word] for word in cut(text))


def cut(text: str) -> list[str]:
    """Return the words of a text; "C++" and "C#" are words, an underscore is a gap.

    Of scripts without spaces each character is a word, so that a phrase is found wherever it stands.
    """
    # what nearly every word is goes the fast way, to the same end
    if text.isascii() and "+" not in text and "#" not in text:
        return _plain(text)
    words: list[str] = []
    for special, piece in odd.apart(text, _ODD):
        words += _WORD.findall(piece) if special else _plain(piece)
    return words


def joined(words: Sequence[str]) -> str:
    """Return words as a text has them."""
    text = " ".join(words)
    return text if text.isascii() else _CUT.sub("", text)


def _plain(text: str) -> list[str]:
    return text.encode().translate(_GAPS).decode().split()


@lru_cache(maxsize=1)
def builtin() -> tuple[Tag, ...]:
    """Return the vocabulary that ships, in order of its ids."""
    text = resources.files("papercat.enrich").joinpath("data", "vocabulary.txt").read_text(encoding="utf-8")
    return tuple(sorted(parse(text), key=lambda tag: tag.id))


def parse(text: str) -> Iterable[Tag]:
    """Yield the tags of a list in the form that `data/vocabulary.txt` explains."""
    facets = {name: name for name in get_args(Facet)}
    facet: Facet = "topic"
    for line in text.splitlines():
        if line.startswith("["):
            facet = facets[line.strip("[] ")]
        elif line and not line.startswith("#"):
            label, aliases, broader = (*(part.strip() for part in line.split("|")), "", "")[:3]
            words = tuple(_listed(aliases))
            yield Tag(
                id=slug(label),
                label=label,
                facet=facet,
                aliases=tuple(word for word in words if word[0] != "!"),
                broader=tuple(map(slug, _listed(broader))),
                hints=tuple(word[1:] for word in words if word[0] == "!"),
            )


def _listed(text: str) -> Iterable[str]:
    return dict.fromkeys(word.strip() for word in text.split(";") if word.strip())


def merged(people: Iterable[Tag], ours: Iterable[Tag] = ()) -> tuple[Tag, ...]:
    """Return the people's tags and those of ours that they did not redefine, in order of their ids.

    A person who uses one of our labels or aliases for a tag of their own takes that word away from ours.
    """
    people = tuple(people)
    by_id = {tag.id: tag for tag in people}
    theirs = {terms(word) for tag in people for word in (tag.label, *tag.aliases)}
    for tag in ours:
        if tag.id not in by_id and terms(tag.label) not in theirs:
            aliases, hints = (
                tuple(word for word in words if terms(word) not in theirs) for words in (tag.aliases, tag.hints)
            )
            by_id[tag.id] = msgspec.structs.replace(tag, aliases=aliases, hints=hints)
    return tuple(by_id[key] for key in sorted(by_id))
