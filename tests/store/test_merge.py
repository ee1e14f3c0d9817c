"""Merging: what comes in twice changes nothing, one paper becomes one record, two papers stay two."""

import string

import msgspec
import pytest
from drawn import RECORDS, quarrelling
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.records import Author, Link, Paper, Signal, Source, as_lines
from papercat.store import merge
from papercat.store.combine import combine
from papercat.store.said import sayings
from papercat.store.valid import valid_id

B = (Source("b.jsonl"),)
SEA, OTHER = "Learning on graphs at sea", "Plenary and keynote talks"
DAY, LATER = "2026-01-01", "2026-02-02"


def paper(title: str, *names: str, **fields: object) -> Paper:
    """Return a fabricated record as a reader would give it."""
    given_fields = {"sources": (Source("fabricated.jsonl"),), **fields}
    return Paper(id="", title=title, authors=tuple(map(Author, names)), **given_fields)  # type: ignore[arg-type]  # by name


def test_a_short_title_with_the_same_link_is_the_same_paper() -> None:
    """A list that is read again under another name brings nothing new, also where it names no people."""
    link = Link("https://fabricated.example.org/bare.pdf", "pdf")
    kept = merge((), [paper("Some bare title", links=(link,), sources=(Source("README.md"),))], DAY).papers
    again = merge(kept, [paper("Some Bare Title", links=(link,), sources=(Source("list.md"),))], LATER)
    assert len(again.papers) == 1
    other = paper("Some bare title", links=(Link("https://fabricated.example.org/other.pdf", "pdf"),), sources=B)
    assert len(merge(kept, [other], LATER).papers) == 2


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORDS, max_size=6), st.lists(RECORDS, max_size=6))
def test_adding_again_changes_no_byte(first: list[Paper], second: list[Paper]) -> None:
    """The same records on another day leave the same bytes, whatever the catalogue holds."""
    once = merge(merge((), first, DAY).papers, second, DAY)
    again = merge(once.papers, second, LATER)
    assert as_lines(again.papers) == as_lines(once.papers)
    assert not again.added
    assert not again.updated


@settings(max_examples=150, deadline=None)
@given(st.lists(quarrelling(), max_size=5), st.lists(quarrelling(), max_size=5))
def test_adding_quarrelling_records_again_changes_no_byte(first: list[Paper], second: list[Paper]) -> None:
    """One identifier on papers of different titles is settled at the first adding, not at the second."""
    once = merge(merge((), first, DAY).papers, second, DAY)
    again = merge(once.papers, second, LATER)
    assert as_lines(again.papers) == as_lines(once.papers)


def _said(papers: tuple[Paper, ...]) -> list[bytes]:
    """Return what the catalogue says of each paper; the id that was given first stays, whatever comes later."""
    return sorted(as_lines([msgspec.structs.replace(one, id="")]) for one in papers)


def test_two_papers_do_not_become_one_through_a_record_that_tells_neither() -> None:
    """A title without identifiers may be either of two papers: one of them takes it, the other stays a paper."""
    bare = paper(SEA, sources=(Source("a"),))
    files = [paper(SEA, ids={"arxiv": one}, sources=B) for one in ("1", "2")]
    once = merge(merge((), [bare], DAY).papers, files, DAY)
    assert sorted(one.ids["arxiv"] for one in once.papers) == ["1", "2"]
    assert _said(once.papers) == _said(merge(merge((), files, DAY).papers, [bare], DAY).papers)
    assert as_lines(merge(once.papers, [bare, *files], LATER).papers) == as_lines(once.papers)


@settings(max_examples=100, deadline=None)
@given(RECORDS, RECORDS)
def test_combining_is_commutative_and_absorbs(one: Paper, other: Paper) -> None:
    """Who came first does not matter, and what is in changes nothing when it comes again."""
    both = combine(one, other)
    assert both == combine(other, one)
    assert combine(both, one) == both
    assert combine(both, other) == both


@settings(max_examples=50, deadline=None)
@given(st.lists(RECORDS, max_size=5), st.lists(RECORDS, max_size=5))
def test_ids_are_for_ever_and_unique(first: list[Paper], second: list[Paper]) -> None:
    """A merge takes no id away without a word where it leads, and gives none twice."""
    before = merge((), first, DAY).papers
    merged = merge(before, second, LATER)
    ids = [entry.id for entry in merged.papers]
    assert {entry.id for entry in before} == {entry.id for entry in before} & set(ids) | merged.moved.keys()
    assert {*merged.moved.values()} <= set(ids)
    assert len(ids) == len(set(ids))
    assert ids == sorted(ids)
    assert all(map(valid_id, ids))


def test_a_preprint_and_its_publication_are_one_record() -> None:
    """Same title, same people, a year apart: joined, with identifier, venue and the publication's year."""
    preprint = paper(SEA, "Ann Lee", "Bo Xu", date="2016-12-01", ids={"arxiv": "1612.00001"})
    told = {"date": "2017", "venue": "CVPR", "ids": {"doi": "10.1/x"}, "sources": B}
    published = paper("Learning on Graphs at Sea", "Ann Lee", "Bo Xu", **told)
    merged = merge(merge((), [preprint], DAY).papers, [published], LATER)
    assert len(merged.papers) == 1
    assert merged.updated == ("learning-on-graphs-at-sea",)
    (made,) = merged.papers
    assert made.ids == {"arxiv": "1612.00001", "doi": "10.1/x"}
    assert (made.venue, made.date) == ("CVPR", "2017")
    assert [one.date for one in sayings(made)] == ["2017", "2016-12-01"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (paper("Preface", "Ann Lee"), paper("Preface", "Bo Xu")),
        (paper("Preface", "Ann Lee", abstract="On seas."), paper("Preface", "Ann Lee", abstract="All of maths.")),
        (paper(SEA, "Ann Lee", date="2009"), paper(SEA, "Ann Lee", date="2019")),
        (paper(SEA, ids={"arxiv": "1"}), paper(SEA, ids={"arxiv": "2"})),
        (paper(OTHER, abstract="Robots swim."), paper(OTHER, abstract="We cook rice.")),
        (paper("Chapter one of many", ids={"doi": "10.1/book"}), paper("Sea ice in spring", ids={"doi": "10.1/book"})),
    ],
    ids=["people", "short title", "ten years", "identifiers", "abstracts", "a book's DOI"],
)  # fmt: skip
def test_two_papers_stay_two(one: Paper, other: Paper) -> None:
    """In doubt records stay apart, each with its own id, in one file and in two."""
    assert len(merge((), [one, other], DAY).papers) == 2
    assert len({entry.id for entry in merge(merge((), [one], DAY).papers, [other], DAY).papers}) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (paper("Sea ice", ids={"arxiv": "1612.00001v1"}), paper("Sea ice", ids={"doi": "10.48550/arXiv.1612.00001"})),
        (paper("Sea ice melts", "Ann Lee", ids={"doi": "10.1/AB"}), paper("Ice", "A. Lee", ids={"doi": "10.1/ab"})),
        (paper(SEA), paper("Learning on graphs, at sea", "Ann Lee")),
        (paper(SEA, "Ann Lee", "Bo Xu"), paper(SEA, "A. Lee")),
        (paper(SEA, "Wang Wei"), paper(SEA, "Wei Wang")),
    ],
    ids=["arXiv DOI", "DOI in capitals", "no people", "initials", "name order"],
)
def test_one_paper_becomes_one(one: Paper, other: Paper) -> None:
    """Identifiers in any spelling, then title and people, tell that two records are one paper."""
    assert len(merge(merge((), [one], DAY).papers, [other], DAY).papers) == 1


def test_a_source_may_correct_itself() -> None:
    """The only source of a record says something else: its new word stands, also where it is shorter."""
    old = paper("Sea ice", abstract="A long and wrongg abstract.", sources=(Source("f", "1"),), keywords=("ice",))
    new = paper("Sea ice", abstract="A right abstract.", sources=(Source("f", "1"),))
    merged = merge(merge((), [old], DAY).papers, [new], LATER)
    assert merged.papers[0].abstract == "A right abstract."
    assert merged.papers[0].keywords == ("ice",)
    assert merged.papers[0].sources == (Source("f", "1", DAY, LATER),)


def test_what_was_said_twice_is_taken_back_by_a_new_word_alone() -> None:
    """A file that told a paper in two ways and now tells it in one changes nothing; its new word then replaces both."""
    long, short = "Ice melts at sea in the spring.", "Water."
    rows = [paper("Sea ice in the spring", abstract=text, sources=(Source("f", "1"),)) for text in (long, short)]
    both = merge((), rows, DAY).papers
    assert both[0].abstract == long
    assert both[0].extra == {"said": [{"of": [0]}, {"of": [0], "abstract": short}]}
    assert merge(both, rows[1:], LATER).papers == both
    new = paper("Sea ice in the spring", abstract="Salt.", sources=(Source("f", "1"),))
    (made,) = merge(both, [new], LATER).papers
    assert (made.abstract, made.extra) == ("Salt.", {})


def test_of_two_sources_the_richer_wins_and_the_other_is_kept() -> None:
    """Nothing that was there is lost."""
    one = paper("Sea ice in the spring", "Ann Lee", abstract="Ice melts.", sources=(Source("a"),), extra={"track": "x"})
    two = paper(
        "Sea ice in the spring", "Ann Lee", abstract="Water freezes.", sources=(Source("b"),), extra={"track": "yy"}
    )
    made = merge(merge((), [one], DAY).papers, [two], DAY).papers[0]
    assert made.abstract == "Water freezes."
    assert made.extra == {
        "said": [{"of": [0], "abstract": "Ice melts.", "extra": {"track": "x"}}, {"of": [1]}],
        "track": "yy",
    }


def test_the_text_before_repair_follows_its_text() -> None:
    """`extra.raw` belongs to the abstract that won."""
    one = paper("Sea ice in the spring", abstract="Ice melts at 5%.", extra={"raw": {"abstract": r"Ice melts at 5\%."}})
    two = paper("Sea ice in the spring", abstract="Ice melts at 5%. Really.", sources=(Source("b"),))
    made = merge(merge((), [one], DAY).papers, [two], DAY).papers[0]
    assert made.abstract.endswith("Really.")
    assert "raw" not in made.extra


def test_signals_carry_the_day_they_changed() -> None:
    """A count that stays keeps its day; a new count has the new day."""
    day_one = merge((), [paper(SEA, signals={"stars": Signal(3)})], DAY).papers
    assert day_one[0].signals == {"stars": Signal(3, DAY)}
    assert merge(day_one, [paper(SEA, signals={"stars": Signal(3)})], LATER).papers == day_one
    assert merge(day_one, [paper(SEA, signals={"stars": Signal(2)})], LATER).papers[0].signals["stars"].read == LATER


def test_our_own_record_keeps_its_id() -> None:
    """A record of another catalogue enters with its id; one that would leave its folder gets a new one."""
    own = msgspec.structs.replace(paper("Sea ice"), id="ice-2016")
    bad = msgspec.structs.replace(paper("Sea water"), id="../../x")
    assert [entry.id for entry in merge((), [own, bad], DAY).papers] == ["ice-2016", "sea-water"]


def test_thousands_of_one_title_stay_cheap_and_repeatable() -> None:
    """A hostile file full of one title is stored once a paper, and adding it again finds each of them."""
    crowd = [paper("Preface", f"{a}{b} {b}{a}{a}") for a in string.ascii_lowercase for b in string.ascii_lowercase[:8]]
    once = merge((), crowd, DAY)
    again = merge(once.papers, crowd, LATER)
    assert len(once.papers) == len(crowd)
    assert again.papers == once.papers


@pytest.mark.parametrize("source", ["fabricated.jsonl", "another.csv"])
def test_lost_characters_never_overwrite_text(source: str) -> None:
    """The same paper from a file whose encoding nobody could tell keeps title, people and abstract as they were."""
    good = paper("Café semantics", "Ann Lee", "Anna Müller", abstract="Naïve.", ids={"doi": "10.9999/x"})
    lost = paper(
        "Caf\ufffd semantics",
        "Ann Lee",
        "Anna M\ufffdller",
        abstract="Na\ufffdve, and longer than before.",
        ids={"doi": "10.9999/x"},
        sources=(Source(source),),
    )
    for order in ([good, lost], [lost, good]):
        once = merge(merge((), order[:1], DAY).papers, order[1:], DAY)
        (one,) = once.papers
        assert (one.title, one.abstract, one.authors) == (good.title, good.abstract, good.authors)
        assert as_lines(merge(once.papers, [lost], LATER).papers) == as_lines(once.papers)
