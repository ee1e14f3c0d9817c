"""Compare ways to find related papers on conference sessions and areas.

    python bench/related.py EXPORT.jsonl

`EXPORT.jsonl` is what `papercat export jsonl` writes for papers with `session`, `primary_area`, `venue` and `year`.
Two papers of one session (or area) of one conference count as related. Each way ranks the papers of one conference for
each of them; precision is that of the first five, in sessions and areas of at least six papers. Words are weighed with
the papers of the whole file. Then the related papers of the export are set against plain TF-IDF cosine over the whole
file, with an interval from a bootstrap over papers. Choices were made on the conferences of `TUNED`.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.linalg import svds

from papercat.enrich.related.reasons import NAME, TAG
from papercat.enrich.words import PAIR, Text, read

TUNED = {("cvpr", 2016), ("iccv", 2015), ("cvpr", 2017), ("aaai", 2022), ("ijcai", 2020)}
LEAST, SHOWN, JUDGED, DRAWS = 6, 10, 5, 2000

Array = NDArray[Any]
Likeness = Callable[[Array], Array]
"""Rows of papers -> how alike they are, a square."""


class Words(NamedTuple):
    """All features of all papers: a place in each array is a feature of a paper."""

    row: Array
    column: Array
    times: Array
    kind: Array
    """0 word, 1 pair of words, 2 name, 3 tag."""
    papers: Array
    """By column."""
    total: int


class Judged(NamedTuple):
    """What is known of each paper."""

    place: Array
    """Number of its conference."""
    group: Array
    """Number of its session or area, -1 for none."""
    size: Array
    tuned: Array


def main() -> None:
    """Print the tables."""
    with Path(sys.argv[1]).open(encoding="utf-8", newline="\n") as file:
        lines = [json.loads(line) for line in file]
    words = features(lines)
    plain = tfidf(words, {0: 1.0}, damping=1.0)
    for key in ("session", "primary_area"):
        known = judged(lines, key)
        if not (known.size >= LEAST).any():
            continue
        write(f"{key}: {(known.size >= LEAST).sum()} papers, precision@5 within the conference: tuned on | others")
        for name, way in ways(words).items():
            hits = near(known, way)
            write(f"  {name:34s} {share(hits, known, tuned=True):.3f} | {share(hits, known, tuned=False):.3f}")
        ours = shown(known, [[index(lines)[other] for other in line["related"][:SHOWN]] for line in lines])
        theirs = shown(known, wide(plain, known))
        low, high = interval(ours, theirs)
        write(f"  as evaluate.py counts: export {rate(ours)}, plain TF-IDF cosine {rate(theirs)}")
        write(f"  gain {rate_of(ours) - rate_of(theirs):+.3f}, 95 % of bootstraps between {low:+.3f} and {high:+.3f}")


def features(lines: list[dict[str, Any]]) -> Words:
    """Read words, pairs, names and tags of papers."""
    marks = [
        (*(TAG + tag for tag in line["tags"]), *(NAME + name for name in {*line["introduces"], *line["mentions"]}))
        for line in lines
    ]
    found = read([Text(line["title"], line["source"].get("abstract", "")) for line in lines])
    told = sorted({mark for some in marks for mark in some})
    number = {mark: at for at, mark in enumerate(told)}
    _, column = np.unique(found.keys, return_inverse=True)
    beyond = column.max() + 1
    kinds = np.array([3 if mark.startswith(TAG) else 2 for mark in told], np.int64)
    own = np.array([number[mark] for some in marks for mark in some], np.int64)
    counts = (found.lengths, np.array([len(some) for some in marks]))
    row = np.concatenate([np.repeat(np.arange(len(lines)), some) for some in counts])
    column = np.concatenate((column, beyond + own))
    times = np.concatenate((found.counts, np.ones(len(own), np.int64)))
    kind = np.concatenate((np.where(found.keys >> PAIR, 1, 0), kinds[own]))
    return Words(row, column, times, kind, np.bincount(column), len(lines))


def tfidf(words: Words, weights: dict[int, float], damping: float = 0.7) -> sparse.csr_array:
    """Return unit rows; a weight by kind, other kinds left out."""
    factor = np.array([weights.get(kind, 0.0) for kind in range(4)])[words.kind]
    kept = (factor > 0) & (words.papers[words.column] > 1)
    telling = np.log1p(words.total / words.papers) ** damping
    values = ((1 + np.log(words.times)) * telling[words.column] * factor)[kept].astype(np.float32)
    table = sparse.csr_array((values, (words.row[kept], words.column[kept])), shape=(words.total, len(words.papers)))
    lengths = np.sqrt(np.bincount(words.row[kept], values * values, minlength=words.total))
    return (sparse.diags_array((1 / np.maximum(lengths, 1e-9)).astype(np.float32)) @ table).tocsr()


def ways(words: Words) -> dict[str, Likeness]:
    """Return the ways to compare."""
    tables = {
        "names alone": tfidf(words, {2: 1.0}),
        "tags alone": tfidf(words, {3: 1.0}),
        "plain TF-IDF (words)": tfidf(words, {0: 1.0}, damping=1.0),
        "words, damped": tfidf(words, {0: 1.0}),
        "words, pairs": tfidf(words, {0: 1.0, 1: 1.0}),
        "words, pairs, names": tfidf(words, {0: 1.0, 1: 1.0, 2: 1.0}),
        "words, pairs, names, tags": tfidf(words, {0: 1.0, 1: 1.0, 2: 1.0, 3: 1.0}),
        "the same, tags 1.5 times (ours)": (best := tfidf(words, {0: 1.0, 1: 1.0, 2: 1.0, 3: 1.5})),
        "the same, tags twice": tfidf(words, {0: 1.0, 1: 1.0, 2: 1.0, 3: 2.0}),
    }
    left, values, _ = svds(tfidf(words, {0: 1.0}), k=64, random_state=0)
    turned = left * values
    turned /= np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
    more: dict[str, Likeness] = {
        "BM25, the whole text as query": bm25(words),
        "LSA-64 of words": lambda rows: turned[rows] @ turned[rows].T,
        "ours and 0.15 LSA-64": lambda rows: 0.85 * cosine(best)(rows) + 0.15 * turned[rows] @ turned[rows].T,
    }
    return {name: cosine(table) for name, table in tables.items()} | more


def cosine(table: sparse.csr_array) -> Likeness:
    """Return the likeness of unit rows."""
    return lambda rows: (table[rows] @ table[rows].T).toarray()


def bm25(words: Words, k1: float = 1.2, b: float = 0.75) -> Likeness:
    """Return how well each paper answers another's whole text (Robertson and Zaragoza 2009)."""
    kept = (words.kind == 0) & (words.papers[words.column] > 1)
    row, column, times = words.row[kept], words.column[kept], words.times[kept].astype(float)
    lengths = np.bincount(row, times, minlength=words.total)
    telling = np.log1p((words.total - words.papers + 0.5) / (words.papers + 0.5))
    weight = telling[column] * times * (k1 + 1) / (times + k1 * (1 - b + b * lengths[row] / lengths.mean()))
    shape = (words.total, len(words.papers))
    asked, given = (sparse.csr_array((data, (row, column)), shape=shape) for data in (times, weight))
    return lambda rows: (asked[rows] @ given[rows].T).toarray()


def index(lines: list[dict[str, Any]]) -> dict[str, int]:
    """Return the row of each paper."""
    return {line["id"]: row for row, line in enumerate(lines)}


def judged(lines: list[dict[str, Any]], key: str) -> Judged:
    """Return conference and session or area of each paper."""
    source = [line["source"] for line in lines]
    places = [(one.get("venue"), int(str(one.get("year") or one.get("date", "0"))[:4] or 0)) for one in source]
    groups = [(*place, str(one[key])) if one.get(key) else None for place, one in zip(places, source, strict=True)]
    sizes = Counter(groups)
    number = {group: at for at, group in enumerate(dict.fromkeys(g for g in groups if g))}
    number_of = {place: at for at, place in enumerate(dict.fromkeys(places))}
    return Judged(
        np.array([number_of[place] for place in places]),
        np.array([number[group] if group else -1 for group in groups]),
        np.array([sizes[group] if group else 0 for group in groups]),
        np.array([place in TUNED for place in places]),
    )


def near(known: Judged, likeness: Likeness) -> Array:
    """Return the hits among the five likeliest of each paper's conference."""
    hits = np.zeros(len(known.place), np.int64)
    by_place = defaultdict(list)
    for row in np.flatnonzero(known.group >= 0).tolist():
        by_place[known.place[row]].append(row)
    for some in by_place.values():
        rows = np.array(some)
        alike = np.asarray(likeness(rows), dtype=np.float64)
        np.fill_diagonal(alike, -9)
        best = np.argsort(-alike, axis=1, kind="stable")[:, :JUDGED]
        hits[rows] = (known.group[rows][best] == known.group[rows][:, None]).sum(axis=1)
    return hits


def share(hits: Array, known: Judged, *, tuned: bool) -> float:
    """Return precision over one side of the split."""
    side = (known.size >= LEAST) & (known.tuned == tuned)
    return float(hits[side].sum() / max(1, JUDGED * side.sum()))


def wide(table: sparse.csr_array, known: Judged) -> list[list[int]]:
    """Return the ten likeliest of the whole file, for papers that are judged."""
    found: list[list[int]] = [[] for _ in range(table.shape[0])]
    other = table.T.tocsr()
    rows = np.flatnonzero(known.size >= LEAST)
    for start in range(0, len(rows), 256):
        some = rows[start : start + 256]
        alike = (table[some] @ other).toarray()
        alike[np.arange(len(some)), some] = -9
        best = np.argpartition(-alike, SHOWN, axis=1)[:, :SHOWN]
        order = np.argsort(-np.take_along_axis(alike, best, axis=1), axis=1, kind="stable")
        for row, ten in zip(some.tolist(), np.take_along_axis(best, order, axis=1).tolist(), strict=True):
            found[row] = ten
    return found


def shown(known: Judged, lists: list[list[int]]) -> Array:
    """Return hits and judged entries of each paper, as `evaluate.py related` counts them."""
    counts = []
    for row in np.flatnonzero(known.size >= LEAST).tolist():
        some = [o for o in lists[row] if known.group[o] >= 0 and known.place[o] == known.place[row]][:JUDGED]
        counts.append((sum(known.group[other] == known.group[row] for other in some), len(some)))
    return np.array(counts)


def rate_of(counts: Array) -> float:
    """Return hits by judged entries."""
    return float(counts[:, 0].sum() / max(1, counts[:, 1].sum()))


def rate(counts: Array) -> str:
    """Return the same with its numbers."""
    return f"{rate_of(counts):.3f} ({counts[:, 0].sum()} of {counts[:, 1].sum()})"


def interval(ours: Array, theirs: Array) -> tuple[float, float]:
    """Return where the gain lies when the papers are drawn anew."""
    rng = np.random.default_rng(0)
    draws = (rng.integers(0, len(ours), len(ours)) for _ in range(DRAWS))
    gains = [rate_of(ours[some]) - rate_of(theirs[some]) for some in draws]
    return float(np.percentile(gains, 2.5)), float(np.percentile(gains, 97.5))


def write(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
