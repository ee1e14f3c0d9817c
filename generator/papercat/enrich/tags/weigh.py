"""Weigh matches into ranked tags."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from typing import NamedTuple

from papercat.enrich import vocabulary
from papercat.enrich.tags.match import Match
from papercat.enrich.tags.propose import Learned, Proposed
from papercat.enrich.tags.reading import FIRST, KEYWORD, LAST, REST, TITLE
from papercat.enrich.tags.remember import Matched
from papercat.insight import Tag, Tagging

MOST = 8
"""Tags of a paper, at most."""
_WEIGHT = {KEYWORD: 4.0, TITLE: 3.0, FIRST: 1.0, LAST: 0.8, REST: 0.7}
_HEIR = 0.35
"""Share of a tag's score that its wider tags inherit."""
_TAUGHT = 3.0
"""Weight of the model's sureness, which is 1 to 2."""
EXACT = 1024
"""Papers; in a larger catalogue papers count by their level only, so that a few more change little."""
_RELATIVE, _ABSOLUTE = 0.4, 1.3
"""A tag must reach this share of the paper's best, and this score."""
_WORDS = {
    KEYWORD: "the authors' keywords have", TITLE: "title has", FIRST: "first sentence has", LAST: "last sentence has",
    REST: "abstract has",
}  # fmt: skip


class Known(NamedTuple):
    """What the vocabulary says of a tag beyond its words."""

    broader: tuple[str, ...]
    hints: frozenset[tuple[str, ...]]
    """Stems of each."""


Places = dict[str, list[Match]]
"""Where a paper uses the words of each tag."""


class Shown(NamedTuple):
    """Taggings of a paper, best first, with what they were made of."""

    learned: tuple[Learned, ...]
    taggings: tuple[Tagging, ...]


class State(NamedTuple):
    """What a run leaves for the next one."""

    words: tuple[Tag, ...] = ()
    matched: Mapping[str, Matched] = {}
    """By digest of the paper and its keywords."""
    counts: Mapping[str, int] = {}
    """By tag: how many of these have its words."""
    telling: Mapping[str, float] = {}
    """By tag: how telling it is."""
    shown: Mapping[str, Shown] = {}
    """By digest, as above."""
    proposed: Proposed = Proposed()


def weighed(
    previous: State,
    words: tuple[Tag, ...],
    matched: Mapping[str, Matched],
    learned: Iterable[tuple[str, tuple[Learned, ...]]],
) -> State:
    """Rank the tags of each paper; what the last run ranked is taken from there where nothing in it changed.

    Telling tags weigh more: the weight falls with the logarithm of the number of papers that use the tag's words.

    Args:
        previous: the last run.
        words: the vocabulary.
        matched: what it has of papers, by digest; the same object as in the last run where it is the same.
        learned: digests, and the tags that the words of the paper suggest.
    """
    counts = _counts(previous, matched)
    telling = {tag: _telling(count, len(matched)) for tag, count in counts.items()}
    known, before = _known(words), _known(previous.words)
    changed = {
        tag
        for tag in {*telling, *previous.telling}
        if telling.get(tag) != previous.telling.get(tag) or known.get(tag) != before.get(tag)
    }
    shown: dict[str, Shown] = {}
    for key, suggested in learned:
        last, has = previous.shown.get(key), matched[key]
        if (
            last
            and previous.matched[key] is has
            and last.learned == suggested
            and (not changed or changed.isdisjoint(has.tags.split()))
        ):
            shown[key] = last
        else:
            shown[key] = Shown(suggested, tuple(_ranked(has.matches(), suggested, telling, known)))
    return State(words, matched, counts, telling, shown)


def _counts(previous: State, matched: Mapping[str, Matched]) -> Counter[str]:
    """Return how many papers have the words of each tag; only those that are not as in the last run are looked at."""
    gone = [one for key, one in previous.matched.items() if matched.get(key) is not one]
    come = [one for key, one in matched.items() if previous.matched.get(key) is not one]
    counts = Counter(previous.counts)
    counts.update(chain.from_iterable(one.tags.split() for one in come))
    counts.subtract(chain.from_iterable(one.tags.split() for one in gone))
    return +counts


def _known(words: Sequence[Tag]) -> dict[str, Known]:
    return {
        tag.id: Known(tag.broader, frozenset(map(vocabulary.terms, tag.hints)))
        for tag in words
        if tag.broader or tag.hints
    }


def _telling(papers: int, total: int) -> float:
    if total >= EXACT:
        papers, total = 4 ** ((papers.bit_length() - 1) // 2) * 2, 1 << total.bit_length() - 1
    return 0.4 + 0.6 * math.log(1 + total / papers) / math.log(1 + total)


def _ranked(
    matches: Sequence[Match], learned: Sequence[Learned], telling: Mapping[str, float], known: Mapping[str, Known]
) -> Iterator[Tagging]:
    places: Places = {}
    for match in matches:
        places.setdefault(match.tag, []).append(match)
    hinted = {tag for tag, some in places.items() if tag in known and _only_hinted(some, known[tag].hints)}
    values = {tag: _value(some) * telling[tag] for tag, some in places.items()}
    own = _inherited({tag: value for tag, value in values.items() if tag not in hinted}, known)
    scores = dict(own)
    for item in learned:
        # a tag that the text names or hints at as well has both
        scores[item.tag] = own.get(item.tag, values.get(item.tag, 0.0)) + _TAUGHT * item.sureness
    return _best(own, scores, places, learned)


def _only_hinted(matches: Sequence[Match], hints: AbstractSet[tuple[str, ...]]) -> bool:
    """Tell whether nothing but words of many meanings speak for a tag; the authors' own keywords mean it."""
    return bool(hints) and all(m.place != KEYWORD and vocabulary.terms(m.words) in hints for m in matches)


def _weight(match: Match) -> float:
    return _WEIGHT[match.place] * (1 + 0.15 * (match.length - 1))


def _value(matches: Sequence[Match]) -> float:
    """Return the weight of the best places, each further one of a kind counting less."""
    if len(matches) == 1:
        return _weight(matches[0])
    return sum(weight / (1 + rank) for rank, weight in enumerate(sorted(map(_weight, matches), reverse=True)))


def _inherited(scores: dict[str, float], known: Mapping[str, Known]) -> dict[str, float]:
    """Give wider tags that a paper names itself a share of what speaks for their narrower ones."""
    for tag, score in list(scores.items()):
        for wider in known[tag].broader if tag in known else ():
            if wider in scores:
                scores[wider] += _HEIR * score
    return scores


def _best(
    own: Mapping[str, float], scores: Mapping[str, float], places: Places, learned: Sequence[Learned]
) -> Iterator[Tagging]:
    """Yield the tags that reach enough: by a paper's own words, else by what was learned, too.

    So what other papers teach takes no tag away that the words of this one give.
    """
    least_own, least = (max(_ABSOLUTE, _RELATIVE * max(by.values(), default=0.0)) for by in (own, scores))
    for tag, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:MOST]:
        taught = own.get(tag, 0.0) < least_own
        if not taught or score >= least:
            seen = places.get(tag)
            why = _seen(seen) if seen else _told(next(item for item in learned if item.tag == tag))
            yield Tagging(tag, why, round(score, 3), learned=taught)


def _seen(matches: Sequence[Match]) -> str:
    best = max(matches, key=lambda m: (_WEIGHT[m.place], m.length))
    often = f", {len(matches)} times in all" if len(matches) > 1 else ""
    return f'{_WORDS[best.place]} "{best.words}"{often}'


def _told(item: Learned) -> str:
    words = ", ".join(f'"{word}"' for word in item.words)
    return f"papers with this keyword say {words}"
