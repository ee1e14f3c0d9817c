"""Build an index for the measurements: build.py RECORDS COUNT FOLDER; prints CPU seconds, peak MB and sizes."""

import gzip
import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

from papercat import search
from papercat.catalogue import Catalogue
from papercat.records import Author, Paper
from papercat.settings import Settings


def paper(record: dict[str, Any]) -> Paper:
    """Return a paper of a record with id, title, abstract and, where it has them, authors, venue, year, keywords."""
    return Paper(
        id=str(record["id"]),
        title=str(record["title"]),
        abstract=str(record.get("abstract", "")),
        authors=tuple(Author(name) for name in dict.fromkeys(record.get("authors") or ())),
        venue=str(record.get("venue", "")),
        date=str(record.get("year") or ""),
        keywords=tuple(record.get("keywords") or ()),
    )


def read(file: Path, count: int) -> Catalogue:
    """Return the first `count` records as a catalogue without enrichment."""
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8") as lines:
        papers = [paper(json.loads(line)) for line, _ in zip(lines, range(count), strict=False)]
    return Catalogue(papers=tuple(sorted(papers, key=lambda one: one.id)))


def main(records: Path, count: int, folder: Path) -> None:
    """Write the index and the records that the peers read."""
    catalogue = read(records, count)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.process_time()
    pages = list(search.index(catalogue, Settings()))
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sizes: Counter[str] = Counter()
    for page in pages:
        content = page.content.encode() if isinstance(page.content, str) else page.content
        file = folder / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        kind = (
            "texts" if page.path.startswith("search-texts/") else "index" if page.path.endswith(".bin") else "scripts"
        )
        sizes[kind] += len(content if kind != "scripts" else gzip.compress(content))
    rows = [
        {"id": p.id, "title": p.title, "abstract": p.abstract, "authors": " ".join(a.name for a in p.authors)}
        for p in catalogue.papers
    ]
    (folder / "records.json").write_text(json.dumps(rows), encoding="utf-8")
    made = {"papers": len(rows), "cpu": seconds, "peak_mb": peak, "records_mb": before, "files": len(pages), **sizes}
    print(json.dumps(made))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
