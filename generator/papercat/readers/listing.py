"""Read the copied text of a page that lists papers."""

import re
from itertools import pairwise

from papercat.readers.base import Fields, Reading
from papercat.records import Paper, Source

LONG = 300
BLANK = re.compile(r"\n\s*\n")


def looks_like(text: str) -> float:
    """Take any text for a listing that nothing else claims."""
    return 0.1 if re.search(r"\w", text) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read title and abstract paragraphs."""
    del fields  # a listing has no fields to map
    paragraphs = [" ".join(part.split()) for part in BLANK.split(text)]
    papers = tuple(
        Paper(id="", title=title, abstract=abstract, sources=(Source(name=file, key=title),))
        for title, abstract in pairwise(paragraphs)
        if len(title) < LONG <= len(abstract)
    )
    return Reading(papers, (), "listing")
