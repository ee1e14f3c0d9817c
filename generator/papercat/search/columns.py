"""Facets and orders: for each slot its year, venue, tags, names, date, citations; read only when asked for."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from papercat import paths
from papercat.catalogue import Catalogue
from papercat.records import Paper
from papercat.search import codec
from papercat.search.fields import Document
from papercat.search.inverted import Ints

HAS = ("code", "dataset", "model", "demo", "video", "slides")
"""Kinds of links that can be asked for, in the order of their bits."""
PAPER, PAGE = 64, 128
"""Bits that say what lies in a slot."""
STEPS = 254
MONTH, YEAR = 32, 32 * 13


def files(catalogue: Catalogue, documents: Sequence[Document], slots: Ints, total: int) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each column, facets first."""
    places = slots.tolist()
    papers = [(slot, document.paper) for slot, document in zip(places, documents, strict=True) if document.paper]
    tags = {tag.id: tag.label for tag in catalogue.vocabulary}
    names = {name.id: name.label for name in catalogue.names}
    used = {
        paper.id: [m.name for kind in (catalogue.introduces, catalogue.mentions) for m in kind.get(paper.id, ())]
        for _, paper in papers
    }
    tagged = {paper.id: [tagging.tag for tagging in catalogue.tags.get(paper.id, ())] for _, paper in papers}
    venues = {paths.slug(paper.venue): paper.venue for _, paper in papers if paper.venue}
    at = {paper.id: [paths.slug(paper.venue)] if paper.venue else [] for _, paper in papers}
    years = {paper.year: paper.year for _, paper in papers if paper.year}
    of = {paper.id: [paper.year] if paper.year else [] for _, paper in papers}
    for facet, labels, values in (
        ("tag", tags, tagged),
        ("name", names, used),
        ("venue", venues, at),
        ("year", years, of),
    ):
        yield f"f/{facet}.bin", _facet(papers, total, labels, values)
    yield "f/has.bin", _has(zip(places, documents, strict=True), total)
    yield "f/date.bin", _numbers(total, {slot: day(paper.date) for slot, paper in papers})
    signals = {slot: paper.signals.get("citations") for slot, paper in papers}
    yield "f/citations.bin", _numbers(total, {slot: signal.value if signal else 0 for slot, signal in signals.items()})
    yield "f/trend.bin", _numbers(total, _trends(catalogue, papers, used, tagged))


def _facet(
    papers: Sequence[tuple[int, Paper]], total: int, labels: Mapping[str, str], values: Mapping[str, Sequence[str]]
) -> bytes:
    """Return the labels of a facet's values as a line of JSON, then for each slot how many it has and which."""
    keys = sorted({key for _, paper in papers for key in values[paper.id]})
    number = {key: place for place, key in enumerate(keys)}
    rows = [b"\0"] * total
    for slot, paper in papers:
        mine = sorted({number[key] for key in values[paper.id]})
        rows[slot] = codec.numbers((len(mine), *mine))
    return codec.deflate(_line([[key, labels.get(key, key)] for key in keys]), b"".join(rows))


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _has(rows: Iterable[tuple[int, Document]], total: int) -> bytes:
    """Return a byte a slot: kinds of links, and whether it holds a paper, a page or nothing."""
    made = bytearray(total)
    for slot, document in rows:
        kinds = {link.kind for link in document.paper.links} if document.paper else set()
        made[slot] = (PAPER if document.paper else PAGE) | sum(
            1 << bit for bit, kind in enumerate(HAS) if kind in kinds
        )
    return codec.deflate(_line(HAS), bytes(made))


def _numbers(total: int, values: Mapping[int, int]) -> bytes:
    """Return a number a slot, counted from the least; 0 where there is none."""
    least = min((value for value in values.values() if value > 0), default=1)
    rows = [b"\0"] * total
    for slot, value in values.items():
        rows[slot] = codec.number(value - least + 1) if value > 0 else b"\0"
    return codec.deflate(_line(least), b"".join(rows))


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
