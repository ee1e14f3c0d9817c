"""Markdown lists of papers: "awesome" READMEs and the tables of `…-arxiv-daily` repositories.

A list item, table row, bold paragraph or heading is a paper when it links to where papers are, or has a title with
people or venue; what stands below it belongs to it. Sections become `extra["section"]` and keywords. Contents, news and
tools are no papers; entries that look like papers and are left out are counted.
"""

import re
from collections.abc import Iterator

from papercat.readers.base import Fields, Format, Reading
from papercat.readers.markdown import labelled, own, sections
from papercat.readers.markdown.addresses import PAPER
from papercat.readers.markdown.blocks import Block, blocks
from papercat.readers.markdown.draft import Draft, of_row
from papercat.readers.rows import Row, reading

FENCED = re.compile(r"^ *(`{3,}|~{3,}).*?(?:^ *\1|\Z)", re.MULTILINE | re.DOTALL)
BIBTEX = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]", re.MULTILINE)
UNDERLINE = re.compile(r"^[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*\|[ \t:|-]*$", re.MULTILINE)
"""Below the header of a table, which would do as one of a file with vertical bars between the columns."""
ENTRY = re.compile(r"\s*(?:[-*+]|\d+[.)]|\|)\s*\S|.*\]\(https?://|\s*<li\b")

PROSE = 200
"""Characters of a paragraph that is no title."""


def looks_like(text: str) -> float:
    """Say how much the text looks like a Markdown list of papers, whatever it says on how to cite it."""
    if own.is_own(text):
        return 1.0
    plain = FENCED.sub("", text)
    lines = plain.splitlines()
    items = sum(bool(ENTRY.match(line)) and bool(PAPER.search(line)) for line in lines)
    if items < 2 and not (items and any(line.startswith("#") for line in lines)):  # noqa: PLR2004
        return 0.0
    cited = BIBTEX.search(text) and not BIBTEX.search(plain)
    return 0.95 if cited or UNDERLINE.search(plain) else 0.8


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read what are papers; say how many entries of their sections were left out."""
    return reading(own.rows(text) if own.is_own(text) else _List(text).rows(), file, fields)


class _List:
    """Takes the blocks of one list, one after the other; local to one reading."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lines = source.splitlines()
        self.headings: dict[int, str] = {}
        self.draft: Draft | None = None
        self.maybe: Draft | None = None
        """A heading or paragraph that is a title if links or people follow."""
        self.lost: list[tuple[tuple[str, ...], int]] = []
        """Section and line of entries that were left out."""
        self.known: set[tuple[str, ...]] = set()
        """Sections that have papers."""

    def rows(self) -> Iterator[Row]:
        """Yield the papers, and at the end what was left out."""
        for block in blocks(self.source):
            take = {"heading": self._heading, "paragraph": self._paragraph, "item": self._item, "row": self._row}[
                block.kind
            ]
            yield from take(block)
        yield from self._finished()
        if lost := [line for place, line in self.lost if place in self.known]:
            many, were = (f"{len(lost)} entries have", "were") if len(lost) > 1 else ("1 entry has", "was")
            reason = f"{many} neither a link to a paper nor venue and year and {were} left out"
            yield Row(lost[0] + 1, reason=reason, raw=self._raw(lost[0]))

    def _raw(self, line: int) -> str:
        return self.lines[line] if line < len(self.lines) else ""

    def _place(self) -> tuple[str, ...]:
        return tuple(name for _, name in sorted(self.headings.items()) if name)

    def _heading(self, block: Block) -> Iterator[Row]:
        yield from self._finished()
        first = not self.headings
        self.headings = {level: name for level, name in self.headings.items() if level < block.level}
        self.maybe = Draft.of(block, self._place())
        # the first heading of the highest level names the list
        self.headings[block.level] = "" if first and block.level == 1 else labelled.text(block.pieces)

    def _paragraph(self, block: Block) -> Iterator[Row]:
        fresh = Draft.of(block, self._place())
        bold = any(piece.strong for piece in block.pieces[:2])
        below = self.draft and block.level and block.level >= self.draft.block.level
        if self._belongs(block) or below:
            self._add(block)
        elif bold or (not fresh.entry.links and len(fresh.entry.title) < PROSE):
            yield from self._finished()
            self.draft, self.maybe = (fresh, None) if bold and fresh.entry.links else (None, fresh)
        elif self.draft and self.draft.block.kind != "item":
            yield from self._finished()

    def _belongs(self, block: Block) -> bool:
        """Say whether a block says more of the title above it: only links, people, or what stands under a label."""
        above = self.draft or self.maybe
        if not above:
            return False
        entry = Draft.of(block, ()).entry
        bare = not entry.title and bool(entry.links or entry.authors or entry.venue or entry.date)
        return bare or any(label for label, _ in labelled.chunks(block.pieces)[:1])

    def _add(self, block: Block) -> None:
        if not self.draft:
            self.draft, self.maybe = self.maybe, None
            if self.draft and self.draft.block.kind == "heading":
                # a paper, no section of the list
                self.headings.pop(self.draft.block.level, None)
        if self.draft:
            self.draft.add(block.pieces)

    def _item(self, block: Block) -> Iterator[Row]:
        fresh = Draft.of(block, self._place())
        above = self.draft.block if self.draft else None
        if above and above.kind == "item":
            below = block.level > above.level and not (fresh.is_paper and fresh.entry.title)
        else:
            under_heading = above is not None and above.kind == "heading" and not (fresh.is_paper and fresh.entry.title)
            below = under_heading or self._belongs(block)
        if below:
            self._add(block)
        else:
            yield from self._finished()
            self.draft = fresh

    def _row(self, block: Block) -> Iterator[Row]:
        yield from self._finished()
        self.draft = of_row(block, self._place())
        yield from self._finished()

    def _finished(self) -> Iterator[Row]:
        draft, self.draft, self.maybe = self.draft, None, None
        if not draft or sections.is_aside(draft.place):
            return
        if not draft.is_paper:
            if draft.is_lost:
                self.lost.append((tuple(draft.place), draft.block.line))
            return
        raw = self._raw(draft.block.line)
        self.known.add(tuple(draft.place))
        if draft.entry.title:
            yield Row(draft.block.line + 1, draft.finished(), raw=raw)
        else:
            yield Row(draft.block.line + 1, reason="a link to a paper without its title", raw=raw)


FORMAT = Format("markdown", looks_like, read)
