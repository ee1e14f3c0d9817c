"""XML of libraries: EndNote's, Zotero's RDF, DBLP's.

Formats: EndNote's "XML" export, Zotero's "Zotero RDF", https://dblp.org/xml/dblp.dtd.
"""

import html
import re
from collections.abc import Iterator, Mapping

from papercat.readers.base import Fields, Format, Reading
from papercat.readers.markup import Element, child, children, find_all, line_of, local, marked_at, text_at, text_of
from papercat.readers.names import turned
from papercat.readers.rows import Row, from_xml
from papercat.readers.tagged.pairs import spoken
from papercat.readers.values import day

FACES = {"superscript": "sup", "subscript": "sub"}
"""EndNote's faces of letters -> HTML's tags."""
ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]+;")
NAMESAKE = re.compile(r" \d{4}$")
"""The number that DBLP tells namesakes apart by."""
DBLP = ("article", "inproceedings", "incollection", "book", "phdthesis", "mastersthesis")
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
ASIDE = frozenset({"attachment", "note", "annotation"})
"""Items of Zotero that are no papers."""


def _endnote(root: Element) -> Iterator[Row]:
    for record in find_all(root, "record"):
        kind, year = child(record, "ref-type"), text_at(record, "dates", "year")
        date, doi = text_at(record, "dates", "pub-dates", "date"), text_at(record, "electronic-resource-num")
        plain = ("volume", "number", "pages", "publisher", "edition", "language", "notes")
        value: dict[str, object] = {
            "id": text_at(record, "accession-num") or text_at(record, "rec-number"),
            "type": (kind.get("name") or "") if kind is not None else "",
            "title": _styled(child(record, "titles", "title")),
            "abstract": _styled(child(record, "abstract")),
            "authors": _of_endnote(record, "authors"),
            "editor": _of_endnote(record, "secondary-authors"),
            "translator": _of_endnote(record, "subsidiary-authors"),
            "date": next(filter(day, (date, f"{year} {date}", f"{date}, {year}", year)), ""),
            "venue": text_at(record, "titles", "secondary-title") or text_at(record, "periodical", "full-title"),
            "doi": doi if "10." in doi else "",
            "page": [text_of(one) for one in children(child(record, "urls", "related-urls"), "url")],
            "keywords": [text_of(one) for one in children(child(record, "keywords"), "keyword")],
            "address": text_at(record, "pub-location"),
            **{name: text_at(record, name) for name in plain},
        }
        yield _row(record, value)


def _of_endnote(record: Element, role: str) -> list[str]:
    return [spoken(text_of(one)) for one in children(child(record, "contributors", role), "author")]


def _styled(element: Element | None) -> str:
    """Return text of several faces, with exponents and indices."""
    if element is None:
        return ""
    parts = children(element, "style")
    made = [
        f"<{tag}>{text}</{tag}>" if (tag := FACES.get(part.get("face") or "")) else text
        for part in parts
        if (text := "".join(map(str, part.itertext())))
    ]
    return " ".join("".join(made).split()) if parts else text_of(element)


def _dblp(root: Element) -> Iterator[Row]:
    for entry in root.iter(*DBLP):
        links = [text_of(one) for one in children(entry, "ee")]
        value: dict[str, object] = {
            "id": entry.get("key") or "",
            "entrytype": local(entry),
            "title": marked_at(entry, "title").removesuffix("."),
            "authors": [
                {"name": NAMESAKE.sub("", text_of(one)), "orcid": one.get("orcid") or ""}
                for one in children(entry, "author")
            ],
            "editor": [NAMESAKE.sub("", text_of(one)) for one in children(entry, "editor")],
            "date": text_at(entry, "year"),
            "venue": text_at(entry, "journal") or text_at(entry, "booktitle"),
            "dblp": entry.get("key") or "",
            "page": links,
            **{name: text_at(entry, name) for name in ("volume", "number", "pages", "publisher", "school", "series")},
        }
        yield _row(entry, value)


def _zotero(root: Element) -> Iterator[Row]:
    known = {about: one for one in root if (about := one.get(f"{RDF}about"))}
    for item in root:
        kind = text_at(item, "itemType")
        if not kind or kind in ASIDE:
            continue
        whole = child(item, "isPartOf")
        inner = whole[0] if whole is not None and len(whole) else None
        within = (
            inner if inner is not None else known.get(whole.get(f"{RDF}resource") or "" if whole is not None else "")
        )
        told = [text_of(one) for place in (item, within) for one in children(place, "identifier")]
        ids = {scheme.lower(): value for scheme, _, value in (one.partition(" ") for one in told) if value}
        value: dict[str, object] = {
            "type": kind,
            "title": text_at(item, "title"),
            "abstract": text_at(item, "abstract"),
            **{name: _of_zotero(item, role) for name, role in ROLES.items()},
            "date": text_at(item, "date"),
            "venue": text_at(within, "title"),
            "doi": ids.get("doi", ""),
            "isbn": ids.get("isbn", ""),
            "page": text_at(item, "identifier", "URI", "value"),
            "keywords": [text_of(one) for one in children(item, "subject")],
            "volume": text_at(within, "volume") or text_at(item, "volume"),
            "number": text_at(within, "number") or text_at(item, "number"),
            "publisher": text_at(item, "publisher", "Organization", "name"),
            **{name: text_at(item, name) for name in ("pages", "edition", "language")},
        }
        yield _row(item, value)


ROLES: Mapping[str, str] = {"authors": "authors", "editor": "editors", "translator": "translators"}


def _of_zotero(item: Element, role: str) -> list[str]:
    people = [one for seat in children(child(item, role, "Seq"), "li") for one in seat]
    return [turned(text_at(one, "surname"), text_at(one, "givenName")) or text_at(one, "name") for one in people]


def _row(element: Element, value: Mapping[str, object]) -> Row:
    return Row(line_of(element), {name: told for name, told in value.items() if told})


def _read_endnote(text: str, file: str, fields: Fields) -> Reading:
    return from_xml(text, file, fields, _endnote)


def _read_dblp(text: str, file: str, fields: Fields) -> Reading:
    # its entities are declared in a file elsewhere
    return from_xml(ENTITY.sub(lambda match: html.unescape(match[0]), text), file, fields, _dblp)


def _read_zotero(text: str, file: str, fields: Fields) -> Reading:
    return from_xml(text, file, fields, _zotero)


ENDNOTE = Format(
    "endnote-xml", lambda text: 0.95 if "<records>" in text and "<ref-type" in text else 0.0, _read_endnote, 0
)
DBLP_XML = Format("dblp-xml", lambda text: 0.95 if re.search(r"<dblp\w*[\s>]", text[:4000]) else 0.0, _read_dblp, 0)
ZOTERO = Format(
    "zotero-rdf", lambda text: 0.98 if "zotero.org/namespaces/export" in text[:4000] else 0.0, _read_zotero, 0
)
