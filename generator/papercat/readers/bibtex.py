"""BibTeX: entries to papers, LaTeX to Unicode; what cannot be parsed is a fault that keeps its text."""

import re
from collections.abc import Mapping

from papercat.errors import Fault, excerpt
from papercat.readers import subjects, values
from papercat.readers.base import Fields, Reading
from papercat.readers.bibtex_entries import Entry, entries
from papercat.readers.bibtex_names import names
from papercat.readers.fields import DROP, Target
from papercat.readers.journals import journal
from papercat.readers.latex import unicode
from papercat.readers.private import is_private, without
from papercat.readers.record import Records
from papercat.records import COLLECTIVE

NAME = "bibtex"
ENTRY = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]", re.MULTILINE)
ARXIV = re.compile(r"\barxiv[:\s.]*(?:preprint\s*)?(?:arxiv:)?\s*([a-z-]*/?\d[\d.]+)", re.IGNORECASE)
URL = re.compile(r"(?:https?://|www\.)[^\s}]+")
DOI = re.compile(
    r"(?:^|\b(?:available|or|at|from|doi)[: ]+)\W*https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/[^\s,;{}]*[^\s,;{}.])",
    re.IGNORECASE,
)
"""A note that says where the paper itself is, and not its erratum."""
CRYPTOLOGY = re.compile("Cryptology ePrint Archive", re.IGNORECASE)
GROUP = re.compile(r"collab|consorti|team|group|project|survey|network", re.IGNORECASE)
VERBATIM = frozenset({"doi", "url", "eprint", "pdf", "file", "isbn", "issn", "pmid", "archiveprefix", "eprinttype"})


def looks_like(head: str) -> float:
    """Return how sure it is: `@word{` at the beginning of a line."""
    return 0.9 if ENTRY.search(head) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read every entry; `@string`, `@preamble` and comments are used or left out."""
    records = Records(file, fields)
    for entry in entries(text):
        titled = "title" in entry.fields
        # a fault shows it, and most entries have none
        raw = "" if titled and not entry.fault else without(entry.raw, fields)
        if entry.fault:
            guess = "read all the same" if titled else ""
            reason = entry.fault if titled or entry.key else f"no BibTeX: {entry.fault}"
            told = Fault(file=file, line=entry.line, reason=reason, guess=guess, raw=excerpt(raw), kept=titled)
            records.faults.append(told)
        if titled or not entry.fault:
            for name in entry.fields:
                if is_private(name) and name not in fields:
                    records.drop(name, Target(DROP))
            records.take(_record(entry, fields), entry.line, raw)
    return records.reading(NAME)


def _record(entry: Entry, fields: Fields) -> dict[str, object]:
    """Return the entry as a record of names that `Records` knows."""
    raw: dict[str, object] = {"key": entry.key, "entrytype": entry.kind}
    for name, value in _joined(entry.fields).items():
        if is_private(name) and name not in fields:
            continue
        if name in {"author", "editor", "translator"}:
            people = list(names(value))
            raw.setdefault("authors" if name == "author" else name, [one for one, _ in people])
            if name == "author" and (
                whole := [one for one, in_braces in people if in_braces and " " in one and "," not in one]
            ):
                raw[COLLECTIVE] = whole
        elif name == "howpublished" and (address := URL.search(value)):
            raw.setdefault("link", address[0])
        else:
            raw.setdefault(name, value.strip("{} ") if name in VERBATIM else unicode(value))
    _add_collaboration(raw)
    _name_subjects(raw)
    return _dated(_with_archive(raw))


def _joined(fields: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields with subtitles behind their titles, and journals by their whole names."""
    told = dict(fields)
    for title in ("title", "booktitle"):
        below = told.pop(title.replace("title", "subtitle"), "").strip()
        if below:
            above = told.get(title, "").rstrip(" :.")
            told[title] = f"{above}{' ' if above.endswith(('?', '!')) else ': ' if above else ''}{below}"
    if whole := told.pop("fjournal", ""):
        # of zbMATH and MathSciNet
        told["short_journal"], told["journal"] = told.get("journal", ""), whole
    for name in told.keys() & {"journal", "journaltitle", "booktitle"}:
        told[name] = journal(told[name])
    return told


def _add_collaboration(raw: dict[str, object]) -> None:
    """Name the group for which INSPIRE and APS list the first of its people, as `others` leave the authors."""
    groups = [
        name if GROUP.search(name) else f"{name} Collaboration"
        for name in re.split(r", | and ", str(raw.get("collaboration", "")))
        if name
    ]
    people = raw.get("authors", [])
    known = people if isinstance(people, list) else []
    fresh = [name for name in groups if name not in known]
    if fresh:
        said = raw.get(COLLECTIVE, [])
        raw["authors"] = [*known, *fresh]
        raw[COLLECTIVE] = [*(said if isinstance(said, list) else []), *fresh]


def _name_subjects(raw: dict[str, object]) -> None:
    """Have the sections of mathematics for keywords, where zbMATH and MathSciNet have codes, and keep these."""
    said = str(raw.get("keywords", ""))
    found = subjects.codes(said.split(","))
    if found:
        raw["mrclass"] = raw.pop("keywords")
    else:
        found = subjects.codes(re.findall(r"[^\s(),;]+", str(raw.get("mrclass", ""))))
    if found:
        raw["keywords"] = "; ".join([*([said] if said and "keywords" in raw else []), *subjects.sections(found)])


def _with_archive(raw: dict[str, object]) -> dict[str, object]:
    """Return the record with what notes say of arXiv, DOI and other archives in its place."""
    if not _is_arxiv(raw):
        # an eprint of another archive is no arXiv identifier
        raw = {("eprint_id" if key == "eprint" else key): value for key, value in raw.items()}
    told = " ".join(str(raw.get(key, "")) for key in ("journal", "note", "howpublished", "booktitle"))
    if match := ARXIV.search(told):
        raw.setdefault("arxiv", match[1])
        raw.setdefault("status", "preprint" if "preprint" in told.lower() else "")
    if match := DOI.search(told):
        raw.setdefault("doi", match[1])
    if match := CRYPTOLOGY.search(told):
        raw.setdefault("journal", match[0])
    raw.pop("archiveprefix", None)
    return raw


def _dated(raw: dict[str, object]) -> dict[str, object]:
    """Return the record with a day, where year, month and day say it."""
    if raw.keys() >= {"year", "month", "day"} and "date" not in raw and (whole := _day(raw)):
        raw = {key: value for key, value in raw.items() if key not in {"year", "month", "day"}} | {"date": whole}
    return raw


def _day(raw: dict[str, object]) -> str:
    """Return the day that year, month and day say together, or nothing."""
    made = values.day(f"{values.first_day(raw['year'])[:4]}-{values.month(raw['month'])}-{raw['day']}")
    return made if made.count("-") == 2 else ""  # noqa: PLR2004 - YYYY-MM-DD


def _is_arxiv(raw: dict[str, object]) -> bool:
    archive = str(raw.get("archiveprefix") or raw.get("eprinttype") or "arxiv")
    return archive.casefold() == "arxiv"
