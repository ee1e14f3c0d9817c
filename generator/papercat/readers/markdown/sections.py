"""The headings of a list: where a paper stands, and what they say of it."""

import re
from collections.abc import Sequence

from papercat.readers.markdown.facts import When, when

ASIDE = re.compile(
    r"(?:(?:latest|recent|our) )?(?:news|updates?|update log|change ?log|what'?s new|announcements?)"
    r"(?: (?:and|&) (?:news|updates?))?|citations?|citing|cite us|how to cite|bibtex|acknowledge?ments?|licen[cs]e"
    r"|contribut(?:ing|ions?|ors)|how to contribute|star history|(?:table of )?contents?|toc|contact(?: us)?"
    r"|related (?:repos(?:itories)?|lists|awesome.*)|awesome lists?|\u76ee\u5f55",
    re.IGNORECASE,
)
"""Sections whose items are no papers of the list."""
EMPTY = re.compile(
    r"(?:(?:all|must[- ]read|more|other|others|related|relevant|recent|new|latest|selected|key|list of|awesome) )*"
    r"(?:papers?(?: list)?|publications?|works?|list|overview|introduction|intro|misc(?:ellaneous)?|others?|more"
    r"|resources?|articles?|preprints?|conferences?|journals?|arxiv|methods?|literature)?",
    re.IGNORECASE,
)
"""Names of sections that tell nothing of a paper."""
PAPERS = re.compile(
    r"\s+(?:related\s+)?(?:papers?|publications|works|literature)$|^(?:papers|works) (?:on|about)\s+"
    r"|^awesome\s+|\s*\(must[- ]read\)",
    re.IGNORECASE,
)
NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.):]?|[IVX]+\.)\s+")
COUNT = re.compile(r"\s*[(\[]\s*\d+(?:\s+\w+)?\s*[)\]]$")
LONGEST = 60
"""Characters of a section's name that is a keyword."""


def plain(name: str) -> str:
    """Return a heading without number, signs and count."""
    return COUNT.sub("", NUMBER.sub("", re.sub(r"^[^\w(]+|[^\w)]+$", "", name))).strip()


def is_aside(place: Sequence[str]) -> bool:
    """Say whether the items below these headings are no papers of the list: news, contents, how to cite it."""
    return any(ASIDE.fullmatch(plain(name)) for name in place)


def keywords(place: Sequence[str]) -> list[str]:
    """Return what the headings above a paper say of its subject; `Papers`, `2024` and `CVPR 2024` say nothing."""
    names = [PAPERS.sub("", PAPERS.sub("", name)) for heading in place if not EMPTY.fullmatch(name := plain(heading))]
    return [name for name in names if name and len(name) <= LONGEST and not EMPTY.fullmatch(name) and not when(name)]


def stated(place: Sequence[str]) -> When:
    """Return the venue and year that headings name: `2024`, `CVPR 2024`."""
    return next((found for name in reversed(place) if (found := when(plain(name))) and found.date), When())
