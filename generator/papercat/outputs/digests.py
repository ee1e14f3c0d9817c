"""The papers of each week and month, the most noticed first; what is trending on any day.

A paper belongs to the week and the month in which it came into the catalogue. How much it is noticed (its heat) is the
sum over upvotes, stars and citations of

    weight x (log2(1 + number) + log2(1 + gain of the last seven days))

halved for every `HALF_LIFE` days of its age: logarithms, because ten upvotes more mean much to a paper that has ten and
little to one that has a thousand. All numbers are those known at the end of the period, so that a past digest stays as
it was. Papers without numbers, or whose sources give none, follow in the order of their date.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from typing import NamedTuple

from papercat.outputs.feeds import arrival
from papercat.records import Paper, Signal
from papercat.words import MONTHS, Words

WEIGHTS = {"upvotes": 1.0, "citations": 1.0, "stars": 0.7}
"""A star is given to code more freely than a paper is cited."""
WORDS = {"upvotes": "upvote", "citations": "citation", "stars": "star"}
HALF_LIFE = 30.0
"""Days in which a paper's heat halves."""
WEEK = timedelta(days=7)
MOST = 50
"""Papers of a digest that are named; what a catalogue begins with comes in one day."""


class Noticed(NamedTuple):
    """A paper in a digest."""

    paper: Paper
    heat: float
    numbers: tuple[tuple[str, int, int], ...]
    """What is behind it: a word of `WORDS`, its number, and what that gained; nothing where it is nought."""

    def told(self, words: Words) -> str:
        """Return the numbers in words, `12 upvotes (+5), 3 stars`; empty where there are none."""
        return ", ".join(
            f"{words.count(number, word)}{f' (+{gain:,})' if gain and gain < number else ''}"
            for word, number, gain in self.numbers
        )


class Digest(NamedTuple):
    """What came in one week or month."""

    key: str
    """`2026-w48` or `2026-11`, the last part of its address."""
    first: str
    """First day, YYYY-MM-DD."""
    last: str
    papers: tuple[Noticed, ...]
    """The most noticed first, at most `MOST`."""
    total: int
    """Papers that came."""

    def title(self, words: Words) -> str:
        """Return the week or month as a language names it."""
        last = date.fromisoformat(self.last)
        if "w" in self.key:
            year, week, _ = last.isocalendar()
            return words("Week {week} of {year}", week=week, year=year)
        return f"{words(MONTHS[last.month - 1])} {last.year}"

    def head(self, words: Words) -> str:
        """Return its days and how many papers came."""
        head = f"{self.first} \N{EN DASH} {self.last}: {words.count(self.total, 'paper')}"
        named = len(self.papers)
        return f"{head}; {words('the first {number} of them', number=named)}" if self.total > named else head


def digests(papers: Iterable[Paper]) -> tuple[Digest, ...]:
    """Return the digest of every week and month in which papers came, by their last day, latest first."""
    came: defaultdict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        came[arrival(paper)].append(paper)
    groups: defaultdict[str, list[Paper]] = defaultdict(list)
    for text, some in came.items():
        day = _day(text)
        for key in keys(day) if day else ():
            groups[key] += some
    made = [_digest(key, group) for key, group in groups.items()]
    return tuple(sorted(made, key=lambda one: (one.last, "w" in one.key, one.key), reverse=True))


def keys(day: date) -> tuple[str, str]:
    """Return the keys of the week (ISO 8601) and the month of a day."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-w{week:02}", f"{day.year:04}-{day.month:02}"


def _digest(key: str, papers: list[Paper]) -> Digest:
    first, last = span(key)
    return Digest(key, first.isoformat(), last.isoformat(), tuple(_ranked(papers, last, MOST)), len(papers))


def trending(papers: Iterable[Paper], day: str, most: int) -> tuple[Noticed, ...]:
    """Return the papers that are noticed most on a day, those without numbers left out.

    Args:
        papers: to choose from.
        day: YYYY-MM-DD; the last one that the records know, so that the same records say the same on any day.
        most: papers returned at most.
    """
    end = _day(day)
    ranked = _ranked((paper for paper in papers if paper.signals), end, most) if end else []
    return tuple(one for one in ranked if one.heat > 0)


def _ranked(papers: Iterable[Paper], end: date, most: int) -> list[Noticed]:
    """Return at most so many papers, the most noticed first, of equals the newest, then by title."""
    ranked = [(_heat(paper, end), paper.date, paper) for paper in papers]
    if len(ranked) > most > 0:
        # the others need not be put in order
        least = nlargest(most, map(_rank, ranked))[-1]
        ranked = [one for one in ranked if _rank(one) >= least]
    ranked.sort(key=lambda one: (one[2].title, one[2].id))
    ranked.sort(key=_rank, reverse=True)
    return [Noticed(paper, heat, tuple(_told(paper, end))) for heat, _, paper in ranked[:most]]


_rank = itemgetter(0, 1)
"""Heat and date."""


def span(key: str) -> tuple[date, date]:
    """Return first and last day of a week or month.

    Raises:
        ValueError: the key is none.
    """
    year, _, part = key.partition("-")
    if part.startswith("w"):
        monday = date.fromisocalendar(int(year), int(part[1:]), 1)
        return monday, monday + timedelta(days=6)
    first = date(int(year), int(part), 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _heat(paper: Paper, end: date) -> float:
    """Return how much a paper is noticed at the end of a period."""
    heat = 0.0
    for kind, weight in WEIGHTS.items():
        if kind in paper.signals:
            number, gain = _read(paper.signals[kind], end)
            heat += weight * (math.log2(1 + number) + math.log2(1 + gain))
    if not heat:
        return heat
    left = _left(paper.date if _day(paper.date) else arrival(paper), end)
    # rounded, so that no machine's logarithm changes the order
    return round(heat * left, 6)


def _told(paper: Paper, end: date) -> Iterator[tuple[str, int, int]]:
    """Yield the numbers of a paper as `Noticed` has them."""
    for kind, word in WORDS.items():
        if kind in paper.signals:
            number, gain = _read(paper.signals[kind], end)
            if number:
                yield word, number, gain


@lru_cache(maxsize=1 << 14)
def _left(day: str, end: date) -> float:
    """Return the share of a paper's heat that is left at the end of a period; all of it where its day is unknown."""
    return float(0.5 ** (max(0, (end - (_day(day) or end)).days) / HALF_LIFE))


def _read(signal: Signal, end: date) -> tuple[int, int]:
    """Return a number as it was known at the end of the period, and what it gained in the seven days before."""
    if not signal.past:
        # there is nothing that it could have gained on
        return max(0, signal.value), 0
    told = sorted(pair for pair in (*signal.past, (signal.read, signal.value)) if pair[0])
    upto = [value for day, value in told if day <= end.isoformat()]
    before = [value for day, value in told if day <= (end - WEEK).isoformat()]
    number = upto[-1] if upto else told[0][1] if told else signal.value
    base = before[-1] if before else upto[0] if upto else number
    return max(0, number), max(0, number - base)


@lru_cache(maxsize=1 << 14)
def _day(text: str) -> date | None:
    """Return a whole day; a year or a month alone says too little to tell an age."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
