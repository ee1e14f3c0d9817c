"""Folders of thousands of files, looked at and removed with few questions to the disk.

Nearly every page has a folder of its own, and `os.walk` and `shutil.rmtree` ask more of each.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple


class Seen(NamedTuple):
    """What a file looks like from outside."""

    size: int
    mtime_ns: int


def seen(folder: Path) -> Iterator[tuple[str, Seen]]:
    """Yield every file below a folder with its POSIX path there; none where there is no such folder."""
    top = len(str(folder)) + 1
    # a folder that has just gone is none
    with suppress(FileNotFoundError):
        for _, files in _walk(str(folder)):
            for file in files:
                look = file.stat(follow_symlinks=False)
                yield file.path[top:].replace(os.sep, "/"), Seen(look.st_size, look.st_mtime_ns)


def remove(folder: Path) -> None:
    """Remove a folder with all below it, as far as the disk lets us; what a link leads to is not below it."""
    if folder.is_symlink():
        return
    folders = []
    with suppress(OSError):
        for place, files in _walk(str(folder)):
            folders.append(place)
            for file in files:
                os.unlink(file.path)
        for place in reversed(folders):
            os.rmdir(place)


def _walk(folder: str) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """Yield each folder with its files, one before those below it."""
    left = [folder]
    while left:
        place, files = left.pop(), []
        with os.scandir(place) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    left.append(entry.path)
                else:
                    files.append(entry)
        yield place, files
