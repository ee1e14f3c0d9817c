"""The whole catalogue with all that was found out, for other programs."""

import io
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NotRequired, TypedDict

import msgspec

from papercat.catalogue import Catalogue
from papercat.errors import Failure
from papercat.insight import Mention
from papercat.records import Paper

_encoder = msgspec.json.Encoder(order="deterministic")


class EnrichedLink(TypedDict):
    """A link of a paper."""

    url: str
    kind: str
    label: NotRequired[str]


class Enriched(TypedDict):
    """One line of the enriched export (design, section 4)."""

    id: str
    title: str
    tags: list[str]
    """Labels, best first."""
    introduces: list[str]
    """Labels of names."""
    mentions: list[str]
    links: list[EnrichedLink]
    related: list[str]
    """Ids, best first."""
    source: dict[str, object]
    """The record, its `extra` fields lifted beside the others where none has their name."""


def enriched(catalogue: Catalogue) -> Iterator[bytes]:
    """Yield the catalogue as JSONL, one enriched paper a line."""
    for entry in entries(catalogue):
        yield msgspec.json.encode(entry) + b"\n"


def entries(catalogue: Catalogue) -> Iterator[Enriched]:
    """Return each paper with all that was found out."""
    return (entry(paper, catalogue) for paper in catalogue.papers)


def entry(paper: Paper, catalogue: Catalogue) -> Enriched:
    """Return one paper with all that was found out."""
    return Enriched(
        id=paper.id,
        title=paper.title,
        tags=[catalogue.tag_by_id[tagging.tag].label for tagging in catalogue.tags.get(paper.id, ())],
        introduces=_labels(catalogue, catalogue.introduces.get(paper.id, ())),
        mentions=_labels(catalogue, catalogue.mentions.get(paper.id, ())),
        links=[_link(link.url, link.kind, link.label) for link in catalogue.links_of(paper)],
        related=[related.id for related in catalogue.related.get(paper.id, ())],
        source=_source(paper),
    )


def _labels(catalogue: Catalogue, mentions: Iterable[Mention]) -> list[str]:
    """Return each name's label once, with its version where the text gives one, in order of the mentions."""
    return list(dict.fromkeys(m.version or catalogue.name_by_id[m.name].label for m in mentions))


def _link(url: str, kind: str, label: str) -> EnrichedLink:
    return EnrichedLink(url=url, kind=kind, label=label) if label else EnrichedLink(url=url, kind=kind)


def _source(paper: Paper) -> dict[str, object]:
    record: dict[str, object] = msgspec.to_builtins(paper)
    extra = dict(paper.extra)
    record.pop("extra", None)
    if paper.year.isdecimal():
        extra.setdefault("year", int(paper.year))
    return {**extra, **record}


SCHEMA = """
CREATE TABLE papers (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, abstract TEXT, date TEXT, venue TEXT, record TEXT NOT NULL
);
CREATE TABLE authors (paper TEXT NOT NULL REFERENCES papers, position INTEGER NOT NULL, name TEXT NOT NULL);
CREATE TABLE tags (paper TEXT NOT NULL REFERENCES papers, rank INTEGER NOT NULL, tag TEXT NOT NULL);
CREATE TABLE names (paper TEXT NOT NULL REFERENCES papers, name TEXT NOT NULL, role TEXT NOT NULL);
CREATE TABLE links (paper TEXT NOT NULL REFERENCES papers, url TEXT NOT NULL, kind TEXT NOT NULL);
CREATE TABLE related (paper TEXT NOT NULL REFERENCES papers, rank INTEGER NOT NULL, other TEXT NOT NULL);
CREATE INDEX authors_by_name ON authors (name);
CREATE INDEX tags_by_tag ON tags (tag);
CREATE INDEX names_by_name ON names (name);
"""


def sqlite(catalogue: Catalogue) -> Iterator[bytes]:
    """Yield the catalogue as a SQLite database: papers, and a table for each list that a paper has."""
    with sqlite3.connect(":memory:") as database:
        database.executescript(SCHEMA)
        for table, rows in _tables(catalogue).items():
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own table names
        database.commit()
        yield database.serialize()
    database.close()


def _tables(catalogue: Catalogue) -> dict[str, Sequence[tuple[str | int, ...]]]:
    """Return the rows of each table of `SCHEMA`."""
    found = list(zip(catalogue.papers, entries(catalogue), strict=True))
    return {
        "papers": [
            (p.id, p.title, p.abstract, p.date, p.venue, _encoder.encode(e["source"]).decode()) for p, e in found
        ],
        "authors": [(p.id, place, author.name) for p, _ in found for place, author in enumerate(p.authors, 1)],
        "tags": [(p.id, rank, tag) for p, e in found for rank, tag in enumerate(e["tags"], 1)],
        "names": [
            (p.id, name, role)
            for p, e in found
            for role, names in (("introduces", e["introduces"]), ("mentions", e["mentions"]))
            for name in names
        ],
        "links": [(p.id, link["url"], link["kind"]) for p, e in found for link in e["links"]],
        "related": [(p.id, rank, other) for p, e in found for rank, other in enumerate(e["related"], 1)],
    }


def parquet(catalogue: Catalogue) -> Iterator[bytes]:
    """Yield the enriched catalogue as a Parquet file; `source` is JSON.

    Raises:
        Failure: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra of 120 MB that only this export needs
        from pyarrow import parquet as arrow  # noqa: PLC0415 - as above
    except ImportError:
        message = "the parquet export needs pyarrow: pip install 'papercat[parquet]'"
        raise Failure(message) from None
    texts = pa.list_(pa.string())
    link = pa.struct([("url", pa.string()), ("kind", pa.string()), ("label", pa.string())])
    schema = pa.schema(
        {"id": pa.string(), "title": pa.string(), "tags": texts, "introduces": texts, "mentions": texts}
        | {"links": pa.list_(link), "related": texts, "source": pa.string()}
    )
    rows = [{**entry, "source": _encoder.encode(entry["source"]).decode()} for entry in entries(catalogue)]
    file = io.BytesIO()
    arrow.write_table(pa.Table.from_pylist(rows, schema=schema), file)
    yield file.getvalue()
