"""Choose the few pairs of papers that are worth comparing."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain, combinations

from rapidfuzz import fuzz

from papercat.enrich.duplicates.editions import edition, head, successor
from papercat.enrich.duplicates.judge import NEAR_TITLE, spelled
from papercat.records import Paper
from papercat.store.identity import fold

BLOCK = 24
"""A block of more papers than this is no sign of anything: "Preface", a publisher's sentence."""
LONG = 60
"""Characters of a sentence that two papers do not share by chance."""
_KEPT = 0.75
"""Share of a title's words that a near title has, at least."""
_STOP = re.compile(r"[.!?。]\s")

Pair = tuple[int, int]


def pairs(papers: Sequence[Paper]) -> list[Pair]:
    """Return places of papers to compare, ascending: near titles, or a sentence that both abstracts have."""
    titles = [edition(paper.title).title for paper in papers]
    words = [spelled(title) for title in titles]
    near = (
        (one, other)
        for one, other in set(chain(_joined(enumerate(map(fold, titles))), _joined(_rare_words(words))))
        if fuzz.ratio(words[one], words[other], score_cutoff=NEAR_TITLE)
    )
    return sorted({*near, *_joined(_sentences(papers))})


def _joined(keys: Iterable[tuple[int, Hashable]]) -> Iterator[Pair]:
    """Yield pairs of places that share a key, except where too many do."""
    first: dict[Hashable, int] = {}
    blocks: defaultdict[Hashable, set[int]] = defaultdict(set)
    for place, key in keys:
        if (other := first.setdefault(key, place)) != place:
            blocks[key].update((other, place))
    for block in blocks.values():
        if len(block) <= BLOCK:
            yield from combinations(sorted(block), 2)


def _rare_words(titles: Sequence[str]) -> Iterator[tuple[int, Hashable]]:
    """Yield each title's rarest words by twos; titles that share most words share one of these (prefix filtering)."""
    words = [sorted(set(title.split())) for title in titles]
    papers = Counter(chain.from_iterable(words))
    for place, some in enumerate(words):
        some.sort(key=lambda word: (papers[word], word))
        telling = some[: len(some) - int(_KEPT * len(some)) + 2]
        yield from ((place, pair) for pair in combinations(telling, 2))


def _sentences(papers: Sequence[Paper]) -> Iterator[tuple[int, Hashable]]:
    for place, paper in enumerate(papers):
        yield from ((place, sentence.casefold()) for sentence in _STOP.split(paper.abstract) if len(sentence) >= LONG)


def numbered(papers: Sequence[Paper]) -> Iterator[tuple[int, int, str]]:
    """Yield a paper whose title numbers a system ("RetroMAE v2"), the paper titled like its forerunner, and why."""
    heads: defaultdict[tuple[str, float], list[int]] = defaultdict(list)
    for place, paper in enumerate(papers):
        base, number = successor(paper.title)
        heads[fold(base or head(paper.title)), number or 1.0].append(place)
    for (base, number), later in sorted(heads.items()):
        before = max((other for other in _numbers(number) if (base, other) in heads), default=0.0)
        if base and before and len(later) == len(heads[base, before]) == 1:
            one, other = later[0], heads[base, before][0]
            yield one, other, f'"{head(papers[one].title)}" follows "{head(papers[other].title)}"'


def _numbers(number: float) -> Iterator[float]:
    """Yield the whole numbers of versions before this one."""
    yield from (float(other) for other in range(1, int(number) + 1) if other < number)
