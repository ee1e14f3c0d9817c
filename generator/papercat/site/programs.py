"""What pages are made with: two runs that share it make the same page of the same values."""

import hashlib
import sys
from importlib import metadata, resources
from pathlib import Path

from papercat.settings import Settings


def maker(settings: Settings) -> str:
    """Return a digest of this package, all others that are installed, Python, and the settings."""
    seen = hashlib.blake2b(digest_size=16)
    installed = sorted(f"{found.name}=={found.version}" for found in metadata.distributions())
    seen.update(repr((sys.version, installed, settings)).encode("utf-8", "surrogatepass"))
    package = Path(str(resources.files("papercat")))
    for file in sorted(package.rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            seen.update(f"\0{file.relative_to(package).as_posix()}\0".encode("utf-8", "surrogateescape"))
            seen.update(hashlib.blake2b(file.read_bytes()).digest())
    return seen.hexdigest()
