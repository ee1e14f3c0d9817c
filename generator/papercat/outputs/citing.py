"""What every way of citing needs: a key, a type, one address, clean text."""

import re
from collections import Counter
from functools import lru_cache
from itertools import islice

from papercat import paths
from papercat.outputs import people
from papercat.outputs.details import Kind, collective, told
from papercat.records import Paper

_STOP = """
a an and are as at by can do does for from how in into is its not of on or the to via what when why with
"""
STOP = frozenset(_STOP.split())
JOURNAL = re.compile(
    r"\b(?:journal|transactions|letters|annals|magazine|bulletin|quarterly|nature|science|plos|jmlr|tmlr|tacl|tpami|ijcv|jair"
    r"|surveys|neurocomputing|bioinformatics|review|reviews|archives|acta"
    r"|zeitschrift|jahrbuch|archiv|revue|annales|cahiers|revista|boletín|rivista|annali|журнал|вестник)\b"
    r"|学报|學報|学刊|學刊|杂志|雜誌|雑誌|期刊|论文志|論文誌|会誌|紀要|학회지|논문지",
    re.IGNORECASE,
)
PREPRINT = re.compile(r"\b(?:arxiv|corr|biorxiv|medrxiv|ssrn|preprints?)\b", re.IGNORECASE)
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""Control characters, line and paragraph separators, lone surrogates."""
WORD = re.compile(r"[^\W_]+")
KEY_WORDS = 3
"""Words of the title in a key: enough that two papers hardly ever share one, so that keys stay what they are."""


def kind(paper: Paper) -> Kind:
    """Return what a source called the paper; else judge by the venue: one of no venue counts as a preprint."""
    said = told(paper) if paper.extra else None
    if not said:
        return _kind(paper.venue)
    # a paper that came out keeps what its preprint was called, and a preprint server is no journal
    if said is Kind.PREPRINT and paper.venue:
        return _kind(paper.venue)
    article = said in {Kind.ARTICLE, Kind.CONFERENCE}
    preprint = PREPRINT.search(paper.venue) if paper.venue else "arxiv" in paper.ids
    return Kind.PREPRINT if article and preprint else said


@lru_cache(maxsize=1 << 12)
def _kind(venue: str) -> Kind:
    if not venue or PREPRINT.search(venue):
        return Kind.PREPRINT
    return Kind.ARTICLE if JOURNAL.search(venue) else Kind.CONFERENCE


def key(paper: Paper) -> str:
    """Return the citation key: `vaswani2017attentionneed`; without author or date the paper's id.

    It depends on the paper alone, so that it stays what it was when others come.
    """
    name = paper.authors[0].name if paper.authors else ""
    first = _ascii(name if paper.extra and name in collective(paper) else people.split(name).family) if name else ""
    words = (match[0] for match in WORD.finditer(paper.title) if match[0].casefold() not in STOP)
    title = _ascii("".join(islice(words, KEY_WORDS)))
    return f"{first}{paper.year}{title[:40]}" if first and paper.year and title else paper.id


def keys(papers: tuple[Paper, ...]) -> dict[str, str]:
    """Return the citation key by paper id; papers that would share one are told apart by a piece of their id's hash."""
    made = {paper.id: key(paper) for paper in papers}
    count = Counter(made.values())
    return {one: found if count[found] == 1 else f"{found}-{paths.digest(one, 4)}" for one, found in made.items()}


def address(paper: Paper) -> str:
    """Return the one URL to cite: a DOI, arXiv or page of the paper, else its first link."""
    if doi := paper.ids.get("doi"):
        return f"https://doi.org/{doi}"
    if arxiv := paper.ids.get("arxiv"):
        return f"https://arxiv.org/abs/{arxiv}"
    for wanted in ("page", "pdf", "project"):
        for link in paper.links:
            if link.kind == wanted:
                return link.url
    return paper.links[0].url if paper.links else ""


def clean(text: str) -> str:
    """Return text on one line, without control characters and lone surrogates."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")  # most text is so, and printable white space is the plain space alone
    line = " ".join(text.split())
    return line if line.isprintable() else " ".join(UNSEEN.sub(" ", text).split())


def _ascii(text: str) -> str:
    """Return the letters and digits of a text's slug."""
    # of one plain word it is that word, and most titles come once: nothing worth to be kept
    if text.isascii() and text.isalnum() and len(text) < paths.SLUG_LIMIT:
        made = text.lower()
        if not paths.RESERVED.fullmatch(made):
            return made
    return paths.slug(text).replace("-", "")
