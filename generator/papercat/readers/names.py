# ruff: noqa: RUF001 - signs that look alike are what this is about
"""Names of people as files write them: where one ends and the next begins, and what beside it is no name."""

import re
from collections.abc import Iterator, Mapping

from papercat.readers.values import spelled
from papercat.records import Author

INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[ -]*){1,3}")
HAN = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
EASTERN = re.compile(rf"[{HAN}]+")
"""A name of which the family's comes first, without a space."""
SURNAME = re.compile(
    r"(?:(?:v[ao]n|de[rnl]?|d[aiou]s?|la|le|el|al|bin|te[nr]|zu[rm]?) )*[^\W\d_][^\W\d_'’‘-]*(?:['’-]\w+)*"
)
GIVEN = re.compile(r"(?!\w+[A-Z])[^\W\d_][\w'’-]*\.?(?: [^\W\d_][\w'’-]*\.?){0,2}")
"""Up to three names or initials; a word with capitals inside may be an organisation."""
SUFFIX = re.compile(r"Jr\.?|Sr\.?|II|III|IV", re.IGNORECASE)
DEGREE = re.compile(r"(?:Ph|Ed|Psy|Pharm)\.? ?D|[MBD]\.? ?(?:Sc|Phil|Eng|Ed)|Dr\.?(?:[- ]Ing)?|Esq|Prof")
LETTERS = re.compile(r"M\.?D|[MB]\.?[AS]|M\.?P\.?H|M\.?B\.?A|D\.?V\.?M|R\.?N|J\.?D|LL\.?[MBD]|D\.?D\.?S|FRCS|FRCP")
"""Degrees that may as well be initials; behind a whole name they are degrees."""

SEPARATOR = re.compile(rf"[;；、]|\s\|\s|(?<=[{HAN}])，\s*(?=[{HAN}])")
AND = re.compile(r",?\s+(?:and|&)(?:\s+|$)")
OTHERS = re.compile(r"(?:[,;]|\band\b|&|\s)*(?:\bet\.?\s*al\b\.?|\band others\b|…|\.\.\.)\s*$", re.IGNORECASE)
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
LAST_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_FAMILY = r"[^\W\d_a-z][\w'\u2019-]*[^\W\d_A-Z][\w'\u2019-]*"
SHORT = re.compile(
    rf"((?:(?:v[ao]n|de[rnl]?|d[aiou]s?|la|le|el|al|bin|te[nr]|zu[rm]?) )*{_FAMILY}(?: {_FAMILY})?)"
    r" ((?:[^\W\d_a-z]\.?[ -]?){1,4})( Jr| Sr| 2nd| 3rd| II| III)?\.?"
)
"""`van der Berg JP Jr`, as indexes of the life sciences write, and `Doe J.Q.`, as Scopus does."""
HIDDEN = re.compile("\\s*[\ue000-\uf8ff]")
MANY = 6000
"""Brackets of one list that are told apart; there are no more private characters."""
EMAIL = re.compile(r"[<(\[]?\s*(?:mailto:)?([^\s<>()\[\]@]+)@[\w-]+(?:\.[\w-]+)+\s*[>)\]]?")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
NUMBERED = re.compile(
    r"(?<=[^\W\d_.])(?:\s?[⁰¹²³⁴-⁹]+(?:,?\s?[⁰¹²³⁴-⁹]+)*|\d{1,2}(?:,\s?\d{1,2})*(?=[*†‡]*\s*(?:[,;]|$|and\b)))"
)
"""Numbers of a footnote behind a name of at least two words."""
MARKS = re.compile(r"^[\s,*∗⁎⋆★†‡§¶‖#✉]+|[\s,*∗⁎⋆★†‡§¶‖#✉⁰¹²³⁴-⁹]+$")
MORE = re.compile(r"[^\w .'’-]|[\d_]|\b(?:al|others)\b")
"""What only a text has that is more than a name; nearly all are names."""
NUMBERS = re.compile(r"\d+(?:[,;\s]+\d+)*")
"""Of footnotes, and what databases number people with."""
ORCID = re.compile(
    r"[(\[<]?\s*(?:https?://orcid\.org/|orcid:?\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\s*[)\]>]?", re.IGNORECASE
)
LEGEND = re.compile(r"\s*[\[(]?(\d{1,2})[\])]?[.:]?\s+(\S.*)")
ROLE = re.compile(
    r"(?:co-?)?(?:corresponding|first)? ?(?:author|editor|eds?\.?|speaker|presenter|student)s?|equal.*", re.IGNORECASE
)
PLACE = re.compile(
    r",|\b[A-Z]{2,}\b|[A-Za-z]{2,}[ -]+\S|Univ|Inst|Lab|Colle|School|Cent[re]|Inc\b|Ltd|GmbH|Corp|Research"
)
BORN = re.compile(r"n[ée]e|born|geb|formerly|aka|a\.k\.a", re.IGNORECASE)


def authors(text: str) -> list[Author]:
    """Return the people of one text: `A and B`, `A; B`, `A, B`, `Last, First and Last, First`."""
    names, places = _legend(spelled(text))
    names = OTHERS.sub("", names)
    if " " in names.strip():
        names = NUMBERED.sub(lambda match: f"[{match[0].strip().translate(RAISED)}]", names)
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(match[0])
        return chr(0xE000 + len(hidden) - 1)

    def show(match: re.Match[str]) -> str:
        return match[0][:-1] + hidden[ord(match[0][-1]) - 0xE000]

    bare = BRACKETS.sub(hide, re.sub("[\ue000-\uf8ff]", "", names), count=MANY)
    found = [HIDDEN.sub(show, name) for name in _split(bare)]
    # brackets behind each name hold where they work, behind some they may hold another name
    sure = len(found) > 1 and all(LAST_BRACKETS.search(name) for name in found)
    made = (author(name, places, sure=sure) for name in _spoken(found))
    return [one for one in made if one.name]


def _spoken(names: list[str]) -> list[str]:
    """Return names with the initials first, where all of several people have them last; groups stay."""
    short = [SHORT.fullmatch(name) for name in names]
    if sum(map(bool, short)) < max(2, len(names) - 1):
        return names
    return [
        turned(one[1], f"{one[2].strip()}{one[3] or ''}") if one else name
        for one, name in zip(short, names, strict=True)
    ]


def author(text: str, places: Mapping[str, str] = {}, *, sure: bool = False) -> Author:
    """Return one person: the name without marks, degrees and addresses; where they work, from brackets or a footnote.

    Args:
        text: one name, and what stands around it.
        places: affiliations by the number of their footnote.
        sure: whatever stands in brackets behind the name is an affiliation.
    """
    whole = " ".join(spelled(text).split())
    if not MORE.search(whole):
        return Author(whole)
    orcid = ORCID.search(whole)
    name = MARKS.sub("", " ".join(ORCID.sub(" ", EMAIL.sub(" ", whole)).split()))
    told: list[str] = []
    while match := LAST_BRACKETS.search(name):
        inner = match[1].strip()
        if NUMBERS.fullmatch(inner):
            told += [places[number] for number in re.findall(r"\d+", inner) if number in places]
        elif inner and not ROLE.fullmatch(inner):
            if not sure and (not PLACE.search(inner) or BORN.match(inner)):
                break
            told.append(inner)
        name = MARKS.sub("", name[: match.start()])
    name = _undegreed(OTHERS.sub("", name))
    if not name and (address := EMAIL.search(whole)):
        # the name of a mailbox is better than nobody; its address is private
        name = address[1]
    return Author(name if any(map(str.isalpha, name)) else "", "; ".join(told), orcid[1].upper() if orcid else "")


def turned(last: str, first: str) -> str:
    """Return `First Last Jr.`, or the two as one where the family's name comes first and without a space."""
    tail = "".join(HIDDEN.findall(last) + HIDDEN.findall(first))
    last, first = HIDDEN.sub("", last).strip(), HIDDEN.sub("", first).strip()
    if EASTERN.fullmatch(last + first):
        return f"{last}{first}{tail}"
    *rest, end = first.split(" ")
    if SUFFIX.fullmatch(end) and rest:
        first, last = " ".join(rest), f"{last} {end}"
    return f"{first} {last}".strip() + tail


def _legend(text: str) -> tuple[str, dict[str, str]]:
    """Return the names in one line, and the affiliations that numbered lines below them tell."""
    lines = [line for line in text.split("\n") if line.strip()]
    notes = [LEGEND.fullmatch(line) for line in lines[1:]]
    if any(notes):
        names = " ".join([*lines[:1], *(line for line, note in zip(lines[1:], notes, strict=True) if not note)])
        return " ".join(names.split()), {note[1]: note[2].strip() for note in notes if note}
    # a name a line
    between = "; " if not re.search(r"[,;]|\sand\s|&", text) else " "
    return " ".join(between.join(lines).split()), {}


def _split(text: str) -> Iterator[str]:
    if SEPARATOR.search(text):
        for name in SEPARATOR.split(text):
            bits = _bits(name)
            if len(bits) > 1 and all(map(SHORT.fullmatch, bits)):
                # PubMed's: people, and the groups behind a semicolon
                yield from bits
                continue
            yield turned(*bits) if len(bits) == 2 else ", ".join(bits)  # noqa: PLR2004 - surname, first name
        return
    parts = [_bits(part) for part in AND.split(text)]
    if len(parts) > 1 and all(len(bits) == 2 for bits in parts):  # noqa: PLR2004 - surname, first name
        yield from (turned(*bits) for bits in parts)
        return
    for bits in parts:
        yield from _names(bits)


def _bits(text: str) -> list[str]:
    """Return what stands between commas, `Jr.` with the name that it belongs to, degrees left out."""
    made: list[str] = []
    waiting = ""
    bits = [bit.strip() for bit in text.split(",") if bit.strip()]
    for place, bit in enumerate(bits):
        if SUFFIX.fullmatch(bit) and made:
            if " " in made[-1] or len(made) % 2 == 0 or place == len(bits) - 1:
                made[-1] += f" {bit}"
            else:
                # "King, Jr., Martin Luther"
                waiting = f" {bit}"
        elif not _is_degree(bit, made[-1] if made else ""):
            made.append(bit + waiting)
            waiting = ""
    return made


def _is_degree(bit: str, before: str) -> bool:
    bare = HIDDEN.sub("", bit).rstrip(".")
    titles = [title.rstrip(".") for title in re.split(r"[ /]+", bare)]
    if not before or not all(DEGREE.fullmatch(title) or LETTERS.fullmatch(title) for title in titles):
        return bool(before and DEGREE.fullmatch(bare))
    return " " in before or any(map(DEGREE.fullmatch, titles))


def _undegreed(name: str) -> str:
    """Return a name without the degrees behind it; a comma before `Jr.` goes, too."""
    if "," not in name:
        return name
    first, *rest = name.split(",")
    kept = [bit for bit in rest if not _is_degree(bit.strip(), first)]
    made = ",".join([first, *kept])
    return re.sub(rf",(?= (?:{SUFFIX.pattern})$)", "", made, flags=re.IGNORECASE) if " " in first else made


def _names(bits: list[str]) -> list[str]:
    """Tell `Last, First` and `Last, F., Last, F.` from a list of names."""
    bare = [HIDDEN.sub("", bit).strip() for bit in bits]
    lasts, firsts = bare[::2], bare[1::2]
    if len(bits) % 2 or not bits:
        return bits
    if len(bits) == 2:  # noqa: PLR2004 - surname, first name, or two people
        eastern = EASTERN.fullmatch(bare[0] + bare[1])
        if eastern:
            return [turned(*bits)] if len(bare[0]) == 1 else bits
        pair = bool(SURNAME.fullmatch(bare[0])) or " " not in bare[0]
    else:
        pair = all(map(SURNAME.fullmatch, lasts)) and all(map(GIVEN.fullmatch, firsts))
        pair = pair and not any(EASTERN.fullmatch(bit) for bit in bare)
    if pair or all(map(INITIALS.fullmatch, firsts)):
        return [turned(*two) for two in zip(bits[::2], bits[1::2], strict=True)]
    return bits
