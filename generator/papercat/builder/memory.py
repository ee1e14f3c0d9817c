"""What a build may know of the last one: which pages of that site it would make again, byte for byte.

A page is what its Markdown, its frame and the ways of its links make of it. So a page of the last site is as good as a
new one where its Markdown has the same digest, its frame, rendered anew, is the same, it links to no file of people's
that is gone, and the programs are the same. What the generator makes needs no look: a page whose links lead to what is
gone would have other Markdown. Times and sizes of the HTML only tell whether anybody touched it.
"""

import hashlib
import os
import re
from collections.abc import Callable, Container, Iterable, Mapping
from importlib import metadata, resources
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import structs

from papercat.builder.frames import Place

_LINKED = re.compile(rb"\]\((?:[^()\s#]*/)?([^()\s/#]+)")
_PLAIN = re.compile(r"[\w.-]+", re.ASCII)
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


class Copied(msgspec.Struct, frozen=True, array_like=True):
    """A file of the last site that is no page."""

    digest: str
    """Of its source."""
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
    """Files that the generator did not make, and to which pages can link."""
    copies: dict[str, Copied] = {}
    """Generated files that are no pages, by source."""


def read(file: Path) -> Memory:
    """Return what was remembered; nothing where that cannot be read."""
    try:
        return decoded(file.read_bytes())
    except (OSError, msgspec.MsgspecError):
        return Memory()


def encoded(memory: Memory) -> bytes:
    """Return what `read` reads."""
    return msgspec.msgpack.encode(memory)


def decoded(data: bytes) -> Memory:
    """Return what was `encoded`."""
    return msgspec.msgpack.decode(data, type=Memory)


def joined(made_by: str, parts: Iterable[Memory]) -> Memory:
    """Return the pages of several memories as one, each frame that any of them has once."""
    numbers: dict[Note, int] = {}
    pages: dict[str, Kept] = {}
    for part in parts:
        # a look at a note costs more than one at a number, and thousands of pages share it
        here: dict[int, int] = {}
        for source, kept in part.pages.items():
            if kept.frame not in here:
                here[kept.frame] = numbers.setdefault(part.frames[kept.frame], len(numbers))
            number = here[kept.frame]
            pages[source] = kept if kept.frame == number else structs.replace(kept, frame=number)
    return Memory(made_by, tuple(numbers), pages)


def maker(base: Place, extensions: Iterable[str]) -> str:
    """Return a digest of the programs and settings that make a page of Markdown, frames left aside."""
    seen = hashlib.blake2b(digest_size=16)
    for name in PROGRAMS:
        seen.update(f"{name} {metadata.version(name)}\0".encode())
    seen.update(repr((tuple(base), sorted(extensions))).encode())
    for file in sorted(Path(str(resources.files("papercat.builder"))).glob("*.py")):
        seen.update(file.read_bytes())
    return seen.hexdigest()


class Usable(NamedTuple):
    """Pages of the last site that a build would make again as they are, unless they link to a file that is gone."""

    pages: Mapping[str, Kept]
    """By source."""
    gone: frozenset[bytes]
    """Names, without folders, of people's files that pages could link to last time and cannot now."""

    def stays(self, source: str, markdown: str, last: str) -> Kept | None:
        """Return what is known of a page if it may be taken over.

        Args:
            source: of the page.
            markdown: its file, read only where people's are gone.
            last: its file in the last site.
        """
        kept = self.pages.get(source)
        if kept is None or not untouched(last, kept):
            return None
        lost = self.gone and not self.gone.isdisjoint(_LINKED.findall(content(markdown)))
        return None if lost else kept


def usable(
    memory: Memory, made_by: str, files: Container[str], ours: Mapping[str, str], same: Callable[[Note], bool]
) -> Usable:
    """Return pages of the last site that a build would make again as they are.

    Args:
        memory: of the last site.
        made_by: `maker` of this build.
        files: sources of all that pages can link to now.
        ours: digest of the Markdown of each page now.
        same: tells whether a frame comes out as it did.
    """
    gone = {file.rpartition("/")[2] for file in memory.others if file not in files}
    # a link may spell any other name in several ways
    if memory.maker != made_by or not all(map(_PLAIN.fullmatch, gone)):
        return Usable({}, frozenset())
    found = {
        source: kept for source, kept in memory.pages.items() if kept.markdown and ours.get(source) == kept.markdown
    }
    wanted = {kept.frame for kept in found.values()}
    good = {number for number, note in enumerate(memory.frames) if number in wanted and same(note)}
    pages = {source: kept for source, kept in found.items() if kept.frame in good}
    return Usable(pages, frozenset(map(str.encode, gone)))


def content(file: str) -> bytes:
    """Return the bytes of one of thousands of files."""
    with open(file, "rb", buffering=0) as raw:  # noqa: PTH123 - as said
        return raw.read()


def untouched(file: str, kept: Kept | Copied) -> bool:
    """Tell whether a file of the last site lies there as it was left."""
    try:
        look = os.lstat(file)
    except OSError:
        return False
    return (look.st_size, look.st_mtime_ns) == (kept.size, kept.mtime_ns)
