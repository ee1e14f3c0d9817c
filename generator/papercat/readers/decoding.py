"""Bytes to text: compression, encodings, and files that hold no text at all."""

import codecs
import re
import zlib
from typing import NamedTuple

from papercat.errors import Fault, excerpt
from papercat.readers import windows

LIMIT = 4 << 30
"""Bytes of unpacked text; a small file that unpacks to more is a trap."""
SAMPLE = 65_536
"""Bytes that are looked at to tell text from anything else."""
BINARY_SHARE = 0.05
"""A sample with a larger share of bytes that no text holds is binary; real abstracts hold a few."""

OFFICE = "an Office document"
IN_OFFICE = (b"[Content_Types].xml", b"application/vnd.oasis.opendocument", b"xl/workbook", b"word/document")
"""What a ZIP archive begins with that is a spreadsheet or a text document."""
GZIP = b"\x1f\x8b"
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
KNOWN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", OFFICE),
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

    A file that is empty or no text gives no text and one fault. Bytes that are no UTF-8 are taken for Windows-1252
    where they make sense as such, else they become U+FFFD; either with one fault.
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
            return OFFICE if what == "a ZIP archive" and any(name in data[:SAMPLE] for name in IN_OFFICE) else what
    if _encoding(data)[1] != "utf-8":
        return ""
    sample = data[:SAMPLE]
    strange = len(sample) - len(sample.translate(None, UNTEXT))
    strange += sample.decode("utf-8", "replace").count("\ufffd") if strange else 0
    return "binary" if strange > BINARY_SHARE * len(sample) else ""


def _advice(what: str) -> str:
    if what == OFFICE:
        return "save a spreadsheet as CSV (in Excel: CSV UTF-8), a document as plain text"
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
        line = len(re.findall("\r\n?|\n", body[: error.start].decode(encoding, "replace"))) + 1
    if encoding == "utf-8" and (text := windows.decoded(body)):
        reason = f"no UTF-8 from here, read as {windows.NAME}"
        return text, (
            Fault(file=file, line=line, reason=reason, guess="save the file as UTF-8 if its accents are wrong"),
        )
    text = body.decode(encoding, "replace")
    guess = (
        "save the file as UTF-8; in which encoding it is cannot be told from its bytes" if encoding == "utf-8" else ""
    )
    reason = f"not valid {encoding.upper()} from here; what could not be read is shown as \ufffd"
    raw = excerpt(re.split("\r\n?|\n", text, maxsplit=line)[line - 1], 500)
    return text, (Fault(file=file, line=line, reason=reason, expected="UTF-8", guess=guess, raw=raw, kept=True),)
