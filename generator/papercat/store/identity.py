"""When two records are one paper: identifiers first, then the title with the people and the year.

A false merge hides a paper, a missed one shows it twice: in doubt records stay apart, and the stage that looks for
duplicates asks people.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from papercat.records import Author, Paper

SCHEMES = frozenset(
    {"acl", "arxiv", "corpusid", "dblp", "doi", "hal", "mag", "openalex", "openreview", "pmcid", "pmid", "s2"}
)
"""Identifiers that name one paper; others (an ISBN, say) name the volume around it."""
EXCLUSIVE = ("arxiv", "doi", "acl", "openreview", "pmid")
"""Two values of one of these under one title are two papers."""
ARXIV_DOI = "10.48550/arxiv."
VERSION = re.compile(r"v\d+$")
WORD = re.compile(r"\w+")
Key = tuple[str, str, str]
_LOWER = bytes(range(128)).lower() + bytes(range(128, 256))
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return letters and digits only, without case and accents; a text without any is only case-folded."""
    if text.isascii():
        made = text.encode().translate(_LOWER, _SIGNS).decode()
    else:
        made = "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))
    return made or text.casefold().strip()


def identifiers(ids: Mapping[str, str]) -> dict[str, str]:
    """Return the identifiers that name a paper, in comparable form; an arXiv DOI counts as the arXiv identifier."""
    known: dict[str, str] = {}
    for scheme, value in ids.items():
        name, bare = scheme.casefold(), value.strip().casefold()
        if name == "doi" and bare.startswith(ARXIV_DOI):
            known.setdefault("arxiv", VERSION.sub("", bare.removeprefix(ARXIV_DOI)))
        elif name == "arxiv":
            known["arxiv"] = VERSION.sub("", bare.removeprefix("arxiv:"))
        elif name in SCHEMES and bare:
            # OpenReview's identifiers tell upper from lower case
            known[name] = value.strip() if name == "openreview" else bare
    return known


def keys(paper: Paper) -> Iterator[Key]:
    """Yield what names this paper exactly: identifiers, its key at each source, its id."""
    for scheme, value in sorted(identifiers(paper.ids).items()):
        yield ("ids", scheme, value)
    for source in paper.sources:
        if source.key:
            yield ("source", source.name, source.key)
    if paper.id:
        yield ("id", "", paper.id)


def agree(one: Paper, other: Paper) -> bool:
    """Say whether two records that share a key may be one paper.

    A proceedings' DOI on each of its papers, or row numbers used again in the next file, are no sign of identity.
    """
    if fold(one.title) == fold(other.title) or same_people(one.authors, other.authors):
        return True
    return alike(one.title, other.title) or (bool(one.abstract) and alike(one.abstract, other.abstract))


def same_paper(one: Paper, other: Paper) -> bool:
    """Say whether two records with the same folded title are one paper."""
    if apart(one, other):
        return False
    people = same_people(one.authors, other.authors)
    if people is False or not _near(one.year, other.year, 2 if people else 1):
        return False
    short = len(WORD.findall(one.title)) < 4 or len(fold(one.title)) < 16  # noqa: PLR2004 - "Preface", "Invited talk"
    if one.abstract and other.abstract and (short or not people):
        return alike(one.abstract, other.abstract)
    return bool(people) or not short or _linked(one, other)


def _linked(one: Paper, other: Paper) -> bool:
    """Say whether two records lead to the same place."""
    return not {link.url for link in one.links}.isdisjoint(link.url for link in other.links)


def apart(one: Paper, other: Paper) -> bool:
    """Say whether two records have different identifiers of a kind of which a paper has one."""
    mine, theirs = identifiers(one.ids), identifiers(other.ids)
    return any(mine[scheme] != theirs[scheme] for scheme in EXCLUSIVE if scheme in theirs and scheme in mine)


def same_people(some: tuple[Author, ...], others: tuple[Author, ...]) -> bool | None:
    """Say whether at least half of the shorter list of authors stands in the other; None where one is empty."""
    if not some or not others:
        return None
    few, many = sorted((some, others), key=len)
    known = {sign for author in many for sign in _recognised(author.name)}
    return 2 * sum(any(sign in known for sign in _recognised(author.name)) for author in few) >= len(few)


@lru_cache(maxsize=1 << 17)
def _recognised(name: str) -> frozenset[str]:
    """Return how a person's name may be recognised: surname with initial, or its words in any order."""
    last, comma, first = name.partition(",")
    spelled = unicodedata.normalize("NFKD", f"{first} {last}" if comma else name).casefold()
    words = WORD.findall("".join(c for c in spelled if not unicodedata.combining(c)))
    if not words:
        return frozenset((name,))
    return frozenset((f"{words[-1]}/{words[0][0]}", " ".join(sorted(words))))


def alike(one: str, other: str) -> bool:
    """Say whether two texts share most of their words, or one is the beginning of the other."""
    some, others = set(WORD.findall(one.casefold())), set(WORD.findall(other.casefold()))
    if not some or not others:
        return one.strip() == other.strip()
    common, fewest = len(some & others), min(len(some), len(others))
    return 2 * common >= len(some | others) or (fewest >= 8 and 10 * common >= 9 * fewest)  # noqa: PLR2004 - a cut abstract


def _near(one: str, other: str, years: int) -> bool:
    return not (one.isdecimal() and other.isdecimal()) or abs(int(one) - int(other)) <= years
