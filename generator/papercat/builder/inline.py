"""Text with links, emphasis and attribute lists, to the HTML that Python-Markdown makes of it."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain, zip_longest

Resolve = Callable[[str], str]
"""Link in the Markdown source -> link in the page; raises KeyError where it leads nowhere."""

ATTRIBUTES = r"\{: ((?:(?:[.#]?[A-Za-z]|#\d)[\w-]*(?:=[\w-]+)? ?)+)\}"
TEXT, ITEM = "\x04", "\x05"
"""Stand between texts that are converted at once, and for the start of an item in a list; no link reaches over them."""
LINK = re.compile(rf"\[([^\[\]{TEXT}{ITEM}]+)\]\(([^\s()<>\"'\\`*\[\]{{}}]+)\)(?:{ATTRIBUTES})?")
EM = re.compile(rf"(\*\*?)(?![\s*])([^*\n]+)(?<![\s*])\1(?!\*)(?:{ATTRIBUTES})?")
"""Emphasis and strong emphasis over text of one line without further asterisks."""
FORMULA = re.compile(r"(<math>(?:</?[a-z]+(?: [a-z]+=\"[a-z0-9.-]+\")*>|[^<>\[\]*_`\\{}\n])*?</math>)")
"""MathML as `outputs.mathml` writes it."""
LOOSE_AMPERSAND = re.compile(r"&(?!#[0-9]+;|#x[0-9a-f]+;|[a-z]+;)")


class UnknownError(Exception):
    """The page holds something that these modules do not know."""


def inline(text: str, resolve: Resolve) -> str:
    """Convert links, then emphasis around and beside them.

    Raises:
        UnknownError: there is anything else in it.
        KeyError: a link leads nowhere.
    """
    if "<math>" in text:
        return _around_formulas(text, resolve)
    if "](" not in text:
        return emphasis(text)
    parts = LINK.split(text)
    if len(parts) == 1:
        return emphasis(text)
    words = parts[1::4]
    said = "\n".join(words)
    if "*" in said:
        words = list(map(emphasis, words))
    elif _means(said):
        raise UnknownError
    hrefs = map(resolve, parts[2::4])
    links = [
        f'<a href="{href}">{word}</a>' if listed is None else _attributed(href, word, listed)
        for href, word, listed in zip(hrefs, words, parts[3::4], strict=True)
    ]
    plain = "\x02".join(parts[::4])
    if "*" in plain:
        plain = emphasis(plain)
    elif _means(plain):
        raise UnknownError
    return "".join(chain.from_iterable(zip_longest(plain.split("\x02"), links, fillvalue="")))


def _around_formulas(text: str, resolve: Resolve) -> str:
    """Convert what stands around formulas; Python-Markdown leaves them as they are. The character 3 stands for one."""
    parts = FORMULA.split(text)
    if "<math>" in "".join(parts[::2]):
        raise UnknownError
    around = inline("\x03".join(parts[::2]), resolve).split("\x03")
    return "".join(chain.from_iterable(zip_longest(around, parts[1::2], fillvalue="")))


def emphasis(text: str) -> str:
    """Convert emphasis; what is left of the text must mean only itself. The character 2 stands for a link."""
    if "*" not in text:
        if _means(text):
            raise UnknownError
        return text
    parts = EM.split(text)
    if _means("\n".join((*parts[::4], *parts[2::4]))):
        raise UnknownError
    made = [parts[0]]
    for stars, inner, listed, after in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        tag = "strong" if len(stars) > 1 else "em"
        made += f"<{tag}{written(attributes(listed)) if listed else ''}>{inner}</{tag}>", after
    return "".join(made)


def _means(text: str) -> bool:
    """Tell whether a text holds a character that may mean something to Markdown or HTML."""
    return (
        "*" in text
        or "[" in text
        or "]" in text
        or "_" in text
        or "`" in text
        or "\\" in text
        or "<" in text
        or ">" in text
        or "{" in text
        or "}" in text
        or ("&" in text and LOOSE_AMPERSAND.search(text) is not None)
    )


def _attributed(href: str, words: str, listed: str) -> str:
    before, after = _around_href(listed)
    return f'<a{before} href="{href}"{after}>{words}</a>'


@lru_cache(maxsize=1000)
def _around_href(text: str) -> tuple[str, str]:
    """Return an attribute list as written before and after `href`; attributes stand in alphabetical order."""
    pairs = attributes(text)
    if any(key == "href" for key, _ in pairs):
        raise UnknownError
    return written([pair for pair in pairs if pair[0] < "href"]), written([pair for pair in pairs if pair[0] > "href"])


def attributes(text: str) -> list[tuple[str, str]]:
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
            raise UnknownError
    return list(made.items())


def written(attributes: Iterable[tuple[str, str]]) -> str:
    """Return attributes as they stand in a tag, in alphabetical order."""
    return "".join(f' {key}="{value}"' for key, value in sorted(attributes))
