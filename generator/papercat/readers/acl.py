"""XML of the ACL Anthology (`data/xml/*.xml` of its repository).

Format: https://aclanthology.org/info/development/ and the Anthology's `schema.rnc`. A paper's URL is its identifier.
"""

from collections.abc import Iterator

from papercat.readers.base import Fields, Format, Reading
from papercat.readers.markup import Element, child, children, find_all, line_of, text_at
from papercat.readers.rows import Row, from_xml

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def looks_like(text: str) -> float:
    """Say how much the text looks like an Anthology file."""
    head = text[:4000]
    return 0.95 if "<collection id=" in head and "<volume" in head else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the papers of every volume; front matter is no paper."""
    return from_xml(text, file, fields, _rows)


def _rows(root: Element) -> Iterator[Row]:
    for volume in find_all(root, "volume"):
        for paper in children(volume, "paper"):
            yield _row(paper, volume, root.get("id") or "")


def _row(paper: Element, volume: Element, collection: str) -> Row:
    meta = child(volume, "meta")
    address = text_at(paper, "url")
    acl = address.rsplit("/", 1)[-1] or f"{collection}-{volume.get('id')}.{paper.get('id')}"
    retracted = child(paper, "retracted")
    value: dict[str, object] = {
        "id": acl,
        "title": text_at(paper, "title"),
        "abstract": text_at(paper, "abstract"),
        "authors": [
            {
                "name": " ".join(filter(None, (text_at(one, "first"), text_at(one, "last")))),
                "affiliation": text_at(one, "affiliation"),
                "orcid": one.get("orcid") or "",
            }
            for one in children(paper, "author")
        ],
        "date": _date(meta),
        "venue": text_at(paper, "journal-title") or text_at(meta, "journal-title") or text_at(meta, "booktitle"),
        "acl": acl,
        "doi": text_at(paper, "doi"),
        "pdf": f"https://aclanthology.org/{acl}.pdf" if address and "/" not in address else address,
        "video": next((v.get("href") or "" for v in children(paper, "video") if "://" in (v.get("href") or "")), ""),
        "code": next((c.get("url") or "" for c in children(paper, "pwccode")), ""),
        "bibkey": text_at(paper, "bibkey"),
        "pages": text_at(paper, "pages"),
        "publisher": text_at(meta, "publisher"),
        "status": "retracted" if retracted is not None else "published",
        "status_note": text_at(paper, "retracted"),
    }
    return Row(line_of(paper), value)


def _date(meta: Element | None) -> str:
    """Return YYYY-MM; of "July 30 - August 4" the first month."""
    year, month = text_at(meta, "year"), text_at(meta, "month").lower()
    return f"{year}-{MONTHS.index(month[:3]) + 1:02}" if year and month[:3] in MONTHS else year


FORMAT = Format("acl", looks_like, read, 0)
