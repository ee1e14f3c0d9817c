"""Say what papers are about: tags of the vocabulary, ranked, each with its reason."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace

import numpy as np

from papercat.catalogue import Catalogue
from papercat.enrich import alone, texts, vocabulary
from papercat.enrich.tags import correct, learn, mine, propose, remember, weigh
from papercat.enrich.tags.weigh import MOST, State
from papercat.enrich.texts import Texts

__all__ = ["MOST", "State", "enrich", "updated"]


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `tags`; merge the vocabulary that ships, and keywords that several papers share, into the people's."""
    digests = [alone.digest(paper) for paper in catalogue.papers]
    read = texts.updated(Texts(), catalogue.papers, digests, executor)
    return updated(State(), catalogue, digests, read, executor)[0]


def updated(
    previous: State, catalogue: Catalogue, digests: Sequence[str], read: Texts, executor: Executor
) -> tuple[Catalogue, State]:
    """Fill `tags` and the vocabulary, looking again only at what has changed since the last run.

    Args:
        previous: of the last run; the catalogue is the same whatever it is, an empty one included.
        catalogue: the papers.
        digests: of the text of each.
        read: the texts.
        executor: where papers are read.
    """
    words = vocabulary.merged(catalogue.vocabulary, vocabulary.builtin())
    mined, known = mine.keyword_tags(catalogue.papers, words)
    words = vocabulary.merged(words, mined)
    keys = [remember.digest(paper, text) for paper, text in zip(catalogue.papers, digests, strict=True)]
    by_key = dict(zip(keys, catalogue.papers, strict=True))
    before = previous.matched
    matched = remember.matched((previous.words, before), words, by_key, executor)
    every = [matched[key] for key in keys]
    # what was not matched anew is the same object
    anew = np.array([before.get(key) is not one for key, one in zip(keys, every, strict=True)], np.bool_)
    papers = propose.Papers(keys, read, every, anew)
    learned, proposed = propose.propose(previous.proposed, learn.train(catalogue.papers, read, known), papers)
    state = weigh.weighed(previous, words, matched, zip(keys, learned, strict=True))._replace(proposed=proposed)
    tags = {paper.id: state.shown[key].taggings for paper, key in zip(catalogue.papers, keys, strict=True)}
    for paper in tags.keys() & catalogue.corrections.keys():
        tags[paper] = correct.corrected(tags[paper], catalogue.corrections[paper], words)
    tags = {paper: taggings for paper, taggings in tags.items() if taggings}
    return replace(catalogue, vocabulary=words, tags=tags), state
