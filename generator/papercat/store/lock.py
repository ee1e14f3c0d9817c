"""One writer at a time: an advisory lock on the catalogue's folder."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from papercat.errors import Failure

if sys.platform != "win32":
    import fcntl

HOLDER = ".lock"
"""Tells people who holds the lock; the lock itself is on the folder and ends with its process."""
PATIENCE = 60.0
"""Seconds to wait for another run."""


@contextmanager
def locked(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the catalogue for reading, changing and saving it; make the folder where there is none.

    Raises:
        Failure: another process holds it for longer than `patience` seconds, or the folder cannot be written.
    """
    if sys.platform == "win32":  # which has no such lock: there, run one `papercat add` at a time
        folder.mkdir(parents=True, exist_ok=True)
        yield
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder, os.O_RDONLY)
    except OSError as error:
        message = f"cannot use {folder}: {error.strerror}"
        raise Failure(message) from None
    holder = folder / HOLDER
    try:
        _wait(handle, folder, patience)
        # without it the lock still holds; a full disk is reported when the records are written
        with suppress(OSError):
            holder.write_text(f"process {os.getpid()} on {socket.gethostname()}\n", encoding="utf-8")
        try:
            yield
        finally:
            with suppress(OSError):
                holder.unlink()
    finally:
        os.close(handle)


def _wait(handle: int, folder: Path, patience: float) -> None:
    end = time.monotonic() + patience
    while sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= end:
                message = f"{folder} is in use by {_holder(folder)}; try again when it is done"
                raise Failure(message) from None
            time.sleep(0.05)
        else:
            return


def _holder(folder: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return (folder / HOLDER).read_text(encoding="utf-8").strip() or "another process"
    return "another process"
