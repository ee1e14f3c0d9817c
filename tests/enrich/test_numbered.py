"""Words of papers as numbers: what is kept from run to run says the same as what is cut anew."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.enrich import numbered
from papercat.enrich.numbered import Numbered, Words

KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


def words(key: str) -> list[str]:
    """Return some words of a paper; some papers have none, and neighbours share some."""
    return [chr(ord(key) + at) * 2 for at in range(ord(key) % 4)]


def spelled(found: Words) -> list[list[str]]:
    """Return the words of each paper."""
    ends = np.cumsum(found.counts).tolist()
    every = [found.every[number] for number in found.numbers.tolist()]
    return [every[end - count : end] for end, count in zip(ends, found.counts.tolist(), strict=True)]


@given(st.lists(KEYS, min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_papers_come_go_and_change_places(runs: list[list[str]]):
    """After any runs each paper has its own words in their order, numbered by the alphabet; only new ones are cut."""
    last, before = Numbered(), list[str]()
    for keys in runs:
        fresh = {key: words(key) for key in keys if key not in before}
        last = numbered.updated(last, before, keys, fresh.__getitem__)
        before = keys
        rows = np.arange(len(keys))[::-1]
        found = last.ordered(rows)
        assert spelled(found) == [words(key) for key in reversed(keys)]
        assert found.every == sorted(set(found.every))
