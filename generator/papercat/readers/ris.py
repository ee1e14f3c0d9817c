"""RIS, as reference managers export it, through the library rispy.

Format: https://en.wikipedia.org/wiki/RIS_(file_format). Each record is parsed on its own:
a broken one is one fault.
"""

import re
from collections.abc import Iterator

import rispy  # type: ignore[import-untyped]

from papercat.readers.base import Fields, Format, Reading
from papercat.readers.dig import text, texts
from papercat.readers.names import turned
from papercat.readers.rows import Row, reading
from papercat.readers.values import day

HEADED = re.compile(r"[\ufeff\s]*(?:[A-Z][\w -]{2,20}:[^\n]*\n\s*){0,4}TY {1,2}- ")
"""The beginning of a file, with what publishers say above it: `Provider: …`, `Content: …`."""
RECORD = re.compile(r"^\ufeff?TY {1,2}-.*?(?=^TY {1,2}-|\Z)", re.DOTALL | re.MULTILINE)
OWN_TAG = re.compile(r"^[A-Z]{3} - .*\n?", re.MULTILINE)
END = re.compile(r"^ER {1,2}-", re.MULTILINE)
MAPPING = {**rispy.TAG_KEY_MAPPING, "L1": "pdfs", "L2": "codes", "L3": "others"}
"""rispy's names of the tags; of the links L1 is a PDF, L2 the full text or code, L3 anything."""
LIST_TAGS = [*rispy.LIST_TYPE_TAGS, "L1", "L2", "L3"]
_OWN = """
type_of_reference title primary_title abstract notes_abstract authors first_authors year publication_year date
journal_name secondary_title conference_name doi urls pdfs codes others keywords id accession_number notes
secondary_authors tertiary_authors subsidiary_authors editor type_of_work source alternate_title3
"""
OWN = frozenset(_OWN.split())
"""What goes into fields of ours."""
VENUES = (
    *("alternate_title3", "secondary_title", "journal_name", "conference_name"),
    *("source", "alternate_title2", "alternate_title1"),
)
"""Whole names (JF, T2) before short ones."""
EDITORS = ("secondary_authors", "tertiary_authors")
CENTRAL = {"SO": "source", "NO": "number", "PG": "pages", "KY": "keywords", "US": "urls"}
SEVERAL = frozenset({"keywords", "urls"})
OTHERS = re.compile(r"et,? al\.?,?", re.IGNORECASE)
DOI = re.compile(r"(?:doi:? ?|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
NOTE = re.compile(r"^N1 {1,2}-.*\n?(?:^(?![A-Z][A-Z0-9] {1,2}-).*\n)*", re.MULTILINE)
"""A note with the lines that it goes on in; faults are published, too, and hold none."""
WARNING = re.compile(r"(withdrawn|retracted)\b[.:]?\s*(.*)", re.IGNORECASE)
"""A note that a reader must know of; other notes are somebody's own."""
CODE = re.compile(r"//(?:www\.)?(?:github|gitlab|bitbucket|codeberg)\.\w+/", re.IGNORECASE)


def looks_like(text: str) -> float:
    """Say how much the text looks like RIS."""
    return 0.95 if HEADED.match(text) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the records."""
    return reading(_rows(text), file, fields)


def _rows(source: str) -> Iterator[Row]:
    start = RECORD.search(source)
    before = source[: start.start() if start else len(source)].strip()
    if before and not HEADED.match(f"{before}\nTY  - "):
        yield Row(1, reason="text that belongs to no record", raw=before)
    line = source[: start.start()].count("\n") + 1 if start else 1
    for match in RECORD.finditer(source):
        raw = match[0]
        yield _row(raw, line)
        line += raw.count("\n")


def _row(raw: str, line: int) -> Row:
    if not END.search(raw):
        # what is there can still be read; the file was cut off or the closing line lost
        raw = f"{raw.rstrip()}\nER  - \n"
    # three letters, as the Cochrane Library has them, would go on with the tag before
    raw = OWN_TAG.sub("", raw.replace("\nDOI - ", "\nDO  - "))
    try:
        entries = rispy.loads(raw, mapping=MAPPING, list_tags=LIST_TAGS)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        return Row(line, reason=f"not readable as RIS: {error}", raw=NOTE.sub("", raw))
    if not entries:
        return Row(line, reason="not readable as RIS", raw=NOTE.sub("", raw))
    return Row(line, _fields(entries[0]), raw=NOTE.sub("", raw))


def _fields(entry: dict[str, object]) -> dict[str, object]:
    other = entry.pop("unknown_tag", None)
    if isinstance(other, dict):
        # CENTRAL, the register of trials, has tags of MEDLINE among those of RIS
        entry |= {
            name: other[tag] if name in SEVERAL else other[tag][0] for tag, name in CENTRAL.items() if tag in other
        }
    dates = [date for key in ("date", "publication_year", "year") if (date := _date(text(entry, key)))]
    codes = texts(entry, "codes")
    notes = texts(entry, "notes")
    warning = next(filter(None, map(WARNING.fullmatch, notes)), None)
    names = [name for name in texts(entry, "authors") or texts(entry, "first_authors") if not OTHERS.fullmatch(name)]
    return {
        "id": text(entry, "id") or text(entry, "accession_number"),
        "title": text(entry, "title") or text(entry, "primary_title"),
        "abstract": text(entry, "abstract") or text(entry, "notes_abstract"),
        "authors": [{"name": _turned(name)} for name in names],
        "editor": [_turned(name) for key in EDITORS for name in texts(entry, key)],
        "translator": [_turned(name) for name in texts(entry, "subsidiary_authors")],
        # what is no date is left for the fault that it is
        "date": next(filter(day, dates), dates[0] if dates else ""),
        "venue": next(filter(None, (text(entry, name) for name in VENUES)), ""),
        "doi": text(entry, "doi") or next(filter(None, map(_doi, [text(entry, "type_of_work"), *notes])), ""),
        "pdf": texts(entry, "pdfs"),
        "code": [url for url in codes if CODE.search(url)],
        "links": [*(url for url in codes if not CODE.search(url)), *texts(entry, "others")],
        "page": texts(entry, "urls"),
        "keywords": [word.strip(" *") for said in texts(entry, "keywords") for word in said.split(";")],
        "type": text(entry, "type_of_reference"),
        "type_of_work": "" if _doi(text(entry, "type_of_work")) else text(entry, "type_of_work"),
        "status": warning[1] if warning else "",
        "status_note": warning[2] if warning else "",
        "notes": [note for note in notes if not WARNING.fullmatch(note) and not _doi(note)],
        **{key: value for key, value in entry.items() if key not in OWN},
    }


def _doi(told: str) -> str:
    """Return the DOI of a note that says nothing else, as publishers write one."""
    found = DOI.fullmatch(told)
    return found[1] if found else ""


def _date(told: str) -> str:
    """Return the date of "2020/05/06/spring"."""
    return "-".join(filter(None, (part.strip() for part in told.split("/")[:3])))


def _turned(name: str) -> str:
    """Return "First Last Jr." of "Last, First, Jr."."""
    last, _, rest = name.partition(",")
    first, _, suffix = rest.partition(",")
    return turned(last, f"{first.strip()} {suffix.strip()}".strip())


FORMAT = Format("ris", looks_like, read)
