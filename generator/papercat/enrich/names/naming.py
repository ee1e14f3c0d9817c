"""Names that a paper gives: "dubbed X", "which we call X", "our model X"; and names in the address of its code."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from papercat.enrich import links
from papercat.enrich.names import cues, shape
from papercat.enrich.names.definitions import Definition
from papercat.enrich.names.evidence import (
    Evidence,
    Reading,
    is_concept,
    is_own_word,
    is_shipped,
    is_small,
    kind_of,
    may_be_name,
    phrase_at,
)
from papercat.enrich.sentences import Span, around

_OWN = re.compile(
    r"\b(?:we|our|this (?:paper|work|article|study)|propos\w+|novel|new|introduc\w+|present(?:s|ed)?|develop\w*)\b",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:known as|so-called|phenomenon|problem|commonly|often|previous(?:ly)?|existing|prior|recent(?:ly)?"
    r"|et al)\b",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\)\s+(?=[A-Z])")
_COUNT = re.compile(r"\b(?:\d|[ivx]{1,3}|[a-e])$")
_ORDINAL = re.compile(r"[FfSsTt](?<=\b.)(?:irst|econd|hird)(?:ly)?,?\s+(?=[A-Z])")
_COLON = re.compile(r"(?:\s+[\w-]+){0,3}:\s")
_SURE = ("dubbed", "which we", "that we", "what we", "coined", "a.k.a", "aka", "abbreviated")
_FUNCTION = re.compile(
    r"\b(?:of|in|on|for|to|with|by|from|and|or|is|are|that|which|at|as|than|over|using|show|shows|via|against"
    r"|can|has|the|a|an)\b"
)
_JOINED = re.compile(r"[\"'\u201d]?(?:,| and|, and)\s+[\"'\u201c]?")
_WORDS = re.compile(r"(?:[\w-]+,? )*")
_THING_LAST = re.compile(rf"\b{cues.THING},? $")
_SHORT = re.compile(r"(?:\s+[a-z-]+){1,2}\s+\(([\w+^-]+)\)")
"""A short form behind a noun: `Video Object Segmentation dataset (VOS)`."""
_REACH = 6
_LONG = 5
"""Letters of a word that can hardly be a general short form."""
_VENUE = re.compile(
    r"(?:neurips|nips|icml|iclr|cvpr|iccv|eccv|acl|emnlp|naacl|aaai|ijcai|kdd|icra|iros|corl|wacv|20\d\d|\d{4})",
    re.IGNORECASE,
)
_PLAIN_REPO = re.compile(
    r"(?:code|paper|project|supplement\w*|source|experiments?|release|public|main|data|models?|research|demo)s?",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Evidence]:
    """Yield the names that sentences give."""
    said = cues.NAMINGS & reading.said
    for cut in reading.cuts if said else ():
        if any(reading.plain.find(f" {word} ", cut[0], cut[1] + 2) >= 0 for word in said):
            yield from _called(reading, cut, reading.abstract[cut[0] : cut[1]])
    for start, end in _numbered(reading):
        number = reading.at.get(end)
        if number is not None and _COLON.match(reading.abstract, reading.words[number].end):
            cut = around(reading.abstract, start)
            if _OWN.search(reading.abstract, *cut):
                yield from _at(reading, cut, end, "one of its parts", strict=True)
    for start in cues.ours(reading.plain):
        yield from _ours(reading, start)


def _numbered(reading: Reading) -> list[Span]:
    """Return the places of "1)", "(ii)" or "First," before a capital."""
    text = reading.abstract
    brackets = [m.span() for m in _BRACKET.finditer(text) if _COUNT.search(text, max(0, m.start() - 4), m.start())]
    ordinals = () if cues.ORDINALS.isdisjoint(reading.said) else _ORDINAL.finditer(text)
    return sorted(brackets + [m.span() for m in ordinals])


def _called(reading: Reading, cut: Span, sentence: str) -> Iterator[Evidence]:
    """Yield what follows "called", "dubbed", "we name it" and their like."""
    for cue in cues.NAMING.finditer(sentence):
        sure = cue.group().lower().startswith(_SURE)
        if sure or _OWN.search(sentence):
            strict = not sure and bool(_THEIRS.search(sentence))
            yield from _at(reading, cut, cut[0] + cue.end(), f'"{cue.group().strip()} …"', strict=strict)
    for cue in cues.WE_NAME.finditer(sentence):
        yield from _at(reading, cut, cut[0] + cue.end(), '"we name it …"', strict=False)


def _at(reading: Reading, cut: Span, start: int, why: str, *, strict: bool) -> Iterator[Evidence]:
    """Yield the name at a place, and others joined to it by "and".

    Args:
        reading: the paper.
        cut: the sentence.
        start: where the name should stand.
        why: the phrase before it.
        strict: only words with the look of a name.
    """
    if not strict and not why.startswith('"namely') and (small := _defined_at(reading, start)):
        kind = kind_of(reading.abstract[max(cut[0], start - 60) : start])
        yield Evidence(small.short, "abstract", small.short_at, small.short, why, kind, small.long)
    number = reading.at.get(start)
    while number is not None and reading.words[number].start < cut[1]:
        last = _named(reading, number, strict=strict)
        if last is None:
            return
        begin, stop = reading.words[number].start, reading.words[last].end
        text = reading.abstract[begin:stop]
        defined = reading.defined.get(shape.singular(text))
        if defined is None:
            defined = next((d for d in reading.defined.values() if d.long == text), None)
        kind = kind_of(reading.abstract[max(cut[0], begin - 60) : begin])
        short = _SHORT.match(reading.abstract, stop) if " " in text else None
        if short and shape.is_named(short[1]):
            yield Evidence(short[1], "abstract", short.start(1), short[1], why, kind, text)
        else:
            label = defined.short if defined else shape.singular(text)
            yield Evidence(label, "abstract", begin, text, why, kind, defined.long if defined else "")
        joined = _JOINED.match(reading.abstract, stop)
        number = reading.at.get(joined.end()) if joined else None


def _defined_at(reading: Reading, start: int) -> Definition | None:
    """Return the short form of an expression in small letters that begins at a place, if it may be a name."""
    for short in reading.defined.values() if start not in reading.at else ():
        if short.start == start and not short.plural and may_be_name(short.short):
            return None if is_concept(short.long) or is_shipped(short.short) else short
    return None


def _named(reading: Reading, number: int, *, strict: bool) -> int | None:
    """Return the last word of a name that begins at a word."""
    word = reading.words[number]
    phrase = None if strict else phrase_at(reading, number)
    if phrase:
        text = reading.abstract[word.start : reading.words[phrase[1]].end]
        return None if is_concept(text) or is_shipped(text) else phrase[1]
    if may_be_name(word.text):
        defined = reading.defined.get(shape.singular(word.text))
        return None if is_shipped(word.text) or (defined and is_concept(defined.long)) else number
    capital = shape.is_title_case(word.text) and not strict and is_own_word(reading, word.text)
    return number if capital and cues.GOES_ON.match(reading.abstract, word.end) else None


def _ours(reading: Reading, start: int) -> Iterator[Evidence]:
    """Yield the name in "our (new) model X" where the text uses it again, or where it can hardly be a general word."""
    number = bisect_left(reading.words, start, key=attrgetter("start"))
    while number < len(reading.words) and reading.words[number].text.islower():
        number += 1
    if number == len(reading.words) or not may_be_name(reading.words[number].text):
        return
    word = reading.words[number]
    between = reading.abstract[start : word.start]
    near = between.count(" ") <= _REACH and _WORDS.fullmatch(between) and not _FUNCTION.search(between)
    if not near or is_shipped(word.text):
        return
    called = _THING_LAST.search(between) and len(word.text) >= _LONG
    again = sum(other.text == word.text for other in reading.words) > 1 or word.text in reading.paper.title
    defined = reading.defined.get(shape.singular(word.text))
    generic = defined is not None and (defined.plural or is_small(defined.long))
    if (called or again) and not generic:
        kind = kind_of(reading.abstract[word.end : word.end + 40])
        yield Evidence(shape.singular(word.text), "abstract", word.start, word.text, '"our …"', kind)


def from_links(reading: Reading) -> Iterator[Evidence]:
    """Yield the name of the code's repository, where it has the look of a name rather than of a description."""
    abstract = reading.paper.abstract
    for start, _, url in links.find(abstract) if "github" in abstract or "gitlab" in abstract else ():
        match = re.fullmatch(r"https?://(?:www\.)?(?:github|gitlab)\.(?:com|org)/[\w.-]+/([\w.-]+?)(?:\.git)?/?", url)
        if not match or _VENUE.search(match[1]) or _PLAIN_REPO.fullmatch(match[1]):
            continue
        repository = match[1]
        pieces = [
            piece.lower()
            for part in re.split(r"[-_.]", repository)
            for piece in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", part)
        ]
        title = {part for word in shape.words(reading.paper.title.lower()) for part in shape.parts(word.text)}
        described = len(pieces) > 1 and sum(piece in title for piece in pieces) * 2 > len(pieces)
        if (
            "_" not in repository
            and not described
            and may_be_name(repository)
            and not is_shipped(repository)
            and len(repository) >= _LONG - 2
        ):
            before = abstract[max(0, start - 120) : start].lower()
            if re.search(r"\b(?:code|implementation|model|source|software|available|released?)", before):
                yield Evidence(repository, "abstract", -1, repository, "the address of its code", "system")
