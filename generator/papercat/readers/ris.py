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

RECORD = re.compile(r"^\ufeff?TY {1,2}-.*?(?=^TY {1,2}-|\Z)", re.DOTALL | re.MULTILINE)
END = re.compile(r"^ER {1,2}-", re.MULTILINE)
MAPPING = {**rispy.TAG_KEY_MAPPING, "L1": "pdfs", "L2": "codes", "L3": "others"}
"""rispy's names of the tags; of the links L1 is a PDF, L2 the full text or code, L3 anything."""
LISTS = [*rispy.LIST_TYPE_TAGS, "L1", "L2", "L3"]
_OWN = """
type_of_reference title primary_title abstract notes_abstract authors first_authors year publication_year date
journal_name secondary_title conference_name doi urls pdfs codes others keywords id accession_number notes
"""
OWN = frozenset(_OWN.split())
"""What goes into fields of ours."""
NOTE = re.compile(r"^N1 {1,2}-.*\n?(?:^(?![A-Z][A-Z0-9] {1,2}-).*\n)*", re.MULTILINE)
"""A note with the lines that it goes on in; faults are published, too, and hold none."""
WARNING = re.compile(r"(withdrawn|retracted)\b[.:]?\s*(.*)", re.IGNORECASE)
"""A note that a reader must know of; other notes are somebody's own."""
CODE = re.compile(r"//(?:www\.)?(?:github|gitlab|bitbucket|codeberg)\.\w+/", re.IGNORECASE)


def looks_like(text: str) -> float:
    """Say how much the text looks like RIS."""
    return 0.95 if re.match(r"[\ufeff\s]*TY {1,2}- ", text) else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the records."""
    return reading(_rows(text), file, fields)


def _rows(source: str) -> Iterator[Row]:
    start = RECORD.search(source)
    before = source[: start.start() if start else len(source)].strip()
    if before:
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
    try:
        entries = rispy.loads(raw, mapping=MAPPING, list_tags=LISTS)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        return Row(line, reason=f"not readable as RIS: {error}", raw=NOTE.sub("", raw))
    if not entries:
        return Row(line, reason="not readable as RIS", raw=NOTE.sub("", raw))
    return Row(line, _fields(entries[0]), raw=NOTE.sub("", raw))


def _fields(entry: dict[str, object]) -> dict[str, object]:
    dates = [date for key in ("date", "publication_year", "year") if (date := _date(text(entry, key)))]
    codes = texts(entry, "codes")
    notes = texts(entry, "notes")
    warning = next(filter(None, map(WARNING.fullmatch, notes)), None)
    return {
        "id": text(entry, "id") or text(entry, "accession_number"),
        "title": text(entry, "title") or text(entry, "primary_title"),
        "abstract": text(entry, "abstract") or text(entry, "notes_abstract"),
        "authors": [{"name": _turned(name)} for name in texts(entry, "authors") or texts(entry, "first_authors")],
        # what is no date is left for the fault that it is
        "date": next(filter(day, dates), dates[0] if dates else ""),
        "venue": text(entry, "journal_name") or text(entry, "secondary_title") or text(entry, "conference_name"),
        "doi": text(entry, "doi"),
        "pdf": texts(entry, "pdfs"),
        "code": [url for url in codes if CODE.search(url)],
        "links": [*(url for url in codes if not CODE.search(url)), *texts(entry, "others")],
        "page": texts(entry, "urls"),
        "keywords": texts(entry, "keywords"),
        "type": text(entry, "type_of_reference"),
        "status": warning[1] if warning else "",
        "status_note": warning[2] if warning else "",
        "notes": [note for note in notes if not WARNING.fullmatch(note)],
        **{key: value for key, value in entry.items() if key not in OWN},
    }


def _date(told: str) -> str:
    """Return the date of "2020/05/06/spring"."""
    return "-".join(filter(None, (part.strip() for part in told.split("/")[:3])))


def _turned(name: str) -> str:
    """Return "First Last Jr." of "Last, First, Jr."."""
    last, _, rest = name.partition(",")
    first, _, suffix = rest.partition(",")
    return turned(last, f"{first.strip()} {suffix.strip()}".strip())


FORMAT = Format("ris", looks_like, read)
