"""What is shown and exported of papers beside their cards: abstracts, all authors, identifiers; some papers a file.

Only a copy that is read from a disk has these files (`search-texts/`), in its script: no script there may read a page,
where `js/pagetext.js` finds the same otherwise.
"""

from collections.abc import Iterator, Sequence

import msgspec

from papercat.records import Paper
from papercat.search import codec
from papercat.search.codec import Ints
from papercat.search.fields import Document

SLOTS = 8


class Shown(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """The line of a paper: what is not empty."""

    abstract: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    venue: str = ""
    ids: dict[str, str] = {}
    link: str = ""
    status: str = ""


def files(documents: Sequence[Document], slots: Ints, total: int) -> Iterator[tuple[str, codec.Streams]]:
    """Yield path and content of all files, a line of JSON a slot, an empty one where there is nothing."""
    lines = [b""] * total
    for document, slot in zip(documents, slots.tolist(), strict=True):
        lines[slot] = codec.json(_paper(document.paper) if document.paper else {"abstract": document.texts[1]})
    for start in range(0, total, SLOTS):
        yield f"{start // SLOTS}.bin", (b"\n".join(lines[start : start + SLOTS]),)


def _paper(paper: Paper) -> Shown:
    link = next((link.url for link in paper.links if link.kind in {"page", "pdf"}), "")
    authors = tuple([author.name for author in paper.authors])
    return Shown(paper.abstract, authors, paper.date, paper.venue, paper.ids, link, paper.status)
