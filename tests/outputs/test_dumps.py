"""Dumps hold everything that was found out, in a form that other programs read."""

import sqlite3
import sys
from pathlib import Path

import msgspec
import pytest

from papercat import outputs
from papercat.catalogue import Catalogue
from papercat.errors import Failure
from papercat.insight import FoundLink, Mention, Name, Related, Tag, Tagging
from papercat.outputs import dumps
from papercat.records import Author, Link, Paper
from papercat.settings import Settings

# fabricated
ONE = Paper(
    id="one",
    title="One; DROP TABLE papers",
    abstract="We fabricate BERT.",
    authors=(Author("Ada Lovelace"), Author("Bo")),
    date="2024-05",
    links=(Link("https://example.org/one", "page"),),
    extra={"session": "Fabrication", "title": "never"},
)
TWO = Paper(id="two", title="Two \u2028 'two'", abstract="")
CATALOGUE = Catalogue(
    papers=(ONE, TWO),
    vocabulary=(Tag(id="made-up", label="made up"), Tag(id="unused", label="unused")),
    names=(Name(id="bert", label="BERT"),),
    tags={"one": (Tagging("made-up", "because"),)},
    introduces={"one": (Mention("bert", "BERT"), Mention("bert", "Bert"))},
    mentions={"two": (Mention("bert", "BERT"),)},
    links={"one": (FoundLink(Link("https://example.org/code", "code"), "example.org/code"),)},
    related={"one": (Related("two", 0.5),)},
)


def test_a_line_has_what_the_design_promises() -> None:
    """Labels, not ids; each name once; links of record and text; the record with its extra fields beside the others."""
    line = msgspec.json.decode(next(dumps.enriched(CATALOGUE)))
    assert line["tags"] == ["made up"]
    assert line["introduces"] == ["BERT"]
    assert line["links"] == [
        {"url": "https://example.org/one", "kind": "page"},
        {"url": "https://example.org/code", "kind": "code"},
    ]
    assert line["related"] == ["two"]
    assert line["source"]["session"] == "Fabrication"
    assert line["source"]["title"] == ONE.title
    assert line["source"]["year"] == 2024
    assert "extra" not in line["source"]


def test_sqlite_answers_questions(tmp_path: Path) -> None:
    """The database opens, its tables hold the lists, and hostile text is only text."""
    file = tmp_path / "papers.db"
    file.write_bytes(b"".join(dumps.sqlite(CATALOGUE)))
    database = sqlite3.connect(file)
    ask = "SELECT papers.title FROM papers JOIN names ON papers.id = names.paper WHERE names.name = 'BERT' ORDER BY 1"
    assert database.execute(ask).fetchall() == [(ONE.title,), (TWO.title,)]
    assert database.execute("SELECT name FROM authors ORDER BY position").fetchall() == [("Ada Lovelace",), ("Bo",)]
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()


@pytest.mark.parametrize("form", [form for form in outputs.EXPORTS if form != "parquet"])
def test_exports_are_deterministic_and_never_empty(form: str) -> None:
    """The same catalogue gives the same bytes, and every paper is in them."""
    papers = Catalogue(papers=(ONE,))
    once, twice = (b"".join(outputs.EXPORTS[form](papers, Settings())) for _ in range(2))
    assert once == twice
    assert b"papers" in once


def test_parquet_reads_back() -> None:
    """The file holds the rows of the enriched export."""
    parquet = pytest.importorskip("pyarrow.parquet")
    pa = pytest.importorskip("pyarrow")
    rows = parquet.read_table(pa.BufferReader(b"".join(dumps.parquet(Catalogue(papers=(ONE,)))))).to_pylist()
    assert [row["id"] for row in rows] == ["one"]
    assert msgspec.json.decode(rows[0]["source"])["session"] == "Fabrication"


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing extra is a clear failure."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Failure, match=r"papercat\[parquet\]"):
        list(dumps.parquet(CATALOGUE))


def test_markdown_is_a_list_by_year() -> None:
    """Newest year first, undated last, record text escaped."""
    text = b"".join(outputs.EXPORTS["markdown"](CATALOGUE, Settings(site_url="https://example.org/"))).decode("utf-8")
    assert text.index("## 2024") < text.index("## Undated")
    assert "(https://example.org/papers/one/)" in text
    assert "[code](https://example.org/code)" in text
