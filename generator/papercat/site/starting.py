"""A catalogue of one's own, made from the files under `starter/`."""

import json
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from papercat import __version__
from papercat.errors import Failure, UsageError
from papercat.site.project import CONFIGS

DOT = "dot-"
"""What the name of a hidden file begins with under `starter/`, where hidden files would get lost on the way."""


def new(folder: Path) -> tuple[str, ...]:
    """Put a working catalogue into a folder; files that are there already stay as they are.

    Returns:
        The files that were made, relative to the folder.

    Raises:
        UsageError: the folder holds a site already, or is a file.
        Failure: the disk refuses.
    """
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is a file; name a folder"
        raise UsageError(message)
    for name in CONFIGS:
        if (folder / name).exists():
            message = f"{folder / name} exists; a new catalogue needs a folder without one"
            raise UsageError(message)
    title = folder.absolute().name.replace("-", " ").replace("_", " ").strip() or "papers"
    words = {"SITE_NAME": title[0].upper() + title[1:], "PAPERCAT_VERSION": __version__}
    try:
        return tuple(sorted(_copy(resources.files("papercat") / "starter", folder, "", words)))
    except OSError as error:
        message = f"cannot make {folder}: {error.strerror}: {error.filename}"
        raise Failure(message) from None


def _copy(source: Traversable, folder: Path, below: str, words: dict[str, str]) -> list[str]:
    """Copy a folder's files, the words filled in, and return those that were made."""
    made: list[str] = []
    for entry in source.iterdir():
        name = below + (f".{entry.name.removeprefix(DOT)}" if entry.name.startswith(DOT) else entry.name)
        if entry.is_dir():
            made += _copy(entry, folder, f"{name}/", words)
        elif not (folder / name).exists():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            text = entry.read_text(encoding="utf-8")
            (folder / name).write_text(_filled(text, words, quoted=name.endswith(".yml")), encoding="utf-8")
            made.append(name)
    return made


def _filled(text: str, words: dict[str, str], *, quoted: bool) -> str:
    """Put the words in place; in YAML as a quoted text, whatever they hold."""
    for word, value in words.items():
        text = text.replace(word, json.dumps(value, ensure_ascii=False) if quoted else value)
    return text
