"""One catalogue file: bytes to papers, with each bad line as a fault and its bytes kept."""

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from papercat.errors import Fault, excerpt
from papercat.records import Paper, as_line, as_lines, from_line
from papercat.store.valid import check, worded

FIELDS = Paper.__struct_fields__
CONFLICT = re.compile(rb"^(?:[<>|]{7}(?: .*)?|={7})\r?$", re.MULTILINE)
"""What git puts around the two sides of a merge that it could not make."""


class Lines(NamedTuple):
    """What a catalogue file holds."""

    papers: tuple[Paper, ...] = ()
    numbers: tuple[int, ...] = ()
    """Line of each paper, counted from 1."""
    unreadable: tuple[bytes, ...] = ()
    """Lines that are no record, as they stand; saving carries them along until a person repairs them."""
    faults: tuple[Fault, ...] = ()


def parse(data: bytes, file: str) -> Lines:
    """Read a catalogue file.

    Args:
        data: the whole file.
        file: its name, for faults.
    """
    papers: list[Paper] = []
    numbers: list[int] = []
    unreadable: list[bytes] = []
    faults: list[Fault] = []
    for number, line in _lines(data):
        if CONFLICT.fullmatch(line):
            # the lines of both sides are records; what says only where they stand is not carried along
            reason, guess = "a mark of a merge conflict", "both sides are read; delete the mark"
            faults.append(Fault(file=file, line=number, reason=reason, guess=guess))
            continue
        try:
            paper = from_line(line)
            check(paper)
            if as_line(paper) != line + b"\n":
                paper = _completed(paper, line, file, number, faults)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            unreadable.append(line)
            faults.append(_fault(line, file, number, str(error)))
            continue
        papers.append(paper)
        numbers.append(number)
    return Lines(tuple(papers), tuple(numbers), tuple(unreadable), tuple(faults))


def dump(papers: Iterable[Paper], unreadable: tuple[bytes, ...]) -> bytes:
    """Return the bytes of a catalogue file; what could not be read stands at its end."""
    return as_lines(papers) + b"".join(line + b"\n" for line in unreadable)


def _lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        bare = line.removesuffix(b"\r")
        if bare.strip():
            yield number, bare


def _completed(paper: Paper, line: bytes, file: str, number: int, faults: list[Fault]) -> Paper:
    """Keep under `extra` what a person's hand wrote beside the known fields, and say so.

    Raises:
        ValueError: there is something unknown inside a field, which has no other place.
    """
    written = json.loads(line)
    lost = [*_lost(written, _whole(paper), "$")]
    unknown = {key: written[key] for key in written if key not in FIELDS}
    deeper = [path for path in lost if path.removeprefix("$.") not in unknown]
    if deeper:
        message = f"Object contains unknown field - at `{deeper[0]}`"
        raise ValueError(message)
    if not unknown:
        return paper
    for key in unknown:
        reason = f"unknown field {key!r}, kept under extra - at `$.{key}`"
        faults.append(Fault(file=file, line=number, reason=reason, guess=_guess(key), raw=excerpt(_text(line))))
    return msgspec.structs.replace(paper, extra={**unknown, **paper.extra})


def _whole(value: object) -> object:
    """Return records as mappings and lists in which defaults stand, too: a hand may have written one out."""
    if isinstance(value, msgspec.Struct):
        return {name: _whole(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return [_whole(one) for one in value]
    return {key: _whole(one) for key, one in value.items()} if isinstance(value, dict) else value


def _lost(written: object, read: object, path: str) -> Iterator[str]:
    """Yield the path of each written value that the record has no place for."""
    if isinstance(written, Mapping) and isinstance(read, Mapping):
        for key, value in written.items():
            if key in read:
                yield from _lost(value, read[key], f"{path}.{key}")
            # what says nothing is not lost
            elif value not in ("", [], {}, None):
                yield f"{path}.{key}"
    elif isinstance(written, list) and isinstance(read, list | tuple):
        for place, (value, known) in enumerate(zip(written, read, strict=False)):
            yield from _lost(value, known, f"{path}[{place}]")


def _fault(line: bytes, file: str, number: int, message: str) -> Fault:
    reason, _, place = message.partition(" - at ")
    guess = "; ".join(filter(None, (_missing(line, message), "the line is kept as it is until it is repaired")))
    place = place or ("" if "required field" not in reason else "`$`")
    told = worded(reason, place.strip("`").rpartition(".")[2])
    reason = f"no record: {told}{f' - at {place}' if place else ''}"
    return Fault(file=file, line=number, reason=reason, guess=guess, raw=excerpt(_text(line)))


def _missing(line: bytes, message: str) -> str:
    """Return which of the line's fields may be the one that is missing."""
    name = message.partition("required field `")[2].partition("`")[0]
    try:
        written = json.loads(line) if name else {}
    except (ValueError, RecursionError):
        return ""
    strange = [key for key in written if key not in FIELDS] if isinstance(written, dict) else []
    near = difflib.get_close_matches(name, strange, n=1)
    return f"found {near[0]!r}: did you mean {name!r}?" if near else ""


def _guess(key: str) -> str:
    near = difflib.get_close_matches(key, FIELDS, n=1)
    return f"did you mean {near[0]!r}?" if near else ""


def _text(line: bytes) -> str:
    return line.decode("utf-8", "replace")
