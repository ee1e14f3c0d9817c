"""Identifiers and links: out of addresses, Markdown and objects, and never a script."""

import math
import re
from collections.abc import Iterator, Mapping

from papercat.readers.values import flat, plain
from papercat.records import Link, LinkKind, is_safe

DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
ARXIV = re.compile(r"(?<![\d.])(\d{4}\.\d{4,5}|[a-z][a-z-]+(?:\.[A-Z]{2})?/\d{7})(v\d+)?(?![\d.]*\d)")
URL = re.compile(r"(?:https?|ftp)://[^\s<>\"'\]})]+(?:\([^\s<>\"'()]*\)[^\s<>\"'\]})]*)*|mailto:\S+@\S+", re.IGNORECASE)
_IN_URL = r"[\w./%?=&#~+,:@!$'*-]*"
PLAIN_URL = re.compile(rf"https?://[\w.-]+(?::\d+)?(?:[/?#]{_IN_URL}(?:\({_IN_URL}\){_IN_URL})*)?", re.ASCII)
BARE_URL = re.compile(
    r"(?![^/?#]+\.(?:pdf|html?|txt|docx?|zip|ps|tex|png)$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[/?#]\S*)?",
    re.IGNORECASE,
)
OTHER_SCHEME = re.compile(r"(?!doi:|arxiv:)[a-z][a-z0-9+.-]*:\S", re.IGNORECASE)
REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
SSH = re.compile(r"(?:ssh://)?git@([\w.-]+)[:/](\S+)")
OPENREVIEW = re.compile(r"https?://openreview\.net/(?:forum|pdf|attachment)\?id=([\w-]+)")
ACL = re.compile(
    r"https?://(?:www\.)?(?:aclanthology\.org|aclweb\.org/anthology)/(?:[A-Z]/[A-Z]\d\d/)?([A-Za-z0-9.-]+?)(?:\.pdf|/)?$"
)
ARXIV_URL = re.compile(
    r"https?://(?:www\.|export\.)?(?:arxiv\.org/(?:abs|pdf|html)|alphaxiv\.org/(?:abs|pdf|overview)|huggingface\.co/papers"
    r"|ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)|papers\.cool/arxiv)/([^?#]+)"
)
DOI_PATH = re.compile(
    r"/(?:doi|article|chapter|book|content(?:/pdf)?)/(?:[a-z]+/)?(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE
)
"""DOI in a publisher's address: dl.acm.org, link.springer.com, biorxiv.org, onlinelibrary.wiley.com, science.org."""
_FORM = re.compile(
    r"(?:\.pdf|\.full(?:-text|\.pdf)?|\.abstract|(?<=\d)v\d+(?:\.full(?:-text)?)?(?:\.pdf)?)+$", re.IGNORECASE
)
NATURE = re.compile(
    r"https?://(?:www\.)?nature\.com/articles/(s\d{5}-\d{3}-\d{5}-[\dxyz]|n[a-z]+\.?\d+)", re.IGNORECASE
)
HOSTS: dict[str, LinkKind] = {
    "github.com": "code", "gitlab.com": "code", "bitbucket.org": "code", "youtube.com": "video", "youtu.be": "video",
    "vimeo.com": "video", "slideslive.com": "video", "zenodo.org": "dataset", "kaggle.com": "dataset",
}  # fmt: skip


def identifier(scheme: str, value: object) -> str:
    """Return an identifier without the URL or prefix around it."""
    if isinstance(value, float) and math.isfinite(value) and scheme == "arxiv":
        # a spreadsheet's number has lost its final noughts
        value = f"{value:.5f}" if value >= 1501 else f"{value:.4f}"  # noqa: PLR2004 - since January 2015 five digits
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    text = flat(str(value))
    if scheme == "doi":
        found = DOI.search(text)
        return _closed(found[0]) if found else ""
    if scheme == "arxiv":
        match = ARXIV.search(text.removesuffix(".pdf"))
        return match[1] if match else ""
    if scheme == "openreview" and (match := OPENREVIEW.search(text)):
        return match[1]
    if scheme == "acl" and (match := ACL.search(text)):
        return match[1]
    return text.rstrip("/").rpartition("/")[2] if text.startswith("http") else text[:200]


def _closed(doi: str) -> str:
    """Return a DOI without the punctuation of the sentence around it; its own brackets stay."""
    while doi.endswith((".", ",", ";")) or (doi.endswith(")") and doi.count(")") > doi.count("(")):
        doi = doi[:-1]
    return doi


def known_ids(url: str) -> Iterator[tuple[str, str]]:
    """Yield the identifiers that the address of a paper's own page or PDF holds."""
    if ("xiv" in url or "/papers" in url) and (match := ARXIV_URL.match(url)):
        yield "arxiv", identifier("arxiv", match[1])
    elif "openreview.net/" in url and (match := OPENREVIEW.match(url)):
        yield "openreview", match[1]
    elif "anthology" in url and (match := ACL.match(url)):
        yield "acl", match[1]
    elif "doi.org/" in url:
        yield "doi", identifier("doi", url)
    elif "/10." in url and (match := DOI_PATH.search(url)):
        yield "doi", identifier("doi", _FORM.sub("", match[1].rstrip("/")))
    elif "nature.com/" in url and (match := NATURE.match(url)):
        yield "doi", f"10.1038/{match[1]}"


def addresses(value: object, kind: str) -> tuple[list[Link], list[str]]:
    """Return links in a value and what looks like one and must not be followed.

    Args:
        value: an address, a text around addresses (Markdown, separated by semicolons), an object with `url`, a list.
        kind: what the field's name says; nothing where only the address can tell.
    """
    links: list[Link] = []
    refused: list[str] = []
    for entry in value if isinstance(value, list) else [value]:
        label, text, own = "", entry, kind
        if isinstance(entry, Mapping):
            text = entry.get("url") or entry.get("href") or entry.get("URL")
            label = flat(str(entry.get("label") or entry.get("title") or ""))[:200]
            own = str(entry.get("kind") or entry.get("type") or kind)
        if isinstance(text, str):
            urls = list(_urls(plain(text), own))
            links += (Link(url, _kind(url, own), label) for url in urls)
            refused += [text] if not urls and OTHER_SCHEME.match(plain(text)) else []
    return links, refused


def _urls(text: str, kind: str) -> Iterator[str]:
    if PLAIN_URL.fullmatch(text):
        yield text
        return
    if found := [url.rstrip(".,;:!") for url in URL.findall(text)]:
        yield from (url for url in dict.fromkeys(found) if is_safe(url))
    elif match := SSH.fullmatch(text):
        yield f"https://{match[1]}/{match[2].removesuffix('.git')}"
    else:
        for part in text.split(";"):
            if BARE_URL.fullmatch(bare := part.strip()) and is_safe(f"https://{bare}"):
                yield f"https://{bare}"
            elif kind == "code" and REPOSITORY.fullmatch(bare) and ".." not in bare:
                yield f"https://github.com/{bare}"


def _kind(url: str, kind: str) -> LinkKind:
    """Return what lies there: what the field's name says, but a known host knows better than `project` or nothing."""
    host, _, path = url.partition("://")[2].partition("/")
    host = host.lower().removeprefix("www.")
    if kind in {"", "project"} and (known := HOSTS.get(host)):
        return known
    if kind in {"", "project"} and host == "huggingface.co":
        first = path.partition("/")[0]
        return "dataset" if first == "datasets" else "demo" if first == "spaces" else "model"
    if kind == "project":
        # an abstract's link to another paper or to a licence is no project
        return "other" if host in {"arxiv.org", "doi.org", "creativecommons.org"} else "project"
    if not kind:
        return "pdf" if path.endswith(".pdf") or path.startswith("pdf/") else "page"
    return _LINK_KINDS.get(kind.lower(), "other")


_LINK_KINDS: dict[str, LinkKind] = {
    "code": "code", "dataset": "dataset", "model": "model", "demo": "demo", "project": "project", "pdf": "pdf",
    "page": "page", "video": "video", "slides": "slides", "application/pdf": "pdf", "text/html": "page",
}  # fmt: skip
