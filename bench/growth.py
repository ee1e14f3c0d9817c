"""Measure cold builds of several sizes, fit a law of growth to them, and reckon a larger one.

    python -m bench.growth RECORDS.jsonl[.gz] [--sizes 1000,3000,10000] [--reckon 2900000] [--work DIR]
    python -m bench.growth docs/scale.md [--reckon 2900000]

Prints a row for each size, then for each figure the power of the number of papers that fits best (least squares of the
logarithms) and what it gives for the size to reckon. A power of 1 is growth in proportion, which stands beside it.
Rows printed before that stand in a Markdown file are fitted without measuring anything.
"""

import argparse
import gzip
import math
import re
import statistics
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from bench.bench import site_of, timed


class Point(NamedTuple):
    """One size, measured."""

    papers: int
    cpu: float
    """Seconds, of all processes."""
    memory: float
    """MiB, of all processes at once."""
    files: int
    size: float
    """Bytes of the site."""


class Law(NamedTuple):
    """A figure is `factor * papers ** power`."""

    factor: float
    power: float

    def at(self, papers: int) -> float:
        """Return the figure for so many papers."""
        return float(self.factor * papers**self.power)


FIGURES = {"cpu": "CPU seconds", "memory": "memory, MiB", "files": "files", "size": "bytes of the site"}


def law(points: list[Point], figure: str) -> Law:
    """Fit a figure by least squares of the logarithms."""
    line = statistics.linear_regression(
        [math.log(point.papers) for point in points], [math.log(float(getattr(point, figure))) for point in points]
    )
    return Law(math.exp(line.intercept), line.slope)


def measured(records: Path, work: Path) -> Point:
    """Make a catalogue of some records, and build its site with nothing there from before."""
    root, papercat = work / "papers", [sys.executable, "-m", "papercat"]
    timed("new", [*papercat, "new", root], work)
    timed("add", [*papercat, "add", records, "--root", root], work)
    row = timed("build", [*papercat, "build", "--root", root], work)
    papers = sum(not re.fullmatch(r"index|page-\d+", page.stem) for page in (root / "docs/papers").glob("*.md"))
    pages, size = site_of(root / "site")
    files = sum(1 for path in (root / "site").rglob("*") if path.is_file())
    print(
        f"| {papers:,} | {row.cpu:.1f} | {row.rss:,} | {pages:,} | {files:,} | {size:,.0f} | {size / papers:,.0f} |",
        flush=True,
    )
    return Point(papers, row.cpu, row.rss, files, size)


def printed(file: Path) -> list[Point]:
    """Return the points of the rows that stand in a Markdown file."""
    row = re.compile(r"^\| ([\d,]+) \|((?: [\d.,]+ \|){2}) [^|]+ \|((?: [\d.,]+ \|){3})$", re.MULTILINE)
    rows = row.findall(file.read_text(encoding="utf-8"))
    points = []
    for papers, costs, rest in rows:
        cells = (float(cell.replace(",", "")) for cell in f"{costs}{rest}".strip(" |").split("|"))
        cpu, memory, files, size, _ = cells
        points.append(Point(int(papers.replace(",", "")), cpu, memory, int(files), size))
    return points


def built(options: argparse.Namespace) -> list[Point]:
    """Measure all sizes, smallest first; print a row for each."""
    opened = gzip.open if options.records.suffix == ".gz" else open
    print("| papers | CPU seconds | memory, MiB | pages | files | bytes of the site | a paper |\n" + "|---" * 7 + "|")
    points = []
    for size in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=options.work) as folder, opened(options.records, "rb") as lines:
            some = Path(folder, "records.jsonl")
            some.write_bytes(b"".join(islice(lines, size)))
            points.append(measured(some, Path(folder)))
    return points


def main() -> int:
    """Measure, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", type=Path)
    parser.add_argument("--sizes", default="1000,3000,10000")
    parser.add_argument("--reckon", type=int, default=2_900_000, help="papers; arXiv's by default")
    parser.add_argument("--work", type=Path)
    options = parser.parse_args()
    points = printed(options.records) if options.records.suffix == ".md" else built(options)
    if len(points) == 1:
        return 0
    print(
        f"\n| figure | power of papers | gives for {options.reckon:,} | in proportion to the largest |\n"
        + "|---" * 4
        + "|"
    )
    largest = max(points)
    for figure, name in FIGURES.items():
        found = law(points, figure)
        plain = getattr(largest, figure) * options.reckon / largest.papers
        print(f"| {name} | {found.power:.2f} | {found.at(options.reckon):,.0f} | {plain:,.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
