"""The reader of copied pages: every paper found, nothing shifted, what is lost is told."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat import readers
from papercat.records import from_line

CASES = Path(__file__).parent / "cases" / "listing"
CATALOGUE = Path(__file__).parents[2] / "docs" / "catalogue"
FURNITURE = [
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "byAK and the research community",
    "Mar 12",
]
NOISE = [
    "Nothing that anybody knows",
    "A Fabricated Title About Towers: Ever Higher",
    "42",
    "Submitted by someone",
    "·",
]

LABELS = ["Abstract", "Title:", "Authors: A, B", "\t", ""]


def _read(text: str) -> readers.Reading:
    return readers.read(text.encode(), "fabricated.txt", format="listing")


def _abstract(number: int) -> str:
    """Return a fabricated abstract of its own words."""
    topic = " ".join(f"thing{number}{letter}" for letter in "abcdefgh")
    return (
        f"This fabricated abstract number {number} studies {topic}. We propose a fabricated method and compare it "
        f"with fabricated baselines. Our results on set {number} show that it is fabricated, and that numbers help."
    )


PAGE = [
    line
    for number in range(12)
    for line in (f"Thing{number}A: A Fabricated Method for Thing{number}b and Thing{number}c", _abstract(number))
]
TRUTH = dict(zip(PAGE[::2], PAGE[1::2], strict=True))


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda case: case.stem)
def test_golden_pages(case):
    """Titles come out as `.expected` lists them; a line with `!` is the reason of a fault."""
    lines = case.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    titles = [line for line in lines if not line.startswith(("#", "!"))]
    reasons = [line[2:] for line in lines if line.startswith("!")]
    reading = readers.read(case.read_bytes(), case.name, format="listing")
    assert [paper.title for paper in reading.papers] == titles
    assert [fault.reason for fault in reading.faults] == reasons
    assert all(paper.abstract.endswith((".", "too")) and len(paper.abstract) > 200 for paper in reading.papers)
    assert not any(paper.date for paper in reading.papers)


@pytest.mark.parametrize("case", sorted(CASES.glob("*.txt")), ids=lambda case: case.stem)
def test_line_ends_do_not_matter(case):
    """A page copied on Windows gives the same papers."""
    unix = readers.read(case.read_bytes(), case.name, format="listing")
    windows = readers.read(case.read_bytes().replace(b"\n", b"\r\n"), case.name, format="listing")
    assert windows == unix


def test_an_arxiv_listing_gives_identifiers_and_authors():
    """What the page marks as such is kept."""
    papers = readers.read((CASES / "arxiv.txt").read_bytes(), "arxiv.txt", format="listing").papers
    assert [paper.ids["arxiv"] for paper in papers] == ["2603.00001", "2603.00002", "2603.00003"]
    assert [author.name for author in papers[0].authors] == ["Ann Fabricated", "Bo Invented"]


def test_a_byline_is_kept_but_not_believed():
    """Names that the page does not call authors are under `extra.byline`."""
    papers = readers.read((CASES / "headings.txt").read_bytes(), "headings.txt", format="listing").papers
    assert papers[0].extra == {"byline": "Ann Fabricated, Bo Invented and Cleo Madeup"}
    assert not papers[0].authors


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_costs_at_most_one_paper_each(data):
    """Paragraphs lost, doubled or put in: each costs at most one paper, and the rest stay with their own abstracts."""
    page = [*FURNITURE, *PAGE]
    count = data.draw(st.integers(1, 4))
    for _ in range(count):
        place = data.draw(st.integers(len(FURNITURE), len(page) - 1))
        kind = data.draw(st.sampled_from(["lose", "double", "insert"]))
        if kind == "lose":
            del page[place]
        else:
            page.insert(place, page[place] if kind == "double" else data.draw(st.sampled_from(NOISE)))
    reading = _read(data.draw(st.sampled_from(["\n\n", "\n", "\n \n"])).join(page))
    found = {paper.title: paper.abstract for paper in reading.papers}
    lost = [title for title, abstract in TRUTH.items() if found.get(title) != abstract]
    assert len(lost) <= count


@pytest.mark.parametrize("place", range(len(PAGE)))
def test_a_lost_paragraph_is_told(place):
    """Without one title or abstract its own paper is missing, and a fault has its file, line and text."""
    lines = PAGE[:place] + PAGE[place + 1 :]
    reading = _read("\n\n".join(lines))
    found = {paper.title: paper.abstract for paper in reading.papers}
    partner = PAGE[place ^ 1]
    assert found == {title: abstract for title, abstract in TRUTH.items() if partner not in {title, abstract}}
    line = 2 * lines.index(partner) + 1
    assert [(fault.file, fault.line, fault.raw) for fault in reading.faults] == [("fabricated.txt", line, partner)]
    assert reading.faults[0].expected
    assert reading.faults[0].guess


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*FURNITURE, *NOISE, *PAGE[:4], "Abstract", "Title:", "Authors: A, B", "\t", ""]), max_size=30
    )
)
def test_nothing_is_lost(lines):
    """Each title-like or abstract-like paragraph of a shuffled page is in a paper or in a fault."""
    reading = _read("\n\n".join(lines))
    kept = Counter(fault.raw for fault in reading.faults)
    texts = " ".join([*(f"{paper.title} {paper.abstract}" for paper in reading.papers), *kept])
    assert all(line in texts for line in lines if line in PAGE)


DEMO = [from_line(line) for file in sorted(CATALOGUE.glob("*.jsonl")) for line in file.read_bytes().splitlines()]


def _raw(paper, field):
    return paper.extra.get("raw", {}).get(field) or getattr(paper, field)


@pytest.mark.skipif(len(DEMO) != 54, reason="the demo catalogue of 54 papers is not there")
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_the_demo_page_survives_damage(data):
    """On the real listing too, every lost, doubled or strange paragraph costs at most one paper."""
    truth = {_raw(paper, "title"): _raw(paper, "abstract") for paper in DEMO}
    page = [*FURNITURE, *(part for pair in truth.items() for part in pair)]
    assert {paper.title: paper.abstract for paper in _read("\n\n".join(page)).papers} == truth
    count = data.draw(st.integers(1, 5))
    for _ in range(count):
        place = data.draw(st.integers(len(FURNITURE), len(page) - 1))
        kind = data.draw(st.sampled_from(["lose", "double", "insert"]))
        if kind == "lose":
            del page[place]
        else:
            page.insert(place, page[place] if kind == "double" else data.draw(st.sampled_from(NOISE)))
    found = {paper.title: paper.abstract for paper in _read("\n\n".join(page)).papers}
    assert sum(found.get(title) != abstract for title, abstract in truth.items()) <= count


def test_broken_words_are_mended_and_people_with_institutes_kept():
    """A word that a line's end broke is whole again, a compound keeps its hyphen; a byline may have institutes."""
    towers, rivers = readers.read((CASES / "conference.txt").read_bytes(), "conference.txt", format="listing").papers
    assert "we release the hyphenated word. Our low-rank method" in towers.abstract
    assert towers.extra == {"byline": "Ada Madeup, Bo Invented (ETH Nowhere), Cy Fabricated"}
    assert rivers.extra == {"byline": "Di Fabricated (Nowhere), Ed Invented"}


def test_what_stands_under_a_label_belongs_to_its_paper():
    """Dates, venues and links under labels of their own join no abstract, and are kept."""
    blocks = "\n\n".join(
        f"Title: {title}\nAuthors: Ada Madeup, Bo Invented (Nowhere University)\nAbstract: {abstract}\n"
        f"Date: 2025-03-0{number}\nVenue: FOO\nLink: https://arxiv.org/abs/2501.9999{number}\n"
        f"Code: https://github.com/fabricated/{number}"
        for number, (title, abstract) in enumerate(list(TRUTH.items())[:3], 1)
    )
    reading = _read(blocks)
    assert not reading.faults
    assert [(p.title, p.abstract) for p in reading.papers] == list(TRUTH.items())[:3]
    for number, paper in enumerate(reading.papers, 1):
        assert (paper.date, paper.venue, paper.ids) == (f"2025-03-0{number}", "FOO", {"arxiv": f"2501.9999{number}"})
        assert [(link.kind, link.url) for link in paper.links] == [("code", f"https://github.com/fabricated/{number}")]
        assert [(a.name, a.affiliation) for a in paper.authors] == [
            ("Ada Madeup", ""),
            ("Bo Invented", "Nowhere University"),
        ]
