"""Measure what enrichment costs: a clean run, then one with a hundred papers more, and how much the old ones change.

    python bench/enriching.py RECORDS.jsonl[.gz] [--papers 50000] [--added 100] [--times 1] [--sessions]
        [--export EXPORT.jsonl]

CPU seconds by step. Each run has a process of its own, as each build has; the one with more papers leans on the memory
of the first, which goes through a file as it does there; `--times` repeats it, because a machine is not equally fast in
each minute. What it comes to is compared with the first, paper by paper.
With `--export`, the first run is written as `papercat export jsonl` writes it. With `--sessions`, only papers of
conferences whose papers have a session are taken.
"""

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

from papercat import enrich
from papercat.catalogue import Catalogue
from papercat.clock import Clock
from papercat.outputs import dumps
from papercat.readers import read
from papercat.records import Paper
from papercat.work import Inline, uncollected

Shown = dict[str, dict[str, object]]
"""What a page shows of each paper, by its kind."""


def main() -> None:
    """Print the costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--papers", type=int, default=50_000)
    parser.add_argument("--added", type=int, default=100)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--sessions", action="store_true")
    parser.add_argument("--export", type=Path)
    options = parser.parse_args()
    spawn = multiprocessing.get_context("spawn")
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, mp_context=spawn, max_tasks_per_child=1) as processes,
    ):
        memory = Path(folder) / "memory"
        first = processes.submit(clean, options, memory).result()
        second = [processes.submit(added, options, memory).result() for _ in range(options.times)][-1]
    write(f"papers that changed, of {len(first)}: {changed(first, second)}")


def clean(options: argparse.Namespace, memory: Path) -> Shown:
    """Enrich the papers, and leave the memory in a file."""
    with uncollected():
        found, left = run(f"{options.papers} papers, clean", enrich.Memory(), chosen(options)[: options.papers])
        begin = time.process_time()
        memory.write_bytes(enrich.as_bytes(left))
        write(f"memory: {memory.stat().st_size / 1e6:.0f} MB, written in {time.process_time() - begin:.1f} s of CPU")
        if options.export:
            options.export.write_bytes(b"".join(dumps.enriched(found)))
        return shown(found)


def added(options: argparse.Namespace, memory: Path) -> Shown:
    """Enrich the papers and some more, with the memory of the first run."""
    with uncollected():
        papers = chosen(options)
        begin = time.process_time()
        last = enrich.from_bytes(memory.read_bytes())
        write(f"memory: read in {time.process_time() - begin:.1f} s of CPU")
        return shown(run(f"{options.added} added", last, papers)[0])


def chosen(options: argparse.Namespace) -> list[Paper]:
    """Return the papers that are enriched, those that are added last."""
    every = loaded(options.records)
    held = {(paper.venue, paper.year) for paper in every if paper.extra.get("session")}
    papers = [paper for paper in every if not options.sessions or (paper.venue, paper.year) in held]
    return papers[: options.papers + options.added]


def loaded(path: Path) -> list[Paper]:
    """Return the papers of a file in its order, with ids."""
    papers = read(path.read_bytes(), path.name).papers
    return [msgspec.structs.replace(p, id=p.sources[0].key or f"p{at}") for at, p in enumerate(papers)]


def run(name: str, last: enrich.Memory, papers: list[Paper]) -> tuple[Catalogue, enrich.Memory]:
    """Enrich papers and print what it took."""
    clock = Clock(time.process_time)
    catalogue = Catalogue(papers=tuple(sorted(papers, key=lambda paper: paper.id)))
    found = enrich.updated(last, catalogue, Inline(), clock)
    steps = ", ".join(f"{step.removeprefix('enrich: ')} {seconds:.1f}" for step, seconds in clock.seconds.items())
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    write(f"{name}: {sum(clock.seconds.values()):.1f} s of CPU ({steps}); {most:.2f} GiB at most so far")
    return found


SHOWN = 6
"""Related papers that a page shows where settings do not say otherwise."""


def shown(catalogue: Catalogue) -> Shown:
    """Return what a page shows of each paper."""
    return {
        paper.id: {
            "tags": [(each.tag, each.why) for each in catalogue.tags.get(paper.id, ())],
            "names": repr((catalogue.introduces.get(paper.id), catalogue.mentions.get(paper.id))),
            "related": [(each.id, each.why) for each in catalogue.related.get(paper.id, ())[:SHOWN]],
        }
        for paper in catalogue.papers
    }


def changed(first: Shown, second: Shown) -> str:
    """Return how many papers show something else in the second run, by what it is."""
    counts = {"tags": 0, "names": 0, "related": 0, "any": 0}
    for key, one in first.items():
        other = {kind: value != second[key][kind] for kind, value in one.items()}
        for kind, differs in {**other, "any": any(other.values())}.items():
            counts[kind] += differs
    return ", ".join(f"{kind} {count} ({count / max(1, len(first)):.1%})" for kind, count in counts.items())


def write(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
