"""Measure what enrichment costs: a clean run, then one with a hundred papers more, and how much the old ones change.

    python bench/enriching.py RECORDS.jsonl[.gz] [--papers 50000] [--added 100] [--sessions] [--export EXPORT.jsonl]

CPU seconds by step, in one process. The run with more papers leans on the memory of the first, which goes through
bytes as it does on disk; what it comes to is compared with the first, paper by paper. With `--export`, the first run is
written as `papercat export jsonl` writes it. With `--sessions`, only papers of conferences whose papers have a session
are taken.
"""

import argparse
import resource
import sys
import time
from pathlib import Path

import msgspec

from papercat import enrich
from papercat.catalogue import Catalogue
from papercat.clock import Clock
from papercat.outputs import dumps
from papercat.readers import read
from papercat.records import Paper
from papercat.work import Inline, uncollected


def main() -> None:
    """Print the costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--papers", type=int, default=50_000)
    parser.add_argument("--added", type=int, default=100)
    parser.add_argument("--sessions", action="store_true")
    parser.add_argument("--export", type=Path)
    options = parser.parse_args()
    every = loaded(options.records)
    held = {(paper.venue, paper.year) for paper in every if paper.extra.get("session")}
    papers = [paper for paper in every if not options.sessions or (paper.venue, paper.year) in held]
    papers = papers[: options.papers + options.added]
    with uncollected():
        first, memory = run(f"{options.papers} papers, clean", enrich.Memory(), papers[: options.papers])
        begin = time.process_time()
        data = enrich.as_bytes(memory)
        del memory
        last = enrich.from_bytes(data)
        write(f"memory: {len(data) / 1e6:.0f} MB, written and read in {time.process_time() - begin:.1f} s")
        second, _ = run(f"{options.added} added", last, papers)
    write(f"papers that changed, of {len(first.papers)}: {changed(first, second)}")
    if options.export:
        options.export.write_bytes(b"".join(dumps.enriched(first)))


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


def changed(first: Catalogue, second: Catalogue) -> str:
    """Return how many papers show something else in the second catalogue, by what it is."""
    counts = {"tags": 0, "names": 0, "related": 0, "any": 0}
    for key in (paper.id for paper in first.papers):
        tags, related = (
            [[(t.tag, t.why) for t in one.tags.get(key, ())] for one in (first, second)],
            [[(r.id, r.why) for r in one.related.get(key, ())[:SHOWN]] for one in (first, second)],
        )
        names = [(one.introduces.get(key), one.mentions.get(key)) for one in (first, second)]
        other = {"tags": tags[0] != tags[1], "names": names[0] != names[1], "related": related[0] != related[1]}
        for kind, differs in {**other, "any": any(other.values())}.items():
            counts[kind] += differs
    return ", ".join(f"{kind} {count} ({count / max(1, len(first.papers)):.1%})" for kind, count in counts.items())


def write(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
