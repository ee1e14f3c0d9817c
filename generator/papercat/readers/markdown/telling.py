"""One entry of a list: title, people, venue, day and links out of runs of text."""

import re
from collections.abc import Sequence

from papercat.readers.markdown import addresses
from papercat.readers.markdown.blocks import Piece
from papercat.readers.markdown.citations import by_surnames, cited
from papercat.readers.markdown.entry import EDGE, Entry
from papercat.readers.markdown.facts import BETWEEN_FACTS, people, when
from papercat.readers.markdown.title import begun, titled

STATED = re.compile(r"\s*[A-Z][\w-]{2,20}(?: \w{2,20})?: [^\n]*(?:\n|$)")
"""A line under a label of its own: `Team: …`."""
NAMED = re.compile(r"([^\s:\uff1a]+(?: [^\s:\uff1a]+)?)\s?[:\uff1a]\s*$")
"""A label before a bare address."""
WIDE = re.compile(r"[()\[\]\n;|\u00b7]|(?<!\b[A-Z])\.(?=\s|$)")
"""What ends a venue; it may have commas of its own: `(CVPR, 2024)`."""
REMARK, JOURNAL = 4, 10
"""Words of a remark at least, and of a slanted venue at most."""


def told(pieces: Sequence[Piece]) -> Entry:
    """Read an entry: the first text that is no mark, person, venue or label is the title."""
    runs = _joined(pieces)
    if entry := cited(runs) or _by_surnames(runs):
        return entry
    runs = _without_homepages(runs)
    entry = Entry(links=[run for run in runs if run.url])
    words = [run for run in runs if run.text.strip(EDGE) or "\n" in run.text or "[" in run.text]
    words = [run for run in words if not _is_label(run)]
    rest = titled(entry, begun(entry, words))
    for run in rest:
        _scan(entry, run)
    entry.title = re.sub(r"^\d+(?:\.\d+)*[.)]\s+|\s+(?=:\s)", "", entry.title.strip(EDGE))
    if not entry.title or addresses.kind(entry.title):
        entry.title = ""
    return entry


def _by_surnames(runs: Sequence[Piece]) -> Entry | None:
    """Read an entry that begins with surnames, as reading lists have it."""
    found = by_surnames(runs)
    if not found:
        return None
    entry, rest = found
    for run in rest:
        _scan(entry, run)
    return entry if entry.date or entry.links else None


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Return runs with each link in one piece; a label before a bare address names it."""
    made: list[Piece] = []
    for piece in pieces:
        last = made[-1] if made else Piece("")
        named = NAMED.search(last.text) if piece.url and not piece.text and not last.url else None
        if named and addresses.kind(named[1]):
            made[-1] = last._replace(text=last.text[: named.start()])
            made.append(piece._replace(text=named[1]))
        elif made and piece.url == last.url and (piece.url or piece[2:] == last[2:]):
            made[-1] = last._replace(text=last.text + piece.text)
        else:
            made.append(piece)
    return made


def _without_homepages(runs: list[Piece]) -> list[Piece]:
    """Return runs with links of people to their homepages as text."""
    people_at = [
        at for at, run in enumerate(runs) if at and run.url and not addresses.is_paper(run) and _is_person(run.text)
    ]
    if len(people_at) > 1 or any(runs[at].slanted for at in people_at):
        runs = [run._replace(url="") if at in people_at else run for at, run in enumerate(runs)]
    return _joined(runs)


def _is_person(text: str) -> bool:
    names, after = people(text) if not addresses.kind(text) else ([], text)
    return len(names) == 1 and not after.strip(EDGE)


def _is_label(run: Piece) -> bool:
    if run.plain or (not run.url and when(run.text)):
        return False
    return bool(addresses.kind(run.text))


def _scan(entry: Entry, run: Piece) -> None:
    """Take people, venue and day out of text after the title; what is none of them is a remark."""
    if run.url and not addresses.kind(run.text) and addresses.is_paper(run):
        return
    if found := when(run.text):
        entry.note(found)
    elif run.code:
        entry.remarks.append(run.text)
    else:
        text = run.text
        while text.strip(EDGE + "()"):
            text = _taken(entry, run, text)


def _taken(entry: Entry, run: Piece, text: str) -> str:
    """Take what a text begins with, and return the rest."""
    if stated := STATED.match(text):
        entry.remarks.append(" ".join(stated[0].split()))
        return text[stated.end() :]
    if not entry.authors:
        entry.authors, text = people(text)
    begin = len(text) - len(text.lstrip(EDGE + "("))
    narrow, wide = BETWEEN_FACTS.search(text, begin), WIDE.search(text, begin)
    whole = text[begin : wide.start() if wide else None]
    part = text[begin : narrow.start() if narrow else None]
    end, whole_end = (match.end() if match else len(text) for match in (narrow, wide))
    if found := when(whole):
        entry.note(found)
        return text[whole_end:]
    if found := when(part):
        entry.note(found)
    elif part.lower().startswith("anonymous"):
        pass
    elif run.slanted and not entry.venue and 0 < len(whole.split()) <= JOURNAL and not run.url:
        entry.venue = whole.strip(EDGE)
        return text[whole_end:]
    elif len(part.split()) >= REMARK and not run.url:
        line = text.find("\n", begin) + 1 or len(text)
        entry.remarks.append(text[begin:line].strip(EDGE))
        return text[line:]
    return text[end:]
