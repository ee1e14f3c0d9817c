"""What programs that write BibTeX note for their owner alone, which no published catalogue should hold.

The names are those of JabRef, BibDesk, Zotero with Better BibTeX, Mendeley, Papers, BibSonomy and CiteULike.
"""

import re
from collections.abc import Container
from functools import lru_cache

from papercat.readers import fields

_NOTES = "comment comments mynote remark remarks review"
_PLACES = "attachments collection collections files localfile pdffile ps"
_READING = "groups mendeleygroups mendeleytags rating ranking read readstatus relevance priority printed qualityassured"
_ENTERED = "addedat creationdate interhash intrahash modificationdate owner postedat timestamp"
NAMES = frozenset(f"{_NOTES} {_PLACES} {_READING} {_ENTERED}".split())
"""Names without case and punctuation, besides those that are private in all formats."""
BEGINNINGS = re.compile(r"(?:bdsk|comment|jabref|citeulike|zotero)-|papers[23]_|__|user[a-f]$", re.IGNORECASE)
"""Of names that bear a number or a person's name: `bdsk-file-2`, `comment-ann`."""
FIELD = re.compile(
    r"""(?:^|(?<=,))[ \t]*([A-Za-z_][\w-]*)[ \t]*=[ \t]*
    (?:\{(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\} | "[^"\n]*+" | [^\n]*+)[ \t]*,?[ \t]*\n?""",
    re.MULTILINE | re.VERBOSE,
)
"""A field of an entry, roughly: good enough to leave it out of a text that is shown."""


@lru_cache(maxsize=1 << 10)
def is_private(name: str) -> bool:
    """Tell whether a field of a BibTeX entry is a note that somebody made for themselves."""
    return fields.is_private(name) or fields.bare(name) in NAMES or bool(BEGINNINGS.match(name))


def without(text: str, kept: Container[str] = ()) -> str:
    """Return an entry's text without private fields but those kept: a fault shows it, and faults are published, too."""
    return FIELD.sub(lambda match: "" if is_private(match[1]) and match[1] not in kept else match[0], text)
