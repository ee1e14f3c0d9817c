"""Time one merge: N fabricated records into a catalogue of N, half of them known there from another source.

    python bench/merge.py 100000

Prints CPU seconds of load, merge and save, and the highest memory of the whole process, the records' making included.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from papercat import store
from papercat.records import Author, Link, Paper, Source
from papercat.store.folder import load
from papercat.work import uncollected

WORDS = [
    f"{a}{b}{c}" for a in ("fab", "in", "mad", "sham") for b in ("ri", "ven", "eu", "o") for c in ("cat", "ted", "p")
]


def records(count: int, source: str, first: int) -> list[Paper]:
    """Return fabricated records, numbered from `first`: an abstract of 150 words, four people, two links."""
    made = []
    for number in range(first, first + count):
        dice = random.Random(number)  # noqa: S311 - the same records in every run
        title = f"{' '.join(dice.choices(WORDS, k=9))} {number}"
        people = tuple(Author(f"{dice.choice(WORDS)} {dice.choice(WORDS)}{number % 977}") for _ in range(4))
        made.append(
            Paper(
                id="",
                title=title,
                abstract=" ".join(dice.choices(WORDS, k=150)),
                authors=people,
                date=f"{2000 + number % 25}-05",
                ids={"arxiv": f"{number:09}"},
                links=(
                    Link(f"https://github.com/fabricated/{number}", "code"),
                    Link(f"https://example.org/{number}.pdf", "pdf"),
                ),
                sources=(Source(source, str(number)),),
            )
        )
    return made


def main() -> None:
    """Make the catalogue, merge, and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    count: int = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        store.update(Path(folder), records(count, "first.jsonl", 0), {}, "2026-01-01")
        incoming = records(count, "second.jsonl", count // 2)
        with uncollected():
            clock = [time.process_time()]
            known = load(Path(folder)).papers
            clock.append(time.process_time())
            merged = store.merge(known, incoming, "2026-01-02")
            clock.append(time.process_time())
            store.save(Path(folder), merged.papers)
            clock.append(time.process_time())
    steps = [after - before for before, after in pairwise(clock)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    told = ", ".join(f"{name} {spent:.1f}" for name, spent in zip(("load", "merge", "save"), steps, strict=True))
    sys.stdout.write(
        f"{count:,} into {count:,}: {sum(steps):.1f} s ({told}), {memory:,} MiB; "
        f"{len(merged.added):,} added, {len(merged.updated):,} updated\n"
    )


if __name__ == "__main__":
    main()
