"""Weigh matches into ranked tags."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from papercat.enrich.tags.match import Match
from papercat.enrich.tags.propose import Learned
from papercat.enrich.tags.reading import FIRST, KEYWORD, LAST, REST, TITLE
from papercat.insight import Tag, Tagging

MOST = 8
"""Tags of a paper, at most."""
_WEIGHT = {KEYWORD: 4.0, TITLE: 3.0, FIRST: 1.0, LAST: 0.8, REST: 0.7}
_HEIR = 0.35
"""Share of a tag's score that its wider tags inherit."""
_TAUGHT = 20.0
"""Weight of the model's likeness (a cosine, mostly below 0.3)."""
_RELATIVE, _ABSOLUTE = 0.4, 1.3
"""A tag must reach this share of the paper's best, and this score."""
_WORDS = {
    KEYWORD: "the authors' keywords have", TITLE: "title has", FIRST: "first sentence has", LAST: "last sentence has",
    REST: "abstract has",
}  # fmt: skip


class Found(NamedTuple):
    """What one paper alone tells about its tags."""

    matches: tuple[Match, ...]
    learned: tuple[Learned, ...] = ()


Places = dict[str, list[Match]]
"""Where a paper uses the words of each tag."""


def ranked(words: Sequence[Tag], found: Sequence[Found]) -> Iterator[tuple[Tagging, ...]]:
    """Yield each paper's taggings, best first.

    Telling tags weigh more: the weight falls with the logarithm of the number of papers that use the tag's words.
    """
    frequency = Counter(tag for paper in found for tag in {match.tag for match in paper.matches})
    broader = {tag.id: tag.broader for tag in words if tag.broader}
    total = max(len(found), 1)
    telling = {tag: 0.4 + 0.6 * math.log(1 + total / count) / math.log(1 + total) for tag, count in frequency.items()}
    for paper in found:
        places: Places = {}
        for match in paper.matches:
            places.setdefault(match.tag, []).append(match)
        scores = {tag: _value(some) * telling[tag] for tag, some in places.items()}
        _taught(_inherited(scores, broader), paper.learned)
        yield tuple(_best(scores, places, paper.learned))


def _weight(match: Match) -> float:
    return _WEIGHT[match.place] * (1 + 0.15 * (match.length - 1))


def _value(matches: Sequence[Match]) -> float:
    """Return the weight of the best places, each further one of a kind counting less."""
    if len(matches) == 1:
        return _weight(matches[0])
    return sum(weight / (1 + rank) for rank, weight in enumerate(sorted(map(_weight, matches), reverse=True)))


def _inherited(scores: dict[str, float], broader: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """Give wider tags that a paper names itself a share of what speaks for their narrower ones."""
    for tag, score in list(scores.items()):
        for wider in broader.get(tag, ()):
            if wider in scores:
                scores[wider] += _HEIR * score
    return scores


def _taught(scores: dict[str, float], learned: Sequence[Learned]) -> None:
    """Add what the model proposes; a tag that the text names as well has both."""
    for item in learned:
        scores[item.tag] = scores.get(item.tag, 0.0) + _TAUGHT * item.likeness


def _best(scores: dict[str, float], places: Places, learned: Sequence[Learned]) -> Iterator[Tagging]:
    order = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    least = max(_ABSOLUTE, _RELATIVE * order[0][1]) if order else 0.0
    for tag, score in order:
        if score >= least:
            why = _seen(places[tag]) if tag in places else _told(next(item for item in learned if item.tag == tag))
            yield Tagging(tag, why, round(score, 3))


def _seen(matches: Sequence[Match]) -> str:
    best = max(matches, key=lambda m: (_WEIGHT[m.place], m.length))
    often = f", {len(matches)} times in all" if len(matches) > 1 else ""
    return f'{_WORDS[best.place]} "{best.words}"{often}'


def _told(item: Learned) -> str:
    words = ", ".join(f'"{word}"' for word in item.words)
    return f"papers with this keyword say {words}"
