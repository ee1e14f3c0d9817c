"""Fabricated records that hypothesis draws: near-duplicates, doubled people, quarrels over identifiers."""

from typing import get_args

import msgspec
from hypothesis import strategies as st

from papercat.records import Author, Link, Paper, Signal, Source, StatusKind

# few values, so that examples meet each other
WORDS = st.sampled_from(["", "graphs", "Graphs", "deep graphs", r"\emph{graphs}", "seas"])
DATES = st.sampled_from(["", "2017", "2017-05", "2017-06-12", "2018"])
AUTHORS = st.lists(
    st.sampled_from([Author("Ann Lee"), Author("A. Lee", "Ulm"), Author("Lee, Ann"), Author("Bo Xu")]), max_size=4
)
"""A person may stand in a list twice, as in lists that were scraped."""
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


@st.composite
def quarrelling(draw: st.DrawFn) -> Paper:
    """Draw a fabricated record whose identifiers and keys belong to any title: a book's DOI, a row number."""
    titles = [
        "Sea ice",
        "Sea ice in the spring",
        "A chapter on ships and how they sail",
        "Preface",
        "Plenary and keynote talks",
    ]
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


def from_file(name: str, drawn: list[Paper]) -> list[Paper]:
    """Return the records as a file of that name gives them."""
    return [msgspec.structs.replace(one, sources=(Source(name, one.sources[0].key),)) for one in drawn]


@st.composite
def files(draw: st.DrawFn) -> list[list[Paper]]:
    """Draw up to four files of few records each, of all the kinds above, with a name of its own each."""
    kinds = st.one_of(RECORDS, quarrelling(), sure())
    return [from_file(name, draw(st.lists(kinds, max_size=4))) for name in "abcd"]
