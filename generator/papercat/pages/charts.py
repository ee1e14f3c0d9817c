"""Small charts as SVG in the page: no script, no style attribute, readable without seeing it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from papercat.records import Paper
from papercat.render import Md

HEIGHT = 48
STEP = 28
SPARKS = 12
"""Years in a small chart."""
MOST = 24
"""Years shown, the last ones; older papers are in the list all the same."""
WIDE, TALL = 160, 36
"""Of a line."""


def by_year(papers: Iterable[Paper]) -> Md:
    """Return bars of papers by year as a block of HTML, nothing where fewer than two years are known."""
    known = Counter(int(paper.year) for paper in papers if paper.year.isdigit())
    if len(known) < 2:  # noqa: PLR2004 - one bar tells nothing
        return Md("")
    last = max(known)
    years = range(max(min(known), last - MOST + 1), last + 1)
    top = max(known[year] for year in years)
    bars = "".join(_bar(i, year, known[year], top) for i, year in enumerate(years))
    spoken = ", ".join(f"{year}: {known[year]}" for year in years)
    return Md(
        f'<div class="pc-chart"><svg viewBox="0 0 {STEP * len(years)} {HEIGHT + 26}" width="{STEP * len(years)}" '
        f'height="{HEIGHT + 26}" role="img" aria-label="Papers by year: {spoken}">{bars}</svg></div>'
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


def _bar(place: int, year: int, count: int, top: int) -> str:
    tall = round(HEIGHT * count / top, 1)
    middle = place * STEP + STEP // 2
    number = f'<text x="{middle}" y="{HEIGHT + 9 - tall}">{count}</text>' if count else ""
    return (
        f'<rect x="{place * STEP + 4}" y="{HEIGHT + 12 - tall}" width="{STEP - 8}" height="{max(tall, 1)}" rx="1.5"/>'
        f'{number}<text x="{middle}" y="{HEIGHT + 24}">{str(year)[2:] if place else year}</text>'
    )
