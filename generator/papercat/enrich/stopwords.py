"""Words that say nothing, or little, about what a paper is about."""

from importlib import resources


def _read(file: str) -> frozenset[str]:
    lines = resources.files("papercat.enrich").joinpath("data", file).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


STOPWORDS = _read("stopwords.txt")
"""In lower case; English with the phrases of abstracts, function words of seven other languages."""
GENERAL = _read("general-words.txt")
"""In lower case and singular; English that papers of all fields use."""
