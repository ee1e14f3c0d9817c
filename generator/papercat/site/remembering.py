"""What enrichment remembers between two runs, on disk: losing it costs time, never correctness."""

import contextlib
import hashlib
import os
import sys
from importlib import metadata, resources
from pathlib import Path

import msgspec

from papercat import enrich
from papercat.site.project import CACHE, Project

FILE = "enriched.msgpack"
_SIZE = 16
"""Bytes of the stamp and of the sum."""


def remembered(project: Project) -> enrich.Memory:
    """Return what the last run left, or an empty memory where there is none that this program wrote and can read."""
    try:
        data = (project.root / CACHE / FILE).read_bytes()
    except OSError:
        return enrich.Memory()
    stamp, total, rest = data[:_SIZE], data[_SIZE : 2 * _SIZE], data[2 * _SIZE :]
    if stamp != _stamp() or total != _digest(rest):
        return enrich.Memory()
    try:
        return enrich.from_bytes(rest)
    except msgspec.MsgspecError:
        return enrich.Memory()


def remember(project: Project, memory: enrich.Memory) -> None:
    """Keep what the next run may lean on; without room on the disk that one only takes longer."""
    folder = project.root / CACHE
    draft = folder / f"{FILE}-{os.getpid()}"
    data = enrich.as_bytes(memory)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(_stamp() + _digest(data) + data)
        draft.replace(folder / FILE)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_SIZE).digest()


def _stamp() -> bytes:
    """Return a digest of all programs and data that enrichment is made of, and of this machine's order of bytes."""
    seen = hashlib.blake2b(digest_size=_SIZE)
    words = (
        sys.version,
        sys.byteorder,
        *(f"{name} {metadata.version(name)}" for name in ("msgspec", "numpy", "scipy")),
    )
    seen.update("\n".join(words).encode())
    package = Path(str(resources.files("papercat")))
    for path in sorted([*package.glob("*.py"), *(package / "enrich").rglob("*.*")]):
        if path.suffix in {".py", ".txt"}:
            seen.update(f"{path.relative_to(package)}\n".encode())
            seen.update(path.read_bytes())
    return seen.digest()
