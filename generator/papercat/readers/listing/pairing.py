"""Which title belongs to which abstract: the best explanation of the whole page.

A dynamic programme over the page, as in alignment: at each paragraph either a paper begins, with its abstract among the
next few paragraphs, or the paragraph is passed over. So a lost or extra paragraph is passed over, at its own cost, and
moves nothing after it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papercat.readers.listing.likeness import is_people, looks, shared
from papercat.readers.listing.paragraphs import Paragraph

REACH = 7
"""Paragraphs between a title and the end of its abstract, at most; furniture not counted."""
PARTS = 6
"""Paragraphs of one abstract, at most."""
FULL = 25
"""Words from which a paragraph can be an abstract of its own."""
REMARK = 12
"""Words below which a paragraph cannot stand alone: `Code is available at …`."""
PASS = -1.0
"""For a paragraph that is passed over without being known furniture."""
DISTANCE = -1.5
"""For each paragraph passed over between title and abstract, so that the nearest title wins."""
LIKENESS = 4.0
"""For a title all of whose telling words are in the abstract."""
MARK = 4.0
"""For a paragraph that the page itself calls title or abstract."""
NEVER = -1e9


class Pair(NamedTuple):
    """A paper: places of its title and of its abstract's paragraphs."""

    title: int
    abstract: tuple[int, ...]


def pair(page: Sequence[Paragraph]) -> list[Pair]:
    """Return the papers of a page, in order."""
    count = len(page)
    best = [0.0] * (count + 1)
    choice: list[Pair | None] = [None] * count
    for place in range(count - 1, -1, -1):
        best[place] = best[place + 1] + _pass(page[place])
        for score, found in _papers(page, place):
            if score + best[found.abstract[-1] + 1] > best[place]:
                best[place], choice[place] = score + best[found.abstract[-1] + 1], found
    return list(_chosen(choice))


def _chosen(choice: Sequence[Pair | None]) -> Iterator[Pair]:
    place = 0
    while place < len(choice):
        found = choice[place]
        if found:
            yield found
        place = found.abstract[-1] + 1 if found else place + 1


def _pass(one: Paragraph) -> float:
    return 0.0 if one.aside or one.mark == "authors" or is_people(one.text) else PASS


def _papers(page: Sequence[Paragraph], place: int) -> Iterator[tuple[float, Pair]]:
    """Yield the papers whose title stands here, with their scores."""
    title = _as_title(page[place])
    if title <= NEVER:
        return
    passed, distance = 0.0, 0.0
    for start in _ahead(page, place):
        score = _as_abstract(page[start])
        if score > NEVER:
            likeness = LIKENESS * shared(page[place].text, page[start].text)
            yield from _extended(page, title + score + likeness + passed + distance, Pair(place, (start,)))
        again = page[start].text == page[place].text
        passed += 0.0 if again else _pass(page[start])
        distance += 0.0 if again or page[start].mark else DISTANCE


def _ahead(page: Sequence[Paragraph], place: int) -> Iterator[int]:
    """Yield the next places that are not furniture, within reach."""
    seen = 0
    for at in range(place + 1, min(len(page), place + 40)):
        if page[at].aside:
            continue
        yield at
        seen += 1
        if seen == REACH:
            return


def _extended(page: Sequence[Paragraph], score: float, found: Pair) -> Iterator[tuple[float, Pair]]:
    """Yield the paper with one paragraph of abstract, and with more while they go on."""
    yield score, found
    for at in _ahead(page, found.abstract[0]):
        if not _goes_on(page, found.abstract, at) or len(found.abstract) == PARTS:
            return
        # a little better than passing it over
        score += 0.5
        found = found._replace(abstract=(*found.abstract, at))
        yield score, found


def _goes_on(page: Sequence[Paragraph], before: tuple[int, ...], at: int) -> bool:
    """Say whether a paragraph belongs to the abstract so far: two that could stand alone are two abstracts."""
    one = looks(page[at].text)
    if page[at].mark or one.title > one.abstract or page[at].text in {page[place].text for place in before}:
        return False
    if one.goes_on or page[before[-1]].text.endswith((",", ";", ":", "-")):
        return True
    so_far = sum(looks(page[place].text).words for place in before)
    return so_far < FULL or one.words < REMARK


def _as_title(one: Paragraph) -> float:
    if one.aside or one.mark in {"abstract", "authors"}:
        return NEVER
    score = looks(one.text).title - (3.0 if is_people(one.text) else 0.0)
    return score + MARK if one.mark == "title" else score


def _as_abstract(one: Paragraph) -> float:
    if one.mark in {"title", "authors"}:
        return NEVER
    return looks(one.text).abstract + (MARK if one.mark == "abstract" else 0.0)
