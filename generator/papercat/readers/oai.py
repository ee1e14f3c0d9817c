"""OAI-PMH answers: `oai_dc`, `arXiv` and `arXivRaw` records.

Formats: https://www.openarchives.org/OAI/openarchivesprotocol.html, https://info.arxiv.org/help/oa/index.html.
A deleted record is no paper and no fault; an `<error>` is a fault, `noRecordsMatch` apart.
"""

from collections.abc import Iterator

from papercat.readers.arxiv import key, standing
from papercat.readers.base import Fields, Format, Reading
from papercat.readers.markup import Element, child, children, find_all, line_of, local, text_at, text_of
from papercat.readers.rows import Row, from_xml
from papercat.readers.values import mail_day


def looks_like(text: str) -> float:
    """Say how much the text looks like an OAI-PMH answer."""
    return 0.97 if "<OAI-PMH" in text[:4000] or "www.openarchives.org/OAI/2.0" in text[:4000] else 0.0


def read(text: str, file: str, fields: Fields) -> Reading:
    """Read the records of an answer."""
    return from_xml(text, file, fields, _rows)


def _rows(root: Element) -> Iterator[Row]:
    for error in find_all(root, "error"):
        if error.get("code") != "noRecordsMatch":
            yield Row(line_of(error), reason=f"the service answered: {error.get('code')} {text_of(error)}")
    yield from filter(None, map(_row, find_all(root, "record")))


def _row(record: Element) -> Row | None:
    header = child(record, "header")
    if header is not None and header.get("status") == "deleted":
        return None
    line = line_of(record)
    metadata = child(record, "metadata")
    inner = next(filter(local, metadata), None) if metadata is not None else None
    if inner is None:
        return Row(line, reason="the record has no metadata")
    make = {"dc": _dublin_core, "arXiv": _arxiv, "arXivRaw": _raw}.get(local(inner))
    if make is None:
        return Row(line, reason=f"metadata of an unknown kind: {local(inner)}")
    return Row(line, {"id": text_at(header, "identifier"), **make(inner)})


def _arxiv(inner: Element) -> dict[str, object]:
    """Return a record in arXiv's own format: authors in parts, affiliations, MSC and ACM classes."""
    people = children(child(inner, "authors"), "author")
    return {
        **_common(inner),
        "authors": [
            {
                "name": " ".join(
                    filter(None, (text_at(one, "forenames"), text_at(one, "keyname"), text_at(one, "suffix")))
                ),
                "affiliation": "; ".join(map(text_of, children(one, "affiliation"))),
            }
            for one in people
        ],
        "date": text_at(inner, "created"),
        "updated": text_at(inner, "updated"),
    }


def _raw(inner: Element) -> dict[str, object]:
    """Return a record in arXiv's raw format: authors in one string, a date for each version."""
    days = [mail_day(text_at(version, "date")) for version in children(inner, "version")]
    return {
        **_common(inner),
        "authors": text_at(inner, "authors"),
        "date": days[0] if days else "",
        "updated": days[-1] if len(days) > 1 else "",
    }


def _common(inner: Element) -> dict[str, object]:
    return {
        "id": key(text_at(inner, "id")),
        "title": text_at(inner, "title"),
        "abstract": text_at(inner, "abstract"),
        "arxiv": text_at(inner, "id"),
        "doi": text_at(inner, "doi"),
        "venue": text_at(inner, "journal-ref"),
        "comment": text_at(inner, "comments"),
        "categories": text_at(inner, "categories").split(),
        "license": text_at(inner, "license"),
        "report_number": text_at(inner, "report-no"),
        **standing(text_at(inner, "comments"), text_at(inner, "abstract")),
    }


def _dublin_core(inner: Element) -> dict[str, object]:
    """Return a Dublin Core record; identifiers are told apart by their form."""
    named: dict[str, list[str]] = {}
    for element in inner:
        if (value := text_of(element)) and local(element):
            named.setdefault(local(element), []).append(value)
    identifiers = named.get("identifier", []) + named.get("relation", [])
    days = sorted(day for day in named.get("date", []) if day[:4].isdecimal())
    return {
        "title": next(iter(named.get("title", [])), ""),
        "abstract": max(named.get("description", []), key=len, default=""),
        "authors": [{"name": _turned(name)} for name in named.get("creator", [])],
        "date": days[0][:10] if days else "",
        "updated": days[-1][:10] if len(days) > 1 else "",
        "arxiv": _first(identifiers, "arxiv.org/abs/"),
        "doi": next((name for name in identifiers if name.startswith("10.")), "")
        or _first(identifiers, "doi:")
        or _first(identifiers, "doi.org/"),
        "page": next((name for name in identifiers if name.startswith("http") and "arxiv.org" not in name), ""),
        "keywords": named.get("subject", []),
        "publisher": next(iter(named.get("publisher", [])), ""),
        "language": next(iter(named.get("language", [])), ""),
        "type": next(iter(named.get("type", [])), ""),
    }


def _first(values: list[str], mark: str) -> str:
    return next((value.partition(mark)[2] for value in values if mark in value), "")


def _turned(name: str) -> str:
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma else name


FORMAT = Format("oai", looks_like, read, 0)
