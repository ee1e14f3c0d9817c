"""The site is made in a folder beside the last one, and the two change places at the end."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from papercat import writer
from papercat.builder import fast, memory
from papercat.clock import Clock
from papercat.errors import Failure, UsageError
from papercat.site import unchanged
from papercat.site.project import CACHE, Built, Project
from papercat.writer import tree

GENERATED = "PAPERCAT_GENERATED"
"""Environment variable by which the plugin learns that the generator has just run."""
SET = {"NO_MKDOCS_2_WARNING": "1"}
LAST_PORT = 65535
MEMORY = "pages.bin"
"""In the cache: what the last site's pages were made of."""
FAILED = "mkdocs build --strict failed; the last site stays as it was"


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
    tree.remove(fresh)
    try:
        made = fast.Built(0, "as asked") if plain else _fast(project, fresh, generated, jobs, clock)
        if made.reason:
            with clock.of("site: all of it by MkDocs"):
                _mkdocs(project, ["build", "--strict", "--site-dir", str(fresh)])
        with clock.of("put it in place"):
            look = unchanged.outputs(tree.seen(fresh) if made.reason else made.files.items())
            if project.site.exists():
                project.site.rename(last)
            fresh.rename(project.site)
            _remember(project, made.memory)
            built = Built(project.site, look.files, look.size, made.reason, look.digest)
    except OSError as error:
        # of a copy the second one is where it went
        place = error.filename2 or error.filename or fresh
        message = f"cannot put the site in place: {error.strerror}: {place}; the last one stays as it was"
        raise Failure(message) from None
    finally:
        tree.remove(fresh)
        _recover(project.site, last)
    return built


def _fast(project: Project, fresh: Path, generated: Iterable[str], jobs: int, clock: Clock) -> fast.Built:
    """Build the fast way, as far as that can be."""
    digests = writer.digests(project.docs)
    ours = {file: digests.get(file, "") for file in generated}
    sites = fast.Sites(fresh, project.site, memory.read(project.root / CACHE / MEMORY))
    with _set(**SET, **{GENERATED: "1"}):
        try:
            return fast.build(project.config, sites, ours, jobs, clock)
        except Failure as failure:
            message = f"{failure}\n{FAILED}"
            raise Failure(message) from None


def _remember(project: Project, known: memory.Memory) -> None:
    """Keep what the next build may lean on; without room on the disk it only takes longer."""
    folder = project.root / CACHE
    draft = folder / f"{MEMORY}-{os.getpid()}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(memory.encoded(known))
        draft.replace(folder / MEMORY)


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


def serve(project: Project, address: str) -> None:
    """Run `mkdocs serve` until it is stopped; the plugin generates at every change.

    Args:
        project: what to show.
        address: `HOST:PORT` to listen at; empty for MkDocs' own.

    Raises:
        UsageError: the address is none.
        Failure: MkDocs could not start.
    """
    arguments = ["--dev-addr", _listening(address)] if address else []
    preview = subprocess.Popen(_command(project, ["serve", *arguments]), env=_environment(), cwd=project.root)  # noqa: S603 - our own MkDocs
    # who stops this process means the preview
    signal.signal(signal.SIGTERM, lambda *_: preview.terminate())
    with preview:
        try:
            code = preview.wait()
        finally:
            preview.terminate()
    if code not in {0, -signal.SIGTERM}:
        message = f"mkdocs serve stopped with exit code {code}"
        raise Failure(message)


def _listening(address: str) -> str:
    """Return an address that one can listen at.

    Raises:
        UsageError: it has not the form of one.
        Failure: nobody can listen there.
    """
    host, colon, port = address.rpartition(":")
    if not host or not colon or not re.fullmatch(r"\d{1,5}", port, re.ASCII) or int(port) > LAST_PORT:
        message = f"--address: expected HOST:PORT, such as localhost:8000, not {address!r}"
        raise UsageError(message)
    try:
        with socket.create_server(
            (host.strip("[]"), int(port)), family=socket.AF_INET6 if ":" in host else socket.AF_INET
        ):
            return address
    except OSError as error:
        message = f"--address: nobody can listen at {address}: {error.strerror or error}"
        raise Failure(message) from None


def _beside(site: Path, word: str) -> Path:
    return site.with_name(f".{site.name}.{word}")


def _recover(site: Path, last: Path) -> None:
    """Bring the last site back where a run was killed between two renames, else drop it."""
    if last.exists() and not site.exists():
        last.rename(site)
    tree.remove(last)


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
