"""Markdown as our templates write it, to the HTML that Python-Markdown makes of it, a hundred times faster.

Not a Markdown parser: it knows headings, paragraphs, tight lists, emphasis, links, attribute lists and plain HTML
blocks in the exact forms below, and returns None for a page with anything else, which then goes through
Python-Markdown. What it does return equals Python-Markdown's output with the extensions `attr_list`, `md_in_html`,
`toc` and `tables` byte for byte; the tests hold the two side by side on every page of fabricated sites and on
fabricated texts.
"""

import html
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain, zip_longest
from typing import NamedTuple

from markdown.extensions.toc import slugify, unique

Resolve = Callable[[str], str]
"""Link in the Markdown source -> link in the page; raises KeyError where it leads nowhere."""

ATTRIBUTES = r"\{: ((?:[.#]?[A-Za-z][\w-]*(?:=[\w-]+)? ?)+)\}"
LINK = re.compile(rf"\[([^\[\]]+)\]\(([^\s()<>\"'\\`*\[\]{{}}]+)\)(?:{ATTRIBUTES})?")
EM = re.compile(rf"(\*\*?)(?![\s*])([^*]+?)(?<![\s*])\1(?!\*)(?:{ATTRIBUTES})?")
"""Emphasis and strong emphasis over text without further asterisks."""
SPECIAL = re.compile(r"[\[\]*_`\\<>{}\x02\x03&](?:(?<!&)|(?!#[0-9]+;|#x[0-9a-f]+;|[a-z]+;))")
"""What text that means only itself does not hold."""
HEADING = re.compile(r"(#{1,6}) ([^\n]*[^\s#\n])")
END_ATTRIBUTES = re.compile(rf"(.*?)[ ]+{ATTRIBUTES}", re.DOTALL)
LINE_ATTRIBUTES = re.compile(rf"(.*)\n{ATTRIBUTES}", re.DOTALL)
RAW = re.compile(r"<(details|figure|div|svg|table|nav|section)\b[^>]*>.*</\1>", re.DOTALL)
OPEN = re.compile(r"<(aside|div|section|nav) ([^<>]*?) ?markdown(?:=\"(?:1|block)\")?>")
START = re.compile(r"[ \t]|[-+*] |[-+*]$|\d+[.)]|[#>=|:]|-{2}|\[[^\]]+\]:|\*\[|!\[|~~~|\* ?\* ?\*|$")
"""What begins another kind of block than a paragraph."""
FOREIGN = re.compile(r"[\x00-\x09\x0b-\x1f]")
"""Tabs and other controls."""
LOOSE = re.compile(r"(?:^|\n\n)- [^\n]*(?:\n- [^\n]*)*\n\n- ")
"""Lists with blank lines in them."""
VALUES = re.compile(r'([\w-]+)="([^"&<>]*)"')


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


class _UnknownError(Exception):
    """The page holds something that this module does not know."""


def convert(text: str, resolve: Resolve, items: dict[str, str] | None = None) -> Converted | None:
    """Return the page's HTML, or None where Python-Markdown is needed.

    Args:
        text: the page's Markdown without its front matter.
        resolve: what MkDocs makes of a link.
        items: list items already converted for pages with the same `resolve`; grows.
    """
    if FOREIGN.search(text) or " \n" in text or ("\n\n- " in text and LOOSE.search(text)):
        return None
    try:
        page = _Page(resolve, items)
        made = page.blocks(text.strip("\n").split("\n\n"))
    except (_UnknownError, KeyError):
        return None
    return Converted(made.rstrip("\n"), tuple(page.headings), frozenset(page.ids))


class _Page:
    """The state of one page: its headings and the ids in use."""

    def __init__(self, resolve: Resolve, items: dict[str, str] | None) -> None:
        self.resolve = resolve
        self._items = {} if items is None else items
        self.headings: list[Heading] = []
        self.ids: set[str] = set()
        self._counters: dict[str, int] = {}

    def blocks(self, blocks: Iterable[str]) -> str:
        """Convert blocks and join them; ids given by hand are reserved first, as `toc` does."""
        listed = [block.strip("\n") for block in blocks]
        for block in listed:
            self.ids.update(match[1] for match in re.finditer(r"\{:[^}]*#([\w-]+)", block))
        made: list[str] = []
        waiting: list[str] = []
        opened = False
        for block in listed:
            if not block:
                raise _UnknownError
            match = OPEN.fullmatch(block)
            if match:
                waiting.append(match[1])
                made.append(f"<{match[1]}{_sorted(VALUES.findall(match[2]), match[2])}>")
            elif waiting and block == f"</{waiting[-1]}>":
                # an empty one stands on one line
                made.append(f"{made.pop() if opened else ''}</{waiting.pop()}>")
            else:
                # Python-Markdown leaves a blank line behind a block of HTML, but not within one
                made.append(self._block(block) if not waiting else self._block(block).rstrip("\n"))
            opened = bool(match)
        if waiting:
            raise _UnknownError
        return "\n".join(made)

    def _block(self, block: str) -> str:
        if block.startswith("<"):
            return _raw(block)
        if block.startswith("#"):
            return self._heading(block)
        if block.startswith("- "):
            return self._list(block)
        return self._paragraph(block)

    def _heading(self, block: str) -> str:
        body, attributes = _cut(END_ATTRIBUTES, block)
        match = HEADING.fullmatch(body)
        if match is None:
            raise _UnknownError
        inner = self._inline(match[2])
        name = " ".join(re.sub(r"<[^>]*>", "", inner).split())
        known = dict(attributes)
        if "id" not in known:
            known["id"] = unique(slugify(html.unescape(name), "-"), self.ids, self._counters)
        level = len(match[1])
        self.headings.append(Heading(level, known["id"], name))
        return f"<h{level}{_written(known.items())}>{inner}</h{level}>"

    def _paragraph(self, block: str) -> str:
        body, attributes = _cut(LINE_ATTRIBUTES, block)
        return f"<p{_written(attributes)}>{self._lines(body)}</p>"

    def _list(self, block: str) -> str:
        return "\n".join(("<ul>", *map(self._item, block.split("\n")), "</ul>"))

    def _item(self, line: str) -> str:
        """Convert one line of a list; the card of a paper stands in many."""
        made = self._items.get(line)
        if made is None:
            if not line.startswith("- "):
                raise _UnknownError
            made = self._items[line] = f"<li>{self._lines(line[2:])}</li>"
        return made

    def _lines(self, text: str) -> str:
        """Convert the lines of a paragraph or list item."""
        if any(map(START.match, text.split("\n"))) or text.endswith((" ", "\t")) or "\\" in text or "`" in text:
            raise _UnknownError
        return self._inline(text)

    def _inline(self, text: str) -> str:
        """Convert links, then emphasis around and beside them."""
        if "](" not in text:
            return _emphasis(text)
        links: list[str] = []

        def lift(match: re.Match[str]) -> str:
            words, target, attributes = match.groups()
            before, after = _around_href(attributes or "")
            href = self.resolve(target).replace('"', "&quot;")
            links.append(f'<a{before} href="{href}"{after}>{_emphasis(words)}</a>')
            return "\x02"

        text, count = LINK.subn(lift, text)
        if not count:
            return _emphasis(text)
        parts = _emphasis(text, lifted=True).split("\x02")
        return "".join(chain.from_iterable(zip_longest(parts, links, fillvalue="")))


def _emphasis(text: str, *, lifted: bool = False) -> str:
    """Convert emphasis; what is left of the text must mean only itself.

    Args:
        text: without links, or
        lifted: with the character 2 in the place of each.
    """
    bare = EM.sub(r"\2", text) if "*" in text else text
    if SPECIAL.search(bare.replace("\x02", "") if lifted else bare):
        raise _UnknownError
    return EM.sub(_emphasised, text) if "*" in text else text


def _emphasised(match: re.Match[str]) -> str:
    tag = "strong" if len(match[1]) > 1 else "em"
    return f"<{tag}{_written(_attributes(match[3])) if match[3] else ''}>{match[2]}</{tag}>"


def _raw(block: str) -> str:
    """Return an HTML block as it stands, with the blank line that Python-Markdown leaves after it."""
    match = RAW.fullmatch(block)
    if match is None or "markdown" in block[: block.index(">")] or f"<{match[1]}" in block[1:]:
        raise _UnknownError
    return f"{block}\n"


def _cut(pattern: re.Pattern[str], block: str) -> tuple[str, list[tuple[str, str]]]:
    match = pattern.fullmatch(block)
    return (match[1], _attributes(match[2])) if match else (block, [])


@lru_cache(maxsize=1000)
def _around_href(text: str) -> tuple[str, str]:
    """Return an attribute list as written before and after `href`; attributes stand in alphabetical order."""
    pairs = _attributes(text)
    if any(key == "href" for key, _ in pairs):
        raise _UnknownError
    return _written([pair for pair in pairs if pair[0] < "href"]), _written(
        [pair for pair in pairs if pair[0] > "href"]
    )


def _attributes(text: str) -> list[tuple[str, str]]:
    """Return the attributes of an attribute list, classes joined."""
    made: dict[str, str] = {}
    for word in text.split():
        key, equals, value = word.partition("=")
        if word.startswith("."):
            made["class"] = f"{made['class']} {word[1:]}" if "class" in made else word[1:]
        elif word.startswith("#"):
            made["id"] = word[1:]
        elif equals:
            made[key] = value
        else:
            raise _UnknownError
    return list(made.items())


def _written(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {key}="{value}"' for key, value in sorted(attributes))


def _sorted(pairs: list[tuple[str, str]], text: str) -> str:
    """Return the attributes of a block of HTML that holds Markdown, which Python-Markdown parses and sorts."""
    if re.sub(r"\s+", "", VALUES.sub("", text)):
        raise _UnknownError
    return _written(pairs)
