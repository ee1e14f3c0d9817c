"""What every source takes and gives.

A source is a generator: it yields what to ask (`Ask`), is sent the answer, and returns how many papers the service said
it gave; those of `counts` return the numbers themselves. It does not touch the network itself; one loop (`driven`)
holds the rules that are the same for all: no page twice, nothing kept from a harvest that broke off.
"""

import hashlib
from collections.abc import Callable, Generator, Mapping
from datetime import date, timedelta
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from papercat.settings import Plan
from papercat.sources.door import NOTHING, Absent, Answer, Door, Manners, Sent, Unavailable

PAGES = 500
"""Answers in one harvest; a service that always has a next page ends here."""
OVERLAP = 7
"""Days asked for again: schedules run late or not at all, and services' dates are not those of announcement."""


class Ask(NamedTuple):
    """One request."""

    url: str
    params: Mapping[str, str] = {}
    media: tuple[str, ...] = ()
    manners: Manners = Manners()
    format: str = ""
    """Name of the reader for the answer; empty where it must be recognised."""
    repeats: bool = False
    """The same answer may come twice: two days without news."""
    sent: Sent = NOTHING
    absent: bool = False
    """What is not there is an answer, too: an empty one."""


class Span(NamedTuple):
    """The days of interest, both included; YYYY-MM-DD."""

    since: str
    """Less than `OVERLAP` before this day is asked for, too."""
    today: str

    @property
    def first(self) -> str:
        """Return the first day to ask for."""
        return (date.fromisoformat(self.since) - timedelta(days=OVERLAP)).isoformat()


class Body(NamedTuple):
    """A raw answer, ready for a reader."""

    data: bytes
    format: str


class Harvest(NamedTuple):
    """What one source gave. With a `problem` it gave nothing: half a harvest is no harvest."""

    bodies: tuple[Body, ...] = ()
    promised: int = 0
    """Papers in the answers, by the service's own count."""
    problem: str = ""
    note: str = ""
    """How the news came, where that was not the usual way."""


V = TypeVar("V")
Visit = Generator[Ask, Answer, int]
Source = Callable[[Plan, Span], Visit]


def address(plan: Plan, url: str) -> str:
    """Return the service's address, on the host that the plan names instead, if it does."""
    return plan.base.rstrip("/") + urlsplit(url).path if plan.base else url


def harvest(door: Door, ways: tuple[tuple[str, Source], ...], plan: Plan, span: Span) -> Harvest:
    """Try the ways to a service's news in turn until one gives all of it.

    Args:
        door: to the network.
        ways: name and generator of each way, the best first.
        plan: what to ask for.
        span: days of interest.
    """
    problems: list[str] = []
    for name, way in ways:
        try:
            found = _visit(door, way(plan, span))
        except Unavailable as problem:
            problems.append(f"{name}: {problem}")
            continue
        return found._replace(note="; ".join((*problems, f"so it came through {name}")) if problems else "")
    return Harvest(problem="; ".join(problems))


def _visit(door: Door, visit: Visit) -> Harvest:
    answers, promised = driven(door, visit)
    return Harvest(tuple(answers), promised)


def driven(door: Door, visit: Generator[Ask, Answer, V]) -> tuple[list[Body], V]:
    """Ask all that a generator wants to ask; return the answers and what it made of them.

    Raises:
        Unavailable: one of the questions found no good answer.
    """
    bodies: list[Body] = []
    seen: set[bytes] = set()
    try:
        ask = next(visit)
        for _ in range(PAGES):
            answer = _answered(door, ask)
            mark = hashlib.sha256(answer.body).digest()
            if mark in seen and not ask.repeats:
                message = f"{urlsplit(ask.url).netloc}: the same page came twice"
                raise Unavailable(message)
            seen.add(mark)
            bodies.append(Body(answer.body, ask.format))
            ask = visit.send(answer)
    except StopIteration as end:
        return bodies, end.value
    message = f"{urlsplit(ask.url).netloc}: still a next page after {PAGES}"
    raise Unavailable(message)


def _answered(door: Door, ask: Ask) -> Answer:
    try:
        return door.ask(ask.url, ask.params, ask.manners, ask.media, ask.sent)
    except Absent:
        if not ask.absent:
            raise
        return Answer(ask.url, b"", "", {})
