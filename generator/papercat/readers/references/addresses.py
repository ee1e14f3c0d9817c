"""Identifiers and addresses of a reference, taken out of its text."""

import re
from typing import NamedTuple

STOPS = ".,;:)]}>'\"\u201d\u2019"
INTRO = (
    r"(?:[\[(]?\s*(?:\[online\][.,]?\s*)?\b(?:available|retrieved|accessed|obtained|url|doi|link|online)\b"
    r"(?: (?:online|at|from|on|via|in))*(?: [^:;()]{0,30}\d{4},? (?:from|at))?[:.]?\s*)?"
)
DOI = re.compile(rf"{INTRO}(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)(10\.\d{{4,9}}/[^\s<>\"]+)", re.IGNORECASE)
ARXIV = re.compile(
    r"(?:[Ii]n )?(?:arXiv (?:preprint|e-prints?),? ?)?[\[(]?(?:https?://arxiv\.org/(?:abs|pdf)/|arXiv:\s*|(?<=\[)(?=[a-z-]+/\d{7}))"
    r"([a-z-]+(?:\.[A-Z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?(?:\s*\[[\w.-]+\])?[\])]?",
)
PMC = re.compile(r"(?:PubMed Central )?PMCID:?\s*(PMC\d+)[;.]?", re.IGNORECASE)
PMID = re.compile(r"(?:PubMed )?PMID:?\s*(\d{4,9})[;.]?", re.IGNORECASE)
URL = re.compile(rf"{INTRO}((?:https?://|www\.)[^\s<>\"]+)", re.IGNORECASE)
CITED = re.compile(
    r"\[(?:internet|online|cited [^\]]*|accessed [^\]]*)\]"
    r"|\(original work published[^()]*\)"
    r"|\((?:last )?(?:accessed|viewed|retrieved|visited)[^()]*\)"
    r"|[.,;]? ?(?:accessed|retrieved|viewed) (?:on )?(?:[A-Z][a-z]+ \d{1,2}|\d{1,2} [A-Z][a-z]+),? \d{4}(?=[.,]|$)",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A reference without its addresses, and these."""

    text: str
    known: dict[str, object]
    """By our names."""


def taken_out(text: str) -> Found:
    """Return the text without identifiers, addresses and days of looking at them."""
    known: dict[str, object] = {}
    for name, pattern in (("doi", DOI), ("arxiv", ARXIV), ("pmcid", PMC), ("pmid", PMID)):
        for match in pattern.finditer(text):
            known.setdefault(
                name,
                match[1].rstrip(STOPS) if match[1].count("(") <= match[1].count(")") - 1 else match[1].rstrip(".,;"),
            )
        text = pattern.sub(" ", text)
    urls = [match[1].rstrip(STOPS) for match in URL.finditer(text)]
    if urls:
        known["links"] = [url if "://" in url else f"https://{url}" for url in urls]
    text = CITED.sub("", URL.sub(" ", text))
    return Found(re.sub(r"\s+([,.;:)])", r"\1", " ".join(text.split())).strip(), known)
