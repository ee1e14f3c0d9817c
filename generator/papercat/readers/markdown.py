"""Markdown lists of papers: "awesome" READMEs and the tables of `…-arxiv-daily` repositories.

A list item or table row is a paper when it links to where papers are; sections become `extra["section"]`. Items without
such a link (contents, tools, badges) are no papers and no faults.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from papercat.readers.base import Fields, Format, Reading
from papercat.readers.rows import Row, reading

PAPER = re.compile(
    r"arxiv\.org/(?:abs|pdf|html)/|doi\.org/10\.|openreview\.net/(?:forum|pdf)|aclanthology\.org/|aclweb\.org/anthology"
    r"|openaccess\.thecvf|proceedings|neurips\.cc/|ieeexplore|dl\.acm\.org|link\.springer|sciencedirect|biorxiv|medrxiv"
    r"|huggingface\.co/papers/|semanticscholar\.org/|nature\.com/articles|jmlr\.org|pubmed|hal\.science|ssrn\.com"
    r"|\.pdf(?:$|[?#])",
    re.IGNORECASE,
)
ARXIV = re.compile(r"arxiv\.org/(?:abs|pdf|html)/([\w.-]+(?:/\d+)?)|huggingface\.co/papers/(\d{4}\.\d+)", re.IGNORECASE)
DOI = re.compile(r"doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
CODE = re.compile(r"(?:github|gitlab|bitbucket|codeberg)\.(?:com|org)/[^/\s]+/[^/\s]+", re.IGNORECASE)
DATE = re.compile(r"\b((?:19|20)\d\d-\d\d-\d\d)\b")
VENUE = re.compile(
    r"\b(arXiv|(?:Advances in )?[A-Z][A-Za-z&-]+(?: (?:(?:of|on|for|the|and) ){0,2}[A-Z][A-Za-z&-]+){0,5})"
    r"(?:[ ,'\u2019]*((?:19|20)\d\d)|(?:(?<=[A-Z]{3})[ -]?|[ ]?['\u2019])(\d\d))\b"
)
LABEL = re.compile(
    r"^\W*(?:paper|pdf|arxiv|code|link|project(?: page)?|page|website|github|official code|demo|data(?:set)?|video"
    r"|slides|abs|abstract|blog|poster|bib(?:tex)?|model|html|openreview|supp(?:lementary)?|doi"
    r"|\d{4}\.\d{4,5}(?:v\d+)?)\b[\W\d]*$",
    re.IGNORECASE,
)
FENCED = re.compile(r"^ *(`{3,}|~{3,}).*?(?:^ *\1|\Z)", re.MULTILINE | re.DOTALL)
BIBTEX = re.compile(r"^[ \t]*@[A-Za-z]+\s*[{(]", re.MULTILINE)
ET_AL = re.compile(r"\s*\bet\.? ?al\.?$", re.IGNORECASE)


class Piece(NamedTuple):
    """A run of an item's text: its address if it is a link, and whether it is bold or slanted."""

    text: str
    url: str = ""
    strong: bool = False
    slanted: bool = False


def looks_like(text: str) -> float:
    """Say how much the text looks like a Markdown list of papers, whatever it says on how to cite it."""
    plain = FENCED.sub("", text)
    lines = plain.splitlines()
    items = sum(bool(re.match(r"\s*(?:[-*+]|\d+[.)]|\|)\s*\S", line)) and bool(PAPER.search(line)) for line in lines)
    if items < 2 and not (items and any(line.startswith("#") for line in lines)):  # noqa: PLR2004
        return 0.0
    return 0.95 if BIBTEX.search(text) and not BIBTEX.search(plain) else 0.8


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read list items and table rows that link to papers."""
    return reading(_rows(text), file, fields)


def _rows(source: str) -> Iterator[Row]:
    section: dict[int, str] = {}
    lines = source.splitlines()
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(source)
    cells: list[list[Piece]] = []
    for at, token in enumerate(tokens):
        line = (token.map or [0])[0]
        if token.type == "heading_open":
            level = int(token.tag[1])
            title = "".join(piece.text for piece in _pieces(tokens[at + 1]))
            section = {depth: name for depth, name in section.items() if depth < level} | {level: title.strip()}
        elif token.type == "tr_open":
            cells, row_line = [], line
        elif token.type == "inline" and tokens[at - 1].type in {"td_open", "th_open"}:
            cells.append(_pieces(token))
        elif token.type == "tr_close" and (row := _table_row(cells)):
            yield _finished(row, section, row_line, lines)
        elif _in_item(token, tokens[at - 1]) and (row := _item(_pieces(token))):
            yield _finished(row, section, line, lines)


def _in_item(token: Token, before: Token) -> bool:
    """Say whether a run of text stands in a list item; a paragraph of its own has a lower level."""
    return token.type == "inline" and token.level >= 2 and before.type == "paragraph_open"  # noqa: PLR2004


def _finished(row: dict[str, object], section: dict[int, str], line: int, lines: list[str]) -> Row:
    place = [name for level, name in sorted(section.items()) if level > 1 and name]
    raw = lines[line] if line < len(lines) else ""
    if not row.get("title"):
        return Row(line + 1, reason="a link to a paper without its title", raw=raw)
    return Row(line + 1, {**row, **({"section": " / ".join(place)} if place else {})}, raw=raw)


def _pieces(inline: Token) -> list[Piece]:
    """Return the runs of an inline token; images are left out (badges), breaks are blanks."""
    made: list[Piece] = []
    url, strong, slanted = "", False, False
    for token in inline.children or []:
        if token.type == "link_open":
            url = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            if url and not (made and made[-1].url == url):
                made.append(Piece("", url))
            url = ""
        elif token.type in {"strong_open", "strong_close"}:
            strong = token.type == "strong_open"
        elif token.type in {"em_open", "em_close"}:
            slanted = token.type == "em_open"
        elif token.type in {"text", "code_inline"}:
            if made and made[-1][1:] == (url, strong, slanted):
                made[-1] = made[-1]._replace(text=made[-1].text + token.content)
            else:
                made.append(Piece(token.content, url, strong, slanted))
        elif token.type in {"softbreak", "hardbreak"}:
            made.append(Piece(" "))
    return made


def _item(pieces: list[Piece]) -> dict[str, object] | None:
    """Return the paper of a list item, or None where it is none."""
    links = [piece for piece in pieces if piece.url]
    if not any(PAPER.search(piece.url) for piece in links):
        return None
    title, rest = _title(pieces)
    return {"title": title, **_known(links, rest), **_people(rest, title)}


def _title(pieces: list[Piece]) -> tuple[str, str]:
    """Return the title and the text after it: a link's text, else bold text, else what stands before the first link."""
    for want in (lambda p: bool(p.url), lambda p: p.strong):
        for at, piece in enumerate(pieces):
            text = piece.text.strip(' []"\u201c\u201d*.,:')
            if want(piece) and len(text) > 3 and not LABEL.match(piece.text):  # noqa: PLR2004
                return text, " ".join(p.text for p in pieces[at + 1 :] if not p.url)
    end = next((at for at, piece in enumerate(pieces) if piece.url or _is_aside(pieces, at)), len(pieces))
    head = "".join(piece.text for piece in pieces[:end])
    first, _, rest = head.strip(" -\u2013\u2014[(:").partition(". ")
    after = " ".join(piece.text for piece in pieces[end:] if not piece.url)
    return first.strip(' "\u201c\u201d.,-\u2013\u2014['), f"{rest} {after}"


def _is_aside(pieces: list[Piece], at: int) -> bool:
    """Say whether a slanted run stands after the title (`Title, *Venue 2024*`), not within it (`Work *in vivo*`)."""
    return (
        at > 0
        and pieces[at].slanted
        and pieces[at - 1].text.rstrip().endswith((",", ".", ";", ":", "-", "\u2013", "("))
    )


def _known(links: list[Piece], rest: str) -> dict[str, object]:
    """Return identifiers, links, date and venue."""
    addresses = [piece.url for piece in links]
    arxiv = next((m[1] or m[2] for url in addresses if (m := ARXIV.search(url))), "")
    doi = next((m[1] for url in addresses if (m := DOI.search(url))), "")
    paper = next(url for url in addresses if PAPER.search(url))
    project = next((p.url for p in links if re.search(r"project|website|homepage", p.text, re.IGNORECASE)), "")
    venue = VENUE.search(rest)
    date = DATE.search(rest)
    year = (venue[2] or f"20{venue[3]}") if venue else ""
    row = {
        "arxiv": arxiv.removesuffix(".pdf"),
        "doi": doi,
        "page": "" if arxiv or doi or paper.endswith(".pdf") else paper,
        "pdf": paper if paper.endswith(".pdf") and not arxiv else "",
        "code": next((url for url in addresses if CODE.search(url)), ""),
        "project": project,
        "venue": venue[1] if venue and venue[1].lower() not in {"arxiv", "preprint"} else "",
        "date": date[1] if date else year,
    }
    return {key: value for key, value in row.items() if value}


def _people(rest: str, title: str) -> dict[str, object]:
    """Return the authors where the text after the title reads like names: `A. One, B. Two and C. Three. …`."""
    text = re.sub(r"^\W*(?:by\s+)?", "", rest).split(" (", maxsplit=1)[0]
    sentence = re.split(r"(?<=[a-z]{2})\. |\s[-\u2013\u2014|]\s|\n|\*", text)[0].strip(" .,")
    names = [ET_AL.sub("", name).strip() for name in re.split(r",\s*|\s+and\s+|\s*&\s*|;\s*", sentence)]
    named = [name for name in names if name]
    good = named and all(
        re.fullmatch(r"[^\W\d_][\w.'\u2019-]*(?:\s+[^\W\d_][\w.'\u2019-]*){1,4}", name) for name in named
    )
    return {"authors": [{"name": name} for name in named]} if good and sentence != title else {}


def _table_row(cells: list[list[Piece]]) -> dict[str, object] | None:
    """Return the paper of a table row; the title is the longest cell that is no label."""
    pieces = [piece for cell in cells for piece in cell]
    links = [piece for piece in pieces if piece.url]
    if not any(PAPER.search(piece.url) for piece in links):
        return None
    texts = ["".join(piece.text for piece in cell).strip() for cell in cells]
    named = [text for text in texts if not LABEL.match(text) and not DATE.fullmatch(text) and not ET_AL.search(text)]
    title = max(named, key=len, default="")
    people = next((ET_AL.sub("", text) for text in texts if ET_AL.search(text)), "")
    row: dict[str, object] = {"title": title, **_known(links, " ".join(t for t in texts if t != title))}
    return {**row, "authors": [{"name": people}]} if people else row


FORMAT = Format("markdown", looks_like, read)
