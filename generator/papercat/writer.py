"""Write what changed, remove what we own and no longer make, never touch what a person wrote.

A file is ours when the manifest (`docs/.papercat/manifest.json`) names it and its bytes are the ones that we wrote.
Files go in by rename, one at a time, and each batch is announced in a journal beside the manifest first: a run that
is killed leaves whole files, and the next run still knows which of them are ours.
"""

import contextlib
import hashlib
import itertools
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import msgspec
from msgspec import structs

from papercat.errors import Failure
from papercat.page import Page

STATE = ".papercat"
"""Folder below `docs/` for the writer's own files; MkDocs leaves out names that start with a dot."""
BATCH = 512
"""Pages announced together."""


class Written(NamedTuple):
    """Paths relative to `docs/`, each sorted."""

    changed: tuple[str, ...]
    """Made or renewed."""
    same: tuple[str, ...]
    """Already as they should be."""
    removed: tuple[str, ...]
    """Ours, no longer made."""
    kept: tuple[str, ...]
    """Would have been made, but a person's file stands there, or a person changed ours: theirs wins."""


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """What the writer left on disk; size and time only spare us reading the file again."""

    digest: str
    size: int = -1
    mtime_ns: int = -1
    made_of: str = ""
    """As the page's; another run may leave the file as it is where it would make it of the same."""


Manifest = dict[str, Mark]
_manifest = msgspec.json.Decoder(Manifest)
_announced = msgspec.json.Decoder(tuple[str, str])


def write(docs: Path, pages: Iterable[Page]) -> Written:
    """Bring the files below `docs` in line with `pages`.

    Args:
        docs: MkDocs' documentation folder; made where missing.
        pages: every file that should be there, in any order; read in batches, so it may be a generator.

    Raises:
        Failure: a path leaves `docs`, two pages want one path, or the disk refuses.
    """
    try:
        desk = _Desk(docs)
        for batch in _batches(pages):
            desk.take(batch)
        return desk.finish()
    except OSError as error:
        message = f"cannot write below {docs}: {error.strerror or error}: {error.filename or ''}".rstrip(": ")
        raise Failure(message) from error


def intact(docs: Path) -> bool:
    """Tell whether every file of the last complete run still lies there as it was left, by size and time."""
    try:
        if (docs / STATE / "journal").exists():
            return False
        marks = _manifest.decode((docs / STATE / "manifest.json").read_bytes())
    except (OSError, msgspec.MsgspecError):
        return False
    return all(_untouched(_look(f"{docs}/{path}"), mark) for path, mark in marks.items())


def owned(docs: Path) -> frozenset[str]:
    """Return the paths below `docs` that the writer made, in a killed run too; what else lies there is a person's."""
    state = f"{docs}/{STATE}"
    return frozenset({*_read_manifest(f"{state}/manifest.json"), *_read_journal(f"{state}/journal")})


def digests(docs: Path) -> Mapping[str, str]:
    """Return the digest of each file that the last complete run left, by path."""
    return {path: mark.digest for path, mark in _read_manifest(f"{docs}/{STATE}/manifest.json").items()}


def standing(docs: Path) -> Mapping[str, str]:
    """Return what each file was made of that lies as the last complete run left it, by path, where that was told."""
    marks = _read_manifest(f"{docs}/{STATE}/manifest.json")
    return {
        path: mark.made_of for path, mark in marks.items() if mark.made_of and _untouched(_look(f"{docs}/{path}"), mark)
    }


class _Desk:
    """One run of the writer: what was ours before, what is ours now."""

    def __init__(self, docs: Path) -> None:
        """Read what earlier runs left, a killed one included."""
        self.root = os.path.realpath(docs)
        self.state = f"{self.root}/{STATE}"
        self.folders: set[str] = set()
        if not os.path.isdir(self.state):
            os.makedirs(self.state)
            self._put(f"{STATE}/.gitignore", b"*\n", Mark(""))
        self.before = _read_manifest(f"{self.state}/manifest.json")
        self.announced = _read_journal(f"{self.state}/journal")
        self.after: Manifest = {}
        self.changed: list[str] = []
        self.kept: set[str] = set()

    def take(self, batch: list[Page]) -> None:
        """Write those pages of the batch that differ from the disk."""
        todo: list[tuple[str, bytes, Mark]] = []
        for path, content, made_of, stays in batch:
            _check(path)
            if path in self.after or path in self.kept:
                message = f"two pages want the file {path!r}"
                raise Failure(message)
            if stays:
                self.after[path] = self._left(path)
                continue
            data = content.encode("utf-8", "replace") if isinstance(content, str) else content
            digest = _digest(data)
            if mark := self._standing(path, data, digest):
                self.after[path] = mark if mark.made_of == made_of else structs.replace(mark, made_of=made_of)
            elif path not in self.kept:
                todo.append((path, data, Mark(digest, made_of=made_of)))
                self.after[path] = todo[-1][2]
        self._announce(todo)
        for path, data, mark in todo:
            self.after[path] = self._put(path, data, mark)
            self.changed.append(path)

    def _left(self, path: str) -> Mark:
        """Return the mark of a file that stays as the last run left it."""
        mark = self.before.get(path)
        if mark is None or not _untouched(_look(f"{self.root}/{path}"), mark):
            message = f"{self.root}/{path} was changed while its page was looked at; run it again"
            raise Failure(message)
        return mark

    def _standing(self, path: str, data: bytes, digest: str) -> Mark | None:
        """Return the mark of a file that is already right; note one that a person owns; else return nothing."""
        full = f"{self.root}/{path}"
        seen = _look(full)
        if seen is None:
            return None
        mark = self.before.get(path)
        if mark and mark.digest == digest and _untouched(seen, mark):
            return mark
        held = _read(full) if stat.S_ISREG(seen.st_mode) else None
        if held == data:
            return Mark(digest, seen.st_size, seen.st_mtime_ns)
        if not self._ours(path, held):
            self.kept.add(path)
        return None

    def _ours(self, path: str, held: bytes | None) -> bool:
        """Tell whether the bytes that lie at `path` came from us; an empty file of ours holds nobody's words."""
        if held is None:
            return False
        mark = self.before.get(path)
        known = self.announced.get(path, ())
        return bool((mark or known) and not held) or _digest(held) in (mark.digest if mark else "", *known)

    def _announce(self, todo: list[tuple[str, bytes, Mark]]) -> None:
        """Say in the journal which files are about to be ours."""
        if todo:
            lines = b"".join(msgspec.json.encode((path, mark.digest)) + b"\n" for path, _, mark in todo)
            with open(f"{self.state}/journal", "ab") as journal:
                journal.write(lines)

    def _put(self, path: str, data: bytes, mark: Mark) -> Mark:
        """Write one file by rename; derived files are not worth a wait for the disk."""
        full = f"{self.root}/{path}"
        self._folder(os.path.dirname(full))
        draft = f"{self.state}/draft-{os.getpid()}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            seen = os.fstat(handle)
        finally:
            os.close(handle)
        os.replace(draft, full)
        return Mark(mark.digest, seen.st_size, seen.st_mtime_ns, mark.made_of)

    def _folder(self, folder: str) -> None:
        """Make the folder; refuse one that a symbolic link leads out of `docs`."""
        if folder not in self.folders:
            real = os.path.realpath(folder)
            if real != self.root and not real.startswith(f"{self.root}{os.sep}"):
                message = f"{folder} leads out of {self.root}; remove the link"
                raise Failure(message)
            os.makedirs(folder, exist_ok=True)
            self.folders.add(folder)

    def finish(self) -> Written:
        """Remove what is no longer made, then make the manifest say what is there."""
        removed = [path for path in sorted({*self.before, *self.announced} - {*self.after}) if self._remove(path)]
        if self.after != self.before or self.announced or self.changed:
            data = msgspec.json.encode(dict(sorted(self.after.items())))
            self._put(f"{STATE}/manifest.json", data, Mark(""))
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{self.state}/journal")
        return Written(
            changed=tuple(sorted(self.changed)),
            same=tuple(sorted(self.after.keys() - {*self.changed})),
            removed=tuple(removed),
            kept=tuple(sorted(self.kept)),
        )

    def _remove(self, path: str) -> bool:
        """Remove a file that is ours and whole, and the folders that it leaves empty."""
        full = f"{self.root}/{path}"
        seen = _look(full)
        if seen is None or path in self.kept or not stat.S_ISREG(seen.st_mode):
            return False
        mark = self.before.get(path)
        if not (mark and _untouched(seen, mark)) and not self._ours(path, _read(full)):
            self.kept.add(path)
            return False
        os.unlink(full)
        for parent in PurePosixPath(path).parents[:-1]:
            try:
                os.rmdir(f"{self.root}/{parent}")
            except OSError:
                break
        return True


def _batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    stream = iter(pages)
    while batch := list(itertools.islice(stream, BATCH)):
        yield batch


def _check(path: str) -> None:
    """Refuse a path that is not plainly a file below `docs`."""
    parts = path.split("/")
    if "\\" in path or "\0" in path or any(part in {"", ".", ".."} for part in parts) or parts[0] == STATE:
        message = f"a page wants the file {path!r}, which is not below docs/"
        raise Failure(message)


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _look(full: str) -> os.stat_result | None:
    """Return what lies there without following a link, or nothing."""
    try:
        return os.lstat(full)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _untouched(seen: os.stat_result | None, mark: Mark) -> bool:
    return seen is not None and (seen.st_size, seen.st_mtime_ns) == (mark.size, mark.mtime_ns)


def _read(full: str) -> bytes:
    with open(full, "rb") as file:
        return file.read()


def _read_manifest(file: str) -> Manifest:
    """Return what the last complete run left; a missing or broken manifest means that nothing is known to be ours."""
    try:
        return _manifest.decode(_read(file))
    except (FileNotFoundError, msgspec.MsgspecError):
        return {}


def _read_journal(file: str) -> dict[str, tuple[str, ...]]:
    """Return the digests that killed runs announced, by path; a torn last line is left out."""
    announced: dict[str, tuple[str, ...]] = {}
    with contextlib.suppress(FileNotFoundError):
        for line in _read(file).splitlines():
            with contextlib.suppress(msgspec.MsgspecError):
                path, digest = _announced.decode(line)
                announced[path] = (*announced.get(path, ()), digest)
    return announced
