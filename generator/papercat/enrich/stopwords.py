"""Words that say nothing about what a paper is about."""

from importlib import resources


def _read() -> frozenset[str]:
    lines = resources.files("papercat.enrich").joinpath("data/stopwords.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


STOPWORDS = _read()
"""In lower case; English with the phrases of abstracts, function words of seven other languages."""
