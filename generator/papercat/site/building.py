"""The site is made in a folder beside the last one, and the two change places at the end."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from papercat.builder import fast
from papercat.clock import Clock
from papercat.errors import Failure
from papercat.site.project import Project

GENERATED = "PAPERCAT_GENERATED"
"""Environment variable by which the plugin learns that the generator has just run."""
SET = {"NO_MKDOCS_2_WARNING": "1"}
FAILED = "mkdocs build --strict failed; the last site stays as it was"


class Built(NamedTuple):
    """A site that was put in place."""

    site: Path
    files: int
    size: int
    """Bytes of all files."""
    plain: str
    """Why MkDocs alone built it, where it did."""


def build(
    project: Project, generated: Iterable[str], *, jobs: int = 0, plain: bool = False, clock: Clock | None = None
) -> Built:
    """Make what `mkdocs build --strict` makes, and put it in place of the last site.

    Args:
        project: whose site.
        generated: files that the generator made, relative to `docs/`.
        jobs: processes; 0 for one a core.
        plain: let MkDocs do all of it.
        clock: is told how long it takes.

    Raises:
        Failure: MkDocs warned or failed, or the disk refuses; the last site stays as it was.
    """
    clock = clock or Clock()
    fresh, last = _beside(project.site, "new"), _beside(project.site, "old")
    _recover(project.site, last)
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        reason = "as asked" if plain else _fast(project, fresh, generated, jobs, clock)
        if reason:
            with clock.of("site: all of it by MkDocs"):
                _mkdocs(project, ["build", "--strict", "--site-dir", str(fresh)])
        with clock.of("put it in place"):
            built = _measured(fresh, project.site, reason)
            if project.site.exists():
                project.site.rename(last)
            fresh.rename(project.site)
    except OSError as error:
        message = f"cannot put the site in place: {error.strerror}: {error.filename}"
        raise Failure(message) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        _recover(project.site, last)
    return built


def _fast(project: Project, fresh: Path, generated: Iterable[str], jobs: int, clock: Clock) -> str:
    """Build the fast way; return why that cannot be, or nothing."""
    pages = [file for file in generated if file.endswith(".md")]
    with _set(**SET, **{GENERATED: "1"}):
        try:
            return fast.build(project.config, fresh, pages, jobs, clock).reason
        except Failure as failure:
            message = f"{failure}\n{FAILED}"
            raise Failure(message) from None


@contextmanager
def _set(**variables: str) -> Iterator[None]:
    """Set environment variables for MkDocs in this process."""
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def serve(project: Project, arguments: Sequence[str]) -> None:
    """Run `mkdocs serve` until it is stopped; the plugin generates at every change.

    Raises:
        Failure: MkDocs could not start.
    """
    code = subprocess.call(_command(project, ["serve", *arguments]), env=_environment(), cwd=project.root)  # noqa: S603 - our own MkDocs
    if code:
        message = f"mkdocs serve stopped with exit code {code}"
        raise Failure(message)


def _beside(site: Path, word: str) -> Path:
    return site.with_name(f".{site.name}.{word}")


def _recover(site: Path, last: Path) -> None:
    """Bring the last site back where a run was killed between two renames, else drop it."""
    if last.exists() and not site.exists():
        last.rename(site)
    shutil.rmtree(last, ignore_errors=True)


def _command(project: Project, arguments: Sequence[str]) -> list[str]:
    command, *rest = arguments
    return [sys.executable, "-m", "mkdocs", command, "--config-file", str(project.config), *rest]


def _environment(**more: str) -> dict[str, str]:
    return {**os.environ, **SET, **more}


def _mkdocs(project: Project, arguments: Sequence[str]) -> None:
    """Run MkDocs to its end; what it warns of is part of the failure."""
    run = subprocess.run(  # noqa: S603 - our own MkDocs
        _command(project, arguments),
        env=_environment(**{GENERATED: "1"}),
        cwd=project.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = _without_chatter(run.stdout)
    if run.returncode or any(line.startswith("WARNING") for line in said):
        message = "\n".join([*said, FAILED])
        raise Failure(message)


def _without_chatter(output: str) -> list[str]:
    """Return MkDocs' lines without those of level INFO and their continuations."""
    kept, chatter = [], False
    for line in output.splitlines():
        # a continuation is indented, or belongs to no level
        chatter = line.startswith("INFO") or (chatter and line.startswith((" ", "\t")))
        if line.strip() and not chatter:
            kept.append(line)
    return kept


def _measured(folder: Path, site: Path, plain: str) -> Built:
    sizes = [os.lstat(os.path.join(place, name)).st_size for place, _, names in os.walk(folder) for name in names]  # noqa: PTH118 - a site may hold 100,000 files
    return Built(site, len(sizes), sum(sizes), plain)
