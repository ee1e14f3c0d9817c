"""Weigh matches into ranked tags."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from papercat.enrich.tags.learn import Learned
from papercat.enrich.tags.match import FIRST, KEYWORD, LAST, TITLE, Match
from papercat.insight import Tag, Tagging

MOST = 8
"""Tags of a paper, at most."""
_WEIGHT = {KEYWORD: 4.0, TITLE: 3.0, FIRST: 1.0, LAST: 0.8}
_ELSEWHERE = 0.7
_HEIR = 0.35
"""Share of a tag's score that its wider tags inherit."""
_TAUGHT = 20.0
"""Weight of the model's likeness (a cosine, mostly below 0.3)."""
_RELATIVE, _ABSOLUTE = 0.4, 1.3
"""A tag must reach this share of the paper's best, and this score."""
_WORDS = {
    KEYWORD: "the authors' keywords have", TITLE: "title has", FIRST: "first sentence has", LAST: "last sentence has",
}  # fmt: skip


class Found(NamedTuple):
    """What one paper alone tells about its tags."""

    matches: tuple[Match, ...]
    learned: tuple[Learned, ...] = ()


class Score(NamedTuple):
    """What speaks for one tag on one paper."""

    value: float
    why: str


def ranked(words: Sequence[Tag], found: Sequence[Found]) -> Iterator[tuple[Tagging, ...]]:
    """Yield each paper's taggings, best first.

    Telling tags weigh more: the weight falls with the logarithm of the number of papers that use the tag's words.
    """
    frequency = Counter(tag for paper in found for tag in {match.tag for match in paper.matches})
    broader = {tag.id: tag.broader for tag in words}
    total = max(len(found), 1)
    telling = {tag: math.log(1 + total / count) / math.log(1 + total) for tag, count in frequency.items()}
    for paper in found:
        yield tuple(_best(_taught(_inherited(_scores(paper.matches, telling), broader), paper.learned)))


def _scores(matches: Sequence[Match], telling: dict[str, float]) -> dict[str, Score]:
    by_tag: defaultdict[str, list[Match]] = defaultdict(list)
    for match in matches:
        by_tag[match.tag].append(match)
    return {tag: _score(places, telling[tag]) for tag, places in by_tag.items()}


def _score(matches: list[Match], telling: float) -> Score:
    """Return the weight of the best places, each further one of a kind counting less."""
    weights = sorted((_WEIGHT.get(m.place, _ELSEWHERE) * (1 + 0.15 * (m.length - 1)) for m in matches), reverse=True)
    value = sum(weight / (1 + rank) for rank, weight in enumerate(weights))
    best = max(matches, key=lambda m: (_WEIGHT.get(m.place, _ELSEWHERE), m.length))
    often = f", {len(matches)} times in all" if len(matches) > 1 else ""
    return Score(value * (0.4 + 0.6 * telling), f'{_WORDS.get(best.place, "abstract has")} "{best.words}"{often}')


def _inherited(scores: dict[str, Score], broader: dict[str, tuple[str, ...]]) -> dict[str, Score]:
    """Give wider tags that a paper names itself a share of what speaks for their narrower ones."""
    heirs = dict(scores)
    for tag, score in scores.items():
        for wider in broader.get(tag, ()):
            if wider in heirs:
                heirs[wider] = Score(heirs[wider].value + _HEIR * score.value, heirs[wider].why)
    return heirs


def _taught(scores: dict[str, Score], learned: Sequence[Learned]) -> dict[str, Score]:
    """Add what the model proposes; a tag that the text names as well has both."""
    both = dict(scores)
    for item in learned:
        value = _TAUGHT * item.likeness
        old = both.get(item.tag)
        words = ", ".join(f'"{word}"' for word in item.words)
        both[item.tag] = (
            Score(old.value + value, old.why) if old else Score(value, f"papers with this keyword say {words}")
        )
    return both


def _best(scores: dict[str, Score]) -> Iterator[Tagging]:
    order = sorted(scores.items(), key=lambda item: (-item[1].value, item[0]))[:MOST]
    least = max(_ABSOLUTE, _RELATIVE * order[0][1].value) if order else 0.0
    for tag, score in order:
        if score.value >= least:
            yield Tagging(tag, score.why, round(score.value, 3))
