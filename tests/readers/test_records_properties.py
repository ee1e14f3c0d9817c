"""Whatever a file holds, reading ends with papers and faults, and what is read can be stored."""

import gzip
import io
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from papercat import readers, store
from papercat.readers.draft import NOTHING
from papercat.records import Author, Link, Paper, Signal, Source, as_lines, from_line

WORDS = """title Title name abstract authors year date doi arxiv url github keywords ids citations id status sources
extra
month links signals raw also session"""
NAMES = st.sampled_from(WORDS.split())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
    | st.sampled_from(["A and B", "Lee, Ann; Xu, B.", "2019-13-45", "javascript:alert(1)", "a/b", "12 June 2017"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip
RECORDS = st.dictionaries(NAMES | st.text(max_size=5), VALUES, max_size=6)


def test_every_format_takes_every_text() -> None:
    """No reader raises, whatever the text; each record that it gives can be written and read again."""

    @settings(max_examples=60, deadline=None)
    @given(st.text(max_size=300), st.sampled_from([form.name for form in readers.FORMATS]))
    def check(text: str, form: str) -> None:
        reading = readers.read(text.encode("utf-8", "replace"), "fabricated", format=form)
        for paper in reading.papers:
            assert from_line(as_lines([paper])) == paper

    check()


@settings(max_examples=120, deadline=None)
@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_every_json_record_is_a_paper_or_a_fault(records: list[dict[str, object]]) -> None:
    """As JSON Lines or as a JSON list: no crash, no lost neighbour, and the store takes what comes out."""
    lines = [*map(json.dumps, records), '{"title": "The neighbour"}']
    for data in ("\n".join(lines).encode(), f"[{','.join(lines)}]".encode()):
        reading = readers.read(data, "fabricated.json", format="jsonl" if data[:1] == b"{" else "json")
        assert len(reading.papers) + len(reading.faults) >= len(lines)
        assert reading.papers[-1].title == "The neighbour"
        merged = store.merge((), reading.papers, "2026-01-01")
        assert [from_line(line) for line in as_lines(merged.papers).splitlines()] == list(merged.papers)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=12)
OURS = st.builds(
    Paper,
    id=st.from_regex(r"[a-z]{1,8}(-[a-z0-9]{1,4})?", fullmatch=True),
    title=TEXT,
    abstract=TEXT,
    authors=st.lists(st.builds(Author, TEXT, TEXT), max_size=3).map(tuple),
    date=st.sampled_from(["", "2019", "2019-05", "2019-05-06"]),
    ids=st.dictionaries(TEXT, TEXT, max_size=2),
    links=st.just((Link("https://example.org/x", "code", "label"),)),
    signals=st.just({"stars": Signal(3, "2026-01-01")}),
    sources=st.just((Source("a.txt", "1", "2026-01-01"),)),
    extra=st.dictionaries(TEXT, st.integers(-5, 5) | TEXT | st.lists(TEXT, max_size=2), max_size=3),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(OURS, min_size=1, max_size=4))
def test_our_own_records_come_back_as_they_are(papers: list[Paper]) -> None:
    """What Papercat wrote it reads without a change, the id included, packed or not."""
    data = as_lines(papers)
    for given_data in (data, gzip.compress(data)):
        reading = readers.read(given_data, "2019.jsonl", format="jsonl")
        assert reading.papers == tuple(papers)
        assert not reading.faults


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT.filter(lambda text: not NOTHING.fullmatch(text))), min_size=1, max_size=5))
def test_a_table_keeps_its_texts(rows: list[tuple[str, str]]) -> None:
    """Quotes, delimiters and everything else in a cell arrive, but for words that mean nothing."""
    out = io.StringIO()
    out.write("title,abstract\n")
    for row in rows:
        out.write(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n")
    reading = readers.read(out.getvalue().encode(), "fabricated.csv", format="csv")
    assert [(paper.title, paper.abstract) for paper in reading.papers] == rows


def test_a_field_map_overrules() -> None:
    """The settings' word on a foreign name wins over ours; a map that leads nowhere is a fault."""
    data = b'{"heading": "The title", "title": "A subtitle", "blog": "https://example.org/b", "pdf": "https://e.org/x.pdf"}'
    fields = {"heading": "title", "title": "extra", "blog": "links.page", "pdf": "drop", "x": "titel"}
    reading = readers.read(data, "fabricated.jsonl", fields=fields)
    (paper,) = reading.papers
    assert paper.title == "The title"
    assert paper.extra == {"title": "A subtitle"}
    assert [(link.url, link.kind) for link in paper.links] == [("https://example.org/b", "page")]
    assert "did you mean 'title'?" in str(reading.faults[0])


def test_a_hostile_file_costs_a_fault_not_the_rest() -> None:
    """Nesting without end and a very long line are faults; their neighbours arrive."""
    deep = '{"title": "deep", "x": ' + "[" * 50_000 + "]" * 50_000 + "}"
    long = json.dumps({"title": "long", "abstract": "x" * 9_000_000})
    data = f'{{"title": "one"}}\n{deep}\n{long}\n{{"title": "two"}}'.encode()
    reading = readers.read(data, "fabricated.jsonl", format="jsonl")
    assert [paper.title for paper in reading.papers] == ["one", "two"]
    assert sorted(fault.line for fault in reading.faults) == [2, 3]
