"""What speaks for a name: shared values of the finders, and the test of an expression for being a name at all."""

import re
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from papercat.enrich import odd, sentences, vocabulary
from papercat.enrich.names import cues, definitions, known, shape, spots
from papercat.enrich.text.words import is_word
from papercat.enrich.words import GLUED
from papercat.insight import NameKind, TextField
from papercat.records import Paper

_QUOTES = "\"'`\u201c\u201d\u2018\u2019"
_LINK = re.compile(rf"(?:https?://|www\.)[^\s\u3000-\u303f\uff00-\uffef{GLUED}]+|\b[\w-]+\.(?:com|org|io|net)/\S+")
_BARE = re.compile(r"\.(?:com|org|io|net)/")
_NOT_LAST = re.compile(r"[a-z]+(?:ed|ing)")
_STUCK = re.compile(r"(.*[A-Z0-9])([a-z]{4,})")
_FOREIGN = re.compile(f"({odd.FOREIGN.pattern})")
_NUMBER = re.compile(r"[IVX]+|[A-Z]{2,5}\d{5,}")
"""A Roman one, or that of a trial, a sequence or a standard."""


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
    plain: str
    """Of the abstract, see `plain`."""
    said: frozenset[str]
    """Those words of `plain` that are looked for: `cues.LOOKED_FOR` and `spots.small`."""
    words: list[shape.Word]
    """Those that are more than small letters."""
    at: dict[int, int]
    """Their numbers by their start."""
    defined: dict[str, definitions.Definition]
    """By short form."""
    cuts: tuple[sentences.Span, ...]


def blanked(text: str) -> str:
    """Return a text of the same length with spaces in place of links."""
    if "/" not in text and "www." not in text:
        return text
    bare = _BARE.search(text)
    places = [at for at in (text.find("://"), text.find("www."), bare.start() if bare else -1) if at >= 0]
    if not places:
        return text
    begin = text.rfind(" ", 0, min(places)) + 1
    return text[:begin] + _LINK.sub(lambda match: " " * len(match.group()), text[begin:])


_IN_PLAIN = "".join(c.lower() if c.isalnum() or c == "_" else " " for c in map(chr, range(128))).encode() + bytes(128)


def plain(text: str) -> str:
    """Return a text in small letters, with a space for each sign and one before and after all.

    What stands at a place of the text stands one place further here.
    """
    # nearly every text is ASCII, and bytes are translated in less time than characters
    return f" {_plain(text)} " if text.isascii() else f" {''.join(map(_plain, _FOREIGN.split(text)))} "


def _plain(piece: str) -> str:
    if piece.isascii():
        return piece.encode().translate(_IN_PLAIN).decode()
    # of the few letters that are two in small letters the first, so that all keep their places
    return "".join([c.lower()[:1] if c.isalnum() else " " for c in piece])


def read(paper: Paper) -> Reading:
    """Prepare a paper."""
    abstract = blanked(paper.abstract)
    words, low = shape.marked(abstract), plain(abstract)
    defined: dict[str, definitions.Definition] = {}
    if "(" in abstract or "," in abstract:
        for definition in definitions.find(abstract):
            defined.setdefault(definition.short, definition)
    return Reading(
        paper,
        abstract,
        low,
        _looked_for().intersection(low.split()),
        words,
        {word.start: n for n, word in enumerate(words)},
        defined,
        sentences.spans(abstract),
    )


@lru_cache(maxsize=1)
def _looked_for() -> frozenset[str]:
    return cues.LOOKED_FOR | spots.small()


@lru_cache(maxsize=1)
def _concepts() -> frozenset[tuple[str, ...]]:
    """Return the stems of every word of the shipped vocabulary: general notions, not names."""
    words = ((tag.label, *tag.aliases, *tag.hints) for tag in vocabulary.builtin())
    return frozenset(map(vocabulary.terms, chain.from_iterable(words)))


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
    return not is_concept(word) and shape.stands(reading.abstract, word.lower(), "s es") < 0


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
    """Return the spellings of well-known names: folded, but for ordinary words, of which only the letters are one."""
    every = (spelling.text for entry in known.names() for spelling in entry.spellings)
    return frozenset(text if known.is_ordinary(text) else shape.fold(text) for text in every)


@lru_cache(maxsize=1 << 16)
def is_shipped(phrase: str) -> bool:
    """Tell whether a phrase is one of the well-known names, a version of one or made of one (`BERT-based`)."""
    pieces = shape.parts(phrase)
    if phrase in _shipped() or shape.fold(phrase) in _shipped():
        return True
    family = shape.family(phrase)
    if family and shape.fold(family) in _shipped():
        return True
    tail = pieces[-1] if len(pieces) > 1 else ""
    return bool(tail) and (shape.is_tail(tail) or shape.is_version(tail)) and is_shipped("-".join(pieces[:-1]))


@lru_cache(maxsize=1)
def _meanings() -> dict[str, str]:
    return {shape.fold(one.name.label): shape.fold(one.name.long_form) for one in known.names() if one.name.long_form}


def is_other(reading: Reading, short: str) -> bool:
    """Tell whether a paper says that a well-known short form stands for something else here."""
    defined, meaning = reading.defined.get(short), _meanings().get(shape.fold(short))
    if defined is None or meaning is None:
        return False
    return shape.fold(defined.long).removesuffix("s") != meaning.removesuffix("s")


@lru_cache(maxsize=1 << 16)
def may_be_name(token: str) -> bool:
    """Tell whether a single token looks like a name and is not known to be something else."""
    if not shape.is_named(token) or len(shape.singular(token)) < 2 or _NUMBER.fullmatch(token):  # noqa: PLR2004 - "X"
        return False
    pieces = shape.parts(token)
    if len(pieces) > 1 and (
        shape.is_head(pieces[0]) or _count(pieces[0]) or known.is_no_name(pieces[0]) or _NOT_LAST.fullmatch(pieces[-1])
    ):
        return False
    if "@" in token or (len(pieces) > 1 and shape.is_tail(pieces[-1])) or _is_spelling(token):
        return False
    if shape.is_acronym(token) and len(pieces) > 1 and all(known.is_no_name(piece) for piece in pieces):
        return False
    return not known.is_no_name(token) and not _is_stuck(token) and not all(map(_count, token.split("/")))


def _is_spelling(token: str) -> bool:
    """Tell whether capitals in an ordinary word only show letters of it: `eXtreme`, `LearnING`, `overlApping`."""
    return shape.is_camel(token) and (vocabulary.STEMS[token] in _words() or (token[0].islower() and is_word(token)))


def _is_stuck(token: str) -> bool:
    """Tell whether a short form or a well-known name stuck to its tail, the hyphen lost: `BERTbased`."""
    match = _STUCK.fullmatch(token)
    return match is not None and shape.is_tail(match[2]) and (shape.is_acronym(match[1]) or is_shipped(match[1]))


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


_WORDS: tuple[tuple[NameKind, str], ...] = (
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
_KIND = re.compile(rf"\b(?:{'|'.join(f'({words})' for _, words in _WORDS)})", re.IGNORECASE)
_KINDS: dict[int | None, NameKind] = dict(enumerate((kind for kind, _ in _WORDS), start=1))
"""By group of `_KIND`."""
_HEAD = re.compile(r"\b(?:for|of|with|to|in|on|by|via|and|that|which|from|using|based)\b|[.;:]")


def kind_of(context: str) -> NameKind:
    """Return the kind of thing that an expression calls a name: its last noun before a preposition tells."""
    head = _HEAD.split(context, maxsplit=1)[0]
    found = [match.lastindex for match in _KIND.finditer(head)]
    return _KINDS[found[-1]] if found else "name"
