"""Names as the objects of "we introduce …": direct, capitalised, beside a long form or in apposition."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import islice
from operator import attrgetter

from papercat.enrich.names import cues, shape
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

_REACH = 30
"""Words after the verb within which its object is sought."""
_NEAR = 60
"""Characters between "we" and a weak verb."""
_APPOSITION = re.compile(r"\s*(?:[,.;:(]|(?:that|which|whose|where|for|to)\b|$)")
_DEFINING = re.compile(r"(?:\s+v?\d[\w.]*)?\s*(?:[,;]\s+(?:an?|the|our|which|whose)\b|:)")
_EXPLAINED = re.compile(r"(?:\s*\([^()]*\))?[,;]\s+an?\b")
"""What follows even a well-known name where a paper presents it: `Seurat v4, an R toolkit`."""
_AT = re.compile(r"\b(?:at|by|for|from|in|on|to|using|via|with)\s+(?:the\s+|an?\s+)?$")
_JOINED = re.compile(r"\band\s+(?:the\s+)?$")
_ONE = re.compile(r"\b(?:is|was|has been)\s+(?:\w+\s+)?\w+$")
_EXISTING = re.compile(
    r"\b(?:existing|previous|popular|well-known|adopting|adopts?|called by|baselines?|based on|such as|like)\b"
)
_AND = re.compile(r"(?:,| and|, and| &| or)\s+(?:the\s+|an?\s+)?")
_PASSIVE = re.compile(
    r"(?:\([^()]*\))?,?\s+(?:\w+\s+){0,4}?(?:is|are|was|were|has been|have been)\s+(?:hereby |here |then |thus "
    r"|further )?"
    r"(?:proposed|introduced|presented|developed|released|designed)\b"
)
_WEAK = re.compile(r"formulat|provid|implement|us|describ|train|deriv|suggest|offer|collect")
_BESIDE = re.compile(
    r"(?:(?:\s+[a-z-]+){0,2},?\s+(?:called|named|dubbed|termed|abbreviated(?: as)?|namely)\s+|"
    r"\s*\()[\"'`\u201c]?([\w+^-]+)"
)
_OTHERS = re.compile(r"\b(?:recently|previously|originally|first|et al|in \[|by \[|in 20\d\d)\b")


def find(reading: Reading) -> Iterator[Evidence]:
    """Yield what the sentences of the abstract introduce."""
    verbs = cues.verbs(reading.plain, reading.said)
    owns = cues.owns(reading.plain, reading.said) if verbs else []
    for cut in reading.cuts if owns else ():
        first = bisect_right(owns, cut[0])
        own = owns[first] if first < len(owns) else cut[1]
        for start, verb in verbs if own < cut[1] else ():
            # a weak verb must be near its "we"
            if own <= start < cut[1] and (verb in cues.STRONG or start - own < _NEAR):
                yield from _objects(reading, cut, start + len(verb), verb)
    yield from _passive(reading)


def _objects(reading: Reading, cut: Span, after: int, verb: str) -> Iterator[Evidence]:
    apart = cues.APART.search(reading.abstract, after, cut[1])
    limit = apart.start() if apart else cut[1]
    number = bisect_left(reading.words, after, key=attrgetter("start"))
    end, seen = _reach(reading, number, after, cut[1]), -1
    while number < end:
        direct = reading.words[number].start < limit
        found = _direct(reading, number) if direct else None
        found = found or _apposed(reading, number) or (_next(reading, seen, number) if seen >= 0 else None)
        if found:
            evidence = _evidence(reading, *found, f'"{verb} …"')
            number = seen = found[1]
            if not _is_general(reading, evidence, after, verb) and not _is_others(evidence, verb):
                yield evidence
        elif (phrase := phrase_at(reading, number)) and _is_notion(reading, *phrase):
            # `Markov Chain Monte Carlo` is none, nor is `Chain Monte Carlo`
            number = phrase[1]
        number += 1


def _reach(reading: Reading, number: int, after: int, stop: int) -> int:
    """Return the number after that of the last word within reach of a verb that ends at `after`."""
    end = bisect_left(reading.words, stop, lo=number, key=attrgetter("start"))
    last = reading.words[end - 1].start if end > number else after
    # words and what parts them take two characters at least
    if last - after >= 2 * _REACH and reading.abstract.count(" ", after, stop) > _REACH // 2:
        near = islice(shape.TOKEN.finditer(reading.abstract, after, last + 1), _REACH, _REACH + 1)
        stop = next((word.start() for word in near), stop)
        end = bisect_left(reading.words, stop, lo=number, hi=end, key=attrgetter("start"))
    return end


def _evidence(reading: Reading, first: int, last: int, why: str) -> Evidence:
    start, stop = reading.words[first].start, reading.words[last].end
    text = reading.abstract[start:stop]
    defined = reading.defined.get(shape.singular(text))
    if defined is None:
        around_it = (d for d in reading.defined.values() if d.long == text or d.start <= start < stop <= d.end)
        defined = next((d for d in around_it if may_be_name(d.short) or _is_spelled(d.short)), None)
    kind = kind_of(reading.abstract[stop : stop + 60].lstrip(", "))
    kind = kind_of(reading.abstract[max(0, start - 40) : start]) if kind == "name" else kind
    beside = _BESIDE.match(reading.abstract, stop)
    if beside and may_be_name(beside[1]) and " " in text:
        return Evidence(beside[1], "abstract", beside.start(1), beside[1], why, kind, text)
    if defined and defined.short != shape.singular(text):
        return Evidence(defined.short, "abstract", defined.short_at, defined.short, why, kind, defined.long)
    return Evidence(shape.singular(text), "abstract", start, text, why, kind, defined.long if defined else "")


def _is_spelled(short: str) -> bool:
    """Tell whether capitals make a word of other words' letters: `REPaIR`."""
    return shape.is_camel(short) and shape.singular(short) == short and not is_concept(short)


def _is_general(reading: Reading, evidence: Evidence, after: int, verb: str) -> bool:
    """Tell whether a long form in small letters is a general expression: explained before, or of a weak verb."""
    defined = reading.defined.get(evidence.label)
    if defined is None or shape.is_camel(evidence.label):
        return False
    return _WEAK.match(verb) is not None or (is_small(evidence.long_form) and defined.start < after)


def _is_others(evidence: Evidence, verb: str) -> bool:
    """Tell whether a well-known name is only made use of: one trains BERT, and presents it."""
    return verb not in cues.STRONG and is_shipped(evidence.surface)


def _direct(reading: Reading, number: int) -> tuple[int, int] | None:
    """Return first and last word of a name that stands as the object itself."""
    word = reading.words[number]
    phrase = phrase_at(reading, number)
    if phrase:
        text = reading.abstract[word.start : reading.words[phrase[1]].end]
        end = reading.words[phrase[1]].end
        known = is_shipped(text) and not _EXPLAINED.match(reading.abstract, end)
        other = known or _is_class(reading, text) or _is_notion(reading, *phrase)
        return phrase if cues.GOES_ON.match(reading.abstract, end) and not other else None
    if may_be_name(word.text):
        return (number, number) if _may_stand(reading, number) else None
    title_case = shape.is_title_case(word.text) and len(shape.parts(word.text)) == 1
    if not title_case or not _DEFINING.match(reading.abstract, word.end):
        return None
    lone = shape.word_before(reading.abstract, word.start).islower() and is_own_word(reading, word.text)
    return (number, number) if lone else None


def _may_stand(reading: Reading, number: int) -> bool:
    """Tell whether a name-like word is what is introduced, not a known thing or the short form of a class."""
    word = reading.words[number]
    short = shape.singular(word.text)
    defined = reading.defined.get(short)
    if defined and (defined.plural or is_concept(defined.long) or is_shipped(defined.long)):
        return False
    explained = _EXPLAINED.match(reading.abstract, word.end)
    if is_shipped(short) and not explained and not reading.paper.title.startswith(short):
        return False
    return bool(cues.GOES_ON.match(reading.abstract, word.end))


def _is_notion(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a capitalised expression is a general notion."""
    return is_concept(reading.abstract[reading.words[first].start : reading.words[last].end])


def _is_class(reading: Reading, long: str) -> bool:
    """Tell whether the text gives a plural short form to a phrase, as one does for classes of things."""
    return any(d.plural and d.long == long for d in reading.defined.values())


def _apposed(reading: Reading, number: int) -> tuple[int, int] | None:
    """Return a name between commas or after a colon, that is no member of a longer list."""
    word = reading.words[number]
    if reading.abstract[max(0, word.start - 2) : word.start] not in {", ", ": "} or not may_be_name(word.text):
        return None
    if not _may_stand(reading, number) or not _APPOSITION.match(reading.abstract, word.end):
        return None
    before = shape.word_before(reading.abstract, word.start)
    if not before or shape.is_named(before) or _EXISTING.search(reading.abstract, max(0, word.start - 80), word.start):
        return None
    return number, number


def _next(reading: Reading, seen: int, number: int) -> tuple[int, int] | None:
    """Return a name that is joined by "and" or a comma to one just found."""
    between = reading.abstract[reading.words[seen].end : reading.words[number].start]
    return _direct(reading, number) if _AND.fullmatch(between) else None


def _passive(reading: Reading) -> Iterator[Evidence]:
    """Yield names of which a sentence says that they are proposed here."""
    text = reading.abstract
    if not cues.passive(reading.plain):
        return
    for number, word in enumerate(reading.words):
        said = _PASSIVE.match(text, word.end) if may_be_name(word.text) and _may_stand(reading, number) else None
        if said is None or _is_object(text, word, said[0]):
            continue
        short = reading.defined.get(shape.singular(word.text))
        if short and is_small(short.long):
            continue
        if not _OTHERS.search(text, *around(text, word.start)):
            yield _evidence(reading, number, number, '"… is proposed"')


def _is_object(text: str, word: shape.Word, said: str) -> bool:
    """Tell whether a name is not what a sentence says to be proposed: "a tracker with X and Y is proposed".

    Of two things that are joined one does not say that it "is".
    """
    begin = max(0, word.start - 12)
    joined = " and " in said or _JOINED.search(text, begin, word.start)
    return bool((joined and _ONE.search(said)) or _AT.search(text, begin, word.start))
