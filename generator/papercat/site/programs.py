"""What sites are made with: two runs that share it make the same of the same."""

import hashlib
import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from papercat.settings import Settings

READ = ("templates", "theme")
"""Folders of the package that each build reads anew: a preview follows who changes them."""


def maker(settings: Settings) -> str:
    """Return a digest of all programs and the settings: what pages are made with."""
    seen = hashlib.blake2b(repr(settings).encode("utf-8", "surrogatepass"), digest_size=16)
    seen.update(_programs())
    for name in READ:
        seen.update(contents(Path(str(resources.files("papercat").joinpath(name)))))
    return seen.hexdigest()


@cache
def _programs() -> bytes:
    """Return a digest of all programs, worked out once: others that are installed while these run made nothing here."""
    seen = hashlib.blake2b(repr((sys.version, installed())).encode("utf-8", "surrogatepass"), digest_size=16)
    seen.update(contents(Path(str(resources.files("papercat")))))
    return seen.digest()


def installed() -> list[str]:
    """Return name and version of every package that is installed, as its folder of metadata is called."""
    places = [place for place in sys.path if os.path.isdir(place)]  # noqa: PTH112 - strings, as sys.path has them
    return sorted(name for place in places for name in os.listdir(place) if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 - as above


def contents(folder: Path) -> bytes:
    """Return a digest of the names and bytes of all files below a folder; what Python keeps of its own is left out."""
    seen = hashlib.blake2b(digest_size=16)
    for name in files(folder):
        if "__pycache__" not in name:
            seen.update(f"{name}\0".encode("utf-8", "surrogateescape"))
            seen.update(hashlib.blake2b((folder / name).read_bytes()).digest())
    return seen.digest()


def files(folder: Path) -> Iterator[str]:
    """Yield the paths of all files below a folder, relative to it, in order."""
    for place, folders, names in os.walk(folder, followlinks=True):
        folders.sort()
        below = f"{place}/".removeprefix(f"{folder}/")
        yield from (f"{below}{name}" for name in sorted(names))
