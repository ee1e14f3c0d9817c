"""Facets and orders: for each slot its year, venue, tags, names, date, citations; read only when asked for."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from papercat import paths
from papercat.catalogue import Catalogue, Marked, marked
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
Slots = tuple[Ints, int]
"""Of each paper its slot, and how many slots there are."""


def files(
    catalogue: Catalogue, documents: Sequence[Document], slots: Ints, total: int
) -> Iterator[tuple[str, codec.Streams]]:
    """Yield path and content of each column, facets first; light facets in one file."""
    papers = [document.paper for document in documents if document.paper]
    # pages that people wrote stand behind the papers
    places, written = slots[: len(papers)], slots[len(papers) :]
    used = marked(
        [m.name for kind in (catalogue.introduces, catalogue.mentions) for m in kind.get(paper.id, ())]
        for paper in papers
    )
    facets = [*_facets(catalogue, papers, (places, total), used)]
    facets += [("has", _has(catalogue, papers, (places, total), written))]
    sizes = [sum(map(len, streams)) for _, streams in facets]
    if sum(sizes) <= LIGHT:
        whole = (b"".join((codec.number(size), *streams)) for size, (_, streams) in zip(sizes, facets, strict=True))
        yield "f/all.bin", tuple(whole)
    else:
        yield from ((f"f/{name}.bin", streams) for name, streams in facets)
    days = {date: day(date) for date in {paper.date for paper in papers}}
    cited = (paper.signals.get("citations") for paper in papers)
    yield "f/date.bin", _numbers((places, total), [days[paper.date] for paper in papers])
    yield "f/citations.bin", _numbers((places, total), [signal.value if signal else 0 for signal in cited])
    yield "f/trend.bin", _numbers((places, total), _trends(catalogue, used))


LIGHT = 12000
"""Bytes of facets, before deflate, that any query may read; larger ones only a query that asks for them."""


def light(made: Iterable[tuple[str, codec.Streams]]) -> bool:
    """Tell whether the facets lie in one file."""
    return any(path == "f/all.bin" for path, _ in made)


def _facets(
    catalogue: Catalogue, papers: Sequence[Paper], slots: Slots, used: Marked
) -> Iterator[tuple[str, codec.Streams]]:
    """Yield name and content of the facets that have labels."""
    slugs = {venue: paths.slug(venue) for venue in {paper.venue for paper in papers if paper.venue}}
    authors = [[author.name for author in paper.authors] for paper in papers]
    counts, least = Counter(chain.from_iterable(authors)), AUTHORED if len(papers) > SMALL else AUTHORED - 1
    often = {name for name, count in counts.items() if count >= least}
    yield "tag", _facet(slots, catalogue.tagged, {tag.id: tag.label for tag in catalogue.vocabulary})
    yield "name", _facet(slots, used, {name.id: name.label for name in catalogue.names})
    yield "author", _facet(slots, marked([name for name in names if name in often] for names in authors), {})
    venues = marked([slugs[paper.venue]] if paper.venue else [] for paper in papers)
    yield "venue", _facet(slots, venues, {slug: venue_name(venue) for venue, slug in sorted(slugs.items())})
    yield "year", _facet(slots, marked([paper.year] if paper.year else [] for paper in papers), {})


def _facet(slots: Slots, values: Marked, labels: Mapping[str, str]) -> codec.Streams:
    """Return a facet's values and labels as a line of JSON, then for each slot how many it has, then which.

    The most frequent value has the least number: small numbers take few bits.

    Args:
        slots: of the papers.
        values: of each paper.
        labels: of values, where they have others than themselves.
    """
    (places, total), raw = slots, np.asarray(values.numbers)
    counts = np.bincount(raw, minlength=len(values.keys))
    often = np.argsort(-counts, kind="stable")
    keys = [values.keys[one] for one in often.tolist()]
    number = np.empty(len(keys), np.int64)
    number[often] = np.arange(len(keys))
    pairs = np.sort(np.repeat(places, values.counts) * len(keys) + number[raw])
    # each value once a paper
    slot, item = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], max(len(keys), 1))
    head = _line([[key, labels[key]] if labels.get(key, key) != key else [key] for key in keys])
    sizes = np.bincount(slot, minlength=total)
    return head, codec.column(sizes).data.tobytes(), codec.column(item).data.tobytes()


def _line(value: object) -> bytes:
    return codec.json(value) + b"\n"


def _has(catalogue: Catalogue, papers: Sequence[Paper], slots: Slots, written: Ints) -> codec.Streams:
    """Return a byte a slot: kinds of links, the source's and those found in the text; and what the slot holds."""
    places, total = slots
    bits = {kind: 1 << bit for bit, kind in enumerate(HAS)}
    made = np.zeros(total, dtype=np.uint8)
    made[written] = PAGE
    held = [PAPER] * len(papers)
    for row, paper in enumerate(papers):
        for link in (*paper.links, *(found.link for found in catalogue.links.get(paper.id, ()))):
            held[row] |= bits.get(link.kind, 0)
    made[places] = held
    return _line([[kind] for kind in HAS]), made.tobytes()


def _numbers(slots: Slots, values: Sequence[int]) -> codec.Streams:
    """Return a number a slot, counted from the least; 0 where there is none."""
    places, total = slots
    least = min((value for value in values if value > 0), default=1)
    rows = np.zeros(total, dtype=np.int64)
    rows[places] = np.maximum(np.fromiter(values, np.int64, len(values)) - least + 1, 0)
    return _line(least), codec.column(rows).data.tobytes()


def day(date: str) -> int:
    """Return a number that orders dates; a month is before its days, a year before its months."""
    parts = [int(part) for part in date.split("-") if part.isdecimal() and part.isascii()]
    year, month, date_of_month = (*parts, 0, 0, 0)[:3]
    return year * YEAR + min(month, 12) * MONTH + min(date_of_month, 31) if 0 < year < 10_000 else 0  # noqa: PLR2004


def _trends(catalogue: Catalogue, used: Marked) -> list[int]:
    """Return for each paper how much its tags and names are rising, from 1 to `STEPS` + 1; 0 if nothing is known."""
    count, parts = len(used.counts), []
    for kind, marks in (("name", used), ("tag", catalogue.tagged)):
        slopes = {one.id: one.slope for one in catalogue.trends if one.kind == kind}
        slope = np.array([slopes.get(key, np.nan) for key in marks.keys], np.float64)[np.asarray(marks.numbers)]
        known = ~np.isnan(slope)
        parts.append((np.repeat(np.arange(count), marks.counts)[known], slope[known]))
    owners, weights = (np.concatenate(part) for part in zip(*parts, strict=True))
    many = np.bincount(owners, minlength=count)
    some = many > 0
    means = np.bincount(owners, weights, count)[some] / many[some]
    low, high = float(means.min(initial=np.inf)), float(means.max(initial=-np.inf))
    made = np.zeros(count, np.int64)
    made[some] = 1 + np.rint(STEPS * (means - low) / ((high - low) or 1))
    rising: list[int] = made.tolist()
    return rising
