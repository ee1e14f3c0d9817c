"""Write what changed, remove what we own and no longer make, never touch what a person wrote.

A file is ours when the manifest (`docs/.papercat/manifest.json`) names it and its bytes are the ones that we wrote.
Files go in by rename, one at a time, and each batch is announced in a journal beside the manifest first: a run that
is killed leaves whole files, and the next run still knows which of them are ours.
"""

import contextlib
import itertools
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from msgspec import structs

from papercat.errors import Failure
from papercat.page import Page
from papercat.writer.ledger import (
    STATE,
    Manifest,
    Mark,
    announce,
    digest_of,
    digests,
    fill,
    intact,
    look,
    owned,
    read,
    read_journal,
    read_manifest,
    untouched,
    written_manifest,
)

__all__ = ["STATE", "Desk", "Left", "Written", "digests", "fill", "intact", "owned", "write"]
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


class Left(NamedTuple):
    """What became of some pages."""

    marks: Manifest
    """Of each file of ours that was written or judged by its bytes, as it lies there now."""
    stays: set[str]
    """Files that lie there as the last run left them: most, and what is known of them need not go between processes."""
    changed: set[str]
    kept: set[str]
    """As in `Written`."""


def write(docs: Path, pages: Iterable[Page]) -> Written:
    """Bring the files below `docs` in line with `pages`.

    Args:
        docs: MkDocs' documentation folder; made where missing.
        pages: every file that should be there, in any order; read in batches, so it may be a generator.

    Raises:
        Failure: a path leaves `docs`, two pages want one path, or the disk refuses.
    """
    desk = Desk(docs)
    desk.take(desk.put(pages))
    return desk.finish()


class Desk:
    """One run of the writer: any process may put pages, one enters what became of them and finishes.

    Each method raises `Failure` where a path leaves `docs`, two pages want one path, or the disk refuses.
    """

    def __init__(self, docs: Path) -> None:
        """Read what earlier runs left, a killed one included."""
        self.root = os.path.realpath(docs)
        self.state = f"{self.root}/{STATE}"
        self.folders: set[str] = set()
        self.after = Left({}, set(), set(), set())
        with self._refusals():
            if not os.path.isdir(self.state):
                os.makedirs(self.state)
                self._put(f"{STATE}/.gitignore", b"*\n", Mark(""))
            self.before = read_manifest(self.state)
            self.announced = read_journal(self.state)

    @property
    def made_of(self) -> Mapping[str, str]:
        """Return what each file was made of that the last complete run left, by path, where that was told."""
        return {path: mark.made_of for path, mark in self.before.items() if mark.made_of}

    @property
    def owned(self) -> frozenset[str]:
        """Return the paths below `docs` that earlier runs made, a killed one too; what else lies there is people's."""
        return frozenset({*self.before, *self.announced})

    def put(self, pages: Iterable[Page]) -> Left:
        """Write those pages that differ from the disk; tell what became of all."""
        left = Left({}, set(), set(), set())
        with self._refusals():
            stream = iter(pages)
            while batch := list(itertools.islice(stream, BATCH)):
                todo = [(page.path, data) for page in batch if (data := self._judged(page, left)) is not None]
                announce(self.state, ((path, left.marks[path].digest) for path, _ in todo))
                for path, data in todo:
                    left.marks[path] = self._put(path, data, left.marks[path])
                    left.changed.add(path)
        return left

    def take(self, left: Left) -> None:
        """Enter what became of pages."""
        for path in (*left.marks, *left.stays, *left.kept):
            self._unclaimed(path, self.after)
        self.after.marks.update(left.marks)
        self.after.marks.update((path, self.before[path]) for path in left.stays)
        self.after.changed.update(left.changed)
        self.after.kept.update(left.kept)

    def finish(self) -> Written:
        """Remove what is no longer made, then make the manifest say what is there."""
        marks, _, changed, kept = self.after
        with self._refusals():
            gone = sorted(self.owned - {*marks})
            removed = [path for path in gone if self._remove(path)]
            if marks != self.before or self.announced or changed:
                self._put(f"{STATE}/manifest.json", written_manifest(marks), Mark(""))
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(f"{self.state}/journal")
        same = tuple(sorted(marks.keys() - changed))
        return Written(tuple(sorted(changed)), same, tuple(removed), tuple(sorted(kept)))

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Say where the disk refused."""
        try:
            yield
        except OSError as error:
            message = f"cannot write below {self.root}: {error.strerror or error}: {error.filename or ''}"
            raise Failure(message.rstrip(": ")) from error

    def _judged(self, page: Page, left: Left) -> bytes | None:
        """Note the mark that a file has or will have, or that it is a person's; return what is to be written, if so."""
        path, content, made_of, again = page
        _check(path)
        self._unclaimed(path, left)
        mark, held, seen = self.before.get(path), None, look(f"{self.root}/{path}")
        if again and mark and untouched(seen, mark):
            left.stays.add(path)
            return None
        data = _bytes(again() if again else content)
        digest = digest_of(data)
        if seen and not (mark and mark.digest == digest and untouched(seen, mark)):
            held, mark = (read(f"{self.root}/{path}") if stat.S_ISREG(seen.st_mode) else None), None
        if seen and (mark or held == data):
            was = mark or Mark(digest, seen.st_size, seen.st_mtime_ns)
            left.marks[path] = was if was.made_of == made_of else structs.replace(was, made_of=made_of)
        elif seen and not self._ours(path, held):
            left.kept.add(path)
        else:
            left.marks[path] = Mark(digest, made_of=made_of)
            return data
        return None

    def _unclaimed(self, path: str, left: Left) -> None:
        if path in left.marks or path in left.stays or path in left.kept:
            message = f"two pages want the file {path!r}"
            raise Failure(message)

    def _ours(self, path: str, held: bytes | None) -> bool:
        """Tell whether the bytes that lie at `path` came from us; an empty file of ours holds nobody's words."""
        if held is None:
            return False
        mark = self.before.get(path)
        known = self.announced.get(path, ())
        return bool((mark or known) and not held) or digest_of(held) in (mark.digest if mark else "", *known)

    def _put(self, path: str, data: bytes, mark: Mark) -> Mark:
        """Write one file by rename; derived files are not worth a wait for the disk."""
        full = f"{self.root}/{path}"
        self._folder(full.rpartition("/")[0])
        draft = f"{self.state}/draft-{os.getpid()}"
        seen = fill(draft, data)
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

    def _remove(self, path: str) -> bool:
        """Remove a file that is ours and whole, and the folders that it leaves empty."""
        full = f"{self.root}/{path}"
        seen = look(full)
        if seen is None or path in self.after.kept or not stat.S_ISREG(seen.st_mode):
            return False
        mark = self.before.get(path)
        if not (mark and untouched(seen, mark)) and not self._ours(path, read(full)):
            self.after.kept.add(path)
            return False
        os.unlink(full)
        for parent in PurePosixPath(path).parents[:-1]:
            try:
                os.rmdir(f"{self.root}/{parent}")
            except OSError:
                break
        return True


def _bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def _check(path: str) -> None:
    """Refuse a path that is not plainly a file below `docs`."""
    parts = path.split("/")
    if "\\" in path or "\0" in path or any(part in {"", ".", ".."} for part in parts) or parts[0] == STATE:
        message = f"a page wants the file {path!r}, which is not below docs/"
        raise Failure(message)
