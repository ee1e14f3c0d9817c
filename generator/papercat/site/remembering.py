"""What enrichment and the search remember between two runs, on disk: losing it costs time, never correctness."""

import contextlib
import hashlib
import os
import sys
from functools import cache
from importlib import metadata, resources
from pathlib import Path

import msgspec
from deflate import crc32

from papercat import enrich, search
from papercat.site.project import CACHE, Project

FILE = "enriched.msgpack"
WORDS = "words.msgpack"
_SIZE, _SUM = 16, 12
"""Bytes of the stamp, and of the sum."""


def remembered(project: Project) -> enrich.Memory:
    """Return what the last run left, or an empty memory where there is none that this program wrote and can read."""
    data = _read(project, FILE, "enrich")
    try:
        return enrich.from_bytes(data) if data else enrich.Memory()
    except msgspec.MsgspecError:
        return enrich.Memory()


def remember(project: Project, memory: enrich.Memory) -> None:
    """Keep what the next run may lean on; without room on the disk that one only takes longer."""
    _write(project, FILE, "enrich", enrich.as_bytes(memory))


def known_words(project: Project) -> search.Words:
    """Return the words that the last search index was made of, or none."""
    data = _read(project, WORDS, "search")
    try:
        return msgspec.msgpack.decode(data, type=search.Words) if data else search.NOTHING
    except msgspec.MsgspecError:
        return search.NOTHING


def know_words(project: Project, words: search.Words) -> None:
    """Keep the words of all papers."""
    _write(project, WORDS, "search", msgspec.msgpack.encode(words))


def _read(project: Project, name: str, room: str) -> memoryview:
    """Return what is kept under a name; nothing unless these very programs wrote it and nobody changed it."""
    # before anything is made, and before other processes are, which know it then
    known = _stamps()[room]
    try:
        data = (project.root / CACHE / name).read_bytes()
    except OSError:
        return memoryview(b"")
    # a slice of bytes would be a copy, and these are many
    whole = memoryview(data)
    stamp, total, rest = whole[:_SIZE], whole[_SIZE : _SIZE + _SUM], whole[_SIZE + _SUM :]
    return rest if stamp == known and total == _sum(rest) else memoryview(b"")


def _write(project: Project, name: str, room: str, data: bytes) -> None:
    folder = project.root / CACHE
    draft = folder / f"{name}-{os.getpid()}"
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            file.writelines((_stamps()[room], _sum(data), data))
        draft.replace(folder / name)


def _sum(data: bytes | memoryview) -> bytes:
    """Return what tells that these bytes were damaged: they are hundreds of millions, for which a hash takes long.

    This checksum takes a sixth of the time of the one in the standard library, which is the same number.
    """
    return crc32(data).to_bytes(4, "little") + len(data).to_bytes(8, "little")


@cache
def _stamps() -> dict[str, bytes]:
    """Return, by room, a digest of all programs and data that its work is made of, and of this machine's byte order.

    Worked out once, before a run begins: programs that are put in place of these meanwhile made nothing of it.
    """
    return {room: _stamp(room) for room in ("enrich", "search")}


def _stamp(room: str) -> bytes:
    seen = hashlib.blake2b(digest_size=_SIZE)
    words = (
        sys.version,
        sys.byteorder,
        *(f"{name} {metadata.version(name)}" for name in ("msgspec", "numpy", "scipy")),
    )
    seen.update("\n".join(words).encode())
    package = Path(str(resources.files("papercat")))
    for path in sorted([*package.glob("*.py"), *(package / room).rglob("*.*")]):
        if path.suffix in {".py", ".txt"}:
            seen.update(f"{path.relative_to(package)}\n".encode())
            seen.update(path.read_bytes())
    return seen.digest()
