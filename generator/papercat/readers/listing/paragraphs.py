"""Lines to paragraphs, each with what it says about itself."""

import re
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import NamedTuple

from papercat.readers.listing.furniture import SENDER, is_furniture, unglued
from papercat.readers.listing.likeness import capitals, is_people

WIDEST = 140
"""Characters; a block with a longer line was not wrapped by hand."""
MARKED_TITLE = re.compile(r"(?:paper\s+)?title\s*:\s*", re.IGNORECASE)
MARKED_ABSTRACT = re.compile(r"(?:abstract|summary)\s*(?:[:.\u2014\u2013-]+\s*|$)", re.IGNORECASE)
MARKED_AUTHORS = re.compile(r"authors?\s*:\s*", re.IGNORECASE)
_ADDRESS = r"(?=(?:https?://|www\.)\S+$|[\w-]+(?:\.[\w-]+)+/\S+$)"
FIELDS = {
    "date": re.compile(r"(?:publication )?(?:date|year)\s*:\s*(?=[\w ,./-]{4,30}$)", re.IGNORECASE),
    "venue": re.compile(r"(?:venue|conference|journal)\s*:\s*(?=\S)", re.IGNORECASE),
    "doi": re.compile(r"doi\s*:\s*(?=\S*10\.)", re.IGNORECASE),
    "keywords": re.compile(r"(?:author )?keywords?\s*:\s*(?=\S)", re.IGNORECASE),
    "pdf": re.compile(rf"pdf\s*:\s*{_ADDRESS}", re.IGNORECASE),
    "code": re.compile(rf"(?:code|github)\s*:\s*{_ADDRESS}", re.IGNORECASE),
    "project": re.compile(rf"(?:project|project page|website)\s*:\s*{_ADDRESS}", re.IGNORECASE),
    "link": re.compile(rf"(?:links?|url|paper|page)\s*:\s*{_ADDRESS}", re.IGNORECASE),
}
"""What a page says of a paper under a label, by mark."""
LABEL = re.compile(r"[A-Z][\w-]+(?: [\w-]+)?: ")
"""Any label, which ends what stands under the one before."""
BROKEN_WORD = re.compile(r"\S+-\r?\n\s*\S+")
BROKEN = re.compile(r"[^\W\d_]-$")
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
    """`title`, `abstract`, `authors` or one of `FIELDS` where the page says so; `furniture` where it is none."""

    @property
    def aside(self) -> bool:
        """Whether it is known to be neither title, abstract nor people."""
        return self.mark == "furniture" or self.mark in FIELDS


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
    for mark, field in FIELDS.items():
        if match := field.match(part):
            return Paragraph(part[match.end() :].strip(), line, mark)
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
    words = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", BROKEN_WORD.sub(" ", text.lower())))
    block: list[tuple[int, str]] = []
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped:
            block.append((number, stripped))
        else:
            yield from _unwrapped(block, words)
            block = []
    yield from _unwrapped(block, words)


def _unwrapped(block: list[tuple[int, str]], words: Container[str]) -> Iterator[tuple[int, str]]:
    """Join lines that were broken only because the next word did not fit, and words that were broken themselves."""
    if not block:
        return
    width = _width([line for _, line in block])
    start, parts = block[0][0], [block[0][1]]
    for (_, before), (number, line) in pairwise(block):
        if BROKEN.search(before) and line[:1].islower():
            parts[-1] = _mended(parts[-1], line, words)
        elif width <= WIDEST and _continues(before, line, width) and not _turns(parts, line):
            parts.append(line)
        else:
            yield start, " ".join(parts)
            start, parts = number, [line]
    yield start, " ".join(parts)


def _mended(before: str, line: str, words: Container[str]) -> str:
    """Join a broken word; its hyphen stays where the page has the word with it elsewhere, or both halves as words."""
    left = re.split(r"[\s(]", before)[-1].lower()
    right = re.match(r"\w*", line.lower())
    second = right[0] if right else ""
    compound = f"{left}{second}" in words or left.count("-") > 1 or (left[:-1] in words and second in words)
    broken = f"{left[:-1]}{second}" in words
    return before + line if compound and not broken else before[:-1] + line


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
    if is_people(line) and not before.endswith((",", "&", " and")):
        return False
    if LABEL.match(line) and any(mark.match(before) for mark in FIELDS.values()):
        return False
    # an address or a number may be the last word of a sentence, `8 comments` is none
    apart = line != first and is_furniture(line)
    title = "|" in before and is_furniture(before)
    marks = (MARKED_ABSTRACT, MARKED_TITLE, MARKED_AUTHORS, *FIELDS.values())
    return not apart and not title and not any(mark.match(line) for mark in marks)
