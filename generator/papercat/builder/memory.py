"""What a build may know of the last one: which pages of that site it would make again, byte for byte.

A page is what its Markdown, its frame and the ways of its links make of it. So a page of the last site is as good as a
new one where its Markdown has the same digest, its frame, rendered anew, is the same, no file that was there is gone,
and the programs are the same. Times and sizes of the HTML only tell whether anybody touched it.
"""

import hashlib
import os
from collections.abc import Callable, Container, Iterable, Mapping
from importlib import metadata, resources
from itertools import chain
from pathlib import Path

import msgspec

from papercat.builder.frames import Place

PROGRAMS = ("mkdocs", "mkdocs-material", "markdown", "jinja2", "markupsafe")


class Note(msgspec.Struct, frozen=True, array_like=True):
    """All that a frame depends on but the theme, and what came out."""

    front: str
    """Front matter; of what has a hole only whether there is any."""
    url: str
    """Of any page that the frame is for."""
    levels: tuple[int, ...]
    """Of the page's headings."""
    digest: str
    """Of the frame's text."""


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A page of the last site."""

    markdown: str
    """Digest of its source."""
    frame: int
    """Which of the memory's frames."""
    ids: tuple[str, ...]
    anchored: tuple[tuple[str, str], ...]
    size: int
    mtime_ns: int


class Memory(msgspec.Struct, frozen=True):
    """The last site, as far as the next build may lean on it."""

    maker: str = ""
    """Digest of the programs, and of the addresses that they put in."""
    frames: tuple[Note, ...] = ()
    pages: dict[str, Kept] = {}
    """By source."""
    others: tuple[str, ...] = ()
    """All other files that pages can link to."""


def read(file: Path) -> Memory:
    """Return what was remembered; nothing where that cannot be read."""
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=Memory)
    except (OSError, msgspec.MsgspecError):
        return Memory()


def encoded(memory: Memory) -> bytes:
    """Return what `read` reads."""
    return msgspec.msgpack.encode(memory)


def maker(base: Place, extensions: Iterable[str]) -> str:
    """Return a digest of the programs and settings that make a page of Markdown, frames left aside."""
    seen = hashlib.blake2b(digest_size=16)
    for name in PROGRAMS:
        seen.update(f"{name} {metadata.version(name)}\0".encode())
    seen.update(repr((tuple(base), sorted(extensions))).encode())
    for file in sorted(Path(str(resources.files("papercat.builder"))).glob("*.py")):
        seen.update(file.read_bytes())
    return seen.hexdigest()


def usable(
    memory: Memory, made_by: str, files: Container[str], ours: Mapping[str, str], same: Callable[[Note], bool]
) -> Mapping[str, Kept]:
    """Return pages of the last site that a build would make again as they are.

    Args:
        memory: of the last site.
        made_by: `maker` of this build.
        files: sources of all that pages can link to now; where one is gone, a link may lead nowhere.
        ours: digest of the Markdown of each page now.
        same: tells whether a frame comes out as it did.
    """
    if memory.maker != made_by or any(file not in files for file in chain(memory.pages, memory.others)):
        return {}
    found = {
        source: kept for source, kept in memory.pages.items() if kept.markdown and ours.get(source) == kept.markdown
    }
    wanted = {kept.frame for kept in found.values()}
    good = {number for number, note in enumerate(memory.frames) if number in wanted and same(note)}
    return {source: kept for source, kept in found.items() if kept.frame in good}


def untouched(file: str, kept: Kept) -> bool:
    """Tell whether a file of the last site lies there as it was left."""
    try:
        look = os.lstat(file)
    except OSError:
        return False
    return (look.st_size, look.st_mtime_ns) == (kept.size, kept.mtime_ns)
