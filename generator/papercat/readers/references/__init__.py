r"""Copied lists of references: APA, Harvard, Vancouver, IEEE, Chicago, MLA, and LaTeX's `\bibitem`.

A reference is read by where its title must be: in quotation marks, behind the year in brackets, behind the people. What
cannot be told apart so is a fault, since a wrong title is worse than none.
"""

import re
from collections.abc import Iterator

from papercat.errors import Fault, excerpt
from papercat.readers.base import Fields, Format, Reading
from papercat.readers.references.lines import YEAR, Entry, entries
from papercat.readers.references.styles import cited
from papercat.readers.rows import Row, reading

MOST = 0.6
"""Of the paragraphs of a text, those that are references at least."""
LOOK = 60
"""Paragraphs that are looked at."""
LONG = 1000
"""Characters of a reference that a text is known by, at most."""
AGAIN = re.compile(
    r"\W*(?:ibid|idem|op\. ?cit|loc\. ?cit|see (?:note|above))\b|[^.]{2,80}, (?:pp?\. ?)?\d+[\d\W]*$", re.IGNORECASE
)
"""A note that refers to one before: `Ibid., 14`, `Kuhn, Structure, 30`."""
DASHES = re.compile(r"^(?:[\u2014\u2013-]\s?){3,}[.,]?\s*|^_{3,}[.,]?\s*")
"""What stands for the people of the reference above."""
SAYS = "people, title, and a year or an address, in a usual style (APA, Vancouver, IEEE, Chicago, MLA)"


def looks_like(text: str) -> float:
    """Say how much the text is a list of references and nothing else."""
    if r"\bibitem" in text:
        return 0.92
    found = entries(text)[:LOOK]
    again = sum(bool(AGAIN.match(one.text)) for one in found)
    # taking a reference apart costs more than looking for its year
    dated = [one for one in found if len(one.text) < LONG and (YEAR.search(one.text) or "://" in one.text)]
    if len(dated) + again < MOST * len(found):
        return 0.0
    known = sum(bool(cited(DASHES.sub("Doe, J. ", one.text))) for one in dated)
    return 0.6 if known and known + again >= MOST * len(found) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the references; one whose title cannot be told is a fault."""
    found = entries(text)
    again = [one for one in found if not cited(one.text) and AGAIN.match(one.text)]
    faults = [_again(again, file)] if again else []
    return reading(_rows([one for one in found if one not in again]), file, fields, faults)


def _again(notes: list[Entry], file: str) -> Fault:
    many = f"{len(notes)} notes refer" if len(notes) > 1 else "1 note refers"
    return Fault(
        file=file,
        line=notes[0].line,
        reason=f"{many} to another and {'were' if len(notes) > 1 else 'was'} left out",
        raw=excerpt(notes[0].text),
    )


def _rows(found: list[Entry]) -> Iterator[Row]:
    people: object = None
    for one in found:
        same = DASHES.match(one.text)
        row = cited(DASHES.sub("Same, A. ", one.text) if same and people else one.text)
        if row is None:
            yield Row(one.line, reason=f"a reference whose title cannot be told; expected {SAYS}", raw=one.text)
            continue
        row["authors"] = people if same and people else row["authors"]
        people = row["authors"]
        yield Row(one.line, row, raw=one.text)


FORMAT = Format("references", looks_like, read)
