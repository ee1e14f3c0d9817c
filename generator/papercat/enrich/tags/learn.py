"""Learn tags from the authors' own keywords, where a catalogue has enough of them.

The model is linear, one vector a tag: the centroid of the TF-IDF vectors of the papers with that keyword (Rocchio),
cut to its most telling words. Ridge regression and nearest neighbours on the same vectors were no better, and this
one needs no solver. How well it does: docs/quality-of-enrichment.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from scipy import sparse

from papercat.enrich.tags.reading import read
from papercat.enrich.tags.vectors import Model, counted, features, matrix, unit
from papercat.enrich.vocabulary import terms
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
    tags_of = {paper.id: sorted({tag for k in paper.keywords if (tag := known.get(terms(k)))}) for paper in papers}
    marked = [paper for paper in papers if paper.keywords]
    users = Counter(chain.from_iterable(tags_of.values()))
    tags = tuple(sorted(tag for tag, papers_with in users.items() if papers_with >= LEAST))
    if len(marked) < ENOUGH or not tags:
        return Model()
    place = {tag: at for at, tag in enumerate(tags)}
    reading = read(marked)
    found = features(reading)
    counts = counted(reading.size, found)
    rarity = np.log(len(marked) / counts.papers) + 1
    pairs = [(place[tag], row) for row, paper in enumerate(marked) for tag in tags_of[paper.id] if tag in place]
    rows, columns = zip(*pairs, strict=True)
    uses = sparse.csr_array((np.ones(len(pairs)), (rows, columns)), shape=(len(tags), len(marked)))
    centroids = _cut(uses @ matrix(counts.table, rarity))
    return Model(tags, {name: at for at, name in enumerate(counts.names)}, rarity, centroids)


def _cut(table: sparse.csr_array) -> sparse.csr_array:
    """Keep the heaviest entries of each row, and make rows of unit length."""
    for row in range(table.shape[0]):
        values = table.data[table.indptr[row] : table.indptr[row + 1]]
        if len(values) > _WORDS:
            values[values < np.partition(values, -_WORDS)[-_WORDS]] = 0
    table.eliminate_zeros()
    return unit(table)
