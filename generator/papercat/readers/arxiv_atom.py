"""arXiv's Atom feeds, of the API and of rss.arxiv.org, and any Atom feed whose entries are papers.

Formats: https://info.arxiv.org/help/api/user-manual.html, section 3.3; https://info.arxiv.org/help/rss.html, where the
summary begins with `arXiv:… Announce Type: …` and all authors stand in one `dc:creator`.
"""

import re

from papercat.readers.arxiv import key as key_of
from papercat.readers.arxiv import standing
from papercat.readers.base import Fields, Format, Reading
from papercat.readers.markup import Element, children, find_all, line_of, text_at, text_of
from papercat.readers.rows import Row, from_xml

ANNOUNCED = re.compile(r"arXiv:(?P<arxiv>\S+) Announce Type: (?P<type>\S+) (?:Abstract: )?(?P<abstract>.*)", re.DOTALL)


def looks_like(text: str) -> float:
    """Say how much the text looks like an Atom feed."""
    head = text[:4000]
    return 0.95 if "<feed" in head and "http://www.w3.org/2005/Atom" in head else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the entries of a feed; arXiv's error entries become faults."""
    return from_xml(text, file, fields, lambda root: map(_row, find_all(root, "entry")))


def _row(entry: Element) -> Row:
    key = text_at(entry, "id")
    if "api/errors" in key:
        return Row(line_of(entry), reason=f"arXiv answered with an error: {text_at(entry, 'summary')}")
    links = {
        (link.get("title") or link.get("rel") or "", link.get("type") or ""): link.get("href") or ""
        for link in children(entry, "link")
    }
    summary = text_at(entry, "summary") or text_at(entry, "content")
    announced = ANNOUNCED.match(summary)
    arxiv = announced["arxiv"] if announced else key.rpartition("/abs/")[2] if "arxiv.org/abs/" in key else ""
    # the day of an announcement says nothing about when a replaced or cross-listed paper was written
    new = announced is None or announced["type"] == "new"
    value: dict[str, object] = {
        "id": key_of(arxiv) or key,
        "title": text_at(entry, "title"),
        "abstract": announced["abstract"] if announced else summary,
        "authors": _authors(entry),
        "date": text_at(entry, "published")[:10] if new else "",
        "updated": text_at(entry, "updated")[:10] if announced is None else "",
        "arxiv": arxiv,
        "doi": text_at(entry, "doi") or text_at(entry, "DOI"),
        "venue": text_at(entry, "journal_ref") or text_at(entry, "journal_reference"),
        "comment": text_at(entry, "comment"),
        "pdf": next((url for (what, kind), url in links.items() if what == "pdf" or kind == "application/pdf"), ""),
        "page": "" if arxiv else links.get(("alternate", "text/html"), "") or links.get(("alternate", ""), ""),
        "categories": [term for term in (c.get("term") for c in children(entry, "category")) if term],
    }
    told = standing(text_at(entry, "comment"), str(value["abstract"])) if arxiv else {}
    # an announcement has no comments, and so a replaced paper may be withdrawn
    if new or told.get("status") == "withdrawn":
        value |= told
    return Row(line_of(entry), value)


def _authors(entry: Element) -> list[dict[str, str]]:
    people = [
        {"name": text_at(author, "name"), "affiliation": text_at(author, "affiliation")}
        for author in children(entry, "author")
    ]
    creators = [name for one in children(entry, "creator") for name in text_of(one).split(", ")]
    return people or [{"name": name} for name in creators]


FORMAT = Format("arxiv", looks_like, read, 0)
