"""Suggest tags for the people's vocabulary: authors' keywords and frequent phrases of any field."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from papercat.enrich import facets, sentences
from papercat.enrich.vocabulary import STEMS, terms
from papercat.enrich.words import fold, tokens
from papercat.insight import Facet, Tag
from papercat.paths import slug
from papercat.records import Paper

LEAST = 3
"""Papers that a suggestion needs; in a large catalogue one of `SHARE` papers."""
SHARE = 2000
LONGEST = 4
"""Words of a phrase, at most."""
_COMMON = 0.25
"""Share of the papers above which a phrase tells nothing."""
_NESTED = 0.7
"""A phrase that stands so often inside one longer phrase is only a part of it."""
_COHESION = 0.25
"""Normalised pointwise mutual information (Bouma 2009) below which words only happen to meet."""
_BURST = 2.0
"""Times that a paper with a word says it, on average; a word that is said once is seldom a subject."""
_ALONE = 0.1
"""Weight of a single word beside a phrase: it mostly says too little."""
_SHORT = re.compile(r"\(([A-Z][A-Za-z0-9]{1,7})s?\)")
_KEYWORD = 3.0
"""Weight of a paper whose authors name the phrase as a keyword."""

Stems = tuple[str, ...]


class Suggestion(NamedTuple):
    """A tag that the vocabulary does not have."""

    tag: Tag
    papers: int
    """In how many papers its words stand."""
    keywords: int
    """How many papers' authors name it."""


class _Text(NamedTuple):
    """What counts of a paper."""

    runs: list[list[str]]
    """Words between what parts phrases: punctuation, function words."""
    head: set[Stems]
    """Phrases of the title, or of the first sentence where there is none."""
    keywords: dict[Stems, str]


def suggest(papers: Sequence[Paper], words: Sequence[Tag], most: int = 100) -> tuple[Suggestion, ...]:
    """Return what the vocabulary `words` lacks, the most useful first, `most` at most.

    The order of papers does not matter.
    """
    texts = [_read(paper) for paper in papers]
    least = max(LEAST, len(papers) // SHARE)
    found = _phrases(texts, least)
    named = Counter(key for text in texts for key in text.keywords)
    known = {stems: tag for tag in words for word in (*tag.aliases, tag.label) if (stems := terms(word))}
    taken = {tag.id for tag in words}
    heads = Counter(key for text in texts for key in text.head if key in found or key in named)
    wanted = [
        key for key in {*found, *(key for key, count in named.items() if count >= least)} if key and key not in known
    ]
    score = {key: _score(key, found, heads, named) for key in wanted}
    chosen = sorted(wanted, key=lambda key: (-score[key], key))[: most * 2]
    labels = _labels(texts, set(chosen))
    usable = [key for key in chosen if slug(labels[key]) not in taken and labels[key].isprintable()]
    unique = {slug(labels[key]): key for key in reversed(usable)}
    kept = [key for key in usable if unique[slug(labels[key])] == key][:most]
    short = _short_forms(papers, set(kept))
    # an alias of one word ("transfer") means its tag only where it stands alone
    near = {stems: tag for stems, tag in known.items() if len(stems) > 1 or stems == terms(tag.label)} | {
        key: Tag(id=slug(labels[key]), label=labels[key]) for key in kept
    }
    return tuple(
        Suggestion(_tag(key, labels[key], near, short.get(key, ())), found.get(key, named[key]), named[key])
        for key in kept
    )


def _read(paper: Paper) -> _Text:
    begin = next(iter(sentences.spans(paper.abstract)), (0, 0))[1]
    head = list(_runs(paper.title or paper.abstract[:begin]))
    runs = [*head, *_runs(paper.abstract)] if paper.title else list(_runs(paper.abstract))
    keywords = {terms(word): " ".join(word.split()) for word in paper.keywords if len(word) <= 60}  # noqa: PLR2004 - a sentence
    return _Text(runs, {_stems(part) for run in head for part in _parts(run)}, keywords)


def _runs(text: str) -> Iterator[list[str]]:
    """Yield words that stand together without a function word or punctuation between them."""
    run: list[str] = []
    for token in chain(tokens(text), "."):
        if fold(token):
            run.append(token)
        elif run:
            yield run
            run = []


def _parts(run: Sequence[str]) -> Iterator[Sequence[str]]:
    for size in range(1, LONGEST + 1):
        yield from (run[at : at + size] for at in range(len(run) - size + 1))


def _stems(words: Iterable[str]) -> Stems:
    return tuple(STEMS[word] for word in words)


def _phrases(texts: Sequence[_Text], least: int) -> dict[Stems, int]:
    """Return the papers of each phrase that may be a subject, longer ones only where their parts are frequent."""
    runs = [[_stems(run) for run in text.runs] for text in texts]
    times = Counter(word for paper in runs for run in paper for word in run)
    found: dict[Stems, int] = {}
    for size in range(1, LONGEST + 1):
        count: Counter[Stems] = Counter()
        for paper in runs:
            count.update({key for run in paper for key in _of_size(run, size, found)})
        found |= {key: papers for key, papers in count.items() if papers >= least}
    whole = _whole(found)
    total = len(texts)
    return {
        key: papers
        for key, papers in found.items()
        if key in whole
        and papers <= max(least, _COMMON * total)
        and facets.noun(key[-1])
        and (_cohesive(key, found, total) if len(key) > 1 else times[key[0]] >= _BURST * papers)
    }


def _of_size(run: Stems, size: int, found: Mapping[Stems, int]) -> Iterator[Stems]:
    for at in range(len(run) - size + 1):
        key = run[at : at + size]
        if size == 1 or (key[1:] in found and key[:-1] in found):
            yield key


def _whole(found: Mapping[Stems, int]) -> set[Stems]:
    """Return the phrases that do not mostly stand inside one longer phrase."""
    whole = set(found)
    for key, papers in found.items():
        for part in (key[1:], key[:-1]):
            if part and papers >= _NESTED * found[part]:
                whole.discard(part)
    return whole


def _cohesive(key: Stems, found: Mapping[Stems, int], total: int) -> bool:
    """Tell whether the words of a phrase meet more often than by chance, wherever it is parted at its ends."""
    together = found[key] / total
    if together >= 1:
        return True
    apart = (((found[key[:-1]]) * found[key[-1:]]), found[key[:1]] * found[key[1:]])
    return all(math.log(together * total * total / each) / -math.log(together) >= _COHESION for each in apart)


def _score(key: Stems, found: Mapping[Stems, int], heads: Counter[Stems], named: Counter[Stems]) -> float:
    """Return how useful a tag would be: papers, most of all those that say it in the title or as a keyword."""
    lengths = math.log2(1 + len(key)) if len(key) > 1 else _ALONE
    return _KEYWORD * named[key] + (found.get(key, 0) + 2 * heads[key]) * lengths


def _labels(texts: Sequence[_Text], keys: set[Stems]) -> dict[Stems, str]:
    """Return the commonest spelling of each phrase, a small one before others as common."""
    spellings: defaultdict[Stems, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for key, label in text.keywords.items():
            if key in keys:
                spellings[key][label] += 1
        for run in text.runs:
            stems = _stems(run)
            for size in range(1, LONGEST + 1):
                for at in range(len(run) - size + 1):
                    if stems[at : at + size] in keys:
                        spellings[stems[at : at + size]][_plain(run[at : at + size])] += 1
    return {key: min(some, key=lambda word: (-some[word], word.swapcase())) for key, some in spellings.items()}


def _plain(words: Sequence[str]) -> str:
    """Return words as they stand inside a sentence: capitals stay where more than the first letter is one."""
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in words)


def _short_forms(papers: Sequence[Paper], keys: set[Stems]) -> dict[Stems, tuple[str, ...]]:
    """Return the short forms that papers define for phrases, `boundary layer (BL)`, the commonest first."""
    found: defaultdict[Stems, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        for match in _SHORT.finditer(paper.abstract):
            before = tokens(paper.abstract[max(0, match.start() - 100) : match.start()])
            key = _stems(before[-len(match[1]) :])
            if key in keys and "".join(word[:1] for word in key) == match[1].casefold():
                found[key][match[1]] += 1
    return {key: tuple(sorted(some, key=lambda short: (-some[short], short))[:2]) for key, some in found.items()}


def _tag(key: Stems, label: str, known: Mapping[Stems, Tag], short: tuple[str, ...]) -> Tag:
    wider = next((known[key[at:]] for at in range(1, len(key)) if key[at:] in known), None)
    facet: Facet = facets.guess(key[-1]) or (wider.facet if wider else "topic")
    broader = (wider.id,) if wider and wider.id != slug(label) else ()
    return Tag(id=slug(label), label=label, facet=facet, aliases=short, broader=broader)
