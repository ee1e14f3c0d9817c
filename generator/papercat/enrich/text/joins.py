# ruff: noqa: RUF001 - signs that look alike are what this is about
"""Rules for what copying loses: backslashes, line ends, the space between words."""

import re

from papercat.enrich.text.rule import either, rule
from papercat.enrich.text.words import FUNCTION, is_word, rejoined, split

PUNCTUATION = {
    "x2010": "-", "x2011": "-", "x2012": "–", "x2013": "–", "x2014": "—", "x2015": "—", "x2018": "‘", "x2019": "’",
    "x201c": "“", "x201d": "”", "x2026": "…", "x2022": "•",
}  # fmt: skip


LONGEST = 30
"""Letters of a word, at most."""


def _hyphen(match: re.Match[str]) -> str:
    return rejoined(match[1], match[2]) or match[0]


def _word_before(match: re.Match[str]) -> str:
    """Return the word that ends where the match begins, or a closing bracket.

    A pattern that begins with a word is tried at every word of the text; one that begins with a comma is not.
    """
    tail = match.string[max(0, match.start() - LONGEST) : match.start()]
    word = re.search(r"[A-Za-z]+$", tail)
    return ")" if tail.endswith(")") else word[0] if word else ""


def _sentence(match: re.Match[str]) -> str:
    left = _word_before(match)
    certain = (left == ")" or is_word(left)) and is_word(match[1])
    return ". " if certain else match[0]


def _clause(match: re.Match[str]) -> str:
    left = _word_before(match)
    certain = left == ")" or is_word(left) or (len(left) > 1 and match[1] in FUNCTION)
    return ", " if certain and is_word(match[1]) else match[0]


def _bracket(match: re.Match[str]) -> str:
    left = _word_before(match)
    return " (" if len(left) > 3 and left[1:].islower() and is_word(left) else match[0]  # noqa: PLR2004 - `max(AB)`


def _glued(match: re.Match[str]) -> str:
    # what stands there twice is a word that the dictionary lacks
    again = match.string.lower().count(match[0].lower()) > 1
    parts = None if again else split(match[0])
    return " ".join(parts) if parts else match[0]


RULES = (
    rule(
        "lost-backslash",
        "a formula's sign that lost its backslash and dollars",
        ("32times over-trained on 256times256 images in mathcal{O}(n)", "32× over-trained on 256×256 images in O(n)"),
        either(
            r"times(?<=\dtimes)(?=\d|\b)",
            r"(?<![\\\w])math(?:cal|bb|rm|bf)\{(\w+)\}",
            r"(?<=\d)\s?pm\s?(?=\d+\.\d)",
            r"(?<=\s)rightarrow(?=\s)",
        ),
        lambda match: match[1] or {"times": "×", "pm": "±", "rightarrow": "→"}[match[0].strip()],
        needs=("times", "mathcal{", "mathbb{", "mathrm{", "mathbf{", "pm", "rightarrow"),
    ),
    rule(
        "lost-code-point",
        "a sign that became its number in Unicode",
        ("a 138B token runx2014each of them", "a 138B token run—each of them"),
        either(
            r"\\[xu]20(?:1[0-589cd]|2[26])",
            r"(?:(?<=[A-Za-z)])|(?<=\d%))x201[0-5](?=[A-Za-z(])",
            r"(?<=[A-Za-z])x2019(?=(?:s|t|re|ve|ll|d|m)\b)",
            r"\bx201c(?=[A-Za-z])",
            r"(?<=[A-Za-z.,])x201d\b",
        ),
        lambda match: PUNCTUATION[match[0].lstrip("\\").replace("u", "x").lower()],
        needs=("x20", "u20"),
    ),
    rule(
        "divided-word",
        "a word that a line's end divided",
        (
            "a Bayesian inter- pretation of short- and long-term self- supervised models",
            "a Bayesian interpretation of short- and long-term self-supervised models",
        ),
        r"\b([A-Za-z][A-Za-z-]+)- ([a-z]{2,})\b(?!-)",
        _hyphen,
        needs="- ",
    ),
    rule(
        "lost-space-after-sentence",
        "two sentences without a space between them",
        ("search for images.In this project (MLP).It takes", "search for images. In this project (MLP). It takes"),
        r"\.(?=([A-Z][a-z]*)[\s,])",
        _sentence,
        needs=".",
    ),
    rule(
        "lost-space-after-comma",
        "a comma without its space",
        ("different channels,finally embedding it", "different channels, finally embedding it"),
        r",(?=([a-z]{2,})[\s,.])",
        _clause,
        needs=",",
    ),
    rule(
        "lost-space-before-bracket",
        "an abbreviation stuck to its long form",
        (
            "Machine Translation(MT) and Expressions(EPIE) corpus",
            "Machine Translation (MT) and Expressions (EPIE) corpus",
        ),
        # the bracket first: what a pattern begins with is found in no time
        r"\((?<=[a-z]\()(?=[A-Z][A-Za-z-]*[A-Z]s?\))",
        _bracket,
        needs="(",
    ),
)

GLUED = rule(
    "glued-words",
    "words that ran together at lost line ends; only in a text with two other losses of this kind",
    (
        "Search images.In asystem we retrieve,then rank",
        "Search images. In a system we retrieve, then rank",
    ),
    r"(?<![\w/.@#-])[A-Za-z]?[a-z]{4,}(?![\w/@-])",
    _glued,
)
"""Applied where `LOSSES` rules fired at least `EVIDENCE` times."""
LOSSES = frozenset({"lost-space-after-sentence", "lost-space-after-comma"})
EVIDENCE = 2
