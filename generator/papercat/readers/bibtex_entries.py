"""Entries of a BibTeX file with their values put together: `@string`, `#`, `crossref`, `xdata`."""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import bibtexparser
from bibtexparser import model

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it tells a logger what is a fault here
HEAD = re.compile(r"\s*@\s*(\w+)\s*[{(]\s*([^\s,{}=\"]+)\s*,")
_KNOWN = "title|author|editor|journal|journaltitle|booktitle|year|date|month|volume|number|pages|publisher|doi|url"
START = re.compile(rf"(?:^[ \t]*([A-Za-z][\w-]*)|,\s*({_KNOWN}|abstract))\s*=\s*", re.MULTILINE | re.IGNORECASE)
"""Where a field of an entry that is not closed begins: on a line of its own, or behind a comma with a usual name."""
VOLUMES = frozenset({"proceedings", "mvproceedings", "collection", "mvcollection", "periodical"})
"""Entries that are no papers where others refer to them."""
NO_PAPERS = frozenset({"xdata", "set", "control"})
_OWN = """
abstract author crossref doi entryset eprint file ids keywords label note options pages related shorthand sortkey
subtitle title titleaddon url xdata xref
"""
OWN = frozenset(_OWN.split())
"""What a paper does not have of its volume."""
DEPTH = 8
"""Entries that refer to one another, one after the other."""
WITHIN = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}


@dataclass(frozen=True)
class Entry:
    """An entry, or what could be read of it."""

    kind: str
    key: str
    fields: Mapping[str, str]
    """Values by names in lower case."""
    line: int = 0
    raw: str = ""
    fault: str = ""
    """Why it cannot be read, or why the reader may have meant something else."""


def entries(text: str) -> list[Entry]:
    """Return all papers of a file, and what cannot be read as entries without fields."""
    blocks = bibtexparser.parse_string(text, parse_stack=[]).blocks
    strings: dict[str, str] = {}
    for block in blocks:
        if isinstance(block, model.String):
            strings[block.key.lower()] = value(str(block.value), strings)
    found = [made for block in blocks if (made := _entry(block, strings))]
    by_key: dict[str, Entry] = {}
    for entry in found:
        if entry.key:
            by_key.setdefault(entry.key.casefold(), entry)
    referred = {entry.fields.get("crossref", "").strip().casefold() for entry in found}
    volumes = {key for key in referred if key in by_key and by_key[key].kind in VOLUMES}
    return [
        replace(entry, fields=_inherited(entry, by_key))
        for entry in found
        if entry.kind not in NO_PAPERS and entry.key.casefold() not in volumes
    ]


def value(text: str, strings: Mapping[str, str]) -> str:
    """Return a value without what encloses it, its pieces joined and its abbreviations spelled out."""
    text = text.strip()
    pieces = list(_pieces(text)) if "#" in text else [text]
    return "".join(
        piece[1:-1] if piece[:1] + piece[-1:] in {"{}", '""'} and len(piece) > 1 else strings.get(piece.lower(), piece)
        for piece in pieces
    )


def _pieces(text: str) -> Iterator[str]:
    """Yield what stands between `#` outside of braces and quotation marks."""
    start, depth, quoted = 0, 0, False
    for at, sign in enumerate(text):
        if sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "#" and depth == 0 and not quoted:
            yield text[start:at].strip()
            start = at + 1
    yield text[start:].strip()


def _entry(block: model.Block, strings: Mapping[str, str]) -> Entry | None:
    """Return an entry; nothing for a comment, an abbreviation or a preamble."""
    line, raw, fault = (block.start_line or 0) + 1, block.raw or "", ""
    if isinstance(block, model.ParsingFailedBlock):
        told = str(getattr(block.error, "abort_reason", "") or block.error)
        fault = " ".join(told.partition(" Note:")[0].split()).rstrip(".")
        inner = block.ignore_error_block
        if not isinstance(inner, model.Entry):
            return _salvaged(Entry("", "", {}, line, raw, fault), strings)
        block = inner
    if not isinstance(block, model.Entry):
        return None
    fields: dict[str, str] = {}
    for field in block.fields:
        fields.setdefault(field.key.lower(), value(str(field.value), strings))
    return Entry(block.entry_type.lower(), block.key, fields, line, raw, fault)


def _salvaged(broken: Entry, strings: Mapping[str, str]) -> Entry:
    """Return an entry that is not closed as far as its fields can be told apart, and what is wrong with it."""
    head = HEAD.match(broken.raw)
    if not head:
        return broken
    fault = broken.fault
    if fault.startswith("Unexpected"):
        fault = "a brace or quotation mark is not closed"
    starts = list(START.finditer(broken.raw, head.end() - 1))
    ends = [*(start.start() for start in starts[1:]), len(broken.raw)]
    fields: dict[str, str] = {}
    for start, end in zip(starts, ends, strict=False):
        if told := value(_whole(broken.raw[start.end() : end]), strings):
            fields.setdefault((start[1] or start[2]).lower(), told)
    fault = f"{fault[:1].lower()}{fault[1:]}"
    return replace(broken, kind=head[1].lower(), key=head[2], fields=fields, fault=f"in the entry {head[2]!r} {fault}")


def _whole(text: str) -> str:
    """Return a value up to the brace or quotation mark that closes it, or without the one that is never closed."""
    text = text.strip().rstrip(",").rstrip()
    if text[:1] not in {"{", '"'}:
        return text.rstrip("}) \n")
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and at and (sign == "}" or (sign == '"' == text[0])):
            return text[: at + 1]
    return text[1:].strip().rstrip("}")


def _inherited(entry: Entry, by_key: Mapping[str, Entry], seen: frozenset[str] = frozenset()) -> Mapping[str, str]:
    """Return the fields with those of the entries that `xdata` and `crossref` name, where the entry lacks them."""
    own = dict(entry.fields)
    seen |= {entry.key.casefold()}
    for key in filter(None, map(str.strip, own.pop("xdata", "").split(","))):
        if (data := by_key.get(key.casefold())) and key.casefold() not in seen and len(seen) <= DEPTH:
            own = {**_inherited(data, by_key, seen), **own}
    key = own.get("crossref", "").strip().casefold()
    if key not in by_key or key in seen or len(seen) > DEPTH:
        return own
    del own["crossref"]
    return {**_of_volume(entry, by_key[key].kind, _inherited(by_key[key], by_key, seen)), **own}


def _of_volume(entry: Entry, kind: str, volume: Mapping[str, str]) -> Mapping[str, str]:
    """Return what a paper has of its volume; the name that the volume has for its papers speaks before its title."""
    told = {name: text for name, text in volume.items() if name not in OWN}
    if entry.kind == "inbook" and "author" in volume:
        told["author"] = volume["author"]
    if kind == "periodical":
        titles = {"title": "journaltitle"}
    else:
        titles = {} if {"journal", "journaltitle"} & entry.fields.keys() else WITHIN
    return {new: volume[old] for old, new in titles.items() if old in volume} | told
