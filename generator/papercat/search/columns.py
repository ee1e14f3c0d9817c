"""Facets and orders: for each slot its year, venue, tags, names, date, citations; read only when asked for."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from papercat import paths
from papercat.catalogue import Catalogue
from papercat.records import Paper, venue_name
from papercat.search import codec
from papercat.search.codec import Ints
from papercat.search.fields import Document

HAS = ("code", "dataset", "model", "demo", "video", "slides")
"""Kinds of links that can be asked for, in the order of their bits."""
PAPER, PAGE = 64, 128
"""Bits that say what lies in a slot."""
STEPS = 254
MONTH, YEAR = 32, 32 * 13


FACETS = ("tag", "name", "author", "venue", "year", "has")
AUTHORED = 3
"""Papers from which on an author is a value of the facet, two in a small catalogue; others are found as words."""
SMALL = 2000


def files(
    catalogue: Catalogue, documents: Sequence[Document], slots: Ints, total: int
) -> Iterator[tuple[str, codec.Streams]]:
    """Yield path and content of each column, facets first; light facets in one file."""
    places = slots.tolist()
    rows = list(zip(places, documents, strict=True))
    papers = [(slot, document.paper) for slot, document in rows if document.paper]
    used = {
        paper.id: [m.name for kind in (catalogue.introduces, catalogue.mentions) for m in kind.get(paper.id, ())]
        for _, paper in papers
    }
    tagged = {paper.id: [tagging.tag for tagging in catalogue.tags.get(paper.id, ())] for _, paper in papers}
    facets = [*_facets(catalogue, papers, total, used, tagged), ("has", _has(catalogue, rows, total))]
    sizes = [sum(map(len, streams)) for _, streams in facets]
    if sum(sizes) <= LIGHT:
        whole = (b"".join((codec.number(size), *streams)) for size, (_, streams) in zip(sizes, facets, strict=True))
        yield "f/all.bin", tuple(whole)
    else:
        yield from ((f"f/{name}.bin", streams) for name, streams in facets)
    yield "f/date.bin", _numbers(total, {slot: day(paper.date) for slot, paper in papers})
    signals = {slot: paper.signals.get("citations") for slot, paper in papers}
    yield "f/citations.bin", _numbers(total, {slot: signal.value if signal else 0 for slot, signal in signals.items()})
    yield "f/trend.bin", _numbers(total, _trends(catalogue, papers, used, tagged))


LIGHT = 12000
"""Bytes of facets, before deflate, that any query may read; larger ones only a query that asks for them."""


def light(made: Iterable[tuple[str, codec.Streams]]) -> bool:
    """Tell whether the facets lie in one file."""
    return any(path == "f/all.bin" for path, _ in made)


def _facets(
    catalogue: Catalogue,
    papers: Sequence[tuple[int, Paper]],
    total: int,
    used: Mapping[str, Sequence[str]],
    tagged: Mapping[str, Sequence[str]],
) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    """Yield name and content of the facets that have labels."""
    slugs = {venue: paths.slug(venue) for venue in {paper.venue for _, paper in papers if paper.venue}}
    counts = Counter(author.name for _, paper in papers for author in paper.authors)
    least = AUTHORED if len(papers) > SMALL else AUTHORED - 1
    people = {name for name, count in counts.items() if count >= least}
    yield "tag", _facet(papers, total, {tag.id: tag.label for tag in catalogue.vocabulary}, tagged)
    yield "name", _facet(papers, total, {name.id: name.label for name in catalogue.names}, used)
    authors = {paper.id: [one.name for one in paper.authors if one.name in people] for _, paper in papers}
    yield "author", _facet(papers, total, {}, authors)
    venues = {paper.id: [slugs[paper.venue]] if paper.venue else [] for _, paper in papers}
    yield "venue", _facet(papers, total, {slug: venue_name(venue) for venue, slug in sorted(slugs.items())}, venues)
    yield "year", _facet(papers, total, {}, {paper.id: [paper.year] if paper.year else [] for _, paper in papers})


def _facet(
    papers: Sequence[tuple[int, Paper]], total: int, labels: Mapping[str, str], values: Mapping[str, Sequence[str]]
) -> tuple[bytes, ...]:
    """Return a facet's values and labels as a line of JSON, then for each slot how many it has, then which.

    The most frequent value has the least number: small numbers take few bits.
    """
    counts = Counter(chain.from_iterable(values.values()))
    keys = sorted(counts, key=lambda key: (-counts[key], key))
    number = {key: place for place, key in enumerate(keys)}
    of: list[list[int]] = [[]] * total
    for slot, paper in papers:
        mine = [number[key] for key in values[paper.id]]
        of[slot] = sorted({*mine}) if len(mine) > 1 else mine
    sizes = np.fromiter(map(len, of), dtype=np.int64, count=total)
    items = codec.column(np.fromiter(chain.from_iterable(of), dtype=np.int64))
    head = _line([[key, labels[key]] if labels.get(key, key) != key else [key] for key in keys])
    return head, codec.column(sizes).data.tobytes(), items.data.tobytes()


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _has(catalogue: Catalogue, rows: Iterable[tuple[int, Document]], total: int) -> tuple[bytes, ...]:
    """Return a byte a slot: kinds of links, the source's and those found in the text; and what the slot holds."""
    made = bytearray(total)
    for slot, (key, *_, paper) in rows:
        if paper is None:
            made[slot] = PAGE
            continue
        kinds = {link.kind for link in paper.links} | {found.link.kind for found in catalogue.links.get(key, ())}
        made[slot] = PAPER | sum(1 << bit for bit, kind in enumerate(HAS) if kind in kinds)
    return _line([[kind] for kind in HAS]), bytes(made)


def _numbers(total: int, values: Mapping[int, int]) -> codec.Streams:
    """Return a number a slot, counted from the least; 0 where there is none."""
    least = min((value for value in values.values() if value > 0), default=1)
    rows = np.zeros(total, dtype=np.int64)
    for slot, value in values.items():
        rows[slot] = max(value - least + 1, 0)
    return _line(least), codec.column(rows).data.tobytes()


def day(date: str) -> int:
    """Return a number that orders dates; a month is before its days, a year before its months."""
    parts = [int(part) for part in date.split("-") if part.isdecimal() and part.isascii()]
    year, month, date_of_month = (*parts, 0, 0, 0)[:3]
    return year * YEAR + min(month, 12) * MONTH + min(date_of_month, 31) if 0 < year < 10_000 else 0  # noqa: PLR2004


def _trends(
    catalogue: Catalogue,
    papers: Sequence[tuple[int, Paper]],
    used: Mapping[str, Sequence[str]],
    tagged: Mapping[str, Sequence[str]],
) -> dict[int, int]:
    """Return for each slot how much its tags and names are rising, from 1 to `STEPS` + 1; 0 where nothing is known."""
    slopes = {(trend.kind, trend.id): trend.slope for trend in catalogue.trends}
    means: dict[int, float] = {}
    for slot, paper in papers:
        keys = [("name", key) for key in used[paper.id]] + [("tag", key) for key in tagged[paper.id]]
        known = [slopes[key] for key in keys if key in slopes]
        if known:
            means[slot] = sum(known) / len(known)
    low, high = min(means.values(), default=0.0), max(means.values(), default=0.0)
    return {slot: 1 + round(STEPS * (mean - low) / ((high - low) or 1)) for slot, mean in means.items()}
