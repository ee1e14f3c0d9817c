"""The catalogue's folder: what lies where, read whole and saved safely.

<year>.jsonl, undated.jsonl    the papers, sorted by id
faults/<slug of source>.jsonl  what could not be read, by the source that said it
vocabulary.yml                 people's tags
corrections.yml                people's corrections
moved.yml                      ids that papers no longer have
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from papercat import paths
from papercat.errors import Failure, Fault
from papercat.insight import Correction, Tag
from papercat.records import Paper
from papercat.store.identity import agree
from papercat.store.lines import parse
from papercat.store.moved import MOVED, followed, moved_from
from papercat.store.people import NO_YAML, corrections_from, vocabulary_from
from papercat.store.said import united

YEAR_FILE = re.compile(r"(?:\d{4}|undated)\.jsonl")
FAULTS = "faults"
VOCABULARY, CORRECTIONS = "vocabulary.yml", "corrections.yml"
STRAY = "no file of records, and left alone"
STRAYS = frozenset({".bib", ".csv", ".jsonl", ".ris"})
"""What people put here by mistake."""
OWN = (VOCABULARY, CORRECTIONS, MOVED)
"""Files that people write."""
_faults = msgspec.json.Decoder(Fault)


class Stored(NamedTuple):
    """The catalogue as it lies on disk."""

    papers: tuple[Paper, ...] = ()
    """Sorted by id, as the sources describe them; `corrected` applies people's corrections."""
    faults: tuple[Fault, ...] = ()
    """Those kept by source, then those of the catalogue's own files."""
    vocabulary: tuple[Tag, ...] = ()
    corrections: Mapping[str, Correction] = {}
    """By id of the paper."""
    moved: Mapping[str, str] = {}
    """Old id -> the id that the paper has now, or nothing where it was taken out."""


def load(folder: Path) -> Stored:
    """Read the catalogue; a folder that does not exist is an empty one.

    Raises:
        Failure: a file cannot be read from the disk.
    """
    faults: list[Fault] = []
    for file in sorted((folder / FAULTS).glob("[!.]*.jsonl")):
        faults += parse_faults(read_bytes(file), file.name)
    papers: dict[str, Paper] = {}
    for file in year_files(folder):
        lines = parse(read_bytes(file), file.name)
        faults += lines.faults
        for paper, number in zip(lines.papers, lines.numbers, strict=True):
            _shelve(papers, paper, f"{file.name}:{number}", faults)
    vocabulary, bad_tags = vocabulary_from(read_bytes(folder / VOCABULARY), VOCABULARY)
    moved, astray = moved_from(read_bytes(folder / MOVED), MOVED, papers)
    told = {key: key for key in (*papers, *(old for old, new in moved.items() if new))}
    corrections, bad = corrections_from(read_bytes(folder / CORRECTIONS), CORRECTIONS, told)
    ordered = tuple(papers[key] for key in sorted(papers))
    found = (*faults, *_strays(folder), *bad_tags, *bad, *astray)
    return Stored(ordered, found, vocabulary, followed(corrections, moved), moved)


def _strays(folder: Path) -> Iterator[Fault]:
    """Yield files that somebody put here to have them read."""
    for file in sorted(folder.glob("[!.]*")):
        if file.suffix in STRAYS and not YEAR_FILE.fullmatch(file.name):
            expected, guess = (
                "a year such as 2024.jsonl, or undated.jsonl",
                "`papercat add` reads it from anywhere else",
            )
            yield Fault(file=file.name, reason=STRAY, expected=expected, guess=guess)


def own(faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults of the catalogue's own files, in which people write; sources' were told when they came."""
    return tuple(one for one in faults if one.file in OWN or YEAR_FILE.fullmatch(one.file) or one.reason == STRAY)


def unread(faults: Iterable[Fault]) -> Fault | None:
    """Return the fault of a file of the catalogue's own of which nothing could be read, if there is such a one."""
    return next((one for one in own(faults) if one.reason.startswith(NO_YAML)), None)


def year_files(folder: Path) -> list[Path]:
    """Return the files that hold papers, by name."""
    return sorted(file for file in folder.glob("*.jsonl") if YEAR_FILE.fullmatch(file.name))


def read_bytes(file: Path) -> bytes:
    """Return the file's bytes, none where there is no file.

    Raises:
        Failure: it is there and cannot be read.
    """
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        message = f"cannot read {file}: {error.strerror}"
        raise Failure(message) from None


def parse_faults(data: bytes, file: str) -> tuple[Fault, ...]:
    """Return the faults that a file keeps; a line that is none is one itself."""
    found: list[Fault] = []
    for number, line in enumerate(data.splitlines(), 1):
        try:
            found.append(_faults.decode(line))
        except msgspec.MsgspecError as error:
            found.append(Fault(file=file, line=number, reason=str(error), raw=line.decode("utf-8", "replace")))
    return tuple(found)


def _shelve(papers: dict[str, Paper], paper: Paper, place: str, faults: list[Fault]) -> None:
    """Add a paper; of one that a killed run left in two files make one again, tell two papers with one id apart."""
    twin = papers.get(paper.id)
    if twin is None:
        papers[paper.id] = paper
    elif agree(twin, paper):
        papers[paper.id] = united(twin, paper)
    else:
        fresh = paths.unique(paper.title, papers, paper.abstract)
        papers[fresh] = msgspec.structs.replace(paper, id=fresh)
        file, _, line = place.partition(":")
        reason = f"another paper has the id {paper.id!r} too"
        faults.append(Fault(file=file, line=int(line), reason=reason, guess=f"this one is {fresh!r} now"))
