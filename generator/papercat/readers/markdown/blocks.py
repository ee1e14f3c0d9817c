"""Markdown and the HTML within it to a run of blocks: headings, paragraphs, list items, rows of tables."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token


class Piece(NamedTuple):
    """A run of a block's text: its address if it is a link, and whether it is bold, slanted or code."""

    text: str
    url: str = ""
    strong: bool = False
    slanted: bool = False
    code: bool = False

    @property
    def plain(self) -> bool:
        """Whether it is text and nothing else."""
        return not (self.url or self.strong or self.slanted or self.code)


Cells = Sequence[tuple[str, Sequence[Piece]]]


class Block(NamedTuple):
    """A part of a list."""

    kind: Literal["heading", "paragraph", "item", "row"]
    line: int
    """Its first line, from 0."""
    level: int
    """A heading's level; for others how many list items they stand in."""
    pieces: Sequence[Piece] = ()
    cells: Cells = ()
    """Of a row: names of the columns and what stands in them."""


PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
ADDRESS = re.compile(r"https?://[^\s<>\"'\])}\u3001\u3002\uff08\uff09\uff0c\uff1b]+")
BADGE = re.compile(r"/badge/([A-Za-z]{3,12})[-_ ]+((?:19|20)\d\d)\b")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
ITEM = re.compile(r"(?:^[ \t]*|(?<=>)[ \t]*)<(?:li|tr)\b[^>]*>\s*", re.MULTILINE | re.IGNORECASE)
CELL = re.compile(r"\s*<t[dh]\b[^>]*>\s*", re.IGNORECASE)
"""A cell of a row that becomes an item; what stands in them is told apart by what it is."""
HEADING = re.compile(r"^[ \t]*<h([1-6])\b[^>]*>\s*", re.MULTILINE | re.IGNORECASE)
ANCHOR = re.compile(r"<a\b[^<>]{0,500}?\bhref\s*=\s*[\"']?([^\"'\s>]+)[^>]*>\s*([^<\]]*?)\s*</a>", re.IGNORECASE)
STRONG = re.compile(r"<(b|strong)\b[^>]*>\s*([^<]*?)\s*</\1>", re.IGNORECASE)
SLANTED = re.compile(r"<(i|em)\b[^>]*>\s*([^<]*?)\s*</\1>", re.IGNORECASE)
AROUND = re.compile(
    r"^[ \t]*(?=</?(?:table|thead|tbody|tr|td|th|details|summary|div|p|ul|ol|center|a)\b)"
    r"|</?(?:table|thead|tbody|tr|td|th|details|summary|ul|ol|li|p|div|center|span|font|sup|sub|u|h[1-6])\b[^>]*>",
    re.IGNORECASE | re.MULTILINE,
)


def unwrapped(source: str) -> str:
    """Return Markdown for the HTML that lists are written in; each line stays in its place."""
    if "<" not in source:
        return source
    text = COMMENT.sub(lambda match: "\n" * match[0].count("\n"), source)
    text = ITEM.sub(lambda match: "\n- " if match.start() and text[match.start() - 1] == ">" else "- ", text)
    text = CELL.sub(lambda match: "\n" * match[0].count("\n") + " \u00b7 ", text)
    text = HEADING.sub(lambda match: "#" * int(match[1]) + " ", text)
    for pattern, made in ((STRONG, r"**\2**"), (SLANTED, r"*\2*"), (ANCHOR, r"[\2](\1)")):
        text = pattern.sub(made, text)
    return AROUND.sub("", text)


def blocks(source: str) -> Iterator[Block]:
    """Yield the blocks of a text, in order."""
    tokens = PARSER.parse(unwrapped(source))
    depth, line, begun = 0, 0, False
    names: list[str] = []
    row: list[list[Piece]] = []
    for at, token in enumerate(tokens):
        line = token.map[0] if token.map else line
        before = tokens[at - 1].type if at else ""
        if token.type in {"list_item_open", "list_item_close"}:
            depth += token.nesting
            begun = token.nesting > 0
        elif token.type == "tr_open":
            row = []
        elif token.type == "thead_close":
            names = ["".join(piece.text for piece in cell).strip() for cell in row]
        elif token.type == "inline" and before in {"td_open", "th_open"}:
            row.append(pieces(token))
        elif token.type == "tr_close" and before == "td_close":
            yield Block("row", line, depth, cells=tuple(zip(names, row, strict=False)))
        elif token.type == "inline" and before == "heading_open":
            yield Block("heading", line, int(tokens[at - 1].tag[1]), pieces(token))
        elif token.type == "inline" and before == "paragraph_open":
            yield Block("item" if begun else "paragraph", line, depth, pieces(token))
            begun = False


def pieces(inline: Token) -> list[Piece]:
    """Return the runs of an inline token; an image is its description within a link, else nothing (badges)."""
    made: list[Piece] = []
    url, strong, slanted = "", False, False
    for token in inline.children or []:
        text = token.content if token.type in {"text", "code_inline"} else ""
        if token.type == "link_open":
            url = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            made += [Piece("", url)] if url and not (made and made[-1].url == url) else []
            url = ""
        elif token.type in {"strong_open", "strong_close"}:
            strong = token.nesting > 0
        elif token.type in {"em_open", "em_close"}:
            slanted = token.nesting > 0
        elif token.type == "image":
            badge = BADGE.search(str(token.attrGet("src") or ""))
            text = token.content if url else f" ({badge[1]} {badge[2]}) " if badge else ""
        elif token.type == "softbreak":
            text = " "
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content[:3].lower() == "<br"):
            text = "\n"
        elif token.type == "html_inline" and (badge := BADGE.search(token.content)):
            text = f" ({badge[1]} {badge[2]}) "
        made += _addressed(Piece(text, url, strong, slanted, token.type == "code_inline")) if text else []
    return made


def _addressed(piece: Piece) -> Iterator[Piece]:
    """Yield a run, addresses that are no links in Markdown as links without a text."""
    at = 0
    for match in () if piece.url or "://" not in piece.text else ADDRESS.finditer(piece.text):
        if match.start() > at:
            yield piece._replace(text=piece.text[at : match.start()])
        yield Piece("", match[0].rstrip(".,;:"))
        at = match.end()
    if at < len(piece.text):
        yield piece._replace(text=piece.text[at:])
