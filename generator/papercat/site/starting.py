"""A catalogue of one's own, made from the files under `starter/`."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from papercat.errors import Failure, Fault, UsageError
from papercat.settings import COUNTS, Plan
from papercat.site import adding, fetching
from papercat.site.adding import Upload
from papercat.site.project import CONFIGS, read
from papercat.site.working import for_bytes
from papercat.words import STARTER, Words
from papercat.work import Inline

DOT = "dot-"
"""What the name of a hidden file begins with under `starter/`, where hidden files would get lost on the way."""

SOURCES = "    # sources:\n"
"""Line of the starter's mkdocs.yml at which the sources begin that it proposes."""
LABELS = ("Home", "Papers", "Tags", "Names", "Map", "Trends", "About", *STARTER)
"""Texts of the starter that are in the site's language: each stands alone, or as a key or value of mkdocs.yml."""


class Started(NamedTuple):
    """A new catalogue, and what it began with."""

    files: tuple[str, ...]
    added: int
    """Papers that came in."""
    faults: tuple[Fault, ...]
    problem: str
    """Why a service gave nothing; the catalogue is complete all the same."""


def start(folder: Path, plan: Plan | None, upload: Upload | None, language: str, today: str) -> Started:
    """Make a catalogue and fill it.

    Args:
        folder: where to.
        plan: the source that it begins with, see `origins.plan_of`.
        upload: or the file.
        language: of its interface, one of `words.LANGUAGES`.
        today: YYYY-MM-DD.

    Raises:
        UsageError: the folder holds a site already or is a file.
        Failure: the disk refuses.
    """
    files = new(folder, plan, language)
    project = read(folder / CONFIGS[0])
    if plan:
        with Inline() as executor:
            (one,) = fetching.fetch(project, (), executor, today=today)
        return Started(files, len(one.added), one.faults, one.problem)
    if upload:
        with for_bytes(len(upload.data)) as executor:
            added = adding.add(project, [upload], executor, today=today)
        return Started(files, len(added.added), added.faults, "")
    return Started(files, 0, (), "")


def new(folder: Path, plan: Plan | None = None, language: str = "en") -> tuple[str, ...]:
    """Put a working catalogue into a folder; files that are there already stay as they are.

    Args:
        folder: where to.
        plan: a source that its mkdocs.yml names.
        language: of its interface.

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
    words = {"SITE_NAME": title[0].upper() + title[1:], "PINNED_VERSIONS": pinned()}
    made: list[str] = []
    try:
        for name, text in _files(resources.files("papercat") / "starter", "", words, language):
            if (folder / name).exists():
                continue
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            made.append(name)
            whole = _asking(plan, text) if plan and name == CONFIGS[0] else text
            (folder / name).write_text(whole, encoding="utf-8")
    except OSError as error:
        # half a catalogue would stand in the way of the next attempt
        for name in made:
            with suppress(OSError):
                (folder / name).unlink(missing_ok=True)
        place = f": {error.filename}" if error.filename else ""
        message = f"cannot make {folder}: {error.strerror}{place}"
        raise Failure(message) from None
    return tuple(sorted(made))


def _asking(plan: Plan, config: str) -> str:
    """Return the starter's mkdocs.yml with a source; those that it proposes become the next ones."""
    told = {field: getattr(plan, field) for field in ("query", "categories", "venue", "url") if getattr(plan, field)}
    lines = (f"        {field}: {json.dumps(value, ensure_ascii=False)}" for field, value in told.items())
    before, _, proposed = config.partition(SOURCES)
    proposals = proposed.splitlines(keepends=True)
    counts = "".join(
        line.replace("#  ", "  #", 1) for line in proposals if any(f"kind: {kind}" in line for kind in COUNTS)
    )
    return "\n".join([f"{before}    sources:\n      - kind: {plan.kind}", *lines, counts])


def _spoken(text: str, language: str) -> str:
    """Return a file of the starter in a language."""
    said = Words(language)
    for label in LABELS:
        text = re.sub(rf"(?m)^((?: *(?:-|#|[a-z_]+:) )?){re.escape(label)}(?=:|$)", rf"\g<1>{said(label)}", text)
    return re.sub(r"(?m)^  language: en$", f"  language: {language}", text)


def pinned() -> str:
    """Return the requirements of exactly the versions that run here, so that a build elsewhere is the same build."""
    found = metadata.distribution("papercat")
    direct = json.loads(found.read_text("direct_url.json") or "{}")
    commit = direct.get("vcs_info", {}).get("commit_id", "")
    lines = [f"papercat @ git+{direct['url']}@{commit}" if commit else f"papercat=={found.version}"]
    return "\n".join(lines + sorted(_versions("papercat", {"papercat"})))


def _versions(name: str, seen: set[str]) -> Iterator[str]:
    """Yield `name==version` of everything that a package needs and that is installed."""
    for line in metadata.requires(name) or ():
        wanted = re.match(r"[\w.-]+", line)
        needed = wanted[0].lower().replace("_", "-") if wanted and "extra ==" not in line else ""
        if needed in {"", *seen}:
            continue
        seen.add(needed)
        with suppress(metadata.PackageNotFoundError):
            version = metadata.version(needed)
            # a version with a plus sign was built here and is nowhere else
            if "+" not in version:
                yield f"{needed}=={version}"
            yield from _versions(needed, seen)


def _files(source: Traversable, below: str, words: dict[str, str], language: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of each of a folder's files in a language, the words filled in, which stay as they are."""
    for entry in source.iterdir():
        name = below + (f".{entry.name.removeprefix(DOT)}" if entry.name.startswith(DOT) else entry.name)
        if entry.is_dir():
            yield from _files(entry, f"{name}/", words, language)
        else:
            text = _spoken(entry.read_text(encoding="utf-8"), language)
            yield name, _filled(text, words, quoted=name.endswith(".yml"))


def _filled(text: str, words: dict[str, str], *, quoted: bool) -> str:
    """Put the words in place; in YAML as a quoted text, whatever they hold."""
    for word, value in words.items():
        text = text.replace(word, json.dumps(value, ensure_ascii=False) if quoted else value)
    return text
