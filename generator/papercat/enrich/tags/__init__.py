"""Say what papers are about: tags of the vocabulary, ranked, each with its reason."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

from papercat.catalogue import Catalogue
from papercat.enrich import vocabulary
from papercat.enrich.tags import correct, learn, match, propose, reading, weigh
from papercat.enrich.tags.vectors import Model
from papercat.enrich.tags.weigh import MOST
from papercat.insight import Tag
from papercat.records import Paper
from papercat.work import in_chunks

__all__ = ["MOST", "enrich"]

_CHUNK = 2000
"""Papers sent at once with the vocabulary and the model."""


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `tags`; merge the vocabulary that ships, and keywords that several papers share, into the people's."""
    words = vocabulary.merged(catalogue.vocabulary, vocabulary.builtin())
    mined, known = learn.keyword_tags(catalogue.papers, words)
    words = vocabulary.merged(words, mined)
    model = learn.train(catalogue.papers, known)
    found = tuple(in_chunks(executor, partial(_of_papers, words, model), catalogue.papers, _CHUNK))
    ranked = weigh.ranked(words, found)
    tags = {
        paper.id: taggings
        for paper, best in zip(catalogue.papers, ranked, strict=True)
        if (taggings := correct.corrected(best, catalogue.corrections.get(paper.id), words))
    }
    return replace(catalogue, vocabulary=words, tags=tags)


def _of_papers(words: tuple[Tag, ...], model: Model, papers: Sequence[Paper]) -> list[weigh.Found]:
    text = reading.read(papers)
    matches = match.find(match.phrases(words), text)
    return list(map(weigh.Found, map(tuple, matches), propose.propose(model, text)))
