"""What an update must remember of the last run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

import numpy as np

from papercat.enrich.related.nearest import Lists, empty
from papercat.enrich.related.vectors import Grades, Probing
from papercat.enrich.texts import Hashes, Ints
from papercat.insight import Related


@dataclass(frozen=True)
class State:
    """The result of a run over the works of a catalogue; all is by place in the order of their ids."""

    ids: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    """Of the texts of papers."""
    told: Hashes = field(default_factory=lambda: np.zeros(0, np.uint64))
    """Of their names and tags."""
    grades: Grades = field(default_factory=Grades)
    """Of the features."""
    probing: Probing = field(default_factory=Probing)
    """Which of these look for candidates."""
    lists: Lists = field(default_factory=empty)
    related: tuple[tuple[Related, ...], ...] = ()


class Moved(NamedTuple):
    """Where the works of the last run stand now."""

    new: Ints
    """By old place, -1 where the work has gone."""
    old: Ints
    """By new place, -1 where the work is new."""


def moved(before: Sequence[str], place: Mapping[str, int]) -> Moved:
    """Compare a sequence of ids with the places of them and others now."""
    new = np.fromiter(map(place.get, before, repeat(-1)), np.int64, len(before))
    old = np.full(len(place), -1, np.int64)
    old[new[new >= 0]] = np.flatnonzero(new >= 0)
    return Moved(new, old)
