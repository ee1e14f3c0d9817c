"""Read what a title says about editions: "(Extended Abstract)", "Journal version", "RetroMAE v2"."""

import re
from typing import NamedTuple

from papercat.store.identity import fold

_BRIEF = (
    r"extended abstract|student abstract|short (?:paper|version)|abridged(?: version)?|poster(?: abstract)?|"
    r"demo(?: paper)?"
)
_LONG = r"extended version|long version|full version|journal version|journal extension|extended paper|expanded version"
_OTHER = (
    r"pre-?print|technical report|tech report|author'?s version|accepted (?:version|manuscript)|revised(?: version)?"
)
_DASH = "-\u2013\u2014"
# in brackets or after a mark; two words that mean nothing else also after a space
_BEFORE = rf"[(\[]\s*|[{_DASH}:.,|]\s*|\s(?=(?:extended|journal|full) (?:abstract|version))"
_MARK = re.compile(
    rf"\s*(?:{_BEFORE})(?:(?P<brief>{_BRIEF})|(?P<long>{_LONG})|(?P<other>{_OTHER}))\s*[)\]]?[.]?\s*$", re.IGNORECASE
)
_LAST = ("abstract", "version", "paper", "poster", "demo", "report", "print", "extension", "manuscript")
_HEAD = re.compile(rf"^(?P<head>[^:?!]{{2,60}}?)(?:\s*:|\s+[{_DASH}]\s|$)")
_NUMBERED = re.compile(r"^(?P<base>.*?\w)[\s-]?v(?:ersion)?[\s.]?(?P<number>\d{1,2}(?:\.\d{1,2})?)$", re.IGNORECASE)
_NUMBER = re.compile(r"\w*\d\w*|\b[ivx]+\b", re.IGNORECASE)


class Edition(NamedTuple):
    """A title without what it says of its edition."""

    title: str
    size: int = 0
    """-1 for an abridged text, 1 for an extended one, 0 where the title does not say."""
    mark: str = ""
    """The words that say so."""


def edition(title: str) -> Edition:
    """Part a title from the words at its end that name the edition."""
    if not title.rstrip(" )].,").casefold().endswith(_LAST):
        return Edition(title)
    found = _MARK.search(title)
    if not found or not fold(title[: found.start()]):
        return Edition(title)
    size = -1 if found["brief"] else 1 if found["long"] else 0
    return Edition(title[: found.start()].rstrip(), size, found[0].strip(f" {_DASH}:.,|()[]"))


def numbers(title: str) -> frozenset[str]:
    """Return the words of a title that hold digits or are Roman numerals: papers that differ in them are two."""
    return frozenset(word.casefold() for word in _NUMBER.findall(title))


def head(title: str) -> str:
    """Return what stands before the colon or dash, the whole title where there is none, or nothing if it is long."""
    found = _HEAD.match(title.strip())
    return found["head"].strip() if found else ""


def successor(title: str) -> tuple[str, float]:
    """Return the system that a title numbers, and the number: `RetroMAE v2: …` gives `RetroMAE`, 2; else nothing, 0."""
    found = _NUMBERED.match(head(title))
    return (found["base"], float(found["number"])) if found else ("", 0.0)
