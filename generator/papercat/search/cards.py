"""Result cards: what a hit shows, some papers a file, by slot."""

from collections.abc import Iterator, Sequence

from papercat.search import codec
from papercat.search.fields import Document
from papercat.search.inverted import Ints

SLOTS = 12
"""Slots a file; a file `c/<n>.bin` has a line a slot, empty where there is no document."""
AUTHORS = 3
"""Authors on a card; the number of all of them stands behind."""


def files(documents: Sequence[Document], slots: Ints, total: int) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of all files of cards."""
    lines = [""] * total
    for document, slot in zip(documents, slots.tolist(), strict=True):
        lines[slot] = _card(document)
    for start in range(0, total, SLOTS):
        text = "\n".join(lines[start : start + SLOTS])
        yield f"c/{start // SLOTS}.bin", codec.deflate(text.encode("utf-8", "replace"))


def _card(document: Document) -> str:
    """Return title, id (empty where it is the simple slug of the title), year, venue, authors; tabs between."""
    title = _line(document.texts[0])
    paper = document.paper
    if paper is None:
        return f"{title}\t{document.key}"
    names = [_line(author.name) for author in paper.authors]
    more = [str(len(names))] if len(names) > AUTHORS else []
    key = "" if simple(title) == paper.id else paper.id
    return "\t".join((title, key, paper.year, _line(paper.venue), *names[:AUTHORS], *more)).rstrip("\t")


def _line(text: str) -> str:
    return " ".join(text.split())


def simple(title: str) -> str:
    """Return the slug that the browser can make by itself: ASCII words of up to 80 letters, joined by hyphens."""
    words = "".join(c if c.isascii() and c.isalnum() else " " for c in title.lower()).split()
    made = ""
    for word in words:
        if len(made) + len(word) + 1 > SLUG:
            break
        made = f"{made}-{word}" if made else word
    return made


SLUG = 80
