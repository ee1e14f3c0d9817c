"""The same site as `mkdocs build --strict`, byte for byte, in a fraction of the time.

The path: MkDocs builds the hand-written pages and everything that is not a page; the generated pages are made from
their Markdown in all processes at once, the theme's frame rendered once for each shape. Where anything in the
configuration is not proven harmless, the reason is returned, and MkDocs has to do it all.
"""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig

from papercat.builder import mkdocs
from papercat.builder.frames import Unframeable
from papercat.builder.pages import Made, Press, missing_anchors
from papercat.clock import Clock
from papercat.work import Inline, in_chunks

CHUNK = 250
"""Pages that a process makes between two words to the others."""
ALONE = 600
"""Pages up to which starting processes costs more than it saves."""


class Built(NamedTuple):
    """How a site was built, or why not."""

    pages: int
    """Pages made here; MkDocs made the others."""
    reason: str = ""
    """Why MkDocs has to make all of it, if so; what lies in the folder is then of no use."""


def build(
    config_file: Path, destination: Path, ours: Iterable[str], jobs: int = 0, clock: Clock | None = None
) -> Built:
    """Build a site into an empty or missing folder.

    Args:
        config_file: mkdocs.yml.
        destination: where the site goes.
        ours: generated Markdown files, relative to `docs/`.
        jobs: processes; 0 for one a core.
        clock: is told how long it takes.

    Raises:
        Failure: MkDocs warned of something.
    """
    clock = clock or Clock()
    config = mkdocs.opened(config_file, destination)
    reason = mkdocs.unprovable(config)
    if reason:
        return Built(0, reason)
    aside = mkdocs.Aside(_hidden(Path(config.docs_dir), ours, searched=mkdocs.searched(config)))
    try:
        with clock.of("site: hand-written pages and the theme, by MkDocs"):
            mkdocs.run(config, aside)
        with clock.of("site: generated pages"):
            return Built(_press(config, aside, jobs))
    except Unframeable as cause:
        return Built(0, str(cause))


def _hidden(docs: Path, ours: Iterable[str], *, searched: bool) -> frozenset[str]:
    """Return the generated pages that MkDocs need not see: all but those that its search has to read."""
    if not searched:
        return frozenset(ours)
    return frozenset(file for file in ours if b"\nsearch:\n  exclude: true\n" in (docs / file).read_bytes()[:2000])


_press_here: Press | None = None
"""The press of this process; processes inherit it by fork instead of being sent it."""


def _press(config: MkDocsConfig, aside: mkdocs.Aside, jobs: int) -> int:
    """Make the generated pages and see that their links lead somewhere; return their number."""
    global _press_here  # noqa: PLW0603 - what the processes inherit
    files = list(aside.files.generated())
    _press_here = Press(
        aside.links(),
        aside.base(config),
        lambda page: aside.render(page, config),
        lambda source, _: aside.convert(source, config),
    )
    work = [(file.src_uri, str(file.abs_src_path), str(file.abs_dest_path)) for file in files]
    with _processes(jobs if len(work) > ALONE else 1) as executor:
        made = list(in_chunks(executor, _make, work, CHUNK))
    ids = {file.src_uri: file.page.present_anchor_ids for file in aside.files if file.page is not None}
    missing = missing_anchors(made, ids | {page.source: page.ids for page in made})
    if missing:
        # MkDocs says it better, and fails for it
        raise Unframeable(missing[0])
    return len(work)


def _make(work: Sequence[tuple[str, str, str]]) -> list[Made]:
    """Make pages and write them; return all but their bytes."""
    if _press_here is None:
        message = "this process has no press"
        raise RuntimeError(message)
    done: list[Made] = []
    folders: set[str] = set()
    for source, markdown, destination in work:
        with open(markdown, encoding="utf-8-sig") as file:  # noqa: PTH123 - thousands of them
            made = _press_here.make(source, file.read())
        _write(destination, made.html, folders)
        done.append(made._replace(html=b""))
    return done


def _write(file: str, data: bytes, folders: set[str]) -> None:
    """Write a file that is not there yet; `folders` are known to be there."""
    folder, _, _ = file.rpartition("/")
    if folder not in folders:
        above, _, _ = folder.rpartition("/")
        if above not in folders:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103 - thousands of them
            folders.add(above)
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102 - as above
        folders.add(folder)
    with open(file, "wb", buffering=0) as out:  # noqa: PTH123 - as above
        out.write(data)


@contextmanager
def _processes(jobs: int) -> Iterator[Executor]:
    if jobs == 1:
        yield Inline()
        return
    with ProcessPoolExecutor(jobs or None, multiprocessing.get_context("fork")) as pool:
        yield pool
