"""Find words that a paper uses as names of things which others made."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from papercat.enrich.names import cues, shape
from papercat.enrich.names.embedded import is_embedded
from papercat.enrich.names.evidence import Evidence, Reading, is_concept, is_shipped, kind_of, may_be_name
from papercat.enrich.text.words import is_word

_BEFORE = re.compile(
    r"\b(?:such as|like|including|include|e\.g\.,?|i\.e\.,?|namely,?|named|called|than|outperform(?:s|ing|ed)?"
    r"|surpass(?:es|ing|ed)?|baselines?:?|over|versus"
    r"|vs\.?|against|using|uses?|used|leverag(?:e|es|ing)|adopt(?:s|ing)?|based (?:up)?on|built (?:up)?on"
    r"|extend(?:s|ing)?|fine-?tun(?:e|es|ed|ing)|on|from"
    r"|via|with|to|by|exceeds?|exceeding|beats?|match(?:es|ing)?|improv(?:es?|ing)|appl(?:y|ies|ied|ying)"
    r"|employ(?:s|ed|ing)?|train(?:s|ed|ing)?|of|in|between"
    r"|known as|compare[sd]?|both|and|or|as|follow(?:s|ing)?|for|through|existing|popular|original"
    r"|state-of-the-art|pre-?trained|recent|well-known)\s+"
    r"(?:the\s+|an?\s+|original\s+|popular\s+|standard\s+|public\s+|recent\s+|challenging\s+|large-scale\s+"
    r"|widely used\s+|our\s+)*[(\"'\u201c\u2018]*$"
)
_SURELY = re.compile(
    r"\b(?:such as|like|including|e\.g\.,?|i\.e\.,?|namely,?|than|outperform(?:s|ing|ed)?|surpass(?:es|ing|ed)?"
    r"|baselines?:?|versus|vs\.?"
    r"|compared (?:to|with)|comparison (?:to|with)|based (?:up)?on|built (?:up)?on|extends?|extending"
    r"|fine-?tun(?:e|es|ed|ing))\s+(?:the\s+)?\(?$"
)
_LISTED = re.compile(r"(?:,\s+(?:and\s+|or\s+)?|\(|/|&\s*)$")
_THING_BEFORE = re.compile(rf"\b(?:{cues.THING}|{cues.DATA}|techniques?|ones?)(?: of| on)?[,:]?\s*\(?$", re.IGNORECASE)
_THING_AFTER = re.compile(rf"\s*(?:\([^()]*\)\s*|\[[^\]]*\]\s*)?(?:[a-z-]+\s+){{0,2}}?{cues.THING}\b")
_DATA_BEFORE = re.compile(rf"\b{cues.DATA}(?: of| on|, namely,?|,? called|,? named)?[,:]?\s*\(?$", re.IGNORECASE)
_DATA_AFTER = re.compile(rf"\s*(?:\([^()]*\)\s*|\[[^\]]*\]\s*)?(?:[a-z-]+\s+){{0,1}}?{cues.DATA}\b")
_LONG = 4
"""Characters of a word with digits that hardly means many things, as `T4` and `H3` do."""
_LAST = 36
"""Characters of the longest word for a thing, with what may follow it."""
_GLUED = re.compile(r"[a-z]\($")
"""An argument rather than an aside."""
_CITED = re.compile(r"\s*(?:\[[A-Z][^\]]*\d{4}\]|\([A-Z][\w .&-]*,? \d{4}[a-z]?\)|\[\d+\])")
_MATTER = re.compile(
    r"[\s-]+(?:gene|protein|expression|mutation|mutant|receptor|kinase|cell|mice|mouse|variant|promoter|pathway"
    r"|signaling|signalling|allele|locus|deficien\w+|inhibitor"
    r"|domain|complex|antibod\w+|channel|strain|virus|infection|syndrome|disease|disorder|film|layer|alloy"
    r"|crystal|nanoparticle|substrate|electrode|surface|galax"
    r"|star|cluster|supernova|level|concentration|positive|negative|activity|binding|phosphorylation|knockout"
    r"|transcript|mRNA|operator|group|algebra)",
)
_PAID = re.compile(r"\b(?:[Ff]unded|[Ss]ponsored|[Ff]inanced) by\b[^.;]*$")
_ELEMENTS = (
    "He|Li|Be|Ne|Na|Mg|Al|Si|Cl|Ar|Ca|Sc|Ti|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Zr|Nb|Mo|Ru|Rh|Pd|Ag|Cd|In|Sn|Sb"
    "|Te|Xe|Cs|Ba|La|Ce|Nd|Gd|Hf|Ta|Re|Os|Ir|Pt|Au|Hg|Tl|Pb|Bi|Th|H|B|C|N|O|F|P|S|K|V|Y|I|W|U"
)
_GENE = re.compile(r"[A-Z][a-z]{1,3}\d{1,2}")
_FORMULA = re.compile(rf"(?:(?:{_ELEMENTS})\d*(?:\.\d+)?)+[+-]{{0,2}}")


def find(reading: Reading, own: frozenset[str]) -> Iterator[Evidence]:
    """Yield names of other people's things, seen from their shape and the words around them.

    Args:
        reading: the paper.
        own: folded names (and long forms) that it introduces.
    """
    some = [word for word in reading.words if _base(word.text)]
    found = {word.start: _why(reading, word) for word in some if _candidate(reading, word, own)}
    if "" in found.values():
        _list(reading, found)
    for word in some:
        if why := found.get(word.start):
            kind = kind_of(reading.abstract[word.end : word.end + 40])
            yield Evidence(_base(word.text), "abstract", word.start, word.text, why, kind)
    yield from _capitalised(reading, own)
    yield from _alone(reading, own)


def _list(reading: Reading, found: dict[int, str]) -> None:
    """Give those of the words a reason that stand in a list beside a name: one in use, or a well-known one."""
    words = [word for word in reading.words if word.start in found or is_shipped(word.text)]
    joined = [_JOINED.fullmatch(reading.abstract, one.end, other.start) for one, other in pairwise(words)]
    for way in (1, -1):
        known = False
        for word, beside in zip(words[::way], [None, *joined[::way]], strict=True):
            if beside and known and found.get(word.start) == "":
                found[word.start] = _IN_LIST
            known = found.get(word.start) != ""


_IN_LIST = "in a list of names"
_JOINED = re.compile(r"(?:\s*\(\W*\))?(?:,(?: and| or)?|/| &| and| or)\s*")


@lru_cache(maxsize=1 << 16)
def _base(token: str) -> str:
    """Return what may name another's thing, without what hangs on it (`TiTok-based` -> `TiTok`), or nothing."""
    if token[1:].islower() and token.isalpha():
        return ""
    pieces = shape.parts(token)
    base = token[: -len(pieces[-1]) - 1] if len(pieces) > 1 and shape.is_tail(pieces[-1]) else token
    base = shape.singular(base)
    if not may_be_name(base) or is_shipped(base) or _is_formula(base) or is_concept(base):
        return ""
    if len(base) == 2 and base[0].islower():  # noqa: PLR2004 - `dH` is a product
        return ""
    pieces = shape.parts(base)
    plain = len(pieces) > 1 and all((shape.is_title_case(p) and p[1:].islower()) or is_concept(p) for p in pieces)
    return "" if plain else base


def _is_formula(token: str) -> bool:
    """Tell whether a token is a chemical formula; four capitals alone, as `BOHB`, are none."""
    return _FORMULA.fullmatch(token) is not None and not (len(token) >= _LONG and token.isalpha() and token.isupper())


def _candidate(reading: Reading, word: shape.Word, own: frozenset[str]) -> bool:
    """Tell whether what may name another's thing may do so here: it is neither this paper's own nor explained.

    Nor is it matter (`the MARS gene`), an argument, or who paid.
    """
    base = _base(word.text)
    if shape.fold(base) in own or any(shape.fold(piece) in own for piece in shape.parts(base)):
        return False
    defined = reading.defined.get(base)
    if defined and (not defined.short_first or defined.plural or is_concept(defined.long)):
        return False
    text, before = reading.abstract, reading.abstract[max(0, word.start - 60) : word.start]
    return not (_MATTER.match(text, word.end) or _GLUED.search(before) or _PAID.search(before))


def _why(reading: Reading, word: shape.Word) -> str:
    """Return the words around a token that make it a name in use, or nothing."""
    text = reading.abstract
    before, after = text[max(0, word.start - 60) : word.start], word.end
    if _CITED.match(text, after):
        return "cited"
    if _DATA_AFTER.match(text, after) or _ends(_DATA_BEFORE, before):
        return "called data"
    if not (shape.is_camel(word.text) or (shape.is_lettered(word.text) and len(word.text) >= _LONG)):
        return "called a thing" if _is_thing(text, word, before) else ""
    thing = _THING_AFTER.match(text, after) or _ends(_THING_BEFORE, before)
    if is_embedded(text, word.start, after):
        return "used"
    if thing or shape.is_tail(shape.parts(word.text)[-1]):
        return "called a thing"
    # genes are written so (Sox2, Trp53), and are no tools because somebody uses them
    used = _BEFORE.search(before) or _LISTED.search(before)
    return "used" if used and not _GENE.fullmatch(word.text) else ""


def _is_thing(text: str, word: shape.Word, before: str) -> bool:
    """Tell whether a short form in capitals stands for one thing that others made, not for a class of things.

    One says *the SEAL algorithm*, *variants of SEAL*, *methods such as SEAL*, or *SEAL, a solver*.
    """
    if len(word.text) < _LONG - 1:
        return False
    made = before.endswith((" the ", "The ")) and _MADE_AFTER.match(text, word.end)
    return bool(made or _MADE_BEFORE.search(before) or _APPOSED.match(text, word.end))


_MADE = r"(?:algorithm|method|solver|planner|optimizer|software|toolkit|library|framework|simulator|package)"
_MADE_AFTER = re.compile(rf" {_MADE}\b")
_MADE_BEFORE = re.compile(
    rf"\b(?:(?:{_MADE}|model|approache|technique|baseline|detector|tracker)s,? (?:such as|like|including)"
    r"|outperform(?:s|ing|ed)?|surpass(?:es|ing|ed)?|compared (?:to|with)"
    r"|(?:variant|modification|version|implementation)s? of) (?:the )?$"
)
_APPOSED = re.compile(rf"(?: \(|, )(?:an?|the|one of) (?:[\w-]+ ){{0,5}}?{_MADE}s?\b")


def _ends(pattern: re.Pattern[str], before: str) -> bool:
    """Tell whether one of the last words of a text begins a match that goes to its end."""
    return pattern.search(before, max(0, len(before) - _LAST)) is not None


def is_used(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a place say that a name in use stands there."""
    before = text[max(0, start - 60) : start]
    return bool(
        _SURELY.search(before)
        or _CITED.match(text, end)
        or _DATA_AFTER.match(text, end)
        or _ends(_DATA_BEFORE, before)
        or _ends(_THING_BEFORE, before)
        or _THING_AFTER.match(text, end)
        or is_embedded(text, start, end)
    )


def _capitalised(reading: Reading, own: frozenset[str]) -> Iterator[Evidence]:
    """Yield `the Nucleotide Transformer benchmark`: capitalised words right before a word for data, one or joined."""
    for match in _DATA_NAME.finditer(reading.abstract):
        for part in _PART.finditer(match[1]) if _lists(match[1]) else re.finditer(".+", match[1]):
            name, start = (
                part.group().strip(),
                match.start(1) + part.start() + len(part.group()) - len(part.group().lstrip()),
            )
            name = name.removeprefix("and ")
            start += len(part.group().strip()) - len(name)
            known = is_concept(name) or is_shipped(name) or shape.fold(name) in own or name in reading.defined
            if not known and len(name) > 1 and (" " in name or may_be_name(name)):
                yield Evidence(name, "abstract", start, name, "called data", kind_of(match[2]))


def _alone(reading: Reading, own: frozenset[str]) -> Iterator[Evidence]:
    """Yield `the Rico dataset`: a word with a capital that is no ordinary one, alone before a word for data."""
    text = reading.abstract
    for end in sorted(at for begin in _DATA_BEGINS for at in cues.each(text, begin)):
        start = text.rfind(" ", 0, end) + 1
        name = text[start:end]
        if not (name.istitle() and name.isalpha()) or not text[max(0, start - 2)].isalnum():
            continue
        data = _DATA_ONLY.match(text, end) if shape.word_before(text, start).islower() else None
        if data and not (is_word(name) or is_concept(name) or is_shipped(name) or shape.fold(name) in own):
            yield Evidence(name, "abstract", start, name, "called data", kind_of(data[1]))


_DATA_BEGINS = (" data", " bench", " corp")
_DATA_ONLY = re.compile(r" (data ?sets?|benchmarks?|corpus|corpora|databases?)\b")
_PART = re.compile(r"(?:(?! and ).)+")


def _lists(text: str) -> bool:
    """Tell whether "and" joins names rather than the words of one: `Simultaneous Localization and Mapping`."""
    return not all(is_word(word) for word in text.split())


_DATA_NAME = re.compile(
    rf"he (?<=\b[Tt]he )((?:[A-Z][a-z]+[\w-]*|[A-Z][\w-]+)(?: (?:[A-Z][\w-]*|of(?= [A-Z])|in(?= [A-Z])"
    rf"|and(?= [A-Z]))){{1,4}}) ({cues.DATA})\b"
)
