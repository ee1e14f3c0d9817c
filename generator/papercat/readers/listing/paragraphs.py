"""Lines to paragraphs, each with what it says about itself."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from papercat.readers.listing.furniture import SENDER, is_furniture, unglued
from papercat.readers.listing.likeness import capitals

WIDEST = 140
"""Characters; a block with a longer line was not wrapped by hand."""
MARKED_TITLE = re.compile(r"(?:paper\s+)?title\s*:\s*", re.IGNORECASE)
MARKED_ABSTRACT = re.compile(r"(?:abstract|summary)\s*(?:[:.\u2014\u2013-]+\s*|$)", re.IGNORECASE)
MARKED_AUTHORS = re.compile(r"authors?\s*:\s*", re.IGNORECASE)
BULLET = re.compile(r"(?:#{1,6}\s+|[-*•]\s+|\[?\d{1,3}[.)\]]\s+)(?=\S)")
MOSTLY, RARELY = 0.6, 0.35
"""Shares of long words with a capital: in a title, in running text."""
SHORT = 4
"""Words of a sender's name, at most."""


class Paragraph(NamedTuple):
    """A paragraph of the page."""

    text: str
    line: int
    """Its first line, from 1."""
    mark: str = ""
    """"title", "abstract" or "authors" where the page says so; "furniture" where it is known to be none of them."""


def paragraphs(text: str) -> list[Paragraph]:
    """Return the page's paragraphs: wrapped lines joined, tabs apart, headings and known furniture marked."""
    plain = [made for line, part in _joined(text) for made in _cells(line, part)]
    found: list[Paragraph] = []
    heading = ""
    for line, part in plain:
        one = _marked(part, line)
        if heading == "abstract" and not one.mark:
            one = one._replace(mark="abstract")
        elif heading == "sender" and not one.mark and len(one.text.split()) <= SHORT:
            one = one._replace(mark="furniture")
        heading = _heading(one, part)
        if one.text:
            found.append(one)
    return found


def _heading(one: Paragraph, part: str) -> str:
    """Say what this paragraph announces of the next one."""
    if one.mark == "abstract" and not one.text:
        return "abstract"
    return "sender" if SENDER.fullmatch(part) else ""


def _marked(part: str, line: int) -> Paragraph:
    """Strip bullets, emphasis and labels, and note what they say."""
    if match := MARKED_ABSTRACT.match(part):
        return Paragraph(part[match.end() :].strip(), line, "abstract")
    if is_furniture(part):
        return Paragraph(part, line, "furniture")
    bare = BULLET.sub("", part, count=1) if BULLET.match(part) else part
    bare = unglued(re.sub(r"^(\*\*|__)(.+)\1$", r"\2", bare))
    for pattern, mark in ((MARKED_TITLE, "title"), (MARKED_AUTHORS, "authors")):
        if match := pattern.match(bare):
            return Paragraph(bare[match.end() :].strip(), line, mark)
    return Paragraph(bare, line, "furniture" if is_furniture(bare) else "")


def _cells(line: int, part: str) -> Iterator[tuple[int, str]]:
    """Yield the cells of a line with tabs: one paper a line."""
    return ((line, " ".join(cell.split())) for cell in part.split("\t") if cell.strip())


def _joined(text: str) -> Iterator[tuple[int, str]]:
    """Yield first line and text of each paragraph."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped:
            block.append((number, stripped))
        else:
            yield from _unwrapped(block)
            block = []
    yield from _unwrapped(block)


def _unwrapped(block: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Join lines that were broken only because the next word did not fit."""
    if not block:
        return
    width = _width([line for _, line in block])
    start, parts = block[0][0], [block[0][1]]
    for (_, before), (number, line) in pairwise(block):
        if width <= WIDEST and _continues(before, line, width) and not _turns(parts, line):
            parts.append(line)
        else:
            yield start, " ".join(parts)
            start, parts = number, [line]
    yield start, " ".join(parts)


def _width(lines: list[str]) -> int:
    """Return the width at which a block was wrapped; a line that is one long address could not be."""
    return max((len(line) for line in lines if " " in line), default=0)


def _turns(before: list[str], line: str) -> bool:
    """Say whether a full line is the end of a title or abstract all the same, by the capitals on both sides."""
    old, new = capitals(before[-1]), capitals(line)
    title_ends = len(before) == 1 and old >= MOSTLY and new <= RARELY and line[:1].isupper()
    abstract_ends = before[-1].endswith((".", "!", "?")) and new >= MOSTLY and not line.endswith(".")
    return title_ends or abstract_ends


def _continues(before: str, line: str, width: int) -> bool:
    """Say whether the line goes on with the sentence before, in a block of this width."""
    first = line.split(maxsplit=1)[0]
    if len(before) + 1 + len(first) <= width:
        return False
    # an address or a number may be the last word of a sentence, `8 comments` is none
    apart = line != first and is_furniture(line)
    return not apart and not any(mark.match(line) for mark in (MARKED_ABSTRACT, MARKED_TITLE, MARKED_AUTHORS))
