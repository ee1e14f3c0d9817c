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
    """Return the raw tokens of `text`: lower case, split at white space, U+FEFF included, and hyphens."""
    return text.replace("\ufeff", " ").lower().replace("-", " ").split()


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
    return bare(fold(token))


def bare(token: str) -> str:
    """Return a token without punctuation at its ends, in any script, cut to `LIMIT`."""
    start, end = 0, len(token)
    while start < end and not _is_word(token[start]):
        start += 1
    while end > start and not _is_word(token[end - 1]):
        end -= 1
    return token[start:end][:LIMIT]


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
