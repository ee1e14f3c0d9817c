"""Merging: what comes in twice changes nothing, one paper becomes one record, two papers stay two."""

import string
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from papercat.records import Author, Link, Paper, Signal, Source, StatusKind, as_lines
from papercat.store import merge
from papercat.store.combine import combine
from papercat.store.merge import valid_id

B = (Source("b.jsonl"),)
SEA, OTHER = "Learning on graphs at sea", "Plenary and keynote talks"
DAY, LATER = "2026-01-01", "2026-02-02"


def paper(title: str, *names: str, **fields: object) -> Paper:
    """Return a fabricated record as a reader would give it."""
    given_fields = {"sources": (Source("fabricated.jsonl"),), **fields}
    return Paper(id="", title=title, authors=tuple(map(Author, names)), **given_fields)  # type: ignore[arg-type]  # by name


# few values, so that examples meet each other
WORDS = st.sampled_from(["", "graphs", "Graphs", "deep graphs", r"\emph{graphs}", "seas"])
DATES = st.sampled_from(["", "2017", "2017-05", "2017-06-12", "2018"])
AUTHORS = st.lists(
    st.sampled_from([Author("Ann Lee"), Author("A. Lee", "Ulm"), Author("Bo Xu")]), max_size=3, unique=True
)
LINKS = st.lists(
    st.builds(
        Link, st.sampled_from(["http://a.org/x", "https://a.org/x/", "https://b.org"]), st.sampled_from(["code", "pdf"])
    ),
    max_size=2,
)
TITLES = st.sampled_from(["Learning on graphs at sea", "Learning on Graphs at Sea", "Other things entirely to do"])


@st.composite
def records(draw: st.DrawFn) -> Paper:
    """Draw a fabricated record; identifiers and keys belong to one title."""
    title = draw(TITLES)
    values = st.sampled_from([f"{title[0]}1", f"{title[0]}2"])
    return Paper(
        id="",
        title=title,
        abstract=draw(WORDS),
        authors=tuple(draw(AUTHORS)),
        date=draw(DATES),
        updated=draw(DATES),
        venue=draw(st.sampled_from(["", "arXiv", "ICML", "icml"])),
        ids=draw(st.dictionaries(st.sampled_from(["arxiv", "isbn"]), values, max_size=2)),
        links=tuple(draw(LINKS)),
        keywords=tuple(draw(st.lists(st.sampled_from(["sea", "Sea", "graph"]), max_size=2, unique=True))),
        signals=draw(st.dictionaries(st.just("stars"), st.builds(Signal, st.integers(0, 3)))),
        status=draw(st.sampled_from(get_args(StatusKind))),
        sources=(Source(draw(st.sampled_from("ab")), draw(st.just("") | values)),),
        extra=draw(st.dictionaries(st.sampled_from(["track", "session"]), st.sampled_from(["x", "yy", 3]), max_size=2)),
    )


RECORDS = records()


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORDS, max_size=6), st.lists(RECORDS, max_size=6))
def test_adding_again_changes_no_byte(first: list[Paper], second: list[Paper]) -> None:
    """The same records on another day leave the same bytes, whatever the catalogue holds."""
    once = merge(merge((), first, DAY).papers, second, DAY)
    again = merge(once.papers, second, LATER)
    assert as_lines(again.papers) == as_lines(once.papers)
    assert not again.added
    assert not again.updated


@st.composite
def quarrelling(draw: st.DrawFn) -> Paper:
    """Draw a fabricated record whose identifiers and keys belong to any title: a book's DOI, a row number."""
    titles = ["Sea ice", "Sea ice in the spring", "A chapter on ships and how they sail", "Preface", OTHER]
    abstracts = ["", "Ice melts.", "We watch the ice melt in spring, which takes a while.", "Ships sail."]
    values = st.sampled_from(["10.1/x", "10.1/y"])
    return Paper(
        id="",
        title=draw(st.sampled_from(titles)),
        abstract=draw(st.sampled_from(abstracts)),
        authors=tuple(map(Author, draw(st.lists(st.sampled_from(["Ann Lee", "A. Lee", "Bo Xu"]), max_size=2)))),
        date=draw(st.sampled_from(["", "2019", "2020", "2012"])),
        ids=draw(st.dictionaries(st.sampled_from(["doi", "arxiv", "acl"]), values, max_size=2)),
        sources=(Source(draw(st.sampled_from("ab")), draw(st.sampled_from(["", "1", "2"]))),),
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(quarrelling(), max_size=5), st.lists(quarrelling(), max_size=5))
def test_adding_quarrelling_records_again_changes_no_byte(first: list[Paper], second: list[Paper]) -> None:
    """One identifier on papers of different titles is settled at the first adding, not at the second."""
    once = merge(merge((), first, DAY).papers, second, DAY)
    again = merge(once.papers, second, LATER)
    assert as_lines(again.papers) == as_lines(once.papers)


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORDS, max_size=6), st.randoms())
def test_the_order_within_a_file_does_not_matter(records: list[Paper], random: object) -> None:
    """A shuffled file gives the same catalogue."""
    shuffled = list(records)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' Random
    assert merge((), shuffled, DAY).papers == merge((), records, DAY).papers


ABSTRACT = "We fabricate ice that melts at sea in spring and watch what graphs of it learn over the years."


@st.composite
def sure(draw: st.DrawFn) -> Paper:
    """Draw a fabricated record that tells its paper beyond doubt: what it names agrees with all others of its title."""
    made = draw(RECORDS)
    ids = {
        scheme: f"{made.title[0].casefold()}-{scheme}" for scheme in draw(st.sets(st.sampled_from(["arxiv", "doi"])))
    }
    abstract = draw(st.sampled_from(["", ABSTRACT, f"{ABSTRACT} And more.", ABSTRACT.upper()]))
    date = draw(st.sampled_from(["", "2017", "2017-05", "2017-06-12", "2018"]))
    authors = (Author("Ann Lee"), *made.authors)
    sources = (Source("", f"{made.title[0].casefold()}{draw(st.sampled_from(['', '1', '2']))}"),)
    changes = {"ids": ids, "abstract": abstract, "date": date, "authors": authors, "sources": sources}
    return msgspec.structs.replace(made, **changes)


def _from(file: str, records: list[Paper]) -> list[Paper]:
    return [msgspec.structs.replace(one, sources=(Source(file, one.sources[0].key),)) for one in records]


def _said(papers: tuple[Paper, ...]) -> list[bytes]:
    """Return what the catalogue says of each paper; the id that was given first stays, whatever comes later."""
    return sorted(as_lines([msgspec.structs.replace(one, id="")]) for one in papers)


@settings(max_examples=80, deadline=None)
@given(st.lists(sure(), max_size=4), st.lists(sure(), max_size=4), st.lists(sure(), max_size=3))
def test_three_files_in_any_order_are_stable(one: list[Paper], two: list[Paper], three: list[Paper]) -> None:
    """Whatever the order of three files, adding one of them again changes no byte."""
    files = [_from(name, records) for name, records in zip("abc", (one, two, three), strict=True)]
    for order in ((0, 1, 2), (2, 1, 0), (1, 2, 0)):
        papers: tuple[Paper, ...] = ()
        for at in order:
            papers = merge(papers, files[at], DAY).papers
        assert as_lines(merge(papers, files[order[0]], LATER).papers) == as_lines(papers)


def test_two_papers_do_not_become_one_through_a_record_that_tells_neither() -> None:
    """A title without identifiers may be either of two papers: one of them takes it, the other stays a paper."""
    bare = paper(SEA, sources=(Source("a"),))
    files = [paper(SEA, ids={"arxiv": one}, sources=B) for one in ("1", "2")]
    once = merge(merge((), [bare], DAY).papers, files, DAY)
    assert sorted(one.ids["arxiv"] for one in once.papers) == ["1", "2"]
    assert all("also" not in one.extra for one in once.papers)
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
    """A merge takes no id away and gives none twice."""
    before = merge((), first, DAY).papers
    after = merge(before, second, LATER).papers
    ids = [entry.id for entry in after]
    assert {entry.id for entry in before} <= set(ids)
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
    assert made.extra["also"] == {"date": ["2016-12-01"]}


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
    assert both[0].extra == {"also": {"abstract": [short]}}
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
    assert made.extra == {"track": "yy", "also": {"abstract": ["Ice melts."], "extra.track": ["x"]}}


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
