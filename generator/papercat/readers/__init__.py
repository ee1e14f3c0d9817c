"""Text in, records and faults out: one module a format, registered in `FORMATS`.

A new format is a module with a `Format`, and its name here.
"""

import difflib
import re
from types import MappingProxyType

from papercat.errors import Fault, UsageError, excerpt
from papercat.readers import (
    acl,
    arxiv_atom,
    arxiv_mail,
    bibtex,
    feeds,
    identifiers,
    jsonl,
    library_xml,
    listing,
    markdown,
    nested,
    oai,
    org,
    pubmed,
    references,
    ris,
    services,
    table,
    tagged,
)
from papercat.readers.base import HEAD, Fields, Format, Reading
from papercat.readers.decoding import decode

__all__ = ["FORMATS", "Format", "Reading", "detect", "read"]

NO_MAP: Fields = MappingProxyType({})

FORMATS: tuple[Format, ...] = (
    *services.FORMATS,
    feeds.JSON,
    feeds.RSS,
    arxiv_atom.FORMAT,
    oai.FORMAT,
    acl.FORMAT,
    pubmed.FORMAT,
    library_xml.ENDNOTE,
    library_xml.DBLP_XML,
    library_xml.ZOTERO,
    arxiv_mail.FORMAT,
    ris.FORMAT,
    *tagged.FORMATS,
    identifiers.FORMAT,
    markdown.FORMAT,
    org.FORMAT,
    references.FORMAT,
    Format(jsonl.NAME, jsonl.looks_like, jsonl.read),
    Format(nested.NAME, nested.looks_like, nested.read, line_limit=0),
    Format(bibtex.NAME, bibtex.looks_like, bibtex.read),
    Format(table.NAME, table.looks_like, table.read),
    Format("tsv", lambda _: 0.0, table.read),
    Format("listing", listing.looks_like, listing.read),
)
"""In order of preference where two formats are equally sure."""
BY_NAME = {form.name: form for form in FORMATS}


def detect(text: str) -> str:
    """Return the name of the format that the text most looks like, or nothing."""
    head = text[:HEAD]
    sure = [(float(form.looks_like(head)), -place, form.name) for place, form in enumerate(FORMATS)]
    certainty, _, name = max(sure)
    return name if certainty > 0 else ""


def read(data: bytes, file: str, *, format: str = "", fields: Fields = NO_MAP) -> Reading:  # noqa: A002 - the word people type
    """Read a file of any format: gzip and byte order marks are seen to, the format is recognised from the content.

    Args:
        data: the file's bytes.
        file: its name, for messages and as the papers' source.
        format: name of a format that overrules what the content looks like.
        fields: a foreign file's name for a field -> ours.

    Raises:
        UsageError: no such format. Whatever the bytes are, nothing else is raised.
    """
    chosen = _named(format) if format else None
    text, faults = decode(data, file)
    if not text:
        return Reading((), faults, format)
    form = chosen or BY_NAME.get(detect(text))
    if form is None:
        reason = "no format that Papercat reads"
        guess = _advice(text)
        told = Fault(file=file, reason=reason, expected="" if guess else _names(), guess=guess, raw=excerpt(text, 500))
        return Reading((), (*faults, told))
    kept, overlong = _without_overlong(text, file, form.line_limit)
    reading = form.read(kept, file, fields)
    found = (*faults, *overlong, *reading.faults)
    if not reading.papers and not found:
        reason = f"no paper found, read as {form.name}"
        found = (Fault(file=file, reason=reason, guess="name the format if this is wrong", raw=excerpt(text, 500)),)
    return Reading(reading.papers, found, form.name)


def _named(name: str) -> Format:
    for form in FORMATS:
        if form.name == name.lower():
            return form
    near = difflib.get_close_matches(name.lower(), [form.name for form in FORMATS], n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    message = (
        f"unknown format {name!r}{hint} Known: {_names()}" if hint else f"unknown format {name!r}; known: {_names()}"
    )
    raise UsageError(message)


def _advice(text: str) -> str:
    """Return what to do with the source of a page, or of an XML format that nobody reads."""
    if re.match(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", text, re.IGNORECASE):
        return "this is a web page: copy its text in a browser into a .txt file, and add that"
    return "export it as BibTeX, RIS or CSL-JSON" if text.lstrip().startswith("<") else ""


def _names() -> str:
    return ", ".join(form.name for form in FORMATS)


def _without_overlong(text: str, file: str, limit: int) -> tuple[str, tuple[Fault, ...]]:
    """Empty each line over the limit, so that the others keep their numbers, and say so."""
    if not limit or len(text) <= limit:
        return text, ()
    faults: list[Fault] = []

    def empty(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        reason = f"the line has {len(match[0])} characters; it was left out"
        faults.append(Fault(file=file, line=line, reason=reason, expected=f"at most {limit}", raw=excerpt(match[0])))
        return ""

    # `[^\n]{n,}` would be tried again from every place in a shorter line; the start of a line is tried once
    kept = re.sub(rf"^[^\n]{{{limit + 1},}}", empty, text, flags=re.MULTILINE)
    return kept, tuple(faults)
