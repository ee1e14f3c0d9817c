"""The Porter stemmer of lunr.js, rule for rule, so that both sides give the same stem.

lunr.py's own stemmer differs from lunr.js on words such as "try" and "lay"; the reader's browser runs the latter.
Source of the rules: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980, as in lunr.js 2.3.9.
"""

import re
from collections.abc import Iterable, Mapping

STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
STEP_3 = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
STEP_4 = (
    "al",
    "ance",
    "ence",
    "er",
    "ic",
    "able",
    "ible",
    "ant",
    "ement",
    "ment",
    "ent",
    "ou",
    "ism",
    "ate",
    "iti",
    "ous",
    "ive",
    "ize",
)


def _by_end(suffixes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the suffixes by their last two letters, long ones first."""
    made: dict[str, tuple[str, ...]] = {}
    for suffix in sorted(suffixes, key=len, reverse=True):
        made[suffix[-2:]] = (*made.get(suffix[-2:], ()), suffix)
    return made


ENDS_2, ENDS_3, ENDS_4 = _by_end(STEP_2), _by_end(STEP_3), _by_end(STEP_4)

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_measured = re.compile(f"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}")
_measured_twice = re.compile(f"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_measured_once = re.compile(rf"^({_CONSONANTS})?{_VOWELS}{_CONSONANTS}({_VOWELS})?\Z")
_voiced = re.compile(f"^({_CONSONANTS})?[aeiouy]")
_short = re.compile(rf"^{_CONSONANTS}[aeiouy][^aeiouwxy]\Z")
_double = re.compile(r"([^aeiouylsz])\1\Z")


def stem(word: str) -> str:
    """Return the stem of a lower-case word without line breaks."""
    if len(word) < 3:  # noqa: PLR2004 - Porter leaves two letters alone
        return word
    # a "y" at the start is a consonant; every rule knows it as "Y"
    made = _endings(f"Y{word[1:]}" if word[0] == "y" else word)
    return f"y{made[1:]}" if word[0] == "y" else made


def _endings(word: str) -> str:
    """Apply steps 1 to 5."""
    word = _past(_plural(word))
    if len(word) > 2 and word[-1] == "y" and word[-2] not in "aeiou":  # noqa: PLR2004 - "by" stays
        word = f"{word[:-1]}i"
    for step, ends in ((STEP_2, ENDS_2), (STEP_3, ENDS_3)):
        base, suffix = _cut(word, ends)
        if suffix and _measured.match(base):
            word = base + step[suffix]
    return _final(_suffix(word))


def _cut(word: str, ends: Mapping[str, tuple[str, ...]]) -> tuple[str, str]:
    """Return the word before and in its longest suffix of these; a letter must be left."""
    for suffix in ends.get(word[-2:], ()):
        if word.endswith(suffix) and len(word) > len(suffix):
            return word[: -len(suffix)], suffix
    return word, ""


def _plural(word: str) -> str:
    """Apply step 1a."""
    if word.endswith(("sses", "ies")) and len(word) > (4 if word.endswith("sses") else 3):
        return word[:-2]
    if len(word) > 2 and word[-1] == "s" and word[-2] != "s":  # noqa: PLR2004 - a letter must be left
        return word[:-1]
    return word


def _past(word: str) -> str:
    """Apply step 1b."""
    if len(word) > 3 and word.endswith("eed"):  # noqa: PLR2004 - as above
        return word[:-1] if _measured.match(word[:-3]) else word
    cut = 2 if word.endswith("ed") else 3 if word.endswith("ing") else 0
    if not cut or len(word) <= cut or not _voiced.match(word[:-cut]):
        return word
    word = word[:-cut]
    if word.endswith(("at", "bl", "iz")):
        return f"{word}e"
    if _double.search(word):
        return word[:-1]
    return f"{word}e" if _short.match(word) else word


def _suffix(word: str) -> str:
    """Apply step 4."""
    base, suffix = _cut(word, ENDS_4)
    if suffix:
        return base if _measured_twice.match(base) else word
    if word.endswith(("sion", "tion")) and len(word) > len("tion") and _measured_twice.match(word[:-3]):
        return word[:-3]
    return word


def _final(word: str) -> str:
    """Apply step 5."""
    if len(word) > 1 and word[-1] == "e":
        base = word[:-1]
        if _measured_twice.match(base) or (_measured_once.match(base) and not _short.match(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _measured_twice.match(word) else word
