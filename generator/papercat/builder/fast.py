"""The same site as `mkdocs build --strict`, byte for byte, in a fraction of the time.

The path: MkDocs builds the hand-written pages and copies people's files; what the generator made is taken over from
the last site where it would come out the same; other files are copied, and other pages made from their Markdown, in
all processes at once, the theme's frame rendered once for each shape. Where anything in the configuration is not
proven harmless, the reason is returned, and MkDocs has to do it all.
"""

import os
import shutil
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from msgspec import structs

from papercat import writer
from papercat.builder import mkdocs
from papercat.builder.frames import Unframeable
from papercat.builder.lean import open_ended
from papercat.builder.memory import (
    Copied,
    Kept,
    Memory,
    Note,
    Usable,
    content,
    decoded,
    encoded,
    joined,
    maker,
    untouched,
    usable,
)
from papercat.builder.pages import Press, missing_anchors
from papercat.clock import Clock
from papercat.work import forked
from papercat.writer.tree import Seen, seen

CHUNK = 250
"""Pages that a process makes between two words to the others."""
ALONE = 600
"""Pages up to which starting processes costs more than it saves."""


class Sites(NamedTuple):
    """Where the site goes, and the last one, from which pages may be taken over."""

    fresh: Path
    """An empty or missing folder."""
    last: Path = Path()
    memory: Memory = Memory()
    """Of the last site."""


class Built(NamedTuple):
    """How a site was built, or why not."""

    pages: int
    """Pages made or taken over here; MkDocs made the others."""
    reason: str = ""
    """Why MkDocs has to make all of it, if so; what lies in the folder is then of no use."""
    memory: Memory = Memory()
    """For the next build."""
    kept: int = 0
    """Pages taken over from the last site."""
    files: Mapping[str, Seen] = MappingProxyType({})
    """Every file of the site, by path."""


def build(config_file: Path, sites: Sites, ours: Mapping[str, str], jobs: int = 0, clock: Clock | None = None) -> Built:
    """Build a site.

    Args:
        config_file: mkdocs.yml.
        sites: the new one and the last one.
        ours: digest of each generated file, relative to `docs/`; where it is empty, the file is new in any case.
        jobs: processes; 0 for one a core.
        clock: is told how long it takes.

    Raises:
        Failure: MkDocs warned of something.
    """
    clock = clock or Clock()
    config = mkdocs.opened(config_file, sites.fresh)
    reason = mkdocs.unprovable(config)
    if reason:
        return Built(0, reason)
    written = {file: digest for file, digest in ours.items() if file.endswith(".md")}
    hidden = _hidden(Path(config.docs_dir), written, searched=mkdocs.searched(config))
    aside = mkdocs.Aside(hidden, frozenset(ours.keys() - written.keys()))
    try:
        with clock.of("site: hand-written pages and the theme, by MkDocs"):
            mkdocs.run(config, aside)
            files = dict(seen(sites.fresh))
        with clock.of("site: files that are no pages"):
            copies = dict(_copied(aside.files.left, ours, sites))
        with clock.of("site: generated pages"):
            built = _press(config, aside, written, sites, jobs)
        others = tuple(file for file in aside.files.src_uris if file not in ours)
        memory = structs.replace(built.memory, copies=copies, others=others)
        at = aside.files.src_uris
        files |= {at[source].dest_uri: Seen(one.size, one.mtime_ns) for source, one in (memory.pages | copies).items()}
        return built._replace(memory=memory, files=files)
    except Unframeable as cause:
        return Built(0, str(cause))


def _hidden(docs: Path, ours: Mapping[str, str], *, searched: bool) -> frozenset[str]:
    """Return the generated pages that MkDocs need not see: all but those that its search has to read."""
    if not searched:
        return frozenset(ours)
    return frozenset(file for file in ours if b"\nsearch:\n  exclude: true\n" in (docs / file).read_bytes()[:2000])


def _copied(files: Iterable[File], ours: Mapping[str, str], sites: Sites) -> Iterator[tuple[str, Copied]]:
    """Take files over from the last site, else copy them; yield source and what to remember of each.

    What lies there already was put there by the theme or a plugin, as MkDocs lets them.
    """
    folders: set[str] = set()
    for file in files:
        source, digest = file.src_uri, ours[file.src_uri]
        fresh, last = f"{sites.fresh}/{file.dest_uri}", f"{sites.last}/{file.dest_uri}"
        if os.path.lexists(fresh):
            continue
        _enter(fresh.rpartition("/")[0], folders)
        known = sites.memory.copies.get(source)
        if not (known and digest and known.digest == digest and untouched(last, known) and _linked(last, fresh)):
            shutil.copyfile(f"{file.src_dir}/{source}", fresh)
            look = os.lstat(fresh)
            known = Copied(digest, look.st_size, look.st_mtime_ns)
        yield source, known


class _Job(NamedTuple):
    """A page to make."""

    source: str
    markdown: str
    """Its file."""
    html: str
    """The file to write."""
    last: str
    """The file of the last site."""


def _press(config: MkDocsConfig, aside: mkdocs.Aside, ours: Mapping[str, str], sites: Sites, jobs: int) -> Built:
    """Make or take over the generated pages and see that their links lead somewhere."""
    base = aside.base(config)
    press = Press(
        aside.links(),
        base,
        lambda page: aside.render(page, config),
        lambda source, _: aside.convert(source, config),
        # what `markdown` knows has no aligned columns
        open_ended if "papercat" in config.plugins else str,
    )
    program = maker(base, config.markdown_extensions)
    known = usable(sites.memory, program, aside.files.src_uris, ours, press.same)
    docs, fresh = config.docs_dir, config.site_dir
    work = [
        _Job(file.src_uri, f"{docs}/{file.src_uri}", f"{fresh}/{file.dest_uri}", f"{sites.last}/{file.dest_uri}")
        for file in aside.files.generated()
    ]

    def make(chunk: Sequence[_Job]) -> bytes:
        return encoded(_made(chunk, press, ours, known))

    chunks = [work[start : start + CHUNK] for start in range(0, len(work), CHUNK)]
    made = [decoded(part) for part in forked(make, chunks, jobs if len(work) > ALONE else 1)]
    here = {source for part in made for source in part.pages}
    taken = {job.source: known.pages[job.source] for job in work if job.source not in here}
    memory = joined(program, [Memory(frames=sites.memory.frames, pages=taken), *made])
    ids = {file.src_uri: file.page.present_anchor_ids for file in aside.files if file.page is not None}
    if missing := missing_anchors(memory.pages, ids | {source: page.ids for source, page in memory.pages.items()}):
        # MkDocs says it better, and fails for it
        raise Unframeable(missing[0])
    return Built(len(work), "", memory, len(taken))


def _made(chunk: Sequence[_Job], press: Press, ours: Mapping[str, str], known: Usable) -> Memory:
    """Take pages over or make them; return those made here: most stay, and what is told has to be sent."""
    folders: set[str] = set()
    frames: dict[Note, int] = {}
    pages: dict[str, Kept] = {}
    for job in chunk:
        _enter(job.html.rpartition("/")[0], folders)
        kept = known.stays(job.source, job.markdown, job.last)
        if kept and _linked(job.last, job.html):
            continue
        made = press.make(job.source, _text(job.markdown))
        look = writer.fill(job.html, made.html)
        ids = tuple(sorted(made.ids))
        frame = frames.setdefault(made.frame, len(frames))
        pages[job.source] = Kept(ours[job.source], frame, ids, made.anchored, look.st_size, look.st_mtime_ns)
    return Memory(frames=tuple(frames), pages=pages)


def _text(file: str) -> str:
    """Return the text of a file as MkDocs reads it."""
    text = content(file).removeprefix(BOM_UTF8).decode()
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _linked(last: str, file: str) -> bool:
    """Give a file of the last site a second name; tell whether the disk can do that."""
    try:
        os.link(last, file)
    except OSError:
        return False
    return True


def _enter(folder: str, folders: set[str]) -> None:
    """Make a folder; `folders` are known to be there."""
    if folder not in folders:
        above = folder.rpartition("/")[0]
        if above not in folders:
            os.makedirs(above, exist_ok=True)  # noqa: PTH103 - thousands of them
            folders.add(above)
        with suppress(FileExistsError):
            os.mkdir(folder)  # noqa: PTH102 - as above
        folders.add(folder)
