"""Result cards: what a hit shows, some papers a file, by slot."""

import re
from collections.abc import Iterator, Sequence

from papercat import formulas
from papercat.paths import ID_LIMIT
from papercat.records import venue_name
from papercat.search import codec
from papercat.search.codec import Ints
from papercat.search.fields import Document

SLOTS = 16
"""Slots a file; a file `c/<n>.bin` has a line a slot, empty where there is no document."""
AUTHORS = 3
"""Authors on a card; the number of all of them stands behind."""


def files(documents: Sequence[Document], slots: Ints, total: int) -> Iterator[tuple[str, codec.Streams]]:
    """Yield path and content of all files of cards."""
    lines = [""] * total
    for document, slot in zip(documents, slots.tolist(), strict=True):
        lines[slot] = _card(document)
    for start in range(0, total, SLOTS):
        text = "\n".join(lines[start : start + SLOTS])
        yield f"c/{start // SLOTS}.bin", (text.encode("utf-8", "replace"),)


def _card(document: Document) -> str:
    """Return title, id (empty where it is the simple slug of the title), year, venue, authors; tabs between."""
    title = _line(formulas.spoken(document.texts[0]))
    paper = document.paper
    if paper is None:
        return f"{title}\t{document.key}"
    names = [_line(author.name) for author in paper.authors[:AUTHORS]]
    more = [str(len(paper.authors))] if len(paper.authors) > AUTHORS else []
    key = "" if simple(title) == paper.id else paper.id
    return "\t".join((title, key, paper.year, _line(venue_name(paper.venue)), *names, *more)).rstrip("\t")


def _line(text: str) -> str:
    """Return text on one line, white space collapsed."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # most text is so, and printable white space is the plain space alone
    return " ".join(text.split())


def simple(title: str) -> str:
    """Return the slug that the browser can make by itself: ASCII words with hyphens, as many as a new id has."""
    made = "-".join(WORDS.findall(title.lower()))
    return made if len(made) <= ID_LIMIT else made[: ID_LIMIT + 1].rpartition("-")[0]


WORDS = re.compile("[a-z0-9]+")
