"""Is the site that lies there the one that a build would make? Judged by the content of all that goes into it.

Only sites that were built the fast way are remembered: there every plugin is known, and none reads anything else.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import msgspec

from papercat import writer
from papercat.errors import PapercatError
from papercat.site.programs import contents, files, maker
from papercat.site.project import CACHE, Project, read
from papercat.writer.tree import Seen, seen


class Finished(msgspec.Struct, frozen=True):
    """What is remembered of the last site that was put in place."""

    inputs: str
    """Digest of all that went in."""
    outputs: str
    """Digest of the site's files: names, sizes and times, which only spare us reading them."""
    papers: int
    pages: int
    files: int
    size: int


def finished(project: Project, now: str) -> Finished | None:
    """Return the last build if one now would change nothing, else nothing.

    Args:
        project: whose site.
        now: its `inputs`.
    """
    try:
        last = msgspec.json.decode((project.root / CACHE / "finished.json").read_bytes(), type=Finished)
    except (OSError, msgspec.MsgspecError):
        return None
    same = last.inputs == now and last.outputs == outputs(seen(project.site)).digest and writer.intact(project.docs)
    return last if same else None


def remember(project: Project, done: Finished) -> None:
    """Keep what the next build may compare itself with; without room on the disk it only takes longer."""
    folder = project.root / CACHE
    draft = folder / f"finished-{os.getpid()}"
    with contextlib.suppress(OSError):
        draft.write_bytes(msgspec.json.encode(done))
        draft.replace(folder / "finished.json")


def where_changed(config: Path, build: Callable[[], None], tell: Callable[[str], object]) -> Callable[[], None]:
    """Return `build` that leaves a site alone which is made of the same as when this was last called.

    A preview builds whenever a file below `docs/` changes; what the generator itself writes there is no reason to.

    Args:
        config: the mkdocs.yml.
        build: makes the site.
        tell: is told what is wrong with the settings while a person writes them; the site stays as it was.
    """
    last = inputs(read(config))

    def again() -> None:
        nonlocal last
        try:
            now = inputs(read(config))
        except PapercatError as error:
            last = ""
            tell(str(error))
            return
        if now != last:
            last = now
            build()

    return again


def forget(project: Project) -> None:
    """Let the next build do all of the work."""
    (project.root / CACHE / "finished.json").unlink(missing_ok=True)


def inputs(project: Project) -> str:
    """Return a digest of settings, records, what people wrote, the theme, all programs involved, and the day."""
    seen = hashlib.blake2b(maker(project.settings).encode(), digest_size=16)
    for word in _words(project):
        seen.update(word.encode("utf-8", "surrogateescape") + b"\0")
    ours = writer.owned(project.docs)
    for name in files(project.docs):
        # the lock's own file comes and goes
        if name not in ours and not name.startswith(f"{writer.STATE}/") and name != "catalogue/.lock":
            seen.update(f"{name}\0".encode("utf-8", "surrogateescape"))
            seen.update(hashlib.blake2b((project.docs / name).read_bytes()).digest())
    for folder in _theme(project):
        seen.update(contents(folder))
    return seen.hexdigest()


class Outputs(NamedTuple):
    """What a site looks like from outside."""

    digest: str
    """Of the names, sizes and times of its files."""
    files: int
    size: int
    """Bytes of all files."""


def outputs(files: Iterable[tuple[str, Seen]]) -> Outputs:
    """Tell what a site looks like that has these files, in whatever order they come."""
    total = count = size = 0
    for path, look in files:
        line = f"{path}\0{look.size} {look.mtime_ns}".encode("utf-8", "surrogateescape")
        # a sum needs no order, and so none of the thousands has to be kept
        total += int.from_bytes(hashlib.blake2b(line, digest_size=16).digest())
        count, size = count + 1, size + look.size
    return Outputs(f"{total:x}", count, size)


def _words(project: Project) -> Iterator[str]:
    """Yield where the site is made, all settings with what they inherit and take from the environment, and the day."""
    yield f"{project.root} {project.site}"
    yield os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).date().isoformat()
    yield project.config.read_text(encoding="utf-8", errors="surrogateescape")
    yield repr(project.mapping)


def _theme(project: Project) -> Iterator[Path]:
    """Yield the folder of the site's own overrides, if it has one."""
    theme = project.mapping.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    if folder:
        yield project.root / str(folder)
