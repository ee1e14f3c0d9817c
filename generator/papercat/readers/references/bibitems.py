"""The entries of LaTeX's `thebibliography` as plain text, with the title in quotation marks where LaTeX shows it."""

import re
from collections.abc import Iterator

from papercat.readers.latex import unicode

ITEM = re.compile(r"\\bibitem\s*(?:\[(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\])?\s*\{[^{}]*\}")
END = re.compile(r"\\end\s*\{thebibliography\}.*", re.DOTALL)
COMMENT = re.compile(r"(?<!\\)%.*")
SLANTED = re.compile(
    r"\\(?:emph|textit|textsl)\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})+)\}|\{\s*\\(?:em|it|sl)(?![a-z])\s*((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})+)\}"
)
LINK = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{((?:[^{}]|\{[^{}]*\})*)\}")
PRESS = re.compile(r"(.+?), ([^,]+), ([^,]*\d{4}\.?\s*)", re.DOTALL)
"""Publisher, place and year behind the title of a book."""
BLOCK = re.compile(r"\\newblock\s*")


def bibitems(text: str) -> Iterator[tuple[int, str]]:
    """Yield first line and text of each entry."""
    starts = list(ITEM.finditer(text))
    ends = [*(one.start() for one in starts[1:]), len(text)]
    for start, end in zip(starts, ends, strict=False):
        raw = COMMENT.sub("", END.sub("", text[start.end() : end]))
        yield text.count("\n", 0, start.start()) + 1, " ".join(unicode(_quoted(raw)).split())


def _quoted(raw: str) -> str:
    """Return an entry with its title in quotation marks: the second block, or the first slanted words."""
    raw = LINK.sub(lambda match: match[2] if match[1] in match[2] else f"{match[2]} {match[1]}", raw)
    who, *blocks = BLOCK.split(raw)
    if blocks:
        book = PRESS.fullmatch(blocks[1].strip()) if len(blocks) > 1 and SLANTED.search(blocks[0]) else None
        if book:
            blocks[1] = f"{book[2]}: {book[1]}, {book[3]}"
        title = SLANTED.sub(lambda match: match[1] or match[2], blocks[0]).strip()
        return " ".join([who.strip().rstrip("."), f"\u201c{title.rstrip('.')}.\u201d", *blocks[1:]])
    if "``" in raw or "\u201c" in raw:
        return raw
    return SLANTED.sub(lambda match: f"\u201c{(match[1] or match[2]).strip(' ,.')},\u201d", raw, count=1)
