"""How long the steps of a run take."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")
_END = object()


def cpu_seconds() -> float:
    """Return the seconds that processors have worked for this process and for those that it started and saw end."""
    return sum(os.times()[:4])


class Clock:
    """Adds up seconds by the name of a step; what a step within another takes is not the other's."""

    def __init__(self, now: Callable[[], float] = perf_counter) -> None:
        """Start with nothing.

        Args:
            now: tells the time in seconds.
        """
        self.seconds: dict[str, float] = {}
        """In the order in which steps first began."""
        self._now = now
        self._within = 0.0

    @contextmanager
    def of(self, step: str) -> Iterator[None]:
        """Count what is done inside towards a step."""
        self.seconds.setdefault(step, 0.0)
        around, self._within = self._within, 0.0
        start = self._now()
        try:
            yield
        finally:
            spent = self._now() - start
            self.seconds[step] += spent - self._within
            self._within = around + spent

    def add(self, step: str, seconds: float) -> None:
        """Count seconds that another process spent on a step at the same time."""
        self.seconds[step] = self.seconds.get(step, 0.0) + seconds

    def each(self, step: str, items: Iterable[T]) -> Iterator[T]:
        """Yield the items; what it takes to make them counts towards a step, what is done with them does not."""
        left = iter(items)
        while True:
            with self.of(step):
                item = next(left, _END)
            if item is _END:
                return
            yield item  # type: ignore[misc]
