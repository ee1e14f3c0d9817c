"""What rises and what falls: tags and names over the years, each as a small chart and as figures."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from papercat.insight import Trend
from papercat.page import Page
from papercat.pages import charts
from papercat.pages.shelf import Shelf
from papercat.render import Md

SHOWN = 12
"""Tags or names shown that rise, or fall."""
YEARS = 15
"""Years shown, the last ones; trends look back as far."""
COLUMNS = 8
"""Years in the tables: as many as a wide page holds."""
FEW = 6
"""Papers that a tag or name must have in the years shown."""
STEEP = 0.02
"""Slope below which nothing rises or falls."""
ROOT = "../"
TITLES = {
    "rising-tags": "Rising tags",
    "falling-tags": "Falling tags",
    "rising-names": "Rising names",
    "falling-names": "Falling names",
}


class Group(NamedTuple):
    """Tags or names that rise, or fall."""

    title: str
    anchor: str
    cards: Md
    rows: Md
    """The same as rows of a table."""


def pages(shelf: Shelf) -> Iterator[Page]:
    """Yield the page."""
    totals = {int(year): len(papers) for year, papers in shelf.catalogue.by_year.items() if year.isdecimal()}
    last = max(totals, default=0)
    years = [year for year in range(last - YEARS + 1, last + 1) if year >= min(totals)] if totals else []
    groups = [group for group in _groups(shelf, totals, years) if group.cards]
    text = shelf.templates.render(
        "trends",
        chart=charts.by_year(shelf.catalogue.papers, shelf.words("Papers by year"), wide=True),
        dated=sum(totals.values()),
        total=len(shelf.order),
        groups=groups,
        years=years[-COLUMNS:],
        first=years[0] if years else 0,
        last=last,
        all=_row(Md(shelf.words("All papers")), [totals.get(year, 0) for year in years[-COLUMNS:]], ""),
    )
    yield Page("trends/index.md", text)


def many(one: Trend, last: int) -> bool:
    """Tell whether a tag or name has papers enough in the years up to the last one to be said to rise or fall."""
    return sum(count for year, count in one.years if last - YEARS < int(year) <= last) >= FEW


def _groups(shelf: Shelf, totals: Mapping[int, int], years: Sequence[int]) -> Iterator[Group]:
    """Yield what rises, then what falls, of tags and of names."""
    kinds: tuple[Literal["tag", "name"], ...] = ("tag", "name")
    for kind in kinds:
        known = [one for one in shelf.catalogue.trends if one.kind == kind and shelf.place(f"{kind}s", one.id)]
        known = [one for one in known if many(one, max(totals, default=0))]
        for way, word in ((1, "rising"), (-1, "falling")):
            some = sorted((one for one in known if one.slope * way > STEEP), key=lambda one: (-one.slope * way, one.id))
            yield _group(shelf, f"{word}-{kind}s", some[:SHOWN], totals, years)


def _group(shelf: Shelf, anchor: str, some: Sequence[Trend], totals: Mapping[int, int], years: Sequence[int]) -> Group:
    cards, rows = [], []
    for one in some:
        kind = f"{one.kind}s"
        to = shelf.entry_link(kind, one.id, shelf.label(kind, one.id), ROOT)
        counts = {int(year): count for year, count in one.years}
        values = [counts.get(year, 0) for year in years]
        # growth of the odds, which for small shares is that of the share
        growth = f"{math.expm1(one.slope):+.0%}".replace("-", "\N{MINUS SIGN}").replace("%", " %")
        shares = [value / totals[year] if totals.get(year) else None for value, year in zip(values, years, strict=True)]
        cards.append(f"- {to} *{growth} {shelf.words('a year')}* {charts.line(shares, _spoken(years, values))}")
        rows.append(_row(to, values[-COLUMNS:], growth))
    return Group(shelf.words(TITLES[anchor]), anchor, Md("\n".join(cards)), Md("\n".join(rows)))


def _row(label: Md, values: Sequence[int], growth: str) -> Md:
    return Md(f"| {label} | {' | '.join(map(str, values))} | {growth} |")


def _spoken(years: Sequence[int], values: Sequence[int]) -> str:
    """Return the first and the last year with papers, in words."""
    some = [(year, value) for year, value in zip(years, values, strict=True) if value]
    (first, one), (last, other) = some[0], some[-1]
    return f"{first}: {one}, {last}: {other}"
