"""What arXiv's formats have in common: versions, and papers that were withdrawn."""

import re

_NOUN = r"(?:paper|article|submission|manuscript|preprint|e-?print|work|draft|note|version)"
_IS = r"(?:(?:has|have)\s+been|is|was)\s+"
_GONE = r"(?:temporarily\s+|now\s+)*withdrawn\b(?!\s+(?:from|paper|article|version)\b(?!\s+(?:the\s+)?arxiv))"
WITHDRAWN = re.compile(
    rf"(?:this|the|our)\s+{_NOUN}\s+{_IS}{_GONE}"
    rf"|(?:{_NOUN}\s+)?(?:{_IS})?{_GONE}"
    rf"|(?:(?:the|both)\s+)?(?:authors?|we|I)\s+(?:(?:have|has)\s+withdrawn|withdrew)\s+(?:this|the|our)\s+{_NOUN}\b(?!\s+from)",
    re.IGNORECASE,
)
"""At the beginning of a sentence; "withdrawn from ICML" says nothing about arXiv."""
SENTENCE = re.compile(r"(?:^|(?<=[.;:!])\s+)(?=\w)")


VERSION = re.compile(r"v\d+$")


def key(arxiv: str) -> str:
    """Return the paper's key, the same in all versions and formats: so the word of the last version is arXiv's word."""
    return VERSION.sub("", arxiv)


def standing(comment: str, abstract: str) -> dict[str, object]:
    """Return `status`, and `status_note` where the comment says more than that: arXiv has no field for it.

    Args:
        comment: of its latest version.
        abstract: which some people replace by the news.
    """
    sentences = (WITHDRAWN.match(comment, start.end()) for start in SENTENCE.finditer(comment))
    if told := next(filter(None, sentences), None):
        return {"status": "withdrawn", "status_note": comment if told[0] != comment.rstrip(".") else ""}
    return {"status": "withdrawn" if WITHDRAWN.match(abstract.lstrip()) else "preprint"}
