"""A paper of a list while its parts come in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from papercat.readers import values
from papercat.readers.markdown import addresses, labelled, sections
from papercat.readers.markdown.blocks import Block, Cells, Piece
from papercat.readers.markdown.citations import unmarked
from papercat.readers.markdown.entry import Entry
from papercat.readers.markdown.facts import people, when
from papercat.readers.markdown.telling import told

SURE = 4
"""Words of a title that may stand for a paper without a link."""
NEWS = re.compile(
    r"\W*(?:our (?:survey|paper|work|article|repo\w*|code|list|new|latest|team)\b"
    r"|we (?:release|are|have|update|will|add|propose)\w*\b"
    r"|this (?:repo\w*|list)\b|added?\b.*\bpapers?\b)",
    re.IGNORECASE,
)
NOTHING = frozenset({"", "-", "--", "n/a", "na", "none", "null", "\u2013", "\u2014", "/", "x"})
KEPT = frozenset({"abstract", "tldr", "keywords"})
Row = dict[str, object]


@dataclass
class Draft:
    """An entry, what was said below it, and where it stands."""

    block: Block
    place: Sequence[str]
    entry: Entry
    row: Row = field(default_factory=dict)
    """Further fields, by our names; what has none of ours becomes `extra`."""
    named: bool = False
    """Whether the list itself calls it a paper, in the name of a column."""

    @classmethod
    def of(cls, block: Block, place: Sequence[str]) -> "Draft":
        """Return the draft of a block: its title, and what it says itself under labels."""
        mark, pieces = unmarked(block.pieces)
        (label, first), *more = labelled.chunks(pieces) or [("", [])]
        draft = cls(block, place, told([] if label else first))
        draft.entry.label = draft.entry.label or mark
        for name, part in [(label, first), *more] if label else more:
            draft.entry.links += [piece for piece in part if piece.url]
            draft.labelled(name, part)
        return draft

    def add(self, pieces: Sequence[Piece], *, remark: bool = True) -> None:
        """Take what stands below the title: labelled parts, links, people, remarks."""
        for label, part in labelled.chunks(pieces):
            self.entry.links += [piece for piece in part if piece.url]
            if label:
                self.labelled(label, part)
                continue
            more = told(part)
            self.entry.authors = self.entry.authors or more.authors
            self.entry.venue, self.entry.date = self.entry.venue or more.venue, self.entry.date or more.date
            said = labelled.text([piece for piece in part if not addresses.kind(piece.text)])
            if more.title and remark and not self._facts(said):
                self.entry.remarks.append(said)

    def _facts(self, said: str) -> bool:
        """Take a line of names."""
        names, after = people(said)
        if self.entry.authors or len(names) < 2 or after.strip(" .,;"):  # noqa: PLR2004 - two words may be anything
            return False
        self.entry.authors = names
        return True

    def labelled(self, label: str, part: Sequence[Piece]) -> None:
        """Take what stands under a label."""
        said = labelled.text(part)
        if said.lower() in NOTHING or (
            all(piece.url for piece in part if piece.text.strip()) and label not in {"venue", "title"}
        ):
            return
        if label == "authors":
            bare = re.sub(r",?\s*\(?\bet\.?\s?al\b\.?\)?", "", said)
            self.row.setdefault("authors", re.sub(r"\s*\([^)]*\)", "", bare).strip(" ."))
        elif label in {"venue", "date"}:
            found = when(said)
            if found:
                self.entry.note(found)
            elif label == "venue":
                self.entry.venue = self.entry.venue or said
            else:
                self.row.setdefault("date stated", said)
        elif label in KEPT or (label != "links" and not (addresses.kind(label) and len(said.split()) < SURE)):
            self.row.setdefault(label, said)

    @property
    def is_paper(self) -> bool:
        """Say whether it links to a paper, or has a title with people or with venue and day."""
        entry = self.entry
        if self.named or entry.facts or any(map(addresses.is_paper, entry.links)):
            return not NEWS.match(labelled.text(self.block.pieces)) and not NEWS.match(entry.title)
        certain = bool(entry.venue and entry.date) or len(entry.authors) > 1 or "authors" in self.row
        return certain and len(entry.title.split()) >= SURE and not NEWS.match(entry.title)

    @property
    def is_lost(self) -> bool:
        """Say whether this is no paper but looks like an entry: it has a title and leads somewhere."""
        outside = any(link.url.startswith("http") for link in self.entry.links)
        return outside and len(self.entry.title.split()) >= SURE

    def finished(self) -> Row:
        """Return the record."""
        entry, stated = self.entry, sections.stated(self.place)
        names = [_person(name) for name in entry.authors]
        row = {
            "title": entry.title,
            "authors": names or self.row.get("authors"),
            "venue": entry.venue or ("" if entry.date else stated.venue),
            "date": entry.date or stated.date,
            **addresses.known(entry.links),
            "keywords": [*values.words(self.row.get("keywords")), *sections.keywords(self.place)],
            "section": " / ".join(self.place),
            "label": "" if entry.label.lower() in entry.title.lower() else entry.label,
            "note": " \u00b7 ".join(dict.fromkeys(entry.remarks)),
        }
        return {key: value for key, value in {**entry.facts, **self.row, **row}.items() if value}


def _person(name: str) -> dict[str, str]:
    """Return a name and the institute behind it."""
    name, _, place = name.partition("(")
    return {"name": name.strip()} | ({"affiliation": place.rstrip(" )")} if place else {})


def of_row(block: Block, place: Sequence[str]) -> Draft:
    """Return the draft of a table's row: columns by their names; without a known one the title is the longest cell."""
    at = _title_cell(block.cells)
    draft = Draft(block, place, told(block.cells[at][1]) if block.cells else Entry())
    fields = {labelled.field(name) for name, _ in block.cells}
    called = bool(block.cells) and labelled.field(block.cells[at][0]) == "title"
    called = called and (not fields.isdisjoint(("authors", "venue", "date")) or "paper" in block.cells[at][0].lower())
    draft.named = called and bool(draft.entry.title) and any(link.url.startswith("http") for link in draft.entry.links)
    for number, (name, cell) in enumerate(block.cells):
        if number == at:
            continue
        known, said = labelled.field(name), labelled.text(cell)
        links = [piece._replace(text=piece.text if addresses.kind(piece.text) else name) for piece in cell if piece.url]
        draft.entry.links += links
        if known and known not in {"title", "links"}:
            draft.labelled(known, [piece._replace(url="") for piece in cell])
        elif not name and (found := when(said)):
            draft.entry.note(found)
        elif said.lower() not in NOTHING and not addresses.kind(name) and not links:
            draft.row.setdefault(name or "note", said)
    return draft


def _title_cell(cells: Cells) -> int:
    """Return the place of the title's column."""
    named = [at for at, (name, _) in enumerate(cells) if labelled.field(name) == "title"]
    for at in sorted(named, key=lambda place: "title" not in cells[place][0].lower()):
        if told(cells[at][1]).title:
            return at
    texts = [
        "" if labelled.field(name) or addresses.kind(said := labelled.text(cell)) or when(said) else said
        for name, cell in cells
    ]
    return max(range(len(texts)), key=lambda at: len(texts[at]), default=0)
