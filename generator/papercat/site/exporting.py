"""The enriched catalogue as one file of another format."""

import contextlib
import difflib
import os
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

from papercat import outputs
from papercat.errors import Failure, NothingDone, UsageError
from papercat.site.enriching import enriched
from papercat.site.project import Project


def export(project: Project, form: str, file: Path | None, executor: Executor) -> tuple[int, bytes]:
    """Write the catalogue to a file, whole or not at all.

    Args:
        project: whose catalogue.
        form: one of `outputs.EXPORTS`.
        file: where to; without one the bytes are returned.
        executor: where papers are worked on.

    Returns:
        How many papers, and the bytes if there is no file.

    Raises:
        UsageError: no such format, or the file is a folder or in a folder that does not exist.
        NothingDone: the catalogue is empty.
        Failure: the disk refuses, or a format needs a package that is not there.
    """
    if form not in outputs.EXPORTS:
        near = difflib.get_close_matches(form.lower(), outputs.EXPORTS, n=1)
        hint = f"; did you mean {near[0]!r}? Known:" if near else "; known:"
        message = f"unknown format {form!r}{hint} {', '.join(outputs.EXPORTS)}"
        raise UsageError(message)
    if file:
        _check(file)
    catalogue = enriched(project, executor)
    if not catalogue.papers:
        message = f"no papers in {project.catalogue}; `papercat add FILE` brings some in"
        raise NothingDone(message)
    pieces = outputs.EXPORTS[form](catalogue, project.settings)
    if file is None:
        return len(catalogue.papers), b"".join(pieces)
    _write(file, pieces)
    return len(catalogue.papers), b""


def _check(file: Path) -> None:
    """Refuse a place that cannot be written, before any work is done."""
    if file.is_dir():
        message = f"{file} is a folder; name a file in it"
        raise UsageError(message)
    if not file.absolute().parent.is_dir():
        message = f"no folder {file.parent} for {file.name}"
        raise UsageError(message)


def _write(file: Path, pieces: Iterable[bytes]) -> None:
    """Write beside the file and rename; what is no regular file, a pipe for instance, is written as it is."""
    direct = file.exists() and not file.is_file()
    draft = file if direct else file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with draft.open("wb") as out:
            out.writelines(pieces)
        if not direct:
            draft.replace(file)
    except BrokenPipeError:
        raise
    except OSError as error:
        message = f"cannot write {file}: {error.strerror}"
        raise Failure(message) from None
    finally:
        if not direct:
            with contextlib.suppress(OSError):
                draft.unlink()
