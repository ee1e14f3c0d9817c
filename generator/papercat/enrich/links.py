"""Find URLs in titles and abstracts, and say what lies there."""

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import replace

from papercat.catalogue import Catalogue
from papercat.enrich import hosts, sentences
from papercat.enrich.words import GLUED
from papercat.insight import FoundLink, TextField
from papercat.records import Link, Paper
from papercat.work import in_chunks

_WIDE = rf"\u3000-\u303f\uff00-\uffef{GLUED}"
"""Scripts that go on right behind an address, with their signs."""
_CHAR = rf"(?:\\[_%#&~]|[^\s<>\"{{}}|\\^`\u201c\u201d{_WIDE}])"
_SEGMENT = r"(?!(?:and|or|for|with|to|in|is|are|as|the|we|upon)\b)[\w.~%-]*[\w%-]"
_URL = re.compile(
    rf"""\\(?:url|href)\s*\{{\s*(?P<latex>(?:\\[_%#&~]|[^\s{{}}\\])+)\s*\}}(?:\s*\{{[^{{}}]*\}})?
    |(?<![A-Za-z0-9_])(?P<gap>https?(?=\s|:\s|:/\s|://\s)\s?:\s?/\s?/\s?(?:[\w-]+\.\s?)+\w+(?:\s?/\s?{_SEGMENT})*/?)
    |(?<![A-Za-z0-9_])(?P<plain>(?:https?|ftp)://{_CHAR}+)
    |(?<![^\W{_WIDE}])(?<![@/.:-])(?P<bare>www\.(?:[\w-]+\.)+[^\W{_WIDE}]+(?:/{_CHAR}*)?|{hosts.BARE}/{_CHAR}+
        |[\w-]+\.(?:github|gitlab)\.io\b(?:/{_CHAR}*)?)""",
    re.VERBOSE | re.IGNORECASE,
)
_HINTS = ("http", "ftp:", ".com/", ".org/", ".co/", ".net/", ".cn/", ".ly/", ".gl/", ".be/")
_NO_SLASH = ("www.", ".io", "\\url", "\\href")
"""One of all these is in every address, one of the latter in one without a slash; that is found out in no time."""
_FIRST = (*_HINTS, *_NO_SLASH, "gitlab.")
"""One of these is in the first word of every address."""
_REST = re.compile(
    rf"(?<=/)\s(?=\S*[A-Z0-9_-]){_SEGMENT}(?=[.)]?(?:\s|$))|(?:\s/\s?{_SEGMENT})+|\s?/\s{_SEGMENT}\s/\s{_SEGMENT}"
)
"""What a broken line may have cut from an address on a code host."""
_AFTER_HYPHEN = re.compile(rf"\s(?!(?:and|or|for|with|to|in|is|are|as|the|we|upon)\b)\w{_CHAR}*")
"""What a line that was broken at a hyphen goes on with."""
_WWW = re.compile(r"(?<=://)www\.(?=(?:github|gitlab)\.com/)", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([_%#&~])")
_TRAILING = ".,;:!?'\u2019*…"
_BRACKETS = {")": "(", "]": "["}


def find(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Yield start, end and address of each URL in the text.

    Known forms: plain, in angle or other brackets, `\url{…}` and `\href{…}{…}`, bare `github.com/x/y`, and with
    the gaps that broken lines leave (`https: //github.com / x`). A final dot or bracket is the sentence's.
    """
    low = text.lower()
    if not any(map(low.__contains__, _NO_SLASH)) and not ("/" in low and any(map(low.__contains__, _HINTS))):
        return
    first = min(at for hint in _FIRST if (at := low.find(hint)) >= 0)
    # most addresses end an abstract, and the long pattern takes long
    begin = text.rfind(" ", 0, first) + 1 if len(low) == len(text) else 0
    done = begin
    for match in _URL.finditer(text, begin):
        start, end = match.span()
        if start < done:
            continue
        if match["latex"]:
            url = match["latex"]
        else:
            end = done = _end(text, start, end)
            url = re.sub(r"\s+", "", text[start:end])
        url = _ESCAPED.sub(r"\1", url)
        if hosts.split(url):
            yield start, end, _WWW.sub("", url if "://" in url else f"https://{url}")


def _end(text: str, start: int, end: int) -> int:
    """Return where an address ends that was found to stand at a place."""
    rest = _AFTER_HYPHEN.match(text, end) if text[end - 1] == "-" else None
    end = start + len(_without_tail(text[start : rest.end() if rest else end]))
    return _joined(text, start, end)


def _without_tail(url: str) -> str:
    """Drop the sentence's punctuation, and closing brackets that were not opened inside."""
    while url and (url[-1] in _TRAILING or url.count(url[-1]) > url.count(_BRACKETS.get(url[-1], url[-1]))):
        url = url[:-1]
    return url


def _joined(text: str, start: int, end: int) -> int:
    """Return the end of an address on a code host whose owner or repository stands behind a gap."""
    parts = hosts.split(re.sub(r"\s+", "", text[start:end]))
    known = parts and parts.hostname in {"github.com", "www.github.com", "gitlab.com", "huggingface.co"}
    if known and parts and parts.path.strip("/").count("/") == 0:
        rest = _REST.match(text, end)
        return rest.end() if rest else end
    return end


def _of_paper(paper: Paper) -> tuple[FoundLink, ...]:
    """Return the first place of each URL in title and abstract."""
    found: dict[str, FoundLink] = {}
    for field, text in _texts(paper):
        for start, end, url in find(text):
            begin, stop = sentences.around(text, start)
            sentence = text[begin:stop]
            key = url.rstrip("/")
            if key not in found:
                link = Link(url, hosts.kind(url, sentence[: start - begin] or sentence))
                found[key] = FoundLink(link, text[start:end], sentence, field, start)
    return tuple(found.values())


def _texts(paper: Paper) -> tuple[tuple[TextField, str], ...]:
    return (("title", paper.title), ("abstract", paper.abstract))


def of_papers(papers: Sequence[Paper]) -> list[tuple[FoundLink, ...]]:
    """Return the links of each paper."""
    return [_of_paper(paper) for paper in papers]


def enrich(catalogue: Catalogue, executor: Executor) -> Catalogue:
    """Fill `links`."""
    return filled(catalogue, in_chunks(executor, of_papers, catalogue.papers))


def filled(catalogue: Catalogue, found: Iterable[tuple[FoundLink, ...]]) -> Catalogue:
    """Return the catalogue with the `links` found in each paper."""
    return replace(catalogue, links={p.id: links for p, links in zip(catalogue.papers, found, strict=True) if links})
