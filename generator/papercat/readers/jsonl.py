"""JSON Lines: one record a line."""

import json
import re
from collections.abc import Mapping

import msgspec

from papercat.errors import Fault, excerpt
from papercat.readers.base import Fields, Reading
from papercat.readers.fields import is_private
from papercat.readers.record import Records
from papercat.records import whole

NAME = "jsonl"
_decoder = msgspec.json.Decoder()
_NAME = re.compile(r'"([^"\\]{1,60})"\s*:\s*')
_VALUE = re.compile(r'(?:"(?:[^"\\]|\\.)*+"?|\[[^\[\]]*+\]?)?\s*,?\s*', re.DOTALL)
_PLACE = re.compile(r" \((?:byte|char) (\d+)\)|: line \d+ column (\d+) \(char \d+\)")


def looks_like(head: str) -> float:
    """Return how sure it is: the first line is one object, or begins one that is too long to see its end."""
    first, newline, rest = head.lstrip().partition("\n")
    if not first.startswith("{") or not re.match(r'\{\s*"', first):
        return 0.0
    if not newline or not rest.strip():
        return 0.6
    # an object around the records, or a pretty-printed one, opens in its first line and goes on in the next
    if goes_on(first):
        return 0.3
    return 0.95 if first.rstrip().endswith("}") or rest.lstrip().startswith("{") else 0.3


def goes_on(line: str) -> bool:
    """Say whether a line ends where a value must follow, as `{"papers": [` does."""
    return line.rstrip().endswith(("[", "{", ",", ":"))


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read a record a line; a line that is none is a fault, and the rest goes on."""
    records = Records(file, fields)
    for number, line in enumerate(text.split("\n"), 1):
        if line and not line.isspace():
            take_line(records, line, number)
    return records.reading(NAME)


def take_line(records: Records, line: str, number: int) -> None:
    """Read one line."""
    try:
        value = decoded(line)
    except ValueError as error:
        records.number += 1
        guess = "the line may be cut off" if line.count("{") > line.count("}") else ""
        reason = f"no JSON in record {records.number}: {error}"
        records.faults.append(
            Fault(file=records.file, line=number, reason=reason, guess=guess, raw=excerpt(public(line)))
        )
        return
    if isinstance(value, Mapping):
        records.take(value, number, line)
        return
    records.number += 1
    reason = f"record {records.number} is no object"
    expected = '{"title": "…"} in each line'
    records.faults.append(Fault(file=records.file, line=number, reason=reason, expected=expected, raw=excerpt(line)))


def public(text: str) -> str:
    """Return text that is no JSON without what stands under private names: faults show it, and are published, too."""
    parts, end = [], 0
    for name in _NAME.finditer(text):
        if name.start() >= end and is_private(name[1]):
            parts.append(text[end : name.start()])
            value = _VALUE.match(text, name.end())
            end = value.end() if value else name.end()
    return "".join((*parts, text[end:]))


def decoded(text: str) -> object:
    """Return what a JSON text says; NaN and control characters in strings are let through, half characters are U+FFFD.

    Raises:
        ValueError: no JSON; the text says why and where.
    """
    try:
        value: object = _decoder.decode(text)
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        try:
            value = whole(json.loads(text, strict=False))
        except RecursionError:
            message = "nested too deeply"
            raise ValueError(message) from None
        except ValueError as error:
            raise ValueError(_PLACE.sub(r", character \1\2", str(error))) from None
    return value
