"""BibTeX: entries to papers, LaTeX to Unicode; what cannot be parsed is a fault that keeps its text."""

import logging
import re
from collections.abc import Iterator

import bibtexparser
from bibtexparser import model
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # has no types
from pylatexenc.latexwalker import LatexWalkerError  # type: ignore[import-untyped]  # has no types

from papercat.errors import Fault, excerpt
from papercat.readers import values
from papercat.readers.base import Fields, Reading
from papercat.readers.fields import DROP
from papercat.readers.record import Records

NAME = "bibtex"
ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]", re.MULTILINE)
TEX = re.compile(r"[\\{}~]|--|``|''")
BARE = re.compile(r"(?<!\\)([%&#])")
AND = re.compile(r"\s+and\s+", re.IGNORECASE)
ARXIV = re.compile(r"\barxiv[:\s.]*(?:preprint\s*)?(?:arxiv:)?\s*([a-z-]*/?\d[\d.]+)", re.IGNORECASE)
CARET = "\ue000"
SIGNS = {r"\textbraceleft{}": r"\{", r"\textbraceright{}": r"\}", r"\textasciicircum{}": CARET}
"""Signs by their names, which the library does not know or takes for accents."""
VERBATIM = frozenset({"doi", "url", "eprint", "pdf", "file", "isbn", "issn", "pmid", "archiveprefix", "eprinttype"})
PRIVATE = frozenset({"file", "bdsk-url-1", "bdsk-file-1", "date-added", "date-modified", "owner", "timestamp"})
"""What reference managers note for themselves: paths of somebody's machine, days of entry."""
# both libraries tell a logger what is a fault here
for library in ("bibtexparser", "pylatexenc"):
    logging.getLogger(library).setLevel(logging.CRITICAL)
_to_text = LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=True)


def looks_like(head: str) -> float:
    """Return how sure it is: `@word{` at the beginning of a line."""
    return 0.9 if ENTRY.search(head) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read every entry; `@string`, `@preamble` and comments are used or left out."""
    records = Records(file, {**dict.fromkeys(PRIVATE, DROP), **fields})
    for block in bibtexparser.parse_string(text).blocks:
        line = (block.start_line or 0) + 1
        raw = block.raw or ""
        if isinstance(block, model.ParsingFailedBlock):
            entry = block.ignore_error_block
            guess = "read all the same" if isinstance(entry, model.Entry) else ""
            told = str(getattr(block.error, "abort_reason", "") or block.error)
            reason = " ".join(told.partition(" Note:")[0].split()).rstrip(".")
            reason = reason if guess else f"no BibTeX: {reason}"
            records.faults.append(Fault(file=file, line=line, reason=reason, guess=guess, raw=excerpt(raw)))
        else:
            entry = block
        if isinstance(entry, model.Entry):
            records.take(_record(entry), line, raw)
    return records.reading(NAME)


def _record(entry: model.Entry) -> dict[str, object]:
    """Return the entry as a record of names that `Records` knows."""
    raw: dict[str, object] = {"key": entry.key, "entrytype": entry.entry_type.lower()}
    for field in entry.fields:
        name = field.key.lower()
        value = str(field.value)
        if name in {"author", "editor"}:
            raw.setdefault("authors" if name == "author" else name, list(_names(value)))
        elif name == "howpublished" and (address := re.search(r"(?:https?://|www\.)[^\s}]+", value)):
            raw.setdefault("link", address[0])
        else:
            raw.setdefault(name, value.strip("{} ") if name in VERBATIM else unicode(value))
    if not _is_arxiv(raw):
        # an eprint of another archive is no arXiv identifier
        raw = {("eprint_id" if key == "eprint" else key): value for key, value in raw.items()}
    told = " ".join(str(raw.get(key, "")) for key in ("journal", "note", "howpublished", "booktitle"))
    if match := ARXIV.search(told):
        raw.setdefault("arxiv", match[1])
        raw.setdefault("status", "preprint" if "preprint" in told.lower() else "")
    raw.pop("archiveprefix", None)
    if raw.keys() >= {"year", "month", "day"} and "date" not in raw and (whole := _day(raw)):
        raw = {key: value for key, value in raw.items() if key not in {"year", "month", "day"}} | {"date": whole}
    return raw


def _day(raw: dict[str, object]) -> str:
    """Return the day that year, month and day say together, or nothing."""
    made = values.day(f"{raw['year']}-{values.month(raw['month'])}-{raw['day']}")
    return made if made.count("-") == 2 else ""  # noqa: PLR2004 - YYYY-MM-DD


def _is_arxiv(raw: dict[str, object]) -> bool:
    archive = str(raw.get("archiveprefix") or raw.get("eprinttype") or "arxiv")
    return archive.casefold() == "arxiv"


def unicode(text: str) -> str:
    """Return LaTeX as plain text, math as it stands; the text itself where LaTeX is beyond the library."""
    text = text.strip()
    if not TEX.search(text):
        return text
    # per cent signs and ampersands of people who do not write LaTeX would swallow or split the text
    spelled = BARE.sub(r"\\\1", text)
    for macro, sign in SIGNS.items():
        spelled = spelled.replace(macro, sign)
    spelled = re.sub(r"\\(?:href\{[^{}]*\}|url)\s*\{([^{}]*)\}", r"\1", spelled)
    spelled = re.sub(r"\s*\\(?:cite[a-z]*|ref|label)\s*\{[^{}]*\}", "", spelled)
    try:
        made: str = _to_text.latex_to_text(spelled, tolerant_parsing=True)
    except (LatexWalkerError, IndexError, ValueError, AttributeError, TypeError, RecursionError):
        return text
    return re.sub(r"[ \xa0]+", " ", made.replace(CARET, "^")).strip()


def _names(text: str) -> Iterator[str]:
    """Yield `First von Last Jr` for each name; a name in braces is kept whole, `and others` left out."""
    for name in _split(text):
        bare = " ".join(name.split())
        if bare.startswith("{") and bare.endswith("}") and bare.count("{") == 1:
            yield unicode(bare)
            continue
        parts = [unicode(part) for part in _split(bare, re.compile(r","))]
        last, *rest = parts
        first, junior = (rest[-1], rest[:-1]) if rest else ("", [])
        made = " ".join(part for part in (first, last, *junior) if part)
        if made and made.casefold() != "others":
            yield made


def _split(text: str, at: re.Pattern[str] = AND) -> list[str]:
    """Split outside braces."""
    parts, start, depth = [], 0, 0
    marks = re.compile(rf"\\.|[{{}}]|{at.pattern}", at.flags | re.DOTALL)
    for match in marks.finditer(text):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
        elif depth == 0 and not match[0].startswith("\\"):
            parts.append(text[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, text[start:]) if part.strip()]
