"""What the writer knows of its files: the manifest of the last whole run, and the journal of killed ones."""

import contextlib
import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec

STATE = ".papercat"
"""Folder below `docs/` for the writer's own files; MkDocs leaves out names that start with a dot."""


class Mark(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the writer left on disk; size and time only spare us reading the file again."""

    digest: str
    size: int = -1
    mtime_ns: int = -1
    made_of: str = ""
    """As the page's; another run may leave the file as it is where it would make it of the same."""


Manifest = dict[str, Mark]
_manifest = msgspec.json.Decoder(Manifest)
_announced = msgspec.json.Decoder(tuple[str, str])


def intact(docs: Path) -> bool:
    """Tell whether every file of the last complete run still lies there as it was left, by size and time."""
    try:
        if (docs / STATE / "journal").exists():
            return False
        marks = _manifest.decode((docs / STATE / "manifest.json").read_bytes())
    except (OSError, msgspec.MsgspecError):
        return False
    return all(untouched(look(f"{docs}/{path}"), mark) for path, mark in marks.items())


def owned(docs: Path) -> frozenset[str]:
    """Return the paths below `docs` that the writer made, in a killed run too; what else lies there is a person's."""
    state = f"{docs}/{STATE}"
    return frozenset({*read_manifest(state), *read_journal(state)})


def digests(docs: Path) -> Mapping[str, str]:
    """Return the digest of each file that the last complete run left, by path."""
    return {path: mark.digest for path, mark in read_manifest(f"{docs}/{STATE}").items()}


def digest_of(data: bytes) -> str:
    """Return the digest by which bytes are known."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def look(full: str) -> os.stat_result | None:
    """Return what lies there without following a link, or nothing."""
    try:
        return os.lstat(full)
    except (FileNotFoundError, NotADirectoryError):
        return None


def untouched(seen: os.stat_result | None, mark: Mark) -> bool:
    """Tell whether what was seen is what was left."""
    return seen is not None and (seen.st_size, seen.st_mtime_ns) == (mark.size, mark.mtime_ns)


def read(full: str) -> bytes:
    """Return the bytes of a file."""
    with open(full, "rb") as file:
        return file.read()


def read_manifest(state: str) -> Manifest:
    """Return what the last complete run left; a missing or broken manifest means that nothing is known to be ours."""
    try:
        return _manifest.decode(read(f"{state}/manifest.json"))
    except (FileNotFoundError, msgspec.MsgspecError):
        return {}


def written_manifest(marks: Manifest) -> bytes:
    """Return what `read_manifest` reads."""
    return msgspec.json.encode(dict(sorted(marks.items())))


def read_journal(state: str) -> dict[str, tuple[str, ...]]:
    """Return the digests that killed runs announced, by path; a torn line is left out."""
    announced: dict[str, tuple[str, ...]] = {}
    with contextlib.suppress(FileNotFoundError):
        for line in read(f"{state}/journal").splitlines():
            with contextlib.suppress(msgspec.MsgspecError):
                path, digest = _announced.decode(line)
                announced[path] = (*announced.get(path, ()), digest)
    return announced


def announce(state: str, files: Iterable[tuple[str, str]]) -> None:
    """Say in the journal which files, by path and digest, are about to be ours.

    Processes that do so at once get lines of their own: each announcement is appended in one piece.
    """
    lines = b"".join(msgspec.json.encode(file) + b"\n" for file in files)
    if lines:
        # the journal may end in a line that a killed run tore
        fill(f"{state}/journal", b"\n" + lines, os.O_APPEND)


def fill(full: str, data: bytes, how: int = os.O_TRUNC) -> os.stat_result:
    """Write bytes into a file; return what lies there then."""
    handle = os.open(full, os.O_WRONLY | os.O_CREAT | how, 0o666)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        return os.fstat(handle)
    finally:
        os.close(handle)
