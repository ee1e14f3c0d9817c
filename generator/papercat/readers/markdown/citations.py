"""Entries that are references: in the style of a reference list, or as reading lists name them."""

import re
from collections.abc import Sequence

from papercat.readers.markdown import addresses
from papercat.readers.markdown.blocks import Piece
from papercat.readers.markdown.entry import Entry
from papercat.readers.markdown.facts import people
from papercat.readers.references import styles
from papercat.readers.references.people import PARTICLES

REMARK = re.compile(
    r"\W*((?:optional|required|recommended|suggested|background|supplementary|bonus|must[- ]read|further|core|main"
    r"|primary)"
    r"(?: (?:papers?|readings?|material))?)\s*[:\uff1a)\]]+\s*",
    re.IGNORECASE,
)
"""How a reading list marks an entry: `(optional)`, `Required:`."""
NAME = rf"{PARTICLES}[^\W\d_a-z][^\W\d_A-Z'\u2019-]+(?:['\u2019-][^\W\d_a-z][^\W\d_A-Z]+)?"
LEAD = re.compile(
    rf"\W*(?P<who>{NAME}(?:, {NAME})*(?:,? (?:and|&) {NAME})?(?P<others>,? et al\.?)?)"
    r"(?:,? \(?(?P<year>(?:19|20)\d\d)[a-z]?\)?)?(?P<end>[\s,.:\u2013-]*)"
)
"""Surnames, and the year."""
QUOTED = re.compile(r"[\"\u201c](.{8,}?)[,.]?[\"\u201d](?=\W|$)")
TITLE = 2
"""Words of a title that is nothing but text."""


def unmarked(pieces: Sequence[Piece]) -> tuple[str, list[Piece]]:
    """Return the mark of an entry, and the entry without it; a bold mark may have its colon behind it."""
    joined = "".join(piece.text for piece in pieces[:2] if not piece.url)
    mark = REMARK.match(joined) if pieces and not pieces[0].url else None
    if not mark:
        return "", list(pieces)
    left, kept = mark.end(), list[Piece]()
    for piece in pieces:
        cut = min(left, len(piece.text)) if not piece.url else 0
        left -= cut
        if piece.text[cut:] or piece.url:
            kept.append(piece._replace(text=piece.text[cut:]))
    return mark[1], kept


def cited(runs: Sequence[Piece]) -> Entry | None:
    """Read an entry in a usual style: `Doe, J., & Roe, R. (2019). Title. Journal, 12(3), 45-67.`."""
    words = [run.text for run in runs if not (run.url and addresses.kind(run.text))]
    row = styles.cited(" ".join("".join(words).split()), sure=True)
    if not row:
        return None
    authors = row.pop("authors", [])
    entry = Entry(links=[run for run in runs if run.url])
    entry.authors = [str(one["name"]) for one in authors] if isinstance(authors, list) else []
    entry.title, entry.venue, entry.date = (str(row.pop(name, "")) for name in ("title", "venue", "date"))
    entry.links += [Piece("", f"https://doi.org/{row['doi']}")] if "doi" in row else []
    entry.facts = row
    return entry


def by_surnames(runs: Sequence[Piece]) -> tuple[Entry, Sequence[Piece]] | None:
    """Read `Doe & Roe (2019). Title.`, `Doe et al., "Title"` and `Doe, *Title*`; return what stands behind, too."""
    lead = LEAD.match(runs[0].text) if runs and runs[0].plain else None
    if not lead:
        return None
    names = [name for name in re.split(r",? (?:and|&) |, ", re.sub(r",? et al\.?$", "", lead["who"])) if name]
    several = len(names) > 1 or bool(lead["others"])
    entry = Entry(authors=names, date=lead["year"] or "", links=[run for run in runs if run.url])
    entry.facts = {"cited": " ".join(lead["who"].split())}
    rest = runs[0].text[lead.end() :]
    if not rest.strip() and len(runs) > 1 and runs[1].slanted and not runs[1].url and lead["end"].strip():
        entry.title = runs[1].text.strip(" ,.")
        return entry, runs[2:]
    if several and (quoted := QUOTED.match(rest)):
        entry.title = quoted[1]
        return entry, [Piece(rest[quoted.end() :]), *runs[1:]]
    stop = re.search(r"(?<=\w{2})[.?!](?=\s|$)", rest)
    title = rest[: stop.end() if stop else None].strip(" ,.")
    if (
        several
        and lead["year"]
        and "." in lead["end"] + lead[0]
        and len(title.split()) >= TITLE
        and not people(title)[0]
    ):
        entry.title = title
        return entry, [Piece(rest[stop.end() :] if stop else ""), *runs[1:]]
    return None
