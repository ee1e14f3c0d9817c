#!/usr/bin/env python3
"""Measure Papercat beside other generators and print one Markdown table.

    bench.py RECORDS.jsonl[.gz] [-n 10000] [--peers PEERS.py] [--work DIR]

Papercat makes a new catalogue and adds, generates and builds the first N records but 100, builds again, adds the 100
and builds once more, each step a process of its own; the last site has to equal that of a clean build. Then the script
of peers builds the same records with plain MkDocs and Hugo. A row each: wall seconds, CPU seconds (user + system,
children included), peak memory of all its processes, pages, bytes per page. Work goes to a memory file system where
there is one, so that the disk is not what is measured.
"""

import argparse
import gzip
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import NamedTuple

PEER = re.compile(
    r"(?P<name>\w+)\s+rc (?P<code>\d+)\s+wall\s+(?P<wall>[\d.]+) s\s+cpu\s+(?P<cpu>[\d.]+) s\s+rss\s+(?P<rss>\d+) MiB"
    r"(\s+pages\s+(?P<pages>\d+)\s+site\s+(?P<site>[\d.]+) MiB)?"
)
TITLES = {"mkdocs": "plain MkDocs + Material, its own search", "hugo": "Hugo, no search, no related papers"}
PLUS = 100
"""Papers added between two builds."""
SAMPLE = 0.05
"""Seconds between two looks at the memory."""


class Row(NamedTuple):
    """One line of the table."""

    name: str
    wall: float
    cpu: float
    rss: int
    """MiB."""
    pages: int = 0
    size: float = 0
    """Bytes of the site."""


class Failed(Exception):  # noqa: N818 - an outcome
    """A step ended with an error; the text is what it said."""


def resident(pid: int) -> int:
    """Return the KiB that a process and its children hold now; 0 where the system does not say."""
    try:
        total = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * 4
        for task in Path(f"/proc/{pid}/task").iterdir():
            total += sum(map(resident, map(int, (task / "children").read_text(encoding="ascii").split())))
    except (OSError, IndexError):
        return 0
    return total


def timed(name: str, command: Sequence[str | Path], cwd: Path, **environment: str) -> Row:
    """Run a command to its end and measure it.

    Raises:
        Failed: it ended with another code than 0.
    """
    start, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, cwd=cwd, env=os.environ | environment, stdout=said, stderr=subprocess.STDOUT)  # noqa: S603 - ours
        while (ended := os.wait4(child.pid, os.WNOHANG))[0] == 0:
            peak = max(peak, resident(child.pid))
            time.sleep(SAMPLE)
        child.returncode = os.waitstatus_to_exitcode(ended[1])
        if child.returncode:
            said.seek(0)
            message = f"{name}: exit code {child.returncode}\n{said.read().decode(errors='replace')}"
            raise Failed(message)
    used = ended[2]
    return Row(name, time.perf_counter() - start, used.ru_utime + used.ru_stime, peak // 1024)


def site_of(folder: Path) -> tuple[int, float]:
    """Return the number of HTML pages below a folder, and the bytes of all its files."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files)


def ours(records: Path, more: Path, work: Path) -> Iterator[Row]:
    """Yield a row for each step of Papercat.

    Raises:
        Failed: a step failed, or the site with papers added is not the one that a clean build makes.
    """
    root = work / "ours"
    papercat = [sys.executable, "-m", "papercat"]

    def step(name: str, *command: str | Path) -> Row:
        return timed(f"Papercat: {name}", [*papercat, *command, "--root", root], work)

    timed("new", [*papercat, "new", root], work)
    yield step("add", "add", records)
    yield step("generate", "generate")
    clean(root)
    yield with_site(step("build, cold", "build"), root)
    yield step("build, nothing changed", "build")
    timed("add", [*papercat, "add", more, "--root", root], work)
    yield with_site(step(f"build, {PLUS} papers added", "build"), root)
    grown = files_of(root / "site")
    clean(root)
    timed("clean", [*papercat, "build", "--root", root], work)
    if grown != files_of(root / "site"):
        message = f"the site with {PLUS} papers added differs from a clean one"
        raise Failed(message)
    shutil.rmtree(root)


def clean(root: Path) -> None:
    """Leave only what people wrote and the records."""
    shutil.rmtree(root / "site", ignore_errors=True)
    shutil.rmtree(root / ".cache", ignore_errors=True)
    manifest = root / "docs/.papercat/manifest.json"
    for path in json.loads(manifest.read_bytes()) if manifest.exists() else ():
        (root / "docs" / path).unlink(missing_ok=True)
    shutil.rmtree(root / "docs/.papercat", ignore_errors=True)


def files_of(folder: Path) -> dict[str, str]:
    """Return a digest of every file below a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.blake2b(path.read_bytes()).hexdigest() for path in found}


def with_site(row: Row, root: Path) -> Row:
    """Return a row with the site's pages and bytes."""
    pages, size = site_of(root / "site")
    return row._replace(pages=pages, size=size)


def peers(script: Path, data: Path, count: int, work: Path) -> Iterator[Row]:
    """Yield a row for each peer that the script could build."""
    skip = () if shutil.which("hugo") else ("--skip", "hugo")
    if skip:
        print("Hugo is not installed (Debian: apt install hugo); left out.", file=sys.stderr)
    command = [sys.executable, script, data, "-n", str(count), "--work", work / "peers", *skip]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - named by the person who runs us
    for match in PEER.finditer(done.stdout):
        name = TITLES.get(match["name"], match["name"])
        pages, size = int(match["pages"] or 0), float(match["site"] or 0) * 2**20
        yield Row(name, float(match["wall"]), float(match["cpu"]), int(match["rss"]), pages, size)


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| step | seconds | CPU seconds | memory, MiB | pages | bytes per page |", "|---|---|---|---|---|---|"]
    for row in rows:
        each = f"{row.size / row.pages:,.0f}" if row.pages else ""
        pages = f"{row.pages:,}" if row.pages else ""
        lines.append(f"| {row.name} | {row.wall:.1f} | {row.cpu:.1f} | {row.rss:,} | {pages} | {each} |")
    return "\n".join(lines)


def first(data: Path, count: int, out: Path, more: Path) -> int:
    """Write the first records of a JSON Lines file, plain, the last of them to `more`; return how many there were."""
    with gzip.open(data, "rb") if data.suffix == ".gz" else data.open("rb") as lines:
        kept = list(islice(lines, count))
    out.write_bytes(b"".join(kept[:-PLUS]))
    more.write_bytes(b"".join(kept[-PLUS:]))
    return len(kept)


def main() -> int:
    """Measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("-n", type=int, default=10_000)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--work", type=Path)
    given = parser.parse_args()
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
    with tempfile.TemporaryDirectory(dir=given.work or (memory if memory.is_dir() else None)) as folder:
        work = Path(folder)
        count = first(given.data, given.n, work / "records.jsonl", work / "more.jsonl")
        try:
            rows = [*ours(work / "records.jsonl", work / "more.jsonl", work)]
        except Failed as failure:
            print(failure, file=sys.stderr)
            return 1
        if given.peers:
            rows += peers(given.peers, given.data, given.n, work)
    day = datetime.now(UTC).date().isoformat()
    print(
        f"{count:,} records, {day}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}\n"
    )
    print(table(rows))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
