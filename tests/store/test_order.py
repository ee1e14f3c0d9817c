"""The order of files and records: the catalogue depends on what was said, not on who said it first."""

import random

import msgspec
from drawn import files
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.records import Paper, Source, as_line, as_lines, from_line
from papercat.store import merge
from papercat.store.said import SAID, joined, sayings

DAY, LATER = "2026-01-01", "2026-02-02"
Files = list[list[Paper]]


def added(*batches: list[Paper]) -> tuple[Paper, ...]:
    """Return the catalogue after adding one batch after the other; what lies between is what a disk would hold."""
    papers: tuple[Paper, ...] = ()
    for batch in batches:
        papers = tuple(from_line(as_line(one)) for one in merge(papers, batch, DAY).papers)
    return papers


def flat(drawn: Files) -> list[Paper]:
    """Return the records of all files as of one."""
    return [record for records in drawn for record in records]


def told(papers: tuple[Paper, ...]) -> list[bytes]:
    """Return what the catalogue says of each paper; its address is permanent, whatever comes after it."""
    return sorted(as_line(msgspec.structs.replace(one, id="")) for one in papers)


@settings(max_examples=40, deadline=None)
@given(files(), st.permutations(range(4)), st.randoms(use_true_random=False))
def test_files_in_any_order_give_the_same_bytes(drawn: Files, order: list[int], dice: random.Random) -> None:
    """Four files added at once, in another order and each shuffled, give the same catalogue, ids included."""
    other = [list(drawn[place]) for place in order]
    for records in other:
        dice.shuffle(records)
    assert as_lines(added(flat(other))) == as_lines(added(flat(drawn)))


@settings(max_examples=40, deadline=None)
@given(files(), st.permutations(range(4)), st.integers(1, 3))
def test_steps_in_any_order_say_the_same(drawn: Files, order: list[int], cut: int) -> None:
    """One file after the other, in two orders, in two batches or all at once: the same is said of the same papers."""
    at_once = told(added(flat(drawn)))
    moved = [drawn[place] for place in order]
    assert told(added(*drawn)) == at_once
    assert told(added(*moved)) == at_once
    assert told(added(flat(moved[:cut]), flat(moved[cut:]))) == at_once


@settings(max_examples=40, deadline=None)
@given(files(), st.integers(0, 3))
def test_a_file_that_comes_again_changes_no_byte(drawn: Files, place: int) -> None:
    """Any file added again, on another day, leaves the catalogue as it is."""
    before = added(*drawn)
    again = merge(before, drawn[place], LATER)
    assert as_lines(again.papers) == as_lines(before)
    assert not again.added
    assert not again.updated
    assert not again.moved


@settings(max_examples=40, deadline=None)
@given(files())
def test_what_was_said_can_be_had_again(drawn: Files) -> None:
    """Every record of every file stands in the catalogue as it came, and the record is what its sayings make."""
    papers = added(*drawn)
    kept = {as_line(one) for paper in papers for one in sayings(paper)}
    for record in flat(drawn):
        assert any(as_line(one) in kept for one in _as_kept(record))
    for paper in papers:
        assert as_lines([joined(sayings(paper), paper.id)]) == as_lines([paper])


def _as_kept(record: Paper) -> list[Paper]:
    """Return a record as it lies in a catalogue of its own."""
    return [one for paper in merge((), [record], DAY).papers for one in sayings(paper)]


def test_a_paper_that_joins_two_leaves_an_address_that_leads_on() -> None:
    """A record with both identifiers makes one paper of two; the younger address leads to the older one."""
    one = Paper(id="", title="Sea ice in the spring", ids={"arxiv": "1"}, sources=(Source("a"),))
    two = Paper(id="", title="Sea ice in spring, twice", ids={"doi": "10.1/x"}, sources=(Source("b"),))
    both = Paper(id="", title="Sea ice in the spring", ids={"arxiv": "1", "doi": "10.1/x"}, sources=(Source("c"),))
    papers = merge(merge((), [one], DAY).papers, [two], LATER).papers
    merged = merge(papers, [both], LATER)
    assert [paper.id for paper in merged.papers] == ["sea-ice-in-the-spring"]
    assert merged.moved == {"sea-ice-in-spring-twice": "sea-ice-in-the-spring"}
    assert told(merged.papers)[0].count(b"of") == 3


def test_a_hand_in_what_was_said_costs_no_paper() -> None:
    """A record whose sayings were damaged by a hand, or carry a script, is taken as it stands."""
    sources = (Source("a", "", DAY), Source("b", "", DAY))
    broken = [
        {"of": [7], "ids": {"doi": 3}},
        {"of": [0], "ids": 3, "extra": 3},
        {"of": [0], "links": [{"url": "javascript:alert(1)"}]},
        {"of": "x"},
        3,
        {"title": ["x"]},
    ]
    for entry in broken:
        paper = Paper(
            id="ice", title="Sea ice in an invented spring", sources=sources, extra={SAID: [{"of": [0]}, entry]}
        )
        assert sayings(paper) == [Paper(id="", title="Sea ice in an invented spring", sources=sources)]
        new = Paper(id="", title="Sea ice in an invented spring", sources=(Source("c"),))
        assert len(merge([paper], [new], DAY).papers) == 1
