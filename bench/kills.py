#!/usr/bin/env python3
"""Kill `papercat build` at random moments, and hold that no kill harms anything.

    kills.py RECORDS.jsonl[.gz] [-n 300] [--kills 50] [--seed 1] [--work DIR]

Two catalogues of the same records, one with a tenth fewer, take turns in one folder. Each build there is killed with
SIGKILL, all its processes at once, at a moment drawn from the time that one takes. After each kill the site has to be
whole: that of the last build, or that of this one. After two to six kills a build is let run to its end: its site has
to equal the one that a clean folder gives. Prints a line a kill; ends with 1 where anything differed.
"""

import argparse
import gzip
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

PAPERCAT = [sys.executable, "-m", "papercat"]
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
SHOWN = 5
"""Files named where two sites differ."""

Tree = Mapping[str, str]
"""Digest of each file by its path."""


class State(NamedTuple):
    """One of the catalogues."""

    records: Path
    """What `docs/catalogue` holds."""
    site: Tree
    """Of a clean build."""
    takes: float
    """Seconds that this took."""


def tree(folder: Path) -> Tree:
    """Return the digest of each file below a folder."""
    return {
        file.relative_to(folder).as_posix(): hashlib.blake2b(file.read_bytes(), digest_size=16).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def unlike(one: Tree, other: Tree) -> str:
    """Name some files that are not the same in both, or nothing."""
    found = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    return f"{len(found)} files differ: {', '.join(found[:SHOWN])}" if found else ""


def papercat(*arguments: str | Path) -> None:
    """Run a command to its end; what it says is part of the failure."""
    run = subprocess.run([*PAPERCAT, *arguments], env=ENVIRONMENT, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if run.returncode:
        sys.exit(f"papercat {arguments[0]} ended with {run.returncode}:\n{run.stdout}{run.stderr}")


def state(work: Path, name: str, lines: Sequence[bytes]) -> State:
    """Make a catalogue of some records in a folder of its own, and its site."""
    # of one name each, which is what a new site is called by
    root, file = work / name / "papers", work / f"{name}.jsonl"
    file.write_bytes(b"".join(lines))
    papercat("new", root)
    papercat("add", file, "--root", root)
    start = time.perf_counter()
    papercat("build", "--root", root)
    return State(root / "docs" / "catalogue", tree(root / "site"), time.perf_counter() - start)


def turn(root: Path, records: Path) -> None:
    """Let the folder have other records, as a person who replaces the files."""
    shutil.rmtree(root / "docs" / "catalogue")
    shutil.copytree(records, root / "docs" / "catalogue")


def killed(root: Path, after: float) -> bool:
    """Start a build and kill it with all its processes; tell whether it was still running."""
    with subprocess.Popen(  # noqa: S603 - ours
        [*PAPERCAT, "build", "--root", root, "--jobs", "2"],
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as build:
        try:
            build.wait(after)
        except subprocess.TimeoutExpired:
            os.killpg(build.pid, signal.SIGKILL)
            return True
        return False


def rounds(root: Path, states: Mapping[str, State], count: int, chance: random.Random) -> Iterator[str]:
    """Kill builds; yield what went wrong, empty where nothing did."""
    last, kills = "all", 0
    takes = states[last].takes
    while kills < count:
        stand = {last}
        for _ in range(min(chance.randint(2, 6), count - kills)):
            name = chance.choice(sorted(states))
            stand.add(name)
            turn(root, states[name].records)
            moment = chance.uniform(0, takes)
            hit = killed(root, moment)
            kills += hit
            seen = tree(root / "site")
            whole = next((word for word in sorted(stand) if states[word].site == seen), "")
            fault = "" if whole else f"broken site: {unlike(states[last].site, seen)}"
            what = "killed" if hit else "done"
            print(f"{kills:3} {what} at {moment:5.2f} s of {takes:5.2f}: {whole or fault}", flush=True)
            yield fault
        start = time.perf_counter()
        papercat("build", "--root", root, "--jobs", "2")
        takes = (takes + time.perf_counter() - start) / 2
        last = name
        fault = unlike(states[last].site, tree(root / "site"))
        print(f"    built to the end: {fault or 'equals a clean build'}", flush=True)
        yield fault


def main() -> int:
    """Make the catalogues, kill, and tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("-n", type=int, default=300, help="papers")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help="an existing folder; a temporary one by default")
    options = parser.parse_args()
    opened = gzip.open if options.records.suffix == ".gz" else open
    with opened(options.records, "rb") as file:
        lines = list(islice(file, options.n))
    with tempfile.TemporaryDirectory(dir=options.work, prefix="kills-") as folder:
        work = Path(folder)
        states = {"all": state(work, "all", lines), "fewer": state(work, "fewer", lines[: -len(lines) // 10])}
        shutil.copytree(work / "all" / "papers", work / "papers")
        chance = random.Random(options.seed)  # noqa: S311 - any moments
        faults = list(filter(None, rounds(work / "papers", states, options.kills, chance)))
    print(f"{options.kills} kills, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
