"""Any file: bytes in, papers and faults out, never an exception."""

import gzip
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat import readers
from papercat.errors import UsageError

PROSE = "This fabricated abstract says that it is fabricated and goes on until it is as long as an abstract is. "
LISTING = f"A Fabricated Title of a Paper\n\n{PROSE * 6}\n"


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=3000), st.binary(max_size=300).map(gzip.compress), st.text().map(str.encode)))
def test_no_bytes_raise(data):
    """Whatever the bytes, reading ends with papers or a fault."""
    reading = readers.read(data, "fabricated.bin")
    assert reading.papers or reading.faults


@settings(max_examples=50)
@given(st.text(max_size=2000), st.sampled_from([form.name for form in readers.FORMATS]))
def test_no_text_raises_in_any_format(text, name):
    """A format that the person insists on is tried on any text without an exception."""
    assert readers.read(text.encode("utf-8", "replace"), "fabricated.txt", format=name).papers is not None


@pytest.mark.parametrize("wrap", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_and_gzip_give_the_same(encoding, wrap):
    """Compression and encoding are found out from the bytes."""
    reading = readers.read(wrap(LISTING.encode(encoding)), "fabricated.txt")
    assert [paper.title for paper in reading.papers] == ["A Fabricated Title of a Paper"]
    assert not reading.faults


def test_two_gzip_members_are_one_file():
    """Files that were joined after compression read whole."""
    half = len(LISTING) // 2
    data = gzip.compress(LISTING[:half].encode()) + gzip.compress(LISTING[half:].encode())
    assert readers.read(data, "fabricated.txt.gz").papers == readers.read(LISTING.encode(), "fabricated.txt.gz").papers


def test_a_cut_gzip_file_gives_what_was_there():
    """A download that broke off keeps its beginning and is reported."""
    whole = LISTING + "".join(f"Line {number} of fabricated filler.\n" for number in range(5000))
    reading = readers.read(gzip.compress(whole.encode())[:-2000], "fabricated.txt.gz")
    assert reading.papers
    assert reading.faults[0].reason == "the gzip data ends too early"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "the file is empty"),
        (gzip.compress(b"", mtime=0), "the file is empty"),
        (b"%PDF-1.7\n1 0 obj", "the file is a PDF, not text"),
        (b"PK\x03\x04\x14\x00", "the file is a ZIP archive, not text"),
        (b"PK\x03\x04\x14\x00[Content_Types].xml", "the file is an Office document, not text"),
        (bytes(range(256)) * 8, "the file is binary, not text"),
        (
            b"\x1f\x8bno gzip at all",
            "the gzip data is damaged: Error -3 while decompressing data: unknown compression method",
        ),
    ],
)
def test_files_without_text_are_one_fault(data, reason):
    """Empty and binary files give no paper and say why."""
    reading = readers.read(data, "fabricated")
    assert not reading.papers
    assert [fault.reason for fault in reading.faults] == [reason]


def test_invalid_bytes_are_replaced_and_reported():
    """One wrong byte costs one character, and the fault says where it is."""
    data = LISTING.encode().replace(b"says that", b"says\x81that")
    reading = readers.read(data, "fabricated.txt")
    assert "says\ufffdthat" in reading.papers[0].abstract
    assert [(fault.line, fault.expected) for fault in reading.faults] == [(3, "UTF-8")]


def test_an_overlong_line_is_left_out_and_reported():
    """A line of 9 MB is a fault; its neighbours stay, with their line numbers."""
    data = f"{'x' * 9_000_000}\n\n{LISTING}".encode()
    reading = readers.read(data, "fabricated.txt", format="listing")
    assert [paper.title for paper in reading.papers] == ["A Fabricated Title of a Paper"]
    assert reading.faults[0].line == 1
    assert reading.faults[0].reason == "the line has 9000000 characters; it was left out"
    assert len(reading.faults[0].raw) < 30_000


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        (
            "<!DOCTYPE html>\n<html><body><h1>Accepted papers</h1><p>A fabricated page.</p></body></html>",
            "copy its text",
        ),
        (
            '<?xml version="1.0"?>\n<fabricated><title>A Fabricated Paper</title></fabricated>',
            "BibTeX, RIS or CSL-JSON",
        ),
    ],
)
def test_the_source_of_a_page_is_no_paper(text, guess):
    """Tags made titles and abstracts; a line says what to do instead."""
    reading = readers.read(text.encode(), "fabricated")
    assert not reading.papers
    [fault] = reading.faults
    assert guess in fault.guess


def test_a_long_rule_costs_nothing():
    """A line of dashes was tried as an identifier from each of them on: more than a minute."""
    start = time.process_time()
    readers.detect("-" * 60_000)
    assert time.process_time() - start < 10


def test_an_unknown_format_helps():
    """A misspelt format is named with the nearest one and all there are."""
    with pytest.raises(UsageError, match=r"unknown format 'listin'; did you mean 'listing'\? Known: .*listing"):
        readers.read(b"x", "fabricated.txt", format="listin")


CITED = """# Fabricated list

- [A Fabricated Paper on Towers](https://arxiv.org/abs/2301.99991)
- [A Second Fabricated Paper](https://arxiv.org/abs/2301.99992)

```bibtex
@misc{fabricated, title = {A Fabricated List}, year = {2023}}
```
"""


def test_a_list_that_says_how_to_cite_it_is_a_list():
    """A citation in a code block makes no bibliography of a README; entries outside of one do."""
    assert [paper.title for paper in readers.read(CITED.encode(), "README.md").papers] == [
        "A Fabricated Paper on Towers",
        "A Second Fabricated Paper",
    ]
    row = "| A Fabricated Paper | FOO | [pdf](https://arxiv.org/abs/2301.99993) |"
    table = f"# L\n\n| Title | Venue | PDF |\n|:--|:-:|--|\n{row}\n"
    assert readers.detect(table) == "markdown"
    assert readers.detect(CITED.replace("```bibtex", "").replace("```", "")) == "bibtex"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b'title,notes,year\n,SECRET,2020\nA,SECRET,2020,x,y\n"A,SECRET,2020\n', "csv"),
        (b'{"notes": "SECRET"}\n{"title": "A", "list": ["x"], "emails": ["SECRET"], "notes": "SECRET', "jsonl"),
        (b'{"papers": [{"notes": "SECRET", "x": {"e-mail": "SECRET"}}, {"title": "A"}]}', "json"),
        (b'{"papers": [{"title": "A", "notes": "SECRET"}, {"title": "B", "notes": "SECRET', "json"),
        (b"TY  - JOUR\nN1  - SECRET\nSECRET\nPY  - 2020\nER  - \n", "ris"),
    ],
)
def test_what_a_fault_shows_is_not_private(data, form):
    """Faults are published with the text that they are of, and fabricated notes and addresses are in none."""
    reading = readers.read(data, "fabricated", format=form)
    assert reading.faults
    assert "SECRET" not in str([*reading.papers, *(fault.raw for fault in reading.faults)])
