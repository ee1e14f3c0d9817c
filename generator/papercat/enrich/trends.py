"""Tell which tags and names rise and fall: how their share of each year's papers moves.

Slope: papers of a tag are compared with all other papers by the logarithm of their odds, by year, and a line is laid
through the years by weighted least squares, each year weighing as much as its counts tell (the inverse of the variance
of a log-odds). Small numbers are held down twice: half a paper is added to every count (Haldane 1956, Anscombe 1956),
and the slope is drawn towards 0 as by a normal prior with standard deviation `PRIOR`. So one paper more or less hardly
moves a rare tag. A slope of 0.1 says that the odds grow by a tenth in a year.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Literal, NamedTuple

from papercat.catalogue import Catalogue
from papercat.insight import Trend
from papercat.records import Paper

PRIOR = 0.15
"""Odds that grow or fall by a seventh a year are nothing unusual; more than that needs proof."""
LAST = 15
"""Years looked back from the newest; what rose and fell long before is no trend."""
_HALF = 0.5
_NAME = attrgetter("name")

Counts = Mapping[str, Mapping[str, int]]
"""Papers by year, of each tag or name."""


class Year(NamedTuple):
    """One year of a tag or name."""

    at: float
    """Place on the time axis in years: the middle of what the year holds so far."""
    papers: int
    """Papers with the tag or name."""
    total: int
    """All papers of the year."""


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `trends` for every tag and name with dated papers; undated papers count nowhere."""
    del executor  # sums over small tables
    totals = Counter(year for paper in catalogue.papers if (year := paper.year).isdecimal())
    axis = _axis(catalogue.papers, totals)
    tags, names = _counted(catalogue, totals)
    return replace(catalogue, trends=(*_trends("tag", tags, totals, axis), *_trends("name", names, totals, axis)))


def _counted(catalogue: Catalogue, totals: Container[str]) -> tuple[Counts, Counts]:
    """Return dated papers by tag and by name, whether they introduce or mention it, each once."""
    dated: defaultdict[str, list[str]] = defaultdict(list)
    for paper in catalogue.papers:
        if (year := paper.year) in totals:
            dated[year].append(paper.id)
    tags, introduces, mentions = catalogue.tags, catalogue.introduces, catalogue.mentions
    # a paper has each tag once, but may name each version of a system
    about = {
        year: Counter([tagging.tag for key in keys for tagging in tags.get(key, ())]) for year, keys in dated.items()
    }
    named = {
        year: Counter(
            chain.from_iterable(
                {*map(_NAME, introduces.get(key, ())), *map(_NAME, mentions.get(key, ()))} for key in keys
            )
        )
        for year, keys in dated.items()
    }
    return _turned(about), _turned(named)


def _turned(by_year: Mapping[str, Mapping[str, int]]) -> dict[str, dict[str, int]]:
    """Return by tag or name what is given by year."""
    turned: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for year, counts in by_year.items():
        for key, count in counts.items():
            turned[key][year] = count
    return turned


def _axis(papers: Sequence[Paper], totals: Mapping[str, int]) -> dict[str, float]:
    """Return the place of each year on the time axis.

    The newest year may have only begun: it stands at the middle of its months so far where dates have months. Its
    shares are shares of the papers it has, so that a year half over does not look like a fall.
    """
    newest = max(totals, default="")
    months = [int(p.date[5:7]) for p in papers if p.year == newest and p.date[5:7].isdecimal()]
    middle = max(months, default=12) / 24
    return {year: int(year) + (middle if year == newest else _HALF) for year in totals}


def _trends(
    kind: Literal["tag", "name"], counted: Counts, totals: Mapping[str, int], axis: Mapping[str, float]
) -> Iterator[Trend]:
    newest = max(map(int, totals), default=0)
    looked = [year for year in sorted(totals) if int(year) > newest - LAST]

    @cache
    def risen(by_year: tuple[tuple[str, int], ...]) -> float:
        # most names are in one or two papers, so that few lines are many names'
        counts = dict(by_year)
        seen = [Year(axis[year], counts.get(year, 0), totals[year]) for year in looked]
        return round(slope(seen), 4)

    for key, counts in sorted(counted.items()):
        by_year = tuple(sorted(counts.items()))
        yield Trend(kind, key, by_year, risen(by_year))


def slope(years: Sequence[Year]) -> float:
    """Return the yearly growth of the log-odds of a tag, drawn towards 0; 0 for less than two years.

    Args:
        years: all years that have papers, those without the tag included.
    """
    odds = [math.log((year.papers + _HALF) / (year.total - year.papers + _HALF)) for year in years]
    weights = [1 / (1 / (year.papers + _HALF) + 1 / (year.total - year.papers + _HALF)) for year in years]
    total = sum(weights)
    if not total:
        return 0.0
    middle = sum(weight * year.at for weight, year in zip(weights, years, strict=True)) / total
    spread = sum(weight * (year.at - middle) ** 2 for weight, year in zip(weights, years, strict=True))
    rise = sum(weight * (year.at - middle) * odd for weight, year, odd in zip(weights, years, odds, strict=True))
    return rise / (spread + PRIOR**-2)
