"""Measure tags against the authors' own keywords, with YAKE beside.

    python bench/keywords.py RECORDS.jsonl[.gz] EVALUATE.py [--fold 0]

A fifth of the papers with keywords (by the SHA-1 of their id) are scored; their keywords are hidden from the tagger,
which learns from the other four fifths. Prints what `EVALUATE.py keywords` says about our tags, and about YAKE's
five best phrases for the same papers. Needs the bench group of pyproject.toml for YAKE.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
import yake

from papercat.catalogue import Catalogue
from papercat.enrich import tags
from papercat.readers import read
from papercat.records import Paper
from papercat.work import Inline

FOLDS = 5


def main() -> None:
    """Run both taggers on one fold and print their scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("evaluate", type=Path)
    parser.add_argument("--fold", type=int, default=0)
    options = parser.parse_args()
    papers = tuple(
        msgspec.structs.replace(paper, id=paper.sources[0].key or f"p{number}")
        for number, paper in enumerate(read(options.records.read_bytes(), options.records.name).papers)
    )
    scored = tuple(p for p in papers if p.keywords and fold(p) == options.fold)
    hidden = {p.id for p in scored}
    shown = tuple(msgspec.structs.replace(p, keywords=()) if p.id in hidden else p for p in papers)
    begin = time.process_time()
    catalogue = tags.enrich(Catalogue(papers=shown), Inline())
    seconds = time.process_time() - begin
    ours = {p.id: [catalogue.tag_by_id[t.tag].label for t in catalogue.tags.get(p.id, ())] for p in scored}
    extractor = yake.KeywordExtractor(top=5, n=3)
    theirs = {p.id: [phrase for phrase, _ in extractor.extract_keywords(f"{p.title}. {p.abstract}")] for p in scored}
    learnt = sum(bool(p.keywords) for p in shown)
    write(
        f"{len(papers)} papers, {learnt} to learn from, {len(scored)} scored; tagging all took {seconds:.1f} s of CPU"
    )
    write(f"papercat  {score(options.evaluate, scored, ours)}")
    write(f"YAKE      {score(options.evaluate, scored, theirs)}")


def fold(paper: Paper) -> int:
    """Return the part of the catalogue to which a paper belongs."""
    return int(hashlib.sha1(paper.id.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def score(evaluate: Path, papers: Iterable[Paper], found: Mapping[str, list[str]]) -> str:
    """Return what the evaluation prints for the tags found."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as export:
        for paper in papers:
            line = {
                "id": paper.id,
                "title": paper.title,
                "tags": found[paper.id],
                "source": {"keywords": list(paper.keywords)},
            }
            export.write(json.dumps(line) + "\n")
        export.flush()
        command = [sys.executable, str(evaluate), "keywords", export.name]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - the person's own file


def write(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
