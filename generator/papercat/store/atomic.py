"""Replace files whole: what a reader or a killed run finds is the old file or the new one."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from papercat.errors import Failure

TEMPORARY = ".papercat-new."
"""Beginning of a temporary file's name; MkDocs and git's globs leave out names that start with a dot."""
Change = tuple[Path, bytes]
"""A file and its new content; without content it is removed."""


def replace(folder: Path, changes: Sequence[Change]) -> None:
    """Make the changes in the order given, each file at once; on the disk before the first one goes in.

    Raises:
        Failure: the disk is full or the folder cannot be written; then nothing has changed.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        for path, content in changes:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f"{TEMPORARY}{len(staged)}.{path.name}")
            staged.append((temporary, path))
            if content:
                _write(temporary, content)
        for (temporary, path), (_, content) in zip(staged, changes, strict=True):
            if content:
                temporary.replace(path)
            else:
                path.unlink(missing_ok=True)
        _sync({path.parent for path, _ in changes})
    except OSError as error:
        for temporary, _ in staged:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
        message = f"cannot save below {folder}: {error.strerror or error}; what was there is as it was"
        raise Failure(message) from None


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed run left; only for who holds the lock."""
    for left in (*folder.glob(f"{TEMPORARY}*"), *folder.glob(f"*/{TEMPORARY}*")):
        with suppress(OSError):
            left.unlink()


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folders: Iterable[Path]) -> None:
    """Put the renames themselves on the disk, where the system can."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
