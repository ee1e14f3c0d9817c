"""Names in titles: `X: subtitle`, and titles that say "introducing" or "(SHORT)"."""

import re
from collections.abc import Iterator

from papercat.enrich import vocabulary
from papercat.enrich.names import cues, definitions, shape
from papercat.enrich.names.evidence import (
    Evidence,
    Reading,
    is_concept,
    is_other,
    is_own_word,
    is_shipped,
    kind_of,
    may_be_name,
)
from papercat.enrich.text.words import is_word
from papercat.enrich.words import GLUED

_PARTS = re.compile(
    rf"(?P<name>.{{2,60}}?)(?:\s*:\s+|\s*\uff1a\s*|:(?=[A-Z{GLUED}])|\s+(?:--|\u2013|\u2014|-)\s+)(?P<rest>\S.*)",
    re.DOTALL,
)
_MARK = re.compile(r"[:\uff1a]|\s[\u2013\u2014-]")
_AROUND = re.compile(
    r"^(?:the|introducing|project|meet|towards?|building|announcing)\s+|\s+(?:(?:data ?set|corpus|benchmark"
    r"|challenge|database|data|collection|toolkit|library|framework"
    r"|model|suite|project|system|shared task)s?(?:\s+(?:and|v?\d[\d.]*)\b.*)?)$",
    re.IGNORECASE,
)
_SMALL = re.compile(
    r"\b(?:and|or|the|a|an|into|to|from|is|are|be|not|but|vs|versus|with|without|by|at|as|how|why|what|when|do"
    r"|does|can|you|your|we|it)\b",
    re.IGNORECASE,
)
_GERUND = re.compile(r"[A-Z][a-z]+ing\b")
_VERSION = re.compile(r"[vV]?\d+(?:\.\d+)*\+*|[IVX]+|[vV]ersion|XL|Pro|Plus|Lite|Next|Zero|Mini|Base|Large")
_PROPOSED = re.compile(
    r"proposed (?<=\b(?:the|our) proposed )((?:[\w-]+ )+?[\w-]+)(?=[,.;]|\s(?:method|approach|framework|that|which|to"
    r"|for|is|module|algorithm)\b)"
)
_MOST = 5


def find(reading: Reading) -> Iterator[Evidence]:
    """Yield the names that the title introduces."""
    title = reading.paper.title
    parts = _PARTS.fullmatch(title) if _MARK.search(title) else None
    if parts:
        yield from _before_colon(reading, parts["name"], parts["rest"])
    yield from _proposed(reading)
    for short in definitions.find(title):
        good = (
            not short.plural and may_be_name(short.short) and not is_concept(short.long) and not is_shipped(short.short)
        )
        plural = short.short in reading.defined and reading.defined[short.short].plural
        if good and not plural and cues.PROPOSES.search(reading.abstract):
            why = "short form in the title"
            yield Evidence(short.short, "title", short.short_at, short.short, why, kind_of(title), short.long)


def _proposed(reading: Reading) -> Iterator[Evidence]:
    """Yield capitalised expressions of the title that the abstract calls "the proposed …"."""
    if "proposed " not in reading.abstract:
        return
    for match in _PROPOSED.finditer(reading.abstract):
        at = reading.paper.title.lower().find(match[1].lower())
        name = reading.paper.title[at : at + len(match[1])]
        whole = at >= 0 and not reading.paper.title[at + len(name) : at + len(name) + 1].isalnum()
        before = reading.paper.title[:at].split()
        whole = whole and (not before or before[-1].islower() or before[-1].endswith(":"))
        if whole and all(word[0].isupper() for word in name.split()) and not is_concept(name) and not is_shipped(name):
            yield Evidence(name, "title", at, name, '"the proposed …"', kind_of(name))


def _before_colon(reading: Reading, prefix: str, rest: str) -> Iterator[Evidence]:
    name = _AROUND.sub("", _AROUND.sub("", prefix.strip())).strip(" \"'`\u201c\u201d")
    name = re.sub(r"\s*\([^()]*\)$", "", name)
    words = shape.words(name)
    if not words or len(words) > _MOST or not _stands(reading, name, words, rest):
        return
    start = reading.paper.title.find(name)
    defined = reading.defined.get(shape.singular(name))
    yield Evidence(
        name, "title", start, name, "before the colon of the title", kind_of(rest), defined.long if defined else ""
    )


def _stands(reading: Reading, name: str, words: list[shape.Word], rest: str) -> bool:
    """Tell whether what stands before the colon is a name."""
    first = words[0].text
    if (is_shipped(name) and not is_other(reading, name)) or is_concept(name):
        return _cued(reading, name) or (is_shipped(name) and _defines(reading, name, rest))
    if len(words) == 1:
        return _single(reading, first, rest)
    if any(may_be_name(word.text) for word in words) and not _SMALL.search(name):
        versions = all(_VERSION.fullmatch(word.text) for word in words[1:])
        if versions and may_be_name(first):
            return not is_shipped(first) or _cued(reading, name)
        return all(word.text[0].isupper() or may_be_name(word.text) for word in words) and _said(reading, name)
    return _phrase(reading, name, rest)


def _defines(reading: Reading, name: str, rest: str) -> bool:
    """Tell whether the title or the abstract says what a thing is: "Astropy: A Python package", "Fiji is a tool"."""
    told = rest.lower().startswith(("a ", "an ", "the ")) and kind_of(rest) != "name"
    told = told or re.search(rf"(?:^|[.:] ){re.escape(name)} is an? ", reading.abstract) is not None
    return told and name in reading.abstract and not cues.STUDY.match(rest)


def _single(reading: Reading, word: str, rest: str) -> bool:
    """Tell whether one word before the colon is a name."""
    if not may_be_name(word):
        if word.islower():
            return not is_word(word) and re.search(rf"\b{re.escape(word)} {cues.THING}\b", reading.abstract) is not None
        used = _defines(reading, word, rest)
        used = used or any(other.text == word and _inside(reading, other) for other in reading.words)
        return used and shape.is_title_case(word) and is_own_word(reading, word) and not cues.STUDY.match(rest)
    defined = reading.defined.get(shape.singular(word))
    if defined and defined.plural:
        return False
    study = cues.STUDY.match(rest) and not shape.is_camel(word) and not cues.PROPOSES.search(reading.abstract)
    return not study or _said(reading, word)


def _inside(reading: Reading, word: shape.Word) -> bool:
    """Tell whether a word stands inside a sentence, where a capital means something."""
    return all(word.start != start for start, _ in reading.cuts)


def _phrase(reading: Reading, name: str, rest: str) -> bool:
    """Tell whether ordinary words before the colon are a name: the abstract proposes something, and uses them so.

    "Landmark Attention: …" is one, "Scan and Snap: …", "Needle Threading: Can …?" and "Turning Trash …: …" are not.
    """
    title_case = all(word[0].isupper() or word in {"of", "in", "for"} for word in name.split())
    if not title_case or rest.rstrip().endswith("?") or not cues.PROPOSES.search(reading.abstract):
        return False
    if _said(reading, name):
        return True
    topic = cues.STUDY.match(rest) or _SMALL.search(name) or _GERUND.match(name)
    stems, said = vocabulary.terms(name), set(vocabulary.terms(reading.abstract))
    return not topic and all(stem in said for stem in stems)


def _said(reading: Reading, name: str) -> bool:
    """Tell whether the abstract has the name in the same letters."""
    said = name in reading.abstract
    return said and re.search(rf"(?<![\w-]){re.escape(name)}(?!\w)", reading.abstract) is not None


def _cued(reading: Reading, name: str) -> bool:
    """Tell whether the abstract says that it introduces a name which others may have introduced before."""
    verb = r"(?:introduce|present|propose|release|develop|describe)s?"
    build = r"(?:we|paper|work)\b[^.]{0,60}?\b(?:introduce|present|propose|release|build|construct|create|collect)"
    named = rf"(?:call(?:ed)?|name[dly]*|dub(?:bed)?|term(?:ed)?|a\.?k\.?a\b|\()[^.()]{{0,60}}?\b{re.escape(name)}\b"
    patterns = (rf"\b{verb}\s+(?:[\w-]+\s+){{0,3}}?{re.escape(name)}\b", rf"\b{build}[^.]{{0,160}}{named}")
    return any(re.search(pattern, reading.abstract) for pattern in patterns)
