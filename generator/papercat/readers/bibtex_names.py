"""Names of people as BibTeX and biblatex write them."""

import re
from collections.abc import Iterator

from papercat.readers.latex import unicode
from papercat.readers.names import SUFFIX, turned

AND = re.compile(r"\s+and\s+", re.IGNORECASE)
AMPERSAND = re.compile(r"\s+&\s+")
COMMA = re.compile(",")
ENCLOSED = re.compile(r"\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}")
PART = re.compile(
    r"\s*(given|family|prefix|suffix|useprefix|id|(?:given|family|prefix|suffix)-i)\s*=\s*(.*)", re.DOTALL
)
"""Of biblatex's extended names: `given=Hans, family=Harm, prefix=van`."""


def names(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each name and whether it stands in braces, so is a group's or somebody's that has no parts.

    A name becomes `First von Last Jr`; `and others` is left out.
    """
    # as IDEAS writes
    for name in split(text) if AND.search(text) else split(text, AMPERSAND):
        bare = " ".join(name.split())
        if ENCLOSED.fullmatch(bare):
            yield unicode(bare), True
        elif (made := _ordered(bare)) and made.casefold() != "others":
            yield made, False


def _ordered(name: str) -> str:
    """Return a name in the order in which it is spoken."""
    pieces = split(name, COMMA)
    parts = [PART.fullmatch(piece) for piece in pieces]
    if pieces and all(parts):
        told = {part[1]: unicode(part[2].strip('"')) for part in parts if part}
        return " ".join(filter(None, (told.get(key, "") for key in ("given", "prefix", "family", "suffix"))))
    last, *rest = map(unicode, pieces or [""])
    if len(rest) == 2 and SUFFIX.fullmatch(rest[1]):  # noqa: PLR2004 - `Last, First, Jr.`, as ADS writes
        rest.reverse()
    first, junior = (rest[-1], rest[:-1]) if rest else ("", [])
    return " ".join([turned(last, first), *filter(None, junior)]).strip()


def split(text: str, at: re.Pattern[str] = AND) -> list[str]:
    """Split outside braces."""
    parts, start, depth = [], 0, 0
    marks = re.compile(rf"\\.|[{{}}]|{at.pattern}", at.flags | re.DOTALL)
    for match in marks.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth == 0 and not match[0].startswith("\\"):
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]
