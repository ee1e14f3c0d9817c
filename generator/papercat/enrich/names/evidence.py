"""What speaks for a name: shared values of the finders, and the test of an expression for being a name at all."""

import re
from functools import lru_cache
from typing import NamedTuple

from papercat.enrich import sentences, vocabulary
from papercat.enrich.names import definitions, known, shape
from papercat.insight import NameKind, TextField
from papercat.records import Paper

_QUOTES = "\"'`\u201c\u201d\u2018\u2019"
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|org|io|net)/\S+")
_NOT_LAST = re.compile(r"[a-z]+(?:ed|ing)")
_ROMAN = re.compile(r"[IVX]+")


class Evidence(NamedTuple):
    """One place that speaks for a name."""

    label: str
    field: TextField
    start: int
    """-1: in a URL."""
    surface: str
    why: str
    kind: NameKind = "name"
    long_form: str = ""


class Reading(NamedTuple):
    """A paper prepared for the finders: links blanked, sentences and words cut, short forms defined."""

    paper: Paper
    abstract: str
    """Same length as the paper's; links are blank."""
    words: tuple[shape.Word, ...]
    at: dict[int, int]
    """Word number by its start."""
    capitals: tuple[int, ...]
    """Numbers of the words that have a capital or a digit."""
    defined: dict[str, definitions.Definition]
    """By short form."""
    cuts: tuple[sentences.Span, ...]


def blanked(text: str) -> str:
    """Return a text of the same length with spaces in place of links."""
    if "/" in text or "www." in text:
        return _LINK.sub(lambda match: " " * len(match.group()), text)
    return text


def read(paper: Paper) -> Reading:
    """Prepare a paper."""
    abstract = blanked(paper.abstract)
    words = tuple(shape.words(abstract))
    defined: dict[str, definitions.Definition] = {}
    if "(" in abstract or "," in abstract:
        for definition in definitions.find(abstract):
            defined.setdefault(definition.short, definition)
    return Reading(
        paper,
        abstract,
        words,
        {word.start: n for n, word in enumerate(words)},
        tuple(n for n, word in enumerate(words) if not (word.text.islower() and word.text.isalpha())),
        defined,
        sentences.spans(abstract),
    )


@lru_cache(maxsize=1)
def _concepts() -> frozenset[tuple[str, ...]]:
    """Return the stems of every word of the shipped vocabulary: general notions, not names."""
    return frozenset(vocabulary.terms(word) for tag in vocabulary.builtin() for word in (tag.label, *tag.aliases))


@lru_cache(maxsize=1 << 16)
def is_concept(phrase: str) -> bool:
    """Tell whether a phrase is a general notion rather than a name."""
    stems = vocabulary.terms(phrase)
    return (
        stems in _concepts()
        or known.is_no_name(phrase)
        or (len(stems) > 1 and stems[1:] in _concepts() and stems[0] in _PLAIN)
    )


def _count(piece: str) -> bool:
    """Tell whether a piece only counts: `1` of `1-DoF`, `3D` of `3D-Aware`."""
    return piece.rstrip("DdXx").isdigit()


def is_own_word(reading: Reading, word: str) -> bool:
    """Tell whether a capitalised word is none that the paper uses in small letters, nor a general notion."""
    return not is_concept(word) and not re.search(rf"\b{re.escape(word.lower())}(?:s|es)?\b", reading.abstract)


def is_small(long_form: str) -> bool:
    """Tell whether a long form is written in small letters, as general expressions are; its first may be a capital."""
    return long_form[1:] == long_form[1:].lower()


_PLAIN = {
    "deep",
    "neural",
    "large",
    "new",
    "novel",
    "general",
    "modern",
    "efficient",
    "robust",
    "unsupervised",
    "supervised",
    "multi",
}


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Return ordinary words, which letters in capitals do not make names (`eXtreme`, `LearnING`)."""
    return frozenset(stem for phrase in _concepts() for stem in phrase) | {
        vocabulary.STEMS[w] for w in known.stop_words()
    }


@lru_cache(maxsize=1)
def _shipped() -> frozenset[str]:
    return frozenset(shape.fold(spelling.text) for entry in known.names() for spelling in entry.spellings)


@lru_cache(maxsize=1 << 16)
def is_shipped(phrase: str) -> bool:
    """Tell whether a phrase is one of the well-known names, a version of one or made of one (`BERT-based`)."""
    pieces = shape.parts(phrase)
    if shape.fold(phrase) in _shipped():
        return True
    family = shape.family(phrase)
    if family and shape.fold(family) in _shipped():
        return True
    tail = pieces[-1] if len(pieces) > 1 else ""
    return bool(tail) and (shape.is_tail(tail) or shape.is_version(tail)) and is_shipped("-".join(pieces[:-1]))


@lru_cache(maxsize=1 << 16)
def may_be_name(token: str) -> bool:
    """Tell whether a single token looks like a name and is not known to be something else."""
    if len(shape.singular(token)) < 2 or not shape.is_named(token) or _ROMAN.fullmatch(token):  # noqa: PLR2004 - "X"
        return False
    pieces = shape.parts(token)
    if len(pieces) > 1 and (
        shape.is_head(pieces[0]) or _count(pieces[0]) or known.is_no_name(pieces[0]) or _NOT_LAST.fullmatch(pieces[-1])
    ):
        return False
    if shape.is_camel(token) and vocabulary.STEMS[token] in _words():
        return False
    if "@" in token or (len(pieces) > 1 and shape.is_tail(pieces[-1])):
        return False
    if shape.is_acronym(token) and len(pieces) > 1 and all(known.is_no_name(piece) for piece in pieces):
        return False
    return not known.is_no_name(token)


def phrase_at(reading: Reading, number: int, most: int = 5) -> tuple[int, int] | None:
    """Return first and last word of the capitalised expression of two words or more that begins at a word, if any.

    Words must follow each other with single spaces; `Self-Rubrics` alone will do.
    """
    words, last = reading.words, number
    if not shape.is_title_case(words[number].text) and not shape.is_acronym(words[number].text):
        return None
    while (
        last + 1 < len(words)
        and last - number + 1 < most
        and reading.abstract[words[last].end : words[last + 1].start] == " "
        and (words[last + 1].text[0].isupper() or shape.is_named(words[last + 1].text))
    ):
        last += 1
    single = last == number
    pieces = shape.parts(words[number].text)
    if single and not (len(pieces) > 1 and all(piece[:1].isupper() for piece in pieces)):
        return None
    return number, last


def unquoted(text: str) -> str:
    """Return text without quotes around it."""
    return text.strip(_QUOTES + " ,.;:")


_KINDS: tuple[tuple[NameKind, str], ...] = (
    ("benchmark", r"benchmark|leaderboard|test ?bed|test suite|challenge"),
    ("dataset", r"data ?sets?|corpus|corpora|database|treebank|collection of|lexicon|ontology|cohort"),
    (
        "method",
        (
            r"method|approach|algorithm|technique|strategy|loss|objective|mechanism|block|module|layer|operator"
            r"|paradigm|scheme|recipe|procedure|estimator"
        ),
    ),
    (
        "system",
        (
            r"model|system|framework|architecture|network|tool|toolkit|toolbox|library|package|software|platform"
            r"|simulator|agent|robot|retriever|tokenizer"
        ),
    ),
)


def kind_of(context: str) -> NameKind:
    """Return the kind of thing that an expression calls a name: its last noun before a preposition tells."""
    head = re.split(r"\b(?:for|of|with|to|in|on|by|via|and|that|which|from|using|based)\b|[.;:]", context, maxsplit=1)[
        0
    ]
    found = [
        (match.start(), kind) for kind, words in _KINDS for match in re.finditer(rf"\b(?:{words})", head, re.IGNORECASE)
    ]
    return max(found)[1] if found else "name"
