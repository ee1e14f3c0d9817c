"""Org mode: entries with properties as Emacs' org-bibtex writes them, and lists of links.

Format: https://orgmode.org/worg/org-syntax.html. A heading with properties of a paper is a record; the rest is read as
the Markdown that it stands for, line by line.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from papercat.readers import markdown
from papercat.readers.base import Fields, Format, Reading
from papercat.readers.rows import Row, reading

HEADING = re.compile(
    r"(?P<stars>\*+)[ \t]+(?:(?:TODO|DONE|NEXT|WAITING|READING|READ|STARTED|CANCELLED|SOMEDAY)\b[ \t]*)?"
    r"(?:\[#\w\][ \t]*)?"
    r"(?P<text>.*?)(?:[ \t]+:(?P<tags>[\w@:]+):)?[ \t]*"
)
LINK = re.compile(r"\[\[([^\[\]]+)\](?:\[([^\[\]]+)\])?\]")
PROPERTY = re.compile(r"[ \t]*:([A-Za-z][\w+-]*):[ \t]*(.*?)[ \t]*")
TOLD = frozenset({"author", "year", "date", "doi", "url", "journal", "booktitle", "btype", "eprint", "arxiv"})
"""Properties of which a paper has one at least."""
ASIDE = frozenset({"properties", "end", "logbook", "custom_id", "id", "created", "noter_document", "interleave_pdf"})
"""Properties that Emacs writes for itself."""
SLANTED = re.compile(r"(?<![\w/:<(\]])/(?=\w)([^/\n]{2,200}?)(?<=\S)/(?![\w/])")
SETTING = re.compile(r"[ \t]*(?:#\+|#[ \t]|:\w+:[ \t]*$|CLOSED:|SCHEDULED:|DEADLINE:|- State )")


def looks_like(text: str) -> float:
    """Say how much the text looks like Org's."""
    marks = re.search(r"^#\+\w+:|^[ \t]*:PROPERTIES:", text, re.MULTILINE | re.IGNORECASE) or LINK.search(text)
    return 0.85 if marks and re.search(r"^\*+ \S", text, re.MULTILINE) and "](http" not in text else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the entries with properties, then the lists."""
    lines = text.split("\n")
    starts = [number for number, line in enumerate(lines) if re.match(r"\*+[ \t]", line)]
    rows: list[Row] = []
    for start, end in pairwise([*starts, len(lines)]):
        if row := _entry(lines[start:end], start + 1):
            rows.append(row)
            lines[start:end] = [""] * (end - start)
    found = reading(rows, file, fields)
    listed = markdown.FORMAT.read("\n".join(_translated(lines)), file, fields)
    return Reading((*found.papers, *listed.papers), (*found.faults, *listed.faults), "org")


def _entry(lines: list[str], number: int) -> Row | None:
    """Return a heading with properties of a paper; what stands below is its abstract."""
    told = {match[1].lower(): match[2] for line in lines[1:] if (match := PROPERTY.fullmatch(line)) and match[2]}
    heading = HEADING.fullmatch(lines[0])
    if not heading or told.keys().isdisjoint(TOLD):
        return None
    below = [line.strip() for line in lines[1:] if not PROPERTY.fullmatch(line) and not SETTING.match(line)]
    links = [match[1] for match in LINK.finditer(lines[0]) if match[1].startswith("http")]
    title = LINK.sub(lambda match: match[2] or match[1], heading["text"])
    value: dict[str, object] = {
        "key": told.get("custom_id", ""),
        "title": told.pop("title", "") or title,
        "abstract": told.pop("abstract", "") or " ".join(filter(None, below)),
        "keywords": [tag for tag in (heading["tags"] or "").split(":") if tag],
        "link": links,
        "entrytype": told.pop("btype", ""),
        **{name: said for name, said in told.items() if name not in ASIDE},
    }
    return Row(number, {name: said for name, said in value.items() if said})


def _translated(lines: list[str]) -> Iterator[str]:
    """Yield each line as Markdown; a heading with a link is an item, and none is the list's name."""
    for line in lines:
        linked = LINK.sub(lambda match: f"[{match[2]}]({match[1]})" if match[2] else f"<{match[1]}>", line)
        heading = HEADING.fullmatch(linked)
        if heading:
            yield f"- {heading['text']}" if linked != line else f"#{'#' * len(heading['stars'])} {heading['text']}"
        else:
            yield "" if SETTING.match(line) else SLANTED.sub(r"*\1*", linked)


FORMAT = Format("org", looks_like, read)
