"""Say what papers are about: tags of the vocabulary, ranked, each with its reason."""

from concurrent.futures import Executor
from dataclasses import replace
from functools import partial

from papercat.catalogue import Catalogue
from papercat.enrich import vocabulary
from papercat.enrich.tags import correct, match, weigh
from papercat.enrich.tags.weigh import MOST
from papercat.work import in_chunks

__all__ = ["MOST", "enrich"]


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `tags`, and merge the vocabulary that ships into the people's."""
    words = vocabulary.merged(catalogue.vocabulary, vocabulary.builtin())
    found = tuple(in_chunks(executor, partial(match.of_papers, words), catalogue.papers))
    ranked = weigh.ranked(words, found)
    tags = {
        paper.id: taggings
        for paper, best in zip(catalogue.papers, ranked, strict=True)
        if (taggings := correct.corrected(best, catalogue.corrections.get(paper.id), words))
    }
    return replace(catalogue, vocabulary=words, tags=tags)
