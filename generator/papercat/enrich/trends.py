"""Tell which tags and names rise and fall: how their share of each year's papers moves.

Slope: papers of a tag are compared with all other papers by the logarithm of their odds, by year, and a line is laid
through the years by weighted least squares, each year weighing as much as its counts tell (the inverse of the variance
of a log-odds). Small numbers are held down twice: half a paper is added to every count (Haldane 1956, Anscombe 1956),
and the slope is drawn towards 0 as by a normal prior with standard deviation `PRIOR`. So one paper more or less hardly
moves a rare tag. A slope of 0.1 says that the odds grow by a tenth in a year.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from papercat.catalogue import Catalogue, Marked, marked
from papercat.insight import Trend

PRIOR = 0.15
"""Odds that grow or fall by a seventh a year are nothing unusual; more than that needs proof."""
LAST = 15
"""Years looked back from the newest; what rose and fell long before is no trend."""
_HALF = 0.5

Ints = NDArray[np.int64]


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
    dates = [paper.date for paper in catalogue.papers]
    totals = dict(sorted(Counter(date[:4] for date in dates if date[:4].isdecimal()).items()))
    place = {year: at for at, year in enumerate(totals)}
    dated = np.fromiter((place.get(date[:4], -1) for date in dates), np.int64, len(dates))
    made, used = catalogue.introduces, catalogue.mentions
    # whether papers introduce or mention them
    names = marked(
        [mention.name for by in (made, used) for mention in by.get(paper.id, ())] for paper in catalogue.papers
    )
    years = _years(dates, totals)
    return replace(
        catalogue, trends=(*_trends("tag", catalogue.tagged, dated, years), *_trends("name", names, dated, years))
    )


def _years(dates: Sequence[str], totals: Mapping[str, int]) -> dict[str, Year]:
    """Return each year without papers that have a tag or name, in order.

    The newest year may have only begun: it stands at the middle of its months so far where dates have months. Its
    shares are shares of the papers it has, so that a year half over does not look like a fall.
    """
    newest = max(totals, default="")
    months = [int(date[5:7]) for date in dates if date[:4] == newest and date[5:7].isdecimal()]
    middle = max(months, default=12) / 24
    return {year: Year(int(year) + (middle if year == newest else _HALF), 0, total) for year, total in totals.items()}


def _counted(found: Marked, dated: Ints, years: int) -> Ints:
    """Return how many papers of each year have each tag or name: a line a key, a column a year.

    Args:
        found: the tags or names of all papers.
        dated: number of the year of each, -1 for an undated one.
        years: how many there are.
    """
    row = np.repeat(np.arange(len(dated)), found.counts)
    once = np.unique(row * len(found.keys) + np.asarray(found.numbers, np.int64))
    row, key = np.divmod(once, max(1, len(found.keys)))
    some = dated[row] >= 0
    counts = np.bincount(key[some] * years + dated[row[some]], minlength=len(found.keys) * years)
    return counts.reshape(len(found.keys), years)


def _trends(kind: Literal["tag", "name"], found: Marked, dated: Ints, years: Mapping[str, Year]) -> Iterator[Trend]:
    counts, newest = _counted(found, dated, len(years)), max(map(int, years), default=0)
    looked = [at for at, year in enumerate(years) if int(year) > newest - LAST]
    # most names are in one or two papers, so that few lines are many names'
    lines, which = np.unique(counts[:, looked], axis=0, return_inverse=True)
    every = [year for at, year in enumerate(years.values()) if at in looked]
    slopes = [
        round(slope([year._replace(papers=count) for year, count in zip(every, line, strict=True)]), 4)
        for line in lines.tolist()
    ]
    keys, columns = np.nonzero(counts)
    pairs = list(zip(map(list(years).__getitem__, columns.tolist()), counts[keys, columns].tolist(), strict=True))
    ends = np.searchsorted(keys, np.arange(len(found.keys) + 1)).tolist()
    for key, (start, end), line in zip(found.keys, pairwise(ends), which.tolist(), strict=True):
        if start < end:
            yield Trend(kind, key, tuple(pairs[start:end]), slopes[line])


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
