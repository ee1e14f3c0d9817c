"""Learn tags from the authors' own keywords, where a catalogue has enough of them.

The model is linear, one vector a tag: the centroid of the TF-IDF vectors of the papers with that keyword (Rocchio),
cut to its most telling words. Ridge regression and nearest neighbours on the same vectors were no better, and this
one needs no solver; figures and command in docs/quality-of-enrichment.md.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy import sparse

from papercat.enrich.names import known as known_names
from papercat.enrich.tags.match import KEYWORD, TITLE, Part, parts
from papercat.enrich.vocabulary import STEMS, terms
from papercat.insight import Tag
from papercat.paths import slug
from papercat.records import Paper

ENOUGH = 200
"""Papers with keywords that a catalogue must have."""
LEAST = 3
"""Papers that must share a keyword for it to become a tag."""
_SHORTEST, _LONGEST = 3, 60
"""Characters of a keyword that is taken for a tag."""
_WORDS = 150
"""Words kept of a tag's vector."""
_TOP = 5
"""Tags proposed for a paper, at most."""
_COMMON = 0.3
"""Share of the papers above which a word tells nothing."""
_FLOOR = 0.04
"""Cosine below which a tag is not proposed."""


class Learned(NamedTuple):
    """A tag that the words of a paper suggest."""

    tag: str
    likeness: float
    """Cosine between the paper and the papers with this keyword."""
    words: tuple[str, ...]
    """The words that tell, best first."""


class Model(NamedTuple):
    """What was learned; empty where a catalogue has too few keywords."""

    tags: tuple[str, ...] = ()
    features: Mapping[str, int] = {}
    names: tuple[str, ...] = ()
    """Features by number."""
    rarity: np.ndarray = np.zeros(0)
    """Inverse document frequency of each feature."""
    centroids: sparse.csr_matrix = sparse.csr_matrix((0, 0))
    """Features by tags, unit columns."""
    telling: tuple[Mapping[int, float], ...] = ()
    """The same, feature to weight, for each tag."""


def keyword_tags(papers: Iterable[Paper], words: Sequence[Tag]) -> tuple[tuple[Tag, ...], dict[tuple[str, ...], str]]:
    """Return tags made of keywords that several papers share, and the tag id of each keyword by its stems.

    Keywords that the vocabulary has are no new tags. Nothing where too few papers have keywords.
    """
    known = {stems: tag.id for tag in words for word in (*tag.aliases, tag.label) if (stems := terms(word))}
    spellings: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    total = 0
    for paper in papers:
        total += bool(paper.keywords)
        for stems, spelling in {terms(keyword): keyword for keyword in paper.keywords}.items():
            spellings[stems][spelling] += 1
    if total < ENOUGH:
        return (), known
    taken = {tag.id for tag in words}
    made: dict[str, Tag] = {}
    for stems in sorted(spellings):
        label = min(spellings[stems], key=lambda text: (-spellings[stems][text], text)).strip()
        fits = stems and stems not in known and _SHORTEST <= len(label) <= _LONGEST and not label.isdigit()
        if fits and spellings[stems].total() >= LEAST and slug(label) not in taken:
            made.setdefault(slug(label), Tag(id=slug(label), label=label))
            known[stems] = slug(label)
    return tuple(made[key] for key in sorted(made)), known


def train(papers: Sequence[Paper], known: Mapping[tuple[str, ...], str]) -> Model:
    """Learn from the papers that have keywords; `known` maps the stems of a keyword to its tag."""
    marked = [
        (paper, sorted({tag for k in paper.keywords if (tag := known.get(terms(k)))}))
        for paper in papers
        if paper.keywords
    ]
    if len(marked) < ENOUGH:
        return Model()
    counts = [Counter(_features(parts(paper))) for paper, _ in marked]
    frequency = Counter(feature for found in counts for feature in found)
    names = tuple(
        sorted(word for word, times in frequency.items() if 1 < times < _COMMON * len(marked) and _tells(word))
    )
    features = {feature: number for number, feature in enumerate(names)}
    rarity = np.array([math.log(len(marked) / frequency[feature]) + 1 for feature in names])
    users = Counter(tag for _, tags in marked for tag in tags)
    tags = tuple(sorted(tag for tag, papers_with in users.items() if papers_with >= LEAST))
    number = {tag: place for place, tag in enumerate(tags)}
    pairs = [(row, number[tag]) for row, (_, of_paper) in enumerate(marked) for tag in of_paper if tag in number]
    if not pairs:
        return Model()
    rows, columns = zip(*pairs, strict=True)
    uses = sparse.csr_matrix((np.ones(len(pairs)), (columns, rows)), shape=(len(tags), len(marked)))
    vectors = _matrix([Counter({features.get(f): n for f, n in found.items()}) for found in counts], rarity)
    centroids = _cut(uses @ vectors)
    edges = pairwise(centroids.indptr.tolist())
    rows_of = [(centroids.indices[a:b].tolist(), centroids.data[a:b].tolist()) for a, b in edges]
    telling = tuple(dict(zip(columns_of, values, strict=True)) for columns_of, values in rows_of)
    return Model(tags, features, names, rarity, centroids.T.tocsr(), telling)


def _matrix(counts: Sequence[Counter[int | None]], rarity: np.ndarray) -> sparse.csr_matrix:
    """Return unit TF-IDF rows (papers by features), frequencies damped by their logarithm.

    Args:
        counts: how often each paper has each feature, by number; `None` stands for what is no feature.
        rarity: inverse document frequency of each feature.
    """
    columns: list[int] = []
    times: list[int] = []
    starts = [0]
    for found in counts:
        found.pop(None, None)
        columns.extend(found)  # type: ignore[arg-type] # None is gone
        times.extend(found.values())
        starts.append(len(columns))
    weights = (1 + np.log(times)) * rarity[columns] if columns else np.zeros(0)
    return _unit(sparse.csr_matrix((weights, columns, starts), shape=(len(counts), len(rarity))))


def _tells(feature: str) -> bool:
    """Tell whether no part of a feature is a stop word."""
    return not any(stem in _stop_words() for stem in feature.split())


def _unit(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ matrix).tocsr()


def _cut(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    """Keep the heaviest entries of each row, and make rows of unit length."""
    matrix = matrix.tocsr()
    for row in range(matrix.shape[0]):
        values = matrix.data[matrix.indptr[row] : matrix.indptr[row + 1]]
        if len(values) > _WORDS:
            values[values < np.partition(values, -_WORDS)[-_WORDS]] = 0
    matrix.eliminate_zeros()
    return _unit(matrix)


def _features(paper: Sequence[Part]) -> Iterator[str]:
    """Yield stems, those of the title twice and its neighbouring pairs, too."""
    for part in paper:
        if part.place == TITLE:
            yield from part.stems
            yield from map(" ".join, pairwise(part.stems))
        if part.place != KEYWORD:
            yield from part.stems


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(STEMS[word] for word in known_names.stop_words())


def propose(model: Model, papers: Sequence[Sequence[Part]]) -> list[tuple[Learned, ...]]:
    """Return the tags that the words of each paper suggest, best first."""
    if not model.tags:
        return [()] * len(papers)
    counts = [Counter(map(model.features.get, _features(paper))) for paper in papers]
    vectors = _matrix(counts, model.rarity)
    likeness = np.asarray((vectors @ model.centroids).todense())
    return [tuple(_best(model, vectors, likeness[row], row)) for row in range(len(papers))]


def _best(model: Model, vectors: sparse.csr_matrix, likeness: np.ndarray, row: int) -> Iterator[Learned]:
    top = np.argpartition(-likeness, min(_TOP, len(likeness) - 1))[:_TOP]
    span = slice(vectors.indptr[row], vectors.indptr[row + 1])
    weights = dict(zip(vectors.indices[span].tolist(), vectors.data[span].tolist(), strict=True))
    found = [(round(float(likeness[place]), 5), model.tags[place], place) for place in top.tolist()]
    for value, tag, place in sorted(found, key=lambda item: (-item[0], item[1])):
        if value >= _FLOOR:
            own = model.telling[place]
            shared = nsmallest(
                3, ((-weights[word] * own[word], model.names[word]) for word in weights.keys() & own.keys())
            )
            yield Learned(tag, value, tuple(name for _, name in shared))
