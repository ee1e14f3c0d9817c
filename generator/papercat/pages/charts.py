"""Small charts as SVG in the page: no script, no style attribute, readable without seeing it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from papercat.records import Paper
from papercat.render import Md

HEIGHT = 48
STEP, GAP = 28, 8
"""From bar to bar, and what is free between them."""
NARROW = 12, 3
"""The same of more years than fit beside a list, so that their figures are as large as those of a few."""
BESIDE = 10
"""Bars that fit beside a list."""
EDGE = 8
"""Free beside the bars, for a figure that is wider than its bar."""
SPARKS = 12
"""Years in a small chart."""
FEW = 8
"""Bars up to which each says its number and its year; of more, these would weigh most of the page."""
LEAST = 4
"""Papers that make a chart: the years of fewer are seen at a glance in the list below."""
MOST = 24
"""Years shown, the last ones; older papers are in the list all the same."""
WIDE, TALL = 160, 36
"""Of a line."""


def by_year(papers: Iterable[Paper], label: str, *, wide: bool = False) -> Md:
    """Return bars of papers by year as a block of HTML, nothing of fewer than `LEAST` papers, or of one year.

    Args:
        papers: to count.
        label: what a screen reader hears before the figures.
        wide: there is the whole page's width for it.
    """
    known = Counter[int]()
    for year, count in Counter([paper.date[:4] for paper in papers]).items():
        if year.isdigit():
            known[int(year)] += count
    if len(known) < 2 or sum(known.values()) < LEAST:  # noqa: PLR2004 - one bar tells nothing
        return Md("")
    last = max(known)
    years = range(max(min(known), last - MOST + 1), last + 1)
    counts = [known.get(year, 0) for year in years]
    top = max(counts)
    step, gap, edge = (STEP, GAP, 0) if wide or len(years) <= BESIDE else (*NARROW, EDGE)
    bars = "".join(
        [_bar(place * step + gap // 2, step - gap, count, top) for place, count in enumerate(counts) if count]
    )
    ground = f"M{gap // 2} {HEIGHT + 12}v-1h{step * len(years) - gap}v1z"
    labels = "".join([_labels(place, step, years, count, top) for place, count in enumerate(counts)])
    spoken = ", ".join([f"{year}: {count}" for year, count in zip(years, counts, strict=True) if count])
    width = step * len(years) + 2 * edge
    return Md(
        f'<div class="pc-chart"><svg viewBox="{-edge} 0 {width} {HEIGHT + 26}" width="{width}" '
        f'height="{HEIGHT + 26}" role="img" aria-label="{label}: {spoken}">'
        f'<path d="{ground}{bars}"/>{labels}</svg></div>'
    )


def line(values: Sequence[float | None], spoken: str) -> Md:
    """Return a line over equal steps as a piece of a sentence, its last point marked; a gap where nothing is known.

    Args:
        values: not negative; `None` where there is none.
        spoken: the same in words, without special characters.
    """
    top = max((value for value in values if value is not None), default=0) or 1
    step = WIDE / max(len(values) - 1, 1)
    points = [
        None if value is None else f"{2 + step * place:.1f} {2 + TALL * (1 - value / top):.1f}"
        for place, value in enumerate(values)
    ]
    path = "".join(
        f"{'L' if before is not None else 'M'}{point}"
        for before, point in zip([None, *points], points, strict=False)
        if point is not None
    )
    end = next((point for point in reversed(points) if point is not None), "0 0").split()
    return Md(
        f'<svg class="pc-line" viewBox="0 0 {WIDE + 5} {TALL + 5}" role="img" aria-label="{spoken}">'
        f'<path d="{path}"/><circle cx="{end[0]}" cy="{end[1]}" r="2.5"/></svg>'
    )


def spark(years: Mapping[int, int], last: int) -> Md:
    """Return the papers of the last years as bars as high as a line, as a block of HTML."""
    shown = range(last - SPARKS + 1, last + 1)
    top = max((years.get(year, 0) for year in shown), default=0) or 1
    bars = ""
    for place, year in enumerate(shown):
        tall = round(14 * years.get(year, 0) / top, 1)
        bars += f"M{place * 6} 16v-{tall + 1:g}h4v{tall + 1:g}z"
    spoken = ", ".join(f"{year}: {years[year]}" for year in shown if years.get(year))
    width = SPARKS * 6 - 2
    return Md(
        f'<div class="pc-spark"><svg viewBox="0 0 {width} 16" width="{width}" height="16" role="img" '
        f'aria-label="{spoken}"><path d="{bars}"/></svg></div>'
    )


def _bar(left: int, width: int, count: int, top: int) -> str:
    tall = _height(count, top)
    return f"M{left} {HEIGHT + 12}v-{tall:g}h{width}v{tall:g}z"


def _labels(place: int, step: int, years: range, count: int, top: int) -> str:
    """Return the year below a bar and the number above it, where they are said."""
    middle, last = place * step + step // 2, len(years) - 1
    year = str(years[place]) if place == 0 and step == STEP else str(years[place])[2:]
    few, said = last < FEW, ""
    if count and (few or count == top):
        said = f'<text x="{middle}" y="{HEIGHT + 9 - _height(count, top):g}">{count}</text>'
    if few or (last - place) % 4 == 0:
        said += f'<text x="{middle}" y="{HEIGHT + 24}">{year}</text>'
    return said


def _height(count: int, top: int) -> float:
    return max(round(HEIGHT * count / top), 1)
