"""Markdown as our templates write it, to the HTML that Python-Markdown makes of it, hundreds of times faster.

Not a Markdown parser: it knows headings, paragraphs, tight lists, tables, emphasis, links, attribute lists and plain
HTML blocks in the exact forms below, and returns None for a page with anything else, which then goes through
Python-Markdown. What it does return equals Python-Markdown's output with the extensions `attr_list`, `md_in_html`,
`toc` and `tables` byte for byte; the tests hold the two side by side on every page of fabricated sites and on
fabricated texts.

It is fast because it looks at whole pages, not at characters: their text stands between marks while one split finds all
links, one more all emphasis, and what is left must hold nothing that could mean anything.
"""

import html
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from markdown.extensions.toc import slugify, unique

from papercat.builder.inline import ATTRIBUTES, ITEM, TEXT, Resolve, UnknownError, attributes, inline, written

LIST = re.compile(ATTRIBUTES)
HEADING = re.compile(r"(#{1,6}) ([^\n]*[^\s#\n])")
IDS = re.compile(r"\{:[^}]*#([\w-]+)")
RAW = re.compile(r"<(details|figure|div|svg|table|nav|section)\b[^>]*>.*</\1>", re.DOTALL)
OPEN = re.compile(r"<(aside|div|section|nav) ([^<>]*?) ?markdown(?:=\"(?:1|block)\")?>")
START = re.compile(r"[ \t]|[-+*] |[-+*]$|\d+[.)]|[#>=|:]|-{2}|\[[^\]]+\]:|\*\[|!\[|~~~|\* ?\* ?\*|$")
"""What begins another kind of block than a paragraph."""
ITEM_START = re.compile(rf"^- (?:{START.pattern})", re.MULTILINE)
FOREIGN = bytes([*range(0x0A), *range(0x0B, 0x20)])
"""Tabs and other controls."""
VALUES = re.compile(r'([\w-]+)="([^"&<>]*)"')
SHORT = 120
"""Letters of a paragraph that may stand on many pages."""
BETWEEN = f"\n{TEXT}\n"
"""Stands between texts: neither emphasis nor links reach over it."""
MANY = 20
"""Items from which a list is one of cards, which other lists have, too."""


class Heading(NamedTuple):
    """An entry of the page's table of contents."""

    level: int
    id: str
    name: str
    """Text as HTML, without tags."""


class Converted(NamedTuple):
    """What Python-Markdown, with MkDocs' processors, would say of a page."""

    html: str
    headings: tuple[Heading, ...]
    ids: frozenset[str]


class Items(NamedTuple):
    """List items converted before, good for every page where links to below `prefix` come out the same."""

    prefix: str
    made: dict[str, str]


def convert(text: str, resolve: Resolve, items: Items | None = None) -> Converted | None:
    """Return the page's HTML, or None where Python-Markdown is needed.

    Args:
        text: the page's Markdown without its front matter.
        resolve: what MkDocs makes of a link.
        items: converted for other pages; grows.
    """
    data = text.encode("utf-8", "replace")
    # three times as fast as any search
    foreign = len(data.translate(None, FOREIGN)) != len(data)
    if foreign or " \n" in text:
        return None
    try:
        page = _Page(resolve, items)
        page.ids.update(IDS.findall(text))
        made = page.convert(text.strip("\n").split("\n\n"))
    except (UnknownError, KeyError):
        return None
    return Converted(made.rstrip("\n"), tuple(page.headings), frozenset(page.ids))


class _Page:
    """The state of one page: its headings and the ids in use; those given by hand are reserved first, as `toc` does."""

    def __init__(self, resolve: Resolve, items: Items | None) -> None:
        self.resolve, self.items = resolve, items
        self.headings: list[Heading] = []
        self.ids: set[str] = set()
        self._texts: list[str] = []
        self._counters: dict[str, int] = {}

    def convert(self, blocks: Iterable[str]) -> str:
        """Convert blocks and join them; the texts in them all at once."""
        made = self._blocks(blocks)
        if not self._texts:
            return made
        texts = (text.replace(f"\n{ITEM}", "</li>\n<li>") for text in self._converted(self._texts))
        return "".join(chain.from_iterable(zip_longest(made.split(TEXT), texts, fillvalue="")))

    def _blocks(self, blocks: Iterable[str]) -> str:
        made: list[str] = []
        waiting: list[str] = []
        opened = listed = False
        for padded in blocks:
            block = padded.strip("\n")
            # an item after a blank line makes all items of its list paragraphs
            if not block or (listed and block[0] == "-"):
                raise UnknownError
            listed = block[0] == "-"
            if block[0] != "<":
                made.append(self._block(block))
                opened = False
            elif match := OPEN.fullmatch(block):
                waiting.append(match[1])
                made.append(f"<{match[1]}{_sorted(VALUES.findall(match[2]), match[2])}>")
                opened = True
            elif waiting and block == f"</{waiting[-1]}>":
                # an empty one stands on one line
                made.append(f"{made.pop() if opened else ''}</{waiting.pop()}>")
                opened = False
            else:
                # Python-Markdown leaves a blank line behind a block of HTML, but not within one
                made.append(_raw(block) if waiting else f"{_raw(block)}\n")
                opened = False
        if waiting:
            raise UnknownError
        return "\n".join(made)

    def _block(self, block: str) -> str:
        if block[0] == "#":
            return self._heading(block)
        if block.startswith("- "):
            return self._list(block)
        if block.startswith("| "):
            return self._table(block)
        return self._paragraph(block)

    def _heading(self, block: str) -> str:
        made, heading = _plain_heading(block) if "](" not in block else _made_heading(block, self.resolve)
        if not heading.id:
            level, _, attributes = _parsed(block)
            known = dict(attributes) | {"id": unique(_slug(heading.name), self.ids, self._counters)}
            heading = heading._replace(id=known["id"])
            made = f"<h{level}{written(known.items())}>{made.partition('>')[2]}"
        self.headings.append(heading)
        return made

    def _paragraph(self, block: str) -> str:
        plain = len(block) < SHORT and "](" not in block
        if plain:
            return _plain_paragraph(block)
        before, body = _opened_paragraph(block)
        return f"{before}{self._later(body)}</p>"

    def _later(self, text: str) -> str:
        """Return the mark of a text that is converted with the others of the page."""
        self._texts.append(text)
        return TEXT

    def _list(self, block: str) -> str:
        count = block.count("\n")
        linked = block.startswith("- [") and block.count("\n- [") == count and "]:" not in block
        if block[-1] == " " or not (linked or (block.count("\n- ") == count and not ITEM_START.search(block))):
            raise UnknownError
        if count < MANY or self.items is None:
            text = self._later(block[2:].replace("\n- ", f"\n{ITEM}"))
            return f"<ul>\n<li>{text}</li>\n</ul>"
        known, lines = self.items.made, block.split("\n")
        new = [line for line in lines if line not in known]
        made = dict(zip(new, self._converted([line[2:] for line in new]), strict=True)) if new else {}
        for line in new:
            # links to elsewhere come out otherwise on other pages
            if line.count("](") == line.count(self.items.prefix):
                known[line] = made[line]
        shown = "</li>\n<li>".join([known.get(line) or made[line] for line in lines])
        return f"<ul>\n<li>{shown}</li>\n</ul>"

    def _converted(self, texts: Sequence[str]) -> list[str]:
        """Convert texts, one at least, all at once."""
        made = inline(BETWEEN.join(texts), self.resolve).split(BETWEEN)
        if len(made) != len(texts):
            raise UnknownError
        return made

    def _table(self, block: str) -> str:
        """Convert a table whose cells hold text and links."""
        rows = inline(block, self.resolve).split("\n")
        width = rows[0].count("|") - 1
        if "*" in block or len(rows) < 3 or rows[1] != f"|{'---|' * width}":  # noqa: PLR2004 - head, rule and a row
            raise UnknownError
        cells = [[cell.strip(" ") for cell in row.split("|")] for row in rows]
        del cells[1]
        if any(len(row) != width + 2 or row[0] or row[-1] for row in cells):
            raise UnknownError
        head, *body = ("\n".join(f"<{{0}}>{cell}</{{0}}>" for cell in row[1:-1]) for row in cells)
        made = "\n".join(f"<tr>\n{row.replace('{0}', 'td')}\n</tr>" for row in body)
        first = head.replace("{0}", "th")
        return f"<table>\n<thead>\n<tr>\n{first}\n</tr>\n</thead>\n<tbody>\n{made}\n</tbody>\n</table>"


def _made_heading(block: str, resolve: Resolve) -> tuple[str, Heading]:
    """Return a heading and its entry, whose id is empty where none is given by hand."""
    if "<math>" in block:
        # what the table of contents makes of a formula is for Python-Markdown to say
        raise UnknownError
    level, text, attributes = _parsed(block)
    inner = inline(text, resolve)
    name = " ".join((re.sub(r"<[^>]*>", "", inner) if "<" in inner else inner).split())
    return f"<h{level}{written(attributes)}>{inner}</h{level}>", Heading(level, dict(attributes).get("id", ""), name)


def _opened_paragraph(block: str) -> tuple[str, str]:
    """Return a paragraph's tag and text."""
    body, listed = _cut(block, "\n{: ")
    if "\n" in body:
        if "|" in body or any(map(START.match, body.split("\n"))):
            raise UnknownError
    elif START.match(body):
        raise UnknownError
    if body[-1] == " ":
        raise UnknownError
    return f"<p{_listed(listed)[1]}>", body


@lru_cache(maxsize=1000)
def _plain_heading(block: str) -> tuple[str, Heading]:
    """Return a heading without links; most pages have the same."""
    return _made_heading(block, _nowhere)


@lru_cache(maxsize=1000)
def _plain_paragraph(block: str) -> str:
    """Return a paragraph without links; short ones stand on many pages."""
    before, body = _opened_paragraph(block)
    return f"{before}{inline(body, _nowhere)}</p>"


def _nowhere(link: str) -> str:
    """Resolve no link."""
    raise KeyError(link)


def _raw(block: str) -> str:
    """Return an HTML block as it stands."""
    match = RAW.fullmatch(block)
    if match is None or "markdown" in block[: block.index(">")] or f"<{match[1]}" in block[1:]:
        raise UnknownError
    return block


def _cut(block: str, start: str) -> tuple[str, str]:
    """Return a block without the attribute list at its end, and that; `start` is what stands before it."""
    if block[-1] == "}":
        body, found, listed = block.rpartition(start)
        if found and body:
            return body, "{: " + listed
    return block, ""


@lru_cache(maxsize=1000)
def _listed(text: str) -> tuple[list[tuple[str, str]], str]:
    """Return the attributes of an attribute list in braces, and how they stand in a tag."""
    match = LIST.fullmatch(text)
    if text and match is None:
        raise UnknownError
    known = attributes(match[1]) if match else []
    return known, written(known)


@lru_cache(maxsize=1000)
def _parsed(block: str) -> tuple[int, str, list[tuple[str, str]]]:
    """Return level, text and attributes of a heading."""
    body, listed = _cut(block, " {: ")
    match = HEADING.fullmatch(body.rstrip(" ") if listed else body)
    if match is None:
        raise UnknownError
    return len(match[1]), match[2], _listed(listed)[0]


@lru_cache(maxsize=1000)
def _slug(name: str) -> str:
    return slugify(html.unescape(name), "-")


def _sorted(pairs: list[tuple[str, str]], text: str) -> str:
    """Return the attributes of a block of HTML that holds Markdown, which Python-Markdown parses and sorts."""
    if re.sub(r"\s+", "", VALUES.sub("", text)):
        raise UnknownError
    return written(pairs)
