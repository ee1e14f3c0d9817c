"""Bytes to text: compression, encodings, and files that hold no text at all."""

import codecs
import re
import zlib
from typing import NamedTuple

from papercat.errors import Fault, excerpt

LIMIT = 4 << 30
"""Bytes of unpacked text; a small file that unpacks to more is a trap."""
SAMPLE = 65_536
"""Bytes that are looked at to tell text from anything else."""
BINARY_SHARE = 0.05
"""A sample with a larger share of bytes that no text holds is binary; real abstracts hold a few."""

GZIP = b"\x1f\x8b"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
KNOWN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
)
DECLARED = re.compile(rb"""<\?xml[^>]{1,99}encoding=["'](iso-8859-\d{1,2}|windows-125\d|us-ascii)["']""", re.IGNORECASE)
UNTEXT = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"


class Decoded(NamedTuple):
    """Text, and what was wrong with the bytes."""

    text: str
    faults: tuple[Fault, ...] = ()


def decode(data: bytes, file: str) -> Decoded:
    """Return the text in `data`: unpacked, decoded, with a line feed as the only line end.

    A file that is empty or no text gives no text and one fault. Invalid bytes become U+FFFD, with one fault.
    """
    unpacked, faults = _unpack(data, file)
    # a byte order mark alone is no text either
    if not unpacked[_encoding(unpacked)[0] :].strip():
        empty = Fault(file=file, reason="the file is empty", expected="records or the copied text of a listing")
        return Decoded("", (*faults, *(() if faults else (empty,))))
    if what := _binary(unpacked):
        reason = f"the file is {what}, not text"
        return Decoded("", (*faults, Fault(file=file, reason=reason, expected="a text file", guess=_advice(what))))
    text, bad = _text(unpacked, file)
    return Decoded(re.sub("\r\n?", "\n", text), (*faults, *bad))


def _unpack(data: bytes, file: str) -> tuple[bytes, tuple[Fault, ...]]:
    """Gunzip, member by member; a damaged file gives what came before the damage."""
    parts: list[bytes] = []
    room = LIMIT
    rest = data
    while rest.startswith(GZIP):
        member = zlib.decompressobj(wbits=31)
        try:
            parts.append(member.decompress(rest, room))
        except zlib.error as error:
            return b"".join(parts), (Fault(file=file, reason=f"the gzip data is damaged: {error}"),)
        room -= len(parts[-1])
        if not member.eof:
            reason = "the gzip data ends too early" if room else f"the file unpacks to more than {LIMIT} bytes"
            return b"".join(parts), (Fault(file=file, reason=reason, guess="what was there has been read"),)
        rest = member.unused_data
    return (b"".join(parts), ()) if parts else (data, ())


def _binary(data: bytes) -> str:
    """Say what the file is if it is no text, else nothing."""
    for magic, what in KNOWN:
        if data.startswith(magic):
            return what
    if _encoding(data)[1] != "utf-8":
        return ""
    sample = data[:SAMPLE]
    strange = len(sample) - len(sample.translate(None, UNTEXT))
    strange += sample.decode("utf-8", "replace").count("\ufffd") if strange else 0
    return "binary" if strange > BINARY_SHARE * len(sample) else ""


def _advice(what: str) -> str:
    return "unpack it first" if "archive" in what else "copy or export its text first"


def _encoding(data: bytes) -> tuple[int, str]:
    """Return length of the byte order mark, and the encoding."""
    for mark, name in MARKS:
        if data.startswith(mark):
            return len(mark), name
    pairs = min(len(data), SAMPLE) // 2
    even, odd = (data[start : pairs * 2 : 2].count(0) for start in (0, 1))
    # Latin text in UTF-16 has a zero in every other byte
    if odd > 0.4 * pairs and not even:
        return 0, "utf-16-le"
    if even > 0.4 * pairs and not odd:
        return 0, "utf-16-be"
    return 0, "utf-8"


def _text(data: bytes, file: str) -> tuple[str, tuple[Fault, ...]]:
    mark, encoding = _encoding(data)
    body = data[mark:]
    try:
        return body.decode(encoding), ()
    except UnicodeDecodeError as error:
        if declared := DECLARED.match(body):
            return body.decode(declared[1].decode(), "replace"), ()
        text = body.decode(encoding, "replace")
        before = body[: error.start].decode(encoding, "replace")
        line = len(re.findall("\r\n?|\n", before)) + 1
        fault = Fault(
            file=file,
            line=line,
            reason=f"not valid {encoding.upper()} from here; what could not be read is shown as \ufffd",
            expected="UTF-8",
            guess="save the file as UTF-8 (it may be in Windows-1252 or Latin-1)" if encoding == "utf-8" else "",
            raw=excerpt(re.split("\r\n?|\n", text, maxsplit=line)[line - 1], 500),
        )
        return text, (fault,)
