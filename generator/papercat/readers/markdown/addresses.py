"""What a list's links are: by the words that name them, and by where they lead."""

import re
from collections.abc import Iterable, Mapping

from papercat.readers.links import ARXIV_URL, known_ids
from papercat.readers.markdown.blocks import Piece

PAPER = re.compile(
    r"arxiv\.org/(?:abs|pdf|html)/|alphaxiv\.org/|ar5iv\.|doi\.org/10\.|/doi/(?:\w+/)?10\.|openreview\.net/(?:forum|pdf)"
    r"|aclanthology\.org/|aclweb\.org/|openaccess[./]|proceedings|(?:neurips|nips)\.cc/|ieeexplore|dl\.acm\.org"
    r"|link\.springer|sciencedirect|biorxiv|medrxiv|papers\.cool/|huggingface\.co/papers/|semanticscholar\.org/"
    r"|nature\.com/articles|jmlr\.org|pubmed|hal\.science|ssrn\.com|\.pdf(?:$|[?#])",
    re.IGNORECASE,
)
CODE = re.compile(r"(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/[^/\s]+/[^/\s]+", re.IGNORECASE)
_NAMED = {
    "paper": "paper papers pdf arxiv abs abstract html openreview doi report preprint publication acl acm ieee cvf "
    "springer biorxiv link url here \u8bba\u6587 \u94fe\u63a5",
    "code": "code codes github gitlab git repo repository implementation pytorch torch tensorflow tf jax star stars "
    "\u4ee3\u7801",
    "project": "project page website homepage webpage web site home \u4e3b\u9875 \u9879\u76ee",
    "demo": "demo demos playground space spaces colab",
    "video": "video videos youtube talk presentation teaser recording bilibili \u89c6\u9891",
    "dataset": "data dataset datasets \u6570\u636e\u96c6 \u6570\u636e",
    "model": "model models weight weights checkpoint checkpoints ckpt huggingface hf modelscope",
    "slides": "slides slide ppt",
    "other": "blog post blogpost poster supp supplementary supplement bib bibtex cite tutorial leaderboard note notes "
    "review twitter tweet zhihu article news appendix \u89e3\u8bfb",
}
KINDS = {word: kind for kind, words in _NAMED.items() for word in words.split()}
"""Words of a link's label -> what lies there."""
_FILLER = """
official unofficial the a of for and full short long low high resolution version extended explanation technical tech new
not yet coming soon available hugging face conference journal local online live v released
"""
FILLER = frozenset(_FILLER.split())
WORDS = re.compile(r"[^\W\d_\u4e00-\u9fff]+|[\u4e00-\u9fff]+")
IDENTIFIER = re.compile(r"\W*(?:arxiv\W*)?\d{4}\.\d{4,5}(?:v\d+)?\W*", re.IGNORECASE)


def kind(text: str) -> str:
    """Return what a link's label says lies there; nothing where the text is no label."""
    if IDENTIFIER.fullmatch(text):
        return "paper"
    words = WORDS.findall(re.sub(r"\bby\s.*", "", text.lower()))[:6]
    kinds = [found for word in words if (found := _meaning(word))]
    known = all(_meaning(word) or word in FILLER for word in words)
    return kinds[0] if kinds and known else ""


def _meaning(word: str) -> str:
    if word in KINDS or word < "\u4e00":
        return KINDS.get(word, "")
    # without blanks: "download link of the paper"
    return next((found for name, found in KINDS.items() if word.startswith(name)), "")


def is_paper(link: Piece) -> bool:
    """Say whether a link leads to a paper, by its address or its label."""
    return bool(PAPER.search(link.url)) or (kind(link.text) == "paper" and link.url.startswith("http"))


def known(links: Iterable[Piece]) -> dict[str, object]:
    """Return identifiers and links, those left out that an identifier stands for."""
    ids: dict[str, str] = {}
    kept: dict[str, Mapping[str, str]] = {}
    for link in links:
        own = dict(known_ids(link.url))
        if match := ARXIV_URL.match(link.url):
            # with its version, which is kept
            own["arxiv"] = match[1].removesuffix(".pdf").rstrip("/")
        ids |= {scheme: value for scheme, value in own.items() if value and scheme not in ids}
        if not {"arxiv", "doi"} & own.keys() and link.url.startswith("http"):
            kept.setdefault(link.url, _laid_out(link))
    return {**ids, **({"links": list(kept.values())} if kept else {})}


def _laid_out(link: Piece) -> dict[str, str]:
    said = kind(link.text)
    if CODE.search(link.url):
        return {"url": link.url, "kind": "code"}
    if said == "paper" or (not said and PAPER.search(link.url)):
        pdf = bool(re.search(r"\.pdf(?:$|[?#])|/pdf/", link.url))
        return {"url": link.url, "kind": "pdf" if pdf else "page"}
    if said == "code" and re.search(r"\.github\.io|huggingface\.co", link.url):
        said = ""
    if said in {"", "model", "demo"} and "huggingface.co/" in link.url:
        return {"url": link.url}
    if said == "other" or not said:
        return {
            "url": link.url,
            "kind": "project" if ".github.io" in link.url else "other",
            "label": link.text.strip(" []"),
        }
    return {"url": link.url, "kind": said}
