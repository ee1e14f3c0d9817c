"""Cut papers into words and pairs of neighbouring words, in any language."""

import re
import sys
import unicodedata
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from papercat import formulas
from papercat.enrich import odd
from papercat.enrich.stopwords import STOPWORDS

PAIR = 32
"""A feature is the number of a word, or two of them, the first shifted by so many bits."""
_MARKS = "".join(
    chr(code)
    for code in range(0x300, 0x10000)
    if unicodedata.category(chr(code)) in {"Mn", "Mc"} and not 0xE000 <= code < 0xF900  # noqa: PLR2004
)
UNSPACED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts that put no space between words, as ranges of a pattern: Thai to Myanmar, Khmer, kana, Han."""
GLUED = rf"{UNSPACED}\u1100-\u11ff\u3130-\u318f\uac00-\ud7af"
"""Scripts that go on without a space behind a word in Latin letters: those, and Hangul with its particles."""
_GAP = r"[.,;:!?()\[\]\u3001\u3002\uff0c]"
_ASCII = "".join(c if c.isalnum() else "." if c in ".,;:!?()[]" else " " for c in map(chr, range(128))).encode()
_ASCII += bytes(128)
_ANY = re.compile(rf"[{UNSPACED}]+|(?:(?![{UNSPACED}])[^\W_][{_MARKS}]*)+|{_GAP}")
_RUN = re.compile(rf"[{UNSPACED}]+")
_GRAMMAR = re.compile(r"[\u3041-\u309f\u7684\u4e86\u4eec]")
"""Hiragana, and three signs of Chinese that belong to no subject: a pair of characters with one says nothing."""
_COMMAND = re.compile(r"\\[a-zA-Z]+")
"""Of LaTeX: `\\sqrt` says what a formula looks like, not what a paper is about."""
_GAPS = frozenset(".,;:!?()[]\u3001\u3002\uff0c")
_SHORT, _PLURAL_FROM = 2, 4
_KEEP_S = ("ss", "us", "is", "as", "os")
_NO_PLURALS = frozenset({"news", "series", "species"})


class Text(NamedTuple):
    """What is read of a paper."""

    title: str
    abstract: str


class Reading(NamedTuple):
    """Features of some papers, one paper after the other."""

    words: tuple[str, ...]
    """By number; number 0 is none."""
    lengths: NDArray[np.int64]
    """Features by paper."""
    keys: NDArray[np.int64]
    """Ascending within a paper."""
    counts: NDArray[np.int64]
    """How often the paper has the feature; words of the title count twice."""


class _Numbers(dict[str, int]):
    """The number of each token, given when it is first met; 0 for what tells nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.words = {"": 0}

    def __missing__(self, token: str) -> int:
        word = fold(token)
        number = self.words.setdefault(word, len(self.words)) if word else 0
        self[token] = number
        return number


def fold(token: str) -> str:
    """Return the word in lower case and singular, or nothing for stop words, numbers, letters and punctuation."""
    word = token.casefold()
    if token in _GAPS or word in STOPWORDS or word.isnumeric() or (len(word) < _SHORT and not unspaced(word)):
        return ""
    if not word.isascii() and _GRAMMAR.search(word):
        return ""
    # "GANs" is a plural, "3DGS" is not
    plural = len(word) >= _PLURAL_FROM and token[-1] == "s" and not word.endswith(_KEEP_S)
    if plural and word not in _NO_PLURALS:
        word = f"{word[:-3]}y" if word.endswith("ies") and len(word) > _PLURAL_FROM else word[:-1]
    return "" if word in STOPWORDS else word


def unspaced(word: str) -> bool:
    """Tell whether a word begins in a script that puts no space between words."""
    return not word.isascii() and bool(_RUN.match(word))


def tokens(text: str) -> list[str]:
    """Return words and a dot for what parts them; scripts without spaces give overlapping pairs of characters."""
    if "$" in text or "\\" in text:
        text = formulas.spoken(text, glued=True)
        text = _COMMAND.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return _plain(text)
    found: list[str] = []
    for foreign, piece in odd.apart(text, odd.FOREIGN):
        found += chain.from_iterable(map(_parts, _ANY.findall(piece))) if foreign else _plain(piece)
    return found


def _plain(text: str) -> list[str]:
    """Return the tokens of a text in ASCII."""
    return text.encode().translate(_ASCII).decode().replace(".", " . ").split()


def _parts(token: str) -> Sequence[str]:
    if len(token) <= _SHORT or not unspaced(token):
        return (token,)
    return [token[at : at + 2] for at in range(len(token) - 1)]


def read(texts: Sequence[Text]) -> Reading:
    """Count words and pairs of neighbours of each paper."""
    numbers = _Numbers()
    streams = list(map(_stream, texts))
    lengths = np.fromiter(map(len, streams), np.int64, len(streams))
    word = np.fromiter(map(numbers.__getitem__, chain.from_iterable(streams)), np.int64, int(lengths.sum()))
    paper = np.repeat(np.arange(len(texts), dtype=np.int64), lengths)
    bits = np.int64(len(numbers.words).bit_length())
    pair = (word[:-1] > 0) & (word[1:] > 0) & (paper[:-1] == paper[1:])
    single = paper[word > 0] << 2 * bits | word[word > 0]
    double = paper[:-1][pair] << 2 * bits | word[:-1][pair] << bits | word[1:][pair]
    # both are in order of the papers: such runs are merged, not sorted
    found = np.sort(np.concatenate((single, double)), kind="stable")
    new = np.flatnonzero(np.diff(found, prepend=-1))
    found, counts = found[new], np.diff(new, append=len(found))
    first, second = found >> bits & (1 << bits) - 1, found & (1 << bits) - 1
    per_paper = np.bincount(found >> 2 * bits, minlength=len(texts)).astype(np.int64)
    words = tuple(map(sys.intern, numbers.words))
    return Reading(words, per_paper, first << PAIR | second, counts)


def _stream(text: Text) -> list[str]:
    title = [*tokens(text.title), "."]
    return [*title, *title, *tokens(text.abstract), "."]
