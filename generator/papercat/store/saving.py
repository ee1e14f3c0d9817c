"""Write the catalogue: what changed, in an order that loses nothing when the run is killed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from papercat import paths
from papercat.errors import Fault
from papercat.records import Paper
from papercat.store import atomic
from papercat.store.folder import FAULTS, YEAR_FILE, parse_faults, read_bytes, year_files
from papercat.store.lines import dump, parse


def save(folder: Path, papers: Iterable[Paper], faults: Mapping[str, Sequence[Fault]] | None = None) -> tuple[str, ...]:
    """Write what changed, safely, and return the names of the files that changed.

    Args:
        folder: the catalogue; hold it with `locked` from load to save.
        papers: all papers; those of a file that are not among them are taken out of it.
        faults: by source that was read now, all that was wrong with it; one without any loses its file.

    Lines that could not be read stay at the end of their file. A paper that moves to another year is written there
    before it is taken out here: a killed run leaves it twice, which `load` heals, never nowhere.

    Raises:
        Failure: the disk is full or the folder cannot be written; what was there is as it was.
    """
    atomic.sweep(folder)
    changes = [*_paper_changes(folder, papers), *_fault_changes(folder, faults or {})]
    atomic.replace(folder, changes)
    return tuple(dict.fromkeys(path.relative_to(folder).as_posix() for path, _ in changes))


def _paper_changes(folder: Path, papers: Iterable[Paper]) -> list[atomic.Change]:
    groups: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in sorted(papers, key=lambda paper: paper.id):
        groups[_file(paper)].append(paper)
    home = {paper.id: name for name, group in groups.items() for paper in group}
    arriving: list[atomic.Change] = []
    parting: list[tuple[atomic.Change, atomic.Change]] = []
    for name in sorted({file.name for file in year_files(folder)} | groups.keys()):
        old, group = read_bytes(folder / name), groups[name]
        new = dump(group, ())
        if old == new:
            continue
        # a line that is written as it stood need not be understood
        staying = set(new.split(b"\n"))
        lines = parse(b"\n".join(line for line in old.split(b"\n") if line not in staying), name)
        new += dump((), lines.unreadable)
        if old == new:
            continue
        if movers := [paper for paper in lines.papers if home.get(paper.id, name) != name]:
            parting.append(((folder / name, dump([*group, *movers], lines.unreadable)), (folder / name, new)))
        else:
            arriving.append((folder / name, new))
    # two files that both give and take are first written with both, so that no order can lose one
    both = [full for full, _ in parting] if len(parting) > 1 else []
    return [*both, *arriving, *(final for _, final in parting)]


def _file(paper: Paper) -> str:
    name = f"{paper.year}.jsonl"
    return name if YEAR_FILE.fullmatch(name) else "undated.jsonl"


def _fault_changes(folder: Path, faults: Mapping[str, Sequence[Fault]]) -> Iterator[atomic.Change]:
    for source, found in faults.items():
        path = folder / FAULTS / f"{paths.slug(source)}.jsonl"
        old = read_bytes(path)
        # another source may share the slug
        others = [fault for fault in parse_faults(old, path.name) if paths.slug(fault.file) == path.stem]
        kept = [fault for fault in others if fault.file != source]
        new = b"".join(msgspec.json.encode(fault) + b"\n" for fault in (*kept, *found))
        if new != old:
            yield path, new
