"""From text to words, as lunr does it: split at white space and hyphens, trim; `languages` drops stop words and stems.

Case and accents are folded; for ASCII text the result is lunr's own. `js/text.js` does the same in the browser.
"""

import unicodedata

from lunr.stop_word_filter import WORDS  # type: ignore[import-untyped]  # lunr ships no types

STOPS = frozenset(WORDS)
"""Of English."""
PUNCTUATION = "".join(c for c in map(chr, range(128)) if not c.isalnum() and c != "_")
LIMIT = 64
"""Characters of a term; what is longer is no word that anybody types."""
SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", chr(0x131): "i"}
)


def tokens(text: str) -> list[str]:
    """Return the raw tokens of `text`: lower case, split at white space and hyphens."""
    return split(text.replace("\ufeff", " "))


def split(text: str) -> list[str]:
    """Return the raw tokens of `text`, in which U+FEFF is no white space."""
    return text.lower().replace("-", " ").split()


def fold(token: str) -> str:
    """Return a lower-case token without accents."""
    if token.isascii():
        return token
    parts = unicodedata.normalize("NFKD", token)
    return "".join(c for c in parts if unicodedata.category(c) != "Mn").lower().translate(SPECIAL)


def trim(token: str) -> str:
    """Return the token folded and without punctuation at its ends."""
    if token.isascii():
        return token[:LIMIT] if token.isalnum() else token.strip(PUNCTUATION)[:LIMIT]
    folded = fold(token)
    start, end = 0, len(folded)
    while start < end and not is_word(folded[start]):
        start += 1
    while end > start and not is_word(folded[end - 1]):
        end -= 1
    return folded[start:end][:LIMIT]


def is_word(char: str) -> bool:
    """Tell whether a character is part of a word: a letter, a digit, an underline."""
    return char.isalnum() or char == "_"
